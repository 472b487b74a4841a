Cases that go where the default goes are not compared: a block that branches to one place twice has no room for the moves that the place wants.
-- t.c --
#include <stdio.h>
unsigned sink;
unsigned use(unsigned a)
{
    return sink = sink * 31 + a;
}
int pick(int c, unsigned *p, unsigned *q, unsigned n)
{
    unsigned v = n, w = n + 1, x = n + 2, y = n + 3;
    for (unsigned k = 0; k < n; k++) {
        v += use(w) + x;
        w += use(x) + y;
        x += use(y) + v;
        y += use(v) + w;
    }
    switch (c) {
    default: break;
    case 'r': break;
    case 'g': break;
    case 'd': case '\\': return -1;
    }
    if (p && p[2] != 9) {
        p[0] += v;
        q[0] += p[1];
        p[1] ^= q[1];
    } else {
        p[1] += q[2];
    }
    return (int)((use(v) + w + x + y) & 0xffff);
}
// a whole range in one place is no table
int range(int c, unsigned *p, unsigned n)
{
    switch (c) {
    case 3: case 4: case 5: case 6: case 7: case 8: *p += n; break;
    default: return -1;
    }
    return (int)(*p & 0xff);
}
int main(void)
{
    unsigned a[4] = {1, 2, 3, 4}, b[4] = {5, 6, 7, 8};
    for (const char *s = "rgd\\xa"; *s; s++) {
        int z = pick(*s, a, b, 4);
        printf("%d %u %u %u\n", z, a[0], a[1], b[0]);
    }
    for (int c = 2; c < 10; c++)
        printf("%d\n", range(c, a, (unsigned)c));
    return 0;
}
-- cmd --
fuse cc --checks -O1 --libc=own t.c -o t1 && ./t1 > t1.out
fuse cc --checks -O2 --libc=own t.c -o t2 && ./t2
cmp t1.out <(./t2)
for t in linux-arm64 windows-x64 cortex-m4; do fuse cc --checks --libc=own -O1 --target=$t -c t.c -o t.o; done
fuse cc -O2 -S t.c -o - | sed -n '/^range:/,/ret/p'
-- out --
45269 915222403 4 7
60399 3869286700 2 11
-1 3869286700 2 11
-1 3869286700 2 11
60811 2121846335 4 13
48623 379386600 2 17
-1
235
239
244
250
1
9
-1
range:
    lea eax, [rdi - 3]
    cmp eax, 5
    jbe .L2_e
    mov eax, -1
    ret
