// lower_val.c - values in the IR: representation, memory form, ownership, conversion, errors
#include "frontend/fuse/lower_int.h"

const RtInfo rt_info[RTI_COUNT] = {
#define RET_v 'v'
#define RET_b 'b'
#define RET_w 'w'
#define RET_i 'i'
#define RET_f 'f'
#define RET_p 'p'
#define RET_D 'D'
#define RET_F 'F'
#define RT(name, ret, params, own, flags) {#name, params, own, RET_##ret, flags},
#include "runtime/rt.def"
#undef RT
};

/* Types */

// The type that decides representation: no refinements, softness, or unions of error domains.
Ty *low_ty(Lower *l, Ty *t)
{
    Types *x = l->t;
    switch ((TyKind)t->kind) {
    case TY_ERR: case TY_NULL: case TY_ERROR: case TY_TPARAM:
        return x->basic[TY_DYN];
    case TY_SOFT:
        return low_ty(l, ty_option(x, t->a));
    case TY_RESULT: {
        Ty *ok = t->a, *err = t->b->kind == TY_RESULT ||
                 t->b->kind == TY_ERROR ? x->basic[TY_DYN] : t->b;
        return ok == t->a && err == t->b ? t : ty_result(x, ok, err);
    }
    default:
        return t;
    }
}

static Ty *core(Lower *l, Ty *t)
{
    t = low_ty(l, t);
    while (t->kind == TY_REFINED)
        t = low_ty(l, t->a);
    return t;
}

u8 low_kind(Lower *l, Ty *t)
{
    t = core(l, t);
    switch ((TyKind)t->kind) {
    case TY_UNIT: return RT_UNIT;
    case TY_INT: return RT_INT;
    case TY_FLOAT: return RT_FLOAT;
    case TY_BOOL: return RT_BOOL;
    case TY_STRING: case TY_ID: case TY_EMAIL: return RT_STRING;
    case TY_BYTES: return RT_BYTES;
    case TY_STRUCT: return RT_STRUCT;
    case TY_ENUM: return low_tag_enum(t->item) ? RT_TAG : RT_ENUM;
    case TY_LIST: return RT_LIST;
    case TY_MAP: return RT_MAP;
    case TY_OPTION: return RT_OPTION;
    case TY_RESULT: return RT_RESULT;
    case TY_BOX: return RT_BOX;
    default: return RT_DYN;
    }
}

Repr low_repr(Lower *l, Ty *t)
{
    switch (low_kind(l, t)) {
    case RT_UNIT: return RP_NONE;
    case RT_INT: case RT_TAG: return RP_I64;
    case RT_FLOAT: return RP_F64;
    case RT_BOOL: return RP_I8;
    case RT_OPTION: return low_is_ptr(l, core(l, t)->a) ? RP_PTR : RP_PAIR;
    case RT_RESULT: case RT_DYN: return RP_PAIR;
    default: return RP_PTR;
    }
}

bool low_is_ptr(Lower *l, Ty *t)
{
    u8 k = low_kind(l, t);
    return k != RT_OPTION && low_repr(l, t) == RP_PTR;
}

bool low_refs(Lower *l, Ty *t)
{
    t = core(l, t);
    switch (low_kind(l, t)) {
    case RT_UNIT: case RT_INT: case RT_FLOAT: case RT_BOOL: case RT_TAG:
        return false;
    case RT_OPTION:
        return low_refs(l, t->a);
    default:
        return true;
    }
}

u32 low_size(Lower *l, Ty *t)
{
    Repr r = low_repr(l, t);
    return r == RP_I8 ? 1 : r == RP_PAIR ? 16 : 8;
}

u32 low_align(Lower *l, Ty *t) { return low_repr(l, t) == RP_I8 ? 1 : 8; }

u32 low_words(Lower *l, Ty *t, u8 out[2])
{
    static const u8 type[] = {T_VOID, T_I64, T_F64, T_I8, T_PTR, T_I64};
    Repr r = low_repr(l, t);
    out[0] = type[r];
    out[1] = T_I64;
    return r == RP_NONE ? 0 : r == RP_PAIR ? 2 : 1;
}

/* Locations */

