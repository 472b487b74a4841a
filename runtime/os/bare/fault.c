// fault.c - a fault becomes a report with the registers; a stack that is too small is caught
//
// ARMv8-M has a limit register for the stack; ARMv7-M protects the guard below it as a memory
// region; where neither is there, the guard holds a pattern that is looked at now and then. The
// handler of hard faults, to which all others escalate as we leave them off, runs with protection
// off.
//
// Source: ARMv7-M Architecture Reference Manual, B1.5.6 (the frame of an exception), B3.2.15 (fault
// status), B3.5 (protection).
#include "runtime/os/bare/bare.h"

enum {
    CFSR_MEMORY = 0xff, CFSR_STACKING = 0x10, CFSR_ADDRESS = 0x80, CFSR_BUS = 0xff00,
    CFSR_BUS_ADDRESS = 0x8000, CFSR_ILLEGAL = 1u << 16, CFSR_STACK_LIMIT = 1u << 20
};
enum { HFSR_DEBUG = 1u << 31, XPSR_PADDED = 1 << 9, EXC_BASIC_FRAME = 1 << 4, FIRST_IRQ = 16 };
enum { BKPT_SEMIHOST = 0xbeab };
enum { ROOM = 512 };             // stack that the report needs
#define PATTERN 0xfadedbeeu

typedef struct Frame {           // what the processor stores on entry
    u32 r0, r1, r2, r3, r12, lr, pc, xpsr;
} Frame;

typedef struct FaultText {
    RtStr head;
    char text[224];
} FaultText;
static FaultText out;            // counts as a String, which panics take

static void put_z(const char *z)
{
    while (*z && out.head.len < (i64)sizeof out.text)
        out.text[out.head.len++] = *z++;
}

static void put_hex(const char *name, u32 x)
{
    char digits[9];
    for (u32 i = 0; i < 8; i++)
        digits[i] = "0123456789abcdef"[x >> (28 - 4 * i) & 15];
    digits[8] = 0;
    put_z(name);
    put_z(digits);
}

static void put_registers(const Frame *f, u32 exc_return, u32 cfsr)
{
    u32 size = exc_return & EXC_BASIC_FRAME ? sizeof *f : sizeof *f + 18 * 4;
    u32 sp = (u32)(uintptr_t)f + size + (f->xpsr & XPSR_PADDED ? 4 : 0);
    const u32 value[] = {f->pc, f->lr, sp, f->xpsr, cfsr, f->r0, f->r1, f->r2, f->r3, f->r12};
    static const char *const name[] = {" pc=0x", " lr=0x", " sp=0x", " xpsr=0x", " cfsr=0x",
                                       " r0=0x", " r1=0x", " r2=0x", " r3=0x", " r12=0x"};
    for (u32 i = 0; i < RT_COUNT(value); i++)
        put_hex(name[i], value[i]);
}

static void put_kind(u32 cfsr)
{
    u32 active = *reg(SCB_ICSR) & 0x1ff;
    if (cfsr & CFSR_ADDRESS)
        put_hex("memory fault at 0x", *reg(SCB_MMFAR));
    else if (cfsr & CFSR_BUS_ADDRESS)
        put_hex("memory fault at 0x", *reg(SCB_BFAR));
    else if (cfsr & (CFSR_MEMORY | CFSR_BUS))
        put_z("memory fault");
    else if (cfsr & CFSR_ILLEGAL)
        put_z("illegal instruction");
    else if (cfsr)
        put_z("processor fault");
    else
        put_hex("unexpected exception 0x", active);
}

static i8 is_overflow(const Frame *f, u32 cfsr)
{
    u32 at = *reg(SCB_MMFAR), guard = (u32)(uintptr_t)__guard_start;
    u32 limit = (u32)(uintptr_t)__stack_limit;
    return cfsr & (CFSR_STACK_LIMIT | CFSR_STACKING) || (const char *)f < __stack_limit ||
           (cfsr & CFSR_ADDRESS && at - guard < limit - guard);
}

