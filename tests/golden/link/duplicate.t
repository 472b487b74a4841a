Two strong definitions are an error that names both objects; weak and static ones are not.
-- a.c --
int twice(void) { return 1; }
static int own(void) { return 2; }
__attribute__((weak)) int soft(void) { return 3; }
void _start(void) { __builtin_syscall(231, own() + soft()); }
-- b.c --
static int own(void) { return 4; }
int soft(void) { return own() + 1; }
-- c.c --
int twice(void) { return 1; }
-- cmd --
fuse cc -c a.c
fuse cc -c b.c
fuse cc -c c.c
fail 1 fuse ld -o prog a.o b.o c.o
fuse ld -o prog a.o b.o
fail 7 ./prog
fuse ld -o prog a.o
fail 5 ./prog
-- out --
error: symbol `twice` is defined twice [L0104]
  help: rename one, or make one of them weak or local (static)
note: defined in a.o [L0105]
note: defined in c.o [L0105]
