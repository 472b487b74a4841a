// strtol.c - integers from text (C11 7.22.1.4)
#include "runtime/libc/libc_int.h"

#include <ctype.h>
#include <inttypes.h>

static u32 digit(char c)
{
    if ((u8)(c - '0') < 10)
        return (u32)(c - '0');
    c |= 32;
    return (u8)(c - 'a') < 26 ? (u32)(c - 'a') + 10 : 99;
}

/* The value without its sign, at most `max`; *neg says the sign. What is larger gives ERANGE. */
static u64 scan(const char *s, char **end, int base, u64 max, u64 max_neg, u8 *neg)
{
    const char *p = s;
    u64 x = 0;
    u8 over = 0;
    if (end)
        *end = (char *)(uintptr_t)s;
    *neg = 0;
    if (base < 0 || base == 1 || base > 36) {
        errno = EINVAL;
        return 0;
    }
    while (isspace((u8)*p))
        p++;
    if (*p == '-' || *p == '+')
        *neg = *p++ == '-';
    if ((base == 0 || base == 16) && *p == '0' && (p[1] | 32) == 'x' && digit(p[2]) < 16) {
        p += 2;
        base = 16;
    }
    if (base == 0)
        base = *p == '0' ? 8 : 10;
    const char *from = p;
    u64 most = *neg ? max_neg : max;
    for (u32 d; (d = digit(*p)) < (u32)base; p++) {
        over |= x > (most - d) / (u32)base || d > most;
        x = x * (u32)base + d;
    }
    if (p == from)
        return 0;
    if (end)
        *end = (char *)(uintptr_t)p;
    if (over) {
        errno = ERANGE;
        return most;
    }
    return x;
}

static i64 signed_of(const char *s, char **end, int base, u64 max)
{
    u8 neg;
    u64 x = scan(s, end, base, max, max + 1, &neg);
    return (i64)(neg ? 0 - x : x);
}

static u64 unsigned_of(const char *s, char **end, int base, u64 max)
{
    u8 neg;
    int was = errno;
    errno = 0;
    u64 x = scan(s, end, base, max, max, &neg);
    int over = errno == ERANGE;
    if (!errno)
        errno = was;
    return neg && !over ? (0 - x) & max : x;     // -1 is the largest number; too large stays so
}

long strtol(const char *restrict s, char **restrict end, int base)
{
    return (long)signed_of(s, end, base, LONG_MAX);
}

long long strtoll(const char *restrict s, char **restrict end, int base)
{
    return signed_of(s, end, base, LLONG_MAX);
}

unsigned long strtoul(const char *restrict s, char **restrict end, int base)
{
    return (unsigned long)unsigned_of(s, end, base, ULONG_MAX);
}

unsigned long long strtoull(const char *restrict s, char **restrict end, int base)
{
    return unsigned_of(s, end, base, ULLONG_MAX);
}

intmax_t strtoimax(const char *restrict s, char **restrict end, int base)
{
    return signed_of(s, end, base, INTMAX_MAX);
}

uintmax_t strtoumax(const char *restrict s, char **restrict end, int base)
{
    return unsigned_of(s, end, base, UINTMAX_MAX);
}

int atoi(const char *s)
{
    return (int)strtol(s, NULL, 10);
}

long atol(const char *s)
{
    return strtol(s, NULL, 10);
}

long long atoll(const char *s)
{
    return strtoll(s, NULL, 10);
}
