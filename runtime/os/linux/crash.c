// crash.c - a memory fault becomes a report
//
// Two system calls at start. The handler runs on a stack of its own and never returns, so the
// return trampoline that the kernel demands is never used.
#include "runtime/os/linux/sys.h"

enum {
    SIGSEGV = 11,
    SA_SIGINFO = 4,
    SA_RESTORER = 0x04000000,
    SA_ONSTACK = 0x08000000,
    SA_NODEFER = 0x40000000
};
enum { ALT_SIZE = 32 * 1024 };
/* Where the kernel's ucontext has the registers, in the order of their DWARF numbers. */
#if defined(__aarch64__)
enum { SP = 31, MACHINE = 176 + 8 };     // behind the fault address: x0..x30, sp, pc
static const u8 order[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                           16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
enum { PC = 32 };
#else
enum { SP = 7, MACHINE = 40 };           // r8..r15 rdi rsi rbp rbx rdx rax rcx rsp rip
static const u8 order[] = {13, 12, 14, 11, 9, 8, 10, 15, 0, 1, 2, 3, 4, 5, 6, 7};
enum { PC = 16 };
#endif

static RtFrame frame;

static _Alignas(16) u8 alt_stack[ALT_SIZE];

typedef struct Action {  // the kernel's struct sigaction
    void (*handler)(int, void *, void *);
    u64 flags;
    void (*restorer)(void);
    u64 mask;
} Action;

typedef struct AltStack {
    void *sp;
    i32 flags;
    u64 size;
} AltStack;

static void trace(void)
{
    rt_trace(&frame);
}

static void on_fault(int sig, void *info, void *context)
{
    const u8 *machine = (const u8 *)context + MACHINE;
    u64 addr;
    (void)sig;
    RT_MEMCPY(&addr, (u8 *)info + 16, 8);
    if (!rt.failing) {
        for (u32 i = 0; i < RT_COUNT(order); i++)
            RT_MEMCPY(&frame.reg[i], machine + 8 * order[i], 8);
        RT_MEMCPY(&frame.pc, machine + 8 * PC, 8);
        rt.trace = trace;
    }
    rt_fault(addr, frame.reg[SP]);
}

static void never(void)
{
}

void rt_os_crash_handlers(void)
{
    AltStack alt = {alt_stack, 0, ALT_SIZE};
    Action act = {on_fault, SA_SIGINFO | SA_RESTORER | SA_ONSTACK | SA_NODEFER, never, 0};
    (void)sys2(SYS_sigaltstack, &alt, 0);
    (void)sys4(SYS_rt_sigaction, SIGSEGV, &act, 0, 8);
}
