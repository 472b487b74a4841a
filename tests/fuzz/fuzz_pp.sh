#!/usr/bin/env bash
# fuzz_pp.sh [SECONDS] - build and run the fuzzer of the C preprocessor (libFuzzer, clang)
# packages: clang libclang-rt-14-dev
set -eu
cd "$(dirname "$0")/../.."
out=${FUZZ_DIR:-build/fuzz/pp}
mkdir -p "$out/corpus"
clang=$(command -v clang-14 || command -v clang)
"$clang" -std=c11 -D_DEFAULT_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I. \
    -Wl,--wrap=file_read tests/fuzz/fuzz_pp.c base/*.c frontend/c/*.c ir/*.c ir/opt/*.c -lm -lpthread -o "$out/fuzz_pp"
cp tests/fuzz/pp_seed/*.c "$out/corpus/"
{
    grep -oE '"[^"]+"\)$' frontend/c/tok.def | tr -d ')'
    printf '"%s"\n' '#define ' '#undef ' '#if ' '#ifdef ' '#ifndef ' '#elif ' '#else' '#endif' '#include \"self.h\"' \
        '#include ' '#line ' '#pragma ' '_Pragma(' '__VA_ARGS__' 'defined ' '__has_include(' '__COUNTER__' '__LINE__' \
        '__FILE__' '\x5c\x0a' '/*' '*/' '//' 'u8' 'L' '\x5cu' '\x5cx' '0x' '1e+' '##' '%:' '<:' '(' ')' ',' '\x0a'
} >"$out/dict"
exec "$out/fuzz_pp" -max_total_time="${1:-600}" -max_len=4096 -timeout=10 -rss_limit_mb=2000 -dict="$out/dict" \
    -artifact_prefix="$out/" "$out/corpus"
