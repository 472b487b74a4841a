Inline assembly may align the code that follows; the function is then aligned at least as well.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef __SIZE_TYPE__ size;
#if defined __x86_64__
#define HERE(align, p) asm volatile(align "\n1: leaq 1b(%%rip), %0" : "=r"(p))
#elif defined __aarch64__
#define HERE(align, p) asm volatile(align "\n1: adr %0, 1b" : "=r"(p))
#else
#define HERE(align, p) asm volatile(align "\n mov %0, #0" : "=r"(p))
#endif
__attribute__((noinline)) static size plain(void) { size p; HERE(".p2align 6", p); return p; }
__attribute__((noinline)) static int loop(int n)
{
    size bits = 0, p;
    int s = 0;
    for (int i = 0; i < n; i++) {
        asm volatile("nop");
        HERE(".balign 32", p);
        bits |= p;
        s += i * n;
        asm volatile(".p2align 4,,10");
    }
    return bits % 32 ? -1 : s;
}
__attribute__((noinline)) static int refused(void) { size p; HERE(".p2align 8,,0", p); return p % 256 == 0; }
int main(void)
{
    CHECK(plain() % 64 == 0);
    CHECK(loop(5) == 50);
    (void)refused();
    return failed;
}
-- cmd --
INTERP=no $ROOT/tests/tools/c_levels.sh t.c
-- bad.c --
void f(void) { asm(".p2align 4, 0x90"); }
void g(void) { asm(".balign 12"); }
void h(void) { asm(".p2align 30"); }
-- cmd --
fail fuse cc -c bad.c
for t in linux-arm64 cortex-m3; do fuse cc --target $t -c bad.c 2>&1 | grep -c error: ; done
-- out --
bad.c:1:1: error: inside a function only instructions that do nothing fill up to an alignment: .p2align 4, 0x90 [D0038]
  void f(void) { asm(".p2align 4, 0x90"); }
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
bad.c:2:1: error: an alignment is a power of two: .balign 12 [D0038]
  void g(void) { asm(".balign 12"); }
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
bad.c:3:1: error: an alignment up to 4096 is expected: .p2align 30 [D0038]
  void h(void) { asm(".p2align 30"); }
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
3
3
