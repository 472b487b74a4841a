// shims_rt.h - libSystem for machorun: what our runtime imports, on the host's C library
//
// Included once by machorun.c, whose table has RT_SHIMS in it. Darwin's structs and numbers are
// those of runtime/os/macos/sys.h; a signal context is built with what crash handlers read of it.
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static int shim_clock_gettime(unsigned clock, struct timespec *t)
{
    return R(clock_gettime(clock == 6 || clock == 4 || clock == 8 ? CLOCK_MONOTONIC
                                                                  : CLOCK_REALTIME, t));
}

static int shim_nanosleep(const struct timespec *t, struct timespec *left)
{
    return R(nanosleep(t, left));
}

static int shim_getentropy(void *p, size_t n)
{
    if (n > 256) {
        derr = 5;
        return -1;
    }
    return R(getentropy(p, n));
}

static long shim_sysconf(int name)
{
    return name == 58 ? sysconf(_SC_NPROCESSORS_ONLN) : name == 29 ? 16384 : -1;
}

static int shim_pipe(int fd[2])
{
    return R(pipe(fd));
}

static int shim_fork(void)
{
    return R(fork());
}

static int shim_waitpid(int pid, int *status, int options)
{
    return R(waitpid(pid, status, options));
}

/* ---- threads ---- */

typedef struct { long sig; uint64_t stack; } DarwinAttr;

static int shim_attr_init(DarwinAttr *a)
{
    *a = (DarwinAttr){0x54485241, 0};
    return 0;
}

static int shim_attr_setstacksize(DarwinAttr *a, size_t n)
{
    a->stack = n;
    return n & 0x3fff ? 22 : 0;
}

static int shim_attr_destroy(DarwinAttr *a)
{
    a->sig = 0;
    return 0;
}

static int shim_pthread_create(pthread_t *t, const DarwinAttr *d, void *(*f)(void *), void *arg)
{
    pthread_attr_t a;
    pthread_attr_init(&a);
    if (d && d->stack)
        pthread_attr_setstacksize(&a, d->stack);
    int e = te(pthread_create(t, &a, f, arg));
    pthread_attr_destroy(&a);
    return e;
}

static int shim_cond_timedwait(DM *c, DM *m, const struct timespec *left)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += left->tv_sec;
    t.tv_nsec += left->tv_nsec;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return te(pthread_cond_timedwait(impl(c, 1), impl(m, 0), &t));
}

/* ---- signals ---- */

typedef struct { void (*handler)(int, void *, void *); uint32_t mask; int flags; } DarwinAction;
typedef struct { void *sp; uint64_t size; int flags; } DarwinStack;
static DarwinAction darwin_action[32];

static void darwin_handler(int sig, siginfo_t *info, void *context)
{
    static uint64_t machine[64], uc[7], si[13];
    const ucontext_t *u = context;
    uint64_t *ss = machine + 2;  // after the exception state
    int number = sig == SIGBUS ? 10 : sig;
#ifdef __aarch64__
    for (int i = 0; i < 31; i++)
        ss[i] = u->uc_mcontext.regs[i];
    ss[31] = u->uc_mcontext.sp;
    ss[32] = u->uc_mcontext.pc;
    machine[0] = (uint64_t)info->si_addr;
#else
    static const int order[] = {REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RDI, REG_RSI, REG_RBP,
                                REG_RSP, REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13,
                                REG_R14, REG_R15, REG_RIP};
    for (int i = 0; i < 17; i++)
        ss[i] = (uint64_t)u->uc_mcontext.gregs[order[i]];
    machine[1] = (uint64_t)info->si_addr;
#endif
    uc[5] = sizeof machine;
    uc[6] = (uint64_t)machine;
    memcpy(si, &number, 4);
    si[3] = (uint64_t)info->si_addr;
    darwin_action[number].handler(number, si, uc);
}

static int shim_sigaction(int sig, const DarwinAction *act, DarwinAction *old)
{
    struct sigaction a = {0};
    if (sig < 1 || sig > 31) {
        derr = 22;
        return -1;
    }
    if (old)
        *old = darwin_action[sig];
    if (!act)
        return 0;
    darwin_action[sig] = *act;
    a.sa_flags = SA_SIGINFO | (act->flags & 1 ? SA_ONSTACK : 0) |
                 (act->flags & 2 ? SA_RESTART : 0) | (act->flags & 0x10 ? SA_NODEFER : 0);
    a.sa_sigaction = darwin_handler;
    if ((uintptr_t)act->handler <= 1) {
        a.sa_flags &= ~SA_SIGINFO;
        a.sa_handler = act->handler ? SIG_IGN : SIG_DFL;
    }
    return R(sigaction(sig == 10 ? SIGBUS : sig, &a, NULL));
}

static int shim_sigaltstack(const DarwinStack *d, DarwinStack *old)
{
    stack_t s = {.ss_sp = d->sp, .ss_size = d->size};
    (void)old;
    if (d->size < 32768) {  // MINSIGSTKSZ
        derr = 12;
        return -1;
    }
    return R(sigaltstack(&s, NULL));
}

static int64_t shim_lseek(int fd, int64_t off, int whence)
{
    return R(lseek(fd, off, whence));
}

static int shim_rename(const char *from, const char *to)
{
    return R(rename(from, to));
}

static int shim_unlink(const char *path)
{
    return R(unlink(path));
}

static int shim_rmdir(const char *path)
{
    return R(rmdir(path));
}

#define RT_SHIMS                                                                                   \
    S("clock_gettime", shim_clock_gettime), S("nanosleep", shim_nanosleep),                        \
        S("getentropy", shim_getentropy), S("sysconf", shim_sysconf), S("pipe", shim_pipe),        \
        S("fork", shim_fork), S("waitpid", shim_waitpid), S("isatty", isatty),                     \
        S("pthread_attr_init", shim_attr_init),                                                    \
        S("pthread_attr_setstacksize", shim_attr_setstacksize),                                    \
        S("pthread_attr_destroy", shim_attr_destroy), S("sigaction", shim_sigaction),              \
        S("sigaltstack", shim_sigaltstack),                                                        \
        S("pthread_cond_timedwait_relative_np", shim_cond_timedwait), S("lseek", shim_lseek),      \
        S("rename", shim_rename), S("unlink", shim_unlink), S("rmdir", shim_rmdir)
