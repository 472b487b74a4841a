#!/usr/bin/env bash
# 42-a64-lse.sh - atomics of ARMv8.1 (--cpu ...+lse) run by qemu-aarch64, beside the loops that ARMv8.0 has
# packages: qemu-user gcc-aarch64-linux-gnu
#
# The C cases of tests/golden/c about atomics, compiled with the instructions, at every level; then a program of threads
# (tests/suites/lse.c) that counts what got lost, linked with gcc's C library. That the instructions are there is seen
# from the listing; a processor without them must refuse the program, or nothing would be shown.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 2
passed=0 failed=0
result() { # result NAME STATUS
    if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAIL $1"; fi
}
target="--target linux-arm64"

for t in "$root"/tests/golden/c/atomic*.t; do
    files=$(sed -n 's/.*c_levels\.sh //p' "$t" | head -1)
    [ -n "$files" ] || continue
    rm -rf case && mkdir case
    awk '/^-- .* --$/ { name = $2; next }
         name != "" && name != "cmd" && name != "out" { print > ("case/" name) }' "$t"
    for level in 0 1 2 s; do
        for cpu in generic+lse neoverse-n1; do
            (cd case && "$FUSE" cc $target --cpu $cpu -O$level $files -o a.out && timeout 60 qemu-aarch64 -cpu max ./a.out)
            result "$(basename "$t") --cpu $cpu -O$level" $?
        done
    done
done

for level in 0 1 2 s; do
    for cpu in generic generic+lse; do
        "$FUSE" cc $target --cpu $cpu -O$level -c "$root/tests/suites/lse.c" -o lse.o &&
            aarch64-linux-gnu-gcc -static -pthread lse.o -o lse && timeout 60 qemu-aarch64 -cpu max ./lse
        result "lse.c --cpu $cpu -O$level" $?
    done
    (timeout 60 qemu-aarch64 -cpu cortex-a53 ./lse; [ $? = 132 ]) >/dev/null 2>&1
    result "lse.c -O$level stops on a processor without the instructions" $?
    "$FUSE" objdump lse.o >listing
    for op in ldaddal ldclral ldsetal ldeoral swpal casal; do
        grep -q "$op" listing
        result "$op at -O$level" $?
    done
    ! grep -q 'ldaxr' listing
    result "no loop at -O$level" $?
done
echo "a64-lse: $passed passed, $failed failed"
[ $failed = 0 ]
