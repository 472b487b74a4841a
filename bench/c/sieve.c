// sieve.c - primes by crossing out
#include "kernel.h"

enum { SIZE = 2000000 };
static u8 composite[SIZE + 1];

u64 kernel(u32 n)
{
    u64 count = 0;
    for (u32 k = 0; k < n * 10; k++) {
        for (u32 i = 0; i <= SIZE; i++)
            composite[i] = 0;
        for (u32 i = 2; i <= SIZE; i++) {
            if (composite[i])
                continue;
            count += i;
            for (u64 j = (u64)i * i; j <= SIZE; j += i)
                composite[j] = 1;
        }
    }
    return count;
}
