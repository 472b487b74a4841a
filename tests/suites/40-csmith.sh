#!/usr/bin/env bash
# 40-csmith.sh - generated C programs: the interpreter, -O0, -O1, -O2 and gcc print the same checksum
# packages: csmith libcsmith-dev gcc
#
# CSMITH_SEEDS (default 300) programs, seeds from CSMITH_FIRST (default 1). A program that does not end
# within two seconds when gcc compiled it without optimisation tells nothing: it is skipped and does not count. One that fails
# is kept in CSMITH_KEEP.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
seeds=${CSMITH_SEEDS:-300}
first=${CSMITH_FIRST:-1}
shim=$root/tests/shim
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 2
passed=0 failed=0 skipped=0

for level in 0 1 2; do
    "$FUSE" cc --libc=none -O$level -c -nostdlib -I"$shim" "$shim/libc.c" -o libc$level.o || exit 2
done

# check SEED WAY - compare what is in `got` with what gcc's program printed
check() {
    cmp -s want got && return
    echo "seed $1: $2 prints '$(head -c 80 got)', gcc '$(cat want)'"
    head -c 300 err
    bad=1
}

for ((seed = first; passed + failed < seeds && seed < first + 2 * seeds; seed++)); do
    csmith --seed "$seed" >p.c
    gcc -w -O0 -I/usr/include/csmith p.c -o gcc.out && timeout 2 ./gcc.out >want || {
        skipped=$((skipped + 1))
        continue
    }
    bad=0
    for level in 0 1 2; do
        "$FUSE" cc --libc=none -O$level -c -I"$shim" -isystem /usr/include/csmith p.c -o p.o 2>err &&
            "$FUSE" cc -nostdlib p.o libc$level.o -o p 2>>err && timeout 20 ./p >got 2>>err
        check "$seed" -O$level
        : >got
    done
    timeout 120 "$FUSE" cc --interp -nostdlib -I"$shim" -isystem /usr/include/csmith p.c "$shim/libc.c" >got 2>err
    check "$seed" interpreter
    if [ $bad = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        [ -z "${CSMITH_KEEP:-}" ] || cp p.c "$CSMITH_KEEP/seed$seed.c"
    fi
done
[ $passed -gt 0 ] || failed=$((failed + 1))
echo "skipped, because they do not end in time under gcc: $skipped"
echo "csmith: $passed passed, $failed failed"
[ $failed = 0 ]
