#!/usr/bin/env bash
# 36-joined.sh - one object of many (-r): what every linker makes of it runs as the parts do, and GNU ld's joined objects through ours
# packages: gcc g++ clang binutils elfutils lld-19 clang-19 gcc-aarch64-linux-gnu gcc-arm-none-eabi qemu-user qemu-system-arm libc6-dev
. "$(dirname "$0")/common.sh"
arm_run="$root/tests/tools/arm_run.sh"
mkdir bin
printf '#!/bin/sh\nexec "%s" ld "$@"\n' "$FUSE" >bin/ld
chmod +x bin/ld
ld() { "$FUSE" ld "$@"; }

# lint FILE - elfutils takes the types of thread-local variables' debug information for those of images, in gcc's objects, too
lint() {
    same "eu-elflint $1" '' "$(eu-elflint "$1" | grep -v 'No errors\|debug_info.*relocation type invalid')"
    same "readelf $1" '' "$(readelf -aW "$1" 2>&1 >/dev/null)"
}

# Local names that both files have, common symbols, weak ones, thread-local variables, tables of
# addresses, jump tables, strings that are equal, a section with edges, constructors.
cat >a.c <<'END'
#include <stdio.h>
#ifdef __linux__
#define TLS __thread
#else
#define TLS
#endif
extern TLS int tv; static TLS int tl = 3; int common; int own;
extern int weakdef(void) __attribute__((weak)); extern int nowhere(void) __attribute__((weak));
static const char *names[] = {"one", "two", "three"}; static int count;
int helper(int); const char *name_of(int); double half(double); int pick(int); int (*picker)(int) = pick;
static int hidden_local(int x) { return x * 3 + count; }
static int (*local_pointer)(int) = hidden_local;
__attribute__((constructor)) static void start(void) { count = 5; }
__attribute__((section("table"))) int t1 = 11;
extern int __start_table[], __stop_table[];
int main(void)
{
    int sum = 0;
    for (int *p = __start_table; p < __stop_table; p++) sum += *p;
    tv += 2; tl++; common++; own++;
    printf("%s %s %d %d\n", names[1], name_of(2), local_pointer(helper(4)), tv + tl);
    printf("%d %d %d %d %d\n", (int)(half(3.0) * 100), weakdef(), nowhere ? 1 : 0, sum, common);
    for (int i = 0; i < 6; i++) printf("%d ", picker(i));
    puts(name_of(3));
    return 7;
}
END
cat >b.c <<'END'
#ifdef __linux__
#define TLS __thread
#else
#define TLS
#endif
TLS int tv = 40; static TLS int tl = 100; static int count = 9; int common;
__attribute__((section("table"))) int t2 = 31;
static const char *names[] = {"uno", "dos", "tres", "two"};
static int hidden_local(int x) { return x + 1 + count; }
__attribute__((weak)) int weakdef(void) { return 77; }
int helper(int x) { tl++; return hidden_local(x) + tl; }
const char *name_of(int i) { return names[i]; }
double half(double x) { return x * 0.5 + 0.25; }
int pick(int i)
{
    switch (i) {
    case 0: return 5;
    case 1: return helper(2) & 1;
    case 2: return 99;
    case 3: return -4;
    case 4: return 1234;
    case 5: return 17;
    }
    return 0;
}
END
want=$'two tres 350 46\n175 77 0 42 1\n5 0 99 -4 1234 17 two\n7'

# runs NAME COMMAND... - the program that it starts does what the parts do
runs() {
    local name=$1
    shift
    same "$name" "$want" "$(timeout 20 "$@"; echo $?)"
}

