// mem.c - the memory functions that compilers call on their own: memcpy memmove memset memcmp
// strlen
//
// Built with loop-to-call conversion off, since these are the functions such a loop would become.
// Weak: where our C library is linked its own come first (libc/memory.c).
#include "runtime/rt_int.h"

static u64 load64(const u8 *p)
{
    u64 x;
    __builtin_memcpy(&x, p, 8);
    return x;
}
static void store64(u8 *p, u64 x)
{
    __builtin_memcpy(p, &x, 8);
}

__attribute__((weak)) void *memcpy(void *d, const void *s, size_t n)
{
    u8 *to = d;
    const u8 *from = s;
    for (; n >= 32; n -= 32, to += 32, from += 32) {
        u64 a = load64(from), b = load64(from + 8), c = load64(from + 16), e = load64(from + 24);
        store64(to, a);
        store64(to + 8, b);
        store64(to + 16, c);
        store64(to + 24, e);
    }
    for (; n >= 8; n -= 8, to += 8, from += 8)
        store64(to, load64(from));
    for (; n; n--)
        *to++ = *from++;
    return d;
}

__attribute__((weak)) void *memmove(void *d, const void *s, size_t n)
{
    u8 *to = d;
    const u8 *from = s;
    if ((uintptr_t)to - (uintptr_t)from >= n)  // destination does not start inside the source
        return memcpy(d, s, n);
    while (n >= 8) {
        n -= 8;
        store64(to + n, load64(from + n));
    }
    while (n) {
        n--;
        to[n] = from[n];
    }
    return d;
}

__attribute__((weak)) void *memset(void *d, int c, size_t n)
{
    u8 *to = d;
    u64 word = (u8)c * 0x0101010101010101ull;
    for (; n >= 32; n -= 32, to += 32) {
        store64(to, word);
        store64(to + 8, word);
        store64(to + 16, word);
        store64(to + 24, word);
    }
    for (; n >= 8; n -= 8, to += 8)
        store64(to, word);
    for (; n; n--)
        *to++ = (u8)c;
    return d;
}

__attribute__((weak)) int memcmp(const void *a, const void *b, size_t n)
{
    const u8 *x = a, *y = b;
    for (; n >= 8 && load64(x) == load64(y); n -= 8)
        x += 8, y += 8;
    for (; n; n--, x++, y++)
        if (*x != *y)
            return *x < *y ? -1 : 1;
    return 0;
}

/* Byte by byte, so that the vm sees no access beyond the string; our C library has a faster one. */
__attribute__((weak)) size_t strlen(const char *s)
{
    size_t n = 0;
    while (s[n])
        n++;
    return n;
}
