// check_pat.c - patterns: what they test and bind; targets of assignments
#include "frontend/fuse/fuse_int.h"

static void variant_pattern(Check *c, Pat *pat, Ty *ty);

static u32 variant_find(const Item *it, Name name)
{
    for (u32 i = 0; i < it->nvariant; i++)
        if (it->variant[i].name.name == name)
            return i;
    return ~0u;
}

// The name after the last dot: patterns may write Enum.Variant.
static Name last_part(Check *c, Name name)
{
    Str s = name_str(c->n, name);
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '.')
            return name_of(c->n, (Str){s.p + i + 1, s.n - i - 1});
    return name;
}

static bool names_variant(Check *c, Ty *ty, Name name)
{
    Str s = name_str(c->n, name);
    switch (ty->kind) {
    case TY_ENUM: return variant_find(ty->item, last_part(c, name)) != ~0u;
    case TY_OPTION: return str_eqz(s, "Some") || str_eqz(s, "None");
    case TY_RESULT: return str_eqz(s, "Ok") || str_eqz(s, "Err");
    default: return str_eqz(s, "None") && ty_unknown(ty);
    }
}

static void one_arg(Check *c, Pat *pat, const char *what, Ty *ty, u8 sel)
{
    pat->sel = sel;
    if (pat->narg != 1)
        diag(c->d, &fuse_diag[E_PATTERN_ONE], pat->at, what);
    for (u32 i = 0; i < pat->narg; i++)
        check_bind_pattern(c, pat->arg[i], ty);
}

static void enum_pattern(Check *c, Pat *pat, Ty *ty)
{
    Name name = last_part(c, pat->name.name);
    pat->variant = variant_find(ty->item, name);
    pat->sel = PS_VARIANT;
    if (pat->variant == ~0u) {
        diag(c->d, &fuse_diag[E_VARIANT_UNKNOWN], pat->at, name_z(c, name), ty_z(c->t, ty));
        for (u32 i = 0; i < pat->narg; i++)
            check_bind_pattern(c, pat->arg[i], c->t->basic[TY_ERR]);
        return;
    }
    Variant *v = &ty->item->variant[pat->variant];
    if (v->narg != pat->narg)
        diag(c->d, &fuse_diag[E_PATTERN_ARGS], pat->at, v->narg, name_z(c, name), pat->narg);
    for (u32 i = 0; i < pat->narg; i++)
        check_bind_pattern(c, pat->arg[i], i < v->narg ? v->type[i] : c->t->basic[TY_ERR]);
}

static void variant_pattern(Check *c, Pat *pat, Ty *ty)
{
    Str s = name_str(c->n, pat->name.name);
    Ty *dyn = c->t->basic[TY_DYN];
    switch (ty->kind) {
    case TY_ENUM:
        enum_pattern(c, pat, ty);
        return;
    case TY_OPTION:
        if (str_eqz(s, "Some")) {
            one_arg(c, pat, "Some", ty->a, PS_SOME);
            return;
        }
        if (str_eqz(s, "None")) {
            pat->sel = PS_NONE;
            if (pat->narg)
                diag(c->d, &fuse_diag[E_PATTERN_NONE], pat->at);
            return;
        }
        break;
    case TY_RESULT:
        if (str_eqz(s, "Ok")) {
            one_arg(c, pat, "Ok", ty->a, PS_OK);
            return;
        }
        if (str_eqz(s, "Err")) {
            one_arg(c, pat, "Err", ty->b->kind == TY_RESULT ||
                    ty->b->kind == TY_ERROR ? dyn : ty->b, PS_ERR);
            return;
        }
        break;
    case TY_DYN: case TY_NULL:
        if (str_eqz(s, "Some") || str_eqz(s, "None")) {
            pat->sel = str_eqz(s, "Some") ? PS_SOME : PS_NONE;
            for (u32 i = 0; i < pat->narg; i++)
                check_bind_pattern(c, pat->arg[i], dyn);
            return;
        }
        check_refuse(c, pat->at, "matching a dynamic value with an enum or Result pattern");
        for (u32 i = 0; i < pat->narg; i++)
            check_bind_pattern(c, pat->arg[i], dyn);
        return;
    case TY_ERR: case TY_TPARAM:
        for (u32 i = 0; i < pat->narg; i++)
            check_bind_pattern(c, pat->arg[i], c->t->basic[TY_ERR]);
        return;
    default:
        diag(c->d, &fuse_diag[E_PATTERN_ENUM], pat->at, ty_z(c->t, ty), name_z(c, pat->name.name));
        for (u32 i = 0; i < pat->narg; i++)
            check_bind_pattern(c, pat->arg[i], c->t->basic[TY_ERR]);
        return;
    }
    diag(c->d, &fuse_diag[E_VARIANT], pat->at, name_z(c, pat->name.name));
    for (u32 i = 0; i < pat->narg; i++)
        check_bind_pattern(c, pat->arg[i], c->t->basic[TY_ERR]);
}

