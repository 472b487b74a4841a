#!/usr/bin/env bash
# 32-macho.sh - Mach-O objects and executables: clang's and ours, run by a loader of ours, read by llvm and lldb
# packages: gcc gcc-aarch64-linux-gnu qemu-user clang-19 lld-19 llvm-19 lldb-19 python3
. "$(dirname "$0")/common.sh"
tool=${MACHO_TOOL:-${FUSE_BUILD:-$(dirname "$FUSE")}/macho_tool}
check="python3 $root/tests/tools/macho/machocheck.py -q"

has() { if grep -qF -- "$2" <<<"$3"; then ok; else bad "$1: no '$2' in: ${3:0:600}"; fi; }

src=$root/tests/tools/macho/machorun.c
aarch64-linux-gnu-gcc -w -O2 -static -pthread -ffixed-x18 "$src" -o run-arm64 || exit 1
gcc -w -O2 -static -pthread "$src" -o run-x86_64 || exit 1
run() {   # run ARCH ARGUMENTS...
    local arch=$1
    shift
    if [ "$arch" = arm64 ]; then timeout 60 qemu-aarch64 ./run-arm64 "$@"; else timeout 60 ./run-x86_64 "$@"; fi
}

# accepted FILE - every reader takes it and has nothing to say
accepted() {
    local out
    out=$($check "$1" 2>&1) || bad "machocheck: $out"
    same "machocheck $1" "$1: OK  errors=0 warnings=0" "$out"
    same "otool $1" '' "$(llvm-otool-19 -lhv "$1" 2>&1 >/dev/null)"
    same "objdump $1" '' "$(llvm-objdump-19 --macho --chained-fixups --exports-trie --function-starts \
        --indirect-symbols --unwind-info "$1" 2>&1 >/dev/null)"
    same "readobj $1" '' "$(llvm-readobj-19 --all "$1" 2>&1 >/dev/null)"
}

# twice ARCH FILE WANTED - runs at two slides with the same output and exit code
twice() {
    local slide out
    for slide in 0 0x12340000; do
        out=$(run "$1" -slide $slide "$2" 2>&1; echo "rc $?")
        same "$2 on $1 at $slide" "$3" "$out"
    done
}

cat >a.c <<'END'
int printf(const char *, ...); int puts(const char *); unsigned long strlen(const char *);
extern int ext, far[]; int common[4]; static int bss; int data = 5; const int ro = 7; int *ptr = &data;
int *pext = &far[3]; int (*pputs)(const char *) = puts; unsigned long (*const plen)(const char *) = strlen;
_Thread_local int t1 = 3; static _Thread_local long t2; extern _Thread_local char t3; _Thread_local double t4 = 0.5;
__attribute__((weak)) int wk(void) { return 1; }
__attribute__((weak)) int nowhere(void); extern int nowhere_data __attribute__((weak));
__attribute__((visibility("hidden"), noinline)) int hid(int x) { return x * 3; }
volatile int one = 1;
__attribute__((constructor)) static void ctor(void) { bss += 9 * one; }
__attribute__((constructor(101))) static void early(void) { bss = one; }
static const char *names[] = {"a", "bb", "ccc"};
__attribute__((noinline)) double f(double x) { return x * 1.5 + 2.25; }
__attribute__((noinline)) int sw(int x)
{
    switch (x) {
    case 0: return 4; case 1: return hid(3); case 2: return wk(); case 3: return 77;
    case 4: return ext; case 5: return puts("five"), 10; case 6: return x * one; default: return -1;
    }
}
struct big { long a[9]; }; struct big give(int); static long long quad __attribute__((aligned(64))) = 1;
__attribute__((noinline)) void bump(void) { t1++; t2 += 2; t3 = 'q'; t4 *= 2; }
int main(int c, char **v)
{
    struct big b = give(c);
    bump();
    if (nowhere) nowhere();
    printf("%d %s %g\n", bss, names[c], f(c));
    for (int i = 0; i < 8; i++) printf("%d ", sw(i * one) + common[c]);
    printf("| %d %ld %c %g\n", t1, t2, t3, t4);
    printf("%d %d %d %ld %d\n", *pext, *ptr + ro, (int)plen("four"), b.a[8], (int)((long)&quad % 64));
    printf("%d %s\n", &nowhere_data != 0, v[1] ? v[1] : "none");
    pputs("end");
    return data;
}
END
cat >b.c <<'END'
int ext = 11, far[] = {1, 2, 3, 4}; _Thread_local char t3 = 'x';
struct big { long a[9]; }; struct big give(int n) { struct big b = {{0}}; b.a[8] = n + 41; return b; }
int wk(void) { return 2; } int unused(void) { extern int missing; return missing; }
END
want=$'10 bb 3.75\n4 9 2 77 11 five\n10 6 -1 | 4 2 q 1\n4 12 4 42 0\n0 none\nend\nrc 5'
cat >libSystem.tbd <<'END'
--- !tapi-tbd
tbd-version:     4
targets:         [ x86_64-macos, arm64-macos ]
install-name:    '/usr/lib/libSystem.B.dylib'
current-version: 1311
exports:
  - targets:     [ x86_64-macos, arm64-macos ]
    symbols:     [ _printf, _puts, _strlen, _memset, _memcpy, __tlv_bootstrap, dyld_stub_binder ]
