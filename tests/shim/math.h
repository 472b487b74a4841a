// math.h - for tests that run without a libc: only what needs no table
#ifndef SHIM_MATH_H
#define SHIM_MATH_H
static inline float fabsf(float x) { return __builtin_fabsf(x); }
static inline double fabs(double x) { return __builtin_fabs(x); }
static inline double sqrt(double x) { return __builtin_sqrt(x); }
#endif
