// libc.c - start, printing, strings and memory for tests, on Linux system calls alone; with SHIM_RT
// on the runtime of fuse, whose start calls main, so that it serves every target
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv);

#ifdef SHIM_RT
long long rt_os_write(int fd, const void *p, unsigned long long n);
_Noreturn void rt_os_exit(int code);
#define os_write(fd, p, n) rt_os_write(fd, p, n)
#define os_exit(code) rt_os_exit(code)
#else
enum { SYS_WRITE = 1, SYS_EXIT = 60 };
#define os_write(fd, p, n) __builtin_syscall(SYS_WRITE, fd, p, n)
#define os_exit(code) __builtin_syscall(SYS_EXIT, code)
#endif

struct FILE {
    int fd;
    size_t used;
    char text[4096];
};
static struct FILE out_file = {1}, err_file = {2};
FILE *stdout = &out_file, *stderr = &err_file;

static void flush(FILE *f)
{
    os_write(f->fd, f->text, f->used);
    f->used = 0;
}

_Noreturn void exit(int code)
{
    flush(stdout);
    flush(stderr);
    os_exit(code);
    __builtin_unreachable();
}

_Noreturn void abort(void)
{
    exit(134);
}

#ifndef SHIM_RT
__attribute__((force_align_arg_pointer, noreturn)) void _start(void)
{
    static char *none[1];
    exit(main(0, none));
}
#endif

/* The start that calls main and ends the program is not ours: nothing may wait in memory. */
#ifdef SHIM_RT
#define done(f) flush(f)
#else
#define done(f) ((void)(f))
#endif

/* ---- printf ---- */

typedef struct Out {
    FILE *f;        /* or, when it is null: */
    char *s;
    int n;
} Out;

static void put(Out *o, char c)
{
    o->n++;
    if (!o->f) {
        *o->s++ = c;
        return;
    }
    if (o->f->used == sizeof o->f->text)
        flush(o->f);
    o->f->text[o->f->used++] = c;
}

typedef struct Spec {
    int width, precision;
    char left, zero, plus, alt, wide;
} Spec;

/* text padded to the width; sign goes before zeros */
static void put_padded(Out *o, const Spec *k, const char *sign, const char *text, int n, int zeros)
{
    int total = n + zeros;
    for (const char *s = sign; *s; s++)
        total++;
    for (int i = total; !k->left && !k->zero && i < k->width; i++)
        put(o, ' ');
    while (*sign)
        put(o, *sign++);
    for (int i = total; !k->left && k->zero && i < k->width; i++)
        put(o, '0');
    while (zeros-- > 0)
        put(o, '0');
    for (int i = 0; i < n; i++)
        put(o, text[i]);
    for (int i = total; k->left && i < k->width; i++)
        put(o, ' ');
}

static int digits(char *end, unsigned long long x, unsigned base, char a)
{
    int n = 0;
    do {
        unsigned d = x % base;
        *--end = (char)(d < 10 ? '0' + d : a + d - 10);
        x /= base;
        n++;
    } while (x);
    return n;
}

static void put_int(Out *o, Spec k, unsigned long long x, const char *sign, unsigned base, char a)
{
    char text[32];
    int n = digits(text + sizeof text, x, base, a);
    if (k.precision >= 0)
        k.zero = 0;
    put_padded(o, &k, sign, text + sizeof text - n, n, k.precision > n ? k.precision - n : 0);
}

/* %f of numbers below 2^63: exact enough for the few digits that tests print */
static void put_float(Out *o, Spec k, double x)
{
    char text[64];
    int p = k.precision < 0 ? 6 : k.precision, n;
    const char *sign = x < 0 ? "-" : k.plus ? "+" : "";
    double scale = 1;
    if (x < 0)
        x = -x;
    for (int i = 0; i < p; i++)
        scale *= 10;
    unsigned long long whole = (unsigned long long)x;
    double rest = (x - (double)whole) * scale;
    unsigned long long part = (unsigned long long)rest;
    if (rest - (double)part > 0.5 || (rest - (double)part == 0.5 && part % 2))
        part++;
    if ((double)part >= scale) {
        part -= (unsigned long long)scale;
        whole++;
    }
    char *end = text + sizeof text;
    if (p) {
        n = digits(end, part, 10, 'a');
        while (n < p)
            end[-++n] = '0';
        end -= n;
        *--end = '.';
    }
    n = digits(end, whole, 10, 'a');
    put_padded(o, &k, sign, end - n, (int)(text + sizeof text - (end - n)), 0);
}

static void put_string(Out *o, const Spec *k, const char *s)
{
    int n = 0;
    while ((k->precision < 0 || n < k->precision) && s[n])
        n++;
    put_padded(o, k, "", s, n, 0);
}

static const char *read_number(const char *f, int *n)
{
    for (*n = 0; *f >= '0' && *f <= '9'; f++)
        *n = *n * 10 + (*f - '0');
    return f;
}

