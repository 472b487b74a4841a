What is not there for a wide long double is refused: _Atomic, a general register.
-- t.c --
_Atomic long double a;
long double f(long double *p)
{
    long double x;
    __atomic_load(p, &x, 5);
    asm("" : "+r"(x));
    return x;
}
-- cmd --
fail fuse cc -c t.c --target linux-x64
fail fuse cc -c t.c --target linux-arm64
fuse cc -c t.c --target windows-x64
-- out --
t.c:1:1: error: _Atomic of long double is not supported [C0249]
  _Atomic long double a;
  ^^^^^^^
  help: make the members atomic, or use a lock
t.c:5:5: error: __atomic_load: unknown, or its arguments do not fit [C0332]
      __atomic_load(p, &x, 5);
      ^^^^^^^^^^^^^
  help: the first argument is a pointer to a number or pointer
t.c:6:14: error: a value of type long double is in no register [C0361]
      asm("" : "+r"(x));
               ^^^^
  help: use the constraint m, or two operands
t.c:1:1: error: _Atomic of long double is not supported [C0249]
  _Atomic long double a;
  ^^^^^^^
  help: make the members atomic, or use a lock
t.c:5:5: error: __atomic_load: unknown, or its arguments do not fit [C0332]
      __atomic_load(p, &x, 5);
      ^^^^^^^^^^^^^
  help: the first argument is a pointer to a number or pointer
t.c:6:14: error: a value of type long double is in no register [C0361]
      asm("" : "+r"(x));
               ^^^^
  help: use the constraint m, or two operands
