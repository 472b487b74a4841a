Loops: for with every part missing, do, while, nested break and continue, declarations in for, empty bodies.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int primes(int n)
{
    int count = 0;
    for (int i = 2; i <= n; i++) {
        int j = 2;
        for (; j * j <= i; j++) if (i % j == 0) break;
        if (j * j <= i) continue;
        count++;
    }
    return count;
}
static int collatz(unsigned long long n) { int s = 0; while (n != 1) { n = n & 1 ? n * 3 + 1 : n / 2; s++; } return s; }
static unsigned gcd(unsigned a, unsigned b) { do { unsigned t = a % b; a = b; b = t; } while (b); return a; }
static int matrix(void)
{
    int r = 0;
    for (int i = 0; ; i++) {
        if (i == 5) break;
        for (int j = 0; ; ) { if (++j > i) break; if (j == 2) continue; r += i * j; }
    }
    return r;
}
static int reverse(unsigned n) { unsigned r = 0; for (; n; n /= 10) r = r * 10 + n % 10; return (int)r; }
static long long sum(long long from, long long to, long long step) { long long s = 0; for (long long i = from; step > 0 ? i < to : i > to; i += step) s += i; return s; }
static int down(void) { int n = 0; for (unsigned char c = 3; c--;) n = n * 10 + c; for (unsigned i = 5; i-- > 0;) n += (int)i; return n; }
int main(void)
{
    CHECK(primes(100) == 25 && primes(1) == 0 && collatz(27) == 111 && gcd(1071, 462) == 21 && matrix() == 47 && reverse(12345) == 54321);
    CHECK(sum(0, 10, 1) == 45 && sum(10, 0, -3) == 22 && sum(5, 5, 1) == 0 && sum(0, 10, 3) == 18 && down() == 210 + 10);
    int n = 0; for (;;) if (++n == 7) break; CHECK(n == 7);
    while (n--) ; CHECK(n == -1);
    do n++; while (n < 3); CHECK(n == 3);
    do { if (n == 5) break; n++; continue; } while (1); CHECK(n == 5);
    for (int i = 0, j = 10; i < j; i += 2, --j) n += j - i; CHECK(n == 5 + 10 + 7 + 4 + 1);
    int i = 100; for (int i = 0; i < 3; i++) { int i = 50; n += i; } CHECK(i == 100 && n == 27 + 150);
    for (struct { int a; double b; } s = {0, 1}; s.a < 4; s.a++) s.b *= 2, n = (int)s.b; CHECK(n == 16);
    for (char *p = "hello"; *p; p++) n += *p == 'l'; CHECK(n == 18);
    do do n++; while (n < 20); while (n < 25); CHECK(n == 25);
    long long fact[21] = {1}; for (int k = 1; k < 21; k++) fact[k] = fact[k - 1] * k; CHECK(fact[20] == 2432902008176640000);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
