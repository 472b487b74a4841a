Assembly between functions is read as a file of assembly is: functions, data, sections, versions of symbols, for what the C beside it calls.
-- t.c --
#if !defined __ELF__
int add3(int x) { return x + 3; }
static int helper(int x) { return x * 2; }
int call_helper(int x) { return helper(x); }
static int table[] = {5, 6, 7};
int *the_table(void) { return table; }
int value = 42;
#else
static int __attribute__((used)) helper(int x) { return x * 2; }
extern int value;
int add3(int), call_helper(int), *the_table(void);
#if defined __x86_64__
asm(".text\n"
    ".globl add3\n"
    ".type add3, @function\n"
    "add3:\n"
    "1: leal 3(%rdi), %eax   # not code\n"
    "   ret\n"
    "   jmp 1b\n"
    ".size add3, .-add3");
asm("call_helper: jmp helper\n"
    "the_table: leaq table(%rip), %rax; ret\n"
    ".pushsection .rodata\n .p2align 2\n table: .long 5, 6, 7\n.popsection");
#elif defined __aarch64__
asm(".globl add3\nadd3: add w0, w0, 3 // not code\n ret");
asm("call_helper: b helper\n"
    "the_table: adrp x0, table\n add x0, x0, :lo12:table\n ret\n"
    ".pushsection .rodata\n .p2align 2\n table: .word 5, 6, 7\n.popsection");
#elif defined __arm__
asm(".syntax unified\n.thumb\n.globl add3\n.thumb_func\nadd3: adds r0, #3 @ not code\n bx lr\n"
    ".thumb_func\n.type call_helper, %function\ncall_helper: b helper\n"
    ".thumb_func\n.type the_table, %function\nthe_table: ldr r0, =table\n bx lr\n"
    ".pushsection .rodata\n .p2align 2\n table: .word 5, 6, 7\n.popsection");
#endif
__asm__ volatile (".data\n.p2align 2\n.globl value\nvalue: .long 42\n");
#endif
int main(void)
{
    return add3(4) + call_helper(10) + the_table()[2] + value == 7 + 20 + 7 + 42 ? 0 : 1;
}
-- bad.c --
int f;
asm("nop\n"
    "  frobnicate %eax\n"
    "\tnop\n"
    ".unknown");
#define M "jmp 1f\n"
asm(M);
asm("x: nop" : : "r"(1));
-- bad2.c --
int f;
asm("f: nop");
-- ir.c --
asm(".globl two\ntwo: ret");
int one;
-- cmd --
fuse cc -O0 t.c -o t0 && ./t0
fuse cc -O2 t.c -o t2 && ./t2
fuse cc -c t.c && fuse cc t.o -o t && ./t
fail fuse cc -c bad.c -o x.o
sed -i '/nop" :/d' bad.c
fail fuse cc -c bad.c -o x.o
fail fuse cc -c bad2.c -o x.o
fail fuse cc -c --target windows-x64 ir.c -o x.o
test ! -e x.o
fuse cc --emit ir ir.c > ir.ir && cat ir.ir
fuse opt --emit obj ir.ir -o ir.o && fuse nm ir.o
-- out --
bad.c:8:14: error: expected ), found : [C0200]
  asm("x: nop" : : "r"(1));
               ^
bad.c:3:5: error: unknown instruction, or it does not take these operands [D0038]
      "  frobnicate %eax\n"
      ^^^^^^^^^^^^^^^^^^^^^
bad.c:5:5: error: unknown directive [D0038]
      ".unknown");
      ^^^^^^^^^^^^
bad.c:7:1: error: unknown instruction, or it does not take these operands [D0038]
  asm(M);
  ^^^^^^^
bad2.c:2:1: error: f is defined twice [D0038]
  asm("f: nop");
  ^^^^^^^^^^^^^^
ir.c:1:1: error: assembly is not supported here for this target [C0206]
  asm(".globl two\ntwo: ret");
  ^^^
  help: write it in C
module "ir.c"
file 1 "ir.c"
asm ".globl two\0a" !1:1
asm "two: ret\0a" !1:1
data global @one size 4 align 4 !1:2
0000000000000000 B one
0000000000000000 T two