# joined NAME GNU-LD LINKS... - a.o and b.o as one, by us (linked by each of LINKS, words without
# the object) and by GNU ld (linked by ours); $go runs a program
joined() {
    local name=$1 gnu=$2 l
    shift 2
    must "join $name" ld -r a.o b.o -o r.o
    lint r.o
    must "join it again ($name)" ld -r r.o -o again.o
    must "... the same bytes ($name)" cmp r.o again.o
    for l; do
        # shellcheck disable=SC2086
        must "link $name by $l" $l r.o -o p
        # shellcheck disable=SC2086
        runs "$name by $l" $go ./p
    done
    $gnu -r a.o b.o -o g.o 2>/dev/null
    # shellcheck disable=SC2086
    must "link what GNU ld joined ($name)" $1 -B "$tmp/bin" g.o -o p
    # shellcheck disable=SC2086
    runs "$name, joined by GNU ld" $go ./p
}

go=
for first in gcc clang-19 "$FUSE cc"; do
    for second in gcc clang-19 "$FUSE cc"; do
        for opt in '-O0 -g' '-O2 -fPIC -ffunction-sections -fdata-sections'; do
            # shellcheck disable=SC2086
            $first $opt -fcommon -c a.c && $second $opt -fcommon -c b.c
            joined "x64 $first $second $opt" /usr/bin/ld gcc 'gcc -fuse-ld=gold' 'clang-19 -fuse-ld=lld-19' "$FUSE cc" 'gcc -static'
        done
    done
done
must 'sources at once' "$FUSE" cc -fcommon -O1 -r a.c b.c -o r.o
must 'link sources at once' gcc r.o -o p
runs 'sources at once' ./p

go='qemu-aarch64 -L /usr/aarch64-linux-gnu'
for first in aarch64-linux-gnu-gcc 'clang-19 --target=aarch64-linux-gnu' "$FUSE cc --target linux-arm64 --libc=system"; do
    for opt in '-O0 -g' '-O2 -fPIC -ffunction-sections'; do
        # shellcheck disable=SC2086
        $first $opt -fcommon -c a.c && aarch64-linux-gnu-gcc $opt -fcommon -c b.c
        joined "arm64 $first $opt" aarch64-linux-gnu-ld aarch64-linux-gnu-gcc 'clang-19 --target=aarch64-linux-gnu -fuse-ld=lld-19'
    done
done

want=$'two tres 350 46\n175 77 0 42 1\n5 0 99 -4 1234 17 two\n7'
for target in cortex-m3 cortex-m4; do
    . "$root/tests/tools/arm_flags.sh" $target
    for first in "arm-none-eabi-gcc $arm_flags" "$FUSE cc --target $target -isystem /usr/lib/arm-none-eabi/include"; do
        for opt in -O0 '-O2 -g -ffunction-sections'; do
            # shellcheck disable=SC2086
            $first $opt -fcommon -c a.c && "$FUSE" cc --target $target $opt -fcommon -c b.c
            must "join $target" ld -r a.o b.o -o r.o
            lint r.o
            runs "$target $first $opt" "$arm_run" $target p r.o
            arm-none-eabi-ld -r a.o b.o -o g.o 2>/dev/null
            must "read what GNU ld joined ($target)" ld -r g.o -o r.o
            runs "$target, joined by GNU ld ($first $opt)" "$arm_run" $target p r.o
        done
    done
done

