// dyn.c - ELF images that are loaded with others or anywhere: .dynamic and dynamic relocations
//
// A static-PIE (ET_DYN without an interpreter) is linked at address 0. Its start-up code adds the
// distance to every cell of the table, then makes what nobody writes afterwards read-only
// (PT_GNU_RELRO). For programs with shared libraries, and for libraries, the loader does so, and
// looks symbols up. Sources: System V gABI, chapter 5, "Dynamic Section"; the psABI of each
// architecture; the GNU extensions of binutils (DT_RELACOUNT, DT_FLAGS_1).
#include "link/elf/elf_int.h"

typedef struct DynRow {
    u64 tag, val;
} DynRow;
enum { MAX_ROWS = 40 };

typedef struct DynRows {
    DynRow *row;
    u32 n;
} DynRows;

/* Type of the relocation that fills a slot when the image is loaded; 0: none does. Slots that hold
 * an address are cells (Link.dyn). */
static u32 slot_type(const Link *l, const Slot *s)
{
    const ElfArch *e = elf_arch_of(l);
    bool outside = s->sym && sym_outside(s->sym), shared = l->opt.kind == LINK_SHARED;
    switch (s->kind) {
    case SLOT_ADDR: case SLOT_NONE:
        break;
    case SLOT_IREL: return e->r_irelative;
    case SLOT_MODULE: return outside || shared ? e->r_dtpmod : 0;
    case SLOT_OFFSET: return outside ? e->r_dtpoff : 0;
    case SLOT_TPOFF: return outside || shared ? e->r_tpoff : 0;
    case SLOT_DESC: return e->r_tlsdesc;
    }
    return 0;
}

static void count_relocations(Link *l)
{
    ElfLink *e = l->elf;
    for (u32 i = 0; i < l->dyn.n; i++)
        if (sym_outside(l->dyn.v[i].sym))
            e->nrel++;
        else
            e->nrelative += link_moves(l);
    for (u32 i = 0; i < l->slot.n; i++)
        e->nrel += slot_type(l, &l->slot.v[i]) != 0;
    e->nrel += e->copy.n;
}

/* Constants that hold addresses are written once, at start: they move to where that is allowed. */
static void free_cells(Link *l)
{
    for (u32 i = 0; i < l->dyn.n; i++) {
        Atom *a = l->dyn.v[i].atom;
        if (!(a->flags & SF_WRITE) && (link_moves(l) || sym_outside(l->dyn.v[i].sym))) {
            a->flags |= SF_WRITE;
            a->relro = true;
        }
    }
}

/* .plt and the slots that it jumps through. Looked up at start, the slots are not written later. */
static void make_plt(Link *l)
{
    ElfLink *e = l->elf;
    if (!(l->wants_got && l->arch->got_is_plt) && !l->jump.n)
        return;
    l->gotplt = link_own_atom(l, STR(".got.plt"), SF_ALLOC | SF_WRITE, l->arch->ptr,
                              (u64)l->arch->ptr * (GOTPLT_HEAD + l->jump.n));
    if (!l->jump.n)
        return;
    l->lazy_plt = link_own_atom(l, STR(".plt"), SF_ALLOC | SF_EXEC, 16,
                            link_plt_head(l) + (u64)l->arch->plt_entry * l->jump.n);
    e->rela_plt = link_own_atom(l, STR(".rela.plt"), SF_ALLOC, l->arch->ptr,
                                (u64)elf_arch_of(l)->rel * l->jump.n);
}

static void make_interp(Link *l)
{
    ElfLink *e = l->elf;
    Str path = e->opt.interp;
    if (e->opt.no_interp || l->opt.kind == LINK_SHARED || (!path.n && !l->dso.n))
        return;
    if (!path.n)
        path = str_of(elf_arch_of(l)->interp);
    l->interp = link_own_atom(l, STR(".interp"), SF_ALLOC, 1, path.n + 1);
    l->interp->data = (const u8 *)str_z(l->mem, path);
}

