// note.c - notes: .note.gnu.property, what all objects promise and what one needs; the build id
//
// Source: Linux Extensions to gABI, "Program Property"; AMD64 psABI, "GNU property". The range of a
// type says how its words join: by AND where every object must have it, by OR, or by OR of those
// where every object has one. Others are left out, since nothing says how they join.
#include "link/elf/elf_int.h"

enum { NT_GNU_BUILD_ID = 3, NT_GNU_PROPERTY = 5, HASH_ID = 20, MARKED = 1, MAX_PROPS = 16 };

typedef struct Prop {
    u32 type, word, objects;     // objects that have it
} Prop;

typedef struct Props {
    Prop v[MAX_PROPS];
    u32 n;
} Props;

static bool in(u32 type, u32 lo, u32 n) { return type >= lo && type - lo < n; }
static bool joins_and(u32 t) { return in(t, 0xb0000000, 0x8000) || in(t, 0xc0000000, 0x8000); }
static bool joins_or(u32 t) { return in(t, 0xb0008000, 0x8000) || in(t, 0xc0008000, 0x8000); }
static bool joins_or_all(u32 t) { return in(t, 0xc0010000, 0x8000); }

static void join(Props *p, u32 type, u32 word)
{
    if (!joins_and(type) && !joins_or(type) && !joins_or_all(type))
        return;
    for (u32 i = 0; i < p->n; i++)
        if (p->v[i].type == type) {
            p->v[i].word = joins_and(type) ? p->v[i].word & word : p->v[i].word | word;
            p->v[i].objects++;
            return;
        }
    if (p->n < MAX_PROPS)
        p->v[p->n++] = (Prop){type, word, 1};
}

static void read_words(Props *p, const u8 *at, u64 n, u32 align)
{
    while (n >= 8) {
        u32 type = rd32(at), size = rd32(at + 4);
        u64 step = 8 + ALIGN_UP((u64)size, (u64)align);
        if (size > n - 8)
            return;
        if (size == 4)
            join(p, type, rd32(at + 8));
        if (step >= n)
            return;
        at += step;
        n -= step;
    }
}

/* Notes of one section: name and contents padded to the alignment of the class. */
static void read_notes(Props *p, const ObjSect *s, u32 align)
{
    for (u64 at = 0; at + 12 <= s->size;) {
        const u8 *n = s->data + at;
        u64 name = rd32(n), desc = rd32(n + 4);
        u64 start = at + 12 + ALIGN_UP(name, (u64)4), end = start + desc;
        if (end > s->size || end < start)
            return;
        if (rd32(n + 8) == NT_GNU_PROPERTY && name == 4 && !memcmp(n + 12, "GNU", 4))
            read_words(p, s->data + start, desc, align);
        at = ALIGN_UP(end, (u64)align);
    }
}

static int by_type(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u32 x = ((const Prop *)a)->type, y = ((const Prop *)b)->type;
    return x < y ? -1 : x > y;
}

static Props merge(Link *l)
{
    Props all = {0};
    u32 n = 0;
    for (u32 i = 0; i < l->file.n; i++) {
        const Obj *o = l->file.v[i]->obj;
        Props one = {0};
        for (u32 k = 0; k < o->sect.n; k++)
            if (str_eqz(o->sect.v[k].name, ".note.gnu.property") && o->sect.v[k].data)
                read_notes(&one, &o->sect.v[k], elf_arch_of(l)->word);
        for (u32 k = 0; k < one.n; k++)
            join(&all, one.v[k].type, one.v[k].word);
    }
    for (u32 i = 0; i < all.n; i++)
        if (all.v[i].word && (joins_or(all.v[i].type) || all.v[i].objects == l->file.n))
            all.v[n++] = all.v[i];
    all.n = n;
    sort_stable(all.v, n, sizeof *all.v, by_type, NULL);
    return all;
}

void elf_make_property(Link *l)
{
    Props p = merge(l);
    u32 n = 0;
    for (u32 i = 0; i < p.n; i++) {
        bool guard = p.v[i].type == l->arch->guard_type;
        bool stubs = l->stub.n || !l->arch->guard_head;
        if (guard && stubs && l->opt.kind != LINK_OBJECT)   // ... without a mark
            p.v[i].word &= ~(u32)MARKED;
        l->guard |= guard && p.v[i].word & MARKED;
        if (p.v[i].word)
            p.v[n++] = p.v[i];
    }
    if (!n)
        return;
    Buf b = {0};
    u32 align = elf_arch_of(l)->word;
    buf_u32(&b, 4);
    buf_u32(&b, n * ALIGN_UP(12u, align));
    buf_u32(&b, NT_GNU_PROPERTY);
    buf_put(&b, "GNU", 4);
    for (u32 i = 0; i < n; i++) {
        buf_u32(&b, p.v[i].type);
        buf_u32(&b, 4);
        buf_u32(&b, p.v[i].word);
        buf_align(&b, align);
    }
    l->property = link_own_atom(l, STR(".note.gnu.property"), SF_ALLOC, align, b.n);
    l->property->data = (const u8 *)buf_take(&b, l->mem).p;
}

u32 elf_build_id_size(const Link *l) { return 16 + (l->opt.id.n ? (u32)l->opt.id.n : HASH_ID); }

void elf_put_build_id(const Link *l, u8 *note, const u8 *file, size_t n)
{
    u8 hash[32];
    Sha256 sha;
    u32 size = elf_build_id_size(l) - 16;
    wr32(note, 4);
    wr32(note + 4, size);
    wr32(note + 8, NT_GNU_BUILD_ID);
    memcpy(note + 12, "GNU", 4);
    sha256_init(&sha);
    sha256_add(&sha, file, n);
    sha256_end(&sha, hash);
    memcpy(note + 16, l->opt.id.n ? (const u8 *)l->opt.id.p : hash, size);
}
