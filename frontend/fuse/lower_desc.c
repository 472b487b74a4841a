// lower_desc.c - static strings, type descriptors, defaults, predicates, configs, the program
// descriptor
#include "frontend/fuse/lower_int.h"

SymId low_rt_symbol(Lower *l, RtId id);

typedef struct Rec {        // a static record being written
    Lower *l;
    SymId sym;
    u8 b[128];
    struct { u32 off; SymId to; i64 add; } rel[16];
    u32 nrel, size;
} Rec;

static void ref(Rec *r, u32 off, SymId to, i64 add)
{
    if (!to)
        return;
    r->rel[r->nrel].off = off;
    r->rel[r->nrel].to = to;
    r->rel[r->nrel++].add = add;
}

static Str private_name(Lower *l, const char *what)
{
    return str_fmt(l->mem, ".%s%u", what, l->next++);
}

static SymId define(Lower *l, Str name, u16 flags, const void *p, u64 size, u32 align)
{
    return mod_data(l->m, name, BIND_LOCAL, flags, p, size, align);
}

static SymId finish(Rec *r, Str name, u16 flags)
{
    SymId s = define(r->l, name, flags, r->b, r->size, 8);
    for (u32 i = 0; i < r->nrel; i++)
        mod_reloc(r->l->m, s, r->rel[i].off, r->rel[i].to, r->rel[i].add);
    return s;
}

/* Strings */

static SymId low_str_sym(Lower *l, Str s)
{
    bool is_new;
    u64 *slot = map_put(&l->str, s, &is_new);
    if (!is_new)
        return (SymId)*slot;
    u64 size = ALIGN_UP((u64)RT_STR_DATA + s.n + 1, 8);
    u8 *p = arena_alloc(l->mem, size, 8);
    wr32(p + RT_OFF_RtStr_count, (u32)RT_IMMORTAL);
    p[RT_OFF_RtStr_kind] = RT_STRING;
    wr64(p + RT_OFF_RtStr_len, s.n);
    if (s.n)
        memcpy(p + RT_STR_DATA, s.p, s.n);
    SymId id = define(l, private_name(l, "s"), SYM_RO, p, size, 8);
    *map_put(&l->str, s, NULL) = id;
    return id;
}

Ref low_str(Lower *l, Str s) { return ir_sym(l->b.f, low_str_sym(l, s), 0); }

/* Layout */

u32 low_field_off(Lower *l, Item *it, u32 idx, u32 *size)
{
    u32 at = RT_REC_DATA, off = 0;
    for (u32 i = 0; i < it->nfield; i++) {
        at = ALIGN_UP(at, low_align(l, it->field[i].type));
        if (i == idx)
            off = at;
        at += low_size(l, it->field[i].type);
    }
    if (size)
        *size = ALIGN_UP(at, 8);
    return off;
}

u32 low_payload_off(Lower *l, Variant *v, u32 idx, u32 *size)
{
    u32 at = RT_REC_DATA, off = 0;
    for (u32 i = 0; i < v->narg; i++) {
        at = ALIGN_UP(at, low_align(l, v->type[i]));
        if (i == idx)
            off = at;
        at += low_size(l, v->type[i]);
    }
    if (size)
        *size = ALIGN_UP(at, 8);
    return off;
}

bool low_tag_enum(const Item *it)
{
    for (u32 i = 0; i < it->nvariant; i++)
        if (it->variant[i].narg)
            return false;
    return true;
}

static Str low_type_name(Lower *l, const Item *it)
{
    Str s = name_str(&l->p->names, it->name.name);
    if (!it->mod->std)
        return s;
    return str_eqz(s, "Error") ? STR("std.Error") : str_fmt(l->mem, "std.Error.%.*s", STR_ARG(s));
}

/* Glue functions of the C convention: they return an error or null */

typedef struct Saved {      // the function being lowered, while another one is made
    Build b;
    Ssa *ssa;
    FnInfo *fn;
    Ty *ret;
    bool glue, dead;
    u32 gen;
    BlkId fail[FAIL_COUNT];
    u8 live[sizeof(((Lower *)0)->live)], held[sizeof(((Lower *)0)->held)],
        loop[sizeof(((Lower *)0)->loop)];
} Saved;

