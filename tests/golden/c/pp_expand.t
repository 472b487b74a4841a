Macro expansion: the standard's examples (6.10.3.5), recursion, arguments, # and ##, GNU commas.
-- t.c --
#define x 3
#define f(a) f(x * (a))
#undef x
#define x 2
#define g f
#define z z[0]
#define h g(~
#define m(a) a(w)
#define w 0,1
#define t(a) a
#define p() int
#define q(x) x
#define r(x,y) x ## y
#define str(x) # x
f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);
g(x+(3,4)-w) | h 5) & m
(f)^m(m);
p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };
char c[2][6] = { str(hello), str() };
-- u.c --
#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
#define t(x,y,z) x ## y ## z
#define showlist(...) puts(#__VA_ARGS__)
#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))
#define e1(fmt, ...) p(fmt, ## __VA_ARGS__)
#define e2(fmt, rest...) p(fmt, ## rest)
#define e3(...) p(k, ## __VA_ARGS__)
#define ff(a) a*gg
#define gg(a) ff(a)
#define AA BB
#define BB AA + AA
#define EMPTY
#define call(v) [v]
#define LP (
char p[] = join(x, y);
int j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,) };
showlist(The first, second, and third items.);
report(x>y, "x is %d but y is %d", x, y);
e1("a") e1("a",) e1("a",1) e1("a",1,2) e2("b") e2("b",3,x) e3() e3(1)
ff(2)(9) ff(2)(9)(3)(4)
AA BB
-EMPTY- + + +EMPTY+ .EMPTY. <EMPTY< =EMPTY=
call LP 1) call (2) call EMPTY (3) call
mkstr( "a\n" 'b' L"\x"   @ \) in_between(a EMPTY+ b)
-- cmd --
fuse cc -E -P t.c
fuse cc -E -P u.c
-- out --
f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);
f(2 * (2+(3,4)-0,1)) | f(2 * (~ 5)) & f(2 * (0,1))^m(0,1);

int i[] = { 1, 23, 4, 5, };
char c[2][6] = { "hello", "" };
char p[] = "x ## y";
int j[] = { 123, 45, 67, 89, 10, 11, 12, };
puts("The first, second, and third items.");
((x>y)?puts("x>y"): printf("x is %d but y is %d", x, y));
p("a") p("a",) p("a", 1) p("a", 1,2) p("b") p("b", 3,x) p(k) p(k, 1)
2*9*gg 2*9*gg(3)(4)
AA + AA BB + BB
- - + + + + . . < < = =
call ( 1) [2] call (3) call
"\"a\\n\" 'b' L\"\\x\" @ " "a + b"
