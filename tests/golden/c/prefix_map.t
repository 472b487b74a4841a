-ffile-prefix-map and its halves: __FILE__ and debug information name no folder of the build.
-- src/t.c --
#include "t.h"
const char *file = __FILE__, *base = __BASE_FILE__;
int main(void) { return inner(); }
-- src/t.h --
static inline int inner(void) { return sizeof __FILE__ == sizeof "a=b/t.h" ? 0 : 1; }
-- cmd --
fuse cc -E -P -ffile-prefix-map=$PWD/= -fmacro-prefix-map=$PWD/src=a=b $PWD/src/t.c | tail -2
fuse cc -g -ffile-prefix-map=$PWD=/usr/src -ffile-prefix-map=$PWD/src=a=b -c $PWD/src/t.c -o t.o && ! grep "$PWD" t.o
fuse cc -g -fdebug-prefix-map=$PWD=/usr/src -c $PWD/src/t.c -o t.o && strings -a t.o | grep '/usr/src/src' | sort -u
fuse cc --libc=none -fmacro-prefix-map=$PWD/src=a=b $PWD/src/t.c -o t && ./t; echo $?
fail fuse cc -ffile-prefix-map=nothing -c src/t.c -o t.o
-- out --
const char *file = "a=b/t.c", *base = "a=b/t.c";
int main(void) { return inner(); }
/usr/src/src/t.c
/usr/src/src/t.h
0
error: option -ffile-prefix-map= does not take nothing [D0009]
