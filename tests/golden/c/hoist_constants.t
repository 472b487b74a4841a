A constant that takes two instructions is made before the loop that wants it, and a short one of floats where nothing is called; a short integer where it is used.
-- t.c --
extern int t[];
void g(unsigned char *p, long n)
{
    for (long i = 0; i < n; i++)
        if (p[i] * 3 != 123456789)
            p[i] = t[p[i]] + 7;
}
double h(const double *p, long n)
{
    double sum = 0;
    for (long i = 0; i < n; i++)
        sum += p[i] * 0.1 + 2.0;
    return sum;
}
-- cmd --
fuse cc --shuffle 0 --target linux-arm64 -O2 -S t.c -o - | grep -E '^    [a-z]|:$' | grep -vE '^    \.'
-- out --
.Lsect0:
g:
    adrp x8, :got:t
    ldr x8, [x8, :got_lo12:t]
    movz w9, #52501
    movk w9, #1883, lsl #16
    cmp x1, #0
    b.le .L0_48
    movz w10, #0
.L0_1c:
    add x11, x0, x10
    ldrb w12, [x11]
    add w13, w12, w12, lsl #1
    cmp w13, w9
    b.eq .L0_3c
    ldr w12, [x8, x12, lsl #2]
    add w12, w12, #7
    strb w12, [x11]
.L0_3c:
    add x10, x10, #1
    cmp x10, x1
    b.lt .L0_1c
.L0_48:
    ret
.Lsect1:
h:
    fmov d16, #2.0
    adrp x16, .Lsect2
    ldr d17, [x16, :lo12:.Lsect2]
    cmp x1, #0
    b.le .L1_3c
    movz w8, #0
    fmov d0, xzr
.L1_1c:
    ldr d18, [x0, x8, lsl #3]
    fmul d18, d18, d17
    fadd d18, d18, d16
    fadd d0, d0, d18
    add x8, x8, #1
    cmp x8, x1
    b.lt .L1_1c
    b .L1_40
.L1_3c:
    fmov d0, xzr
.L1_40:
    ret
.Lsect2:
