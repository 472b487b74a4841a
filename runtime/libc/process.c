// process.c - POSIX: processes: numbers, fork, exec, spawn, wait
#include "runtime/libc/libc_int.h"
#include "runtime/os/hosted.h"

#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdarg.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t getpid(void)
{
    return (pid_t)rt_os_pid();
}

pid_t getppid(void)
{
    return (pid_t)rt_os_getppid();
}

uid_t getuid(void)
{
    return rt_os_getuid(0);
}

uid_t geteuid(void)
{
    return rt_os_getuid(1);
}

gid_t getgid(void)
{
    return rt_os_getuid(2);
}

gid_t getegid(void)
{
    return rt_os_getuid(3);
}

void _exit(int code)
{
    rt_os_exit(code);
}

pid_t fork(void)
{
    return (pid_t)__lc_result(rt_os_fork());
}

pid_t vfork(void)
{
    return (pid_t)__lc_result(rt_os_fork());
}

pid_t waitpid(pid_t pid, int *status, int options)
{
    return (pid_t)__lc_result(rt_os_waitpid(pid, status, options));
}

pid_t wait(int *status)
{
    return (pid_t)__lc_result(rt_os_waitpid(-1, status, 0));
}

int sched_yield(void)
{
    rt_os_yield();
    return 0;
}

/* ---- exec ---- */

typedef i64 Start(const char *path, const char *const *argv, const char *const *envp, void *data);

static const char *search_path(void)
{
    for (char **e = environ; e && *e; e++)
        if (!(RT_ENV_FOLD ? strncasecmp(*e, "PATH=", 5) : strncmp(*e, "PATH=", 5)))
            return *e + 5;
    return "/bin:/usr/bin";
}

/* Tries the folders of PATH in turn; what is not there is no error yet. */
static i64 along_path(const char *file, Start *start, const char *const *argv,
                      const char *const *envp, void *data)
{
    char name[4096];
    i64 r = -ENOENT, denied = 0;
    size_t len = strlen(file);
    if (strpbrk(file, RT_ENV_FOLD ? "/\\:" : "/") || !len)
        return len ? start(file, argv, envp, data) : r;
    for (const char *p = search_path(), *end;; p = end + 1) {
        end = p;
        while (*end && *end != RT_PATH_LIST)
            end++;
        size_t n = (size_t)(end - p);
        if (n + len + 2 <= sizeof name) {
            memcpy(name, p, n);
            if (n)
                name[n++] = '/';
            memcpy(name + n, file, len + 1);
            r = start(name, argv, envp, data);
            if (r >= 0 || (r != -ENOENT && r != -ENOTDIR && r != -EACCES))
                return r;
            denied = r == -EACCES ? r : denied;
        }
        if (!*end)
            return denied ? denied : r;
    }
}

static i64 exec_start(const char *path, const char *const *argv, const char *const *envp,
                      void *data)
{
    (void)data;
    return rt_os_execve(path, argv, envp);
}

static const char *const *vector(char *const *v)
{
    return (const char *const *)(uintptr_t)v;
}

int execve(const char *path, char *const argv[], char *const envp[])
{
    return (int)__lc_result(rt_os_execve(path, vector(argv), vector(envp)));
}

int execv(const char *path, char *const argv[])
{
    return execve(path, argv, environ);
}

int execvp(const char *file, char *const argv[])
{
    return (int)__lc_result(
        along_path(file, exec_start, vector(argv), vector(environ), NULL));
}

enum { LISTED = 1024 };

static void listed(const char **argv, const char *first, va_list ap)
{
    u32 n = 0;
    for (const char *a = first; a && n < LISTED; a = va_arg(ap, const char *))
        argv[n++] = a;
    argv[n] = NULL;
}

int execl(const char *path, const char *arg, ...)
{
    const char *argv[LISTED + 1];
    va_list ap;
    va_start(ap, arg);
    listed(argv, arg, ap);
    va_end(ap);
    return (int)__lc_result(rt_os_execve(path, argv, vector(environ)));
}

int execlp(const char *file, const char *arg, ...)
{
    const char *argv[LISTED + 1];
    va_list ap;
    va_start(ap, arg);
    listed(argv, arg, ap);
    va_end(ap);
    return (int)__lc_result(along_path(file, exec_start, argv, vector(environ), NULL));
}

/* ---- spawn ---- */

typedef struct Spawn {
    i32 fd[3];
} Spawn;

static i64 spawn_start(const char *path, const char *const *argv, const char *const *envp,
                       void *data)
{
    Spawn *s = data;
    return rt_os_spawn(path, argv, envp, s->fd);
}

static int spawn(pid_t *pid, const char *file, int search,
                 const posix_spawn_file_actions_t *actions, char *const *argv, char *const *envp)
{
    Spawn s = {{-1, -1, -1}};
    for (int i = 0; actions && i < 3; i++)
        s.fd[i] = actions->__fd[i];
    const char *const *e = vector(envp ? envp : environ);
    i64 r = search ? along_path(file, spawn_start, vector(argv), e, &s)
                   : spawn_start(file, vector(argv), e, &s);
    if (r >= 0 && pid)
        *pid = (pid_t)r;
    return r < 0 ? (int)-r : 0;
}

int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attr, char *const argv[], char *const envp[])
{
    return attr ? EINVAL : spawn(pid, path, 0, actions, argv, envp);
}

int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attr, char *const argv[], char *const envp[])
{
    return attr ? EINVAL : spawn(pid, file, 1, actions, argv, envp);
}

int posix_spawn_file_actions_init(posix_spawn_file_actions_t *a)
{
    a->__fd[0] = a->__fd[1] = a->__fd[2] = -1;
    return 0;
}

int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *a)
{
    (void)a;
    return 0;
}

int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *a, int fd, int to)
{
    if (to < 0 || to > 2)
        return ENOTSUP;
    a->__fd[to] = fd;
    return 0;
}
