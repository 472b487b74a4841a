A list in braces takes the place of everything given for its object before (6.7.9p19); what it leaves out is zero.
-- t.c --
static int same(const char *a, const char *b, int n)
{
    while (n && *a == *b)
        a++, b++, n--;
    return !n;
}
#define CHECK(x) if (!(x)) return __LINE__
struct h { char text[6]; int n; unsigned bits : 3, more : 5; };
static struct h whole[] = {{{"foo"}, 1, 2, 3}, [0] = {.text[0] = 'b'}};
static struct h member[] = {{{"foo"}, 1, 2, 3}, [0].text = {'x'}, [0].n = 2};
static struct h range[] = {[0 ... 2] = {{"abc"}, 7, 7, 7}, [1] = {.n = 9}};
struct n { struct h h; int *p; };
static int here;
static struct n nested = {{{"q"}, 4}, &here, .h = {.more = 1}};
static struct n dropped = {.p = &here, .h.n = 3, .h = {{0}}, .p = 0};
int f(int *calls) { return ++*calls; }
int main(void)
{
    int calls = 0;
    struct h local[2] = {{{"foo"}, f(&calls), 2, 3}, {{"bar"}}, [0] = {.text[1] = 'b'}};
    CHECK(same(whole[0].text, "b\0\0\0\0", 6) && !whole[0].n && !whole[0].bits && !whole[0].more);
    CHECK(same(member[0].text, "x\0\0\0\0", 6) && member[0].n == 2 && member[0].bits == 2);
    CHECK(range[0].n == 7 && range[1].n == 9 && !range[1].text[0] && !range[1].more && range[2].bits == 7);
    CHECK(!nested.h.n && !nested.h.text[0] && nested.h.more == 1 && nested.p == &here);
    CHECK(!dropped.h.n && !dropped.p);
    CHECK(!local[0].text[0] && local[0].text[1] == 'b' && !local[0].n && local[1].text[2] == 'r');
    return 0;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
