#!/usr/bin/env bash
# 42-a64-run.sh - C programs compiled for linux-arm64 at every level, run by qemu-aarch64
# packages: qemu-user gcc-aarch64-linux-gnu csmith libcsmith-dev
#
# The C cases of tests/golden/c that check themselves; then A64_SEEDS (default 10; tests/matrix runs 100) csmith programs
# from A64_FIRST (default 1), which print what gcc's program prints here. The processor is one of
# ARMv8.0 without options, so that no newer instruction passes.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
seeds=${A64_SEEDS:-10}
first=${A64_FIRST:-1}
shim=$root/tests/shim
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 2
passed=0 failed=0 skipped=0
run="timeout 60 qemu-aarch64 -cpu cortex-a53"
target="--target linux-arm64"

# split CASE - its files into the folder `case`
split() {
    rm -rf case
    mkdir case
    awk '/^-- .* --$/ { name = $2; next }
         name != "" && name != "cmd" && name != "out" { print > ("case/" name) }' "$1"
}

for t in "$root"/tests/golden/c/*.t; do
    files=$(sed -n 's/.*c_levels\.sh //p' "$t" | head -1)
    [ -n "$files" ] || continue
    split "$t"
    bad=
    for level in 0 1 2; do
        (cd case && rm -f a.out && "$FUSE" cc $target -O$level $files -o a.out 2>err && $run ./a.out)
        rc=$?
        [ $rc = 0 ] || bad="$bad -O$level: $rc $(head -c 200 case/err)"
    done
    if [ -z "$bad" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$(basename "$t"):$bad"
    fi
done

done=0
for ((seed = first; done < seeds && seed < first + 2 * seeds; seed++)); do
    csmith --seed "$seed" >p.c
    gcc -w -O1 -I/usr/include/csmith p.c -o gcc.out && timeout 2 ./gcc.out >want || {
        skipped=$((skipped + 1))
        continue
    }
    done=$((done + 1))
    bad=0
    for level in 0 1 2; do
        : >got
        "$FUSE" cc $target -O$level -c -I"$shim" -isystem /usr/include/csmith p.c -o p.o 2>err &&
            aarch64-linux-gnu-gcc -static p.o -o p 2>>err && $run ./p >got 2>>err
        cmp -s want got && continue
        echo "seed $seed: -O$level prints '$(head -c 80 got)', gcc '$(cat want)'"
        head -c 300 err
        bad=1
    done
    if [ $bad = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
[ $done -gt 0 ] || failed=$((failed + 1))
echo "csmith programs skipped, because they do not end in time under gcc: $skipped"
echo "a64-run: $passed passed, $failed failed"
[ $failed = 0 ]
