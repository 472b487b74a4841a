// build.c - make modules and functions, and edit them
#include "ir/ir.h"

/* ---- modules ---- */

Mod *mod_new(Arena *a, const DataLayout *dl, Str name)
{
    Mod *m = arena_new(a, Mod);
    m->mem = a;
    m->dl = *dl;
    m->name = str_dup(a, name);
    m->sym_by_name = map_new(a);
    m->sig_by_key = map_new(a);
    vec_push(a, &m->sym, (Sym){0});
    vec_push(a, &m->file, (Str){0});
    vec_push(a, &m->sig, (Sig){0});
    return m;
}

u32 mod_file(Mod *m, Str path)
{
    for (u32 i = m->file.n; i-- > 1;)
        if (str_eq(m->file.v[i], path))
            return i;
    if (m->file.n >= 1023)
        return 0; // LOC has 10 bits; more files than that have no locations
    vec_push(m->mem, &m->file, str_dup(m->mem, path));
    return m->file.n - 1;
}

// Takes the key. When it is new, *id is its number from now on; else *id becomes the one it has.
static bool interned(Mod *m, Buf *key, u32 *id)
{
    u64 *have = map_get(&m->sig_by_key, (Str){(const char *)key->p, key->n});
    if (have) {
        *id = (u32)*have;
        buf_free(key);
        return false;
    }
    *map_put(&m->sig_by_key, buf_take(key, m->mem), NULL) = *id;
    return true;
}

u32 mod_agg(Mod *m, const Agg *a)
{
    Buf key = {0};
    buf_byte(&key, 'A');
    buf_u32(&key, a->size);
    buf_u32(&key, a->align);
    for (u32 i = 0; i < a->nfield; i++) {
        buf_u32(&key, a->field[i].off);
        buf_byte(&key, a->field[i].type);
    }
    u32 id = m->agg.n;
    if (!interned(m, &key, &id))
        return id;
    Agg n = *a;
    n.field = a->nfield ? arena_dup(m->mem, a->field, a->nfield * sizeof *a->field) : NULL;
    vec_push(m->mem, &m->agg, n);
    return id;
}

u32 mod_asm(Mod *m, Str text, Str cons)
{
    Buf key = {0};
    buf_byte(&key, 'T');
    buf_u32(&key, (u32)text.n);
    buf_put(&key, text.p, text.n);
    buf_put(&key, cons.p, cons.n);
    u32 id = m->asm_.n;
    if (!interned(m, &key, &id))
        return id;
    AsmText t = {str_dup(m->mem, text), str_dup(m->mem, cons)};
    vec_push(m->mem, &m->asm_, t);
    return id;
}

void mod_asm_line(Mod *m, Str text, u32 loc)
{
    AsmLine l = {str_dup(m->mem, text), loc};
    vec_push(m->mem, &m->top, l);
}

bool asm_item(Str cons, u32 *at, Str *item)
{
    if (*at >= cons.n)
        return false;
    u32 end = *at;
    while (end < cons.n && cons.p[end] != ',')
        end++;
    *item = (Str){cons.p + *at, end - *at};
    *at = end + 1;
    return true;
}

u32 asm_result_of(Str cons, u32 opnd)
{
    u32 n = 0, at = 0;
    Str s;
    for (u32 k = 0; k < opnd && asm_item(cons, &at, &s); k++)
        n += s.n > 1 && s.p[0] == '=' && s.p[1] != 'm';
    return n;
}

u32 asm_results(Str cons)
{
    u32 n = 0, at = 0;
    bool label = false;
    for (Str s; asm_item(cons, &at, &s);) {
        n += s.n > 1 && s.p[0] == '=' && s.p[1] != 'm';
        label |= str_eqz(s, "l");
    }
    return n + label;
}

static void key_param(Buf *key, Param p)
{
    buf_byte(key, p.type);
    buf_byte(key, p.ext);
    buf_u32(key, p.agg);
}

