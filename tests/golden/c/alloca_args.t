Memory from alloca does not overlap arguments passed in memory; a frame pointer is not a value's register.
-- a.c --
int sum(int a, int b, int c, int d, int e, int f, int x, int y, int z)
{
    return a + b + c + d + e + f + x + y + z;
}
int arr(int n, int (*fn)(int, int, int, int, int, int, int, int, int))
{
    char *p = __builtin_alloca(n);
    for (int i = 0; i < n; i++)
        p[i] = 1;
    int r = fn(1, 2, 3, 4, 5, 6, 70, 80, 90), s = 0;
    for (int i = 0; i < n; i++)
        s += p[i];
    return r * 1000 + s;
}
int ext(int x) { static int n; return x * 3 + n++; }
void use(int *x) { x[0] += ((unsigned long long)x & 63) != 0; }
int aligned(int a, int b, int c, int d, int e, int (*fn)(int))
{
    _Alignas(64) int x[16];
    x[0] = a;
    use(x);
    int p = fn(a), q = fn(b), r = fn(c), s = fn(d), t = fn(e), u = fn(a + b);
    use(x);
    return p + q * 2 + r * 3 + s * 4 + t * 5 + u * 6 + a + b + c + d + e + x[0];
}
int main(void)
{
    return (arr(40, sum) != 261040) + 2 * (aligned(1, 2, 3, 4, 5, ext) != 305);
}
-- cmd --
for o in 0 1 2; do fuse cc -O$o a.c -o a && ./a; echo $?; done
-- out --
0
0
0