void low_at(Lower *l, Span at)
{
    if (!at.file)
        return;
    if (at.file != l->line_file || at.lo < l->line_lo || at.lo >= l->line_hi) {
        u32 col;
        src_line_col(l->p->src, at.file, at.lo, &l->line_no, &col);
        const SrcFile *f = &l->p->src->file.v[at.file];
        l->line_file = at.file;
        l->line_lo = at.lo - (col - 1);
        const char *nl = memchr(f->text.p + l->line_lo, '\n', f->text.n - l->line_lo);
        l->line_hi = nl ? (u32)(nl - f->text.p) + 1 : (u32)f->text.n + 1;
    }
    bool is_new;
    u64 *num = imap_put(&l->file, at.file, &is_new);
    if (is_new)
        *num = mod_file(l->m, l->p->src->file.v[at.file].path);
    if (*num < 1024)
        l->b.loc = LOC(*num, l->line_no);
}

/* Blocks */

BlkId low_blk(Lower *l) { return fn_blk(l->b.f, STR("")); }

void low_jmp(Lower *l, BlkId to)
{
    if (l->dead)
        return;
    ssa_edge(l->ssa, l->b.blk, to);
    ir_jmp(&l->b, to, NULL, 0);
    l->dead = true;
}

void low_br(Lower *l, Ref c, BlkId yes, BlkId no, int hint)
{
    if (l->dead)
        return;
    ssa_edge(l->ssa, l->b.blk, yes);
    ssa_edge(l->ssa, l->b.blk, no);
    Ref r = ir_br(&l->b, c, yes, NULL, 0, no, NULL, 0);
    ir_ins(l->b.f, r)->aux = (u32)hint;
    l->dead = true;
}

void low_enter_open(Lower *l, BlkId b)
{
    l->b.blk = b;
    l->dead = false;
}

void low_enter(Lower *l, BlkId b)
{
    ssa_seal(l->ssa, b);
    low_enter_open(l, b);
}

Merge low_merge(Lower *l, Ty *ty)
{
    Merge m = {.ty = low_ty(l, ty)};
    u8 w[2];
    u32 n = low_words(l, m.ty, w);
    for (u32 i = 0; i < n; i++)
        m.v[i] = ssa_var(l->ssa, (Type)w[i]);
    return m;
}

void low_merge_set(Lower *l, Merge *m, Val v)
{
    u8 w[2];
    u32 n = low_words(l, m->ty, w);
    if (l->dead)
        return;
    for (u32 i = 0; i < n; i++)
        ssa_write(l->ssa, m->v[i], l->b.blk, v.r[i]);
}

Val low_merge_get(Lower *l, Merge *m, bool own)
{
    u8 w[2];
    u32 n = low_words(l, m->ty, w);
    Val v = {.ty = m->ty, .own = own};
    for (u32 i = 0; i < n; i++)
        v.r[i] = ssa_read(l->ssa, m->v[i], l->b.blk);
    return v;
}

/* Runtime calls */

static Type letter(char c)
{
    return c == 'b' ? T_I8 : c == 'w' ? T_I32 : c == 'i' ? T_I64 : c == 'f' ? T_F64
           : c == 'p' ? T_PTR : T_VOID;
}

static void declare_rt(Lower *l, RtId id)
{
    const RtInfo *info = &rt_info[id];
    Param ps[16];
    Sig s = {.param = ps, .cc = CC_C, .noreturn = (info->flags & RTF_NORETURN) != 0};
    for (const char *c = info->params; *c; c++)
        ps[s.nparam++] = (Param){.type = (u8)letter(*c), .ext = *c == 'b' ? EXT_ZERO : EXT_NONE};
    s.nfixed = s.nparam;
    if (info->ret == 'D' || info->ret == 'F') {
        s.nret = 1;
        s.ret[0] = (Param){.type = T_PTR, .agg = (info->ret == 'D' ? l->dyn_agg : l->pairf_agg) +
                           1};
    } else if (info->ret != 'v') {
        s.nret = 1;
        s.ret[0] = (Param){.type = (u8)letter(info->ret),
                           .ext = info->ret == 'b' ? EXT_ZERO : EXT_NONE};
    }
    l->rt_sig[id] = mod_sig(l->m, &s);
    l->rt_sym[id] = mod_sym(l->m, str_of(info->name));
    l->m->sym.v[l->rt_sym[id]].sig = l->rt_sig[id];
    l->m->sym.v[l->rt_sym[id]].flags |= SYM_INTERNAL_RT;
}

