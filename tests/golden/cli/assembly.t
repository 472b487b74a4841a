Files of assembly: mistakes have file, line and column; with the preprocessor, the line of the source.
-- wrong.s --
    .text
f:  movq %rax, %rbx
    movq %rax, %foo ; nop
    bogus $1
    .quad (1 + 2
f:  ret
-- wrong.S --
#define TWICE(x) x; x

f:  TWICE(nop)
    TWICE(nonsense %eax)
-- right.S --
#ifdef __ASSEMBLER__
# We don't say "anything
.globl answer
answer: mov $VALUE, %eax; ret  # it's the answer
#endif
-- main.c --
int answer(void);
int main(void) { return answer(); }
-- cmd --
fail 1 fuse cc --target linux-x64 -c wrong.s
fail 1 fuse cc --target linux-x64 -c wrong.S
fail 1 fuse cc --target macos-arm64 -c wrong.s
fuse cc --target linux-x64 -DVALUE=42 -c right.S && fuse nm right.o && fuse cc --target linux-x64 -E -P -DVALUE=7 right.S
fuse cc --target linux-x64 -fsyntax-only -DVALUE=1 right.S
-- out --
wrong.s:6:1: error: f is defined twice [D0038]
  f:  ret
  ^
wrong.S:4:5: error: unknown instruction, or it does not take these operands [D0038]
      TWICE(nonsense %eax)
      ^^^^^^^^^^^^^^^^^^^^
wrong.S:4:5: error: unknown instruction, or it does not take these operands [D0038]
      TWICE(nonsense %eax)
      ^^^^^^^^^^^^^^^^^^^^
error: wrong.s: files of assembly for macos-arm64 are not supported [D0032]
  help: write it in C, with asm
0000000000000000 T answer
.globl answer
answer: mov $ 7, %eax; ret # it 's the answer
