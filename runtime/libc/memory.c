// memory.c - memcpy memmove memset memcmp of x64 by SSE2 registers, in front of core/mem.c's
//
// What is shorter than two blocks is done by two that overlap. From LARGE on the machine's string
// instructions are as fast as anything (Intel optimisation manual, 3.7.6).
#include "runtime/libc/libc_int.h"

enum { BLOCK = 16, LARGE = 1024 };

static inline u64 load8(const void *p)
{
    u64 x;
    __builtin_memcpy(&x, p, 8);
    return x;
}

static inline void store8(void *p, u64 x)
{
    __builtin_memcpy(p, &x, 8);
}

static inline u32 load4(const void *p)
{
    u32 x;
    __builtin_memcpy(&x, p, 4);
    return x;
}

static inline void store4(void *p, u32 x)
{
    __builtin_memcpy(p, &x, 4);
}

static inline void copy16(void *to, const void *from)
{
    __asm__ volatile("movups (%1), %%xmm0\n\tmovups %%xmm0, (%0)"
                     : : "r"(to), "r"(from) : "xmm0", "memory");
}

static inline void copy64(void *to, const void *from)        // all is read before any is written
{
    __asm__ volatile("movups (%1), %%xmm0\n\tmovups 16(%1), %%xmm1\n\tmovups 32(%1), %%xmm2\n\t"
                     "movups 48(%1), %%xmm3\n\tmovups %%xmm0, (%0)\n\tmovups %%xmm1, 16(%0)\n\t"
                     "movups %%xmm2, 32(%0)\n\tmovups %%xmm3, 48(%0)"
                     : : "r"(to), "r"(from) : "xmm0", "xmm1", "xmm2", "xmm3", "memory");
}

static inline void copy_short(u8 *to, const u8 *from, size_t n)      // n < 16, in any direction
{
    if (n >= 8) {
        u64 a = load8(from), b = load8(from + n - 8);
        store8(to, a);
        store8(to + n - 8, b);
    } else if (n >= 4) {
        u32 a = load4(from), b = load4(from + n - 4);
        store4(to, a);
        store4(to + n - 4, b);
    } else if (n) {
        u8 a = from[0], b = from[n / 2], c = from[n - 1];
        to[0] = a;
        to[n / 2] = b;
        to[n - 1] = c;
    }
}

static inline void copy_up(u8 *to, const u8 *from, size_t n)         // n >= 16
{
    u64 a = load8(from + n - 16), b = load8(from + n - 8);
    u8 *end = to + n;
    for (; n > 64; n -= 64, to += 64, from += 64)
        copy64(to, from);
    for (; n > 16; n -= 16, to += 16, from += 16)
        copy16(to, from);
    store8(end - 16, a);
    store8(end - 8, b);
}

static inline void copy_down(u8 *to, const u8 *from, size_t n)       // n >= 16
{
    u64 a = load8(from), b = load8(from + 8);
    while (n > 64) {
        n -= 64;
        copy64(to + n, from + n);
    }
    while (n > 16) {
        n -= 16;
        copy16(to + n, from + n);
    }
    store8(to, a);
    store8(to + 8, b);
}

void *memcpy(void *d, const void *s, size_t n)
{
    void *to = d;
    if (n < BLOCK)
        copy_short(to, s, n);
    else if (n < LARGE)
        copy_up(to, s, n);
    else
        __asm__ volatile("rep movsb" : "+D"(to), "+S"(s), "+c"(n) : : "memory");
    return d;
}

void *memmove(void *d, const void *s, size_t n)
{
    if (n < BLOCK)
        copy_short(d, s, n);
    else if ((uintptr_t)d - (uintptr_t)s < n)
        copy_down(d, s, n);
    else if ((uintptr_t)s - (uintptr_t)d < n)
        copy_up(d, s, n);
    else
        return memcpy(d, s, n);
    return d;
}

static inline void set16(void *to, u64 word)
{
    __asm__ volatile("movq %1, %%xmm0\n\tpunpcklqdq %%xmm0, %%xmm0\n\tmovups %%xmm0, (%0)"
                     : : "r"(to), "r"(word) : "xmm0", "memory");
}

static inline void set64(void *to, u64 word)
{
    __asm__ volatile("movq %1, %%xmm0\n\tpunpcklqdq %%xmm0, %%xmm0\n\tmovups %%xmm0, (%0)\n\t"
                     "movups %%xmm0, 16(%0)\n\tmovups %%xmm0, 32(%0)\n\tmovups %%xmm0, 48(%0)"
                     : : "r"(to), "r"(word) : "xmm0", "memory");
}

void *memset(void *d, int c, size_t n)
{
    u64 word = (u8)c * 0x0101010101010101u;
    u8 *to = d, *end = to + n;
    if (n >= LARGE) {
        __asm__ volatile("rep stosb" : "+D"(to), "+c"(n) : "a"(c) : "memory");
    } else if (n >= BLOCK) {
        for (; n > 64; n -= 64, to += 64)
            set64(to, word);
        for (; n > 16; n -= 16, to += 16)
            set16(to, word);
        set16(end - 16, word);
    } else if (n >= 8) {
        store8(to, word);
        store8(end - 8, word);
    } else if (n >= 4) {
        store4(to, (u32)word);
        store4(end - 4, (u32)word);
    } else if (n) {
        to[0] = to[n / 2] = end[-1] = (u8)c;
    }
    return d;
}

static int order(u64 a, u64 b)           // by the first byte that differs, which is the lowest
{
    a = __builtin_bswap64(a);
    b = __builtin_bswap64(b);
    return a < b ? -1 : a > b;
}

int memcmp(const void *a, const void *b, size_t n)
{
    const u8 *x = a, *y = b;
    for (; n >= BLOCK; n -= BLOCK, x += BLOCK, y += BLOCK) {
        u64 p = load8(x), q = load8(y), r = load8(x + 8), s = load8(y + 8);
        if (p != q)
            return order(p, q);
        if (r != s)
            return order(r, s);
    }
    if (n >= 8) {
        u64 p = load8(x), q = load8(y);
        if (p != q)
            return order(p, q);
        return order(load8(x + n - 8), load8(y + n - 8));
    }
    for (; n; n--, x++, y++)
        if (*x != *y)
            return *x < *y ? -1 : 1;
    return 0;
}
