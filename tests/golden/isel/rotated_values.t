A ring of values that a loop hands on is moved with one register to spare: a move for each value and one more.
-- t.c --
unsigned ring(unsigned a, unsigned b, unsigned c, unsigned d, unsigned e, int n)
{
    do {
        unsigned t = a;
        a = b, b = c, c = d, d = e, e = t;
    } while (--n);
    return a * 3 + b * 5 + c * 7 + d * 11 + e;
}
-- cmd --
for t in linux-arm64 cortex-m3; do fuse cc -O2 --target=$t --shuffle 0 -S -o - t.c | sed -n '/^ring:$/,/mul\|movs.*#3/p' | grep -v '^\.'; done
-- out --
ring:
    b .L0_1c
    mov x16, x0
    mov x0, x1
    mov x1, x2
    mov x2, x3
    mov x3, x4
    mov x4, x16
    sub w5, w5, #1
    cbnz w5, .L0_4
    add w8, w1, w1, lsl #1
    movz w9, #5
    madd w8, w2, w9, w8
    movz w9, #7
    madd w8, w3, w9, w8
    movz w9, #11
    madd w8, w4, w9, w8
    add w0, w8, w0
    ret
ring:
    push {r4, r5}
    mov r4, r1
    mov r1, r2
    mov r2, r3
    ldr r3, [sp, #8]
    ldr r5, [sp, #12]
    b.n .L0_1a
    mov r12, r0
    mov r0, r4
    mov r4, r1
    mov r1, r2
    mov r2, r3
    mov r3, r12
    subs r5, r5, #1
    bne.n .L0_e
    add.w r4, r4, r4, lsl #1
    movs r5, #5
    mla r1, r1, r5, r4
    movs r4, #7
    mla r2, r2, r4, r1
    movs r1, #11
    mla r3, r3, r1, r2
    adds r0, r3, r0
    pop {r4, r5}
    bx lr
