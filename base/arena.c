// arena.c - bump allocation in chained blocks, freed together
#include "base/base.h"

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

#ifdef ARENA_ASAN
void __asan_poison_memory_region(const volatile void *p, size_t n);
void __asan_unpoison_memory_region(const volatile void *p, size_t n);
#define POISON(p, n) __asan_poison_memory_region(p, n)
#define UNPOISON(p, n) __asan_unpoison_memory_region(p, n)
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

// From HUGE_FROM bytes on, blocks are made of large pages, where the system gives them on request:
// one fault in place of 512.
enum {
    BLOCK_MIN = 8 << 10, BLOCK_MAX = 1 << 20, CLEAR_AHEAD = 1024,
    HUGE_PAGE = 2 << 20, HUGE_FROM = 2 * HUGE_PAGE,
    HEAP_STEP = 64 << 20
};

void fatal_oom(void)
{
    fputs("fuse: out of memory\n", stderr);
    exit(70);
}

void *xmalloc(size_t n)
{
    void *p = malloc(n ? n : 1);
    if (!p) fatal_oom();
    return p;
}

void *xrealloc(void *p, size_t n)
{
    p = realloc(p, n ? n : 1);
    if (!p) fatal_oom();
    return p;
}

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && !defined(ARENA_ASAN)
// Where a large page begins: the system is asked for one more and takes back what is around.
static void *block_get(size_t *size)
{
    if (*size < HUGE_FROM) return xmalloc(*size);
    size_t n = *size = ALIGN_UP(*size, (size_t)HUGE_PAGE);
    char *p = mmap(NULL, n + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) fatal_oom();
    size_t before = (0 - (uintptr_t)p) & (HUGE_PAGE - 1);
    if (before) munmap(p, before);
    munmap(p + before + n, HUGE_PAGE - before);
    madvise(p + before, n, MADV_HUGEPAGE);  // a wish
    return p + before;
}

static void block_put(void *p, size_t size)
{
    if (size < HUGE_FROM)
        free(p);
    else
        munmap(p, size);
}
#else
static void *block_get(size_t *size)
{
    return xmalloc(*size);
}

static void block_put(void *p, size_t size)
{
    (void)size;
    free(p);
}
#endif

// Blocks come and go by the megabyte: the C library's heap should keep them, not give them back to
// the system, which would clear them again. It grows by address space in plenty, which costs
// nothing until it is used, and is of large pages too.
void memory_init(void)
{
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, HEAP_STEP);
#if defined(MADV_HUGEPAGE) && !defined(ARENA_ASAN)
    char *from = xmalloc(1), *end = sbrk(0);
    uintptr_t at = ALIGN_UP((uintptr_t)from, (uintptr_t)HUGE_PAGE);
    if (from < end && at < (uintptr_t)end)
        madvise((void *)at, (uintptr_t)end - at, MADV_HUGEPAGE);
    free(from);
#endif
#endif
}

struct ArenaBlock {
    ArenaBlock *prev;
    char *end;
    size_t size;  // of the whole malloc
};

static void block_free(Arena *a, ArenaBlock *b)
{
    a->total -= b->size;
    UNPOISON(b, b->size);
    block_put(b, b->size);
}

// A block of `size` bytes, or of more where `need` bytes want it.
static void block_add(Arena *a, size_t size, size_t need)
{
    if (need > SIZE_MAX - sizeof(ArenaBlock)) fatal_oom();
    need += sizeof(ArenaBlock);
    size = MAX(size, need);
    ArenaBlock *b = block_get(&size);
    b->prev = a->block;
    b->size = size;
    b->end = (char *)b + size;
    a->block = b;
    a->at = (char *)(b + 1);
    a->end = b->end;
    a->clear = NULL;
    a->total += size;
    POISON(a->at, (size_t)(a->end - a->at));
}

static void block_new(Arena *a, size_t need)
{
    size_t size = a->block ? a->block->size * 2 : (size_t)BLOCK_MIN;
    block_add(a, a->total >= HUGE_FROM ? (size_t)HUGE_FROM : MIN(size, (size_t)BLOCK_MAX), need);
}

