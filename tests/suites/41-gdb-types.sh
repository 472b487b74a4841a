#!/usr/bin/env bash
# 41-gdb-types.sh - debuggers print typed variables of C programs: gdb and lldb here, gdb on emulated Arm
# packages: gdb python3 gdb-multiarch lldb-19 llvm-19 qemu-user qemu-system-arm
. "$(dirname "$0")/common.sh"
needs gdb gdb-multiarch lldb-19 llvm-dwarfdump-19 qemu-aarch64 qemu-system-arm
trap 'jobs -p | xargs -r kill 2>/dev/null; rm -rf "$tmp"' EXIT

verify() { same "llvm-dwarfdump --verify $1" 'No errors.' "$(timeout 60 llvm-dwarfdump-19 --verify "$1" 2>&1 | tail -1)"; }
# gdb_says PROGRAM COMMAND... - its answers in `out`
gdb_says() {
    local program=$1 args=() c
    shift
    for c; do args+=(-ex "$c"); done
    timeout 60 "${gdb:-gdb}" -nx -batch "${args[@]}" "$program" >out 2>&1 </dev/null || bad "gdb $program failed: $(tail -3 out)"
}
line() { if grep -qxF -- "$1" out; then ok; else bad "${where:-}: no line '$1' in:"; cat out; fi; }
match() { if grep -qE -- "$1" out; then ok; else bad "${where:-}: no '$1' in:"; cat out; fi; }

cat >t.c <<'END'
#include <complex.h>
#include <stdlib.h>
#include <string.h>
enum color { RED, GREEN = 5, BLUE };
typedef unsigned long word;
struct in { short s; char c[6]; };
typedef struct { int x, y; } Point;
union u { int i; float f; unsigned char b[4]; };
struct big {
    int id;
    struct in inner;
    Point pt[2];
    enum color col;
    struct big *next;
    union u u;
    unsigned lo : 3, mid : 7;
    signed hi : 5;
    int (*fn)(int, const char *);
    struct { int anon; };
};
static int counter = 7;
word global_word = 0x1234; word get_word(void) { return global_word; }
const char *names[] = {"one", "two", 0};
_Thread_local int mine = 31;
static int cmp(const void *a, const void *b)
{
    const int *x = a, *y = b;
    counter++;
    return *x - *y;
}
static double sum(struct big arg, float f, double d, long double ld)
{
    double r = arg.id + f + d;
    r += (double)ld;
    return r;
}
static int vla(int n)
{
    int a[n];
    for (int i = 0; i < n; i++)
        a[i] = i * i;
    int total = 0;
    for (int i = 0; i < n; i++) {
        int sq = a[i];
        total += sq;
    }
    return total;                                       // in vla
}
int main(int argc, char **argv)
{
    static int calls;
    int v[2][3] = {{5, 3, 1}, {4, 2, 0}};
    struct big b = {0}, *pb = &b;
    char text[8];
    _Bool yes = 1;
    __int128 wide = 5;
    double complex z = 2.0 + 3.0 * I;
    long double ld = 2.5L;
    float f = -0.25f;
    unsigned char uc = 200;
    long long ll = -5000000000;
    volatile const int vc = 9;
    Point where = {1, 2};
    b.id = 42; b.inner.s = -3; strcpy(b.inner.c, "abc"); b.pt[1].x = 11; b.col = BLUE; b.next = pb;
    b.u.i = 0x41424344; b.lo = 5; b.mid = 77; b.hi = -3; b.anon = 12;
    strcpy(text, "hello");
    calls++;
    {
        int argc = 99;
        calls += argc;                                  // in block
    }
    qsort(v, 6, sizeof v[0][0], cmp);
    double s = sum(b, 1.5f, 2.25, ld);
    int t = vla(4);
    if (calls == 100 && t == 14 && argc == 1)
        abort();
    return (int)s + argc + yes + (int)wide + (int)creal(z) + (int)f + uc + (int)ll + vc + where.x + !argv + mine;
}
END
at() { grep -n "// $1" t.c | cut -d: -f1; }
"$FUSE" cc -g -O0 t.c -o t -lm >said 2>&1 || { bad 'cc -g'; cat said; }
verify t

