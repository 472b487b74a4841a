// proc.c - processes, signals and clocks of C programs on Linux
#include "runtime/os/linux/nr.h"

enum { CHILD_ENDS = 17 };                // SIGCHLD

/* ---- time ---- */

i64 rt_os_clock(i32 which, i64 t[2])
{
    return sys2(SYS_clock_gettime, which, t);
}

i64 rt_os_clock_step(i32 which, i64 t[2])
{
    return sys2(NR_clock_getres, which, t);
}

i64 rt_os_nanosleep(const i64 t[2], i64 left[2])
{
    return sys2(SYS_nanosleep, t, left);
}

/* ---- processes ---- */

i64 rt_os_fork(void)
{
    i64 pid = sys6(SYS_clone, CHILD_ENDS, 0, 0, 0, 0, 0);
#if !defined(__aarch64__)
    if (pid == -ENOSYS)                  // an interpreter that has no threads may still fork
        pid = sys0(SYS_fork);
#endif
    return pid;
}

i64 rt_os_execve(const char *path, const char *const *argv, const char *const *envp)
{
    return sys3(NR_execve, path, argv, envp);
}

i64 rt_os_waitpid(i64 pid, i32 *status, i32 options)
{
    return sys4(SYS_wait4, pid, status, options, 0);
}

i64 rt_os_getppid(void)
{
    return sys0(NR_getppid);
}

u32 rt_os_getuid(i32 which)
{
    static const i32 nr[] = {NR_getuid, NR_geteuid, NR_getgid, NR_getegid};
    return (u32)sys0(nr[which]);
}

i64 rt_os_kill(i64 pid, i32 sig)
{
    return sys2(NR_kill, pid, sig);
}

/* ---- signals ---- */

/* struct sigaction of the kernel. arm64 returns from a handler by itself but has the member too. */
typedef struct Action {
    void (*f)(int sig, void *info, void *context);
    u64 flags;
    void (*restorer)(void);
    u64 mask;
} Action;

#if defined(__aarch64__)
enum { RESTORER = 0 };
static void (*const restorer)(void) = NULL;
#else
enum { RESTORER = 0x04000000 };
void rt_sigreturn(void);                 // arch/x64/sigreturn.c
static void (*const restorer)(void) = rt_sigreturn;
#endif

i64 rt_os_signal(i32 sig, const RtSignal *act, RtSignal *old)
{
    Action k, o;
    if (act)
        k = (Action){act->f, act->flags | RESTORER, restorer, act->mask};
    i64 r = sys4(SYS_rt_sigaction, sig, act ? &k : NULL, &o, sizeof k.mask);
    if (r == 0 && old)
        *old = (RtSignal){o.f, o.mask, (u32)o.flags & ~(u32)RESTORER};
    return r;
}

i64 rt_os_sigmask(i32 how, const u64 *set, u64 *old)
{
    return sys4(NR_rt_sigprocmask, how, set, old, sizeof *set);
}

i64 rt_os_raise(i32 sig)
{
    return sys3(NR_tgkill, sys0(SYS_getpid), sys0(NR_gettid), sig);
}

void rt_os_yield(void)
{
    (void)sys0(NR_sched_yield);
}
