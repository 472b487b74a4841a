Copies of structures on Thumb: lists of registers where words are aligned, never of one register; the pointers that
are wanted afterwards are kept.
-- t.c --
struct S3 { int a[3]; }; struct S4 { int a[4]; }; struct S5 { int a[5]; }; struct S8 { int a[8]; }; struct S13 { int a[13]; }; struct B { char a[17]; }; struct M { int a[4]; char c; };
void c3(struct S3 *a, struct S3 *b) { *a = *b; }
void c4(struct S4 *a, struct S4 *b) { *a = *b; }
int c5(struct S5 *a, struct S5 *b) { *a = *b; return a->a[0]; }
void c8(struct S8 *a, struct S8 *b) { *a = *b; }
void c13(struct S13 *a, struct S13 *b) { *a = *b; }
void cm(struct M *a, struct M *b) { *a = *b; }
void use(struct S4 *);
void loc(struct S4 *a) { struct S4 x = *a; use(&x); }
#pragma pack(1)
struct U { int a[4]; };
void unaligned(struct U *a, struct U *b) { *a = *b; }
-- cmd --
fuse cc -O2 --target=cortex-m3 --shuffle 0 -S -o - t.c | grep -E '^[a-z0-9]+:|ldm|stm|ldr|str|mov'
-- out --
c3:
    ldmia r1!, {r2, r3, r4}
    stmia r0!, {r2, r3, r4}
c4:
    ldmia r1!, {r2, r3, r4, r5}
    stmia r0!, {r2, r3, r4, r5}
c5:
    mov r3, r0
    ldmia r1!, {r2, r4, r5}
    stmia r3!, {r2, r4, r5}
    ldmia r1!, {r2, r4}
    stmia r3!, {r2, r4}
    ldr r0, [r0]
c8:
    ldmia r1!, {r2, r3, r4, r5}
    stmia r0!, {r2, r3, r4, r5}
    ldmia r1!, {r2, r3, r4, r5}
    stmia r0!, {r2, r3, r4, r5}
c13:
    ldmia r1!, {r2, r3, r4, r5}
    stmia r0!, {r2, r3, r4, r5}
    ldmia r1!, {r2, r3, r4, r5}
    stmia r0!, {r2, r3, r4, r5}
    ldmia r1!, {r2, r3, r4}
    stmia r0!, {r2, r3, r4}
    ldmia r1!, {r2, r3}
    stmia r0!, {r2, r3}
cm:
    ldmia r1!, {r2, r3, r4}
    stmia r0!, {r2, r3, r4}
    ldmia r1!, {r2, r3}
    stmia r0!, {r2, r3}
loc:
    mov r3, sp
    ldmia r0!, {r1, r2, r4, r5}
    stmia r3!, {r1, r2, r4, r5}
    mov r0, sp
unaligned:
    ldr r3, [r1]
    str r3, [r0]
    ldr r3, [r1, #4]
    str r3, [r0, #4]
    ldr r3, [r1, #8]
    str r3, [r0, #8]
    ldr r3, [r1, #12]
    str r3, [r0, #12]
-- cmd --
fuse cc -Os --target=cortex-m3 --shuffle 0 -S -o - t.c | sed -n '/^c13/,/pc/p'
-- out --
c13:
    push {r3, lr}
    movs r2, #52
    bl memcpy
    pop {r3, pc}
