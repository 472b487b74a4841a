Predefined macros: the standard's, those of types, -D and -U on the command line.
-- t.c --
__STDC__ __STDC_VERSION__ __STDC_UTF_16__ __STDC_NO_THREADS__ __fuse__
__CHAR_BIT__ __SIZEOF_INT__ __SIZEOF_LONG__ __SIZEOF_POINTER__ __INT_MAX__ __LONG_MAX__ __SIZE_TYPE__ __WCHAR_TYPE__
#ifdef __GNUC__
gnu
#endif
A B C(1) D
-- cmd --
fuse cc -E -P -DA -DB=2 '-DC(x)=[x]' -DD=1 -UD t.c
-- out --
1 201112L 1 1 1
8 4 8 8 2147483647 9223372036854775807L long unsigned int

gnu

1 2 [1] D
