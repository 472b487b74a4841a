#!/usr/bin/env bash
# 30-elf.sh - objects of gcc and clang through our reader, writer and linker, checked by other tools
# packages: gcc g++ clang binutils elfutils llvm gdb
. "$(dirname "$0")/common.sh"
tool=${ELF_TOOL:-${FUSE_BUILD:-$(dirname "$FUSE")}/elf_tool}

first() { local c; for c; do command -v "$c" && return; done; echo "$1"; }
readobj=$(first llvm-readobj llvm-readobj-19 llvm-readobj-14)
dwarfdump=$(first llvm-dwarfdump-19 llvm-dwarfdump llvm-dwarfdump-14)
clang=$(first clang clang-19 clang-14)

# lint FILE - every reader accepts the file
lint() {
    local out
    # eu-elflint does not count .bss as writable: it says so of GNU ld's files without .data, too.
    out=$(eu-elflint --gnu-ld "$1" 2>&1 | grep -v 'is writable but contains no writable sections')
    same "eu-elflint $1" 'No errors' "${out:-No errors}"
    out=$(readelf -aW "$1" 2>&1 >/dev/null)
    same "readelf $1" '' "$out"
    out=$("$readobj" --all "$1" 2>&1 >/dev/null)
    same "llvm-readobj $1" '' "$out"
    out=$(timeout 60 "$dwarfdump" --verify "$1" 2>&1 | tail -1)
    same "llvm-dwarfdump $1" 'No errors.' "$out"
}

# Offsets go on at the address modulo the page; no page is writable and executable.
segments() {
    readelf -lW "$1" | awk '$1 == "LOAD" {
        n++
        if (substr($2, length($2) - 2) != substr($3, length($3) - 2)) print "offset", $2, "address", $3
        if ($0 ~ / RWE /) print "writable and executable", $0
    } END { if (n < 2) print "only", n + 0, "segments" }' >seg
    same "segments of $1" '' "$(cat seg)"
}

ld() { "$FUSE" ld "$@"; }

cat >sys.h <<'END'
static long sys3(long n, long a, long b, long c)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return r;
}
static void print(const char *s) { long n = 0; while (s[n]) n++; sys3(1, 1, (long)s, n); }
static void num(long x) { char b[24]; int i = 23; b[i] = 0; do b[--i] = '0' + x % 10; while (x /= 10); print(b + i); print("\n"); }
static void quit(int c) { for (;;) sys3(60, c, 0, 0); }
END
flags='-ffreestanding -fno-stack-protector -nostdinc -fno-pic -fno-builtin'

# one NAME CFLAGS LDFLAGS EXPECTED FILE... - compile with both compilers, link, lint, run
one() {
    local name=$1 cflags=$2 ldflags=$3 want=$4 cc f objs
    shift 4
    for cc in gcc "$clang"; do
        objs=()
        for f; do
            # shellcheck disable=SC2086
            $cc -w $flags $cflags -c "$f.c" -o "$f.o" || bad "$name: $cc $f.c"
            objs+=("$f.o")
        done
        # shellcheck disable=SC2086
        must "$name ($cc $cflags)" ld $ldflags -o prog "${objs[@]}" || continue
        same "$name ($cc $cflags $ldflags) runs" "$want" "$(./prog 2>&1)"
        lint prog
        segments prog
    done
}

cat >hello.c <<'END'
#include "sys.h"
int data = 41, bss[100];
static const char *const words[] = {"alpha", "beta", "alpha", "ha"};
static long big(long x) { switch (x) { case 0: return 5; case 1: return 9; case 2: return 77; case 3: return 1; case 4: return 12; case 5: return 8; } return 0; }
double half(double x) { return x * 0.5 + 0.25; }
void never(void) { print("never called\n"); }
void _start(void)
{
    bss[3] = data + 1;
    print("hello "); print(words[bss[3] - 41]); print("\n");
    num(bss[3] + big(bss[3] & 3)); num((long)(half(bss[3]) * 4));
    quit(0);
}
END
for opt in -O0 -O2 '-Os -ffunction-sections -fdata-sections' '-O1 -fPIC' '-O1 -g' '-O2 -g -ffunction-sections' '-O0 -gdwarf-4'; do
    for link in '' --gc-sections '--gc-sections -s' '-S --build-id --no-merge'; do
        one hello "$opt" "$link" $'hello beta\n119\n85' hello
    done