u32 mod_sig(Mod *m, const Sig *s)
{
    Buf key = {0};
    buf_byte(&key, 'S');
    buf_byte(&key, s->nret);
    buf_byte(&key, s->cc);
    buf_byte(&key, (u8)(s->variadic | s->noreturn << 1));
    buf_u32(&key, s->nfixed);
    for (u32 i = 0; i < s->nret; i++)
        key_param(&key, s->ret[i]);
    for (u32 i = 0; i < s->nparam; i++)
        key_param(&key, s->param[i]);
    u32 id = m->sig.n;
    if (!interned(m, &key, &id))
        return id;
    Sig n = *s;
    n.param = s->nparam ? arena_dup(m->mem, s->param, s->nparam * sizeof *s->param) : NULL;
    for (u32 i = s->nret; i < COUNT(n.ret); i++)
        n.ret[i] = (Param){0};
    vec_push(m->mem, &m->sig, n);
    return id;
}

Str mod_file_name(const Mod *m, Arena *mem, Str name)
{
    if (!m->dl.c_prefix)
        return name;
    if (name.p[0] == m->dl.c_prefix)
        return (Str){name.p + 1, name.n - 1};
    return str_fmt(mem, "\1%.*s", STR_ARG(name));
}

SymId mod_sym(Mod *m, Str name)
{
    if (name.n) {
        u64 *have = map_get(&m->sym_by_name, name);
        if (have)
            return (SymId)*have;
    }
    Sym s = {.name = str_dup(m->mem, name), .bind = name.n ? BIND_GLOBAL : BIND_LOCAL, .align = 1};
    vec_push(m->mem, &m->sym, s);
    SymId id = m->sym.n - 1;
    if (name.n)
        *map_put(&m->sym_by_name, s.name, NULL) = id;
    return id;
}

SymId mod_data(Mod *m, Str name, SymBind bind, u16 flags, const void *p, u64 size, u32 align)
{
    SymId id = mod_sym(m, name);
    Sym *s = &m->sym.v[id];
    s->kind = SYM_DATA;
    s->bind = (u8)bind;
    s->flags = flags;
    s->size = size;
    s->align = align ? align : 1;
    s->data = p && size ? arena_dup(m->mem, p, size) : NULL;
    return id;
}

void mod_reloc(Mod *m, SymId data, u32 off, SymId to, i64 add)
{
    Sym *s = &m->sym.v[data];
    Reloc r = {.off = off, .sym = to, .add = add};
    vec_push(m->mem, &s->reloc, r);
    for (u32 i = s->reloc.n - 1; i > 0 && s->reloc.v[i - 1].off > off; i--) {
        s->reloc.v[i] = s->reloc.v[i - 1];
        s->reloc.v[i - 1] = r;
    }
}

void fn_first(Fn *f)
{
    vec_push(f->mem, &f->ins, (Ins){0});
    vec_push(f->mem, &f->blk, (Blk){0});
    vec_push(f->mem, &f->edge, (Edge){0});
    vec_push(f->mem, &f->pool, 0);
}

Fn *mod_fn(Mod *m, SymId sym, u32 sig, u32 flags)
{
    return mod_fn_in(m, m->mem, sym, sig, flags);
}

Fn *mod_fn_in(Mod *m, Arena *mem, SymId sym, u32 sig, u32 flags)
{
    Fn *f = arena_new(m->mem, Fn);
    f->mem = mem;
    f->mod = m;
    f->sym = sym;
    f->sig = sig;
    f->flags = flags;
    f->konst = imap_new(f->mem);
    fn_first(f);
    Sym *s = &m->sym.v[sym];
    s->kind = SYM_FN;
    s->sig = sig;
    s->fn = f;
    BlkId b = fn_blk(f, (Str){0});
    const Sig *g = &m->sig.v[sig];
    if (g->nret && g->ret[0].agg)
        blk_param(f, b, T_PTR);
    for (u32 i = 0; i < g->nparam; i++)
        blk_param(f, b, (Type)g->param[i].type);
    return f;
}

/* ---- constants: found by hash in Fn.konst, equal hashes chained through Ins.next ---- */

static u64 mix(u64 x)
{
    x ^= x >> 32;
    x *= 0x9e3779b97f4a7c15u;
    x ^= x >> 29;
    return x;
}

