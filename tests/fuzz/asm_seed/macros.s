    .set five, 5
    limit = five * 2 - 1
    .macro pushes first, rest:vararg
    pushq \first
    .ifnb \rest
    pushes \rest
    .endif
    .endm
    .macro load reg:req, off=8, base=%rsp
    movq \off(\base), \reg
    .endm
    .macro fun name
    .globl \name
    .type \name, @function
\name\():
    .endm
    .macro uniq
.Lu\@: jmp .Lu\@
    .endm
    .macro early x
    .if \x == 3
    .exitm
    .endif
    nop
    .endm
    .text
    fun first
    pushes %rax, %rbx, %rcx
    load %rdi
    load %rsi, 16
    load %rdx, base=%rbp
    load reg=%rcx, off=(24+8), base=%rbx
    uniq
    uniq
    early 3
    early 4
    .irp r, rax, rbx, rcx
    popq %\r
    .endr
    .irpc d, 89
    movq %r\d, %rax
    .endr
    ret
    .rept 3
    .byte 1, 2
    .endr
    .set i, 0
    .rept 4
    .long i * i
    .set i, i + 1
    .endr
    .if limit > 8 && five < 6
    .byte 0x11
    .else
    .byte 0x22
    .endif
    .ifdef first
    .byte 0x33
    .endif
    .ifndef first
    bogus
    .elseif five == 5
    .byte 0x44
    .if 0
    bogus
    .endif
    .else
    bogus
    .endif
    .ifc  a b , a b
    .byte 0x55
    .endif
    .ifeqs "x", "x"
    .byte 0x66
    .endif
    .include "t.s"
x:  .incbin "data.bin"
    .incbin "data.bin", 1, 2
    .purgem early
    .macro nest n
    .macro made_\n
    .byte \n
    .endm
    .endm
    nest 7
    made_7
    .macro two a b
    .byte \a, \b
    .endm
    two 1 2
    two (1+2), 3+4
    .macro store mem, reg
    movq \reg, \mem
    .endm
    store "(%rax,%rbx,8)", %rcx
    store 8(%rsp), %rdx
    .macro lab n
\n:  .quad \n\()b
    .endm
    lab 1
