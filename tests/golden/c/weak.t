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
static int no_object __attribute__((weakref("not_linked_either")));
static int *no_address = &no_object;
int strong = 5;
static int local = 6;
static int alias_strong __attribute__((weakref("strong"))), alias_local __attribute__((weakref("local")));
int shared;
int later[4];
int main(void)
{
    if (no_address || &no_object || alias_strong != 5 || &alias_strong != &strong || &alias_local != &local)
        return __LINE__;
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
fuse cc -fcommon -c t.c && fuse nm t.o | grep 'no_\|not_\|strong\|local'
-- out --
0000000000000010 C later
0000000000000000 D shared
0000000000000000 d local
0000000000000000 d no_address
                 w not_linked
                 w not_linked_either
0000000000000000 D strong
