Builtins that are functions of the compiler's library, though the program has one of that name; constants of _FloatN; __has_attribute and __has_builtin outside of #if.
-- t.c --
double powi(double a, int b) { return __builtin_powi(a, b); }
float powif(float a, int b) { return __builtin_powif(a, b); }
int main(void)
{
    static char code[64];
    __builtin___clear_cache(code, code + sizeof code);
    if (powi(3, 4) != 81 || powi(2, -3) != 0.125 || powi(5, 0) != 1 || powi(-3, 3) != -27)
        return __LINE__;
    if (powi(2, -1022) != 0x1p-1022 || powif(3, 2) != 9 || powif(2, -1) != 0.5f)
        return __LINE__;
    if (__builtin_powil(3, 5) != 243)
        return __LINE__;
    if (__has_attribute(packed) != 1 || __has_builtin(__builtin_powi) != 1)
        return __LINE__;
    return 0;
}
-- n.c --
_Static_assert(sizeof 1.0f32 == sizeof(float) && sizeof 1.5F64 == sizeof(double) && sizeof 1e1f32x == sizeof(double));
_Static_assert(_Generic(1.f32, float: 1) && _Generic(1.f64, double: 1) && _Generic(0x1.8p1f32, float: 1));
_Static_assert(0x1.f3p0 == 1 + 0xf3 / 256.0 && (int)0x1.8p1f64 == 3);
_Float64x wide = 1.25f64x;
_Float64 _Complex z = 2.0if64;
-- bad.c --
_Float128 *p;
double x = 1.0f128;
double y = 1.0f16;
int z = __has_include(<stddef.h>) + nothing;
-- cmd --
$ROOT/tests/tools/c_levels.sh -w t.c
fuse cc --target linux-x64 -fsyntax-only n.c
fail fuse cc --target linux-x64 -fsyntax-only bad.c
-- out --
bad.c:2:12: error: 1.0f128: no type of this target has its values [C0181]
  double x = 1.0f128;
             ^^^^^^^
bad.c:3:12: error: 1.0f16 is not a number [C0129]
  double y = 1.0f16;
             ^^^^^^
bad.c:4:9: error: __has_include outside of #if [C0183]
  int z = __has_include(<stddef.h>) + nothing;
          ^^^^^^^^^^^^^
bad.c:4:37: error: nothing is not declared [C0300]
  int z = __has_include(<stddef.h>) + nothing;
                                      ^^^^^^^
  help: declare it, or include its header
