// malloc.c - the heap of C programs: size classes, lists of free blocks in every thread
//
// Before each block stand 8 bytes that say its class, so free needs no search. A thread takes
// blocks from lists of its own, without a lock, and trades them by the dozen with the lists that
// all share. Those are filled by cutting up chunks that grow with the program. What is larger than
// the largest class is a mapping; a few freed ones are kept for the next that fits. Blocks are
// never joined: memory that was freed serves requests of about the same size.
#include "runtime/libc/libc_int.h"

enum {
    SMALL_MACHINE = sizeof(void *) == 4,
    CHUNK_FIRST = SMALL_MACHINE ? 2048 : 64 * 1024,
    CHUNK_LAST = SMALL_MACHINE ? 16 * 1024 : 4 * 1024 * 1024,
    NCLASS = SMALL_MACHINE ? 32 : RT_CLASS_SMALL + 1,   // up to 8 KB, 128 KB
    HEAD = 8,                    // a block is 16 bytes less HEAD behind a multiple of 16
    PAGE = 4096,
    NKEPT = SMALL_MACHINE ? 1 : 16,
    KEPT_MOST = SMALL_MACHINE ? 0 : 64 << 20
};
/* The word before a block: its class, or one of these. */
enum { LARGE = 0x100, ALIGNED = 0x200, LIVE = 0x5a410000, FREED = 0x0f5e0000, MARK = 0xffff0000 };

typedef struct Head {
    u32 what, back;              // ALIGNED: how far behind the start of the real block this is
} Head;
typedef struct Free {
    struct Free *next;
} Free;
typedef struct Large {           // before the head of a mapping
    u64 size;                    // of all of it
} Large;

typedef struct Cache {
    Free *first[NCLASS];
    u32 n[NCLASS];
} Cache;
static _Thread_local Cache cache;

static struct {
    u32 lock;
    Free *first[NCLASS];
    u8 *at, *end;                // of the newest chunk
    u64 chunk;                   // size of the next one
    struct Kept {
        void *p;
        u64 size;
    } kept[NKEPT];
    u32 nkept;
    u64 kept_bytes;
} heap;

static Head *head_of(void *p)
{
    return (Head *)p - 1;
}

/* How many blocks of a class go from one list to the other at a time. */
static u32 batch(u32 cls)
{
    u64 n = 16384 / rt_class_size(cls);
    return n > 64 ? 64 : n < 2 ? 2 : (u32)n;
}

static RT_NORETURN void corrupt(const char *what)
{
    (void)rt_os_write(2, what, strlen(what));
    abort();
}

/* ---- the shared part; its lock is held ---- */

static void put_free(u32 cls, u8 *block)
{
    Free *f = (Free *)(void *)(block + HEAD);
    head_of(f)->what = FREED | cls;
    f->next = heap.first[cls];
    heap.first[cls] = f;
}

/* What is left of a chunk becomes blocks of the largest classes that fit. */
static void use_rest(void)
{
    for (u32 cls = NCLASS; cls--;)
        while ((u64)(heap.end - heap.at) >= rt_class_size(cls) + 8) {
            put_free(cls, heap.at);
            heap.at += rt_class_size(cls);
        }
}

static int new_chunk(u64 size)
{
    u64 want = heap.chunk ? heap.chunk : CHUNK_FIRST;
    u64 least = (size + 16 + PAGE - 1) & ~(u64)(PAGE - 1);
    if (SMALL_MACHINE)
        least = size + 16;
    want = want < least ? least : want;
    u8 *p = rt_os_map(want);
    if (!p && want > least)
        p = rt_os_map(want = least);
    if (!p)
        return -1;
    use_rest();
    heap.at = p + 16 - HEAD;
    heap.end = p + want;
    heap.chunk = want < CHUNK_LAST ? want * 2 : CHUNK_LAST;
    return 0;
}

