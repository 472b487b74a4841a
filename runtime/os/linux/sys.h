// sys.h - Linux system calls: how they are made and what differs by machine
#ifndef RT_LINUX_SYS_H
#define RT_LINUX_SYS_H

#include "runtime/rt_int.h"

#define sys0(n) rt_syscall((n), 0, 0, 0, 0, 0, 0)
#define sys1(n, a) rt_syscall((n), (i64)(a), 0, 0, 0, 0, 0)
#define sys2(n, a, b) rt_syscall((n), (i64)(a), (i64)(b), 0, 0, 0, 0)
#define sys3(n, a, b, c) rt_syscall((n), (i64)(a), (i64)(b), (i64)(c), 0, 0, 0)
#define sys4(n, a, b, c, d) rt_syscall((n), (i64)(a), (i64)(b), (i64)(c), (i64)(d), 0, 0)
#define sys6(n, a, b, c, d, e, f) \
    rt_syscall((n), (i64)(a), (i64)(b), (i64)(c), (i64)(d), (i64)(e), (i64)(f))

#if defined(__fuse__)
#undef sys0
#undef sys1
#undef sys2
#undef sys3
#undef sys4
#define sys0(n) __builtin_syscall((n))
#define sys1(n, a) __builtin_syscall((n), (i64)(a))
#define sys2(n, a, b) __builtin_syscall((n), (i64)(a), (i64)(b))
#define sys3(n, a, b, c) __builtin_syscall((n), (i64)(a), (i64)(b), (i64)(c))
#define sys4(n, a, b, c, d) __builtin_syscall((n), (i64)(a), (i64)(b), (i64)(c), (i64)(d))
#define rt_syscall(n, a, b, c, d, e, f) __builtin_syscall((n), (a), (b), (c), (d), (e), (f))
#elif defined(__x86_64__)  // other compilers build the unit tests only
static inline i64 rt_syscall(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f)
{
    register i64 r10 __asm__("r10") = d;
    register i64 r8 __asm__("r8") = e;
    register i64 r9 __asm__("r9") = f;
    i64 r;
    __asm__ volatile("syscall"
                     : "=a"(r)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return r;
}
#elif defined(__aarch64__)
static inline i64 rt_syscall(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f)
{
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
}
#else
#error "no system call sequence for this machine"
#endif

#if defined(__aarch64__)
enum {
    SYS_ioctl = 29, SYS_unlinkat = 35, SYS_renameat = 38,
    SYS_openat = 56, SYS_close = 57, SYS_pipe2 = 59, SYS_read = 63, SYS_write = 64,
    SYS_lseek = 62, SYS_exit = 93, SYS_exit_group = 94, SYS_futex = 98, SYS_nanosleep = 101,
    SYS_clock_gettime = 113, SYS_sched_getaffinity = 123, SYS_sigaltstack = 132,
    SYS_rt_sigaction = 134, SYS_getpid = 172, SYS_munmap = 215, SYS_mremap = 216, SYS_clone = 220,
    SYS_mmap = 222, SYS_mprotect = 226, SYS_wait4 = 260, SYS_getrandom = 278
};
enum { CFA_ABOVE_SP = 0 };  // bytes between the stack pointer at entry and the frame address
#else
enum {
    SYS_read = 0, SYS_write = 1, SYS_close = 3, SYS_lseek = 8, SYS_mmap = 9, SYS_mprotect = 10,
    SYS_munmap = 11, SYS_rt_sigaction = 13, SYS_ioctl = 16, SYS_mremap = 25, SYS_nanosleep = 35,
    SYS_getpid = 39, SYS_clone = 56, SYS_fork = 57, SYS_exit = 60, SYS_wait4 = 61,
    SYS_sigaltstack = 131, SYS_arch_prctl = 158, SYS_futex = 202, SYS_sched_getaffinity = 204,
    SYS_clock_gettime = 228, SYS_exit_group = 231, SYS_openat = 257, SYS_unlinkat = 263,
    SYS_renameat = 264, SYS_pipe2 = 293,
    SYS_getrandom = 318
};
enum { CFA_ABOVE_SP = 8 };  // where a return address would be
#endif
enum { EINTR = 4, EAGAIN = 11, ENOSYS = 38 };

/* tls.c - a block of thread-local storage and the thread pointer into it */
void *rt_tls_new(void **block, u64 *size);  // thread pointer; NULL: the program has no such data

#endif
