// fix_t32.c - Thumb-2 instructions whose fields a linker fills
//
// Source: ARMv7-M Architecture Reference Manual (DDI 0403), A7.7; ELF for the Arm Architecture
// (IHI 0044), 5.6.1. Values count from the instruction; the 4 bytes that pc is ahead are part of
// the addend.
#include "objfmt/fixup.h"

static bool fits(i64 v, u32 bits)
{
    i64 hi = (i64)1 << (bits - 1);
    return v >= -hi && v < hi;
}

static void put(u8 *p, u32 hi_mask, u32 hi, u32 lo_mask, u32 lo)
{
    wr16(p, (u16)((rd16(p) & ~hi_mask) | (hi & hi_mask)));
    wr16(p + 2, (u16)((rd16(p + 2) & ~lo_mask) | (lo & lo_mask)));
}

FixResult fix_t32_bl(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (v & 1 || !fits(v, 25))
        return FIX_RANGE;
    u32 x = (u32)v, s = x >> 31, j1 = (~(x >> 23) ^ s) & 1, j2 = (~(x >> 22) ^ s) & 1;
    put(p, 0x7ff, s << 10 | (x >> 12 & 0x3ff), 0x2fff, j1 << 13 | j2 << 11 | (x >> 1 & 0x7ff));
    return FIX_OK;
}

FixResult fix_t32_b19(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (v & 1 || !fits(v, 21))
        return FIX_RANGE;
    u32 x = (u32)v;
    put(p, 0x43f, (x >> 31) << 10 | (x >> 12 & 0x3f), 0x2fff,
        (x >> 18 & 1) << 13 | (x >> 19 & 1) << 11 | (x >> 1 & 0x7ff));
    return FIX_OK;
}

FixResult fix_t32_b11(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (v & 1 || !fits(v, 12))
        return FIX_RANGE;
    wr16(p, (u16)((rd16(p) & ~0x7ffu) | ((u32)v >> 1 & 0x7ff)));
    return FIX_OK;
}

FixResult fix_t32_b8(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (v & 1 || !fits(v, 9))
        return FIX_RANGE;
    wr16(p, (u16)((rd16(p) & ~0xffu) | ((u32)v >> 1 & 0xff)));
    return FIX_OK;
}

static void half(u8 *p, u32 x)
{
    put(p, 0x40f, (x >> 11 & 1) << 10 | (x >> 12 & 15), 0x70ff, (x >> 8 & 7) << 12 | (x & 0xff));
}

FixResult fix_t32_movw(FixKind k, u8 *p, i64 v)
{
    (void)k;
    half(p, (u32)v & 0xffff);
    return FIX_OK;
}

FixResult fix_t32_movt(FixKind k, u8 *p, i64 v)
{
    (void)k;
    half(p, (u32)((u64)v >> 16) & 0xffff);
    return FIX_OK;
}

FixResult fix_prel31(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (!fits(v, 31))
        return FIX_RANGE;
    wr32(p, (rd32(p) & 0x80000000u) | ((u32)v & 0x7fffffff));
    return FIX_OK;
}

/* The same fields read back. */
static i64 sext(u32 x, u32 bits)
{
    i64 top = (i64)1 << (bits - 1);
    return ((i64)x ^ top) - top;
}

i64 fix_get_t32_bl(FixKind k, const u8 *p)
{
    (void)k;
    u32 hi = rd16(p), lo = rd16(p + 2), s = hi >> 10 & 1;
    u32 i1 = (~(lo >> 13) ^ s) & 1, i2 = (~(lo >> 11) ^ s) & 1;
    return sext(s << 24 | i1 << 23 | i2 << 22 | (hi & 0x3ff) << 12 | (lo & 0x7ff) << 1, 25);
}

i64 fix_get_t32_b19(FixKind k, const u8 *p)
{
    (void)k;
    u32 hi = rd16(p), lo = rd16(p + 2);
    return sext((hi >> 10 & 1) << 20 | (lo >> 11 & 1) << 19 | (lo >> 13 & 1) << 18 |
                    (hi & 0x3f) << 12 | (lo & 0x7ff) << 1, 21);
}

i64 fix_get_t32_b11(FixKind k, const u8 *p) { (void)k; return sext((rd16(p) & 0x7ffu) << 1, 12); }
i64 fix_get_t32_b8(FixKind k, const u8 *p) { (void)k; return sext((rd16(p) & 0xffu) << 1, 9); }

/* IHI 0044, 5.6.1.1: the 16 bits of either half are a signed addend. */
i64 fix_get_t32_movw(FixKind k, const u8 *p)
{
    (void)k;
    u32 hi = rd16(p), lo = rd16(p + 2);
    return sext((hi & 15) << 12 | (hi >> 10 & 1) << 11 | (lo >> 12 & 7) << 8 | (lo & 0xff), 16);
}

i64 fix_get_t32_movt(FixKind k, const u8 *p) { return fix_get_t32_movw(k, p); }
i64 fix_get_prel31(FixKind k, const u8 *p) { (void)k; return sext(rd32(p) & 0x7fffffff, 31); }
