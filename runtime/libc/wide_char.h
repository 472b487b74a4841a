// wide_char.h - between the files that implement wchar.h and uchar.h
#ifndef LIBC_WIDE_CHAR_H
#define LIBC_WIDE_CHAR_H

#include "runtime/libc/libc_int.h"

#include <wchar.h>

/* mbstate_t.__left where the second half of a pair waits. */
enum { MB_PAIR = 0x100 };
/* wchar.c. As mbrtowc, but of whole characters; st is never NULL, s neither. */
size_t __lc_mbrtoc32(u32 *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st);
/* wstring.c. The string as UTF-8, from malloc; NULL: EILSEQ or ENOMEM. */
char *__lc_narrow(const wchar_t *s);

#endif
