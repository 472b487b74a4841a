// fail.c - the end of a program that went wrong: envelope, run error, or a failed test's message
//
// Nothing here allocates, so that running out of memory can be reported.
#include "runtime/rt_int.h"

static void envelope(i8 panic, const char *p, i64 n)
{
    RtLine l;
    const RtStr *info = rt.prog->info;
    rt_line_init(&l, 2);
    rt_line_z(&l, panic ? "fatal: class=panic pid=" : "fatal: class=runtime_fatal pid=");
    rt_line_int(&l, rt_os_pid());
    rt_line_z(&l, panic ? " message=panic_kind=panic_string " : " message=");
    rt_line_put(&l, p, n);
    rt_line_ch(&l, ' ');
    rt_line_put(&l, rt_chars(info), info->len);
    rt_line_ch(&l, '\n');
    rt_line_flush(&l);
    if (rt.trace)
        rt.trace();
}

/* The parent of a test wants the bare text. */
static void send(const char *p, i64 n)
{
    for (i64 done = 0; done < n;) {
        i64 k = rt_os_write(rt.fail_fd, p + done, (u64)(n - done));
        if (k <= 0)
            break;
        done += k;
    }
}

static RT_NORETURN void report(i8 panic, const char *p, i64 n)
{
    i32 code = panic ? 101 : 1;
    if (rt.failing)  // failed while failing
        rt_os_exit(rt.failing);
    rt.failing = code;
    rt_out_flush();
    if (rt.fail_fd > 0) {
        send(p, n);
        rt_os_exit(1);
    }
    if (rt.prog && rt.prog->mode != RT_MODE_AOT && rt.prog->report)
        code = rt.prog->report(panic, p, n);
    else if (rt.prog)
        envelope(panic, p, n);
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
    report(0, p, n);
}

void rt_fail(const RtStr *msg)
{
    report(0, rt_chars(msg), msg->len);
}

void rt_failz(const char *z)
{
    report(0, z, (i64)strlen(z));
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
    report(1, rt_chars(msg), msg->len);
}

enum { NEAR = 1 << 20 };

void rt_fault(u64 addr, u64 sp)
{
    RT_STATIC_STR(fault, "memory fault");
    if (addr - (sp - NEAR) < 2 * (u64)NEAR)
        rt_failz("stack overflow");
    rt_panic(RT_S(fault));
}
