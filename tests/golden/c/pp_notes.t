A message about tokens of a macro points to its use and names the macro's definition; arguments are pointed to themselves.
-- t.c --
#define BAD(x) (x) + undeclared_thing
#define TWICE(x) ((x) * 2)
#define OUTER BAD(1)
int f(int a)
{
    int y = BAD(a);
    int z = TWICE(nowhere) + OUTER;
    return y + z;
}
-- cmd --
fail fuse cc -c t.c -o t.o
-- out --
t.c:6:13: error: undeclared_thing is not declared [C0300]
      int y = BAD(a);
              ^^^
  help: declare it, or include its header
t.c:1:9: note: it comes from macro BAD, defined here [C0145]
  #define BAD(x) (x) + undeclared_thing
          ^^^
t.c:7:19: error: nowhere is not declared [C0300]
      int z = TWICE(nowhere) + OUTER;
                    ^^^^^^^
  help: declare it, or include its header
