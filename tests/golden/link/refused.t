What is no object, or a damaged one, is refused with the reason and without a file.
-- text.o --
hello
-- a.c --
void _start(void) { __builtin_syscall(231, 0); }
-- cmd --
fuse cc -c a.c
head -c 100 a.o >cut.o
fail 1 fuse ld -o prog text.o
fail 1 fuse ld -o prog cut.o 2>said
sed 's/at [0-9]*/at N/' said
fail 1 fuse ld -o prog missing.o
fail 1 fuse ld -o prog a.o -e nostart
fail 1 fuse ld -o prog a.o -u wanted
fail 1 fuse ld -o prog a.o --wrong 2>said
head -1 said
head -1 said
ls prog 2>/dev/null || echo no file
-- out --
error: `text.o` is neither an object file nor an archive [L0001]
error: `cut.o` cannot be read: section headers at N outside the file [L0002]
error: `missing.o` cannot be opened [L0005]
error: no definition of the entry point `nostart` [L0106]
error: no definition of `wanted`, which was asked for by name [L0107]
fuse ld: unknown option --wrong
fuse ld: unknown option --wrong
no file
