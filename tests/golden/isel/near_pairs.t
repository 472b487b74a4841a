Accesses beside each other are one instruction, also with arithmetic between them; not across other accesses, nor
where a register between is in the way.
-- t.c --
struct P { long a, b, c; };
long sum(struct P *p, struct P *q) { long x = p->a * 3; long y = p->b + x; q->a = x; q->b = y + 1; return p->c; }
double dd(double *p) { return p[0] * 2.0 + p[1] * p[2] - p[3]; }
void alias(long *p, long *q) { long x = p[0]; *q = x + 1; p[1] = x; p[2] = p[1]; }
long order(volatile long *p, long *q) { long x = p[0], y = q[0], z = p[1]; return x + y * z; }
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep -E '^[a-z]+:|ld[rp]|st[rp]'
-- out --
sum:
    ldp x8, x9, [x0]
    str x8, [x1]
    str x8, [x1, #8]
    ldr x0, [x0, #16]
dd:
    ldp d16, d17, [x0]
    ldr d18, [x0, #16]
    ldr d17, [x0, #24]
alias:
    ldr x8, [x0]
    str x9, [x1]
    stp x8, x8, [x0, #8]
order:
    ldr x8, [x0]
    ldr x9, [x1]
    ldr x10, [x0, #8]
