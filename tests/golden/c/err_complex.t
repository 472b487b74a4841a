Complex numbers: what they are not made of, and operators that they do not have.
-- bad.c --
_Complex _Bool i;
_Complex __int128 *p;
_Complex double z;
int f(void) { return z < z; }
double g(void) { return z % 2; }
int *h(void) { return (int *)z; }
-- cmd --
fail fuse cc -c bad.c
-- out --
bad.c:1:1: error: _Complex _Bool is not supported [C0207]
  _Complex _Bool i;
  ^^^^^^^^
  help: complex numbers have parts of a floating type, or integers of up to 64 bits
bad.c:2:1: error: _Complex __int128 is not supported [C0207]
  _Complex __int128 *p;
  ^^^^^^^^
  help: complex numbers have parts of a floating type, or integers of up to 64 bits
bad.c:4:24: error: operator < does not take _Complex double and _Complex double [C0305]
  int f(void) { return z < z; }
                       ~ ^ ~
bad.c:5:27: error: operator % does not take _Complex double and int [C0305]
  double g(void) { return z % 2; }
                          ~ ^ ~
bad.c:6:23: error: cannot cast _Complex double to int * [C0325]
  int *h(void) { return (int *)z; }
                        ^      ~
