// asmbuf.c - collect bytes, labels and branches; choose branch sizes; resolve labels
//
// Branches are kept out of the byte buffer until the end. All start short; one whose target is too
// far becomes long, which can only push other targets farther, so growing to a fixed point ends and
// gives the smallest code this rule can (Szymanski 1978).
#include "codegen/codegen.h"

u32 asm_label(AsmBuf *b)
{
    AsmPos unbound = {~0u, 0};
    vec_push(b->mem, &b->label, unbound);
    return b->label.n - 1;
}

AsmPos asm_here(const AsmBuf *b)
{
    return (AsmPos){(u32)b->bytes.n, b->br.n};
}

void asm_bind(AsmBuf *b, u32 label)
{
    assert(b->label.v[label].raw == ~0u);
    b->label.v[label] = asm_here(b);
}

void asm_branch(AsmBuf *b, u32 label, const AsmForms *forms, u32 arg)
{
    AsmBranch br = {.raw = (u32)b->bytes.n, .label = label, .forms = forms, .arg = arg};
    vec_push(b->mem, &b->br, br);
}

void asm_align(AsmBuf *b, u32 align)
{
    AsmBranch br = {.raw = (u32)b->bytes.n, .arg = align};
    vec_push(b->mem, &b->br, br);
}

void asm_org(AsmBuf *b, u32 label, i64 add, u8 fill)
{
    bool far = add != (i32)add;
    AsmBranch br = {.raw = (u32)b->bytes.n, .label = label, .fill = fill};
    br.add = far ? 0 : (i32)add;
    b->backwards |= far;
    vec_push(b->mem, &b->br, br);
}

void asm_table(AsmBuf *b, const u32 *label, u32 n, const AsmForms *forms, u32 arg)
{
    AsmBranch br = {.raw = (u32)b->bytes.n, .forms = forms, .arg = arg, .to = label, .n = n};
    vec_push(b->mem, &b->br, br);
}

void asm_fix(AsmBuf *b, FixKind k, u32 sym, i64 add)
{
    AsmFix fx = {.kind = (u16)k, .sym = sym, .add = add};
    AsmPos at = asm_here(b);
    vec_push(b->mem, &b->fx.at, at);
    vec_push(b->mem, &b->fx.fix, fx);
}

void asm_label_ref(AsmBuf *b, u32 label, i32 add)
{
    AsmPos at = asm_here(b);
    vec_push(b->mem, &b->lb.at, at);
    vec_push(b->mem, &b->lb.label, label);
    vec_push(b->mem, &b->lb.add, add);
}

// A field for a symbol, as assembly files have it; or one that is filled in later (ext).
static void data_symbol(AsmBuf *b, const MOp *o)
{
    static const FixKind plain[] = {FIX_NONE, FIX_ABS8, FIX_ABS16, FIX_NONE, FIX_ABS32, FIX_NONE,
                                    FIX_NONE, FIX_NONE, FIX_ABS64};
    static const u16 wide[][2] = {{FIX_DTPOFF32, FIX_DTPOFF64}, {FIX_TPOFF32, FIX_TPOFF64}};
    u16 kind = o->fix ? o->fix : plain[o->size];
    for (u32 k = 0; k < COUNT(wide) && o->size == 8; k++)
        kind = kind == wide[k][0] ? wide[k][1] : kind;
    asm_fix(b, o->ext ? FIX_NONE : (FixKind)kind, o->sym, o->imm);
}

static void align_data(AsmBuf *b, const MIns *i)
{
    asm_align(b, (u32)i->op_[0].imm);
    vec_last(&b->br).n = (u32)i->op_[1].imm;
    vec_last(&b->br).form = i->cc == 0;
    vec_last(&b->br).fill = i->cc && i->nop > 2 ? (u8)i->op_[2].imm : 0;
}

