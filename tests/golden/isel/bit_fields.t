Fields put into words: one instruction each, from the low bits or any others; cleared; a word that is wanted without
the field as well is left alone; a narrow value whose upper bits are unknown does not become the result.
-- t.c --
typedef unsigned u32; typedef unsigned long long u64; typedef unsigned short u16;
u32 ins(u32 x, u32 y) { return (x & ~0xff00u) | ((y & 0xff) << 8); }
u32 ins2(u32 x, u32 y) { return (x & ~0x1ff80u) | (y << 7 & 0x1ff80u); }
u32 top(u32 x, u32 y) { return (x & 0xfffff) | y << 20; }
u32 low(u32 x, u32 y) { return (x & ~31u) | (y & 31); }
u32 xil(u32 x, u32 y) { return (x & ~31u) | (y >> 9 & 31); }
u32 xt(u32 x, u32 y) { return (x & ~31u) | y >> 27; }
u64 ins64(u64 x, u64 y) { return (x & ~0xffff000000ull) | ((y & 0xffff) << 24); }
struct B { u32 a : 3, b : 7, c : 9; };
void setb(struct B *p, int v) { p->b = v; }
void clrb(struct B *p) { p->b = 0; }
u32 clr(u32 x) { return x & ~0x3ffc0u; }
u32 keep(u32 x, u32 y, u32 *z) { u32 t = x & ~0xff00u; *z = t; return t | ((y & 0xff) << 8); }
int narrow(u16 *p, u16 a, u16 b) { u16 x = a + b; u16 r = (x & 0xf807) | (b << 3 & 0x7f8); return r; }
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep -v '^\.\|^$\|ret'
-- out --
ins:
    bfm w0, w1, #24, #7
ins2:
    bfm w0, w1, #25, #9
top:
    bfm w0, w1, #12, #11
low:
    bfm w0, w1, #0, #4
xil:
    bfm w0, w1, #9, #13
xt:
    bfm w0, w1, #27, #31
ins64:
    bfm x0, x1, #40, #15
setb:
    ldrh w8, [x0]
    bfm w8, w1, #29, #6
    strh w8, [x0]
clrb:
    ldrh w8, [x0]
    and w8, w8, #0xfffffc07
    strh w8, [x0]
clr:
    and w0, w0, #0xfffc003f
keep:
    and w8, w0, #0xffff00ff
    str w8, [x2]
    and w9, w1, #0xff
    orr w0, w8, w9, lsl #8
narrow:
    uxth w9, w1
    uxth w8, w2
    add w9, w9, w8
    movz w10, #63495
    and w9, w9, w10
    lsl w8, w8, #3
    and w8, w8, #0x7f8
    orr w0, w9, w8
-- cmd --
fuse cc -O2 --target=cortex-m3 --shuffle 0 -S -o - t.c | grep -v '^\.\|^$\|bx lr' | sed '/^ins64:/,/^setb:/{/^setb:/!d}'
-- out --
ins:
    bfi r0, r1, #8, #8
ins2:
    bfi r0, r1, #7, #10
top:
    bfi r0, r1, #20, #12
low:
    bfi r0, r1, #0, #5
xil:
    lsrs r3, r1, #9
    bfi r0, r3, #0, #5
xt:
    lsrs r3, r1, #27
    bfi r0, r3, #0, #5
setb:
    ldrh r3, [r0]
    bfi r3, r1, #3, #7
    strh r3, [r0]
clrb:
    ldrh r3, [r0]
    bic r3, r3, #1016
    strh r3, [r0]
clr:
    bfc r0, #6, #12
keep:
    bic r3, r0, #65280
    str r3, [r2]
    uxtb r2, r1
    orr.w r0, r3, r2, lsl #8
narrow:
    mov r3, r2
    uxth r2, r1
    uxth r3, r3
    adds r2, r2, r3
    movw r1, #63495
    ands r2, r2, r1
    lsls r3, r3, #3
    and r3, r3, #2040
    orr.w r0, r2, r3
