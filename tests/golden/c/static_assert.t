_Static_assert at file scope, in structures, in blocks.
-- t.c --
_Static_assert(1, "yes");
_Static_assert(sizeof(int) == 4 && (unsigned char)-1 == 255, "int");
struct S {
    int a;
    _Static_assert(sizeof(char) == 1, "char");
    _Static_assert(_Alignof(double) == 8, "double");
};
int main(void)
{
    _Static_assert(-1 < 0, "a" "b");
    struct S s = {3};
    for (int i = 0; i < 1; i++) {
        _Static_assert(sizeof s == 4, "size");
    }
    enum { N = 5 };
    _Static_assert(N * 2 == 10 && (1 ? N : 0) == 5 && (int)2.9 == 2, "constants");
    return s.a - 3;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
