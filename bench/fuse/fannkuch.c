// fannkuch.c - the algorithm of fannkuch.fuse
#include <stdio.h>

typedef long long i64;

int main(void)
{
    i64 n = 9, perm[10], perm1[10], count[10], most = 0, sum = 0, r = n;
    for (i64 i = 0; i < 10; i++)
        perm1[i] = i;
    for (i64 turn = 0, going = 1; going; turn++) {
        for (; r != 1; r--)
            count[r - 1] = r;
        for (i64 i = 0; i < n; i++)
            perm[i] = perm1[i];
        i64 flips = 0;
        for (i64 k = perm[0]; k; k = perm[0], flips++)
            for (i64 i = 0, j = k; i < j; i++, j--) {
                i64 t = perm[i];
                perm[i] = perm[j];
                perm[j] = t;
            }
        if (flips > most)
            most = flips;
        sum += turn % 2 == 0 ? flips : -flips;
        for (;; r++) {
            if (r == n) {
                going = 0;
                break;
            }
            i64 first = perm1[0];
            for (i64 i = 0; i < r; i++)
                perm1[i] = perm1[i + 1];
            perm1[r] = first;
            if (--count[r] > 0)
                break;
        }
    }
    printf("%lld\n", sum * 1000 + most);
}