where='in a block'
gdb_says t "break $(at 'in block')" run 'print argc' 'up 0' 'print b' 'print b.inner' 'print *pb->next' 'print b.pt[1]' \
    'print b.u' 'print b.mid' 'print/d b.hi' 'print text' 'print yes' 'print wide' 'print z' 'print ld' 'print f' 'print uc' \
    'print ll' 'print vc' 'print where' 'print v' 'print calls' 'print counter' 'print names' 'print mine' 'print &v[1]' \
    'print b.col' 'print (enum color)5' 'print sizeof(struct big)' 'print *argv@1' 'whatis b.pt' 'whatis where' 'whatis global_word' \
    'whatis &b' 'whatis cmp' 'whatis b.fn' 'whatis vc' 'whatis names' 'ptype struct in' 'ptype Point' 'ptype enum color' 'ptype pb' 'whatis get_word' \
    'set var b.mid = 9' 'print b.mid' 'info scope vla' 'info frame'
line '$1 = 99'
match '^\$2 = \{id = 42, inner = \{s = -3, c = "abc\\000\\000"\}, pt = \{\{x = 0, y = 0\}, \{x = 11, y = 0\}\}, col = BLUE, next = 0x[0-9a-f]+, u = \{i = 1094861636, f = 12\.1414223, b = "DCBA"\}, lo = 5, mid = 77, hi = -3, fn = 0x0, \{anon = 12\}\}$'
line '$3 = {s = -3, c = "abc\000\000"}'
line '$5 = {x = 11, y = 0}'
line '$6 = {i = 1094861636, f = 12.1414223, b = "DCBA"}'
line '$7 = 77'
line '$8 = -3'
match '^\$9 = "hello'
line '$10 = true'
line '$11 = 5'
line '$12 = 2 + 3i'
line '$13 = 2.5'
line '$14 = -0.25'
line '$15 = 200 '"'\\310'"
line '$16 = -5000000000'
line '$17 = 9'
line '$18 = {x = 1, y = 2}'
line '$19 = {{5, 3, 1}, {4, 2, 0}}'
line '$20 = 1'
line '$21 = 7'
match '^\$22 = \{0x[0-9a-f]+ "one", 0x[0-9a-f]+ "two", 0x0\}$'
line '$23 = 31'
match '^\$24 = \(int \(\*\)\[3\]\) 0x'
line '$25 = BLUE'
line '$26 = GREEN'
line '$27 = 64'
match '^\$28 = \{0x[0-9a-f]+ ".*/t"\}$'
line 'type = Point [2]'
line 'type = Point'
line 'type = word'
line 'type = struct big *'
line 'type = int (const void *, const void *)'
line 'type = int (*)(int, const char *)'
line 'type = word (void)'
line 'type = const volatile int'
line 'type = const char *[3]'
line '    char c[6];'
line 'type = enum color {RED, GREEN = 5, BLUE}'
line '    unsigned int mid : 7;'
line '    int (*fn)(int, const char *);'
line '$29 = 9'
match '^Symbol total is '

where='calls and backtraces'
gdb_says t 'break cmp' run bt 'print *(const int *)a' next 'print *x - *y' 'delete 1' 'break sum' continue 'info args' finish \
    "break $(at 'in vla')" continue 'print a' 'print total' 'ptype a' 'print sizeof a' 'delete' continue bt
match '^#0 +cmp \(a=0x[0-9a-f]+, b=0x[0-9a-f]+\) at \./t\.c:[0-9]+$'
match '^#[1-9] .* qsort|__qsort_r'
match '^#[0-9]+ .* in main \(argc=1, argv=0x[0-9a-f]+\) at \./t\.c:72$'
line 'f = 1.5'
line 'd = 2.25'
line 'ld = 2.5'
match '^arg = \{id = 42, inner = \{s = -3, c = "abc'
match '^Value returned is \$[0-9]+ = 48\.25$'
match '^\$[0-9]+ = \{0, 1, 4, 9\}$'
match '^\$[0-9]+ = 14$'
match '^\$[0-9]+ = 16$'
line 'type = int [4]'
match '^Program received signal SIGABRT'
match '^#[0-9]+ .*abort \(\)'
match '^#[0-9]+ .* in main \(argc=1, argv=0x[0-9a-f]+\) at \./t\.c:76$'
grep -q 'Backtrace stopped' out && bad 'a backtrace broke off' || ok

where='step, next, finish, watch'
gdb_says t 'break vla' run 'next' 'next' 'print i' 'tbreak 43' continue step 'print i' 'watch total' continue continue 'print sq' 'delete' \
    finish 'info locals' step
match '^40	    for \(int i = 0; i < n; i\+\+\)'
match 'Hardware watchpoint [0-9]+: total'
match '^Old value = 0$'
match '^New value = 1$'
match '^New value = 5$'
match '^Value returned is \$[0-9]+ = 14$'
match '^75	    if \(calls == 100'

where=lldb
timeout 60 lldb-19 -b -o "breakpoint set -f t.c -l $(at 'in block')" -o run -o 'frame variable' -o 'print b.pt[1]' -o 'breakpoint set -n cmp' -o continue -o bt \
    ./t >out 2>&1 </dev/null || bad 'lldb failed'