static u64 at(const Atom *a) { return a && a->out ? atom_addr(a) : 0; }

static void put(DynRows *r, u64 tag, u64 val) { r->row[r->n++] = (DynRow){tag, val}; }

static void put_string(const ElfLink *e, DynRows *r, u64 tag, Str s)
{
    const u64 *id = map_get(&e->str.ids, s);
    put(r, tag, e->str.off ? strtab_off(&e->str, (u32)*id) : 0);
}

/* An array of functions: its place and size, when there is one. */
static void put_array(const Link *l, DynRows *r, const char *name, u64 tag, u64 size_tag)
{
    bool live = false;
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n && !live; k++) {
            const Atom *a = &l->file.v[i]->atom[k];
            live = a->live && a->size && a->flags & (SF_INIT | SF_FINI) &&
                   str_starts(a->name, name);
        }
    if (!live)
        return;
    const OutSect *o = NULL;
    for (u32 i = 0; i < l->out.n; i++)
        o = str_eqz(l->out.v[i]->name, name) ? l->out.v[i] : o;
    put(r, tag, o ? o->addr : 0);
    put(r, size_tag, o ? o->size : 0);
}

static void put_function(const Link *l, DynRows *r, Str name, u64 tag)
{
    const LSym *s = map_getp(&l->global, name);
    i64 add = 0;
    if (s && sym_live(s))
        put(r, tag, s->atom->out ? sym_addr(l, s, &add) : 0);
}

static void put_libraries(const Link *l, DynRows *r)
{
    const ElfLink *e = l->elf;
    for (u32 i = 0; i < l->dso.n; i++)
        if (l->dso.v[i]->used)
            put_string(e, r, DT_NEEDED, l->dso.v[i]->soname);
    if (l->opt.kind == LINK_SHARED && e->opt.soname.n)
        put_string(e, r, DT_SONAME, e->opt.soname);
    if (e->opt.runpath.n)
        put_string(e, r, e->opt.rpath ? DT_RPATH : DT_RUNPATH, e->opt.runpath);
    put_function(l, r, e->opt.init.n ? e->opt.init : STR("_init"), DT_INIT);
    put_function(l, r, e->opt.fini.n ? e->opt.fini : STR("_fini"), DT_FINI);
    put_array(l, r, ".preinit_array", DT_PREINIT_ARRAY, DT_PREINIT_ARRAYSZ);
    put_array(l, r, ".init_array", DT_INIT_ARRAY, DT_INIT_ARRAYSZ);
    put_array(l, r, ".fini_array", DT_FINI_ARRAY, DT_FINI_ARRAYSZ);
}

static void put_tables(const Link *l, DynRows *r)
{
    const ElfLink *e = l->elf;
    const ElfArch *a = elf_arch_of(l);
    if (e->gnu_hash)
        put(r, DT_GNU_HASH, at(e->gnu_hash));
    if (l->hash)
        put(r, DT_HASH, at(l->hash));
    put(r, DT_STRTAB, at(l->dynstr));
    put(r, DT_SYMTAB, at(l->dynsym));
    put(r, DT_STRSZ, l->dynstr->size);
    put(r, DT_SYMENT, a->sym);
    if (l->interp)
        put(r, DT_DEBUG, 0);
    if (e->rela_plt) {
        put(r, DT_PLTGOT, at(l->gotplt));
        put(r, DT_PLTRELSZ, e->rela_plt->size);
        put(r, DT_PLTREL, DT_RELA);
        put(r, DT_JMPREL, at(e->rela_plt));
    }
    if (l->rela_dyn || !e->dynamic) {
        put(r, a->rela ? DT_RELA : DT_REL, at(l->rela_dyn));
        put(r, a->rela ? DT_RELASZ : DT_RELSZ, l->rela_dyn ? l->rela_dyn->size : 0);
        put(r, a->rela ? DT_RELAENT : DT_RELENT, a->rel);
        put(r, a->rela ? DT_RELACOUNT : DT_RELCOUNT, e->nrelative);
    }
}

