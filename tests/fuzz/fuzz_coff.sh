#!/usr/bin/env bash
# fuzz_coff.sh [SECONDS] - build and run the fuzzer of COFF objects, import libraries, .def files and PE images
# packages: clang libclang-rt-14-dev gcc-mingw-w64-x86-64 llvm-19
set -eu
cd "$(dirname "$0")/../.."
out=${FUZZ_DIR:-build/fuzz/coff}
mkdir -p "$out/corpus"
clang=$(command -v clang-14 || command -v clang)
"$clang" -std=c11 -D_DEFAULT_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I. -Ibuild/deps/zlib \
    tests/fuzz/fuzz_coff.c base/*.c objfmt/*.c link/*.c link/*/*.c \
    build/deps/zlib/{adler32,compress,crc32,deflate,inffast,inflate,inftrees,trees,uncompr,zutil}.c -lm -lpthread -o "$out/fuzz_coff"

# Seeds are made, not stored: what compilers write differs with their versions, and that is welcome.
cat >"$out/a.c" <<'END'
__declspec(dllimport) void ExitProcess(unsigned);
__declspec(selectany) int shared = 3;
extern int w __attribute__((weak));
_Thread_local int t = 1;
int c;
const char *s = "abc";
void start(void) { volatile char big[9000]; big[c] = *s; ExitProcess((unsigned)(c + t + shared + (&w ? 1 : 0) + big[c])); }
END
n=0
for cc in x86_64-w64-mingw32-gcc "$clang --target=x86_64-w64-mingw32" "$clang --target=x86_64-pc-windows-msvc"; do
    for opt in -O0 '-O1 -ffunction-sections -fdata-sections -fcommon' '-Os -g'; do
        # shellcheck disable=SC2086
        $cc $opt -c "$out/a.c" -o "$out/corpus/s$((n += 1)).o"
    done
done
printf '; a list\nLIBRARY kernel32\nEXPORTS\n ExitProcess @5 NONAME\n x=y DATA PRIVATE\n "quoted name"\n' >"$out/corpus/k.def"
tail -n +2 "$out/corpus/k.def" >"$out/k.def"
llvm-dlltool-19 -m i386:x86-64 -d "$out/k.def" -l "$out/corpus/short.lib" || true
x86_64-w64-mingw32-dlltool -d "$out/k.def" -l "$out/corpus/long.a" || true
for lib in short.lib long.a k.def; do
    { cat "$out/corpus/s1.o"; printf '\n--8<--\n'; cat "$out/corpus/$lib"; } >"$out/corpus/with_$lib"
done
exec "$out/fuzz_coff" -max_total_time="${1:-600}" -timeout=20 -rss_limit_mb=3000 -max_len=20000 \
    -artifact_prefix="$out/" -print_final_stats=1 "$out/corpus"
