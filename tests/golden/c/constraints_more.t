What ISO C11 forbids beside types and specifiers: jumps into statement expressions, [*] outside prototypes, main, values, names.
-- bad.c --
void none(...);
struct { int a : 3; } bits;
__typeof__(bits.a) field;
typedef struct { char c[3]; } three __attribute__((aligned(4)));
three many[2];
struct star { int (*p)[*]; };
void defined(int n, int a[*]) { (void)n, (void)a; }
enum later ahead;
static char *big[1L << 60] = {[1] = "x"};
static char *data[0x80000000] = {[0x7fffffff] = "x"};
int into(int n)
{
    goto in;
    n += ({ in: n; });
    switch (n) {
        n = ({ case 1: 2; });
    }
    return into[0];
}
-- warned.c --
__extension__ _Static_assert(1, "text");
enum wide { WIDE = 0x80000000 };
extern void nothing;
void *p = &nothing;
const char *name = __func__;
void value(void) { return 1; }
static int quiet;
inline int shown(void) { static int n; return n + quiet; }
struct m { int a; const; struct a1 { int x; }; };
void main(char c) { (void)c; }
-- empty.c --
;
-- t.c --
#define CHECK(x) if (!(x)) return __LINE__
static int local(int n)
{
    return ({ int r = 0; goto in; out: r += 10; goto end; in: r = n; goto out; end: r; });
}
int main(void)
{
    const int c = 1;
    __typeof__(+c) plain;
    __typeof__(1 ? c : c) chosen;
    plain = chosen = c;
    CHECK(local(2) == 12 && plain == 1 && chosen == 1);
    return 0;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fail fuse cc -c bad.c
fuse cc -Wall -pedantic -c warned.c
fuse cc -pedantic -c empty.c
-- out --
bad.c:1:11: error: ... without a parameter before it [C0495]
  void none(...);
            ^^^
  help: C23 has it
bad.c:3:17: error: typeof of a bit-field [C0324]
  __typeof__(bits.a) field;
             ~~~~~^
bad.c:5:7: error: an element of type struct <anonymous> takes 3 bytes, but is aligned to 4 [C0486]
  three many[2];
        ^^^^
  help: make its size a multiple of its alignment
bad.c:6:23: error: [*] is for parameters in a prototype [C0494]
  struct star { int (*p)[*]; };
                        ^
bad.c:6:21: error: member p has a variable size [C0234]
  struct star { int (*p)[*]; };
                      ^
bad.c:7:25: error: [*] is for parameters in a prototype [C0494]
  void defined(int n, int a[*]) { (void)n, (void)a; }
                          ^
bad.c:9:14: error: this object is too big [C0241]
  static char *big[1L << 60] = {[1] = "x"};
               ^^^
bad.c:9:31: error: index 1 is outside the array [C0275]
  static char *big[1L << 60] = {[1] = "x"};
                                ^
bad.c:10:14: error: data would put 17179869184 bytes of data into the object [C0493]
  static char *data[0x80000000] = {[0x7fffffff] = "x"};
               ^^^^
  help: fill it when the program runs
bad.c:16:16: error: this jumps into a statement expression [C0488]
          n = ({ case 1: 2; });
                 ^^^^
  help: what stands before it in the expression would not be computed
bad.c:16:11: error: assignment: cannot convert void to int [C0303]
          n = ({ case 1: 2; });
            ^ ~~~~~~~~~~~~~~~~
bad.c:18:16: error: int (int) cannot be indexed [C0321]
      return into[0];
             ~~~~^
bad.c:13:5: error: this jumps into a statement expression [C0488]
      goto in;
      ^^^^
  help: what stands before it in the expression would not be computed
bad.c:8:12: error: ahead has incomplete type enum later [C0251]
  enum later ahead;
             ^^^^^
  help: define the type or give the size before this
warned.c:2:13: warning: WIDE has the value 2147483648, which does not fit int [C0491]
  enum wide { WIDE = 0x80000000 };
              ^^^^
warned.c:5:20: warning: __func__ outside a function [C0492]
  const char *name = __func__;
                     ^^^^^^^^
warned.c:6:20: warning: value returns void, but a value is given [C0356]
  void value(void) { return 1; }
                     ^^^^^^
warned.c:9:19: warning: this declaration declares nothing [C0271]
  struct m { int a; const; struct a1 { int x; }; };
                    ^^^^^
warned.c:9:26: warning: this declaration declares nothing [C0271]
  struct m { int a; const; struct a1 { int x; }; };
                           ^^^^^^
warned.c:10:6: warning: main has type void (char) [C0485]
  void main(char c) { (void)c; }
       ^^^^
  help: it is int main(void) or int main(int, char **)
warned.c:8:37: warning: n is static, but inline function shown is not [C0448]
  inline int shown(void) { static int n; return n + quiet; }
                                      ^
  help: make the function static, or declare it extern inline in one file
warned.c:8:51: warning: quiet is static, but inline function shown is not [C0448]
  inline int shown(void) { static int n; return n + quiet; }
                                                    ^^^^^
  help: make the function static, or declare it extern inline in one file
empty.c:1:1: warning: stray ; [C0455]
  ;
  ^
  help: drop it
