// arena.c - bump allocation in chained blocks, freed together
#include "base/base.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

// Under the address sanitizer every allocation is followed by bytes that may not be touched, so
// that running over the end of one is reported although the block goes on.
#ifdef ARENA_ASAN
void __asan_poison_memory_region(const volatile void *p, size_t n);
void __asan_unpoison_memory_region(const volatile void *p, size_t n);
enum { REDZONE = 16 };
#define POISON(p, n) __asan_poison_memory_region(p, n)
#define UNPOISON(p, n) __asan_unpoison_memory_region(p, n)
#else
enum { REDZONE = 0 };
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum { BLOCK_MIN = 8 << 10, BLOCK_MAX = 1 << 20 };

struct ArenaBlock {
    ArenaBlock *prev;
    char *end;
    size_t size;  // of the whole malloc
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

static void block_free(Arena *a, ArenaBlock *b)
{
    a->total -= b->size;
    UNPOISON(b, b->size);
    free(b);
}

// A block of `size` bytes, or of more where `need` bytes want it.
static void block_add(Arena *a, size_t size, size_t need)
{
    if (need > SIZE_MAX - sizeof(ArenaBlock)) fatal_oom();
    need += sizeof(ArenaBlock);
    size = MAX(size, need);
    ArenaBlock *b = xmalloc(size);
    b->prev = a->block;
    b->size = size;
    b->end = (char *)b + size;
    a->block = b;
    a->at = (char *)(b + 1);
    a->end = b->end;
    a->total += size;
    POISON(a->at, (size_t)(a->end - a->at));
}

static void block_new(Arena *a, size_t need)
{
    size_t size = a->block ? a->block->size * 2 : (size_t)BLOCK_MIN;
    block_add(a, MIN(size, (size_t)BLOCK_MAX), need);
}

void *arena_alloc(Arena *a, size_t size, size_t align)
{
    assert(align && (align & (align - 1)) == 0);
    if (size > SIZE_MAX / 2) fatal_oom();
    size_t pad = (0 - (uintptr_t)a->at) & (align - 1);
    size_t left = (size_t)(a->end - a->at);
    if (!a->block || left < pad + size + REDZONE) {
        block_new(a, size + align + REDZONE);
        pad = (0 - (uintptr_t)a->at) & (align - 1);
    }
    char *p = a->at + pad;
    a->at = p + size + REDZONE;
    UNPOISON(p, size);
    memset(p, 0, size);
    return p;
}

void *arena_dup(Arena *a, const void *p, size_t size)
{
    void *q = arena_alloc(a, size, sizeof(void *));
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
    if (!REDZONE && old && (char *)v + old == a->at && (size_t)(a->end - a->at) >= want - old) {
        memset(a->at, 0, want - old);
        a->at += want - old;
        *cap = (u32)newcap;
        return v;
    }
    void *p = arena_alloc(a, want, 16);
    if (n) memcpy(p, v, n * elem);
    *cap = (u32)newcap;
    return p;
}
