// map.c - hash tables: from strings, in insertion order, and from integers
#include "base/base.h"

// Both are open-addressed and at most half full; nothing is ever removed. That of strings keeps its
// entries in an array, and 32-bit indexes into it in the table.
enum { SLOTS_MIN = 16 };

static u64 mix(u64 x)
{
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

static u32 *slots_new(Arena *a, u32 n)
{
    return arena_array(a, u32, n);
}

static u32 slots_double(u32 nslot)
{
    if (nslot >= (u32)1 << 31) fatal_oom();
    return nslot ? nslot * 2 : (u32)SLOTS_MIN;
}

Map map_new(Arena *a)
{
    return (Map){.mem = a};
}

static u32 map_find(const Map *m, Str key, u64 hash)
{
    u32 mask = m->nslot - 1, s = (u32)hash & mask;
    for (; m->slot[s]; s = (s + 1) & mask) {
        const struct MapEnt *e = &m->ent[m->slot[s] - 1];
        if (e->hash == hash && str_eq(e->key, key)) break;
    }
    return s;
}

u64 *map_get(const Map *m, Str key)
{
    if (m->n == 0) return NULL;
    u32 i = m->slot[map_find(m, key, str_hash(key))];
    return i ? &m->ent[i - 1].val : NULL;
}

static void map_rehash(Map *m)
{
    m->nslot = slots_double(m->nslot);
    m->slot = slots_new(m->mem, m->nslot);
    u32 mask = m->nslot - 1;
    for (u32 i = 0; i < m->n; i++) {
        u32 s = (u32)m->ent[i].hash & mask;
        while (m->slot[s]) s = (s + 1) & mask;
        m->slot[s] = i + 1;
    }
}

u64 *map_put(Map *m, Str key, bool *is_new)
{
    if (m->n * (u64)2 >= m->nslot) map_rehash(m);
    u64 hash = str_hash(key);
    u32 s = map_find(m, key, hash);
    if (is_new) *is_new = m->slot[s] == 0;
    if (m->slot[s]) return &m->ent[m->slot[s] - 1].val;
    if (m->n == m->cap) m->ent = vec_grow(m->mem, m->ent, m->n, &m->cap, sizeof *m->ent);
    m->ent[m->n] = (struct MapEnt){key, hash, 0};
    m->slot[s] = ++m->n;
    return &m->ent[m->n - 1].val;
}

void *map_getp(const Map *m, Str key)
{
    u64 *v = map_get(m, key);
    return v ? (void *)(uintptr_t)*v : NULL;
}

void map_setp(Map *m, Str key, void *val)
{
    *map_put(m, key, NULL) = (u64)(uintptr_t)val;
}

IMap imap_new(Arena *a)
{
    return (IMap){.mem = a};
}

// Entries stand in their slots, for one look at memory; key 0, which marks a free slot, in `zero`.
static struct IMapEnt *imap_find(const IMap *m, u64 key)
{
    u32 mask = m->nslot - 1, s = (u32)mix(key) & mask;
    while (m->slot[s].key && m->slot[s].key != key)
        s = (s + 1) & mask;
    return &m->slot[s];
}

u64 *imap_get(const IMap *m, u64 key)
{
    if (!key)
        return m->has_zero ? (u64 *)&m->zero : NULL;
    if (!m->nslot)
        return NULL;
    struct IMapEnt *e = imap_find(m, key);
    return e->key ? &e->val : NULL;
}

static void imap_rehash(IMap *m)
{
    struct IMapEnt *old = m->slot;
    u32 n = m->nslot;
    m->nslot = slots_double(n);
    m->slot = arena_array(m->mem, struct IMapEnt, m->nslot);
    for (u32 i = 0; i < n; i++)
        if (old[i].key)
            *imap_find(m, old[i].key) = old[i];
}

u64 *imap_put(IMap *m, u64 key, bool *is_new)
{
    bool had = !key && m->has_zero;
    u64 *val = &m->zero;
    if (key) {
        if (m->n * (u64)2 >= m->nslot)
            imap_rehash(m);
        struct IMapEnt *e = imap_find(m, key);
        had = e->key != 0;
        e->key = key;
        val = &e->val;
    }
    m->has_zero |= !key;
    m->n += !had;
    if (is_new)
        *is_new = !had;
    return val;
}
