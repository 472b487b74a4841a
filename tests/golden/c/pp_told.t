-dN and -dI with -E: names of macros as they are defined, #include as it stands.
-- h.h --
#define IN_HEADER(x) x
int in_header;
-- t.c --
#define ONE 1
#include "h.h"
int a = ONE;
#undef ONE
# include  <h.h>
int b;
-- cmd --
fuse cc -E -dN t.c -I. | sed -n '/"t.c"/,$p'
fuse cc -E -P -dI t.c -I.
-- out --
# 1 "t.c"
#define ONE
# 1 "h.h"
#define IN_HEADER
int in_header;
# 3 "t.c"
int a = 1;
#undef ONE
# 1 "h.h"
#define IN_HEADER
int in_header;
# 6 "t.c"
int b;
#include "h.h"
int in_header;
int a = 1;

#include <h.h>
int in_header;
int b;