static Ref konst(Fn *f, Op op, Type t, i64 bits)
{
    u64 h = mix((u64)bits * 0x100000001b3u + ((u64)op << 8 | (u64)t));
    bool is_new = false;
    u64 *head = imap_put(&f->konst, h, &is_new);
    for (Ref r = (Ref)*head; r; r = f->ins.v[r].next) {
        const Ins *i = &f->ins.v[r];
        if (i->op == op && i->type == t && i->u.i == bits)
            return r;
    }
    Ins n = {.op = (u16)op, .type = (u8)t, .next = (Ref)*head};
    n.u.i = bits;
    vec_push(f->mem, &f->ins, n);
    *head = f->ins.n - 1;
    return f->ins.n - 1;
}

static i64 sym_bits(u32 sym, i32 off)
{
    Ins i = {0};
    i.u.s.sym = sym;
    i.u.s.off = off;
    return i.u.i;
}

Ref ir_int(Fn *f, Type t, i64 x)
{
    switch (mod_type_size(f->mod, t)) {
    case 1: x = (i8)x; break;
    case 2: x = (i16)x; break;
    case 4: x = (i32)x; break;
    default: break;
    }
    return konst(f, OP_INT, t, x);
}

Ref ir_f64(Fn *f, double x)
{
    i64 bits;
    memcpy(&bits, &x, 8);
    return konst(f, OP_FLT, T_F64, bits);
}

Ref ir_f32(Fn *f, float x)
{
    u32 bits;
    memcpy(&bits, &x, 4);
    return konst(f, OP_FLT, T_F32, (i64)bits);
}

Ref ir_fbits(Fn *f, Type t, u64 bits)
{
    return konst(f, OP_FLT, t, t == T_F32 ? (i64)(u32)bits : (i64)bits);
}

Ref ir_sym(Fn *f, SymId s, i32 off)
{
    return konst(f, OP_SYM, T_PTR, sym_bits(s, off));
}

Ref ir_slot(Fn *f, u32 slot, i32 off)
{
    return konst(f, OP_SLOT, T_PTR, sym_bits(slot, off));
}

Ref ir_undef(Fn *f, Type t)
{
    return konst(f, OP_UNDEF, t, 0);
}

Ref ir_blkaddr(Fn *f, BlkId b)
{
    f->blk.v[b].addr_taken = true;
    return konst(f, OP_BLKADDR, T_PTR, sym_bits(b, 0));
}

bool ir_is_int(const Fn *f, Ref r, i64 *x)
{
    if (f->ins.v[r].op != OP_INT)
        return false;
    *x = f->ins.v[r].u.i;
    return true;
}

/* ---- functions ---- */

u32 fn_slot(Fn *f, u32 size, u32 align, Str name)
{
    Slot s = {size, align ? align : 1, name.n ? str_dup(f->mem, name) : (Str){0}};
    vec_push(f->mem, &f->slot, s);
    return f->slot.n - 1;
}

BlkId fn_blk(Fn *f, Str name)
{
    Blk b = {.prev = f->last, .name = name.n ? str_dup(f->mem, name) : (Str){0}};
    vec_push(f->mem, &f->blk, b);
    BlkId id = f->blk.n - 1;
    if (f->last)
        f->blk.v[f->last].next = id;
    else
        f->entry = id;
    f->last = id;
    return id;
}

Ref blk_param(Fn *f, BlkId b, Type t)
{
    Ins n = {.op = OP_PARAM, .type = (u8)t, .blk = b};
    vec_push(f->mem, &f->ins, n);
    vec_push(f->mem, &f->blk.v[b].param, f->ins.n - 1);
    return f->ins.n - 1;
}

void ir_append(Fn *f, BlkId b, Ref r)
{
    Blk *k = &f->blk.v[b];
    Ins *i = &f->ins.v[r];
    if (k->tail) {
        marks_set(f, r, marks_join(f, k->tail, ir_marks(f, r)));
        k->tail = 0;
    }
    i->blk = b;
    i->prev = k->last;
    i->next = 0;
    if (k->last)
        f->ins.v[k->last].next = r;
    else
        k->first = r;
    k->last = r;
}

static void link_before(Fn *f, Ref r, Ref at)
{
    Ins *i = &f->ins.v[r], *n = &f->ins.v[at];
    i->blk = n->blk;
    i->prev = n->prev;
    i->next = at;
    if (n->prev)
        f->ins.v[n->prev].next = r;
    else
        f->blk.v[n->blk].first = r;
    n->prev = r;
}

