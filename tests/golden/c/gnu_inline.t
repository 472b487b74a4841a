GNU's extern inline: a body for inlining only, which the function itself may follow; -std=gnu89 has it for every inline.
-- t.c --
#define CHECK(x) if (!(x)) return __LINE__
#define GNU __attribute__((gnu_inline))
extern inline GNU int f(int x) { return x + 1; }
int before(int x) { return f(x); }
int f(int x) { return x + 1; }
inline GNU int made(int x) { return x * 3; }
int (*volatile pointer)(int) = f;
int (*volatile other)(int) = made;
int main(void)
{
    CHECK(before(1) == 2 && pointer(2) == 3 && f(3) == 4 && other(2) == 6);
    return 0;
}
-- old.c --
extern inline int twice(int x) { return 2 * x; }
inline int here(int x) { return x; }
int twice(int x) { return x + x; }
main() { puts("implicit"); return twice(2) - here(4); }
#ifndef __GNUC_GNU_INLINE__
#error which inline?
#endif
-- new.c --
extern inline int twice(int x) { return 2 * x; }
int twice(int x) { return x + x; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fuse cc -std=gnu89 -pedantic-errors -c old.c
fail fuse cc -std=gnu89 -fno-gnu89-inline -c new.c
-- out --
new.c:2:5: error: twice is defined twice [C0242]
  int twice(int x) { return x + x; }
      ^^^^^
new.c:1:19: note: the previous one is here [C0244]
  extern inline int twice(int x) { return 2 * x; }
                    ^^^^^
