attribute ifunc: the address of a function is what another returns at the start; called, stored, static or global, in every kind of image.
-- t.c --
static int one(int x) { return x + 1; }
static int two(int x) { return x + 2; }
static int (*first(void))(int) { return one; }
static int (*second(void))(int) { return two; }
int chosen(int) __attribute__((ifunc("first")));
static int hidden(int) __attribute__((ifunc("second")));
int (*table[])(int) = {chosen, hidden};
int main(void)
{
    int (*volatile f)(int) = hidden;
    return chosen(1) == 2 && hidden(1) == 3 && table[0](5) == 6 && table[1](5) == 7 && f(0) == 2 && f == table[1] ? 0 : 1;
}
-- u.c --
int f(void) __attribute__((ifunc("nowhere")));
-- cmd --
for o in -O0 '-O2 -static-pie' '-O2 -fPIC -pie'; do fuse cc --libc=none $o t.c -o t && ./t; echo $?; done
fuse cc -c t.c -o t.o && fuse nm t.o | cut -c18- | grep ' chosen\| hidden'
fuse cc --emit ir -O2 t.c -o - | grep ifunc
fail fuse cc -c u.c -o u.o
fuse cc --target windows-x64 -c t.c -o t.obj 2>&1 | grep -m1 error
-- out --
0
0
0
i chosen
i hidden
extern global ifunc @chosen = @first (i32) -> i32
extern local ifunc @hidden = @second (i32) -> i32
u.c:1:5: error: f cannot be another name of nowhere [C0230]
  int f(void) __attribute__((ifunc("nowhere")));
      ^
  help: an alias is not defined itself, and what it stands for is defined in this file
t.c:5:32: error: the attribute ifunc is not supported [C0282]