static Saved save(Lower *l)
{
    Saved s = {.b = l->b, .ssa = l->ssa, .fn = l->fn, .ret = l->ret, .glue = l->glue,
               .dead = l->dead, .gen = l->gen};
    memcpy(s.fail, l->fail, sizeof s.fail);
    memcpy(s.live, &l->live, sizeof s.live);
    memcpy(s.held, &l->held, sizeof s.held);
    memcpy(s.loop, &l->loop, sizeof s.loop);
    memset(&l->live, 0, sizeof l->live);
    memset(&l->held, 0, sizeof l->held);
    memset(&l->loop, 0, sizeof l->loop);
    return s;
}

static void restore(Lower *l, const Saved *s)
{
    l->b = s->b;
    l->ssa = s->ssa;
    l->fn = s->fn;
    l->ret = s->ret;
    l->glue = s->glue;
    l->dead = s->dead;
    l->gen = s->gen;
    memcpy(l->fail, s->fail, sizeof l->fail);
    memcpy(&l->live, s->live, sizeof s->live);
    memcpy(&l->held, s->held, sizeof s->held);
    memcpy(&l->loop, s->loop, sizeof s->loop);
}

// A glue function with `n` pointer parameters; *args gets them. Its name may be seen in a
// backtrace.
static SymId glue_begin(Lower *l, const char *what, u32 n, Ref *args, Saved *old)
{
    *old = save(l);
    Param ps[4];
    Sig s = {.param = ps, .nparam = n, .nfixed = n, .nret = 1, .cc = CC_C};
    for (u32 i = 0; i < n; i++)
        ps[i] = (Param){.type = T_PTR};
    s.ret[0] = (Param){.type = T_PTR};
    SymId sym = mod_sym(l->m, str_fmt(l->mem, "%s.%u", what, l->next++));
    low_begin(l, sym, mod_sig(l->m, &s), 0, NULL);
    l->m->sym.v[sym].bind = BIND_LOCAL;
    l->glue = true;
    Blk *entry = ir_blk(l->b.f, l->b.f->entry);
    for (u32 i = 0; i < n; i++)
        args[i] = entry->param.v[i];
    return sym;
}

static void glue_end(Lower *l, const Saved *old)
{
    low_return(l, low_unit(l));
    low_end(l);
    restore(l, old);
}

// RtField.init of a default expression: writes the owned value to `out`.
static SymId default_glue(Lower *l, Ex *def, Ty *ty, const char *path, FnInfo *fn, const u32 *off,
                          u32 nbefore)
{
    Saved old;
    Ref a[2];
    SymId s = glue_begin(l, "default", 2, a, &old);
    for (u32 i = 0; i < nbefore; i++) // parameters before this one, in the record being filled
        low_bind(l, fn->local[i], low_load(l, a[1], (i32)off[i], fn->param[i]),
                 fn->local[i]->stored);
    low_at(l, def->at);
    Val v = low_own(l, low_expr_to(l, def, ty, path));
    if (!l->dead)
        low_store(l, a[0], 0, v);
    glue_end(l, &old);
    return s;
}

// An entry point of f that takes only the first n parameters and computes the others.
static void defaults_entry(Lower *l, FnInfo *f, u32 n)
{
    Saved old = save(l);
    SymId sym = f->dsym[n];
    low_begin(l, sym, l->m->sym.v[sym].sig, 0, f);
    Blk *entry = ir_blk(l->b.f, l->b.f->entry);
    Ref refs[64];
    u32 k = 0, at = 0;
    u8 w[2];
    if (f->self_local)
        refs[k++] = entry->param.v[at++];
    for (u32 i = 0; i < f->nparam; i++) {
        Val v = {.ty = low_ty(l, f->param[i])};
        u32 nw = low_words(l, f->param[i], w);
        if (i < n) {
            for (u32 j = 0; j < nw; j++)
                v.r[j] = entry->param.v[at++];
        } else {
            v = low_own(l, low_expr_to(l, f->decl->param[i].def, f->param[i], "$"));
        }
        low_bind(l, f->local[i], v, v.own || f->local[i]->stored);
        for (u32 j = 0; j < nw; j++)
            refs[k++] = v.r[j];
    }
    Val r = low_call_words(l, f, refs, k);
    low_return(l, r);
    low_end(l);
    restore(l, &old);
}

