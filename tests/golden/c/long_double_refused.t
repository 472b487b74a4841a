What is not there for a wide long double is refused: a general register.
-- t.c --
long double f(long double *p)
{
    long double x;
    x = *p;
    asm("" : "+r"(x));
    return x;
}
-- cmd --
fail fuse cc -c t.c --target linux-x64
fail fuse cc -c t.c --target linux-arm64
fuse cc -c t.c --target windows-x64
-- out --
t.c:5:14: error: a value of type long double is in no register [C0361]
      asm("" : "+r"(x));
               ^^^^
  help: use the constraint m, or two operands
t.c:5:14: error: a value of type long double is in no register [C0361]
      asm("" : "+r"(x));
               ^^^^
  help: use the constraint m, or two operands