/* Moves up to n blocks to the thread's list. */
static void refill(Cache *c, u32 cls, u32 n)
{
    u64 size = rt_class_size(cls);
    while (n && heap.first[cls]) {
        Free *f = heap.first[cls];
        heap.first[cls] = f->next;
        f->next = c->first[cls];
        c->first[cls] = f;
        c->n[cls]++;
        n--;
    }
    if (c->first[cls])
        return;
    if ((u64)(heap.end - heap.at) < size && new_chunk(size))
        return;
    Free **last = &c->first[cls];    // in the order of their addresses
    for (; n && (u64)(heap.end - heap.at) >= size; n--) {
        Free *f = (Free *)(void *)(heap.at + HEAD);
        head_of(f)->what = FREED | cls;
        *last = f;
        last = &f->next;
        c->n[cls]++;
        heap.at += size;
    }
    *last = NULL;
}

static void give_back(Cache *c, u32 cls, u32 n)
{
    __lc_lock(&heap.lock);
    for (; n && c->first[cls]; n--) {
        Free *f = c->first[cls];
        c->first[cls] = f->next;
        c->n[cls]--;
        f->next = heap.first[cls];
        heap.first[cls] = f;
    }
    __lc_unlock(&heap.lock);
}

/* ---- mappings ---- */

static void *large_new(u64 size, int *fresh)
{
    u64 all = (size + 16 + PAGE - 1) & ~(u64)(PAGE - 1);
    void *p = NULL;
    __lc_lock(&heap.lock);
    for (u32 i = 0; i < heap.nkept && !p; i++)
        if (heap.kept[i].size >= all && heap.kept[i].size - all <= all / 4) {
            p = heap.kept[i].p;
            all = heap.kept[i].size;
            heap.kept_bytes -= all;
            heap.kept[i] = heap.kept[--heap.nkept];
        }
    __lc_unlock(&heap.lock);
    *fresh = !p;
    if (!p && !(p = rt_os_map(all)))
        return NULL;
    ((Large *)p)->size = all;
    p = (u8 *)p + 16;
    head_of(p)->what = LIVE | LARGE;
    return p;
}

static void large_free(void *p)
{
    Large *l = (Large *)(void *)((u8 *)p - 16);
    u64 size = l->size;
    head_of(p)->what = FREED | LARGE;
    __lc_lock(&heap.lock);
    int keep = heap.nkept < NKEPT && heap.kept_bytes + size <= KEPT_MOST;
    if (keep) {
        heap.kept[heap.nkept++] = (struct Kept){l, size};
        heap.kept_bytes += size;
    }
    __lc_unlock(&heap.lock);
    if (!keep)
        rt_os_unmap(l, size);
}

/* ---- the functions of stdlib.h ---- */

static void *small_slow(u32 cls)
{
    Cache *c = &cache;
    __lc_lock(&heap.lock);
    refill(c, cls, batch(cls));
    __lc_unlock(&heap.lock);
    Free *f = c->first[cls];
    if (f) {
        c->first[cls] = f->next;
        c->n[cls]--;
    }
    return f;
}

static void *get(size_t size, int *fresh)
{
    *fresh = 0;
    if (size > PTRDIFF_MAX - 2 * PAGE) {
        errno = ENOMEM;
        return NULL;
    }
    u32 cls = rt_class((u64)size + HEAD);
    Free *f;
    if (cls < NCLASS) {
        Cache *c = &cache;
        f = c->first[cls];
        if (RT_LIKELY(f != NULL)) {
            c->first[cls] = f->next;
            c->n[cls]--;
        } else {
            f = small_slow(cls);
        }
        if (f)
            head_of(f)->what = LIVE | cls;
    } else {
        f = large_new(size, fresh);
    }
    if (!f)
        errno = ENOMEM;
    return f;
}

void *malloc(size_t size)
{
    int fresh;
    return get(size, &fresh);
}

