Comments, strings and characters without an end, strange characters, broken directives; a header that is not there ends the compilation.
-- comment.c --
int a;
/* the rest
int b;
-- string.c --
int puts(const char *);
int main(void)
{
    puts("hello);
    return 0;
}
-- char.c --
int f(int c)
{
    if (c == 'x)
        return 1;
    return 'ab' + '';
}
-- bad_include.c --
#include "list.h"
#include "other.h"
int main(void)
{
    struct list *l = list_new();
    list_push(l, 3);
    return other(l);
}
-- missing_quote_include.c --
#include <stdio.h
#include stdlib.h
int main(void)
{
    return 0;
}
-- endif.c --
#ifdef FOO
int a;
#else
int b;
int c(void) { return b; }
-- pp.c --
#if FOO == 
#endif
#define F(a, b) a
int x = F(1);
int y = F(1, 2, 3);
#elif 1
#endfi
#error this is wrong
-- stray.c --
int f(int a)
{
    return a @ 3;
}
int g(int b)
{
    return b \ 2;
}
int h(int c) { return c # 1; }
-- in_header.c --
#include "h.h"
#include "ok.h"
int main(void)
{
    return broken() + fine;
}
-- h.h --
static int broken(void)
{
    return 1 +;
}
#include "deep.h"
-- deep.h --
int deep(int x) { return y; }
-- ok.h --
static int fine = 3;
-- cmd --
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only comment.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only string.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only char.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only bad_include.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only missing_quote_include.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only endif.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only pp.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only stray.c
fail 1 fuse cc -std=gnu11 -Wall -Wextra -fsyntax-only in_header.c
-- out --
comment.c:2:1: error: unterminated comment [C0102]
  /* the rest
  ^^
  help: close it with */
string.c:4:10: error: missing closing " [C0103]
      puts("hello);
           ^
char.c:3:14: error: missing closing ' [C0103]
      if (c == 'x)
               ^
char.c:4:17: warning: the body of this if is empty [C0414]
          return 1;
                  ^
  help: write {} if this is meant
char.c:5:12: warning: character constant of several characters [C0134]
      return 'ab' + '';
             ^^^^
char.c:5:19: error: empty character constant [C0133]
      return 'ab' + '';
                    ^^
bad_include.c:1:10: error: cannot find list.h; looked in: ., the headers of fuse, /usr/local/include, /usr/include/x86_64-linux-gnu, /usr/include [C0119]
  #include "list.h"
           ^^^^^^^^
  help: add its folder with -I
missing_quote_include.c:1:10: error: #include needs "file" or <file> [C0120]
  #include <stdio.h
           ^
missing_quote_include.c:2:10: error: #include needs "file" or <file> [C0120]
  #include stdlib.h
           ^^^^^^
endif.c:1:2: error: #if without #endif [C0118]
  #ifdef FOO
   ^^^^^
pp.c:1:2: error: bad expression in #if: an operand is missing at its end [C0125]
  #if FOO == 
   ^^
pp.c:4:12: error: macro F takes 2 arguments, 1 given [C0113]
  int x = F(1);
          ~  ^
pp.c:3:9: note: the previous definition of F is here [C0112]
  #define F(a, b) a
          ^
pp.c:5:17: error: macro F takes 2 arguments, 3 given [C0113]
  int y = F(1, 2, 3);
          ~       ^
pp.c:3:9: note: the previous definition of F is here [C0112]
  #define F(a, b) a
          ^
pp.c:6:2: error: #elif without #if [C0116]
  #elif 1
   ^^^^
pp.c:7:2: error: unknown directive #endfi [C0104]
  #endfi
   ^^^^^
   endif
  help: did you mean #endif?
pp.c:7:2: error: #endif without #if [C0116]
  #endfi
   ^^^^^
pp.c:8:2: error: #error this is wrong [C0122]
  #error this is wrong
   ^^^^^
stray.c:3:14: error: stray character @ in the program [C0101]
      return a @ 3;
               ^
stray.c:7:14: error: stray character \ in the program [C0101]
      return b \ 2;
               ^
stray.c:9:25: error: expected ; after the statement, found # [C0200]
  int h(int c) { return c # 1; }
                          ^
in a file included from in_header.c:1:
h.h:3:15: error: expected an expression, found ; [C0203]
      return 1 +;
                ^
in a file included from h.h:5:
in a file included from in_header.c:1:
deep.h:1:26: error: y is not declared [C0300]
  int deep(int x) { return y; }
                           ^
  help: declare it, or include its header
