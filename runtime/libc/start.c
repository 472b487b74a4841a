// start.c - from the entry of the process to main, in programs with our C library
//
// Defines rt_program before the one of runtime/core/cstart.c is looked for.
#include "runtime/libc/libc_int.h"

int main(int argc, char **argv, char **envp);

static i32 start(const RtProgram *p, i64 argc, const char *const *argv, const char *const *envp)
{
    (void)p;
    rt_os_tls_init(envp);
    environ = (char **)(uintptr_t)envp;
    rt_os_init_functions(argc, argv, envp);
    exit(main((int)argc, (char **)(uintptr_t)argv, environ));
}

extern const RtProgram rt_program;
const RtProgram rt_program = {
    .abi = RT_ABI_VERSION,
    .mode = RT_MODE_AOT,
    .start = start,
};
