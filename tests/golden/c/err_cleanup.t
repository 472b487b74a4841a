Jumps into the scope of a variable-length array, cleanup without a function, labels of another block.
-- bad.c --
void f(int n)
{
    goto in;
    { int a[n]; in: a[0] = 1; }
    switch (n) {
    case 0:;
        int b[n];
    case 1: b[0] = 1;
    }
    __attribute__((cleanup(n))) int c;
    { __label__ l; l:; }
    goto l;
}
void put(long *p);
void g(void) { __attribute__((cleanup(put))) int d; { __label__ m; goto m; } }
-- cmd --
fail fuse cc -c bad.c
-- out --
bad.c:8:5: error: this jumps to where b exists, past its declaration [C0364]
      case 1: b[0] = 1;
      ^^^^
  help: its size would be unknown there
bad.c:7:13: note: b is declared here [C0245]
          int b[n];
              ^
bad.c:10:28: error: cleanup needs a function, n is none [C0365]
      __attribute__((cleanup(n))) int c;
                             ^
bad.c:12:10: error: label l is not defined in this function [C0355]
      goto l;
           ^
bad.c:3:5: error: this jumps to where a exists, past its declaration [C0364]
      goto in;
      ^^^^
  help: its size would be unknown there
bad.c:4:11: note: a is declared here [C0245]
      { int a[n]; in: a[0] = 1; }
            ^
bad.c:15:50: warning: argument 1: pointer int * given for long * [C0400]
  void g(void) { __attribute__((cleanup(put))) int d; { __label__ m; goto m; } }
                                                   ^
  help: write a cast if this is meant
bad.c:14:16: note: p is declared here [C0245]
  void put(long *p);
                 ^
bad.c:15:65: error: label m is not defined in this function [C0355]
  void g(void) { __attribute__((cleanup(put))) int d; { __label__ m; goto m; } }
                                                                  ^
