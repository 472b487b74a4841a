Warnings by the names that gcc gives them: -W, -Wno-, -Werror=, -Wno-error= and #pragma GCC diagnostic.
-- paren.c --
void use(int);
void par(int a, int b, int c, _Bool t)
{
    use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
    use(!a == 0); use(!a & !b); use((a < b) < c); use(a << (1 + b)); use((!a) & b); use(a == (b == c)); use(!a & t); use(!t & a); use(!a == t);
}
-- shadow.c --
#include <string.h>
int g, f(void);
typedef int T;
int h(int a, int strlen, int f)
{
    int g = a;
    for (int a = 1; a < 2; a++) g++;
    { extern int g; int T = 1, (*f)(void) = 0; g += T + !f; }
    return g + strlen + f;
}
-- unused.c --
static int f(void) { return 1; }
int g(int a, int b)
{
    int x;
    a == 1;
    return 2;
}
-- pragma.c --
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
int a(void) { int x; return 0; }
#pragma GCC diagnostic pop
int b(void) { int x; return 0; }
#define QUIET(...) _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wunused-value\"") __VA_ARGS__ _Pragma("GCC diagnostic pop")
int c(int k) { QUIET(k + 1;) return 0; }
#pragma GCC diagnostic error "-Wunused-label"
int d(void) { l: return 0; }
#pragma GCC diagnostic warning "-Wshadow"
int e(int b) { return b; }
-- cmd --
fuse cc -Wall -Wextra -c paren.c
fuse cc -Wparentheses -Wno-error -Werror=shadow -c paren.c 2>&1 | grep -c warning:
fuse cc -Wall -Wextra -Werror -Wno-parentheses -Wno-logical-not-parentheses -c paren.c
fuse cc -Wshadow -c shadow.c
fuse cc -Wall -Wextra -c shadow.c
fuse cc -Wno-unused -Wall -Wextra -c unused.c
fuse cc -Wunused-function -c unused.c
fail fuse cc -Wall -Werror=unused-value -Wno-unused-variable -c unused.c
fuse cc -Wall -Werror -Wno-error=unused -c unused.c
fail fuse cc -Wall -c pragma.c
-- out --
paren.c:4:15: warning: < compares what a comparison gives [C0439]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
          ~~~~~ ^ ~
  help: for a range write a < b && b < c
paren.c:4:27: warning: + is done before << [C0436]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
                          ~ ^^ ~~~~~
  help: write parentheses
paren.c:4:44: warning: the comparison is done before & [C0436]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
                                           ~ ^ ~~~~~~
  help: write parentheses
paren.c:4:61: warning: & is done before | [C0436]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
                                                            ~ ^ ~~~~~
  help: write parentheses
paren.c:4:78: warning: ! is done before & [C0440]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
                                                                            ~~ ^ ~
  help: write ~ or parentheses
paren.c:4:91: warning: ! is done before == [C0441]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
                                                                                         ~~ ^^ ~
  help: write parentheses around either
paren.c:4:109: warning: the comparison is done before == [C0436]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
                                                                                                       ~~~~~~ ^^ ~
  help: write parentheses
paren.c:4:122: warning: + is done before & [C0436]
      use(a < b < c); use(a << 1 + b); use(a & b == c); use(a | b & c); use(!a & b); use(!a == b); use(a == b == c); use(a & b + c);
                                                                                                                         ~ ^ ~~~~~
  help: write parentheses
7
shadow.c:6:9: warning: g hides another declaration of that name [C0447]
      int g = a;
          ^
shadow.c:2:5: note: g is declared here [C0245]
  int g, f(void);
      ^
shadow.c:7:14: warning: a hides another declaration of that name [C0447]
      for (int a = 1; a < 2; a++) g++;
               ^
shadow.c:4:11: note: a is declared here [C0245]
  int h(int a, int strlen, int f)
            ^
shadow.c:8:34: warning: f hides another declaration of that name [C0447]
      { extern int g; int T = 1, (*f)(void) = 0; g += T + !f; }
                                   ^
shadow.c:4:30: note: f is declared here [C0245]
  int h(int a, int strlen, int f)
                               ^
unused.c:2:18: warning: parameter b is not used [C0417]
  int g(int a, int b)
                   ^
  help: write (void)name; if this is meant
unused.c:1:12: warning: static function f is not used [C0418]
  static int f(void) { return 1; }
             ^
unused.c:5:7: error: this value is not used [C0415]
      a == 1;
      ~~^^~~
  help: write (void) before it if this is meant
unused.c:1:12: warning: static function f is not used [C0418]
  static int f(void) { return 1; }
             ^
unused.c:5:7: warning: this value is not used [C0415]
      a == 1;
      ~~^^~~
  help: write (void) before it if this is meant
unused.c:4:9: warning: variable x is not used [C0416]
      int x;
          ^
unused.c:1:12: warning: static function f is not used [C0418]
  static int f(void) { return 1; }
             ^
pragma.c:5:19: warning: variable x is not used [C0416]
  int b(void) { int x; return 0; }
                    ^
pragma.c:9:15: error: label l is not used [C0419]
  int d(void) { l: return 0; }
                ^
