Inline assembly of each instruction set: constraints, ties, named operands, pinned registers, clobbers, labels, memory, constants, asm goto.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#if defined __x86_64__
typedef unsigned long long u64;
typedef long long i64;
#ifdef __APPLE__
#define G "_g(%%rip)"
#else
#define G "g(%%rip)"
#endif
static i64 add3(i64 a, i64 b) { i64 r; asm("leaq (%1,%2), %0\n\taddq $3, %0" : "=r"(r) : "r"(a), "r"(b)); return r; }
static unsigned rol(unsigned x) { asm("roll $5, %k0" : "+r"(x) : : "cc"); return x; }
static int xadd(int *p, int v) { asm volatile("lock; xaddl %0, %1" : "+r"(v), "+m"(*p) : : "memory"); return v; }
static int cas(int *p, int old, int new) { unsigned char ok; asm volatile("lock cmpxchgl %3, %1; sete %0" : "=q"(ok), "+m"(*p), "+a"(old) : "r"(new) : "memory", "cc"); return ok; }
static void mul(u64 a, u64 b, u64 *h, u64 *l) { asm("mulq %3" : "=a"(*l), "=d"(*h) : "a"(a), "rm"(b) : "cc"); }
static int loop(int n) { int s = 0; asm("1: addl %1, %0 # sum\n decl %1\n jnz 1b" : "+&r"(s), "+r"(n) : : "cc"); return s; }
static int sgn(int x) { asm goto("testl %0,%0\n js %l[neg]\n jz %l2" : : "r"(x) : "cc" : neg, zero); return 1; neg: return -1; zero: return 0; }
static u64 spare(u64 x) { register u64 r asm("%rbx") = x; asm("addq $5, %%rbx" : "+r"(r) : : "cc", "flags", "fpsr", "st", "st(7)", "mm3", "%rsi"); return r; }
static int named(int a, int b) { int r; asm("movl %[x], %[r]; subl %[y], %[r]" : [r] "=&r"(r) : [x] "r"(a), [y] "ri"(b) : "cc"); return r; }
static double sq(double x) { double r; asm("sqrtsd %1, %0" : "=x"(r) : "x"(x)); return r; }
static int setb(int a, int b) { unsigned char c; asm("cmpl %2, %1; setl %0" : "=qm"(c) : "r"(a), "r"(b) : "cc"); return c; }
static int g = 5, arr[4] = {1, 2, 3, 4};
static int glob(void) { int r; asm("movl " G ", %0" : "=r"(r)); return r; }
static int cst(void) { int r; asm("movl %1, %0; addl $%c1+1, %0" : "=r"(r) : "i"(41) : "cc"); return r; }
static i64 pinned(i64 x) { register i64 n asm("r10") = x, r asm("r11"); asm("leaq 1(%%r10), %%r11" : "=r"(r) : "r"(n)); return r; }
static void rep(void *d, const void *s, u64 n) { asm volatile("rep movsb" : "+D"(d), "+S"(s), "+c"(n) : : "memory"); }
static int callee(void) { return g * 8 + 2; }
static int call(void) { int r; asm volatile("subq $128, %%rsp; call %P1; addq $128, %%rsp" : "=a"(r) : "i"(callee) : "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "memory", "cc"); return r; }
static int index_of(int *p, i64 i) { int r; asm("movl (%1,%2,4), %0" : "=r"(r) : "r"(p), "r"(i), "m"(*(int (*)[4])p)); return r; }
static int parts(int x) { int r; asm("movzbl %b1, %0; shll $8, %0; movw %w1, %w0" : "=&r"(r) : "r"(x) : "cc"); return r; }
static u64 kept(u64 x) { asm volatile("xorl %%ebx, %%ebx; xorl %%r12d, %%r12d" : : : "rbx", "r12", "cc"); return x; }
static int many(int a, int b, int c, int d, int e, int f) { int r; asm("movl %1,%0; addl %2,%0; addl %3,%0; addl %4,%0; addl %5,%0; addl %6,%0" : "=&r"(r) : "r"(a), "r"(b), "g"(c), "rm"(d), "m"(e), "m"(f) : "cc"); return r; }
static int forward(int x) { asm("testl %0, %0; jz 1f; movl $7, %0; jmp .Lout%=; 1: movl $9, %0; .Lout%=:" : "+r"(x) : : "cc"); return x; }
static int read_g(void) { int r; asm volatile("movl " G ", %0" : "=r"(r) : : "memory"); return r; }
static int set(int v) { g = v; asm volatile("incl " G : : : "memory", "cc"); int a = g; g = 1; return a; }
static int slot(int v) { int x = v, y = 5; asm("incl %0; addl %1, %0" : "+m"(x) : "r"(v), "m"(y) : "cc"); return x + y; }
static int str(int n) { struct { int a, b; } s = {n, n}; int *p = &s.b; asm volatile("addl $2, (%0)" : : "r"(p) : "memory", "cc"); return s.a * 100 + s.b; }
static int two(int n) { int a, b; asm("movl %2, %0; movl %2, %1; addl $1, %1" : "=&r"(a), "=&r"(b) : "r"(n)); return b; }
static int in_loop(int n) { int s = 0; for (int i = 0; i < n; i++) { int t; asm volatile("leal (%1,%2), %0" : "=r"(t) : "r"((i64)i), "r"((i64)n)); s += t; } return s; }
int main(void)
{
    u64 h, l; int m = 10; char b[8] = "1234567", d[8];
    CHECK(add3(4, 5) == 12 && rol(0x80000001u) == 0x30); CHECK(xadd(&m, 7) == 10 && m == 17); CHECK(cas(&m, 17, 3) == 1 && m == 3 && cas(&m, 4, 5) == 0 && m == 3);
    mul(~0ull, 3, &h, &l); CHECK(h == 2 && l == ~0ull - 2);
    CHECK(loop(10) == 55 && sgn(-5) == -1 && sgn(0) == 0 && sgn(9) == 1); CHECK(spare(37) == 42); CHECK(named(9, 4) == 5 && named(9, 100) == -91);
    CHECK(sq(16) == 4 && setb(1, 2) == 1 && setb(2, 1) == 0); CHECK(glob() == 5 && cst() == 83 && pinned(7) == 8);
    rep(d, b, 8); CHECK(d[0] == '1' && d[6] == '7' && d[7] == 0); CHECK(call() == 42 && index_of(arr, 2) == 3);
    CHECK(parts(0x12345678) == 0x5678); CHECK(kept(5) == 5 && many(1, 2, 4, 8, 16, 32) == 63); CHECK(forward(0) == 9 && forward(1) == 7 && forward(0) == 9);
    g = 7; CHECK(read_g() == 7); CHECK(set(4) == 5 && read_g() == 1); CHECK(slot(3) == 12); CHECK(str(3) == 305); CHECK(two(4) == 5); CHECK(in_loop(3) == 12);
    asm volatile("pause; mfence; .byte 0x90, 0x90; nop" : : : "memory");
    return failed;
}
#elif defined __aarch64__ && defined __linux__
typedef unsigned long long u64; typedef unsigned u32;
static u64 add3(u64 a, u64 b) { u64 r; asm("add %0, %1, %2\n\tadd %0, %0, #3" : "=&r"(r) : "r"(a), "r"(b)); return r; }
static u32 rev(u32 x) { asm("rev %w0, %w1" : "=r"(x) : "r"(x)); return x; }
static u64 shifted(u64 a, u64 b) { u64 r; asm("add %[r], %[a], %[b], lsl #4" : [r] "=r"(r) : [a] "r"(a), [b] "r"(b)); return r; }
static u64 ext(u64 a, u32 b) { u64 r; asm("add %0, %1, %w2, uxtb #1" : "=r"(r) : "r"(a), "r"(b)); return r; }
static int sum(int n) { int s = 0; asm("1: add %w0, %w0, %w1 // add\n subs %w1, %w1, #1; b.ne 1b" : "+&r"(s), "+r"(n) : : "cc"); return s; }
static int sign(int x) { asm goto("cmp %w0, #0\n b.lt %l[neg]\n b.eq %l2" : : "r"(x) : "cc" : neg, zero); return 1; neg: return -1; zero: return 0; }
static int load(int *p) { int r; asm("ldr %w0, %1" : "=r"(r) : "m"(*p)); return r; }
static void store(short *p, int v) { asm volatile("strh %w1, %0" : "=m"(*p) : "r"(v)); }
static u64 idx(u64 *p, u64 i) { u64 r; asm("ldr %0, [%1, %2, lsl #3]" : "=r"(r) : "r"(p), "r"(i) : "memory"); return r; }
static u64 post(u64 **p) { u64 r, *q = *p; asm("ldr %0, [%1], #8" : "=&r"(r), "+r"(q) : : "memory"); *p = q; return r; }
static double sq(double x) { double r; asm("fsqrt %d0, %d1" : "=w"(r) : "w"(x)); return r; }
static float fadd(float x, float y) { asm("fadd %s0, %s0, %s1" : "+w"(x) : "w"(y)); return x; }
static u64 umulh(u64 a, u64 b) { u64 r; asm("umulh %0, %1, %2" : "=r"(r) : "r"(a), "r"(b)); return r; }
static u64 carry(u64 a, u64 b, u64 *hi) { u64 l, h; asm("adds %0, %2, %3\n\tadc %1, xzr, xzr" : "=&r"(l), "=r"(h) : "r"(a), "r"(b) : "cc"); *hi = h; return l; }
static int choose(int a, int b) { int r; asm("cmp %w1, %w2; csel %w0, %w1, %w2, gt" : "=r"(r) : "r"(a), "r"(b) : "cc"); return r; }
static u64 wide(void) { u64 r; asm("movz %0, #0x1234\n movk %0, #0x5678, lsl #16\n mov w9, #7\n add %0, %0, x9" : "=r"(r) : : "x9"); return r; }
static int xadd(int *p, int v) { int o, t, f; asm volatile("1: ldaxr %w0, %3\n add %w1, %w0, %w4\n stlxr %w2, %w1, %3\n cbnz %w2, 1b" : "=&r"(o), "=&r"(t), "=&r"(f), "+Q"(*p) : "r"(v) : "memory"); return o; }
static int cst(void) { int r; asm("mov %w0, %1\n add %w0, %w0, %2" : "=r"(r) : "i"(41), "I"(1)); return r; }
static int g = 9;
static int glob(void) { int r; u64 t; asm("adrp %1, g\n add %1, %1, :lo12:g\n ldr %w0, [%1]" : "=r"(r), "=&r"(t)); return r; }
static u64 in_x8(u64 v) { register u64 n asm("x8") = v, r asm("x0") = 5; asm("add x0, x0, x8" : "+r"(r) : "r"(n)); return r; }
static int callee(int x) { return x * 2; }
static int call(int x) { register int r asm("w0") = x; asm volatile("bl %1" : "+r"(r) : "S"(callee) : "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x30", "memory", "cc"); return r; }
int main(void)
{
    u64 a[4] = {10, 20, 30, 40}, *p = a, hi;
    short s = 1; int m = 10;
    CHECK(add3(4, 5) == 12); CHECK(rev(0x11223344) == 0x44332211); CHECK(shifted(1, 2) == 33); CHECK(ext(1, 0x1ff) == 511);
    CHECK(sum(10) == 55); CHECK(sign(-3) == -1 && sign(0) == 0 && sign(4) == 1);
    CHECK(load(&m) == 10); store(&s, -7); CHECK(s == -7); CHECK(idx(a, 2) == 30); CHECK(post(&p) == 10 && post(&p) == 20 && p == a + 2);
    CHECK(sq(16) == 4 && fadd(1.5f, 2) == 3.5f); CHECK(umulh(~0ull, 3) == 2); CHECK(carry(~0ull, 2, &hi) == 1 && hi == 1);
    CHECK(choose(3, 9) == 9 && choose(9, -3) == 9); CHECK(wide() == 0x5678123bu); CHECK(xadd(&m, 5) == 10 && m == 15); CHECK(cst() == 42);
    CHECK(in_x8(6) == 11); CHECK(glob() == 9); CHECK(call(21) == 42);
    asm volatile("mrs %0, fpcr" : "=r"(hi)); CHECK(hi == 0);
    asm volatile("dmb ish\n isb\n yield\n nop" : : : "memory");
    return failed;
}
#elif defined __arm__
typedef unsigned long long u64; typedef unsigned u32;
static u32 add3(u32 a, u32 b) { u32 r; asm("add %0, %1, %2\n\tadds %0, #3" : "=&r"(r) : "r"(a), "r"(b) : "cc"); return r; }
static u32 rev(u32 x) { asm("rev %0, %1" : "=r"(x) : "r"(x)); return x; }
static u32 rbit(u32 x) { asm("rbit %0, %1\n clz %0, %0" : "=r"(x) : "r"(x)); return x; }
static u32 shifted(u32 a, u32 b) { u32 r; asm("add %[r], %[a], %[b], lsl #4" : [r] "=r"(r) : [a] "r"(a), [b] "r"(b)); return r; }
static int sum(int n) { int s = 0; asm("1: add %0, %0, %1 @ add\n subs %1, %1, #1; bne 1b" : "+&r"(s), "+r"(n) : : "cc"); return s; }
static int sign(int x) { asm goto("cmp %0, #0\n blt %l[neg]\n beq %l2" : : "r"(x) : "cc" : neg, zero); return 1; neg: return -1; zero: return 0; }
static int load(int *p) { int r; asm("ldr %0, %1" : "=r"(r) : "m"(*p)); return r; }
static void store(short *p, int v) { asm volatile("strh %1, %0" : "=m"(*p) : "r"(v)); }
static u32 idx(u32 *p, u32 i) { u32 r; asm("ldr %0, [%1, %2, lsl #2]" : "=r"(r) : "r"(p), "r"(i) : "memory"); return r; }
static u32 post(u32 **p) { u32 r, *q = *p; asm("ldr %0, [%1], #4" : "=&r"(r), "+r"(q) : : "memory"); *p = q; return r; }
static u32 multi(u32 *p) { register u32 a asm("r4"), b asm("r5"); asm("ldmia %2!, {r4, r5}" : "=r"(a), "=r"(b), "+r"(p) : : "memory"); return a + b; }
static u32 carry(u32 a, u32 b, u32 *hi) { u32 l, h; asm("adds %0, %2, %3\n\tmov %1, #0\n\tadc %1, %1, #0" : "=&r"(l), "=&r"(h) : "r"(a), "r"(b) : "cc"); *hi = h; return l; }
static int choose(int a, int b) { int r; asm("cmp %1, %2\n ite gt\n movgt %0, %1\n movle %0, %2" : "=r"(r) : "r"(a), "r"(b) : "cc"); return r; }
static u32 wide(void) { u32 r; asm("movw %0, #0x1234\n movt %0, #0x5678\n ldr r6, =0x12345\n add %0, r6" : "=r"(r) : : "r6"); return r; }
static int xadd(int *p, int v) { int o, t, f; asm volatile("1: ldrex %0, %3\n add %1, %0, %4\n strex %2, %1, %3\n cmp %2, #0\n bne 1b" : "=&r"(o), "=&r"(t), "=&r"(f), "+Q"(*p) : "r"(v) : "memory", "cc"); return o; }
static int cst(void) { int r; asm("mov %0, %1\n add %0, %0, #%c2" : "=r"(r) : "i"(41), "I"(1)); return r; }
static u32 bf(u32 x) { u32 r = 0; asm("ubfx %0, %1, #4, #8" : "=r"(r) : "r"(x)); asm("bfi %0, %1, #8, #4" : "+r"(r) : "r"(x)); return r; }
static u64 mul(u32 a, u32 b) { u32 l, h; asm("umull %0, %1, %2, %3" : "=&r"(l), "=&r"(h) : "r"(a), "r"(b)); return (u64)h << 32 | l; }
static int g = 9;
static int glob(void) { int r; u32 t; asm("ldr %1, =g\n ldr %0, [%1]" : "=r"(r), "=&r"(t)); return r; }
static u32 pinned(u32 v) { register u32 n asm("r3") = v, r asm("r0") = 5; asm("add r0, r0, r3" : "+r"(r) : "r"(n)); return r; }
static u32 stack(u32 v) { u32 r; asm("push {%1}\n pop {%0}" : "=r"(r) : "r"(v) : "memory"); return r; }
static int callee(int x) { return x * 2; }
static int call(int x) { register int r asm("r0") = x; asm volatile("bl %c1" : "+r"(r) : "i"(callee) : "r1", "r2", "r3", "r12", "lr", "memory", "cc"); return r; }
int main(void)
{
    u32 a[4] = {10, 20, 30, 40}, *p = a, hi;
    short s = 1; int m = 10;
    CHECK(add3(4, 5) == 12); CHECK(rev(0x11223344) == 0x44332211); CHECK(rbit(8) == 3); CHECK(shifted(1, 2) == 33);
    CHECK(sum(10) == 55); CHECK(sign(-3) == -1 && sign(0) == 0 && sign(4) == 1);
    CHECK(load(&m) == 10); store(&s, -7); CHECK(s == -7); CHECK(idx(a, 2) == 30); CHECK(post(&p) == 10 && post(&p) == 20 && p == a + 2);
    CHECK(multi(a) == 30); CHECK(carry(~0u, 2, &hi) == 1 && hi == 1);
    CHECK(choose(3, 9) == 9 && choose(9, -3) == 9); CHECK(wide() == 0x56781234u + 0x12345); CHECK(xadd(&m, 5) == 10 && m == 15); CHECK(cst() == 42);
    CHECK(bf(0xabc) == (0xab | 0xc00)); CHECK(mul(~0u, 3) == 3 * (u64)~0u); CHECK(glob() == 9); CHECK(pinned(6) == 11); CHECK(stack(77) == 77); CHECK(call(21) == 42);
    asm volatile("dmb\n isb\n yield\n nop" : : : "memory");
    return failed;
}
#else
int main(void) { return failed; }
#endif
-- cmd --
INTERP=no $ROOT/tests/tools/c_levels.sh t.c
fuse cc -O0 --emit ir t.c -o a.ir && fuse opt --passes= a.ir -o b.ir && cmp a.ir b.ir
fuse opt -O2 a.ir --emit bin -o a.bin && fuse opt --passes= a.bin -o c.ir && fuse opt -O2 a.ir -o d.ir && cmp c.ir d.ir
-- out --
