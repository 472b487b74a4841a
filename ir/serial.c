// serial.c - the binary form of a module
//
// Values are numbered by place in the text, constants after them in order of first use, so the
// bytes depend on what the module says and not on how it was made. The reader trusts nothing: every
// count and index is checked, and what it gives has passed the verifier.
#include "ir/ir.h"

#define MAGIC "FUSEIR"
enum { VERSION = 6 };

/* ---- writing ---- */

typedef struct Writer {
    const Mod *m;
    Buf *o;
    Arena tmp;
    const Fn *f;
    u32 *num;        // by Ref
    u32 *blk;        // by BlkId
    VEC(Ref) konst;
    u32 n;           // values in the text
} Writer;

static void put_str(Buf *o, Str s)
{
    buf_uleb(o, s.n);
    buf_put(o, s.p, s.n);
}

static void put_param(Buf *o, Param p)
{
    buf_byte(o, p.type);
    buf_byte(o, p.ext);
    buf_uleb(o, p.agg);
}

static void put_types(Buf *o, const Mod *m)
{
    buf_uleb(o, m->agg.n);
    for (u32 k = 0; k < m->agg.n; k++) {
        const Agg *a = &m->agg.v[k];
        buf_uleb(o, a->size);
        buf_uleb(o, a->align);
        buf_uleb(o, a->nfield);
        for (u32 q = 0; q < a->nfield; q++) {
            buf_uleb(o, a->field[q].off);
            buf_byte(o, a->field[q].type);
        }
    }
    buf_uleb(o, m->sig.n);
    for (u32 k = 0; k < m->sig.n; k++) {
        const Sig *s = &m->sig.v[k];
        buf_byte(o, (u8)(s->variadic | s->noreturn << 1 | s->cc << 2));
        buf_byte(o, s->nret);
        buf_uleb(o, s->nparam);
        buf_uleb(o, s->nfixed);
        for (u32 q = 0; q < s->nret; q++)
            put_param(o, s->ret[q]);
        for (u32 q = 0; q < s->nparam; q++)
            put_param(o, s->param[q]);
    }
    buf_uleb(o, m->asm_.n);
    for (u32 k = 0; k < m->asm_.n; k++) {
        put_str(o, m->asm_.v[k].text);
        put_str(o, m->asm_.v[k].cons);
    }
    buf_uleb(o, m->top.n);
    for (u32 k = 0; k < m->top.n; k++) {
        put_str(o, m->top.v[k].text);
        buf_uleb(o, m->top.v[k].loc);
    }
}

static void number(Writer *w, Ref r)
{
    if (w->num[r] || !(op_info[ir_ins(w->f, r)->op].flags & OF_CONST))
        return;
    vec_push(&w->tmp, &w->konst, r);
    w->num[r] = w->n + w->konst.n;
}

static void number_all(Writer *w)
{
    const Fn *f = w->f;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        for (u32 k = 0; k < ir_blk(f, b)->param.n; k++)
            w->num[ir_blk(f, b)->param.v[k]] = ++w->n;
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            w->num[r] = ++w->n;
    }
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            for (u32 k = 0; k < i->narg; k++)
                number(w, ir_args(f, i)[k]);
            for (u32 e = 0; e < i->nedge; e++)
                for (u32 k = 0; k < ir_edges(f, i)[e].narg; k++)
                    number(w, edge_args(f, &ir_edges(f, i)[e])[k]);
        }
}

static void put_const(Writer *w, Ref r)
{
    const Ins *i = ir_ins(w->f, r);
    buf_byte(w->o, (u8)i->op);
    buf_byte(w->o, i->type);
    switch (i->op) {
    case OP_SYM: case OP_SLOT:
        buf_uleb(w->o, i->u.s.sym);
        buf_sleb(w->o, i->u.s.off);
        break;
    case OP_BLKADDR:
        buf_uleb(w->o, w->blk[i->u.s.sym]);
        break;
    default:
        buf_sleb(w->o, i->u.i);
    }
}

// Fields that are mostly zero follow a byte that says which are there.
enum { HAS_AUX = 1, HAS_LOC = 2, HAS_SIG = 4, HAS_FLAGS = 8, HAS_EDGES = 16 };

