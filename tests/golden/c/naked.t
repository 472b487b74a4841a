A naked function is its assembly: no entry code, no stored parameters, no return; and nothing but assembly is allowed in one.
-- naked.c --
__attribute__((naked, noinline)) int add(int a, int b)
{
    __asm__("lea (%rdi,%rsi), %eax\n\tret");
}
static long seven(void) __attribute__((naked));
int printf(const char *, ...);
int main(void)
{
    printf("%d %ld\n", add(40, 2), seven());
    return 0;
}
static long seven(void)
{
    __asm__ volatile("mov %0, %%eax" : : "i"(7));
    __asm__ volatile("ret");
}
-- bad.c --
int g;
__attribute__((naked)) int one(void)
{
    return 1;
}
__attribute__((naked)) void two(int n)
{
    __asm__("nop" : : "r"(n));
    g = n;
    ;
}
-- cmd --
fuse cc -O0 -Wall -Wextra -o o0 naked.c && ./o0
fuse cc -O2 -Wall -Wextra -o o2 naked.c && ./o2
fuse cc -O0 -S -o - naked.c | grep -A 4 '^add:'
fuse cc --emit ir -O0 naked.c | grep -c 'fn.* naked '
-- out --
42 7
42 7
add:
    lea eax, [rdi + 1*rsi]
    ret
    ud2

2
-- cmd --
fail fuse cc -c bad.c
-- out --
bad.c:4:5: error: the naked function one is more than assembly [C0287]
      return 1;
      ^^^^^^
  help: write asm statements without operands, or with constants only
bad.c:8:5: error: the naked function two is more than assembly [C0287]
      __asm__("nop" : : "r"(n));
      ^^^^^^^
  help: write asm statements without operands, or with constants only
bad.c:9:5: error: the naked function two is more than assembly [C0287]
      g = n;
      ^
  help: write asm statements without operands, or with constants only
