#pragma GCC poison, system_header, error, warning and message; _Pragma does the same.
-- t.c --
#define BEFORE gone
#pragma GCC poison gone away
int a = BEFORE;
int b = gone;
#ifdef away
#endif
#define away 1
_Pragma("GCC poison also")
int also;
#pragma GCC poison 1
-- said.c --
#define STR2(x) #x
#define STR(x) STR2(x)
#define N 7
#pragma message "plain"
#pragma message("N is " STR(N))
#pragma GCC warning "careful"
#define STOP _Pragma("GCC error \"stopped\"")
STOP
-- header.c --
#include "quiet.h"
int *p = 1.0 ? 2 : 3;
-- quiet.h --
int *before = 4;
#pragma GCC system_header
int *after = 5;
-- push.c --
#define X 1
_Pragma("push_macro(\"X\")")
#undef X
#define X 2
X
_Pragma("pop_macro(\"X\")")
X
-- import.c --
#import "once.h"
#import "once.h"
-- once.h --
int once = 1;
-- cmd --
fail fuse cc -c t.c
fail fuse cc -c said.c
fuse cc -c header.c
fuse cc -E -P push.c
fuse cc -c import.c
fuse cc -Wno-deprecated -c import.c
-- out --
t.c:3:9: error: gone is not declared [C0300]
  int a = BEFORE;
          ^^^^^^
  help: declare it, or include its header
t.c:1:9: note: it comes from macro BEFORE, defined here [C0145]
  #define BEFORE gone
          ^^^^^^
t.c:4:9: error: gone was poisoned [C0157]
  int b = gone;
          ^^^^
t.c:5:8: error: away was poisoned [C0157]
  #ifdef away
         ^^^^
t.c:7:9: error: away was poisoned [C0157]
  #define away 1
          ^^^^
t.c:9:5: error: also was poisoned [C0157]
  int also;
      ^^^^
t.c:10:2: error: #pragma GCC poison needs names [C0170]
  #pragma GCC poison 1
   ^^^^^^
said.c:4:2: note: #pragma message: plain [C0172]
  #pragma message "plain"
   ^^^^^^
said.c:5:2: note: #pragma message: N is 7 [C0172]
  #pragma message("N is " STR(N))
   ^^^^^^
said.c:6:2: warning: careful [C0171]
  #pragma GCC warning "careful"
   ^^^^^^
said.c:8:1: error: stopped [C0170]
  STOP
  ^^^^
in a file included from header.c:1:
quiet.h:1:15: warning: initialisation: integer int given for pointer int * [C0403]
  int *before = 4;
                ^
  help: write a cast if this is meant
header.c:2:16: warning: initialisation: integer int given for pointer int * [C0403]
  int *p = 1.0 ? 2 : 3;
                 ^
  help: write a cast if this is meant
2

1
import.c:1:2: warning: #import is deprecated [C0167]
  #import "once.h"
   ^^^^^^
import.c:2:2: warning: #import is deprecated [C0167]
  #import "once.h"
   ^^^^^^
