Anonymous structures and unions: members are members of the outer one, at any depth.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct Outer {
    int kind;
    union {
        struct { int x, y; };
        struct { long long z; struct { char p, q; }; };
        int arr[6];
    };
    int tail;
};
static struct Outer g = {1, {{2, 3}}, 4};
static struct Outer h = {.kind = 9, .z = 0x500000006, .q = 8, .tail = 7};
static struct Outer k = {.arr = {[2] = 5}, .tail = 1};
int main(void)
{
    CHECK(g.kind == 1 && g.x == 2 && g.y == 3 && g.tail == 4 && g.arr[0] == 2 && g.arr[1] == 3);
    CHECK(h.kind == 9 && h.x == 6 && h.y == 5 && h.q == 8 && h.p == 0 && h.tail == 7);
    CHECK(k.arr[2] == 5 && k.p == 5 && k.tail == 1);
    CHECK(__builtin_offsetof(struct Outer, z) == 8 && __builtin_offsetof(struct Outer, q) == 17);
    CHECK(__builtin_offsetof(struct Outer, tail) == 32 && sizeof(struct Outer) == 40);
    struct Outer o = {.x = 1, .y = 2};
    struct Outer *p = &o;
    p->x += 10;
    p->y *= 4;
    CHECK(o.arr[0] == 11 && o.arr[1] == 8 && &o.x == &p->arr[0]);
    int *q = &o.y;
    *q = -1;
    CHECK(p->z < 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
