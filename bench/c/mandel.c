// mandel.c - escape times on a grid
#include "kernel.h"

u64 kernel(u32 n)
{
    u64 sum = 0;
    int size = 400;
    for (u32 k = 0; k < n; k++)
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++) {
                double cr = 2.0 * x / size - 1.5, ci = 2.0 * y / size - 1.0, zr = 0, zi = 0;
                int i = 0;
                while (i < 400 && zr * zr + zi * zi <= 4.0) {
                    double t = zr * zr - zi * zi + cr;
                    zi = 2 * zr * zi + ci;
                    zr = t;
                    i++;
                }
                sum = sum * 31 + (u64)i;
            }
    return sum;
}
