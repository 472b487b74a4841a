No warning where gcc and clang give none: assignment in switch, loops that never end, dead operands, headers of the compiler.
-- t.c --
#define offsetof(t, m) ((__SIZE_TYPE__)&((t *)0)->m)
#include <stddef.h>
void abort(void);
int next(void);
int f(int c)
{
    switch (c = next()) {
    case 1: return c;
    default: do { next(); abort(); } while (0);
    }
}
int *g(int *p)
{
    if (p) {
        return p;
    } else
        do { next(); abort(); } while (0);
}
int h(long n, unsigned long m, int k)
{
    if ((0x7fffffffffffffffL > ~0UL && n > m) || (1 || n < m) || (0 ? n == m : k))
        return (int)sizeof(n < m);
    return 0;
}
struct Small {
    unsigned char a, b;
    unsigned short c;
    unsigned f : 3;
} s1;
int quiet(unsigned n, int k)
{
    if (n < s1.a + s1.c || n > (k ? 4 : 1) || (n & 1) == (k & 1) || n == s1.f || n < (k > 2))
        return 1;
    if (k)
        ;
    else
        return 2;
    return 3;
}
int shared __attribute__((common)), own __attribute__((nocommon));
int *two(int n)
{
    unsigned char c = -1, d = 0xff;
    signed char s = 0xff;
    int x, w = (__int128)-1;
    if (w == (unsigned __int128)5)
        return 0;
    x = n;
    volatile int reg;
    reg = 3;
    return x && (c & (d == 3)) && s ? &shared : &own;
}
-- cmd --
fuse cc -Wall -Wextra -Werror -c t.c && fuse nm t.o | grep -E 'shared|own'
-- out --
0000000000000000 B own
0000000000000004 C shared
