// rt_posix.c - the system interface of the runtime on a C library, so that its unit tests run on
// machines for which we have no system folder (32-bit ones)
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/rt_int.h"

void *rt_os_map(u64 size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    void *p = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

void rt_os_unmap(void *p, u64 size)
{
    munmap(p, (size_t)size);
}

void *rt_os_remap(void *p, u64 from, u64 to)
{
    void *q = rt_os_map(to);
    if (q) {
        memcpy(q, p, (size_t)(from < to ? from : to));
        rt_os_unmap(p, from);
    }
    return q;
}

i64 rt_os_open(const char *path, u32 how)
{
    int fd = how == RT_OPEN_READ ? open(path, O_RDONLY) : -1;
    return fd < 0 ? -errno : fd;
}

void rt_os_close(i32 fd)
{
    close(fd);
}

i64 rt_os_read(i32 fd, void *p, u64 n)
{
    i64 k = read(fd, p, (size_t)n);
    return k < 0 ? -errno : k;
}

i64 rt_os_write(i32 fd, const void *p, u64 n)
{
    i64 k = write(fd, p, (size_t)n);
    return k < 0 ? -errno : k;
}

i8 rt_os_isatty(i32 fd)
{
    return (i8)isatty(fd);
}

void rt_os_exit(i32 code)
{
    _exit(code);
}

i64 rt_os_pid(void)
{
    return getpid();
}

void rt_os_crash_handlers(void)
{
}

i32 rt_os_child(void (*f)(i64 n), i64 number, RtBuf *message)
{
    int fd[2], status = 0;
    char block[512];
    if (pipe(fd))
        abort();
    pid_t pid = fork();
    if (pid == 0) {
        close(fd[0]);
        rt.fail_fd = fd[1];
        f(number);
        rt_out_flush();
        _exit(0);
    }
    close(fd[1]);
    for (i64 n; (n = read(fd[0], block, sizeof block)) > 0;)
        rt_buf_bytes(message, block, n);
    close(fd[0]);
    waitpid(pid, &status, 0);
    if (WIFSIGNALED(status) && !message->len) {
        rt_buf_z(message, "ended by signal ");
        rt_buf_int(message, WTERMSIG(status));
    }
    return status != 0;
}

i64 rt_os_child_number(void)
{
    return -1;
}

i64 rt_os_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (i64)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void rt_os_sleep_ms(i64 ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&t, NULL);
}
