#!/usr/bin/env bash
# 30-c-oracle.sh - the C golden programs are right: they return 0 when gcc and clang compile them
# packages: gcc clang
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
for case in "$root"/tests/golden/c/*.t; do
    grep -q 'tools/c_levels.sh' "$case" || continue
    dir=$tmp/$(basename "$case" .t)
    mkdir "$dir"
    awk -v dir="$dir" '/^-- .* --$/ { file = $2 == "cmd" || $2 == "out" ? "" : dir "/" $2; next }
                       file { print > file }' "$case"
    for cc in "gcc -O0" "gcc -O2" "clang-14 -O2"; do
        command -v "${cc%% *}" >/dev/null || continue
        # shellcheck disable=SC2086
        if (cd "$dir" && $cc -std=gnu11 -w -fno-strict-aliasing ./*.c -o x 2>err && ./x >>err 2>&1); then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL $(basename "$case") with $cc: exit code $?"
            head -n 5 "$dir/err"
        fi
    done
done
echo "c-oracle: $passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
