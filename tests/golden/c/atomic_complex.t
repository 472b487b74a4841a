Atomic complex numbers: as variables, members and elements, by operators, C11's macros, and beside real numbers.
-- t.c --
#include <stdatomic.h>
typedef double _Complex dc;
typedef float _Complex fc;
typedef long double _Complex lc;
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define IS(z, x, y) do { lc z_ = (z); CHECK(__real__ z_ == (x) && __imag__ z_ == (y)); } while (0)
#define PARTS(z, x, y) CHECK(__real__ (z) == (x) && __imag__ (z) == (y))
static _Atomic dc gd = 1 + 2.0i;
static _Atomic fc gf;
static struct { char c; _Atomic(fc) f; _Atomic dc d[2]; } s = {1, 2 + 3.0if, {4, 5.0i}};
_Static_assert(sizeof(_Atomic fc) == 8 && _Alignof(_Atomic fc) == 8 && sizeof(_Atomic dc) == 16, "");
_Static_assert(_Generic((dc)gd, dc: 1, default: 0), "the value is not atomic");
#define RUN(T, name) static void name(_Atomic T *p) { \
    T v = (*p = 3 + 4.0i), want; IS(v, 3, 4); PARTS(*p, 3, 4); IS((*p += 1), 4, 4); IS(*p, 4, 4); \
    *p -= 2.0i; IS(*p, 4, 2); *p *= 2; IS(*p, 8, 4); *p *= 1.0i; IS(*p, -4, 8); *p /= 2; IS(*p, -2, 4); *p /= 2.0i; IS(*p, 2, 1); \
    IS((*p)++, 2, 1); IS(*p, 3, 1); IS(++*p, 4, 1); IS((*p)--, 4, 1); IS(--*p, 2, 1); CHECK(*p == 2 + 1.0i && *p != 2 && *p); \
    atomic_store(p, 5); IS(atomic_load(p), 5, 0); v = atomic_exchange(p, 6.0i); IS(v, 5, 0); want = 7; \
    CHECK(!atomic_compare_exchange_strong(p, &want, 8)); IS(want, 0, 6); \
    CHECK(atomic_compare_exchange_strong(p, &want, 8 + 1.0i)); IS(*p, 8, 1); CHECK((_Bool)*p && !!*p && (int)*p == 8); \
    T t = 1.0i; __atomic_store(p, &t, 5); __atomic_load(p, &v, 5); IS(v, 0, 1); IS(~*p, 0, -1); IS(-*p, 0, -1); \
    _Atomic T local = 9 + *p; IS(local, 9, 1); local = *p; IS(local, 0, 1); CHECK(local ? 1 : 0); IS(local ? *p : 2, 0, 1); }
RUN(dc, doubles)
RUN(fc, floats)
RUN(lc, longs)
int main(void)
{
    static _Atomic lc gl;
    IS(gd, 1, 2); doubles(&gd); floats(&gf); longs(&gl); floats(&s.f); doubles(&s.d[1]); IS(s.d[0], 4, 0); CHECK(s.c == 1);
    _Atomic double d = 3; d += 1 + 2.0i; CHECK(d == 4); d *= 2.0i; CHECK(d == 0); CHECK((d -= gd) == 0);
    _Atomic int i = 5; i += 1.5 + 9.0i; CHECK(i == 6); i *= gd; CHECK(i == 0);
    _Atomic fc f = 1; f += d; IS(f, 1, 0); f += 2.0i * gd; IS(f, -1, 0);
    _Atomic volatile dc v = 2; v = v * v; IS(v, 4, 0); v++; IS(v, 5, 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- bad.c --
_Atomic double d;
_Atomic _Complex double z;
double f(void) { return __atomic_fetch_add(&d, 1, 5); }
void g(void) { __sync_fetch_and_add(&z, 1); }
-- cmd --
fail fuse cc -c bad.c
-- out --
bad.c:3:25: error: __atomic_fetch_add: unknown, or its arguments do not fit [C0332]
  double f(void) { return __atomic_fetch_add(&d, 1, 5); }
                          ^^^^^^^^^^^^^^^^^^
  help: the first argument is a pointer to a number or pointer
bad.c:4:16: error: __sync_fetch_and_add: unknown, or its arguments do not fit [C0332]
  void g(void) { __sync_fetch_and_add(&z, 1); }
                 ^^^^^^^^^^^^^^^^^^^^
  help: the first argument is a pointer to a number or pointer