static void unlink(Fn *f, Ref r)
{
    Ins *i = &f->ins.v[r];
    Blk *k = &f->blk.v[i->blk];
    if (r < f->mark_at.n)
        marks_pass_on(f, r);
    if (i->prev)
        f->ins.v[i->prev].next = i->next;
    else if (k->first == r)
        k->first = i->next;
    if (i->next)
        f->ins.v[i->next].prev = i->prev;
    else if (k->last == r)
        k->last = i->prev;
    i->prev = i->next = 0;
}

static Ref new_ins(Fn *f, Op op, Type t, const Ref *args, u32 n, u32 loc)
{
    assert(n < 0x10000);
    Ins i = {.op = (u16)op, .type = (u8)t, .narg = (u16)n, .loc = loc};
    if (n <= 4) {
        for (u32 k = 0; k < n; k++)
            i.u.a[k] = args[k];
    } else {
        i.u.ext = f->pool.n;
        for (u32 k = 0; k < n; k++)
            vec_push(f->mem, &f->pool, args[k]);
    }
    vec_push(f->mem, &f->ins, i);
    return f->ins.n - 1;
}

static Ref build(Build *b, Op op, Type t, const Ref *args, u32 n)
{
    assert(b->blk && !blk_done(b->f, b->blk) && "the block has its terminator already");
    Ref r = new_ins(b->f, op, t, args, n, b->loc);
    ir_append(b->f, b->blk, r);
    return r;
}

Ref ir_new(Build *b, Op op, Type t, Ref x, Ref y, Ref z)
{
    Ref a[3] = {x, y, z};
    assert(op_info[op].nargs >= 0 && !(op_info[op].flags & OF_CONST));
    for (int k = 0; k < op_info[op].nargs; k++)
        assert(a[k] && a[k] < b->f->ins.n);
    return build(b, op, t, a, (u32)op_info[op].nargs);
}

Ref ir_newn(Build *b, Op op, Type t, const Ref *args, u32 nargs)
{
    return build(b, op, t, args, nargs);
}

Ref ir_load(Build *b, Type t, Ref p, u32 aux)
{
    assert(ir_type(b->f, p) == T_PTR);
    Ref r = build(b, OP_LOAD, t, &p, 1);
    ir_ins(b->f, r)->aux = aux;
    return r;
}

Ref ir_store(Build *b, Type t, Ref p, Ref v, u32 aux)
{
    assert(ir_type(b->f, p) == T_PTR && ir_type(b->f, v) == t);
    Ref a[2] = {p, v};
    Ref r = build(b, OP_STORE, T_VOID, a, 2);
    ir_ins(b->f, r)->aux = aux;
    ir_ins(b->f, r)->sig = (u32)t;
    return r;
}

Ref ir_call(Build *b, Type t, u32 sig, Ref callee, const Ref *args, u32 nargs)
{
    Ref small[16], *all = nargs < 16 ? small : xmalloc((nargs + 1) * sizeof *all);
    all[0] = callee;
    for (u32 k = 0; k < nargs; k++)
        all[k + 1] = args[k];
    Ref r = build(b, OP_CALL, t, all, nargs + 1);
    ir_ins(b->f, r)->sig = sig;
    if (all != small)
        free(all);
    return r;
}

Ref ir_asm(Build *b, Type t, u32 text, const Ref *args, u32 nargs)
{
    Ref r = build(b, OP_ASM, t, args, nargs);
    ir_ins(b->f, r)->sig = text;
    return r;
}

Ref ir_res(Build *b, Type t, Ref multi, u32 idx)
{
    assert(op_info[ir_ins(b->f, multi)->op].flags & OF_MULTI);
    Ref r = build(b, OP_RES, t, &multi, 1);
    ir_ins(b->f, r)->aux = idx;
    return r;
}

