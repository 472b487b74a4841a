#!/usr/bin/env bash
# c-testsuite.sh - the public c-testsuite (single-exec), from a folder that is given
#
# usage: FUSE=build/release/fuse tests/conformance/c-testsuite.sh FOLDER
# The suite (repository c-testsuite/c-testsuite) is no Debian package, so it is no part of `./build.sh
# test`. Programs run in the interpreter and at -O0, -O1, -O2 with the small libc of tests/shim; those
# listed in `hosted` need more of a hosted libc.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
shim=$root/tests/shim
hosted=" 00174 00187 " # sin; files
dir=${1:-}
if [ ! -d "$dir/tests/single-exec" ]; then
    echo "usage: FUSE=build/release/fuse $0 FOLDER-OF-C-TESTSUITE" >&2
    exit 2
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0 skipped=0

# run CASE WAY COMMAND... - compare the output
run() {
    local name=$1 way=$2
    shift 2
    timeout 20 "$@" >"$tmp/out" 2>"$tmp/err" && cmp -s "$tmp/out" "$case.expected" && return
    echo "$name: $way: $(head -c 300 "$tmp/err")"
    bad=1
}

for case in "$dir"/tests/single-exec/*.c; do
    name=$(basename "$case" .c)
    if [[ $hosted == *" $name "* ]]; then
        skipped=$((skipped + 1))
        continue
    fi
    bad=0
    run "$name" interpreter "$FUSE" cc --interp -nostdlib -I"$shim" "$case" "$shim/libc.c"
    for level in 0 1 2; do
        "$FUSE" cc -O$level -nostdlib -I"$shim" "$case" "$shim/libc.c" -o "$tmp/a" 2>"$tmp/err"
        run "$name" -O$level "$tmp/a"
    done
    [ $bad = 0 ] && passed=$((passed + 1)) || failed=$((failed + 1))
done
[ $passed -gt 0 ] || failed=$((failed + 1))
echo "c-testsuite: $passed passed, $failed failed, $skipped need a hosted libc:$hosted"
[ $failed = 0 ]