static void struct_pattern(Check *c, Pat *pat, Ty *ty)
{
    const char *name = name_z(c, pat->name.name);
    Item *it = names_item(c->p, c->m, pat->name.name);
    pat->sel = PS_STRUCT;
    pat->idx = arena_array(c->p->mem, u32, pat->narg + 1);
    if (ty->kind == TY_STRUCT || ty->kind == TY_CONFIG) {
        if (ty->item != it)
            diag(c->d, &fuse_diag[E_PATTERN_STRUCT], pat->at, name, ty_z(c->t, ty));
        it = ty->item;
    } else if (ty_unknown(ty)) {
        if (ty->kind == TY_DYN)
            check_refuse(c, pat->at, "matching a dynamic value with a struct pattern");
    } else {
        diag(c->d, &fuse_diag[E_PATTERN_NOT_STRUCT], pat->at, ty_z(c->t, ty), name);
    }
    if (!it || (it->kind != IT_TYPE && it->kind != IT_CONFIG)) {
        if (!it || !ty_unknown(ty))
            diag(c->d, &fuse_diag[E_STRUCT_UNKNOWN], pat->at, name);
        it = NULL;
    }
    for (u32 i = 0; i < pat->narg; i++) {
        Field *f = it ? item_field(it, pat->field[i].name, &pat->idx[i]) : NULL;
        for (u32 k = 0; k < i; k++)
            if (pat->field[k].name == pat->field[i].name) {
                diag(c->d, &fuse_diag[E_PATTERN_FIELD_TWICE], pat->arg[i]->at);
                break;
            }
        if (it && !f)
            diag(c->d, &fuse_diag[E_FIELD_UNKNOWN], pat->arg[i]->at, name_z(c, pat->field[i].name),
                 name);
        check_bind_pattern(c, pat->arg[i], f ? f->type : c->t->basic[TY_ERR]);
    }
}

void check_bind_pattern(Check *c, Pat *pat, Ty *ty)
{
    while (ty->kind == TY_BOX)
        ty = ty->a;
    pat->ty = ty;
    Ty *seen = ty->kind == TY_SOFT ? ty->a : ty; // what variant and struct patterns look at
    switch ((PatKind)pat->kind) {
    case PT_WILD:
        break;
    case PT_LIT: {
        Ty *lit = check_expr(c, pat->lit, NULL);
        if (pat->lit->kind == EX_NULL ? seen->kind != TY_OPTION && ty->kind != TY_SOFT &&
            !ty_unknown(ty) &&
                                            seen->kind != TY_NULL
                                      : !ty_assignable(c->t, lit, ty_base(c->t, seen)))
            diag(c->d, &fuse_diag[E_MISMATCH], pat->at, ty_z(c->t, ty), ty_z(c->t, lit));
        break;
    }
    case PT_IDENT:
        if (names_variant(c, seen, pat->name.name)) {
            variant_pattern(c, pat, seen);
            pat->ty = seen;
            break;
        }
        pat->sel = PS_BIND;
        pat->local = check_declare(c, pat->name.name, ty, false, pat->at);
        break;
    case PT_VARIANT:
        pat->ty = seen;
        variant_pattern(c, pat, seen);
        break;
    case PT_STRUCT:
        pat->ty = seen;
        struct_pattern(c, pat, seen);
        break;
    }
}

