Types that do not fit: both sides are underlined, and declarations that matter are named.
-- const.c --
void f(const char *s, const int n)
{
    s[0] = 'x';
    n++;
    n = 3;
}
-- pointer_types.c --
struct a { int x; };
struct b { int x; };
int *f(struct a *p, long *q)
{
    struct b *r = p;
    int *i = q;
    double d = r;
    return d;
}
-- call_non_function.c --
int n;
int f(int x)
{
    return n(x) + 3(x);
}
-- return_void.c --
void f(void)
{
    return 1;
}
int g(void)
{
    return;
}
int h(void)
{
    int x = f();
    return x;
}
-- array.c --
int f(void)
{
    int a[3] = {1, 2, 3, 4};
    int b[-1];
    int n = "abc";
    char s[2] = "abc";
    a = b;
    return a[n];
}
-- incomplete.c --
struct later;
int f(struct later *p)
{
    struct later copy = *p;
    return p->x + sizeof(struct later);
}
-- operators.c --
struct s { int v; };
int f(struct s a, struct s b, int *p, double d)
{
    a = a + b;
    p = p * 2;
    d = d % 2;
    if (a == b)
        return !a;
    return p + p;
}
-- lvalue.c --
int g(void);
int f(int a, int b)
{
    a + b = 3;
    g() = 2;
    5 = a;
    &a = 0;
    return ++(a + b);
}
-- struct_init.c --
struct p { int x, y; };
struct p a = {.x = 1, .z = 2};
struct p b = {1, 2, 3};
struct p c = 5;
int d[] = {[1] = 2, .x = 3};
-- void_pointer.c --
struct s { int v; };
int f(void *p, int n)
{
    int v = p->v;
    int w = *p;
    void x;
    return v + n->k;
}
-- cast.c --
struct s { int a; };
int f(struct s v, float g)
{
    int *p = (int *)g;
    int n = (int)v;
    struct s w = (struct s)n;
    return *p;
}
-- cmd --
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only const.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only pointer_types.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only call_non_function.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only return_void.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only array.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only incomplete.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only operators.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only lvalue.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only struct_init.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only void_pointer.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only cast.c
-- out --
const.c:3:10: error: this is const (const char) and cannot be changed [C0320]
      s[0] = 'x';
      ~~~~ ^
const.c:4:6: error: this is const (const int) and cannot be changed [C0320]
      n++;
      ~^^
const.c:1:33: note: n is declared here [C0245]
  void f(const char *s, const int n)
                                  ^
const.c:5:7: error: this is const (const int) and cannot be changed [C0320]
      n = 3;
      ~ ^
const.c:1:33: note: n is declared here [C0245]
  void f(const char *s, const int n)
                                  ^
pointer_types.c:5:19: warning: initialisation: pointer struct a * given for struct b * [C0400]
      struct b *r = p;
                    ^
  help: write a cast if this is meant
pointer_types.c:6:14: warning: initialisation: pointer long * given for int * [C0400]
      int *i = q;
               ^
  help: write a cast if this is meant
pointer_types.c:7:16: error: initialisation: cannot convert struct b * to double [C0303]
      double d = r;
                 ^
pointer_types.c:8:5: error: return: cannot convert double to int * [C0303]
      return d;
      ^^^^^^ ~
call_non_function.c:4:12: error: int is not a function [C0316]
      return n(x) + 3(x);
             ^
call_non_function.c:4:19: error: int is not a function [C0316]
      return n(x) + 3(x);
                    ^
return_void.c:3:5: warning: f returns void, but a value is given [C0356]
      return 1;
      ^^^^^^
return_void.c:7:5: warning: return without a value in g [C0422]
      return;
      ^^^^^^
return_void.c:11:13: error: initialisation: cannot convert void to int [C0303]
      int x = f();
              ^~~
array.c:3:26: warning: more initialisers than elements [C0272]
      int a[3] = {1, 2, 3, 4};
                           ^
