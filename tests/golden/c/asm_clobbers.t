What inline assembly may lose: registers by the names of gcc and of clang, with a percent sign, and by gcc's numbers (rbx is 3).
-- t.c --
int f(int x)
{
    asm("" : : : "cc", "memory", "flags", "fpsr", "dirflag", "st", "st(7)", "mm3", "%rsi", "rdi", "xmm2", "0");
    return x;
}
long g(long x) { asm("" : : : "3"); return x; }
-- bad.c --
void h(void) { asm("" : : : "4711"); }
-- cmd --
fuse cc -O1 -S -o - t.c | grep -c rbx
fail fuse cc -c bad.c
-- out --
2
bad.c:1:29: error: 4711 is no register of this target [C0359]
  void h(void) { asm("" : : : "4711"); }
                              ^^^^^^
