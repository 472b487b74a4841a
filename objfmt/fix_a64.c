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

/* All 15 bits that the field can say, from the start of the table's page. */
FixResult fix_a64_ld64x(FixKind k, u8 *p, i64 v)
{
    (void)k;
    if (v & 7 || v < 0 || v >= 1 << 15)
        return FIX_RANGE;
    return put(p, 0xfff << 10, (u32)(v >> 3) << 10);
}

FixResult fix_a64_none(FixKind k, u8 *p, i64 v)
{
    (void)k;
    (void)p;
    (void)v;
    return FIX_OK;
}

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

/* FF_UNSIGNED: nothing may lie above the 16 bits. */
static FixResult movw(FixKind k, u8 *p, i64 v, u32 part)
{
    if (fix_info[k].flags & FF_UNSIGNED && (u64)v >> 16 * part > 0xffff)
        return FIX_RANGE;
    return put(p, 0xffff << 5, (u32)((u64)v >> 16 * part & 0xffff) << 5);
}

FixResult fix_a64_movw0(FixKind k, u8 *p, i64 v) { return movw(k, p, v, 0); }
FixResult fix_a64_movw1(FixKind k, u8 *p, i64 v) { return movw(k, p, v, 1); }
FixResult fix_a64_movw2(FixKind k, u8 *p, i64 v) { return movw(k, p, v, 2); }
FixResult fix_a64_movw3(FixKind k, u8 *p, i64 v) { return movw(k, p, v, 3); }

/* The same fields read back. */
static i64 field(const u8 *p, u32 at, u32 bits)
{
    return (i64)(rd32(p) >> at & ((1u << bits) - 1));
}

static i64 sfield(const u8 *p, u32 at, u32 bits)
{
    i64 top = (i64)1 << (bits - 1);
    return (field(p, at, bits) ^ top) - top;
}

i64 fix_get_a64_adr(FixKind k, const u8 *p)
{
    (void)k;
    return sfield(p, 5, 19) * 4 + field(p, 29, 2);
}

i64 fix_get_a64_adrp(FixKind k, const u8 *p) { return fix_get_a64_adr(k, p) * 4096; }
i64 fix_get_a64_lo12(FixKind k, const u8 *p) { (void)k; return field(p, 10, 12); }
i64 fix_get_a64_hi12(FixKind k, const u8 *p) { (void)k; return field(p, 10, 12) << 12; }
i64 fix_get_a64_ld8(FixKind k, const u8 *p) { (void)k; return field(p, 10, 12); }
i64 fix_get_a64_ld16(FixKind k, const u8 *p) { (void)k; return field(p, 10, 12) << 1; }
i64 fix_get_a64_ld32(FixKind k, const u8 *p) { (void)k; return field(p, 10, 12) << 2; }
i64 fix_get_a64_ld64(FixKind k, const u8 *p) { (void)k; return field(p, 10, 12) << 3; }
i64 fix_get_a64_ld128(FixKind k, const u8 *p) { (void)k; return field(p, 10, 12) << 4; }
i64 fix_get_a64_ld64x(FixKind k, const u8 *p) { return fix_get_a64_ld64(k, p); }
i64 fix_get_a64_none(FixKind k, const u8 *p) { (void)k; (void)p; return 0; }
i64 fix_get_a64_br26(FixKind k, const u8 *p) { (void)k; return sfield(p, 0, 26) * 4; }
i64 fix_get_a64_br19(FixKind k, const u8 *p) { (void)k; return sfield(p, 5, 19) * 4; }
i64 fix_get_a64_br14(FixKind k, const u8 *p) { (void)k; return sfield(p, 5, 14) * 4; }
i64 fix_get_a64_movw0(FixKind k, const u8 *p) { (void)k; return sfield(p, 5, 16); }
i64 fix_get_a64_movw1(FixKind k, const u8 *p) { (void)k; return sfield(p, 5, 16); }
i64 fix_get_a64_movw2(FixKind k, const u8 *p) { (void)k; return sfield(p, 5, 16); }
i64 fix_get_a64_movw3(FixKind k, const u8 *p) { (void)k; return sfield(p, 5, 16); }
