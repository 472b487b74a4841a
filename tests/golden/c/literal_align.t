_Alignas in a compound literal; the length of a composite array type; parameters whose array has qualifiers.
-- t.c --
#include <stdint.h>
#define CHECK(x) if (!(x)) return __LINE__
char *global = &(_Alignas(64) char){'g'};
static int sized(int n, int m)
{
    int (*fixed)[3] = 0, (*vla)[n] = 0, (*open)[] = 0;
    (void)m;
    return (int)(sizeof *(n ? fixed : vla) + sizeof *(n ? vla : fixed) + sizeof *(n ? open : vla)) +
           _Generic(n ? open : fixed, int (*)[3]: 100);
}
static int quals(int a[const restrict static 2], int n, int b[volatile n])
{
    return _Generic(&a, int *const restrict *: 1, default: 0) &&
           _Generic(&b, int *volatile *: 1, default: 0);
}
int main(void)
{
    char *local = &(_Alignas(32) char){'l'};
    int two[2] = {1, 2};
    CHECK((uintptr_t)global % 64 == 0 && (uintptr_t)local % 32 == 0 && *global + *local == 'g' + 'l');
    CHECK(sized(3, 1) == 12 + 12 + 12 + 100);
    CHECK(quals(two, 2, two));
    return 0;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
