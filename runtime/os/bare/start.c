// start.c - the vector table, and what happens between reset and the program
//
// The processor takes the stack pointer and the entry from the first two words of the table. The
// linker says what is to be copied and cleared (docs/firmware.md).
#include "runtime/os/bare/bare.h"

typedef struct CopyRow {
    const u32 *from;
    u32 *start, *end;
} CopyRow;
typedef struct ZeroRow {
    u32 *start, *end;
} ZeroRow;
extern const CopyRow __copy_table[], __copy_table_end[];
extern const ZeroRow __zero_table[], __zero_table_end[];
extern const RtProgram rt_program;

enum { CPACR_FPU = 0xf << 20 };  // full access to coprocessors 10 and 11

RT_NORETURN void _start(void)
{
    for (const CopyRow *c = __copy_table; c < __copy_table_end; c++)
        for (u32 *to = c->start, i = 0; to < c->end; to++, i++)
            *to = c->from[i];
    for (const ZeroRow *z = __zero_table; z < __zero_table_end; z++)
        if (z->start < z->end)
            t32_clear(z->start, z->end);
    *reg(SCB_CPACR) |= CPACR_FPU;    // has no effect where there is no FPU
    *reg(SCB_VTOR) = (u32)(uintptr_t)__vectors_start;
    rt_stack_guard();
    t32_barrier();
    rt_clock_start();
    static const char *const none[1];
    rt_os_exit(rt_program.start(&rt_program, 0, none, none));
}

typedef struct Vectors {
    const char *stack;
    void (*reset)(void);
    const char *nmi, *hard_fault, *mem_manage, *bus_fault, *usage_fault, *secure_fault;
    const char *reserved[3];
    const char *svcall, *debug, *reserved2, *pendsv;
    void (*systick)(void);
} Vectors;

#define CODE(entry) ((const char *)&(entry) + 1)   // Thumb code: bit 0 is set
extern const Vectors rt_vectors;
__attribute__((section(".vectors"))) const Vectors rt_vectors = {
    __stack_top, _start, CODE(NMI_Handler), CODE(HardFault_Handler), CODE(MemManage_Handler),
    CODE(BusFault_Handler), CODE(UsageFault_Handler), CODE(SecureFault_Handler), {0, 0, 0},
    CODE(SVC_Handler), CODE(DebugMon_Handler), 0, CODE(PendSV_Handler), SysTick_Handler,
};
