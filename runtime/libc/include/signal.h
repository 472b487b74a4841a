// signal.h - signals (C11 7.14, POSIX); Linux's numbers on every system
#ifndef _SIGNAL_H
#define _SIGNAL_H
#include <bits/hosted.h>
#include <sys/types.h>

typedef int sig_atomic_t;
typedef struct {
    uint64_t __bits;
} sigset_t;
typedef struct {
    int si_signo, si_errno, si_code, __pad;
    union {
        void *__addr;
        pid_t __pid;
        int64_t __room[14];
    } __u;
} siginfo_t;
#define si_addr __u.__addr
#define si_pid __u.__pid

#define SIG_DFL ((void (*)(int))0)
#define SIG_IGN ((void (*)(int))1)
#define SIG_ERR ((void (*)(int))-1)
#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGBUS 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGUSR1 10
#define SIGSEGV 11
#define SIGUSR2 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGCHLD 17
#define SIGCONT 18
#define SIGSTOP 19
#define SIGTSTP 20
#define SIGTTIN 21
#define SIGTTOU 22
#define SIGWINCH 28
#define NSIG 65

#define SA_NOCLDSTOP 1
#define SA_SIGINFO 4
#define SA_ONSTACK 0x08000000
#define SA_RESTART 0x10000000
#define SA_NODEFER 0x40000000
#define SA_RESETHAND 0x80000000
#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

struct sigaction {
    union {
        void (*sa_handler)(int sig);
        void (*sa_sigaction)(int sig, siginfo_t *info, void *context);
    } __f;
    sigset_t sa_mask;
    int sa_flags;
};
#define sa_handler __f.sa_handler
#define sa_sigaction __f.sa_sigaction

int kill(pid_t pid, int sig);
int raise(int sig);
int sigaction(int sig, const struct sigaction *restrict act, struct sigaction *restrict old);
int sigaddset(sigset_t *s, int sig);
int sigdelset(sigset_t *s, int sig);
int sigemptyset(sigset_t *s);
int sigfillset(sigset_t *s);
int sigismember(const sigset_t *s, int sig);
void (*signal(int sig, void (*f)(int sig)))(int sig);
int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old);
int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old);
#endif
