// cg.c - compile a function; compile a module into an object
#include "codegen/target.h"

static void show(const MFn *m, const char *step)
{
    const char *want = m->o->print_after;
    if (want && (strcmp(want, step) == 0 || strcmp(want, "all") == 0))
        m_print(m, step, m->o->out ? m->o->out : stdout);
}

static void check(const MFn *m)
{
    Buf err = {0};
    if (racheck(m, &err) == 0) {
        buf_free(&err);
        return;
    }
    fprintf(stderr, "fuse: internal error: register allocation of %.*s is wrong:\n%.*s",
            STR_ARG(m->f->mod->sym.v[m->f->sym].name), (int)err.n, (const char *)err.p);
    m_print(m, "regalloc", stderr);
    abort();
}

// The time since *since was the step's.
static void lap(const CgOpts *o, Code *out, CgStep step, double *since)
{
    if (!o->time)
        return;
    double t = clock_now();
    out->seconds[step] += t - *since;
    *since = t;
}

// About what is kept of a function: an arena of that size holds it.
static size_t code_room(const Code *c)
{
    return c->nbytes + c->nro + c->ncfi * sizeof *c->cfi + 2 * c->fix.n * sizeof *c->fix.v +
           2 * c->line.n * sizeof *c->line.v + 256;
}

void cg_fn(const Target *t, Fn *f, const CgOpts *o, Arena *tmp, Arena *mem, Code *out)
{
    memset(out, 0, sizeof *out);
    double since = o->time ? clock_now() : 0;
    if (t->isa->prepare)
        t->isa->prepare(t, f);
    legalize(t, f, o->size);
    if (o->level)
        sink_additions(f);
    fill_cfg(f);
    fill_use(f);
    fill_loops(f);
    lap(o, out, CG_PREPARE, &since);
    MFn *m = arena_new(tmp, MFn);
    m->mem = tmp;
    m->t = t;
    m->f = f;
    m->o = o;
    t->isa->select(m);
    layout_split_edges(m);
    layout_order(m);
    show(m, "isel");
    lap(o, out, CG_SELECT, &since);
    regalloc(m);
    lap(o, out, CG_REGALLOC, &since);
    show(m, "regalloc");
    if (o->checks)
        check(m);
    debug_track(m);
    t->isa->peep(m);
    if (t->isa->wback && o->level)
        write_back(m);
    layout_branches(m);
    show(m, "layout");
    Code c = {0};
    if (!(f->flags & FN_NAKED)) {
        debug_mark(m);
        t->isa->frame(m);
        debug_collect(m, &c);
    }
    show(m, "frame");
    asm_expand(m);
    lap(o, out, CG_LAYOUT, &since);
    cg_emit(m, o, &c);
    for (u32 k = 0; k < m->err.n; k++) {
        CodeErr e = {ir_loc(f, m->err.v[k].loc), str_dup(mem, m->err.v[k].text)};
        vec_push(mem, &out->err, e);
    }
    c.name = f->mod->sym.v[f->sym].name;
    c.sym = f->sym;
    arena_room(mem, code_room(&c));
    out->name = c.name;
    out->sym = c.sym;
    out->bytes = arena_dup(mem, c.bytes, c.nbytes);
    out->nbytes = c.nbytes;
    out->align = c.align;
    out->ro = arena_dup(mem, c.ro, c.nro);
    out->nro = c.nro;
    out->ro_align = c.ro_align;
    out->frame_size = c.frame_size;
    out->cfi = arena_dup(mem, c.cfi, c.ncfi * sizeof *c.cfi);
    out->ncfi = c.ncfi;
    for (u32 k = 0; k < c.fix.n; k++)
        vec_push(mem, &out->fix, c.fix.v[k]);
    for (u32 k = 0; k < c.line.n; k++) {
        u32 loc = c.line.v[k].loc;
        vec_push(mem, &out->line, ((CodeLine){c.line.v[k].off, ir_loc(f, loc), ir_site(f, loc),
                                              c.line.v[k].stmt}));
    }
    out->site = f->site.n ? arena_dup(mem, f->site.v, f->site.n * sizeof *f->site.v) : NULL;
    out->nsite = f->site.n;
    for (u32 k = 0; k < c.ro_fix.n; k++)
        vec_push(mem, &out->ro_fix, c.ro_fix.v[k]);
    for (u32 k = 0; k < c.blkaddr.n; k++)
        vec_push(mem, &out->blkaddr, c.blkaddr.v[k]);
    for (u32 k = 0; k < c.data.n; k++)
        vec_push(mem, &out->data, c.data.v[k]);
    for (u32 k = 0; k < c.var.n; k++)
        vec_push(mem, &out->var, c.var.v[k]);
    drop_analyses(f, 0);
    lap(o, out, CG_ENCODE, &since);
}

