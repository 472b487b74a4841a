stddef.h gives only what __need_NAME asks for, and everything without; stdint.h and limits.h pass on to a C library's.
-- t.c --
#define __need_size_t
#include <stddef.h>
int NULL, offsetof, max_align_t;
typedef char *ptrdiff_t, *wchar_t;
size_t s = sizeof(ptrdiff_t);
#define __need_wint_t
#define __need_NULL
#include <stddef.h>
wint_t *w = NULL;
-- all.c --
#define __need_size_t
#include <stddef.h>
#include <stddef.h>
#include <limits.h>
#include <stdint.h>
int a = offsetof(struct { char c; max_align_t m; }, m), b = MB_LEN_MAX;
wchar_t *w = NULL;
int main(void)
{
    return sizeof(int_fast16_t) == sizeof(__INT_FAST16_TYPE__) && INT_MAX == INT32_MAX ? 0 : __LINE__;
}
-- next.c --
#include <limits.h>
#include <limits.h>
#include <stdint.h>
const char *text = TEXT;
word m = CHAR_BIT + MB_LEN_MAX;
-- lib/limits.h --
#define CHAR_BIT 99
#define MB_LEN_MAX 1
#ifndef _GCC_LIMITS_H_
#error the headers of the tool come first
#endif
-- lib/stdint.h --
typedef int word;
#define TEXT "the library's"
-- cmd --
fuse cc -c t.c
$ROOT/tests/tools/c_levels.sh all.c
fuse cc -E -P --libc=own -idirafter lib next.c | tail -n 2
-- out --
const char *text = "the library's";
word m = 99 + 1;
