#if: intmax_t arithmetic, short circuit, defined in every form, __has_include and its relatives, nested groups.
-- there.h --
-- t.c --
#if 1 ? 2 : (3 + 4)
a
#endif
#if -1 > 0u && 0xffffffff > -1 && 1 - 2 < 0 && (2 || 1 / 0) && !(0 && 1 % 0) && -1 >> 63 == -1 && '\377' < 0
b
#endif
#if 18446744073709551615u == -1 && ~0u == ~0 && 1 << 40 > 0 && (0 ? -1 : 0u) <= 1 && -7 / 2 == -3 && -7 % 2 == -1
c
#endif
#define X
#define D defined X && !defined(Y)
#if D && defined X && (defined(X)) && !defined Y && undefined == 0 && D
d
#endif
#if __has_include("there.h") && !__has_include("nowhere.h") && __has_include(<stddef.h>) && !__has_include(<no/such.h>)
e
#endif
#if defined __has_attribute && __has_attribute(packed) && !__has_attribute(no_such_thing) && __has_builtin(__builtin_clz)
f
#endif
#if 0
# if 1
no
# else
no ' /* #endif
*/
# endif
#elif 0
#elif 1 // here
g
#elif 1 / 0
no
#else
no "
#endif
#ifndef Y
#ifdef X
h
#else
no
#endif
#endif
-- cmd --
fuse cc -E -P t.c
-- out --
a


b


c




d


e


f
g







h
