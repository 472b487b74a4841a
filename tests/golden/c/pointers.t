Pointer arithmetic, differences, comparisons, subscripts, null pointers, pointers to pointers, casts to integers.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct S { int a; char b; long long c[3]; };
static int a[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static struct S s[4];
int main(void)
{
    int *p = a, *q = &a[9], **pp = &p;
    CHECK(q - p == 9 && p - q == -9 && p + 9 == q && 9 + p == q && q - 4 == &a[5] && &p[3] == &3[a]);
    CHECK(*p++ == 0 && *p == 1 && *++p == 2 && (*p)++ == 2 && *p == 3 && a[2] == 3 && --*p == 2 && *p-- == 2 && *--p == 0);
    CHECK(p < q && q > p && p <= p && p >= p && p == a && p != q && !(p == q) && p[9] == 9 && q[-9] == 0);
    p += 3; CHECK(*p == 3); p -= 2; CHECK(*p == 1 && **pp == 1);
    *pp += 4; CHECK(*p == 5); ++**pp; CHECK(a[5] == 6); a[5]--;
    volatile int i = 2;
    CHECK(a[i] == 2 && *(a + i * 3) == 6 && i[a] == 2 && p[i - 3] == 4 && p[-i] == 3);
    signed char sc = -1; unsigned char uc = 3; long long l = 4; unsigned u = 2;
    CHECK(p[sc] == 4 && p[uc] == 8 && p[l] == 9 && p[u] == 7 && *(p + sc) == 4);
    struct S *t = s + 1;
    CHECK((char *)(t + 1) - (char *)t == 32 && sizeof *t == 32 && &s[3] - t == 2 && (char *)&t->c[2] - (char *)s == 56);
    t->c[1] = 7; (*t).b = 'x'; (t + 1)->a = 5; t[2].a = 6;
    CHECK(s[1].c[1] == 7 && s[1].b == 'x' && s[2].a == 5 && s[3].a == 6 && (&s[3])[-1].a == 5);
    void *v = t; char *c = v;
    CHECK(c + 32 == (char *)&s[2] && (struct S *)v == t && v == (void *)c);
    CHECK((unsigned long long)q - (unsigned long long)a == 36 && (int *)(unsigned long long)q == q);
    int *n = 0, *m = (void *)0;
    CHECK(!n && n == m && n == 0 && !(n != 0) && (n ? 0 : 1) && (p && !n) && (n || p) && p != 0);
    const int *cp = a; const int *const cpc = cp + 1; int *volatile vp = a;
    CHECK(*cpc == 1 && *cp == 0 && *vp == 0);
    char b[8]; short *h = (short *)(b + 2); char *e;
    for (e = b; e < b + 8; e++) *e = (char)(e - b);
    CHECK(e - b == 8 && (*h & 255) == 2 && ((unsigned char *)h)[1] == 3 && (char *)(h + 3) == e);
    int (*row)[5] = (int (*)[5])a;
    CHECK(row[1][2] == 7 && (*row)[3] == 3 && *row[1] == 5 && row + 2 == (int (*)[5])(a + 10) && (int *)(row + 1) - a == 5);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
