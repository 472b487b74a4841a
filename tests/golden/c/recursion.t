Recursion: mutual, deep, with arrays and structures in each frame, and through pointers.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int odd(unsigned n);
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static int ack(int m, int n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
static int queens(int row, int *col, int n)
{
    if (row == n) return 1;
    int count = 0;
    for (int c = 0; c < n; c++) {
        int ok = 1;
        for (int r = 0; r < row; r++)
            if (col[r] == c || col[r] - c == row - r || c - col[r] == row - r) ok = 0;
        if (!ok) continue;
        col[row] = c;
        count += queens(row + 1, col, n);
    }
    return count;
}
static long frames(int n)
{
    int local[20];
    struct { long a; char b[9]; } s = {n, "x"};
    for (int i = 0; i < 20; i++) local[i] = n * i;
    long below = n ? frames(n - 1) : 0;
    long r = 0;
    for (int i = 0; i < 20; i++) r += local[i];
    return r + below + s.a + s.b[0];
}
static void hanoi(int n, int from, int to, int via, int *moves)
{
    if (!n) return;
    hanoi(n - 1, from, via, to, moves);
    ++*moves;
    hanoi(n - 1, via, to, from, moves);
}
static int depth(int (*self)(int, void *), int n) { return n ? 1 + self(n - 1, (void *)self) : 0; }
static int back(int n, void *p) { (void)p; return depth(back, n); }
int main(void)
{
    int col[8], moves = 0;
    CHECK(fib(20) == 6765 && even(1000) && odd(999) && !odd(10) && ack(2, 6) == 15);
    CHECK(queens(0, col, 6) == 4 && queens(0, col, 7) == 40);
    CHECK(frames(50) == 190L * 1275 + 1275 + 51 * 120);
    hanoi(10, 0, 1, 2, &moves);
    CHECK(moves == 1023 && back(100, 0) == 100);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
