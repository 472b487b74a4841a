What is missing or too much: each mistake is told once, where it is, with the text that is certain to mend it.
-- semicolon.c --
#include <stdio.h>
int main(void)
{
    int a = 1
    int b = 2;
    printf("%d\n", a + b);
    return 0
}
-- semicolon_struct.c --
struct point {
    int x, y;
}
int area(struct point *p)
{
    return p->x * p->y;
}
-- paren.c --
int f(int a)
{
    if (a > 0 {
        return 1;
    }
    return (a + 2;
}
int g(int b)
{
    return b;
}
-- brace.c --
int f(int a)
{
    if (a) {
        return 1;
    return 0;
}
int g(void)
{
    return 2;
}
-- extra_brace.c --
int f(int a)
{
    if (a)
        return 1;
    }
    return 0;
}
int g(void)
{
    return 2;
}
-- else.c --
int f(int a)
{
    if (a > 1);
        a = 2;
    else
        a = 3;
    return a;
}
-- keyword_name.c --
int f(void)
{
    int class = 1, default = 2;
    int new = 3;
    return class + new;
}
-- break.c --
void f(int n)
{
    if (n)
        break;
    continue;
    goto out;
}
-- else_if.c --
int f(int a)
{
    if (a == 1)
        return 1;
    elseif (a == 2)
        return 2;
    return 3;
}
-- for.c --
int f(int n)
{
    int s = 0;
    for (int i = 0, i < n, i++)
        s += i;
    for (i = 0; i < n; i++)
        s += i;
    return s;
}
-- missing_comma.c --
enum color { RED, GREEN BLUE };
int a[] = {1 2, 3};
int f(int x y);
int printf(const char *, ...);
void g(int n)
{
    printf("%d\n" n);
}
-- double_type.c --
int long short a;
unsigned float b;
int int c;
static extern int d;
-- missing_type.c --
f(a)
{
    return a;
}
static x = 3;
const y = 4;
-- missing_brace_end.c --
struct s {
    int a;
    int b
};
int f(struct s *p)
{
    while (p->a) {
        p->b++;
        if (p->b) {
            p->a--;
        }
    return 0;
}
-- cmd --
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only semicolon.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only semicolon_struct.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only paren.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only brace.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only extra_brace.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only else.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only keyword_name.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only break.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only else_if.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only for.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only missing_comma.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only double_type.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only missing_type.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only missing_brace_end.c
-- out --
semicolon.c:4:14: error: expected ; after the declaration, found int [C0200]
      int a = 1
               ^
               ;
semicolon.c:7:13: error: expected ; after the statement, found } [C0200]
      return 0
              ^
              ;
semicolon_struct.c:3:2: error: expected ; after the definition of a type, found int [C0200]
  }
   ^
   ;
paren.c:3:15: error: expected ), found { [C0200]
      if (a > 0 {
                ^
paren.c:3:8: note: it would close this ( [C0286]
      if (a > 0 {
         ^
paren.c:6:18: error: expected ), found ; [C0200]
      return (a + 2;
                   ^
paren.c:6:12: note: it would close this ( [C0286]
      return (a + 2;
             ^
brace.c:7:5: error: function g defined inside a function [C0208]
  int g(void)
      ^
  help: move it out of the function
brace.c:10:2: error: expected }, found the end of the file [C0200]
  }
   ^
brace.c:2:1: note: it would close this { [C0286]
  {
  ^
extra_brace.c:5:5: warning: f can end without returning a value [C0420]
      }
      ^
extra_brace.c:6:5: error: expected a declaration, found return [C0202]
      return 0;
      ^^^^^^
  help: is there a } too many above?
else.c:3:15: warning: the body of this if is empty [C0414]
      if (a > 1);
                ^
  help: write {} if this is meant
else.c:5:5: error: else without if [C0205]
      else
      ^^^^
keyword_name.c:3:20: error: expected a name, found default [C0200]
      int class = 1, default = 2;
                     ^^^^^^^
break.c:4:9: error: break outside a loop [C0357]
          break;
          ^^^^^
break.c:5:5: error: continue outside a loop [C0357]
      continue;
      ^^^^^^^^
break.c:6:10: error: label out is not defined in this function [C0355]
      goto out;
           ^^^
else_if.c:5:5: error: elseif is not declared [C0300]
      elseif (a == 2)
      ^^^^^^
      else if
  help: did you mean else if?
for.c:4:21: error: i is defined twice [C0242]
      for (int i = 0, i < n, i++)
                      ^
for.c:4:14: note: the previous one is here [C0244]
      for (int i = 0, i < n, i++)
               ^
for.c:6:10: error: i is not declared [C0300]
      for (i = 0; i < n; i++)
           ^
  help: declare it, or include its header
missing_comma.c:1:24: error: expected , after the enumerator, found BLUE [C0200]
  enum color { RED, GREEN BLUE };
                         ^
                         ,
missing_comma.c:2:14: error: expected }, found 2 [C0200]
  int a[] = {1 2, 3};
               ^
missing_comma.c:3:13: error: expected ), found y [C0200]
  int f(int x y);
              ^
missing_comma.c:7:19: error: expected ), found n [C0200]
      printf("%d\n" n);
                    ^
missing_comma.c:7:11: note: it would close this ( [C0286]
      printf("%d\n" n);
            ^
double_type.c:1:1: error: these type words do not go together [C0222]
  int long short a;
  ^^^
double_type.c:2:1: error: these type words do not go together [C0222]
  unsigned float b;
  ^^^^^^^^
double_type.c:3:1: error: these type words do not go together [C0222]
  int int c;
  ^^^
double_type.c:4:8: error: extern after another storage class [C0225]
  static extern int d;
         ^^^^^^
missing_type.c:1:1: warning: f is declared without a type [C0221]
  f(a)
  ^
  help: write int before it
missing_type.c:1:3: warning: a is declared without a type [C0221]
  f(a)
    ^
  help: write int before it
missing_type.c:5:8: warning: x is declared without a type [C0221]
  static x = 3;
         ^
  help: write int before it
missing_type.c:6:7: warning: y is declared without a type [C0221]
  const y = 4;
        ^
  help: write int before it
missing_brace_end.c:3:10: error: expected ; after the member, found } [C0200]
      int b
           ^
           ;
missing_brace_end.c:13:2: error: expected }, found the end of the file [C0200]
  }
   ^
missing_brace_end.c:6:1: note: it would close this { [C0286]
  {
  ^
