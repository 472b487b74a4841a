Nothing is warned of in what a system header's macro stands for; its arguments and one's own macros are the user's.
-- sys/check.h --
#define must(x) if (x) ; else stop()
void stop(void);
-- t.c --
#include <check.h>
#define mine(x) if (x) ; else stop()
int f(int a)
{
    must(a);
    must(a == 1 || a == 2 && a);
    mine(a);
    return 0;
}
-- cmd --
fuse cc -Wall -isystem sys -c t.c -o t.o
-- out --
t.c:6:17: warning: && inside || [C0412]
      must(a == 1 || a == 2 && a);
                  ^^
  help: write parentheses around the &&
