switch: dense, sparse, ranges, negative, 64-bit and char operands, fall through, default in the middle, nesting.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int dense(int x)
{
    switch (x) {
    case 0: return 10;
    case 1: return 11;
    case 2: return 12;
    case 3: return 13;
    case 4: case 5: return 45;
    case 6: return 16;
    case 7: return 17;
    case 9: return 19;
    default: return -1;
    }
}
static int sparse(int x)
{
    switch (x) {
    case -2147483647 - 1: return 1;
    case -1000: return 2;
    case 0: return 3;
    case 77: return 4;
    case 1000000: return 5;
    case 2147483647: return 6;
    }
    return 0;
}
static int range(int c)
{
    switch (c) {
    case 'a' ... 'z': return 1;
    case 'A' ... 'Z': return 2;
    case '0' ... '9': return 3;
    case -5 ... -1: return 4;
    case '_': return 5;
    }
    return 0;
}
static int wide(unsigned long long x)
{
    switch (x) {
    case 0x100000000: return 1;
    case 0: return 2;
    case 0xffffffffffffffff: return 3;
    case 0x100000001 ... 0x100000010: return 4;
    }
    return 0;
}
static int chr(signed char c)
{
    switch (c) { case 127: return 1; case -128: return 2; case (signed char)255: return 3; default: return 4; }
}
static int fall(int n)
{
    int r = 0;
    switch (n) {
    default: r += 1000;
    case 3: r += 100;
    case 2: r += 10; break;
    case 1: r += 1;
    case 0: r += 5;
    }
    return r;
}
static int nest(int a, int b)
{
    int n = 0;
    for (int i = 0; i < 3; i++)
        switch (a) {
        case 1:
            switch (b) { case 1: n += 1; continue; case 2: n += 10; break; default: return n + 7; }
            n += 100;
            break;
        case 2: if (i) break; n += 1000;
        }
    return n;
}
int main(void)
{
    static const int want[] = {10, 11, 12, 13, 45, 45, 16, 17, -1, 19, -1};
    for (int i = 0; i < 11; i++) CHECK(dense(i) == want[i]);
    CHECK(dense(-1) == -1 && dense(1 << 30) == -1 && dense(-2147483647) == -1);
    CHECK(sparse(-2147483647 - 1) == 1 && sparse(-1000) == 2 && sparse(0) == 3 && sparse(77) == 4 && sparse(1000000) == 5);
    CHECK(sparse(2147483647) == 6 && sparse(1) == 0 && sparse(-1) == 0);
    CHECK(range('a') == 1 && range('q') == 1 && range('z') == 1 && range('{') == 0 && range('A') == 2 && range('@') == 0);
    CHECK(range('0') == 3 && range('9') == 3 && range(':') == 0 && range(-5) == 4 && range(-6) == 0 && range('_') == 5);
    CHECK(wide(0) == 2 && wide(1) == 0 && wide(0x100000000) == 1 && wide(-1) == 3 && wide(0x100000008) == 4 && wide(0x100000011) == 0);
    CHECK(chr(127) == 1 && chr(-128) == 2 && chr(-1) == 3 && chr(0) == 4);
    CHECK(fall(0) == 5 && fall(1) == 6 && fall(2) == 10 && fall(3) == 110 && fall(4) == 1110);
    CHECK(nest(1, 1) == 3 && nest(1, 2) == 330 && nest(1, 3) == 7 && nest(2, 0) == 1000 && nest(3, 0) == 0);
    int n = 0;
    switch (3) n = 1;
    switch (n++) ;
    switch (n) { int dead; case 1: dead = 4; n += dead; }
    CHECK(n == 5);
    switch (n) if (0) case 5: n = 9;
    CHECK(n == 9);
    switch ((_Bool)n) { case 0: n = 0; break; case 1: n = 1; }
    CHECK(n == 1);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
