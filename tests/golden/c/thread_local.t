_Thread_local objects: initial values, addresses, static and extern ones, across two files.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
_Thread_local int a = 5;
static _Thread_local int zero;
static _Thread_local char text[10] = "tls";
extern _Thread_local long other;
#ifdef _WIN32  /* Wine's loader takes the block from its heap, whatever alignment the image asks for */
#define MOST 16
#else
#define MOST 64
#endif
static __thread _Alignas(MOST) int aligned = 9;
_Thread_local struct { int x, y[3]; } s = {1, {2, 3, 4}};
long bump(void);
static int count(void)
{
    static _Thread_local int n = 100;
    return ++n;
}
int main(void)
{
    CHECK(a == 5 && zero == 0 && text[2] == 's' && text[9] == 0 && s.y[2] == 4 && aligned == 9);
    CHECK((unsigned long)&aligned % MOST == 0);
    a += 2;
    int *p = &a;
    *p *= 3;
    CHECK(a == 21);
    CHECK(other == 40 && bump() == 41 && other == 41);
    other = 7;
    CHECK(bump() == 8);
    CHECK(count() == 101 && count() == 102);
    s.y[zero + 1]++;
    CHECK(s.y[1] == 4);
    text[0] = 'T';
    CHECK(*text == 'T');
    return failed;
}
-- u.c --
_Thread_local long other = 40;
static _Thread_local char pad[33];
long bump(void) { pad[3]++; return ++other; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c u.c
-- out --
