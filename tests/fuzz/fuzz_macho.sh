#!/usr/bin/env bash
# fuzz_macho.sh [SECONDS] - build and run the fuzzers of the Mach-O reader, writer and linker and of stub libraries
# packages: clang-19 libclang-rt-19-dev llvm-19
set -eu
cd "$(dirname "$0")/../.."
out=${FUZZ_DIR:-build/fuzz/macho}
mkdir -p "$out/corpus" "$out/corpus_tbd"
for f in macho tbd; do
    clang-19 -std=c11 -D_DEFAULT_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I. -Ibuild/deps/zlib \
        "tests/fuzz/fuzz_$f.c" base/*.c objfmt/*.c link/*.c link/*/*.c \
        build/deps/zlib/{adler32,compress,crc32,deflate,inffast,inflate,inftrees,trees,uncompr,zutil}.c -lm -lpthread -o "$out/fuzz_$f"
done

# Seeds are made, not stored: what clang writes differs with its version, and that is welcome.
cat >"$out/a.c" <<'END'
int puts(const char *); extern int ext; _Thread_local int t = 1; static _Thread_local char z; int c[3];
int *p = &c[1]; const char *s[] = {"abc", "d"}; __attribute__((weak)) int w(void); double f(double x) { return x * 2.5; }
__attribute__((constructor)) static void k(void) { z++; }
int main(void) { if (w) w(); return puts(s[t]) + c[2] + z + ext; }
END
echo 'int ext = 1;' >"$out/b.c"
echo 'struct S { ~S(); }; void g(); int h() { S s; g(); return 1; } S::~S() {} void g() {} int main() { return h(); }' >"$out/e.cc"
n=0
for t in arm64 x86_64; do
    for opt in -O0 '-Os -fcommon' '-O1 -g'; do
        # shellcheck disable=SC2086
        clang-19 -target $t-apple-macos11 -w $opt -c "$out/a.c" -o "$out/corpus/s$((n += 1)).o"
    done
    clang-19 -target $t-apple-macos11 -w -O1 -c "$out/b.c" -o "$out/b.o"
    clang-19 -target $t-apple-macos11 -w -O0 -c "$out/e.cc" -o "$out/corpus/cc$t.o"
    rm -f "$out/corpus/$t.a"
    llvm-ar-19 rcD "$out/corpus/$t.a" "$out/b.o"
    { cat "$out/corpus/s$n.o"; printf '\n--8<--\n'; cat "$out/corpus/$t.a"; } >"$out/corpus/parts$t"
    { cat "$out/corpus/s$((n - 1)).o"; printf '\n--8<--\n'; cat "$out/b.o"; } >"$out/corpus/two$t"
done
cat >"$out/corpus_tbd/a.tbd" <<'END'
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
common="-max_total_time=${1:-600} -timeout=20 -rss_limit_mb=3000 -print_final_stats=1"
# shellcheck disable=SC2086
"$out/fuzz_tbd" $common -max_len=4000 -artifact_prefix="$out/tbd-" "$out/corpus_tbd"
# shellcheck disable=SC2086
exec "$out/fuzz_macho" $common -max_len=20000 -artifact_prefix="$out/" "$out/corpus"
