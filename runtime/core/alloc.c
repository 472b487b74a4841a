// alloc.c - the heap: size classes with free lists, carved out of chunks; large blocks are mapped
// alone
//
// A block carries no header: whoever frees it knows its size and so its class. The first chunk is
// in the program's own zero-initialised data, so small programs ask the system for nothing.
#include "runtime/rt_int.h"

RtHeap rt_heap;

enum {
    SMALL_MACHINE = sizeof(void *) == 4,
    FIRST_CHUNK = SMALL_MACHINE ? 1024 : 32 * 1024,
    MAPPED_CHUNK = SMALL_MACHINE ? 8 * 1024 : 256 * 1024,
    LARGEST_CHUNK = SMALL_MACHINE ? 64 * 1024 : 8 * 1024 * 1024
};
static _Alignas(16) u8 first_chunk[FIRST_CHUNK];

static RT_NORETURN void out_of_memory(void)
{
    rt_failz("out of memory");
}

static u64 large_size(u32 cls)
{
    return (rt_class_size(cls) + 4095) & ~(u64)4095;
}

/* The free list of cls is empty: cut a block from the chunk. */
void *rt_mem_slow(u32 cls)
{
    if (cls > RT_CLASS_SMALL) {
        void *p = cls < RT_NCLASS ? rt_os_map(large_size(cls)) : NULL;
        if (!p)
            out_of_memory();
        return p;
    }
    u64 size = rt_class_size(cls);
    if (RT_UNLIKELY((u64)(rt_heap.end - rt_heap.at) < size)) {
        if (!rt_heap.chunk && size <= FIRST_CHUNK) {
            rt_heap.at = first_chunk;
            rt_heap.end = first_chunk + FIRST_CHUNK;
            rt_heap.chunk = MAPPED_CHUNK;
        } else {
            u64 want = rt_heap.chunk ? rt_heap.chunk : MAPPED_CHUNK;
            u64 least = (size + 4095) & -4096ull;
            u8 *p = rt_os_map(want < least ? want = least : want);
            while (!p && want > least)  // whatever there still is
                p = rt_os_map(want = want / 2 < least ? least : want / 2 & -4096ull);
            if (!p)
                out_of_memory();
            rt_heap.at = p;
            rt_heap.end = p + want;
            rt_heap.chunk = want < LARGEST_CHUNK ? want * 2 : want;
        }
    }
    void *p = rt_heap.at;
    rt_heap.at += size;
    return p;
}

void rt_mem_free_large(void *p, u32 cls)
{
    rt_os_unmap(p, large_size(cls));
}

void *rt_mem_grow(void *p, u32 from, u32 to, u64 used)
{
    if (from > RT_CLASS_SMALL && to > RT_CLASS_SMALL) {
        void *q = to < RT_NCLASS ? rt_os_remap(p, large_size(from), large_size(to)) : NULL;
        if (!q)
            out_of_memory();
        return q;
    }
    void *q = rt_mem_alloc(to);
    memcpy(q, p, used);
    rt_mem_free(p, from);
    return q;
}
