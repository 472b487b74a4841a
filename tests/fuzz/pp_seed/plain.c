#define x 2
#define f(a) f(x * (a))
#define g f
#define str(s) # s
#define cat(a, b) a ## b
#define EMPTY
#define v(a, ...) [a __VA_ARGS__]
f(f(g)(1))+EMPTY+ -EMPTY- cat(1, e)+cat(x, y) v(1) v(1, 2) str( a "b\n" ) str(\)
#if x == 2 && (1 ? 2 : 3) > 'a' - 96 || -1 >> 1
int y = 0x1p3 + .5 + 'c'; char *s = "a" "b";
#elif 0
#else
#endif
a.b->c ... << = >>= +++ --- / * %: <: // end
x /* c
*/ y \
z
