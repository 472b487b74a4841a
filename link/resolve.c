// resolve.c - which definition each name means; members pulled from archives; what stays undefined
#include "link/link_int.h"

LSym *link_global(Link *l, Str name)
{
    LSym *s = map_getp(&l->global, name);
    if (s)
        return s;
    s = arena_new(l->mem, LSym);
    s->name = name;
    s->bind = SB_GLOBAL;
    map_setp(&l->global, name, s);
    return s;
}

static void ask(Link *l, Str name, bool root)
{
    if (!name.n)
        return;
    LSym *s = link_global(l, name);
    s->root |= root;
    if (!s->asked) {
        s->asked = true;
        vec_push(l->mem, &l->asked, s);
    }
}

bool link_offer(const Link *l, Str name, Dso **d, u32 *sym)
{
    const u64 *at = map_get(&l->offer, name);
    if (!at)
        return false;
    *d = l->dso.v[*at >> 32];
    *sym = (u32)*at;
    return true;
}

/* What shared libraries ask for may come from archive members, too. */
static void ask_for_dsos(Link *l)
{
    for (u32 i = 0; i < l->dso.n; i++) {
        const Dso *d = l->dso.v[i];
        for (u32 k = 0; k < d->elf->sym.n && !d->as_needed; k++) {
            const ElfDsoSym *s = &d->elf->sym.v[k];
            if (s->undef && s->bind != SB_WEAK && map_get(&l->lazy_by_name, s->name))
                vec_push(l->mem, &l->asked, link_global(l, s->name));
        }
    }
}

/* The archive member or library that has the symbol; hidden ones are never in a library. */
static void find(Link *l, LSym *s)
{
    u64 *at = map_get(&l->lazy_by_name, s->name);
    Lazy *z = at ? l->lazy.v[*at] : NULL;
    Dso *d;
    u32 sym;
    if (z && z->dso && !s->hidden && link_offer(l, s->name, &d, &sym))
        link_set_import(s, d, sym);
    else if (z && !z->dso && !z->taken)
        link_pull(l, z);
}

/* What stands in for a symbol that nobody has may be in an archive, too. Were any asked for? */
static bool ask_for_stand_ins(Link *l)
{
    u32 had = l->asked.n;
    for (u32 i = 0; i < had; i++) {
        LSym *s = l->asked.v[i];
        if (s->state == LS_UNDEF && s->alt && s->alt->state == LS_UNDEF)
            ask(l, s->alt->name, false);
    }
    return l->asked.n > had;
}

/* All objects count before any archive and shared library; then members join as long as somebody
 * asks. A reference that is weak does not pull a member. The order of archives and libraries
 * decides only which of two definitions wins. */
void link_resolve(Link *l)
{
    for (u32 i = 0; i < l->input.n; i++)
        link_take(l, l->input.v[i]);
    ask(l, l->opt.entry, true);
    for (u32 i = 0; i < l->roots.n; i++)
        ask(l, l->roots.v[i], true);
    for (u32 i = 0; i < l->alias.n; i++)
        if (l->alias.v[i].of)
            ask(l, l->alias.v[i].of->name, false);
    ask_for_dsos(l);
    u32 done = 0;
    do
        for (; done < l->asked.n; done++)    // grows while members join
            if (l->asked.v[done]->state == LS_UNDEF)
                find(l, l->asked.v[done]);
    while (ask_for_stand_ins(l));
}

/* The last of a chain of defaults that is needed; a circle has none. */
static LSym *stand_in(LSym *s)
{
    LSym *t = s;
    for (u32 n = 0; t->state == LS_UNDEF && t->alt; n++, t = t->alt)
        if (n == 100)
            return s;
    return t;
}

void link_stand_ins(Link *l)
{
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 1; k < l->file.v[i]->obj->sym.n; k++)
            l->file.v[i]->sym[k] = stand_in(l->file.v[i]->sym[k]);
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val, *t = stand_in(s);
        t->root |= s->root;
        l->global.ent[i].val = (u64)(uintptr_t)t;
    }
}

static bool is_c_name(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
              (i && c >= '0' && c <= '9')))
            return false;
    }
    return s.n > 0;
}

static bool has_section(const Link *l, Str name)
{
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++)
            if (str_eq(l->file.v[i]->atom[k].name, name) && !l->file.v[i]->atom[k].dead)
                return true;
    return false;
}

typedef struct Known {
    const char *name, *edge;
    LinkerDef def;
} Known;

