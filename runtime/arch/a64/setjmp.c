// setjmp.c - jumps out of functions on AArch64: what a callee keeps goes to the buffer and back
//
// As words, since the runtime needs no assembler (Arm ARM DDI 0487; AAPCS64 6.1: x19 to x30, sp and
// the low halves of v8 to v15). x18 is the platform's and stays.
#include "runtime/rt_int.h"

extern const u32 setjmp[], longjmp[];
__attribute__((section(".text.setjmp"))) const u32 setjmp[] = {
    0xa9005013,  // stp x19, x20, [x0]
    0xa9015815,  // stp x21, x22, [x0, #16]
    0xa9026017,  // stp x23, x24, [x0, #32]
    0xa9036819,  // stp x25, x26, [x0, #48]
    0xa904701b,  // stp x27, x28, [x0, #64]
    0xa905781d,  // stp x29, x30, [x0, #80]
    0x910003e2,  // mov x2, sp
    0xf9003002,  // str x2, [x0, #96]
    0x6d072408,  // stp d8, d9, [x0, #112]
    0x6d082c0a,  // stp d10, d11, [x0, #128]
    0x6d09340c,  // stp d12, d13, [x0, #144]
    0x6d0a3c0e,  // stp d14, d15, [x0, #160]
    0x52800000,  // mov w0, #0
    0xd65f03c0,  // ret
};

__attribute__((section(".text.longjmp"))) const u32 longjmp[] = {
    0xa9405013,  // ldp x19, x20, [x0]
    0xa9415815,  // ldp x21, x22, [x0, #16]
    0xa9426017,  // ldp x23, x24, [x0, #32]
    0xa9436819,  // ldp x25, x26, [x0, #48]
    0xa944701b,  // ldp x27, x28, [x0, #64]
    0xa945781d,  // ldp x29, x30, [x0, #80]
    0xf9403002,  // ldr x2, [x0, #96]
    0x9100005f,  // mov sp, x2
    0x6d472408,  // ldp d8, d9, [x0, #112]
    0x6d482c0a,  // ldp d10, d11, [x0, #128]
    0x6d49340c,  // ldp d12, d13, [x0, #144]
    0x6d4a3c0e,  // ldp d14, d15, [x0, #160]
    0x7100003f,  // cmp w1, #0
    0x1a9f1420,  // csinc w0, w1, wzr, ne
    0xd65f03c0,  // ret
};