static void put_ins(Writer *w, const Ins *i)
{
    Buf *o = w->o;
    buf_byte(o, (u8)i->op);
    buf_byte(o, i->type);
    buf_byte(o, (u8)((i->aux ? HAS_AUX : 0) | (i->loc ? HAS_LOC : 0) | (i->sig ? HAS_SIG : 0) |
                     (i->flags ? HAS_FLAGS : 0) | (i->nedge ? HAS_EDGES : 0)));
    if (i->aux)
        buf_uleb(o, i->aux);
    if (i->loc)
        buf_uleb(o, ir_loc(w->f, i->loc));
    if (i->sig)
        buf_uleb(o, i->sig);
    if (i->flags)
        buf_byte(o, i->flags);
    buf_uleb(o, i->narg);
    for (u32 k = 0; k < i->narg; k++)
        buf_uleb(o, w->num[ir_args(w->f, i)[k]]);
    if (!i->nedge)
        return;
    buf_uleb(o, i->nedge);
    for (u32 e = 0; e < i->nedge; e++) {
        const Edge *g = &ir_edges(w->f, i)[e];
        buf_uleb(o, w->blk[g->to]);
        buf_sleb(o, g->val);
        buf_uleb(o, g->narg);
        for (u32 k = 0; k < g->narg; k++)
            buf_uleb(o, w->num[edge_args(w->f, g)[k]]);
    }
}

static void put_blk(Writer *w, const Blk *b)
{
    u32 n = 0;
    put_str(w->o, b->name);
    buf_byte(w->o, b->addr_taken);
    buf_uleb(w->o, b->param.n);
    for (u32 k = 0; k < b->param.n; k++) {
        buf_byte(w->o, ir_type(w->f, b->param.v[k]));
        buf_uleb(w->o, ir_loc(w->f, ir_ins(w->f, b->param.v[k])->loc));
    }
    for (Ref r = b->first; r; r = ir_ins(w->f, r)->next)
        n++;
    buf_uleb(w->o, n);
    for (Ref r = b->first; r; r = ir_ins(w->f, r)->next)
        put_ins(w, ir_ins(w->f, r));
}

static void put_fn(Writer *w, const Fn *f)
{
    Buf *o = w->o;
    u32 nblk = 0;
    w->f = f;
    w->n = w->konst.n = 0;
    w->num = arena_array(&w->tmp, u32, f->ins.n + 1);
    w->blk = ir_blk_numbers(f, &w->tmp);
    number_all(w);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        nblk++;
    buf_uleb(o, f->flags);
    buf_uleb(o, f->loc);
    buf_uleb(o, f->slot.n);
    for (u32 k = 0; k < f->slot.n; k++) {
        buf_uleb(o, f->slot.v[k].size);
        buf_uleb(o, f->slot.v[k].align);
        put_str(o, f->slot.v[k].name);
    }
    buf_uleb(o, nblk);
    buf_uleb(o, w->n);
    buf_uleb(o, w->konst.n);
    for (u32 k = 0; k < w->konst.n; k++)
        put_const(w, w->konst.v[k]);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        put_blk(w, ir_blk(f, b));
}

static void put_sym(Writer *w, const Sym *s)
{
    Buf *o = w->o;
    put_str(o, s->name);
    buf_byte(o, s->kind);
    buf_byte(o, s->bind);
    buf_uleb(o, s->flags);
    buf_uleb(o, s->sig);
    buf_uleb(o, s->size);
    buf_uleb(o, s->align);
    put_str(o, s->section);
    buf_uleb(o, s->alias);
    buf_uleb(o, s->loc);
    u64 n = s->data ? s->size : 0;
    while (n && !s->data[n - 1])
        n--;
    put_str(o, (Str){(const char *)s->data, (size_t)n});
    buf_uleb(o, s->reloc.n);
    for (u32 k = 0; k < s->reloc.n; k++) {
        const Reloc *r = &s->reloc.v[k];
        const Fn *f = r->blk ? w->m->sym.v[r->sym].fn : NULL;
        Arena tmp = {0};
        buf_uleb(o, r->off);
        buf_uleb(o, r->sym);
        buf_sleb(o, r->add);
        const u32 *num = f ? ir_blk_numbers(f, &tmp) : NULL;
        buf_uleb(o, f ? num[r->blk] : 0);
        buf_uleb(o, f && r->from ? num[r->from] : 0);
        buf_uleb(o, r->size);
        arena_free(&tmp);
    }
}

static void put_layout(Buf *o, const DataLayout *d)
{
    const u8 v[] = {d->ptr_size,  d->long_size,   d->wchar_size,      d->wchar_signed,
                    d->char_signed, d->i64_align, d->f64_align,   d->max_align,
                    d->valist_size,  d->valist_align, d->valist_is_array, d->big_endian,
                    (u8)d->word, d->ldouble};
    buf_put(o, v, sizeof v);
}

