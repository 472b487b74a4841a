// test.c - runs the tests of a program, each in a child process, and reports
#include "runtime/rt_int.h"

static void child(i64 n)
{
    RtRec *err = rt.prog->test[n].run();
    if (err)
        rt_fail_error(err);
}

static void out_str(const RtStr *s)
{
    rt_out(rt_chars(s), (u64)s->len);
}

static void out_z(const char *z)
{
    rt_out(z, strlen(z));
}

static void out_int(i64 x)
{
    char text[RT_INT_MAX];
    rt_out(text, (u64)rt_fmt_int(text, x));
}

i32 rt_test_main(const RtProgram *prog, i64 argc, const char *const *argv)
{
    i64 failed = 0;
    RtBuf report;
    (void)argc;
    (void)argv;
    if (rt_os_child_number() >= 0) {
        child(rt_os_child_number());
        return 0;
    }
    rt_buf_init(&report);
    for (u32 i = 0; i < prog->ntest; i++) {
        RtBuf message;
        rt_buf_init(&message);
        rt_out_flush();
        i32 bad = rt_os_child(child, i, &message);
        rt_buf_z(&report, bad ? "FAILED " : "ok ");
        rt_buf_str(&report, prog->test[i].name);
        if (bad) {
            failed++;
            rt_buf_z(&report, ": ");
            if (message.len)
                rt_buf_bytes(&report, rt_buf_chars(&message), message.len);
        }
        rt_buf_ch(&report, '\n');
        rt_buf_free(&message);
    }
    if (!prog->ntest) {
        out_z("0 tests\n");
        return 0;
    }
    RtStr *s = rt_buf_done(&report);
    out_str(s);
    if (failed) {
        out_z("FAILED (");
        out_int(failed);
        out_z(" failed of ");
    } else {
        out_z("ok (");
    }
    out_int(prog->ntest);
    out_z(" tests)\n");
    return failed ? 1 : 0;
}
