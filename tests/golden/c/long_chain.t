Long else-if chains, long expressions, many cases and many locals: nothing has a small fixed limit.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define R10(M, n) M(n##0) M(n##1) M(n##2) M(n##3) M(n##4) M(n##5) M(n##6) M(n##7) M(n##8) M(n##9)
#define R100(M, n) R10(M, n##0) R10(M, n##1) R10(M, n##2) R10(M, n##3) R10(M, n##4) R10(M, n##5) R10(M, n##6) R10(M, n##7) R10(M, n##8) R10(M, n##9)
static int chain(int x)
{
#define IF(n) if (x == 1##n) return 1##n % 97; else
    R100(IF, 1) R100(IF, 2)
    return -1;
}
static int cases(int x)
{
    switch (x) {
#define CASE(n) case 1##n: x += 3 * 1##n; break;
        R100(CASE, 1) R100(CASE, 2) R100(CASE, 3)
    }
    return x;
}
static int locals(int x)
{
#define DECL(n) int v##n = x + 1##n;
    R100(DECL, 1)
    x *= 2;
#define ADD(n) + v##n * x
    return 0 R100(ADD, 1);
}
static unsigned sum(unsigned x)
{
#define TERM(n) + (x ^ 1##n)
    return 0 R100(TERM, 1) R100(TERM, 2);
}
static const int table[] = {
#define ELEM(n) 1##n,
    R100(ELEM, 1) R100(ELEM, 2) R100(ELEM, 3)};
int main(void)
{
    CHECK(chain(1100) == 1100 % 97 && chain(1199) == 1199 % 97 && chain(1250) == 1250 % 97 && chain(1300) == -1);
    CHECK(cases(1100) == 4400 && cases(1399) == 5596 && cases(99) == 99);
    int want = 0;
    for (int i = 0; i < 100; i++) want += (5 + 1100 + i) * 10;
    CHECK(locals(5) == want);
    unsigned all = 0;
    for (unsigned i = 1100; i < 1300; i++) all += i ^ 77;
    CHECK(sum(77) == all);
    CHECK(sizeof table / sizeof *table == 300 && table[299] == 1399 && table[100] == 1200);
    return ((((((((((((((((((((((((((((((((((((((((((((((((((failed))))))))))))))))))))))))))))))))))))))))))))))))));
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
