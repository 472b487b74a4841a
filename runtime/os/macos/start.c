// start.c - dyld enters here (LC_MAIN), for FUSE and C programs alike
#include "runtime/os/macos/sys.h"

extern const RtProgram rt_program;

int rt_start(int argc, const char *const *argv, const char *const *envp, const char *const *apple);

// Who calls passes the result to exit of libSystem: what atexit and stdio have is not lost.
int rt_start(int argc, const char *const *argv, const char *const *envp, const char *const *apple)
{
    (void)apple;
    return rt_program.start(&rt_program, argc, argv, envp);
}

/* dyld runs them. */
void rt_os_init_functions(i64 argc, const char *const *argv, const char *const *envp)
{
    (void)argc;
    (void)argv;
    (void)envp;
}

void rt_os_fini_functions(void)
{
}

void (*rt_os_leave)(i32 code);

/* dyld gives every thread its own. */
void rt_os_tls_init(const char *const *envp)
{
    (void)envp;
}
