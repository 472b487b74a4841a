#!/usr/bin/env bash
# fuzz_elf.sh [SECONDS] - build and run the fuzzer of the ELF reader, archives and linker (libFuzzer, clang)
# packages: clang libclang-rt-14-dev gcc g++ gcc-aarch64-linux-gnu gcc-arm-none-eabi clang-19
set -eu
cd "$(dirname "$0")/../.."
out=${FUZZ_DIR:-build/fuzz/elf}
mkdir -p "$out/corpus"
clang=$(command -v clang-14 || command -v clang)
"$clang" -std=c11 -D_DEFAULT_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I. -Ibuild/deps/zlib \
    tests/fuzz/fuzz_elf.c base/*.c objfmt/*.c link/*.c link/*/*.c \
    build/deps/zlib/{adler32,compress,crc32,deflate,inffast,inflate,inftrees,trees,uncompr,zutil}.c -lm -lpthread -o "$out/fuzz_elf"

# Seeds are made, not stored: what gcc, clang and as write differs with their versions, and that is welcome.
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
n=0
for cc in gcc "$clang"; do
    for opt in -O1 '-O1 -ffunction-sections -fdata-sections -fPIC -fcommon' '-Os -g'; do
        # shellcheck disable=SC2086
        $cc $opt -c "$out/a.c" -o "$out/corpus/s$((n += 1)).o"
    done
done
for cc in aarch64-linux-gnu-gcc 'clang-19 --target=aarch64-linux-gnu' 'arm-none-eabi-gcc -mthumb -mcpu=cortex-m4 -mfloat-abi=hard' \
    'clang-19 --target=thumbv7m-none-eabi'; do
    for opt in '-O1 -fno-pic' '-O1 -ffunction-sections -fdata-sections -fPIC' '-Os -g'; do
        # shellcheck disable=SC2086
        $cc $opt -c "$out/a.c" -o "$out/corpus/s$((n += 1)).o" 2>/dev/null || $cc $opt -D'ifunc(x)=unused' -c "$out/a.c" -o "$out/corpus/s$n.o"
    done
done
gcc -g -gz -O0 -c "$out/a.c" -o "$out/corpus/packed.o"
g++ -O0 -c "$out/b.cc" -o "$out/corpus/cc.o"
ar rc "$out/corpus/x.a" "$out/corpus/s1.o" "$out/corpus/cc.o"
# Shared libraries (small ones), alone and behind an object; scripts.
gcc -shared -fPIC -nostdlib -Wl,--hash-style=both -DNOIFUNC "$out/a.c" -o "$out/corpus/l1.so" 2>/dev/null ||
    gcc -shared -fPIC -nostdlib -Wl,--hash-style=both -Wl,-soname,l1 -D'ifunc(x)=unused' "$out/a.c" -o "$out/corpus/l1.so"
echo 'V1 { global: g; z*; local: *; }; V2 { _start; } V1;' >"$out/corpus/v.map"
echo 'int g(void); int v; int f(void) { return g() + v; }' >"$out/l.c"
gcc -shared -fPIC -nostdlib -s -Wl,--version-script,"$out/corpus/v.map" "$out/l.c" -o "$out/corpus/l2.so"
aarch64-linux-gnu-gcc -shared -fPIC -nostdlib -s "$out/l.c" -o "$out/corpus/l3.so"
for so in l1 l2; do { cat "$out/corpus/s3.o"; printf '\n--8<--\n'; cat "$out/corpus/$so.so"; } >"$out/corpus/with_$so"; done
{ cat "$out/corpus/s3.o"; printf '\n--8<--\n'; cat "$out/corpus/v.map"; } >"$out/corpus/with_map"
echo '/* GNU ld script */ OUTPUT_FORMAT(elf64-x86-64) GROUP ( a.o libx.a AS_NEEDED ( "l.so" -lm ) ) SEARCH_DIR(/x) ENTRY(g) EXTERN(a b)' >"$out/corpus/script"
{ cat "$out/corpus/s1.o"; printf '\n--8<--\n'; cat "$out/corpus/x.a"; } >"$out/corpus/parts"
exec "$out/fuzz_elf" -max_total_time="${1:-600}" -timeout=20 -rss_limit_mb=3000 -max_len=20000 \
    -artifact_prefix="$out/" -print_final_stats=1 "$out/corpus"
