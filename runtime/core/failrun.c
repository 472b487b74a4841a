// failrun.c - how `fuse run` and `fuse test` report a failure: text, or JSON
#include "runtime/rt_int.h"

static void validation_json(const char *p, u64 n)
{
    RtBuf b;
    const char *text = p;
    if (rt_trim(&text, n) && *text == '{') {  // an error value already is JSON
        rt_err_line(p, n);
        return;
    }
    const char *code = rt_error_class(p, n);
    rt_buf_init(&b);
    rt_buf_z(&b, "{\"error\":{\"code\":\"validation_error\",\"fields\":[");
    rt_json_field(&b, "$", 1, code, strlen(code), p, n);
    rt_buf_z(&b, "],\"message\":\"validation failed\"}}");
    rt_err_buf(&b);
}

i32 rt_run_report(i8 panic, const char *text, i64 n)
{
    RtLine l;
    if (rt.prog->flags & RT_PF_JSON || rt.cli_bound) {
        validation_json(text, (u64)n);
        return panic ? 101 : rt.cli_bound ? 2 : 1;
    }
    rt_line_init(&l, 2);
    rt_line_z(&l, panic                            ? "panic: "
                  : rt.prog->mode == RT_MODE_TEST ? "test error: "
                                                  : "run error: ");
    for (i64 i = 0; i < n; i++)
        rt_line_ch(&l, text[i]);
    rt_line_ch(&l, '\n');
    rt_line_flush(&l);
    return panic ? 101 : 1;
}