static const Known known[] = {
    {"__bss_start", NULL, LD_BSS},
    {"_end", NULL, LD_END},
    {"end", NULL, LD_END},
    {"_edata", NULL, LD_EDATA},
    {"edata", NULL, LD_EDATA},
    {"_etext", NULL, LD_ETEXT},
    {"etext", NULL, LD_ETEXT},
    {"__etext", NULL, LD_ETEXT},
    {"__executable_start", NULL, LD_HEADER},
    {"__ehdr_start", NULL, LD_HEADER},
    {"_GLOBAL_OFFSET_TABLE_", NULL, LD_GOT},
    {"_TLS_MODULE_BASE_", NULL, LD_TLS},
    {"_DYNAMIC", ".dynamic", LD_START},
    {"__preinit_array_start", ".preinit_array", LD_START},
    {"__preinit_array_end", ".preinit_array", LD_STOP},
    {"__init_array_start", ".init_array", LD_START},
    {"__init_array_end", ".init_array", LD_STOP},
    {"__fini_array_start", ".fini_array", LD_START},
    {"__fini_array_end", ".fini_array", LD_STOP},
    {"__rela_iplt_start", ".rela.iplt", LD_START},
    {"__rela_iplt_end", ".rela.iplt", LD_STOP},
    {"__rel_iplt_start", ".rel.iplt", LD_START},
    {"__rel_iplt_end", ".rel.iplt", LD_STOP},
    {"__eh_frame_start", ".eh_frame", LD_START},
    {"__eh_frame_end", ".eh_frame", LD_STOP},
    {"__eh_frame_hdr_start", ".eh_frame_hdr", LD_START},
    {"__eh_frame_hdr_end", ".eh_frame_hdr", LD_STOP},
};

static void give(Link *l, LSym *s, LinkerDef def, Str edge)
{
    s->state = LS_LINKER;
    s->file = &l->own;
    s->linker = (u8)def;
    s->dso = NULL;
    s->dsym = NULL;
    s->hidden |= def == LD_GOT || def == LD_TLS;
    s->kind = def == LD_TLS ? SK_TLS : SK_NONE;
    s->edge_name = edge;
    s->bind = SB_GLOBAL;
}

/* __start_X and __stop_X for sections whose name X is a C identifier (GNU ld, "Orphan Sections").
 */
static void try_edges(Link *l, LSym *s)
{
    bool start = str_starts(s->name, "__start_"), stop = str_starts(s->name, "__stop_");
    size_t skip = start ? 8 : 7;
    Str x = {s->name.p + skip, s->name.n > skip ? s->name.n - skip : 0};
    if ((start || stop) && is_c_name(x) && has_section(l, x))
        give(l, s, start ? LD_START : LD_STOP, x);
}

void link_linker_symbols(Link *l)
{
    for (size_t i = 0; i < COUNT(known); i++) {
        LSym *s = map_getp(&l->global, str_of(known[i].name));
        bool moving = known[i].edge && !strcmp(known[i].edge, ".dynamic");
        // a library's own edges are not the image's
        if (s && (s->state == LS_UNDEF || s->state == LS_IMPORT) &&
            (!moving || link_moves(l) || l->dso.n))
            give(l, s, known[i].def, known[i].edge ? str_of(known[i].edge) : STR(""));
    }
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->state == LS_UNDEF && str_starts(s->name, "__st"))
            try_edges(l, s);
    }
}

void link_commons(Link *l)
{
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->state != LS_COMMON)
            continue;
        u32 tls = s->kind == SK_TLS ? SF_TLS : 0;
        s->atom = link_own_atom(l, tls ? STR(".tbss") : STR("COMMON"),
                                SF_ALLOC | SF_WRITE | SF_ZERO | tls, (u32)s->value, s->size);
        s->atom->live = false;
        s->state = LS_DEF;
        s->value = 0;
    }
}

void link_aliases(Link *l)
{
    for (u32 i = 0; i < l->alias.n; i++) {
        const Alias *a = &l->alias.v[i];
        if (!a->of)
            continue;
        if (a->of->state != LS_DEF && a->of->state != LS_ABS) {
            link_say(l, L_ALIAS, link_name(l, a->sym->name), link_name(l, a->of->name));
            continue;
        }
        a->sym->state = a->of->state;
        a->sym->atom = a->of->atom;
        a->sym->value = a->of->value + (u64)a->add;
        a->sym->kind = a->of->kind;
        a->sym->size = a->add ? 0 : a->of->size;
    }
}