done
gcc $flags -O1 -ffunction-sections -c hello.c
ld --gc-sections -s -o prog hello.o
size=$(stat -c %s prog)
[ "$size" -lt 3000 ] && ok || bad "size of hello: $size"
ld --gc-sections --map map -o prog hello.o
has 'map: kept' 'hello.o:(.text._start)' map
has 'map: dropped' 'unused   hello.o:(.text.never)' map
grep -q 'never called' prog && bad 'a string that only dropped code names is still there' || ok

# Both weak and strong, common, hidden, an undefined weak one, references among files.
cat >res1.c <<'END'
#include "sys.h"
int shared; int __attribute__((weak)) who(void) { return 1; }
extern int maybe(void) __attribute__((weak)); extern int maybe_data __attribute__((weak));
int other(void); extern int table[]; extern int hid(void) __attribute__((visibility("hidden")));
void _start(void)
{
    num(who()); num(shared); num(maybe ? 1 : 0); num(&maybe_data ? 1 : 0); num(other()); num(table[2] + hid());
    quit(0);
}
END
cat >res2.c <<'END'
int shared __attribute__((aligned(64))); int who(void) { return 2; }
extern int shared2; int table[100]; int hid(void) { return 30; }
int other(void) { shared = 7; table[2] = 5; return (long)&shared % 64 == 0 ? shared : -1; }
END
for c in -fcommon '-fcommon -O2 -fPIC' '-fcommon -O2 -mcmodel=medium'; do
    one resolve "$c" '' $'2\n0\n0\n0\n7\n35' res1 res2
    one resolve "$c" --gc-sections $'2\n0\n0\n0\n7\n35' res2 res1
done

# Thread-local storage: our start code lays out the block as psABI variant II says.
cat >tls1.c <<'END'
#include "sys.h"
extern __thread int ext, zero __attribute__((aligned(64)));
static __thread long own = 5, own2;
int peek(void), peek_hidden(void); char *where(void);
struct ph { unsigned type, flags; unsigned long off, va, pa, filesz, memsz, align; };
extern const unsigned char __ehdr_start[] __attribute__((visibility("hidden")));
static char block[4096] __attribute__((aligned(64)));
__attribute__((noinline)) static void body(void)
{
    own += 1; zero += 2; own2 += zero;
    num(own + own2); num(ext); num(peek()); num(peek_hidden()); num((long)&zero % 64); num(where() == (char *)&zero);
    quit(0);
}
void _start(void)
{
    const struct ph *p = (const struct ph *)(__ehdr_start + 64);
    while (p->type != 7) p++;
    unsigned long size = (p->memsz + p->align - 1) & ~(p->align - 1);
    char *tp = block + 2048, *to = tp - size;
    for (unsigned long i = 0; i < p->filesz; i++) to[i] = ((const char *)p->va)[i];
    *(char **)tp = tp;
    sys3(158, 0x1002, (long)tp, 0);
    body();
}
END
cat >tls2.c <<'END'
__thread int ext = 11; __thread int zero __attribute__((aligned(64)));
static __thread int mine = 4, mine2 = 6; int peek(void) { return ext + zero + mine++; }
__attribute__((visibility("hidden"))) __thread int hidden_one = 9;
int peek_hidden(void) { return hidden_one + mine + mine2; } char *where(void) { return (char *)&zero; }
END
# In the order of the flags: local exec, initial exec, general and local dynamic.
for c in '-O1 -ftls-model=local-exec' '-O1 -fpic -ftls-model=initial-exec' '-O0 -fpic -ftls-model=initial-exec' \
    '-O1 -fPIC' '-O0 -fPIC' '-O2 -fPIC -fno-plt'; do
    one tls "$c" '' $'8\n11\n17\n20\n0\n1' tls1 tls2
