// spectral.c - the algorithm of spectral.fuse
#include <stdio.h>

enum { SIZE = 400 };

static void times(const double *x, double *y, int turned)
{
    double fi = 0;
    for (int i = 0; i < SIZE; i++, fi++) {
        double s = 0, fj = 0;
        for (int j = 0; j < SIZE; j++, fj++)
            s += x[j] / ((fi + fj) * (fi + fj + 1.0) * 0.5 + (turned ? fj : fi) + 1.0);
        y[i] = s;
    }
}

int main(void)
{
    static double u[SIZE], v[SIZE], t[SIZE];
    for (int i = 0; i < SIZE; i++)
        u[i] = 1;
    for (int k = 0; k < 10; k++) {
        times(u, t, 0), times(t, v, 1);
        times(v, t, 0), times(t, u, 1);
    }
    double vbv = 0, vv = 0;
    for (int i = 0; i < SIZE; i++)
        vbv += u[i] * v[i], vv += v[i] * v[i];
    printf("%.17g\n", vbv / vv);
}
