Variables that one outcome of a condition leaves without a value; quiet where later conditions may know better, and about loops.
-- warns.c --
int get(void);
void use(int);
int one(int c)
{
    int v;
    if (c)
        v = get();
    return v;
}
int other(int a, int b)
{
    int v;
    if (a) {
        use(1);
    } else {
        v = 2;
        if (b)
            v++;
    }
    if (b)
        use(2);
    use(v);
    return 0;
}
int both(int a, int b)
{
    char *p;
    if (a > 0 && (p = "x") && b)
        use(3);
    return *p;
}
int chosen(int a)
{
    for (int k = 0; k < a; k++) {
        double d;
        if (k != 3)
            d = k;
        else if (a == 7)
            use(4);
        use((int)d);
    }
    return 0;
}
-- quiet.c --
#include <stddef.h>
int get(void);
void use(int);
int once(int a)         // a loop that is passed through once, as macros around a lock are written
{
    if (a) {
        int v;
        for (unsigned i = 0; i ? (use(0), 0) : (use(1), 1); i = 1)
            for (unsigned j = 0; !j; j = 1)
                v = get();
        return v;
    }
    return 0;
}
_Noreturn void stop(void);
int later(int c)
{
    int v, w;
    if (c)
        v = 1;
    if (c)
        use(v);
    if (get())
        w = 1;
    return c && get() ? w : 0;
}
int loops(int n, int *p)
{
    int last, seen, k;
    for (k = 0; k < n; k++)
        last = p[k];
    while (p)
        p = (seen = get()) ? p : NULL;
    return last + seen + k;
}
int leaves(int c)
{
    int v;
    if (c)
        v = 1;
    else
        stop();
    return v;
}
int cases(int c)
{
    int v;
    switch (c) {
    case 1: v = 2; break;
    case 2: v = 3; break;
    }
    return v;
}
int found(int *p, int n)
{
    int at, ok = 0;
    for (int k = 0; k < n && !ok; k++)
        if (p[k]) {
            at = k;
            ok = 1;
        }
    return ok ? at : -1;
}
-- cmd --
fuse cc -c -Wall warns.c
fuse cc -c -Wall -Wextra quiet.c
fuse cc -c -Wall -Wno-maybe-uninitialized warns.c
fuse cc -c -O2 warns.c
-- out --
warns.c:8:12: warning: variable v is read without a value where the condition is false [C0487]
      return v;
             ^
warns.c:6:9: note: this condition [C0488]
      if (c)
          ^
warns.c:5:9: note: v is declared here [C0245]
      int v;
          ^
warns.c:22:9: warning: variable v is read without a value where the condition is true [C0487]
      use(v);
          ^
warns.c:13:9: note: this condition [C0488]
      if (a) {
          ^
warns.c:12:9: note: v is declared here [C0245]
      int v;
          ^
warns.c:30:13: warning: variable p is read without a value where the condition is false [C0487]
      return *p;
              ^
warns.c:28:11: note: this condition [C0488]
      if (a > 0 && (p = "x") && b)
          ~~^~~
warns.c:27:11: note: p is declared here [C0245]
      char *p;
            ^
warns.c:40:18: warning: variable d is read without a value where the condition is false [C0487]
          use((int)d);
                   ^
warns.c:36:15: note: this condition [C0488]
          if (k != 3)
              ~~^^~~
warns.c:35:16: note: d is declared here [C0245]
          double d;
                 ^
