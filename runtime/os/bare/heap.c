// heap.c - the memory between the variables and the stack, in blocks that their users know the size
// of
//
// Free memory is a list of blocks in order of address, each with its size in its first words;
// neighbours are always joined. Requests are few (alloc.c cuts them up), so first fit is enough.
#include "runtime/os/bare/bare.h"

enum { UNIT = 16 };

typedef struct Free {
    struct Free *next;
    u32 size;
} Free;

static Free *first;
static u8 is_made;

static void make(void)
{
    uintptr_t lo = ((uintptr_t)__heap_start + UNIT - 1) & ~(uintptr_t)(UNIT - 1);
    uintptr_t hi = (uintptr_t)__heap_end & ~(uintptr_t)(UNIT - 1);
    is_made = 1;
    if (hi <= lo)
        return;
    first = (Free *)lo;
    first->next = NULL;
    first->size = (u32)(hi - lo);
}

void *rt_os_map(u64 size)
{
    rt_stack_check();
    if (!is_made)
        make();
    for (Free **at = &first; *at; at = &(*at)->next) {
        Free *f = *at;
        u32 n = ((u32)size + UNIT - 1) & ~(u32)(UNIT - 1);
        if (size > f->size || n > f->size)
            continue;
        if (f->size == n) {
            *at = f->next;
        } else {
            Free *rest = (Free *)(void *)((u8 *)f + n);
            rest->next = f->next;
            rest->size = f->size - n;
            *at = rest;
        }
        memset(f, 0, n);
        return f;
    }
    return NULL;
}

static void join(Free *f)
{
    if (f && f->next && (u8 *)f + f->size == (u8 *)f->next) {
        f->size += f->next->size;
        f->next = f->next->next;
    }
}

void rt_os_unmap(void *p, u64 size)
{
    Free *f = p, *before = NULL;
    for (Free *x = first; x && x < f; x = x->next)
        before = x;
    f->size = ((u32)size + UNIT - 1) & ~(u32)(UNIT - 1);
    f->next = before ? before->next : first;
    *(before ? &before->next : &first) = f;
    join(f);
    join(before);
}

void *rt_os_remap(void *p, u64 from, u64 to)
{
    void *q = rt_os_map(to);
    if (!q)
        return NULL;
    memcpy(q, p, (u32)(from < to ? from : to));
    rt_os_unmap(p, from);
    return q;
}