done

# Sections by name, constructors by priority, functions chosen at start.
cat >edge1.c <<'END'
#include "sys.h"
struct hook { int n; }; extern const struct hook __start_hooks[], __stop_hooks[];
extern void (*__init_array_start[])(void), (*__init_array_end[])(void);
extern const struct { unsigned long off, info, add; } __rela_iplt_start[], __rela_iplt_end[];
extern char __bss_start[], _end[], _edata[], _etext[], __executable_start[];
extern const int __start_none[] __attribute__((weak));
int chosen(int); int (*chosen_ptr)(int) = chosen; int via(int);
__attribute__((constructor)) static void late(void) { print("late\n"); }
__attribute__((constructor(101))) static void early(void) { print("early\n"); }
static int bss_here;
__attribute__((section("hooks"), used)) static const struct hook a = {10};
void _start(void)
{
    long n = __rela_iplt_end - __rela_iplt_start;
    for (long i = 0; i < n; i++)
        *(unsigned long *)__rela_iplt_start[i].off = ((unsigned long (*)(void))__rela_iplt_start[i].add)();
    for (void (**f)(void) = __init_array_start; f < __init_array_end; f++) (*f)();
    for (const struct hook *h = __start_hooks; h < __stop_hooks; h++) num(h->n);
    num(chosen(4)); num(via(5)); num(chosen_ptr == chosen); num(n > 0);
    num((char *)&bss_here >= __bss_start && (char *)&bss_here < _end && _edata <= __bss_start && (char *)_start < _etext &&
        __executable_start < _etext && !__start_none);
    quit(0);
}
END
cat >edge2.c <<'END'
#include "sys.h"
struct hook { int n; };
__attribute__((section("hooks"), used)) static const struct hook b = {20};
static int twice(int x) { return 2 * x; } static void *pick(void) { return (void *)twice; }
int chosen(int) __attribute__((ifunc("pick"))); int via(int x) { int (*volatile f)(int) = chosen; return f(x); }
__attribute__((constructor(102))) static void mid(void) { print("mid\n"); }
END
for c in -O1 '-O2 -fPIC' '-O0 -ffunction-sections -fdata-sections'; do
    for link in '' --gc-sections; do
        one edges "$c" "$link" $'early\nmid\nlate\n10\n20\n8\n10\n1\n1\n1' edge1 edge2
    done
done

# Archives: members by need, in any order, names long and short; the same program as with GNU ld.
mkdir ar; for i in $(seq 100); do
    echo "int f$((i + 1))(int); int f$i(int x) { return x < 1 ? $i : f$((i + 1))(x - 1); }" >"ar/member_with_a_long_name_$i.c"
