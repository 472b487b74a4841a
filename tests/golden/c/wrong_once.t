One mistake is one error: what is missing is not told twice at one token, and an open quote has swallowed the rest of its line.
-- quote.c --
int f(void) { char c = 'a; return c; }
-- define.c --
#define N 10;
int a[N];
-- cast.c --
int f(double d) { return (int d; }
-- ternary.c --
int f(int a) { return a ? 1 ; }
-- commas.c --
int f(int n) { int i; for (i = 0; i < n, i++) ; return i; }
-- enum.c --
enum e { A; B; C };
-- cmd --
fail fuse cc -fsyntax-only quote.c define.c cast.c ternary.c commas.c enum.c
-- out --
quote.c:1:24: error: missing closing ' [C0103]
  int f(void) { char c = 'a; return c; }
                         ^
define.c:2:7: error: expected ], found ; [C0200]
  int a[N];
        ^
define.c:1:9: note: it comes from macro N, defined here [C0145]
  #define N 10;
          ^
cast.c:1:31: error: name d in a type name [C0262]
  int f(double d) { return (int d; }
                                ^
cast.c:1:32: error: expected ), found ; [C0200]
  int f(double d) { return (int d; }
                                 ^
ternary.c:1:29: error: expected :, found ; [C0200]
  int f(int a) { return a ? 1 ; }
                              ^
commas.c:1:45: error: expected ; in the head of the for, found ) [C0200]
  int f(int n) { int i; for (i = 0; i < n, i++) ; return i; }
                                              ^
enum.c:1:11: error: expected , after the enumerator, found ; [C0200]
  enum e { A; B; C };
            ^
            ,