typedef struct Unit {
    const Target *t;
    Mod *m;
    const CgOpts *o;
    SymId *fn;               // symbols of the functions
    Code *code;
    Arena *mem;              // one per function: they are filled by several threads
} Unit;

static void compile(void *ctx, u32 k, Arena *tmp)
{
    Unit *u = ctx;
    Fn f = *u->m->sym.v[u->fn[k]].fn;
    if (u->o->consume)
        f.mem = f.konst.mem = tmp;  // the module's arena belongs to no thread
    else
        fn_copy_to(&f, tmp);
    cg_fn(u->t, &f, u->o, tmp, &u->mem[k], &u->code[k]);
}

typedef struct Objs {
    Unit *u;
    Obj *o;
    Arena *mem;
    u32 *sym;                // by SymId: object symbol; 0 not made yet
    u32 *code_at;            // by SymId of a function: index of its code + 1
    u32 *sect;               // by function index: its section
    u32 *own;                // by function index: the symbol of that; 0 not made yet
    u32 anon;
} Objs;

static ObjBind bind_of(const Sym *y)
{
    return y->bind == BIND_LOCAL ? SB_LOCAL : y->bind == BIND_WEAK ? SB_WEAK : SB_GLOBAL;
}

// `kind` ends in a dot.
static Str section_name(Objs *b, const char *kind, Str name, Str given)
{
    return given.n ? given : str_join(b->mem, str_of(kind), name);
}

static Str sym_name(Objs *b, const Sym *y)
{
    return y->name.n ? y->name : str_fmt(b->mem, ".L%u", b->anon++);
}

static u32 obj_sym_of(Objs *b, SymId id)
{
    if (b->sym[id])
        return b->sym[id];
    const Sym *y = &b->u->m->sym.v[id];
    u32 s = obj_undef(b->o, y->name);
    b->o->sym.v[s].bind = (u8)(y->bind == BIND_WEAK ? SB_WEAK : SB_GLOBAL);
    b->o->sym.v[s].hidden = y->flags & SYM_HIDDEN;
    if (y->flags & SYM_TLS)
        b->o->sym.v[s].kind = SK_TLS;
    return b->sym[id] = s;
}

static void put_function(Objs *b, u32 k)
{
    Unit *u = b->u;
    Code *c = &u->code[k];
    const Sym *y = &u->m->sym.v[u->fn[k]];
    Str name = sym_name(b, y);
    u32 s = obj_sect(b->o, section_name(b, ".text.", name, y->section),
                     SF_ALLOC | SF_EXEC | (y->flags & SYM_USED ? SF_KEEP : 0), c->align);
    b->sect[k] = s;
    b->o->sect.v[s].size = c->nbytes;
    b->o->sect.v[s].data = c->bytes;
    for (u32 d = 0; d < c->data.n; d++)
        vec_push(b->mem, &b->o->sect.v[s].inlaid,
                 ((ObjRange){c->data.v[d].off, c->data.v[d].len}));
    b->sym[u->fn[k]] = obj_sym(b->o, name, bind_of(y), SK_FUNC, s, 0, c->nbytes);
    b->o->sym.v[b->sym[u->fn[k]]].hidden = y->flags & SYM_HIDDEN;
    if (y->flags & SYM_EXPORT)
        obj_export(b->o, name, false);
}

static u32 block_offset(const Code *c, BlkId blk)
{
    for (u32 j = 0; j < c->blkaddr.n; j++)
        if (c->blkaddr.v[j].blk == blk)
            return c->blkaddr.v[j].off;
    return 0;
}

// What the linker has to fill in, and what is known as soon as the function is laid out.
static bool has_addresses(const Sym *y)
{
    for (u32 j = 0; j < y->reloc.n; j++)
        if (!y->reloc.v[j].from)
            return true;
    return false;
}

