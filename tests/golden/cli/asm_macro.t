Macros in assembly: what they make runs, and mistakes are told at the statement of the file that led there.
-- table.s --
    .macro entry name:req, value=7, more:vararg
    .globl \name
\name: .long \value
    .ifnb \more
    .long \more
    .endif
    .endm
    .data
    entry first
    entry second, 3, 4, 5
    entry third, value=(1 << 4)
    .globl squares
squares:
    .set i, 0
    .rept 5
    .long i * i
    .set i, i + 1
    .endr
    .irp n, 1, 20, 300
    .byte \n & 255
    .endr
    .globl text
text: .incbin "text.txt", 2, 3
    .byte 0
-- part.inc --
    .ifdef wanted
    .globl answer
answer: .long wanted
    .endif
-- more.s --
    wanted = 42
    .data
    .include "part.inc"
-- text.txt --
--abc--
-- main.c --
int printf(const char *, ...);
extern int first, second[3], third, squares[5], answer;
extern char text[];
int main(void)
{
    printf("%d %d %d %d %d|", first, second[0], second[1], second[2], third);
    for (int i = 0; i < 5; i++)
        printf(" %d", squares[i]);
    printf("|%s %d\n", text, answer);
    return 0;
}
-- inside.s --
    .macro outer x
    inner \x
    .endm
    .macro inner y
    bogus \y
    .endm
    nop
    outer 1
-- wrong.s --
    .macro outer x
    inner \x
    .endm
    .macro inner y:req
    bogus \y
    .endm
    nop
    outer 1
    outer
    .if 1
-- cmd --
fuse cc --libc=own --target linux-x64 main.c table.s more.s -o prog
./prog
fail fuse cc -c --target linux-x64 inside.s
fail fuse cc -c --target linux-x64 wrong.s
test ! -e wrong.o
-- out --
7 3 4 5 16| 0 1 4 9 16|abc 42
inside.s:8:1: error: unknown instruction, or it does not take these operands [D0038]
      outer 1
  ^
wrong.s:9:1: error: a parameter that the macro needs has no value [D0038]
      outer
  ^
