Operands on the x87 stack (t, u): put there and taken from it around the text, whatever the text leaves; .hidden in a function's assembly.
-- t.c --
long double rint1(long double x) { __asm__ ("frndint" : "+t"(x)); return x; }
long long lrint1(long double x) { long long r; __asm__ ("fistpll %0" : "=m"(r) : "t"(x) : "st"); return r; }
long double fmod1(long double x, long double y)
{
	unsigned short fpsr;
	do __asm__ ("fprem; fnstsw %%ax" : "+t"(x), "=a"(fpsr) : "u"(y));
	while (fpsr & 0x400);
	return x;
}
double sqrt1(double x) { double r; __asm__ ("fsqrt" : "=t"(r) : "0"(x)); return r; }
void sincos1(double a, double *s, double *c) { __asm__ ("fsincos" : "=t"(*c), "=u"(*s) : "0"(a)); }
float log21(float x) { float one = 1; __asm__ ("fyl2x" : "=t"(x) : "0"(x), "u"(one) : "st(1)"); return x; }
int main(void)
{
    double s, c;
    if (rint1(2.5L) != 2 || rint1(-3.7L) != -4) return 1;
    if (lrint1(1e15L + 0.5L) != 1000000000000000) return 2;
    if (sqrt1(2) != 1.4142135623730951) return 4;
    sincos1(1, &s, &c);
    if (s*s + c*c < 0.999999999 || s < 0.841470984 || s > 0.841470985) return 5;
    if (log21(1024) != 10) return 6;
    for (int i = 0; i < 100; i++) if (rint1(i + 0.25L) != i || fmod1(i, 3) != i % 3) return 7;
    return 0;
}
-- hidden.c --
void *find(void)
{
    void *p;
    __asm__(".hidden inner\n\tlea inner(%%rip),%0\n" : "=r"(p));
    return p;
}
-- bad.c --
int f(int n)
{
    __asm__("fabs" : "+t"(n));
    return n;
}
-- cmd --
for level in 0 1 2; do fuse cc --target linux-x64 --libc=none -O$level t.c -o t && ./t || echo $level: $?; done
fuse cc --target linux-x64 -c hidden.c && fuse objdump -t hidden.o | grep inner
fail fuse cc --target linux-x64 -c bad.c
-- out --
0000000000000000         *UND*	0000000000000000 .hidden inner
bad.c:3:22: error: a value of type int is in no register [C0361]
      __asm__("fabs" : "+t"(n));
                       ^^^^
  help: use the constraint m, or two operands
