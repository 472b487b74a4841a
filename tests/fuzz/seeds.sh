# seeds.sh - for each fuzzer NAME a function seeds_NAME WORK SEEDS: what it starts from, put into the folder SEEDS,
# and words of its language into WORK/dict
#
# Objects are made, not stored: what compilers write differs with their versions, and that is welcome.
# shellcheck shell=bash

seeds_pp() {
    local out=$1 seeds=$2 n=0 cc opt
    cp tests/fuzz/pp_seed/*.c "$seeds/"
    {
        grep -oE '"[^"]+"\)$' frontend/c/tok.def | tr -d ')'
        printf '"%s"\n' '#define ' '#undef ' '#if ' '#ifdef ' '#ifndef ' '#elif ' '#else' '#endif' '#include \"self.h\"' \
            '#include ' '#line ' '#pragma ' '_Pragma(' '__VA_ARGS__' 'defined ' '__has_include(' '__COUNTER__' '__LINE__' \
            '__FILE__' '\x5c\x0a' '/*' '*/' '//' 'u8' 'L' '\x5cu' '\x5cx' '0x' '1e+' '##' '%:' '<:' '(' ')' ',' '\x0a'
    } >"$out/dict"
}

seeds_c() {
    local out=$1 seeds=$2 n=0 cc opt
    for case in tests/golden/c/*.t; do
        sed -n '/^-- t.c --$/,/^-- cmd --$/p' "$case" | grep -v '^-- ' |
            head -c 6000 >"$seeds/$(basename "$case" .t).c"
    done
    {
        sed -n 's/^KEYWORD([^,]*, \("[^"]*"\))/\1/p; s/^PUNCT([^,]*, \("[^"]*"\))/\1/p' frontend/c/tok.def
        grep -ohE '"__(builtin|atomic|sync)_[a-z_]+"' frontend/c/*.c frontend/c/*.def
    } | sort -u >"$out/dict"
}

seeds_elf() {
    local out=$1 seeds=$2 n=0 cc opt
    cat >"$out/a.c" <<'END'
__attribute__((weak)) extern int w; static __thread int t = 1; int c; const char *s = "abc";
static int gi(void) { return t; } static void *r(void) { return gi; }
__attribute__((ifunc("r"))) int g(void);
int _start(void) { return c + (&w ? 1 : 0) + t + *s + g(); }
inline int z(int x) { return x / 3.5; }
int (*zz)(int) = z;
extern int z(int);
END
    echo 'template<class T> struct A { static T v; virtual ~A() {} }; template<class T> T A<T>::v = 1;
    int main() { A<int> a; throw a.v; }' >"$out/b.cc"
    for cc in gcc clang-14; do
        for opt in -O1 '-O1 -ffunction-sections -fdata-sections -fPIC -fcommon' '-Os -g'; do
            # shellcheck disable=SC2086
            $cc $opt -c "$out/a.c" -o "$seeds/s$((n += 1)).o"
        done
    done
    for cc in aarch64-linux-gnu-gcc 'clang-19 --target=aarch64-linux-gnu' 'arm-none-eabi-gcc -mthumb -mcpu=cortex-m4 -mfloat-abi=hard' \
        'clang-19 --target=thumbv7m-none-eabi'; do
        for opt in '-O1 -fno-pic' '-O1 -ffunction-sections -fdata-sections -fPIC' '-Os -g'; do
            # shellcheck disable=SC2086
            $cc $opt -c "$out/a.c" -o "$seeds/s$((n += 1)).o" 2>/dev/null || $cc $opt -D'ifunc(x)=unused' -c "$out/a.c" -o "$seeds/s$n.o"
        done
    done
    gcc -g -gz -O0 -c "$out/a.c" -o "$seeds/packed.o"
    g++ -O0 -c "$out/b.cc" -o "$seeds/cc.o"
    ar rc "$seeds/x.a" "$seeds/s1.o" "$seeds/cc.o"
    # Shared libraries (small ones), alone and behind an object; scripts.
    gcc -shared -fPIC -nostdlib -Wl,--hash-style=both -DNOIFUNC "$out/a.c" -o "$seeds/l1.so" 2>/dev/null ||
        gcc -shared -fPIC -nostdlib -Wl,--hash-style=both -Wl,-soname,l1 -D'ifunc(x)=unused' "$out/a.c" -o "$seeds/l1.so"
    echo 'V1 { global: g; z*; local: *; }; V2 { _start; } V1;' >"$seeds/v.map"
    echo 'int g(void); int v; int f(void) { return g() + v; }' >"$out/l.c"
    gcc -shared -fPIC -nostdlib -s -Wl,--version-script,"$seeds/v.map" "$out/l.c" -o "$seeds/l2.so"
    aarch64-linux-gnu-gcc -shared -fPIC -nostdlib -s "$out/l.c" -o "$seeds/l3.so"
    for so in l1 l2; do { cat "$seeds/s3.o"; printf '\n--8<--\n'; cat "$seeds/$so.so"; } >"$seeds/with_$so"; done
    { cat "$seeds/s3.o"; printf '\n--8<--\n'; cat "$seeds/v.map"; } >"$seeds/with_map"
    echo '/* GNU ld script */ OUTPUT_FORMAT(elf64-x86-64) GROUP ( a.o libx.a AS_NEEDED ( "l.so" -lm ) ) SEARCH_DIR(/x) ENTRY(g) EXTERN(a b)' >"$seeds/script"
    { cat "$seeds/s1.o"; printf '\n--8<--\n'; cat "$seeds/x.a"; } >"$seeds/parts"
}

