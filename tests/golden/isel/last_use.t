The next value of a counter or pointer is made after the last use of the old one, so that one register holds both;
`while (n--)` is a subtraction and its borrow.
-- t.c --
void copy(char *d, const char *s, unsigned n) { while (n--) *d++ = *s++; }
int find(const int *p, int x) { int i = 0; while (p[i++] != x) ; return i; }
unsigned long long wide(unsigned long long n, unsigned *p) { unsigned long long t = 0; while (n--) t += p[n & 3]; return t; }
-- cmd --
fuse cc -O2 --target=linux-x64 --shuffle 0 -S -o - t.c | grep -v '^\.'
-- out --

copy:
    sub edx, 1
    jb .L0_17
    movzx eax, byte ptr [rsi]
    mov byte ptr [rdi], al
    add rdi, 1
    add rsi, 1
    sub edx, 1
    jae .L0_5
    ret

find:
    xor eax, eax
    movsxd rcx, eax
    add eax, 1
    cmp dword ptr [rdi + 4*rcx], esi
    jne .L1_2
    ret

wide:
    sub rdi, 1
    jae .L2_a
    xor eax, eax
    jmp .L2_1e
    xor eax, eax
    mov rcx, rdi
    and ecx, 3
    mov ecx, dword ptr [rsi + 4*rcx]
    add rax, rcx
    sub rdi, 1
    jae .L2_c
    ret
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep -v '^\.'
-- out --

copy:
    subs w8, w2, #1
    b.lo .L0_18
    ldrb w9, [x1], #1
    strb w9, [x0], #1
    subs w8, w8, #1
    b.hs .L0_8
    ret

find:
    movz w8, #0
    ldr w9, [x0, w8, sxtw #2]
    add w8, w8, #1
    cmp w9, w1
    b.ne .L1_4
    mov x0, x8
    ret

wide:
    subs x8, x0, #1
    b.hs .L2_10
    movz w0, #0
    b .L2_28
    movz w0, #0
    and w9, w8, #0x3
    ldr w9, [x1, x9, lsl #2]
    add x0, x0, x9
    subs x8, x8, #1
    b.hs .L2_14
    ret
-- cmd --
fuse cc -Os --target=cortex-m3 --shuffle 0 -S -o - t.c | grep -v '^\.'
-- out --

copy:
    subs r2, r2, #1
    bcc.n .L0_e
    ldrb r3, [r1], #1
    strb r3, [r0], #1
    b.n .L0_0
    bx lr

find:
    movs r3, #0
    ldr.w r2, [r0, r3, lsl #2]
    adds r3, r3, #1
    cmp r2, r1
    bne.n .L1_2
    mov r0, r3
    bx lr

wide:
    push {r4, r5}
    movs r4, #0
    movs r3, #0
    subs r0, r0, #1
    sbcs r1, r1, #0
    bcc.n .L2_1e
    and r5, r0, #3
    ldr.w r5, [r2, r5, lsl #2]
    adds r4, r4, r5
    adc r3, r3, #0
    b.n .L2_6
    mov r0, r4
    mov r1, r3
    pop {r4, r5}
    bx lr
