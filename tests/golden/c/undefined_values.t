Variables that were never given a value, in every kind of operation: allocation of registers holds on every target (checked builds).
-- t.c --
int r3(void) { int z; z += 1; return z; }
long r4(void) { long z; z += 1; return z; }
long r5(long x) { long z; return x + z; }
char *r6(void) { char *p; return p + 5; }
char *r7(long i) { char *p; return p + i * 4 + 5; }
int r8(int i) { int *p; return p[i]; }
int r9(int i) { int z; return z - i; }
int r10(int i) { int z; return i - z; }
int r11(int i) { int z; z++; z *= 3; z <<= i; z |= 6; return -z; }
unsigned long r12(int i) { unsigned long z; return (z << 3) + i + (z >> 4); }
double r13(void) { double d; d += 1; return d; }
long long r14(void) { long long d; d += 1; return d * 5; }
int r15(void) { int z; return z ? 3 : 4; }
int r16(void) { int z, y; return z < y; }
int r17(int x) { int z; switch (z) { case 1: return 5; case 3: return 6; default: return x; } }
void r18(int *p) { int z; *p = z + 1; p[z] = 5; }
-- cmd --
for t in linux-x64 linux-arm64 cortex-m3 cortex-m4 windows-x64; do for l in 0 1 2; do fuse cc --target $t --libc=none -w -O$l -c t.c -o t.o || echo $t -O$l; done; done
-- out --
