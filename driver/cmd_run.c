// cmd_run.c - `fuse run` and `fuse test`: execute a program now, compiled in memory or interpreted
#include "driver/package.h"
#include "runtime/include/rt_abi.h"

#include <errno.h>
#include <unistd.h>

// A program for another machine, or one that needs libraries of the system: an executable in a
// folder of its own.
static int execute_elsewhere(Package *p, Mod *m)
{
    Session *s = &p->s;
    const char *tmp = getenv(HOST_TEMP);
    if (!tmp || !*tmp)
        tmp = "/tmp";
    char *dir = (char *)(uintptr_t)str_z(
        &s->mem, path_join(&s->mem, str_of(tmp), STR("fuse-run-XXXXXX")));
    if (!mkdtemp(dir)) {
        ddiag(s, D_NO_TEMP, tmp, strerror(errno));
        return EXIT_FAIL;
    }
    const char *path = image_name(s, &p->image, path_join(&s->mem, str_of(dir), STR("program")));
    p->image.strip_debug = true;    // names of functions stay, for a crash
    int code = package_image(p, m, path);
    if (!code)
        package_messages(p);
    if (!code)
        code = emulate(s, path, p->arg.n, p->arg.v);
    unlink(path);
    rmdir(dir);
    return code;
}

static int execute(Package *p, u8 mode, const char *mode_name)
{
    bool here = target_is_host(p->s.t);
    if (!here && p->backend == BACKEND_NATIVE && emulator_find(&p->s))
        return EXIT_FAIL;
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
    if (p->backend == BACKEND_NATIVE && !(here && platform_of(p->s.t)->in_memory))
        return execute_elsewhere(p, m);
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
    if (!platform_of(p.s.t)->processes) {
        ddiag(&p.s, D_NO_TESTS, p.s.t->name);
        return package_close(&p, EXIT_FAIL);
    }
    return package_close(&p, execute(&p, RT_MODE_TEST, "test"));
}
