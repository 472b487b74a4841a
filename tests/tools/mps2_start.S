@ mps2_start.S - vector table of the mps2 boards: turns the FPU on and enters newlib's start-up
    .syntax unified
    .thumb
    .section .vec, "ax", %progbits
    .word 0x20400000
    .word start
    .rept 14
    .word fault
    .endr
    .thumb_func
    .type start, %function
start:
    ldr r0, =0xe000ed88         @ CPACR: full access to CP10 and CP11
    ldr r1, [r0]
    orr r1, r1, #0xf00000
    str r1, [r0]
    dsb
    isb
    b.w _start
    .thumb_func
    .type fault, %function
fault:
    movs r0, #0x20              @ semihosting: SYS_EXIT_EXTENDED
    ldr r1, =reason
    bkpt 0xab
    b fault
    .balign 4
reason:
    .word 0x20026, 99
    .ltorg
