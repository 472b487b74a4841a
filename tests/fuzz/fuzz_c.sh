#!/usr/bin/env bash
# fuzz_c.sh [SECONDS] - build and run the fuzzer of the C front end and optimiser (libFuzzer, clang)
# packages: clang libclang-rt-14-dev
set -eu
cd "$(dirname "$0")/../.."
out=${FUZZ_DIR:-build/fuzz/c}
mkdir -p "$out/corpus"
clang=$(command -v clang-14 || command -v clang)
"$clang" -std=c11 -D_DEFAULT_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined \
    -fno-sanitize-recover=all -I. -Wl,--wrap=file_read tests/fuzz/fuzz_c.c frontend/c/*.c base/*.c \
    ir/*.c ir/opt/*.c -lm -lpthread -o "$out/fuzz_c"

# Seeds: the C programs of the golden cases; words: keywords and builtins.
for case in tests/golden/c/*.t; do
    sed -n '/^-- t.c --$/,/^-- cmd --$/p' "$case" | grep -v '^-- ' |
        head -c 6000 >"$out/corpus/$(basename "$case" .t).c"
done
{
    sed -n 's/^KEYWORD([^,]*, \("[^"]*"\))/\1/p; s/^PUNCT([^,]*, \("[^"]*"\))/\1/p' frontend/c/tok.def
    grep -ohE '"__(builtin|atomic|sync)_[a-z_]+"' frontend/c/*.c frontend/c/*.def
} | sort -u >"$out/dict"
exec "$out/fuzz_c" -max_total_time="${1:-600}" -max_len=6000 -timeout=20 -rss_limit_mb=3000 \
    -dict="$out/dict" -artifact_prefix="$out/" "$out/corpus"
