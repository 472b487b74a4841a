// stddef.h - common definitions (C11 7.19)
#ifndef _FUSE_STDDEF_H
#define _FUSE_STDDEF_H

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef __WCHAR_TYPE__ wchar_t;
typedef struct {
    _Alignas(long long) long long __ll;
    _Alignas(long double) long double __ld;
    _Alignas(__BIGGEST_ALIGNMENT__) char __big;
} max_align_t;

#undef NULL
#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)

#endif
