What is no place cannot be assigned to or have its address taken; incomplete types have no value.
-- bad.c --
struct s;
struct t {
    int a[2];
} x, y;
extern struct s e;
void take(struct s);
struct t make(void);
void f(struct s *p, int c, int i)
{
    (1 ? x : y).a[0] = 1;
    (c ? x : y) = x;
    (c, i) = 2;
    +i = 3;
    (1 ? i : c) = 4;
    (int)i = 5;
    (struct t)x = y;
    &make();
    &make().a;
    e = *p;
    *p;
    (void)e;
    take(e);
    c ? e : e;
    f(p, c, i,);
}
-- good.c --
struct s;
extern struct s e;
struct t {
    int a[2];
} x = {{1, 2}}, y = {{3, 4}};
struct t make(void)
{
    return y;
}
int main(void)
{
    struct s *p = &*&e;
    int *q = &(&x)->a[1];
    if (p != &e || *q != 2 || make().a[1] != 4 || (p ? x : y).a[0] != 1)
        return 1;
    return 0;
}
struct s {
    int v;
} e;
-- cmd --
fail fuse cc -c bad.c
$ROOT/tests/tools/c_levels.sh good.c
-- out --
bad.c:11:17: error: this cannot be assigned to [C0319]
      (c ? x : y) = x;
      ~~~~~~~~~~~ ^
  help: the left side must be a variable or another place in memory
bad.c:12:12: error: this cannot be assigned to [C0319]
      (c, i) = 2;
      ~~~~~~ ^
  help: the left side must be a variable or another place in memory
bad.c:13:8: error: this cannot be assigned to [C0319]
      +i = 3;
       ~ ^
  help: the left side must be a variable or another place in memory
bad.c:14:17: error: this cannot be assigned to [C0319]
      (1 ? i : c) = 4;
      ~~~~~~~~~~~ ^
  help: the left side must be a variable or another place in memory
bad.c:15:12: error: this cannot be assigned to [C0319]
      (int)i = 5;
      ~~~~~~ ^
  help: the left side must be a variable or another place in memory
bad.c:16:17: error: this cannot be assigned to [C0319]
      (struct t)x = y;
                ~ ^
  help: the left side must be a variable or another place in memory
bad.c:17:5: error: & needs a variable or another place in memory [C0309]
      &make();
      ^~~~~~~
bad.c:18:5: error: & needs a variable or another place in memory [C0309]
      &make().a;
      ^~~~~~~~~
bad.c:19:7: error: type struct s is incomplete here [C0253]
      e = *p;
        ^
  help: define it before this use
bad.c:20:5: error: type struct s is incomplete here [C0253]
      *p;
      ^
  help: define it before this use
bad.c:21:11: error: type struct s is incomplete here [C0253]
      (void)e;
            ^
  help: define it before this use
bad.c:22:10: error: type struct s is incomplete here [C0253]
      take(e);
           ^
  help: define it before this use
bad.c:23:9: error: type struct s is incomplete here [C0253]
      c ? e : e;
          ^
  help: define it before this use
bad.c:23:13: error: type struct s is incomplete here [C0253]
      c ? e : e;
              ^
  help: define it before this use
bad.c:24:15: error: expected an expression, found ) [C0203]
      f(p, c, i,);
                ^
