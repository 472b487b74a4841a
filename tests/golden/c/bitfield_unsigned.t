-funsigned-bitfields: bit-fields of plain int have no sign; those that say signed keep it. -fno-asm: asm and typeof are names.
-- t.c --
struct s {
    int plain : 3;
    signed int said : 3;
    long wide : 5;
    unsigned none : 3;
} s = {7, 7, 31, 7};
int main(void)
{
    return s.plain == 7 && s.said == -1 && s.wide == 31 && s.none == 7 ? 0 : 1;
}
-- names.c --
int asm = 1, typeof = 2;
int main(void)
{
    __typeof__(asm) sum = asm + typeof;
    return sum - 3;
}
-- cmd --
fuse cc -w --libc=none -funsigned-bitfields t.c -o t && ./t
fail fuse cc -w --libc=none t.c -o t && ./t
fail fuse cc -w --libc=none -funsigned-bitfields -fsigned-bitfields t.c -o t && ./t
fuse cc --libc=none -fno-asm names.c -o n && ./n
fail fuse cc -fsyntax-only names.c 2>/dev/null
-- out --
