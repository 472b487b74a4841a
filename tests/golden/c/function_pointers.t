Pointers to functions: tables, members, parameters, results, conversions, comparisons, calls in every spelling.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef int op(int, int);
typedef op *opp;
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }
static opp table[] = {add, &sub, *mul};
static op *choose(char c) { return c == '+' ? add : c == '-' ? sub : mul; }
static int (*(*chooser)(char))(int, int) = choose;
static int apply(op f, int a, int b) { return f(a, b); }
static int fold(int (*f)(int, int), const int *v, int n) { int r = v[0]; for (int i = 1; i < n; i++) r = (*f)(r, v[i]); return r; }
struct Class { const char *name; int (*get)(struct Class *); int v; };
static int get(struct Class *c) { return c->v; }
static int get2(struct Class *c) { return c->v * 2; }
static void vf(int *p) { ++*p; }
static void (*hooks[3])(int *) = {vf, 0, vf};
static double dadd(double a, double b) { return a + b; }
typedef void any(void);
int main(void)
{
    CHECK(table[0](5, 3) == 8 && (*table[1])(5, 3) == 2 && (**table[2])(5, 3) == 15 && (&add)(1, 2) == 3 && (*****add)(1, 2) == 3);
    CHECK(choose('-')(9, 4) == 5 && chooser('+')(1, 1) == 2 && (*chooser)('*')(6, 7) == 42);
    CHECK(apply(add, 1, 2) == 3 && apply(&mul, 3, 4) == 12 && fold(mul, (int[]){1, 2, 3, 4}, 4) == 24);
    struct Class a = {"a", get, 4}, b = {"b", get2, 4}, *cs[] = {&a, &b};
    int sum = 0, n = 0;
    for (int i = 0; i < 2; i++) sum += cs[i]->get(cs[i]);
    CHECK(sum == 12);
    for (int i = 0; i < 3; i++) if (hooks[i]) hooks[i](&n);
    CHECK(n == 2);
    CHECK(table[0] == add && table[1] != add && choose('*') == mul && !!add && add != 0);
    any *p = (any *)dadd;
    CHECK(((double (*)(double, double))p)(1.5, 2) == 3.5);
    opp f = 0;
    CHECK(!f && (f = sub, f)(3, 1) == 2 && (n ? add : sub)(3, 1) == 4);
    CHECK(sizeof(opp) == sizeof(void *) && sizeof table == 3 * sizeof(void *) && _Generic(add, op *: 1, default: 0) && _Generic(choose, op *(*)(char): 1, default: 0));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
