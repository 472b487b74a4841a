// lower_debug.c - types and variables of FUSE programs as rows for debuggers
//
// What is an object at run time is shown as what is in it: the place of such a variable holds its
// address. Values of two words (Option of a number, Result, what is known at run time only) are
// shown where they lie in memory; variables of them are not followed.
#include "frontend/fuse/lower_int.h"

struct LowDebug {
    DbgInfo *out;
    IMap type;               // Ty.num -> index; objects: what the address leads to
    u32 integer, real, truth, letter;    // Int, Float, Bool, a byte of a String
    const Fn *fn;            // whose variables these are
    VEC(u32) bind;           // by SSA variable: index in Fn.var + 1
    u32 scope;
};

static u32 add(Lower *l, DbgType t)
{
    vec_push(l->m->mem, &l->dbg->out->type, t);
    return l->dbg->out->type.n - 1;
}

static u32 base(Lower *l, const char *name, u8 enc, u64 size)
{
    return add(l, (DbgType){.kind = DT_BASE, .enc = enc, .size = size, .name = str_of(name)});
}

static void place_of(Lower *l, Span at, u32 offset, u32 *file, u32 *line)
{
    u32 loc = l->b.loc, col;
    low_at(l, at);
    *file = LOC_FILE(l->b.loc);
    src_line_col(l->p->src, at.file, offset, line, &col);
    l->b.loc = loc;
}

static void items(Lower *l, u32 type, const DbgItem *it, u32 n)
{
    DbgInfo *o = l->dbg->out;
    o->type.v[type].item = o->item.n;
    o->type.v[type].nitem = n;
    for (u32 k = 0; k < n; k++)
        vec_push(l->m->mem, &o->item, it[k]);
}

static u32 type_of(Lower *l, Ty *t);

static u32 pointer(Lower *l, u32 to)
{
    return add(l, (DbgType){.kind = DT_PTR, .base = to, .size = l->m->dl.ptr_size});
}

static bool is_object(Lower *l, Ty *t) { return low_is_ptr(l, t); }

// As it lies in a field or an element.
static u32 stored(Lower *l, Ty *t)
{
    u32 n = type_of(l, t);
    return is_object(l, t) ? pointer(l, n) : n;
}

// `len` elements from offset `at` on; their number is at `len`.
static void sequence(Lower *l, u32 type, u32 elem, i64 len, i64 at)
{
    u32 all = add(l, (DbgType){.kind = DT_ARRAY, .base = elem, .open = true, .len_back = at - len});
    DbgItem it[2] = {{.name = STR("len"), .type = l->dbg->integer, .val = len},
                    {.name = STR("data"), .type = all, .val = at}};
    items(l, type, it, 2);
    l->dbg->out->type.v[type].size = (u64)at;
}

static void structure(Lower *l, u32 type, const Item *s)
{
    DbgItem *it = arena_array(l->mem, DbgItem, s->nfield + 1);
    for (u32 k = 0; k < s->nfield; k++) {
        it[k] = (DbgItem){.name = name_str(&l->p->names, s->field[k].name.name),
                          .type = stored(l, s->field[k].type),
                          .val = low_field_off(l, (Item *)s, k, NULL)};
        place_of(l, s->field[k].at, s->field[k].at.lo, &it[k].file, &it[k].line);
    }
    items(l, type, it, s->nfield);
}

// The variants by name.
static u32 variants(Lower *l, const Item *e, u32 type, u64 size)
{
    DbgItem *it = arena_array(l->mem, DbgItem, e->nvariant + 1);
    for (u32 k = 0; k < e->nvariant; k++)
        it[k] = (DbgItem){.name = name_str(&l->p->names, e->variant[k].name.name), .val = k};
    DbgType *t = &l->dbg->out->type.v[type];
    t->kind = DT_ENUM;
    t->enc = DE_UNSIGNED;
    t->size = size;
    items(l, type, it, e->nvariant);
    return type;
}

// What a variant carries, at the offsets it has in the object.
static u32 payload(Lower *l, Variant *v)
{
    DbgItem *it = arena_array(l->mem, DbgItem, v->narg + 1);
    u32 size;
    low_payload_off(l, v, 0, &size);
    for (u32 k = 0; k < v->narg; k++)
        it[k] = (DbgItem){.name = str_fmt(l->mem, "_%u", k), .type = stored(l, v->type[k]),
                          .val = low_payload_off(l, v, k, NULL)};
    u32 type = add(l, (DbgType){.kind = DT_STRUCT, .size = size});
    items(l, type, it, v->narg);
    return type;
}

