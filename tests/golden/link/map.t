--map lists what is where, and what --gc-sections dropped; the same input gives the same bytes.
-- a.c --
static const char *const words[] = {"alpha", "beta", "ha"};
int used(int x) { return words[x][0]; }
int unused(int x) { return x + 1; }
int counter;
void _start(void) { __builtin_syscall(231, used(counter)); }
-- cmd --
fuse cc -O0 -c a.c
fuse ld --gc-sections --map map -o prog a.o
fail 97 ./prog
grep -c 'a.o:(.text.used)' map
sed -n '/^Dropped/,$p' map | grep -o 'a.o:.*'
fuse ld --gc-sections -o prog2 a.o
cmp prog prog2
fuse ld --gc-sections -s -o prog3 a.o
fail 97 ./prog3
test $(wc -c <prog3) -lt 2000
-- out --
1
a.o:(.text.unused)