line '(int[2][3]) v = {'
line '  inner = (s = -3, c = "abc")'
line '  col = BLUE'
line '(char[8]) text = "hello"'
line '(long double) ld = 2.5'
line '(int) argc = 99'
match '^\(Point\).* \(x = 11, y = 0\)|^\(Point\) '
match 't`cmp\(a=0x[0-9a-f]+, b=0x[0-9a-f]+\) at t\.c:27'
match 't`main\(argc=1, argv=0x[0-9a-f]+\) at t\.c:72'

# The same questions on other machines, through an emulator's port.
cat >f.c <<'END'
enum color { RED, GREEN = 5, BLUE };
struct in { short s; char c[6]; };
struct big { int id; struct in inner; enum color col; struct big *next; unsigned lo : 3, mid : 7; long long w; double d; };
int counter = 3;
static struct big g = {7, {1, "ab"}, BLUE, 0, 1, 2, 3, 4.5};
int leaf(struct big a, int n)
{
    int t = a.id + n;
    counter += t;
    return t;
}
int twice(int x)
{
    long long w = x;
    double d = x * 0.5;
    float f = 1.5f;
    for (int i = 0; i < 3; i++) {
        int k = i * 2;
        w += k;
    }
    g.w = w;
    return leaf(g, (int)(w + d + f));
}
int main(void)
{
    int r = twice(5);
    return r & 63;
}
END
questions=('target remote :PORT' 'break twice' continue 'info args' next next next next next 'info locals' 'break leaf' continue bt 'info args'
    'print g' 'print counter' 'ptype struct big' finish kill)
answers() {
    line 'x = 5'
    line 'k = 0'
    line 'w = 5'
    line 'd = 2.5'
    line 'f = 1.5'
    match '^#0 +leaf \(a=\.\.\., n=15\) at \./f\.c:8$'
    match '^#1 .* in twice \(x=5\) at \./f\.c:22$'
    match '^#2 .* in main \(\) at \./f\.c:26$'
    match '^a = \{id = 7, inner = \{s = 1, c = "ab.*col = BLUE, next = 0x0.*, lo = 1, mid = 2, w = 11, d = 4\.5\}$'
    match '^\$1 = \{id = 7,'
    line '$2 = 3'
    line '    unsigned int mid : 7;'
    match '^Value returned is \$3 = 22$'
}
# remote PROGRAM PORT EMULATOR... - gdb asks the emulator's port
remote() {
    local program=$1 port=$2 try
    shift 2
    timeout 60 "$@" </dev/null >/dev/null 2>&1 &
    local pid=$!
    for try in {1..50}; do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
        grep -q ":$(printf %04X "$port") " /proc/net/tcp /proc/net/tcp6 2>/dev/null && break
        sleep 0.1
    done
    gdb=gdb-multiarch gdb_says "$program" "${questions[@]/PORT/$port}"
    kill "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
}
port=$((20000 + $$ % 20000))
where=linux-arm64
"$FUSE" cc --target linux-arm64 -g -O0 f.c -o f-arm64 >said 2>&1 || { bad 'cc for arm64'; cat said; }
verify f-arm64
questions[0]="target remote :$port"
timeout 60 qemu-aarch64 -g "$port" ./f-arm64 & sleep 1
gdb=gdb-multiarch gdb_says f-arm64 "${questions[@]}"
answers
kill %% 2>/dev/null
where=mps2-an385
port=$((port + 1))
"$FUSE" cc --target cortex-m3 --board mps2-an385 -g -O0 f.c -o f.elf >said 2>&1 || { bad 'cc for Cortex-M3'; cat said; }
verify f.elf
questions[0]="target remote :$port"
timeout 60 qemu-system-arm -M mps2-an385 -display none -monitor none -serial null -semihosting-config enable=on,target=native \
    -kernel f.elf -S -gdb "tcp:127.0.0.1:$port" & sleep 1
gdb=gdb-multiarch gdb_says f.elf "${questions[@]}"
answers
kill %% 2>/dev/null