static void enumeration(Lower *l, u32 type, Item *e)
{
    DbgItem *it = arena_array(l->mem, DbgItem, e->nvariant + 1);
    u32 n = 0, size = RT_REC_DATA, most = size;
    if (low_tag_enum(e)) {
        variants(l, e, type, 8);
        return;
    }
    u32 tag = add(l, (DbgType){.kind = DT_ENUM});
    it[n++] = (DbgItem){.name = STR("variant"), .type = variants(l, e, tag, 2),
                        .val = RT_OFF_RtObj_tag};
    for (u32 k = 0; k < e->nvariant; k++) {
        if (!e->variant[k].narg)
            continue;
        it[n++] = (DbgItem){.name = name_str(&l->p->names, e->variant[k].name.name),
                            .type = payload(l, &e->variant[k])};
        low_payload_off(l, &e->variant[k], 0, &size);
        most = MAX(most, size);
    }
    items(l, type, it, n);
    l->dbg->out->type.v[type].size = most;
}

// A tag and a word, which is the value where that takes one.
static void pair(Lower *l, u32 type, Ty *in)
{
    u32 word = in && low_size(l, in) == 8 && low_repr(l, in) != RP_NONE ? stored(l, in)
                                                                       : l->dbg->integer;
    DbgItem it[2] = {{.name = STR("tag"), .type = l->dbg->integer},
                    {.name = STR("value"), .type = word, .val = 8}};
    items(l, type, it, 2);
    l->dbg->out->type.v[type].size = 16;
}

static void box(Lower *l, u32 type, Ty *in)
{
    DbgItem it = {.name = STR("value"), .type = stored(l, in), .val = RT_REC_DATA};
    items(l, type, &it, 1);
    l->dbg->out->type.v[type].size = RT_REC_DATA + ALIGN_UP(low_size(l, in), 8);
}

static u32 made(Lower *l, Ty *t, u32 n)
{
    DbgType *d = &l->dbg->out->type.v[n];
    u32 size = 0;
    if (t->item)
        place_of(l, t->item->at, t->item->at.lo, &d->file, &d->line);
    switch (low_kind(l, t)) {
    case RT_STRING:
    case RT_BYTES: sequence(l, n, l->dbg->letter, RT_OFF_RtStr_len, RT_STR_DATA); break;
    case RT_LIST: sequence(l, n, stored(l, t->a), RT_OFF_RtList_len, RT_LIST_DATA); break;
    case RT_STRUCT:
        low_field_off(l, t->item, 0, &size);
        d->size = size;
        structure(l, n, t->item);
        break;
    case RT_ENUM:
    case RT_TAG: enumeration(l, n, t->item); break;
    case RT_BOX: box(l, n, t->a); break;
    case RT_OPTION:
    case RT_RESULT: pair(l, n, t->a); break;
    case RT_MAP: {
        DbgItem it = {.name = STR("len"), .type = l->dbg->integer, .val = RT_OFF_RtMap_len};
        items(l, n, &it, 1);
        l->dbg->out->type.v[n].size = RT_SIZE_RtMap;
        break;
    }
    default: pair(l, n, NULL); break;
    }
    return n;
}

// Of an object: what its address leads to.
static u32 type_of(Lower *l, Ty *t)
{
    bool is_new;
    t = low_ty(l, t);
    while (t->kind == TY_REFINED)
        t = low_ty(l, t->a);
    switch (low_kind(l, t)) {
    case RT_UNIT: return 0;
    case RT_INT: return l->dbg->integer;
    case RT_FLOAT: return l->dbg->real;
    case RT_BOOL: return l->dbg->truth;
    default: break;
    }
    u64 *have = imap_put(&l->dbg->type, t->num, &is_new);
    if (!is_new)
        return (u32)*have;
    if (low_repr(l, t) == RP_PTR && !is_object(l, t)) {     // null or an object
        u32 to = type_of(l, t->a), n = pointer(l, to);
        *imap_put(&l->dbg->type, t->num, &is_new) = n;
        return n;
    }
    u32 n = add(l, (DbgType){.kind = DT_STRUCT, .name = str_dup(l->m->mem, str_of(ty_z(l->t, t)))});
    *have = n;               // before what is in it, which may lead back here
    return made(l, t, n);
}