static void add_edge(Fn *f, Ref term, BlkId to, const Ref *args, u32 n, i64 val)
{
    Ins *i = &f->ins.v[term];
    // another terminator came between: move ours last
    if (i->nedge && i->edge + i->nedge != f->edge.n) {
        u32 at = f->edge.n;
        for (u32 k = 0; k < i->nedge; k++) {
            Edge e = f->edge.v[i->edge + k];
            vec_push(f->mem, &f->edge, e);
        }
        i->edge = at;
    }
    if (!i->nedge)
        i->edge = f->edge.n;
    Edge e = {.to = to, .arg = f->pool.n, .narg = n, .val = val};
    for (u32 k = 0; k < n; k++)
        vec_push(f->mem, &f->pool, args[k]);
    vec_push(f->mem, &f->edge, e);
    i->nedge++;
}

Ref ir_jmp(Build *b, BlkId to, const Ref *args, u32 n)
{
    Ref r = build(b, OP_JMP, T_VOID, NULL, 0);
    add_edge(b->f, r, to, args, n, 0);
    return r;
}

Ref ir_br(Build *b, Ref cond, BlkId yes, const Ref *ya, u32 yn, BlkId no, const Ref *na, u32 nn)
{
    Ref r = build(b, OP_BR, T_VOID, &cond, 1);
    add_edge(b->f, r, yes, ya, yn, 0);
    add_edge(b->f, r, no, na, nn, 0);
    return r;
}

Ref ir_switch(Build *b, Ref v, BlkId dflt)
{
    Ref r = build(b, OP_SWITCH, T_VOID, &v, 1);
    add_edge(b->f, r, dflt, NULL, 0, 0);
    return r;
}

void ir_case(Build *b, Ref sw, i64 val, BlkId to)
{
    add_edge(b->f, sw, to, NULL, 0, val);
}

Ref ir_ijmp(Build *b, Ref p, const BlkId *to, u32 n)
{
    Ref r = build(b, OP_IJMP, T_VOID, &p, 1);
    for (u32 k = 0; k < n; k++)
        add_edge(b->f, r, to[k], NULL, 0, 0);
    return r;
}

Ref ir_ret(Build *b, const Ref *v, u32 n)
{
    return build(b, OP_RET, T_VOID, v, n);
}

bool blk_done(const Fn *f, BlkId b)
{
    Ref l = f->blk.v[b].last;
    return l && (op_info[f->ins.v[l].op].flags & OF_TERM);
}

/* ---- changes made by passes ---- */

Ref ir_before(Fn *f, Ref at, Op op, Type t, Ref x, Ref y, Ref z)
{
    Ref a[3] = {x, y, z};
    assert(op_info[op].nargs >= 0 && f->ins.v[at].blk && f->ins.v[at].op != OP_PARAM);
    Ref r = new_ins(f, op, t, a, (u32)op_info[op].nargs, f->ins.v[at].loc);
    link_before(f, r, at);
    return r;
}

void ir_set_edge(Fn *f, Edge *e, BlkId to, const Ref *args, u32 n)
{
    u32 at = f->pool.n; // the old pool stays readable in the arena when args points into it
    for (u32 k = 0; k < n; k++) {
        Ref r = args[k];
        vec_push(f->mem, &f->pool, r);
    }
    e->to = to;
    e->arg = at;
    e->narg = n;
}

void ir_remove(Fn *f, Ref r)
{
    Ins *i = &f->ins.v[r];
    if (i->op == OP_PARAM) {
        Blk *b = &f->blk.v[i->blk];
        u32 n = 0;
        for (u32 k = 0; k < b->param.n; k++)
            if (b->param.v[k] != r)
                b->param.v[n++] = b->param.v[k];
        b->param.n = n;
    } else if (i->blk) {
        unlink(f, r);
    }
    *i = (Ins){0};
}

void ir_move_before(Fn *f, Ref r, Ref at)
{
    if (r == at)
        return;
    if (f->ins.v[r].blk)
        unlink(f, r);
    link_before(f, r, at);
}

void ir_replace(Fn *f, Ref from, Ref to)
{
    for (u32 r = 1; r < f->ins.n; r++) {
        Ins *i = &f->ins.v[r];
        if (i->narg <= 4)
            for (u32 k = 0; k < i->narg; k++)
                if (i->u.a[k] == from)
                    i->u.a[k] = to;
    }
    for (u32 k = 0; k < f->pool.n; k++)
        if (f->pool.v[k] == from)
            f->pool.v[k] = to;
    for (u32 k = 0; k < f->var.n; k++)
        if (f->var.v[k].ref == from)
            f->var.v[k].ref = to;
    marks_replace_one(f, from, to);
}

