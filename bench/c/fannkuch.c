// fannkuch.c - most pancake flips over all permutations
#include "kernel.h"

static i64 checksum;

static int fannkuch(int n)
{
    int perm[16], perm1[16], count[16];
    int max_flips = 0, r = n, nperm = 0;
    for (int i = 0; i < n; i++)
        perm1[i] = i;
    for (;;) {
        for (; r != 1; r--)
            count[r - 1] = r;
        for (int i = 0; i < n; i++)
            perm[i] = perm1[i];
        int flips = 0;
        for (int k; (k = perm[0]) != 0; flips++)
            for (int i = 0, j = k; i < j; i++, j--) {
                int t = perm[i];
                perm[i] = perm[j];
                perm[j] = t;
            }
        if (flips > max_flips)
            max_flips = flips;
        checksum += nperm % 2 == 0 ? flips : -flips;
        for (;; r++) {
            if (r == n)
                return max_flips;
            int first = perm1[0];
            for (int i = 0; i < r; i++)
                perm1[i] = perm1[i + 1];
            perm1[r] = first;
            if (--count[r] > 0)
                break;
        }
        nperm++;
    }
}

u64 kernel(u32 n)
{
    u64 sum = 0;
    for (u32 i = 0; i < n; i++) {
        checksum = 0;
        sum += (u64)fannkuch(10);
    }
    return sum * 1000003 + (u64)checksum;
}