seeds_coff() {
    local out=$1 seeds=$2 n=0 cc opt
    cat >"$out/a.c" <<'END'
__declspec(dllimport) void ExitProcess(unsigned);
__declspec(selectany) int shared = 3;
extern int w __attribute__((weak));
_Thread_local int t = 1;
int c;
const char *s = "abc";
void start(void) { volatile char big[9000]; big[c] = *s; ExitProcess((unsigned)(c + t + shared + (&w ? 1 : 0) + big[c])); }
END
    for cc in x86_64-w64-mingw32-gcc "clang-14 --target=x86_64-w64-mingw32" "clang-14 --target=x86_64-pc-windows-msvc"; do
        for opt in -O0 '-O1 -ffunction-sections -fdata-sections -fcommon' '-Os -g'; do
            # shellcheck disable=SC2086
            $cc $opt -c "$out/a.c" -o "$seeds/s$((n += 1)).o"
        done
    done
    printf '; a list\nLIBRARY kernel32\nEXPORTS\n ExitProcess @5 NONAME\n x=y DATA PRIVATE\n "quoted name"\n' >"$seeds/k.def"
    tail -n +2 "$seeds/k.def" >"$out/k.def"
    llvm-dlltool-19 -m i386:x86-64 -d "$out/k.def" -l "$seeds/short.lib" || true
    x86_64-w64-mingw32-dlltool -d "$out/k.def" -l "$seeds/long.a" || true
    for lib in short.lib long.a k.def; do
        { cat "$seeds/s1.o"; printf '\n--8<--\n'; cat "$seeds/$lib"; } >"$seeds/with_$lib"
    done
}

seeds_map() {
    local out=$1 seeds=$2 n=0 cc opt
    cat >"$seeds/full.map" <<'END'
# every statement
region ROM rx origin 0x08000000 length 1M
region CCM rw origin 0x10000000 length 64K
region RAM rwx origin 0x20000000 length 131072
place .fast .faster in RAM load ROM
place .ccm in CCM
stack 8K in CCM
heap rest in RAM
guard 512
entry Reset_Handler
console stm32 0x40011000
clock 168MHz
uart-clock 84MHz
set 0x40023844 0x10
exit halt
family 0x57755a57
END
    echo 'int d = 1; int z; int _start(void) { return d + z; }' >"$out/a.c"
    arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -O1 -nostdlib -Wl,-n "$out/a.c" -o "$seeds/a.elf"
    for word in region place stack heap guard entry console clock uart-clock set exit family origin length \
        in load rest 0x rwx MHz; do
        echo "\" $word \""
    done >"$out/dict"
}

