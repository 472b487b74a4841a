// spectral.c - largest eigenvalue of an infinite matrix by the power method
#include "kernel.h"

enum { SIZE = 700 };
static double u[SIZE], v[SIZE], t[SIZE];

static double element(int i, int j)
{
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

static void times(const double *x, double *y)
{
    for (int i = 0; i < SIZE; i++) {
        double s = 0;
        for (int j = 0; j < SIZE; j++)
            s += element(i, j) * x[j];
        y[i] = s;
    }
}

static void times_transposed(const double *x, double *y)
{
    for (int i = 0; i < SIZE; i++) {
        double s = 0;
        for (int j = 0; j < SIZE; j++)
            s += element(j, i) * x[j];
        y[i] = s;
    }
}

u64 kernel(u32 n)
{
    for (int i = 0; i < SIZE; i++)
        u[i] = 1;
    for (u32 k = 0; k < n * 10; k++) {
        times(u, t);
        times_transposed(t, v);
        times(v, t);
        times_transposed(t, u);
    }
    double vbv = 0, vv = 0;
    for (int i = 0; i < SIZE; i++) {
        vbv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    return (u64)(SQRT(vbv / vv) * 1e9);
}