SymId low_rt_symbol(Lower *l, RtId id);
SymId low_rt_symbol(Lower *l, RtId id)
{
    if (!l->rt_sym[id])
        declare_rt(l, id);
    return l->rt_sym[id];
}

Ref low_rt(Lower *l, RtId id, const Ref *a, u32 n)
{
    SymId s = low_rt_symbol(l, id);
    assert(strlen(rt_info[id].params) == n);
    return ir_call(&l->b, letter(rt_info[id].ret), l->rt_sig[id], ir_sym(l->b.f, s, 0), a, n);
}

// A function with a two-word result, which comes back through memory. ty: what the words are.
Val low_rt_dyn(Lower *l, RtId id, const Ref *a, u32 n, Ty *ty)
{
    Ref args[17];
    SymId s = low_rt_symbol(l, id);
    Ref slot = ir_slot(l->b.f, fn_slot(l->b.f, 16, 8, STR("")), 0);
    args[0] = slot;
    for (u32 i = 0; i < n; i++)
        args[i + 1] = a[i];
    ir_call(&l->b, T_VOID, l->rt_sig[id], ir_sym(l->b.f, s, 0), args, n + 1);
    Ref w0 = ir_load(&l->b, T_I64, slot, 3);
    Ref w1 = rt_info[id].ret == 'F'
                 ? ir_new(&l->b, OP_BITCAST, T_I64, ir_load(&l->b, T_F64, low_addr(l, slot, 8), 3),
                          0, 0)
                 : ir_load(&l->b, T_I64, low_addr(l, slot, 8), 3);
    return low_make(l, ty, w0, w1, (rt_info[id].flags & RTF_OWNED) != 0);
}

/* Making values */

Val low_make(Lower *l, Ty *ty, Ref a, Ref b, bool own)
{
    return (Val){.r = {a, b}, .ty = low_ty(l, ty), .own = own};
}

Val low_unit(Lower *l) { return (Val){.ty = l->t->basic[TY_UNIT]}; }
Val low_int(Lower *l, i64 x)
{
    return low_make(l, l->t->basic[TY_INT], ir_int(l->b.f, T_I64, x), 0, false);
}
Val low_bool(Lower *l, Ref r) { return low_make(l, l->t->basic[TY_BOOL], r, 0, false); }

static Ref i64c(Lower *l, i64 x) { return ir_int(l->b.f, T_I64, x); }

/* Memory */

Ref low_addr(Lower *l, Ref p, i32 off)
{
    Ins *i = ir_ins(l->b.f, p);
    if (off == 0)
        return p;
    if (i->op == OP_SLOT)
        return ir_slot(l->b.f, i->u.s.sym, i->u.s.off + off);
    if (i->op == OP_SYM)
        return ir_sym(l->b.f, i->u.s.sym, i->u.s.off + off);
    return ir_new(&l->b, OP_ADD, T_PTR, p, ir_int(l->b.f, l->m->dl.word, off), 0);
}

Ref low_index(Lower *l, Ref p, Ref ix, u32 size)
{
    Type w = l->m->dl.word;
    if (w != T_I64)
        ix = ir_new(&l->b, OP_TRUNC, w, ix, 0, 0);
    if (size > 1)
        ix = ir_new(&l->b, OP_SHL, w, ix, ir_int(l->b.f, w, size == 8 ? 3 : 4), 0);
    return ir_new(&l->b, OP_ADD, T_PTR, p, ix, 0);
}

Ref low_ptr_word(Lower *l, Ref p)
{
    Type w = l->m->dl.word;
    Ref r = ir_new(&l->b, OP_BITCAST, w, p, 0, 0);
    return w == T_I64 ? r : ir_new(&l->b, OP_ZEXT, T_I64, r, 0, 0);
}

Ref low_word_ptr(Lower *l, Ref word)
{
    Type w = l->m->dl.word;
    if (w != T_I64)
        word = ir_new(&l->b, OP_TRUNC, w, word, 0, 0);
    return ir_new(&l->b, OP_BITCAST, T_PTR, word, 0, 0);
}