SymId low_fn_sym(Lower *l, FnInfo *f, u32 given)
{
    if (given >= f->nparam)
        return f->sym;
    if (!f->dsym)
        f->dsym = arena_array(l->mem, u32, f->nparam + 1);
    if (!f->dsym[given]) {
        u32 sig = low_fn_sig(l, f, given);
        Str name = l->m->sym.v[f->sym].name;
        f->dsym[given] = mod_sym(l->m, str_fmt(l->mem, "%.*s.%u", STR_ARG(name), given));
        l->m->sym.v[f->dsym[given]].sig = sig;
        defaults_entry(l, f, given);
        l->m->sym.v[f->dsym[given]].bind = BIND_LOCAL;
    }
    return f->dsym[given];
}

static SymId predicate_glue(Lower *l, FnInfo *f, Ty *base)
{
    Saved old;
    Ref a[2];
    SymId s = glue_begin(l, "predicate", 2, a, &old);
    Val v = low_load(l, a[0], 0, base);
    Val pass = low_conv(l, v, f->param[0], "$");
    Val self = pass; // handed over as the receiver: already evaluated
    Val ok = low_call_fn(l, f, &self, NULL, 0);
    ok = low_conv(l, ok, l->t->basic[TY_BOOL], "$");
    if (!l->dead)
        ir_store(&l->b, T_I8, a[1], ok.r[0], 0);
    glue_end(l, &old);
    return s;
}

/* Descriptors */

static SymId low_desc_sym(Lower *l, Ty *ty);

static void field_record(Lower *l, u8 *p, u32 at, Rec *r, Name name, Ty *ty, u32 off, SymId init)
{
    ref(r, at + RT_OFF_RtField_name, low_str_sym(l, name_str(&l->p->names, name)), 0);
    ref(r, at + RT_OFF_RtField_type, low_desc_sym(l, ty), 0);
    wr32(p + RT_OFF_RtField_off, off);
    wr32(p + RT_OFF_RtField_flags, init ? RT_FF_DEFAULT : 0);
    ref(r, at + RT_OFF_RtField_init, init, 0);
}

// An array of n records of `size` bytes, each made by put() as a Rec of its own.
static SymId array_of(Lower *l, Rec *recs, u32 n, u32 size, const char *what)
{
    u8 *p = arena_alloc(l->mem, (size_t)n * size + 1, 8);
    for (u32 i = 0; i < n; i++)
        memcpy(p + (size_t)i * size, recs[i].b, size);
    SymId s = define(l, private_name(l, what), SYM_RO, p, (u64)n * size, 8);
    for (u32 i = 0; i < n; i++)
        for (u32 k = 0; k < recs[i].nrel; k++)
            mod_reloc(l->m, s, i * size + recs[i].rel[k].off, recs[i].rel[k].to,
                      recs[i].rel[k].add);
    return s;
}

static Item *default_owner(Lower *l, Item *it)
{
    while (it->kind == IT_TYPE && it->base.name) {
        Item *base = names_item(l->p, it->mod, it->base.name);
        if (!base)
            break;
        it = base;
    }
    return it;
}

static const char *path_z(Lower *l, Item *it, Name field)
{
    return str_fmt(l->mem, "%.*s.%.*s", STR_ARG(name_str(&l->p->names, it->name.name)),
                   STR_ARG(name_str(&l->p->names, field))).p;
}

static SymId struct_fields(Lower *l, Item *it)
{
    Rec *recs = arena_array(l->mem, Rec, it->nfield + 1);
    for (u32 i = 0; i < it->nfield; i++) {
        Field *f = &it->field[i];
        SymId init = f->def ? default_glue(l, f->def, f->type,
                                           path_z(l, default_owner(l, it), f->name.name), NULL,
                                           NULL, 0)
                            : 0;
        field_record(l, recs[i].b, 0, &recs[i], f->name.name, f->type,
                     low_field_off(l, it, i, NULL), init);
    }
    return array_of(l, recs, it->nfield, RT_SIZE_RtField, "f");
}

SymId low_instance(Lower *l, Item *it, u32 variant)
{
    Str name = str_fmt(l->mem, ".e%u.%u", it->ty->num, variant);
    SymId type = low_desc_sym(l, it->ty);  // first: it names the instances of its variants
    u64 *have = map_get(&l->m->sym_by_name, name);
    if (have)
        return (SymId)*have;
    Rec r = {.l = l, .size = RT_SIZE_RtRec};
    wr32(r.b + RT_OFF_RtRec_count, (u32)RT_IMMORTAL);
    r.b[RT_OFF_RtRec_kind] = RT_ENUM;
    wr16(r.b + RT_OFF_RtRec_tag, (u16)variant);
    ref(&r, RT_OFF_RtRec_type, type, 0);
    return finish(&r, name, SYM_RO);
}

