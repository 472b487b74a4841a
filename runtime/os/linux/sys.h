// sys.h - Linux system calls; the one place that knows how they are made
#ifndef RT_LINUX_SYS_H
#define RT_LINUX_SYS_H

#include "runtime/rt_int.h"

#if defined(__fuse__)
#define sys0(n) __builtin_syscall((n))
#define sys1(n, a) __builtin_syscall((n), (i64)(a))
#define sys2(n, a, b) __builtin_syscall((n), (i64)(a), (i64)(b))
#define sys3(n, a, b, c) __builtin_syscall((n), (i64)(a), (i64)(b), (i64)(c))
#define sys4(n, a, b, c, d) __builtin_syscall((n), (i64)(a), (i64)(b), (i64)(c), (i64)(d))
#define sys6(n, a, b, c, d, e, f) \
    __builtin_syscall((n), (i64)(a), (i64)(b), (i64)(c), (i64)(d), (i64)(e), (i64)(f))
#else
static inline i64 sys6_(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f)
{
#if defined(__x86_64__)
    register i64 r10 __asm__("r10") = d;
    register i64 r8 __asm__("r8") = e;
    register i64 r9 __asm__("r9") = f;
    i64 r;
    __asm__ volatile("syscall"
                     : "=a"(r)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return r;
#elif defined(__aarch64__)
    register i64 x8 __asm__("x8") = n;
    register i64 x0 __asm__("x0") = a;
    register i64 x1 __asm__("x1") = b;
    register i64 x2 __asm__("x2") = c;
    register i64 x3 __asm__("x3") = d;
    register i64 x4 __asm__("x4") = e;
    register i64 x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
#else
#error "no system call sequence for this machine"
#endif
}
#define sys6(n, a, b, c, d, e, f) \
    sys6_((n), (i64)(a), (i64)(b), (i64)(c), (i64)(d), (i64)(e), (i64)(f))
#define sys4(n, a, b, c, d) sys6((n), (a), (b), (c), (d), 0, 0)
#define sys3(n, a, b, c) sys6((n), (a), (b), (c), 0, 0, 0)
#define sys2(n, a, b) sys6((n), (a), (b), 0, 0, 0, 0)
#define sys1(n, a) sys6((n), (a), 0, 0, 0, 0, 0)
#define sys0(n) sys6((n), 0, 0, 0, 0, 0, 0)
#endif

#if defined(__aarch64__)
enum {
    SYS_ioctl = 29, SYS_openat = 56, SYS_close = 57, SYS_pipe2 = 59, SYS_read = 63, SYS_write = 64,
    SYS_exit_group = 94, SYS_nanosleep = 101, SYS_clock_gettime = 113, SYS_sigaltstack = 132,
    SYS_rt_sigaction = 134, SYS_getpid = 172, SYS_munmap = 215, SYS_mremap = 216, SYS_clone = 220,
    SYS_mmap = 222, SYS_wait4 = 260
};
#else
enum {
    SYS_read = 0,
    SYS_write = 1,
    SYS_close = 3,
    SYS_mmap = 9,
    SYS_munmap = 11,
    SYS_rt_sigaction = 13,
    SYS_ioctl = 16,
    SYS_mremap = 25,
    SYS_nanosleep = 35,
    SYS_getpid = 39,
    SYS_clone = 56, SYS_fork = 57,
    SYS_wait4 = 61,
    SYS_sigaltstack = 131,
    SYS_arch_prctl = 158,
    SYS_clock_gettime = 228,
    SYS_exit_group = 231,
    SYS_openat = 257,
    SYS_pipe2 = 293,
};
#endif

#endif