Val low_load(Lower *l, Ref addr, i32 off, Ty *ty)
{
    Val v = {.ty = low_ty(l, ty)};
    Repr r = low_repr(l, ty);
    u8 w[2];
    u32 n = low_words(l, ty, w);
    for (u32 i = 0; i < n; i++)
        v.r[i] = ir_load(&l->b, (Type)w[i], low_addr(l, addr, off + (i32)i * 8),
                         r == RP_I8 ? 0 : 3);
    return v;
}

void low_store(Lower *l, Ref addr, i32 off, Val v)
{
    u8 w[2];
    u32 n = low_words(l, v.ty, w);
    for (u32 i = 0; i < n; i++)
        ir_store(&l->b, (Type)w[i], low_addr(l, addr, off + (i32)i * 8), v.r[i],
                 w[i] == T_I8 ? 0 : 3);
    if (n == 0) {
        Ref zero = i64c(l, 0);
        ir_store(&l->b, T_I64, low_addr(l, addr, off), zero, 3);
    }
}

Ref low_slot(Lower *l, Ty *ty)
{
    return ir_slot(l->b.f, fn_slot(l->b.f, low_size(l, ty), 8, STR("")), 0);
}

Ref low_spill(Lower *l, Val v)
{
    Ref s = low_slot(l, v.ty);
    low_store(l, s, 0, v);
    return s;
}

/* Ownership */

static void by_memory(Lower *l, Val v, bool retain)
{
    Ref a = low_spill(l, v);
    if (retain)
        LOW_RT(l, rt_val_retain, low_desc(l, v.ty), a);
    else
        LOW_RT(l, rt_val_release, low_desc(l, v.ty), a);
}

static void count(Lower *l, Val v, bool retain)
{
    if (!low_refs(l, v.ty) || l->dead)
        return;
    Ty *t = core(l, v.ty);
    switch (low_kind(l, t)) {
    case RT_DYN:
        if (retain)
            LOW_RT(l, rt_dyn_retain, v.r[0], v.r[1]);
        else
            LOW_RT(l, rt_dyn_release, v.r[0], v.r[1]);
        return;
    case RT_OPTION:
        if (low_repr(l, t) != RP_PTR) {
            by_memory(l, v, retain);
            return;
        }
        if (retain)
            LOW_RT(l, rt_retain_null, v.r[0]);
        else
            LOW_RT(l, rt_release_null, v.r[0]);
        return;
    case RT_RESULT:
        if (low_is_ptr(l, t->a) && low_is_ptr(l, t->b)) {
            Ref p = low_word_ptr(l, v.r[1]);
            if (retain)
                LOW_RT(l, rt_retain, p);
            else
                LOW_RT(l, rt_release, p);
            return;
        }
        by_memory(l, v, retain);
        return;
    default:
        if (ir_ins(l->b.f, v.r[0])->op == OP_SYM) // a constant: immortal
            return;
        if (retain)
            LOW_RT(l, rt_retain, v.r[0]);
        else
            LOW_RT(l, rt_release, v.r[0]);
        return;
    }
}

void low_retain(Lower *l, Val v) { count(l, v, true); }
void low_release(Lower *l, Val v) { count(l, v, false); }

Val low_own(Lower *l, Val v)
{
    if (!v.own)
        low_retain(l, v);
    v.own = true;
    return v;
}

void low_drop(Lower *l, Val v)
{
    if (v.own)
        low_release(l, v);
}

u32 low_hold(Lower *l, Val v)
{
    u32 mark = l->held.n;
    if (v.own && low_refs(l, v.ty))
        vec_push(l->mem, &l->held, v);
    return mark;
}

void low_unhold(Lower *l, u32 mark) { l->held.n = mark; }

void low_drop_held(Lower *l, u32 mark)
{
    while (l->held.n > mark) {
        Val v = l->held.v[--l->held.n];
        low_release(l, v);
    }
}

void low_release_live(Lower *l, u32 live, u32 held)
{
    for (u32 i = l->held.n; i-- > held;)
        low_release(l, l->held.v[i]);
    for (u32 i = l->live.n; i-- > live;)
        if (l->var.v[l->live.v[i]].own)
            low_release(l, low_var_get(l, l->live.v[i]));
}

