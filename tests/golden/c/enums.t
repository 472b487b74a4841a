Enumerations: values, types, scopes, in arrays and switches, negative and large constants, forward uses.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
enum Color { RED, GREEN = 5, BLUE, ALIAS = GREEN, NEG = -2, AFTER, LAST = 'z', };
enum { ANON = 100, NEXT };
typedef enum { T0, T1, T2, TN } Kind;
static const char *name[TN] = {[T0] = "zero", [T2] = "two"};
static int weight(enum Color c) { switch (c) { case RED: return 1; case GREEN: return 2; case BLUE: return 3; default: return 0; } }
static Kind next(Kind k) { return (k + 1) % TN; }
struct S { enum { INNER = 9 } e : 5; Kind k : 3; };
enum Big { BIG = 0xffffffff, HUGE = 0x100000000 };
enum Char { CH = 'a' } ch = CH;
int main(void)
{
    CHECK(RED == 0 && GREEN == 5 && BLUE == 6 && ALIAS == 5 && NEG == -2 && AFTER == -1 && LAST == 122 && ANON == 100 && NEXT == 101);
    CHECK(sizeof(enum Color) == 4 && sizeof RED == 4 && (enum Color)-1 < 0 && (enum Char)-1 > 0);
    CHECK(weight(RED) == 1 && weight(ALIAS) == 2 && weight(BLUE) == 3 && weight(7) == 0);
    CHECK(next(T0) == T1 && next(T2) == T0 && name[T2][0] == 't' && !name[T1]);
    struct S s = {INNER, T2};
    CHECK(s.e == 9 && s.k == 2);
    CHECK(BIG == 4294967295 && HUGE == 4294967296 && sizeof(enum Big) == 8);
    enum Color c = BLUE; c++; c = c + 1; CHECK(c == 8); c |= 16; CHECK(c == 24);
    enum { RED = 50, LOCAL = RED + 1 };
    CHECK(RED == 50 && LOCAL == 51 && ch == 97);
    { enum Color { X = 3 }; enum Color d = X; CHECK(d == 3 && sizeof(enum Color) == 4); }
    int a[LOCAL]; CHECK(sizeof a == 204);
    CHECK(_Generic(GREEN, int: 1, default: 0) && _Generic(c, unsigned: 2, int: 1, default: 0) == 1);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
