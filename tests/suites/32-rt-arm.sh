#!/usr/bin/env bash
# 32-rt-arm.sh - the runtime's unit tests with 32-bit pointers: GNU C for ARM under qemu
# packages: gcc-arm-linux-gnueabihf libc6-dev-armhf-cross qemu-user
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
deps=${FUSE_BUILD:-$(dirname "$FUSE")}/../deps/cmocka
[ -d "$deps" ] || deps=$root/build/deps/cmocka
cc="arm-linux-gnueabihf-gcc -std=gnu11 -O1 -fno-strict-aliasing -ffp-contract=off -I$root -D_GNU_SOURCE"
warn='-Wall -Wextra -Werror'

sources=$(ls "$root"/runtime/core/*.c "$root"/runtime/json/*.c | grep -vE '/(mem|cstart|cfi|trace)\.c$')
for f in $sources; do
    # The object code of our own compiler is of this kind: pointers of 4 bytes, long long of 8.
    if $cc $warn -ffreestanding -c "$f" -o "$tmp/$(basename "$f" .c).o" 2>"$tmp/log"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $f"
        head -20 "$tmp/log"
    fi
done
for f in num value regex json program; do
    printf 'UNIT(rt_%s)\n' "$f"
done >"$tmp/unit_list.def"
if ! $cc -w -static -I"$tmp" -isystem "$deps/include" -DHAVE_UNISTD_H -DHAVE_STRINGS_H -DHAVE_INTTYPES_H \
    -DHAVE_MALLOC_H -DHAVE_SIGNAL_H -DHAVE_SETJMP_H -DHAVE_TIME_H -DHAVE_STRUCT_TIMESPEC -DHAVE_CLOCK_REALTIME \
    -DHAVE_CLOCK_GETTIME "$root"/tests/unit/main.c "$root"/tests/unit/rt_{num,value,regex,json,program}.c \
    "$root"/tests/tools/rt_posix.c "$deps"/src/cmocka.c "$tmp"/*.o -lm -o "$tmp/unit" 2>"$tmp/log"; then
    echo "FAIL cannot link the tests"
    head -20 "$tmp/log"
    failed=$((failed + 1))
else
    qemu-arm "$tmp/unit" >"$tmp/out" 2>&1
    code=$?
    n=$(grep -c '^\[ *OK \]' "$tmp/out") bad=$(grep -c '^\[  FAILED  \] [a-z]' "$tmp/out")
    passed=$((passed + n)) failed=$((failed + bad))
    grep -B6 '^\[  FAILED' "$tmp/out" | head -60
    if [ $code != 0 ] && [ "$bad" = 0 ] || [ "$n" -lt 20 ]; then
        failed=$((failed + 1))
        echo "FAIL exit code $code, $n tests"
        tail -5 "$tmp/out"
    fi
fi
echo "32-rt-arm: $passed passed, $failed failed"
[ "$failed" = 0 ]
