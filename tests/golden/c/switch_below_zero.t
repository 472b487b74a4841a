A jump table that begins below zero has its holes where the values are, for every width.
-- s.c --
#define F(name, type)                                                                     \
    int name(type x)                                                                      \
    {                                                                                     \
        switch (x) {                                                                      \
        case -6: return 1;                                                                \
        case 0: return 2;                                                                 \
        case 1: case 2: return 3;                                                         \
        case 3: case 5: return 4;                                                         \
        default: return 9;                                                                \
        }                                                                                 \
    }
F(f8, signed char)
F(f16, short)
F(f32, int)
F(f64, long long)
int printf(const char *, ...);
int main(void)
{
    for (int i = -8; i < 8; i++)
        printf("%d%d%d%d ", f8((signed char)i), f16((short)i), f32(i), f64(i));
    printf("\n");
    return 0;
}
-- cmd --
for l in 0 1 2 s; do fuse cc -O$l -o s s.c && ./s; done
-- out --
9999 9999 1111 9999 9999 9999 9999 9999 2222 3333 3333 4444 9999 4444 9999 9999 
9999 9999 1111 9999 9999 9999 9999 9999 2222 3333 3333 4444 9999 4444 9999 9999 
9999 9999 1111 9999 9999 9999 9999 9999 2222 3333 3333 4444 9999 4444 9999 9999 
9999 9999 1111 9999 9999 9999 9999 9999 2222 3333 3333 4444 9999 4444 9999 9999 