static bool has_distances(const Sym *y)
{
    for (u32 j = 0; j < y->reloc.n; j++)
        if (y->reloc.v[j].from)
            return true;
    return false;
}

// The bytes of y, with the distances between blocks in place.
static const u8 *data_bytes(Objs *b, const Sym *y)
{
    if (y->data && !has_distances(y))
        return y->data;
    u8 *p = arena_alloc(b->mem, y->size ? y->size : 1, 1);
    if (y->data)
        memcpy(p, y->data, y->size);
    for (u32 j = 0; j < y->reloc.n; j++) {
        const Reloc *r = &y->reloc.v[j];
        u32 fn = b->code_at[r->sym];
        if (!r->from || !fn)
            continue;
        const Code *c = &b->u->code[fn - 1];
        i64 v = (i64)block_offset(c, r->blk) - block_offset(c, r->from) + r->add;
        if (r->size == 4)
            wr32(p + r->off, (u32)v);
        else
            wr64(p + r->off, (u64)v);
    }
    return p;
}

static void data_section(Objs *b, const Sym *y, Str name, u32 *sect)
{
    bool zero = !y->data && !y->reloc.n, tls = y->flags & SYM_TLS, linked = has_addresses(y);
    u32 flags = SF_ALLOC, entsize = 0;
    const char *kind = ".data.";
    if (tls) {
        flags |= SF_TLS | SF_WRITE;
        kind = zero ? ".tbss." : ".tdata.";
    } else if (y->flags & SYM_RO) {
        kind = linked ? ".data.rel.ro." : ".rodata.";
        zero = false;
        if (linked)
            flags |= SF_WRITE;
        if (y->flags & SYM_MERGE && !y->reloc.n && !y->section.n && y->size) {
            bool strings = y->flags & SYM_STRING && y->data && y->data[y->size - 1] == 0;
            flags |= SF_MERGE | (strings ? SF_STRINGS : 0);
            entsize = strings ? 1 : (u32)y->size;
        }
    } else {
        flags |= SF_WRITE;
        kind = zero ? ".bss." : ".data.";
    }
    if (y->section.n &&
        (str_starts(y->section, ".init_array") || str_starts(y->section, ".preinit_array")))
        flags |= SF_INIT | SF_WRITE;
    if (y->section.n && str_starts(y->section, ".fini_array"))
        flags |= SF_FINI | SF_WRITE;
    if (str_eq(y->section, STR(".text")) || str_starts(y->section, ".text."))
        flags |= SF_EXEC;  // machine code given as bytes: assemblers go by the name too
    if (y->flags & SYM_USED)
        flags |= SF_KEEP;
    if (zero)
        flags |= SF_ZERO;
    *sect = obj_sect(b->o, section_name(b, kind, name, y->section), flags, MAX(y->align, 1));
    ObjSect *s = &b->o->sect.v[*sect];
    s->size = y->size;
    s->entsize = entsize;
    if (!zero)
        s->data = data_bytes(b, y);
}

static void put_data(Objs *b, SymId id)
{
    const Sym *y = &b->u->m->sym.v[id];
    Str name = sym_name(b, y);
    ObjKind kind = y->flags & SYM_TLS ? SK_TLS : SK_DATA;
    if (y->kind == SYM_COMMON) {
        b->sym[id] = obj_sym(b->o, name, bind_of(y), kind, SECT_COMMON, MAX(y->align, 1), y->size);
    } else {
        u32 s;
        data_section(b, y, name, &s);
        b->sym[id] = obj_sym(b->o, name, bind_of(y), kind, s, 0, y->size);
    }
    b->o->sym.v[b->sym[id]].hidden = y->flags & SYM_HIDDEN;
    if (y->flags & SYM_EXPORT)
        obj_export(b->o, name, true);
}

static void put_alias(Objs *b, SymId id)
{
    const Sym *y = &b->u->m->sym.v[id];
    ObjSym to = b->o->sym.v[b->sym[y->alias]];
    Str name = sym_name(b, y);
    b->sym[id] = obj_sym(b->o, name, bind_of(y), (ObjKind)to.kind, to.sect, to.value, to.size);
    b->o->sym.v[b->sym[id]].hidden = y->flags & SYM_HIDDEN;
    if (y->flags & SYM_EXPORT)
        obj_export(b->o, name, to.kind != SK_FUNC);
}

