What the buffers of streams hold, and the name of the program, for programs that ask as gnulib does.
-- a.c --
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    FILE *f = tmpfile();
    printf("%s %d\n", program_invocation_short_name, !strcmp(getprogname(), program_invocation_short_name));
    fputs("abc", f);
    printf("%d %d %d\n", (int)__fpending(f), __fwriting(f) != 0, __freading(f) != 0);
    __fpurge(f);
    fputs("de", f);
    rewind(f);
    printf("%c", getc(f));
    printf(" %d %d\n", __fwriting(f) != 0, __freading(f) != 0);
    printf("%d %d %d\n", __freadable(f) != 0, __fwritable(f) != 0, ferror(f));
    __fpurge(f);
    printf("%d\n", getc(f));
    __fseterr(f);
    printf("%d %d\n", ferror(f) != 0, getdtablesize() > 3);
    return 0;
}
-- cmd --
fuse cc --libc=own -static -O1 a.c -o prog
./prog
-- out --
prog 1
3 1 0
d 0 1
1 1 0
-1
1 1
