#!/usr/bin/env bash
# 56-fuzz.sh - every fuzzer of tests/fuzz is built and runs for seconds, with a fixed seed and number of runs
# packages: clang libclang-rt-14-dev cmake ninja-build gcc g++ gcc-aarch64-linux-gnu gcc-arm-none-eabi gcc-mingw-w64-x86-64 clang-19 lld-19 llvm-19
#
# Longer: tests/fuzz/run NAME SECONDS.
. "$(dirname "$0")/common.sh"
cd "$root" || exit 1
run=tests/fuzz/run
"$run" --build >"$tmp/log" 2>&1 || { bad "the fuzzers are not built:"; tail -30 "$tmp/log"; finish fuzz; exit; }
export FUZZ_BUILT=1
# A fuzzer that no list runs is none.
same 'every fuzzer is in the list' "$(cd tests/fuzz && ls fuzz_*.c | sed 's/fuzz_\(.*\)\.c/\1/' | sort)" "$("$run" --list | sort)"
one() {
    if timeout 300 "$run" "$1" --short >"$tmp/$1" 2>&1 && grep -q '^Done [0-9]* runs' "$tmp/$1"; then
        echo ok >"$tmp/$1.ok"
    fi
}
"$run" --list >"$tmp/names"
mapfile -t names <"$tmp/names"
for n in "${names[@]}"; do
    one "$n" &
    while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-2}" ]; do wait -n; done
done
wait
for n in "${names[@]}"; do
    if [ -e "$tmp/$n.ok" ]; then ok; else bad "fuzz_$n:"; tail -25 "$tmp/$n"; fi
done
finish fuzz
