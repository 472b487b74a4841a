// trace.c - the functions that were active when a program crashed, after its envelope
//
//   at 0x20e0 main.deep+0x1c
//
// The address is that of the file, not of where it was loaded. A function that called itself is
// said once. There is no name when the file has no symbols.
#include "runtime/rt_int.h"

enum { MAX_LINES = 16, MAX_STEPS = 64 };

static void hex(RtLine *l, u64 x)
{
    u32 digits = 1;
    while (digits < 16 && x >> (4 * digits))
        digits++;
    rt_line_z(l, "0x");
    while (digits--)
        rt_line_ch(l, "0123456789abcdef"[x >> (4 * digits) & 15]);
}

static void frame(RtLine *l, u64 pc)
{
    char name[128];
    u64 off, address = rt_os_symbol(pc, name, sizeof name, &off);
    rt_line_z(l, "  at ");
    hex(l, address);
    if (name[0]) {
        rt_line_ch(l, ' ');
        rt_line_z(l, name);
        rt_line_ch(l, '+');
        hex(l, off);
    }
    rt_line_ch(l, '\n');
}

void rt_trace(const RtFrame *crash)
{
    RtFrame f = *crash;
    RtLine l;
    u64 last = 0;
    u32 lines = 0;
    rt_line_init(&l, 2);
    for (u32 steps = 0; steps < MAX_STEPS && lines < MAX_LINES; steps++) {
        if (f.pc != last) {
            frame(&l, f.pc);
            rt_line_flush(&l);           // the next step may be the last
            lines++;
        }
        last = f.pc;
        if (!rt_os_step(&f, steps == 0))
            return;
    }
    rt_line_z(&l, "  ...\n");
    rt_line_flush(&l);
}
