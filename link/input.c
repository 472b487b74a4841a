// input.c - files and objects become atoms and symbols; archive members wait until asked for
#include "link/link_int.h"

Link *link_new(Arena *a, const LinkOpts *o, Diags *d)
{
    Link *l = arena_new(a, Link);
    l->mem = a;
    l->opt = *o;
    l->arch = &link_arch[o->arch];
    l->d = d;
    l->errors = d->errors;
    l->lazy_by_name = map_new(a);
    l->global = map_new(a);
    l->group = map_new(a);
    l->merge_by_key = map_new(a);
    l->offer = map_new(a);
    l->paths = map_new(a);
    l->wrap = map_new(a);
    l->own.name = STR("<linker>");
    return l;
}

void link_add_obj(Link *l, const Obj *o) { vec_push(l->mem, &l->input, o); }

void link_root(Link *l, Str name) { vec_push(l->mem, &l->roots, name); }

void link_wrap(Link *l, Str name)
{
    Str *to = arena_array(l->mem, Str, 2);
    to[0] = str_fmt(l->mem, "__wrap_%.*s", STR_ARG(name));
    to[1] = name;
    map_setp(&l->wrap, name, &to[0]);
    map_setp(&l->wrap, str_fmt(l->mem, "__real_%.*s", STR_ARG(name)), &to[1]);
}

void link_define(Link *l, Str name, Str of, i64 add)
{
    Alias a = {link_global(l, name), of.n ? link_global(l, of) : NULL, add};
    a.sym->state = LS_ABS;
    a.sym->file = &l->own;
    a.sym->value = (u64)add;
    vec_push(l->mem, &l->alias, a);
}

void link_add_archive(Link *l, Str name, const ArMember *m, u32 n)
{
    for (u32 i = 0; i < n; i++) {
        Str *def;
        u32 ndef;
        if (!obj_is(m[i].bytes))
            continue;
        Lazy *z = arena_new(l->mem, Lazy);
        z->archive = name;
        z->member = m[i];
        vec_push(l->mem, &l->lazy, z);
        if (obj_scan_defs(l->mem, m[i].bytes, &def, &ndef) < 0) {
            link_pull(l, z);    // says what is wrong with it
            continue;
        }
        for (u32 k = 0; k < ndef; k++) {
            bool is_new;
            u64 *slot = map_put(&l->lazy_by_name, def[k], &is_new);
            if (is_new)
                *slot = l->lazy.n - 1;
        }
    }
}

/* NULL after a message. */
static Obj *read_obj(Link *l, Str name, Str bytes)
{
    Str err = {0};
    Obj *o = NULL;
    bool joins = l->opt.kind == LINK_OBJECT && link_format(l->opt.image)->join;
    if (joins && !elf_is_obj(bytes))
        link_say(l, L_JOIN_ELF, str_z(l->mem, name), "an object of another format");
    else if (!(o = obj_read(l->mem, name, bytes, &err)))
        link_say(l, L_BAD_OBJ, str_z(l->mem, name), err.p);
    return o;
}

static void add_whole(Link *l, Str archive, const ArMember *m, u32 n)
{
    for (u32 i = 0; i < n; i++) {
        Str name = str_fmt(l->mem, "%.*s(%.*s)", STR_ARG(archive), STR_ARG(m[i].name));
        Obj *o = obj_is(m[i].bytes) ? read_obj(l, name, m[i].bytes) : NULL;
        if (o)
            link_add_obj(l, o);
    }
}

/* Its symbols wait as those of archive members do: of both, the first in the order of the inputs
 * answers a reference. */
static void add_dso(Link *l, Str name, Str bytes)
{
    Str err = {0};
    ElfDso *e = elf_read_dso(l->mem, bytes, &err);
    if (!e) {
        link_say(l, L_BAD_OBJ, str_z(l->mem, name), err.p);
        return;
    }
    Dso *d = arena_new(l->mem, Dso);
    *d = (Dso){name, e->soname.n ? e->soname : path_base(name), e, l->how.as_needed, false, 0};
    for (u32 i = 0; i < l->dso.n; i++)
        if (str_eq(l->dso.v[i]->soname, d->soname)) {
            l->dso.v[i]->as_needed &= d->as_needed;
            return;
        }
    Lazy *z = arena_new(l->mem, Lazy);
    z->dso = d;
    vec_push(l->mem, &l->lazy, z);
    for (u32 i = 0; i < e->sym.n; i++) {
        bool is_new;
        if (e->sym.v[i].undef || e->sym.v[i].old)
            continue;
        u64 *slot = map_put(&l->offer, e->sym.v[i].name, &is_new);
        if (is_new)
            *slot = (u64)l->dso.n << 32 | i;
        slot = map_put(&l->lazy_by_name, e->sym.v[i].name, &is_new);
        if (is_new)
            *slot = l->lazy.n - 1;
    }
    vec_push(l->mem, &l->dso, d);
}

