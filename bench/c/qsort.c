// qsort.c - quicksort with a comparison through a function pointer
#include "kernel.h"

enum { SIZE = 400000 };
static i64 data[SIZE];

static int compare(const void *a, const void *b)
{
    i64 x = *(const i64 *)a, y = *(const i64 *)b;
    return x < y ? -1 : x > y;
}

static void sort(i64 *v, int n, int (*cmp)(const void *, const void *))
{
    while (n > 1) {
        i64 pivot = v[n / 2];
        int i = 0, j = n - 1;
        while (i <= j) {
            while (cmp(&v[i], &pivot) < 0)
                i++;
            while (cmp(&v[j], &pivot) > 0)
                j--;
            if (i <= j) {
                i64 t = v[i];
                v[i++] = v[j];
                v[j--] = t;
            }
        }
        if (j + 1 < n - i) {
            sort(v, j + 1, cmp);
            v += i;
            n -= i;
        } else {
            sort(v + i, n - i, cmp);
            n = j + 1;
        }
    }
}

u64 kernel(u32 n)
{
    u64 sum = 0, x = 88172645463325252u;
    for (u32 k = 0; k < n * 6; k++) {
        for (int i = 0; i < SIZE; i++) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            data[i] = (i64)(x >> 20);
        }
        sort(data, SIZE, compare);
        for (int i = 0; i < SIZE; i += 97)
            sum = sum * 31 + (u64)data[i];
    }
    return sum;
}
