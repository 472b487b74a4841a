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

// What stands for an operand that is a place, distance d from pc, or for a field: text of names.
static bool place(const Dis *x, u16 op, Kind kind, u64 at, u32 size, i64 d, Buf *out)
{
    const DisNames *n = x->names;
    u64 to = (kind == K_WORD ? (at + 4) & ~(u64)3 : at + 4) + (u64)d;
    if (kind != K_TARGET && kind != K_WIDE && kind != K_NEAR && kind != K_WORD)
        return false;
    if (size == 4 && kind != K_WORD && n && n->field && n->field(n->ctx, at, 4, at + 4, out))
        return true;
    if (kind == K_WIDE || (n && n->target && n->target(n->ctx, to, out)))
        return kind != K_WIDE;
    if (op != T_ADR && kind == K_WORD)
        buf_fmt(out, "[pc, #%lld]", (long long)d);
    else
        buf_fmt(out, "0x%llx", (unsigned long long)to);
    return true;
}

// One instruction, under condition `cond` when that is not "always".
static bool one(const Dis *x, const u8 *p, u64 at, u8 cond)
{
    u32 size = size_at(p), w = size == 4 ? (u32)rd16(p) << 16 | rd16(p + 2) : rd16(p);
    for (u32 k = 0; k < t32_nrows; k++) {
        const Row *r = &t32_rows[k];
        MOp o[5] = {{0}};
        MIns i = {.op_ = o, .cc = cond, .flags = cond == CC_AL ? 0 : MIF_COND};
        if (r->size != size || !t32_row_match(r, w) || !t32_row_decode(r, w, &i))
            continue;
        Buf text = {0};
        bool any = false;
        for (u32 j = 0; j < r->nop && !any; j++)
            any = place(x, r->op, (Kind)t32_field[r->f[j]].kind, at, size, o[j].imm, &text);
        Str s = {(const char *)text.p, text.n};
        t32_print(&i, r, any ? &s : NULL, x->out);
        buf_free(&text);
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