...
END

for arch in arm64 x86_64; do
    cc="clang-19 -target $arch-apple-macos11 -w -c"
    for opt in -O0 -O2 '-Os -g' '-O1 -fno-common -ffunction-sections' '-O1 -fcommon -fno-omit-frame-pointer'; do
        name=$arch$(tr -d ' ' <<<"$opt")
        # shellcheck disable=SC2086
        $cc $opt a.c -o "a$name.o" && $cc $opt b.c -o "b$name.o" || exit 1
        must "link $name" "$tool" link "$name" "a$name.o" "b$name.o"
        accepted "$name"
        twice "$arch" "$name" "$want"
        # The same through our writer: linked by us and by another linker.
        must "copy $name" "$tool" copy "a$name.o" "ca$name.o"
        must "copy b $name" "$tool" copy "b$name.o" "cb$name.o"
        same "readobj ca$name.o" '' "$(llvm-readobj-19 --all "ca$name.o" 2>&1 >/dev/null)"
        same "otool ca$name.o" '' "$(llvm-otool-19 -lrv "ca$name.o" 2>&1 >/dev/null)"
        must "link c$name" "$tool" link "c$name" "ca$name.o" "cb$name.o"
        accepted "c$name"
        twice "$arch" "c$name" "$want"
        must "ld64.lld $name" ld64.lld-19 -arch $arch -platform_version macos 11 11 -dead_strip \
            -undefined dynamic_lookup -o "l$name" "ca$name.o" "b$name.o" libSystem.tbd
        same "l$name" "$want" "$(run $arch "l$name" 2>&1; echo "rc $?")"
    done

    # An archive, a stub library, and a link that is given only what it needs.
    llvm-ar-19 rc "lib$arch.a" "b$arch-O2.o"
    must "archive $arch" "$tool" link "ar$arch" "a$arch-O2.o" "lib$arch.a" libSystem.tbd
    accepted "ar$arch"
    has "library of $arch" '1311.0.0' "$(llvm-otool-19 -L "ar$arch" 2>&1)"

    # Determinism: another directory, the same bytes; the name of the program is part of it.
    mkdir -p "elsewhere/$arch"
    cp "a$arch-O2.o" "b$arch-O2.o" "elsewhere/$arch"
    (cd "elsewhere/$arch" && "$tool" link "$arch-O2" "a$arch-O2.o" "b$arch-O2.o")
    must "same bytes $arch" cmp "$arch-O2" "elsewhere/$arch/$arch-O2"

    # Every part of the file is covered: a flipped byte is seen.
    size=$(stat -c %s "$arch-O2")
    for at in 40 1600 $((size / 2)) $((size - 200)); do
        cp "$arch-O2" flipped
        byte=$(od -An -tu1 -j "$at" -N1 flipped)
        # shellcheck disable=SC2059
        printf "\\$(printf %03o $((byte ^ 1)))" | dd of=flipped bs=1 seek="$at" conv=notrunc status=none
        if $check flipped >/dev/null 2>&1; then bad "a flipped byte at $at of $arch-O2 is not seen"; else ok; fi
    done

    # lldb finds functions and sections.
    out=$(lldb-19 -b -o "image dump sections $arch-O2" -o 'image lookup -n hid' "$arch-O2" 2>&1)
    has "lldb sections $arch" "__DATA_CONST" "$out"
    has "lldb hid $arch" 'hid' "$(grep Summary <<<"$out")"

    # Edges of a section, by the names that linkers know.
    cat >edge.c <<'END'
