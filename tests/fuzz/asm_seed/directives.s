# directives of every kind, none of which a compiler writes
    .set five, 5
six = five + 1
    .pushsection .rodata.x, "a", @progbits
1:  .byte five, six, 'a', -1
    .short 1f - 1b
    .align 8
    .quad 1b, five * (six - 2) << 3
1:  .popsection
    .comm shared, 24, 16
    .local mine
    .comm mine, 8
    .weak maybe
    .hidden secret
    .symver secret, secret@@V1
    .globl f
    .type f, @function
f:  .cfi_startproc
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset 6, -16
    .cfi_remember_state
    jmp 2f
    .cfi_restore_state
    .p2align 4,,10
2:  popq %rbp
    ret
    .cfi_endproc
    .size f, .-f
    .section .init_array,"aw",@init_array
    .quad f
    .section .text.g,"axG",@progbits,g,comdat
secret: call maybe@PLT
    .uleb128 300
    .sleb128 -300
    .single 1.5
    .ascii "a\n\101", "b"
    .skip 3, 1