static void put_flags(const Link *l, DynRows *r)
{
    const ElfLink *e = l->elf;
    bool shared = l->opt.kind == LINK_SHARED;
    u64 f = 0, f1 = 0;
    f |= shared && e->opt.symbolic ? DF_SYMBOLIC : 0;
    f |= e->opt.now ? DF_BIND_NOW : 0;
    f |= shared && l->static_tls ? DF_STATIC_TLS : 0;
    f1 |= e->opt.now ? DF_1_NOW : 0;
    f1 |= e->opt.flags1;
    f |= f1 & DF_1_ORIGIN ? DF_ORIGIN : 0;
    f1 |= l->opt.kind == LINK_PIE ? DF_1_PIE : 0;
    if (f)
        put(r, DT_FLAGS, f);
    if (f1)
        put(r, DT_FLAGS_1, f1);
    if (e->verdef) {
        put(r, DT_VERDEF, at(e->verdef));
        put(r, DT_VERDEFNUM, e->nverdef);
    }
    if (e->verneed) {
        put(r, DT_VERNEED, at(e->verneed));
        put(r, DT_VERNEEDNUM, e->nverneed);
    }
    if (e->versym)
        put(r, DT_VERSYM, at(e->versym));
}

static DynRows make_rows(Link *l)
{
    DynRows r = {arena_array(l->mem, DynRow, MAX_ROWS + l->dso.n), 0};
    put_libraries(l, &r);
    put_tables(l, &r);
    put_flags(l, &r);
    put(&r, DT_NULL, 0);
    return r;
}

static void make_strings(Link *l)
{
    ElfLink *e = l->elf;
    Buf b = {0};
    for (u32 i = 0; i < l->dso.n; i++)
        if (l->dso.v[i]->used)
            strtab_add(&e->str, l->dso.v[i]->soname);
    strtab_add(&e->str, e->opt.soname);
    strtab_add(&e->str, e->opt.runpath);
    strtab_finish(&e->str, &b);
    l->dynstr->size = b.n;
    l->dynstr->data = (const u8 *)buf_take(&b, l->mem).p;
}

void elf_synth(Link *l)
{
    ElfLink *e = l->elf;
    elf_make_property(l);
    make_plt(l);
    if (!link_moves(l) && !e->dynamic)
        return;
    const ElfArch *a = elf_arch_of(l);
    make_interp(l);
    free_cells(l);
    strtab_init(&e->str, l->mem);
    elf_make_dynsym(l);
    elf_check_libs(l);
    count_relocations(l);
    make_strings(l);
    u64 n = (u64)e->nrelative + e->nrel;
    if (n)
        l->rela_dyn = link_own_atom(l, a->rela ? STR(".rela.dyn") : STR(".rel.dyn"), SF_ALLOC,
                                    a->word, n * a->rel);
    l->dynamic = link_own_atom(l, STR(".dynamic"), SF_ALLOC | SF_WRITE, a->word, 0);
    l->dynamic->size = (u64)make_rows(l).n * 2 * a->word;
}

static void write_rows(Link *l)
{
    const ElfArch *a = elf_arch_of(l);
    DynRows r = make_rows(l);
    Buf b = {0};
    for (u32 i = 0; i < r.n; i++) {
        elf_put_word(&b, a, r.row[i].tag);
        elf_put_word(&b, a, r.row[i].val);
    }
    memcpy(l->dynamic->out->mem + l->dynamic->off, b.p, b.n);
    buf_free(&b);
}

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const ElfRel *)a)->off, y = ((const ElfRel *)b)->off;
    return x < y ? -1 : x > y;
}

/* The loader keeps the symbol that it found last: equal ones stand together. */
static int by_symbol(const void *a, const void *b, void *ctx)
{
    const ElfRel *x = a, *y = b;
    if (x->sym != y->sym)
        return x->sym < y->sym ? -1 : 1;
    return by_off(a, b, ctx);
}