#define IN __attribute__((section("__DATA,__mylist"), used))
static IN int a = 1; static IN int b = 2; static IN int c = 4;
extern int first __asm("section$start$__DATA$__mylist"), last __asm("section$end$__DATA$__mylist");
int main(void) { int s = 0; for (int *p = &first; p < &last; p++) s = s * 10 + *p; return s; }
END
    $cc -O1 edge.c -o edge$arch.o
    must "edges $arch" "$tool" link edge$arch edge$arch.o
    twice $arch edge$arch 'rc 124'

    # Undefined symbols: all of them, with where they are asked for.
    out=$("$tool" link none "a$arch-O2.o" 2>&1)
    has "undefined ext $arch" 'undefined symbol `ext`' "$out"
    has "undefined give $arch" 'undefined symbol `give`' "$out"
    same "no output $arch" no "$([ -e none ] && echo yes || echo no)"
done

# Exceptions: personality, tables and frames come through.
cat >e.cc <<'END'
struct S { ~S(); }; void g(); int h() { S s; g(); return 1; }
int k() { try { g(); } catch (int) { return 3; } return 2; }
int main() { return h() + k(); }
S::~S() {} void g() {}
END
cat >libcxx.tbd <<'END'
--- !tapi-tbd
tbd-version:     4
targets:         [ x86_64-macos, arm64-macos ]
install-name:    '/usr/lib/libc++.1.dylib'
exports:
  - targets:     [ x86_64-macos, arm64-macos ]
    symbols:     [ ___gxx_personality_v0, ___cxa_begin_catch, ___cxa_end_catch, __ZTIi, __ZSt9terminatev ]
...
END
for arch in arm64 x86_64; do
    clang-19 -target $arch-apple-macos11 -w -O0 -c e.cc -o e$arch.o
    must "exceptions $arch" "$tool" link e$arch e$arch.o libcxx.tbd
    accepted e$arch
    out=$(llvm-objdump-19 --macho --unwind-info e$arch)
    has "personality $arch" 'Number of personality functions in array:  0x1' "$out"
    same "tables of $arch" 2 "$(grep -c 'LSDA offset=' <<<"$(sed -n '/LSDA descriptors/,/Second level/p' <<<"$out")")"
    # A frame that no compact encoding describes keeps its DWARF.
    cat >d.s <<'END'
.globl _main
_main: .cfi_startproc
 .cfi_escape 0x10, 0x06, 0x02, 0x76, 0x00
 ret
.cfi_endproc
.subsections_via_symbols
END
    clang-19 -target $arch-apple-macos11 -c d.s -o d$arch.o
    must "frames $arch" "$tool" link d$arch d$arch.o
    accepted d$arch
    has "frames of $arch" 'encoding=0x0' "$(llvm-objdump-19 --macho --unwind-info d$arch | grep -E '0x0[34]0000')"
    has "frame of $arch" 'DW_CFA_expression' "$(llvm-dwarfdump-19 --eh-frame d$arch)"
done

