// signal.c - signals (C11 7.14, POSIX) and jumps that restore which of them are blocked
#include "runtime/libc/libc_int.h"
#include "runtime/os/hosted.h"

#include <setjmp.h>
#include <signal.h>

enum { LAST = 64 };

int sigaction(int sig, const struct sigaction *restrict act, struct sigaction *restrict old)
{
    RtSignal a, o;
    if (act)
        a = (RtSignal){(void (*)(int, void *, void *))(uintptr_t)act->sa_sigaction,
                       act->sa_mask.__bits, (u32)act->sa_flags};
    i64 r = rt_os_signal(sig, act ? &a : NULL, &o);
    if (r >= 0 && old) {
        old->sa_sigaction = (void (*)(int, siginfo_t *, void *))(uintptr_t)o.f;
        old->sa_mask.__bits = o.mask;
        old->sa_flags = (int)o.flags;
    }
    return (int)__lc_result(r);
}

void (*signal(int sig, void (*f)(int sig)))(int sig)
{
    RtSignal a = {(void (*)(int, void *, void *))(uintptr_t)f, 0, (u32)SA_RESTART}, o;
    i64 r = __lc_result(rt_os_signal(sig, &a, &o));
    return r < 0 ? SIG_ERR : (void (*)(int))(uintptr_t)o.f;
}

int raise(int sig)
{
    return (int)__lc_result(rt_os_raise(sig));
}

int kill(pid_t pid, int sig)
{
    return (int)__lc_result(rt_os_kill(pid, sig));
}

int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
    return (int)-rt_os_sigmask(how, set ? &set->__bits : NULL, old ? &old->__bits : NULL);
}

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
    return (int)__lc_result(-pthread_sigmask(how, set, old));
}

/* ---- sets ---- */

static int bad(int sig)
{
    if (sig >= 1 && sig <= LAST)
        return 0;
    errno = EINVAL;
    return 1;
}

int sigemptyset(sigset_t *s)
{
    s->__bits = 0;
    return 0;
}

int sigfillset(sigset_t *s)
{
    s->__bits = ~(u64)0;
    return 0;
}

int sigaddset(sigset_t *s, int sig)
{
    if (bad(sig))
        return -1;
    s->__bits |= (u64)1 << (sig - 1);
    return 0;
}

int sigdelset(sigset_t *s, int sig)
{
    if (bad(sig))
        return -1;
    s->__bits &= ~((u64)1 << (sig - 1));
    return 0;
}

int sigismember(const sigset_t *s, int sig)
{
    return bad(sig) ? -1 : (int)(s->__bits >> (sig - 1) & 1);
}

/* ---- sigsetjmp ---- */

void __lc_sigsave(sigjmp_buf env, int save)
{
    env->__saved = save;
    if (save)
        (void)rt_os_sigmask(SIG_SETMASK, NULL, &env->__mask);
}

void siglongjmp(sigjmp_buf env, int value)
{
    if (env->__saved)
        (void)rt_os_sigmask(SIG_SETMASK, &env->__mask, NULL);
    longjmp(env->__jump, value);
}
