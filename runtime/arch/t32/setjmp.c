// setjmp.c - jumps out of functions on Thumb-2: what a callee keeps goes to the buffer and back
//
// As halves, since the runtime needs no assembler (Armv7-M Architecture Reference Manual, DDI 0403;
// AAPCS32 6.1: r4 to r11, sp, and s16 to s31 where there is an FPU). lr has the Thumb bit.
#include "runtime/rt_int.h"

extern const u16 setjmp[], longjmp[];

__attribute__((section(".text.setjmp"), aligned(4))) const u16 setjmp[] = {
    0xe8a0, 0x4ff0,  // stmia r0!, {r4-r11, lr}
    0x4669,          // mov r1, sp
    0xf840, 0x1b04,  // str r1, [r0], #4
#if defined(__ARM_FP)
    0xeca0, 0x8b10,  // vstmia r0!, {d8-d15}
#endif
    0x2000,          // movs r0, #0
    0x4770,          // bx lr
};

__attribute__((section(".text.longjmp"), aligned(4))) const u16 longjmp[] = {
    0xe8b0, 0x4ff0,  // ldmia r0!, {r4-r11, lr}
    0xf850, 0x2b04,  // ldr r2, [r0], #4
    0x4695,          // mov sp, r2
#if defined(__ARM_FP)
    0xecb0, 0x8b10,  // vldmia r0!, {d8-d15}
#endif
    0x0008,          // movs r0, r1
    0xbf08,          // it eq
    0x2001,          // moveq r0, #1
    0x4770,          // bx lr
};