# Our own compiler: objects of it, its programs, and FUSE.
echo 'unsigned long len(const char *) __asm("_strlen"); extern int v __asm("plain"); int v = 5;
int main(void) { return (int)len("abc") + v; }' >label.c
cat >tls.c <<'END'
int printf(const char *, ...); int fflush(void *); extern void *__stdoutp;
int pthread_create(void **, void *, void *(*)(void *), void *); int pthread_join(void *, void **);
_Thread_local int a = 1; static _Thread_local struct { int x[5]; double d; } s; _Thread_local char c = 'x';
int fill(int n, int k)
{
    int r = 0;
    for (int i = 0; i < n; i++) { s.x[i % 5] += i * k + a; r += s.x[(i + k) % 5]; s.d += r; }
    return a += r, r;
}
void *run(void *p) { a = *(int *)p; fill(7, a); *(int *)p = a + s.x[2] + (int)s.d; return c++, p; }
int main(void)
{
    void *t; int v = 3, *p = &a; fill(5, 2); pthread_create(&t, 0, run, &v); pthread_join(t, 0);
    printf("%d %d %d %g %c %d\n", v, a, s.x[2], s.d, c, __stdoutp != 0);
    fflush(__stdoutp); *p += c; return a & 127;
}
END
cat >atexit.c <<'END'
int printf(const char *, ...); int atexit(void (*)(void)); void exit(int);
static void bye(void) { printf("bye\n"); }
int main(int c, char **v) { atexit(bye); printf("hello\n"); if (c > 1) exit(4); return v[0] ? 3 : 5; }
END
for i in $(seq 1200); do echo "int f$i(int x) { volatile int v[$((i % 50 + 1))]; v[0] = x; return v[0] * $i; }"; done >many.c
{ echo 'int main(void) { int s = 0;'; for i in $(seq 1200); do echo "s += f$i(s);"; done; echo 'return s & 1; }'; } >>many.c
for t in macos-x64:x86_64 macos-arm64:arm64; do
    target=${t%:*} arch=${t#*:}
    "$FUSE" targets | grep -A2 "^$target" | grep -q 'not built' && continue
    cat >own.c <<'END'
long write(int, const void *, unsigned long); unsigned long strlen(const char *);
static const char *const list[] = {"one\n", "two\n"}; int n = 2; static _Thread_local int t = 4;
int main(void) { for (int i = 0; i < n; i++) write(1, list[i], strlen(list[i])); return ++t; }
END
    must "cc $target" "$FUSE" cc --target "$target" -O1 own.c -o "own$arch"
    accepted "own$arch"
    twice "$arch" "own$arch" $'one\ntwo\nrc 5'
    must "cc -g -c $target" "$FUSE" cc --target "$target" -O1 -g -c own.c -o "own$arch.o"
    same "dwarf own$arch.o" 'No errors.' "$(timeout 60 llvm-dwarfdump-19 --verify "own$arch.o" 2>&1 | tail -1)"
    same "readobj -g own$arch.o" '' "$(llvm-readobj-19 --all "own$arch.o" 2>&1 >/dev/null)"
    must "lld -g $target" ld64.lld-19 -arch $arch -platform_version macos 11 11 -undefined dynamic_lookup \
        -o "own4$arch" "own$arch.o" libSystem.tbd
    must "dsymutil $target" dsymutil-19 "own4$arch" -o "own4$arch.dSYM"
    has "lines by dsymutil $target" '   3      0      0' "$(llvm-dwarfdump-19 --debug-line "own4$arch.dSYM")"
    must "cc -c $target" "$FUSE" cc --target "$target" -O1 -c own.c -o "own$arch.o"
    same "readobj own$arch.o" '' "$(llvm-readobj-19 --all "own$arch.o" 2>&1 >/dev/null)"
    must "link own $target" "$tool" link "own2$arch" "own$arch.o"
    twice "$arch" "own2$arch" $'one\ntwo\nrc 5'
    must "lld own $target" ld64.lld-19 -arch $arch -platform_version macos 11 11 -undefined dynamic_lookup \
        -o "own3$arch" "own$arch.o" libSystem.tbd
    same "lld own3$arch" $'one\ntwo\nrc 5' "$(run $arch "own3$arch"; echo "rc $?")"
    # The edges of a section, and asm labels, which say the name in the file.
    must "edges $target" "$FUSE" cc --target "$target" -O1 edge.c -o "edge2$arch"
    twice "$arch" "edge2$arch" 'rc 124'
    must "label $target" "$FUSE" cc --target "$target" label.c -o "label$arch"
    twice "$arch" "label$arch" 'rc 8'

    # What is buffered gets out, and atexit runs, by return and by exit.
    must "exit $target" "$FUSE" cc --target "$target" -O1 atexit.c -o "exit$arch"
    twice "$arch" "exit$arch" $'hello\nbye\nrc 3'
    same "exit of exit$arch" $'hello\nbye\nrc 4' "$(run "$arch" "exit$arch" x; echo "rc $?")"

    # Without symbols: signed anew, and all else as it was; also what another linker made.
    must "strip $target" "$FUSE" strip -o "bare$arch" "exit$arch"
    accepted "bare$arch"
    twice "$arch" "bare$arch" $'hello\nbye\nrc 3'
    same "symbols of bare$arch" '' "$(llvm-nm-19 --defined-only "bare$arch" | grep -v __mh_execute_header)"
    must "strip lld's $target" "$FUSE" strip "own3$arch"
    same "lld own3$arch stripped" $'one\ntwo\nrc 5' "$(run $arch "own3$arch"; echo "rc $?")"
    has "machocheck own3$arch" "own3$arch: OK  errors=0" "$($check "own3$arch" 2>&1)"

    # Threads and their variables, at every level.
    for opt in -O0 -O1 -O2; do
        must "tls $target $opt" "$FUSE" cc --target "$target" $opt tls.c -o "tls$arch"
        twice "$arch" "tls$arch" $'162 5 5 5 x 1\nrc 125'
    done

    # Many functions: rows of __unwind_info in several pages, each pointing at its frame.
    must "many $target" "$FUSE" cc --target "$target" -O1 many.c -o "many$arch"
    accepted "many$arch"
    same "unwind rows $target" 'True True' "$(python3 "$root/tests/tools/macho/unwind.py" "many$arch" 2>&1 | tail -1)"

    # The symbol file: the UUID of the program, lines, and what a debugger makes of it.
    must "cc -g $target" "$FUSE" cc --target "$target" -g tls.c -o "dbg$arch"
    dwarf=dbg$arch.dSYM/Contents/Resources/DWARF/dbg$arch
    same "dwarf $target" 'No errors.' "$(timeout 60 llvm-dwarfdump-19 --verify "$dwarf" 2>&1 | tail -1)"
    same "readobj dSYM $target" '' "$(llvm-readobj-19 --all "$dwarf" 2>&1 >/dev/null)"
    same "UUID $target" "$(llvm-dwarfdump-19 --uuid "dbg$arch" | cut -d' ' -f2)" \
        "$(llvm-dwarfdump-19 --uuid "$dwarf" | cut -d' ' -f2)"
    out=$(lldb-19 -b -o "target symbols add $dwarf" -o 'image lookup -v -n fill' -o 'b tls.c:7' "dbg$arch" 2>&1)
    has "lldb lines $target" 'LineEntry' "$out"
    has "lldb breakpoint $target" 'at tls.c:7' "$out"

    # Objects linked later: ours, and clang's of both versions of DWARF, which describe a file's code as one stretch.
    must "cc -g -c $target" "$FUSE" cc --target "$target" -g -c tls.c -o "later$arch.o"
    must "link later $target" "$FUSE" cc --target "$target" -g "later$arch.o" -o "later$arch"
    same "dwarf later $target" 'No errors.' "$(timeout 60 llvm-dwarfdump-19 --verify "later$arch.dSYM" 2>&1 | tail -1)"
    for v in 4 5; do
        must "clang -gdwarf-$v $target" clang-19 -target $arch-apple-macos11 -w -gdwarf-$v -O1 -fno-inline -c tls.c -o "c$arch$v.o"
        must "link clang -gdwarf-$v $target" "$FUSE" cc --target "$target" -g "c$arch$v.o" -o "c$arch$v"
        twice "$arch" "c$arch$v" $'162 5 5 5 x 1\nrc 125'
        dwarf=c$arch$v.dSYM/Contents/Resources/DWARF/c$arch$v
        has "types of clang $v $target" 'DW_TAG_structure_type' "$(llvm-dwarfdump-19 "$dwarf")"
        same "dwarf of clang $v $target" 'No errors.' "$(timeout 60 llvm-dwarfdump-19 --verify "$dwarf" 2>&1 | tail -1)"
        out=$(lldb-19 -b -o "target symbols add $dwarf" -o 'image lookup -v -n fill' -o 'b tls.c:7' "c$arch$v" 2>&1)
        has "lldb breakpoint of clang $v $target" 'at tls.c:7' "$out"
        has "lldb variables of clang $v $target" 'name = "k", type = "int"' "$out"
    done
    has "no debug information in the program $target" 0 "$(llvm-otool-19 -l "dbg$arch" | grep -c __DWARF)"

    for e in hello shapes signup; do
        "$FUSE" build --aot --release --target "$target" -o "$e$arch" "$root/examples/$e.fuse" >/dev/null 2>&1 ||
            { bad "build $e for $target"; continue; }
        "$FUSE" build --aot --release -o "$e" "$root/examples/$e.fuse" >/dev/null 2>&1
        accepted "$e$arch"
        same "$e of $target" "$(./$e)" "$(run $arch "$e$arch")"
    done
done

finish 32-macho
