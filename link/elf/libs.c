// libs.c - shared libraries and ELF images: what is taken from them, and what they see
//
// Sources: System V gABI, chapter 5, "Dynamic Linking"; Drepper, "How To Write Shared Libraries".
#include "link/elf/elf_int.h"

enum { MAX_COPY = 1 << 28 };

void elf_begin(Link *l)
{
    ElfLink *e = l->elf = arena_new(l->mem, ElfLink);
    if (l->opt.elf)
        e->opt = *l->opt.elf;
    l->no_relro = e->opt.no_relro;
    l->bind_now = e->opt.now;
    elf_read_versions(l);
    for (u32 i = 0; i < e->opt.nexport && l->opt.kind != LINK_SHARED; i++) {
        Str s = e->opt.exports[i];
        bool glob = memchr(s.p, '*', s.n) || memchr(s.p, '?', s.n) || memchr(s.p, '[', s.n);
        vec_push(l->mem, &e->list, ((VerPat){.text = s, .glob = glob}));
    }
}

/* Every name that some library has or asks for: a definition of the image answers them, too. */
static void note_wanted(Link *l)
{
    for (u32 i = 0; i < l->dso.n; i++) {
        const ElfDso *d = l->dso.v[i]->elf;
        for (u32 k = 0; k < d->sym.n; k++) {
            LSym *s = d->sym.v[k].old ? NULL : map_getp(&l->global, d->sym.v[k].name);
            if (s)
                s->wanted = true;
        }
    }
}

/* Does the image, with the libraries named, have all that a library names? */
static bool is_complete(const Link *l, const Dso *d)
{
    for (u32 i = 0; i < d->elf->needed.n; i++) {
        u32 k = 0;
        while (k < l->dso.n && !str_eq(l->dso.v[k]->soname, d->elf->needed.v[i]))
            k++;
        if (k == l->dso.n)
            return false;
    }
    return true;
}

/* What a library asks for and nobody has would stop the program at start. Where not all of its own
 * libraries are at hand, nothing is known. */
static void check_library(Link *l, const Dso *d)
{
    for (u32 k = 0; k < d->elf->sym.n; k++) {
        const ElfDsoSym *t = &d->elf->sym.v[k];
        Dso *by;
        u32 sym;
        const LSym *s = t->undef && t->bind != SB_WEAK ? map_getp(&l->global, t->name) : NULL;
        bool here = s && s->state != LS_UNDEF && !s->hidden;
        if (t->undef && t->bind != SB_WEAK && !here && !link_offer(l, t->name, &by, &sym))
            link_say(l, L_DSO_UNDEF, link_name(l, t->name), str_z(l->mem, d->name));
    }
}

void elf_check_libs(Link *l)
{
    for (u32 i = 0; i < l->dso.n && l->opt.kind != LINK_SHARED && !l->elf->opt.loose; i++)
        if (l->dso.v[i]->used && is_complete(l, l->dso.v[i]))
            check_library(l, l->dso.v[i]);
}

/* "f@V" asks for f of that version, of an object here or a library. */
static void bind_version(Link *l, LSym *s)
{
    const char *at = memchr(s->name.p, '@', s->name.n);
    if (!at || at == s->name.p)
        return;
    Str name = {s->name.p, (size_t)(at - s->name.p)};
    Str version = {at + 1, (size_t)(s->name.p + s->name.n - at) - 1};
    for (u32 i = 0; i < l->dso.n; i++) {
        const ElfDso *d = l->dso.v[i]->elf;
        for (u32 k = 0; k < d->sym.n; k++)
            if (!d->sym.v[k].undef && str_eq(d->sym.v[k].name, name) &&
                str_eq(d->sym.v[k].version, version)) {
                link_set_import(s, l->dso.v[i], k);
                return;
            }
    }
}

/* What no object has may be in a library, or be left to be found when the image runs. */
static void import(Link *l, LSym *s)
{
    const ElfLink *e = l->elf;
    Dso *d;
    u32 sym;
    if (s->hidden) {
        if (s->state == LS_IMPORT)
            s->state = LS_UNDEF;
        return;
    }
    if (s->state == LS_UNDEF && link_offer(l, s->name, &d, &sym))
        link_set_import(s, d, sym);
    if (s->state == LS_UNDEF)
        bind_version(l, s);
    bool later = l->opt.kind == LINK_SHARED ? !e->opt.defs : l->opt.ignore_undef;
    if (s->state == LS_UNDEF && (!s->asked || later))
        s->state = LS_IMPORT;
}

static bool is_function(const LSym *s) { return s->kind == SK_FUNC || s->kind == SK_IFUNC; }