void low_debug_open(Lower *l)
{
    if (!l->o->debug)
        return;
    l->dbg = arena_new(l->mem, LowDebug);
    l->dbg->out = l->m->dbg = arena_new(l->m->mem, DbgInfo);
    l->dbg->type = imap_new(l->mem);
    add(l, (DbgType){.kind = DT_NONE});
    l->dbg->integer = base(l, "Int", DE_SIGNED, 8);
    l->dbg->real = base(l, "Float", DE_FLOAT, 8);
    l->dbg->truth = base(l, "Bool", DE_BOOL, 1);
    l->dbg->letter = base(l, "byte", DE_UCHAR, 1);
}

void low_debug_fn_open(Lower *l)
{
    LowDebug *g = l->dbg;
    if (!g)
        return;
    DbgFn f = {.sym = l->b.f->sym, .proto = true, .var = g->out->var.n, .scope = g->out->scope.n};
    vec_push(l->m->mem, &g->out->fn, f);
    g->fn = l->b.f;
    g->bind.n = 0;
    g->scope = 0;
    ssa_watch(l->ssa, low_debug_joined, l);
}

void low_debug_fn_close(Lower *l)
{
    LowDebug *g = l->dbg;
    if (!g || g->fn != l->b.f)
        return;
    DbgFn *f = &vec_last(&g->out->fn);
    f->nvar = g->out->var.n - f->var;
    f->nscope = g->out->scope.n - f->scope;
}

u32 low_debug_enter(Lower *l, Span at)
{
    LowDebug *g = l->dbg;
    if (!g || g->fn != l->b.f)
        return 0;
    u32 up = g->scope, file;
    DbgScope s = {.up = up};
    place_of(l, at, at.lo, &s.file, &s.lo);
    place_of(l, at, at.hi > at.lo ? at.hi - 1 : at.lo, &file, &s.hi);
    vec_push(l->m->mem, &g->out->scope, s);
    g->scope = g->out->scope.n;
    return up;
}

void low_debug_leave(Lower *l, u32 up)
{
    if (l->dbg && l->dbg->fn == l->b.f)
        l->dbg->scope = up;
}

void low_debug_local(Lower *l, Local *x)
{
    LowDebug *g = l->dbg;
    const Var *var = &l->var.v[x->var];
    u8 w[2];
    if (!g || g->fn != l->b.f || low_words(l, var->ty, w) != 1)
        return;
    DbgVar v = {.name = str_dup(l->m->mem, name_str(&l->p->names, x->name)),
                .type = type_of(l, var->ty), .scope = x->param ? 0 : g->scope,
                .flags = (x->param ? DV_PARAM : 0) | (is_object(l, var->ty) ? DV_BEHIND : 0)};
    place_of(l, x->at, x->at.lo, &v.file, &v.line);
    vec_push(l->m->mem, &g->out->var, v);
    u32 bind = ir_bind(l->b.f, (VarBind){.var = g->out->var.n - 1});
    while (g->bind.n <= var->v[0])
        vec_push(l->mem, &g->bind, 0);
    g->bind.v[var->v[0]] = bind + 1;
    if (!l->dead)
        low_debug_wrote(l, var->v[0], ssa_read(l->ssa, var->v[0], l->b.blk));
}

void low_debug_wrote(Lower *l, u32 var, Ref value)
{
    LowDebug *g = l->dbg;
    if (g && g->fn == l->b.f && var < g->bind.n && g->bind.v[var])
        ir_mark(l->b.f, l->b.blk, g->bind.v[var] - 1, value);
}

void low_debug_joined(void *low, u32 var, BlkId b, Ref value)
{
    Lower *l = low;
    LowDebug *g = l->dbg;
    if (g->fn == l->b.f && var < g->bind.n && g->bind.v[var])
        ir_mark_first(l->b.f, b, g->bind.v[var] - 1, value);
}

void low_debug_stmt(Lower *l)
{
    if (l->dbg && l->dbg->fn == l->b.f && !l->dead)
        ir_stmt(l->b.f, l->b.blk, l->b.loc);
}
