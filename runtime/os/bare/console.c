// console.c - text in and out through the board's UART, or through a debugger
//
// Sources: Cortex-M System Design Kit (DDI 0479), 4.3; PrimeCell UART PL011 (DDI 0183), 3.3;
// STM32F405 reference manual (RM0090), 30.6; Semihosting for AArch32 and AArch64, 7.
#include "runtime/os/bare/bare.h"

enum { BAUD = 115200, END_OF_INPUT = 4 };  // Control-D
enum { SYS_OPEN = 1, SYS_WRITE = 5, SYS_READ = 6 };
enum { OPEN_READ = 0, OPEN_WRITE = 4, OPEN_APPEND = 8 };   // of ":tt": input, output, error

/* Where a UART has its parts: offsets of registers; the bits of its status that say when it takes a
 * byte and has one, and how they are then. */
typedef struct Uart {
    u8 data, status;
    u8 tx_mask, tx_ready, rx_mask, rx_ready;
} Uart;
static const Uart uarts[] = {
    [CONSOLE_CMSDK] = {0, 4, 1, 0, 2, 2},
    [CONSOLE_PL011] = {0, 0x18, 0x20, 0, 0x10, 0},
    [CONSOLE_STM32] = {4, 0, 0x80, 0x80, 0x20, 0x20},
};
static u8 is_open, after_return;
static i32 handle[3];

static void open_uart(void)
{
    u32 base = rt_board.uart, div = rt_board.uart_hz / BAUD;
    switch (rt_board.console) {
    case CONSOLE_CMSDK:
        *reg(base + 0x10) = div < 16 ? 16 : div;
        *reg(base + 8) = 3;          // transmitter, receiver
        break;
    case CONSOLE_PL011:
        *reg(base + 0x24) = rt_board.uart_hz / (16 * BAUD);
        *reg(base + 0x28) = rt_board.uart_hz * 4 / BAUD & 63;   // 64ths of what is left
        *reg(base + 0x2c) = 0x70;    // 8 bits, FIFOs
        *reg(base + 0x30) = 0x301;   // on, transmitter, receiver
        break;
    case CONSOLE_STM32:
        *reg(base + 8) = div;
        *reg(base + 0xc) = 0x200c;   // on, transmitter, receiver
        break;
    default:
        break;
    }
}

static i32 semihost3(i32 op, u32 a, u32 b, u32 c)
{
    const u32 arg[3] = {a, b, c};
    return t32_semihost(op, arg);
}

static void open_console(void)
{
    static const char name[] = ":tt";
    static const u8 mode[3] = {OPEN_READ, OPEN_WRITE, OPEN_APPEND};
    is_open = 1;
    for (u32 i = 0; i < rt_board.nset; i++)
        *reg(rt_board.set[i].addr) |= rt_board.set[i].bits;
    open_uart();
    for (u32 i = 0; rt_board.console == CONSOLE_SEMIHOST && i < 3; i++)
        handle[i] = semihost3(SYS_OPEN, (u32)(uintptr_t)name, mode[i], sizeof name - 1);
}

static const Uart *uart(void)
{
    if (!is_open)
        open_console();
    return rt_board.console >= CONSOLE_CMSDK ? &uarts[rt_board.console] : NULL;
}

i64 rt_console_write(i32 fd, const char *p, u32 n)
{
    const Uart *u = uart();
    for (u32 i = 0; u && i < n; i++) {
        while ((*reg(rt_board.uart + u->status) & u->tx_mask) != u->tx_ready)
            ;
        *reg(rt_board.uart + u->data) = (u8)p[i];
    }
    if (rt_board.console == CONSOLE_SEMIHOST)
        (void)semihost3(SYS_WRITE, (u32)handle[fd], (u32)(uintptr_t)p, n);
    return n;
}

static char receive(const Uart *u)
{
    while ((*reg(rt_board.uart + u->status) & u->rx_mask) != u->rx_ready)
        ;
    return (char)*reg(rt_board.uart + u->data);
}

/* At least a byte, as the caller may be waiting for a line, which terminals end with a carriage
 * return, or with that and a line feed. */
i64 rt_console_read(char *p, u32 n)
{
    const Uart *u = uart();
    if (rt_board.console == CONSOLE_SEMIHOST)
        return (i64)n - semihost3(SYS_READ, (u32)handle[0], (u32)(uintptr_t)p, n);
    if (!u || !n)
        return 0;
    char c = receive(u);
    if (after_return && c == '\n')
        c = receive(u);
    after_return = c == '\r';
    p[0] = after_return ? '\n' : c;
    return c != END_OF_INPUT;
}
