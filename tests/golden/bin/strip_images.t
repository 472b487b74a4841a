fuse strip on images of Mach-O and PE: symbols and debug sections go, what the loader reads stays; objects are refused.
-- a.c --
int data = 5;
static int own(int x) { return x * data; }
int shown(int x) { return own(x) + 1; }
int main(void) { return shown(2); }
-- size.sh --
# whether the second file is smaller
[ "$(wc -c <"$1")" -gt "$(wc -c <"$2")" ] && echo smaller
-- cmd --
fuse cc --target macos-arm64 a.c -o m
fuse strip -o m2 m
sh size.sh m m2
fuse nm m2
fuse strip -o m3 m2
cmp m2 m3
fuse cc --target windows-x64 -g a.c -o w.exe
fuse strip -g -o w2.exe w.exe
sh size.sh w.exe w2.exe
fuse objdump -h w2.exe | grep -c debug | grep -x 0
fuse nm w2.exe | grep ' T shown'
fuse strip -o w3.exe w.exe
sh size.sh w2.exe w3.exe
fuse nm w3.exe 2>&1 | grep -c shown | grep -x 0
fuse strip w2.exe
cmp w2.exe w3.exe
fuse cc --target macos-arm64 -c a.c -o m.o
fuse cc --target windows-x64 -c a.c -o w.o
fail fuse strip m.o
fail fuse strip w.o
-- out --
smaller
0000000100000000 T __mh_execute_header
smaller
0
0000000140001000 T shown
smaller
0
error: m.o: of Mach-O files only images can be stripped [D0008]
error: w.o: of COFF files only images can be stripped [D0008]
