// io.c - print and input
//
// Standard output is buffered; a terminal sees every line at once. The buffer is written out before
// anything goes to stderr, before the program waits (input, sleep), and at every kind of end.
#include "runtime/rt_int.h"

enum { SMALL_MACHINE = sizeof(void *) == 4 };
enum { OUT_SIZE = SMALL_MACHINE ? 256 : 8192, IN_SIZE = SMALL_MACHINE ? 64 : 4096 };
static char out_buf[OUT_SIZE];
static char in_buf[IN_SIZE];
static u64 in_at, in_end;

static void write_all(i32 fd, const char *p, u64 n)
{
    while (n) {
        i64 k = rt_os_write(fd, p, n);
        if (k <= 0)
            return;
        p += k;
        n -= (u64)k;
    }
}

void rt_out_flush(void)
{
    u64 n = rt.out_n;
    rt.out_n = 0;
    if (n)
        write_all(1, out_buf, n);
}

void rt_out(const char *p, u64 n)
{
    if (rt.out_n + n > OUT_SIZE) {
        rt_out_flush();
        if (n > OUT_SIZE) {
            write_all(1, p, n);
            return;
        }
    }
    memcpy(out_buf + rt.out_n, p, n);
    rt.out_n += n;
}

static void end_line(void)
{
    rt_out("\n", 1);
    if (!rt.out_tty)
        rt.out_tty = rt_os_isatty(1) ? 1 : 2;
    if (rt.out_tty == 1)
        rt_out_flush();
}

void rt_err_line(const char *p, u64 n)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_bytes(&b, p, (i64)n);
    rt_err_buf(&b);
}

void rt_err_buf(RtBuf *b)
{
    rt_out_flush();
    rt_buf_ch(b, '\n');
    write_all(2, rt_buf_chars(b), (u64)b->len);
    rt_buf_free(b);
}

void rt_print_str(const RtStr *s)
{
    rt_out(rt_chars(s), (u64)s->len);
    end_line();
}

void rt_print_int(i64 x)
{
    char text[RT_INT_MAX];
    rt_out(text, (u64)rt_fmt_int(text, x));
    end_line();
}

void rt_print_float(double x)
{
    char text[RT_FLOAT_MAX];
    rt_out(text, (u64)rt_fmt_float(text, x));
    end_line();
}

void rt_print_bool(i8 x)
{
    rt_print_str(rt_bool_str(x));
}

void rt_print_val(const RtType *t, const void *m)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_val(&b, t, m);
    if (b.str)
        rt_out(rt_buf_chars(&b), (u64)b.len);
    rt_buf_free(&b);
    end_line();
}

void rt_print_dyn(i64 tag, i64 payload)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_dyn(&b, tag, payload);
    if (b.str)
        rt_out(rt_buf_chars(&b), (u64)b.len);
    rt_buf_free(&b);
    end_line();
}

RtStr *rt_input(const RtStr *prompt)
{
    RtBuf b;
    i8 any = 0;
    rt_buf_init(&b);
    if (prompt)
        rt_out(rt_chars(prompt), (u64)prompt->len);
    rt_out_flush();
    for (;;) {
        if (in_at == in_end) {
            i64 n = rt_os_read(0, in_buf, IN_SIZE);
            if (n < 0) {
                rt_buf_z(&b, "input read failed: ");
                rt_buf_z(&b, rt_os_error(n));
                rt_fail_buf(&b);
            }
            if (n == 0)
                break;
            in_at = 0;
            in_end = (u64)n;
        }
        any = 1;
        char c = in_buf[in_at++];
        if (c == '\n') {
            if (b.len && rt_buf_chars(&b)[b.len - 1] == '\r')
                b.len--;
            break;
        }
        rt_buf_ch(&b, c);
    }
    if (!any)
        rt_failz(rt_os_isatty(0) ? "input aborted: reached EOF"
                                 : "input requires stdin data in non-interactive mode");
    if (b.len && rt_utf8_valid(rt_buf_chars(&b), (u64)b.len) != (u64)b.len)
        rt_failz("input read failed: stream did not contain valid UTF-8");
    return rt_buf_done(&b);
}
