Options of fuse cc as makefiles and configure scripts use them: search order, read-ahead files, standards, response files, queries, what has no effect and what is refused.
-- quote/x.h --
#define X 1
-- sys/s.h --
#define S 10
static int unused_in_system_header(unsigned a, int b) { return a < b; }
-- after/s.h --
#error "found too late a folder first"
-- after/late.h --
#define LATE 100
-- m.h --
#define M 1000
int hidden_by_imacros;
-- i.h --
#include <s.h>
#include <late.h>
-- a.c --
#include "x.h"
int main(void) { return X + S + M + LATE == 1111 ? 0 : 1; }
-- angled.c --
#include <x.h>
-- std.c --
#ifdef __STDC_VERSION__
__STDC_VERSION__
#endif
#ifdef __STRICT_ANSI__
strict
#endif
-- sign.c --
int main(void) { return (char)-1 > 0; }
-- words.rsp --
-DX=5 "-DTEXT=two words" @more.rsp
-- more.rsp --
-O2 -DLAST
-- rsp.c --
X TEXT LAST
-- loop.rsp --
@loop.rsp
-- t.S --
#ifdef X
x
#endif
-- macros.c --
#define EMPTY
#define ARGS(a, ...) a ## __VA_ARGS__
#define NAMED(a, rest...) rest
#define NONE() 1 + 2
-- redefined.c --
int f(unsigned a, int b) { return a < b; }
-- told.c --
#define A 1
int a = A;
#define F(x, ...) x + \
  1

#undef A
int b = F(2,
 3);
#define A
-- cmd --
fuse cc -iquote quote -imacros m.h -include i.h -isystem sys -idirafter after -Wall -Wextra a.c -o a && ./a
fuse cc -iquotequote -imacros m.h -includei.h -isystemsys -idirafterafter -E -P a.c
fail fuse cc --libc=none -iquote quote -c angled.c
for s in gnu89 c99 iso9899:1999 gnu11 c17 c23; do echo $s; fuse cc -std=$s -E -P std.c; done
echo ansi; fuse cc -ansi -E -P std.c
fail fuse cc -std=c12 -E std.c
fuse cc -fsigned-char sign.c -o s && ./s
fuse cc -funsigned-char sign.c -o s
fail 1 ./s
fuse cc @words.rsp -E -P rsp.c
fail fuse cc @loop.rsp
fail fuse cc @nowhere.rsp
echo 'int main(void) { return 3; }' | fuse cc -x c - -o in
fail 3 ./in
echo "a __SSE2__" | fuse cc -E -P -
fail fuse cc -x fortran a.c
fail fuse cc -x assembler -DX t.S -S --emit ir
fuse cc -E -P -DX t.S
fuse cc -E -dD told.c | sed -n '/told.c/,$p'
fuse cc -E -dD told.c > again.c && fuse cc -E -P again.c && fuse cc -E -P told.c
fuse cc -E -dM macros.c | grep -E 'EMPTY|ARGS|NAMED|NONE'
fuse cc -fPIC -E -dM macros.c | grep -E '__(PIC|PIE|pie)__'
fuse cc -fPIE -pthread -E -dM macros.c | grep -E '__(PIC|PIE)__|_REENTRANT'
fuse cc -w -Wall -Wextra -fsyntax-only redefined.c
fuse cc -Wno-unused -Wstrict-prototypes -pedantic -fno-strict-aliasing -fomit-frame-pointer -pipe -mtune=generic -m64 -ggdb3 -gdwarf-4 -Og -fsyntax-only -Wp,-DQ,-UQ redefined.c
fuse cc -fstack-protector-strong -fsyntax-only redefined.c
fail fuse cc -m32 -c redefined.c
fail fuse cc -fsanitize=address -c redefined.c
fail fuse cc -fno-such-thing -c redefined.c
fail fuse cc -Wa,--noexecstack,-alh -Xassembler --execstack redefined.c
fail fuse cc -c -o
fuse cc --target linux-x64 -dumpmachine
fuse cc -dumpversion
fuse cc -print-prog-name=ld
fuse cc -print-file-name=no-such-file
fuse cc -### -Wodd -c redefined.c 2>&1 | grep -E 'version|odd'
fail fuse cc --libc=none redefined.c -lnone -Lquote
-- out --
static int unused_in_system_header(unsigned a, int b) { return a < b; }
int main(void) { return 1 + 10 + 1000 + 100 == 1111 ? 0 : 1; }
angled.c:1:10: error: cannot find x.h; looked in: the headers of fuse [C0119]
  #include <x.h>
           ^^^^^
  help: add its folder with -I
gnu89
c99
199901L


strict
iso9899:1999
199901L


strict
gnu11
201112L
c17
201710L


strict
c23
202311L


strict
ansi
strict
error: option -std= does not take c12 [D0009]
5 two words 1
error: @loop.rsp: response files name each other [D0031]
error: `@nowhere.rsp` cannot be opened [L0005]
a __SSE2__
error: option -x does not take fortran [D0009]
error: t.S is not C source [D0033]
x
# 1 "told.c"
#define A 1
int a = 1;
#define F(x,...) x + 1


#undef A
int b = 2 + 1;

#define A 
int a = 1;




int b = 2 + 1;
int a = 1;




int b = 2 + 1;
#define ARGS(a,...) a ## __VA_ARGS__
#define EMPTY 
#define NAMED(a,rest...) rest
#define NONE() 1 + 2
#define __PIC__ 2
#define _REENTRANT 1
#define __PIC__ 2
#define __PIE__ 2
note: -fstack-protector-strong has no effect: that guard is not made [D0030]
error: option -m32 is refused: choose the target with --target [D0029]
error: option -fsanitize=address is refused: there are no sanitizers [D0029]
error: unknown option -fno-such-thing [D0004]
  help: `fuse help` lists the options
error: option -Wa,-alh is refused: the assembler has no such option [D0029]
error: option -Wa,--execstack is refused: the assembler has no such option [D0029]
error: option -o needs a value [D0005]
x86_64-linux-gnu
4.2.1
ld
no-such-file
fuse cc version 0.1.0
fuse cc: -Wodd has no effect
error: no library `none` [L0006]
  help: -L names a directory to look in
note: not in quote [L0007]
