Structures in structures and arrays of structures: copy, compare by member, assign through pointers, return members.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct V { double x, y; };
struct Line { struct V a, b; char name[5]; };
struct Shape { int n; struct Line l[3]; struct { short k; struct V *p; } tail; };
static struct V vadd(struct V a, struct V b) { a.x += b.x; a.y += b.y; return a; }
static struct Line shift(struct Line l, struct V d) { l.a = vadd(l.a, d); l.b = vadd(l.b, d); l.name[0]++; return l; }
static struct Shape all(struct Shape s, struct V d)
{
    for (int i = 0; i < s.n; i++) s.l[i] = shift(s.l[i], d);
    s.tail.p = 0;
    return s;
}
static struct Shape g = {2, {{{1, 2}, {3, 4}, "ab"}, {{5, 6}, {7, 8}, "cd"}}, {3, &g.l[1].b}};
static int calls;
static struct V *where(struct V *v) { calls++; return v; }
int main(void)
{
    struct Shape s = all(g, (struct V){10, 20});
    CHECK(s.l[0].a.x == 11 && s.l[0].b.y == 24 && s.l[1].b.x == 17 && s.l[1].name[0] == 'd' && s.l[1].name[1] == 'd' && !s.tail.p);
    CHECK(g.l[0].a.x == 1 && g.l[1].name[0] == 'c' && g.tail.p->x == 7);
    CHECK(all(g, s.l[0].a).l[1].a.y == 28 && shift(g.l[0], g.l[1].a).b.x == 8 && vadd(g.l[0].a, *g.tail.p).y == 10);
    struct Shape *p = &s, copy = *p;
    p->l[2] = p->l[0];
    *g.tail.p = copy.l[0].a;
    CHECK(g.l[1].b.x == 11 && s.l[2].b.y == 24 && copy.l[2].b.y == 0);
    struct V v[4] = {{1, 1}}, *q = v;
    *++q = v[0];
    *where(&v[2]) = *where(&v[1]);
    where(&v[3])->x += 5;
    CHECK(calls == 3 && v[1].x == 1 && v[2].y == 1 && v[3].x == 5);
    struct { struct V v[2]; } w = {{{1, 2}, {3, 4}}}, x;
    x = w;
    w.v[0] = w.v[1];
    CHECK(w.v[0].y == 4 && x.v[0].y == 2);
    struct V m = (calls ? w : x).v[0], n = (calls = 0, x.v[1]);
    CHECK(m.x == 3 && n.y == 4);
    s = s;
    CHECK(s.l[0].a.x == 11);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
