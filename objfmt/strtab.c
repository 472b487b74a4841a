// strtab.c - string tables in which a string may share the tail of another
#include "objfmt/strtab.h"

void strtab_init(StrTab *t, Arena *a)
{
    *t = (StrTab){.mem = a, .ids = map_new(a)};
    strtab_add(t, STR(""));
}

u32 strtab_add(StrTab *t, Str s)
{
    bool is_new;
    u64 *slot = map_put(&t->ids, s, &is_new);
    if (is_new)
        *slot = t->ids.n - 1;
    return (u32)*slot;
}

/* Orders by the bytes from the last to the first; of two where one is a tail of the other, the
 * longer comes first, so that each tail directly follows a string that holds it. */
static int tail_cmp(const void *pa, const void *pb, void *ctx)
{
    const StrTab *t = ctx;
    Str a = t->ids.ent[*(const u32 *)pa].key, b = t->ids.ent[*(const u32 *)pb].key;
    size_t n = MIN(a.n, b.n);
    for (size_t i = 1; i <= n; i++) {
        u8 x = (u8)a.p[a.n - i], y = (u8)b.p[b.n - i];
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.n > b.n ? -1 : a.n < b.n ? 1 : 0;
}

void strtab_finish(StrTab *t, Buf *out)
{
    u32 n = t->ids.n;
    u32 *ord = arena_array(t->mem, u32, n);
    u32 *holder = arena_array(t->mem, u32, n);
    for (u32 i = 0; i < n; i++)
        ord[i] = holder[i] = i;
    sort_stable(ord, n, sizeof *ord, tail_cmp, t);
    for (u32 i = 1; i < n; i++) {
        Str prev = t->ids.ent[holder[ord[i - 1]]].key, s = t->ids.ent[ord[i]].key;
        if (s.n <= prev.n && !memcmp(prev.p + prev.n - s.n, s.p, s.n))
            holder[ord[i]] = holder[ord[i - 1]];
    }
    t->off = arena_array(t->mem, u32, n);
    size_t base = out->n;
    buf_byte(out, 0);
    for (u32 i = 1; i < n; i++) {   // in the order of adding
        if (holder[i] != i)
            continue;
        Str s = t->ids.ent[i].key;
        t->off[i] = (u32)(out->n - base);
        buf_put(out, s.p, s.n);
        buf_byte(out, 0);
    }
    for (u32 i = 1; i < n; i++)
        if (holder[i] != i)
            t->off[i] =
                t->off[holder[i]] + (u32)(t->ids.ent[holder[i]].key.n - t->ids.ent[i].key.n);
    t->off[0] = 0;
}
