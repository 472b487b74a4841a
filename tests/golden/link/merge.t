Equal strings of several objects are one, also where one is the tail of another.
-- a.c --
const char *a1(void) { return "alpha beta"; }
const char *a2(void) { return "beta"; }
-- b.c --
const char *a1(void), *a2(void);
const char *b1(void) { return "alpha beta"; }
void _start(void) { __builtin_syscall(231, (a1() == b1()) + 2 * (a1() + 6 == a2())); }
-- cmd --
fuse cc -O0 -c a.c
fuse cc -O0 -c b.c
fuse ld -o prog a.o b.o
fail 3 ./prog
fuse ld --no-merge -o prog a.o b.o
./prog
-- out --
