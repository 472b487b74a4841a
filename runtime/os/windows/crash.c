// crash.c - a memory fault becomes a report, on a stack of its own
//
// The handler is called on the stack that perhaps just overflowed. It has the thread go on in
// `report` with its stack pointer in a block set aside for that: the guarantee of
// SetThreadStackGuarantee keeps room for the handler, not for all that a report does.
#include "runtime/os/windows/sys.h"

enum { ACCESS_VIOLATION = (i32)0xc0000005, STACK_OVERFLOW = (i32)0xc00000fd };
enum { CONTINUE_EXECUTION = -1, CONTINUE_SEARCH = 0, GUARANTEE = 16 << 10, STACK_SIZE = 64 << 10 };
enum { CONTEXT_RCX = 0x80, CONTEXT_RDX = 0x88, CONTEXT_RSP = 0x98, CONTEXT_RIP = 0xf8 };

static _Alignas(16) u8 stack[STACK_SIZE];

typedef struct ExceptionRecord {
    i32 code;
    u32 flags;
    struct ExceptionRecord *next;
    void *address;
    u32 nparam;
    u64 param[15];                   // access violation: read or write, the address
} ExceptionRecord;

typedef struct ExceptionPointers {
    const ExceptionRecord *record;
    u8 *context;
} ExceptionPointers;

static RtFrame frame;

static void trace(void)
{
    rt_trace(&frame);
}

static void report(u64 addr, u64 sp)
{
    rt.trace = trace;
    rt_fault(addr, sp);
}

static u64 get(const u8 *context, u32 at)
{
    u64 x;
    RT_MEMCPY(&x, context + at, 8);
    return x;
}

static void set(u8 *context, u32 at, u64 x)
{
    RT_MEMCPY(context + at, &x, 8);
}

static i32 on_exception(void *p)
{
    const ExceptionPointers *e = p;
    i32 code = e->record->code;
    u64 sp = get(e->context, CONTEXT_RSP);
    if (code != STACK_OVERFLOW && code != ACCESS_VIOLATION)
        return CONTINUE_SEARCH;
    if (!rt.failing)
        rt_frame_of(&frame, e->context);
    set(e->context, CONTEXT_RCX, code == STACK_OVERFLOW ? sp : e->record->param[1]);
    set(e->context, CONTEXT_RDX, sp);
    set(e->context, CONTEXT_RIP, (u64)report);
    set(e->context, CONTEXT_RSP, (u64)(stack + STACK_SIZE - 40));  // as after a call
    return CONTINUE_EXECUTION;
}

void rt_os_crash_handlers(void)
{
    u32 guarantee = GUARANTEE;
    (void)SetThreadStackGuarantee(&guarantee);
    (void)AddVectoredExceptionHandler(1, on_exception);
}
