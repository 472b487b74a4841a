// kernel.h - what a benchmark kernel may use: no libc, so that every compiler builds the same text
#ifndef KERNEL_H
#define KERNEL_H

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;

/* Work in proportion to n; returns a checksum of what was computed. */
u64 kernel(u32 n);

#ifdef __fuse__
#define SQRT(x) __builtin_sqrt(x)
#else
double sqrt(double);
#define SQRT(x) sqrt(x)
#endif

#endif