void ir_write(const Mod *m, Buf *o)
{
    Writer w = {.m = m, .o = o};
    buf_put(o, MAGIC, sizeof MAGIC - 1);
    buf_u16(o, VERSION);
    put_layout(o, &m->dl);
    put_str(o, m->name);
    buf_byte(o, m->debug);
    buf_uleb(o, m->file.n - 1);
    for (u32 k = 1; k < m->file.n; k++)
        put_str(o, m->file.v[k]);
    put_types(o, m);
    buf_uleb(o, m->sym.n - 1);
    for (SymId s = 1; s < m->sym.n; s++)
        put_sym(&w, &m->sym.v[s]);
    for (SymId s = 1; s < m->sym.n; s++)
        if (m->sym.v[s].kind == SYM_FN) {
            ArenaMark mark = arena_mark(&w.tmp);
            put_fn(&w, m->sym.v[s].fn);
            arena_reset(&w.tmp, mark);
            memset(&w.konst, 0, sizeof w.konst);
        }
    arena_free(&w.tmp);
}

/* ---- reading ---- */

typedef struct Reader {
    Rdr r;
    Mod *m;
    Arena *mem, tmp;
    const char *why;
    u32 *agg, *sig, *asm_;   // numbers in the file -> index
    u32 nagg, nsig, nasm;
    Fn *f;
    Ref *konst;
    u32 n, nkonst;   // values in the text, constants
    u32 at;          // next value
} Reader;

static bool fail(Reader *d, const char *why)
{
    if (!d->why)
        d->why = why;
    return false;
}

static size_t left(const Reader *d)
{
    return d->r.n - d->r.at;
}

// A count of things that take at least `least` bytes each.
static u32 get_count(Reader *d, u32 least)
{
    u64 n = rdr_uleb(&d->r);
    if (d->r.bad || n > left(d) / least) {
        fail(d, "a count exceeds the file");
        d->r.bad = true;
        return 0;
    }
    return (u32)n;
}

static u32 get_u32(Reader *d)
{
    u64 x = rdr_uleb(&d->r);
    if (x > UINT32_MAX)
        fail(d, "a number exceeds 32 bits");
    return (u32)x;
}

static u32 get_below(Reader *d, u32 n, const char *what)
{
    u32 x = get_u32(d);
    if (x < n && !d->r.bad)
        return x;
    fail(d, what);
    return 0;
}

static Str get_str(Reader *d)
{
    u32 n = get_count(d, 1);
    const u8 *p = rdr_bytes(&d->r, n);
    return p && n ? str_dup(d->mem, (Str){(const char *)p, n}) : (Str){0};
}

static u8 get_type(Reader *d, bool void_too)
{
    u8 t = rdr_u8(&d->r);
    if (t >= T_COUNT || (t == T_VOID && !void_too)) {
        fail(d, "unknown type");
        return T_I8;
    }
    return t;
}

static u8 get_member_type(Reader *d)
{
    u8 t = rdr_u8(&d->r);
    if (t >= T_ALL || t == T_VOID) {
        fail(d, "unknown type");
        return T_I8;
    }
    return t;
}

static u32 get_align(Reader *d)
{
    u32 a = get_u32(d);
    if (!a || (a & (a - 1)) || a > 1u << 30) {
        fail(d, "an alignment is no power of two");
        return 1;
    }
    return a;
}

static u32 get_loc(Reader *d)
{
    u32 l = get_u32(d);
    if (LOC_FILE(l) >= MAX(d->m->file.n, 1)) {
        fail(d, "a location without file");
        return 0;
    }
    return l;
}

static void get_aggs(Reader *d)
{
    d->nagg = get_count(d, 3);
    d->agg = arena_array(&d->tmp, u32, d->nagg + 1);
    for (u32 k = 0; k < d->nagg && !d->why && !d->r.bad; k++) {
        Agg a = {.size = get_u32(d), .align = get_align(d)};
        a.nfield = get_count(d, 2);
        AggField *f = arena_array(&d->tmp, AggField, a.nfield + 1);
        for (u32 q = 0; q < a.nfield; q++) {
            f[q].off = get_u32(d);
            f[q].type = get_member_type(d);
            u32 n = mod_type_size(d->m, (Type)f[q].type);
            if (n > a.size || f[q].off > a.size - n)
                fail(d, "a member lies outside its aggregate");
        }
        a.field = f;
        d->agg[k] = mod_agg(d->m, &a);
    }
}

