Integer constant expressions are fewer than what can be computed (6.6p6): null pointers and, with -pedantic, lengths.
-- t.c --
#define CHECK(x) if (!(x)) return __LINE__
#define IS_NULL(e) _Generic(1 ? (int *)0 : (e), int *: 1, void *: 0)
enum { ONE = 1 };
struct s { int a, b; };
int main(void)
{
    int n = 5;
    CHECK(IS_NULL((void *)0) && IS_NULL((void *)(ONE - 1)) && IS_NULL((void *)(int)0.5));
    CHECK(IS_NULL((void *)(sizeof n - sizeof(int))) && IS_NULL((void *)(1 ? 0 : (0, 0))));
    CHECK(!IS_NULL((void *)(void *)0) && !IS_NULL((void *)(char *)0));
    CHECK(!IS_NULL((void *)(n * 0L)) && !IS_NULL((void *)(0 && n)));
    CHECK(!IS_NULL((void *)(int)(0.25 + 0.25)));
    return 0;
}
-- folded.c --
enum { SUM = (int)(1.0 + 1.0), PICK = 1 ? 1 : (int){0}, SHIFT = -1 << 1, SMALL = (int)1.5 };
struct f { int bits : 1.0 && 1; };
_Static_assert((int)(char *)1, "an address");
_Static_assert(1);
extern struct s { int x; } *p;
int *q = (unsigned long)(void *)0;
int use(int n)
{
    switch (n) {
    case 3 | 1 << 31: return 1;
    case 1 ? 2 : 3: return 2;
    }
    return n < (0 ? (_Bool)(2147483647 + 1) : 1);
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fuse cc -pedantic -c folded.c
-- out --
folded.c:1:14: warning: this can be computed, but is no integer constant expression [C0477]
  enum { SUM = (int)(1.0 + 1.0), PICK = 1 ? 1 : (int){0}, SHIFT = -1 << 1, SMALL = (int)1.5 };
               ^~~~~~~~~~~~~~~~
folded.c:1:39: warning: this can be computed, but is no integer constant expression [C0477]
  enum { SUM = (int)(1.0 + 1.0), PICK = 1 ? 1 : (int){0}, SHIFT = -1 << 1, SMALL = (int)1.5 };
                                        ^   ~
folded.c:1:65: warning: this can be computed, but is no integer constant expression [C0477]
  enum { SUM = (int)(1.0 + 1.0), PICK = 1 ? 1 : (int){0}, SHIFT = -1 << 1, SMALL = (int)1.5 };
                                                                  ^~~~~~~
folded.c:2:23: warning: this can be computed, but is no integer constant expression [C0477]
  struct f { int bits : 1.0 && 1; };
                        ^^^~~~~~
folded.c:3:16: warning: this can be computed, but is no integer constant expression [C0477]
  _Static_assert((int)(char *)1, "an address");
                 ^~~~~~~~~~~~~~
folded.c:4:1: warning: _Static_assert without a message [C0476]
  _Static_assert(1);
  ^^^^^^^^^^^^^^
  help: C11 wants a string
folded.c:6:10: warning: initialisation: integer unsigned long given for pointer int * [C0403]
  int *q = (unsigned long)(void *)0;
           ^~~~~~~~~~~~~~~~~~~~~~~~
  help: write a cast if this is meant
folded.c:10:10: warning: this can be computed, but is no integer constant expression [C0477]
      case 3 | 1 << 31: return 1;
           ^~~~~~~~~~~