void free(void *p)
{
    if (!p)
        return;
    Head *h = head_of(p);
    u32 what = h->what & ~(u32)MARK;
    if (RT_UNLIKELY((h->what & MARK) != LIVE))
        corrupt("free: not a block that is in use\n");
    if (RT_UNLIKELY(what >= NCLASS)) {
        if (what == ALIGNED)
            free((u8 *)p - h->back);
        else
            large_free(p);
        return;
    }
    Cache *c = &cache;
    Free *f = p;
    h->what = FREED | what;
    f->next = c->first[what];
    c->first[what] = f;
    if (RT_UNLIKELY(++c->n[what] > 2 * batch(what)))
        give_back(c, what, batch(what));
}

void __lc_heap_leave(void)
{
    for (u32 cls = 0; cls < NCLASS; cls++)
        if (cache.n[cls])
            give_back(&cache, cls, cache.n[cls]);
}

size_t malloc_usable_size(void *p)
{
    if (!p)
        return 0;
    Head *h = head_of(p);
    u32 what = h->what & ~(u32)MARK;
    if (what == ALIGNED)
        return malloc_usable_size((u8 *)p - h->back) - h->back;
    if (what == LARGE)
        return (size_t)((Large *)(void *)((u8 *)p - 16))->size - 16;
    return (size_t)rt_class_size(what) - HEAD;
}

void *calloc(size_t n, size_t size)
{
    size_t all;
    int fresh;
    if (__builtin_mul_overflow(n, size, &all)) {
        errno = ENOMEM;
        return NULL;
    }
    void *p = get(all, &fresh);
    if (p && !fresh)             // a new mapping is zero
        memset(p, 0, all);
    return p;
}

static void *large_resize(void *p, size_t size)
{
    Large *l = (Large *)(void *)((u8 *)p - 16);
    u64 all = ((u64)size + 16 + PAGE - 1) & ~(u64)(PAGE - 1);
    if (size > PTRDIFF_MAX - 2 * PAGE)
        return NULL;
    l = rt_os_remap(l, l->size, all);
    if (!l)
        return NULL;
    l->size = all;
    return (u8 *)l + 16;
}

void *realloc(void *p, size_t size)
{
    if (!p)
        return malloc(size);
    Head *h = head_of(p);
    if ((h->what & MARK) != LIVE)
        corrupt("realloc: not a block that is in use\n");
    u32 what = h->what & ~(u32)MARK;
    size_t had = malloc_usable_size(p);
    if (size <= had && what != LARGE && (size >= had / 2 || had <= 64))
        return p;
    if (what == LARGE && size > rt_class_size(NCLASS - 1)) {
        if (size <= had && size >= had / 4 * 3)
            return p;
        void *q = large_resize(p, size);
        if (!q)
            errno = ENOMEM;
        return q;
    }
    void *q = malloc(size);
    if (q) {
        memcpy(q, p, size < had ? size : had);
        free(p);
    }
    return q;
}

void *reallocarray(void *p, size_t n, size_t size)
{
    size_t all;
    if (__builtin_mul_overflow(n, size, &all)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(p, all);
}

static void *get_aligned(size_t align, size_t size)
{
    if (align <= 16)
        return malloc(size);
    if (size > PTRDIFF_MAX - 2 * PAGE - align) {
        errno = ENOMEM;
        return NULL;
    }
    u8 *p = malloc(size + align);
    if (!p)
        return NULL;
    u8 *q = (u8 *)(((uintptr_t)p + align - 1) & ~(uintptr_t)(align - 1));
    if (q == p)
        return p;
    head_of(q)->what = LIVE | ALIGNED;
    head_of(q)->back = (u32)(q - p);
    return q;
}

void *aligned_alloc(size_t align, size_t size)
{
    if (!align || align & (align - 1) || align > (size_t)1 << 31) {
        errno = EINVAL;
        return NULL;
    }
    return get_aligned(align, size);
}

int posix_memalign(void **p, size_t align, size_t size)
{
    if (align < sizeof(void *) || align & (align - 1) || align > (size_t)1 << 31)
        return EINVAL;
    int was = errno;
    void *q = get_aligned(align, size);
    errno = was;
    if (!q)
        return ENOMEM;
    *p = q;
    return 0;
}
