// cfi.c - one step up the stack by call frame information (DWARF 5, section 6.4; .eh_frame: LSB
// 5.0, chapter 10)
//
// Only for reports of crashes: entries are searched from the first to the last, and whatever our
// own images do not use ends the walk.
#include "runtime/rt_int.h"

enum { UNSAVED, AT_CFA, UNDEFINED };     // how a register of the caller is found
#if defined(__aarch64__)
enum { SP = 31 };
#else
enum { SP = 7 };
#endif

typedef struct Row {
    u8 how[RT_FRAME_REGS];
    i64 off[RT_FRAME_REGS];
    u64 cfa_reg, cfa_off;
} Row;

typedef struct Entry {                   // an FDE and what it takes from its CIE
    u64 code_align, ra;
    i64 data_align;
    const u8 *init, *init_end, *ins, *end;
    u64 pc, size;
} Entry;

static u64 load(const u8 *p, u32 n)
{
    u64 x = 0;
    for (u32 i = 0; i < n; i++)
        x |= (u64)p[i] << (8 * i);
    return x;
}

static u64 uleb(const u8 **p)
{
    u64 x = 0;
    for (u32 shift = 0;; shift += 7) {
        u8 b = *(*p)++;
        x |= (u64)(b & 0x7f) << shift;
        if (!(b & 0x80))
            return x;
    }
}

static i64 sleb(const u8 **p)
{
    const u8 *from = *p;
    u64 x = uleb(p);
    u32 bits = 7 * (u32)(*p - from);
    if (bits < 64 && (*p)[-1] & 0x40)
        x |= ~(u64)0 << bits;
    return (i64)x;
}

/* The CIE at p; only augmentation "zR" with addresses as 4 bytes relative to themselves. */
static i8 read_cie(const u8 *p, Entry *e)
{
    e->init_end = p + 4 + load(p, 4);
    p += 8;
    if (p[0] != 1 || p[1] != 'z' || p[2] != 'R' || p[3])
        return 0;
    p += 4;
    e->code_align = uleb(&p);
    e->data_align = sleb(&p);
    e->ra = uleb(&p);
    u64 n = uleb(&p);
    if (n != 1 || *p != 0x1b)            // DW_EH_PE_pcrel | DW_EH_PE_sdata4
        return 0;
    e->init = p + 1;
    return 1;
}

static u64 relative(const u8 *p)
{
    return (u64)(uintptr_t)p + (u64)(i64)(i32)load(p, 4);
}

static i8 find(const u8 *eh, u64 n, u64 pc, Entry *e)
{
    for (const u8 *p = eh; (u64)(p - eh) + 4 <= n;) {
        u64 len = load(p, 4);
        if (!len)
            return 0;
        u64 id = load(p + 4, 4);
        e->end = p + 4 + len;
        if (id) {
            e->pc = relative(p + 8);
            e->size = load(p + 12, 4);
            if (pc - e->pc < e->size) {
                const u8 *aug = p + 16;
                u64 skip = uleb(&aug);
                e->ins = aug + skip;
                return read_cie(p + 4 - id, e) && e->ra < RT_FRAME_REGS;
            }
        }
        p = e->end;
    }
    return 0;
}

static void save(Row *r, u64 reg, i64 off)
{
    if (reg < RT_FRAME_REGS) {
        r->how[reg] = AT_CFA;
        r->off[reg] = off;
    }
}

static void restore(Row *r, const Row *first, u64 reg)
{
    if (reg < RT_FRAME_REGS) {
        r->how[reg] = first->how[reg];
        r->off[reg] = first->off[reg];
    }
}

/* The opcodes without an operand in their low bits. */
static i8 extended(u8 op, const u8 **p, const Entry *e, Row *r, Row *kept, const Row *first)
{
    u64 reg;
    switch (op) {
    case 0x00:  // nop
        return 1;
    case 0x05:  // offset_extended
        reg = uleb(p);
        save(r, reg, (i64)uleb(p) * e->data_align);
        return 1;
    case 0x06:  // restore_extended
        restore(r, first, uleb(p));
        return 1;
    case 0x07:  // undefined
        reg = uleb(p);
        if (reg < RT_FRAME_REGS)
            r->how[reg] = UNDEFINED;
        return 1;
    case 0x08:  // same_value
        reg = uleb(p);
        if (reg < RT_FRAME_REGS)
            r->how[reg] = UNSAVED;
        return 1;
    case 0x0a:  // remember_state
        *kept = *r;
        return 1;
    case 0x0b:  // restore_state
        *r = *kept;
        return 1;
    case 0x0c:  // def_cfa
        r->cfa_reg = uleb(p);
        r->cfa_off = uleb(p);
        return 1;
    case 0x0d:  // def_cfa_register
        r->cfa_reg = uleb(p);
        return 1;
    case 0x0e:  // def_cfa_offset
        r->cfa_off = uleb(p);
        return 1;
    case 0x11:  // offset_extended_sf
        reg = uleb(p);
        save(r, reg, sleb(p) * e->data_align);
        return 1;
    default:
        return 0;
    }
}

/* Runs instructions until the row of pc is complete. */
static i8 run(const Entry *e, const u8 *p, const u8 *end, u64 pc, Row *r, const Row *first)
{
    Row kept = *r;
    for (u64 at = e->pc; p < end;) {
        u8 op = *p++, low = op & 0x3f;
        u64 step = 0;
        if (op >> 6 == 1) {
            step = low;
        } else if (op >> 6 == 2) {
            save(r, low, (i64)uleb(&p) * e->data_align);
        } else if (op >> 6 == 3) {
            restore(r, first, low);
        } else if (op >= 2 && op <= 4) {  // advance_loc1, 2, 4
            u32 n = 1u << (op - 2);
            step = load(p, n);
            p += n;
        } else if (!extended(op, &p, e, r, &kept, first)) {
            return 0;
        }
        at += step * e->code_align;
        if (at > pc)
            break;
    }
    return 1;
}

i8 rt_cfi_step(RtFrame *f, const u8 *eh, u64 n, i8 innermost)
{
    Entry e;
    Row first = {{0}, {0}, 0, 0}, row;
    RtFrame up = *f;
    u64 pc = f->pc - !innermost;         // of the call, not of what follows it
    if (!find(eh, n, pc, &e) || !run(&e, e.init, e.init_end, ~(u64)0, &first, &first))
        return 0;
    row = first;
    if (!run(&e, e.ins, e.end, pc, &row, &first) || row.cfa_reg >= RT_FRAME_REGS)
        return 0;
    u64 cfa = f->reg[row.cfa_reg] + row.cfa_off;
    for (u32 i = 0; i < RT_FRAME_REGS; i++)
        if (row.how[i] == AT_CFA)
            RT_MEMCPY(&up.reg[i], (const u8 *)rt_ptr((i64)cfa) + row.off[i], 8);
    up.reg[SP] = cfa;
    up.pc = row.how[e.ra] == UNDEFINED ? 0 : up.reg[e.ra];
    *f = up;
    return up.pc != 0;
}