static Ref chase(const Ref *to, Ref r)
{
    while (to[r] && to[r] != r)
        r = to[r];
    return r;
}

void ir_replace_map(Fn *f, const Ref *to)
{
    for (u32 r = 1; r < f->ins.n; r++) {
        Ins *i = &f->ins.v[r];
        if (i->narg <= 4)
            for (u32 k = 0; k < i->narg; k++)
                i->u.a[k] = chase(to, i->u.a[k]);
    }
    for (u32 k = 0; k < f->pool.n; k++)
        f->pool.v[k] = chase(to, f->pool.v[k]);
    for (u32 k = 0; k < f->var.n; k++)
        f->var.v[k].ref = chase(to, f->var.v[k].ref);
    marks_replace(f, to, f->ins.n);
}

void blk_remove(Fn *f, BlkId b)
{
    Blk *k = &f->blk.v[b];
    if (k->dead)
        return;
    assert(b != f->entry);
    for (Ref r = k->first; r;) {
        Ref next = f->ins.v[r].next;
        f->ins.v[r] = (Ins){0};
        r = next;
    }
    for (u32 p = 0; p < k->param.n; p++)
        f->ins.v[k->param.v[p]] = (Ins){0};
    k->first = k->last = k->tail = 0;
    k->param.n = 0;
    k->dead = true;
    f->blk.v[k->prev].next = k->next;
    if (k->next)
        f->blk.v[k->next].prev = k->prev;
    else
        f->last = k->prev;
    k->prev = k->next = 0;
}

/* ---- compaction: the function is rebuilt, numbered in text order ---- */

typedef struct Pack {
    Fn *f;
    Fn n;       // the new arrays
    Ref *ins;   // old to new
    BlkId *blk;
    u32 *slot;  // new number + 1
} Pack;

static Ref pack_ref(Pack *p, Ref r)
{
    if (!r || p->ins[r])
        return p->ins[r];
    Ins *i = &p->f->ins.v[r];
    Fn *n = &p->n;
    switch (i->op) {
    case OP_SLOT: {
        u32 s = i->u.s.sym;
        if (!p->slot[s]) {
            vec_push(n->mem, &n->slot, p->f->slot.v[s]);
            p->slot[s] = n->slot.n;
        }
        return p->ins[r] = ir_slot(n, p->slot[s] - 1, i->u.s.off);
    }
    case OP_BLKADDR:
        // gone because nothing can jump there: any distinct address will do
        if (!p->blk[i->u.s.sym])
            return p->ins[r] = ir_int(n, T_PTR, 1);
        return p->ins[r] = ir_blkaddr(n, p->blk[i->u.s.sym]);
    default:
        if (op_info[i->op].flags & OF_CONST)
            return p->ins[r] = konst(n, (Op)i->op, (Type)i->type, i->u.i);
        return 0; // a removed instruction: the verifier will complain
    }
}

static void pack_ins(Pack *p, Ref r)
{
    Fn *n = &p->n, *f = p->f;
    Ins *i = &f->ins.v[r];
    Ins *d = &n->ins.v[p->ins[r]];
    const Ref *a = ir_args(f, i);
    if (i->narg <= 4) {
        Ref x[4];
        u32 na = i->narg;
        for (u32 k = 0; k < na; k++)
            x[k] = pack_ref(p, a[k]);
        d = &n->ins.v[p->ins[r]];
        for (u32 k = 0; k < na; k++)
            d->u.a[k] = x[k];
    } else {
        u32 at = n->pool.n;
        for (u32 k = 0; k < i->narg; k++) {
            Ref x = pack_ref(p, a[k]);
            vec_push(n->mem, &n->pool, x);
        }
        n->ins.v[p->ins[r]].u.ext = at;
    }
    u32 first = n->edge.n;
    for (u32 k = 0; k < i->nedge; k++) {
        Edge e = f->edge.v[i->edge + k];
        const Ref *ea = f->pool.v + e.arg;
        e.arg = n->pool.n;
        e.to = p->blk[e.to];
        for (u32 q = 0; q < e.narg; q++) {
            Ref x = pack_ref(p, ea[q]);
            vec_push(n->mem, &n->pool, x);
        }
        vec_push(n->mem, &n->edge, e);
    }
    n->ins.v[p->ins[r]].edge = i->nedge ? first : 0;
}

