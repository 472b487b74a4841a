More values than registers, integer and floating, live across calls and around loops.
-- t.c --
__attribute__((noinline)) static long long next(long long x) { return x * 6364136223846793005 + 1442695040888963407; }
__attribute__((noinline)) static long long run(long long n)
{
    long long v0 = next(n + 0);
    long long v1 = next(n + 1);
    long long v2 = next(n + 2);
    long long v3 = next(n + 3);
    long long v4 = next(n + 4);
    long long v5 = next(n + 5);
    long long v6 = next(n + 6);
    long long v7 = next(n + 7);
    long long v8 = next(n + 8);
    long long v9 = next(n + 9);
    long long v10 = next(n + 10);
    long long v11 = next(n + 11);
    long long v12 = next(n + 12);
    long long v13 = next(n + 13);
    long long v14 = next(n + 14);
    long long v15 = next(n + 15);
    long long v16 = next(n + 16);
    long long v17 = next(n + 17);
    long long v18 = next(n + 18);
    long long v19 = next(n + 19);
    long long v20 = next(n + 20);
    long long v21 = next(n + 21);
    long long v22 = next(n + 22);
    long long v23 = next(n + 23);
    double d0 = (double)(v0 % 1000);
    double d1 = (double)(v1 % 1000);
    double d2 = (double)(v2 % 1000);
    double d3 = (double)(v3 % 1000);
    double d4 = (double)(v4 % 1000);
    double d5 = (double)(v5 % 1000);
    double d6 = (double)(v6 % 1000);
    double d7 = (double)(v7 % 1000);
    double d8 = (double)(v8 % 1000);
    double d9 = (double)(v9 % 1000);
    double d10 = (double)(v10 % 1000);
    double d11 = (double)(v11 % 1000);
    double d12 = (double)(v12 % 1000);
    double d13 = (double)(v13 % 1000);
    double d14 = (double)(v14 % 1000);
    double d15 = (double)(v15 % 1000);
    double d16 = (double)(v16 % 1000);
    double d17 = (double)(v17 % 1000);
    for (long long i = 0; i < n; i++) {
        v0 = v0 * 3 ^ v5 >> 1;
        v1 = v1 * 5 ^ v12 >> 2;
        v2 = v2 * 7 ^ v19 >> 3;
        v3 = v3 * 9 ^ v2 >> 4;
        v4 = v4 * 11 ^ v9 >> 5;
        v5 = v5 * 13 ^ v16 >> 6;
        v6 = v6 * 15 ^ v23 >> 7;
        v7 = v7 * 17 ^ v6 >> 8;
        v8 = v8 * 19 ^ v13 >> 9;
        v9 = v9 * 21 ^ v20 >> 10;
        v10 = v10 * 23 ^ v3 >> 11;
        v11 = v11 * 25 ^ v10 >> 12;
        v12 = v12 * 27 ^ v17 >> 13;
        v13 = v13 * 29 ^ v0 >> 14;
        v14 = v14 * 31 ^ v7 >> 15;
        v15 = v15 * 33 ^ v14 >> 16;
        v16 = v16 * 35 ^ v21 >> 17;
        v17 = v17 * 37 ^ v4 >> 18;
        v18 = v18 * 39 ^ v11 >> 19;
        v19 = v19 * 41 ^ v18 >> 20;
        v20 = v20 * 43 ^ v1 >> 21;
        v21 = v21 * 45 ^ v8 >> 22;
        v22 = v22 * 47 ^ v15 >> 23;
        v23 = v23 * 49 ^ v22 >> 24;
        d0 = d0 * 0.5 + d1;
        d1 = d1 * 0.5 + d6;
        d2 = d2 * 0.5 + d11;
        d3 = d3 * 0.5 + d16;
        d4 = d4 * 0.5 + d3;
        d5 = d5 * 0.5 + d8;
        d6 = d6 * 0.5 + d13;
        d7 = d7 * 0.5 + d0;
        d8 = d8 * 0.5 + d5;
        d9 = d9 * 0.5 + d10;
        d10 = d10 * 0.5 + d15;
        d11 = d11 * 0.5 + d2;
        d12 = d12 * 0.5 + d7;
        d13 = d13 * 0.5 + d12;
        d14 = d14 * 0.5 + d17;
        d15 = d15 * 0.5 + d4;
        d16 = d16 * 0.5 + d9;
        d17 = d17 * 0.5 + d14;
        if ((i & 3) == 1)
            v3 = next(v3 + v7);
    }
    long long s = 0;
    s = s * 31 + v0;
    s = s * 31 + v1;
    s = s * 31 + v2;
    s = s * 31 + v3;
    s = s * 31 + v4;
    s = s * 31 + v5;
    s = s * 31 + v6;
    s = s * 31 + v7;
    s = s * 31 + v8;
    s = s * 31 + v9;
    s = s * 31 + v10;
    s = s * 31 + v11;
    s = s * 31 + v12;
    s = s * 31 + v13;
    s = s * 31 + v14;
    s = s * 31 + v15;
    s = s * 31 + v16;
    s = s * 31 + v17;
    s = s * 31 + v18;
    s = s * 31 + v19;
    s = s * 31 + v20;
    s = s * 31 + v21;
    s = s * 31 + v22;
    s = s * 31 + v23;
    s = s * 7 + (long long)d0;
    s = s * 7 + (long long)d1;
    s = s * 7 + (long long)d2;
    s = s * 7 + (long long)d3;
    s = s * 7 + (long long)d4;
    s = s * 7 + (long long)d5;
    s = s * 7 + (long long)d6;
    s = s * 7 + (long long)d7;
    s = s * 7 + (long long)d8;
    s = s * 7 + (long long)d9;
    s = s * 7 + (long long)d10;
    s = s * 7 + (long long)d11;
    s = s * 7 + (long long)d12;
    s = s * 7 + (long long)d13;
    s = s * 7 + (long long)d14;
    s = s * 7 + (long long)d15;
    s = s * 7 + (long long)d16;
    s = s * 7 + (long long)d17;
    return s;
}
int main(void)
{
    return run(20) != -4816998496244613594;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