void link_add_file(Link *l, Str name, Str bytes)
{
    Str err = {0};
    if (ar_is(bytes)) {
        ArMember *m;
        u32 n;
        if (ar_load(l->mem, name, bytes, &m, &n, &err) < 0)
            link_say(l, L_BAD_OBJ, str_z(l->mem, name), err.p);
        else if (l->how.whole_archive)
            add_whole(l, name, m, n);
        else
            link_add_archive(l, name, m, n);
        return;
    }
    if (elf_is_dso(bytes) && l->opt.kind == LINK_OBJECT && link_format(l->opt.image)->join) {
        link_say(l, L_JOIN_ELF, str_z(l->mem, name), "a shared library");
        return;
    }
    if (elf_is_dso(bytes) && link_format(l->opt.image)->dso) {
        add_dso(l, name, bytes);
        return;
    }
    // a stub library of an SDK, or what a DLL offers
    if (str_starts(bytes, "--- !tapi-tbd") || str_ends(name, ".def")) {
        vec_push(l->mem, &l->library, ((ArMember){.name = name, .bytes = bytes}));
        return;
    }
    if (script_is(bytes)) {
        script_read(l, name, bytes);
        return;
    }
    if (!obj_is(bytes)) {
        link_say(l, L_BAD_FILE, str_z(l->mem, name));
        return;
    }
    Obj *o = read_obj(l, name, bytes);
    if (o)
        link_add_obj(l, o);
}

bool link_pull(Link *l, Lazy *z)
{
    z->taken = true;
    Str name = str_fmt(l->mem, "%.*s(%.*s)", STR_ARG(z->archive), STR_ARG(z->member.name));
    Obj *o = read_obj(l, name, z->member.bytes);
    if (o)
        link_take(l, o);
    return o != NULL;
}

Atom *link_own_atom(Link *l, Str name, u32 flags, u32 align, u64 size)
{
    Atom *a = arena_new(l->mem, Atom);
    a->name = name;
    a->file = &l->own;
    a->index = l->own_atom.n;
    a->flags = flags;
    a->align = align;
    a->size = size;
    a->live = true;
    vec_push(l->mem, &l->own_atom, a);
    return a;
}

/* Sections that say something about an object only, not about an image; or are made anew. */
static bool of_no_use(const Link *l, const ObjSect *s)
{
    if (str_eqz(s->name, ".note.gnu.property") || str_eqz(s->name, ".note.GNU-stack") ||
        (str_starts(s->name, ".gnu.warning.") && !(s->flags & SF_ALLOC) &&
         l->opt.kind != LINK_OBJECT))
        return true;
    bool debug =
        s->flags & SF_DEBUG || str_starts(s->name, ".debug_") || str_starts(s->name, ".gdb_index");
    return debug && (l->opt.strip || l->opt.strip_debug || l->in_memory);
}

/* The sections of the group are taken out again, with what they define. */
static void drop_group(LFile *f, u32 group)
{
    for (u32 k = 1; k < f->obj->sym.n; k++) {
        u32 s = f->obj->sym.v[k].sect;
        if (s < f->obj->sect.n && f->obj->sect.v[s].group == group &&
            f->sym[k]->atom == &f->atom[s] && f->obj->sym.v[k].bind != SB_LOCAL) {
            f->sym[k]->state = LS_UNDEF;
            f->sym[k]->atom = NULL;
        }
    }
    for (u32 k = 0; k < f->obj->sect.n; k++)
        f->atom[k].dead |= f->obj->sect.v[k].group == group;
}

