Errors of the preprocessor: several in one run, each at its place, with the earlier definition or the opening line named.
-- t.c --
#define A 1
#define A 2
#define F(a, b) a b
F(1)
F(1, 2, 3)
#define G(a, a) a
#define H(x #x
#define I(x) #y
#define J ## x
#undef 3
#if 1 +
#endif
#if (1
#endif
#if 1 / 0
#endif
#else
#endif
#bogus
#include nothing
#line x
#error stop "here"
#warning take care
#define defined
#define V __VA_ARGS__
#ifdef
#endif
#ifdef A B
#endif
#define CAT(a, b) a ## b
CAT(+, /)
_Pragma(x)
-- open.c --
#ifdef X
#else
#if 1
int a;
#define F(x) x
int b = F(1;
-- quote.c --
char *s = "abc;
int c = 'x;
int d = '';
int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
char *f = "\q\x" "\u12" L"a" u"b" "\400";
@ `
/* no end
-- missing.c --
int before = ;
#include "missing.h"
int after = ;
-- hosted.c --
#include <stdio.h>
-- cmd --
fail fuse cc --libc=none -c missing.c
fail fuse cc --target cortex-m4 -c hosted.c
fail fuse cc --libc=none -E t.c
fail fuse cc -E open.c
fail fuse cc -c quote.c -o q.o
-- out --
missing.c:1:14: error: expected an expression, found ; [C0203]
  int before = ;
               ^
missing.c:2:10: error: cannot find missing.h; looked in: ., the headers of fuse [C0119]
  #include "missing.h"
           ^^^^^^^^^^^
  help: add its folder with -I
hosted.c:1:10: error: cannot find stdio.h; looked in: the headers of fuse [C0119]
  #include <stdio.h>
           ^^^^^^^^^
  help: --libc=own has it: the C library of this tool
t.c:2:9: warning: macro A redefined differently [C0111]
  #define A 2
          ^
  help: #undef it first
t.c:1:9: note: the previous definition of A is here [C0112]
  #define A 1
          ^
t.c:4:4: error: macro F takes 2 arguments, 1 given [C0113]
  F(1)
  ~  ^
t.c:3:9: note: the previous definition of F is here [C0112]
  #define F(a, b) a b
          ^
t.c:5:9: error: macro F takes 2 arguments, 3 given [C0113]
  F(1, 2, 3)
  ~       ^
t.c:3:9: note: the previous definition of F is here [C0112]
  #define F(a, b) a b
          ^
t.c:6:14: error: parameter a given twice [C0108]
  #define G(a, a) a
               ^
t.c:7:13: error: malformed macro parameter list [C0107]
  #define H(x #x
              ^
  help: write NAME(a, b) or NAME(a, ...)
t.c:8:14: error: # must stand before a parameter of the macro [C0109]
  #define I(x) #y
               ^
t.c:9:11: error: ## cannot begin or end a macro body [C0110]
  #define J ## x
            ^^
t.c:10:8: error: expected a macro name after #undef [C0105]
  #undef 3
         ^
t.c:11:2: error: bad expression in #if: an operand is missing at its end [C0125]
  #if 1 +
   ^^
t.c:13:2: error: bad expression in #if: missing ) [C0125]
  #if (1
   ^^
t.c:15:2: error: division by zero in #if [C0126]
  #if 1 / 0
   ^^
t.c:17:2: error: #else without #if [C0116]
  #else
   ^^^^
t.c:18:2: error: #endif without #if [C0116]
  #endif
   ^^^^^
t.c:19:2: error: unknown directive #bogus [C0104]
  #bogus
   ^^^^^
t.c:20:10: error: #include needs "file" or <file> [C0120]
  #include nothing
           ^^^^^^^
t.c:21:2: error: #line needs a line number and perhaps a file name [C0124]
  #line x
   ^^^^
t.c:22:2: error: #error stop "here" [C0122]
  #error stop "here"
   ^^^^^
t.c:23:2: warning: #warning take care [C0123]
  #warning take care
   ^^^^^^^
t.c:24:9: error: defined cannot be defined or undefined [C0127]
  #define defined
          ^^^^^^^
t.c:25:11: error: __VA_ARGS__ may stand only in the body of a variadic macro [C0141]
  #define V __VA_ARGS__
            ^^^^^^^^^^^
t.c:26:7: error: expected a macro name after #ifdef [C0105]
  #ifdef
        ^
t.c:28:10: warning: extra text after #ifdef [C0106]
  #ifdef A B
           ^
t.c:31:5: error: pasting + and / does not give one token [C0115]
  CAT(+, /)
      ^
t.c:32:1: error: _Pragma needs a parenthesised string [C0128]
  _Pragma(x)
  ^^^^^^^
open.c:1:2: error: #if without #endif [C0118]
  #ifdef X
   ^^^^^
open.c:3:2: error: #if without #endif [C0118]
  #if 1
   ^^
open.c:6:9: error: unterminated argument list of macro F [C0114]
  int b = F(1;
          ^
  help: close it with )
quote.c:1:11: error: missing closing " [C0103]
  char *s = "abc;
            ^
quote.c:2:9: error: missing closing ' [C0103]
  int c = 'x;
          ^
quote.c:3:9: error: empty character constant [C0133]
  int d = '';
          ^^
quote.c:4:9: error: 08 is not a number [C0129]
  int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
          ^^
quote.c:4:14: error: 1x is not a number [C0129]
  int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
               ^^
quote.c:4:19: error: 1.5q is not a number [C0129]
  int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
                    ^^^^
quote.c:4:26: error: 0x1.8 has no exponent [C0147]
  int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
                           ^^^^^
  help: write p0 behind its digits
quote.c:4:34: error: 99999999999999999999 does not fit any integer type [C0130]
  int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
                                   ^^^^^^^^^^^^^^^^^^^^
quote.c:4:57: warning: 1e5000 is outside the range of its type [C0132]
  int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
                                                          ^^^^^^
quote.c:4:55: error: the initialiser of a static object must be constant [C0277]
  int e = 08 + 1x + 1.5q + 0x1.8 + 99999999999999999999 + 1e5000;
                                                        ^
  help: assign the value when the program runs
quote.c:5:30: error: string literals with different prefixes stand side by side [C0140]
  char *f = "\q\x" "\u12" L"a" u"b" "\400";
                               ^^^^
quote.c:5:11: warning: unknown escape \q [C0136]
  char *f = "\q\x" "\u12" L"a" u"b" "\400";
            ^^^^^^
quote.c:5:11: error: escape out of range [C0137]
  char *f = "\q\x" "\u12" L"a" u"b" "\400";
            ^^^^^^
quote.c:5:18: error: invalid universal character name [C0138]
  char *f = "\q\x" "\u12" L"a" u"b" "\400";
                   ^^^^^^
quote.c:5:11: warning: initialisation: pointer unsigned short * given for char * [C0400]
  char *f = "\q\x" "\u12" L"a" u"b" "\400";
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write a cast if this is meant
quote.c:6:1: error: stray character @ in the program [C0101]
  @ `
  ^
quote.c:6:3: error: stray character ` in the program [C0101]
  @ `
    ^
quote.c:7:1: error: unterminated comment [C0102]
  /* no end
  ^^
  help: close it with */