static ElfRel cell_rel(const Link *l, const DynCell *c)
{
    const ElfArch *e = elf_arch_of(l);
    u64 off = atom_addr(c->atom) + c->off;
    i64 add = c->add;
    if (sym_outside(c->sym)) {
        u32 type = c->atom == l->got ? e->r_glob_dat
                                     : (u32)fix_info[l->arch->ptr_fix].elf[l->arch - link_arch];
        return (ElfRel){off, c->sym->dynsym, type, c->add};
    }
    u64 to = (sym_addr(l, c->sym, &add) | code_bit(l, c->sym)) + (u64)add;
    return (ElfRel){off, 0, e->r_relative, (i64)to};
}

static ElfRel slot_rel(const Link *l, u32 i, u32 type)
{
    const LSym *s = l->slot.v[i].sym;
    ElfRel r = {slot_addr(l, i + 1), 0, type, 0};
    i64 add = 0;
    if (type == elf_arch_of(l)->r_irelative)
        r.add = (i64)resolver_addr(l, s);
    else if (s && sym_outside(s))
        r.sym = s->dynsym;
    else if (s && l->slot.v[i].kind != SLOT_MODULE)
        r.add = (i64)(sym_addr(l, s, &add) - l->tls_addr);
    return r;
}

/* Cells that move in order of address, so that memory is touched once; what is looked up by symbol;
 * functions chosen at start last, since their resolvers may use all of that. */
static void write_table(Link *l)
{
    const ElfArch *e = elf_arch_of(l);
    u32 n = 0, total = l->elf->nrelative + l->elf->nrel;
    ElfRel *r = arena_array(l->mem, ElfRel, total + 1);
    for (u32 i = 0; i < l->dyn.n; i++)
        if (!sym_outside(l->dyn.v[i].sym) && link_moves(l))
            r[n++] = cell_rel(l, &l->dyn.v[i]);
    sort_stable(r, n, sizeof *r, by_off, NULL);
    u32 first = n;
    for (u32 i = 0; i < l->dyn.n; i++)
        if (sym_outside(l->dyn.v[i].sym))
            r[n++] = cell_rel(l, &l->dyn.v[i]);
    for (u32 i = 0; i < l->elf->copy.n; i++) {
        const LSym *s = l->elf->copy.v[i];
        r[n++] = (ElfRel){atom_addr(s->atom), s->dynsym, e->r_copy, 0};
    }
    for (int later = 0; later < 2; later++) {
        for (u32 i = 0; i < l->slot.n; i++) {
            u32 type = slot_type(l, &l->slot.v[i]);
            if (type && (type == e->r_irelative) == later)
                r[n++] = slot_rel(l, i, type);
        }
        if (!later)
            sort_stable(r + first, n - first, sizeof *r, by_symbol, NULL);
    }
    assert(n == total);
    u8 *p = l->rela_dyn->out->mem + l->rela_dyn->off;
    for (u32 i = 0; i < n; i++)
        elf_set_rel(p + (size_t)i * e->rel, e, &r[i]);
}

static void write_jumps(Link *l)
{
    const ElfArch *e = elf_arch_of(l);
    const Atom *t = l->elf->rela_plt;
    u64 slot = atom_addr(l->gotplt) + (u64)l->arch->ptr * GOTPLT_HEAD;
    for (u32 i = 0; i < l->jump.n; i++)
        elf_set_rel(t->out->mem + t->off + (size_t)i * e->rel, e,
                    &(ElfRel){slot + (u64)l->arch->ptr * i, l->jump.v[i]->dynsym, e->r_jump_slot,
                              0});
}

void elf_write_dyn(Link *l)
{
    if (!l->dynamic)
        return;
    elf_write_dynsym(l);
    write_rows(l);
    if (l->rela_dyn)
        write_table(l);
    if (l->elf->rela_plt)
        write_jumps(l);
}
