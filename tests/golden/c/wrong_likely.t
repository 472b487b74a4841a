What is valid, but seldom meant: warnings of -Wall -Wextra.
-- no_return.c --
int sign(int a)
{
    if (a > 0)
        return 1;
    else if (a < 0)
        return -1;
}
-- format.c --
int printf(const char *, ...);
void f(long n, char *s)
{
    printf("%d %s %d\n", n, s);
    printf("%s\n", n);
    printf("%d\n");
    printf("%d\n", 1, 2);
}
-- assign_cond.c --
int f(int a)
{
    if (a = 3)
        return 1;
    while (a = a - 1)
        ;
    return 0;
}
-- unused.c --
static int never(void) { return 1; }
int f(int a, int b)
{
    int x = 3;
    int y;
    y = a;
    a == 3;
    a + 1;
    return 0;
}
-- compare_sign.c --
int f(int n, unsigned m, char *s)
{
    if (n < m)
        return 1;
    if (s == 'x')
        return 2;
    if (s == "abc")
        return 3;
    return n & 1 == 0;
}
int g(unsigned m, char *s)
{
    return m == (unsigned char)*s || m < (unsigned short)*s || m < (short)*s;
}
-- local_address.c --
int *f(void)
{
    int a[3];
    int b;
    if (a[0])
        return &b;
    return a;
}
-- shift_divide.c --
int f(int a)
{
    int x = 1 << 40;
    int y = a / 0;
    unsigned char c = 300;
    int z = 3000000000;
    return x + y + c + z;
}
-- cmd --
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only no_return.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only format.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only assign_cond.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only unused.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only compare_sign.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only local_address.c
fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only shift_divide.c
-- out --
no_return.c:7:1: warning: sign can end without returning a value [C0420]
  }
  ^
format.c:4:26: warning: format %d wants int, the argument is long [C0426]
      printf("%d %s %d\n", n, s);
                           ^
format.c:4:5: warning: the format asks for more arguments than are given [C0424]
      printf("%d %s %d\n", n, s);
      ^^^^^^
format.c:5:20: warning: format %s wants char *, the argument is long [C0426]
      printf("%s\n", n);
                     ^
format.c:6:5: warning: the format asks for more arguments than are given [C0424]
      printf("%d\n");
      ^^^^^^
format.c:7:23: warning: more arguments than the format uses [C0425]
      printf("%d\n", 1, 2);
                        ^
assign_cond.c:3:11: warning: assignment used as a condition [C0413]
      if (a = 3)
          ~~^~~
  help: write == to compare, or another pair of parentheses
assign_cond.c:5:14: warning: assignment used as a condition [C0413]
      while (a = a - 1)
             ~~^~~~~~~
  help: write == to compare, or another pair of parentheses
unused.c:7:7: warning: this value is not used [C0415]
      a == 3;
      ~~^^~~
  help: write (void) before it if this is meant
unused.c:8:7: warning: this value is not used [C0415]
      a + 1;
      ~~^~~
  help: write (void) before it if this is meant
unused.c:5:9: warning: variable y is set, but never read [C0437]
      int y;
          ^
unused.c:4:9: warning: variable x is not used [C0416]
      int x = 3;
          ^
unused.c:2:18: warning: parameter b is not used [C0417]
  int f(int a, int b)
                   ^
  help: write (void)name; if this is meant
unused.c:1:12: warning: static function never is not used [C0418]
  static int never(void) { return 1; }
             ^^^^^
compare_sign.c:3:11: warning: comparison of int and unsigned int: a negative number becomes large [C0407]
      if (n < m)
          ~ ^ ~
  help: cast one side
compare_sign.c:5:11: warning: comparison of char * and int [C0405]
      if (s == 'x')
          ~ ^^ ~~~
compare_sign.c:7:11: warning: comparison with the address of a string [C0435]
      if (s == "abc")
          ~ ^^ ~~~~~
  help: compare texts with strcmp
compare_sign.c:9:14: warning: the comparison is done before & [C0436]
      return n & 1 == 0;
             ~ ^ ~~~~~~
  help: write parentheses
compare_sign.c:13:66: warning: comparison of unsigned int and short: a negative number becomes large [C0407]
      return m == (unsigned char)*s || m < (unsigned short)*s || m < (short)*s;
                                                                 ~ ^ ~~~~~~~~~
  help: cast one side
local_address.c:6:9: warning: address of local variable b returned [C0423]
          return &b;
          ^^^^^^
  help: it is gone when the function returns
local_address.c:7:5: warning: address of local variable a returned [C0423]
      return a;
      ^^^^^^
  help: it is gone when the function returns
shift_divide.c:3:15: warning: shift by 40 of int [C0408]
      int x = 1 << 40;
                ^^
  help: the count must be at least 0 and below the number of bits
shift_divide.c:4:15: warning: division by zero [C0409]
      int y = a / 0;
                ^
shift_divide.c:5:23: warning: initialisation: the constant 300 does not fit unsigned char [C0434]
      unsigned char c = 300;
                        ^^^
