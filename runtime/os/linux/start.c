// start.c - the kernel enters here, for FUSE and C programs alike: argc is where the stack pointer
// points
#include "runtime/os/linux/sys.h"

extern const RtProgram rt_program;

__attribute__((noreturn, force_align_arg_pointer)) void _start(void)
{
    // The frame address (CFA) is one word above the stack pointer at entry.
    i64 *sp = (i64 *)__builtin_dwarf_cfa() - 1;
    const char *const *argv = (const char *const *)(sp + 1);
    rt_os_exit(rt_program.start(&rt_program, sp[0], argv, argv + sp[0] + 1));
}
