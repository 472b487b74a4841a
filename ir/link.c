// link.c - join two modules by symbol
#include "ir/ir.h"

typedef struct Join {
    Mod *to;
    const Mod *from;
    Arena tmp;
    u32 *file, *agg, *sig;   // number in from -> number in to
    SymId *sym;
    bool *take;              // by SymId of from: its definition goes into to
} Join;

static bool is_defined(const Sym *s)
{
    return s->kind != SYM_UNDEF;
}

// Which of two definitions stays: +1 the new one, 0 the old one, -1 neither may.
static int prefer(const Sym *old, const Sym *new)
{
    if (!is_defined(new))
        return 0;
    if (!is_defined(old))
        return 1;
    if (old->kind == SYM_COMMON || new->kind == SYM_COMMON) {
        if (old->kind == new->kind)
            return new->size > old->size;
        return old->kind == SYM_COMMON && new->bind != BIND_WEAK;
    }
    if (new->bind == BIND_WEAK)
        return 0;
    return old->bind == BIND_WEAK ? 1 : -1;
}

static Str fresh_name(Mod *m, Str base)
{
    for (u32 k = m->sym.n;; k++) {
        Str s = str_fmt(m->mem, "%.*s.%u", STR_ARG(base), k);
        if (!map_get(&m->sym_by_name, s))
            return s;
    }
}

// Gives a local symbol of the receiving module another name, so that a global one may have it.
static void rename_local(Mod *m, SymId id)
{
    Str old = m->sym.v[id].name, name = fresh_name(m, old);
    m->sym.v[id].name = name;
    *map_put(&m->sym_by_name, name, NULL) = id;
    SymId made = m->sym.n;
    vec_push(m->mem, &m->sym, ((Sym){.name = old, .bind = BIND_GLOBAL, .align = 1}));
    *map_put(&m->sym_by_name, old, NULL) = made;
}

static Param join_param(const Join *j, Param p)
{
    if (p.agg)
        p.agg = j->agg[p.agg - 1] + 1;
    return p;
}

static void join_types(Join *j)
{
    const Mod *f = j->from;
    j->file = arena_array(&j->tmp, u32, f->file.n + 1);
    j->agg = arena_array(&j->tmp, u32, f->agg.n + 1);
    j->sig = arena_array(&j->tmp, u32, f->sig.n + 1);
    for (u32 k = 1; k < f->file.n; k++)
        j->file[k] = mod_file(j->to, f->file.v[k]);
    for (u32 k = 0; k < f->agg.n; k++)
        j->agg[k] = mod_agg(j->to, &f->agg.v[k]);
    for (u32 k = 0; k < f->sig.n; k++) {
        Sig s = f->sig.v[k];
        Param *p = arena_array(&j->tmp, Param, s.nparam + 1);
        for (u32 q = 0; q < s.nparam; q++)
            p[q] = join_param(j, s.param[q]);
        for (u32 q = 0; q < s.nret; q++)
            s.ret[q] = join_param(j, s.ret[q]);
        s.param = p;
        j->sig[k] = k ? mod_sig(j->to, &s) : 0;
    }
}

static u32 join_loc(const Join *j, u32 loc)
{
    u32 file = j->file[LOC_FILE(loc)];
    return loc && file ? LOC(file, LOC_LINE(loc)) : 0;
}

static void join_symbols(Join *j)
{
    const Mod *f = j->from;
    Mod *t = j->to;
    j->sym = arena_array(&j->tmp, SymId, f->sym.n + 1);
    j->take = arena_array(&j->tmp, bool, f->sym.n + 1);
    for (SymId s = 1; s < f->sym.n; s++) {
        const Sym *y = &f->sym.v[s];
        u64 *have = y->name.n ? map_get(&t->sym_by_name, y->name) : NULL;
        if (y->bind == BIND_LOCAL) {
            j->sym[s] = mod_sym(t, have ? fresh_name(t, y->name) : y->name);
            t->sym.v[j->sym[s]].bind = BIND_LOCAL;
            j->take[s] = true;
            continue;
        }
        if (have && t->sym.v[*have].bind == BIND_LOCAL)
            rename_local(t, (SymId)*have);
        bool is_new = !have;
        SymId id = j->sym[s] = mod_sym(t, y->name);
        Sym *o = &t->sym.v[id];
        if (is_new)
            o->bind = y->bind;
        else if (!is_defined(o) && !is_defined(y) && y->bind == BIND_GLOBAL)
            o->bind = BIND_GLOBAL;
        if (!is_defined(o) && !o->sig)
            o->sig = j->sig[y->sig];
        j->take[s] = prefer(o, y) > 0;
        o->flags |= y->flags & SYM_HIDDEN;
        if (o->kind == SYM_COMMON && y->kind == SYM_COMMON)
            o->align = MAX(o->align, y->align);
    }
}

