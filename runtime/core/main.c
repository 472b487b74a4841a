// main.c - from process entry to the program and back: build info, startup trace, config, tests,
// arguments
#include "runtime/rt_int.h"

RtState rt;

static void startup_line(const RtStr *info)
{
    RtLine l;
    rt_line_init(&l, 2);
    rt_line_z(&l, "startup: pid=");
    rt_line_int(&l, rt_os_pid());
    rt_line_ch(&l, ' ');
    rt_line_put(&l, rt_chars(info), info->len);
    rt_line_ch(&l, '\n');
    rt_line_flush(&l);
}

i32 rt_main(const RtProgram *prog, i64 argc, const char *const *argv, const char *const *envp)
{
    RtRec *err = NULL;
    i32 code = 0;
    rt.prog = prog;
    rt.argc = argc;
    rt.argv = argv;
    rt.envp = envp;
    if (prog->mode == RT_MODE_AOT) {
        if (rt_getenv_is1("FUSE_AOT_BUILD_INFO")) {
            rt_out(rt_chars(prog->info), (u64)prog->info->len);
            rt_out("\n", 1);
            rt_out_flush();
            return 0;
        }
        if (rt_getenv_is1("FUSE_AOT_STARTUP_TRACE"))
            startup_line(prog->info);
    }
    if (!(prog->flags & RT_PF_NOSIGNALS))
        rt_os_crash_handlers();
    if (prog->config_load)
        err = prog->config_load(prog);
    if (err)
        rt_fail_error(err);
    if (prog->mode == RT_MODE_TEST) {
        code = prog->test_main ? prog->test_main(prog, argc, argv) : 0;
    } else if (argc > 1) {
        if (!prog->cli)
            rt_failz("no root fn main found for CLI binding");
        code = prog->cli->bind(prog, argc - 1, argv + 1);
    } else if (prog->entry) {
        err = prog->entry();
        if (err)
            rt_fail_error(err);
    } else {
        rt_failz("no app found");
    }
    rt_out_flush();
    return code;
}