/* Variables */

u32 low_var(Lower *l, Ty *ty, Val v, bool own)
{
    Var x = {.ty = low_ty(l, ty), .own = own && low_refs(l, ty)};
    u8 w[2];
    u32 n = low_words(l, x.ty, w);
    for (u32 i = 0; i < n; i++)
        x.v[i] = ssa_var(l->ssa, (Type)w[i]);
    vec_push(l->mem, &l->var, x);
    u32 id = l->var.n - 1;
    low_var_set(l, id, v);
    if (x.own)
        vec_push(l->mem, &l->live, id);
    return id;
}

Val low_var_get(Lower *l, u32 var)
{
    Var *x = &l->var.v[var];
    Val v = {.ty = x->ty};
    u8 w[2];
    u32 n = low_words(l, x->ty, w);
    for (u32 i = 0; i < n; i++)
        v.r[i] = ssa_read(l->ssa, x->v[i], l->b.blk);
    return v;
}

void low_var_set(Lower *l, u32 var, Val v)
{
    Var *x = &l->var.v[var];
    u8 w[2];
    u32 n = low_words(l, x->ty, w);
    for (u32 i = 0; i < n && !l->dead; i++)
        ssa_write(l->ssa, x->v[i], l->b.blk, v.r[i]);
    if (n == 1 && !l->dead)
        low_debug_wrote(l, x->v[0], v.r[0]);
}

u32 low_local(Lower *l, Local *x)
{
    assert(x->gen == l->gen && "a variable of another function");
    return x->var;
}

// Give the source variable x the value v. own: x releases it, so v is retained when borrowed.
void low_bind(Lower *l, Local *x, Val v, bool own)
{
    if (own)
        v = low_own(l, v);
    x->var = low_var(l, v.ty, v, own);
    x->gen = l->gen;
    low_debug_local(l, x);
}

/* Payload words, Option, Result */

// as a payload word (I64), consumes ownership
static Ref low_word(Lower *l, Val v)
{
    switch (low_repr(l, v.ty)) {
    case RP_NONE: return i64c(l, 0);
    case RP_I64: return v.r[0];
    case RP_F64: return ir_new(&l->b, OP_BITCAST, T_I64, v.r[0], 0, 0);
    case RP_PTR: return low_ptr_word(l, v.r[0]);
    case RP_I8: return ir_new(&l->b, OP_ZEXT, T_I64, v.r[0], 0, 0);
    default: break;
    }
    v = low_own(l, v);
    Ref cell = LOW_RT(l, rt_cell_new, low_desc(l, v.ty), low_spill(l, v));
    return low_ptr_word(l, cell);
}

Val low_from_word(Lower *l, Ref w, Ty *ty)
{
    Val v = {.ty = low_ty(l, ty)};
    switch (low_repr(l, ty)) {
    case RP_NONE: break;
    case RP_I64: v.r[0] = w; break;
    case RP_F64: v.r[0] = ir_new(&l->b, OP_BITCAST, T_F64, w, 0, 0); break;
    case RP_PTR: v.r[0] = low_word_ptr(l, w); break;
    case RP_I8: v.r[0] = ir_new(&l->b, OP_TRUNC, T_I8, w, 0, 0); break;
    case RP_PAIR: return low_load(l, low_word_ptr(l, w), RT_REC_DATA, ty);
    }
    return v;
}

Val low_none(Lower *l, Ty *opt)
{
    opt = low_ty(l, opt);
    if (low_repr(l, opt) == RP_PTR)
        return low_make(l, opt, ir_int(l->b.f, T_PTR, 0), 0, true);
    Ref zero = i64c(l, 0);
    return low_make(l, opt, i64c(l, RT_NONE), zero, true); // also the dynamic null
}

Val low_some(Lower *l, Val v, Ty *opt)
{
    opt = low_ty(l, opt);
    if (low_repr(l, opt) == RP_PTR)
        return low_make(l, opt, v.r[0], 0, v.own);
    Ref w = low_word(l, v);
    return low_make(l, opt, i64c(l, RT_SOME), w, v.own);
}

