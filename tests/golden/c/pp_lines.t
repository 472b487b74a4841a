Line markers, __LINE__ and __FILE__, #line, line splices, and messages that name the right place. Headers without text have a marker: zsh's configure finds the one with the signals so.
-- in.h --
in __LINE__ __FILE__ __INCLUDE_LEVEL__
-- only.h --
#define ONLY 1
-- deeper.h --
#include "only.h"
-- silent.c --
#include "deeper.h"
#include "in.h"
a
#include "only.h"
-- t.c --
one __LINE__
#include "in.h"


#define F(x) x __LINE__
F(
  __LINE__
)
two \
spliced __LI\
NE__ /* a
comment */ __LINE__
#line 100 "other.y"
three __LINE__ __FILE__ __BASE_FILE__
#line 7
four __LINE__ __FILE__ __COUNTER__ __COUNTER__
-- cmd --
fuse cc -E t.c
fuse cc -E -P t.c
fuse cc -E silent.c
fuse cc -E -P silent.c
-- out --
# 1 "t.c"
one 1
# 1 "in.h"
in 1 "in.h" 1
# 7 "t.c"
7 6

two spliced 10 12
# 100 "other.y"
three 100 "other.y" "t.c"
# 7 "other.y"
four 7 "other.y" 0 1
one 1
in 1 "in.h" 1
7 6

two spliced 10 12
three 100 "other.y" "t.c"
four 7 "other.y" 0 1
# 1 "deeper.h"
# 1 "only.h"
# 1 "in.h"
in 1 "in.h" 1
# 3 "silent.c"
a
# 1 "only.h"
in 1 "in.h" 1
a
