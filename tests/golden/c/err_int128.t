128-bit integers: refused where a word has 32 bits, in switch and in registers of assembly; what 64 bits must hold.
-- a.c --
__int128 a;
unsigned __int128 f(void);
-- b.c --
signed __int128 ok;
long __int128 mixed;
int array[(__int128)1 << 64];
enum { e = (unsigned __int128)1 << 100 };
int g(__int128 x)
{
    switch (x) { case 1: return 1; }
    __asm__("" : : "r"(x));
    return x << 128;
}
-- cmd --
fuse cc --target cortex-m4 -c a.c || echo failed
-- out --
a.c:1:1: error: this target has no type __int128 [C0283]
  __int128 a;
  ^^^^^^^^
  help: use two variables of 64 bits
a.c:2:1: error: this target has no type __int128 [C0283]
  unsigned __int128 f(void);
  ^^^^^^^^
  help: use two variables of 64 bits
failed
-- cmd --
fuse cc -c -Wall -pedantic b.c || echo failed
-- out --
b.c:1:1: warning: ISO C has no type __int128 [C0473]
  signed __int128 ok;
  ^^^^^^
b.c:2:1: error: these type words do not go together [C0222]
  long __int128 mixed;
  ^^^^
b.c:2:1: warning: ISO C has no type __int128 [C0473]
  long __int128 mixed;
  ^^^^
b.c:3:12: warning: ISO C has no type __int128 [C0473]
  int array[(__int128)1 << 64];
             ^^^^^^^^
b.c:3:5: error: array has a variable length outside a function [C0259]
  int array[(__int128)1 << 64];
      ^^^^^
  help: use a constant length
b.c:4:13: warning: ISO C has no type __int128 [C0473]
  enum { e = (unsigned __int128)1 << 100 };
              ^^^^^^^^
b.c:4:12: error: expected an integer constant [C0278]
  enum { e = (unsigned __int128)1 << 100 };
             ^
b.c:5:7: warning: ISO C has no type __int128 [C0473]
  int g(__int128 x)
        ^^^^^^^^
b.c:7:13: error: switch on __int128 [C0352]
      switch (x) { case 1: return 1; }
              ^
  help: switch needs an integer of at most 64 bits
b.c:8:20: error: a value of type __int128 is in no register [C0361]
      __asm__("" : : "r"(x));
                     ^^^
  help: use the constraint m, or two operands
b.c:9:14: warning: shift by 128 of __int128 [C0408]
      return x << 128;
               ^^
  help: the count must be at least 0 and below the number of bits
failed
