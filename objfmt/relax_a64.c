// relax_a64.c - AArch64 sequences that a linker rewrites once a variable is in the same image
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
    return known ? RX_TLSDESC : RX_NONE;
}

void fix_a64_rewrite(u32 r, u8 *p, FixKind k, int *field, FixKind *kind, i64 *add)
{
    (void)r;
    (void)add;
    *field = 0;
    *kind = k == FIX_A64_DESC_PAGE ? FIX_A64_TP_G1 : k == FIX_A64_DESC_LD64 ? FIX_A64_TP_G0_NC
                                                                            : FIX_NONE;
    wr32(p, k == FIX_A64_DESC_PAGE ? movz_x0_hi : k == FIX_A64_DESC_LD64 ? movk_x0 : nop);
}
