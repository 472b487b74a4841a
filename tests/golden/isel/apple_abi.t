arm64 of Apple differs from AAPCS64: aligned structs start at any register, homogeneous aggregates
lie on the stack like their members and are never by reference behind "...", small results are extended.
-- a.c --
typedef struct { double a, b, c; } D3;
typedef struct { _Alignas(16) long a; float f; } A16;
typedef struct { char c; } C1;
typedef struct { float f[3]; } F3;
double third(__builtin_va_list ap) { return __builtin_va_arg(ap, D3).c; }
long any_register(int x, A16 a) { return a.a; }
int words(long a, long b, long c, long d, long e, long f, long g, long h, C1 x, int y) { return y; }
float packed(D3 a, D3 b, double c, char x, float y, float z, F3 f) { return f.f[2]; }
unsigned char small(int x) { return x + 1; }
-- cmd --
fuse cc --target macos-arm64 -O1 -S a.c -o - | grep '^[ _]'
-- out --
_third:
    str x0, [sp, #-16]
    ldr x8, [sp, #-16]
    add x9, x8, #24
    str x9, [sp, #-16]
    ldr d0, [x8, #16]
    ret
_any_register:
    stp x1, x2, [sp, #-16]
    sub x8, sp, #16
    ldr x0, [x8]
    ret
_words:
    ldr w0, [sp, #8]
    ret
_packed:
    add x8, sp, #4
    ldr s0, [x8, #8]
    ret
_small:
    add w8, w0, #1
    uxtb w0, w8
    ret
