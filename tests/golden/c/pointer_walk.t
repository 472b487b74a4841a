Pointers and counters that loops advance: before and after the access, up and down, by small and large steps, the old value kept, several at once, rings of values.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef unsigned char u8;
typedef unsigned long long u64;
static void copy(char *d, const char *s, unsigned n) { while (n--) *d++ = *s++; }
static unsigned length(const char *s) { const char *p = s; while (*p++) ; return (unsigned)(p - s); }
static int after(const int *p, const int *e) { int t = 0; while (p != e) t = t * 3 + *p++; return t; }
static int before(const short *p, int n) { int t = 0; do t = t * 3 + *++p; while (--n); return t; }
static char *put(char *p, int a, int b) { *p++ = (char)a; *p++ = (char)b; *p++ = (char)(a ^ b); return p; }
static int down(const signed char *p, int n) { int t = 0; do t = t * 5 ^ *p--; while (--n); return t; }
static long long pairs(const long long *p, const long long *e) { long long t = 0; while (p != e) t = t * 7 + (p[0] ^ p[1]), p += 2; return t; }
static double sum(const double *p, const double *e) { double t = 0; while (p != e) t = t * 2 + *p++; return t; }
static float fdown(const float *p, int n) { float t = 0; while (n--) t = t * 2 + *--p; return t; }
static int stride(const u8 *p, int n) { int t = 0; for (; n > 0; n--) t = t * 3 + *p, p += 200; return t; }
static int faraway(const u8 *p, int n) { int t = 0; for (; n > 0; n--) t = t * 3 + *p, p += 5000; return t; }
static int self(void **p, int n) { void **q = p; while (n--) { *q = q; q++; } while (q != p) { q--; if (*q != (void *)q) return 0; } return 1; }
static u8 *chain(u8 *p) { u8 *q = p; *q++ = 1; *++q = 2; q[1] = *p; q += 3; q[-1] = q[-3]; return q; }
static int peek(const char *p) { int n = 0; char c; while ((c = *p++) && *p) n += c == *p; return n; }
static unsigned n32(unsigned n) { unsigned k = 0; while (n--) k += n; return k; }
static u64 n64(u64 n) { u64 k = 0; while (n-- != 0) k = k * 3 + n; return k; }
static unsigned short n16(unsigned short n) { unsigned short k = 0; while (n--) k = (unsigned short)(k * 3 + n); return k; }
static int until(int n, int *out) { int k = 0; for (;;) { if (n-- == 0) break; k += n; } *out = n; return k; }
static unsigned ring(unsigned a, unsigned b, unsigned c, unsigned d, unsigned e, int n)
{
    do { unsigned t = a; a = b, b = c, c = d, d = e, e = t; } while (--n);
    return a * 10000 + b * 1000 + c * 100 + d * 10 + e;
}
static unsigned two(unsigned a, unsigned b, unsigned c, unsigned x, unsigned y, int n)
{
    do { unsigned t = a, u = x; a = b, b = c, c = t, x = y, y = u; } while (--n);
    return a * 10000 + b * 1000 + c * 100 + x * 10 + y;
}
static double fring(double a, double b, double c, int n) { do { double t = a; a = b, b = c, c = t; } while (--n); return a * 100 + b * 10 + c; }
static u8 big[25000];
volatile int one = 1;
int main(void)
{
    char b[16] = "";
    int v[] = {1, 2, 3, 4}, last;
    short h[] = {9, 1, -2, 3};
    signed char c[] = {3, -4, 5, -6};
    long long w[] = {1, 2, 4, 8, 1LL << 40, 3};
    double d[] = {1, 2, 3};
    float f[] = {1, 2, 3};
    void *q[5];
    copy(b, "pointer", (unsigned)one * 8);
    CHECK(b[0] == 'p' && b[6] == 'r' && b[7] == 0 && length(b) == 8 && length("") == 1);
    copy(b, "x", (unsigned)one - 1);
    CHECK(b[0] == 'p' && after(v, v + 4) == 58 && after(v, v) == 0 && before(h, 3 * one) == 6);
    CHECK(put(b, 5, 6) == b + 3 && b[0] == 5 && b[1] == 6 && b[2] == 3 && b[3] == 'n' && down(c + 3, 4) == (((((-6) * 5) ^ 5) * 5 ^ -4) * 5 ^ 3));
    CHECK(pairs(w, w + 6) == 3 * 49 + 12 * 7 + (1LL << 40 ^ 3) && sum(d, d + 3) == 11 && fdown(f + 3, 3) == 17);
    for (int k = 0; k < 25000; k++) big[k] = (u8)(k / 100);
    CHECK(stride(big, 4) == (2 * 3 + 4) * 3 + 6 && faraway(big, 5) == ((50 * 3 + 100) * 3 + 150) * 3 + 200);
    CHECK(self(q, 5) && chain(big) == big + 5 && big[2] == 2 && big[3] == big[0] && big[4] == 2 && peek("aabbb") == 3 && peek("") == 0 && peek("a") == 0);
    CHECK(n32(5 * (unsigned)one) == 10 && n32(0) == 0 && n64(3 * (u64)one) == 21 && n64(0) == 0 && n16((unsigned short)(3 * one)) == 21);
    CHECK(until(4 * one, &last) == 6 && last == -1 && until(0, &last) == 0 && last == -1);
    CHECK(ring(1, 2, 3, 4, 5, one) == 23451 && ring(1, 2, 3, 4, 5, 3) == 45123 && two(1, 2, 3, 4, 5, one) == 23154 && fring(1, 2, 3, one) == 231);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
