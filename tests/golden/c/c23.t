What headers use of C23: attributes, words that were macros, digit separators; with -std=c11 they are names.
-- t.c --
static_assert(sizeof(bool) == 1);
static_assert(1'000'000 == 1000000 && 0b1010'1010 == 0xaa && 0x1'0p0 == 16.0);
#if !true || false || 1'0 != 10
#error
#endif
struct [[deprecated("not any more")]] Old { int a; };
enum [[maybe_unused]] E { A [[deprecated]], B };
alignas(16) static char room[16];
thread_local int mine = 3;
[[nodiscard]] static int f([[maybe_unused]] int n, [[gnu::unused]] int m)
{
    switch (n) {
    case 1: n = 2; [[fallthrough]];
    default: return n;
    }
}
int main(void)
{
    const int c = 4;
    typeof_unqual(c) v = c;
    void *p = nullptr;
    int *q = nullptr;
    v++;
    if (p || q || !true || false || alignof(int) != 4)
        return __LINE__;
    return f(1, 0) == 2 && v == 5 && mine == 3 && !room[0] ? 0 : __LINE__;
}
-- old.c --
int bool_ = 1, true = 2, nullptr = 3, alignas = 4, thread_local = 5, typeof = 6, asm = 7;
#define cat(x) 'x'
int text = cat(1'0');
_Static_assert(1);
-- bad.c --
int foo[[10]];
int a[2], b[2] = {0, 1};
int bar(void)
{
    return a[b[1]];
}
-- cmd --
$ROOT/tests/tools/c_levels.sh -std=c2x t.c
fuse cc -std=c11 -w -c old.c
fail fuse cc -c bad.c
-- out --
bad.c:1:10: error: expected an attribute name after [[, found 10 [C0200]
  int foo[[10]];
           ^^