seeds_macho() {
    local out=$1 seeds=$2 n=0 cc opt
    cat >"$out/a.c" <<'END'
int puts(const char *); extern int ext; _Thread_local int t = 1; static _Thread_local char z; int c[3];
int *p = &c[1]; const char *s[] = {"abc", "d"}; __attribute__((weak)) int w(void); double f(double x) { return x * 2.5; }
__attribute__((constructor)) static void k(void) { z++; }
int main(void) { if (w) w(); return puts(s[t]) + c[2] + z + ext; }
END
    echo 'int ext = 1;' >"$out/b.c"
    echo 'struct S { ~S(); }; void g(); int h() { S s; g(); return 1; } S::~S() {} void g() {} int main() { return h(); }' >"$out/e.cc"
    for t in arm64 x86_64; do
        for opt in -O0 '-Os -fcommon' '-O1 -g'; do
            # shellcheck disable=SC2086
            clang-19 -target $t-apple-macos11 -w $opt -c "$out/a.c" -o "$seeds/s$((n += 1)).o"
        done
        clang-19 -target $t-apple-macos11 -w -O1 -c "$out/b.c" -o "$out/b.o"
        clang-19 -target $t-apple-macos11 -w -O0 -c "$out/e.cc" -o "$seeds/cc$t.o"
        rm -f "$seeds/$t.a"
        llvm-ar-19 rcD "$seeds/$t.a" "$out/b.o"
        { cat "$seeds/s$n.o"; printf '\n--8<--\n'; cat "$seeds/$t.a"; } >"$seeds/parts$t"
        { cat "$seeds/s$((n - 1)).o"; printf '\n--8<--\n'; cat "$out/b.o"; } >"$seeds/two$t"
    done
}

seeds_tbd() {
    local out=$1 seeds=$2 n=0 cc opt
    cat >"$seeds/a.tbd" <<'END'
--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos, arm64-macos ]  # comment
install-name: '/usr/lib/libX.dylib'
current-version: 1.2.3
reexported-libraries:
  - targets: [ arm64-macos ]
    libraries: [ "/usr/lib/libY.dylib" ]
exports:
- targets: [ arm64-macos ]
  symbols: [ _one,
    two ]
  weak-symbols:
    - _weak
...
--- !tapi-tbd
tbd-version: 4
targets: [ arm64-macos ]
install-name: '/usr/lib/libY.dylib'
exports:
  - symbols: [ _inner ]
END
}

seeds_ir() {
    local out=$1 seeds=$2 n=0 cc opt
    build/fuzz/fuzz_irseeds "$seeds"
    cp tests/fuzz/ir_seed/*.ir "$seeds/"
    grep -oE '"[^"]+"' ir/op.def | sort -u >"$out/dict"
    printf '%s\n' '"fn @"' '"data"' '"size"' '"align"' '"extern"' '"slot"' '"addrtaken"' '"i64"' '"i32"' '"i8"' '"f64"' '"ptr"' '"void"' \
        '"undef"' '"internal"' '"..."' '"volatile"' '"seq_cst"' >>"$out/dict"
}

seeds_fuse() {
    cp tests/fuzz/corpus_fuse/* "$2"
    cp tests/fuzz/fuse.dict "$1/dict"
}

# Archives of both forms, and one of each kind of file that nm, size, objdump and strip look at.
seeds_ar() {
    local out=$1 seeds=$2 t
    echo 'int d = 1; static int z; int long_name_of_a_function(int x) { return x + d + z; }' >"$out/a.c"
    for t in x86_64-linux-gnu aarch64-linux-gnu arm64-apple-macos11 x86_64-w64-mingw32; do
        clang-19 --target=$t -g -O1 -c "$out/a.c" -o "$seeds/$t.o"
    done
    gcc -nostdlib -shared -fPIC "$out/a.c" -o "$seeds/elf.so"
    x86_64-w64-mingw32-gcc -nostdlib -shared "$out/a.c" -o "$seeds/pe.dll"
    printf '%s\n' '--- !tapi-tbd' 'tbd-version: 4' 'targets: [ arm64-macos ]' 'install-name: /l' '...' >"$out/l.tbd"
    ld64.lld-19 -arch arm64 -platform_version macos 11 11 -dylib -o "$seeds/macho.dylib" "$seeds/arm64-apple-macos11.o" "$out/l.tbd"
    arm-none-eabi-gcc -mthumb -mcpu=cortex-m3 -c "$out/a.c" -o "$seeds/arm.o"
    cp "$seeds/x86_64-linux-gnu.o" "$out/a_member_whose_name_is_long.o"
    cp "$seeds/arm64-apple-macos11.o" "$out/m.o"
    rm -f "$seeds"/*.a
    ar rcD "$seeds/gnu.a" "$out/a_member_whose_name_is_long.o" "$out/a.c" "$seeds/arm.o"
    llvm-ar-19 --format=bsd -rcD "$seeds/bsd.a" "$out/a_member_whose_name_is_long.o" "$out/a.c"
    llvm-ar-19 --format=darwin -rcD "$seeds/darwin.a" "$out/m.o"
    (cd "$out" && ar rcTD seeds/thin.a m.o)
}

seeds_script() {
    local out=$1 seeds=$2 w
    echo '/* GNU ld script */ OUTPUT_FORMAT(elf64-x86-64) GROUP ( a.o libx.a AS_NEEDED ( "l.so" -lm ) ) SEARCH_DIR(/x) ENTRY(f) EXTERN(a b)' >"$seeds/script"
    echo 'V1 { global: g; f*; extern "C" { v; }; local: *; }; V2 { start; } V1;' >"$seeds/versions"
    echo '{ f; "v"; s?a[r]t; };' >"$seeds/list"
    printf '; a list\nLIBRARY "x.dll"\nEXPORTS\n f @5 NONAME\n y=f DATA PRIVATE\n z=other.name @7\n start\n' >"$seeds/def"
    for w in INPUT GROUP AS_NEEDED SEARCH_DIR ENTRY EXTERN OUTPUT_FORMAT OUTPUT_ARCH TARGET global: local: extern \
        LIBRARY NAME EXPORTS NONAME DATA PRIVATE '*' '@' '}' ';' V1 start 'g@V1'; do
        echo "\" $w \""
    done >"$out/dict"
}

