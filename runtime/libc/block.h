// block.h - bytes looked at in blocks, for the functions that search strings
//
// A block that starts at a multiple of its size lies in one page, so reading all of it is safe when
// one of its bytes may be read. A mask has something set for each byte that was looked for; `first`
// is only asked of the lowest. On x64 a block is an SSE2 register, elsewhere a word (Lamport, 1975:
// the lowest byte that HAS_ZERO marks is a zero, those above it may not be).
#ifndef LIBC_BLOCK_H
#define LIBC_BLOCK_H

#include "runtime/libc/libc_int.h"

static inline uintptr_t block_low(const void *p, size_t size)
{
    return (uintptr_t)p & (size - 1);
}

#ifdef __x86_64__
enum { BLOCK = 16, ROW = 64 };
typedef u32 Mask;
typedef u64 Pattern;

static inline Pattern pattern_of(u8 c)
{
    return c * 0x0101010101010101u;
}

/* Which bytes of the block equal those of the pattern? */
static inline Mask block_equal(const void *p, Pattern c)
{
    Mask m;
    __asm__("movq %2, %%xmm0\n\tpunpcklqdq %%xmm0, %%xmm0\n\tpcmpeqb (%1), %%xmm0\n\t"
            "pmovmskb %%xmm0, %0" : "=r"(m) : "r"(p), "r"(c) : "xmm0", "memory");
    return m;
}

/* The same for any of the ROW bytes at a multiple of ROW. */
static inline int row_has(const void *p, Pattern c)
{
    u32 m;
    __asm__("movq %2, %%xmm0\n\tpunpcklqdq %%xmm0, %%xmm0\n\tmovdqa %%xmm0, %%xmm1\n\t"
            "movdqa %%xmm0, %%xmm2\n\tmovdqa %%xmm0, %%xmm3\n\tpcmpeqb (%1), %%xmm0\n\t"
            "pcmpeqb 16(%1), %%xmm1\n\tpcmpeqb 32(%1), %%xmm2\n\tpcmpeqb 48(%1), %%xmm3\n\t"
            "por %%xmm1, %%xmm0\n\tpor %%xmm3, %%xmm2\n\tpor %%xmm2, %%xmm0\n\t"
            "pmovmskb %%xmm0, %0"
            : "=r"(m) : "r"(p), "r"(c) : "xmm0", "xmm1", "xmm2", "xmm3", "memory");
    return m != 0;
}

/* Which bytes of two blocks, at any address, differ or are zero in the first? */
static inline Mask blocks_end(const void *a, const void *b)
{
    Mask m;
    __asm__("movdqu (%1), %%xmm0\n\tmovdqu (%2), %%xmm1\n\tpxor %%xmm2, %%xmm2\n\t"
            "pcmpeqb %%xmm0, %%xmm2\n\tpcmpeqb %%xmm1, %%xmm0\n\tpandn %%xmm0, %%xmm2\n\t"
            "pmovmskb %%xmm2, %0"
            : "=r"(m) : "r"(a), "r"(b) : "xmm0", "xmm1", "xmm2", "memory");
    return m ^ 0xffff;
}

static inline Mask mask_from(Mask m, size_t byte)    // only of bytes from this one on
{
    return m >> byte << byte;
}

static inline Mask mask_below(Mask m, size_t byte)
{
    return m & (((Mask)1 << byte) - 1);
}

static inline size_t mask_first(Mask m)
{
    return (size_t)__builtin_ctz(m);
}

static inline size_t mask_last(Mask m)
{
    return 31 - (size_t)__builtin_clz(m);
}
#else
typedef size_t Mask;
enum { BLOCK = sizeof(Mask), ROW = 2 * BLOCK };
#define ONES ((Mask)-1 / 255)
#define HIGHS (ONES * 128)
typedef Mask Pattern;

static inline Mask block_load(const void *p)
{
    Mask x;
    __builtin_memcpy(&x, p, BLOCK);
    return x;
}

static inline Mask has_zero(Mask x)
{
    return (x - ONES) & ~x & HIGHS;
}

static inline Pattern pattern_of(u8 c)
{
    return ONES * c;
}

static inline Mask block_equal(const void *p, Pattern c)
{
    Mask x = block_load(p) ^ c;       // exact for each byte, which mask_last needs
    return ~(((x & ~HIGHS) + ~HIGHS) | x | ~HIGHS);
}

static inline int row_has(const void *p, Pattern c)
{
    const u8 *q = p;
    return (has_zero(block_load(q) ^ c) | has_zero(block_load(q + BLOCK) ^ c)) != 0;
}

static inline Mask blocks_end(const void *a, const void *b)
{
    Mask x = block_load(a), d = x ^ block_load(b);
    d = ((d & ~HIGHS) + ~HIGHS) | d;     // the high bit of each byte that differs
    return (d | ~(((x & ~HIGHS) + ~HIGHS) | x)) & HIGHS;
}

static inline Mask mask_from(Mask m, size_t byte)
{
    return m >> 8 * byte << 8 * byte;
}

static inline Mask mask_below(Mask m, size_t byte)
{
    return m & (((Mask)1 << 8 * byte) - 1);
}

static inline size_t mask_first(Mask m)
{
    return (size_t)__builtin_ctzll(m) / 8;
}

static inline size_t mask_last(Mask m)
{
    return (63 - (size_t)__builtin_clzll(m)) / 8;
}
#endif

#endif