Ref low_is_some(Lower *l, Val v)
{
    if (low_repr(l, v.ty) == RP_PTR)
        return ir_new(&l->b, OP_NE, T_I8, v.r[0], ir_int(l->b.f, T_PTR, 0), 0);
    return ir_new(&l->b, OP_NE, T_I8, v.r[0], i64c(l, 0), 0);
}

Val low_unwrap(Lower *l, Val v)
{
    Ty *t = core(l, v.ty);
    if (t->kind != TY_OPTION)
        return v;
    if (low_repr(l, t) == RP_PTR)
        return low_make(l, t->a, v.r[0], 0, v.own);
    Val r = low_from_word(l, v.r[1], t->a);
    r.own = v.own;
    return r;
}

Val low_ok(Lower *l, Val v, Ty *res)
{
    Ref w = low_word(l, v);
    return low_make(l, res, i64c(l, RT_OK), w, v.own || low_repr(l, v.ty) == RP_PAIR);
}

Val low_err(Lower *l, Val v, Ty *res)
{
    Ref w = low_word(l, v);
    return low_make(l, res, i64c(l, RT_ERR), w, v.own || low_repr(l, v.ty) == RP_PAIR);
}

/* Ends */

void low_fail_text(Lower *l, const char *text)
{
    if (l->dead)
        return;
    LOW_RT(l, rt_fail, low_str(l, str_of(text)));
    ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
    l->dead = true;
}

// The failure blocks of a function are shared and filled by low_end.
void low_fail_if(Lower *l, Ref cond, int kind)
{
    if (l->dead)
        return;
    if (!l->fail[kind])
        l->fail[kind] = low_blk(l);
    BlkId ok = low_blk(l);
    low_br(l, cond, l->fail[kind], ok, BR_UNLIKELY);
    low_enter(l, ok);
}

/* Errors */

void low_return(Lower *l, Val v)
{
    if (l->dead)
        return;
    Ref r[3];
    u8 w[2];
    u32 n = l->glue ? 0 : low_words(l, l->ret, w);
    for (u32 i = 0; i < n; i++)
        r[i] = v.r[i];
    if (l->glue || (l->fn && l->fn->throws))
        r[n++] = ir_int(l->b.f, T_PTR, 0);
    low_release_live(l, 0, 0);
    ir_ret(&l->b, r, n);
    l->dead = true;
}

// The runtime's own standard errors become the program's declaration of the same name; others stay.
static Ref declared_error(Lower *l, Ref err, Ty *et)
{
    Merge m = low_merge(l, et);
    BlkId same = low_blk(l), other = low_blk(l), join = low_blk(l);
    low_br(l, LOW_RT(l, rt_err_is, low_desc(l, et), err), same, other, 0);
    low_enter(l, same);
    Ref cast = LOW_RT(l, rt_err_cast, low_desc(l, et), err);
    low_merge_set(l, &m, low_make(l, et, cast, 0, true));
    BlkId bad = low_blk(l);
    low_br(l, ir_new(&l->b, OP_NE, T_I8, cast, ir_int(l->b.f, T_PTR, 0), 0), join, bad, BR_LIKELY);
    low_enter(l, bad);
    low_fail_text(l, "an error does not fit its declaration");
    low_enter(l, other);
    low_merge_set(l, &m, low_make(l, et, err, 0, true));
    low_jmp(l, join);
    low_enter(l, join);
    return low_merge_get(l, &m, true).r[0];
}

// err is an owned error object. Ends the block.
void low_throw(Lower *l, Ref err)
{
    if (l->dead)
        return;
    Ref r[3];
    u8 w[2];
    if (!l->glue && l->fn && l->fn->catches) {
        Ty *et = low_ty(l, l->ret->b);
        if (et->kind == TY_STRUCT)
            err = declared_error(l, err, et);
        Val ev;
        if (et->kind == TY_DYN) {
            Ref w = low_word(l, low_make(l, l->t->basic[TY_STRING], err, 0, true));
            ev = low_make(l, et, i64c(l, RT_STRUCT), w, true);
        } else {
            ev = low_make(l, et, err, 0, true);
        }
        low_return(l, low_err(l, ev, l->ret));
        return;
    }
    if (!l->glue && !(l->fn && l->fn->throws)) {
        LOW_RT(l, rt_fail_error, err);
        ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
        l->dead = true;
        return;
    }
    u32 n = l->glue ? 0 : low_words(l, l->ret, w);
    for (u32 i = 0; i < n; i++)
        r[i] = w[i] == T_F64 ? ir_f64(l->b.f, 0) : ir_int(l->b.f, (Type)w[i], 0);
    r[n++] = err;
    low_release_live(l, 0, 0);
    ir_ret(&l->b, r, n);
    l->dead = true;
}