array.c:4:11: error: array length is negative [C0255]
      int b[-1];
            ^
array.c:5:13: warning: initialisation: pointer char * given for integer int [C0404]
      int n = "abc";
              ^^^^^
  help: write a cast if this is meant
array.c:6:17: warning: string of 3 characters for an array of 2 [C0273]
      char s[2] = "abc";
                  ^^^^^
array.c:7:7: error: this cannot be assigned to [C0319]
      a = b;
      ~ ^
  help: the left side must be a variable or another place in memory
incomplete.c:4:18: error: copy has incomplete type struct later [C0251]
      struct later copy = *p;
                   ^^^^
  help: define the type or give the size before this
incomplete.c:5:15: error: type struct later is incomplete here [C0253]
      return p->x + sizeof(struct later);
             ~  ^
  help: define it before this use
incomplete.c:1:8: note: struct later is declared here [C0245]
  struct later;
         ^^^^^
incomplete.c:5:19: error: type struct later is incomplete here [C0253]
      return p->x + sizeof(struct later);
                    ^^^^^^
  help: define it before this use
incomplete.c:1:8: note: struct later is declared here [C0245]
  struct later;
         ^^^^^
operators.c:4:11: error: operator + does not take struct s and struct s [C0305]
      a = a + b;
          ~ ^ ~
operators.c:5:11: error: operator * does not take int * and int [C0305]
      p = p * 2;
          ~ ^ ~
operators.c:6:11: error: operator % does not take double and int [C0305]
      d = d % 2;
          ~ ^ ~
operators.c:7:11: error: operator == does not take struct s and struct s [C0305]
      if (a == b)
          ~ ^^ ~
operators.c:8:17: error: struct s is neither a number nor a pointer [C0304]
          return !a;
                  ^
operators.c:9:14: error: operator + does not take int * and int * [C0305]
      return p + p;
             ~ ^ ~
lvalue.c:4:11: error: this cannot be assigned to [C0319]
      a + b = 3;
      ~~~~~ ^
  help: the left side must be a variable or another place in memory
lvalue.c:5:9: error: this cannot be assigned to [C0319]
      g() = 2;
      ~~~ ^
  help: the left side must be a variable or another place in memory
lvalue.c:6:7: error: this cannot be assigned to [C0319]
      5 = a;
      ~ ^
  help: the left side must be a variable or another place in memory
lvalue.c:7:8: error: this cannot be assigned to [C0319]
      &a = 0;
      ~~ ^
  help: the left side must be a variable or another place in memory
lvalue.c:8:12: error: this cannot be assigned to [C0319]
      return ++(a + b);
             ^^~~~~~~~
  help: the left side must be a variable or another place in memory
struct_init.c:2:24: error: struct p has no member z [C0313]
  struct p a = {.x = 1, .z = 2};
                         ^
struct_init.c:3:21: warning: more initialisers than elements [C0272]
  struct p b = {1, 2, 3};
                      ^
struct_init.c:4:14: error: initialisation: cannot convert int to struct p [C0303]
  struct p c = 5;
               ^
struct_init.c:5:22: error: member x asked of int[], which is no struct or union [C0312]
  int d[] = {[1] = 2, .x = 3};
                       ^
void_pointer.c:4:16: error: member v asked of void, which is no struct or union [C0312]
      int v = p->v;
                 ^
void_pointer.c:5:13: error: initialisation: cannot convert void to int [C0303]
      int w = *p;
              ^~
void_pointer.c:6:10: error: variable x has type void [C0250]
      void x;
           ^
void_pointer.c:7:17: error: int is not a pointer [C0308]
      return v + n->k;
                 ~^^
cast.c:4:14: error: cannot cast float to int * [C0325]
      int *p = (int *)g;
               ^      ~
cast.c:5:13: error: cannot cast struct s to int [C0325]
      int n = (int)v;
              ^    ~
cast.c:6:18: error: cannot cast int to struct s [C0325]
      struct s w = (struct s)n;
                   ^         ~
