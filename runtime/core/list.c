// list.c - lists: elements of one type, unboxed, behind the header
#include "runtime/rt_int.h"

static u64 byte_size(const RtType *t, i64 n)
{
    u64 size;
    if (__builtin_mul_overflow((u64)n, (u64)t->elem->size, &size) || size >> 46)
        rt_failz("out of memory");
    return size;
}

RtList *rt_list_alloc(const RtType *t, i64 len, i64 cap)
{
    u32 cls = rt_class(RT_LIST_DATA + byte_size(t, cap));
    RtList *l = rt_mem_alloc(cls);
    l->count = 1;
    l->kind = RT_LIST;
    l->flags = 0;
    l->tag = (u16)cls;
    l->type = t;
    l->len = len;
    l->cap = cap;
    return l;
}

RtList *rt_list_new(const RtType *t, i64 len)
{
    RtList *l = rt_list_alloc(t, len, len);
    memset(rt_list_data(l), 0, (u64)len * t->elem->size);
    return l;
}

RtList *rt_list_reserve(RtList *l, i64 cap)
{
    if (cap <= l->cap)
        return l;
    if (cap < l->cap + l->cap / 2)
        cap = l->cap + l->cap / 2;
    if (cap < 4)
        cap = 4;
    const RtType *t = l->type;
    u32 to = rt_class(RT_LIST_DATA + byte_size(t, cap));
    l = rt_mem_grow(l, l->tag, to, RT_LIST_DATA + (u64)l->len * t->elem->size);
    l->tag = (u16)to;
    l->cap = (i64)((rt_class_size(to) - RT_LIST_DATA) / (t->elem->size ? t->elem->size : 1));
    return l;
}

static RtList *own(RtList *l, i64 extra)
{
    if (l->count != 1) {
        const RtType *e = l->type->elem;
        RtList *c = rt_list_alloc(l->type, l->len, l->len + extra);
        memcpy(rt_list_data(c), rt_list_data(l), (u64)l->len * e->size);
        if (e->flags & RT_TF_REFS)
            for (i64 i = 0; i < l->len; i++)
                rt_val_retain(e, rt_list_data(c) + i * (i64)e->size);
        rt_release(l);
        return c;
    }
    return rt_list_reserve(l, l->len + extra);
}

RtList *rt_list_push(RtList *l, const void *m)
{
    l = own(l, 1);
    memcpy(rt_list_data(l) + l->len * (i64)l->type->elem->size, m, l->type->elem->size);
    l->len++;
    return l;
}

RtList *rt_list_concat(RtList *a, const RtList *b)
{
    if (!b->len)
        return a;
    const RtType *e = a->type->elem;
    i64 n = b->len;
    i8 self = a == b;
    a = own(a, n);
    if (self)
        b = a;
    u8 *to = rt_list_data(a) + a->len * (i64)e->size;
    memcpy(to, rt_list_data(b), (u64)n * e->size);
    if (e->flags & RT_TF_REFS)
        for (i64 i = 0; i < n; i++)
            rt_val_retain(e, to + i * (i64)e->size);
    a->len += n;
    return a;
}

RtList *rt_list_range(const RtType *t, i64 lo, i64 hi)
{
    u64 n = (u64)hi - (u64)lo;
    if (lo > hi)
        rt_failz("range start must be <= end");
    if (n >= (u64)1 << 40)
        rt_failz("out of memory");
    RtList *l = rt_list_alloc(t, (i64)n + 1, (i64)n + 1);
    i64 *to = (i64 *)(void *)rt_list_data(l);
    for (u64 i = 0; i <= n; i++)
        to[i] = lo + (i64)i;
    return l;
}

RtList *rt_list_frange(const RtType *t, double lo, double hi)
{
    if (lo - lo != 0 || hi - hi != 0)  // infinite or NaN
        rt_failz("invalid range bounds");
    if (lo > hi)
        rt_failz("range start must be <= end");
    RtList *l = rt_list_alloc(t, 0, 4);
    for (double x = lo; x <= hi + 1e-9; x += 1.0) {
        l = rt_list_push(l, &x);
        if (x + 1.0 == x)
            rt_failz("out of memory");  // steps below the spacing of doubles never end
    }
    return l;
}

void *rt_list_at(const RtList *l, i64 i)
{
    if (RT_UNLIKELY((u64)i >= (u64)l->len))
        rt_fail_index();
    return rt_list_data(l) + i * (i64)l->type->elem->size;
}
