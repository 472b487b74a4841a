// gc.c - what the image needs: follow fixups from the roots; everything else is dropped
#include "link/link_int.h"

static void mark_atom(Link *l, Atom *a)
{
    if (a->live || a->dead || (a->flags & SF_UNWIND && a->file != &l->own))
        return;
    a->live = true;
    if (a->flags & SF_ALLOC)
        a->file->any_live = true;
    vec_push(l->mem, &l->work, a);
}

static bool stays(const Atom *a)
{
    if (a->flags & (SF_KEEP | SF_INIT | SF_FINI))
        return true;
    if (a->flags & SF_NOTE && !a->file->obj->sect.v[a->index].group)
        return true;
    static const char *const names[] = {".init", ".fini", ".jcr", ".ctors", ".dtors"};
    for (size_t i = 0; i < COUNT(names); i++) {
        size_t n = strlen(names[i]);
        if (str_starts(a->name, names[i]) && (a->name.n == n || (i >= 3 && a->name.p[n] == '.')))
            return true;
    }
    return false;
}

/* A symbol at the edge of a section keeps every section of that name. */
static void mark_named(Link *l, Str name)
{
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++)
            if (str_eq(l->file.v[i]->atom[k].name, name))
                mark_atom(l, &l->file.v[i]->atom[k]);
}

static void mark_sym(Link *l, LSym *s, i64 add)
{
    if (s->state == LS_LINKER && (s->linker == LD_START || s->linker == LD_STOP)) {
        Str edge = s->edge_name;
        if (edge.p[0] != '.' && !s->edge_marked) {
            s->edge_marked = true;    // done once
            mark_named(l, edge);
        }
        return;
    }
    if (s->state != LS_DEF)
        return;
    if (s->atom->merge)
        merge_mark(s->atom, s->value + (s->kind == SK_SECTION ? (u64)add : 0));
    mark_atom(l, s->atom);
}

static void mark_fix(Link *l, LFile *f, const Fix *x) { mark_sym(l, f->sym[x->sym], x->add); }

static void follow(Link *l)
{
    while (l->work.n) {
        Atom *a = l->work.v[--l->work.n];
        for (Atom *k = a->linked; k; k = k->link_next)
            mark_atom(l, k);
        if (!(a->flags & SF_ALLOC) || a->file == &l->own)
            continue;
        for (u32 i = 0; i < a->nfix; i++)
            mark_fix(l, a->file, &a->fix[i]);
        unwind_mark(l, a, mark_fix);
    }
}

/* Debug information and other sections that take no memory: they keep nothing alive, and stay when
 * something of their file does. */
static void keep_unloaded(Link *l, LFile *f)
{
    for (u32 k = 0; k < f->obj->sect.n; k++) {
        Atom *a = &f->atom[k];
        if (!(a->flags & SF_ALLOC) && !f->obj->sect.v[k].link &&
            (f->any_live || !(a->flags & SF_DEBUG)))
            mark_atom(l, a);
    }
}

/* Of what debug information tells as one, dropped parts leave gaps, so that the others are where it
 * says; where there is none of it, they just go. */
static void leave_gaps(Link *l, LFile *f)
{
    const Obj *o = f->obj;
    for (u32 i = 0, end; i < o->sect.n; i = end) {
        bool any = f->atom[i].live;
        for (end = i + 1; end < o->sect.n && o->sect.v[end].stretch; end++)
            any |= f->atom[end].live;
        for (u32 k = i; k < end && any && end > i + 1; k++)
            if (!f->atom[k].live) {
                f->atom[k].live = true;
                f->atom[k].nfix = 0;
                f->atom[k].data = arena_alloc(l->mem, f->atom[k].size + 1, 1);
            }
    }
}

static void say_dropped(Link *l, const LFile *f)
{
    for (u32 k = 0; k < f->obj->sect.n; k++) {
        const Atom *a = &f->atom[k];
        if (!a->live && !a->dead && a->size && a->flags & SF_ALLOC && !(a->flags & SF_UNWIND))
            link_say(l, L_GC_DROPPED, str_z(l->mem, a->name), str_z(l->mem, f->name));
    }
}

void link_gc(Link *l)
{
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->root || s->exported || !l->opt.gc)
            mark_sym(l, s, 0);
    }
    for (u32 i = 0; i < l->file.n; i++) {
        LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->obj->sect.n; k++) {
            Atom *a = &f->atom[k];
            if (a->flags & SF_ALLOC && (!l->opt.gc || stays(a)) &&
                !(f->obj->sect.v[k].link && l->opt.gc))
                mark_atom(l, a);
            if (a->merge && (!l->opt.gc || !(a->flags & SF_ALLOC) || a->live))
                for (u32 p = 0; p < a->npiece; p++)
                    a->piece[p].live = true;
        }
    }
    follow(l);
    for (u32 i = 0; i < l->file.n; i++)
        keep_unloaded(l, l->file.v[i]);
    follow(l);
    for (u32 i = 0; i < l->file.n && l->opt.say_dropped; i++)
        say_dropped(l, l->file.v[i]);
    for (u32 i = 0; i < l->file.n && l->opt.symbols; i++)
        leave_gaps(l, l->file.v[i]);
}
