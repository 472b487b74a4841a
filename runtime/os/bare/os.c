// os.c - what the runtime asks of a system, without one: console, exit, and plain refusals
#include "runtime/os/bare/bare.h"

enum { SYS_EXIT_EXTENDED = 0x20, STOPPED_APPLICATION_EXIT = 0x20026 };

i64 rt_os_write(i32 fd, const void *p, u64 n)
{
    rt_stack_check();
    return fd == 1 || fd == 2 ? rt_console_write(fd, p, (u32)n) : RT_ENOTSUP;
}

i64 rt_os_read(i32 fd, void *p, u64 n)
{
    return fd == 0 ? rt_console_read(p, (u32)n) : RT_ENOTSUP;
}

i64 rt_os_open(const char *path, u32 how)
{
    (void)path;
    (void)how;
    return RT_ENOTSUP;
}

i64 rt_os_file(const char *path, u32 how, u32 mode)
{
    (void)path;
    (void)how;
    (void)mode;
    return RT_ENOTSUP;
}

i64 rt_os_seek(i32 fd, i64 off, i32 whence)
{
    (void)fd;
    (void)off;
    (void)whence;
    return RT_ENOTSUP;
}

i64 rt_os_remove(const char *path)
{
    (void)path;
    return RT_ENOTSUP;
}

i64 rt_os_rename(const char *from, const char *to)
{
    (void)from;
    (void)to;
    return RT_ENOTSUP;
}

void rt_os_close(i32 fd)
{
    (void)fd;
}

i8 rt_os_isatty(i32 fd)
{
    (void)fd;
    return 0;
}

const char *rt_os_error(i64 err)
{
    return err == RT_ENOTSUP ? "Operation not supported (os error 95)" : "system error";
}

/* Without a debugger the request is a fault, whose handler stops (fault.c). */
void rt_os_exit(i32 code)
{
    const u32 arg[2] = {STOPPED_APPLICATION_EXIT, (u32)code};
    if (rt_board.flags & BOARD_SEMIHOST)
        (void)t32_semihost(SYS_EXIT_EXTENDED, arg);
    t32_irq_off();
    for (;;)
        t32_sleep();
}

i64 rt_os_pid(void)
{
    return 0;
}

void rt_os_crash_handlers(void)
{
}

i32 rt_os_child(void (*f)(i64 n), i64 n, RtBuf *message)
{
    (void)f;
    (void)n;
    rt_buf_z(message, "tests need a system with processes");
    return 1;
}

i64 rt_os_child_number(void)
{
    return -1;
}

void rt_os_tls_init(const char *const *envp)
{
    (void)envp;
}

i64 rt_os_random(void *p, u64 n)
{
    (void)p;
    (void)n;
    return RT_ENOTSUP;
}

i64 rt_os_thread(void (*f)(void *arg), void *arg)
{
    (void)f;
    (void)arg;
    return RT_ENOTSUP;
}

void rt_os_join(i64 thread)
{
    (void)thread;
}

u32 rt_os_ncpu(void)
{
    return 1;
}

void rt_os_wake(const u32 *word, u32 n)
{
    (void)word;
    (void)n;
}
