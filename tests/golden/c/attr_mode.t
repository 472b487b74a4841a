__attribute__((mode())) before and behind declarators: typedefs, variables, members, parameters, floating and complex types.
-- t.c --
typedef unsigned int u32 __attribute__((mode(SI)));
typedef unsigned u64 __attribute__((__mode__(__DI__)));
typedef __attribute__((mode(HI))) int i16;
#ifdef __SIZEOF_INT128__
typedef unsigned int u128 __attribute__((mode(TI)));
_Static_assert(sizeof(u128) == 16 && (u128)1 << 64 >> 60 == 16, "");
#endif
typedef float f64 __attribute__((mode(DF)));
typedef double f32 __attribute__((mode(SF)));
typedef float _Complex c64 __attribute__((mode(DC)));
static int byte __attribute__((mode(QI))) = 300 & 255, whole = 300;
static const unsigned word __attribute__((mode(word))) = -1;
struct S { int a __attribute__((mode(DI))), b; unsigned c : 5; __attribute__((mode(DI))) int d, e; };
static int f(int a __attribute__((mode(DI))), __attribute__((mode(HI))) unsigned b) { return (int)sizeof a * 10 + (int)sizeof b + (b == 1); }
_Static_assert(sizeof(u32) == 4 && sizeof(u64) == 8 && sizeof(i16) == 2 && sizeof(f64) == 8 && sizeof(f32) == 4 && sizeof(c64) == 16, "");
_Static_assert(sizeof byte == 1 && sizeof whole == 4 && sizeof word == sizeof(void *), "");
_Static_assert(sizeof(struct S) == 32 && sizeof(((struct S *)0)->b) == 4 && sizeof(((struct S *)0)->e) == 8, "");
int main(void)
{
    int here __attribute__((mode(HI))) = 0x2345;
    volatile unsigned k = 65537;
    u64 wide = (u64)1 << 40;
    f64 d = 1e300;
    return byte == 44 && whole == 300 && word + 1 == 0 && here == 0x2345 && wide > 1 && d == 1e300 && f(1, k) == 83 ? 0 : __LINE__;
}
-- bad.c --
typedef int a __attribute__((mode(V4SI)));
typedef int b __attribute__((mode(XI)));
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fail fuse cc -c bad.c
-- out --
bad.c:1:35: error: V4SI is no mode of numbers on this target [C0367]
  typedef int a __attribute__((mode(V4SI)));
                                    ^^^^
bad.c:2:35: error: XI is no mode of numbers on this target [C0367]
  typedef int b __attribute__((mode(XI)));
                                    ^^
