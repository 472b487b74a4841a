Distances between labels in static data: of 4 and 8 bytes, with numbers added, in local arrays of one function and in records; at every level and in the interpreter.
-- t.c --
static int run(const unsigned char *code, int x)
{
    static const int at[] = {&&stop - &&stop, &&inc - &&stop, &&dbl - &&stop, &&neg - &&stop};
    static const struct {
        char name;
        long far;
        int back;
    } row = {'r', &&neg - &&stop, (int)(&&stop - &&neg)};
#define NEXT goto *(&&stop + at[*code++])
    if (row.far != at[3] || row.back != -at[3] || row.name != 'r')
        return -1;
    NEXT;
inc:
    x++;
    NEXT;
dbl:
    x *= 2;
    NEXT;
neg:
    x = -x;
    NEXT;
stop:
    return x;
}

int main(void)
{
    static const unsigned char a[] = {1, 2, 3, 2, 0}, b[] = {0}, c[] = {3, 1, 1, 2, 2, 0};
    return run(a, 4) != -20 ? __LINE__ : run(b, 9) != 9 ? __LINE__ : run(c, 1) != 4 ? __LINE__ : 0;
}
-- bad.c --
int f(void)
{
    static short s = &&b - &&a;
    static int t = &&b - &&a ? 1 : 2;
    static int u = (&&b - &&a) * 2;
    enum { E = &&b - &&a };
a:
b:
    return s + t + u + E;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fuse cc -c -O1 t.c -o t.o && fuse objdump -h t.o | grep data.rel || echo no relocations
fail fuse cc -c bad.c
-- out --
no relocations
bad.c:3:26: error: the initialiser of a static object must be constant [C0277]
      static short s = &&b - &&a;
                           ^
  help: assign the value when the program runs
bad.c:4:30: error: the initialiser of a static object must be constant [C0277]
      static int t = &&b - &&a ? 1 : 2;
                               ^
  help: assign the value when the program runs
bad.c:5:32: error: the initialiser of a static object must be constant [C0277]
      static int u = (&&b - &&a) * 2;
                                 ^
  help: assign the value when the program runs
bad.c:6:16: error: expected an integer constant [C0278]
      enum { E = &&b - &&a };
                 ^^
