__builtin_classify_type, the short spellings of complex words, math functions under their builtin names.
-- t.c --
struct S { int a; } s;
union U { int a; } u;
enum E { e } en;
int f(void);
#define C(x, k) _Static_assert(__builtin_classify_type(x) == (k), #x)
C(1, 1);
C('a', 1);
C(1.0f, 8);
C(2.0L, 8);
C(&s, 5);
C(s, 12);
C(u, 13);
C(f, 5);
C("text", 5);
C(1.0 + 2.0i, 9);
static int n;
int main(void)
{
    __complex double z = 3.0 + 4.0i;
    int k = __builtin_classify_type(n++);
    return !(k == 1 && n == 0 && __real z == 3 && __imag z == 4 && __builtin_fmaxf(1, 2) == 2 && !__builtin_isinff(1));
}
-- cmd --
for l in 0 1 2; do fuse cc -w -O$l -o t t.c -lm && ./t || echo $l; done
-- out --
