#!/usr/bin/env bash
# fuzz_ir.sh [SECONDS] - build and run the fuzzer of the IR's text, binary form and interpreter (libFuzzer, clang)
# packages: clang libclang-rt-14-dev gcc
set -eu
cd "$(dirname "$0")/../.."
out=${FUZZ_DIR:-build/fuzz/ir}
mkdir -p "$out/corpus"
clang=$(command -v clang-14 || command -v clang)
"$clang" -std=c11 -D_DEFAULT_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I. \
    tests/fuzz/fuzz_ir.c tests/fuzz/irgen.c base/*.c ir/*.c ir/opt/*.c -lm -lpthread -o "$out/fuzz_ir"

# Seeds: generated functions in both forms, and the texts of the golden tests.
cat >"$out/seeds.c" <<'END'
#include "tests/fuzz/irgen.h"
int main(int argc, char **argv)
{
    for (u64 seed = 1; seed <= 20 && argc > 1; seed++) {
        Arena a = {0};
        DataLayout dl = irgen_layout();
        Buf t = {0}, b = {0};
        Mod *m = mod_new(&a, &dl, STR("seed"));
        irgen(m, seed, "f");
        ir_print_mod(m, &t);
        buf_byte(&b, 'B');
        ir_write(m, &b);
        file_write(str_fmt(&a, "%s/g%d.ir", argv[1], (int)seed).p, t.p, t.n, 0644);
        file_write(str_fmt(&a, "%s/g%d.bin", argv[1], (int)seed).p, b.p, b.n, 0644);
        buf_free(&t);
        buf_free(&b);
        arena_free(&a);
    }
    return 0;
}
END
gcc -std=c11 -D_DEFAULT_SOURCE -O1 -I. "$out/seeds.c" tests/fuzz/irgen.c base/*.c ir/*.c ir/opt/*.c -lm -lpthread -o "$out/seeds"
"$out/seeds" "$out/corpus"
cp tests/fuzz/ir_seed/*.ir "$out/corpus/"
grep -oE '"[^"]+"' ir/op.def | sort -u >"$out/dict"
printf '%s\n' '"fn @"' '"data"' '"size"' '"align"' '"extern"' '"slot"' '"addrtaken"' '"i64"' '"i32"' '"i8"' '"f64"' '"ptr"' '"void"' \
    '"undef"' '"internal"' '"..."' '"volatile"' '"seq_cst"' >>"$out/dict"
exec "$out/fuzz_ir" -max_total_time="${1:-600}" -max_len=8192 -timeout=10 -rss_limit_mb=2000 -dict="$out/dict" \
    -artifact_prefix="$out/" "$out/corpus"
