By an asm label, declarations of other types name a function that is defined: each call is made as its declaration says.
-- t.c --
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
#define NAME(x) __asm__(TEXT(__USER_LABEL_PREFIX__) x)
int f(int x) { return x + 1; }
int g(void) NAME("f");
unsigned h(int) NAME("f");
static int real(x) int x; { return x * 2; }
static int other(void) __attribute__((weakref, alias("real")));
int main(void)
{
    if (f(1) != 2 || h(1) != 2 || real(4) != 8)
        return 1;
    // volatile: gcc takes functions of different names for different
    int (*volatile one)(void) = g, (*volatile two)(void) = other;
    int (*volatile first)(int) = f, (*volatile second)() = real;
    return one != (int (*)(void))first || two != (int (*)(void))second;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
