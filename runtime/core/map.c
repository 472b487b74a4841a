// map.c - maps from String: entries in one array, an index of hashes, key order made when asked for
//
// Maps only grow (the language has no removal), so the entries are an append-only array. `nsorted`
// says how many of the first entries are in key order; rt_map_sort sorts the rest and merges. That
// order cannot be observed except through iteration, so even a shared map may be sorted in place.
// Up to 8 entries are searched without an index.
#include "runtime/rt_int.h"

enum { SMALL = 8 };

static u64 hash_bytes(const char *p, u64 n)
{
    u64 h = 0x9e3779b97f4a7c15ull ^ n;
    while (n >= 8) {
        u64 x;
        RT_MEMCPY(&x, p, 8);
        h = (h ^ x) * 0xd6e8feb86659fd93ull;
        h ^= h >> 32;
        p += 8;
        n -= 8;
    }
    u64 x = 0;
    for (u64 i = 0; i < n; i++)
        x |= (u64)(u8)p[i] << (i * 8);
    h = (h ^ x) * 0xd6e8feb86659fd93ull;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93ull;
    return h ^ h >> 29;
}

static u64 *entry_hash(const RtMap *m, i64 i)
{
    return (u64 *)(void *)(m->entry + i * m->stride + 8);
}

static u32 index_size(i64 cap)  // power of two, at most 2/3 full
{
    u32 n = 16;
    while ((i64)n * 2 < cap * 3)
        n *= 2;
    return n;
}

static u32 entries_class(const RtMap *m)
{
    return rt_class((u64)m->cap * (u64)m->stride);
}

static void index_add(RtMap *m, u32 mask, i64 i)
{
    u32 at = (u32)*entry_hash(m, i) & mask;
    while (m->index[at])
        at = (at + 1) & mask;
    m->index[at] = (u32)i + 1;
}

static void index_build(RtMap *m)
{
    u32 n = index_size(m->cap);
    memset(m->index, 0, (u64)n * 4);
    for (i64 i = 0; i < m->len; i++)
        index_add(m, n - 1, i);
}

RtMap *rt_map_new(const RtType *t, i64 n)
{
    RtMap *m = rt_mem_alloc(rt_class(sizeof *m));
    m->count = 1;
    m->kind = RT_MAP;
    m->flags = 0;
    m->tag = 0;
    m->type = t;
    m->len = m->nsorted = 0;
    m->stride = (RT_ENTRY_VALUE + (i64)t->elem->size + 7) & ~(i64)7;
    m->cap = n < 4 ? 4 : n;
    if (m->cap >> 31)
        rt_failz("out of memory");
    m->entry = rt_mem_alloc(entries_class(m));
    m->index = NULL;
    if (m->cap > SMALL) {
        m->index = rt_mem_alloc(rt_class((u64)index_size(m->cap) * 4));
        index_build(m);
    }
    return m;
}

void rt_map_free(RtMap *m)
{
    rt_mem_free(m->entry, entries_class(m));
    if (m->index)
        rt_mem_free(m->index, rt_class((u64)index_size(m->cap) * 4));
    rt_mem_free(m, rt_class(sizeof *m));
}

RtMap *rt_map_copy(const RtMap *m)
{
    RtMap *c = rt_map_new(m->type, m->len + 1);
    memcpy(c->entry, m->entry, (u64)(m->len * m->stride));
    c->len = m->len;
    c->nsorted = m->nsorted;
    if (c->index)
        index_build(c);
    return c;
}

static void grow(RtMap *m)
{
    u32 from = entries_class(m), index = rt_class((u64)index_size(m->cap) * 4);
    m->cap *= 2;
    if (m->cap >> 31)
        rt_failz("out of memory");
    m->entry = rt_mem_grow(m->entry, from, entries_class(m), (u64)(m->len * m->stride));
    if (m->index)
        rt_mem_free(m->index, index);
    m->index = NULL;
    if (m->cap > SMALL) {
        m->index = rt_mem_alloc(rt_class((u64)index_size(m->cap) * 4));
        index_build(m);
    }
}

