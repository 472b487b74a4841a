After an error the rest is read as it stands: a statement whose last token looks like its first is one that was read.
-- t.c --
#define STEP(o) { o--; o += 2; }
int wrong(void) { return nosuch; }
int right(int i) { STEP(i); i; i; ; ; return i; }
int wrong2(void) { else return 1; }
-- cmd --
fail fuse cc -c t.c
-- out --
t.c:2:26: error: nosuch is not declared [C0300]
  int wrong(void) { return nosuch; }
                           ^^^^^^
  help: declare it, or include its header
t.c:4:20: error: else without if [C0205]
  int wrong2(void) { else return 1; }
                     ^^^^
