// cache.c - what __builtin___clear_cache calls on AArch64: written code becomes what is fetched
//
// As words, since the runtime needs no assembler: lines of the data cache go to the point of
// unification, then those of the instruction cache are given up (Arm ARM DDI 0487, B2.4.4). CTR_EL0
// has the sizes of the lines, as logarithms of words.
#include "runtime/rt_int.h"

extern const u32 clear_cache[] __asm__("__clear_cache");
__attribute__((section(".text.__clear_cache"))) const u32 clear_cache[] = {
    0xd53b0022,  // mrs x2, ctr_el0
    0x52800083,  // mov w3, #4
    0xd3504c44,  // ubfx x4, x2, #16, #4
    0x9ac42064,  // lsl x4, x3, x4
    0xd1000485,  // sub x5, x4, #1
    0x8a250006,  // bic x6, x0, x5
    0xeb0100df,  // cmp x6, x1
    0x54000082,  // b.hs to the dsb
    0xd50b7b26,  // dc cvau, x6
    0x8b0400c6,  // add x6, x6, x4
    0x17fffffc,  // b to the cmp
    0xd5033b9f,  // dsb ish
    0x92400c44,  // and x4, x2, #15
    0x9ac42064,  // lsl x4, x3, x4
    0xd1000485,  // sub x5, x4, #1
    0x8a250006,  // bic x6, x0, x5
    0xeb0100df,  // cmp x6, x1
    0x54000082,  // b.hs to the dsb
    0xd50b7526,  // ic ivau, x6
    0x8b0400c6,  // add x6, x6, x4
    0x17fffffc,  // b to the cmp
    0xd5033b9f,  // dsb ish
    0xd5033fdf,  // isb
    0xd65f03c0,  // ret
};