static SymId enum_variants(Lower *l, Item *it)
{
    Rec *recs = arena_array(l->mem, Rec, it->nvariant + 1);
    bool tag = low_tag_enum(it);
    for (u32 i = 0; i < it->nvariant; i++) {
        Variant *v = &it->variant[i];
        u32 size = RT_REC_DATA;
        Rec *fields = arena_array(l->mem, Rec, v->narg + 1);
        for (u32 k = 0; k < v->narg; k++) {
            u32 off = low_payload_off(l, v, k, &size);
            Name name = name_of(&l->p->names, str_fmt(l->mem, "arg%u", k));
            field_record(l, fields[k].b, 0, &fields[k], name, v->type[k], off, 0);
        }
        Rec *r = &recs[i];
        ref(r, RT_OFF_RtVariant_name, low_str_sym(l, name_str(&l->p->names, v->name.name)), 0);
        if (v->narg)
            ref(r, RT_OFF_RtVariant_field, array_of(l, fields, v->narg, RT_SIZE_RtField, "f"), 0);
        else if (!tag)
            ref(r, RT_OFF_RtVariant_instance, low_instance(l, it, i), 0);
        wr32(r->b + RT_OFF_RtVariant_nfield, v->narg);
        wr32(r->b + RT_OFF_RtVariant_obj_size, size);
    }
    return array_of(l, recs, it->nvariant, RT_SIZE_RtVariant, "v");
}

static bool number(const Ex *e, bool flt, i64 *out)
{
    bool neg = e->kind == EX_UNARY;
    if (neg)
        e = e->a;
    double f = e->kind == EX_FLOAT ? e->u.f : (double)e->u.i;
    i64 i = e->kind == EX_FLOAT ? (i64)e->u.f : e->u.i;
    f = neg ? -f : f;
    if (flt)
        memcpy(out, &f, 8);
    else
        *out = neg ? -i : i;
    return true;
}

static void range_refine(Lower *l, Rec *r, Ty *base, const Ex *lo, const Ex *hi)
{
    u8 kind = low_kind(l, base);
    RtId id = kind == RT_INT ? RTI_rt_check_range : kind == RT_FLOAT ? RTI_rt_check_frange
                                                                     : RTI_rt_check_len;
    i64 a = 0, b = 0;
    number(lo, kind == RT_FLOAT, &a);
    number(hi, kind == RT_FLOAT, &b);
    ref(r, RT_OFF_RtRefine_check, low_rt_symbol(l, id), 0);
    wr64(r->b + RT_OFF_RtRefine_lo, (u64)a);
    wr64(r->b + RT_OFF_RtRefine_hi, (u64)b);
}

static void one_refine(Lower *l, Rec *r, Ty *t, Ex *e)
{
    if (e->kind == EX_BINARY) {
        range_refine(l, r, t->a, e->a, e->b);
        return;
    }
    Ex *arg = e->arg[0].e;
    if (arg->kind == EX_STR) {
        ref(r, RT_OFF_RtRefine_check, low_rt_symbol(l, RTI_rt_check_regex), 0);
        ref(r, RT_OFF_RtRefine_text, low_str_sym(l, arg->u.s), 0);
    } else {
        ref(r, RT_OFF_RtRefine_check, low_rt_symbol(l, RTI_rt_check_pred), 0);
        ref(r, RT_OFF_RtRefine_text, low_str_sym(l, name_str(&l->p->names, arg->name.name)), 0);
        ref(r, RT_OFF_RtRefine_pred, predicate_glue(l, arg->r.fn, t->a), 0);
    }
}

