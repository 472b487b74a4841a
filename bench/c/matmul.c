// matmul.c - dense matrix product, row by row
#include "kernel.h"

enum { SIZE = 300 };
static double a[SIZE][SIZE], b[SIZE][SIZE], c[SIZE][SIZE];

u64 kernel(u32 n)
{
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            a[i][j] = (i * 3 + j) % 17;
            b[i][j] = (i + j * 5) % 13;
        }
    for (u32 k = 0; k < n * 10; k++)
        for (int i = 0; i < SIZE; i++)
            for (int j = 0; j < SIZE; j++) {
                double s = c[i][j] * 0.5;
                for (int m = 0; m < SIZE; m++)
                    s += a[i][m] * b[m][j];
                c[i][j] = s;
            }
    double sum = 0;
    for (int i = 0; i < SIZE; i++)
        sum += c[i][(i * 7) % SIZE];
    return (u64)sum;
}
