Small programs: sorting with callbacks, a hash table, big integers, a parser of expressions, matrices, string functions.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static unsigned long long seed = 12345;
static unsigned rnd(void) { seed = seed * 6364136223846793005u + 1442695040888963407u; return (unsigned)(seed >> 33); }
static void sort(void *base, int n, int size, int (*cmp)(const void *, const void *))
{
    char *b = base, t;
    for (int gap = n / 2; gap; gap /= 2)
        for (int i = gap; i < n; i++)
            for (int j = i - gap; j >= 0 && cmp(b + j * size, b + (j + gap) * size) > 0; j -= gap)
                for (int k = 0; k < size; k++) t = b[j * size + k], b[j * size + k] = b[(j + gap) * size + k], b[(j + gap) * size + k] = t;
}
static int by_int(const void *a, const void *b) { int x = *(const int *)a, y = *(const int *)b; return (x > y) - (x < y); }
struct Rec { char key[6]; short v; double w; };
static int by_rec(const void *a, const void *b) { const struct Rec *x = a, *y = b; return x->w < y->w ? -1 : x->w > y->w ? 1 : x->v - y->v; }
static void qs(long long *v, int lo, int hi)
{
    while (lo < hi) {
        long long p = v[(lo + hi) / 2]; int i = lo, j = hi;
        while (i <= j) { while (v[i] < p) i++; while (v[j] > p) j--; if (i <= j) { long long t = v[i]; v[i++] = v[j]; v[j--] = t; } }
        if (j - lo < hi - i) { qs(v, lo, j); lo = i; } else { qs(v, i, hi); hi = j; }
    }
}
static struct Ent { unsigned key; int val; } table[256];
static struct Ent *slot(unsigned key) { unsigned h = key * 2654435761u >> 24; while (table[h].key && table[h].key != key) h = (h + 1) & 255; table[h].key = key; return &table[h]; }
static int fact_digits(int n)
{
    unsigned d[40] = {1}; int len = 1, sum = 0;
    for (int i = 2; i <= n; i++) { unsigned long long c = 0; for (int k = 0; k < len; k++) { c += (unsigned long long)d[k] * (unsigned)i; d[k] = (unsigned)(c % 1000000000); c /= 1000000000; } if (c) d[len++] = (unsigned)c; }
    for (int k = 0; k < len; k++) for (unsigned x = d[k]; x; x /= 10) sum += (int)(x % 10);
    return sum;
}
static const char *at;
static long long expr(int min)
{
    long long v; while (*at == ' ') at++;
    if (*at == '(') { at++; v = expr(0); at++; } else if (*at == '-') { at++; v = -expr(9); } else for (v = 0; *at >= '0' && *at <= '9'; at++) v = v * 10 + *at - '0';
    for (;;) {
        while (*at == ' ') at++;
        char op = *at; int level = op == '+' || op == '-' ? 1 : op == '*' || op == '/' || op == '%' ? 2 : 0;
        if (!level || level <= min) return v;
        at++; long long r = expr(level);
        switch (op) { case '+': v += r; break; case '-': v -= r; break; case '*': v *= r; break; case '/': v /= r; break; default: v %= r; }
    }
}
static long long eval(const char *s) { at = s; return expr(0); }
static double det(double m[4][4])
{
    double d = 1;
    for (int i = 0; i < 4; i++) {
        int p = i; for (int r = i; r < 4; r++) if ((m[r][i] < 0 ? -m[r][i] : m[r][i]) > (m[p][i] < 0 ? -m[p][i] : m[p][i])) p = r;
        if (p != i) { d = -d; for (int c = 0; c < 4; c++) { double t = m[i][c]; m[i][c] = m[p][c]; m[p][c] = t; } }
        d *= m[i][i];
        for (int r = i + 1; r < 4; r++) { double f = m[r][i] / m[i][i]; for (int c = i; c < 4; c++) m[r][c] -= f * m[i][c]; }
    }
    return d;
}
static int itoa(long long v, char *s) { char t[24]; int n = 0, k = 0; unsigned long long u = v < 0 ? 0 - (unsigned long long)v : (unsigned long long)v; do t[n++] = (char)('0' + u % 10); while (u /= 10); if (v < 0) s[k++] = '-'; while (n) s[k++] = t[--n]; s[k] = 0; return k; }
static int same(const char *a, const char *b) { for (; *a == *b; a++, b++) if (!*a) return 1; return 0; }
int main(void)
{
    int v[200]; long long l[500]; char text[32];
    for (int i = 0; i < 200; i++) v[i] = (int)(rnd() % 1000) - 500;
    sort(v, 200, sizeof *v, by_int); for (int i = 1; i < 200; i++) CHECK(v[i - 1] <= v[i]);
    struct Rec r[50]; for (int i = 0; i < 50; i++) r[i] = (struct Rec){{(char)('a' + i % 26)}, (short)i, rnd() % 10 / 4.0};
    sort(r, 50, sizeof *r, by_rec); for (int i = 1; i < 50; i++) CHECK(r[i - 1].w < r[i].w || (r[i - 1].w == r[i].w && r[i - 1].v < r[i].v)); CHECK(r[0].key[0] == 'a' + r[0].v % 26);
    for (int i = 0; i < 500; i++) l[i] = (long long)rnd() << 20 ^ rnd(); qs(l, 0, 499); for (int i = 1; i < 500; i++) CHECK(l[i - 1] <= l[i]);
    for (unsigned i = 0; i < 3000; i++) slot(i * i % 101 + 1)->val++;
    int total = 0, used = 0; for (int i = 0; i < 256; i++) total += table[i].val, used += table[i].key != 0; CHECK(total == 3000 && used == 51 && slot(1)->val == 30);
    CHECK(fact_digits(100) == 648 && fact_digits(25) == 72);
    CHECK(eval("1 + 2 * 3 - 8 / 3") == 5 && eval("-(4 - 10) * (2 + 3) % 7") == 2 && eval("2*(3*(4*(5-1)))") == 96 && eval("100 - 10 - 1") == 89);
    double m[4][4] = {{2, 0, 0, 1}, {0, 4, 0, 0}, {0, 0, 0, 8}, {1, 0, 2, 0}}; CHECK(det(m) == -128);
    CHECK(itoa(-9223372036854775807 - 1, text) == 20 && same(text, "-9223372036854775808") && itoa(0, text) == 1 && same(text, "0") && itoa(1234567, text) == 7 && same(text, "1234567"));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
