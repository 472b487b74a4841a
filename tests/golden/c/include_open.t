A name of a header whose quote is not closed is an error, and no name.
-- a.c --
#include "
int x;
-- b.c --
#include "a.h
#if __has_include("
#endif
-- cmd --
fail fuse cc -c a.c
fail fuse cc -c b.c
-- out --
a.c:1:10: warning: missing closing " [C0178]
  #include "
           ^
a.c:1:10: error: #include needs "file" or <file> [C0120]
  #include "
           ^
b.c:1:10: warning: missing closing " [C0178]
  #include "a.h
           ^
b.c:1:10: error: #include needs "file" or <file> [C0120]
  #include "a.h
           ^^^^
b.c:2:19: warning: missing closing " [C0178]
  #if __has_include("
                    ^
b.c:2:5: error: bad expression in #if: missing ) [C0125]
  #if __has_include("
      ^^^^^^^^^^^^^