static i8 key_is(const RtMap *m, i64 i, const char *p, u64 n)
{
    const RtStr *k = rt_entry_key(m, i);
    return (u64)k->len == n && memcmp(rt_chars(k), p, n) == 0;
}

static i64 find(const RtMap *m, const char *p, u64 n, u64 h)
{
    if (!m->index) {
        for (i64 i = 0; i < m->len; i++)
            if (*entry_hash(m, i) == h && key_is(m, i, p, n))
                return i;
        return -1;
    }
    u32 mask = index_size(m->cap) - 1, at = (u32)h & mask;
    for (; m->index[at]; at = (at + 1) & mask) {
        i64 i = (i64)m->index[at] - 1;
        if (*entry_hash(m, i) == h && key_is(m, i, p, n))
            return i;
    }
    return -1;
}

void *rt_map_find_bytes(const RtMap *m, const char *p, u64 n)
{
    i64 i = find(m, p, n, hash_bytes(p, n));
    return i < 0 ? NULL : rt_entry_value(m, i);
}

void *rt_map_find(const RtMap *m, const RtStr *key)
{
    return rt_map_find_bytes(m, rt_chars(key), (u64)key->len);
}

void *rt_map_slot(RtMap *m, RtStr *key)
{
    u64 h = hash_bytes(rt_chars(key), (u64)key->len);
    i64 i = find(m, rt_chars(key), (u64)key->len, h);
    if (i >= 0)
        return rt_entry_value(m, i);
    if (m->len == m->cap)
        grow(m);
    i = m->len++;
    rt_retain(key);
    *(RtStr **)(void *)(m->entry + i * m->stride) = key;
    *entry_hash(m, i) = h;
    memset(rt_entry_value(m, i), 0, (u64)m->stride - RT_ENTRY_VALUE);
    if (m->index)
        index_add(m, index_size(m->cap) - 1, i);
    if (m->nsorted == i && (i == 0 || rt_str_cmp(rt_entry_key(m, i - 1), key) < 0))
        m->nsorted = m->len;
    return rt_entry_value(m, i);
}

RtMap *rt_map_put(RtMap *m, RtStr *key, const void *value)
{
    m = rt_uniq(m);
    const RtType *t = m->type->elem;
    u8 *slot = rt_map_slot(m, key);
    u8 old[16];
    memcpy(old, slot, t->size);
    memcpy(slot, value, t->size);
    if (t->flags & RT_TF_REFS)
        rt_val_release(t, old);  // of a new slot: zeroes, which refer to nothing
    return m;
}

/* Merges the runs [0, a) and [a, n) of entries at `from` into `to`. */
static void merge(u8 *to, const u8 *from, i64 a, i64 n, i64 stride)
{
    i64 i = 0, j = a;
    while (i < a || j < n) {
        i8 left =
            j == n || (i < a && rt_str_cmp(*(RtStr *const *)(const void *)(from + i * stride),
                                           *(RtStr *const *)(const void *)(from + j * stride)) < 0);
        memcpy(to, from + (left ? i++ : j++) * stride, (u64)stride);
        to += stride;
    }
}

static void sort_run(u8 *e, u8 *tmp, i64 n, i64 stride)
{
    if (n < 2)
        return;
    i64 half = n / 2;
    sort_run(e, tmp, half, stride);
    sort_run(e + half * stride, tmp, n - half, stride);
    merge(tmp, e, half, n, stride);
    memcpy(e, tmp, (u64)(n * stride));
}

void rt_map_sort(RtMap *m)
{
    i64 done = m->nsorted, n = m->len;
    if (done == n)
        return;
    u32 cls = rt_class((u64)(n * m->stride));
    u8 *tmp = rt_mem_alloc(cls);
    sort_run(m->entry + done * m->stride, tmp, n - done, m->stride);
    merge(tmp, m->entry, done, n, m->stride);
    memcpy(m->entry, tmp, (u64)(n * m->stride));
    rt_mem_free(tmp, cls);
    m->nsorted = n;
    if (m->index)
        index_build(m);
}

void *rt_map_entry(const RtMap *m, i64 i)
{
    return m->entry + i * m->stride;
}
