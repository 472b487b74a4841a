fuse cc: what it writes and where, refusals, exit codes.
-- a.c --
#ifndef N
#define N 1
#endif
int twice(int x);
int main(int argc, char **argv) { (void)argv; return twice(N) + argc; }
-- b.c --
int twice(int x) { return x * 2; }
-- bad.c --
int f(void) { return x; }
-- warn.c --
int f(unsigned a, int b) { int unused = 1; return a < b; }
-- inc/h.h --
#define H 5
-- h.c --
#include <h.h>
int main(void) { return H; }
-- cmd --
fuse cc a.c b.c
fail 3 ./a.out
fuse cc -DN=4 -O2 a.c b.c -o prog
fail 9 ./prog
fuse cc -c a.c
fuse cc -g -O1 -c b.c -o bb.o
fuse cc a.o bb.o -o prog2
fail 3 ./prog2
fail 6 fuse cc --interp a.c b.c -- x y z
fuse cc -E -P -DN=3 a.c
fuse cc -S b.c
grep -c twice b.s | sed 's/[0-9]*/some lines/'
fuse cc --emit ir b.c | head -1
fuse cc -I inc h.c -o h
fail 5 ./h
fuse cc -isystem inc h.c -o h -s
fail 5 ./h
fail 1 fuse cc --libc=none h.c
fail 1 fuse cc bad.c -o nothing
fail 1 fuse cc bad.c --diagnostics json
fuse cc -Wall -Wextra -c warn.c
fail 1 fuse cc -Wall -Wextra -Werror -c warn.c -o nothing
fail 1 fuse cc
fail 1 fuse cc --nope a.c
fail 1 fuse cc --emit foo a.c
fail 1 fuse cc -c a.c b.c -o x.o
fail 1 fuse cc nofile.c
fail 1 fuse cc nofile.c --diagnostics json
fail 1 fuse cc --libc=none a.c -o nothing
fail 1 fuse cc a.c b.c -o /dev/null/nothing
ls
-- out --
int twice(int x);
int main(int argc, char **argv) { (void)argv; return twice(3) + argc; }
some lines
module "b.c"
h.c:1:10: error: cannot find h.h; looked in: the headers of fuse [C0119]
  #include <h.h>
           ^^^^^
  help: add its folder with -I
bad.c:1:22: error: x is not declared [C0300]
  int f(void) { return x; }
                       ^
  help: declare it, or include its header
{"kind":"diagnostic","level":"error","message":"x is not declared","path":"bad.c","line":1,"column":22,"span_start":21,"span_end":22,"code":"C0300","help":"declare it, or include its header"}
warn.c:1:53: warning: comparison of unsigned int and int: a negative number becomes large [C0407]
  int f(unsigned a, int b) { int unused = 1; return a < b; }
                                                    ~ ^ ~
  help: cast one side
warn.c:1:32: warning: variable unused is not used [C0416]
  int f(unsigned a, int b) { int unused = 1; return a < b; }
                                 ^^^^^^
warn.c:1:53: error: comparison of unsigned int and int: a negative number becomes large [C0407]
  int f(unsigned a, int b) { int unused = 1; return a < b; }
                                                    ~ ^ ~
  help: cast one side
warn.c:1:32: error: variable unused is not used [C0416]
  int f(unsigned a, int b) { int unused = 1; return a < b; }
                                 ^^^^^^
error: no input files [D0003]
  help: name a source file, or see `fuse help`
error: unknown option --nope [D0004]
  help: `fuse help` lists the options
error: option --emit does not take foo [D0009]
error: -o with -c or -E needs exactly one source file [D0007]
error: cannot read nofile.c: No such file or directory [D0001]
{"kind":"cli_message","level":"error","code":"D0001","message":"cannot read nofile.c: No such file or directory"}
error: undefined symbol `twice` [L0101]
note: asked for by a.c: function `main` (.text.main+0x9) [L0102]
error: cannot write /dev/null/nothing: Not a directory [D0002]
a.c
a.o
a.out
b.c
b.s
bad.c
bb.o
h
h.c
inc
prog
prog2
warn.c
warn.o
