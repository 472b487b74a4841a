// stddef.h - common definitions (C11 7.19); with __need_NAME, as system headers ask, only that one
#if !defined __need_ptrdiff_t && !defined __need_size_t && !defined __need_wchar_t && \
    !defined __need_wint_t && !defined __need_NULL
#define __need_ptrdiff_t
#define __need_size_t
#define __need_wchar_t
#define __need_NULL
#ifndef _STDDEF_H
#define _STDDEF_H
typedef struct {
    _Alignas(__BIGGEST_ALIGNMENT__) char __size[2 * __BIGGEST_ALIGNMENT__];
} max_align_t;
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif
#endif
#ifdef __need_ptrdiff_t
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#undef __need_ptrdiff_t
#endif
#ifdef __need_size_t
typedef __SIZE_TYPE__ size_t;
#undef __need_size_t
#endif
#ifdef __need_wchar_t
typedef __WCHAR_TYPE__ wchar_t;
#undef __need_wchar_t
#endif
#ifdef __need_wint_t
#ifndef __WINT_DEFINED
#define __WINT_DEFINED
typedef __WINT_TYPE__ wint_t;
#endif
#undef __need_wint_t
#endif
#ifdef __need_NULL
#undef NULL
#define NULL ((void *)0)
#undef __need_NULL
#endif
