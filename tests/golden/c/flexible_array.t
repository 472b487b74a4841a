Flexible array members: size, access, static initialisation (GNU), copy of the head only.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct F { int n; char tag; short v[]; };
static struct F init = {3, 't', {10, 20, 30}};
struct G { long long n; struct { int a, b; } v[]; };
static _Alignas(8) char mem[64];
int main(void)
{
    CHECK(sizeof(struct F) == 8 && __builtin_offsetof(struct F, v) == 6 && sizeof(struct G) == 8);
    CHECK(init.n == 3 && init.v[0] == 10 && init.v[1] == 20 && init.v[2] == 30);
    struct F *f = (struct F *)mem;
    f->n = 20;
    for (int i = 0; i < f->n; i++) f->v[i] = (short)(i * i);
    int sum = 0;
    for (int i = f->n; i-- > 0;) sum += f->v[i];
    CHECK(sum == 2470);
    CHECK((char *)&f->v[20] - mem == 46);
    struct G *g = (struct G *)mem;
    g->n = 2;
    g->v[1].b = 77;
    g->v[0].a = 1;
    CHECK(*(int *)(mem + 20) == 77 && g->v[1].b + g->v[0].a == 78);
    struct F head = init;
    CHECK(head.n == 3 && head.tag == 't');
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