static SymId refinements(Lower *l, Ty *t, u32 *n)
{
    const TRef *tr = t->kind == TY_REFINED ? t->ref : NULL;
    Ty *base = t->kind == TY_REFINED ? t->a : t;
    Rec *recs = arena_array(l->mem, Rec, (tr ? tr->ncon : 0) + 2);
    *n = 0;
    if (base->kind == TY_ID || base->kind == TY_EMAIL)
        ref(&recs[(*n)++], RT_OFF_RtRefine_check,
            low_rt_symbol(l, base->kind == TY_ID ? RTI_rt_check_id : RTI_rt_check_email), 0);
    if (tr && tr->ncon == 2 && (tr->con[0]->kind == EX_INT || tr->con[0]->kind == EX_FLOAT ||
                                tr->con[0]->kind == EX_UNARY)) {
        range_refine(l, &recs[(*n)++], base, tr->con[0], tr->con[1]);
    } else {
        for (u32 i = 0; tr && i < tr->ncon; i++)
            one_refine(l, &recs[(*n)++], t, tr->con[i]);
    }
    return *n ? array_of(l, recs, *n, RT_SIZE_RtRefine, "r") : 0;
}

static Str desc_name(Lower *l, Ty *t)
{
    switch ((TyKind)t->kind) {
    case TY_UNIT: return STR("Unit");
    case TY_INT: return STR("Int");
    case TY_FLOAT: return STR("Float");
    case TY_BOOL: return STR("Bool");
    case TY_STRING: return STR("String");
    case TY_BYTES: return STR("Bytes");
    case TY_ID: return STR("Id");
    case TY_EMAIL: return STR("Email");
    case TY_STRUCT: case TY_ENUM: case TY_CONFIG: return low_type_name(l, t->item);
    case TY_LIST: return STR("List");
    case TY_MAP: return STR("Map");
    case TY_OPTION: return STR("Option");
    case TY_RESULT: return STR("Result");
    case TY_BOX: return STR("Box");
    case TY_REFINED: return desc_name(l, t->a);
    default: return STR("Value");
    }
}

static void fill_desc(Lower *l, Ty *t, Rec *r)
{
    Ty *base = t;
    while (base->kind == TY_REFINED)
        base = base->a;
    u8 kind = low_kind(l, t);
    bool ptr = low_repr(l, t) == RP_PTR;
    r->b[RT_OFF_RtType_kind] = kind;
    r->b[RT_OFF_RtType_flags] = (u8)((ptr ? RT_TF_PTR : 0) | (low_refs(l, t) ? RT_TF_REFS : 0));
    wr16(r->b + RT_OFF_RtType_align, (u16)low_align(l, t));
    wr32(r->b + RT_OFF_RtType_size, low_size(l, t));
    ref(r, RT_OFF_RtType_name, low_str_sym(l, desc_name(l, t)), 0);
    u32 size = 0, n = 0;
    switch (kind) {
    case RT_LIST: case RT_OPTION:
        ref(r, RT_OFF_RtType_elem, low_desc_sym(l, base->a), 0);
        break;
    case RT_BOX:
        ref(r, RT_OFF_RtType_elem, low_desc_sym(l, base->a), 0);
        wr32(r->b + RT_OFF_RtType_obj_size, ALIGN_UP(RT_REC_DATA + low_size(l, base->a), 8));
        break;
    case RT_MAP:
        ref(r, RT_OFF_RtType_elem, low_desc_sym(l, base->b), 0);
        ref(r, RT_OFF_RtType_elem2,
            low_desc_sym(l, low_kind(l, base->a) == RT_STRING ? base->a : l->t->basic[TY_STRING]),
            0);
        break;
    case RT_RESULT:
        ref(r, RT_OFF_RtType_elem, low_desc_sym(l, base->a), 0);
        ref(r, RT_OFF_RtType_elem2, low_desc_sym(l, base->b), 0);
        break;
    case RT_STRUCT:
        low_field_off(l, base->item, 0, &size);
        wr32(r->b + RT_OFF_RtType_obj_size, size);
        wr32(r->b + RT_OFF_RtType_nfield, base->item->nfield);
        ref(r, RT_OFF_RtType_field, struct_fields(l, base->item), 0);
        break;
    case RT_ENUM: case RT_TAG:
        wr32(r->b + RT_OFF_RtType_nvariant, base->item->nvariant);
        ref(r, RT_OFF_RtType_variant, enum_variants(l, base->item), 0);
        break;
    case RT_DYN:
        wr32(r->b + RT_OFF_RtType_size, 16);
        break;
    default:
        break;
    }
    SymId refs = refinements(l, t, &n);
    wr32(r->b + RT_OFF_RtType_nrefine, n);
    ref(r, RT_OFF_RtType_refine, refs, 0);
}

