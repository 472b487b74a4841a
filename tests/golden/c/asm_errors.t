What is wrong with an asm statement is said with its place, by the front end or by the assembler.
-- front.c --
struct S { int a[9]; } s;
void f(int n, long long *p)
{
    asm("nop" : "=r"(4));
    asm("nop" : : "@"(n));
    asm("nop" : : "r"(s));
    asm("nop" : : : "no_register");
    asm("mov %[x], %0" : : "r"(n));
    asm("mov %3, %0" : : "r"(n));
    asm("nop" : : "0"(n));
    double d;
    asm("fsin" : "=f"(d) : "f"(1.0));
}
asm("f: ret");
-- label.c --
void f(void) { asm("jmp 1f\n bogus\n 1: nop"); }
-- number.c --
int known(int n)
{
    if (__builtin_constant_p(n))
        asm("" : : "i"(n));
    return n;
}
void f(int n)
{
    asm("" : : "i"(n));
    asm("" : : "i"(n & 1));
}
-- back.c --
int f(int n)
{
    asm("frobnicate %0" : "+r"(n));
    asm("addl $1, %0, %0" : "+r"(n));
    asm("addl\n addl %%rax, %0" : "+r"(n));
    asm(".section .text");
    asm("movl nowhere_to_be(%%rax, %%rbx, 3), %0" : "=r"(n));
    return n;
}
int g(int n)
{
    asm("nop" : : : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15");
    asm("nop" : "+r"(n) : : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15");
    return n;
}
-- run.c --
int main(void)
{
    asm("nop");
    return 0;
}
-- cmd --
fail fuse cc -c front.c -o x.o
fail fuse cc -c back.c -o x.o
test ! -e x.o
fail fuse cc --interp run.c
fail fuse cc --target linux-x64 -c number.c
fail fuse cc --target linux-x64 -c label.c
-- out --
front.c:4:17: error: this cannot be assigned to [C0319]
      asm("nop" : "=r"(4));
                  ^^^^
  help: the left side must be a variable or another place in memory
front.c:5:19: error: the operand does not fit the constraint @ [C0360]
      asm("nop" : : "@"(n));
                    ^^^
front.c:6:19: error: a value of type struct S is in no register [C0361]
      asm("nop" : : "r"(s));
                    ^^^
  help: use the constraint m, or two operands
front.c:7:21: error: no_register is no register of this target [C0359]
      asm("nop" : : : "no_register");
                      ^^^^^^^^^^^^^
front.c:8:5: error: no operand of the asm statement is called x [C0362]
      asm("mov %[x], %0" : : "r"(n));
      ^^^
front.c:9:5: error: % stands for no operand here [C0363]
      asm("mov %3, %0" : : "r"(n));
      ^^^
  help: write two of them for one
front.c:10:19: error: the operand does not fit the constraint 0 [C0360]
      asm("nop" : : "0"(n));
                    ^^^
front.c:12:18: error: =f: no operand can be in these registers [C0366]
      asm("fsin" : "=f"(d) : "f"(1.0));
                   ^^^^
  help: pass the address or a place in memory (m) and load it in the text
front.c:12:28: error: f: no operand can be in these registers [C0366]
      asm("fsin" : "=f"(d) : "f"(1.0));
                             ^^^
  help: pass the address or a place in memory (m) and load it in the text
back.c:3:5: error: unknown instruction, or it does not take these operands: frobnicate %eax [D0038]
      asm("frobnicate %0" : "+r"(n));
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
back.c:4:5: error: unknown instruction, or it does not take these operands: addl $1, %eax, %eax [D0038]
      asm("addl $1, %0, %0" : "+r"(n));
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
back.c:5:5: error: unknown instruction, or it does not take these operands: addl [D0038]
      asm("addl\n addl %%rax, %0" : "+r"(n));
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
back.c:6:5: error: this directive is not supported inside a function: .section .text [D0038]
      asm(".section .text");
      ^^^^^^^^^^^^^^^^^^^^^^
back.c:7:5: error: unknown instruction, or it does not take these operands: movl nowhere_to_be(%rax, %rbx, 3), %eax [D0038]
      asm("movl nowhere_to_be(%%rax, %%rbx, 3), %0" : "=r"(n));
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
back.c:13:5: error: the operands of the asm statement need more registers than there are [D0038]
      asm("nop" : "+r"(n) : : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15");
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
fuse: assembly, which this run cannot do, in function main, block .1 (asm) at run.c:3
number.c:9:16: error: the operand does not fit the constraint i [C0360]
      asm("" : : "i"(n));
                 ^^^
number.c:10:16: error: the operand does not fit the constraint i [C0360]
      asm("" : : "i"(n & 1));
                 ^^^
label.c:1:1: error: unknown instruction, or it does not take these operands:  bogus [D0038]
  void f(void) { asm("jmp 1f\n bogus\n 1: nop"); }
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
