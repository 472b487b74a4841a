attributes ms_struct and gcc_struct, -mms-bitfields: the rule by which bit-fields share storage is the record's choice, not only the target's.
-- t.c --
#define MS __attribute__((ms_struct))
#define GCC __attribute__((gcc_struct))
struct A { char a; short b : 13; };                // one unit of short behind the char, or both in one
struct MS B { int a : 3; char b : 2; int c : 4; };
struct GCC C { int a : 3; char b : 2; int c : 4; };
struct MS D { char a : 7; long long b : 30; char c : 2; short d : 9; };
struct GCC E { char a : 7; long long b : 30; char c : 2; short d : 9; };
union MS U { int a : 3; char b : 2; };
struct MS P { char a; int b : 4; } __attribute__((packed));
#ifdef WANT_MS
#define PLAIN sizeof(struct A) == 4 && sizeof(struct { int a : 3; char b : 2; }) == 8
#else
#define PLAIN sizeof(struct A) == 4 && sizeof(struct { int a : 3; char b : 2; }) == 4
#endif
_Static_assert(PLAIN, "");
_Static_assert(sizeof(struct B) == 12 && sizeof(struct C) == 4, "");
_Static_assert(sizeof(struct D) == 24 && sizeof(struct E) == 8, "");
_Static_assert(sizeof(union U) == 4 && sizeof(struct P) == 5, "");
int at(struct B *p) { return p->b; }
-- cmd --
fuse cc -c t.c -o t.o
fuse cc -mms-bitfields -DWANT_MS -c t.c -o t.o
fuse cc --target windows-x64 -DWANT_MS -c t.c -o t.o
fuse cc --target windows-x64 -mno-ms-bitfields -c t.c -o t.o
fuse cc --target linux-arm64 -c t.c -o t.o
-- out --
