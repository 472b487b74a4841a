// cstart.c - C programs without a C library: their rt_program, which calls main(argc, argv, envp)
//
// Taken from the archive only when nothing else defines rt_program. Brings nothing of FUSE with it.
#include "runtime/rt_int.h"

int main(int argc, const char *const *argv, const char *const *envp);

static i32 start(const RtProgram *p, i64 argc, const char *const *argv, const char *const *envp)
{
    (void)p;
    rt_os_tls_init(envp);
    rt_os_init_functions(argc, argv, envp);
    int code = main((int)argc, argv, envp);
    if (rt_os_leave)
        rt_os_leave(code);
    rt_os_fini_functions();
    return code;
}

extern const RtProgram rt_program;
__attribute__((weak)) const RtProgram rt_program = {
    .abi = RT_ABI_VERSION,
    .mode = RT_MODE_AOT,
    .start = start,
};
