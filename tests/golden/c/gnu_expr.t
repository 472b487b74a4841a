GNU expressions: statement expressions, typeof, __auto_type, omitted middle operand, choose_expr, constant_p, case ranges.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define MAX(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#define SWAP(a, b) do { typeof(a) t_ = a; a = b; b = t_; } while (0)
static int calls;
static int next(void) { return ++calls; }
static int early(int x) { int y = ({ if (x > 5) return 100; x * 2; }); return y + 1; }
static int looped(void) { int s = 0; for (int i = 0; i < 5; i++) s += ({ if (i == 3) continue; i * 10; }); return s; }
typedef struct { int a; char b; } S;
const __auto_type file_wide = (short)3; extern const short file_wide; static __auto_type file_text = "abc";
int main(void)
{
    CHECK(MAX(next(), 0) == 1 && calls == 1 && MAX(2.5, 1) == 2.5 && MAX(-1, -2) == -1);
    int x = 3, y = 4; SWAP(x, y); CHECK(x == 4 && y == 3);
    S s = {1, 'q'}, t = {2, 'r'}; SWAP(s, t); CHECK(s.a == 2 && t.b == 'q' && ({ s; }).b == 'r' && ({ S u = t; u.a += 5; u; }).a == 6);
    CHECK(early(1) == 3 && early(6) == 100 && looped() == 70);
    __auto_type d = 1.5; __auto_type p = &x; CHECK(sizeof d == 8 && *p == 4);
    CHECK(sizeof file_wide == 2 && file_wide + file_text[1] == 'e');
    CHECK((x ?: 9) == 4 && (0 ?: 9) == 9 && (next() ?: 50) == 2 && calls == 2);
    typeof(int[3]) arr = {1, 2, 3}; typeof(arr) copy; typeof(&arr[0]) q = copy; for (int i = 0; i < 3; i++) *q++ = arr[i]; CHECK(copy[2] == 3 && q - copy == 3);
    typeof(next) *fn = next; const typeof(x) c = 7; typeof(c) c2 = 8; CHECK(fn() == 3 && c + c2 == 15);
    CHECK(__builtin_choose_expr(1, 5, "no") == 5 && sizeof(__builtin_choose_expr(0, 5, "no")) == 3 && __builtin_types_compatible_p(typeof(x), int));
    CHECK(__builtin_constant_p(5 * 3) && !__builtin_constant_p(x + calls) && sizeof(typeof(char)) == 1);
    int v = ({ int a = 1; { int a = 5; (void)a; } a + ({ int b = 2; b; }); }); CHECK(v == 3);
    ({ x = 9; (void)0; }); CHECK(x == 9);
    CHECK(({ goto in; in:; 6; }) == 6 && __extension__ ({ 7; }) == 7);
    CHECK(({ if (x) goto at; x = 1; at: also: (short)x; }) == 9 && sizeof(({ last: (short)x; })) == 2);
    __extension__ static const int kept[] = {5}; __extension__ typedef int T; __extension__ T u = 6; __extension__ (u += kept[0]); CHECK(u == 11);
    CHECK(({ __label__ here; here: (char *)&&here; }) != 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