/* Of groups with one name the first stays, or the largest where both say so. */
static bool wins_group(Link *l, LFile *f, const ObjGroup *g)
{
    bool is_new;
    u64 *slot = map_put(&l->group, g->name, &is_new);
    if (is_new)
        *slot = f->index;
    if (*slot == f->index)
        return true;
    LFile *other = l->file.v[*slot];
    u32 k = 0;
    while (k < other->obj->group.n && !str_eq(other->obj->group.v[k].name, g->name))
        k++;
    const ObjGroup *have = &other->obj->group.v[k];
    if (have->same_size && g->same_size && have->size != g->size) {
        link_say(l, L_GROUP_SIZE, link_name(l, g->name));
        link_say(l, L_DUP_AT, str_z(l->mem, other->name));
        link_say(l, L_DUP_AT, str_z(l->mem, f->name));
    }
    if (!have->largest || !g->largest || g->size <= have->size)
        return false;
    drop_group(other, k + 1);
    *slot = f->index;
    return true;
}

static void make_atoms(Link *l, LFile *f)
{
    const Obj *o = f->obj;
    bool *lost = arena_array(l->mem, bool, o->group.n + 1);
    for (u32 g = 0; g < o->group.n; g++)
        lost[g] = !wins_group(l, f, &o->group.v[g]);
    f->atom = arena_array(l->mem, Atom, o->sect.n + 1);
    for (u32 i = 0; i < o->sect.n; i++) {
        const ObjSect *s = &o->sect.v[i];
        f->atom[i] = (Atom){.name = s->name,
                            .file = f,
                            .index = i,
                            .flags = s->flags,
                            .align = s->align,
                            .size = s->size,
                            .data = s->data,
                            .fix = s->fix.v,
                            .nfix = s->fix.n};
        f->atom[i].dead = (s->group && lost[s->group - 1]) || of_no_use(l, s);
        if (l->opt.kind != LINK_OBJECT &&
            (s->flags & (SF_WRITE | SF_EXEC | SF_ALLOC)) == (SF_WRITE | SF_EXEC | SF_ALLOC))
            link_say(l, L_WX, str_z(l->mem, s->name), str_z(l->mem, f->name));
    }
    for (u32 i = 0; i < o->sect.n; i++) {
        u32 to = o->sect.v[i].link;
        if (!to || to - 1 == i)
            continue;
        f->atom[i].link_next = f->atom[to - 1].linked;
        f->atom[to - 1].linked = &f->atom[i];
        if (f->atom[to - 1].dead)
            f->atom[i].dead = true;
    }
}

static void dup(Link *l, LSym *s, LFile *other)
{
    link_say(l, L_DUP, link_name(l, s->name));
    link_say(l, L_DUP_AT, str_z(l->mem, s->file->name));
    link_say(l, L_DUP_AT, str_z(l->mem, other->name));
}

void link_set_import(LSym *s, Dso *d, u32 sym)
{
    s->dso = d;
    s->dsym = &d->elf->sym.v[sym];
    s->kind = s->dsym->kind;
    s->size = s->dsym->size;
    s->state = LS_IMPORT;
}

static void set_def(LSym *s, LFile *f, const ObjSym *o, Atom *a)
{
    s->file = f;
    s->atom = a;
    s->value = o->value;
    s->size = o->size;
    s->kind = o->kind;
    s->bind = o->bind;
    s->state = a ? LS_DEF : LS_ABS;
    s->dso = NULL;
    s->dsym = NULL;
}

/* gABI, chapter 4, "Symbol Table": a definition beats a common symbol, a common symbol a weak
 * definition; two definitions that are not weak are an error; of two weak ones the first stays. */
static void define(Link *l, LFile *f, const ObjSym *o, LSym *s, Atom *a)
{
    bool have = s->state == LS_DEF || s->state == LS_ABS;
    if (o->sect == SECT_COMMON) {
        if (have && s->bind != SB_WEAK)
            return;
        if (s->state == LS_COMMON) {
            s->value = MAX(s->value, o->value);
            s->size = MAX(s->size, o->size);
            return;
        }
        set_def(s, f, o, NULL);
        s->state = LS_COMMON;
        return;
    }
    bool both = have && s->bind != SB_WEAK && o->bind != SB_WEAK;
    if (both && !l->opt.first_wins)
        dup(l, s, f);
    else if (!have && (s->state != LS_COMMON || o->bind != SB_WEAK))
        set_def(s, f, o, a);
    else if (have && s->bind == SB_WEAK && o->bind != SB_WEAK)
        set_def(s, f, o, a);
}

/* "f@@V": the definition that a reference to f gets, of version V (GNU as, ".symver"). A name with
 * one @ is one of its own, and stays as it is. */
