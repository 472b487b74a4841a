// intrin.c - the few Thumb instructions that C cannot say
//
// Source: ARMv7-M Architecture Reference Manual (DDI 0403), A7.7; ARMv8-M (DDI 0553), C2.4;
// Semihosting for AArch32 and AArch64 (Arm), 2: a breakpoint with the number 0xab.
#include "runtime/arch/t32/intrin.h"

#define CODE(name) __attribute__((section(".text." #name), aligned(4))) const u16 name[]

CODE(rt_t32_semihost) = {
    0xbeab,          // bkpt 0xab: the answer comes in r0
    0x4770,          // bx lr
};

CODE(rt_t32_barrier) = {
    0xf3bf, 0x8f4f,  // dsb sy
    0xf3bf, 0x8f6f,  // isb sy
    0x4770,          // bx lr
};

CODE(rt_t32_sleep) = {
    0xf3bf, 0x8f4f,  // dsb sy
    0xbf30,          // wfi
    0x4770,          // bx lr
};

CODE(rt_t32_irq_off) = {
    0xb672,          // cpsid i
    0x4770,          // bx lr
};

CODE(rt_t32_irq_save) = {
    0xf3ef, 0x8010,          // mrs r0, primask
    0xb672,                  // cpsid i
    0x4770                   // bx lr
};

CODE(rt_t32_irq_restore) = {
    0xf380, 0x8810,          // msr primask, r0
    0x4770                   // bx lr
};

CODE(rt_t32_irq_on) = {
    0xb662,          // cpsie i
    0xf3bf, 0x8f6f,  // isb sy: what is pending runs before the next instruction
    0x4770,          // bx lr
};

CODE(rt_t32_stack_limit) = {
    0xf380, 0x880a,  // msr msplim, r0
    0x4770,          // bx lr
};

CODE(rt_t32_clear) = {
    0xb430,          // push {r4, r5}
    0x2200,          // movs r2, #0
    0x2300,          // movs r3, #0
    0x2400,          // movs r4, #0
    0x2500,          // movs r5, #0
    0xc03c,          // stmia r0!, {r2, r3, r4, r5}: four words for three instructions
    0x4288,          // cmp r0, r1
    0xd3fc,          // bcc .-4
    0xbc30,          // pop {r4, r5}
    0x4770,          // bx lr
};
