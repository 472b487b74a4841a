A counter that is wanted both wide and narrow goes around a rotated loop once.
-- t.c --
void f(unsigned char *p, int k) { for (int i = 0; i < 64; i++) p[i] = (unsigned char)(k + i * 7); }
-- cmd --
fuse cc -O2 --target=linux-arm64 --shuffle 0 -S -o - t.c | grep -v '^\.\|^$'
-- out --
f:
    movz w8, #0
    movz w9, #7
    madd w9, w8, w9, w1
    strb w9, [x0, x8]
    add x8, x8, #1
    cmp x8, #64
    b.lt .L0_4
    ret
-- cmd --
fuse cc -O2 --target=linux-x64 --shuffle 0 -S -o - t.c | grep -v '^\.\|^$'
-- out --
f:
    xor eax, eax
    imul ecx, eax, 7
    add ecx, esi
    mov byte ptr [rdi + 1*rax], cl
    add rax, 1
    cmp rax, 64
    jl .L0_2
    ret
