What goes beyond ISO C11 is told with -pedantic, refused with -pedantic-errors, and said nothing of after __extension__.
-- t.c --
struct empty {
};
struct m {
    int a;;
    int;
};
;
int zero[0], list[] = {[0 ... 2] = 1};
void none(void);
void f(void *p, unsigned *u, int i)
{
    p++;
    i = sizeof(void) + sizeof f;
    struct m m = {};
    i = ({ i; });
    i = i ?: 2;
    switch (i) {
    case 1 ... 3:
        break;
    default:
    }
    static void *here = &&out;
    m = (struct m)m;
    i = u < 0;
    i = p < (void *)u && p < u;
    p = f;
    i ? none() : 1;
    int *s = u;
    return none();
out:;
}
-- quiet.c --
__extension__ struct e { };
int g(void *p)
{
    return __extension__({ p + 1 != p; });
}
-- cmd --
fuse cc -c t.c
fuse cc -c -pedantic t.c
fail fuse cc -c -pedantic-errors t.c >/dev/null 2>&1
fuse cc -c -pedantic-errors quiet.c
-- out --
t.c:5:5: warning: this declaration declares nothing [C0271]
      int;
      ^^^
t.c:1:8: warning: struct empty has no members [C0454]
  struct empty {
         ^^^^^
t.c:4:11: warning: stray ; [C0455]
      int a;;
            ^
  help: drop it
t.c:5:5: warning: this declaration declares nothing [C0271]
      int;
      ^^^
t.c:7:1: warning: stray ; [C0455]
  ;
  ^
  help: drop it
t.c:8:10: warning: array of length zero [C0456]
  int zero[0], list[] = {[0 ... 2] = 1};
           ^
  help: for the last member write []
t.c:8:27: warning: range in a designator [C0463]
  int zero[0], list[] = {[0 ... 2] = 1};
                            ^^^
t.c:12:6: warning: arithmetic on void * takes its target as one byte [C0450]
      p++;
       ^^
t.c:13:9: warning: void has no size in ISO C; it counts as 1 [C0451]
      i = sizeof(void) + sizeof f;
          ^^^^^^
t.c:13:24: warning: void (void *, unsigned int *, int) has no size in ISO C; it counts as 1 [C0451]
      i = sizeof(void) + sizeof f;
                         ^^^^^^
t.c:14:18: warning: empty braces initialise nothing in C11 [C0452]
      struct m m = {};
                   ^^
  help: write {0}
t.c:15:9: warning: statement expression [C0457]
      i = ({ i; });
          ^
t.c:16:11: warning: ?: without its middle operand [C0459]
      i = i ?: 2;
            ^
t.c:18:12: warning: range in a case label [C0458]
      case 1 ... 3:
             ^^^
t.c:20:5: warning: a label stands before a statement in C11 [C0453]
      default:
      ^^^^^^^
  help: write ; after the label
t.c:22:25: warning: address of a label [C0460]
      static void *here = &&out;
                          ^^
t.c:23:9: warning: cast to struct m [C0461]
      m = (struct m)m;
          ^
  help: only numbers and pointers can be cast
t.c:24:11: warning: unsigned int * compared by order with an integer [C0462]
      i = u < 0;
            ^
t.c:25:28: warning: void * and unsigned int * compared by order [C0469]
      i = p < (void *)u && p < u;
                             ^
t.c:26:7: warning: assignment: conversion between a function pointer and void * [C0465]
      p = f;
        ^
t.c:27:7: warning: only one branch of ?: is void [C0466]
      i ? none() : 1;
        ^
t.c:28:14: warning: initialisation: pointers unsigned int * and int * differ in sign [C0401]
      int *s = u;
               ^
t.c:29:5: warning: return with a void expression in f [C0464]
      return none();
      ^^^^^^
