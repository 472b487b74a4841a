// qsort.c - the algorithm of qsort.fuse
#include <stdio.h>
#include <stdlib.h>

typedef long long i64;

int main(void)
{
    i64 n = 300000, x = 12345, low[200], high[200], top = 1, sum = 0, *v = malloc(n * sizeof *v);
    for (i64 i = 0; i < n; i++)
        v[i] = x = (x * 1103515245 + 12345) % 2147483648;
    low[0] = 0, high[0] = n - 1;
    while (top > 0) {
        i64 lo = low[--top], hi = high[top];
        while (lo < hi) {
            i64 pivot = v[(lo + hi) / 2], i = lo, j = hi;
            while (i <= j) {
                while (v[i] < pivot)
                    i++;
                while (v[j] > pivot)
                    j--;
                if (i <= j) {
                    i64 t = v[i];
                    v[i++] = v[j];
                    v[j--] = t;
                }
            }
            if (j - lo < hi - i)
                low[top] = i, high[top++] = hi, hi = j;
            else
                low[top] = lo, high[top++] = j, lo = i;
        }
    }
    for (i64 i = 0; i < n; i++)
        sum = (sum * 31 + v[i]) % 1000003;
    printf("%lld\n", sum);
}