// An indirect function lies where the function does that finds its address.
static void put_ifunc(Objs *b, SymId id)
{
    const Sym *y = &b->u->m->sym.v[id];
    ObjSym to = b->o->sym.v[b->sym[y->alias]];
    b->sym[id] = obj_sym(b->o, sym_name(b, y), bind_of(y), SK_IFUNC, to.sect, to.value, to.size);
    b->o->sym.v[b->sym[id]].hidden = y->flags & SYM_HIDDEN;
}

// The code of a function as this file has it. Where another object or image defines the function
// anew, its name does not say that: jump tables, unwind rows and debug information go by the
// section.
static u32 own_code(Objs *b, u32 k)
{
    u32 sym = b->sym[b->u->fn[k]];
    if (b->o->sym.v[sym].bind == SB_LOCAL)
        return sym;
    if (!b->own[k])
        b->own[k] = obj_sym(b->o, (Str){0}, SB_LOCAL, SK_SECTION, b->sect[k], 0, 0);
    return b->own[k];
}

static void put_constants(Objs *b, u32 k, u32 *ro_sym)
{
    const Code *c = &b->u->code[k];
    *ro_sym = 0;
    if (!c->nro)
        return;
    u32 s = obj_sect(b->o, str_fmt(b->mem, ".rodata.%.*s.cst",
                                   STR_ARG(b->o->sym.v[b->sym[b->u->fn[k]]].name)),
                     SF_ALLOC, MAX(c->ro_align, 1));
    b->o->sect.v[s].size = c->nro;
    b->o->sect.v[s].data = c->ro;
    *ro_sym = obj_sym(b->o, (Str){0}, SB_LOCAL, SK_SECTION, s, 0, 0);
    for (u32 j = 0; j < c->ro_fix.n; j++) {
        const AsmFix *fx = &c->ro_fix.v[j];
        u32 to = fx->sym ? obj_sym_of(b, fx->sym) : own_code(b, k);
        obj_fix(b->o, s, fx->off, (FixKind)fx->kind, to, fx->add);
    }
}

static void put_fixups(Objs *b, u32 k)
{
    const Code *c = &b->u->code[k];
    u32 ro_sym;
    put_constants(b, k, &ro_sym);
    for (u32 j = 0; j < c->fix.n; j++) {
        const AsmFix *fx = &c->fix.v[j];
        u32 to = fx->sym == ASM_RO ? ro_sym : fx->sym == ASM_SELF ? own_code(b, k)
                                                                  : obj_sym_of(b, fx->sym);
        obj_fix(b->o, b->sect[k], fx->off, (FixKind)fx->kind, to, fx->add);
    }
}

static void put_relocs(Objs *b, SymId id)
{
    const Sym *y = &b->u->m->sym.v[id];
    for (u32 j = 0; j < y->reloc.n; j++) {
        const Reloc *r = &y->reloc.v[j];
        if (r->from)
            continue;
        i64 add = r->add;
        u32 fn = b->code_at[r->sym], to = obj_sym_of(b, r->sym);
        if (r->blk && fn) {
            add += block_offset(&b->u->code[fn - 1], r->blk);
            to = own_code(b, fn - 1);
        }
        obj_fix(b->o, b->o->sym.v[b->sym[id]].sect, r->off,
                b->u->m->dl.ptr_size == 8 ? FIX_ABS64 : FIX_ABS32, to, add);
    }
}

// By SymId of a function: its types and variables.
static const DbgFn **debug_rows(Objs *b)
{
    const Mod *m = b->u->m;
    const DbgFn **rows = arena_array(b->mem, const DbgFn *, m->sym.n + 1);
    for (u32 k = 0; m->dbg && k < m->dbg->fn.n; k++)
        rows[m->dbg->fn.v[k].sym] = &m->dbg->fn.v[k];
    return rows;
}

static void debug_vars(Objs *b, const Code *c, DwFn *f)
{
    DwPlace *p = arena_array(b->mem, DwPlace, c->var.n + 1);
    for (u32 k = 0; k < c->var.n; k++) {
        const CodeVar *v = &c->var.v[k];
        p[k] = (DwPlace){.var = v->var, .site = v->site, .kind = v->kind, .reg = v->reg,
                         .size = v->size, .off = v->off, .from = v->from,
                         .sym = v->kind == VP_SYM ? obj_sym_of(b, v->sym) : 0,
                         .to = v->to == ~0u ? ~(u64)0 : v->to};
    }
    f->place = p;
    f->nplace = c->var.n;
}

