// debug.c - types and variables as rows for debuggers (-g)
#include "frontend/c/low_int.h"

struct CDebug {
    DbgInfo *out;
    IMap type;           // CType *, or Rec * of a record or enum -> index
    VEC(CType *) todo;   // records whose members are not written yet
};

static void place_of(Par *p, Span at, u32 *file, u32 *line)
{
    u32 loc = loc_of(p, at);
    *file = LOC_FILE(loc);
    *line = LOC_LINE(loc);
}

static Str keep(Par *p, Str s)
{
    return s.n ? str_dup(p->out, s) : s;
}

static u32 add_type(Par *p, DbgType t)
{
    vec_push(p->out, &p->dbg->out->type, t);
    return p->dbg->out->type.n - 1;
}

static u32 base_type(Par *p, const CType *t)
{
    u8 enc = ty_unsigned(p, t) ? DE_UNSIGNED : DE_SIGNED;
    if (t->kind == TY_BOOL)
        enc = DE_BOOL;
    else if (t->kind >= TY_CHAR && t->kind <= TY_UCHAR)
        enc = ty_unsigned(p, t) ? DE_UCHAR : DE_SCHAR;
    else if (is_flt(t))
        enc = DE_FLOAT;
    else if (is_complex(t))
        enc = t->kind == TY_CINT ? DE_COMPLEX_INT : DE_COMPLEX;
    return add_type(p, (DbgType){.kind = DT_BASE, .enc = enc, .size = ty_size(p, t),
                                 .name = keep(p, str_of(ty_str(p, t)))});
}

// The number is given before the members are looked at: they may lead back here.
static u32 record_type(Par *p, CType *t)
{
    const Rec *r = t->rec;
    DbgType d = {.kind = t->kind == TY_ENUM ? DT_ENUM : r->is_union ? DT_UNION : DT_STRUCT,
                 .name = keep(p, r->name)};
    place_of(p, r->span, &d.file, &d.line);
    vec_push(&p->sess, &p->dbg->todo, t);
    return add_type(p, d);
}

static u32 func_type(Par *p, const CType *t)
{
    DbgInfo *o = p->dbg->out;
    u32 ret = debug_type(p, t->base), n = t->old_style ? 0 : t->nparam;
    DbgItem *par = arena_array(&p->sess, DbgItem, n + 1);
    for (u32 k = 0; k < n; k++)
        par[k].type = debug_type(p, t->param[k].ty);
    u32 first = o->item.n;
    for (u32 k = 0; k < n; k++)
        vec_push(p->out, &o->item, par[k]);
    return add_type(p, (DbgType){.kind = DT_FUNC, .base = ret, .item = first, .nitem = n,
                                 .proto = !t->old_style, .open = t->variadic});
}

static u32 qualified(Par *p, u32 base, u32 qual)
{
    static const struct {
        u8 qual, kind;
    } row[] = {{Q_ATOMIC, DT_ATOMIC}, {Q_RESTRICT, DT_RESTRICT}, {Q_VOLATILE, DT_VOLATILE},
               {Q_CONST, DT_CONST}};
    for (u32 k = 0; k < COUNT(row); k++)
        if (qual & row[k].qual)
            base = add_type(p, (DbgType){.kind = row[k].kind, .base = base});
    return base;
}

static u32 array_type(Par *p, const CType *t)
{
    DbgType d = {.kind = DT_ARRAY, .base = debug_type(p, t->base)};
    if (t->size_var)
        d.len_var = t->size_var->dbg;
    if (t->n == ARR_UNKNOWN || t->len || t->size_var)
        d.open = true;
    else
        d.size = t->n;
    return add_type(p, d);
}

static u32 make_type(Par *p, CType *t)
{
    if (t->tdef && !(t->qual & ~t->tdef->of->qual)) {
        DbgType d = {.kind = DT_TYPEDEF, .name = keep(p, t->tdef->name),
                     .base = debug_type(p, t->tdef->of)};
        place_of(p, t->tdef->span, &d.file, &d.line);
        return add_type(p, d);
    }
    if (t->tdef)     // the plain one is a type of its own
        return qualified(p, debug_type(p, t->tdef->named), t->qual & ~t->tdef->of->qual);
    if (t->qual && t->kind != TY_ARRAY && t->kind != TY_FUNC)
        return qualified(p, debug_type(p, t->unqual), t->qual);
    switch (t->kind) {
    case TY_VOID:
    case TY_ERROR: return 0;
    case TY_PTR: {
        u32 base = debug_type(p, t->base);
        return add_type(p, (DbgType){.kind = DT_PTR, .base = base, .size = p->dl->ptr_size});
    }
    case TY_FUNC: return func_type(p, t);
    case TY_ARRAY: return array_type(p, t);
    case TY_STRUCT:
    case TY_UNION:
    case TY_ENUM: return record_type(p, t);
    default: return base_type(p, t);
    }
}

