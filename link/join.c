// join.c - many objects become one that can be linked again (ld -r)
//
// Sections of one name and kind are put together, parts of COMDAT groups stay apart. Fixups keep
// their symbols; those that count from a section count from the joined one. Nothing is merged or
// rewritten: that is for the link that makes an image. Of groups that several objects have the
// first stays, and unwind records of dropped functions go (unwind.c), as in an image.
// Source: gABI, chapter 4 ("Section Groups", "Relocation").
#include "link/link_int.h"

typedef struct Join {
    Link *l;
    Obj *o;              // section i is l->out.v[i]
    Map out;             // key of a section -> its number
    u32 **group;         // by file and group: the group here + 1; 0 none yet
    u32 *anchor;         // by section: the symbol of its start; 0 none yet
} Join;

static LSym *global_at(const Link *l, u32 i) { return (LSym *)(uintptr_t)l->global.ent[i].val; }

static u32 group_of(Join *j, const Atom *a)
{
    u32 g = a->file->obj ? a->file->obj->sect.v[a->index].group : 0;
    if (!g)
        return 0;
    u32 *to = &j->group[a->file->index][g - 1];
    if (!*to) {
        vec_push(j->o->mem, &j->o->group, a->file->obj->group.v[g - 1]);
        *to = j->o->group.n;
    }
    return *to;
}

/* Everything that makes a section another one is in the key, so that joining loses nothing. */
static OutSect *out_for(Join *j, const Atom *a, const Atom *with)
{
    Link *l = j->l;
    u32 group = group_of(j, a), order = with && with->out ? with->out->shndx + 1 : 0;
    const ObjSect *from = a->file->obj ? &a->file->obj->sect.v[a->index] : NULL;
    u32 entsize = from ? from->entsize : 0;
    Str name = str_eqz(a->name, "COMMON") ? STR(".bss") : a->name;
    Str key = str_fmt(l->mem, "%x %x %x %x %.*s", a->flags, entsize, group, order, STR_ARG(name));
    bool is_new;
    u64 *slot = map_put(&j->out, key, &is_new);
    if (!is_new)
        return l->out.v[*slot];
    OutSect *o = arena_new(l->mem, OutSect);
    *slot = o->shndx = obj_sect(j->o, name, a->flags, 1);
    o->name = name;
    o->flags = a->flags;
    o->entsize = entsize;
    o->align = 1;
    ObjSect *s = &j->o->sect.v[o->shndx];
    s->entsize = entsize;
    s->group = group;
    s->link = order;
    vec_push(l->mem, &l->out, o);
    return o;
}

static void put_atom(Join *j, Atom *a, const Atom *with)
{
    OutSect *o = out_for(j, a, with);
    o->align = MAX(o->align, a->align);
    a->out = o;
    vec_push(j->l->mem, &o->atom, a);
}

/* Sections that go with another one come after all others, which have their places then. */
static void put_atoms(Join *j, bool linked)
{
    Link *l = j->l;
    for (u32 i = 0; i < l->file.n; i++) {
        LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->obj->sect.n; k++) {
            u32 to = f->obj->sect.v[k].link;
            if (f->atom[k].live && !(f->atom[k].flags & SF_UNWIND) && (to != 0) == linked)
                put_atom(j, &f->atom[k], to ? &f->atom[to - 1] : NULL);
        }
    }
}

/* Can the parts, with what is between them, still be told apart by size or by their zeros? */
static bool still_merges(const OutSect *o)
{
    for (u32 i = 0; i < o->atom.n; i++) {
        const Atom *a = o->atom.v[i];
        if (a->off % o->entsize || a->size % o->entsize)
            return false;
        for (u32 b = 1; o->flags & SF_STRINGS && a->size && b <= o->entsize; b++)
            if (a->data[a->size - b])
                return false;
    }
    return true;
}

static void fill(Join *j, OutSect *o)
{
    Link *l = j->l;
    ObjSect *s = &j->o->sect.v[o->shndx];
    link_place_atoms(o);
    if (o->size > (u64)1 << 31)
        link_say(l, L_BIG, "");
    if (l->d->errors != l->errors)
        return;
    if (o->flags & SF_MERGE && !still_merges(o)) {
        s->flags &= ~(u32)(SF_MERGE | SF_STRINGS);
        s->entsize = 0;
    }
    s->align = o->align;
    s->size = o->size;
    if (o->flags & SF_ZERO)
        return;
    s->data = o->mem = arena_alloc(j->o->mem, o->size + 1, 1);
    if (o->flags & SF_EXEC)
        link_pad_code(l, o);
    for (u32 i = 0; i < o->atom.n; i++)
        if (o->atom.v[i]->size && o->atom.v[i]->data)
            memcpy(o->mem + o->atom.v[i]->off, o->atom.v[i]->data, o->atom.v[i]->size);
}