/* A C program has no line of build information. */
static RT_NORETURN void end(i8 panic)
{
    if (!rt.prog) {
        RtLine l;
        rt_line_init(&l, 2);
        rt_line_z(&l, panic ? "fatal: class=panic pid=0 message=panic_kind=panic_string "
                            : "fatal: class=runtime_fatal pid=0 message=");
        rt_line_put(&l, out.text, out.head.len);
        rt_line_ch(&l, '\n');
        rt_line_flush(&l);
        rt_os_exit(panic ? 101 : 1);
    }
    if (panic)
        rt_panic(&out.head);
    rt_fail(&out.head);
}

static RT_NORETURN void overflow(void)
{
    out.head.len = 0;
    put_z("stack overflow");
    end(0);
}

// A breakpoint that no debugger took; some emulators do not say so in HFSR.
static i8 is_semihost(const Frame *f, u32 cfsr)
{
    return *reg(SCB_HFSR) & HFSR_DEBUG ||
           (!cfsr && *(const u16 *)(uintptr_t)(f->pc & ~1u) == BKPT_SEMIHOST);
}

static RT_NORETURN void report(const u32 *frame, u32 exc_return)
{
    const Frame *f = (const Frame *)(const void *)frame;
    u32 cfsr = *reg(SCB_CFSR);
    if (is_semihost(f, cfsr))                // rt_os_exit, and nobody listens
        for (;;)
            t32_sleep();
    if (is_overflow(f, cfsr))
        overflow();
    out.head.len = 0;
    put_kind(cfsr);
    put_registers(f, exc_return, cfsr);
    end(1);
}

/* Passes the frame's address on, and goes to the top of the stack when what is left of it is too
 * little for the report. Among the constants, as it holds addresses: flash runs all the same. */
const FaultEntry rt_fault_entry = {
    {
        0x4668,  //     mov r0, sp
        0x4671,  //     mov r1, lr
        0x4a03,  //     ldr r2, low
        0x4290,  //     cmp r0, r2
        0xd201,  //     bhs 1f
        0x4a03,  //     ldr r2, top
        0x4695,  //     mov sp, r2
        0x4a03,  // 1:  ldr r2, report
        0x4710,  //     bx r2
        0xbf00,  //     nop
    },
    __stack_limit + ROOM,
    __stack_top,
    report,
};
#define HANDLER(name) \
    extern const FaultEntry name __attribute__((weak, alias("rt_fault_entry")));
RT_HANDLERS(HANDLER)

#if defined(__ARM_ARCH_8M_MAIN__)
void rt_stack_guard(void)
{
    t32_stack_limit(__stack_limit);
}

void rt_stack_check(void)
{
}
#else
enum { MPU_LAST_REGION = 7, MPU_NEVER_RUN = 1 << 28, MPU_ON = 1, MPU_REST_AS_EVER = 4 };

static u32 guard_size(void) { return (u32)(__stack_limit - __guard_start); }

static i8 has_mpu(void) { return (*reg(MPU_TYPE) >> 8 & 0xff) > MPU_LAST_REGION; }

void rt_stack_guard(void)
{
    u32 size = guard_size();     // a power of two; a region has 2^(n + 1) bytes
    if (!size)
        return;
    if (!has_mpu()) {
        for (u32 *p = (u32 *)(void *)__guard_start; p < (u32 *)(void *)__stack_limit; p++)
            *p = PATTERN;
        return;
    }
    *reg(MPU_RNR) = MPU_LAST_REGION;
    *reg(MPU_RBAR) = (u32)(uintptr_t)__guard_start;
    *reg(MPU_RASR) = MPU_NEVER_RUN | (u32)(__builtin_ctz(size) - 1) << 1 | MPU_ON;  // no access
    *reg(MPU_CTRL) = MPU_REST_AS_EVER | MPU_ON;
}

void rt_stack_check(void)
{
    const u32 *p = (const u32 *)(const void *)__guard_start;
    if (!guard_size() || has_mpu() || rt.failing)
        return;
    for (; p < (const u32 *)(const void *)__stack_limit; p++)
        if (*p != PATTERN) {
            rt.failing = !rt.prog;   // a C program reports through rt_os_write as well
            overflow();
        }
}
#endif
