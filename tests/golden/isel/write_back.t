Accesses that advance their pointer: after the access, before it, with the offsets of others made up for, pairs too.
Where the old and the new pointer are both wanted there is nothing to gain.
-- t.c --
void copy(char *d, const char *s, unsigned n) { while (n--) *d++ = *s++; }
unsigned length(const char *s) { const char *p = s; while (*p++) ; return (unsigned)(p - s); }
int after(const int *p, const int *e) { int t = 0; while (p != e) t += *p++; return t; }
int before(const short *p, int n) { int t = 0; do t += *++p; while (--n); return t; }
char *put(char *p, int a, int b) { *p++ = (char)a; *p++ = (char)b; *p++ = (char)(a ^ b); return p; }
int down(const signed char *p, int n) { int t = 0; do t ^= *p--; while (--n); return t; }
long pairs(const long *p, const long *e) { long t = 0; while (p != e) t += p[0] ^ p[1], p += 2; return t; }
long both(const long *p, long *q) { *q = *p; return (long)(p + 1) ^ (long)p; }
double sum(const double *p, const double *e) { double t = 0; while (p != e) t += *p++; return t; }
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep -E '^[a-z]+:|ld[rp]|st[rp]|(add|sub) x'
-- out --
copy:
    ldrb w9, [x1], #1
    strb w9, [x0], #1
length:
    ldrb w9, [x8], #1
    sub x0, x8, x0
after:
    ldr w9, [x0], #4
before:
    ldrsh w9, [x0, #2]!
put:
    strb w1, [x0], #3
    strb w2, [x0, #-2]
    strb w8, [x0, #-1]
down:
    ldrsb w9, [x0], #-1
pairs:
    ldp x9, x10, [x0], #16
    add x8, x8, x9
both:
    ldr x8, [x0]
    str x8, [x1]
    add x8, x0, #8
sum:
    ldr d16, [x0], #8
-- cmd --
fuse cc -O2 --target=cortex-m3 --shuffle 0 -S -o - t.c | grep -E '^[a-z]+:|ldr[sbh.]* |str[bh.]* |(adds?|subs?)[.w]* '
-- out --
copy:
    subs r3, r2, #1
    ldrb r2, [r1], #1
    strb r2, [r0], #1
    subs r3, r3, #1
length:
    ldrb r2, [r3], #1
    subs r0, r3, r0
after:
    ldr r2, [r0], #4
    adds r3, r3, r2
before:
    ldrsh r2, [r0, #2]!
    adds r3, r3, r2
    subs r1, r1, #1
put:
    strb r1, [r0]
    strb r2, [r0, #1]
    strb r3, [r0, #2]
    adds r0, r0, #3
down:
    ldrsb r2, [r0], #-1
    subs r1, r1, #1
pairs:
    ldr r2, [r0]
    ldr r4, [r0, #4]
    adds r3, r3, r2
    adds r0, r0, #8
both:
    ldr r3, [r0]
    str r3, [r1]
    adds r3, r0, #4
sum:
    adds r4, r4, #8
