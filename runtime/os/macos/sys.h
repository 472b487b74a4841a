// sys.h - what we use of libSystem, with the layouts and numbers of Darwin
//
// macOS has no stable system calls: everything goes through libSystem. Facts from its public
// headers: sys/mman.h, fcntl.h, signal.h, mach/arm/_structs.h, mach/i386/_structs.h, pthread.h.
#ifndef RT_MACOS_SYS_H
#define RT_MACOS_SYS_H

#include "runtime/rt_int.h"

typedef long ssize;
typedef struct TimeSpec { long sec, nsec; } TimeSpec;

int *__error(void);                      // errno
ssize read(int fd, void *p, size_t n);
ssize write(int fd, const void *p, size_t n);
int open(const char *path, int flags, ...);
int close(int fd);
int isatty(int fd);
int pipe(int fd[2]);
void *mmap(void *at, size_t n, int prot, int flags, int fd, i64 off);
int munmap(void *p, size_t n);
RT_NORETURN void _exit(int code);
int getpid(void);
int fork(void);
int waitpid(int pid, int *status, int options);
long sysconf(int name);
int clock_gettime(u32 clock, TimeSpec *t);
int nanosleep(const TimeSpec *t, TimeSpec *left);
int getentropy(void *p, size_t n);       // at most 256 bytes

enum { PROT_RW = 3, MAP_PRIVATE = 2, MAP_ANON = 0x1000 };
enum { O_WRONLY = 1, O_APPEND = 8, O_CREAT = 0x200, O_TRUNC = 0x400, O_CLOEXEC = 0x1000000 };
enum { CLOCK_REALTIME = 0, CLOCK_MONOTONIC = 6, SC_NPROCESSORS_ONLN = 58 };
enum { EINTR = 4 };

typedef struct SigAction {
    void (*handler)(int sig, void *info, void *context);
    u32 mask;
    i32 flags;
} SigAction;
typedef struct AltStack {
    void *sp;
    u64 size;
    i32 flags;
} AltStack;
int sigaction(int sig, const SigAction *act, SigAction *old);
int sigaltstack(const AltStack *ss, AltStack *old);
enum { SIGBUS = 10, SIGSEGV = 11, SA_ONSTACK = 1, SA_NODEFER = 0x10, SA_SIGINFO = 0x40 };

typedef void *Pthread;
typedef struct Opaque { long sig; u64 opaque[7]; } Opaque;  // attributes, mutex; the condition: 6
int pthread_create(Pthread *t, const Opaque *attr, void *(*f)(void *arg), void *arg);
int pthread_join(Pthread t, void **result);
int pthread_attr_init(Opaque *a);
int pthread_attr_setstacksize(Opaque *a, size_t n);
int pthread_attr_destroy(Opaque *a);
int pthread_mutex_lock(Opaque *m);
int pthread_mutex_unlock(Opaque *m);
int pthread_cond_wait(Opaque *c, Opaque *m);
int pthread_cond_timedwait_relative_np(Opaque *c, Opaque *m, const TimeSpec *t);
int pthread_cond_broadcast(Opaque *c);
enum { MUTEX_INIT = 0x32aaaba7, COND_INIT = 0x3cb0b1bb };

#endif
