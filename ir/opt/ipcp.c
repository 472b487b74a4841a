// ipcp.c - a parameter of a local function that every call gives one constant is that constant
//
// The function must be called directly only. A recursive call that passes the parameter on does not
// count. Gives the inliner direct calls where a function was passed down (qsort's comparison).
// needs nothing; keeps cfg dom loop
#include "ir/opt/opt.h"

enum { MAX_PARAMS = 8 };

typedef struct Const {       // as in an Ins, so that it can be made again in another function
    u8 state;                // 0 no call yet, 1 one constant, 2 varies
    u8 type;
    u16 op;
    i64 bits;
} Const;

typedef struct Ip {
    Mod *m;
    Arena mem;
    Const (*par)[MAX_PARAMS];  // by SymId
    bool *address;           // by SymId: used otherwise than by a direct call that fits
} Ip;

static void meet(const Fn *f, Const *c, Ref v, Ref own)
{
    const Ins *i = ir_ins(f, v);
    if (v == own || c->state == 2)
        return;
    bool ok = i->op == OP_INT || i->op == OP_SYM || i->op == OP_FLT;
    if (!ok || (c->state && (c->op != i->op || c->type != i->type || c->bits != i->u.i))) {
        c->state = 2;
        return;
    }
    *c = (Const){.state = 1, .op = i->op, .type = i->type, .bits = i->u.i};
}

static void taken(Ip *p, const Fn *f, const Ref *a, u32 n)
{
    for (u32 k = 0; k < n; k++)
        if (ir_ins(f, a[k])->op == OP_SYM)
            p->address[ir_ins(f, a[k])->u.s.sym] = true;
}

static void scan_call(Ip *p, const Fn *f, const Ins *i)
{
    const Ref *a = ir_args(f, i);
    const Ins *c = ir_ins(f, a[0]);
    taken(p, f, a + 1, i->narg - 1u);
    if (c->op != OP_SYM)
        return;
    SymId s = c->u.s.sym;
    const Fn *to = p->m->sym.v[s].kind == SYM_FN ? p->m->sym.v[s].fn : NULL;
    if (!to)
        return;
    const Blk *e = ir_blk(to, to->entry);
    if (c->u.s.off || i->narg != e->param.n + 1) {
        p->address[s] = true;
        return;
    }
    for (u32 k = 0; k < e->param.n && k < MAX_PARAMS; k++) {
        if (ir_type(f, a[k + 1]) != ir_type(to, e->param.v[k]))
            p->par[s][k].state = 2;
        else
            meet(f, &p->par[s][k], a[k + 1], to == f ? e->param.v[k] : 0);
    }
}

static void scan(Ip *p, const Fn *f)
{
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            if (i->op == OP_CALL || i->op == OP_TAILCALL)
                scan_call(p, f, i);
            else
                taken(p, f, ir_args(f, i), i->narg);
            for (u32 e = 0; e < i->nedge; e++)
                taken(p, f, edge_args(f, &ir_edges(f, i)[e]), ir_edges(f, i)[e].narg);
        }
}

static int apply(Ip *p, SymId s)
{
    Fn *f = p->m->sym.v[s].fn;
    const Sig *g = &p->m->sig.v[f->sig];
    const Blk *e = ir_blk(f, f->entry);
    u32 hidden = g->nret && g->ret[0].agg ? 1 : 0;
    int n = 0;
    for (u32 k = hidden; k < e->param.n && k < MAX_PARAMS; k++) {
        const Const *c = &p->par[s][k];
        if (c->state != 1 || g->param[k - hidden].agg)
            continue;
        Ins i = {0};
        i.u.i = c->bits;
        Ref v = c->op == OP_INT ? ir_int(f, (Type)c->type, c->bits)
                : c->op == OP_FLT ? ir_fbits(f, (Type)c->type, (u64)c->bits)
                                  : ir_sym(f, i.u.s.sym, i.u.s.off);
        ir_replace(f, e->param.v[k], v);
        n++;
    }
    return n;
}

static int ipcp(Mod *m)
{
    Ip p = {.m = m};
    int n = 0;
    p.par = arena_alloc(&p.mem, m->sym.n * sizeof *p.par, _Alignof(Const));
    p.address = arena_array(&p.mem, bool, m->sym.n);
    for (SymId s = 1; s < m->sym.n; s++) {
        const Sym *y = &m->sym.v[s];
        for (u32 k = 0; k < y->reloc.n; k++)
            p.address[y->reloc.v[k].sym] = true;
        if (y->kind == SYM_ALIAS)
            p.address[y->alias] = true;
        if (y->kind == SYM_FN && y->fn)
            scan(&p, y->fn);
    }
    for (SymId s = 1; s < m->sym.n; s++) {
        const Sym *y = &m->sym.v[s];
        if (y->kind == SYM_FN && y->fn && y->bind == BIND_LOCAL && !p.address[s] &&
            !(y->flags & SYM_USED) && !m->sig.v[y->sig].variadic)
            n += apply(&p, s);
    }
    arena_free(&p.mem);
    return n;
}

const PassDef pass_ipcp = {"ipcp", .run_mod = ipcp};
