Dependency files: which files they name, what the rule is called, where it goes.
-- a.c --
#include "a.h"
#include <s.h>
int main(void) { return A - S; }
-- a.h --
#include "dir with blank/b$.h"
#if __has_include("unread.h")
#endif
#include "a#.h"
#define A 1
-- dir with blank/b$.h --
-- unread.h --
-- a#.h --
-- sys/s.h --
#include "beside.h"
#define S 1
-- sys/beside.h --
-- two.c --
#include "a_rather_long_folder_name/a_rather_long_header_name_number_one.h"
#include "a_rather_long_folder_name/a_rather_long_header_name_number_two.h"
-- a_rather_long_folder_name/a_rather_long_header_name_number_one.h --
-- a_rather_long_folder_name/a_rather_long_header_name_number_two.h --
-- bad.c --
#include "a#.h"
int main(void) { return none; }
-- made.c --
#include "made.h"
#include <made/later.h>
#include "gen/made.h"
#include "a#.h"
MADE
-- cmd --
fuse cc --libc=none -isystem sys -M a.c
fuse cc -isystem sys -MM a.c
fuse cc -isystem sys -MMD -MP -c a.c && cat a.d
fuse cc --libc=none -isystem sys -MD -c a.c -o b.o && cat b.d
fuse cc --libc=none -isystem sys -MD -MT 'x$y' -MQ 'x$y z' -MF deps -c a.c && cat deps
fuse cc -isystem sys -MMD a.c -o prog && cat prog-a.d
fuse cc -isystem sys -Wp,-MMD,wp.d -c a.c && cat wp.d
fuse cc -MM -MF mm two.c && cat mm
fuse cc --libc=none -M -MG made.c
fail fuse cc -nostdinc -MM -MG -MP -Imade made.c
fail fuse cc -MD -MG -c a.c
fail fuse cc -MD -c bad.c -o bad.o
fail fuse cc -MD -MF one -c a.c two.c
ls
-- out --
a.o: a.c a.h dir\ with\ blank/b$$.h a\#.h sys/s.h sys/beside.h
a.o: a.c a.h dir\ with\ blank/b$$.h a\#.h
a.o: a.c a.h dir\ with\ blank/b$$.h a\#.h
a.h:
dir\ with\ blank/b$$.h:
a\#.h:
b.o: a.c a.h dir\ with\ blank/b$$.h a\#.h sys/s.h sys/beside.h
x$y x$$y\ z: a.c a.h dir\ with\ blank/b$$.h a\#.h sys/s.h sys/beside.h
a.o: a.c a.h dir\ with\ blank/b$$.h a\#.h
a.o: a.c a.h dir\ with\ blank/b$$.h a\#.h
two.o: two.c \
 a_rather_long_folder_name/a_rather_long_header_name_number_one.h \
 a_rather_long_folder_name/a_rather_long_header_name_number_two.h
made.o: made.c made.h made/later.h gen/made.h a\#.h
made.c:2:10: error: cannot find made/later.h; looked in: made, the headers of fuse [C0119]
  #include <made/later.h>
           ^^^^^^^^^^^^^^
  help: add its folder with -I
error: -MG is for -M and -MM only [D0047]
bad.c:2:25: error: none is not declared [C0300]
  int main(void) { return none; }
                          ^^^^
  help: declare it, or include its header
error: -o with -c or -E needs exactly one source file [D0007]
a#.h
a.c
a.d
a.h
a.o
a_rather_long_folder_name
b.d
b.o
bad.c
deps
dir with blank
made.c
mm
prog
prog-a.d
sys
two.c
unread.h
wp.d