static Str plain_name(Str s, Str *version)
{
    const char *at = memchr(s.p, '@', s.n);
    *version = (Str){0};
    if (!at || at == s.p || at + 2 >= s.p + s.n || at[1] != '@')
        return s;
    *version = (Str){at + 2, (size_t)(s.p + s.n - at) - 2};
    return (Str){s.p, (size_t)(at - s.p)};
}

static void take_global(Link *l, LFile *f, u32 i)
{
    const ObjSym *o = &f->obj->sym.v[i];
    Str version, name = plain_name(o->name, &version);
    const Str *wrapped = o->sect == SECT_UNDEF && l->wrap.n ? map_getp(&l->wrap, name) : NULL;
    name = wrapped ? *wrapped : name;
    LSym *s = f->sym[i] = link_global(l, name);
    Atom *a = o->sect < f->obj->sect.n ? &f->atom[o->sect] : NULL;
    s->hidden |= o->hidden;
    s->protect |= o->protect;
    s->unique |= o->unique;
    if (o->sect != SECT_UNDEF && !(a && a->dead)) {
        define(l, f, o, s, a);
        s->version = version.n ? version : s->version;
        return;
    }
    if (!s->file)
        s->file = f;
    if (o->alt && !s->alt)
        s->alt = link_global(l, f->obj->sym.v[o->alt].name);
    if (s->state == LS_UNDEF && o->kind == SK_TLS)
        s->kind = SK_TLS;
    if ((o->bind != SB_WEAK || o->search) && !s->asked) {
        s->asked = true;
        vec_push(l->mem, &l->asked, s);
    }
}

/* The first object decides; an image of two instruction sets has no machine to run on. */
static void same_arch(Link *l, const LFile *f)
{
    if (!l->arch_file) {
        l->arch_file = f;
        l->arch = &link_arch[f->obj->arch];
    } else if (l->arch != &link_arch[f->obj->arch]) {
        link_say(l, L_ARCH, str_z(l->mem, f->name), link_arch[f->obj->arch].name,
                 str_z(l->mem, l->arch_file->name), l->arch->name);
    }
}

/* The image needs the most of what its objects need; floats must travel the same way in all that
 * have any. */
static void join_cpu(Link *l, const LFile *f)
{
    const ObjCpu *c = &f->obj->cpu;
    ObjCpu *all = &l->cpu;
    if (!c->arch)
        return;
    if (all->floats && c->floats && all->hard != c->hard) {
        const LFile *hard = c->hard ? f : l->cpu_file, *soft = c->hard ? l->cpu_file : f;
        link_say(l, L_FLOAT_ABI, str_z(l->mem, hard->name), str_z(l->mem, soft->name));
    }
    if (c->floats && !all->floats) {
        l->cpu_file = f;
        all->hard = c->hard;
    }
    all->floats |= c->floats;
    all->arch = MAX(all->arch, c->arch);
    all->profile = all->profile ? all->profile : c->profile;
    all->single = all->fpu && c->fpu ? all->single && c->single : all->single || c->single;
    all->fpu = MAX(all->fpu, c->fpu);
    all->dsp |= c->dsp;
}

LFile *link_take(Link *l, const Obj *o)
{
    LFile *f = arena_new(l->mem, LFile);
    f->name = o->name;
    f->obj = o;
    f->index = l->file.n;
    vec_push(l->mem, &l->file, f);
    same_arch(l, f);
    join_cpu(l, f);
    make_atoms(l, f);
    u32 nlocal = 0;
    for (u32 i = 0; i < o->sym.n; i++)
        nlocal += o->sym.v[i].bind == SB_LOCAL;
    LSym *local = arena_array(l->mem, LSym, nlocal + 1);
    f->sym = arena_array(l->mem, LSym *, o->sym.n + 1);
    f->sym[0] = local++;
    f->sym[0]->state = LS_ABS;
    for (u32 i = 1; i < o->sym.n; i++) {
        const ObjSym *s = &o->sym.v[i];
        if (s->bind != SB_LOCAL) {
            take_global(l, f, i);
            continue;
        }
        f->sym[i] = local++;
        f->sym[i]->name = s->name;
        set_def(f->sym[i], f, s, s->sect < o->sect.n ? &f->atom[s->sect] : NULL);
        if (s->sect == SECT_UNDEF)
            f->sym[i]->state = LS_UNDEF;
    }
    return f;
}
