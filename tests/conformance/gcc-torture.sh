#!/usr/bin/env bash
# gcc-torture.sh - the execution tests of gcc (gcc.c-torture/execute), from a folder that is given
#
# usage: FUSE=build/release/fuse tests/conformance/gcc-torture.sh FOLDER [TARGET]
# FOLDER has the tests, as in the tar file of Debian's package gcc-12-source. They check themselves; what gcc does not
# take, or runs to a failure, is left out. Without TARGET: with the host's C library at -O0, -O1 and -O2; with one: with
# our own library, what runs it being tests/tools/target_run. Three lists are not run, but must not crash the compiler:
# `refused` needs what we refuse (nested functions, vectors, members of variable size and the like), `gccs` hangs on how
# far gcc's optimiser sees or on what gcc makes of what ISO C leaves open, `waiting` is ours to do: x87
# registers of inline assembly, objects of half the address space, global register variables.
# packages: gcc libc6-dev
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
dir=${1:-} target=${2:-}
if [ ! -f "$dir/20000112-1.c" ]; then
    echo "usage: FUSE=build/release/fuse $0 FOLDER [TARGET]" >&2
    exit 2
fi
refused=" 20000822-1 20010209-1 20010605-1 20020412-1 20030501-1 20040308-1 20040423-1 20040520-1 20041218-2"
refused+=" 20050316-1 20050316-2 20050316-3 20050604-1 20050607-1 20060420-1 20061220-1 20070919-1 20090219-1"
refused+=" 20101011-1 920415-1 920428-2 920501-7 920612-2 920721-4 921017-1 921215-1 931002-1 990127-2"
refused+=" align-nest comp-goto-2 eeprof-1 nest-align-1 nest-stdar-1 nestfunc-1 nestfunc-2 nestfunc-3"
refused+=" nestfunc-5 nestfunc-6 nestfunc-7 pr103405 pr22061-3 pr22061-4 pr23135 pr24135 pr41935 pr47237"
refused+=" pr53645 pr53645-2 pr60960 pr65427 pr70903 pr71494 pr71626-1 pr71626-2 pr72824-2 pr80692 pr82210"
refused+=" pr85169 pr85331 pr86659-1 pr86659-2 pr87623 pr92618 pr94412 pr94524-1 pr94524-2 pr94591 scal-to-vec1"
refused+=" scal-to-vec2 scal-to-vec3 simd-1 simd-2 simd-4 simd-5 simd-6 va-arg-pack-1"
gccs=" 20020720-1 20021127-1 20030125-1 20031003-1 20041114-1 990208-1 bcp-1 bitfld-3 bitfld-5"
gccs+=" builtin-constant compare-3 fp-cmp-6 fprintf-chk-1 pr32244-1 pr34971 printf-chk-1 vfprintf-chk-1"
gccs+=" vprintf-chk-1"
waiting=" 990413-2 991014-1 pr51447"
# on bare metal: files, more stack than the boards have, 128-bit integers
bare=" fprintf-2 printf-2 user-printf loop-2f loop-2g memcpy-1 multi-ix pr20621-1 pr28982b 20040805-1 pr84748 pr93213"
[[ $target == *-x64 || $target == *-arm64 || -z $target ]] || refused+=$bare
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0 left=0

# options CASE - what its first lines ask of every compiler
options() { grep -E 'dg-(additional-)?options' "$1" | grep -v target | sed 's/.*options "//; s/".*//' | tr '\n' ' '; }

compile() { # LEVEL CASE OPTION...
    local level=$1 case=$2
    shift 2
    if [ -n "$target" ]; then
        timeout 60 "$FUSE" cc -w "$@" "$level" --libc=own --target "$target" "$case" -o "$tmp/t" >"$tmp/log" 2>&1
    else
        timeout 60 "$FUSE" cc -w "$@" "$level" "$case" -o "$tmp/t" -lm >"$tmp/log" 2>&1
    fi
}

for case in "$dir"/*.c "$dir"/ieee/*.c; do
    name=$(basename "$case" .c)
    read -ra flags <<<"$(options "$case")"
    if [[ "$refused$gccs$waiting " == *" $name "* ]]; then
        compile -O2 "$case" "${flags[@]}"
        code=$?
        left=$((left + 1))
        [ $code -le 1 ] || { echo "$name: exit code $code" && failed=$((failed + 1)); }
        continue
    fi
    if ! gcc -w "${flags[@]}" -O1 "$case" -o "$tmp/g" -lm >/dev/null 2>&1 || ! (cd "$tmp" && timeout 20 ./g >/dev/null 2>&1); then
        left=$((left + 1))
        continue
    fi
    say=
    for level in -O0 -O1 -O2; do
        if ! compile $level "$case" "${flags[@]}"; then
            say="$level: $(grep -m1 error "$tmp/log")"
        elif ! (cd "$tmp" && timeout 60 "$root/tests/tools/target_run" "${target:-linux-x64}" ./t >/dev/null 2>&1 </dev/null); then
            say="$level: does not return 0"
        fi
    done
    if [ -n "$say" ]; then
        echo "$name: $say"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
done
[ $passed -gt 0 ] || failed=$((failed + 1))
echo "gcc-torture: $passed passed, $failed failed, $left left out"
[ $failed = 0 ]
