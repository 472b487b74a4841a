#pragma and _Pragma reach the compiler; push_macro and pop_macro are the preprocessor's.
-- t.c --
#pragma pack(push, 1)
#define P(x) _Pragma(#x)
a _Pragma("pack(2)") b P(weak c) d
#define x 1
#pragma push_macro("x")
#undef x
#define x 2
x
#pragma pop_macro("x")
x
-- cmd --
fuse cc -E -P t.c
-- out --
#pragma pack(push, 1)

a
#pragma pack(2)
b
#pragma weak c
d



2

1
