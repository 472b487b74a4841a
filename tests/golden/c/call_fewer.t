A function without a prototype is called with what stands there; variables beyond 2 GiB of stack are an error.
-- few.c --
int foo(a, b, c, d, e, f, g, h, i)
{
    return a > 3 ? foo() + i : a;
}
int main(void)
{
    return foo(2, 0, 0, 0, 0, 0, 0, 0, 0) - 2;
}
-- big.c --
int use(const char *);
int bar(void)
{
    char s[0x80000000UL];
    s[0] = 'a';
    return use(s);
}
-- cmd --
for l in 0 1 2; do fuse cc -w -O$l -o few few.c && ./few; done
-- out --
-- cmd --
fail fuse cc -c -O2 big.c
test ! -e big.o
-- out --
big.c:2:1: error: the variables of a function take 2147483648 bytes of stack: 2 GiB is the limit [D0038]
  int bar(void)
  ^^^^^^^^^^^^^
