#!/usr/bin/env bash
# 46-long-double.sh - random programs in long double print the same bits as gcc's: x87 and binary128
# packages: gcc python3 gcc-aarch64-linux-gnu qemu-user
#
# COUNT=100 tests/suites/46-long-double.sh is the long form; SEED=N starts elsewhere.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
count=${COUNT:-4} seed=${SEED:-1} passed=0 failed=0

# same NAME - what ran last, in $tmp/got, is $tmp/want, which is not empty
same() {
    if [ -s "$tmp/want" ] && cmp -s "$tmp/want" "$tmp/got"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1 (< gcc, > ours)"
        diff "$tmp/want" "$tmp/got" | head -4
    fi
}

for ((s = seed; s < seed + count; s++)); do
    python3 "$here/../tools/ldouble_gen.py" $s 150 >"$tmp/p.c"
    gcc -w -O0 "$tmp/p.c" -o "$tmp/theirs" && "$tmp/theirs" >"$tmp/want"
    for level in -O0 -O2 "-O2 --libc=own -static"; do
        # shellcheck disable=SC2086
        "$FUSE" cc -w $level "$tmp/p.c" -o "$tmp/ours" && "$tmp/ours" >"$tmp/got"
        same "seed $s, linux-x64 $level"
    done
    aarch64-linux-gnu-gcc -w -O0 -static "$tmp/p.c" -o "$tmp/theirs" && qemu-aarch64 "$tmp/theirs" >"$tmp/want"
    for level in -O0 -O2; do
        "$FUSE" cc -w --target linux-arm64 --libc=own -static $level "$tmp/p.c" -o "$tmp/ours" &&
            qemu-aarch64 "$tmp/ours" >"$tmp/got"
        same "seed $s, linux-arm64 $level"
    done
done
echo "long-double: $passed passed, $failed failed"
[ $failed = 0 ]
