--time-passes names every step of a compilation once, on the standard error; the object is the same.
-- a.c --
int f(int a)
{
    return a + 1;
}
-- cmd --
fuse cc -O1 -c a.c -o plain.o
fuse cc -O1 -c a.c -o a.o --time-passes 2>times
cmp plain.o a.o
sed -E 's/^ *[0-9]+\.[0-9]+ ms  //' times
-- out --
front: parse
front: lower
simplcfg
mem2reg
fold
dce
gvn
inline0
objsize
code: legalize
code: select
code: regalloc
code: layout
code: encode
code: object
write
