Damaged files that fuse strip once read beyond their end (found by tests/fuzz/run ar).
-- a.c --
int x = 1;
-- patch.sh --
# patch.sh FILE OFFSET BYTES - overwrites bytes there
printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
-- null.sh --
# the second section becomes one of no type, far too long
at=$(od -An -tu8 -j40 -N8 b.o)
sh patch.sh b.o $((at + 64 + 4)) '\0\0\0\0'
sh patch.sh b.o $((at + 64 + 32)) '\0\0\0\020'
-- cmd --
fuse cc --target linux-x64 -c a.c -o a.o
cp a.o b.o
# one section header, and the names of sections in section 9
sh patch.sh a.o 60 '\001\000\011\000'
fail fuse strip a.o
sh null.sh
fuse strip b.o
-- out --
error: a.o: names of sections are in section 9, which is none [D0008]