static void set_version(Link *l, LSym *s, bool *local)
{
    ElfLink *e = l->elf;
    const char *at = memchr(s->name.p, '@', s->name.n);
    const VerNode *v = NULL;
    Str want = s->version;
    if (at && at > s->name.p) {
        want = (Str){at + 1, (size_t)(s->name.p + s->name.n - at) - 1};
        s->nondefault = true;
    }
    for (u32 i = 0; i < e->ver.n && want.n; i++)
        if (str_eq(e->ver.v[i].name, want))
            v = &e->ver.v[i];
    if (want.n && !v) {
        link_say(l, L_VERSION_OF, link_name(l, s->name), str_z(l->mem, want));
        return;
    }
    if (!want.n)
        v = elf_version_of(e, s->name, local);
    s->verndx = v && v->ndx ? v->ndx : VER_NDX_GLOBAL;
}

/* Is it from a member of an archive that --exclude-libs names? */
static bool is_excluded(const ElfOpts *o, const LSym *s)
{
    Str from = s->file ? s->file->name : (Str){0};
    const char *open = from.n && from.p[from.n - 1] == ')' ? memchr(from.p, '(', from.n) : NULL;
    if (!open)
        return false;
    Str archive = path_base((Str){from.p, (size_t)(open - from.p)});
    for (u32 i = 0; i < o->nexcluded; i++)
        if (str_eqz(o->excluded[i], "ALL") || str_eq(o->excluded[i], archive))
            return true;
    return false;
}

static void export(Link *l, LSym *s)
{
    const ElfOpts *o = &l->elf->opt;
    bool shared = l->opt.kind == LINK_SHARED, local = false;
    if (s->hidden || (s->state == LS_LINKER && !(s->wanted && !shared)) || is_excluded(o, s))
        return;
    s->verndx = VER_NDX_GLOBAL;
    if (shared)
        set_version(l, s, &local);
    bool listed = elf_listed(l->elf->list.v, l->elf->list.n, s->name);
    s->exported = shared ? !local : s->wanted || o->export_all || listed;
    bool own = s->protect || o->symbolic || (o->symbolic_functions && is_function(s)) ||
               (l->elf->list.n && !listed);
    s->preempt = shared && s->exported && !own;
}

void elf_imports(Link *l)
{
    ElfLink *e = l->elf;
    e->dynamic = l->dso.n || l->opt.kind == LINK_SHARED;
    if (!e->dynamic)
        return;
    if (!elf_arch_of(l)->r_glob_dat) {
        link_say(l, L_NO_DYNAMIC, l->arch->name);
        return;
    }
    note_wanted(l);
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->state == LS_UNDEF || s->state == LS_IMPORT)
            import(l, s);
        else
            export(l, s);
    }
}

/* The variable lives in the program from now on, under all the names that the library has for it;
 * the library finds it there. */
static void copy(Link *l, LSym *s)
{
    const ElfDsoSym *d = s->dsym;
    const ElfDso *e = s->dso->elf;
    u32 zero = d->readonly ? 0 : SF_ZERO;
    Atom *a = link_own_atom(l, d->readonly ? STR(".data.rel.ro") : STR(".bss"),
                            SF_ALLOC | SF_WRITE | zero, d->align, d->size);
    vec_push(l->mem, &l->elf->copy, s);
    for (u32 k = 0; k < e->sym.n; k++) {
        const ElfDsoSym *t = &e->sym.v[k];
        if (t->undef || t->old || t->value != d->value || t->kind != SK_DATA)
            continue;
        LSym *same = link_global(l, t->name);
        if (same->state != LS_UNDEF && same->state != LS_IMPORT)
            continue;       // the program has its own
        same->state = LS_DEF;
        same->atom = a;
        same->value = 0;
        same->size = t->size;
        same->kind = SK_DATA;
        same->bind = t->bind;
        same->file = &l->own;
        same->dso = s->dso;
        same->dsym = t;
        same->copied = same->exported = true;
    }
}

void elf_adopt(Link *l, Atom *a, LSym *s, const Fix *x)
{
    const char *where = link_place(l, a, x->off).p, *name = link_name(l, s->name), *why = NULL;
    if (l->opt.kind == LINK_SHARED) {
        link_say(l, L_PIC, where, fix_info[x->kind].text, name);
        return;
    }
    if (!s->dsym)       // weak, and nobody has it: 0
        return;
    if (s->kind == SK_FUNC || (s->kind == SK_NONE && !s->size)) {
        link_need_stub(l, s, SLOT_ADDR);
        s->direct = true;
        return;
    }
    if (s->dsym->protect)
        why = "the library goes on using its own";
    else if (!s->size)
        why = "its size is not known";
    else if (s->size > MAX_COPY)
        why = "it is too large";
    if (why)
        link_say(l, L_COPY, where, name, str_z(l->mem, s->dso->soname), why);
    else
        copy(l, s);
}
