Keywords, directives, tags, members, labels and attributes that are nearly written as they should be; the rest is read as it is meant.
-- while.c --
int f(int x)
{
    whlie (x) {
        x--;
    }
    return x;
}
-- for.c --
int f(int n)
{
    int s = 0;
    fro (int i = 0; i < n; i++)
        s += i;
    return s;
}
-- return.c --
int f(int x)
{
    retrun x;
}
-- break.c --
int f(int n)
{
    for (;;) {
        if (n++ > 3)
            braek;
    }
    retrun 1;
}
-- else_if.c --
int f(int x)
{
    if (x == 1)
        return 1;
    elseif (x == 2)
        return 2;
    return 0;
}
-- unsigned.c --
unsinged int f(int x) { return x; }
-- const.c --
int f(cosnt char *s) { return *s; }
-- struct.c --
strcut pt { int x; };
-- void.c --
viod f(int x) { (void)x; }
int g(void) { f(1); return 0; }
-- include.c --
#inclde <stddef.h>
size_t n;
-- ifdef.c --
#ifdfe A
int a;
#endif
int x;
-- tag.c --
struct account { int balance; };
int f(struct acount *a) { return a->balance; }
-- label.c --
int f(int a)
{
    if (a)
        goto finsh;
    a++;
finish:
    return a;
}
-- designator.c --
struct pt { int width, height; };
struct pt p = { .widht = 3, .height = 4 };
-- offset.c --
#include <stddef.h>
struct s { union { int first; long second; }; };
size_t n = offsetof(struct s, frist);
-- attribute.c --
int f(int a) __attribute__((noretrun));
int g(int a) { return f(a) + nothere; }
-- quotes.c --
#include <stdio.h>
int main(void)
{
    puts(“hi”);
    return 0;
}
-- cmd --
fail fuse cc -fsyntax-only while.c for.c return.c break.c else_if.c unsigned.c const.c struct.c void.c include.c ifdef.c tag.c label.c designator.c offset.c attribute.c quotes.c
-- out --
while.c:3:5: error: whlie is not declared [C0300]
      whlie (x) {
      ^^^^^
      while
  help: did you mean while?
for.c:4:5: error: fro is not declared [C0300]
      fro (int i = 0; i < n; i++)
      ^^^
      for
  help: did you mean for?
return.c:3:5: error: retrun is not declared [C0300]
      retrun x;
      ^^^^^^
      return
  help: did you mean return?
break.c:5:13: error: braek is not declared [C0300]
              braek;
              ^^^^^
              break
  help: did you mean break?
break.c:7:5: error: retrun is not declared [C0300]
      retrun 1;
      ^^^^^^
      return
  help: did you mean return?
else_if.c:5:5: error: elseif is not declared [C0300]
      elseif (x == 2)
      ^^^^^^
      else if
  help: did you mean else if?
unsigned.c:1:1: error: unknown type name unsinged [C0220]
  unsinged int f(int x) { return x; }
  ^^^^^^^^
  unsigned
  help: did you mean unsigned?
const.c:1:7: error: unknown type name cosnt [C0220]
  int f(cosnt char *s) { return *s; }
        ^^^^^
        const
  help: did you mean const?
struct.c:1:1: error: unknown type name strcut [C0220]
  strcut pt { int x; };
  ^^^^^^
  struct
  help: did you mean struct?
void.c:1:1: error: unknown type name viod [C0220]
  viod f(int x) { (void)x; }
  ^^^^
  void
  help: did you mean void?
include.c:1:2: error: unknown directive #inclde [C0104]
  #inclde <stddef.h>
   ^^^^^^
   include
  help: did you mean #include?
ifdef.c:1:2: error: unknown directive #ifdfe [C0104]
  #ifdfe A
   ^^^^^
   ifdef
  help: did you mean #ifdef?
tag.c:2:14: warning: struct acount is declared in a parameter list: nothing outside of it has that type [C0496]
  int f(struct acount *a) { return a->balance; }
               ^^^^^^
  help: did you mean struct account?
tag.c:2:37: error: type struct acount is incomplete here [C0253]
  int f(struct acount *a) { return a->balance; }
                                   ~  ^^^^^^^
  help: did you mean struct account?
tag.c:2:14: note: struct acount is declared here [C0245]
  int f(struct acount *a) { return a->balance; }
               ^^^^^^
label.c:4:14: error: label finsh is not defined in this function [C0355]
          goto finsh;
               ^^^^^
               finish
  help: did you mean finish?
designator.c:2:18: error: struct pt has no member widht [C0313]
  struct pt p = { .widht = 3, .height = 4 };
                   ^^^^^
                   width
  help: did you mean width?
offset.c:3:31: error: struct s has no member frist [C0313]
  size_t n = offsetof(struct s, frist);
                                ^^^^^
                                first
  help: did you mean first?
attribute.c:1:29: warning: unknown attribute noretrun ignored [C0431]
  int f(int a) __attribute__((noretrun));
                              ^^^^^^^^
                              noreturn
  help: did you mean noreturn?
attribute.c:2:30: error: nothere is not declared [C0300]
  int g(int a) { return f(a) + nothere; }
                               ^^^^^^^
  help: declare it, or include its header
quotes.c:4:10: error: stray character “ in the program [C0101]
      puts(“hi”);
           ^
           "
  help: write "