# C++: groups, of which the second goes with what belongs to it; exceptions; thread-safe statics.
cat >x1.cc <<'END'
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>
template <class T> struct Box { static int n; T v; Box(T x) : v(x) { n++; } virtual ~Box() { n--; } virtual T get() { return v; } };
template <class T> int Box<T>::n = 0;
inline int counter() { static int c; return ++c; }
int other(const std::string &s, std::vector<int> &v);
#ifdef MAIN
int main()
{
    std::vector<int> v;
    std::map<std::string, int> m;
    for (int i = 0; i < 5; i++) v.push_back(i * counter());
    try { other("throw me", v); } catch (const std::runtime_error &e) { printf("caught %s\n", e.what()); }
    Box<int> b(4);
    m["x"] = b.get();
    printf("%d %d %d %zu\n", Box<int>::n, counter(), m["x"], v.size());
    return 7;
}
#else
struct Guard { std::vector<int> &v; ~Guard() { v.push_back(counter()); } };
int other(const std::string &s, std::vector<int> &v)
{
    Guard g{v};
    Box<int> b(3);
    if (s.size() > 3) throw std::runtime_error(s + std::to_string(Box<int>::n));
    return counter();
}
#endif
END
go= want=$'caught throw me1\n1 7 4 6\n7'
for cc in g++ clang++-19; do
    for opt in '-O0 -g' -O2; do
        # shellcheck disable=SC2086
        $cc $opt -DMAIN -c x1.cc -o a.o && $cc $opt -c x1.cc -o b.o
        joined "C++ $cc $opt" /usr/bin/ld g++ 'g++ -fuse-ld=gold' 'clang++-19 -fuse-ld=lld-19' 'g++ -static -Wl,--gc-sections'
        same "groups are taken once ($cc $opt)" '' "$(readelf -gW r.o | sed -n 's/^COMDAT.*\(\[[^0-9].*\]\).*/\1/p' | sort | uniq -d)"
    done
done

# Options, by the symbols and sections that GNU ld leaves.
symbols() { nm "$1" 2>/dev/null | awk '{ print $(NF - 1), $NF }' | grep -v ' \.L\|_GLOBAL_OFFSET_TABLE_' | sort; }
sections() { readelf -SW "$1" | awk '{ sub(/^ *\[ *[0-9]+\]/, ""); if ($1 ~ /^(\.|table)/ && $1 !~ /^\.rel/) print $1 }' | sort; }
gcc -fcommon -O1 -g -ffunction-sections -c a.c
gcc -fcommon -O1 -g -ffunction-sections -c b.c
ar rcs l.a b.o
for o in '' -x -X -S -s -d '-S -x' '--gc-sections -e main' --build-id --wrap=helper '--defsym zork=42' '-u more'; do
    for in in 'a.o b.o' 'a.o l.a' 'a.o --whole-archive l.a'; do
        # shellcheck disable=SC2086
        /usr/bin/ld -r $o $in -o g.o
        # shellcheck disable=SC2086
        must "join $in with $o" ld -r $o $in -o r.o
        same "symbols of $in with $o" "$(symbols g.o)" "$(symbols r.o)"
        same "sections of $in with $o" "$(sections g.o)" "$(sections r.o)"
        lint r.o
    done
done

# What cannot be joined.
refused() {
    local text=$1
    shift
    rm -f no.o
    same "refused: $*" "1 $text" "$("$@" >out 2>&1; echo "$? $(grep -oF -- "$text" out | head -1)")"
    [ ! -e no.o ] && ok || bad "output of $*"
}
echo 'int f(void) { return 1; }' >f.c
gcc -shared -fPIC f.c -o f.so
"$FUSE" cc --target macos-arm64 -c f.c -o macho.o
"$FUSE" cc --target windows-x64 -c f.c -o coff.o
aarch64-linux-gnu-gcc -c f.c -o a64.o
refused 'is a shared library' "$FUSE" ld -r a.o f.so -o no.o
refused 'of another format' "$FUSE" ld -r a.o macho.o -o no.o
refused 'of another format' "$FUSE" ld -r a.o coff.o -o no.o
refused 'are not joined to one' "$FUSE" ld --target macos-arm64 -r macho.o -o no.o
refused 'are not joined to one' "$FUSE" cc --target windows-x64 -r f.c -o no.o
refused 'is for x64, but' "$FUSE" ld -r a64.o a.o -o no.o
refused 'with -r the output is an object' "$FUSE" ld -r -shared a.o -o no.o
refused 'what is to stay' "$FUSE" ld -r --gc-sections a.o -o no.o
refused 'no definition of the entry point `gone`' "$FUSE" ld -r --gc-sections -e gone a.o -o no.o
finish joined
