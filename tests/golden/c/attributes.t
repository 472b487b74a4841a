Attributes (GNU): packed, aligned, noinline, always_inline, unused, section, weak, asm labels, noreturn; __func__.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct __attribute__((packed)) P { char c; int i; short s; double d; };
struct A { char c; } __attribute__((aligned(32)));
struct M { char c; int i __attribute__((packed)); long l __attribute__((aligned(16))); };
typedef int unaligned __attribute__((aligned(1)));
static int __attribute__((noinline)) far_away(int x) { return x * 3; }
static inline __attribute__((always_inline)) int near(int x) { return x + 1; }
static int spare(void) __attribute__((unused));
static int spare(void) { return 0; }
int placed __attribute__((section("mydata"))) = 11;
int weak_one __attribute__((weak)) = 5;
extern int missing __attribute__((weak));
int missing_fn(void) __attribute__((weak));
static int target(void) { return 77; }
int other_name(void);
int other_name(void) { return target(); }
int renamed(void) __asm__("target_asm");
int renamed(void) { return 33; }
static _Noreturn void never(void) { for (;;) ; }
static int maybe(int x) { if (x) never(); return 4; }
static int cmp(const char *a, const char *b) { while (*a && *a == *b) a++, b++; return *a - *b; }
static const char *fn(void) { return __func__; }
int main(void)
{
    CHECK(sizeof(struct P) == 15 && __builtin_offsetof(struct P, d) == 7 && _Alignof(struct P) == 1);
    CHECK(sizeof(struct A) == 32 && __builtin_offsetof(struct M, i) == 1 && __builtin_offsetof(struct M, l) == 16 && _Alignof(struct M) == 16);
    struct P p[2] = {{1, 2, 3, 4.5}, {'x', -7, -8, 0.25}};
    p[1].i *= 2; p[1].d += 1; p[0].s--;
    CHECK(p[1].i == -14 && p[1].d == 1.25 && p[0].s == 2 && p[1].c == 'x' && p[1].s == -8);
    char raw[9] = {0}; *(unaligned *)(raw + 3) = 0x01020304; CHECK(raw[3] == 4 && raw[6] == 1 && raw[7] == 0);
    CHECK(far_away(near(4)) == 15 && placed == 11 && weak_one == 5 && !&missing && !missing_fn && other_name() == 77 && renamed() == 33 && maybe(0) == 4);
    CHECK(!cmp(__func__, "main") && !cmp(fn(), "fn") && sizeof __func__ == 5 && !cmp(__FUNCTION__, "main"));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
