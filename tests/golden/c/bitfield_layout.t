Bit-field layout of System V, AAPCS and Microsoft: sizes, straddling, zero width, mixed types; seen as bytes.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef unsigned char u8;
struct A { int a : 3; int b : 5; };
struct B { int a : 31; int b : 2; };
struct C { char a; int b : 8; int c : 16; int d : 8; };
struct D { int a : 4; int : 0; int b : 4; };
struct E { char a : 4; short b : 9; };
struct F { unsigned char a : 7; unsigned char b : 2; };
struct G { long long a : 33; int b : 20; };
struct H { int : 4; int a : 4; int : 24; int b : 8; };
struct I { char c; long long l : 8; };
struct J { short a : 3; long long b : 60; };
struct K { char a; int : 0; char b; };
struct L { int a : 1; char b; };
union U { int a : 5; unsigned b : 12; char c; };
struct M { unsigned a : 12, b : 12, c : 12; } m = {0xabc, 0xdef, 0x123};
static int byte(const void *p, int i) { return ((const u8 *)p)[i]; }
int main(void)
{
    CHECK(sizeof(struct A) == 4 && sizeof(struct B) == 8 && sizeof(struct C) == 8 && sizeof(struct D) == 8);
    CHECK(sizeof(struct F) == 2 && sizeof(struct H) == 8 && _Alignof(struct F) == 1 && _Alignof(struct E) == 2);
    CHECK(sizeof(union U) == 4 && sizeof m == 8);
#if defined _WIN32  // only neighbours of one size share a unit
    CHECK(sizeof(struct E) == 4 && sizeof(struct G) == 16 && sizeof(struct I) == 16 && sizeof(struct J) == 16);
    CHECK(sizeof(struct K) == 2 && sizeof(struct L) == 8 && _Alignof(struct K) == 1);
#else
    CHECK(sizeof(struct E) == 2 && sizeof(struct G) == 8 && sizeof(struct I) == 8 && sizeof(struct J) == 8);
    CHECK(sizeof(struct L) == 4);
#if (defined __arm__ || defined __aarch64__) && !defined __APPLE__  // a zero width aligns the structure
    CHECK(sizeof(struct K) == 8 && _Alignof(struct K) == 4);
#else
    CHECK(sizeof(struct K) == 5 && _Alignof(struct K) == 1);
#endif
#endif
    CHECK(byte(&m, 0) == 0xbc && byte(&m, 1) == 0xfa && byte(&m, 2) == 0xde && byte(&m, 4) == 0x23 && byte(&m, 5) == 1);
    struct C c = {1, 2, 0x304, 5};
#ifndef _WIN32
    CHECK(byte(&c, 0) == 1 && byte(&c, 1) == 2 && byte(&c, 2) == 4 && byte(&c, 3) == 3 && byte(&c, 4) == 5);
    struct L l = {-1, 7};
    CHECK((byte(&l, 0) & 1) == 1 && byte(&l, 1) == 7);
    struct G g = {0x1234567890, 0x54321};
    CHECK(byte(&g, 0) == 0x90 && byte(&g, 3) == 0x34 && (byte(&g, 4) & 1) == 0);
    CHECK(g.a == 0x34567890 && g.b == 0x54321);
    CHECK((byte(&g, 4) & 0xfe) == 0x42 && byte(&g, 5) == 0x86 && (byte(&g, 6) & 0x1f) == 0x0a);
#endif
    struct H h = {1, 2};
    CHECK(byte(&h, 0) == 0x10 && byte(&h, 4) == 2);
    union U u = {.b = 0xfff};
    CHECK(u.a == -1 && u.c == (char)-1 && u.b == 0xfff);
    u.c = 3;
    CHECK(u.b == 0xf03 && u.a == 3);
    struct E e = {0};
    e.b = -1;
#ifndef _WIN32
    CHECK(byte(&e, 0) == 0xf0 && byte(&e, 1) == 0x1f);
#endif
    CHECK(e.b == -1 && e.a == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
