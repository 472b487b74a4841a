#!/usr/bin/env bash
# 41-gdb.sh - gdb stops at lines of FUSE and C programs and shows a backtrace with their source
# packages: gdb python3 binutils llvm
set -u
tools=$(cd "$(dirname "$0")/../tools" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0
export LC_ALL=C ASAN_OPTIONS=detect_leaks=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAIL %s\n' "$*"; }
same() { if [ "$2" = "$3" ]; then ok; else bad "$1: got '$3', wanted '$2'"; fi; }
has() { if grep -qE -- "$2" "$3"; then ok; else bad "$1: no '$2' in:"; head -40 "$3"; fi; }
first() { local c; for c; do command -v "$c" && return; done; echo "$1"; }
dwarfdump=$(first llvm-dwarfdump-19 llvm-dwarfdump llvm-dwarfdump-14)
verify() { same "llvm-dwarfdump --verify $1" 'No errors.' "$(timeout 60 "$dwarfdump" --verify "$1" 2>&1 | tail -1)"; }

# session NAME PROGRAM COMMAND... - a gdb session in batch mode; its output in gdb.out
session() {
    local name=$1 program=$2 args=() c
    shift 2
    for c; do args+=(-ex "$c"); done
    timeout 120 gdb -nx -batch "${args[@]}" "$program" >gdb.out 2>&1 </dev/null || bad "$name: gdb failed"
}

mkdir -p src
cat >fuse.toml <<'END'
[package]
entry = "src/prog.fuse"
END
cat >src/prog.fuse <<'END'
import Deep from "./deep"

type Item:
  name: String
  price: Int

fn total(items: List<Item>) -> Int:
  var sum = 0
  for item in items:
    sum = sum + item.price
  return sum

fn outer(n: Int) -> Int:
  let items = [Item(name="a", price=n), Item(name="b", price=2)]
  let t = total(items)
  return Deep.inner(t) + 1

app "prog":
  print(outer(40))
  let xs = [1, 2]
  print(xs[outer(3)])
END
cat >src/deep.fuse <<'END'
fn innermost(n: Int) -> Int:
  let doubled = n * 2
  return doubled + 1

fn inner(n: Int) -> Int:
  let r = innermost(n)
  return r - 1
END

# A debug build: breakpoints by file and line and by function, source text, frames up to the start.
"$FUSE" build --aot -o prog >said 2>&1 || { bad build; cat said; }
verify prog
session debug ./prog 'break prog.fuse:10' 'break deep.fuse:3' run bt continue continue bt \
    'info line deep.fuse:6' 'tbreak deep.inner' 'info breakpoints'
has 'break by line' '^Breakpoint 1, .* at \./src/prog\.fuse:10$' gdb.out
has 'source line' '^10	    sum = sum \+ item\.price$' gdb.out
has 'frame 0' '^#0 +prog\.total .* at \./src/prog\.fuse:10$' gdb.out
has 'frame 1' '^#1 .* in prog\.outer .* at \./src/prog\.fuse:15$' gdb.out
has 'frame 2' '^#2 .* in app\.[0-9]+ .* at \./src/prog\.fuse:19$' gdb.out
has 'frame of the start' '^#4 .* in _start \(\)$' gdb.out
has 'break in another module' '^Breakpoint 2, deep\.innermost .* at \./src/deep\.fuse:3$' gdb.out
has 'frame of another module' '^#1 .* in deep\.inner .* at \./src/deep\.fuse:6$' gdb.out
has 'info line' '^Line 6 of "\./src/deep\.fuse" starts at address' gdb.out
has 'break by function' '^Temporary breakpoint 3 at 0x' gdb.out
grep -q 'Backtrace stopped' gdb.out && bad 'a backtrace broke off' || ok

# A failing program stops in the runtime; its callers are known.
session failing ./prog 'break report' run bt
has 'backtrace of a failure' ' in app\.[0-9]+ .* at \./src/prog\.fuse:21$' gdb.out
grep -q 'Backtrace stopped' gdb.out && bad 'the backtrace of a failure broke off' || ok

# Line by line through a function.
session step ./prog 'break prog.outer' run next next step
has 'next' '^15	' gdb.out
has 'step' '^(8|9)	|prog\.total' gdb.out

# Optimised, with symbols: lines and frames are still there.
"$FUSE" build --aot --release-with-symbols -o opt >said 2>&1 || bad 'build opt'
verify opt
session optimised ./opt 'break report' run bt
has 'optimised backtrace' ' in app\.[0-9]+ .* at \./src/prog\.fuse:21$' gdb.out
grep -q 'Backtrace stopped' gdb.out && bad 'the optimised backtrace broke off' || ok

# Bodies that were inlined are frames of their own.
session inlined ./opt 'break prog.fuse:10' run bt 'info frame'
has 'inlined: break in it' '^Breakpoint 1, prog\.total \(items=.*\) at \./src/prog\.fuse:10$' gdb.out
has 'inlined: frame 1' '^#1 +prog\.outer \(n=.*\) at \./src/prog\.fuse:15$' gdb.out
has 'inlined: frame 2' '^#2 .* in app\.[0-9]+ .* at \./src/prog\.fuse:19$' gdb.out
has 'inlined: info frame' '^ inlined into frame 1$' gdb.out

# The object before linking is debug information, too.
"$FUSE" build --emit obj -o prog.o >said 2>&1 || bad 'build --emit obj'
verify prog.o
has 'emit obj' 'prog\.total' <(nm prog.o)

# FUSE variables: numbers as they are; what is an object at run time shows what is in it.
mkdir -p vars/src
cat >vars/fuse.toml <<'END'
[package]
entry = "src/vars.fuse"
END
cat >vars/src/vars.fuse <<'END'
type Point:
  x: Int
  y: Float

type Item:
  name: String
  price: Int
  spot: Point
  sold: Bool

enum Color:
  Red
  Green

enum Shape:
  Circle(Int)
  Box(Int, String)
  Nothing

fn total(items: List<Item>, bonus: Int) -> Int:
  var sum = 0
  for item in items:
    sum = sum + item.price
    sum = sum + bonus
  return sum

fn describe(shape: Shape, color: Color, again: Int) -> String:
  match color:
    Red:
      return "red"
    Green:
      print("green")
  match shape:
    Circle(r):
      return "circle ${r}"
    Box(w, label):
      return "box ${label} ${w}"
    _:
      return "nothing ${again}"

fn mixed(n: Int, ratio: Float, yes: Bool, name: String) -> Int:
  let words = ["one", name, "three"]
  let numbers = [n, n * 2, n * 3]
  var best: String? = null
  if yes:
    let part = name + "!"
    best = part
    print(part)
  for item in numbers:
    print("${item} ${ratio} ${yes}")
  for item in words:
    print("${item} ${name}")
  return n

app "vars":
  let items = [Item(name="a", price=40, spot=Point(x=1, y=2.5), sold=true), Item(name="bc", price=2, spot=Point(x=3, y=4.5), sold=false)]
  print(total(items, 3))
  print(describe(Shape.Box(7, "seven"), Color.Green, items[0].price))
  print(describe(Shape.Circle(7), Color.Red, items[1].price))
  print(mixed(items[1].price, 1.5, items[0].sold, items[0].name))
END
cd vars || exit 1
"$FUSE" build --aot -o vars >said 2>&1 || { bad 'build vars'; cat said; }
verify vars
session variables ./vars 'break vars.fuse:24' run 'info args' 'info locals' 'print item.price' 'print *item.name' 'print *item.spot' \
    'ptype item' bt continue 'print sum' next 'print sum' 'delete 1' 'tbreak vars.describe' continue 'print shape.variant' \
    'print shape.Box' 'print *shape.Box._1' 'print color' 'print again' 'tbreak vars.fuse:50' continue 'print *best' 'print numbers' \
    'print words' 'print *words.data[1]' 'print n' 'print ratio' 'print yes' 'print item' 'tbreak vars.fuse:52' continue \
    'print item'
has 'FUSE: a list' '^items = \{len = 2, data = \{0x[0-9a-f]+ .*, 0x[0-9a-f]+ .*\}\}$' gdb.out
has 'FUSE: an Int argument' '^bonus = 3$' gdb.out
has 'FUSE: a struct' '^item = \{name = 0x[0-9a-f]+.*, price = 40, spot = 0x[0-9a-f]+.*, sold = true\}$' gdb.out
has 'FUSE: a variable that was assigned' '^sum = 40$' gdb.out
has 'FUSE: a String' '^\$2 = \{len = 1, data = "a"\}$' gdb.out
has 'FUSE: a struct in one' '^\$3 = \{x = 1, y = 2\.5\}$' gdb.out
has 'FUSE: ptype' '^    String \*name;$' gdb.out
has 'FUSE: the next turn' '^\$4 = 45$' gdb.out
has 'FUSE: behind the loop' '^\$5 = 48$' gdb.out
has 'FUSE: a variant' '^\$6 = Box$' gdb.out
has 'FUSE: what it carries' '^\$7 = \{_0 = 7, _1 = 0x' gdb.out
has 'FUSE: a String in it' '^\$8 = \{len = 5, data = "seven"\}$' gdb.out
has 'FUSE: an enum of names' '^\$9 = Green$' gdb.out
has 'FUSE: an argument' '^\$10 = 40$' gdb.out
has 'FUSE: an optional String' '^\$11 = \{len = 2, data = "a!"\}$' gdb.out
has 'FUSE: a list of Int' '^\$12 = \{len = 3, data = \{2, 4, 6\}\}$' gdb.out
has 'FUSE: a String in a list' '^\$14 = \{len = 1, data = "a"\}$' gdb.out
has 'FUSE: Int' '^\$15 = 2$' gdb.out
has 'FUSE: Float' '^\$16 = 1\.5$' gdb.out
has 'FUSE: Bool' '^\$17 = true$' gdb.out
has 'FUSE: the variable of a loop' '^\$18 = 2$' gdb.out
has 'FUSE: that of the next loop' '^\$19 = \{len = 3, data = "one"\}$' gdb.out
"$FUSE" build --aot --release-with-symbols -o fast >said 2>&1 || bad 'build fast'
verify fast
for t in linux-arm64 windows-x64 macos-arm64; do
    "$FUSE" build --emit obj --target $t -o $t.o >said 2>&1 || { bad "build for $t"; cat said; }
    verify $t.o
done
cd ..

# C at every level.
cat >main.c <<'END'
int leaf(int x);
static int twice(int x)
{
    int y = leaf(x);
    return y * 2;
}
int main(int argc, char **argv)
{
    (void)argv;
    int n = twice(argc + 20);
    return n;
}
END
cat >leaf.c <<'END'
#include "leaf.h"
int leaf(int x)
{
    int sum = 0;
    for (int i = 0; i < x; i++)
        sum += step(i);
    return sum;
}
END
cat >leaf.h <<'END'
extern int calls;
int calls;
static int step(int i)
{
    calls++;
    return i / 2;
}
END
for opt in -O0 -O1 -O2; do
    "$FUSE" cc --libc=none -g $opt main.c leaf.c -o c >said 2>&1 || { bad "cc $opt"; cat said; }
    verify c
    ./c
    same "cc $opt runs" 200 $?
    "$FUSE" cc -g $opt -c leaf.c -o leaf.o && verify leaf.o
done
"$FUSE" cc --libc=none -g -O0 main.c leaf.c -o c
session c ./c 'break leaf.h:5' run bt 'delete 1' 'break main.c:5' continue bt finish
has 'C: break in a header' '^Breakpoint 1, step .* at \./leaf\.h:5$' gdb.out
has 'C: source line' '^5	    calls\+\+;$' gdb.out
has 'C: frame 1' '^#1 .* in leaf .* at \./leaf\.c:6$' gdb.out
has 'C: frame 2' '^#2 .* in twice .* at \./main\.c:4$' gdb.out
has 'C: frame 3' '^#3 .* in main .* at \./main\.c:10$' gdb.out
has 'C: second breakpoint' '^Breakpoint 2, twice .* at \./main\.c:5$' gdb.out
has 'C: finish' '(^| in )main .* at \./main\.c:1[01]$' gdb.out
grep -q 'Backtrace stopped' gdb.out && bad 'C: a backtrace broke off' || ok

# A variable that is assigned again and again has its value of the moment, in inlined bodies too: what gdb shows is what
# the program hands to probe. One whose value is nowhere is said to be.
cat >again.c <<'END'
int seen, chain(int x);
__attribute__((noinline)) void probe(int x)
{
    __asm__ volatile("" :: "r"(x) : "memory");
    seen = x;
}
static int cube(int v, int up)
{
    int r = v * v;
    probe(r);
    if (up) {
        int more = r * v;
        r = more + 1;
        probe(r);
    }
    return r;
}
static int both(int from)
{
    int part = cube(from, 1);
    part += cube(from + 1, 0);
    probe(part);
    return part;
}
int main(int argc, char **argv)
{
    int sum = 0, last = argc - 2;
    for (int i = 0; i < 4; i++) {
        int here = i * argc;
        sum = i & 1 ? sum + here : sum - 1;
        probe(sum);
        last = sum;
        sum += both(here);
    }
    sum = chain(argc);
    probe(last);
    return seen == sum && argv == 0;
}
__attribute__((noinline)) int give(int x)
{
    seen += x * 1001 + seen / 3;
    probe(x);
    return x * 3;
}
__attribute__((noinline)) int chain(int x)
{
    int rc = give(x);       // what comes back is where the value was that the next call loses
    if (rc == 5)
        return rc;
    rc = give(rc + 1);
    if (rc == 7)
        return rc;
    rc = give(rc + 2);
    return rc;
}
END
for opt in -O0 -O1 -O2 -Os; do
    "$FUSE" cc --libc=none -g $opt again.c -o again >said 2>&1 || bad "cc $opt again.c"
    verify again
    GDB_VARS_AT=probe timeout 120 gdb -nx -batch -x "$tools/gdb_vars.py" ./again >"again$opt" 2>&1 </dev/null
done
for opt in -O1 -O2 -Os; do
    python3 "$tools/gdb_vars_same.py" again-O0 "again$opt" >said
    grep wrong said && bad "values at $opt" || ok
    has "values at $opt" '^same [0-9]+ of [0-9]+$' said
    read -r _ n _ of < <(tail -1 said)
    if [ $((10 * n)) -ge $((6 * of)) ]; then ok; else bad "values at $opt: only $n of $of"; fi
done
"$FUSE" cc --libc=none -g -O2 again.c -o again
session 'inlined C' ./again 'break probe' run c bt up 'info frame' 'info locals' 'info args' up 'info locals' up \
    'info locals' 'break again.c:12' 'break both' c bt 'delete 1' c bt
has 'C inlined: frame 1' '^#1 .* in cube \(v=0, up=.*\) at \./again\.c:10$' gdb.out
has 'C inlined: frame 2' '^#2 +both \(from=0\) at \./again\.c:20$' gdb.out
has 'C inlined: frame 3' '^#3 +main \(argc=1, .*\) at \./again\.c:33$' gdb.out
has 'C inlined: info frame' '^ inlined into frame 2, caller of frame at ' gdb.out
has 'C inlined: a value' '^r = 0$' gdb.out
has 'C inlined: in the caller' '^here = 0$' gdb.out
has 'C inlined: break by line' '^Breakpoint 2, cube \(v=.*\) at \./again\.c:1[23]$' gdb.out

# gdb stops for a function once and shows what it was given: where the body begins with a loop, and at -O1 and above,
# where it stops before parameters whose address is taken are put where the body has them.
cat >begin.c <<'END'
int seen;
__attribute__((noinline)) void change(int *p, double *q)
{
    *p += 2;
    *q *= 2;
}
__attribute__((noinline)) int slots(int a, double b, long c, signed char d)
{
    change(&a, &b);
    change(&a, &b);
    return a + (int)b + (int)c + d;
}
__attribute__((noinline)) int looped(int n, int m)
{
    while (n > 0) {
        change(&n, &(double){m});
        n -= 5;
    }
    return n;
}
__attribute__((noinline)) int parted(int lo, int up)
{
    while (lo < up) {
        if (lo % 3 == 0) {
            lo += 2;
            continue;
        }
        change(&lo, &(double){up});
    }
    return lo;
}
int main(int argc, char **argv)
{
    (void)argv;
    seen = parted(argc, argc + 9);
    seen = slots(argc + 4, argc * 2.5, argc + 6, (signed char)(argc - 4)) + looped(argc + 9, argc);
    return seen == 0;
}
END
for opt in -O0 -O1 -O2 -Os; do
    "$FUSE" cc --libc=none -g $opt begin.c -o begin >said 2>&1 || { bad "cc $opt begin.c"; cat said; }
    verify begin
    session "begin $opt" ./begin 'break slots' 'break looped' 'break parted' run continue next next 'print a' 'print b' continue continue
    has "begin $opt: arguments" '^Breakpoint 1, slots \(a=5, b=2\.5, c=7, d=-3 .*\) at' gdb.out
    has "begin $opt: before a loop" '^Breakpoint 2, looped \(n=10, m=1\) at' gdb.out
    has "begin $opt: another" '^Breakpoint 3, parted \(lo=1, up=10\) at' gdb.out
    has "begin $opt: once" '^\[Inferior 1 .* exited' gdb.out
    has "begin $opt: changed" '^\$1 = [79]$' gdb.out
done

echo "gdb: $passed passed, $failed failed"
[ "$failed" = 0 ]
