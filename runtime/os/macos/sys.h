// sys.h - what we use of libSystem, with the layouts and numbers of Darwin
//
// macOS has no stable system calls: everything goes through libSystem. Facts from its public
// headers: sys/mman.h, fcntl.h, signal.h, mach/arm/_structs.h, mach/i386/_structs.h, pthread.h.
#ifndef RT_MACOS_SYS_H
#define RT_MACOS_SYS_H

#include "runtime/rt_int.h"

/* Even in a program that has a function of that name, as one with our C library does. */
#if defined(__fuse__)
#define LIBSYSTEM(name) __asm__("_" #name "$libSystem")
#else
#define LIBSYSTEM(name)
#endif

typedef long ssize;
typedef struct TimeSpec { long sec, nsec; } TimeSpec;

int *__error(void) LIBSYSTEM(__error);                      // errno
ssize read(int fd, void *p, size_t n) LIBSYSTEM(read);
ssize write(int fd, const void *p, size_t n) LIBSYSTEM(write);
int open(const char *path, int flags, ...) LIBSYSTEM(open);
int close(int fd) LIBSYSTEM(close);
int isatty(int fd) LIBSYSTEM(isatty);
int pipe(int fd[2]) LIBSYSTEM(pipe);
void *mmap(void *at, size_t n, int prot, int flags, int fd, i64 off) LIBSYSTEM(mmap);
int munmap(void *p, size_t n) LIBSYSTEM(munmap);
RT_NORETURN void _exit(int code) LIBSYSTEM(_exit);
int getpid(void) LIBSYSTEM(getpid);
int fork(void) LIBSYSTEM(fork);
int waitpid(int pid, int *status, int options) LIBSYSTEM(waitpid);
long sysconf(int name) LIBSYSTEM(sysconf);
int clock_gettime(u32 clock, TimeSpec *t) LIBSYSTEM(clock_gettime);
int nanosleep(const TimeSpec *t, TimeSpec *left) LIBSYSTEM(nanosleep);
i64 lseek(int fd, i64 off, int whence) LIBSYSTEM(lseek);
int unlink(const char *path) LIBSYSTEM(unlink);
int rmdir(const char *path) LIBSYSTEM(rmdir);
int rename(const char *from, const char *to) LIBSYSTEM(rename);
int getentropy(void *p, size_t n) LIBSYSTEM(getentropy);       // at most 256 bytes

enum { PROT_RW = 3, MAP_PRIVATE = 2, MAP_ANON = 0x1000 };
enum { O_WRONLY = 1, O_APPEND = 8, O_CREAT = 0x200, O_TRUNC = 0x400, O_EXCL = 0x800 };
enum { O_CLOEXEC = 0x1000000 };
enum { CLOCK_REALTIME = 0, CLOCK_MONOTONIC = 6, SC_NPROCESSORS_ONLN = 58 };
enum { EINTR = 4, EAGAIN = 11 };     // as Linux has them

/* file.c - r, or the negative of errno by the number that means the same on Linux */
i64 rt_result(i64 r);

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
int sigaction(int sig, const SigAction *act, SigAction *old) LIBSYSTEM(sigaction);
int sigaltstack(const AltStack *ss, AltStack *old) LIBSYSTEM(sigaltstack);
enum { SIGBUS = 10, SIGSEGV = 11, SA_ONSTACK = 1, SA_NODEFER = 0x10, SA_SIGINFO = 0x40 };

typedef void *Pthread;
typedef struct Opaque { long sig; u64 opaque[7]; } Opaque;  // attributes, mutex; the condition: 6
int pthread_create(Pthread *t, const Opaque *attr, void *(*f)(void *arg), void *arg)
    LIBSYSTEM(pthread_create);
int pthread_join(Pthread t, void **result) LIBSYSTEM(pthread_join);
int pthread_attr_init(Opaque *a) LIBSYSTEM(pthread_attr_init);
int pthread_attr_setstacksize(Opaque *a, size_t n) LIBSYSTEM(pthread_attr_setstacksize);
int pthread_attr_destroy(Opaque *a) LIBSYSTEM(pthread_attr_destroy);
int pthread_mutex_lock(Opaque *m) LIBSYSTEM(pthread_mutex_lock);
int pthread_mutex_unlock(Opaque *m) LIBSYSTEM(pthread_mutex_unlock);
int pthread_cond_wait(Opaque *c, Opaque *m) LIBSYSTEM(pthread_cond_wait);
int pthread_cond_timedwait_relative_np(Opaque *c, Opaque *m, const TimeSpec *t)
    LIBSYSTEM(pthread_cond_timedwait_relative_np);
int pthread_cond_broadcast(Opaque *c) LIBSYSTEM(pthread_cond_broadcast);
enum { MUTEX_INIT = 0x32aaaba7, COND_INIT = 0x3cb0b1bb };

#endif
