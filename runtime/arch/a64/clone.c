// clone.c - the two things C cannot say about threads on AArch64 Linux: coming back from clone on
// another stack, and setting the thread pointer
//
// i64 rt_clone(u64 flags, void *stack, u32 *parent_tid, u32 *child_tid, void *tls): the thread's
// number in the parent; in the child it takes a function and its argument off the new stack and
// calls it. As words, since the runtime needs no assembler (Arm ARM DDI 0487, clone(2)).
#include "runtime/rt_int.h"

extern const u32 rt_clone[], rt_set_thread_pointer[];
__attribute__((section(".text.rt_clone"))) const u32 rt_clone[] = {
    0xaa0303e5,  // mov x5, x3
    0xaa0403e3,  // mov x3, x4: the kernel takes tls before child_tid here
    0xaa0503e4,  // mov x4, x5
    0xd2801b88,  // mov x8, #220
    0xd4000001,  // svc #0
    0xb4000040,  // cbz x0, 1f
    0xd65f03c0,  // ret
    0xaa1f03fd,  // 1: mov x29, xzr
    0xaa1f03fe,  // mov x30, xzr
    0xa8c103e9,  // ldp x9, x0, [sp], #16
    0xd63f0120,  // blr x9
    0xd4200020,  // brk #1
};

/* void rt_set_thread_pointer(void *tp) */
__attribute__((section(".text.rt_set_thread_pointer"))) const u32 rt_set_thread_pointer[] = {
    0xd51bd040,  // msr tpidr_el0, x0
    0xd65f03c0,  // ret
};
