/* start.c - start, printf and string functions for csmith's programs, on Linux system calls alone */
#include <stdarg.h>
#include <stddef.h>

enum { SYS_WRITE = 1, SYS_EXIT = 60 };

int main(int argc, char **argv);

static char buffer[4096];
static size_t used;

static void flush(void)
{
    __builtin_syscall(SYS_WRITE, 1, buffer, used);
    used = 0;
}

static void put(char c)
{
    if (used == sizeof buffer)
        flush();
    buffer[used++] = c;
}

static void put_number(unsigned long x, unsigned base)
{
    char text[32];
    int n = 0;
    do {
        text[n++] = "0123456789ABCDEF"[x % base];
        x /= base;
    } while (x);
    while (n)
        put(text[--n]);
}

/* %d %u %X %s with l; nothing else occurs */
int printf(const char *f, ...)
{
    va_list ap;
    va_start(ap, f);
    for (; *f; f++) {
        int is_long = 0;
        if (*f != '%') {
            put(*f);
            continue;
        }
        for (f++; *f == 'l'; f++)
            is_long = 1;
        if (*f == 's') {
            for (const char *s = va_arg(ap, const char *); *s; s++)
                put(*s);
        } else if (*f == 'd') {
            long x = is_long ? va_arg(ap, long) : va_arg(ap, int);
            if (x < 0)
                put('-');
            put_number(x < 0 ? -(unsigned long)x : (unsigned long)x, 10);
        } else {
            put_number(is_long ? va_arg(ap, unsigned long) : va_arg(ap, unsigned), *f == 'u' ? 10 : 16);
        }
    }
    va_end(ap);
    return 0;
}

void *memcpy(void *to, const void *from, size_t n)
{
    char *t = to;
    const char *s = from;
    while (n--)
        *t++ = *s++;
    return to;
}

void *memset(void *to, int byte, size_t n)
{
    char *t = to;
    while (n--)
        *t++ = (char)byte;
    return to;
}

void *memmove(void *to, const void *from, size_t n)
{
    char *t = to;
    const char *s = from;
    if (t < s)
        return memcpy(to, from, n);
    while (n--)
        t[n] = s[n];
    return to;
}

int strcmp(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return (unsigned char)*a - (unsigned char)*b;
}

__attribute__((force_align_arg_pointer, noreturn)) void _start(void)
{
    static char *none[1];
    int code = main(0, none);
    flush();
    __builtin_syscall(SYS_EXIT, code);
    __builtin_unreachable();
}
