// disasm.c - Thumb-2 bytes to text, by the rows that encode them
//
// An IT instruction and those it covers are one unit: what the others mean depends on it.
#include "codegen/t32/t32.h"

typedef struct Dis {
    const u8 *p;
    size_t n;
    u64 addr;
    const DisNames *names;
    Buf *out;
} Dis;

static u32 size_at(const u8 *p)
{
    return rd16(p) >> 11 >= 0x1d ? 4 : 2;
}

static bool is_branch(u16 op) { return op == T_B || op == T_BCC || op == T_BL; }

// Where a branch goes, counted from its own address.
static bool branch_to(const u8 *p, u16 *op, u8 *cc, i64 *d)
{
    u32 h = rd16(p);
    if (h >> 12 == 13 && (h >> 8 & 15) < 14) {
        *op = T_BCC;
        *cc = h >> 8 & 15;
        *d = fix_addend(FIX_T32_JUMP8, p) + 4;
        return true;
    }
    if (h >> 11 == 0x1c) {
        *op = T_B;
        *d = fix_addend(FIX_T32_JUMP11, p) + 4;
        return true;
    }
    if (h >> 11 != 0x1e)
        return false;
    u32 l = rd16(p + 2);
    if ((l & 0xd000) == 0xd000 || (l & 0xd000) == 0x9000) {
        *op = l & 0x4000 ? T_BL : T_B;
        *d = fix_addend(FIX_T32_JUMP24, p) + 4;
        return true;
    }
    if ((l & 0xd000) == 0x8000 && (h >> 6 & 15) < 14) {
        *op = T_BCC;
        *cc = h >> 6 & 15;
        *d = fix_addend(FIX_T32_JUMP19, p) + 4;
        return true;
    }
    return false;
}

static void put_target(const Dis *x, u64 at, u32 size, i64 d)
{
    if (x->names && x->names->field && size == 4 &&
        x->names->field(x->names->ctx, at, 4, at + 4, x->out))
        return;
    if (x->names && x->names->target && x->names->target(x->names->ctx, at + (u64)d, x->out))
        return;
    buf_fmt(x->out, "0x%llx", (unsigned long long)(at + (u64)d));
}

static bool branch(const Dis *x, const u8 *p, u64 at, u8 cond, u32 size)
{
    u16 op;
    u8 cc = CC_AL;
    i64 d;
    if (!branch_to(p, &op, &cc, &d))
        return false;
    buf_fmt(x->out, "%s%s%s ", op == T_BL ? "bl" : "b", t32_cc[op == T_BCC ? cc : cond],
            op == T_BL ? "" : size == 4 ? ".w" : ".n");
    put_target(x, at, size, d);
    return true;
}

static bool zero_branch(const Dis *x, const u8 *p, u64 at)
{
    u32 h = rd16(p);
    if ((h & 0xf500) != 0xb100)
        return false;
    buf_fmt(x->out, "cb%sz r%u, ", h & 0x800 ? "n" : "", h & 7);
    put_target(x, at, 2, 4 + (i64)((h >> 9 & 1) << 6 | (h >> 3 & 31) << 1));
    return true;
}

static bool literal(const Dis *x, const u8 *p, u64 at)
{
    u32 h = rd16(p), r, off;
    bool wide = size_at(p) == 4;
    if (!wide && h >> 11 == 9) {
        r = h >> 8 & 7;
        off = 4 * (h & 0xff);
    } else if (wide && h == 0xf8df) {
        r = rd16(p + 2) >> 12;
        off = rd16(p + 2) & 0xfff;
    } else {
        return false;
    }
    buf_fmt(x->out, "ldr%s %s, ", wide ? ".w" : ".n", t32_reg_name((u8)(R0 + r), 4));
    u64 to = ((at + 4) & ~(u64)3) + off;
    if (!x->names || !x->names->target || !x->names->target(x->names->ctx, to, x->out))
        buf_fmt(x->out, "[pc, #%u]", off);
    return true;
}

static bool table(const Dis *x, const u8 *p)
{
    if (size_at(p) != 4 || rd16(p) != 0xe8df || (rd16(p + 2) & 0xffe0) != 0xf000)
        return false;
    u32 l = rd16(p + 2);
    const char *r = t32_reg_name((u8)(R0 + (l & 15)), 4);
    buf_fmt(x->out, l & 0x10 ? "tbh [pc, %s, lsl #1]" : "tbb [pc, %s]", r);
    return true;
}

// One instruction, under condition `cond` when that is not "always".
static bool one(const Dis *x, const u8 *p, u64 at, u8 cond)
{
    u32 size = size_at(p), w = size == 4 ? (u32)rd16(p) << 16 | rd16(p + 2) : rd16(p);
    if (literal(x, p, at) || table(x, p) || branch(x, p, at, cond, size))
        return true;
    if (size == 2 && zero_branch(x, p, at))
        return true;
    for (u32 k = 0; k < t32_nrows; k++) {
        const Row *r = &t32_rows[k];
        MOp o[5] = {{0}};
        MIns i = {.op_ = o, .cc = cond, .flags = cond == CC_AL ? 0 : MIF_COND};
        if (r->size != size || is_branch(r->op) || !t32_row_match(r, w) ||
            !t32_row_decode(r, w, &i))
            continue;
        T32Text text = {NULL};
        Buf sym = {0};
        Str s;
        if ((r->op == T_MOVW || r->op == T_MOVT) && x->names && x->names->field &&
            x->names->field(x->names->ctx, at, 4, at + 4, &sym)) {
            s = (Str){(const char *)sym.p, sym.n};
            text.sym = &s;
        }
        t32_print(&i, r, &text, x->out);
        buf_free(&sym);
        return true;
    }
    return false;
}

static int it_block(const Dis *x, u32 h)
{
    u32 mask = h & 15, cc = h >> 4 & 15, n = 4 - (u32)ctz64(mask), at = 2;
    if (cc >= 14)
        return 0;
    buf_str(x->out, "it");
    for (u32 k = 1; k < n; k++)
        buf_byte(x->out, (mask >> (4 - k) & 1) == (cc & 1) ? 't' : 'e');
    buf_fmt(x->out, " %s", t32_cc[cc]);
    for (u32 k = 0; k < n; k++) {
        u8 c = (u8)(k && (mask >> (4 - k) & 1) != (cc & 1) ? cc ^ 1 : cc);
        if (at + 2 > x->n || at + size_at(x->p + at) > x->n)
            return 0;
        buf_str(x->out, "\n    ");
        if (!one(x, x->p + at, x->addr + at, c))
            return 0;
        at += size_at(x->p + at);
    }
    return (int)at;
}

int t32_disasm(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out)
{
    Dis x = {p, n, addr, names, out};
    size_t start = out->n;
    if (n < 2 || n < size_at(p))
        return 0;
    u32 h = rd16(p);
    int len = 0;
    if (h >> 8 == 0xbf && h & 15)
        len = it_block(&x, h);
    else if (one(&x, p, addr, CC_AL))
        len = (int)size_at(p);
    if (!len)
        out->n = start;
    return len;
}