static SymId low_desc_sym(Lower *l, Ty *ty)
{
    ty = low_ty(l, ty);
    if (ty->kind == TY_REFINED && ty->a->kind == TY_ERR)
        ty = l->t->basic[TY_DYN];
    bool is_new;
    u64 *slot = imap_put(&l->desc, ty->num, &is_new);
    if (!is_new)
        return (SymId)*slot;
    Str name = str_fmt(l->mem, ".t%u", l->next++);
    SymId sym = mod_sym(l->m, name); // known before its parts, which may refer to it
    *slot = sym;
    Rec *r = arena_new(l->mem, Rec);
    r->l = l;
    r->size = RT_SIZE_RtType;
    fill_desc(l, ty, r);
    return finish(r, name, SYM_RO);
}

Ref low_desc(Lower *l, Ty *ty) { return ir_sym(l->b.f, low_desc_sym(l, ty), 0); }

bool low_validated(const Ty *t)
{
    switch (t->kind) {
    case TY_REFINED: case TY_ID: case TY_EMAIL:
        return true;
    case TY_LIST: case TY_OPTION:
        return low_validated(t->a);
    case TY_MAP:
        return low_validated(t->a) || low_validated(t->b);
    default:
        return false;
    }
}

/* Configs */

static u32 config_off(Lower *l, Item *it, u32 idx)
{
    return low_field_off(l, it, idx, NULL) - RT_REC_DATA;
}

SymId low_config_data(Lower *l, Item *it)
{
    Str name = str_fmt(l->mem, ".config.%.*s", STR_ARG(name_str(&l->p->names, it->name.name)));
    u64 *have = map_get(&l->m->sym_by_name, name);
    if (have)
        return (SymId)*have;
    u32 size;
    low_field_off(l, it, 0, &size);
    return define(l, name, 0, NULL, size - RT_REC_DATA ? size - RT_REC_DATA : 8, 8);
}

typedef struct Configs {
    VEC(Item *) item;
} Configs;

static void add_config(Lower *l, Configs *c, Item *it);

// Configs that e reads directly come first.
static void add_used(Lower *l, Configs *c, const Ex *e)
{
    if (!e)
        return;
    if (e->kind == EX_MEMBER && e->ref == RF_CONFIG_FIELD)
        add_config(l, c, e->r.item);
    add_used(l, c, e->a);
    add_used(l, c, e->b);
    for (u32 i = 0; i < e->narg; i++)
        add_used(l, c, e->arg[i].e);
    for (u32 i = 0; i < e->nlist; i++)
        add_used(l, c, e->list[i]);
}

static void add_config(Lower *l, Configs *c, Item *it)
{
    if (it->mark)
        return;
    it->mark = 1;
    for (u32 i = 0; i < it->nfield; i++)
        add_used(l, c, it->field[i].def);
    vec_push(l->mem, &c->item, it);
}

static SymId configs(Lower *l, u32 *n)
{
    Configs list = {0};
    for (u32 k = 0; k < l->p->mod.n; k++)
        for (u32 i = 0; i < l->p->mod.v[k]->ast.n; i++)
            if (l->p->mod.v[k]->ast.item[i]->kind == IT_CONFIG)
                add_config(l, &list, l->p->mod.v[k]->ast.item[i]);
    Item **all_v = list.item.v;
    *n = list.item.n;
    Rec *recs = arena_array(l->mem, Rec, list.item.n + 1);
    for (u32 c = 0; c < list.item.n; c++) {
        Item *it = all_v[c];
        Rec *fields = arena_array(l->mem, Rec, it->nfield + 1);
        for (u32 i = 0; i < it->nfield; i++) {
            Field *f = &it->field[i];
            SymId init = default_glue(l, f->def, f->type, path_z(l, it, f->name.name), NULL, NULL,
                                      0);
            field_record(l, fields[i].b, 0, &fields[i], f->name.name, f->type, config_off(l, it, i),
                         init);
        }
        ref(&recs[c], RT_OFF_RtConfig_name, low_str_sym(l, name_str(&l->p->names, it->name.name)),
            0);
        ref(&recs[c], RT_OFF_RtConfig_field, array_of(l, fields, it->nfield, RT_SIZE_RtField, "f"),
            0);
        ref(&recs[c], RT_OFF_RtConfig_data, low_config_data(l, it), 0);
        wr64(recs[c].b + RT_OFF_RtConfig_nfield, it->nfield);
    }
    return list.item.n ? array_of(l, recs, list.item.n, RT_SIZE_RtConfig, "c") : 0;
}

