AArch64: a widened value shifted to the left keeps the bits that fit: with 12 of 32 bits left it is a field of 12.
-- t.c --
unsigned long power(int k) { return (unsigned long)(k + 1023) << 52; }
unsigned long top(unsigned short k) { return (unsigned long)k << 55; }
long whole(int k) { return (long)k << 31; }
-- cmd --
fuse cc -O2 --target=linux-arm64 -c t.c -o t.o && fuse objdump t.o | grep -E 'fi[zx]|bfm|lsl'
-- out --
       4:  934c2d00  sbfm x0, x8, #12, #11
       0:  d3492000  lsl x0, x0, #55
       0:  93617c00  sbfm x0, x0, #33, #31
