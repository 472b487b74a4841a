// crash.c - a memory fault becomes a report, from a handler on a stack of its own
#include "runtime/os/macos/sys.h"

enum { ALT_SIZE = 64 * 1024, INFO_ADDR = 24, CONTEXT_MACHINE = 48 };
/* Where the machine context has the registers, in the order of their DWARF numbers; the exception
 * state of 16 bytes comes first. */
#if defined(__aarch64__)
enum { SP = 31, PC = 32 };           // x0..x28, fp, lr, sp, pc
static const u8 order[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                           16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
#else
enum { SP = 7, PC = 16 };            // rax rbx rcx rdx rdi rsi rbp rsp r8..r15 rip
static const u8 order[] = {0, 3, 2, 1, 5, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#endif

static _Alignas(16) u8 alt_stack[ALT_SIZE];
static RtFrame frame;

static void trace(void)
{
    rt_trace(&frame);
}

static void on_fault(int sig, void *info, void *context)
{
    u64 addr;
    u8 *machine;
    (void)sig;
    RT_MEMCPY(&addr, (u8 *)info + INFO_ADDR, 8);
    RT_MEMCPY(&machine, (u8 *)context + CONTEXT_MACHINE, 8);
    machine += 16;
    if (!rt.failing) {
        for (u32 i = 0; i < RT_COUNT(order); i++)
            RT_MEMCPY(&frame.reg[i], machine + 8 * order[i], 8);
        RT_MEMCPY(&frame.pc, machine + 8 * PC, 8);
        rt.trace = trace;
    }
    rt_fault(addr, frame.reg[SP]);
}

void rt_os_crash_handlers(void)
{
    AltStack alt = {alt_stack, ALT_SIZE, 0};
    SigAction act = {on_fault, 0, SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    (void)sigaltstack(&alt, NULL);
    (void)sigaction(SIGSEGV, &act, NULL);
    (void)sigaction(SIGBUS, &act, NULL);  // what a guard page of the stack gives
}
