// fail.c - the end of a program that went wrong: envelope, run error, or a failed test's message
//
// Nothing here allocates unless JSON is asked for, so that running out of memory can be reported.
#include "runtime/rt_int.h"

typedef struct Line {  // one line of stderr, written in as few pieces as possible
    char text[1024];
    u64 n;
} Line;

static void line_flush(Line *l)
{
    u64 done = 0;
    while (done < l->n) {
        i64 k = rt_os_write(2, l->text + done, l->n - done);
        if (k <= 0)
            break;
        done += (u64)k;
    }
    l->n = 0;
}

static void line_ch(Line *l, char c)
{
    if (l->n == sizeof l->text)
        line_flush(l);
    l->text[l->n++] = c;
}

static void line_z(Line *l, const char *z)
{
    while (*z)
        line_ch(l, *z++);
}

static void envelope(const char *class_kind, const char *p, u64 n)
{
    Line l;
    char num[RT_INT_MAX];
    l.n = 0;
    line_z(&l, "fatal: class=");
    line_z(&l, class_kind);
    line_z(&l, " pid=");
    int k = rt_fmt_int(num, rt_os_pid());
    for (int i = 0; i < k; i++)
        line_ch(&l, num[i]);
    line_z(&l, " message=");
    if (class_kind[0] == 'p')
        line_z(&l, "panic_kind=panic_string ");
    for (u64 i = 0; i < n; i++) {
        if (p[i] == '\n')
            line_z(&l, "\\n");
        else if (p[i] == '\r')
            line_z(&l, "\\r");
        else
            line_ch(&l, p[i]);
    }
    line_ch(&l, ' ');
    const RtStr *info = rt.prog->info;
    for (i64 i = 0; i < info->len; i++)
        line_ch(&l, rt_chars(info)[i]);
    line_ch(&l, '\n');
    line_flush(&l);
}

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

static RT_NORETURN void report(const char *class_kind, const char *p, u64 n)
{
    i32 code = class_kind[0] == 'p' ? 101 : 1;
    if (rt.failing)  // failed while failing
        rt_os_exit(code);
    rt.failing = 1;
    rt_out_flush();
    if (rt.fail_fd > 0) {
        for (u64 done = 0; done < n;) {
            i64 k = rt_os_write(rt.fail_fd, p + done, n - done);
            if (k <= 0)
                break;
            done += (u64)k;
        }
        rt_os_exit(1);
    }
    if (!rt.prog || rt.prog->mode == RT_MODE_AOT) {
        if (rt.prog)
            envelope(class_kind, p, n);
    } else if (rt.prog->flags & RT_PF_JSON || rt.cli_bound) {
        validation_json(p, n);
        if (code == 1 && rt.cli_bound)
            code = 2;
    } else {
        Line l;
        l.n = 0;
        line_z(&l, code != 1                       ? "panic: "
                   : rt.prog->mode == RT_MODE_TEST ? "test error: "
                                                   : "run error: ");
        for (u64 i = 0; i < n; i++)
            line_ch(&l, p[i]);
        line_ch(&l, '\n');
        line_flush(&l);
    }
    rt_exit(code);
}

void rt_exit(i32 code)
{
    rt_out_flush();
    if (rt.prog && rt.prog->host_exit && !rt.fail_fd)
        rt.prog->host_exit(code);
    rt_os_exit(code);
}

void rt_fail_text(const void *p, i64 n)
{
    report("runtime_fatal", p, (u64)n);
}

void rt_fail(const RtStr *msg)
{
    report("runtime_fatal", rt_chars(msg), (u64)msg->len);
}

void rt_failz(const char *z)
{
    report("runtime_fatal", z, strlen(z));
}

void rt_fail_buf(RtBuf *b)
{
    rt_fail(rt_buf_done(b));
}

void rt_fail_error(RtRec *e)
{
    if (rt.prog && rt.prog->error_text)
        rt_fail(rt.prog->error_text(e));
    rt_failz("uncaught error");
}

void rt_fail_index(void)
{
    rt_failz("index out of bounds");
}

void rt_fail_null(void)
{
    rt_failz("null access");
}

void rt_fail_div(void)
{
    rt_failz("division by zero");
}

void rt_fail_overflow(void)
{
    rt_failz("integer overflow");
}

void rt_fail_assert(const RtStr *msg)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, "assert failed: ");
    if (msg)
        rt_buf_str(&b, msg);
    else
        rt_buf_z(&b, "assertion failed");
    rt_fail_buf(&b);
}

void rt_fail_match(void)
{
    rt_failz("for pattern did not match value");
}

void rt_panic(const RtStr *msg)
{
    report("panic", rt_chars(msg), (u64)msg->len);
}
