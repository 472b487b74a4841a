Types that only look alike, associations of _Generic, arrays without a known length: what -pedantic adds, too.
-- kinds.c --
struct s { int a; };
enum e { E1, E2 = -1 };
typedef enum e same;
typedef int same;
typedef int len[];
typedef int len[3];
void f();
void f(char);
_Atomic int *pa;
int *pi;
int flexible(int i, int n)
{
    static int vla[n];
    extern int (*elsewhere)[n];
    goto in;
    {
        typedef int row[n];
    in:;
        row *p = 0;
        (void)p;
    }
    char text[] = "t";
    _Atomic char at[] = "t";
    return pa == pi || i ? _Generic(i, int: 1, enum e: 2, default: 3, default: 4) :
           _Generic(i, struct s: 1, void: 2, int[n]: 3, default: 4);
}
struct flex { int n; int v[]; };
struct flex inside[1] = {{1, {1}}};
struct alone { int v[]; };
struct flex ok = {1, {2, 3}};
-- cmd --
fail fuse cc -pedantic -c kinds.c
-- out --
kinds.c:4:13: error: same is already something else here [C0243]
  typedef int same;
              ^^^^
kinds.c:3:16: note: the previous one is here [C0244]
  typedef enum e same;
                 ^^^^
kinds.c:6:13: error: len is already something else here [C0243]
  typedef int len[3];
              ^^^
kinds.c:5:13: note: the previous one is here [C0244]
  typedef int len[];
              ^^^
kinds.c:8:6: error: f declared as void (char), but before as void () [C0246]
  void f(char);
       ^
kinds.c:7:6: note: the previous one is here [C0244]
  void f();
       ^
kinds.c:13:16: error: vla has a variable length, but exists all the time [C0296]
      static int vla[n];
                 ^^^
  help: use a constant length, or drop static
kinds.c:14:18: error: elsewhere is known elsewhere, but has a variable length [C0297]
      extern int (*elsewhere)[n];
                   ^^^^^^^^^
  help: use a constant length
kinds.c:23:25: error: _Atomic char[] needs an initialiser in braces or a string [C0276]
      _Atomic char at[] = "t";
                          ^^^
kinds.c:24:15: warning: comparison of _Atomic int * and int * [C0405]
      return pa == pi || i ? _Generic(i, int: 1, enum e: 2, default: 3, default: 4) :
             ~~ ^^ ~~
kinds.c:24:48: error: association for enum e, which is compatible with int [C0368]
      return pa == pi || i ? _Generic(i, int: 1, enum e: 2, default: 3, default: 4) :
                                                 ^^^^
  help: one of them is enough
kinds.c:24:71: error: two associations with default [C0369]
      return pa == pi || i ? _Generic(i, int: 1, enum e: 2, default: 3, default: 4) :
                                                                        ^^^^^^^
kinds.c:25:37: error: association for void, of which there are no values [C0371]
             _Generic(i, struct s: 1, void: 2, int[n]: 3, default: 4);
                                      ^^^^
kinds.c:25:46: error: association for int[*], whose size is not known before the program runs [C0370]
             _Generic(i, struct s: 1, void: 2, int[n]: 3, default: 4);
                                               ^^^
kinds.c:15:5: error: this jumps to where row exists, past its declaration [C0364]
      goto in;
      ^^^^
  help: its size would be unknown there
kinds.c:17:21: note: row is declared here [C0245]
          typedef int row[n];
                      ^^^
kinds.c:28:13: warning: struct flex has a flexible array at its end, and is part of another object [C0479]
  struct flex inside[1] = {{1, {1}}};
              ^^^^^^
kinds.c:28:30: error: a flexible array is initialised inside an array or a member [C0484]
  struct flex inside[1] = {{1, {1}}};
                               ^
  help: there is no place for its elements
kinds.c:29:20: warning: flexible array v is the only named member [C0481]
  struct alone { int v[]; };
                     ^
kinds.c:30:22: warning: a flexible array is initialised [C0482]
  struct flex ok = {1, {2, 3}};
                       ^
