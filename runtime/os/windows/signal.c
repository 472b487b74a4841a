// signal.c - signals of C programs on Windows: raised by the program itself, taken at once
//
// The system has none. A fault of the processor ends the program without asking a handler.
#include "runtime/os/hosted.h"
#include "runtime/os/windows/proc.h"
#include "runtime/os/windows/sys.h"

enum { LAST = 64, KILL = 9, STOP = 19, CHILD_ENDS = 17, GOES_ON = 18, URGENT = 23, WINDOW = 28 };
enum { RESET = (i32)0x80000000, NO_DEFER = 0x40000000 };

static RtSignal action[LAST + 1];
static u64 blocked, pending;

static u64 bit(i32 sig)
{
    return (u64)1 << (sig - 1);
}

static i8 ignored(i32 sig)
{
    u64 f = (u64)(uintptr_t)action[sig].f;
    return f == RT_SIG_IGNORE || (f == RT_SIG_DEFAULT && (sig == CHILD_ENDS || sig == GOES_ON ||
                                                          sig == URGENT || sig == WINDOW));
}

static void deliver(i32 sig)
{
    RtSignal *a = &action[sig], now = *a;
    i32 info[32] = {sig};
    u64 was = blocked;
    if (ignored(sig))
        return;
    if (!now.f)
        ExitProcess((u32)SIGNALLED | (u32)sig);
    if (now.flags & (u32)RESET)
        a->f = NULL;
    blocked |= now.mask | (now.flags & NO_DEFER ? 0 : bit(sig));
    now.f(sig, info, NULL);
    blocked = was;
}

i64 rt_os_raise(i32 sig)
{
    if (sig < 0 || sig > LAST)
        return -22;
    if (sig && blocked & bit(sig) && sig != KILL)
        pending |= bit(sig);
    else if (sig)
        deliver(sig);
    return 0;
}

i64 rt_os_signal(i32 sig, const RtSignal *act, RtSignal *old)
{
    if (sig < 1 || sig > LAST || (act && (sig == KILL || sig == STOP)))
        return -22;
    if (old)
        *old = action[sig];
    if (act)
        action[sig] = *act;
    return 0;
}

i64 rt_os_sigmask(i32 how, const u64 *set, u64 *old)
{
    enum { BLOCK, UNBLOCK, SET };
    if (old)
        *old = blocked;
    if (!set)
        return 0;
    if (how < BLOCK || how > SET)
        return -22;
    blocked = how == BLOCK ? blocked | *set : how == UNBLOCK ? blocked & ~*set : *set;
    blocked &= ~(bit(KILL) | bit(STOP));
    for (i32 sig = 1; sig <= LAST; sig++)
        if (pending & ~blocked & bit(sig)) {
            pending &= ~bit(sig);
            deliver(sig);
        }
    return 0;
}
