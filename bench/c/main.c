// main.c - run one kernel and print its checksum in hexadecimal
#include "kernel.h"

#ifdef __fuse__
static void put(const char *p, u32 n)
{
    __builtin_syscall(1, 1, p, n);
}
#else
long write(int fd, const void *p, unsigned long n);
static void put(const char *p, u32 n)
{
    write(1, p, n);
}
#endif

#ifndef N
#define N 1
#endif

int main(void)
{
    char text[17];
    u64 x = kernel(N);
    for (int i = 15; i >= 0; i--, x >>= 4)
        text[i] = "0123456789abcdef"[x & 15];
    text[16] = '\n';
    put(text, 17);
    return 0;
}
