// clone.c - the one thing C cannot say about threads on x86-64 Linux: coming back from clone on
// another stack
//
// i64 rt_clone(u64 flags, void *stack, u32 *parent_tid, u32 *child_tid, void *tls): the thread's
// number in the parent; in the child it takes a function and its argument off the new stack and
// calls it. As bytes, since the runtime needs no assembler (Intel SDM volume 2; clone(2)).
#include "runtime/rt_int.h"

extern const u8 rt_clone[];
__attribute__((section(".text.rt_clone"), aligned(16))) const u8 rt_clone[] = {
    0x49, 0x89, 0xca,              // mov r10, rcx
    0xb8, 0x38, 0x00, 0x00, 0x00,  // mov eax, 56
    0x0f, 0x05,                    // syscall
    0x48, 0x85, 0xc0,              // test rax, rax
    0x74, 0x01,                    // je 1f
    0xc3,                          // ret
    0x31, 0xed,                    // 1: xor ebp, ebp
    0x58,                          // pop rax
    0x5f,                          // pop rdi
    0xff, 0xd0,                    // call rax
    0x0f, 0x0b,                    // ud2
};
