Warnings about control: cases that are fallen into, indentation that lies, an else that could be another's, variables read before they are written.
-- falls.c --
void use(int);
#define FALLTHROUGH
int sw(int a, int g)
{
    switch (a) {
    case 1: use(1);
    case 2: use(2); break;
    case 3: use(3); /* falls through */
    case 4: use(4); [[fallthrough]];
    case 5: { use(5); __attribute__((fallthrough)); }
    case 6: if (a > g) return 1; else break;
    case 7: use(1); // FALL-THRU
#ifdef X
    case 77:
#endif
    case 8: use(2); FALLTHROUGH;
    case 81: { use(3); /* Fall thru */ }
    case 82: { use(3); FALLTHROUGH }
    case 83: use(4);
    case 9: break;
    case 10:
    case 11: if (g) { use(1); break; } else use(2);
    case 12: for (;;) use(2);
    case 13: { int k = a; use(k); }
    default: use(3);
    }
    return 0;
}
-- indent.c --
void use(int);
#define TWICE(a) use(a); use(a)
#define STEP(a, b) do { if (a) use(a); else use(b); b >>= 4; } while (0)
int indent(int a, int g)
{
    if (a)
        use(1);
        use(2);
    for (;;)
        if (a)
            break;
    while (a) use(1); use(2);
    if (a) use(1);
    else
        use(2);
        use(3);
    if (a)
        use(1);
#ifdef X
    else
#endif
        use(2);
    if (a)
        goto out;
    else if (g)
        TWICE(1);
        TWICE(2);
    if (g)
        use(1);
    out: if (g) if (a) use(4); else use(5);
    if (a)
        for (;;)
            if (g)
                use(1);
            else
                break;
    if (a) { if (g) use(1); else use(2); }
    if (a)
        if (g) use(1); else use(2);
    else use(3);
    STEP(a, g);
    return 0;
}
-- init.c --
void use(int);
extern int g;
int r1(int a) { int x; if (a) { use(1); } return x; }
int r2(int a) { int x; if (a) { x = 1; } return x; }
int r3(void) { int x = x; int y; (void)y; int z; z += 1; return z + x; }
int r4(void) { int x, y = x; return y; }
int r5(void) { int x; while (g) { use(x); g--; } return 0; }
int r6(void) { int x; if (0) { use(x); } x = 2; return x; }
int r7(void) { int x; goto in; for (;;) { x = 1; in: if (g) { return x; } } }
int r8(void) { register int sp __asm__("rbx"); return sp; }
int r9(int a) { int x; switch (a) { case 1: x = 2; break; default: return 1; } return x; }
int r10(void) { int x, n = 0; for (int k = 0; k < 3; k++) { if (k) n += x; x = k; } return n; }
int r11(void) { int *p; return *p++; }
int r12(void) { float f; double d = f; return d > 1; }
int r13(void) { int x; return sizeof x + _Alignof(x); }
-- cmd --
fuse cc -std=gnu2x -Wall -Wimplicit-fallthrough -c falls.c
fuse cc -std=gnu2x -Wall -Wextra -c falls.c
fuse cc -Wall -c indent.c
fuse cc -Wall -c init.c
fuse cc -Wall -O2 -Wno-uninitialized -Wno-maybe-uninitialized -Wno-dangling-else -Wno-misleading-indentation -Werror -c init.c
-- out --
falls.c:7:5: warning: control can get here from the case above [C0443]
      case 2: use(2); break;
      ^^^^
  help: write break; or [[fallthrough]]; before it
falls.c:23:5: warning: control can get here from the case above [C0443]
      case 12: for (;;) use(2);
      ^^^^
  help: write break; or [[fallthrough]]; before it
falls.c:25:5: warning: control can get here from the case above [C0443]
      default: use(3);
      ^^^^^^^
  help: write break; or [[fallthrough]]; before it
indent.c:8:9: warning: this is not part of the if, though it is indented so [C0444]
          use(2);
          ^^^
  help: write braces, or indent it less
indent.c:6:5: note: the if is here [C0445]
      if (a)
      ^^
indent.c:12:23: warning: this is not part of the while, though it is indented so [C0444]
      while (a) use(1); use(2);
                        ^^^
  help: write braces, or indent it less
indent.c:12:5: note: the while is here [C0445]
      while (a) use(1); use(2);
      ^^^^^
indent.c:16:9: warning: this is not part of the else, though it is indented so [C0444]
          use(3);
          ^^^
  help: write braces, or indent it less
indent.c:14:5: note: the else is here [C0445]
      else
      ^^^^
indent.c:30:10: warning: the else inside belongs to the inner if [C0442]
      out: if (g) if (a) use(4); else use(5);
           ^^
  help: write braces around the inner if
indent.c:31:5: warning: the else inside belongs to the inner if [C0442]
      if (a)
      ^^
  help: write braces around the inner if
init.c:3:50: warning: variable x is read, but nothing was written to it [C0446]
  int r1(int a) { int x; if (a) { use(1); } return x; }
                                                   ^
init.c:3:21: note: x is declared here [C0245]
  int r1(int a) { int x; if (a) { use(1); } return x; }
                      ^
init.c:4:49: warning: variable x is read without a value where the condition is false [C0487]
  int r2(int a) { int x; if (a) { x = 1; } return x; }
                                                  ^
init.c:4:28: note: this condition [C0488]
  int r2(int a) { int x; if (a) { x = 1; } return x; }
                             ^
init.c:4:21: note: x is declared here [C0245]
  int r2(int a) { int x; if (a) { x = 1; } return x; }
                      ^
init.c:5:50: warning: variable z is read, but nothing was written to it [C0446]
  int r3(void) { int x = x; int y; (void)y; int z; z += 1; return z + x; }
                                                   ^
init.c:5:47: note: z is declared here [C0245]
  int r3(void) { int x = x; int y; (void)y; int z; z += 1; return z + x; }
                                                ^
init.c:6:27: warning: variable x is read, but nothing was written to it [C0446]
  int r4(void) { int x, y = x; return y; }
                            ^
init.c:6:20: note: x is declared here [C0245]
  int r4(void) { int x, y = x; return y; }
                     ^
init.c:7:39: warning: variable x is read, but nothing was written to it [C0446]
  int r5(void) { int x; while (g) { use(x); g--; } return 0; }
                                        ^
init.c:7:20: note: x is declared here [C0245]
  int r5(void) { int x; while (g) { use(x); g--; } return 0; }
                     ^
init.c:13:33: warning: variable p is read, but nothing was written to it [C0446]
  int r11(void) { int *p; return *p++; }
                                  ^
init.c:13:22: note: p is declared here [C0245]
  int r11(void) { int *p; return *p++; }
                       ^
init.c:14:37: warning: variable f is read, but nothing was written to it [C0446]
  int r12(void) { float f; double d = f; return d > 1; }
                                      ^
init.c:14:23: note: f is declared here [C0245]
  int r12(void) { float f; double d = f; return d > 1; }
                        ^
