A qualifier without a type word stands for int, with a warning; with -pedantic-errors it is refused.
-- t.c --
int f(const *p) { const *q = p; return *q + *(const *const)p - (int)sizeof(volatile *); }
int main(void) { const x = 8; return f(&x) != 16 - (int)sizeof(void *); }
-- cmd --
fuse cc t.c -o t && ./t; echo $?
fuse cc -pedantic-errors -c t.c 2>&1 | grep -c error
-- out --
t.c:1:13: warning: no type stands before this: int is taken [C0285]
  int f(const *p) { const *q = p; return *q + *(const *const)p - (int)sizeof(volatile *); }
              ^
  help: write int
t.c:1:25: warning: no type stands before this: int is taken [C0285]
  int f(const *p) { const *q = p; return *q + *(const *const)p - (int)sizeof(volatile *); }
                          ^
  help: write int
t.c:1:53: warning: no type stands before this: int is taken [C0285]
  int f(const *p) { const *q = p; return *q + *(const *const)p - (int)sizeof(volatile *); }
                                                      ^
  help: write int
t.c:1:85: warning: no type stands before this: int is taken [C0285]
  int f(const *p) { const *q = p; return *q + *(const *const)p - (int)sizeof(volatile *); }
                                                                                      ^
  help: write int
t.c:2:24: warning: x is declared without a type [C0221]
  int main(void) { const x = 8; return f(&x) != 16 - (int)sizeof(void *); }
                         ^
  help: write int before it
0
5
