Selection and iteration statements are blocks of their own (6.8.4, 6.8.5): what their conditions declare is gone after them.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
enum { in };
int main(void)
{
    if (sizeof(enum { in = 1 })) CHECK(in); else CHECK(0);
    CHECK(!in);
    if (0) CHECK(0); else if (sizeof(enum { in = 1 })) CHECK(in); else CHECK(in);
    CHECK(!in);
    switch (sizeof(enum { in = 1 })) { default: CHECK(in); }
    CHECK(!in);
    while (sizeof(enum { in = 1 })) { CHECK(in); break; }
    CHECK(!in);
    do CHECK(!in); while (0 * sizeof(enum { in = 1 }));
    CHECK(!in);
    for (sizeof(struct in { int a; });; sizeof(enum { in = 1 })) { struct in x = {2}; CHECK(x.a == 2 && in); break; }
    CHECK(!in);
    int c = 0, v[] = {[0 ... 2] = ++c, [3] = ++c}, w[4] = {[1 ... 3] = c + 1};
    struct P { int a, b; } p[] = {[0 ... 2] = {c++, .b = c++}, {c}};
    CHECK(v[0] == 1 && v[1] == 1 && v[2] == 1 && v[3] == 2 && c == 4 && w[0] == 0 && w[3] == 3);
    CHECK(p[0].a == 2 && p[2].a == 2 && p[0].b == 3 && p[1].b == 3 && p[3].a == 4 && p[3].b == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh -w t.c
-- out --
