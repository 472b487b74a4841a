What C23 brings and C11 does not have, told with -pedantic: attributes in brackets, binary constants also in #if, suffixes of _FloatN.
-- t.c --
[[maybe_unused]] static int a;
#if 0b101 == 5
int b = 0b11;
#endif
float c = 1.5f32;
-- cmd --
fuse cc -std=c11 -pedantic -fsyntax-only t.c
fuse cc -std=c11 -fsyntax-only t.c
fail fuse cc -std=c11 -pedantic-errors -fsyntax-only t.c 2>/dev/null
-- out --
t.c:1:1: warning: attributes in [[ ]] [C0498]
  [[maybe_unused]] static int a;
  ^
  help: C23 has them
t.c:2:5: warning: binary constant 0b101 [C0148]
  #if 0b101 == 5
      ^^^^^
  help: C23 has them
t.c:3:9: warning: binary constant 0b11 [C0148]
  int b = 0b11;
          ^^^^
  help: C23 has them
t.c:5:11: warning: suffix of 1.5f32 [C0182]
  float c = 1.5f32;
            ^^^^^^
  help: C11 has f and l