/* Assignment targets */

static Ty *lvalue_base(Check *c, Ex *e, bool optional)
{
    Ty *t = ty_hard(check_lvalue(c, e->a));
    if (!optional || ty_unknown(t))
        return t;
    if (t->kind == TY_OPTION)
        return t->a;
    diag(c->d, &fuse_diag[E_OPTIONAL], e->a->at, ty_z(c->t, t));
    return c->t->basic[TY_ERR];
}

static Ty *lvalue_ident(Check *c, Ex *e, bool whole)
{
    Local *l = check_lookup(c, e->name.name);
    e->ref = RF_LOCAL;
    e->r.local = l;
    if (!l) {
        diag(c->d, &fuse_diag[E_IDENT], e->at, name_z(c, e->name.name));
        e->ref = RF_NONE;
        return c->t->basic[TY_ERR];
    }
    if (!whole) {
        l->stored = true;
        return l->ty;
    }
    if (l->ty->kind == TY_BOX)
        return l->ty->a;
    if (!l->mut)
        diag(c->d, &fuse_diag[E_IMMUTABLE], e->at, name_z(c, e->name.name));
    return l->ty;
}

static Ty *lvalue_at(Check *c, Ex *e, bool whole)
{
    Ty *err = c->t->basic[TY_ERR];
    switch ((ExKind)e->kind) {
    case EX_IDENT:
        return e->ty = lvalue_ident(c, e, whole);
    case EX_MEMBER:
    case EX_OPTMEMBER: {
        Ty *t = lvalue_base(c, e, e->kind == EX_OPTMEMBER);
        if (ty_unknown(t))
            return e->ty = t->kind == TY_TPARAM ? err : t;
        if (t->kind != TY_STRUCT) {
            diag(c->d, &fuse_diag[E_LVALUE_FIELD], e->at, ty_z(c->t, t));
            return e->ty = err;
        }
        Field *f = item_field(t->item, e->name.name, &e->idx);
        e->ref = RF_FIELD;
        if (!f)
            diag(c->d, &fuse_diag[E_FIELD_UNKNOWN], (Span){c->m->file, e->name.lo, e->name.hi},
                 name_z(c, e->name.name), ty_z(c->t, t));
        return e->ty = f ? f->type : err;
    }
    case EX_INDEX:
    case EX_OPTINDEX: {
        Ty *t = lvalue_base(c, e, e->kind == EX_OPTINDEX);
        Ty *ix = check_expr(c, e->b, NULL);
        if (ty_unknown(t))
            return e->ty = t->kind == TY_TPARAM ? err : t;
        if (t->kind == TY_LIST) {
            if (ty_base(c->t, ix)->kind != TY_INT && !ty_unknown(ix))
                diag(c->d, &fuse_diag[E_INDEX_INT], e->b->at);
            check_convert(c, ix, c->t->basic[TY_INT]);
            return e->ty = t->a;
        }
        if (t->kind == TY_MAP) {
            if (!ty_assignable(c->t, ix, t->a))
                diag(c->d, &fuse_diag[E_INDEX_KEY], e->b->at);
            check_convert(c, ix, t->a);
            return e->ty = t->b;
        }
        diag(c->d, &fuse_diag[E_LVALUE_INDEX], e->at, ty_z(c->t, t));
        return e->ty = err;
    }
    default:
        diag(c->d, &fuse_diag[E_LVALUE], e->at);
        return e->ty = err;
    }
}

Ty *check_lvalue(Check *c, Ex *e)
{
    return lvalue_at(c, e, false);
}

Ty *check_target(Check *c, Ex *e)
{
    return lvalue_at(c, e, true);
}
