// random.h - random numbers that are the same with every C library
#ifndef LIBC_RANDOM_H
#define LIBC_RANDOM_H
#include <stdint.h>

static uint64_t state = 88172645463325252u;

static inline uint64_t any64(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x2545f4914f6cdd1du;
}

static inline uint32_t below(uint32_t n)  // 0 .. n - 1
{
    return (uint32_t)((any64() >> 32) * n >> 32);
}
#endif
