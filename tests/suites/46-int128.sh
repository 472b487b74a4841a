#!/usr/bin/env bash
# 46-int128.sh - random expressions of 128-bit integers beside gcc's results, on linux-x64 and linux-arm64
# packages: gcc python3 gcc-aarch64-linux-gnu qemu-user
#
# SEEDS=100 tests/suites/46-int128.sh is the full run.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0

# check NAME STATUS
check() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
    fi
}
# same NAME COMMAND... - prints what gcc's program printed
same() {
    local name=$1
    shift
    if "$@" >out 2>&1 && cmp -s out want; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        diff want out | head -4
    fi
}

for ((seed = 1; seed <= ${SEEDS:-6}; seed++)); do
    python3 "$here/../tools/i128_gen.py" --seed $seed --count 40 >t.c
    # -O0: what gcc folds is not what it runs
    gcc -w -O0 -fwrapv t.c -o theirs && ./theirs >want || { failed=$((failed + 1)); continue; }
    hash=$(tail -n 1 want)
    "$FUSE" cc -w --interp -DWANT="${hash}u" t.c
    check "seed $seed interpreter" $?
    for level in 0 1 2; do
        "$FUSE" cc -w -O$level t.c -o ours
        same "seed $seed -O$level" ./ours
        # as fuse's own runtime has the functions, and not libgcc
        "$FUSE" cc -w -O$level --libc=own -static t.c -o ours
        same "seed $seed -O$level own" ./ours
        "$FUSE" cc -w --target linux-arm64 -O$level --libc=own -static t.c -o ours
        same "seed $seed -O$level arm64" qemu-aarch64 ./ours
    done
    # our object and libgcc's functions
    "$FUSE" cc -w --target linux-arm64 -O2 -c t.c -o t.o && aarch64-linux-gnu-gcc -static t.o -o theirs
    same "seed $seed arm64 libgcc" qemu-aarch64 ./theirs
done
echo "int128: $passed passed, $failed failed"
[ $failed = 0 ]
