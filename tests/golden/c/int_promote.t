Integer promotions: the type of an operation on small types, seen through _Generic and values.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define TYPE(e) _Generic((e), int: 1, unsigned: 2, long: 3, unsigned long: 4, long long: 5, \
                         unsigned long long: 6, char: 7, short: 8, default: 9)
int main(void)
{
    char c = 1;
    signed char sc = -1;
    unsigned char uc = 255;
    short s = -2;
    unsigned short us = 65535;
    _Bool b = 1;
    CHECK(TYPE(c) == 7 && TYPE(+c) == 1 && TYPE(-c) == 1 && TYPE(~c) == 1);
    CHECK(TYPE(s) == 8 && TYPE(+s) == 1);
    CHECK(TYPE(uc + uc) == 1 && TYPE(us + us) == 1 && TYPE(b + b) == 1);
    CHECK(TYPE(uc << 1) == 1 && TYPE(us >> 1) == 1);
    CHECK(TYPE(!c) == 1 && TYPE(c == c) == 1 && TYPE(c && c) == 1);
    CHECK(uc + uc == 510);
    CHECK(uc * uc == 65025);
    CHECK(~uc == -256);
    CHECK(-us == -65535);
    CHECK(uc << 4 == 4080);
    CHECK((unsigned char)(uc << 4) == 240);
    CHECK(sc < uc);
    CHECK(sc + us == 65534);
    CHECK((sc & us) == 65535);
    CHECK((s >> 1) == -1);
    CHECK((us >> 1) == 32767);
    uc++;
    CHECK(uc == 0);
    uc--;
    CHECK(uc == 255);
    sc = 127;
    sc++;
    CHECK(sc == -128);
    CHECK(TYPE(c ? c : c) == 1);
    CHECK(TYPE('a') == 1 && TYPE(b ? uc : us) == 1);
    b = 4;
    CHECK(b == 1);
    b += 7;
    CHECK(b == 1);
    b--;
    CHECK(b == 0);
    b--;
    CHECK(b == 1);
    b = 0.25;
    CHECK(b == 1);
    b = (void *)0 != (void *)&c;
    CHECK(b == 1);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
