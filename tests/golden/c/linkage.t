Linkage across files: extern and static names, arrays of unknown size, functions, inline, shadowing, block-scope extern.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
extern int shared;
extern int array[];
extern const char message[];
static int hidden = 1;
int both(void);
static int same(void) { return 1; }
int from_t = 77;
extern struct Pair { int a, b; } pair;
extern int (*hook)(int);
extern double fdef(double);
int twice(int);
extern void *self_t;
void *self_t = &self_t;
static int fwd(int);
static int call(void) { return fwd(3); }
static int fwd(int x) { return x * 11; }
inline int inl(int x) { return x + 1; }
extern inline int inl(int x);
// A body for inlining that calls the function it stands for, as glibc's btowc does.
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
extern int outside(int) __asm__(TEXT(__USER_LABEL_PREFIX__) "small");
extern inline __attribute__((gnu_inline)) int small(int x) { return x < 10 ? x + x : outside(x); }
int main(void)
{
    CHECK(shared == 42);
    shared++;
    CHECK(both() == 43 * 2 && array[3] == 4 && message[1] == 'i' && hidden == 1 && same() == 1);
    CHECK(pair.b == 9 && hook(5) == 25 && fdef(1.5) == 3 && twice(21) == 42 && call() == 33 && inl(1) == 2);
    {
        extern int only_here;
        int shared = 1;
        CHECK(only_here == 123 && shared == 1);
        { extern int shared; CHECK(shared == 43); shared = 50; }
        CHECK(shared == 1);
    }
    CHECK(shared == 50 && self_t == &self_t);
    int get_from_t(void);
    CHECK(get_from_t() == 77);
    int (*through)(int) = small;
    CHECK(small(5) == 10 && small(20) == 40 && through(30) == 60);
    return failed;
}
-- u.c --
int shared = 42;
int array[] = {1, 2, 3, 4};
const char message[] = "hi";
static int hidden = 2;
static int same(void) { return 2; }
struct Pair { int a, b; } pair = {8, 9};
static int square(int x) { return x * x; }
int (*hook)(int) = square;
int only_here = 123;
extern int from_t;
int get_from_t(void) { return from_t; }
int both(void) { return shared * hidden * (same() - 1); }
double fdef(double x) { return x * 2; }
int twice(int x) { return x + x; }
int small(int x) { return x * 2; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c u.c
-- out --
