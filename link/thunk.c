// thunk.c - branches that cannot reach their target jump to a thunk that can
//
// Runs once addresses are known. A thunk is put behind the atom that needs it and serves every
// branch of the same target that reaches it; what it moves may put other branches out of reach, so
// the layout is made again until nothing is added. Thunks are never taken away, so this ends.
#include "link/link_int.h"

bool link_reaches(FixKind k, u64 place, u64 target)
{
    u8 field[8] = {0};
    return fix_patch(k, field, (i64)(target - place)) == FIX_OK;
}

u64 link_thunk_for(const Link *l, const LSym *s, i64 add, FixKind k, u64 place)
{
    for (const Thunk *t = s->thunk; t; t = t->next) {
        u64 to = atom_addr(t->atom) + (u64)(i64)l->arch->pc_bias;
        if (t->add == add && link_reaches(k, place, to))
            return to;
    }
    return 0;
}

static void add_thunk(Link *l, LSym *s, i64 add, OutSect *o, u32 behind)
{
    Thunk *t = arena_new(l->mem, Thunk);
    const Atom *a = o->atom.v[behind];
    t->add = add;
    t->sym = s;
    t->behind = a;
    t->atom = link_own_atom(l, str_fmt(l->mem, ".text.thunk.%.*s", STR_ARG(s->name)),
                            SF_ALLOC | SF_EXEC, 4, l->arch->thunk_size);
    t->atom->out = o;
    t->atom->off = a->off + a->size;    // about, until the section is placed again
    t->next = s->thunk;
    s->thunk = t;
    vec_push(l->mem, &l->thunk, t);
    vec_push(l->mem, &o->atom, NULL);
    memmove(o->atom.v + behind + 2, o->atom.v + behind + 1,
            sizeof(Atom *) * (size_t)(o->atom.n - behind - 2));
    o->atom.v[behind + 1] = t->atom;
    o->align = MAX(o->align, t->atom->align);
}

static u64 branch_target(const Link *l, const LSym *s, i64 add)
{
    u64 to = sym_addr(l, s, &add);
    return to + (u64)add;
}

/* When the one behind this atom does not help, no other would: the atom is too large. */
static bool has_one(const LSym *s, const Atom *a, i64 add)
{
    const Thunk *t = s->thunk;
    while (t && !(t->behind == a && t->add == add))
        t = t->next;
    return t != NULL;
}

/* Thunks that atom `k` of the section needs; the number added. */
static u32 scan_atom(Link *l, OutSect *o, u32 k)
{
    Atom *a = o->atom.v[k];
    u32 added = 0;
    for (u32 i = 0; i < a->nfix && a->file != &l->own; i++) {
        const Fix *x = &a->fix[i];
        LSym *s = a->file->sym[x->sym];
        bool here = s->state == LS_DEF || s->state == LS_LINKER || s->state == LS_IMPORT;
        u64 place = atom_addr(a) + x->off;
        if (!(fix_info[x->kind].flags & FF_BRANCH) || !here ||
            link_reaches((FixKind)x->kind, place, branch_target(l, s, x->add)) ||
            link_thunk_for(l, s, x->add, (FixKind)x->kind, place) || has_one(s, a, x->add))
            continue;
        add_thunk(l, s, x->add, o, k);
        added++;
    }
    return added;
}

/* Nothing is far in an image whose code is nearer than the shortest branch reaches. */
static bool is_small(const Link *l)
{
    u64 lo = ~(u64)0, hi = 0;
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        if (!(o->flags & SF_EXEC) || !o->size)
            continue;
        lo = MIN(lo, o->addr);
        hi = MAX(hi, o->addr + o->size);
    }
    return hi <= lo || hi - lo < l->arch->branch;
}

bool link_thunks(Link *l)
{
    u32 added = 0;
    if (!l->arch->thunk || is_small(l))
        return false;
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        u32 before = added;
        for (u32 k = 0; k < o->atom.n && o->flags & SF_EXEC; k++) {
            u32 n = scan_atom(l, o, k);
            k += n;     // over what was put behind it
            added += n;
        }
        if (added != before)
            link_place_atoms(o);
    }
    return added > 0;
}

void link_write_thunks(Link *l)
{
    for (u32 i = 0; i < l->thunk.n; i++) {
        const Thunk *t = l->thunk.v[i];
        u64 to = branch_target(l, t->sym, t->add - l->arch->pc_bias);
        l->arch->thunk(t->atom->out->mem + t->atom->off, atom_addr(t->atom), to);
    }
}
