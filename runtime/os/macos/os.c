// os.c - memory, files, console, clock, child processes on macOS, through libSystem
#include "runtime/os/macos/sys.h"

void *rt_os_map(u64 size)
{
    void *p = mmap(NULL, size, PROT_RW, MAP_PRIVATE | MAP_ANON, -1, 0);
    return (i64)p == -1 ? NULL : p;
}

void rt_os_unmap(void *p, u64 size)
{
    (void)munmap(p, size);
}

void *rt_os_remap(void *p, u64 from, u64 to)
{
    void *q = rt_os_map(to);
    if (q) {
        memcpy(q, p, from < to ? from : to);
        rt_os_unmap(p, from);
    }
    return q;
}

i64 rt_os_write(i32 fd, const void *p, u64 n)
{
    i64 r;
    do
        r = rt_result(write(fd, p, n));
    while (r == -EINTR || r == -EAGAIN);
    return r;
}

i64 rt_os_read(i32 fd, void *p, u64 n)
{
    i64 r;
    do
        r = rt_result(read(fd, p, n));
    while (r == -EINTR);
    return r;
}

i64 rt_os_open(const char *path, u32 how)
{
    static const i32 flags[] = {O_CLOEXEC, O_CLOEXEC | O_WRONLY | O_CREAT | O_TRUNC,
                                O_CLOEXEC | O_WRONLY | O_CREAT | O_APPEND};
    return rt_result(open(path, flags[how], 0666));
}

void rt_os_close(i32 fd)
{
    (void)close(fd);
}

void rt_os_exit(i32 code)
{
    _exit(code);
}

i8 rt_os_isatty(i32 fd)
{
    return isatty(fd) != 0;
}

i64 rt_os_pid(void)
{
    return getpid();
}

i64 rt_os_now_ms(void)
{
    TimeSpec t = {0, 0};
    (void)clock_gettime(CLOCK_REALTIME, &t);
    return t.sec * 1000 + t.nsec / 1000000;
}

i64 rt_os_mono_ns(void)
{
    TimeSpec t = {0, 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return t.sec * 1000000000 + t.nsec;
}

void rt_os_sleep_ms(i64 ms)
{
    TimeSpec t = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&t, &t) < 0 && *__error() == EINTR)
        ;
}

i64 rt_os_random(void *p, u64 n)
{
    for (u8 *to = p; n;) {
        u64 k = n < 256 ? n : 256;
        i64 r = rt_result(getentropy(to, k));
        if (r < 0)
            return r;
        to += k;
        n -= k;
    }
    return 0;
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
    if (pipe(fd) < 0)
        rt_failz("cannot make a pipe for a test");
    int pid = fork();
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
    while (waitpid(pid, &status, 0) < 0 && *__error() == EINTR)
        ;
    if (status & 0x7f && !message->len) {
        rt_buf_z(message, "ended by signal ");
        rt_buf_int(message, status & 0x7f);
    }
    return status != 0;
}
