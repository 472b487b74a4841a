#!/usr/bin/env bash
# chibicc.sh - the tests of chibicc, from a folder that is given
#
# usage: FUSE=build/release/fuse tests/conformance/chibicc.sh FOLDER
# The folder is a copy of the repository rui314/chibicc. Programs are compiled at -O0, -O1 and -O2, linked
# by gcc with test/common, and check themselves. Some are no C11, or lean on how chibicc places things:
# `other` names them, and gcc 12 fails in all of them but varargs, too. They must still not crash us.
# packages: gcc libc6-dev
set -u
dir=${1:-}
if [ ! -f "$dir/test/common" ]; then
    echo "usage: FUSE=build/release/fuse $0 FOLDER-OF-CHIBICC" >&2
    exit 2
fi
other=" alignof alloca commonsym float function initializer line macro pointer tls unicode variable "
other+="bitfield builtin compat constexpr control generic literal pragma-once sizeof typedef varargs "
waiting=" asm " # inline assembly
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0 skipped=0
gcc -w -pthread -c -xc "$dir/test/common" -o "$tmp/common.o" || exit 1
for case in "$dir"/test/*.c; do
    name=$(basename "$case" .c)
    say=
    for level in 0 1 2; do
        (cd "$dir" && timeout 20 "$FUSE" cc --libc=system -O$level -Itest -c "$case" -o "$tmp/t.o") \
            >"$tmp/log" 2>&1
        code=$?
        if [[ "$other$waiting" == *" $name "* ]]; then
            [ $code -le 1 ] || say="exit code $code"
        elif [ $code != 0 ]; then
            say=$(grep -m1 error "$tmp/log")
        elif ! gcc -pthread "$tmp/t.o" "$tmp/common.o" -o "$tmp/t" 2>"$tmp/log" ||
            ! timeout 20 "$tmp/t" >"$tmp/log" 2>&1; then
            say="-O$level: $(tail -n 1 "$tmp/log")"
        fi
    done
    if [ -n "$say" ]; then
        echo "$name: $say"
        failed=$((failed + 1))
    elif [[ "$other$waiting" == *" $name "* ]]; then
        skipped=$((skipped + 1))
    else
        passed=$((passed + 1))
    fi
done
[ $passed -gt 0 ] || failed=$((failed + 1))
echo "chibicc: $passed passed, $failed failed, $skipped not in C11:$other(and$waiting)"
[ $failed = 0 ]