static void join_sections(Join *j)
{
    Link *l = j->l;
    put_atoms(j, false);
    for (u32 i = 0; i < l->own_atom.n; i++)
        if (l->own_atom.v[i]->live)
            put_atom(j, l->own_atom.v[i], NULL);
    put_atoms(j, true);
    for (u32 i = 0; i < l->out.n; i++)
        fill(j, l->out.v[i]);
}

/* A symbol that only says where its section begins, or a place in it. */
static bool is_anchor(const LSym *s)
{
    return s->state == LS_DEF && s->bind == SB_LOCAL && (s->kind == SK_SECTION || !s->name.n);
}

static bool is_unwind(const LSym *s)
{
    return s->atom->flags & SF_UNWIND && s->atom->file->obj;
}

static bool is_dropped(const Link *l, const LSym *s)
{
    return s->state == LS_DEF && !(is_unwind(s) ? l->eh != NULL && !s->atom->dead : s->atom->live);
}

static void mark_fixes(const Atom *a, const Fix *x, u32 n)
{
    for (u32 i = 0; i < n; i++)
        a->file->sym[x[i].sym]->in_field = true;
}

static void mark_needed(Link *l)
{
    for (u32 i = 0; i < l->out.n; i++)
        for (u32 k = 0; k < l->out.v[i]->atom.n; k++)
            mark_fixes(l->out.v[i]->atom.v[k], l->out.v[i]->atom.v[k]->fix,
                       l->out.v[i]->atom.v[k]->nfix);
    for (u32 i = 0; i < l->uw.n; i++)
        mark_fixes(l->uw.v[i]->atom, l->uw.v[i]->atom->fix + l->uw.v[i]->fix, l->uw.v[i]->nfix);
}

/* The symbol in the object, under a name that may be another. */
static void put_symbol(Join *j, LSym *s, Str name)
{
    i64 none = 0;
    u32 sect = s->state == LS_UNDEF ? SECT_UNDEF : s->state == LS_COMMON ? SECT_COMMON
               : s->state == LS_ABS ? SECT_ABS : is_unwind(s) ? j->l->eh->out->shndx
               : s->atom->out->shndx;
    ObjSym y = {.name = name, .sect = sect, .size = s->size, .bind = s->bind, .kind = s->kind,
                .hidden = s->hidden, .protect = s->protect, .unique = s->unique};
    y.value = s->state == LS_COMMON ? s->value : sym_addr(j->l, s, &none);
    if (s->state == LS_UNDEF && s->bind != SB_LOCAL)
        y.bind = s->asked ? SB_GLOBAL : SB_WEAK;
    vec_push(j->o->mem, &j->o->sym, y);
    s->joined = j->o->sym.n - 1;
}

static bool keeps_local(const Link *l, const ObjSym *o, const LSym *s)
{
    if (is_anchor(s) || is_dropped(l, s))
        return false;
    if (s->state == LS_DEF && s->atom->flags & SF_EXEC && o->kind == SK_NONE &&
        elf_arch[l->arch - link_arch].mapping && elf_is_mapping(o->name))
        return false;   // mark_code makes them anew
    if (s->in_field)
        return true;
    return !l->opt.strip && (l->opt.discard == DISCARD_NONE ||
                             (l->opt.discard == DISCARD_TEMPS && !str_starts(o->name, ".L")));
}

static void put_locals(Join *j)
{
    for (u32 i = 0; i < j->l->file.n; i++) {
        const LFile *f = j->l->file.v[i];
        for (u32 k = 1; k < f->obj->sym.n; k++) {
            const ObjSym *o = &f->obj->sym.v[k];
            if (o->bind == SB_LOCAL && keeps_local(j->l, o, f->sym[k]))
                put_symbol(j, f->sym[k], f->sym[k]->name);
        }
    }
}

typedef struct Marks {
    Join *j;
    const Atom *atom;
} Marks;

static void add_mark(void *ctx, u64 off, bool data)
{
    Marks *m = ctx;
    char of = elf_arch[m->j->o->arch].mapping;
    Str name = str_fmt(m->j->o->mem, "$%c", data ? 'd' : of);
    obj_sym(m->j->o, name, SB_LOCAL, SK_NONE, m->atom->out->shndx, m->atom->off + off, 0);
}

/* Where code begins, and data in it: anew, since parts that say it follow others that do not. */
static void mark_code(Join *j)
{
    const ElfArch *e = &elf_arch[j->o->arch];
    for (u32 i = 0; i < j->l->out.n && e->mapping; i++) {
        const OutSect *o = j->l->out.v[i];
        int state = e->mapped ? -1 : 0;
        for (u32 k = 0; k < o->atom.n && o->flags & SF_EXEC; k++) {
            Marks m = {j, o->atom.v[k]};
            const ObjSect *s = &m.atom->file->obj->sect.v[m.atom->index];
            elf_marks(s->inlaid.v, s->inlaid.n, m.atom->size, &state, add_mark, &m);
        }
    }
}