void asm_data(AsmBuf *b, const MIns *i)
{
    AsmPos from = asm_here(b);
    if (i->op == M_ALIGN) {
        align_data(b, i);
        return;
    }
    for (u32 k = 0; k < i->nop; k++) {
        const MOp *o = &i->op_[k];
        if (o->sym)
            data_symbol(b, o);
        for (u8 z = 0; z < o->size; z++)
            buf_byte(&b->bytes, o->sym ? 0 : (u8)((u64)o->imm >> 8 * z));
    }
    AsmPos to = asm_here(b);
    if (i->cc) {
        vec_push(b->mem, &b->dt.from, from);
        vec_push(b->mem, &b->dt.to, to);
    }
}

u32 asm_literal(AsmBuf *b, u32 sym, i64 val)
{
    for (u32 k = 0; k < b->lit.n; k++)
        if (b->lit.v[k].sym == sym && b->lit.v[k].val == val)
            return b->lit.v[k].label;
    AsmLiteral l = {sym, val, asm_label(b)};
    vec_push(b->mem, &b->lit, l);
    return l.label;
}

void asm_pool(AsmBuf *b)
{
    if (!b->lit.n)
        return;
    AsmPos from = asm_here(b);
    asm_align(b, 4);
    for (u32 k = 0; k < b->lit.n; k++) {
        const AsmLiteral *l = &b->lit.v[k];
        asm_bind(b, l->label);
        if (l->sym)
            asm_fix(b, FIX_ABS32, l->sym, l->val);
        buf_u32(&b->bytes, l->sym ? 0 : (u32)l->val);
    }
    AsmPos to = asm_here(b);
    vec_push(b->mem, &b->dt.from, from);
    vec_push(b->mem, &b->dt.to, to);
    b->lit.n = 0;
}

void asm_line(AsmBuf *b, u32 loc, bool starts, bool stmt)
{
    AsmPos at = asm_here(b);
    if (b->ln.loc.n && vec_last(&b->ln.loc) == loc && !starts)
        return;
    vec_push(b->mem, &b->ln.at, at);
    vec_push(b->mem, &b->ln.loc, loc);
    vec_push(b->mem, &b->ln.stmt, stmt);
}

u32 asm_offset(const AsmBuf *b, AsmPos p)
{
    return p.raw + b->br_size[p.nbr];
}

// Labels before it have their offsets already.
static i64 org_end(const AsmBuf *b, const AsmBranch *br)
{
    return br->add + (br->label == ASM_START ? 0 : (i64)asm_offset(b, b->label.v[br->label]));
}

static u32 org_size(const AsmBuf *b, const AsmBranch *br, u32 at)
{
    i64 to = org_end(b, br);
    return to > (i64)at ? (u32)(to - at) : 0;
}

static u32 branch_size(const AsmBuf *b, const AsmBranch *br, u32 at)
{
    if (!br->forms && !br->arg)
        return org_size(b, br, at);
    if (!br->forms) {
        u32 pad = (0 - at) & (br->arg - 1);
        return br->n && pad > br->n ? 0 : pad;
    }
    u32 n = br->forms->form[br->form].size;
    return br->to ? ALIGN_UP(n + br->n * br->forms->entry[br->form], 2) : n;
}

static void sum_sizes(AsmBuf *b)
{
    u32 sum = 0;
    for (u32 i = 0; i < b->br.n; i++) {
        b->br_size[i] = sum;
        sum += branch_size(b, &b->br.v[i], b->br.v[i].raw + sum);
    }
    b->br_size[b->br.n] = sum;
}

// Distance from the start of branch i to a label.
static i64 reach(const AsmBuf *b, u32 i, u32 label)
{
    AsmPos to = b->label.v[label];
    assert(to.raw != ~0u && "branch to an unbound label");
    return (i64)asm_offset(b, to) + b->br.v[i].add - (i64)(b->br.v[i].raw + b->br_size[i]);
}

static bool in_range(const AsmBuf *b, u32 i)
{
    const AsmBranch *br = &b->br.v[i];
    i32 lo = br->forms->form[br->form].lo, hi = br->forms->form[br->form].hi;
    for (u32 k = 0; k < (br->to ? br->n : 1); k++) {
        i64 d = reach(b, i, br->to ? br->to[k] : br->label);
        if (d < lo || d > hi)
            return false;
    }
    return true;
}