static Param get_param(Reader *d)
{
    Param p = {.type = get_type(d, false)};
    p.ext = rdr_u8(&d->r);
    u32 agg = get_below(d, d->nagg + 1, "no such aggregate");
    if (p.ext > EXT_ZERO || (agg && p.type != T_PTR))
        fail(d, "a malformed parameter");
    p.agg = agg ? d->agg[agg - 1] + 1 : 0;
    return p;
}

static void get_sigs(Reader *d)
{
    d->nsig = get_count(d, 4);
    d->sig = arena_array(&d->tmp, u32, d->nsig + 1);
    for (u32 k = 0; k < d->nsig && !d->why && !d->r.bad; k++) {
        u8 bits = rdr_u8(&d->r);
        Sig s = {.variadic = bits & 1, .noreturn = bits >> 1 & 1, .cc = bits >> 2 & 1,
                 .nret = rdr_u8(&d->r)};
        s.nparam = get_count(d, 3);
        s.nfixed = get_u32(d);
        if (s.nret > COUNT(s.ret) || bits > 7 || s.nfixed > s.nparam ||
            (!s.variadic && s.nfixed != s.nparam)) {
            fail(d, "a malformed signature");
            return;
        }
        Param *p = arena_array(&d->tmp, Param, s.nparam + 1);
        for (u32 q = 0; q < s.nret; q++) {
            s.ret[q] = get_param(d);
            if (s.ret[q].agg && s.nret > 1)
                fail(d, "an aggregate among several results");
        }
        for (u32 q = 0; q < s.nparam; q++)
            p[q] = get_param(d);
        s.param = p;
        d->sig[k] = k ? mod_sig(d->m, &s) : 0;
    }
}

static void get_asm(Reader *d)
{
    d->nasm = get_count(d, 2);
    d->asm_ = arena_array(&d->tmp, u32, d->nasm + 1);
    for (u32 k = 0; k < d->nasm && !d->why && !d->r.bad; k++) {
        Str text = get_str(d), cons = get_str(d);
        d->asm_[k] = mod_asm(d->m, text, cons);
    }
    u32 n = get_count(d, 2);
    for (u32 k = 0; k < n && !d->why && !d->r.bad; k++) {
        Str text = get_str(d);
        mod_asm_line(d->m, text, get_loc(d));
    }
}

static void get_content(Reader *d, Sym *s)
{
    u32 n = get_count(d, 1);
    const u8 *p = rdr_bytes(&d->r, n);
    if (p && n) {
        if (s->size < n || s->size > 1u << 30) {
            fail(d, "data longer than its symbol");
            return;
        }
        u8 *copy = arena_alloc(d->mem, s->size, 16);
        memcpy(copy, p, n);
        s->data = copy;
    }
    u32 nr = get_count(d, 6);
    for (u32 k = 0; k < nr && !d->r.bad; k++) {
        Reloc r = {.off = get_u32(d), .sym = get_u32(d), .add = rdr_sleb(&d->r), .blk = get_u32(d),
                   .from = get_u32(d), .size = (u8)get_below(d, 9, "no such size")};
        vec_push(d->mem, &s->reloc, r);
    }
}

static void get_sym(Reader *d)
{
    Str name = get_str(d);
    if (name.n && map_get(&d->m->sym_by_name, name)) {
        fail(d, "two symbols of one name");
        return;
    }
    SymId id = mod_sym(d->m, name);
    Sym s = d->m->sym.v[id];
    s.kind = rdr_u8(&d->r);
    s.bind = rdr_u8(&d->r);
    s.flags = (u16)get_u32(d);
    u32 sig = get_below(d, d->nsig, "no such signature");
    s.sig = d->why ? 0 : d->sig[sig];
    s.size = rdr_uleb(&d->r);
    s.align = get_align(d);
    s.section = get_str(d);
    s.alias = get_u32(d);
    s.loc = get_loc(d);
    if (s.kind > SYM_ALIAS || s.bind > BIND_WEAK)
        fail(d, "a malformed symbol");
    get_content(d, &s);
    d->m->sym.v[id] = s;
}

static Ref get_value(Reader *d)
{
    u32 x = get_u32(d);
    if (x >= 1 && x <= d->n)
        return x;
    if (x > d->n && x - d->n <= d->nkonst)
        return d->konst[x - d->n - 1];
    fail(d, "no such value");
    return 0;
}