static void pack_relocs(Pack *p)
{
    Mod *m = p->f->mod;
    for (u32 s = 1; s < m->sym.n; s++)
        for (u32 k = 0; k < m->sym.v[s].reloc.n; k++) {
            Reloc *r = &m->sym.v[s].reloc.v[k];
            if (r->blk && r->sym == p->f->sym) {
                r->blk = p->blk[r->blk];
                r->from = p->blk[r->from];
            }
        }
}

// Places that no instruction names any more, and values that are gone, bind nothing.
static void pack_vars(Pack *p)
{
    const Fn *f = p->f;
    Fn *n = &p->n;
    for (u32 k = 0; k < f->var.n; k++) {
        VarBind v = f->var.v[k];
        const Ins *i = &f->ins.v[v.ref];
        bool gone = i->op == OP_SLOT && !p->slot[i->u.s.sym];
        v.ref = gone ? 0 : pack_ref(p, v.ref);
        v.at &= v.ref != 0;
        vec_push(n->mem, &n->var, v);
    }
    for (u32 k = 0; k < f->site.n; k++)
        vec_push(n->mem, &n->site, f->site.v[k]);
    for (u32 k = 0; k < f->pos.n; k++)
        vec_push(n->mem, &n->pos, f->pos.v[k]);
}

// Of values that the code still has; a value that is none any more is not known.
static void pack_marks(Pack *p)
{
    const Fn *f = p->f;
    Fn *n = &p->n;
    if (f->mark.n)
        vec_push(n->mem, &n->mark, (VarMark){0});
    for (BlkId b = f->mark.n ? f->entry : 0; b; b = f->blk.v[b].next)
        for (Ref r = f->blk.v[b].first; r; r = f->ins.v[r].next) {
            u32 last = 0;
            for (u32 k = ir_marks(f, r); k; k = f->mark.v[k].next) {
                VarMark m = f->mark.v[k];
                if (marks_again(f, m.next, m.bind))
                    continue;
                m.next = 0;
                if (m.kind == MARK_VALUE && !(m.ref = p->ins[m.ref]))
                    m.kind = MARK_UNKNOWN;
                vec_push(n->mem, &n->mark, m);
                if (last)
                    n->mark.v[last].next = n->mark.n - 1;
                else
                    marks_set(n, p->ins[r], n->mark.n - 1);
                last = n->mark.n - 1;
            }
        }
}

// The instructions from r on to block b of the copy; there is room for them (make_room).
static void pack_list(Pack *p, Ref r, BlkId b)
{
    const Fn *f = p->f;
    Fn *n = &p->n;
    Blk *k = &n->blk.v[b];
    for (; r; r = f->ins.v[r].next) {
        Ref at = n->ins.n++;
        Ins *i = &n->ins.v[at];
        *i = f->ins.v[r];
        i->blk = b;
        i->prev = k->last;
        i->next = 0;
        if (k->last)
            i[-1].next = at;
        else
            k->first = at;
        k->last = at;
        p->ins[r] = at;
    }
}

// Numbers blocks, parameters and instructions in text order and places them, without operands.
static bool pack_place(Pack *p)
{
    Fn *f = p->f, *n = &p->n;
    bool addr_taken = false;
    for (BlkId b = f->entry; b; b = f->blk.v[b].next) {
        p->blk[b] = fn_blk(n, f->blk.v[b].name);
        n->blk.v[p->blk[b]].addr_taken = f->blk.v[b].addr_taken;
    }
    for (u32 b = 1; b < f->blk.n; b++)
        addr_taken |= f->blk.v[b].addr_taken;
    for (BlkId b = f->entry; b; b = f->blk.v[b].next) {
        const Blk *k = &f->blk.v[b];
        for (u32 i = 0; i < k->param.n; i++) {
            Ref r = blk_param(n, p->blk[b], ir_type(f, k->param.v[i]));
            n->ins.v[r].loc = f->ins.v[k->param.v[i]].loc;
            p->ins[k->param.v[i]] = r;
        }
        pack_list(p, k->first, p->blk[b]);
    }
    return addr_taken;
}

