// proc.c - processes and signals of C programs on macOS
#include "runtime/os/hosted.h"
#include "runtime/os/macos/sys.h"

int execve(const char *path, const char *const *argv, const char *const *envp) LIBSYSTEM(execve);
int getppid(void) LIBSYSTEM(getppid);
u32 getuid(void) LIBSYSTEM(getuid);
u32 geteuid(void) LIBSYSTEM(geteuid);
u32 getgid(void) LIBSYSTEM(getgid);
u32 getegid(void) LIBSYSTEM(getegid);
int kill(int pid, int sig) LIBSYSTEM(kill);
int raise(int sig) LIBSYSTEM(raise);
int pthread_sigmask(int how, const u32 *set, u32 *old) LIBSYSTEM(pthread_sigmask);

/* ---- numbers of signals: Darwin's by Linux's; 0: Darwin has none ---- */

enum { LAST = 31 };
static const u8 theirs[LAST + 1] = {
    0, 1, 2, 3, 4, 5, 6, 10, 8, 9, 30, 11, 31, 13, 14, 15,           // 7 SIGBUS, 10 and 12 SIGUSR
    0, 20, 19, 17, 18, 21, 22, 16, 24, 25, 26, 27, 28, 23, 0, 12,    // 17 SIGCHLD ...
};

static i32 ours(i32 sig)
{
    for (i32 i = 1; i <= LAST; i++)
        if (theirs[i] == sig)
            return i;
    return sig;                          // SIGEMT and SIGINFO: Linux has none of that kind
}

static i32 to_darwin(i32 sig)            // 0: none
{
    return sig > 0 && sig <= LAST ? theirs[sig] : 0;
}

static u32 set_to_darwin(u64 set)
{
    u32 k = 0;
    for (i32 i = 1; i <= LAST; i++)
        if (set >> (i - 1) & 1 && theirs[i])
            k |= (u32)1 << (theirs[i] - 1);
    return k;
}

static u64 set_to_ours(u32 set)
{
    u64 k = 0;
    for (i32 i = 1; i <= LAST; i++)
        if (theirs[i] && set >> (theirs[i] - 1) & 1)
            k |= (u64)1 << (i - 1);
    return k;
}

/* ---- processes ---- */

i64 rt_os_fork(void)
{
    return rt_result(fork());
}

i64 rt_os_execve(const char *path, const char *const *argv, const char *const *envp)
{
    return rt_result(execve(path, argv, envp));
}

i64 rt_os_waitpid(i64 pid, i32 *status, i32 options)
{
    enum { STOPPED = 0x7f, DUMPED = 0x80 };
    i32 s = 0;
    i64 r = rt_result(waitpid((int)pid, &s, options));
    i32 low = s & 0x7f;
    if (low == STOPPED)
        s = ours(s >> 8 & 255) << 8 | low;
    else if (low)
        s = ours(low) | (s & DUMPED);
    if (status)
        *status = s;
    return r;
}

i64 rt_os_getppid(void)
{
    return getppid();
}

u32 rt_os_getuid(i32 which)
{
    switch (which) {
    case 0: return getuid();
    case 1: return geteuid();
    case 2: return getgid();
    default: return getegid();
    }
}

i64 rt_os_kill(i64 pid, i32 sig)
{
    if (sig && !to_darwin(sig))
        return -22;
    return rt_result(kill((int)pid, to_darwin(sig)));
}

/* ---- signals ---- */

/* Linux's flag, Darwin's. */
static const u32 action_flags[][2] = {
    {0x08000000, 1}, {0x10000000, 2}, {0x80000000, 4}, {1, 8}, {0x40000000, 0x10}, {4, 0x40},
};

static RtSignal action[LAST + 1];

/* siginfo_t of signal.h, from Darwin's: number, errno, code, pid, uid, status, address. */
static void on_signal(int sig, void *info, void *context)
{
    enum { FROM_USER = 0x10001, PID = 3, ADDRESS = 24 };
    i32 number = ours(sig), from[6];
    struct {
        i32 number, error, code, padding;
        u64 at, room[13];
    } to = {number, 0, 0, 0, 0, {0}};
    RT_MEMCPY(from, info, sizeof from);
    to.error = from[1];
    to.code = from[2] == FROM_USER ? 0 : from[2];
    if (from[2] == FROM_USER)
        to.at = (u32)from[PID];
    else
        RT_MEMCPY(&to.at, (const u8 *)info + ADDRESS, 8);
    void (*f)(int, void *, void *) = action[number].f;
    if ((u64)(uintptr_t)f > RT_SIG_IGNORE)
        f(number, &to, context);
}

i64 rt_os_signal(i32 sig, const RtSignal *act, RtSignal *old)
{
    SigAction k = {NULL, 0, 0};
    RtSignal was;
    if (!to_darwin(sig))
        return -22;
    was = action[sig];
    if (act) {
        i8 plain = (u64)(uintptr_t)act->f <= RT_SIG_IGNORE;
        k.handler = plain ? act->f : on_signal;
        k.mask = set_to_darwin(act->mask);
        for (u32 i = 0; i < RT_COUNT(action_flags); i++)
            k.flags |= act->flags & action_flags[i][0] ? (i32)action_flags[i][1] : 0;
        if (!plain)
            k.flags |= SA_SIGINFO;
        action[sig] = *act;
    }
    i64 r = act ? rt_result(sigaction(to_darwin(sig), &k, NULL)) : 0;
    if (r < 0)
        action[sig] = was;
    else if (old)
        *old = was;
    return r;
}

i64 rt_os_sigmask(i32 how, const u64 *set, u64 *old)
{
    u32 k = set ? set_to_darwin(*set) : 0, was = 0;
    i32 e = pthread_sigmask(how + 1, set ? &k : NULL, &was);  // numbers begin with 1
    if (old)
        *old = set_to_ours(was);
    return e ? -(i64)e : 0;
}

i64 rt_os_raise(i32 sig)
{
    if (!to_darwin(sig))
        return sig ? -22 : 0;
    return rt_result(raise(to_darwin(sig)));
}
