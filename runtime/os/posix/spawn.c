// spawn.c - starting programs where a process can be copied, by what the system's own folder has
#include "runtime/os/hosted.h"
#include "runtime/rt_int.h"

/* In the child: what spoils it goes to the parent through the pipe, which exec closes. */
static RT_NORETURN void become(const char *path, const char *const *argv, const char *const *envp,
                               const i32 fd[3], i32 report)
{
    i64 r = 0;
    for (i32 i = 0; i < 3 && r >= 0; i++)
        if (fd[i] >= 0)
            r = rt_os_dup(fd[i], i, 0);
    if (r >= 0)
        r = rt_os_execve(path, argv, envp);
    (void)rt_os_write(report, &r, sizeof r);
    rt_os_exit(127);
}

i64 rt_os_spawn(const char *path, const char *const *argv, const char *const *envp,
                const i32 fd[3])
{
    i32 report[2];
    i64 err = 0, r = rt_os_pipe(report, 1);
    if (r < 0)
        return r;
    i64 pid = rt_os_fork();
    if (pid == 0)
        become(path, argv, envp, fd, report[1]);
    (void)rt_os_close_fd(report[1]);
    if (pid > 0 && rt_os_read(report[0], &err, sizeof err) == sizeof err) {
        (void)rt_os_waitpid(pid, NULL, 0);
        pid = err;
    }
    (void)rt_os_close_fd(report[0]);
    return pid;
}

i64 rt_os_shell(const char *command, const char *const *envp, const i32 fd[3])
{
    static const char shell[] = "/bin/sh";
    const char *argv[] = {"sh", "-c", command, NULL};
    if (!command)
        return rt_os_access(shell, 1) == 0;
    return rt_os_spawn(shell, argv, envp, fd);
}

i64 rt_os_absolute(const char *path, char *p, u64 n)
{
    u64 len = strlen(path) + 1, k = 0;
    if (*path != '/') {
        i64 r = rt_os_getcwd(p, n);
        if (r < 0)
            return r;
        k = (u64)r;
        p[k - 1] = '/';
    }
    if (k + len > n)
        return -34;                      // ERANGE
    memcpy(p + k, path, len);
    return 0;
}