static const char *read_spec(const char *f, Spec *k, int *size)
{
    *k = (Spec){0, -1, 0, 0, 0, 0, 0};
    for (;; f++) {
        if (*f == '-')
            k->left = 1;
        else if (*f == '0')
            k->zero = 1;
        else if (*f == '+')
            k->plus = 1;
        else if (*f == '#')
            k->alt = 1;
        else
            break;
    }
    f = read_number(f, &k->width);
    if (*f == '.')
        f = read_number(f + 1, &k->precision);
    for (*size = 0; *f == 'l' || *f == 'h' || *f == 'z' || *f == 'L'; f++) {
        k->wide |= *f == 'L';
        *size += *f == 'h' ? -1 : *f == 'z' && sizeof(size_t) > sizeof(long) ? 2 : 1;
    }
    return f;
}

static int format(Out *o, const char *f, va_list ap)
{
    for (; *f; f++) {
        Spec k;
        int size;
        if (*f != '%') {
            put(o, *f);
            continue;
        }
        f = read_spec(f + 1, &k, &size);
        switch (*f) {
        case 'd':
        case 'i': {
            long long x = size > 1   ? va_arg(ap, long long)
                          : size > 0 ? va_arg(ap, long)
                                     : va_arg(ap, int);
            x = size == -1 ? (short)x : size < -1 ? (signed char)x : x;
            put_int(o, k, x < 0 ? -(unsigned long long)x : (unsigned long long)x, x < 0 ? "-"
                    : k.plus ? "+" : "", 10, 'a');
            break;
        }
        case 'u':
        case 'x':
        case 'X': {
            unsigned long long x = size > 1   ? va_arg(ap, unsigned long long)
                                   : size > 0 ? va_arg(ap, unsigned long)
                                              : va_arg(ap, unsigned);
            x = size == -1 ? (unsigned short)x : size < -1 ? (unsigned char)x : x;
            put_int(o, k, x, k.alt && x ? "0x" : "", *f == 'u' ? 10 : 16, *f == 'X' ? 'A' : 'a');
            break;
        }
        case 'p': put_int(o, k, (unsigned long)va_arg(ap, void *), "0x", 16, 'a'); break;
        case 'c': {
            char c = (char)va_arg(ap, int);
            put_padded(o, &k, "", &c, 1, 0);
            break;
        }
        case 's': put_string(o, &k, va_arg(ap, const char *)); break;
        case 'f':
            put_float(o, k, k.wide ? (double)va_arg(ap, long double) : va_arg(ap, double));
            break;
        default: put(o, *f); break;
        }
    }
    return o->n;
}

int printf(const char *f, ...)
{
    Out o = {stdout, 0, 0};
    va_list ap;
    va_start(ap, f);
    int n = format(&o, f, ap);
    va_end(ap);
    done(stdout);
    return n;
}

int fprintf(FILE *to, const char *f, ...)
{
    Out o = {to, 0, 0};
    va_list ap;
    va_start(ap, f);
    int n = format(&o, f, ap);
    va_end(ap);
    done(to);
    return n;
}

int sprintf(char *to, const char *f, ...)
{
    Out o = {0, to, 0};
    va_list ap;
    va_start(ap, f);
    int n = format(&o, f, ap);
    va_end(ap);
    *o.s = 0;
    return n;
}

int putchar(int c)
{
    Out o = {stdout, 0, 0};
    put(&o, (char)c);
    done(stdout);
    return (unsigned char)c;
}

int puts(const char *s)
{
    while (*s)
        putchar(*s++);
    return putchar('\n');
}

/* ---- memory and strings ---- */

void *malloc(size_t n)
{
    static _Alignas(16) char heap[1 << 20];
    static size_t used;
    n = (n + 15) & ~(size_t)15;
    if (n > sizeof heap - used)
        return 0;
    used += n;
    return heap + used - n;
}

void *calloc(size_t n, size_t size)
{
    return malloc(n * size); /* never used before, so zero */
}

void free(void *p)
{
    (void)p;
}

void *memcpy(void *to, const void *from, size_t n)
{
    char *t = to;
    const char *s = from;
    while (n--)
        *t++ = *s++;
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

void *memset(void *to, int byte, size_t n)
{
    char *t = to;
    while (n--)
        *t++ = (char)byte;
    return to;
}

int memcmp(const void *a, const void *b, size_t n)
{
    const unsigned char *x = a, *y = b;
    for (; n; n--, x++, y++)
        if (*x != *y)
            return *x - *y;
    return 0;
}

size_t strlen(const char *s)
{
    size_t n = 0;
    while (s[n])
        n++;
    return n;
}

int strncmp(const char *a, const char *b, size_t n)
{
    for (; n; n--, a++, b++)
        if (*a != *b || !*a)
            return (unsigned char)*a - (unsigned char)*b;
    return 0;
}

int strcmp(const char *a, const char *b)
{
    return strncmp(a, b, (size_t)-1);
}

char *strncpy(char *to, const char *from, size_t n)
{
    size_t i = 0;
    for (; i < n && from[i]; i++)
        to[i] = from[i];
    for (; i < n; i++)
        to[i] = 0;
    return to;
}

char *strcpy(char *to, const char *from)
{
    memcpy(to, from, strlen(from) + 1);
    return to;
}

char *strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *strchr(const char *s, int c)
{
    for (; *s != (char)c; s++)
        if (!*s)
            return 0;
    return (char *)s;
}

char *strrchr(const char *s, int c)
{
    const char *last = 0;
    for (;; s++) {
        if (*s == (char)c)
            last = s;
        if (!*s)
            return (char *)last;
    }
}
