// mandel.c - the algorithm of mandel.fuse
#include <stdio.h>

int main(void)
{
    long long sum = 0;
    double ci = -1.0;
    for (int y = 1; y <= 300; y++, ci += 0.006666) {
        double cr = -1.5;
        for (int x = 1; x <= 300; x++, cr += 0.006666) {
            double zr = 0, zi = 0;
            long long i = 0;
            while (i < 400 && zr * zr + zi * zi <= 4.0) {
                double t = zr * zr - zi * zi + cr;
                zi = 2.0 * zr * zi + ci;
                zr = t;
                i++;
            }
            sum = (sum * 31 + i) % 1000003;
        }
    }
    printf("%lld\n", sum);
}