void *arena_grow(Arena *a, size_t size, size_t align)
{
    assert(align && (align & (align - 1)) == 0);
    if (size > SIZE_MAX / 2) fatal_oom();
    size_t pad = (0 - (uintptr_t)a->at) & (align - 1);
    if (!a->block || (size_t)(a->end - a->at) < pad + size + ARENA_REDZONE) {
        block_new(a, size + align + ARENA_REDZONE);
        pad = (0 - (uintptr_t)a->at) & (align - 1);
    }
    char *p = a->at + pad;
    a->at = p + size + ARENA_REDZONE;
    UNPOISON(p, size);
    return p;
}

// What small allocations will want is cleared with the one that finds nothing clear.
void *arena_more(Arena *a, size_t size, size_t align)
{
    char *p = arena_take(a, size, align);
    size_t ahead = ARENA_REDZONE ? 0 : MIN((size_t)(a->end - a->at), (size_t)CLEAR_AHEAD);
    memset(p, 0, size + ahead);
    a->clear = ahead ? a->at + ahead : NULL;
    return p;
}

void *arena_dup(Arena *a, const void *p, size_t size)
{
    void *q = arena_take(a, size, sizeof(void *));
    if (size) memcpy(q, p, size);
    return q;
}

ArenaMark arena_mark(Arena *a)
{
    return (ArenaMark){a->block, a->at};
}

void arena_reset(Arena *a, ArenaMark m)
{
    while (a->block != m.block) {
        ArenaBlock *b = a->block;
        a->block = b->prev;
        block_free(a, b);
    }
    a->at = m.at;
    a->clear = NULL;
    a->end = m.block ? m.block->end : NULL;
    if (m.block) POISON(a->at, (size_t)(a->end - a->at));
}

void arena_free(Arena *a)
{
    while (a->block) {
        ArenaBlock *b = a->block;
        a->block = b->prev;
        block_free(a, b);
    }
    *a = (Arena){0};
}

void arena_empty(Arena *a)
{
    if (!a->block) return;
    ArenaBlock *keep = a->block, *next;
    for (ArenaBlock *b = keep->prev; b; b = next) {
        next = b->prev;
        block_free(a, b);
    }
    keep->prev = NULL;
    arena_reset(a, (ArenaMark){keep, (char *)(keep + 1)});
}

void arena_room(Arena *a, size_t n)
{
    if (a->block && (size_t)(a->end - a->at) >= n) return;
    block_add(a, n, n);
}

void arena_adopt(Arena *to, Arena *from)
{
    if (!from->block) return;
    ArenaBlock *oldest = from->block;
    while (oldest->prev) oldest = oldest->prev;
    to->total += from->total;
    if (to->block) {         // behind the newest block, whose free part is still in use
        oldest->prev = to->block->prev;
        to->block->prev = from->block;
    } else {
        to->block = from->block;
        to->at = from->at;
        to->end = from->end;
        to->clear = from->clear;
    }
    *from = (Arena){0};
}

void *vec_grow(Arena *a, void *v, u32 n, u32 *cap, size_t elem)
{
    size_t newcap = *cap ? (size_t)*cap * 2 : 8;
    if (newcap > UINT32_MAX) newcap = UINT32_MAX;
    if (newcap <= *cap) fatal_oom();
    size_t old = *cap * elem, want = newcap * elem;
    // The newest allocation can grow where it is.
    bool newest = !ARENA_REDZONE && old && (char *)v + old == a->at;
    char *p = v;
    if (newest && (size_t)(a->end - a->at) >= want - old) {
        arena_take(a, want - old, 1);
    } else {
        p = arena_take(a, want, 16);
        if (n) memcpy(p, v, n * elem);
    }
#ifdef FUSE_CHECKS
    memset(p + n * elem, 0xa5, want - n * elem);  // who reads what was not pushed is found out
#endif
    *cap = (u32)newcap;
    return p;
}
