// bare.h - Cortex-M without a system: the board, the registers of the processor, what the linker
// says
//
// Sources: ARMv7-M Architecture Reference Manual (DDI 0403), B3.2 to B3.5; docs/firmware.md.
#ifndef RT_BARE_H
#define RT_BARE_H

#include "runtime/arch/t32/intrin.h"

/* The board, which the linker writes (link/firmware/symbols.c). */
typedef enum {
    CONSOLE_NONE, CONSOLE_SEMIHOST, CONSOLE_CMSDK, CONSOLE_PL011, CONSOLE_STM32
} ConsoleKind;
enum { BOARD_SEMIHOST = 1 };     // a debugger may listen: the exit code goes there
typedef struct BoardSet {
    u32 addr, bits;
} BoardSet;
typedef struct RtBoard {
    u32 console;                 // ConsoleKind
    u32 uart, uart_hz, cpu_hz;
    u32 flags;
    u32 nset;
    BoardSet set[];              // bits to set before the console is used
} RtBoard;
extern const RtBoard rt_board;

/* Addresses that the linker chooses. */
extern char __stack_top[], __stack_limit[], __guard_start[];
extern char __heap_start[], __heap_end[];
extern const char __vectors_start[];

/* System control space. */
enum {
    SYST_CSR = 0xe000e010, SYST_RVR = 0xe000e014, SYST_CVR = 0xe000e018,
    NVIC_ISER = 0xe000e100, NVIC_ICER = 0xe000e180, NVIC_ICPR = 0xe000e280,
    SCB_ICSR = 0xe000ed04, SCB_VTOR = 0xe000ed08, SCB_CFSR = 0xe000ed28, SCB_HFSR = 0xe000ed2c,
    SCB_MMFAR = 0xe000ed34, SCB_BFAR = 0xe000ed38, SCB_CPACR = 0xe000ed88,
    MPU_TYPE = 0xe000ed90, MPU_CTRL = 0xe000ed94, MPU_RNR = 0xe000ed98, MPU_RBAR = 0xe000ed9c,
    MPU_RASR = 0xe000eda0
};
static inline volatile u32 *reg(u32 addr) { return (volatile u32 *)(uintptr_t)addr; }

/* fault.c */
void rt_stack_guard(void);       // below the stack: a memory fault, where the processor can
void rt_stack_check(void);       // where it cannot: ends the program when the stack was too small
/* The handler of faults: a few instructions, and what they load. */
typedef struct FaultEntry {
    u16 code[10];
    const char *low, *top;
    void (*report)(const u32 *frame, u32 exc_return);
} FaultEntry;
extern const FaultEntry rt_fault_entry;
/* What the vector table names, as CMSIS does: each is weak and stands for rt_fault_entry, so that a
 * program's own function of that name takes its place. */
#define RT_HANDLERS(X)                                                                        \
    X(NMI_Handler) X(HardFault_Handler) X(MemManage_Handler) X(BusFault_Handler)              \
    X(UsageFault_Handler) X(SecureFault_Handler) X(SVC_Handler) X(DebugMon_Handler)           \
    X(PendSV_Handler)
#define RT_DECLARE_HANDLER(name) extern const FaultEntry name;
RT_HANDLERS(RT_DECLARE_HANDLER)

/* time.c */
void rt_clock_start(void);
void rt_on_systick(void);
void SysTick_Handler(void);      // weak, rt_on_systick: a program with its own has the timer, too
void rt_clock_every(u32 ms, void (*f)(void));  // f in the interrupt, each ms milliseconds; 0: never

/* console.c */
i64 rt_console_write(i32 fd, const char *p, u32 n);
i64 rt_console_read(char *p, u32 n);

#endif
