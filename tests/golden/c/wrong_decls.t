Calls and definitions that contradict declarations.
-- few_args.c --
int add(int a, int b);
int add(int a, int b)
{
    return a + b;
}
int main(void)
{
    return add(1) + add(1, 2, 3);
}
-- redefinition.c --
int count;
int f(void) { return count; }
double count;
int f(void) { return 2; }
int g(int a)
{
    int a = 2;
    int b = 1, b = 3;
    return a + b;
}
-- case.c --
int f(int n, int k)
{
    switch (n) {
    case 1: return 1;
    case 1: return 2;
    case k: return 3;
    default: return 4;
    default: return 5;
    }
    case 7: return 0;
}
-- prototype.c --
int f(int a, char *b);
int f(int a, const char *b)
{
    return a + b[0];
}
static int g(void);
int h(void)
{
    return g();
}
-- cmd --
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only few_args.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only redefinition.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only case.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only prototype.c
-- out --
few_args.c:8:17: error: too few arguments: 2 wanted, 1 given [C0317]
      return add(1) + add(1, 2, 3);
             ~~~  ^
few_args.c:2:5: note: add is declared here [C0245]
  int add(int a, int b)
      ^^^
few_args.c:8:31: error: too many arguments: 2 wanted, 3 given [C0318]
      return add(1) + add(1, 2, 3);
                      ~~~       ^
few_args.c:2:5: note: add is declared here [C0245]
  int add(int a, int b)
      ^^^
redefinition.c:3:8: error: count declared as double, but before as int [C0246]
  double count;
         ^^^^^
redefinition.c:1:5: note: the previous one is here [C0244]
  int count;
      ^^^^^
redefinition.c:4:5: error: f is defined twice [C0242]
  int f(void) { return 2; }
      ^
redefinition.c:2:5: note: the previous one is here [C0244]
  int f(void) { return count; }
      ^
redefinition.c:7:9: error: a is defined twice [C0242]
      int a = 2;
          ^
redefinition.c:5:11: note: the previous one is here [C0244]
  int g(int a)
            ^
redefinition.c:8:16: error: b is defined twice [C0242]
      int b = 1, b = 3;
                 ^
redefinition.c:8:9: note: the previous one is here [C0244]
      int b = 1, b = 3;
          ^
case.c:6:10: error: expected an integer constant [C0278]
      case k: return 3;
           ^
case.c:8:5: error: two default labels in one switch [C0350]
      default: return 5;
      ^^^^^^^
case.c:7:5: note: the previous one is here [C0244]
      default: return 4;
      ^^^^^^^
case.c:5:5: error: case 1 appears twice [C0351]
      case 1: return 2;
      ^^^^
case.c:4:5: note: the previous one is here [C0244]
      case 1: return 1;
      ^^^^
case.c:10:5: error: case outside a switch [C0353]
      case 7: return 0;
      ^^^^
prototype.c:2:5: error: f declared as int (int, const char *), but before as int (int, char *) [C0246]
  int f(int a, const char *b)
      ^
prototype.c:1:5: note: the previous one is here [C0244]
  int f(int a, char *b);
      ^
prototype.c:6:12: warning: static function g is used but never defined [C0248]
  static int g(void);
             ^