typedef struct Callees {
    VEC(DwCallee) v;
    u32 *of;                 // by SymId: its index + 1
    const DbgFn **rows;      // by SymId
} Callees;

static void debug_sites(Objs *b, Callees *s, const Code *c, DwFn *f)
{
    DwSite *to = arena_array(b->mem, DwSite, c->nsite + 1);
    for (u32 k = 0; k < c->nsite; k++) {
        const Site *x = &c->site[k];
        if (!s->of[x->fn]) {
            DwCallee y = {b->u->m->sym.v[x->fn].name, LOC_FILE(x->decl), LOC_LINE(x->decl),
                          s->rows[x->fn]};
            vec_push(b->mem, &s->v, y);
            s->of[x->fn] = s->v.n;
        }
        to[k] = (DwSite){x->up, s->of[x->fn] - 1, LOC_FILE(x->loc), LOC_LINE(x->loc)};
    }
    f->site = to;
    f->nsite = c->nsite;
}

static void put_debug(Objs *b, u32 n, Str unit_name, Str producer, u16 lang)
{
    Unit *u = b->u;
    const Mod *m = u->m;
    DwUnit d = {.name = unit_name, .dir = STR("."), .producer = producer, .lang = lang};
    Str *files = arena_array(b->mem, Str, m->file.n + 1);
    files[0] = unit_name;
    for (u32 k = 1; k < m->file.n; k++)
        files[k] = m->file.v[k];
    d.file = files;
    d.nfile = MAX(m->file.n, 1);
    DwFn *fns = arena_array(b->mem, DwFn, n + 1);
    const DbgFn **rows_of = debug_rows(b);
    Callees callees = {.of = arena_array(b->mem, u32, m->sym.n + 1), .rows = rows_of};
    for (u32 k = 0; k < n; k++) {
        const Code *c = &u->code[k];
        const Sym *y = &m->sym.v[u->fn[k]];
        DwLine *rows = arena_array(b->mem, DwLine, c->line.n + 1);
        u32 loc = y->fn->loc ? y->fn->loc : y->loc, nr = 0;
        for (u32 j = 0; j < c->line.n; j++)
            rows[nr++] = (DwLine){c->line.v[j].off, LOC_FILE(c->line.v[j].loc),
                                  LOC_LINE(c->line.v[j].loc), c->line.v[j].site,
                                  !c->line.v[j].stmt};
        fns[k] = (DwFn){.name = c->name, .sym = own_code(b, k), .size = c->nbytes,
                        .file = LOC_FILE(loc),
                        .line = LOC_LINE(loc), .external = y->bind != BIND_LOCAL, .row = rows,
                        .nrow = nr, .rows = rows_of[u->fn[k]]};
        debug_vars(b, c, &fns[k]);
        debug_sites(b, &callees, c, &fns[k]);
    }
    d.callee = callees.v.v;
    d.ncallee = callees.v.n;
    d.dbg = m->dbg;
    d.symbol = b->sym;
    d.tls = u->t->debug_tls;
    d.fn = fns;
    d.nfn = n;
    dwarf_add(b->o, &d);
}

static void put_unwind(Objs *b, u32 n)
{
    UwFn *fns = arena_array(b->mem, UwFn, n + 1);
    for (u32 k = 0; k < n; k++) {
        const Code *c = &b->u->code[k];
        fns[k] = (UwFn){.sym = own_code(b, k), .size = c->nbytes, .row = c->cfi,
                        .nrow = c->ncfi};
    }
    void (*put)(Obj *, const UwInit *, const UwFn *, u32) = b->u->t->unwind;
    if (n)
        (put ? put : eh_frame_add)(b->o, &b->u->t->isa->uw, fns, n);
}

static void compile_all(Unit *u, u32 n)
{
    // what selection may call must be known before threads look it up
    static const char *const lib[] = {"memcpy", "memmove", "memset"};
    for (u32 k = 0; k < COUNT(lib); k++)
        mod_sym(u->m, str_of(lib[k]));
    for (const char *const *p = u->t->lib_syms; p && *p; p++)
        mod_sym(u->m, str_of(*p));
    asm_declare(u->m);
    if (u->t->isa->declare)
        u->t->isa->declare(u->m);
    parallel_for(n, u->o->print_after ? 1 : u->o->jobs, compile, u);
}

