// dwarf_info.c - .debug_info: the unit, its functions, blocks and variables, and where those are
//
// Source: DWARF 5, chapters 2, 3 and 7. A variable whose place changes has a list of places; one
// that is nowhere has none. The code of a block is what the line rows say comes from its lines.
#include "objfmt/dwarf_int.h"

#define A(at, form) {DW_AT_##at, DW_FORM_##form}
enum { MOST_ATTRS = 8 };
typedef struct AbbrevRow {
    u8 tag;
    bool children;
    u8 attr[MOST_ATTRS][2];
} AbbrevRow;
#define DECL A(name, strp), A(decl_file, udata), A(decl_line, udata)
#define CODE A(low_pc, addr), A(high_pc, udata)
#define WRAP(tag) {DW_TAG_##tag, false, {A(type, ref4)}}, {DW_TAG_##tag, false, {{0, 0}}}
#define RECORD(tag)                                                                            \
    {DW_TAG_##tag, true, {A(name, strp), A(byte_size, udata), A(decl_file, udata),             \
                          A(decl_line, udata)}},                                               \
    {DW_TAG_##tag, true, {A(byte_size, udata), A(decl_file, udata), A(decl_line, udata)}},     \
    {DW_TAG_##tag, false, {A(name, strp), A(declaration, flag_present)}}
#define PLACED(tag)                                                                            \
    {DW_TAG_##tag, false, {DECL, A(type, ref4), A(location, exprloc)}},                        \
    {DW_TAG_##tag, false, {DECL, A(type, ref4), A(location, sec_offset)}},                     \
    {DW_TAG_##tag, false, {DECL, A(type, ref4)}}

static const AbbrevRow abbrev_row[AB_COUNT] = {    // in the order of Abbrev
    {0, false, {{0, 0}}},
    {DW_TAG_compile_unit, true,
     {A(producer, strp), A(language, data2), A(name, strp), A(comp_dir, strp),
      A(stmt_list, sec_offset), A(low_pc, addr), A(ranges, sec_offset)}},
    {DW_TAG_subprogram, false, {DECL, CODE, A(frame_base, exprloc), A(external, flag)}},
    {DW_TAG_subprogram, true,
     {DECL, CODE, A(frame_base, exprloc), A(external, flag), A(type, ref4)}},
    {DW_TAG_subprogram, true, {DECL, CODE, A(frame_base, exprloc), A(external, flag)}},
    {DW_TAG_unspecified_parameters, false, {{0, 0}}},
    PLACED(formal_parameter),
    PLACED(variable),
    {DW_TAG_variable, false, {DECL, A(type, ref4), A(external, flag), A(location, exprloc)}},
    {DW_TAG_lexical_block, true, {CODE}},
    {DW_TAG_lexical_block, true, {A(ranges, sec_offset)}},
    {DW_TAG_base_type, false, {A(name, strp), A(encoding, data1), A(byte_size, data1)}},
    {DW_TAG_pointer_type, false, {A(byte_size, data1), A(type, ref4)}},
    {DW_TAG_pointer_type, false, {A(byte_size, data1)}},
    WRAP(const_type), WRAP(volatile_type), WRAP(restrict_type), WRAP(atomic_type),
    {DW_TAG_typedef, false, {DECL, A(type, ref4)}},
    {DW_TAG_typedef, false, {DECL}},
    {DW_TAG_array_type, true, {A(type, ref4)}},
    {DW_TAG_subrange_type, false, {A(count, udata)}},
    {DW_TAG_subrange_type, false, {{0, 0}}},
    {DW_TAG_subrange_type, false, {A(count, exprloc)}},
    RECORD(structure_type), RECORD(union_type), RECORD(enumeration_type),
    {DW_TAG_member, false, {DECL, A(type, ref4), A(data_member_location, udata)}},
    {DW_TAG_member, false, {A(type, ref4), A(data_member_location, udata)}},
    {DW_TAG_member, false, {DECL, A(type, ref4), A(bit_size, udata), A(data_bit_offset, udata)}},
    {DW_TAG_enumerator, false, {A(name, strp), A(const_value, sdata)}},
    {DW_TAG_enumerator, false, {A(name, strp), A(const_value, udata)}},
    {DW_TAG_subroutine_type, true, {A(prototyped, flag), A(type, ref4)}},
    {DW_TAG_subroutine_type, true, {A(prototyped, flag)}},
    {DW_TAG_formal_parameter, false, {A(type, ref4)}},
};

// Those that the unit uses, under their own numbers.
static void abbreviations(Dw *w)
{
    Buf *b = &w->abbrev.b;
    for (u32 k = 1; k < AB_COUNT; k++) {
        const AbbrevRow *r = &abbrev_row[k];
        if (!(w->abbrevs >> k & 1))
            continue;
        buf_uleb(b, k);
        buf_uleb(b, r->tag);
        buf_byte(b, r->children);
        for (u32 j = 0; j < MOST_ATTRS && r->attr[j][0]; j++) {
            buf_uleb(b, r->attr[j][0]);
            buf_uleb(b, r->attr[j][1]);
        }
        buf_u16(b, 0);
    }
    buf_byte(b, 0);
}

void dw_begin(Dw *w, Abbrev a)
{
    w->abbrevs |= (u64)1 << a;
    buf_uleb(&w->info.b, a);
}

void dw_end(Dw *w) { buf_byte(&w->info.b, 0); }

void dw_name(Dw *w, Str name) { dw_string(&w->info, &w->str, name); }

void dw_decl(Dw *w, u32 file, u32 line)
{
    buf_uleb(&w->info.b, w->file[file]);
    buf_uleb(&w->info.b, line);
}

void dw_type(Dw *w, u32 type)
{
    vec_push(w->o->mem, &w->refs, ((TypeRef){(u32)w->info.b.n, type}));
    buf_u32(&w->info.b, 0);
}

void dw_expr(Dw *w, const Buf *b)
{
    buf_uleb(&w->info.b, b->n);
    buf_put(&w->info.b, b->p, b->n);
    Buf done = *b;
    buf_free(&done);
}

void dw_place(Buf *b, const DwPlace *p)
{
    bool memory = p->kind == 1;
    if (p->kind == 0) {
        buf_byte(b, DW_OP_fbreg);
    } else if (p->reg < 32) {
        buf_byte(b, (u8)((memory ? DW_OP_breg0 : DW_OP_reg0) + p->reg));
    } else {
        buf_byte(b, memory ? DW_OP_bregx : DW_OP_regx);
        buf_uleb(b, p->reg);
    }
    if (p->kind != 2)
        buf_sleb(b, p->off);
}

static void put_place(Buf *b, const DbgVar *v, const DwPlace *p)
{
    dw_place(b, p);
    if (v->flags & DV_BEHIND)
        buf_byte(b, DW_OP_deref);
}

/* 7.28: the addresses of the unit, one entry a function since each may be placed anywhere */
static u64 unit_ranges(Dw *w)
{
    Ds *d = &w->rnglists;
    u64 at = d->b.n;
    for (u32 i = 0; i < w->u->nfn; i++) {
        if (!w->u->fn[i].size)
            continue;
        buf_byte(&d->b, DW_RLE_start_length);
        dw_addr(d, w->u->fn[i].sym, 0);
        buf_uleb(&d->b, w->u->fn[i].size);
    }
    buf_byte(&d->b, DW_RLE_end_of_list);
    return at;
}

// Both kinds of lists have a header of one form.
static size_t open_lists(Ds *d)
{
    size_t unit = dw_open_length(d);
    buf_u16(&d->b, 5);
    buf_byte(&d->b, arch_ptr[d->o->arch]);
    buf_byte(&d->b, 0);
    buf_u32(&d->b, 0);      // no offset table
    return unit;
}

/* 7.29 */
static u64 place_list(Dw *w, const DwFn *f, const DbgVar *v, const DwPlace *p, u32 n)
{
    Ds *d = &w->loclists;
    if (!d->sym) {
        *d = dw_open(w->o, ".debug_loclists", 0);
        w->loc_unit = open_lists(d);
    }
    u64 at = d->b.n;
    buf_byte(&d->b, DW_LLE_base_address);
    dw_addr(d, f->sym, 0);
    for (u32 k = 0; k < n; k++) {
        Buf b = {0};
        put_place(&b, v, &p[k]);
        buf_byte(&d->b, DW_LLE_offset_pair);
        buf_uleb(&d->b, p[k].from);
        buf_uleb(&d->b, MIN(p[k].to, f->size));
        buf_uleb(&d->b, b.n);
        buf_put(&d->b, b.p, b.n);
        buf_free(&b);
    }
    buf_byte(&d->b, DW_LLE_end_of_list);
    return at;
}

/* A variable at a fixed address; 2.6.1.1.2 and, for a thread's own, 2.5.1.3. */
static void static_variable(Dw *w, const DbgVar *v)
{
    Ds *d = &w->info;
    u32 sym = w->u->symbol[v->sym];
    bool tls = sym && w->o->sym.v[sym].kind == SK_TLS;
    if (!v->type)
        return;
    dw_begin(w, !sym || (tls && !w->u->tls) ? AB_VAR_GONE : AB_STATIC);
    dw_name(w, v->name);
    dw_decl(w, v->file, v->line);
    dw_type(w, v->type);
    if (!sym || (tls && !w->u->tls))
        return;
    u8 size = arch_ptr[w->o->arch];
    buf_byte(&d->b, (v->flags & DV_GLOBAL) != 0);
    buf_uleb(&d->b, 1u + size + tls);
    buf_byte(&d->b, !tls ? DW_OP_addr : size == 8 ? DW_OP_const8u : DW_OP_const4u);
    if (tls) {
        obj_fix(w->o, d->sect, d->b.n, size == 8 ? FIX_DTPOFF64 : FIX_DTPOFF32, sym, 0);
        dw_word(d, 0);
        buf_byte(&d->b, DW_OP_form_tls_address);
    } else {
        dw_addr(d, sym, 0);
    }
}

static void local_variable(Dw *w, const DwFn *f, u32 var, const DwPlace *p, u32 n)
{
    const DbgVar *v = &w->u->dbg->var.v[var];
    Abbrev shape = v->flags & DV_PARAM ? AB_PARAM : AB_VAR;
    bool list = n && (n > 1 || p->to != ~(u64)0);
    if (v->flags & DV_HIDDEN || !v->type)
        return;
    dw_begin(w, (Abbrev)(shape + (list ? 1 : n ? 0 : 2)));
    dw_name(w, v->name);
    dw_decl(w, v->file, v->line);
    dw_type(w, v->type);
    if (list) {
        u64 at = place_list(w, f, v, p, n);
        dw_offset(&w->info, &w->loclists, at);
    } else if (n) {
        Buf b = {0};
        put_place(&b, v, p);
        dw_expr(w, &b);
    }
}

typedef struct FnInfo {  // a function being written
    Dw *w;
    const DwFn *f;
    const DbgFn *g;
    u32 *first;          // by variable of the function: its first place, and ...
    u32 *count;          // ... how many
    u32 *owner;          // by line row: innermost block + 1 that has it
} FnInfo;

static bool covers(const DbgScope *s, const DwLine *r)
{
    return r->file == s->file && r->line >= s->lo && r->line <= s->hi;
}

// The first of several blocks on one line has the line: rows cannot tell them apart.
static void assign_rows(FnInfo *x, u32 block)
{
    const DbgScope *s = &x->w->u->dbg->scope.v[block];
    for (u32 k = 0; k < x->f->nrow; k++)
        if (x->owner[k] == s->up && covers(s, &x->f->row[k]))
            x->owner[k] = block + 1;
}

// Is the block b, or one around it, the block a? Both count from 1.
static bool within(const FnInfo *x, u32 b, u32 a)
{
    while (b && b != a)
        b = x->w->u->dbg->scope.v[b - 1].up;
    return b == a;
}

static void row_range(const FnInfo *x, u32 k, u64 *from, u64 *to)
{
    const DwFn *f = x->f;
    u64 base = x->w->o->sym.v[f->sym].value;
    *from = f->row[k].off - base;
    *to = k + 1 < f->nrow ? f->row[k + 1].off - base : f->size;
}

// The next stretch of code of a block from row *at on; false: there is none.
static bool next_range(const FnInfo *x, u32 block, u32 *at, u64 *from, u64 *to)
{
    while (*at < x->f->nrow && !within(x, x->owner[*at], block))
        ++*at;
    if (*at == x->f->nrow)
        return false;
    row_range(x, (*at)++, from, to);
    while (*at < x->f->nrow && within(x, x->owner[*at], block)) {
        u64 skip;
        row_range(x, (*at)++, &skip, to);
    }
    return true;
}

static void block_ranges(FnInfo *x, u32 block)
{
    Dw *w = x->w;
    Ds *d = &w->rnglists;
    u64 from, to, start = d->b.n;
    u32 at = 0;
    dw_begin(w, AB_BLOCK_RANGES);
    dw_offset(&w->info, d, start);
    buf_byte(&d->b, DW_RLE_base_address);
    dw_addr(d, x->f->sym, 0);
    while (next_range(x, block, &at, &from, &to)) {
        buf_byte(&d->b, DW_RLE_offset_pair);
        buf_uleb(&d->b, from);
        buf_uleb(&d->b, to);
    }
    buf_byte(&d->b, DW_RLE_end_of_list);
}

static void variables(FnInfo *x, u32 block)
{
    for (u32 k = 0; k < x->g->nvar; k++) {
        const DbgVar *v = &x->w->u->dbg->var.v[x->g->var + k];
        if (v->scope != block)
            continue;
        if (v->flags & DV_STATIC)
            static_variable(x->w, v);
        else
            local_variable(x->w, x->f, x->g->var + k, x->f->place + x->first[k], x->count[k]);
    }
}

// A block (from 1), with what is in it; one whose code is gone is left out.
static void block(FnInfo *x, u32 number)
{
    Dw *w = x->w;
    u64 from, to, more;
    u32 at = 0, start;
    if (!next_range(x, number, &at, &from, &to))
        return;
    start = at;
    if (next_range(x, number, &start, &more, &more)) {
        block_ranges(x, number);
    } else {
        dw_begin(w, AB_BLOCK);
        dw_addr(&w->info, x->f->sym, (i64)from);
        buf_uleb(&w->info.b, to - from);
    }
    variables(x, number);
    for (u32 k = number; k < x->g->scope + x->g->nscope; k++)
        if (w->u->dbg->scope.v[k].up == number)
            block(x, k + 1);
    dw_end(w);
}

static void function_body(FnInfo *x)
{
    Dw *w = x->w;
    Arena tmp = {0};
    x->first = arena_array(&tmp, u32, x->g->nvar + 1);
    x->count = arena_array(&tmp, u32, x->g->nvar + 1);
    x->owner = arena_array(&tmp, u32, x->f->nrow + 1);
    for (u32 k = x->f->nplace; k-- > 0;) {
        u32 v = x->f->place[k].var - x->g->var;
        x->first[v] = k;
        x->count[v]++;
        if (x->f->place[k].to == ~(u64)0)
            w->whole[x->f->place[k].var] = &x->f->place[k];
    }
    for (u32 k = 0; k < x->g->nscope; k++)
        assign_rows(x, x->g->scope + k);
    variables(x, 0);
    if (x->g->open)
        dw_begin(w, AB_MORE);
    for (u32 k = x->g->scope; k < x->g->scope + x->g->nscope; k++)
        if (!w->u->dbg->scope.v[k].up)
            block(x, k + 1);
    dw_end(w);
    arena_free(&tmp);
}

static void function(Dw *w, const DwFn *f)
{
    Ds *d = &w->info;
    const DbgFn *g = f->rows;
    dw_begin(w, !g ? AB_FN_PLAIN : g->type ? AB_FN : AB_FN_VOID);
    dw_name(w, f->name);
    dw_decl(w, f->file, f->line);
    dw_addr(d, f->sym, 0);
    buf_uleb(&d->b, f->size);
    buf_uleb(&d->b, 1);
    buf_byte(&d->b, DW_OP_call_frame_cfa);
    buf_byte(&d->b, f->external);
    if (g && g->type)
        dw_type(w, g->type);
    if (g)
        function_body(&(FnInfo){.w = w, .f = f, .g = g});
}

/* 7.5.1.1: the unit header, then the unit with its functions, variables and types */
void dw_info(Dw *w)
{
    Ds *d = &w->info;
    const DbgInfo *g = w->u->dbg;
    size_t unit = dw_open_length(d);
    w->rng_unit = open_lists(&w->rnglists);
    w->type_at = arena_array(w->o->mem, u32, g ? g->type.n : 1);
    w->whole = arena_array(w->o->mem, const DwPlace *, g ? g->var.n + 1 : 1);
    buf_u16(&d->b, 5);
    buf_byte(&d->b, DW_UT_compile);
    buf_byte(&d->b, arch_ptr[w->o->arch]);
    dw_offset(d, &w->abbrev, 0);
    dw_begin(w, AB_UNIT);
    dw_name(w, w->u->producer);
    buf_u16(&d->b, w->u->lang);
    dw_name(w, w->u->name);
    dw_name(w, w->u->dir);
    dw_offset(d, &w->line, 0);
    dw_word(d, 0);          // base of the ranges, which hold whole addresses
    u64 ranges = unit_ranges(w);
    dw_offset(d, &w->rnglists, ranges);
    for (u32 i = 0; i < w->u->nfn; i++)
        function(w, &w->u->fn[i]);
    for (u32 k = 0; g && k < g->global.n; k++)
        static_variable(w, &g->var.v[g->global.v[k]]);
    if (g)
        dw_types(w);
    buf_byte(&d->b, 0);
    dw_close_length(d, unit);
    dw_close_length(&w->rnglists, w->rng_unit);
    if (w->loclists.sym) {
        dw_close_length(&w->loclists, w->loc_unit);
        dw_close(&w->loclists);
    }
    abbreviations(w);
}