done
echo 'int f101(int x) { return 101 + x; } int lonely_data = 3;' >ar/last.c
(cd ar && gcc -O1 -fno-asynchronous-unwind-tables -c ./*.c)
cat >arm.c <<'END'
#include "sys.h"
int f1(int); int f60(int); extern int absent(void) __attribute__((weak));
void _start(void) { num(f1(2) + f60(1)); num(f1(200)); num(absent != 0); quit(0); }
END
gcc $flags -O1 -c arm.c
echo 'int absent(void) { return 1; }' | gcc -xc -c - -o ar/absent.o
ar rcs gnu.a ar/*.o
must 'archive writer' "$tool" ar ours.a ar/*.o
must 'archive copy' "$tool" copyar gnu.a copy.a
same 'ar lists our archive' "$(ar t gnu.a)" "$(ar t ours.a)"
same 'nm reads our index' "$(nm -s gnu.a | grep ' in ' | sort)" "$(nm -s ours.a | grep ' in ' | sort)"
for a in gnu.a ours.a copy.a; do
    must "link with $a" ld -o prog arm.o "$a"
    same "$a runs" $'64\n201\n0' "$(./prog)"
    must "$a before its user" ld -o prog2 "$a" arm.o
    same "$a before its user" "$(md5sum <prog)" "$(md5sum <prog2)"
    must "GNU ld with $a" command ld -o prog3 arm.o "$a"
    same "GNU ld with $a" "$(./prog)" "$(./prog3)"
done
lint prog

# Objects that we wrote, read by other linkers.
cat >cxx.cc <<'END'
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
template <class T> struct Box { static T v; virtual ~Box() {} virtual T get() { return v; } };
template <class T> T Box<T>::v = 3;
inline int &counter() { static int n = 40; return n; }
static int depth(int n) { if (n == 0) throw std::runtime_error("deep"); std::string keep("kept"); return depth(n - 1) + (int)keep.size(); }
thread_local std::string local = "tls";
int second();
int main(int argc, char **)
{
    std::map<std::string, int> m; m["a"] = argc; m["b"] = Box<int>().get();
    int s = m["b"] + second();
    try { depth(3); } catch (const std::exception &e) { std::printf("%s %d %s %d\n", e.what(), s, local.c_str(), counter()); }
}
END
cat >cxx2.cc <<'END'
inline int &counter() { static int n = 40; return n; }
template <class T> struct Box { static T v; virtual ~Box() {} virtual T get() { return v; } };
template <class T> T Box<T>::v = 3;
int second() { counter()++; return Box<int>().get(); }
END
crt=$(dirname "$(gcc -print-file-name=crt1.o)") lib=$(dirname "$(gcc -print-file-name=libgcc.a)")
start=("$crt/crt1.o" "$crt/crti.o" "$lib/crtbeginT.o")
libm=$(ls "$crt"/libm-*.a 2>/dev/null | head -1)
libs=("$lib/libstdc++.a" "$libm" "$crt/libmvec.a" "$crt/libc.a" "$lib/libgcc.a" "$lib/libgcc_eh.a" "$lib/crtend.o" "$crt/crtn.o")
for cxx in g++ "$clang++"; do
    cxx=${cxx/clang-19++/clang++-19} cxx=${cxx/clang-14++/clang++-14}
    for opt in '-O0 -g' '-O2 -ffunction-sections -fdata-sections' '-O1 -fPIC'; do
        # shellcheck disable=SC2086
        $cxx $opt -c cxx.cc && $cxx $opt -c cxx2.cc || bad "$cxx $opt"
        must "copy ($cxx $opt)" "$tool" copy cxx.o cxx_copy.o
        must "copy ($cxx $opt)" "$tool" copy cxx2.o cxx2_copy.o
        same "eu-elflint of our object ($cxx $opt)" 'No errors' "$(eu-elflint --gnu-ld cxx2_copy.o)"
        g++ cxx_copy.o cxx2_copy.o -o dyn && same "g++ links our object ($opt)" 'deep 6 tls 41' "$(./dyn)"
        for link in '' --gc-sections '--gc-sections -s --build-id'; do
            # shellcheck disable=SC2086
            must "C++ ($cxx $opt $link)" ld $link -o prog "${start[@]}" cxx.o cxx2.o "${libs[@]}"
            same "C++ ($cxx $opt $link) runs" 'deep 6 tls 41' "$(./prog)"
            segments prog
        done
    done
done
cat >libc.c <<'END'
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static __thread int mine = 1;
static void *work(void *p) { mine += *(int *)p; return (void *)(long)mine; }
static void bye(void) { puts("bye"); }
__attribute__((constructor)) static void hi(void) { puts("hi"); }
int main(int argc, char **argv)
{
    pthread_t t; void *r; int n = 41; char b[32];
    atexit(bye); pthread_create(&t, 0, work, &n); pthread_join(t, &r);
    snprintf(b, sizeof b, "%ld %.3f", (long)r, pow(2, argc + 0.5)); puts(b);
    errno = 0; printf("%d %zu %d %s\n", mine, strlen(strchr(b, ' ')), strtol("x", 0, 10) == 0, strerror(2)); (void)argv;
    return 3;
}
END
for opt in '-O0 -g' '-O2 -fPIC -ffunction-sections'; do
    # shellcheck disable=SC2086
    gcc $opt -c libc.c
    for link in '' --gc-sections; do
        # shellcheck disable=SC2086
        must "glibc ($opt $link)" ld $link -o prog "${start[@]}" libc.o "${libs[@]:1}"
        out=$(./prog); status=$?
        same "glibc ($opt $link)" $'hi\n42 2.828\n1 6 1 No such file or directory\nbye 3' "$out $status"
        lint prog
        segments prog
    done
done
"$tool" copyar "$crt/libc.a" libc_copy.a && gcc -static -nostdlib "${start[@]}" libc.o "${libs[@]:1:2}" libc_copy.a \
    "${libs[@]:4:2}" libc_copy.a "${libs[@]:6}" -o prog && ./prog >/dev/null
same 'GNU ld links a libc that we copied' 3 $?

# Debug information of ours: accepted by verifiers in the object and in the image; gdb uses it.
cat >dbg.c <<'END'
#include "sys.h"
static int leaf(int x) { return *(volatile int *)0 + x; }
int middle(int x) { return leaf(x + 1) * 2; }
int unused1(int x) { return x * 3; }
int unused2(int x) { for (int i = 0; i < x; i++) x += unused1(x) * i; return x; }
void _start(void) { middle(3); quit(0); }
END
for opt in '' -ffunction-sections; do
    # shellcheck disable=SC2086
    gcc $flags -O0 $opt -fno-asynchronous-unwind-tables -c dbg.c
    must "debug rows ($opt)" "$tool" debug dbg.o dbg2.o dbg.fuse
    lint dbg2.o
    for link in '' --gc-sections; do
        # shellcheck disable=SC2086
        must "link debug rows ($opt $link)" ld $link -o prog dbg2.o
        lint prog
        gdb -nx -batch -ex run -ex bt -ex 'info line middle' ./prog >gdb.out 2>&1
        has "gdb ($opt $link)" ' in leaf () at ./dbg.fuse:51' gdb.out
        has "gdb ($opt $link)" 'in middle () at ./dbg.fuse:61' gdb.out
        has "gdb ($opt $link)" 'in _start () at ./dbg.fuse:91' gdb.out
        has "gdb ($opt $link)" 'Line 60 of "./dbg.fuse" starts at address' gdb.out
    done
    fdes=$(readelf --debug-dump=frames prog | grep -c ' FDE ')
    rows=$(objdump -s -j .eh_frame_hdr prog | awk 'NR == 5 { print substr($4, 1, 2) }')
    same 'rows of the unwind index' "$fdes" "$((16#$rows))"
done

# The same of our own compiler, at every level.
cat >own.c <<'END'
struct pair { int a, b; };
static struct pair table[3] = {{1, 2}, {3, 4}, {5, 6}};
int fib(int n)
{
    int r = n;
    if (n > 1)
        r = fib(n - 1) + fib(n - 2);
    return r;
}
int unused(int n) { return fib(n); }
static int mid(int n)
{
    int x = fib(n) + table[n % 3].b;
    return x + 1;
}
void _start(void)
{
    int v = mid(10);
    __builtin_syscall(231, v);
}
END
for opt in -O0 -O1 -O2; do
    must "fuse cc -g $opt" "$FUSE" cc -g $opt -c own.c -o own.o
    lint own.o
    for link in '' --gc-sections; do
        # shellcheck disable=SC2086
        must "link fuse cc -g $opt $link" ld $link -o prog own.o
        ./prog
        same "fuse cc -g $opt $link runs" 60 $?
        lint prog
        segments prog
    done
done
"$FUSE" cc -g -O0 -c own.c -o own.o && ld -o prog own.o
gdb -nx -batch -ex 'break own.c:8' -ex run -ex bt ./prog >gdb.out 2>&1
has 'gdb with fuse cc -g' 'fib (n=1) at ./own.c:8' gdb.out
has 'gdb with fuse cc -g' 'in fib (n=2) at ./own.c:7' gdb.out
has 'gdb with fuse cc -g' 'in mid (n=10) at ./own.c:13' gdb.out
has 'gdb with fuse cc -g' 'in _start () at ./own.c:18' gdb.out

# Programs of ours may be loaded anywhere; constants with addresses cannot be written once it runs.
cat >pie.c <<'END'
static int one(void) { return 1; }
static int two(void) { return 2; }
int (*const table[])(void) = {one, two};
const char *const names[] = {"one", "two"};
int main(int n, char **v)
{
    int (*const volatile *t)(void) = table;
    if (n > 2)
        *(int (**)(void))(void *)&table[1] = one;
    const void *at = &table;
    if (n > 1)
        __builtin_syscall(1, 1, &at, 8);
    return 10 * t[1]() + t[0]() + (names[1][1] == 'w');
}
END
for opt in -O0 -O2; do
    must "fuse cc $opt" "$FUSE" cc --libc=none $opt pie.c -o pie
    lint pie
    same "type ($opt)" DYN "$(readelf -hW pie | awk '/Type:/ { print $2 }')"
    ./pie
    same "static-PIE ($opt) runs" 22 $?
    same "addresses ($opt) change" 8 "$(for i in 1 2 3 4 5 6 7 8; do ./pie x | od -An -tx8; done | sort -u | wc -l)"
    (./pie x y) >/dev/null 2>&1
    same "a write to a constant ($opt) faults" 139 $?
    must "fuse cc -no-pie $opt" "$FUSE" cc --libc=none -no-pie $opt pie.c -o pie
    same "type ($opt, -no-pie)" EXEC "$(readelf -hW pie | awk '/Type:/ { print $2 }')"
    ./pie
    same "-no-pie ($opt) runs" 22 $?
    same "addresses ($opt, -no-pie) stay" 1 "$(for i in 1 2 3; do ./pie x | od -An -tx8; done | sort -u | wc -l)"
done

# The linker links itself, and the result does so again to the same bytes.
mkdir self
cat >self/main.c <<'END'
#include "link/link.h"
int main(int n, char **v)
{
    Arena a = {0};
    Sources src;
    Diags d;
    LinkOut out;
    bool gc = n > 1 && !strcmp(v[1], "--gc-sections");
    sources_init(&src, &a);
    diags_init(&d, &a, &src);
    Link *l = link_new(&a, &(LinkOpts){.entry = STR("_start"), .gc = gc, .merge = true}, &d);
    for (int i = 2 + gc; i < n; i++) {
        Str bytes;
        if (file_read(&a, v[i], &bytes) < 0) return 2;
        link_add_file(l, str_of(v[i]), bytes);
    }
    return link_run(l, &out) || file_write(v[1 + gc], out.image.p, out.image.n, 0755);
}
END
zlib=$root/build/deps/zlib
for f in "$root"/base/*.c "$root"/objfmt/*.c "$root"/link/*.c "$root"/link/*/*.c self/main.c \
    "$zlib"/{adler32,compress,crc32,deflate,inffast,inflate,inftrees,trees,uncompr,zutil}.c; do
    echo "$f"
done | xargs -P2 -I{} sh -c 'gcc -std=gnu11 -D_DEFAULT_SOURCE -O1 -g -ffunction-sections -fdata-sections -I'"$root -I$zlib"' \
    -c {} -o self/$(echo {} | tr / _).o' || bad 'compiling the linker'
selves=("${start[@]}" self/*.o "${libs[@]:1}")
for link in '' --gc-sections; do
    # shellcheck disable=SC2086
    must "self $link" ld $link -o self/one "${selves[@]}"
    # shellcheck disable=SC2086
    must "self by self $link" self/one $link self/two "${selves[@]}"
    # shellcheck disable=SC2086
    must "self again $link" self/two $link self/three "${selves[@]}"
    must "self equal $link" cmp self/two self/three
done

# What cannot be linked is said in full, and leaves no file.
cat >un1.c <<'END'
int nowhere(void), nothing; extern int nodata; int middling(void);
static int helper(void) { return nowhere() + nodata; }
int twice(void) { return 1; }
void _start(void) { helper(); nowhere(); midling(); }
END
sed -i 's/^int nowhere(void), nothing;/int nowhere(void), midling(void);/' un1.c
echo 'int twice(void) { return 2; } int midding(void) { return nowhere(); } int nowhere(void); int middling(void) { return 0; }' |
    sed 's/^/int nowhere(void); /' >un2.c
gcc -O0 -ffreestanding -c un1.c un2.c
rm -f prog
ld -o prog un1.o un2.o >said 2>&1
same 'exit code of a failed link' 1 $?
[ -e prog ] && bad 'a failed link left a file' || ok
has undefined 'undefined symbol `nowhere`' said
has undefined 'asked for by un1.o: function `helper`' said
has undefined 'asked for by un1.o: function `_start`' said
has undefined 'asked for by un2.o: function `midding`' said
has undefined 'undefined symbol `nodata`' said
has undefined 'undefined symbol `midling`' said
has undefined 'did you mean `mid' said
has duplicate 'symbol `twice` is defined twice' said
has duplicate 'defined in un1.o' said
has duplicate 'defined in un2.o' said
ld -o prog hello.o -e nostart >said 2>&1 && bad 'missing entry' || has entry 'no definition of the entry point `nostart`' said
head -c 700 hello.o >cut.o
ld -o prog cut.o >said 2>&1 && bad 'a cut object' || has cut '`cut.o` cannot be read' said
echo text >text.o
ld -o prog text.o >said 2>&1 && bad 'a text file' || has text '`text.o` is neither an object file nor an archive' said
[ -e prog ] && bad 'a failed link left a file' || ok
mkdir apart
cp hello.o apart/hello.o
ar rcT thin.a apart/hello.o
must 'a thin archive' ld -o prog thin.a
rm -f prog apart/hello.o
ld -o prog thin.a >said 2>&1 && bad 'a thin archive without its member' ||
    has thin 'whose member ./apart/hello.o cannot be read' said
[ -e prog ] && bad 'a failed link left a file' || ok

# Compressed debug sections are read, in both forms, and written.
gcc $flags -O1 -g -c hello.c
must 'not compressed' ld -o prog hello.o
lines() { "$dwarfdump" --debug-line "$1" | grep -c '^0x0'; }
plain=$(lines prog)
for form in zlib zlib-gnu; do
    gcc $flags -O1 -g -c hello.c
    objcopy --compress-debug-sections=$form hello.o packed.o
    cmp -s hello.o packed.o && bad "objcopy $form"
    must "compressed by $form" ld -o prog2 packed.o
    must "the same program ($form)" cmp <(objcopy --remove-section=.symtab prog -) <(objcopy --remove-section=.symtab prog2 -)
    lint prog2
    must "written compressed ($form)" ld --compress-debug-sections=zlib --build-id -o prog3 packed.o
    same 'compressed debug' $'hello beta\n119\n85' "$(./prog3)"
    lint prog3
    has 'it is compressed' COMPRESSED <(readelf -tW prog3)
    same 'lines of the compressed form' "$plain" "$(lines prog3)"
    objcopy --decompress-debug-sections prog3 prog4 && same 'lines of objcopy' "$plain" "$(lines prog4)"
    [ "$(stat -c %s prog3)" -lt "$(stat -c %s prog)" ] && ok || bad 'compressed and not smaller'
done
# A size that is not that of the contents, or no zlib stream: debug sections are left out.
python3 - <<'PY'
d = bytearray(open('packed.o', 'rb').read())
i = d.index(b'ZLIB')
d[i + 4:i + 12] = b'\x00\x00\x00\xff\xff\xff\xff\xff'
open('bad1.o', 'wb').write(d)
PY
must 'a wrong size' ld -o prog bad1.o
same 'a wrong size' $'hello beta\n119\n85' "$(./prog)"

# The same bytes each time, from another folder, with another environment.
gcc $flags -O1 -g -c hello.c arm.c
ld --build-id -o one arm.o gnu.a
mkdir -p other/deep && cp arm.o gnu.a other/deep
(cd other/deep && env -i HOME=/ LC_ALL=C.UTF-8 ASAN_OPTIONS=$ASAN_OPTIONS "$FUSE" ld --build-id -o two arm.o gnu.a)
must 'equal bytes' cmp one other/deep/two

finish elf
