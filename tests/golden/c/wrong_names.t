Unknown names: the header that declares them, a name like them, what a macro made of them.
-- member_near.c --
struct point {
    int width, height;
};
int area(struct point *p, struct point q)
{
    return p->widht * q.heigth;
}
-- no_include.c --
int main(void)
{
    char *s = malloc(10);
    size_t n = strlen(s);
    printf("%zu\n", n);
    return EXIT_SUCCESS;
}
-- macro.c --
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define CHECK(x) do { if (!(x)) fail(#x, line); } while (0)
void fail(const char *, int);
int f(int n)
{
    CHECK(n > 0);
    return MAX(n, unknown);
}
-- dot_arrow.c --
struct s { int v; };
int f(struct s *p, struct s q)
{
    return p.v + q->v;
}
-- unknown_type.c --
typedef struct node Node;
Nod *head;
uint32_t word;
int f(strng s, int n)
{
    bool ok = n > 0;
    return ok;
}
-- implicit.c --
int main(void)
{
    int n = compute(3);
    n += comput(4);
    return n;
}
-- typo_name.c --
static int total_count;
static void print_total(void);
int f(int lenght)
{
    total_cuont += length;
    print_totl();
    return total_count;
}
-- cmd --
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only member_near.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only no_include.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only macro.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only dot_arrow.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only unknown_type.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only implicit.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only typo_name.c
-- out --
member_near.c:6:15: error: struct point has no member widht [C0313]
      return p->widht * q.heigth;
             ~  ^^^^^
                width
  help: did you mean width?
member_near.c:6:25: error: struct point has no member heigth [C0313]
      return p->widht * q.heigth;
                        ~ ^^^^^^
                          height
  help: did you mean height?
no_include.c:3:15: warning: function malloc is not declared: that of the library is taken [C0335]
      char *s = malloc(10);
                ^^^^^^
  help: add #include <stdlib.h>
no_include.c:4:5: error: unknown type name size_t [C0220]
      size_t n = strlen(s);
      ^^^^^^
  help: add #include <stddef.h>
no_include.c:4:16: warning: function strlen is not declared: that of the library is taken [C0335]
      size_t n = strlen(s);
                 ^^^^^^
  help: add #include <string.h>
no_include.c:5:5: warning: function printf is not declared: that of the library is taken [C0335]
      printf("%zu\n", n);
      ^^^^^^
  help: add #include <stdio.h>
no_include.c:5:21: warning: format %zu wants unsigned long, the argument is int [C0426]
      printf("%zu\n", n);
                      ^
no_include.c:6:12: error: EXIT_SUCCESS is not declared [C0300]
      return EXIT_SUCCESS;
             ^^^^^^^^^^^^
  help: add #include <stdlib.h>
macro.c:6:5: error: line is not declared [C0300]
      CHECK(n > 0);
      ^^^^^
  help: declare it, or include its header
macro.c:2:9: note: it comes from macro CHECK, defined here [C0145]
  #define CHECK(x) do { if (!(x)) fail(#x, line); } while (0)
          ^^^^^
macro.c:7:19: error: unknown is not declared [C0300]
      return MAX(n, unknown);
                    ^^^^^^^
  help: declare it, or include its header
dot_arrow.c:4:13: error: struct s * is a pointer [C0323]
      return p.v + q->v;
             ~^
              ->
  help: use -> instead of .
dot_arrow.c:4:19: error: struct s is not a pointer [C0322]
      return p.v + q->v;
                   ~^^
                    .
  help: use . instead of ->
unknown_type.c:2:1: error: unknown type name Nod [C0220]
  Nod *head;
  ^^^
  Node
  help: did you mean Node?
unknown_type.c:3:1: error: unknown type name uint32_t [C0220]
  uint32_t word;
  ^^^^^^^^
  help: add #include <stdint.h>
unknown_type.c:4:7: error: unknown type name strng [C0220]
  int f(strng s, int n)
        ^^^^^
  help: declare it with typedef, or include its header
unknown_type.c:6:5: error: unknown type name bool [C0220]
      bool ok = n > 0;
      ^^^^
  help: add #include <stdbool.h>
implicit.c:3:13: warning: function compute is not declared: int is taken for its result [C0334]
      int n = compute(3);
              ^^^^^^^
  help: declare it before this call, or include its header
implicit.c:4:10: warning: function comput is not declared: int is taken for its result [C0334]
      n += comput(4);
           ^^^^^^
           compute
  help: did you mean compute?
typo_name.c:5:5: error: total_cuont is not declared [C0300]
      total_cuont += length;
      ^^^^^^^^^^^
      total_count
  help: did you mean total_count?
typo_name.c:5:20: error: length is not declared [C0300]
      total_cuont += length;
                     ^^^^^^
                     lenght
  help: did you mean lenght?
typo_name.c:6:5: warning: function print_totl is not declared: int is taken for its result [C0334]
      print_totl();
      ^^^^^^^^^^
      print_total
  help: did you mean print_total?