u32 debug_type(Par *p, CType *t)
{
    bool is_new;
    bool rec = (is_rec(t) || t->kind == TY_ENUM) && !t->tdef && !t->qual;
    u64 key = rec ? (u64)(uintptr_t)t->rec : (u64)(uintptr_t)t;
    u64 *have = imap_put(&p->dbg->type, key, &is_new);
    if (!is_new)
        return (u32)*have;
    u32 n = make_type(p, t);
    *imap_put(&p->dbg->type, key, &is_new) = n;
    return n;
}

static void put_members(Par *p, const Rec *r, bool is_enum, u32 *type)
{
    for (u32 k = 0; k < r->nmem; k++) {
        const Member *m = &r->mem[k];
        DbgItem d = {.name = keep(p, m->name), .type = type[k], .val = (i64)m->off};
        if (m->is_bit && !m->name.n)
            continue;
        if (m->is_bit && !is_enum) {
            d.bits = m->width;
            d.val = (i64)(8 * m->off + m->shift);
        }
        place_of(p, m->span, &d.file, &d.line);
        vec_push(p->out, &p->dbg->out->item, d);
    }
}

// Members of the records met so far. What is incomplete is left for the end of the unit.
static void finish_records(Par *p, bool last)
{
    CDebug *b = p->dbg;
    DbgInfo *o = b->out;
    u32 left = 0;
    for (u32 k = 0; k < b->todo.n; k++) {
        CType *t = b->todo.v[k];
        const Rec *r = t->rec;
        if (!r->complete && !last) {
            b->todo.v[left++] = t;
            continue;
        }
        u32 *type = arena_array(&p->sess, u32, r->nmem + 1);
        for (u32 j = 0; j < r->nmem && t->kind != TY_ENUM; j++)
            type[j] = debug_type(p, r->mem[j].ty);
        DbgType *d = &o->type.v[*imap_get(&b->type, (u64)(uintptr_t)r)];
        d->decl = !r->complete;
        d->size = t->kind == TY_ENUM ? ty_size(p, t->base) : r->size;
        if (t->kind == TY_ENUM)
            d->enc = ty_unsigned(p, t->base) ? DE_UNSIGNED : DE_SIGNED;
        place_of(p, r->span, &d->file, &d->line);
        d->item = o->item.n;
        put_members(p, r, t->kind == TY_ENUM, type);
        d->nitem = o->item.n - d->item;
    }
    b->todo.n = left;
}

CType *debug_named(Par *p, CType *t, Str name, Span at)
{
    if (!p->dbg || is_err(t) || (t->kind == TY_ENUM && !t->rec->complete))
        return t;
    CType *n = ty_aligned(p, t, t->align);
    TyName *y = arena_new(&p->sess, TyName);
    *y = (TyName){.name = name, .span = at, .of = t, .named = n};
    n->tdef = y;
    return n;
}

void debug_open(Par *p)
{
    if (!p->o->debug)
        return;
    p->dbg = arena_new(&p->sess, CDebug);
    p->dbg->out = p->m->dbg = arena_new(p->out, DbgInfo);
    p->dbg->type = imap_new(&p->sess);
    add_type(p, (DbgType){.kind = DT_NONE});
}

/* ---- functions ---- */

// The last line of a block; one without braces ends before what stands behind it.
static u32 last_line(Par *p, const Stmt *s, u32 file, u32 first)
{
    u32 loc = loc_of(p, s->end);
    if (LOC_FILE(loc) != file)
        return s->open ? LOC_LINE(~0u) : first;
    u32 line = LOC_LINE(loc);
    return MAX(first, s->open && line > first ? line - 1 : line);
}

static u32 scope_number(Low *l, LowScope *s)
{
    if (!s || s->number)
        return s ? s->number : 0;
    DbgInfo *o = l->p->dbg->out;
    DbgScope d = {.up = scope_number(l, s->up)};
    place_of(l->p, s->block->span, &d.file, &d.lo);
    d.hi = last_line(l->p, s->block, d.file, d.lo);
    vec_push(l->p->out, &o->scope, d);
    return s->number = o->scope.n;
}

static bool in_register(const Low *l, const Decl *d)
{
    return d->var && !ty_part(l->p, d->ty);
}

