Attributes with an effect when the program runs: constructors by priority, transparent unions, C23's skipped.
-- t.c --
#define CHECK(x) if (!(x)) return __LINE__
static int order, first, second, last, both;
__attribute__((constructor)) static void c(void)
{
    last = ++order;
}
__attribute__((constructor(200))) static void b(void)
{
    second = ++order;
}
__attribute__((constructor(150))) void a(void)
{
    first = ++order;
}
typedef union {
    int *i;
    const float *f;
    unsigned long n;
} Any __attribute__((transparent_union));
union late {
    short *s;
    char *c;
};
typedef union late Late __attribute__((__transparent_union__));
static int of(Any a, int plus)
{
    return *a.i + plus;
}
static int at(Late l)
{
    return *l.c;
}
[[nodiscard]] static int nodiscard [[maybe_unused]] (int x [[gnu::unused]], int y[[a(")", [1])]][2])
{
    [[fallthrough]];
    return y[1];
}
static int old(x, y, z) int x __attribute__((unused)), y; int *z[1] __attribute__((unused)); { return x + y; }
static int sum(int a, int b) { return a + b; }
static int after_names(int x __attribute__((unused)), int (*f)(int __attribute__((unused)), int b __attribute__((unused))))
{
    struct {
        int a __attribute__((aligned(8))), b __attribute__((unused));
        int c : 3 __attribute__((unused));
    } s = {1, 2, 3};
    for (int i __attribute__((unused)) = 0; i < 1; i++) s.b += f(1, 2);
    return s.a + s.b;
}
struct [[deprecated]] tagged {
    int m [[x]], n;
};
int main(void)
{
    int i = 40, y[] = {1, 2};
    int *none __attribute__((unused)) = 0, one __attribute__((unused)) = 1;
    CHECK(old(2, 5, &none) == 7 && after_names(0, sum) == 6);
    char ch = 7;
    Any any = {&i};
    CHECK(first == 1 && second == 2 && last == 3);
    CHECK(of(&i, 2) == 42 && of(any, 1) == 41 && at(&ch) == 7);
    CHECK(nodiscard(0, y) == 2 && sizeof(struct tagged) == 8);
    return 0;
}
-- end.c --
#include <stdio.h>
__attribute__((destructor)) static void late(void)
{
    puts("late");
}
__attribute__((destructor(101))) static void later(void)
{
    puts("later");
}
int main(void)
{
    puts("main");
    return 0;
}
-- bad.c --
typedef int v4 __attribute__((vector_size(16)));
v4 *named;
extern v4 elsewhere(v4);
v4 object;
int i __attribute__((vector_size(16)));
v4 f(v4 *p)
{
    return *p;
}
typedef union {
    int *i;
    float *f;
} Any __attribute__((transparent_union));
void take(Any);
__attribute__((deprecated("use take"))) void old(void);
__attribute__((warn_unused_result)) int wanted(void);
__attribute__((frobnicate(1, (2)), unused)) static int g;
void h(double *d, const int *c)
{
    take(d);
    take(c);
    old();
    wanted();
    (void)wanted();
    take(0);
}
__attribute__((deprecated)) void older(void)
{
    old();
}
__attribute__((constructor(70000))) void ctor(void)
{
}
#if !__has_attribute(transparent_union) || !__has_attribute(__cold__) || __has_attribute(vector_size)
#error
#endif
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fuse cc --libc=own end.c -o end && ./end
fail fuse cc -c bad.c
-- out --
main
late
later
bad.c:4:4: error: values of a vector type are not supported [C0281]
  v4 object;
     ^^^^^^
  help: it can only be named in declarations
bad.c:5:5: error: values of a vector type are not supported [C0281]
  int i __attribute__((vector_size(16)));
      ^
  help: it can only be named in declarations
bad.c:8:12: error: values of a vector type are not supported [C0281]
      return *p;
             ^
  help: it can only be named in declarations
bad.c:17:16: warning: unknown attribute frobnicate ignored [C0431]
  __attribute__((frobnicate(1, (2)), unused)) static int g;
                 ^^^^^^^^^^
bad.c:20:10: error: argument 1: cannot convert double * to union <anonymous> [C0303]
      take(d);
           ^
bad.c:21:10: error: argument 1: cannot convert const int * to union <anonymous> [C0303]
      take(c);
           ^
bad.c:22:5: warning: old is deprecated [C0432]
      old();
      ^^^
bad.c:15:46: note: old is declared here [C0245]
  __attribute__((deprecated("use take"))) void old(void);
                                               ^^^
bad.c:23:5: warning: the result of wanted is ignored, and should not be [C0433]
      wanted();
      ^^^^^^
bad.c:31:27: error: 70000 is no number for this attribute [C0229]
  __attribute__((constructor(70000))) void ctor(void)
                            ^
  help: it goes from 0 to 65535
