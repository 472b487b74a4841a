Weak symbols by pragma and weakref: what nobody defines is a null pointer; -fcommon lets files share a variable.
-- t.c --
#pragma weak nowhere
#pragma weak other = real
void nowhere(void);
int other(void);
int real(void)
{
    return 7;
}
static void maybe(void) __attribute__((weakref("not_linked")));
static int alias_of(void) __attribute__((weakref, alias("real")));
int shared;
int later[4];
int main(void)
{
    if (nowhere || maybe || other() != 7 || alias_of() != 7)
        return __LINE__;
    return shared == 5 && !later[3] ? 0 : __LINE__;
}
-- b.c --
int shared = 5;
int later[4];
-- cmd --
fuse cc --libc=none -fcommon t.c b.c -o t && ./t
fuse cc --libc=none -fcommon -O2 t.c b.c -o t && ./t
fail fuse cc --libc=none -fno-common t.c b.c -o t 2>/dev/null
fuse cc -fcommon -c b.c && fuse nm b.o
-- out --
0000000000000010 C later
0000000000000000 D shared
