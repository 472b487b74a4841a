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

a.o:	file format elf32-littlearm

Disassembly of section .text.pick:

00000000 <pick>:
       0:  2804      cmp r0, #4
       2:  d908      bls.n 0x16 <pick+0x16>
       4:  0083      lsls r3, r0, #2
       6:  4a0b      ldr.n r2, 0x34 <pick+0x34>
       8:  189b      adds r3, r3, r2
       a:  f8d3 3190 ldr.w r3, [r3, #400]
       e:  4a0a      ldr.n r2, 0x38 <pick+0x38>
      10:  fb03 f002 mul r0, r3, r2
      14:  4770      bx lr
      16:  e8df f000 tbb [pc, r0]
      1a:  03        .byte 0x03
      1b:  05        .byte 0x05
      1c:  000b0907  .word 0x000b0907
      20:  2005      movs r0, #5
      22:  4770      bx lr
      24:  2009      movs r0, #9
      26:  4770      bx lr
      28:  204d      movs r0, #77
      2a:  4770      bx lr
      2c:  2001      movs r0, #1
      2e:  4770      bx lr
      30:  200c      movs r0, #12
      32:  4770      bx lr
      34:  00000000  .word 0x00000000
      38:  075bcd15  .word 0x075bcd15
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
