Names with and without linkage: what C11 6.2.2 and 6.7 refuse, and what block scope hides.
-- bad.c --
static int quiet;
int quiet;
int f(extern int a, static int b);
int g(int i)
{
    extern int i;
    int x = 1;
    extern int x;
    extern int y;
    int y;
    int h(void);
    int h = 2;
    {
        extern int only_here;
        only_here = 1;
    }
    for (static int k = 0; k < 2;) ;
    for (int h(void);;) ;
    return only_here;
}
int big[1ul << 60];
extern int far[1ul << 60];
-- good.c --
#define CHECK(x) if (!(x)) return __LINE__
static int hidden = 7;
static int three(void);
int main(void)
{
    int hidden = 1;
    {
        int three(void);
        CHECK(three() == 3);
    }
    extern int later, later;
    CHECK(hidden == 1 && later == 9);
    CHECK(sizeof(char[1u << 30][sizeof(long) == 8 ? 1u << 30 : 1]) >= 1u << 30);
    return 0;
}
static int three(void)
{
    return 3;
}
int later = 9;
-- cmd --
fail fuse cc -c bad.c
$ROOT/tests/tools/c_levels.sh good.c
-- out --
bad.c:2:5: error: quiet declared without static after it was static [C0279]
  int quiet;
      ^^^^^
bad.c:3:7: error: this storage class is not allowed here [C0224]
  int f(extern int a, static int b);
        ^^^^^^
bad.c:3:21: error: this storage class is not allowed here [C0224]
  int f(extern int a, static int b);
                      ^^^^^^
bad.c:6:16: error: i is defined twice [C0242]
      extern int i;
                 ^
bad.c:4:11: note: the previous one is here [C0244]
  int g(int i)
            ^
bad.c:8:16: error: x is defined twice [C0242]
      extern int x;
                 ^
bad.c:7:9: note: the previous one is here [C0244]
      int x = 1;
          ^
bad.c:10:9: error: y is defined twice [C0242]
      int y;
          ^
bad.c:9:16: note: the previous one is here [C0244]
      extern int y;
                 ^
bad.c:12:9: error: h is defined twice [C0242]
      int h = 2;
          ^
bad.c:11:9: note: the previous one is here [C0244]
      int h(void);
          ^
bad.c:17:21: error: k: the head of a for declares variables of its own only [C0280]
      for (static int k = 0; k < 2;) ;
                      ^
  help: declare it before the loop
bad.c:18:14: error: h: the head of a for declares variables of its own only [C0280]
      for (int h(void);;) ;
               ^
  help: declare it before the loop
bad.c:19:12: error: only_here is not declared [C0300]
      return only_here;
             ^^^^^^^^^
  help: declare it, or include its header
bad.c:21:5: error: this object is too big [C0241]
  int big[1ul << 60];
      ^^^
