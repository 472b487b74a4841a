#!/usr/bin/env bash
# 60-libc-math.sh - our math.h against the C library of the host, whose long double is the reference
# packages: gcc qemu-user python3-mpmath
#
# The same operands on linux-x64 and linux-arm64 must give the same bits; the bounds are in
# tests/libc/mathops.h. Of the functions of long double mpmath is the reference, and the host's library
# for what is special. LIBC_CALLS=N asks for more calls of each of these.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

check() # name command...
{
    local name=$1
    shift
    if "$@" >"$tmp/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $name"
        tail -5 "$tmp/log"
    fi
}

build() # target level
{
    "$FUSE" cc "$2" --target="$1" --libc=own -static "$root/tests/libc/mathrun.c" -o "$tmp/run.$1$2"
}

check "the checker" gcc -O1 -fno-builtin "$root/tests/libc/mathcheck.c" -o "$tmp/check" -lm
for level in -O0 -O2; do
    check "linux-x64 $level" build linux-x64 $level
    check "linux-x64 $level runs" sh -c "'$tmp/run.linux-x64$level' >'$tmp/x64$level'"
    check "bounds $level" sh -c "'$tmp/check' <'$tmp/x64$level'"
done
check "linux-arm64" build linux-arm64 -O2
check "linux-arm64 runs" sh -c "qemu-aarch64 '$tmp/run.linux-arm64-O2' >'$tmp/a64'"
check "the same bits" cmp "$tmp/a64" "$tmp/x64-O2"
# long double: 64 bits here, 113 on AArch64
calls=${LIBC_CALLS:-120}
own() # target level source output
{
    "$FUSE" cc "$2" --target="$1" --libc=own -static -D_GNU_SOURCE "$root/tests/libc/$3.c" -o "$4"
}
gcc -O1 -fno-builtin -D_GNU_SOURCE "$root/tests/libc/ldrun.c" -o "$tmp/ld.host" -lm && "$tmp/ld.host" "$calls" >"$tmp/ld.want"
check "long double" own linux-x64 -O2 ldrun "$tmp/ld.x64"
"$tmp/ld.x64" "$calls" >"$tmp/ld.out"
check "long double, x87" sh -c "python3 -B '$root/tests/libc/ldcheck.py' x87 '$tmp/ld.want' <'$tmp/ld.out'"
check "long double, arm64" own linux-arm64 -O2 ldrun "$tmp/ld.a64"
qemu-aarch64 "$tmp/ld.a64" "$calls" >"$tmp/ld.out"
check "long double, binary128" sh -c "python3 -B '$root/tests/libc/ldcheck.py' quad <'$tmp/ld.out'"
own linux-x64 -O0 ldrun "$tmp/ld.O0" && "$tmp/ld.O0" 20 >"$tmp/ld.out" && "$tmp/ld.x64" 20 >"$tmp/ld.want"
check "long double, the same bits at -O0" cmp "$tmp/ld.out" "$tmp/ld.want"
# complex numbers
own_form() # form target output
{
    "$FUSE" cc -O2 --target="$2" --libc=own -static -D_GNU_SOURCE "-DFORM_$1" "$root/tests/libc/complexrun.c" -o "$3"
}
calls=${LIBC_CALLS:-48}
for form in d:double f:single l:x87; do
    check "complex, ${form#*:}" own_form "${form%:*}" linux-x64 "$tmp/cx.x64"
    gcc -O1 -w -fno-builtin -D_GNU_SOURCE "-DFORM_${form%:*}" "$root/tests/libc/complexrun.c" -o "$tmp/cx.host" -lm
    "$tmp/cx.host" "$calls" >"$tmp/cx.want" && "$tmp/cx.x64" "$calls" >"$tmp/cx.out"
    check "complex, ${form#*:}: values" \
        sh -c "python3 -B '$root/tests/libc/complexcheck.py' ${form#*:} '$tmp/cx.want' <'$tmp/cx.out'"
done
check "complex, arm64" own_form l linux-arm64 "$tmp/cx.a64"
qemu-aarch64 "$tmp/cx.a64" "$calls" >"$tmp/cx.out"
check "complex, binary128: values" sh -c "python3 -B '$root/tests/libc/complexcheck.py' quad - <'$tmp/cx.out'"
echo "libc-math: $passed passed, $failed failed"
[ "$failed" = 0 ]
