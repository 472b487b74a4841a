Tentative definitions, repeated declarations, completion of array and structure types later in the file.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
int a;
int a;
int a = 5;
extern int a;
static int s;
static int s;
int unset;
int arr[];
int arr[3];
int one[];
extern int ext[];
int ext[4] = {1, 2};
struct Later;
struct Later *ptr;
static int use(struct Later *p);
struct Later { int x; struct Later *next; };
struct Later obj = {6, &obj};
static int use(struct Later *p) { return p->next->x; }
int f(void), g(int), (*h)(int);
int f(void);
int f(void) { return g(2); }
int g(int x) { return x + a; }
typedef int T;
typedef int T;
enum E { P, Q } e = Q;
static int *ps = &s;
static int s = 8;
const int c;
int main(void)
{
    CHECK(a == 5 && s == 8 && *ps == 8 && unset == 0 && c == 0);
    CHECK(sizeof arr == 12 && arr[2] == 0 && one[0] == 0 && sizeof ext == 16 && ext[1] == 2 && ext[3] == 0);
    ptr = &obj;
    CHECK(use(ptr) == 6 && f() == 7 && !h && e == 1);
    h = g;
    CHECK((*h)(1) == 6 && h(1) == 6);
    T T = 3;
    CHECK(T == 3);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
