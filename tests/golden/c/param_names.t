Parameters without a name in definitions, as C23 has them; an extension before.
-- t.c --
struct S { int a[5]; };
static int second(int, int b, ...) { return b; }
static int none(double, struct S, char *) { return 3; }
static long last(struct S s, long long, float, long c) { return s.a[4] + c; }
static int old(int (*f)(int, int, ...), int) { return f(1, 4); }
int main(void)
{
    struct S s = {{1, 2, 3, 4, 5}};
    return second(1, 2) == 2 && none(1.5, s, 0) == 3 && last(s, 1, 2, 3) == 8 && old(second, 0) == 4 ? 0 : __LINE__;
}
-- bad.c --
int f(int) { return 0; }
int g(n) { return n; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fuse cc -Wall -Wextra -g -c t.c
fail fuse cc -std=c11 -pedantic-errors -c bad.c
-- out --
bad.c:1:7: error: parameter without a name [C0267]
  int f(int) { return 0; }
        ^^^
  help: C11 wants one in a definition
bad.c:2:7: error: n is declared without a type [C0221]
  int g(n) { return n; }
        ^
  help: write int before it
