#!/usr/bin/env bash
# 55-libc.sh - our C library does what glibc does, call by call, and the same on every system
# packages: gcc gcc-aarch64-linux-gnu qemu-user qemu-system-arm wine wine64
#
# Each program of tests/libc makes calls with random arguments and prints what came back; compiled with
# gcc and glibc and with ours it must print the same. LIBC_CALLS=N asks for more calls, LIBC_SEED=N for others.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'WINEPREFIX=$tmp/wine wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
calls=${LIBC_CALLS:-30000} seed=${LIBC_SEED:-1}
unset DISPLAY
export LC_ALL=C WINEDEBUG=-all MATRIX_WINEPREFIX=$tmp/wine MATRIX_MACHORUN=$tmp/machorun_a64
export MATRIX_MACHORUN_X64=$tmp/machorun_x64
machorun=$root/tests/tools/macho/machorun.c

# same WHAT - $tmp/got must be $tmp/want, and not empty
same() {
    if [ -s "$tmp/want" ] && cmp -s "$tmp/want" "$tmp/got"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1 (< expected, > ours)"
        diff -a "$tmp/want" "$tmp/got" | head -6 | cut -c1-300
    fi
}

for program in print scan number string; do
    gcc -O1 -w -D_GNU_SOURCE "$root/tests/libc/$program.c" -o "$tmp/glibc" || { failed=$((failed + 1)); continue; }
    for s in "$seed" $((seed + 1)); do
        "$tmp/glibc" "$calls" "$s" >"$tmp/want"
        for level in -O0 -O2; do
            "$FUSE" cc --libc=own -static "$level" "$root/tests/libc/$program.c" -o "$tmp/ours" &&
                "$tmp/ours" "$calls" "$s" >"$tmp/got" 2>&1
            same "$program $level, seed $s"
        done
    done
    "$tmp/glibc" 2000 "$seed" >"$tmp/want"
    "$FUSE" cc --libc=own -static -O2 --target linux-arm64 "$root/tests/libc/$program.c" -o "$tmp/ours" &&
        qemu-aarch64 "$tmp/ours" 2000 "$seed" >"$tmp/got" 2>&1
    same "$program linux-arm64"
done

# wide characters: glibc's in a UTF-8 locale
gcc -O1 -w -D_GNU_SOURCE "$root/tests/libc/wide.c" -o "$tmp/glibc" && "$tmp/glibc" $((calls / 10)) "$seed" >"$tmp/want"
for level in -O0 -O2; do
    "$FUSE" cc --libc=own -static "$level" "$root/tests/libc/wide.c" -o "$tmp/ours" &&
        "$tmp/ours" $((calls / 10)) "$seed" >"$tmp/got" 2>&1
    same "wide $level"
done

# options, patterns and dates of POSIX, each run in a folder of its own
gcc -O1 -w -D_GNU_SOURCE "$root/tests/libc/posix.c" -o "$tmp/glibc" && mkdir "$tmp/there" &&
    (cd "$tmp/there" && "$tmp/glibc" "$calls" "$seed") >"$tmp/want"
for level in -O0 -O2; do
    rm -rf "$tmp/here" && mkdir "$tmp/here" &&
        "$FUSE" cc --libc=own -static "$level" "$root/tests/libc/posix.c" -o "$tmp/ours" &&
        (cd "$tmp/here" && "$tmp/ours" "$calls" "$seed") >"$tmp/got" 2>&1
    same "posix $level"
done

# every name of C11's library is declared and linked
hosted=$(python3 -B "$root/tests/libc/names.py")
for target in linux-x64 linux-arm64 macos-arm64 macos-x64 windows-x64; do
    for header in $hosted; do
        python3 -B "$root/tests/libc/names.py" "$header" >"$tmp/names.c"
        "$FUSE" cc -std=c11 --libc=own -static --target "$target" "$tmp/names.c" -o "$tmp/ours" >"$tmp/got" 2>&1 &&
            echo ok >>"$tmp/got"
        echo ok >"$tmp/want"
        same "names of $header, $target"
    done
done

# what a golden case says on linux-x64, everywhere
case_of() { sed -n '/^-- a.c --/,/^-- cmd --/p' "$1" | sed '1d;$d'; }
said_of() { sed -n '/^-- out --/,$p' "$1" | sed '1d'; }

prepare() {
    case $1 in
    macos-arm64) aarch64-linux-gnu-gcc -O2 -w -static -pthread -ffixed-x18 "$machorun" -o "$MATRIX_MACHORUN" ;;
    macos-x64) gcc -O2 -w -pthread "$machorun" -o "$MATRIX_MACHORUN_X64" ;;
    windows-x64) WINEPREFIX=$tmp/wine WINEDLLOVERRIDES='mscoree,mshtml=' timeout 120 wine wineboot -i >/dev/null 2>&1 ;;
    esac
}

case_of "$root/tests/golden/libc/stdio.t" >"$tmp/stdio.c"
said_of "$root/tests/golden/libc/stdio.t" | grep -v 'No newline\|^to standard error' >"$tmp/stdio.want"
mkdir "$tmp/run" && cd "$tmp/run" || exit 1
for target in linux-x64 linux-arm64 macos-arm64 macos-x64 windows-x64; do
    prepare "$target"
    for level in -O0 -O2; do
        rm -f "$tmp/run/"*
        "$FUSE" cc --libc=own -static "$level" --target "$target" "$tmp/stdio.c" -o "$tmp/ours" &&
            "$root/tests/tools/target_run" "$target" "$tmp/ours" 2>/dev/null >"$tmp/got"
        echo >>"$tmp/got"
        sed '/^\\/d' "$tmp/stdio.want" >"$tmp/want"
        same "streams on $target $level"
    done
done
# jumps, everywhere, and on bare metal
gcc -O1 -w "$root/tests/libc/jumps.c" -o "$tmp/glibc" && "$tmp/glibc" >"$tmp/want"
for target in linux-x64 linux-arm64 macos-arm64 macos-x64 windows-x64 cortex-m3 cortex-m4 cortex-m4-nofp cortex-m7 cortex-m33; do
    "$FUSE" cc --libc=own -static -O2 --target "$target" "$root/tests/libc/jumps.c" -o "$tmp/ours" &&
        "$root/tests/tools/target_run" "$target" "$tmp/ours" 2>/dev/null </dev/null | tr -d '\r' >"$tmp/got"
    same "jumps on $target"
done
echo "libc: $passed passed, $failed failed"
[ "$failed" = 0 ]
