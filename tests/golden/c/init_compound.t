Compound literals: objects with addresses, static ones at file scope, arrays, in calls, lifetimes of blocks.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct P { int x, y; };
static struct P *gp = &(struct P){3, 4};
static int *ga = (int[]){1, 2, 3};
static const char *gs = (const char[]){"lit"};
static int sum(const int *v, int n) { int s = 0; while (n--) s += *v++; return s; }
static int area(struct P p) { return p.x * p.y; }
static struct P add(struct P a, struct P b) { return (struct P){a.x + b.x, a.y + b.y}; }
struct Node { int v; struct Node *next; };
int main(void)
{
    CHECK(gp->x == 3 && gp->y == 4 && ga[2] == 3 && gs[1] == 'i');
    gp->x = 10;
    CHECK(gp->x == 10);
    CHECK(sum((int[]){1, 2, 3, 4}, 4) == 10 && area((struct P){6, 7}) == 42 && area((struct P){.y = 7}) == 0);
    CHECK((int[]){5, 6, 7}[1] == 6 && ((struct P){8, 9}).y == 9 && sizeof((char[]){"abcd"}) == 5);
    struct P s = add((struct P){1, 2}, add((struct P){3, 4}, (struct P){5, 6}));
    CHECK(s.x == 9 && s.y == 12);
    struct Node *list = &(struct Node){1, &(struct Node){2, &(struct Node){3, 0}}};
    int n = 0;
    for (struct Node *p = list; p; p = p->next) n = n * 10 + p->v;
    CHECK(n == 123);
    int *p = (int[2]){1};
    CHECK(p[0] == 1 && p[1] == 0);
    p[1] = 5;
    CHECK(p[0] + p[1] == 6);
    int total = 0;
    for (int i = 0; i < 3; i++) {
        struct P *q = &(struct P){i};
        total += q->x + q->y;
        q->y = 100;
    }
    CHECK(total == 3);
    s = (struct P){s.y, s.x};
    CHECK(s.x == 12 && s.y == 9);
    int i = (int){3} + (int){4};
    CHECK(i == 7 && *&(int){8} == 8);
    CHECK(((union { float f; unsigned u; }){1.0f}).u == 0x3f800000);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