static Ref get_const(Reader *d)
{
    Fn *f = d->f;
    u8 op = rdr_u8(&d->r);
    Type t = (Type)get_type(d, false);
    switch (op) {
    case OP_SYM: {
        u32 s = get_below(d, d->m->sym.n, "no such symbol");
        i64 off = rdr_sleb(&d->r);
        return ir_sym(f, s, (i32)off);
    }
    case OP_SLOT: {
        u32 s = get_below(d, f->slot.n, "no such slot");
        i64 off = rdr_sleb(&d->r);
        return ir_slot(f, s, (i32)off);
    }
    case OP_BLKADDR: {
        u32 b = get_below(d, f->blk.n, "no such block");
        return ir_blkaddr(f, b ? b : f->entry);
    }
    case OP_INT:
        return ir_int(f, t, rdr_sleb(&d->r));
    case OP_FLT:
        return ir_fbits(f, t, (u64)rdr_sleb(&d->r));
    case OP_UNDEF:
        rdr_sleb(&d->r);
        return ir_undef(f, t);
    default:
        fail(d, "unknown constant");
        return 0;
    }
}

static u32 get_args(Reader *d, u32 n)
{
    u32 at = d->f->pool.n;
    for (u32 k = 0; k < n && !d->why; k++) {
        Ref r = get_value(d);
        vec_push(d->mem, &d->f->pool, r);
    }
    return at;
}

static void get_edges(Reader *d, Ins *i)
{
    u32 n = get_count(d, 3);
    i->edge = d->f->edge.n;
    i->nedge = n;
    for (u32 e = 0; e < n && !d->why; e++) {
        Edge g = {.to = get_below(d, d->f->blk.n, "no such block"), .val = rdr_sleb(&d->r)};
        g.narg = get_count(d, 1);
        g.arg = get_args(d, g.narg);
        vec_push(d->mem, &d->f->edge, g);
    }
}

static void get_ins(Reader *d, BlkId b)
{
    Ins i = {.op = rdr_u8(&d->r), .type = get_type(d, true)};
    u8 has = rdr_u8(&d->r);
    if (i.op == OP_NONE || i.op >= OP_COUNT || i.op == OP_PARAM ||
        (op_info[i.op].flags & OF_CONST) || d->at > d->n) {
        fail(d, "unknown operation");
        return;
    }
    if (has & HAS_AUX)
        i.aux = get_u32(d);
    if (has & HAS_LOC)
        i.loc = get_loc(d);
    if (has & HAS_SIG) {
        i.sig = get_u32(d);
        bool is_call = i.op == OP_CALL || i.op == OP_TAILCALL;
        if (is_call)
            i.sig = i.sig < d->nsig ? d->sig[i.sig] : (fail(d, "no such signature"), 0);
        else if (i.op == OP_ASM)
            i.sig = i.sig < d->nasm ? d->asm_[i.sig] : (fail(d, "no such assembly"), 0);
        else if (i.op == OP_VAARG && i.sig)
            i.sig = i.sig <= d->nagg ? d->agg[i.sig - 1] + 1 : (fail(d, "no such aggregate"), 0);
    }
    if (has & HAS_FLAGS)
        i.flags = rdr_u8(&d->r);
    u32 n = get_count(d, 1);
    if (n > 0xffff) {
        fail(d, "too many operands");
        return;
    }
    i.narg = (u16)n;
    if (n > 4) {
        i.u.ext = get_args(d, n);
    } else {
        for (u32 k = 0; k < n; k++)
            i.u.a[k] = get_value(d);
    }
    if (has & HAS_EDGES)
        get_edges(d, &i);
    if (d->why)
        return;
    d->f->ins.v[d->at] = i;
    ir_append(d->f, b, d->at++);
}

static void get_blk(Reader *d, BlkId b)
{
    Fn *f = d->f;
    f->blk.v[b].name = get_str(d);
    f->blk.v[b].addr_taken |= rdr_u8(&d->r) != 0;
    u32 n = get_count(d, 2);
    for (u32 k = 0; k < n && !d->why; k++) {
        u8 t = get_type(d, false);
        u32 loc = get_loc(d);
        if (d->at > d->n) {
            fail(d, "more values than announced");
            return;
        }
        f->ins.v[d->at] = (Ins){.op = OP_PARAM, .type = t, .blk = b, .loc = loc};
        vec_push(d->mem, &f->blk.v[b].param, d->at++);
    }
    n = get_count(d, 4);
    for (u32 k = 0; k < n && !d->why; k++)
        get_ins(d, b);
}

