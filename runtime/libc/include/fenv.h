// fenv.h - the floating-point environment (C11 7.6), which is fixed: rounding to nearest, no traps,
// no exception flags that a program can see (math_errhandling is MATH_ERRNO)
#ifndef _FENV_H
#define _FENV_H

typedef struct { unsigned long __reserved; } fenv_t;
typedef unsigned int fexcept_t;

#define FE_ALL_EXCEPT 0
#define FE_TONEAREST 0
#define FE_DFL_ENV ((const fenv_t *)0)

/* Nothing but the default can be asked for: 0 is success, as in C11. */
static inline int feclearexcept(int e) { return e; }
static inline int fegetexceptflag(fexcept_t *f, int e) { *f = 0; return e; }
static inline int feraiseexcept(int e) { return e; }
static inline int fesetexceptflag(const fexcept_t *f, int e) { (void)f; return e; }
static inline int fetestexcept(int e) { (void)e; return 0; }
static inline int fegetround(void) { return FE_TONEAREST; }
static inline int fesetround(int r) { return r != FE_TONEAREST; }
static inline int fegetenv(fenv_t *e) { e->__reserved = 0; return 0; }
static inline int feholdexcept(fenv_t *e) { e->__reserved = 0; return 0; }
static inline int fesetenv(const fenv_t *e) { (void)e; return 0; }
static inline int feupdateenv(const fenv_t *e) { (void)e; return 0; }
#endif
