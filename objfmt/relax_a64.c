// relax_a64.c - AArch64 sequences that a linker rewrites once a symbol is in the same image
//
// Source: ELF for the Arm 64-bit Architecture (IHI 0056), relocations and relaxations for thread
// local storage.
#include "objfmt/fixup.h"

static const u32 nop = 0xd503201f, movz_x0_hi = 0xd2a00000, movk_x0 = 0xf2800000;

/* adrp x0, :tlsdesc:v; ldr x1, [x0, ..]; add x0, x0, ..; .tlsdesccall v; blr x1 calls for the
 * offset of v from the thread pointer, which in an executable is a constant of 32 bits: movz, movk.
 * Each of the four is rewritten alone, so other instructions may stand between them. */
u32 fix_a64_relax(FixKind k, i64 add, const u8 *p, u64 before, u64 after)
{
    (void)add;
    (void)before;
    if (after < 4)
        return RX_NONE;
    u32 w = rd32(p);
    bool known = (k == FIX_A64_DESC_PAGE && (w & 0x9f00001f) == 0x90000000) ||
                 (k == FIX_A64_DESC_LD64 && (w & 0xffc003e0) == 0xf9400000) ||
                 (k == FIX_A64_DESC_LO12 && (w & 0xffc003ff) == 0x91000000) ||
                 (k == FIX_A64_DESC_CALL && (w & 0xfffffc1f) == 0xd63f0000);
    bool got = (k == FIX_A64_GOT_PAGE && (w & 0x9f000000) == 0x90000000) ||
               (k == FIX_A64_GOT_LO12 && (w & 0xffc00000) == 0xf9400000);
    return known ? RX_TLSDESC : got ? RX_LEA : RX_NONE;
}

/* adrp xn, :got:v; ldr xt, [xn, :got_lo12:v] -> adrp xn, v; add xt, xn, :lo12:v */
static FixKind rewrite_got(u8 *p, FixKind k)
{
    if (k == FIX_A64_GOT_PAGE)
        return FIX_A64_ADRP;
    wr32(p, 0x91000000 | (rd32(p) & 0x3ff));
    return FIX_A64_LO12;
}

static FixKind rewrite_desc(u8 *p, FixKind k, bool ie)
{
    bool page = k == FIX_A64_DESC_PAGE, load = k == FIX_A64_DESC_LD64;
    if (ie && (page || load)) {     // adrp x0, :gottprel:v; ldr x0, [x0, :gottprel_lo12:v]
        wr32(p, page ? 0x90000000 : 0xf9400000);
        return page ? FIX_A64_GOTTP_PAGE : FIX_A64_GOTTP_LO12;
    }
    wr32(p, page ? movz_x0_hi : load ? movk_x0 : nop);
    return page ? FIX_A64_TP_G1 : load ? FIX_A64_TP_G0_NC : FIX_NONE;
}

void fix_a64_rewrite(u32 r, u8 *p, FixKind k, int *field, FixKind *kind, i64 *add)
{
    (void)add;
    *field = 0;
    *kind = r == RX_LEA ? rewrite_got(p, k) : rewrite_desc(p, k, r == RX_TLSDESC_IE);
}
