What is missing is told once, where it is missing, and what follows is read as if it stood there.
-- struct.c --
struct point { int x, y; }

int area(struct point *p) { return p->x * p->y; }
-- enum.c --
enum color { RED, GREEN }
static int n;
int f(void) { return n + RED; }
-- union.c --
union u { int a; float b; }
typedef int T;
T x;
-- typedef_name.c --
typedef int T;
struct p { int x; }
T *f(struct p *q);
int g(struct p *q) { return *f(q); }
-- static.c --
static struct p { int x; }
static const int n = 1;
int f(struct p *q) { return q->x + n; }
-- local.c --
int f(int a)
{
    struct p { int x; }
    int b = a;
    struct p q = {b};
    return q.x;
}
-- last.c --
struct p { int x; }
-- brace_else.c --
int f(int a)
{
    if (a) {
        a++;
    else
        a--;
    return a;
}
-- brace_end.c --
int f(int x)
{
    while (x) {
        x--;
    return x;
}
-- brace_stray.c --
int f(int x)
{
    if (x)
        x--;
    }
    return x;
}
-- few.c --
#define ADD(a, b) ((a) + (b))
int f(int x) { return ADD(x); }
-- many.c --
#define NEG(a) (-(a))
int f(int x) { return NEG(x, 1); }
-- file_macro.c --
#define LIST(a, b) int a, b;
LIST(x)
LIST(y, z)
int f(void) { return y + z; }
-- colon.c --
int f(int x)
{
    switch (x) {
    case 1 return 1;
    }
    return 0;
}
-- comment.c --
int f(int x)
{
    return x; /* the end
}
-- param.c --
int f(int a, b)
{
    return a + b;
}
-- arg.c --
int g(int, int);
int f(int x)
{
    return g(x 2);
}
-- macro_params.c --
#define MAX(a, b ((a) > (b) ? (a) : (b))
int f(int x) { return x; }
-- scalar.c --
int x = {1, {2}, 3};
int y = 1;
-- tag.c --
struct nosuch s;
int f(void) { return s.a + s.b; }
-- cmd --
fail fuse cc -fsyntax-only struct.c enum.c union.c typedef_name.c static.c local.c last.c brace_else.c brace_end.c brace_stray.c few.c many.c file_macro.c colon.c comment.c param.c arg.c macro_params.c scalar.c tag.c
-- out --
struct.c:1:27: error: expected ; after the definition of a type, found int [C0200]
  struct point { int x, y; }
                            ^
                            ;
enum.c:1:26: error: expected ; after the definition of a type, found int [C0200]
  enum color { RED, GREEN }
                           ^
                           ;
union.c:1:28: error: expected ; after the definition of a type, found int [C0200]
  union u { int a; float b; }
                             ^
                             ;
typedef_name.c:2:20: error: expected ; after the definition of a type, found T [C0200]
  struct p { int x; }
                     ^
                     ;
static.c:1:27: error: expected ; after the definition of a type, found static [C0200]
  static struct p { int x; }
                            ^
                            ;
local.c:3:24: error: expected ; after the definition of a type, found int [C0200]
      struct p { int x; }
                         ^
                         ;
last.c:1:20: error: expected ; after the definition of a type, found the end of the file [C0200]
  struct p { int x; }
                     ^
                     ;
brace_else.c:5:5: error: expected }, found else [C0200]
      else
      ^^^^
brace_else.c:3:12: note: it would close this { [C0286]
      if (a) {
             ^
brace_end.c:6:2: error: expected }, found the end of the file [C0200]
  }
   ^
brace_end.c:2:1: note: it would close this { [C0286]
  {
  ^
brace_stray.c:6:5: error: expected a declaration, found return [C0202]
      return x;
      ^^^^^^
  help: is there a } too many above?
few.c:2:28: error: macro ADD takes 2 arguments, 1 given [C0113]
  int f(int x) { return ADD(x); }
                        ~~~  ^
few.c:1:9: note: the previous definition of ADD is here [C0112]
  #define ADD(a, b) ((a) + (b))
          ^^^
many.c:2:30: error: macro NEG takes 1 argument, 2 given [C0113]
  int f(int x) { return NEG(x, 1); }
                        ~~~    ^
many.c:1:9: note: the previous definition of NEG is here [C0112]
  #define NEG(a) (-(a))
          ^^^
file_macro.c:2:7: error: macro LIST takes 2 arguments, 1 given [C0113]
  LIST(x)
  ~~~~  ^
file_macro.c:1:9: note: the previous definition of LIST is here [C0112]
  #define LIST(a, b) int a, b;
          ^^^^
colon.c:4:11: error: expected : after the label, found return [C0200]
      case 1 return 1;
            ^
            :
comment.c:3:15: error: unterminated comment [C0102]
      return x; /* the end
                ^^
  help: close it with */
param.c:1:14: error: unknown type name b [C0220]
  int f(int a, b)
               ^
  help: declare it with typedef, or include its header
arg.c:4:16: error: expected ), found 2 [C0200]
      return g(x 2);
                 ^
arg.c:4:13: note: it would close this ( [C0286]
      return g(x 2);
              ^
macro_params.c:1:18: error: malformed macro parameter list [C0107]
  #define MAX(a, b ((a) > (b) ? (a) : (b))
                   ^
  help: write NAME(a, b) or NAME(a, ...)
scalar.c:1:13: warning: more initialisers than elements [C0272]
  int x = {1, {2}, 3};
              ^
tag.c:2:24: error: type struct nosuch is incomplete here [C0253]
  int f(void) { return s.a + s.b; }
                       ~ ^
  help: define it before this use
tag.c:1:8: note: struct nosuch is declared here [C0245]
  struct nosuch s;
         ^^^^^^