# Files that gcc writes for each instruction set (the first byte says which), those of the suites, and every directive.
seeds_asm() {
    local out=$1 seeds=$2 n=0 t
    echo 'static int t[4] = {1, 2}; double d = 0.5; const char *s = "a\tb"; extern int x; _Thread_local int l;
int g(int a) { switch (a) { case 0: return x; case 1: return l; case 2: return t[a]; case 3: return *s; } return d * a; }' >"$out/a.c"
    for t in 'gcc' 'aarch64-linux-gnu-gcc' 'arm-none-eabi-gcc -mthumb -mcpu=cortex-m4 -mfloat-abi=hard'; do
        $t -O1 -S "$out/a.c" -o "$out/a.s"
        { printf "\\x$(printf '%02x' $n)"; cat "$out/a.s"; } >"$seeds/gcc$((n++)).s"
    done
    for t in tests/fuzz/asm_seed/*.s; do
        { printf '\x00'; cat "$t"; } >"$seeds/$(basename "$t")"
    done
    grep -ohE '"\.[a-z_0-9]+"' codegen/asm*.c | sort -u >"$out/dict"
    printf '"%s"\n' ' - ' ' + ' '\\x0a' '(%rip)' '@PLT' '\\\\@' '1b' '1f' '%%rax' '$' ' = ' ', ' '"' '\\\\()' >>"$out/dict"
}

# The debug sections of objects of clang, in the order in which the fuzzer cuts its input.
seeds_dwarf() {
    local out=$1 seeds=$2 v s part
    echo 'struct S { int a; struct S *p; } s; static int f(int n) { int r = 0; while (n--) r += n; return r; }
int g(int x) { return f(x) + s.a; }' >"$out/a.c"
    for v in 2 3 4 5; do
        clang-19 -target x86_64-apple-macos11 -gdwarf-$v -gdwarf-aranges -O1 -c "$out/a.c" -o "$out/a.o"
        : >"$seeds/v$v"
        for s in info abbrev line str line_str str_offs aranges addr loc ranges; do
            llvm-objcopy-19 --dump-section=__DWARF,__debug_$s="$out/part" "$out/a.o" "$out/copy.o" && cat "$out/part" >>"$seeds/v$v"
            printf '\n--8<--\n' >>"$seeds/v$v"
        done
    done
    # 2^62 directories of a form without bytes
    printf '\n--8<--\n\n--8<--\n\x1a\0\0\0\5\0\10\0\0\0\0\0\1\1\1\373\16\1\1\1\x19\xff\xff\xff\xff\xff\xff\xff\xff\x7f' >"$seeds/rows"
}