/* The function or variable of the file that covers an offset of one of its sections. */
static const ObjSym *cover(const Atom *a, u64 off)
{
    const Obj *o = a->file->obj;
    for (u32 i = 1; o && i < o->sym.n; i++) {
        const ObjSym *s = &o->sym.v[i];
        if (s->sect == a->index && s->kind != SK_SECTION && s->name.n && off >= s->value &&
            off - s->value < s->size)
            return s;
    }
    return NULL;
}

const char *link_name(Link *l, Str name) { return str_z(l->mem, sym_shown(name)); }

Str link_place(Link *l, const Atom *a, u64 off)
{
    const ObjSym *s = cover(a, off);
    if (!s)
        return str_fmt(l->mem, "%.*s (%.*s+0x%llx)", STR_ARG(a->file->name), STR_ARG(a->name),
                       (unsigned long long)off);
    return str_fmt(l->mem, "%.*s: %s `%s` (%.*s+0x%llx)", STR_ARG(a->file->name),
                   s->kind == SK_FUNC ? "function" : "variable", link_name(l, s->name),
                   STR_ARG(a->name), (unsigned long long)off);
}

enum { MAX_PLACES = 4 };

static void note_undef(Link *l, LSym *s, Atom *a, u64 off)
{
    if (!s->undef) {
        vec_push(l->mem, &l->undef, ((Undef){.sym = s}));
        s->undef = l->undef.n;
    }
    Undef *u = &l->undef.v[s->undef - 1];
    u->count++;
    if (u->ref.n < MAX_PLACES)
        vec_push(l->mem, &u->ref, ((UndefRef){a, off}));
}

static void find_undefined(Link *l, LFile *f, Atom *a)
{
    for (u32 i = 0; i < a->nfix; i++) {
        const Fix *x = &a->fix[i];
        LSym *s = f->sym[x->sym];
        if (s->state != LS_UNDEF || f->obj->sym.v[x->sym].bind == SB_WEAK)
            continue;
        if (i && (a->fix[i - 1].kind == FIX_TLSGD || a->fix[i - 1].kind == FIX_TLSLD))
            continue;   // the call of __tls_get_addr, which is rewritten
        note_undef(l, s, a, x->off);
    }
}

/* The nearest name of what is linked, and of what the archives and libraries have beside it. */
static void suggest(Link *l, Str name)
{
    Near n = near_new(name, name.n < 4 ? 0 : name.n < 8 ? 1 : 2);
    Str of = {0};
    for (u32 i = 0; n.limit > 0 && i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->state != LS_UNDEF && s->state != LS_IMPORT && !str_eq(s->name, name) &&
            near_try(&n, s->name))
            of = s->file->name;
    }
    for (u32 i = 0; n.limit > 0 && i < l->lazy_by_name.n; i++) {
        const Lazy *z = l->lazy.v[l->lazy_by_name.ent[i].val];
        Str other = l->lazy_by_name.ent[i].key;
        if (!str_eq(other, name) && near_try(&n, other))
            of = z->dso ? z->dso->soname : z->archive;
    }
    if (n.best.n)
        diag_help(l->d, "did you mean `%s` of %.*s?", link_name(l, n.best), STR_ARG(of));
}

void link_report_roots(Link *l)
{
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->root && s->state == LS_UNDEF && !s->undef)
            link_say(l, str_eq(s->name, l->opt.entry) ? L_ENTRY : L_ROOT, link_name(l, s->name));
    }
}

void link_report_undefined(Link *l)
{
    for (u32 i = 0; i < l->file.n && !l->opt.ignore_undef; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++) {
            Atom *a = &l->file.v[i]->atom[k];
            if (a->live && a->flags & SF_ALLOC && !(a->flags & SF_UNWIND))
                find_undefined(l, l->file.v[i], a);
        }
    for (u32 i = 0; i < l->undef.n; i++) {
        const Undef *u = &l->undef.v[i];
        link_say(l, L_UNDEF, link_name(l, u->sym->name));
        suggest(l, u->sym->name);
        for (u32 k = 0; k < u->ref.n; k++)
            link_say(l, L_ASKED, link_place(l, u->ref.v[k].atom, u->ref.v[k].off).p);
        if (u->count > u->ref.n)
            link_say(l, L_MORE, (unsigned)(u->count - u->ref.n));
    }
    link_report_roots(l);
}