void low_throw_if(Lower *l, Ref err)
{
    if (l->dead)
        return;
    BlkId bad = low_blk(l), ok = low_blk(l);
    low_br(l, ir_new(&l->b, OP_NE, T_I8, err, ir_int(l->b.f, T_PTR, 0), 0), bad, ok, BR_UNLIKELY);
    low_enter(l, bad);
    low_throw(l, err);
    low_enter(l, ok);
}

/* Conversion */

static Val option_dyn(Lower *l, Val v)
{
    Ty *in = core(l, v.ty)->a;
    u8 kind = low_kind(l, in);
    bool plain = kind != RT_TAG && kind != RT_RESULT && kind != RT_UNIT && kind != RT_BOX;
    if (plain) { // without a branch: the payload of null is 0
        Ref c = low_is_some(l, v);
        Ref null = i64c(l, RT_NULL), some = i64c(l, kind);
        Ref tag = ir_new(&l->b, OP_SELECT, T_I64, c, some, null);
        Ref w = low_repr(l, v.ty) == RP_PTR ? low_ptr_word(l, v.r[0]) : v.r[1];
        return low_make(l, l->t->basic[TY_DYN], tag, w, v.own);
    }
    v = low_own(l, v);
    return LOW_RT_DYN(l, rt_dyn_of, low_desc(l, v.ty), low_spill(l, v));
}

Val low_to_dyn(Lower *l, Val v)
{
    Ty *dyn = l->t->basic[TY_DYN];
    u8 kind = low_kind(l, v.ty);
    switch (kind) {
    case RT_DYN:
        return v;
    case RT_OPTION:
        return option_dyn(l, v);
    case RT_BOX: case RT_RESULT: case RT_TAG:
        v = low_own(l, v);
        return LOW_RT_DYN(l, rt_dyn_of, low_desc(l, v.ty), low_spill(l, v));
    default: break;
    }
    Ref w = low_word(l, v);
    return low_make(l, dyn, i64c(l, kind), w, v.own);
}

static Val from_dyn(Lower *l, Val v, Ty *to, const char *path)
{
    Ref out = low_slot(l, to);
    v = low_own(l, v);
    low_throw_if(l, LOW_RT(l, rt_dyn_to, low_desc(l, to), out, v.r[0], v.r[1],
                           low_str(l, str_of(path))));
    Val r = low_load(l, out, 0, to);
    r.own = true;
    return r;
}

static Val conv_option(Lower *l, Val v, Ty *to, const char *path)
{
    Ty *from = core(l, v.ty);
    if (from->kind != TY_OPTION)
        return low_some(l, low_own(l, low_conv(l, v, to->a, path)), to);
    if (low_ty(l, from->a) == low_ty(l, to->a) || low_repr(l, from) == low_repr(l, to)) {
        v.ty = to;
        if (low_kind(l, from->a) == low_kind(l, to->a) && low_kind(l, to->a) != RT_LIST &&
            low_kind(l, to->a) != RT_MAP)
            return v;
    }
    Merge m = low_merge(l, to);
    BlkId some = low_blk(l), none = low_blk(l), join = low_blk(l);
    v.ty = from;
    v = low_own(l, v);
    low_br(l, low_is_some(l, v), some, none, 0);
    low_enter(l, some);
    low_merge_set(l, &m, low_some(l, low_own(l, low_conv(l, low_unwrap(l, v), to->a, path)), to));
    low_jmp(l, join);
    low_enter(l, none);
    low_merge_set(l, &m, low_none(l, to));
    low_jmp(l, join);
    low_enter(l, join);
    return low_merge_get(l, &m, true);
}

