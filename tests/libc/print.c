// print.c - printf with random formats and values; a line says what came out
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static double any_double(void)
{
    static const uint64_t inf_bits = (uint64_t)0x7ff << 52;
    double inf;
    static const double hard[] = {0.0, -0.0, 0.5, 1.5, 2.5, 0.125, 1e15, 1e16, 1e17, 9.5, 99.5, 999.5,
        0.95, 0.995, 1e-5, 0.0001, 0.00001, 123456.5, 1234567.5, 0x1p-1074, 0x1p-1022, 0x1.fffffffffffffp1023,
        0x1.fffffffffffffp-1022, 1e22, 1e23, 8.5, 4503599627370496.5, 5e-324, 1.0 / 3, 100, 1000000, 999999.5};
    uint64_t bits = any64();
    double x;
    memcpy(&inf, &inf_bits, 8);
    switch (below(6)) {
    case 0: x = below(2) ? 1 : -1; return x * hard[below(sizeof hard / sizeof *hard)];
    case 1: x = (double)(1 << below(20)); return (double)(int64_t)(bits >> below(64)) / x;
    case 2: return (double)(int)below(2000) / 8 - 100;
    case 3: return below(50) ? (double)below(100000) / 1000 : below(2) ? inf : -inf;
    default: memcpy(&x, &bits, 8); return x == x ? x : 1.0;
    }
}

static int flags(char *p)
{
    int n = 0;
    p[n++] = '%';
    for (int i = 0; i < 5; i++)
        if (below(4) == 0)
            p[n++] = "-+ #0"[i];
    return n;
}

/* The order in which arguments are computed is the compiler's: each number has its statement. */
static int width(char *p, int longest)
{
    int n = 0, w = 1 + (int)below(40), few = below(20) > 0;
    int digits = (int)below(few ? 20 : (uint32_t)longest);
    if (below(2))
        n += sprintf(p + n, "%d", w);
    if (below(2)) {
        p[n++] = '.';
        if (below(4))
            n += sprintf(p + n, "%d", digits);
    }
    p[n] = 0;
    return n;
}

static char out[3000];

static void number(char *fmt, int n)
{
    static const char *const size[] = {"hh", "h", "", "l", "ll", "j", "z", "t"};
    int k = (int)below(8);
    uint64_t x = any64();
    x >>= below(64);
    if (below(10) == 0)
        x = 0;
    if (below(2))
        x = 0 - x;
    char conv = "diouxX"[below(6)];
    sprintf(fmt + n, "%s%c", size[k], conv);
    switch (k) {
    case 3: n = snprintf(out, sizeof out, fmt, (long)x); break;
    case 4: n = snprintf(out, sizeof out, fmt, (long long)x); break;
    case 5: n = snprintf(out, sizeof out, fmt, (intmax_t)x); break;
    case 6: n = snprintf(out, sizeof out, fmt, (size_t)x); break;
    case 7: n = snprintf(out, sizeof out, fmt, (ptrdiff_t)x); break;
    default: n = snprintf(out, sizeof out, fmt, (int)x);
    }
    printf("%s %llx = %d [%s]\n", fmt, (unsigned long long)x, n, out);
}

static void real(char *fmt, int n)
{
    double x = any_double();
    uint64_t bits;
    int wide = below(6) == 0;
    char conv = "eEfFgGaA"[below(wide ? 6 : 8)];
    char *alt = strchr(fmt, '#');
    if (alt && (conv == 'g' || conv == 'G'))     // glibc 2.36 loses zeros when 999999.5 becomes 1e6
        *alt = '0';
    sprintf(fmt + n, "%s%c", wide ? "L" : "", conv);
    size_t room = below(8) ? sizeof out : below(30);
    memset(out, '.', 40);
    out[40] = 0;
    n = wide ? snprintf(out, room, fmt, (long double)x) : snprintf(out, room, fmt, x);
    memcpy(&bits, &x, 8);
    printf("%s %llx = %d [%s]\n", fmt, (unsigned long long)bits, n, out);
}

static void starred(void)
{
    int w = (int)below(60) - 30, p = (int)below(30) - 5;
    int i = (int)any64();
    double x = any_double();
    int n = snprintf(out, sizeof out, "%*.*d|%-*d|%0*x|%.*s|%*s|%*.*f", w, p, i, w, 5, w, 77u, p,
                     "some text of mine", w, "right", w, p, x);
    printf("stars %d %d = %d [%s]\n", w, p, n, out);
}

static void text(char *fmt, int n)
{
    static const char *const words[] = {"", "a", "word", "some longer words here", "grüße", NULL};
    const char *s = words[below(6)];
    int at = -1;
    int kind = (int)below(8);
    if (kind == 0) {
        sprintf(fmt + n, "c|%%n%%%%");
        kind = 'A' + (int)below(26);
        n = snprintf(out, sizeof out, fmt, kind, &at);
    } else if (kind == 1) {
        sprintf(fmt + n, "p");
        uint64_t x = any64();
        x >>= below(64);
        n = snprintf(out, sizeof out, fmt, (void *)(uintptr_t)x);
    } else if (kind == 2) {
        sprintf(fmt + n, "s%%hhn|%%s");
        signed char c = 0;
        n = snprintf(out, sizeof out, fmt, s ? s : "x", &c, "tail");
        at = c;
    } else {
        sprintf(fmt + n, "s");
        n = snprintf(out, below(4) ? sizeof out : below(20), fmt, s);
    }
    printf("%s = %d %d [%s]\n", fmt, n, at, out);
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1000;
    state += argc > 2 ? strtoull(argv[2], NULL, 0) * 7919 : 0;
    for (int i = 0; i < count; i++) {
        char fmt[64];
        int n = flags(fmt);
        memset(out, 0, 32);
        switch (below(8)) {
        case 0: starred(); break;
        case 1: n += width(fmt + n, 40), text(fmt, n); break;
        case 2: case 3: n += width(fmt + n, 60), number(fmt, n); break;
        default: n += width(fmt + n, 1200), real(fmt, n);
        }
    }
    return 0;
}
