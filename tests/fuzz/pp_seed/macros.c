#define EMPTY
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
#undef f
#undef p
#undef m
#undef w
#undef h
#undef g
#undef t
#undef q
#undef r
char c[2][6] = { str(hello), str() };
#undef str
#define str(s) # s
#define xstr(s) str(s)
#define debug(s, t) printf("x" # s "= %d, x" # t "= %s", \
 x ## s, x ## t)
#define INCFILE(n) vers ## n
#define glue(a, b) a ## b
#define xglue(a, b) glue(a, b)
#define HIGHLOW "hello"
#define LOW LOW ", world"
debug(1, 2);
fputs(str(strncmp("abc\0d", "abc", '\4') // this goes away
 == 0) str(: @\n), s);
xstr(INCFILE(2).h)
glue(HIGH, LOW);
xglue(HIGH, LOW)
#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
char p2[] = join(x, y);
#define t3(x,y,z) x ## y ## z
int j[] = { t3(1,2,3), t3(,4,5), t3(6,,7), t3(8,9,), t3(10,,), t3(,11,), t3(,,12), t3(,,) };
#define debug2(...) fprintf(stderr, __VA_ARGS__)
#define showlist(...) puts(#__VA_ARGS__)
#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))
debug2("Flag");
debug2("X = %d\n", x);
showlist(The first, second, and third items.);
report(x>y, "x is %d but y is %d", x, y);
#define e1(fmt, ...) p(fmt, ## __VA_ARGS__)
#define e2(fmt, a...) p(fmt, ## a)
#define e3(...) p(k, ## __VA_ARGS__)
#define e4(fmt, ...) p(fmt, __VA_ARGS__)
e1("a") e1("a",) e1("a",1) e1("a",1,2) e1("a",x,f(2)) e2("b") e2("b",3,x) e3() e3(1) e3(EMPTY) e4(1,) e4(1,2) e4(1)
xstr(a EMPTY b) xstr(a EMPTY+b) xstr(aEMPTY) xstr( EMPTY a EMPTY ) xstr(EMPTY) xstr(a+EMPTY+b) xstr(-EMPTY-)
#define ff(a) a*gg
#define gg(a) ff(a)
ff(2)(9)
ff(2)(9)(3)(4)
#define nil(x) x
nil(nil)(nil)(1)
#define AA BB
#define BB AA
AA BB AA+BB
#define foo foo bar
#define bar foo
foo bar
#define CAT(a,b) a##b
#define CAT2(a,b) CAT(a,b)
CAT2(CAT2(a,b),CAT2(c,d)) CAT(CA,T)(1,2) CAT(x,) CAT(,x) CAT(a b,c d) CAT(1,e+) CAT(L,'a') CAT(L,"s") CAT(-,>) CAT(<<,=)
-EMPTY- + + +EMPTY+ x-x .EMPTY. 1 .2 EMPTY.3 <EMPTY< =EMPTY=
#define LP (
#define RP )
#define call(x) [x]
call LP 1 RP call
(2) call EMPTY (3)
#define XC call
XC(4) XC EMPTY(5) XC LP 6 RP
#define two(a,b) <a|b>
two((1,2),3) two(call((1,2)),"a,b") two(,) two( , ) two({1},3
#define two2 w
 4)
str( "a\n" 'b' "\"" L"\x" '"' "'" ) str(\) str(a  	b
 c) str(	a) str(@ $ ` ä) xstr(__LINE__) str(__FILE__)
#if 1 ? 2 : (3 + 4)
tern
#endif
#if -1 > 0u && 0xffffffff > -1 && 1 - 2 < 0 && (2 || 1 / 0) && !(0 && 1 % 0) && -1 >> 63 == -1 && 'a' == 97 && '\377' < 0
arith
#endif
#if 0x7fffffffffffffff + 0 == 9223372036854775807 && 18446744073709551615u == -1 && ~0u == ~0 && 1 << 40 > 0 && (0 ? -1 : 0u) <= 1
arith2
#endif
#define HAS defined(x) && defined y
#if HAS
no
#else
yes
#endif
#if defined EMPTY && !defined(nope) && defined(HAS)
def
#endif
#if x == 2 && undefined_name == 0 && true == 0 && f == 0
#endif
#ifdef x
#elif 1/0
#else
junk ' unterminated
#endif
#if 0
' " /* comment
/* c
#endif */ ` @
# nonsense directive
#if garbage (((
#else
#endif
#elif 1
elif
#endif
%:define DG <: 1 :> <% %> 
DG str(<: %:) CAT(%:,%:)
#line 100 "other.c"
__LINE__ __FILE__
#line 7
__LINE__ __FILE__
_Pragma("pack(1)") a _Pragma("omp \"x\" \\n") b
#define PRAG(x) _Pragma(#x)
PRAG(pack(push, 2)) q PRAG(weak x)
#pragma pack(pop)
#pragma push_macro("x")
#undef x
#define x pushed
x
#pragma pop_macro("x")
x
#define self(x) x self
self(1)(2) self(self)(3) self(self(1))(2)
#define obj() (obj)()
obj() obj
#define v1(x, y...) [x y]
v1(1) v1(1,) v1(1,2,3) v1()
#define zz0() z0
zz0() zz0( ) zz0
()
#define o1(x) #x #x x##x
o1(a b) o1()
a/**/b a/* */+/**/+b
L"a" u8"b" u'c' U"d" u8'f' 0x1p+3e 1.e+5.6 0b101 ..1 ... .. .