static void get_slots(Reader *d)
{
    u32 n = get_count(d, 3);
    for (u32 k = 0; k < n && !d->r.bad; k++) {
        Slot s = {.size = get_u32(d), .align = get_align(d), .name = get_str(d)};
        vec_push(d->mem, &d->f->slot, s);
    }
}

static void get_fn(Reader *d, SymId sym)
{
    Fn *f = arena_new(d->mem, Fn);
    d->f = f;
    *f = (Fn){.mem = d->mem, .mod = d->m, .sym = sym, .sig = d->m->sym.v[sym].sig};
    f->konst = imap_new(d->mem);
    f->flags = get_u32(d);
    f->loc = get_loc(d);
    fn_first(f);
    get_slots(d);
    u32 nblk = get_count(d, 4);
    d->n = get_count(d, 2);
    d->nkonst = get_count(d, 2);
    if (d->why || d->r.bad || !nblk) {
        fail(d, "a function without blocks");
        return;
    }
    d->m->sym.v[sym].fn = f;
    for (u32 k = 0; k < nblk; k++)
        fn_blk(f, (Str){0});
    for (u32 k = 0; k < d->n; k++)
        vec_push(d->mem, &f->ins, (Ins){0});
    d->konst = arena_array(&d->tmp, Ref, d->nkonst + 1);
    for (u32 k = 0; k < d->nkonst && !d->why; k++)
        d->konst[k] = get_const(d);
    d->at = 1;
    for (BlkId b = 1; b <= nblk && !d->why && !d->r.bad; b++)
        get_blk(d, b);
    if (d->at != d->n + 1)
        fail(d, "fewer values than announced");
}

static void get_layout(Reader *d, DataLayout *l)
{
    const u8 *v = rdr_bytes(&d->r, 14);
    if (!v || (v[0] != 4 && v[0] != 8) || (v[12] != T_I32 && v[12] != T_I64) ||
        (v[13] != T_F64 && !type_is_wide((Type)v[13]))) {
        fail(d, "a malformed data layout");
        return;
    }
    *l = (DataLayout){.ptr_size = v[0], .long_size = v[1], .wchar_size = v[2],
                      .wchar_signed = v[3] != 0,
                      .char_signed = v[4] != 0, .i64_align = v[5], .f64_align = v[6],
                      .max_align = v[7], .valist_size = v[8], .valist_align = v[9],
                      .valist_is_array = v[10] != 0, .big_endian = v[11] != 0, .word = (Type)v[12],
                      .ldouble = v[13]};
}

static void get_mod(Reader *d, Arena *a)
{
    DataLayout dl = {0};
    const u8 *magic = rdr_bytes(&d->r, sizeof MAGIC - 1);
    if (!magic || memcmp(magic, MAGIC, sizeof MAGIC - 1)) {
        fail(d, "not an IR file");
        return;
    }
    if (rdr_u16(&d->r) != VERSION) {
        fail(d, "made by another version");
        return;
    }
    get_layout(d, &dl);
    if (d->why)
        return;
    d->m = mod_new(a, &dl, (Str){0});
    d->m->name = get_str(d);
    d->m->debug = rdr_u8(&d->r) != 0;
    u32 n = get_count(d, 1);
    for (u32 k = 0; k < n && k < 1022 && !d->r.bad; k++) {
        Str s = get_str(d);
        vec_push(a, &d->m->file, s);
    }
    get_aggs(d);
    get_sigs(d);
    get_asm(d);
    n = get_count(d, 8);
    for (u32 k = 0; k < n && !d->why && !d->r.bad; k++)
        get_sym(d);
    for (SymId s = 1; s < d->m->sym.n && !d->why && !d->r.bad; s++)
        if (d->m->sym.v[s].kind == SYM_FN)
            get_fn(d, s);
    if (d->r.at != d->r.n)
        fail(d, "bytes after the end");
}

Mod *ir_read(Arena *a, Str bytes, Str *err)
{
    Reader d = {.r = {.p = (const u8 *)bytes.p, .n = bytes.n}, .mem = a};
    Buf why = {0};
    get_mod(&d, a);
    if (d.r.bad && !d.why)
        fail(&d, "the file is cut short");
    arena_free(&d.tmp);
    if (d.why) {
        *err = str_of(d.why);
        return NULL;
    }
    if (ir_verify_mod(d.m, &why)) {
        *err = buf_take(&why, a);
        return NULL;
    }
    buf_free(&why);
    return d.m;
}
