Complicated declarators: pointers to arrays of functions' pointers, functions that return pointers to arrays, typedef mixes.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef int I, *PI, A3[3], F(int), *PF(int);
static int one(int x) { return x + 1; }
static int two(int x) { return x + 2; }
static int arr[3] = {7, 8, 9}, grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
static int (*parr)[3] = &arr;
static int *aptr[3] = {arr, arr + 1, arr + 2};
static int (*(*fparr)(void))[3];
static int (*row(int i))[3] { return &grid[i]; }
static int (*(*table[2])(int))[3] = {row, row};
static F *pick(int w) { return w ? two : one; }
static int (*pick2(int w))(int) { return w ? one : two; }
static int (*(*picker)(int))(int) = pick;
static PF getp; static int *getp(int i) { return &arr[i]; }
static PF *pgetp = getp;
static const char *const *const names = (const char *const[]){"a", "b"};
static A3 a3s[2] = {{1}, {2, 3}}; static A3 *pa3 = a3s;
static int (*ops[2])(int) = {one, two}, (*(*pops)[2])(int) = &ops;
static int *(*(*deep)(int (*)(int), int))(int);
static PF *mk(F *f, int x) { (void)f; (void)x; return getp; }
static int outer(int (int), int); static int outer(int f(int), int x) { return f(x); }
static unsigned long int long volatile const static_order = 5;
long unsigned typedef UL; int const long signed sl = 3; char unsigned uc = 200;
int main(void)
{
    CHECK((*parr)[1] == 8 && *aptr[2] == 9 && (*row(1))[2] == 6 && (*table[1](0))[1] == 2);
    CHECK(pick(0)(1) == 2 && pick2(0)(1) == 3 && picker(1)(5) == 7 && (*(*picker)(0))(5) == 6);
    CHECK(*getp(1) == 8 && *pgetp(2) == 9 && *names[1] == 'b' && pa3[1][1] == 3 && (*pops)[1](1) == 3 && (**pops)(1) == 2);
    deep = mk; CHECK(*deep(one, 0)(0) == 7 && outer(one, 4) == 5 && outer(&two, 4) == 6);
    fparr = (int (*(*)(void))[3])0; CHECK(!fparr && static_order == 5 && sl == 3 && uc == 200);
    PI p = arr, q[2] = {p, p + 1}; I const *cp = p; const PI pc = p; *pc = 70; CHECK(*cp == 70 && *q[1] == 8);
    CHECK(sizeof(A3) == 12 && sizeof(int (*)[3]) == sizeof(void *) && sizeof(int *[3]) == 3 * sizeof(void *) && sizeof(UL) == sizeof(long) && sizeof(int[sizeof(A3)]) == 48);
    CHECK(_Generic(row, int (*(*)(int))[3]: 1, default: 0) && _Generic(&pick, F *(*)(int): 1, default: 0) && _Generic(ops, F **: 1, default: 0));
    int (*volatile vp)(int) = one; CHECK(vp(1) == 2);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
