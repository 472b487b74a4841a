A complex integer and one of 128 bits: there is no such complex type, and it is told where it comes up
-- t.c --
__int128 w; _Complex char c; _Complex double d;
int equal(void) { return w == 5i; }
void add(void) { c += w; d += w; c = w; }
int either(int k) { return (k ? 5i : w) == 1; }
-- cmd --
fail fuse cc -fsyntax-only t.c
-- out --
t.c:2:31: error: _Complex __int128 is not supported [C0207]
  int equal(void) { return w == 5i; }
                                ^^
  help: complex numbers have parts of a floating type, or integers of up to 64 bits
t.c:3:23: error: _Complex __int128 is not supported [C0207]
  void add(void) { c += w; d += w; c = w; }
                        ^
  help: complex numbers have parts of a floating type, or integers of up to 64 bits
t.c:4:38: error: _Complex __int128 is not supported [C0207]
  int either(int k) { return (k ? 5i : w) == 1; }
                                       ^
  help: complex numbers have parts of a floating type, or integers of up to 64 bits
