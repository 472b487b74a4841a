// sieve.c - the algorithm of sieve.fuse
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    long long size = 2000000, sum = 0;
    char *composite = malloc(size + 1);
    for (long long i = 0; i <= size; i++)
        composite[i] = 0;
    for (long long i = 2; i <= size; i++)
        if (!composite[i]) {
            sum += i;
            for (long long j = i * i; j <= size; j += i)
                composite[j] = 1;
        }
    printf("%lld\n", sum);
}
