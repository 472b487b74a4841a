// merge.c - equal strings and equal constants become one
//
// A section flagged SF_MERGE is cut into entries: strings that end in an element of zeros, or units
// of entsize bytes. Each merge table collects the entries of one kind for one output section.
// Strings of bytes that are loaded also share tails. A whole read-only object becomes mergeable by
// setting SF_MERGE with entsize equal to its size: the compiler does so where the address is not
// observable.
#include "link/link_int.h"

enum { MAX_TAIL_STRINGS = 50000, MAX_ENTRY_ALIGN = 64 };

static bool is_zero(const u8 *p, u32 n)
{
    for (u32 i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

static u64 string_end(const Atom *a, u64 off, u32 es)
{
    if (es == 1) {
        const u8 *e = memchr(a->data + off, 0, a->size - off);
        return e ? (u64)(e - a->data) + 1 : a->size;
    }
    while (off + es <= a->size && !is_zero(a->data + off, es))
        off += es;
    return MIN(off + es, a->size);
}

/* The last string must end; otherwise the section is placed as a whole. */
static void split_atom(Link *l, Atom *a, u32 es)
{
    u32 n = 0, cap = 0;
    if (a->size >= ~0u)
        return;
    if (a->flags & SF_STRINGS && !is_zero(a->data + a->size - es, es))
        return;
    for (u64 off = 0; off < a->size;) {
        u64 end = a->flags & SF_STRINGS ? string_end(a, off, es) : off + es;
        if (n == cap)
            a->piece = vec_grow(l->mem, a->piece, n, &cap, sizeof(Piece));
        a->piece[n++] = (Piece){.off = (u32)off};
        off = end;
    }
    a->npiece = n;
}

static MergeTab *table(Link *l, const Atom *a, u32 es)
{
    u32 flags = a->flags & (SF_ALLOC | SF_MERGE | SF_STRINGS | SF_DEBUG | SF_EXEC);
    bool is_new;
    Str name = a->flags & SF_ALLOC ? STR(".rodata") : a->name;
    u32 align = a->flags & SF_STRINGS || !(a->flags & SF_ALLOC) ? a->align : MAX(a->align, 1);
    Str key = str_fmt(l->mem, "%.*s %u %u %u", STR_ARG(name), flags, es, align);
    u64 *slot = map_put(&l->merge_by_key, key, &is_new);
    if (!is_new)
        return l->merge.v[*slot];
    *slot = l->merge.n;
    MergeTab *t = arena_new(l->mem, MergeTab);
    t->flags = flags;
    t->entsize = es;
    t->align = align;
    t->ent = map_new(l->mem);
    t->atom = link_own_atom(l, name, flags & ~(u32)SF_EXEC, align, 0);
    t->atom->live = false;
    vec_push(l->mem, &l->merge, t);
    return t;
}

void merge_split(Link *l)
{
    for (u32 i = 0; i < l->file.n && l->opt.merge; i++) {
        LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->obj->sect.n; k++) {
            Atom *a = &f->atom[k];
            u32 es = f->obj->sect.v[k].entsize;
            if (a->dead || !(a->flags & SF_MERGE) || a->flags & (SF_WRITE | SF_EXEC | SF_TLS) ||
                !es || !a->size || a->size % es || a->align > MAX_ENTRY_ALIGN || a->nfix ||
                a->flags & SF_KEEP)
                continue;
            split_atom(l, a, es);
            if (a->npiece)
                a->merge = table(l, a, es);
        }
    }
}

static Piece *find(const Atom *a, u64 off)
{
    u32 lo = 0, hi = a->npiece;
    while (hi - lo > 1) {
        u32 mid = lo + (hi - lo) / 2;
        if (a->piece[mid].off <= off)
            lo = mid;
        else
            hi = mid;
    }
    return &a->piece[lo];
}

void merge_mark(Atom *a, u64 off) { find(a, off)->live = true; }

static Str piece_bytes(const Atom *a, u32 p)
{
    u64 end = p + 1 < a->npiece ? a->piece[p + 1].off : a->size;
    return (Str){(const char *)a->data + a->piece[p].off, (size_t)(end - a->piece[p].off)};
}

static void collect(Atom *a)
{
    for (u32 p = 0; p < a->npiece; p++) {
        if (!a->piece[p].live)
            continue;
        bool is_new;
        u64 *slot = map_put(&a->merge->ent, piece_bytes(a, p), &is_new);
        if (is_new)
            *slot = a->merge->ent.n - 1;
        a->piece[p].ent = (u32)*slot;
    }
}

/* Result offsets replace the entry numbers in the table. An entry keeps the alignment of its
 * section. */
static void lay_out(Link *l, MergeTab *t)
{
    Buf b = {0};
    bool tails = t->flags & SF_STRINGS && t->entsize == 1 && t->align == 1 && t->flags & SF_ALLOC &&
                 t->ent.n < MAX_TAIL_STRINGS;
    if (tails) {
        StrTab st;
        strtab_init(&st, l->mem);
        u32 *id = arena_array(l->mem, u32, t->ent.n);
        for (u32 i = 0; i < t->ent.n; i++)
            id[i] = strtab_add(&st, (Str){t->ent.ent[i].key.p, t->ent.ent[i].key.n - 1});
        strtab_finish(&st, &b);
        for (u32 i = 0; i < t->ent.n; i++)
            t->ent.ent[i].val = strtab_off(&st, id[i]);
    } else {
        for (u32 i = 0; i < t->ent.n; i++) {
            buf_align(&b, t->align);
            Str s = t->ent.ent[i].key;
            t->ent.ent[i].val = b.n;
            buf_put(&b, s.p, s.n);
        }
    }
    t->atom->size = b.n;
    t->atom->data = (const u8 *)buf_take(&b, l->mem).p;
    t->atom->live = t->ent.n > 0;
}

/* Every merged atom leaves the image; its live entries are found through its table. */
void merge_build(Link *l)
{
    for (u32 i = 0; i < l->file.n; i++) {
        LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->obj->sect.n; k++)
            if (f->atom[k].merge && f->atom[k].live) {
                if (!(f->atom[k].flags & SF_ALLOC) || !l->opt.gc)
                    for (u32 p = 0; p < f->atom[k].npiece; p++)
                        f->atom[k].piece[p].live = true;
                collect(&f->atom[k]);
            }
    }
    for (u32 i = 0; i < l->merge.n; i++)
        lay_out(l, l->merge.v[i]);
}

u64 merge_addr(const Atom *a, u64 off)
{
    const Piece *p = find(a, off);
    const MergeTab *t = a->merge;
    if (!p->live || !t->ent.n)
        return 0;
    return atom_addr(t->atom) + t->ent.ent[p->ent].val + (off - p->off);
}
