The address of a local array that a loop indexes is made before the loop.
-- t.c --
int f(const unsigned char *p, int n)
{
    int count[64], t = 0;
    unsigned char seen[64];
    for (int i = 0; i < 64; i++)
        count[i] = 0, seen[i] = 1;
    for (int i = 0; i < n; i++)
        count[p[i] & 63]++, seen[p[i] & 63] = 0;
    for (int i = 0; i < 64; i++)
        t += count[i] * seen[63 - i];
    return t;
}
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep ', sp, \|b\.l'
-- out --
    sub sp, sp, #320
    add x8, sp, #256
    add x9, sp, #0
    b.lt .L0_10
    add x9, sp, #256
    add x10, sp, #0
    b.le .L0_74
    b.lt .L0_40
    add x9, sp, #0
    add x11, sp, #256
    b.lt .L0_7c
    add sp, sp, #320
-- cmd --
fuse cc -O2 --target=cortex-m3 --shuffle 0 -S -o - t.c | grep 'mov.* sp\|, sp, \|b[lg][te]'
-- out --
    sub sp, sp, #324
    add r3, sp, #256
    mov r2, sp
    blt.n .L0_a
    add r3, sp, #256
    ble.n .L0_44
    mov r6, sp
    blt.n .L0_22
    mov r2, sp
    add r4, sp, #256
    blt.n .L0_48
    add sp, sp, #324