/* The command line: arguments bound to fn main of the entry module */

static FnInfo *main_fn(Lower *l)
{
    Bind *b = names_find(l->p->root, l->p->n_main);
    return b && b->kind == BN_ITEM && b->item && b->item->kind == IT_FN &&
           !b->item->fun->info->generic
               ? b->item->fun->info : NULL;
}

static SymId cli_call(Lower *l, FnInfo *f, const u32 *off)
{
    Saved old;
    Ref a[1];
    SymId s = glue_begin(l, "main.call", 1, a, &old);
    Val *args = arena_array(l->mem, Val, f->nparam + 1);
    u32 mark = l->held.n;
    for (u32 i = 0; i < f->nparam; i++) {
        args[i] = low_load(l, a[0], (i32)off[i], f->param[i]);
        args[i].own = true; // the block's values end here
        low_hold(l, args[i]);
    }
    Ref refs[64];
    u32 n = 0;
    for (u32 i = 0; i < f->nparam && n < 60; i++) {
        u8 w[2];
        u32 k = low_words(l, f->param[i], w);
        for (u32 j = 0; j < k; j++)
            refs[n++] = args[i].r[j];
    }
    Val v = low_call_words(l, f, refs, n);
    if (v.ty->kind == TY_RESULT) { // an error that main returns ends the program as one
        BlkId bad = low_blk(l), ok = low_blk(l);
        low_br(l, ir_new(&l->b, OP_EQ, T_I8, v.r[0], ir_int(l->b.f, T_I64, RT_ERR), 0), bad, ok,
               BR_UNLIKELY);
        low_enter(l, bad);
        if (low_is_ptr(l, v.ty->b))
            low_throw(l, low_word_ptr(l, v.r[1]));
        else
            low_throw(l, LOW_RT(l, rt_error_new,
                                low_to_str(l, low_from_word(l, v.r[1], v.ty->b)).r[0]));
        low_enter(l, ok);
    }
    low_drop(l, v);
    low_drop_held(l, mark);
    glue_end(l, &old);
    return s;
}

static SymId cli(Lower *l)
{
    FnInfo *f = main_fn(l);
    if (!f || f->nparam > 30)
        return 0;
    u32 *off = arena_array(l->mem, u32, f->nparam + 1), at = 0;
    for (u32 i = 0; i < f->nparam; i++) {
        at = ALIGN_UP(at, low_align(l, f->param[i]));
        off[i] = at;
        at += low_size(l, f->param[i]);
    }
    Rec *fields = arena_array(l->mem, Rec, f->nparam + 1);
    for (u32 i = 0; i < f->nparam; i++) {
        FParam *p = &f->decl->param[i];
        SymId init = p->def ? default_glue(l, p->def, f->param[i],
                                           str_z(l->mem, name_str(&l->p->names, p->name.name)), f,
                                           off, i)
                            : 0;
        field_record(l, fields[i].b, 0, &fields[i], p->name.name, f->param[i], off[i], init);
    }
    Rec r = {.l = l, .size = RT_SIZE_RtCli};
    ref(&r, RT_OFF_RtCli_bind, low_rt_symbol(l, f->nparam ? RTI_rt_cli_bind : RTI_rt_cli_plain), 0);
    if (f->nparam)
        ref(&r, RT_OFF_RtCli_param, array_of(l, fields, f->nparam, RT_SIZE_RtField, "f"), 0);
    ref(&r, RT_OFF_RtCli_call, cli_call(l, f, off), 0);
    wr32(r.b + RT_OFF_RtCli_nparam, f->nparam);
    wr32(r.b + RT_OFF_RtCli_size, at ? ALIGN_UP(at, 8) : 8);
    return finish(&r, private_name(l, "cli"), SYM_RO);
}

/* The program */

static SymId body_glue(Lower *l, Item *it, const char *what)
{
    Saved old;
    SymId s = glue_begin(l, what, 0, NULL, &old);
    low_at(l, it->at);
    l->b.f->loc = l->b.loc;
    low_debug_fn_open(l);
    low_block(l, it->body, false);
    low_debug_fn_close(l);
    glue_end(l, &old);
    return s;
}

