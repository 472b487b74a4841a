The same source gives the same object, from any folder and under any name of the output.
-- a.c --
#include <stddef.h>
_Thread_local int t = 3;
static int counter;
const char *const names[] = {"one", "two", "one"};
double half(double x) { return x * 0.5; }
int next(size_t i) { return counter++ + names[i][0] + t; }
-- cmd --
mkdir -p x/y
cp a.c x/y
fuse cc -g -O2 -c a.c -o one.o
(cd x/y && fuse cc -g -O2 -c a.c -o other.o)
cmp one.o x/y/other.o
-- out --