static void join_data(Join *j, SymId s)
{
    const Sym *y = &j->from->sym.v[s];
    Sym *o = &j->to->sym.v[j->sym[s]];
    u32 align = o->kind == SYM_COMMON && y->kind == SYM_COMMON ? MAX(o->align, y->align) : y->align;
    Str name = o->name;
    u16 flags = (u16)(y->flags | (o->flags & SYM_HIDDEN));
    *o = (Sym){.name = name, .kind = y->kind, .bind = y->bind, .flags = flags, .size = y->size,
               .align = align};
    o->sig = j->sig[y->sig];
    o->alias = j->sym[y->alias];
    o->loc = join_loc(j, y->loc);
    o->section = y->section.n ? str_dup(j->to->mem, y->section) : (Str){0};
    o->data = y->data && y->size ? arena_dup(j->to->mem, y->data, y->size) : NULL;
    for (u32 k = 0; k < y->reloc.n; k++) {
        Reloc r = y->reloc.v[k];
        r.sym = j->sym[r.sym];
        vec_push(j->to->mem, &o->reloc, r);
    }
}

static void join_fn(Join *j, SymId s)
{
    const Fn *f = j->from->sym.v[s].fn;
    Fn *g = arena_new(j->to->mem, Fn);
    *g = *f;
    g->mod = j->to;
    g->sym = j->sym[s];
    g->sig = j->sig[f->sig];
    g->loc = join_loc(j, f->loc);
    g->nuse = NULL;
    g->inits = 0;
    memset(&g->var, 0, sizeof g->var);   // rows of variables do not come along
    memset(&g->mark, 0, sizeof g->mark);
    memset(&g->mark_at, 0, sizeof g->mark_at);
    memset(&g->site, 0, sizeof g->site);
    memset(&g->pos, 0, sizeof g->pos);
    g->ins.v = arena_dup(&j->tmp, f->ins.v, f->ins.n * sizeof *f->ins.v);
    for (u32 r = 1; r < g->ins.n; r++) {
        Ins *i = &g->ins.v[r];
        i->loc = join_loc(j, ir_loc(f, i->loc));
        if (i->op == OP_SYM)
            i->u.s.sym = j->sym[i->u.s.sym];
        else if (i->op == OP_CALL || i->op == OP_TAILCALL)
            i->sig = j->sig[i->sig];
        else if (i->op == OP_ASM)
            i->sig = mod_asm(j->to, j->from->asm_.v[i->sig].text, j->from->asm_.v[i->sig].cons);
        else if (i->op == OP_VAARG && i->sig)
            i->sig = j->agg[i->sig - 1] + 1;
    }
    j->to->sym.v[g->sym].fn = g;
    fn_copy_to(g, j->to->mem); // interns the constants anew, with their new symbols
}

int mod_link(Mod *to, const Mod *from, Str *err)
{
    Join j = {.to = to, .from = from};
    for (SymId s = 1; s < from->sym.n; s++) {
        const Sym *y = &from->sym.v[s];
        u64 *have = y->bind != BIND_LOCAL && y->name.n ? map_get(&to->sym_by_name, y->name) : NULL;
        if (have && to->sym.v[*have].bind != BIND_LOCAL && prefer(&to->sym.v[*have], y) < 0) {
            *err = y->name;
            return -1;
        }
    }
    to->debug |= from->debug;
    join_types(&j);
    join_symbols(&j);
    for (u32 k = 0; k < from->top.n; k++)
        mod_asm_line(to, from->top.v[k].text, join_loc(&j, from->top.v[k].loc));
    for (SymId s = 1; s < from->sym.n; s++)
        if (j.take[s])
            join_data(&j, s);
    for (SymId s = 1; s < from->sym.n; s++)
        if (j.take[s] && from->sym.v[s].kind == SYM_FN)
            join_fn(&j, s);
    arena_free(&j.tmp);
    return 0;
}
