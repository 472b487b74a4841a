An asm statement without instructions is a barrier, which the interpreter knows too; values in the register of an output pass through.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int hide(int x) { asm volatile("" : "+r"(x)); return x; }
static int tie(int x, int y) { int a, b; asm("" : "=r"(a), "=r"(b) : "1"(x), "0"(y) : "cc"); return 10 * a + b; }
static double flt(double x) { asm("" : "+m"(x)); return x; }
static int mem(int *p) { asm volatile("" : : "r"(p) : "memory"); return *p; }
static int in_memory(int x) { asm volatile("" : "=m"(x) : "m"(x)); return x; }
static void *ptr(void *p) { __asm__ __volatile__("" : "+g"(p)); return p; }
int main(void)
{
    int v = 6;
    asm volatile("" ::: "memory");
    CHECK(hide(3) == 3); CHECK(tie(1, 2) == 21); CHECK(flt(2.5) == 2.5); CHECK(mem(&v) == 6); CHECK(ptr(&v) == &v); CHECK(in_memory(4) == 4);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
