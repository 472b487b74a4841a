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
a.c:1:10: error: missing closing " [C0103]
  #include "
           ^
b.c:1:10: error: missing closing " [C0103]
  #include "a.h
           ^
b.c:2:19: error: missing closing " [C0103]
  #if __has_include("
                    ^