static void put_globals(Join *j)
{
    Link *l = j->l;
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = global_at(l, i);
        bool unused = l->opt.gc && s->state == LS_UNDEF && !s->root && !s->in_field;
        if (is_dropped(l, s) || unused)
            continue;
        put_symbol(j, s, !s->version.n ? s->name : str_fmt(l->mem, "%.*s@@%.*s", STR_ARG(s->name),
                                                           STR_ARG(s->version)));
    }
}

/* ELF calls a group by the name of some symbol. */
static void put_signatures(Join *j)
{
    Obj *o = j->o;
    Map have = map_new(o->mem);
    bool is_new;
    for (u32 i = 1; i < o->sym.n && o->group.n; i++)
        if (o->sym.v[i].kind != SK_FILE)
            map_put(&have, o->sym.v[i].name, &is_new);
    for (u32 i = 0; i < o->sect.n; i++) {
        u32 g = o->sect.v[i].group;
        if (!g)
            continue;
        map_put(&have, o->group.v[g - 1].name, &is_new);
        if (is_new)
            obj_sym(o, o->group.v[g - 1].name, SB_LOCAL, SK_NONE, i, 0, 0);
    }
}

static u32 anchor(Join *j, u32 sect)
{
    if (!j->anchor[sect])
        j->anchor[sect] = obj_sym(j->o, STR(""), SB_LOCAL, SK_SECTION, sect, 0, 0);
    return j->anchor[sect];
}

/* A field that now is at `off` of section `sect`. Where it means a place in a section, that place
 * is at another distance from the start now; a slot is one of a symbol, whatever is added to it. */
static void join_fix(Join *j, const Atom *a, const Fix *x, u32 sect, u64 off)
{
    const LSym *s = a->file->sym[x->sym];
    Fix f = {.off = off, .sym = s->joined, .kind = x->kind, .add = x->add};
    if (is_dropped(j->l, s)) {
        if (a->flags & SF_ALLOC)
            link_say(j->l, L_DROPPED, link_place(j->l, a, x->off).p,
                     str_z(j->l->mem, s->name.n ? s->name : s->atom->name));
        else
            fix_patch((FixKind)x->kind, j->l->out.v[sect]->mem + off,
                      (i64)link_tombstone(j->l, a, (FixKind)x->kind));
        return;
    }
    if (is_anchor(s)) {
        i64 none = 0;
        u32 to = is_unwind(s) ? j->l->eh->out->shndx : s->atom->out->shndx;
        u64 place = sym_addr(j->l, s, &none);
        bool slot = fix_info[x->kind].flags & (FF_GOT | FF_PAIR | FF_MODULE | FF_DESC);
        if (slot && place)
            f.sym = obj_sym(j->o, str_fmt(j->o->mem, ".L%u", j->o->sym.n), SB_LOCAL, SK_NONE, to,
                            place, 0);
        else
            f.sym = anchor(j, to);
        f.add += slot ? 0 : (i64)place;
    }
    obj_fix(j->o, sect, f.off, (FixKind)f.kind, f.sym, f.add);
}

static void join_fixes(Join *j)
{
    Link *l = j->l;
    j->anchor = arena_array(l->mem, u32, j->o->sect.n + 1);
    for (u32 i = 0; i < l->out.n; i++)
        for (u32 k = 0; k < l->out.v[i]->atom.n; k++) {
            const Atom *a = l->out.v[i]->atom.v[k];
            for (u32 n = 0; n < a->nfix; n++)
                join_fix(j, a, &a->fix[n], i, a->off + a->fix[n].off);
        }
    for (u32 i = 0; i < l->uw.n; i++) {
        const UwRec *r = l->uw.v[i];
        for (u32 n = r->fix; n < r->fix + r->nfix; n++)
            join_fix(j, r->atom, &r->atom->fix[n], l->eh->out->shndx,
                     l->eh->off + r->out_off + r->atom->fix[n].off - r->off);
    }
}

Obj *link_join(Link *l)
{
    Join j = {.l = l, .o = obj_new(l->mem, STR("<joined>")), .out = map_new(l->mem)};
    j.o->arch = (Arch)(l->arch - link_arch);
    j.o->cpu = l->cpu;
    j.group = arena_array(l->mem, u32 *, l->file.n + 1);
    for (u32 i = 0; i < l->file.n; i++)
        j.group[i] = arena_array(l->mem, u32, l->file.v[i]->obj->group.n + 1);
    join_sections(&j);
    if (l->d->errors != l->errors)
        return NULL;
    unwind_copy(l);
    mark_needed(l);
    put_locals(&j);
    mark_code(&j);
    put_globals(&j);
    put_signatures(&j);
    join_fixes(&j);
    return j.o;
}
