// stddef.h - common definitions (C11 7.19)
#ifndef _STDDEF_H
#define _STDDEF_H
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef __SIZE_TYPE__ size_t;
typedef __WCHAR_TYPE__ wchar_t;
typedef struct {
    _Alignas(__BIGGEST_ALIGNMENT__) char __size[2 * __BIGGEST_ALIGNMENT__];
} max_align_t;
#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif
