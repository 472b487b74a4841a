// cmd_run.c - `fuse run` and `fuse test`: execute a program now, compiled in memory or interpreted
#include "driver/package.h"
#include "runtime/include/rt_abi.h"

static int execute(Package *p, u8 mode, const char *mode_name)
{
    if (package_check(p))
        return EXIT_FAIL;
    Mod *m = package_lower(p, mode, package_info(p, mode_name, "debug"));
    if (!m)
        return EXIT_FAIL;
    int argc = (int)p->arg.n + 1;
    char **argv = arena_array(&p->s.mem, char *, argc + 1);
    argv[0] = (char *)str_z(&p->s.mem, p->entry);
    for (u32 i = 0; i < p->arg.n; i++)
        argv[i + 1] = p->arg.v[i];
    package_environment(p);
    package_messages(p);
    return p->backend == BACKEND_VM ? run_vm(&p->s, m, argc, argv)
                                    : run_native(&p->s, m, argc, argv);
}

int cmd_run(int argc, char **argv)
{
    Package p;
    int code = package_open(&p, "run", ARG_RUN, argc, argv);
    if (code)
        return code;
    step_mark(&p.s, "start");
    return package_close(&p, execute(&p, RT_MODE_RUN, p.backend == BACKEND_VM ? "vm" : "native"));
}

int cmd_test(int argc, char **argv)
{
    Package p;
    int code = package_open(&p, "test", ARG_TEST, argc, argv);
    if (code)
        return code;
    step_mark(&p.s, "start");
    return package_close(&p, execute(&p, RT_MODE_TEST, "test"));
}
