/* math.h - csmith includes it; only programs with floating point need the function */
#ifndef SHIM_MATH_H
#define SHIM_MATH_H
static inline float fabsf(float x) { return __builtin_fabsf(x); }
static inline double fabs(double x) { return __builtin_fabs(x); }
#endif
