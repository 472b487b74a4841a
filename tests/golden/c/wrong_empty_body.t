Empty bodies of if and else; of loops only where what follows looks like the body. Signs of pointers belong to -Wall.
-- t.c --
int f(int x)
{
    while (x > 0);
    {
        x--;
    }
    for (int i = 0; i < x; i++);
        x += 2;
    while (x++ < 5);
    x = 2;
    for (;x < 3; x++) ;
    if (x);
    if (x) x++; else;
    return x;
}
unsigned char *u; char *c;
void g(void) { c = u; }
#define NOTHING
void h(int x)
{
    if (x) NOTHING;
    if (x) x++; else NOTHING;
}
-- cmd --
fuse cc -Wall -fsyntax-only t.c
-- out --
t.c:3:18: warning: the body of this while is empty [C0414]
      while (x > 0);
                   ^
  help: write {} if this is meant
t.c:7:32: warning: the body of this for is empty [C0414]
      for (int i = 0; i < x; i++);
                                 ^
  help: write {} if this is meant
t.c:12:11: warning: the body of this if is empty [C0414]
      if (x);
            ^
  help: write {} if this is meant
t.c:13:21: warning: the body of this else is empty [C0414]
      if (x) x++; else;
                      ^
  help: write {} if this is meant
t.c:17:18: warning: assignment: pointers unsigned char * and char * differ in sign [C0401]
  void g(void) { c = u; }
                   ^ ~