void debug_local(Low *l, Decl *d, Ref value)
{
    Par *p = l->p;
    if (!p->dbg || d->dbg || is_err(d->ty))
        return;
    DbgInfo *o = p->dbg->out;
    DbgVar v = {.name = keep(p, d->name)};
    v.flags = (d->is_param ? DV_PARAM : 0) | (d->global ? DV_STATIC : 0) |
              (d->name.n ? 0 : DV_HIDDEN);
    v.scope = d->is_param ? 0 : scope_number(l, l->scope);
    v.sym = d->global ? d->sym : 0;
    v.type = debug_type(p, d->ty);
    place_of(p, d->span, &v.file, &v.line);
    VarBind b = {.var = o->var.n, .ref = value, .at = value != 0};
    if (d->slot) {
        b.ref = ir_slot(l->f, d->slot - 1, 0);
        b.at = true;
    } else if (value && p->o->opt == 0) {    // an address that has no place of its own
        u32 size = p->dl->ptr_size;
        b.ref = ir_slot(l->f, fn_slot(l->f, size, size, (Str){0}), 0);
        ir_store(&l->b, T_PTR, b.ref, value, align_aux(size));
        v.flags |= DV_BEHIND;
    } else if (in_register(l, d)) {
        while (l->bind.n < d->var)
            vec_push(&l->body->mem, &l->bind, 0);
        l->bind.v[d->var - 1] = l->f->var.n + 1;
    }
    vec_push(p->out, &o->var, v);
    d->dbg = o->var.n;
    if (!d->global)
        ir_bind(l->f, b);
}

void debug_param(Low *l, Decl *d, Ref value)
{
    Fn *f = l->f;
    if (!l->p->dbg || !d->dbg || l->p->o->opt == 0 || !is_scalar(d->ty) || ty_part(l->p, d->ty))
        return;
    if (in_register(l, d)) {
        ir_mark_first(f, f->entry, l->bind.v[d->var - 1] - 1, value);
        return;
    }
    VarBind b = {.var = d->dbg - 1};
    u32 bind = ir_bind(f, b);
    ir_mark_first(f, f->entry, bind, value);
    ir_mark(f, l->b.blk, bind, 0);
}

void debug_fn_open(Low *l)
{
    if (!l->p->dbg)
        return;
    const CType *t = l->body->fty;
    DbgInfo *o = l->p->dbg->out;
    DbgFn f = {.sym = l->f->sym, .proto = !t->old_style, .open = t->variadic, .var = o->var.n,
               .scope = o->scope.n, .type = debug_type(l->p, t->base)};
    vec_push(l->p->out, &o->fn, f);
}

void debug_fn_close(Low *l)
{
    if (!l->p->dbg)
        return;
    DbgInfo *o = l->p->dbg->out;
    DbgFn *f = &vec_last(&o->fn);
    f->nvar = o->var.n - f->var;
    f->nscope = o->scope.n - f->scope;
    finish_records(l->p, false);
}

void debug_wrote(Low *l, u32 var, Ref value)
{
    if (var < l->bind.n && l->bind.v[var])
        ir_mark(l->f, l->b.blk, l->bind.v[var] - 1, value);
}

void debug_stmt(Low *l, Span at)
{
    if (l->p->dbg)
        ir_stmt(l->f, l->b.blk, loc_of(l->p, at));
}

void debug_joined(void *low, u32 var, BlkId b, Ref value)
{
    Low *l = low;
    if (var < l->bind.n && l->bind.v[var])
        ir_mark_first(l->f, b, l->bind.v[var] - 1, value);
}

void debug_unit_close(Par *p)
{
    if (!p->dbg)
        return;
    DbgInfo *o = p->dbg->out;
    for (u32 k = 0; k < p->globals.n; k++) {
        Decl *d = p->globals.v[k];
        if (d->kind != D_VAR || !d->sym || is_err(d->ty))
            continue;
        const Sym *y = &p->m->sym.v[d->sym];
        if (y->kind != SYM_DATA && y->kind != SYM_COMMON)
            continue;
        DbgVar v = {.name = keep(p, d->name), .flags = DV_STATIC, .sym = d->sym,
                    .type = debug_type(p, d->ty)};
        v.flags |= d->storage == SC_STATIC ? 0 : DV_GLOBAL;
        place_of(p, d->span, &v.file, &v.line);
        vec_push(p->out, &o->var, v);
        vec_push(p->out, &o->global, o->var.n - 1);
    }
    finish_records(p, true);
}