// Vectors as long as the function's, at most: what the copy drops is not known yet.
static void make_room(Pack *p, Arena *mem)
{
    const Fn *f = p->f;
    Fn *n = &p->n;
    n->ins.cap = f->ins.n + 1;
    n->ins.v = arena_raw(mem, Ins, n->ins.cap);
    n->blk.cap = f->blk.n + 1;
    n->blk.v = arena_raw(mem, Blk, n->blk.cap);
    n->edge.cap = f->edge.n + 1;
    n->edge.v = arena_raw(mem, Edge, n->edge.cap);
    n->pool.cap = f->pool.n + 1;
    n->pool.v = arena_raw(mem, Ref, n->pool.cap);
}

void fn_copy_to(Fn *f, Arena *mem)
{
    Arena tmp = {0};
    Pack p = {.f = f, .n = *f};
    drop_analyses(f, 0);
    p.ins = arena_array(&tmp, Ref, f->ins.n + 1);
    p.blk = arena_array(&tmp, BlkId, f->blk.n + 1);
    p.slot = arena_array(&tmp, u32, f->slot.n + 1);
    Fn *n = &p.n;
    memset(&n->ins, 0, sizeof n->ins);
    memset(&n->blk, 0, sizeof n->blk);
    memset(&n->slot, 0, sizeof n->slot);
    memset(&n->edge, 0, sizeof n->edge);
    memset(&n->pool, 0, sizeof n->pool);
    memset(&n->var, 0, sizeof n->var);
    memset(&n->mark, 0, sizeof n->mark);
    memset(&n->mark_at, 0, sizeof n->mark_at);
    memset(&n->site, 0, sizeof n->site);
    memset(&n->pos, 0, sizeof n->pos);
    n->mem = mem;
    n->entry = n->last = 0;
    make_room(&p, mem);
    n->konst = imap_new(mem);
    fn_first(n);
    bool addr_taken = pack_place(&p);
    for (BlkId b = f->entry; b; b = f->blk.v[b].next)
        for (Ref r = f->blk.v[b].first; r; r = f->ins.v[r].next)
            pack_ins(&p, r);
    pack_vars(&p);
    pack_marks(&p);
    for (u32 s = 0; s < n->slot.n; s++)
        n->slot.v[s].name = n->slot.v[s].name.n ? str_dup(mem, n->slot.v[s].name) : (Str){0};
    if (addr_taken)
        pack_relocs(&p);
    *f = p.n;
    drop_analyses(f, 0);
    arena_free(&tmp);
}

// A vector where it is no longer than it must be.
#define MOVE(vec)                                                      \
    ((vec).v = arena_dup(mem, (vec).v, (vec).n * sizeof *(vec).v),     \
     (vec).cap = (vec).n)

void fn_move_to(Fn *f, Arena *mem)
{
    drop_analyses(f, 0);
    MOVE(f->ins);
    MOVE(f->blk);
    MOVE(f->slot);
    MOVE(f->edge);
    MOVE(f->pool);
    MOVE(f->var);
    MOVE(f->mark);
    MOVE(f->mark_at);
    MOVE(f->site);
    MOVE(f->pos);
    for (u32 b = 1; b < f->blk.n; b++) {
        Blk *k = &f->blk.v[b];
        if (k->param.n)
            MOVE(k->param);
        else
            memset(&k->param, 0, sizeof k->param);
        k->name = k->name.n ? str_dup(mem, k->name) : (Str){0};
    }
    for (u32 s = 0; s < f->slot.n; s++)
        f->slot.v[s].name = f->slot.v[s].name.n ? str_dup(mem, f->slot.v[s].name) : (Str){0};
    f->konst.slot = arena_dup(mem, f->konst.slot, f->konst.nslot * sizeof *f->konst.slot);
    f->mem = f->konst.mem = mem;
}

void fn_compact(Fn *f)
{
    fn_copy_to(f, f->mem);
}
