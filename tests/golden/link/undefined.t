Every undefined symbol is reported with who asks; what only dropped code asks for is not; no file.
-- a.c --
int nowhere(void);
extern int nodata;
int middling(void);
int twice(void) { return 1; }
static int helper(void) { return nowhere() + nodata; }
int unneeded(void) { int missing(void); return missing(); }
void _start(void) { int midling(void); helper(); nowhere(); midling(); }
-- b.c --
int middling(void) { return 3; }
-- cmd --
fuse cc -O0 -c a.c
fuse cc -O0 -c b.c
fail 1 fuse ld --gc-sections -o prog a.o b.o 2>said
sed 's/+0x[0-9a-f]*/+N/' said
ls prog 2>/dev/null || echo no file
-- out --
error: undefined symbol `nowhere` [L0101]
note: asked for by a.o: function `_start` (.text._start+N) [L0102]
note: asked for by a.o: function `helper` (.text.helper+N) [L0102]
error: undefined symbol `midling` [L0101]
  help: did you mean `middling` of b.o?
note: asked for by a.o: function `_start` (.text._start+N) [L0102]
error: undefined symbol `nodata` [L0101]
note: asked for by a.o: function `helper` (.text.helper+N) [L0102]
no file
-- cmd --
fail 1 fuse ld -o prog a.o b.o 2>said
grep missing said
-- out --
error: undefined symbol `missing` [L0101]
