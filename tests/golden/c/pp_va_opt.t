__VA_OPT__: its tokens where there are variadic arguments, also pasted and as a string; the paths of __FILE__ mapped.
-- t.c --
#define F(a, ...) f(a __VA_OPT__(,) __VA_ARGS__)
#define G(x, ...) f(0, x __VA_OPT__(,) __VA_ARGS__)
#define SDEF(sname, ...) S sname __VA_OPT__(= { __VA_ARGS__ })
#define EMP
#define H2(X, Y, ...) __VA_OPT__(X ## Y, __VA_ARGS__)
#define H3(X, ...) #__VA_OPT__(X##X X##X)
#define H4(X, ...) __VA_OPT__(a X ## X) ## b
#define H5A(...) __VA_OPT__()/**/__VA_OPT__()
#define H5B(X) a ## X ## b
#define H5C(X) H5B(X)
#define N(a, b...) g(a __VA_OPT__(;) b)
F(a, b, c) F() F(EMP) F(1, EMP)
G(a, b) G(a, ) G(a)
SDEF(foo); SDEF(bar, 1, 2);
H2(a, b, c, d) H3(, 0) H4(, 1) H5C(H5A()) H3(, ) N(1) N(1, 2)
-- bad.c --
#define A(...) __VA_OPT__
#define B(...) __VA_OPT__(
#define C(...) __VA_OPT__(__VA_OPT__(x))
#define D(...) __VA_OPT__(## x)
-- old.c --
#define A(...) __VA_OPT__(1)
-- dir/path.h --
const char *f = __FILE__;
-- path.c --
#include "dir/path.h"
-- cmd --
fuse cc -E -P t.c
fail fuse cc -E -P bad.c
fuse cc -std=c11 -pedantic -E -P old.c
fuse cc -pedantic-errors -E -P old.c
fuse cc -ffile-prefix-map=dir/=/src/ -E -P path.c
fuse cc -ffile-prefix-map=dir/=/src/ -fmacro-prefix-map=d=e -E -P path.c
fail fuse cc -fdebug-prefix-map=dir -E -P path.c
-- out --
f(a , b, c) f() f() f(1)
f(0, a , b) f(0, a) f(0, a)
S foo; S bar = { 1, 2 };
ab, c, d "" a b ab "" g(1) g(1 ; 2)
bad.c:1:16: error: __VA_OPT__: its parentheses are missing [C0179]
  #define A(...) __VA_OPT__
                 ^^^^^^^^^^
  help: write __VA_OPT__(tokens)
bad.c:2:16: error: __VA_OPT__: its ) is missing [C0179]
  #define B(...) __VA_OPT__(
                 ^^^^^^^^^^
  help: write __VA_OPT__(tokens)
bad.c:3:16: error: __VA_OPT__: it cannot hold another [C0179]
  #define C(...) __VA_OPT__(__VA_OPT__(x))
                 ^^^^^^^^^^
  help: write __VA_OPT__(tokens)
bad.c:4:16: error: __VA_OPT__: ## cannot begin or end it [C0179]
  #define D(...) __VA_OPT__(## x)
                 ^^^^^^^^^^
  help: write __VA_OPT__(tokens)
old.c:1:16: warning: __VA_OPT__ is not in C before C23 [C0180]
  #define A(...) __VA_OPT__(1)
                 ^^^^^^^^^^
const char *f = "/src/path.h";
const char *f = "eir/path.h";
error: option -fdebug-prefix-map= does not take dir [D0009]
