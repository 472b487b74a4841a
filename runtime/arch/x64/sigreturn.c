// sigreturn.c - where the kernel lets a signal handler return to on x86-64 Linux
//
// As bytes, since the stack pointer must be what it was (Intel SDM volume 2; sigreturn(2)).
#include "runtime/rt_int.h"

extern const u8 rt_sigreturn[];
__attribute__((section(".text.rt_sigreturn"), aligned(16))) const u8 rt_sigreturn[] = {
    0xb8, 0x0f, 0x00, 0x00, 0x00,  // mov eax, 15
    0x0f, 0x05,                    // syscall
    0x0f, 0x0b,                    // ud2
};
