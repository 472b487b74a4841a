Constants between Thumb instructions are data to the disassembler and to assembly, not code.
-- a.c --
extern int table[];
int pick(int x)
{
    switch (x) {
    case 0: return 5;
    case 1: return 9;
    case 2: return 77;
    case 3: return 1;
    case 4: return 12;
    }
    return table[x + 100] * 123456789;
}
-- cmd --
fuse cc --target cortex-m3 -O2 -c a.c -o a.o && fuse objdump a.o
-- out --
.text.pick:
       0:  cmp r0, #4
       2:  bls.n 0x16
       4:  lsls r3, r0, #2
       6:  ldr.n r2, [pc, #44]
       8:  adds r3, r3, r2
       a:  ldr.w r3, [r3, #400]
       e:  ldr.n r2, [pc, #40]
      10:  mul r0, r3, r2
      14:  bx lr
      16:  tbb [pc, r0]
      1a:  .byte 0x03
      1b:  .byte 0x05
      1c:  .word 0x000b0907
      20:  movs r0, #5
      22:  bx lr
      24:  movs r0, #9
      26:  bx lr
      28:  movs r0, #77
      2a:  bx lr
      2c:  movs r0, #1
      2e:  bx lr
      30:  movs r0, #12
      32:  bx lr
      34:  .word 0x00000000
      38:  .word 0x075bcd15
-- cmd --
fuse cc --target cortex-m3 -O2 --emit asm a.c -o -
-- out --
.syntax unified
.thumb

.section .text.pick, "ax", %progbits
.balign 4
.Lsect0:
.globl pick
.type pick, %function
.size pick, 60
pick:
    cmp r0, #4
    bls.n .L0_16
    lsls r3, r0, #2
    ldr.n r2, .L0_34
    adds r3, r3, r2
    ldr.w r3, [r3, #400]
    ldr.n r2, .L0_38
    mul r0, r3, r2
    bx lr
.L0_16:
    tbb [pc, r0]
    .byte 0x03, 0x05, 0x07, 0x09, 0x0b, 0x00
    movs r0, #5
    bx lr
    movs r0, #9
    bx lr
    movs r0, #77
    bx lr
    movs r0, #1
    bx lr
    movs r0, #12
    bx lr
.L0_34:
    .long table
.L0_38:
    .byte 0x15, 0xcd, 0x5b, 0x07