// Of a body that was inlined, too, errors are told once.
static bool told(const Unit *u, u32 n, const CodeErr *e)
{
    for (u32 k = 0; k <= n; k++)
        for (u32 j = 0; j < u->code[k].err.n; j++) {
            const CodeErr *x = &u->code[k].err.v[j];
            if (x == e)
                return false;
            if (x->loc == e->loc && str_eq(x->text, e->text))
                return true;
        }
    return false;
}

static void report(const Unit *u, u32 n)
{
    for (u32 k = 0; k < n && u->o->error; k++)
        for (u32 j = 0; j < u->code[k].err.n; j++) {
            const CodeErr *e = &u->code[k].err.v[j];
            if (told(u, k, e))
                continue;
            u32 file = LOC_FILE(e->loc);
            u->o->error(u->o->error_ctx, file ? u->m->file.v[file] : u->m->name,
                        LOC_LINE(e->loc), e->text);
        }
}

static void report_time(const Unit *u, u32 n, double object)
{
    static const char *const name[CG_STEPS] = {"legalize", "select", "regalloc", "layout",
                                               "encode"};
    for (u32 step = 0; step < CG_STEPS; step++) {
        double sum = 0;
        for (u32 k = 0; k < n; k++)
            sum += u->code[k].seconds[step];
        fprintf(stderr, "%8.3f ms  code: %s\n", sum * 1e3, name[step]);
    }
    fprintf(stderr, "%8.3f ms  code: object\n", object * 1e3);
}

Obj *cg_mod(const Target *t, Mod *m, const CgOpts *o, Arena *mem, Str unit_name, Str producer,
            u16 dw_lang)
{
    Unit u = {.t = t, .m = m, .o = o};
    u32 n = 0;
    for (SymId k = 1; k < m->sym.n; k++)
        n += m->sym.v[k].kind == SYM_FN && m->sym.v[k].fn;
    u.fn = arena_array(mem, SymId, n + 1);
    u.code = arena_array(mem, Code, n + 1);
    u.mem = arena_array(mem, Arena, n + 1);
    n = 0;
    for (SymId k = 1; k < m->sym.n; k++)
        if (m->sym.v[k].kind == SYM_FN && m->sym.v[k].fn)
            u.fn[n++] = k;
    compile_all(&u, n);
    report(&u, n);
    double since = o->time ? clock_now() : 0;
    Objs b = {.u = &u, .mem = mem, .o = obj_new(mem, unit_name)};
    b.o->arch = t->isa->arch;
    b.o->cpu = t->cpu;
    b.sym = arena_array(mem, u32, m->sym.n + 1);
    b.code_at = arena_array(mem, u32, m->sym.n + 1);
    b.sect = arena_array(mem, u32, n + 1);
    b.own = arena_array(mem, u32, n + 1);
    for (u32 k = 0; k < n; k++) {
        arena_adopt(mem, &u.mem[k]);
        b.code_at[u.fn[k]] = k + 1;
    }
    for (u32 k = 0; k < n; k++)
        put_function(&b, k);
    for (SymId k = 1; k < m->sym.n; k++)
        if (m->sym.v[k].kind == SYM_DATA || m->sym.v[k].kind == SYM_COMMON)
            put_data(&b, k);
    for (SymId k = 1; k < m->sym.n; k++)
        if (m->sym.v[k].kind == SYM_ALIAS)
            put_alias(&b, k);
        else if (m->sym.v[k].flags & SYM_IFUNC)
            put_ifunc(&b, k);
    for (u32 k = 0; k < n; k++)
        put_fixups(&b, k);
    for (SymId k = 1; k < m->sym.n; k++)
        if (m->sym.v[k].kind == SYM_DATA)
            put_relocs(&b, k);
    if (o->debug)
        put_debug(&b, n, unit_name, producer, dw_lang);
    if (o->unwind)
        put_unwind(&b, n);
    if (m->top.n)
        asm_lines(t, m, o, b.o);
    if (o->time)
        report_time(&u, n, clock_now() - since);
    return b.o;
}
