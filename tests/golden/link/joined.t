`-r` makes one object of many, which links like those; without a root nothing is dropped.
-- a.c --
int twice(int);
static int own = 20;
int shared;
__attribute__((weak)) int absent(void);
void _start(void) { __builtin_syscall(231, twice(own) + shared + (absent != 0)); }
-- b.c --
static int own = 2;
int unused(void) { return own; }
int shared = 1;
int twice(int x) { return own * x; }
-- cmd --
fuse cc -fcommon -r -o one.o a.c b.c
fuse cc -fcommon -c a.c b.c
fuse ld -r -o two.o a.o b.o
fuse nm one.o
fuse cc -nostdlib -o prog one.o
fail 41 ./prog
fuse ld -o prog two.o
fail 41 ./prog
fuse ld -r --gc-sections -e twice -o three.o two.o
fuse nm three.o
fail 1 fuse ld -r --gc-sections -o four.o two.o
fail 1 fuse ld -r -pie -o four.o two.o
fail 1 fuse ld -r a.o two.o -o four.o
-- out --
0000000000000000 T _start
                 w absent
0000000000000000 d own
0000000000000004 d own
0000000000000000 D shared
0000000000000000 T twice
0000000000000000 T unused
0000000000000000 d own
0000000000000004 d own
0000000000000000 T twice
error: what is to stay of the joined object? [L0012]
  help: name it with -e or -u beside --gc-sections
error: option -pie is refused: with -r the output is an object [D0029]
error: symbol `_start` is defined twice [L0104]
  help: rename one, or make one of them weak or local (static)
note: defined in a.o [L0105]
note: defined in two.o [L0105]
