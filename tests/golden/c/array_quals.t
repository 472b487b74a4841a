A pointer to an array converts to one to an array of const elements, as in C23 and GNU C; the other way drops a qualifier.
-- t.c --
#define CHECK(x) if (!(x)) return __LINE__
typedef int row[3];
static int sum(const int (*m)[3], int n) { return m[n - 1][0] + m[0][2]; }
static int first(const row *m) { return (*m)[1]; }
int main(void)
{
    int m[2][3] = {{1, 2, 3}, {4, 5, 6}}, k = 1;
    const int (*p)[3] = m;
    const row *c = m + 1;
    CHECK(sum(m, 2) == 7 && first(m) == 2 && p == m && c - m == 1 && (k ? m : c)[1][2] == 6);
    return 0;
}
-- drops.c --
typedef int row[3];
void plain(row *m);
void f(const row *m) { plain(m); }
static static int twice;
register int outside(void) { return 0; }
int (*sized)[sizeof(row) ? f(0), 2 : 1];
-- void.c --
const int (*a)[1];
void *v;
#if __STDC_VERSION__ > 201710L
_Static_assert(_Generic(1 ? a : v, const void *: 1, void *: 0), "a qualifier of the array");
#else
_Static_assert(_Generic(1 ? a : v, const void *: 0, void *: 1), "a qualifier of its elements");
#endif
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fail fuse cc -c drops.c
fuse cc -c void.c
fuse cc -std=c23 -c void.c
-- out --
drops.c:3:30: warning: argument 1: const int (*)[3] to int (*)[3] drops a qualifier [C0402]
  void f(const row *m) { plain(m); }
                               ^
drops.c:2:17: note: m is declared here [C0245]
  void plain(row *m);
                  ^
drops.c:4:8: error: static after another storage class [C0225]
  static static int twice;
         ^^^^^^
drops.c:5:14: error: outside: auto and register are not allowed at file level [C0226]
  register int outside(void) { return 0; }
               ^^^^^^^
drops.c:6:7: error: sized has a variable length outside a function [C0259]
  int (*sized)[sizeof(row) ? f(0), 2 : 1];
        ^^^^^
  help: use a constant length
