// dwarf_info.c - .debug_info: the unit, its functions, blocks and variables, and where those are
//
// Source: DWARF 5, chapters 2, 3 and 7. A variable whose place changes has a list of places; one
// that is nowhere has none. The code of a block is what the line rows say comes from its lines.
#include "objfmt/dwarf_int.h"

#define A(at, form) {DW_AT_##at, DW_FORM_##form}
enum { MOST_ATTRS = 9 };
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
#define INSTANCE(tag)                                                                          \
    {DW_TAG_##tag, false, {A(abstract_origin, ref4), A(location, exprloc)}},                   \
    {DW_TAG_##tag, false, {A(abstract_origin, ref4), A(location, sec_offset)}},                \
    {DW_TAG_##tag, false, {A(abstract_origin, ref4)}}

static const AbbrevRow abbrev_row[AB_COUNT] = {    // in the order of Abbrev
    {0, false, {{0, 0}}},
    {DW_TAG_compile_unit, true,
     {A(producer, strp), A(language, data2), A(name, strp), A(comp_dir, strp),
      A(stmt_list, sec_offset), A(low_pc, addr), A(ranges, sec_offset)}},
    {DW_TAG_subprogram, false, {DECL, CODE, A(frame_base, exprloc), A(external, flag)}},
    {DW_TAG_subprogram, true,
     {DECL, CODE, A(frame_base, exprloc), A(external, flag), A(prototyped, flag), A(type, ref4)}},
    {DW_TAG_subprogram, true,
     {DECL, CODE, A(frame_base, exprloc), A(external, flag), A(prototyped, flag)}},
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
    {DW_TAG_subprogram, true, {DECL, A(inline, data1), A(prototyped, flag), A(type, ref4)}},
    {DW_TAG_subprogram, true, {DECL, A(inline, data1), A(prototyped, flag)}},
    {DW_TAG_lexical_block, true, {{0, 0}}},
    {DW_TAG_inlined_subroutine, true,
     {A(abstract_origin, ref4), A(call_file, udata), A(call_line, udata), CODE}},
    {DW_TAG_inlined_subroutine, true,
     {A(abstract_origin, ref4), A(call_file, udata), A(call_line, udata), A(ranges, sec_offset)}},
    {DW_TAG_lexical_block, true, {A(abstract_origin, ref4), CODE}},
    {DW_TAG_lexical_block, true, {A(abstract_origin, ref4), A(ranges, sec_offset)}},
    INSTANCE(formal_parameter),
    INSTANCE(variable),
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

/* 2.5.1, 2.6.1.1.4: a value without a place */
static void value(Buf *b, const DwPlace *p, bool behind)
{
    if (p->kind == 3) {
        buf_byte(b, DW_OP_consts);
        buf_sleb(b, p->off);
        if (!behind)
            buf_byte(b, DW_OP_stack_value);
    } else {
        buf_byte(b, DW_OP_implicit_value);
        buf_uleb(b, p->size);
        for (u32 k = 0; k < p->size; k++)
            buf_byte(b, (u8)((u64)p->off >> 8 * k));
    }
}

// Into section d, with its length.
static void put_place(Ds *d, const DbgVar *v, const DwPlace *p)
{
    Buf b = {0};
    bool behind = v->flags & DV_BEHIND;
    DwPlace at = *p;
    if (p->kind == 5) {
        buf_uleb(&d->b, 1u + !behind + arch_ptr[d->o->arch]);
        buf_byte(&d->b, DW_OP_addr);
        dw_addr(d, p->sym, p->off);
        if (!behind)
            buf_byte(&d->b, DW_OP_stack_value);
        return;
    }
    if (behind && p->kind == 2) {        // the register has the address
        at.kind = 1;
        at.off = 0;
    }
    if (p->kind >= 3)
        value(&b, p, behind);
    else
        dw_place(&b, &at);
    if (behind && p->kind < 2)
        buf_byte(&b, DW_OP_deref);
    buf_uleb(&d->b, b.n);
    buf_put(&d->b, b.p, b.n);
    buf_free(&b);
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
        buf_byte(&d->b, DW_LLE_offset_pair);
        buf_uleb(&d->b, p[k].from);
        buf_uleb(&d->b, MIN(p[k].to, f->size));
        put_place(d, v, &p[k]);
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

// A body of the source in a function: its own, or an inlined one. Its rows are those of the
// function that come from it or from bodies in it.
typedef struct FnInfo {
    Dw *w;
    const DwFn *f;
    const DbgFn *g;      // NULL: no variables are known
    u32 site;            // 0: the function's own
    u32 *row, nrow;      // in DwFn.row
    u32 *owner;          // by these: innermost block + 1 that has it
    u32 *inner;          // by these: the site in this body that it comes from; 0: none
    u32 *first;          // by variable of the body: its first place, and ...
    u32 *count;          // ... how many
} FnInfo;

static void local_variable(FnInfo *x, u32 var, const DwPlace *p, u32 n)
{
    Dw *w = x->w;
    const DbgVar *v = &w->u->dbg->var.v[var];
    bool param = v->flags & DV_PARAM, list = n && (n > 1 || p->to != ~(u64)0);
    Abbrev shape = x->site ? param ? AB_PARAM_OF : AB_VAR_OF : param ? AB_PARAM : AB_VAR;
    if (v->flags & DV_HIDDEN || !v->type)
        return;
    dw_begin(w, (Abbrev)(shape + (list ? 1 : n ? 0 : 2)));
    if (x->site) {
        buf_u32(&w->info.b, w->var_at[var]);
    } else {
        dw_name(w, v->name);
        dw_decl(w, v->file, v->line);
        dw_type(w, v->type);
    }
    if (list) {
        u64 at = place_list(w, x->f, v, p, n);
        dw_offset(&w->info, &w->loclists, at);
    } else if (n) {
        put_place(&w->info, v, p);
    }
}

// Where a row is in this body: its line, or that of the call it comes from.
static void line_here(const FnInfo *x, u32 k, u32 *file, u32 *line)
{
    const DwLine *r = &x->f->row[x->row[k]];
    const DwSite *s = x->inner[k] ? &x->f->site[x->inner[k] - 1] : NULL;
    *file = s ? s->file : r->file;
    *line = s ? s->line : r->line;
}

// The first of several blocks on one line has the line: rows cannot tell them apart.
static void assign_rows(FnInfo *x, u32 block)
{
    const DbgScope *s = &x->w->u->dbg->scope.v[block];
    u32 file, line;
    for (u32 k = 0; k < x->nrow; k++) {
        line_here(x, k, &file, &line);
        if (x->owner[k] == s->up && file == s->file && line >= s->lo && line <= s->hi)
            x->owner[k] = block + 1;
    }
}

// Is the block b, or one around it, the block a? Both count from 1; 0 is the body.
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
    k = x->row[k];
    *from = f->row[k].off - base;
    *to = k + 1 < f->nrow ? f->row[k + 1].off - base : f->size;
}

// The next stretch of code of a block from row *at on; false: there is none.
static bool next_range(const FnInfo *x, u32 block, u32 *at, u64 *from, u64 *to)
{
    while (*at < x->nrow && !within(x, x->owner[*at], block))
        ++*at;
    if (*at == x->nrow)
        return false;
    row_range(x, (*at)++, from, to);
    while (*at < x->nrow && x->row[*at] == x->row[*at - 1] + 1 &&
           within(x, x->owner[*at], block)) {
        u64 skip;
        row_range(x, (*at)++, &skip, to);
    }
    return true;
}

// The code of a block: the end of its entry, whose shape follows `one` if it is more than one
// stretch. It has some.
static void put_code(FnInfo *x, u32 block)
{
    Dw *w = x->w;
    Ds *d = &w->rnglists;
    u64 from, to, more, start = d->b.n;
    u32 at = 0, ahead;
    next_range(x, block, &at, &from, &to);
    ahead = at;
    if (!next_range(x, block, &ahead, &more, &more)) {
        dw_addr(&w->info, x->f->sym, (i64)from);
        buf_uleb(&w->info.b, to - from);
        return;
    }
    dw_offset(&w->info, d, start);
    buf_byte(&d->b, DW_RLE_base_address);
    dw_addr(d, x->f->sym, 0);
    for (at = 0; next_range(x, block, &at, &from, &to);) {
        buf_byte(&d->b, DW_RLE_offset_pair);
        buf_uleb(&d->b, from);
        buf_uleb(&d->b, to);
    }
    buf_byte(&d->b, DW_RLE_end_of_list);
}

// 0: a block has no code; else how many stretches it is in, counted up to 2.
static u32 stretches(const FnInfo *x, u32 block)
{
    u64 from, to;
    u32 at = 0, n = 0;
    while (n < 2 && next_range(x, block, &at, &from, &to))
        n++;
    return n;
}

static void variables(FnInfo *x, u32 scope)
{
    for (u32 k = 0; x->g && k < x->g->nvar; k++) {
        u32 var = x->g->var + k;
        const DbgVar *v = &x->w->u->dbg->var.v[var];
        if (v->scope != scope)
            continue;
        if (!(v->flags & DV_STATIC))
            local_variable(x, var, x->f->place + x->first[k], x->count[k]);
        else if (!x->site)
            static_variable(x->w, v);
    }
}

static void inlined(FnInfo *up, u32 site);

// Bodies whose calls stand in a block.
static void calls(FnInfo *x, u32 block)
{
    Arena tmp = {0};
    bool *done = arena_array(&tmp, bool, x->f->nsite + 1);
    for (u32 k = 0; k < x->nrow; k++)
        if (x->inner[k] && x->owner[k] == block && !done[x->inner[k]]) {
            done[x->inner[k]] = true;
            inlined(x, x->inner[k]);
        }
    arena_free(&tmp);
}

// A block (from 1), with what is in it; one whose code is gone is left out.
static void block(FnInfo *x, u32 number)
{
    Dw *w = x->w;
    u32 n = stretches(x, number);
    if (!n)
        return;
    dw_begin(w, (Abbrev)((x->site ? AB_BLOCK_OF : AB_BLOCK) + (n > 1)));
    if (x->site)
        buf_u32(&w->info.b, w->block_at[number - 1]);
    put_code(x, number);
    variables(x, number);
    for (u32 k = number; k < x->g->scope + x->g->nscope; k++)
        if (w->u->dbg->scope.v[k].up == number)
            block(x, k + 1);
    calls(x, number);
    dw_end(w);
}

static void find_places(FnInfo *x)
{
    for (u32 k = x->f->nplace; x->g && k-- > 0;) {
        const DwPlace *p = &x->f->place[k];
        if (p->site != x->site)
            continue;
        x->first[p->var - x->g->var] = k;
        x->count[p->var - x->g->var]++;
        if (p->to == ~(u64)0 && !x->site)
            x->w->whole[p->var] = p;
    }
}

static void body(FnInfo *x)
{
    Dw *w = x->w;
    if (x->g) {
        for (u32 k = 0; k < x->g->nscope; k++)
            assign_rows(x, x->g->scope + k);
        find_places(x);
        variables(x, 0);
        if (x->g->open && !x->site)
            dw_begin(w, AB_MORE);
        for (u32 k = x->g->scope; k < x->g->scope + x->g->nscope; k++)
            if (!w->u->dbg->scope.v[k].up)
                block(x, k + 1);
    }
    calls(x, 0);
    dw_end(w);
}

static void room(FnInfo *x, Arena *tmp, u32 rows)
{
    u32 nvar = x->g ? x->g->nvar : 0;
    x->first = arena_array(tmp, u32, nvar + 1);
    x->count = arena_array(tmp, u32, nvar + 1);
    x->row = arena_array(tmp, u32, rows + 1);
    x->owner = arena_array(tmp, u32, rows + 1);
    x->inner = arena_array(tmp, u32, rows + 1);
}

// A row of the body, if it is one.
static void add_row(FnInfo *x, u32 row)
{
    u32 in = 0, s = x->f->row[row].site;
    for (; s && s != x->site; s = x->f->site[s - 1].up)
        in = s;
    if (s != x->site)
        return;
    x->row[x->nrow] = row;
    x->inner[x->nrow++] = in;
}

/* 3.3.8.2 */
static void inlined(FnInfo *up, u32 site)
{
    Dw *w = up->w;
    const DwSite *s = &up->f->site[site - 1];
    Arena tmp = {0};
    FnInfo x = {.w = w, .f = up->f, .g = w->u->callee[s->callee].rows, .site = site};
    room(&x, &tmp, up->nrow);
    for (u32 k = 0; k < up->nrow; k++)
        if (up->inner[k] == site)
            add_row(&x, up->row[k]);
    dw_begin(w, stretches(&x, 0) > 1 ? AB_INLINED_RANGES : AB_INLINED);
    buf_u32(&w->info.b, w->body_at[s->callee]);
    dw_decl(w, s->file, s->line);
    put_code(&x, 0);
    body(&x);
    arena_free(&tmp);
}

static void function(Dw *w, const DwFn *f)
{
    Ds *d = &w->info;
    const DbgFn *g = f->rows;
    dw_begin(w, !g && !f->nsite ? AB_FN_PLAIN : g && g->type ? AB_FN : AB_FN_VOID);
    dw_name(w, f->name);
    dw_decl(w, f->file, f->line);
    dw_addr(d, f->sym, 0);
    buf_uleb(&d->b, f->size);
    buf_uleb(&d->b, 1);
    buf_byte(&d->b, DW_OP_call_frame_cfa);
    buf_byte(&d->b, f->external);
    if (!g && !f->nsite)
        return;
    buf_byte(&d->b, g && g->proto);
    if (g && g->type)
        dw_type(w, g->type);
    Arena tmp = {0};
    FnInfo x = {.w = w, .f = f, .g = g};
    room(&x, &tmp, f->nrow);
    for (u32 k = 0; k < f->nrow; k++)
        add_row(&x, k);
    body(&x);
    arena_free(&tmp);
}

/* ---- what inlined bodies are instances of (3.3.8.1) ---- */

static void body_variables(Dw *w, const DbgFn *g, u32 scope)
{
    for (u32 k = g->var; k < g->var + g->nvar; k++) {
        const DbgVar *v = &w->u->dbg->var.v[k];
        if (v->scope != scope || v->flags & (DV_HIDDEN | DV_STATIC) || !v->type)
            continue;
        w->var_at[k] = (u32)w->info.b.n;
        dw_begin(w, v->flags & DV_PARAM ? AB_PARAM_GONE : AB_VAR_GONE);
        dw_name(w, v->name);
        dw_decl(w, v->file, v->line);
        dw_type(w, v->type);
    }
}

static void body_block(Dw *w, const DbgFn *g, u32 number)
{
    w->block_at[number - 1] = (u32)w->info.b.n;
    dw_begin(w, AB_BODY_BLOCK);
    body_variables(w, g, number);
    for (u32 k = number; k < g->scope + g->nscope; k++)
        if (w->u->dbg->scope.v[k].up == number)
            body_block(w, g, k + 1);
    dw_end(w);
}

static void callee(Dw *w, u32 n)
{
    const DwCallee *c = &w->u->callee[n];
    const DbgFn *g = c->rows;
    w->body_at[n] = (u32)w->info.b.n;
    dw_begin(w, g && g->type ? AB_BODY : AB_BODY_VOID);
    dw_name(w, c->name);
    dw_decl(w, c->file, c->line);
    buf_byte(&w->info.b, DW_INL_inlined);
    buf_byte(&w->info.b, g && g->proto);
    if (g && g->type)
        dw_type(w, g->type);
    if (g) {
        body_variables(w, g, 0);
        for (u32 k = g->scope; k < g->scope + g->nscope; k++)
            if (!w->u->dbg->scope.v[k].up)
                body_block(w, g, k + 1);
    }
    dw_end(w);
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
    w->var_at = arena_array(w->o->mem, u32, g ? g->var.n + 1 : 1);
    w->block_at = arena_array(w->o->mem, u32, g ? g->scope.n + 1 : 1);
    w->body_at = arena_array(w->o->mem, u32, w->u->ncallee + 1);
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
    for (u32 i = 0; i < w->u->ncallee; i++)
        callee(w, i);
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
