// crash.c - a memory fault becomes a report, from a handler on a stack of its own
#include "runtime/os/macos/sys.h"

enum { ALT_SIZE = 64 * 1024, INFO_ADDR = 24, CONTEXT_MACHINE = 48 };
#if defined(__aarch64__)
enum { MACHINE_SP = 16 + 31 * 8 };  // exception state; x0..x28, fp, lr, sp
#else
enum { MACHINE_SP = 16 + 7 * 8 };   // exception state; rax rbx rcx rdx rdi rsi rbp rsp
#endif

static _Alignas(16) u8 alt_stack[ALT_SIZE];

static void on_fault(int sig, void *info, void *context)
{
    u64 addr, sp;
    u8 *machine;
    (void)sig;
    RT_MEMCPY(&addr, (u8 *)info + INFO_ADDR, 8);
    RT_MEMCPY(&machine, (u8 *)context + CONTEXT_MACHINE, 8);
    RT_MEMCPY(&sp, machine + MACHINE_SP, 8);
    rt_fault(addr, sp);
}

void rt_os_crash_handlers(void)
{
    AltStack alt = {alt_stack, ALT_SIZE, 0};
    SigAction act = {on_fault, 0, SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    (void)sigaltstack(&alt, NULL);
    (void)sigaction(SIGSEGV, &act, NULL);
    (void)sigaction(SIGBUS, &act, NULL);  // what a guard page of the stack gives
}