static void relax(AsmBuf *b)
{
    b->br_size = arena_array(b->mem, u32, b->br.n + 1);
    for (bool grew = true; grew;) {
        grew = false;
        sum_sizes(b);
        for (u32 i = 0; i < b->br.n; i++) {
            AsmBranch *br = &b->br.v[i];
            while (br->forms && br->form + 1 < br->forms->n && !in_range(b, i)) {
                br->form++;
                grew = true;
            }
        }
    }
}

static void put_branch(AsmBuf *b, u32 i, u8 *p)
{
    const AsmBranch *br = &b->br.v[i];
    if (!br->forms) {
        u32 n = b->br_size[i + 1] - b->br_size[i];
        if (br->form && b->nops)
            b->nops(p, n);
        else
            memset(p, br->fill, n);
        b->backwards |= !br->arg && org_end(b, br) != br->raw + b->br_size[i + 1];
        return;
    }
    if (br->forms->strict) {
        u32 to = asm_offset(b, b->label.v[br->label]) + (u32)br->add;
        b->unreached |= !in_range(b, i) || to % br->forms->strict;
    }
    if (!br->to) {
        br->forms->put(p, br->form, reach(b, i, br->label), br->arg);
        return;
    }
    i64 *d = arena_array(b->mem, i64, br->n + 1);
    for (u32 k = 0; k < br->n; k++)
        d[k] = reach(b, i, br->to[k]);
    br->forms->put_table(p, br->form, d, br->n, br->arg);
}

static void data_at(AsmBuf *b, Code *out, u32 from, u32 to)
{
    CodeData d = {from, to - from};
    if (d.len)
        vec_push(b->mem, &out->data, d);
}

static void table_data(AsmBuf *b, u32 i, Code *out)
{
    const AsmBranch *br = &b->br.v[i];
    u32 at = br->raw + b->br_size[i];
    if (br->to && br->form < br->forms->data)
        data_at(b, out, at + br->forms->form[br->form].size, br->raw + b->br_size[i + 1]);
}

void asm_finish(AsmBuf *b, Code *out)
{
    relax(b);
    u32 n = (u32)b->bytes.n + b->br_size[b->br.n];
    u8 *code = arena_alloc(b->mem, n ? n : 1, 16);
    u32 raw = 0;
    for (u32 i = 0; i <= b->br.n; i++) {
        u32 end = i < b->br.n ? b->br.v[i].raw : (u32)b->bytes.n;
        if (end > raw)
            memcpy(code + raw + b->br_size[i], b->bytes.p + raw, end - raw);
        raw = end;
        if (i < b->br.n) {
            put_branch(b, i, code + raw + b->br_size[i]);
            table_data(b, i, out);
        }
    }
    for (u32 i = 0; i < b->lb.at.n; i++) {
        u32 at = asm_offset(b, b->lb.at.v[i]);
        u32 to = asm_offset(b, b->label.v[b->lb.label.v[i]]);
        wr32(code + at, to + (u32)b->lb.add.v[i] - at);
    }
    for (u32 i = 0; i < b->fx.fix.n; i++) {
        b->fx.fix.v[i].off = asm_offset(b, b->fx.at.v[i]);
        vec_push(b->mem, &out->fix, b->fx.fix.v[i]);
    }
    for (u32 i = 0; i < b->ln.loc.n; i++) {
        CodeLine row = {asm_offset(b, b->ln.at.v[i]), b->ln.loc.v[i], 0, b->ln.stmt.v[i]};
        CodeLine *last = out->line.n ? &vec_last(&out->line) : NULL;
        if (last && last->off == row.off && (row.stmt || !last->stmt))
            *last = row;             // the earlier row covers no byte
        else if (!last || last->off != row.off)
            vec_push(b->mem, &out->line, row);
    }
    for (u32 i = 0; i < b->dt.from.n; i++)
        data_at(b, out, asm_offset(b, b->dt.from.v[i]), asm_offset(b, b->dt.to.v[i]));
    out->bytes = code;
    out->nbytes = n;
    buf_free(&b->bytes);
}
