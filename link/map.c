// map.c - the text of --map: what is where, from which object, and what was dropped; of --trace
#include "link/link_int.h"

typedef struct MapSym {
    u64 addr;
    const LSym *s;
} MapSym;

static int by_addr(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const MapSym *)a)->addr, y = ((const MapSym *)b)->addr;
    return x < y ? -1 : x > y;
}

/* Symbols of one file by section: heads of chains, in the order of the symbol table. */
typedef struct BySect {
    u32 *head, *next;    // symbol, 0 ends
} BySect;

static BySect by_section(Link *l, const Obj *o)
{
    BySect x = {arena_array(l->mem, u32, o->sect.n + 1), arena_array(l->mem, u32, o->sym.n + 1)};
    for (u32 i = o->sym.n; i-- > 1;) {
        u32 sect = o->sym.v[i].sect;
        if (sect >= o->sect.n)
            continue;
        x.next[i] = x.head[sect];
        x.head[sect] = i;
    }
    return x;
}

/* Named symbols of an atom in order of address. */
static void put_symbols(Link *l, Buf *b, const Atom *a, const BySect *files)
{
    if (!a->file->obj)
        return;
    VEC(MapSym) v = {0};
    const Obj *o = a->file->obj;
    const BySect *chain = &files[a->file->index];
    for (u32 i = chain->head[a->index]; i; i = chain->next[i]) {
        const LSym *s = a->file->sym[i];
        i64 add = 0;
        if (s->atom == a && o->sym.v[i].kind != SK_SECTION && s->name.n)
            vec_push(l->mem, &v, ((MapSym){sym_addr(l, s, &add), s}));
    }
    sort_stable(v.v, v.n, sizeof(MapSym), by_addr, NULL);
    for (u32 i = 0; i < v.n; i++)
        buf_fmt(b, "%16llx %8llx             %s\n", (unsigned long long)v.v[i].addr,
                (unsigned long long)v.v[i].s->size, link_name(l, v.v[i].s->name));
}

static void put_out(Link *l, Buf *b, const OutSect *o, const BySect *files)
{
    buf_fmt(b, "%16llx %8llx %5u %.*s\n", (unsigned long long)(o->flags & SF_ALLOC ? o->addr : 0),
            (unsigned long long)o->size, o->align, STR_ARG(o->name));
    for (u32 i = 0; i < o->atom.n; i++) {
        const Atom *a = o->atom.v[i];
        buf_fmt(b, "%16llx %8llx %5u     %.*s:(%.*s)\n",
                (unsigned long long)(o->flags & SF_ALLOC ? atom_addr(a) : a->off),
                (unsigned long long)a->size, a->align, STR_ARG(a->file->name), STR_ARG(a->name));
        if (o->flags & SF_ALLOC)
            put_symbols(l, b, a, files);
    }
}

static void put_members(Link *l, Buf *b)
{
    buf_str(b, "\nFiles\n");
    for (u32 i = 0; i < l->file.n; i++)
        buf_fmt(b, "    %.*s\n", STR_ARG(l->file.v[i]->name));
}

static void put_dropped(Link *l, Buf *b)
{
    buf_str(b, "\nDropped sections\n            size\n");
    for (u32 i = 0; i < l->file.n; i++) {
        const LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->obj->sect.n; k++) {
            const Atom *a = &f->atom[k];
            if (!a->live && a->size && !(a->flags & SF_UNWIND))
                buf_fmt(b, "%16llx %s %.*s:(%.*s)\n", (unsigned long long)a->size,
                        a->dead ? "replaced" : "unused  ", STR_ARG(f->name), STR_ARG(a->name));
        }
    }
}

void link_write_map(Link *l, Buf *out)
{
    buf_str(out, "         address     size align section, object, symbol\n");
    BySect *files = arena_array(l->mem, BySect, l->file.n + 1);
    for (u32 i = 0; i < l->file.n; i++)
        files[i] = by_section(l, l->file.v[i]->obj);
    for (u32 i = 0; i < l->out.n; i++)
        put_out(l, out, l->out.v[i], files);
    put_members(l, out);
    put_dropped(l, out);
}

/* Who has a name, and who asks for it. */
static void put_watched(const Link *l, Str name, Buf *out)
{
    const LSym *s = map_getp(&l->global, name);
    for (u32 i = 0; s && i < l->file.n; i++) {
        const LFile *f = l->file.v[i];
        for (u32 k = 1; k < f->obj->sym.n; k++)
            if (f->sym[k] == s && f->obj->sym.v[k].bind != SB_LOCAL)
                buf_fmt(out, "%.*s: %s %.*s\n", STR_ARG(f->name),
                        f->obj->sym.v[k].sect == SECT_UNDEF ? "reference to" : "definition of",
                        STR_ARG(name));
    }
    if (s && s->dso)
        buf_fmt(out, "%.*s: definition of %.*s\n", STR_ARG(s->dso->name), STR_ARG(name));
}

void link_write_trace(Link *l, Buf *out)
{
    for (u32 i = 0; i < l->file.n && !l->opt.nwatch; i++)
        buf_fmt(out, "%.*s\n", STR_ARG(l->file.v[i]->name));
    for (u32 i = 0; i < l->dso.n && !l->opt.nwatch; i++)
        buf_fmt(out, "%.*s\n", STR_ARG(l->dso.v[i]->name));
    for (u32 i = 0; i < l->opt.nwatch; i++)
        put_watched(l, l->opt.watch[i], out);
}
