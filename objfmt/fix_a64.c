// fix_a64.c - AArch64 instructions whose fields a linker fills
//
// Source: Arm Architecture Reference Manual for A-profile (DDI 0487), C6; ELF for the Arm 64-bit
// Architecture (IHI 0056), 5.7.
#include "objfmt/fixup.h"

static FixResult put(u8 *p, u32 mask, u32 bits)
{
    wr32(p, (rd32(p) & ~mask) | (bits & mask));
    return FIX_OK;
}

static bool fits(i64 v, u32 bits)
{
    i64 hi = (i64)1 << (bits - 1);
    return v >= -hi && v < hi;
}

FixResult fix_a64_adr(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (!fits(v, 21))
        return FIX_RANGE;
    return put(p, 0x60ffffe0, (u32)(v & 3) << 29 | ((u32)(v >> 2) & 0x7ffff) << 5);
}

FixResult fix_a64_adrp(FixKind k, u8 *p, i64 v)
{
    if (v & 0xfff || !fits(v, 33))
        return FIX_RANGE;
    return fix_a64_adr(k, p, v >> 12);
}

FixResult fix_a64_lo12(FixKind k, u8 *p, i64 v)
{
    (void)k;
    return put(p, 0xfff << 10, (u32)(v & 0xfff) << 10);
}

FixResult fix_a64_hi12(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (v < 0 || v >= 1 << 24)
        return FIX_RANGE;
    return put(p, 0xfff << 10, (u32)(v >> 12) << 10);
}

static FixResult scaled(u8 *p, i64 v, u32 shift)
{
    if (v & ((1 << shift) - 1))
        return FIX_RANGE;
    return put(p, 0xfff << 10, ((u32)(v & 0xfff) >> shift) << 10);
}

FixResult fix_a64_ld8(FixKind k, u8 *p, i64 v) { (void)k; return scaled(p, v, 0); }
FixResult fix_a64_ld16(FixKind k, u8 *p, i64 v) { (void)k; return scaled(p, v, 1); }
FixResult fix_a64_ld32(FixKind k, u8 *p, i64 v) { (void)k; return scaled(p, v, 2); }
FixResult fix_a64_ld64(FixKind k, u8 *p, i64 v) { (void)k; return scaled(p, v, 3); }
FixResult fix_a64_ld128(FixKind k, u8 *p, i64 v) { (void)k; return scaled(p, v, 4); }

static FixResult branch(u8 *p, i64 v, u32 bits, u32 at)
{
    if (v & 3 || !fits(v, bits + 2))
        return FIX_RANGE;
    u32 mask = ((1u << bits) - 1) << at;
    return put(p, mask, (u32)(v >> 2) << at);
}

FixResult fix_a64_br26(FixKind k, u8 *p, i64 v) { (void)k; return branch(p, v, 26, 0); }
FixResult fix_a64_br19(FixKind k, u8 *p, i64 v) { (void)k; return branch(p, v, 19, 5); }
FixResult fix_a64_br14(FixKind k, u8 *p, i64 v) { (void)k; return branch(p, v, 14, 5); }

static FixResult movw(u8 *p, i64 v, u32 part)
{
    return put(p, 0xffff << 5, (u32)((u64)v >> 16 * part & 0xffff) << 5);
}

FixResult fix_a64_movw0(FixKind k, u8 *p, i64 v) { (void)k; return movw(p, v, 0); }
FixResult fix_a64_movw1(FixKind k, u8 *p, i64 v) { (void)k; return movw(p, v, 1); }
FixResult fix_a64_movw2(FixKind k, u8 *p, i64 v) { (void)k; return movw(p, v, 2); }
FixResult fix_a64_movw3(FixKind k, u8 *p, i64 v) { (void)k; return movw(p, v, 3); }
