Attribute alias: functions and data by several names, weak, static, of each other; what is no alias.
-- t.c --
static int impl(int x) { return x * 3; }
int strong(int x) __attribute__((alias("impl")));
extern int weak_one(int x) __attribute__((weak, alias("strong")));
static int local(int) __attribute__((alias("impl")));
static int only(int x) { return x + 100; }
int kept(int x) __attribute__((alias("only")));
static int zero(int x, int y) { return x ? y : 0; }
int two(int x, int y) __attribute__((alias("zero")));
int var = 5;
extern int var2 __attribute__((alias("var")));
static int sv[2] = {1, 2};
extern int sv2[2] __attribute__((alias("sv")));
int (*fp)(int) = weak_one;
int *ip = &sv2[1];
int main(void)
{
    var = 6;
    int a = var2;
    var2 = 7;
    if (a != 6 || var != 7 || &var != &var2)
        return 1;
    if (strong(2) != 6 || weak_one(3) != 9 || local(4) != 12 || fp(5) != 15 || kept(1) != 101)
        return 2;
    if (zero(0, 8) != 0 || two(1, 8) != 8)
        return 3;
    return *ip != 2 || strong != weak_one;
}
-- bad.c --
int f(void) __attribute__((alias("g")));
int h(void) __attribute__((alias("h")));
int v __attribute__((alias("k")));
int k(void) { return 1; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fail fuse cc -c bad.c
-- out --
bad.c:1:5: error: f cannot be another name of g [C0230]
  int f(void) __attribute__((alias("g")));
      ^
  help: an alias is not defined itself, and what it stands for is defined in this file