static Item *find_app(Lower *l)
{
    for (u32 k = 0; k < l->p->mod.n; k++)
        for (u32 i = 0; i < l->p->mod.v[k]->ast.n; i++) {
            Item *it = l->p->mod.v[k]->ast.item[i];
            if (it->kind == IT_APP &&
                (!l->o->app.n || str_eq(l->o->app, name_str(&l->p->names, it->name.name))))
                return it;
        }
    return NULL;
}

static bool contains(Str s, Str part)
{
    for (size_t i = 0; i + part.n <= s.n; i++)
        if (part.n == 0 || memcmp(s.p + i, part.p, part.n) == 0)
            return true;
    return false;
}

static SymId tests(Lower *l, u32 *n)
{
    FuseProg *p = l->p;
    Rec *recs = arena_array(l->mem, Rec, p->test.n + 1);
    *n = 0;
    for (u32 i = 0; i < p->test.n; i++) {
        Item *it = p->test.v[i];
        Str name = name_str(&p->names, it->name.name);
        if (!contains(name, l->o->filter))
            continue;
        Rec *r = &recs[(*n)++];
        ref(r, RT_OFF_RtTest_name, low_str_sym(l, name), 0);
        ref(r, RT_OFF_RtTest_run, body_glue(l, it, "test"), 0);
    }
    return *n ? array_of(l, recs, *n, RT_SIZE_RtTest, "tests") : 0;
}

void low_program(Lower *l)
{
    Rec r = {.l = l, .size = RT_SIZE_RtProgram};
    wr32(r.b + RT_OFF_RtProgram_abi, RT_ABI_VERSION);
    wr32(r.b + RT_OFF_RtProgram_mode, l->o->mode);
    wr32(r.b + RT_OFF_RtProgram_flags, l->o->json ? RT_PF_JSON : 0);
    ref(&r, RT_OFF_RtProgram_info, low_str_sym(l, l->o->build_info), 0);
    ref(&r, RT_OFF_RtProgram_start, low_rt_symbol(l, RTI_rt_main), 0);
    u32 n = 0;
    if (l->o->tests) {
        SymId t = tests(l, &n);
        wr32(r.b + RT_OFF_RtProgram_ntest, n);
        ref(&r, RT_OFF_RtProgram_test, t, 0);
        ref(&r, RT_OFF_RtProgram_test_main, low_rt_symbol(l, RTI_rt_test_main), 0);
    } else {
        Item *app = find_app(l);
        FnInfo *f = main_fn(l);
        if (!app && l->o->app.n)
            diag(l->d, &fuse_diag[E_NO_APP_NAME], (Span){l->p->root->file, 0, 0},
                 str_z(l->mem, l->o->app));
        else if (!app && !f)
            diag(l->d, &fuse_diag[E_NO_APP], (Span){l->p->root->file, 0, 0});
        else if (!app && l->o->lacks & FUSE_ARGUMENTS)
            diag(l->d, &fuse_diag[E_TARGET_LACKS],
                 (Span){f->mod->file, f->decl->name.lo, f->decl->name.hi},
                 "a program of fn main alone", "command-line arguments", l->o->target);
        if (app)
            ref(&r, RT_OFF_RtProgram_entry, body_glue(l, app, "app"), 0);
        if (!(l->o->lacks & FUSE_ARGUMENTS))
            ref(&r, RT_OFF_RtProgram_cli, cli(l), 0);
    }
    SymId c = configs(l, &n);
    wr32(r.b + RT_OFF_RtProgram_nconfig, n);
    ref(&r, RT_OFF_RtProgram_config, c, 0);
    if (n)
        ref(&r, RT_OFF_RtProgram_config_load, low_rt_symbol(l, RTI_rt_config_load), 0);
    bool throws = n > 0;
    for (u32 i = 0; i < l->p->fn.n && !throws; i++)
        throws = l->p->fn.v[i]->throws || l->p->fn.v[i]->local_throw;
    if (l->o->mode != RT_MODE_AOT)
        ref(&r, RT_OFF_RtProgram_report, low_rt_symbol(l, RTI_rt_run_report), 0);
    if (throws)
        ref(&r, RT_OFF_RtProgram_error_text, low_rt_symbol(l, RTI_rt_error_text), 0);
    SymId s = finish(&r, STR("rt_program"), SYM_RO | SYM_USED);
    l->m->sym.v[s].bind = BIND_GLOBAL;
}
