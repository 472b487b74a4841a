Unknown names: the header that declares them, or a name like them; what is declared implicitly, as in gnu11.
-- t.c --
typedef unsigned counter_type;
struct point {
    int width, height;
};
static int total_count;
int f(struct point *p)
{
    counter_typ n = 1;
    uint32_t u = 2;
    printf("%d\n", totl_count);
    char *s = malloc(3);
    int x = p->heigth;
    compute(x);
    f2(p);
    return NULL == stdin ? EXIT_FAILURE : fgh;
}
-- implicit.c --
start()
{
    return later(2) + later(3, 4);
}
static kept = 4;
int later(a) { return a + kept; }
int main(void)
{
    return start() == 13 ? 0 : __LINE__;
}
-- cmd --
fail fuse cc -c t.c
$ROOT/tests/tools/c_levels.sh -w implicit.c
fuse cc -c implicit.c
fail fuse cc -pedantic-errors -c implicit.c 2>/dev/null
-- out --
t.c:8:5: error: unknown type name counter_typ [C0220]
      counter_typ n = 1;
      ^^^^^^^^^^^
      counter_type
  help: did you mean counter_type?
t.c:9:5: error: unknown type name uint32_t [C0220]
      uint32_t u = 2;
      ^^^^^^^^
  help: add #include <stdint.h>
t.c:10:5: warning: function printf is not declared: that of the library is taken [C0335]
      printf("%d\n", totl_count);
      ^^^^^^
  help: add #include <stdio.h>
t.c:10:20: error: totl_count is not declared [C0300]
      printf("%d\n", totl_count);
                     ^^^^^^^^^^
                     total_count
  help: did you mean total_count?
t.c:11:15: warning: function malloc is not declared: that of the library is taken [C0335]
      char *s = malloc(3);
                ^^^^^^
  help: add #include <stdlib.h>
t.c:12:16: error: struct point has no member heigth [C0313]
      int x = p->heigth;
              ~  ^^^^^^
                 height
  help: did you mean height?
t.c:13:5: warning: function compute is not declared: int is taken for its result [C0334]
      compute(x);
      ^^^^^^^
  help: declare it before this call, or include its header
t.c:14:5: warning: function f2 is not declared: int is taken for its result [C0334]
      f2(p);
      ^^
  help: declare it before this call, or include its header
t.c:15:12: error: NULL is not declared [C0300]
      return NULL == stdin ? EXIT_FAILURE : fgh;
             ^^^^
  help: add #include <stddef.h>
t.c:15:20: error: stdin is not declared [C0300]
      return NULL == stdin ? EXIT_FAILURE : fgh;
                     ^^^^^
  help: add #include <stdio.h>
t.c:15:28: error: EXIT_FAILURE is not declared [C0300]
      return NULL == stdin ? EXIT_FAILURE : fgh;
                             ^^^^^^^^^^^^
  help: add #include <stdlib.h>
t.c:15:43: error: fgh is not declared [C0300]
      return NULL == stdin ? EXIT_FAILURE : fgh;
                                            ^^^
  help: declare it, or include its header
implicit.c:1:1: warning: start is declared without a type [C0221]
  start()
  ^^^^^
  help: write int before it
implicit.c:3:12: warning: function later is not declared: int is taken for its result [C0334]
      return later(2) + later(3, 4);
             ^^^^^
  help: declare it before this call, or include its header
implicit.c:5:8: warning: kept is declared without a type [C0221]
  static kept = 4;
         ^^^^
  help: write int before it
implicit.c:6:11: warning: a is declared without a type [C0221]
  int later(a) { return a + kept; }
            ^
  help: write int before it
