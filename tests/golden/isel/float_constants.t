Float constants that one instruction makes are made before the loop, unless something is called: then most registers
would not last.
-- t.c --
double f(const double *p, int n) { double t = 0; for (int i = 0; i < n; i++) t = t * 0.5 + 2.0 / p[i]; return t; }
double g(double);
double h(const double *p, int n) { double t = 0; for (int i = 0; i < n; i++) t += g(p[i]) * 0.5; return t; }
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep -E '^[a-z]+:|fmov|b\.l|bl '
-- out --
.globl f
f:
    fmov d16, #2.0
    fmov d17, #0.5
    b.le .L0_3c
    fmov d0, xzr
    b.lt .L0_1c
    fmov d0, xzr
.globl h
h:
    b.le .L1_50
    fmov d8, xzr
    bl g
    fmov d16, #0.5
    b.lt .L1_2c
    fmov d8, xzr
    fmov d0, d8
