// setjmp.c - jumps out of functions on x86-64: what a callee keeps goes to the buffer and back
//
// As bytes, since the runtime needs no assembler (Intel SDM volume 2; System V AMD64 ABI 3.2.1;
// Microsoft, "x64 calling convention": rdi, rsi, xmm6 to xmm15 are kept, too).
#include "runtime/rt_int.h"

extern const u8 setjmp[], longjmp[];

#if defined(_WIN32)
__attribute__((section(".text.setjmp"), aligned(16))) const u8 setjmp[] = {
    0x48, 0x89, 0x19,                                // mov [rcx], rbx
    0x48, 0x89, 0x69, 0x08,                          // mov [rcx+8], rbp
    0x4c, 0x89, 0x61, 0x10,                          // mov [rcx+16], r12
    0x4c, 0x89, 0x69, 0x18,                          // mov [rcx+24], r13
    0x4c, 0x89, 0x71, 0x20,                          // mov [rcx+32], r14
    0x4c, 0x89, 0x79, 0x28,                          // mov [rcx+40], r15
    0x48, 0x8d, 0x54, 0x24, 0x08,                    // lea rdx, [rsp+8]
    0x48, 0x89, 0x51, 0x30,                          // mov [rcx+48], rdx
    0x48, 0x8b, 0x14, 0x24,                          // mov rdx, [rsp]
    0x48, 0x89, 0x51, 0x38,                          // mov [rcx+56], rdx
    0x48, 0x89, 0x79, 0x40,                          // mov [rcx+64], rdi
    0x48, 0x89, 0x71, 0x48,                          // mov [rcx+72], rsi
    0x0f, 0x29, 0x71, 0x50,                          // movaps [rcx+80], xmm6
    0x0f, 0x29, 0x79, 0x60,                          // movaps [rcx+96], xmm7
    0x44, 0x0f, 0x29, 0x41, 0x70,                    // movaps [rcx+112], xmm8
    0x44, 0x0f, 0x29, 0x89, 0x80, 0, 0, 0,           // movaps [rcx+128], xmm9
    0x44, 0x0f, 0x29, 0x91, 0x90, 0, 0, 0,           // movaps [rcx+144], xmm10
    0x44, 0x0f, 0x29, 0x99, 0xa0, 0, 0, 0,           // movaps [rcx+160], xmm11
    0x44, 0x0f, 0x29, 0xa1, 0xb0, 0, 0, 0,           // movaps [rcx+176], xmm12
    0x44, 0x0f, 0x29, 0xa9, 0xc0, 0, 0, 0,           // movaps [rcx+192], xmm13
    0x44, 0x0f, 0x29, 0xb1, 0xd0, 0, 0, 0,           // movaps [rcx+208], xmm14
    0x44, 0x0f, 0x29, 0xb9, 0xe0, 0, 0, 0,           // movaps [rcx+224], xmm15
    0x31, 0xc0,                                      // xor eax, eax
    0xc3,                                            // ret
};

__attribute__((section(".text.longjmp"), aligned(16))) const u8 longjmp[] = {
    0x89, 0xd0,                                      // mov eax, edx
    0x85, 0xc0,                                      // test eax, eax
    0x75, 0x02,                                      // jne 1f
    0xff, 0xc0,                                      // inc eax
    0x48, 0x8b, 0x19,                                // 1: mov rbx, [rcx]
    0x48, 0x8b, 0x69, 0x08,                          // mov rbp, [rcx+8]
    0x4c, 0x8b, 0x61, 0x10,                          // mov r12, [rcx+16]
    0x4c, 0x8b, 0x69, 0x18,                          // mov r13, [rcx+24]
    0x4c, 0x8b, 0x71, 0x20,                          // mov r14, [rcx+32]
    0x4c, 0x8b, 0x79, 0x28,                          // mov r15, [rcx+40]
    0x48, 0x8b, 0x79, 0x40,                          // mov rdi, [rcx+64]
    0x48, 0x8b, 0x71, 0x48,                          // mov rsi, [rcx+72]
    0x0f, 0x28, 0x71, 0x50,                          // movaps xmm6, [rcx+80]
    0x0f, 0x28, 0x79, 0x60,                          // movaps xmm7, [rcx+96]
    0x44, 0x0f, 0x28, 0x41, 0x70,                    // movaps xmm8, [rcx+112]
    0x44, 0x0f, 0x28, 0x89, 0x80, 0, 0, 0,           // movaps xmm9, [rcx+128]
    0x44, 0x0f, 0x28, 0x91, 0x90, 0, 0, 0,           // movaps xmm10, [rcx+144]
    0x44, 0x0f, 0x28, 0x99, 0xa0, 0, 0, 0,           // movaps xmm11, [rcx+160]
    0x44, 0x0f, 0x28, 0xa1, 0xb0, 0, 0, 0,           // movaps xmm12, [rcx+176]
    0x44, 0x0f, 0x28, 0xa9, 0xc0, 0, 0, 0,           // movaps xmm13, [rcx+192]
    0x44, 0x0f, 0x28, 0xb1, 0xd0, 0, 0, 0,           // movaps xmm14, [rcx+208]
    0x44, 0x0f, 0x28, 0xb9, 0xe0, 0, 0, 0,           // movaps xmm15, [rcx+224]
    0x48, 0x8b, 0x61, 0x30,                          // mov rsp, [rcx+48]
    0xff, 0x61, 0x38,                                // jmp [rcx+56]
};
#else
__attribute__((section(".text.setjmp"), aligned(16))) const u8 setjmp[] = {
    0x48, 0x89, 0x1f,              // mov [rdi], rbx
    0x48, 0x89, 0x6f, 0x08,        // mov [rdi+8], rbp
    0x4c, 0x89, 0x67, 0x10,        // mov [rdi+16], r12
    0x4c, 0x89, 0x6f, 0x18,        // mov [rdi+24], r13
    0x4c, 0x89, 0x77, 0x20,        // mov [rdi+32], r14
    0x4c, 0x89, 0x7f, 0x28,        // mov [rdi+40], r15
    0x48, 0x8d, 0x54, 0x24, 0x08,  // lea rdx, [rsp+8]
    0x48, 0x89, 0x57, 0x30,        // mov [rdi+48], rdx
    0x48, 0x8b, 0x14, 0x24,        // mov rdx, [rsp]
    0x48, 0x89, 0x57, 0x38,        // mov [rdi+56], rdx
    0x31, 0xc0,                    // xor eax, eax
    0xc3,                          // ret
};

__attribute__((section(".text.longjmp"), aligned(16))) const u8 longjmp[] = {
    0x89, 0xf0,                    // mov eax, esi
    0x85, 0xc0,                    // test eax, eax
    0x75, 0x02,                    // jne 1f
    0xff, 0xc0,                    // inc eax
    0x48, 0x8b, 0x1f,              // 1: mov rbx, [rdi]
    0x48, 0x8b, 0x6f, 0x08,        // mov rbp, [rdi+8]
    0x4c, 0x8b, 0x67, 0x10,        // mov r12, [rdi+16]
    0x4c, 0x8b, 0x6f, 0x18,        // mov r13, [rdi+24]
    0x4c, 0x8b, 0x77, 0x20,        // mov r14, [rdi+32]
    0x4c, 0x8b, 0x7f, 0x28,        // mov r15, [rdi+40]
    0x48, 0x8b, 0x67, 0x30,        // mov rsp, [rdi+48]
    0xff, 0x67, 0x38,              // jmp [rdi+56]
};
#endif
