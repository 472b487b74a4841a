Windows x64: by reference, duplicated floats, homes of variadic arguments, saved vector registers, probed frames.
-- a.c --
struct S { long long a, b, c; };
extern int g(struct S s, double d, ...);
extern double h(double);
extern void use(char *);
int f(struct S s) { return g(s, 1.5, 2.5, s, 7); }
int va(int n, ...)
{
    __builtin_va_list ap;
    __builtin_va_start(ap, n);
    return __builtin_va_arg(ap, int);
}
double two(double a, double b) { return h(a) + h(b); }
void big(void) { char b[8192]; use(b); }
int tail(int x) { extern int to(int); return to(x + 1); }
_Thread_local int tv;
int tls(void) { return tv; }
-- cmd --
fuse cc --target windows-x64 -O2 -S -o - a.c | sed -n '/^[a-z]*:$/,/ret$\|jmp/p' | grep -v '^\.'
-- out --
f:
    sub rsp, 104
    movups xmm0, xmmword ptr [rcx]
    movups xmmword ptr [rsp + 48], xmm0
    mov rax, qword ptr [rcx + 16]
    mov qword ptr [rsp + 64], rax
    movups xmm0, xmmword ptr [rcx]
    movups xmmword ptr [rsp + 80], xmm0
    mov rax, qword ptr [rcx + 16]
    mov qword ptr [rsp + 96], rax
    mov qword ptr [rsp + 32], 7
    lea rcx, [rsp + 48]
    movsd xmm0, qword ptr [rip + .Lsect7 + 8]
    movq r8, xmm0
    lea r9, [rsp + 80]
    movsd xmm1, qword ptr [rip + .Lsect7]
    movsd xmm2, qword ptr [rip + .Lsect7 + 8]
    call g
    add rsp, 104
    ret
va:
    sub rsp, 8
    mov qword ptr [rsp + 24], rdx
    mov qword ptr [rsp + 32], r8
    mov qword ptr [rsp + 40], r9
    lea rax, [rsp + 24]
    mov qword ptr [rsp], rax
    mov rax, qword ptr [rsp]
    lea rcx, [rax + 8]
    mov qword ptr [rsp], rcx
    mov eax, dword ptr [rax]
    add rsp, 8
    ret
two:
    sub rsp, 72
    movups xmmword ptr [rsp + 32], xmm6
    movups xmmword ptr [rsp + 48], xmm7
    movaps xmm7, xmm1
    call h
    movaps xmm6, xmm0
    movaps xmm0, xmm7
    call h
    addsd xmm6, xmm0
    movaps xmm0, xmm6
    movups xmm6, xmmword ptr [rsp + 32]
    movups xmm7, xmmword ptr [rsp + 48]
    add rsp, 72
    ret
big:
    mov eax, 8232
    call ___chkstk_ms
    sub rsp, rax
    lea rcx, [rsp + 32]
    call use
    add rsp, 8232
    ret
tail:
    sub rsp, 40
    add ecx, 1
    call to
    add rsp, 40
    ret
tls:
    mov eax, dword ptr [rip + _tls_index]
    mov rcx, qword ptr gs:[88]
    mov rax, qword ptr [rcx + 8*rax]
    mov eax, dword ptr [rax + tv@SECREL32]
    ret
tv:
    .zero 4

    .byte 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf8, 0x3f, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0x40

    .byte 0x01, 0x04, 0x01, 0x00, 0x04, 0xc2, 0x00, 0x00

    .long .Lsect0@IMGREL
    .long .Lsect0@IMGREL + 96
    .long .Lsect8@IMGREL

    .byte 0x01, 0x04, 0x01, 0x00, 0x04, 0x02, 0x00, 0x00

    .long .Lsect1@IMGREL
    .long .Lsect1@IMGREL + 47
    .long .Lsect10@IMGREL

    .byte 0x01, 0x0e, 0x05, 0x00, 0x0e, 0x78, 0x03, 0x00, 0x09, 0x68, 0x02, 0x00, 0x04, 0x82, 0x00, 0x00

    .long .Lsect2@IMGREL
    .long .Lsect2@IMGREL + 55
    .long .Lsect12@IMGREL

    .byte 0x01, 0x0d, 0x02, 0x00, 0x0d, 0x01, 0x05, 0x04

    .long .Lsect3@IMGREL
    .long .Lsect3@IMGREL + 31
    .long .Lsect14@IMGREL

    .byte 0x01, 0x04, 0x01, 0x00, 0x04, 0x42, 0x00, 0x00

    .long .Lsect4@IMGREL
    .long .Lsect4@IMGREL + 17
    .long .Lsect16@IMGREL
