Quotients of complex integers: the exact one, each part cut towards zero; the same of constants as when the program runs (gcc's differ, see lowcomplex.c).
-- t.c --
typedef _Complex int ci;
#define LIST(V) V(7, 5, 1, 2, 3, -1) V(-30, 17, 3, -4, -6, -2) V(26, 8, 3, -1, 7, 5)          \
    V(25, 0, 3, -4, 3, 4) V(1, 0, 7, 1, 0, 0) V(5, 5, 5, 5, 1, 0) V(-1000, 1, 0, 3, 0, 333)
#define MADE(a, b, c, d, x, y) (a + b##i) / (c + d##i),
#define ROW(a, b, c, d, x, y) {a, b, c, d, x, y},
static ci made[] = {LIST(MADE)};
static volatile int row[][6] = {LIST(ROW)};
static volatile short wide = 100;
int main(void)
{
    for (unsigned k = 0; k < sizeof row / sizeof *row; k++) {
        volatile int *r = row[k];
        ci z = (r[0] + r[1] * 1i) / (r[2] + r[3] * 1i), w = r[0] + r[1] * 1i;
        w /= r[2] + r[3] * 1i;
        if (z != made[k] || w != z || __real__ z != r[4] || __imag__ z != r[5])
            return 1 + (int)k;
    }
    _Complex short a = wide + 50i, b = 3 + 1i, c = a / b;
    if (__real__ c != 35 || __imag__ c != 5)
        return 101;
    _Complex unsigned long long u = 0xffffffffffull + 0i;
    u = u * (2 + 1i) / (1 + 0i);
    return __real__ u == 0x1fffffffffe && __imag__ u == 0xffffffffff ? 0 : 102;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
