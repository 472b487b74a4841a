Warnings of the preprocessor by gcc's names: -Wundef, -Wcomment, -Wunused-macros, -Wvariadic-macros, -Wbuiltin-macro-redefined.
-- t.c --
#if NOT_THERE || defined NOR_THIS || (0 && SKIPPED)
#endif
/* open
/* comment */
// goes \
on
int x;
#define USED 1
#define LEFT 2
#define GONE 3
#undef GONE
#define AGAIN 4
#define AGAIN 5
#if USED
#endif
#include "h.h"
-- h.h --
#define IN_HEADER 1
-- variadic.c --
#define V(...) __VA_ARGS__
#define N(a, args...) args
int x = V(1) + N(1, 2);
-- builtin.c --
#define __FILE__ "other.c"
#undef __DATE__
#undef __STDC__
#define __TIME__ "now"
#define defined 1
const char *f = __FILE__ __TIME__;
-- slashes.c --
int x = 1; // one
int y; // two
-- divide.c --
int main(void)
{
    return 8 //**/ 2
        - 4;
}
-- space.c --
#define A+ 1
#define B(x) x
#define C
-- pragma.c --
#pragma GCC diagnostic ignored "-Wundef"
#if NOWHERE
#endif
int x;
-- cmd --
fuse cc -Wall -Wundef -Wunused-macros -c t.c
fuse cc -c t.c -Wno-comment
fuse cc -Werror=comments -c t.c 2>&1 | grep error:
fuse cc -Wvariadic-macros -c variadic.c
fuse cc -std=c90 -pedantic -c variadic.c
fuse cc -pedantic -c variadic.c
fuse cc -pedantic -Wno-variadic-macros -c variadic.c
fail fuse cc -c builtin.c
fuse cc -Wno-builtin-macro-redefined -D__TIMESTAMP__=1 -c builtin.c 2>&1 | grep -c "error:"
fail fuse cc -std=c90 -c slashes.c
fuse cc -std=gnu90 -pedantic -c slashes.c
fuse cc -std=c90 divide.c -o divide && ./divide
fuse cc -c space.c
fuse cc -Wundef -c pragma.c
-- out --
t.c:1:5: warning: NOT_THERE is not defined: it counts as 0 [C0159]
  #if NOT_THERE || defined NOR_THIS || (0 && SKIPPED)
      ^^^^^^^^^
t.c:4:1: warning: /* within a comment [C0152]
  /* comment */
  ^^
  help: was the one before closed?
t.c:5:1: warning: a // comment of several lines [C0153]
  // goes \
  ^^
  help: the backslash at its end joins the next line to it
t.c:10:9: warning: macro GONE is not used [C0160]
  #define GONE 3
          ^^^^
t.c:12:9: warning: macro AGAIN is not used [C0160]
  #define AGAIN 4
          ^^^^^
t.c:13:9: warning: macro AGAIN redefined differently [C0111]
  #define AGAIN 5
          ^^^^^
  help: #undef it first
t.c:12:9: note: the previous definition of AGAIN is here [C0112]
  #define AGAIN 4
          ^^^^^
t.c:9:9: warning: macro LEFT is not used [C0160]
  #define LEFT 2
          ^^^^
t.c:13:9: warning: macro AGAIN is not used [C0160]
  #define AGAIN 5
          ^^^^^
t.c:13:9: warning: macro AGAIN redefined differently [C0111]
  #define AGAIN 5
          ^^^^^
  help: #undef it first
t.c:12:9: note: the previous definition of AGAIN is here [C0112]
  #define AGAIN 4
          ^^^^^
t.c:4:1: error: /* within a comment [C0152]
t.c:5:1: error: a // comment of several lines [C0153]
variadic.c:1:11: warning: variadic macros are not in C90 [C0161]
  #define V(...) __VA_ARGS__
            ^^^
variadic.c:2:18: warning: a named variadic parameter [C0162]
  #define N(a, args...) args
                   ^^^
  help: write ... alone
variadic.c:2:18: warning: a named variadic parameter [C0162]
  #define N(a, args...) args
                   ^^^
  help: write ... alone
builtin.c:1:9: warning: predefined macro __FILE__ is redefined [C0163]
  #define __FILE__ "other.c"
          ^^^^^^^^
builtin.c:2:8: warning: predefined macro __DATE__ is undefined [C0163]
  #undef __DATE__
         ^^^^^^^^
builtin.c:3:8: warning: predefined macro __STDC__ is undefined [C0163]
  #undef __STDC__
         ^^^^^^^^
builtin.c:4:9: warning: predefined macro __TIME__ is redefined [C0163]
  #define __TIME__ "now"
          ^^^^^^^^
builtin.c:5:9: error: defined cannot be defined or undefined [C0127]
  #define defined 1
          ^^^^^^^
1
slashes.c:1:12: error: // does not begin a comment in C90 [C0150]
  int x = 1; // one
             ^^
  help: write /* */
slashes.c:1:12: warning: // does not begin a comment in C90 [C0151]
  int x = 1; // one
             ^^
  help: write /* */
space.c:1:10: warning: no white space after the name of macro A [C0158]
  #define A+ 1
           ^
