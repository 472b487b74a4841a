// os.c - memory, files, console, clock, child processes on Linux, by system calls only
#include "runtime/os/linux/sys.h"

enum { PROT_RW = 3, MAP_PRIVATE_ANON = 0x22, MREMAP_MAYMOVE = 1 };
enum { AT_FDCWD = -100, TCGETS = 0x5401, SIGCHLD = 17 };
enum { O_WRONLY = 1, O_CREAT = 0100, O_TRUNC = 01000, O_APPEND = 02000, O_CLOEXEC = 02000000 };
enum { CLOCK_REALTIME = 0, CLOCK_MONOTONIC = 1 };

static void *mapped(i64 r)
{
    return r < 0 && r > -4096 ? NULL : rt_ptr(r);
}

void *rt_os_map(u64 size)
{
    return mapped(sys6(SYS_mmap, 0, size, PROT_RW, MAP_PRIVATE_ANON, -1, 0));
}

void rt_os_unmap(void *p, u64 size)
{
    (void)sys2(SYS_munmap, p, size);
}

void *rt_os_remap(void *p, u64 from, u64 to)
{
    return mapped(sys4(SYS_mremap, p, from, to, MREMAP_MAYMOVE));
}

i64 rt_os_write(i32 fd, const void *p, u64 n)
{
    i64 r;
    do
        r = sys3(SYS_write, fd, p, n);
    while (r == -EINTR || r == -EAGAIN);
    return r;
}

i64 rt_os_read(i32 fd, void *p, u64 n)
{
    i64 r;
    do
        r = sys3(SYS_read, fd, p, n);
    while (r == -EINTR);
    return r;
}

i64 rt_os_open(const char *path, u32 how)
{
    static const i32 flags[] = {O_CLOEXEC, O_CLOEXEC | O_WRONLY | O_CREAT | O_TRUNC,
                                O_CLOEXEC | O_WRONLY | O_CREAT | O_APPEND};
    return sys4(SYS_openat, AT_FDCWD, path, flags[how], 0666);
}

void rt_os_close(i32 fd)
{
    (void)sys1(SYS_close, fd);
}

void rt_os_exit(i32 code)
{
    for (;;)
        (void)sys1(SYS_exit_group, code);
}

i8 rt_os_isatty(i32 fd)
{
    u32 termios[16];
    return sys3(SYS_ioctl, fd, TCGETS, termios) == 0;
}

i64 rt_os_pid(void)
{
    return sys0(SYS_getpid);
}

i64 rt_os_now_ms(void)
{
    i64 t[2] = {0, 0};
    (void)sys2(SYS_clock_gettime, CLOCK_REALTIME, t);
    return t[0] * 1000 + t[1] / 1000000;
}

i64 rt_os_mono_ns(void)
{
    i64 t[2] = {0, 0};
    (void)sys2(SYS_clock_gettime, CLOCK_MONOTONIC, t);
    return t[0] * 1000000000 + t[1];
}

i64 rt_os_random(void *p, u64 n)
{
    u8 *to = p;
    while (n) {
        i64 k = sys3(SYS_getrandom, to, n, 0);
        if (k < 0 && k != -EINTR)
            return k;
        if (k > 0) {
            to += k;
            n -= (u64)k;
        }
    }
    return 0;
}

void rt_os_sleep_ms(i64 ms)
{
    i64 t[2] = {ms / 1000, ms % 1000 * 1000000};
    while (sys2(SYS_nanosleep, t, t) == -EINTR)
        ;
}

i64 rt_os_child_number(void)
{
    return -1;
}

i32 rt_os_child(void (*f)(i64 n), i64 number, RtBuf *message)
{
    i32 fd[2], status = 0;
    char block[512];
    i64 n;
    if (sys2(SYS_pipe2, fd, O_CLOEXEC) < 0)
        rt_failz("cannot make a pipe for a test");
    i64 pid = sys6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
#if !defined(__aarch64__)
    if (pid == -ENOSYS)  // an interpreter that has no threads may still fork
        pid = sys0(SYS_fork);
#endif
    if (pid < 0)
        rt_failz("cannot start a process for a test");
    if (pid == 0) {
        rt_os_close(fd[0]);
        rt.fail_fd = fd[1];
        f(number);
        rt_out_flush();
        rt_os_exit(0);
    }
    rt_os_close(fd[1]);
    while ((n = rt_os_read(fd[0], block, sizeof block)) > 0)
        rt_buf_bytes(message, block, n);
    rt_os_close(fd[0]);
    while (sys4(SYS_wait4, pid, &status, 0, 0) == -EINTR)
        ;
    if (status & 0x7f && !message->len) {
        rt_buf_z(message, "ended by signal ");
        rt_buf_int(message, status & 0x7f);
    }
    return status != 0;
}
