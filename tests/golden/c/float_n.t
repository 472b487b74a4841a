_Float32 and its kin are the types of C11 with the same values; _Float128, where no type of ours is that, can be named.
-- t.c --
_Static_assert(sizeof(_Float32) == 4 && sizeof(_Float64) == 8 && sizeof(_Float32x) == 8);
_Static_assert(sizeof(_Float128) == 16 && _Alignof(__float128) == 16 && sizeof(_Float64x) >= 16);
typedef float _Float32;     // as glibc's headers declare it for older compilers
typedef double _Float64;
extern _Float128 far(_Float128 x, __float128 *p);
extern __float128 there;
struct Pair {
    _Float128 m;
    int k;
};
_Static_assert(sizeof(struct Pair) == 32);
_Complex _Float64 z = 2;
static _Float64 half(_Float32 x)
{
    return x / 2;
}
int main(void)
{
    return half(3) == 1.5 && __real__ z == 2 ? 0 : __LINE__;
}
-- bad.c --
_Float128 sum(_Float128 a)
{
    return a + a;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fail fuse cc --target linux-x64 -c bad.c
fuse cc --target linux-arm64 -c bad.c
-- out --
bad.c:3:12: error: values of _Float128 are not supported [C0281]
      return a + a;
             ^
  help: it can only be named in declarations
bad.c:3:16: error: values of _Float128 are not supported [C0281]
      return a + a;
                 ^
  help: it can only be named in declarations
