Debug information of Mach-O objects survives being linked later: the same .dSYM as by one command.
-- a.c --
struct pair { int a; double b; } p = {1, 2};
static int sv = 3;
int g(int x, const char *s);
static int sum(int n) { int r = 0; for (int i = 0; i < n; i++) r += i * sv; return r; }
int unused(int q) { return q * 7; }
int main(int argc, char **argv) { int l = sum(argc + 4); p.a += l; return g(l, argv[0]); }
-- b.c --
struct list { char c[9]; struct list *next; } q;
enum kind { ONE, TWO } kind = TWO;
int never(void) { return 1; }
int g(int x, const char *s) { struct list *p = &q; q.c[0] = *s; return x + p->c[1] + kind; }
-- many.c --
#define S3(n, i) __attribute__((used, section("__DATA,s" #n #i))) int v##n##i = 1;
#define S2(n) S3(n, 0) S3(n, 1) S3(n, 2) S3(n, 3) S3(n, 4) S3(n, 5) S3(n, 6) S3(n, 7)
#define S1(n) S1_(n)
#define S1_(n) S2(n##0) S2(n##1) S2(n##2) S2(n##3) S2(n##4)
S1(FILE1) S1(FILE2) S1(FILE3) S1(FILE4)
-- main.c --
int main(void) { return 0; }
-- both.sh --
for t in macos-arm64 macos-x64; do
for o in -O0 -O2; do
fuse cc --target $t -g $o a.c b.c -o one/p
fuse cc --target $t -g $o -c a.c
fuse cc --target $t -g $o -c b.c
fuse cc --target $t -g a.o b.o -o two/p
cmp one/p two/p
cmp one/p.dSYM/Contents/Resources/DWARF/p two/p.dSYM/Contents/Resources/DWARF/p
fuse objdump -h two/p.dSYM/Contents/Resources/DWARF/p | grep -c __debug_
rm -rf one/* two/*
fuse cc --target $t a.o b.o -o two/p
ls two
done
done
-- cmd --
mkdir one two
sh -e both.sh
# 160 sections in each of two objects; no file has room for both
fuse cc --target macos-arm64 -DFILE1=10 -DFILE2=11 -DFILE3=12 -DFILE4=13 -c many.c -o many1.o
fuse cc --target macos-arm64 -DFILE1=20 -DFILE2=21 -DFILE3=22 -DFILE4=23 -c many.c -o many2.o
fuse cc --target macos-arm64 main.c many1.o -o fits
fail fuse cc --target macos-arm64 main.c many1.o many2.o -o toomany
test ! -e toomany
-- out --
7
p
8
p
7
p
8
p
error: 325 sections are more than a Mach-O image has (255) [L0348]
