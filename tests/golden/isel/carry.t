A sum or difference of two words takes the carry of the word below where the flag is, both halves of a product are one
instruction where there is such a one, and products of words are added to 64-bit sums in place.
-- t.c --
typedef unsigned __int128 u;
void add(u *r, u *a) { *r += *a; }
void small(u *r) { *r -= 5; }
void negate(u *r) { *r = -*r; }
void mac(u *r, unsigned long a, unsigned long b) { *r += (u)a * b; }
int between(unsigned long *r, unsigned long a, unsigned long b) {
    unsigned long s; int c = __builtin_add_overflow(a, b, &s); r[0] = s; r[1] += c; return c; }
-- cmd --
fuse cc -O2 --shuffle 0 -S -o - t.c | grep -E '^[a-z]+:|^ +(ad|sub|sbb|mul|set|neg)'
-- out --
add:
    add rcx, qword ptr [rsi]
    adc rax, qword ptr [rsi + 8]
small:
    sub rcx, 5
    sbb rax, 0
negate:
    sub rcx, qword ptr [rdi]
    sbb rax, qword ptr [rdi + 8]
mac:
    mul rdx
    add rax, qword ptr [rdi]
    adc rcx, rdx
between:
    add rsi, rdx
    setb cl
    add qword ptr [rdi + 8], rcx
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep -E '^[a-z]+:|^ +(ad|su?b|mul|umul|cset|neg)'
-- out --
add:
    adds x9, x11, x9
    adc x8, x10, x8
small:
    subs x9, x9, #5
    sbc x8, x8, xzr
negate:
    subs x9, x10, x9
    sbc x8, xzr, x8
mac:
    mul x9, x1, x2
    umulh x8, x1, x2
    adds x9, x11, x9
    adc x8, x10, x8
between:
    adds x10, x1, x2
    cset w9, hs
    add x9, x10, w9, uxtb
-- w.c --
typedef unsigned u; typedef unsigned long long l;
long long dot(const int *a, const int *b, int n) { long long s = 0; do s += (long long)*a++ * *b++; while (--n); return s; }
l add(u a, u b, l c) { return (l)a * b + c; }
u row(u *d, const u *a, u m, int n)
{
    u c = 0;
    do { l t = (l)*a++ * m + *d + c; *d++ = t; c = t >> 32; } while (--n);
    return c;
}
u chain(u *r, u a, u b, u x, u y) { u s; int c = __builtin_add_overflow(a, b, &s); u t = x + y + c; *r = s; return t; }
-- cmd --
fuse cc -O2 --target=cortex-m3 --shuffle 0 -S -o - w.c | grep -E '^[a-z]+:|adds|adc|mla|mul|umaal'
-- out --
dot:
    smlal r0, r1, r5, r6
add:
    umlal r0, r1, r3, r2
row:
    umlal r0, r1, r7, r5
    adds r1, r1, r6
    adc r6, r0, #0
chain:
    adds r1, r1, r4
    adcs r3, r3, r2
-- cmd --
fuse cc -O2 --target=cortex-m4 --shuffle 0 -S -o - w.c | grep -E '^[a-z]+:|adds|adc|mla|mul|umaal'
-- out --
dot:
    smlal r0, r1, r5, r6
add:
    umlal r0, r1, r3, r2
row:
    umaal r0, r1, r6, r5
chain:
    adds r1, r1, r4
    adcs r3, r3, r2
