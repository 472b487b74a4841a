// interp_sys.c - system calls of interpreted programs, on a host whose programs make any
//
// Only Linux promises that calls by number stay what they are; elsewhere a program calls a library
// of the system, which interpreted code cannot.
#include "ir/interp_int.h"

#include <errno.h>

#if defined(__linux__)
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

bool interp_has_syscalls(void) { return true; }

static i64 host_call(const u64 *a)
{
    long r = syscall((long)a[0], (long)a[1], (long)a[2], (long)a[3], (long)a[4], (long)a[5],
                     (long)a[6]);
    return r == -1 ? -(i64)errno : (i64)r;
}

static u64 pages(u64 n)
{
    return ALIGN_UP(n, (u64)4096);
}

static bool hits_area(const Interp *in, u64 p, u64 n)
{
    return p < in->lo + in->len && p + n > in->lo;
}

static i64 call_brk(Interp *in, u64 want)
{
    enum { BRK_MAX = 1 << 30 };
    if (!in->brk_lo) {
        void *p = mmap(NULL, BRK_MAX, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (p == MAP_FAILED)
            return 0;
        in->brk_lo = in->brk_at = (u64)(uintptr_t)p;
        in->brk_end = in->brk_lo + BRK_MAX;
    }
    if (want >= in->brk_lo && want <= in->brk_end) {
        region_set(in, in->brk_lo, in->brk_end, false, false);
        region_set(in, in->brk_lo, want, true, true);
        in->brk_at = want;
    }
    return (i64)in->brk_at;
}

static i64 call_mapping(Interp *in, const u64 *a)
{
    u64 len = pages(a[2]);
    switch ((long)a[0]) {
    case SYS_mmap: {
        if ((a[4] & MAP_FIXED) && hits_area(in, a[1], len))
            return -EINVAL;
        i64 r = host_call(a);
        if (r > 0 || r < -4095)
            region_set(in, (u64)r, (u64)r + len, (a[3] & PROT_READ) != 0, (a[3] & PROT_WRITE) != 0);
        return r;
    }
    case SYS_munmap: {
        if (!mem_ok(in, a[1], 1, false) && hits_area(in, a[1], len))
            return -EINVAL;
        i64 r = host_call(a);
        if (r == 0)
            region_set(in, a[1], a[1] + len, false, false);
        return r;
    }
    case SYS_mremap: {
        i64 r = host_call(a);
        if (r > 0 || r < -4095) {
            region_set(in, a[1], a[1] + len, false, false);
            region_set(in, (u64)r, (u64)r + pages(a[3]), true, true);
        }
        return r;
    }
    default: {
        if (hits_area(in, a[1], len))
            return 0;
        i64 r = host_call(a);
        if (r == 0)
            region_set(in, a[1], a[1] + len, (a[3] & PROT_READ) != 0, (a[3] & PROT_WRITE) != 0);
        return r;
    }
    }
}

i64 interp_syscall(Interp *in, const u64 *args, u32 n, bool *end)
{
    u64 a[8] = {0};
    memcpy(a, args, MIN(n, 7) * sizeof *a);
    switch ((long)a[0]) {
    case SYS_exit:
    case SYS_exit_group:
        in->exit_code = (int)(a[1] & 0xff);
        *end = true;
        return 0;
    case SYS_mmap:
    case SYS_munmap:
    case SYS_mremap:
    case SYS_mprotect:
        return call_mapping(in, a);
    case SYS_brk:
        return call_brk(in, a[1]);
    case SYS_rt_sigaction: // handlers would run on the host's stack
    case SYS_rt_sigprocmask:
    case SYS_sigaltstack:
#ifdef SYS_arch_prctl
    case SYS_arch_prctl:   // would move the host's thread-local data
#endif
    case SYS_set_tid_address:
        return 0;
    case SYS_clone:        // a thread would share the interpreter
    case SYS_rt_sigreturn:
        return -ENOSYS;
    default:
        return host_call(a);
    }
}

void interp_sys_release(Interp *in)
{
    if (in->brk_lo)
        munmap((void *)(uintptr_t)in->brk_lo, in->brk_end - in->brk_lo);
}
#else
bool interp_has_syscalls(void) { return false; }

i64 interp_syscall(Interp *in, const u64 *args, u32 n, bool *end)
{
    (void)in, (void)args, (void)n, (void)end;
    return -ENOSYS;
}

void interp_sys_release(Interp *in) { (void)in; }
#endif
