// line.c - a line for stderr, put together on the stack: reports must not need the heap
#include "runtime/rt_int.h"

void rt_line_init(RtLine *l, i32 fd)
{
    l->fd = fd;
    l->n = 0;
}

void rt_line_flush(RtLine *l)
{
    u32 done = 0;
    while (done < l->n) {
        i64 k = rt_os_write(l->fd, l->text + done, l->n - done);
        if (k <= 0)
            break;
        done += (u32)k;
    }
    l->n = 0;
}

void rt_line_ch(RtLine *l, char c)
{
    if (l->n == sizeof l->text)
        rt_line_flush(l);
    l->text[l->n++] = c;
}

void rt_line_z(RtLine *l, const char *z)
{
    while (*z)
        rt_line_ch(l, *z++);
}

void rt_line_put(RtLine *l, const char *p, i64 n)
{
    for (i64 i = 0; i < n; i++) {
        char c = p[i];
        if (c == '\n' || c == '\r') {
            rt_line_ch(l, '\\');
            c = c == '\n' ? 'n' : 'r';
        }
        rt_line_ch(l, c);
    }
}

void rt_line_int(RtLine *l, i64 x)
{
    char text[RT_INT_MAX];
    rt_line_put(l, text, rt_fmt_int(text, x));
}
