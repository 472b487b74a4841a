Messages and __LINE__ go by #line and by the line markers of preprocessed text, of which those of system headers tell no warnings.
-- gram.c --
int ok;
#line 40 "gram.y"
int bad = nowhere;

int worse = __LINE__ + nothing;
#line 8
int again = no_one;
-- sys/s.h --
int *s = 1;
-- u.c --
#include <s.h>
int *u = 2;
-- cmd --
fail fuse cc -c gram.c
fuse cc -isystem sys -E u.c -o u.i && cat u.i
fuse cc -c u.i
fail fuse cc -E -P -nostdinc u.c
-- out --
gram.y:40:11: error: nowhere is not declared [C0300]
  int bad = nowhere;
            ^^^^^^^
  help: declare it, or include its header
gram.y:42:24: error: nothing is not declared [C0300]
  int worse = __LINE__ + nothing;
                         ^^^^^^^
  help: declare it, or include its header
gram.y:8:13: error: no_one is not declared [C0300]
  int again = no_one;
              ^^^^^^
  help: declare it, or include its header
# 1 "sys/s.h" 3
int *s = 1;
# 2 "u.c"
int *u = 2;
u.c:2:10: warning: initialisation: integer int given for pointer int * [C0403]
  int *u = 2;
           ^
  help: write a cast if this is meant
u.c:1:10: error: cannot find s.h; looked in: the headers of fuse [C0119]
  #include <s.h>
           ^^^^^
  help: add its folder with -I
