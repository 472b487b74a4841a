A block parameter that gets an undefined value on some edge: the allocation is proved all the same.

-- t.c --
int g(int);
int f(int x, int y)
{
    int v, ok = 0;
    while (g(x)) {
        if (x > 3) {
            v = y * x;
            ok = 1;
        } else if (g(y)) {
            ok = 0;
        }
        if (ok && v > 5)
            x += v;
        y--;
    }
    return x + y;
}
-- cmd --
fuse cc --checks -O1 -c t.c -o t1.o
fuse cc --checks -O2 -c t.c -o t2.o
-- out --
