#elifdef and #elifndef: of C23, taken by GNU dialects before it, names like others in strict C11.
-- t.c --
#define A
#if 0
#elifdef B
wrong
#elifndef A
wrong
#elifdef A
first
#elifdef A
#endif
#ifdef A
second
#elifndef B
wrong
#endif
-- bad.c --
#if 1
#else
#elifdef A
#endif
#if 0
#elifdef
#elifdef 1
#elifndef B C
#endif
-- strict.c --
#if 0
#elifdef __STDC__
wrong
#else
right
#endif
-- cmd --
fuse cc -E -P t.c
fuse cc -E -P -pedantic t.c
fuse cc -std=c23 -pedantic-errors -E -P t.c
fuse cc -std=c11 -pedantic-errors -E -P strict.c
fail fuse cc -E -P bad.c
-- out --
first



second
t.c:7:2: warning: #elifdef is not in C before C23 [C0164]
  #elifdef A
   ^^^^^^^
t.c:9:2: warning: #elifdef is not in C before C23 [C0164]
  #elifdef A
   ^^^^^^^
t.c:13:2: warning: #elifndef is not in C before C23 [C0164]
  #elifndef B
   ^^^^^^^^
first



second
first



second
right
bad.c:3:2: error: #elifdef after #else [C0117]
  #elifdef A
   ^^^^^^^
bad.c:1:2: note: the condition begins here [C0177]
  #if 1
   ^^
bad.c:6:9: error: expected a macro name after #elifdef [C0105]
  #elifdef
          ^
bad.c:7:10: error: expected a macro name after #elifdef [C0105]
  #elifdef 1
           ^
bad.c:8:13: warning: extra text after #elifndef [C0106]
  #elifndef B C
              ^
