// selblock.c - selection of block copies and fills on every instruction set
//
// Blocks of a known size up to SelOps.inline_* bytes are moved in pieces, the others by calls of
// memcpy, memmove and memset.
#include "codegen/sel.h"

typedef struct Chunk {
    u32 off;
    u8 size;
    Reg r;
} Chunk;
enum { MAX_CHUNKS = 40 };

static u8 class_of(u8 z) { return z == 16 ? RC_FLT : RC_INT; }

static Chunk chunk(Sel *s, u64 off, u8 size)
{
    return (Chunk){(u32)off, size, m_vreg(s->m, (RegClass)class_of(size), MAX(size, s->ops->word))};
}

// Offsets and sizes that cover n bytes with the widest moves; where loads and stores need no
// alignment the last may overlap the one before.
static u32 chunks(Sel *s, u64 n, Chunk *c)
{
    u32 k = 0;
    u64 off = 0;
    for (u8 z = s->ops->max_chunk; z; z /= 2) {
        while (n - off >= z) {
            c[k++] = chunk(s, off, z);
            off += z;
        }
        if (s->ops->overlap && off < n && n >= z && n - off > z / 2u) {
            c[k++] = chunk(s, n - z, z);
            off = n;
        }
    }
    assert(k <= MAX_CHUNKS);
    return k;
}

// Loads, then stores c[from] to c[to - 1].
static void move_chunks(Sel *s, MOp dst, MOp src, const Chunk *c, u32 from, u32 to)
{
    for (u32 k = from; k < to; k++)
        s->ops->load(s, c[k].r, o_at(src, c[k].off, c[k].size), c[k].size, class_of(c[k].size));
    for (u32 k = from; k < to; k++)
        s->ops->store(s, o_at(dst, c[k].off, c[k].size), o_use(c[k].r, c[k].size), c[k].size,
                      class_of(c[k].size));
}

static void copy_bytes(Sel *s, MOp dst, MOp src, u64 n)
{
    Chunk c[MAX_CHUNKS];
    u32 k = chunks(s, n, c), run = s->ops->copy_run;
    for (u32 j = 0; j < k; j += run)
        move_chunks(s, dst, src, c, j, MIN(j + run, k));
}

void sel_copy_agg(Sel *s, MOp dst, Ref src, u32 from, u64 n)
{
    u8 word = s->ops->word;
    if (n <= s->ops->inline_copy) {
        copy_bytes(s, dst, o_at(s->ops->place(s, src, from + n), from, word), n);
        return;
    }
    MOp arg[3] = {o_use(new_int(s), word), {0}, o_imm((i64)n)};
    s->ops->lea(s, arg[0].reg, dst);
    if (from) {
        arg[1] = o_use(new_int(s), word);
        s->ops->lea(s, arg[1].reg, o_at(s->ops->place(s, src, from + 1), from, word));
    } else {
        arg[1] = sel_copy_src(s, src);
    }
    arg[2].size = word;
    sel_libcall(s, "memcpy", arg, 3);
}

// lists: copy_lists will see to it
static bool in_line(const Sel *s, Ref size, u32 most, bool lists, i64 *n)
{
    if (s->m->o->size && s->ops->inline_small)
        most = s->ops->inline_small;
    if (lists)
        most = MAX(most, s->ops->inline_lists);
    return ir_is_int(s->f, size, n) && *n >= 0 && *n <= (i64)most;
}

static void by_call(Sel *s, const char *name, const Ref *a)
{
    MOp arg[3] = {sel_copy_src(s, a[0]), sel_copy_src(s, a[1]), sel_copy_src(s, a[2])};
    sel_libcall(s, name, arg, 3);
}

void sel_block_copy(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    bool move = i->op == OP_MOVE;
    bool lists = s->ops->copy_lists && !move && s->m->o->level &&
                 (u32)1 << (i->aux & MEM_ALIGN) >= s->ops->word;
    i64 n;
    if (!in_line(s, a[2], move ? s->ops->inline_move : s->ops->inline_copy, lists, &n)) {
        by_call(s, move ? "memmove" : "memcpy", a);
        return;
    }
    if (n == 0)
        return;
    MOp dst = s->ops->place(s, a[0], (u64)n), src = s->ops->place(s, a[1], (u64)n);
    if (lists)
        n -= (i64)s->ops->copy_lists(s, &dst, &src, (u64)n);
    if (!move) {
        copy_bytes(s, dst, src, (u64)n);
        return;
    }
    Chunk c[MAX_CHUNKS];
    u32 k = chunks(s, (u64)n, c);
    move_chunks(s, dst, src, c, 0, k);
}

void sel_block_set(Sel *s, Ref r)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, r));
    i64 n, byte;
    u8 word = s->ops->word;
    if (!ir_is_int(s->f, a[1], &byte) || !in_line(s, a[2], s->ops->inline_set, false, &n)) {
        by_call(s, "memset", a);
        return;
    }
    if (n == 0)
        return;
    Chunk c[MAX_CHUNKS];
    u32 k = chunks(s, (u64)n, c);
    MOp dst = s->ops->place(s, a[0], (u64)n);
    i64 pattern = (i64)((u64)(byte & 0xff) * 0x0101010101010101u);
    Reg whole = 0, wide = 0;     // a register full of it, and a vector register
    for (u32 j = 0; j < k; j++) {
        u8 z = c[j].size;
        MOp v = o_imm(z == 8 ? pattern : (i32)pattern);
        if (z == 16) {
            if (!wide)
                wide = s->ops->fill(s, pattern, &whole);
            v = o_use(wide, 16);
        } else if (!(s->ops->storable && s->ops->storable(&v))) {
            if (!whole)
                whole = s->ops->constant(s, word == 8 ? pattern : (i32)pattern, word);
            v = o_use(whole, MAX(z, 4));
        }
        s->ops->store(s, o_at(dst, c[j].off, z), v, z, class_of(z));
    }
}