static Val unbox(Lower *l, Val v)
{
    Val r = low_load(l, v.r[0], RT_REC_DATA, core(l, v.ty)->a);
    if (v.own) {
        r = low_own(l, r);
        low_release(l, v);
    }
    return r;
}

static bool same_shape(Lower *l, Ty *a, Ty *b)
{
    a = core(l, a);
    b = core(l, b);
    if (a == b)
        return true;
    u8 k = low_kind(l, a);
    if (k != low_kind(l, b))
        return false;
    switch (k) {
    case RT_STRING:
        return true;
    case RT_LIST: case RT_OPTION: case RT_BOX:
        return same_shape(l, a->a, b->a);
    case RT_MAP:
        return same_shape(l, a->b, b->b);
    case RT_RESULT:
        return same_shape(l, a->a, b->a) && same_shape(l, a->b, b->b);
    default:
        return false;
    }
}

static Val conv_result(Lower *l, Val v, Ty *to, const char *path)
{
    Ty *from = core(l, v.ty);
    Merge m = low_merge(l, to);
    BlkId ok = low_blk(l), bad = low_blk(l), join = low_blk(l);
    v = low_own(l, v);
    low_br(l, ir_new(&l->b, OP_EQ, T_I8, v.r[0], i64c(l, RT_OK), 0), ok, bad, 0);
    for (int i = 0; i < 2; i++) {
        low_enter(l, i ? bad : ok);
        Val in = low_own(l, low_from_word(l, v.r[1], i ? from->b : from->a));
        low_release(l, v);
        in = low_own(l, low_conv(l, in, i ? to->b : to->a, path));
        low_merge_set(l, &m, i ? low_err(l, in, to) : low_ok(l, in, to));
        low_jmp(l, join);
    }
    low_enter(l, join);
    return low_merge_get(l, &m, true);
}

Val low_conv(Lower *l, Val v, Ty *want, const char *path)
{
    Ty *to = low_ty(l, want);
    Ty *tc = core(l, to), *fc = core(l, v.ty);
    if (fc == tc || same_shape(l, fc, tc)) {
        v.ty = to;
        return v;
    }
    if (tc->kind == TY_UNIT) {
        low_drop(l, v);
        return low_unit(l);
    }
    if (fc->kind == TY_BOX && tc->kind != TY_BOX)
        return low_conv(l, unbox(l, v), want, path);
    if (tc->kind == TY_DYN)
        return low_to_dyn(l, v);
    if (tc->kind == TY_RESULT)
        return fc->kind == TY_RESULT ? conv_result(l, v, tc, path)
                                     : low_ok(l, low_own(l, low_conv(l, v, tc->a, path)), tc);
    if (fc->kind == TY_DYN)
        return from_dyn(l, v, to, path);
    if (tc->kind == TY_OPTION)
        return conv_option(l, v, tc, path);
    if (fc->kind == TY_OPTION) { // a soft value that has to be there
        Ref zero = ir_int(l->b.f, T_I8, 0);
        low_fail_if(l, ir_new(&l->b, OP_EQ, T_I8, low_is_some(l, v), zero, 0), FAIL_NULL);
        return low_conv(l, low_unwrap(l, v), want, path);
    }
    if (fc->kind == TY_STRUCT && tc->kind == TY_STRUCT) // errors of the std.Error family
        return low_make(l, to, v.r[0], v.r[1], v.own);
    return from_dyn(l, low_to_dyn(l, v), to, path);
}

Val low_to_str(Lower *l, Val v)
{
    Ty *str = l->t->basic[TY_STRING];
    Ref r;
    switch (low_kind(l, v.ty)) {
    case RT_STRING:
        return v;
    case RT_INT:
        r = LOW_RT(l, rt_int_str, v.r[0]);
        break;
    case RT_FLOAT:
        r = LOW_RT(l, rt_float_str, v.r[0]);
        break;
    case RT_BOOL:
        r = LOW_RT(l, rt_bool_str, v.r[0]);
        break;
    case RT_DYN:
        r = LOW_RT(l, rt_dyn_str, v.r[0], v.r[1]);
        break;
    default:
        r = LOW_RT(l, rt_val_str, low_desc(l, v.ty), low_spill(l, v));
        break;
    }
    low_drop(l, v);
    return low_make(l, str, r, 0, true);
}