# Optimised, variables are shown where they live: never a value that they do not have.
cat >o.c <<'END'
#include <stdio.h>
#define APART __attribute__((noinline))
typedef struct { int a, b, c, d, e; } Five;
static APART int leaf(int depth, unsigned char flag, double x)
{
    int half = depth / 2;
    double y = x * 1.5;
    printf("%d %d %g\n", half, flag, y);
    return half + (int)y;
}
static APART long walk(int n, long acc, const char *name)
{
    long next = acc * 3 + n;
    short small = (short)(n * 7);
    if (n == 0)
        return next;
    int r = leaf(n, (unsigned char)(n * 50), n + 0.25);
    printf("%s %ld %d %d\n", name, next, small, r);
    return walk(n - 1, next, name) + r + small;
}
static APART int many(int a, int b, int c, int d, int e, int f, int g, int h)
{
    int p = a * b, q = c * d, r = e * f, s = g * h, t = p ^ q, u = r ^ s, v = p + r, w = q - s;
    printf("%d\n", t + u);
    printf("%d\n", v * w);
    return a + b + c + d + e + f + g + h + p + q + r + s + t + u + v + w;
}
static APART int sums(Five five, int scale)
{
    int first = five.a * scale, last = five.e - scale, total = 0;
    for (int i = 0; i < 4; i++) {
        int step = first + i * last;
        printf("%d\n", step);
        total += step;
    }
    return total + first + last;
}
static APART long tail(long n, long m)
{
    long k = n ^ m;
    printf("%ld\n", k);
    return n <= 0 ? m : tail(n - 3, m + n);
}
int main(int argc, char **argv)
{
    float ratio = (float)argc / 4;
    int base = argc * 11;
    long w = walk(5 * argc, base, "walk");
    int m = many(base, 2, 3, 4, 5, 6, 7, argc);
    int s = sums((Five){1, 2, 3, 4, base}, argc + 2);
    long t = tail(10, w);
    printf("%ld %d %d %ld %g\n", w, m, s, t, ratio);
    return argv == NULL;
}
END
for o in -O0 -O1 -O2 -Os; do
    "$FUSE" cc -g $o o.c -o "o$o" && verify "o$o"
    timeout 60 gdb -nx -batch -x "$root/tests/tools/gdb_vars.py" "o$o" >"vars$o" 2>&1 </dev/null
done
for o in -O1 -O2 -Os; do
    python3 "$root/tests/tools/gdb_vars_same.py" vars-O0 "vars$o" >out
    if grep wrong out; then bad "values at $o"; else ok; fi
    n=$(sed -n 's/^same \([0-9]*\) of .*/\1/p' out)
    if [ "${n:-0}" -ge 60 ]; then ok; else bad "only ${n:-no} values at $o"; fi
done

# The same bytes from another folder: no path of this machine is in them; and code is what it is without -g.
mkdir -p elsewhere/deep
cp t.c elsewhere/deep
for o in -O0 -O2; do
    "$FUSE" cc -g $o -c t.c -o here.o
    (cd elsewhere/deep && "$FUSE" cc -g $o -c t.c -o there.o)
    must "-g $o in two folders" cmp here.o elsewhere/deep/there.o
done
for o in -O1 -O2 -Os; do
    for t in linux-x64 linux-arm64 cortex-m4; do
        "$FUSE" cc --target $t -g $o -c f.c -o with.o
        "$FUSE" cc --target $t $o -c f.c -o without.o
        same "code with -g $o, $t" "$(llvm-objdump-19 -d without.o | tail -n +3)" "$(llvm-objdump-19 -d with.o | tail -n +3)"
    done
done

# Every target's objects and images are sound, as are those of the golden programs.
for t in linux-x64 linux-arm64 windows-x64 macos-arm64 macos-x64 cortex-m3 cortex-m4 cortex-m33; do
    for o in -O0 -O1 -O2; do
        "$FUSE" cc --target $t -g $o -c f.c -o "f-$t$o.o" && verify "f-$t$o.o"
    done
done
n=0 said=
for f in "$root"/tests/golden/c/*.t; do
    n=$((n + 1))
    awk -v out=g.c '/^-- .*\.c --$/ { on = !done; done = 1; next } /^-- / { on = 0 } on { print > out }' "$f"
    t=linux-x64 o=-O0
    case $((n % 6)) in 1) t=linux-arm64;; 2) t=cortex-m4;; 3) o=-O2;; 4) o=-O1;; 5) t=linux-arm64 o=-O2;; esac
    "$FUSE" cc --target $t -w -g $o -c g.c -o g.o 2>/dev/null
    case $? in
    0)  v=$(timeout 60 llvm-dwarfdump-19 --verify g.o 2>&1)
        case $v in *'No errors.') ;; *) said+="${f##*/} $t $o: $(grep error: <<<"$v" | head -2)"$'\n';; esac ;;
    1)  ;;               # a program with errors
    *)  said+="${f##*/} $t $o: the compiler crashed"$'\n' ;;
    esac
    rm -f g.c
done
same 'llvm-dwarfdump --verify of the golden programs' '' "$said"
finish gdb-types
