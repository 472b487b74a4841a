Bit-fields under #pragma pack lie without gaps, and no attribute of a member goes beyond it; packed members may be aligned, too (not Microsoft's rule).
-- t.c --
#ifdef _WIN32
int main(void) { return 0; }
#else
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef int ai __attribute__((aligned(16)));
#pragma pack(push, 1)
struct A { unsigned x : 12; unsigned char y : 7; unsigned z : 28, a : 4, b : 5; };
struct B { char c; int i __attribute__((aligned(8))); char d; short : 0; char e; };
#pragma pack(pop)
#pragma pack(push, 2)
struct C { char c; long long a : 45; int b : 20; unsigned char d : 7; short e; };
struct D { short s : 3; int t : 5 __attribute__((aligned(4))); ai u; };
#pragma pack(pop)
struct E { char c; ai i; int b : 7 __attribute__((aligned(4))); } __attribute__((packed));
struct F { char c; int i __attribute__((packed, aligned(2))); long long b : 33 __attribute__((packed)); };
struct G { char a : 3; int b : 30 __attribute__((packed)); short c : 9; };
#define SHOWS(T, m, v, at) do { union { struct T s; unsigned char b[sizeof(struct T)]; } u = {{0}}; u.s.m = v; CHECK(u.b[at]); } while (0)
int main(void)
{
    CHECK(sizeof(struct A) == 7 && _Alignof(struct A) == 1 && _Alignof(struct B) == (_Alignof(struct { short : 0; char c; }) == 2 ? 2 : 1));
    CHECK(__builtin_offsetof(struct B, i) == 1 && __builtin_offsetof(struct B, e) == 6 && _Alignof(struct C) == 2 && sizeof(struct C) == 12);
    CHECK(_Alignof(struct D) == 2 && __builtin_offsetof(struct D, u) == 4 && sizeof(struct D) == 8);
    CHECK(__builtin_offsetof(struct E, i) == 1 && _Alignof(struct E) == 4 && sizeof(struct E) == 12);
    CHECK(__builtin_offsetof(struct F, i) == 2 && _Alignof(struct F) == 2 && sizeof(struct F) == 12);
    CHECK(_Alignof(struct G) == 2 && sizeof(struct G) == 6);
    SHOWS(A, y, 1, 1); SHOWS(A, y, 64, 2); SHOWS(A, z, 1, 2); SHOWS(A, b, 16, 6); SHOWS(C, b, 1, 6); SHOWS(C, d, 64, 9); SHOWS(C, e, 1, 10);
    SHOWS(D, t, 1, 2); SHOWS(E, b, 1, 8); SHOWS(F, b, 1, 6); SHOWS(G, b, 1, 0); SHOWS(G, c, 1, 4);
    struct A a = {0x333, 0x44, 0x555555, 6, 7};
    CHECK(a.x == 0x333 && a.y == 0x44 && a.z == 0x555555 && a.a == 6 && a.b == 7);
    a.z--; a.y++;
    CHECK(a.x == 0x333 && a.y == 0x45 && a.z == 0x555554 && a.a == 6 && a.b == 7);
    return failed;
}
#endif
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
