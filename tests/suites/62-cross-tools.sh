#!/usr/bin/env bash
# 62-cross-tools.sh - fuse for other machines, made here, makes there what fuse makes here
# packages: gcc gcc-aarch64-linux-gnu qemu-user wine wine64
#
# The tool for linux-arm64, macos-arm64 and windows-x64 builds programs of the language and of C for every target;
# each file must be what the tool of this machine makes. What it runs, it runs under the same emulator.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'WINEPREFIX=$tmp/wine wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
unset DISPLAY
export LC_ALL=C.UTF-8 WINEDEBUG=-all MATRIX_WINEPREFIX=$tmp/wine MATRIX_MACHORUN=$tmp/machorun
export MACHORUN_COMMAND="qemu-aarch64 $tmp/machorun"
here=$(cd "$(dirname "$FUSE")" && pwd)/fuse

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAIL %s\n' "$*"; }
# same NAME WANT GOT - the same bytes, and some
same() { if [ -s "$2" ] && cmp "$2" "$3"; then ok; else bad "$1"; fi; }
# by HOST TOOL ARG... - the tool, on the machine that it is for
by() {
    case $1 in
    here) "${@:2}" ;;
    *) timeout 300 "$root/tests/tools/target_run" "$@" ;;
    esac
}

cd "$root" || exit 1
scripts/bootstrap.sh --cross --from "$here" --out "$tmp/made" "-j${JOBS:-2}" || bad 'the tools are not made'
aarch64-linux-gnu-gcc -O2 -w -static -pthread -ffixed-x18 tests/tools/macho/machorun.c -o "$tmp/machorun" || bad machorun
WINEPREFIX=$tmp/wine WINEDLLOVERRIDES='mscoree,mshtml=' timeout 120 wine wineboot -i >/dev/null 2>&1
mkdir "$tmp/work" && cp examples/shapes.fuse tests/libc/files.c "$tmp/work" && cd "$tmp/work" || exit 1
targets=$("$here" targets | sed -n 's/^\([a-z]*-[a-z0-9-]*\) .*/\1/p')
[ "$(wc -w <<<"$targets")" -ge 10 ] || bad "targets: $targets"

# everything TARGET HOST TOOL... - into out/HOST: a program of the language, an object, a linked C program
everything() {
    local target=$1 host=$2 dir=out/$2/$1
    shift 2
    mkdir -p "$dir"
    by "$host" "$@" build --aot --release --target "$target" shapes.fuse -o "$dir/shapes" || return
    case $target in
    cortex*) ;;
    *) by "$host" "$@" cc --libc=own -static -g -O2 -w --target "$target" files.c -o "$dir/files" || return ;;
    esac
    by "$host" "$@" cc --libc=own -O1 -w --target "$target" -D 'NAME="a b"' -c "$root/runtime/core/dtoa.c" "-I$root" -o "$dir/dtoa.o"
}

for target in $targets; do everything "$target" here "$here" >said 2>&1 || bad "here, for $target: $(cat said)"; done
for host in linux-arm64 macos-arm64 windows-x64; do
    tool=$tmp/made/cross/$host/fuse
    for target in $targets; do
        everything "$target" "$host" "$tool" >said 2>&1 || bad "$host, for $target: $(cat said)"
        while read -r f; do same "$host makes $target/$f" "out/here/$target/$f" "out/$host/$target/$f"; done < <(cd "out/here/$target" && find . -type f)
    done
    # runs it; a failure of the program is the tool's
    "$here" run shapes.fuse >want 2>/dev/null
    by "$host" "$tool" run shapes.fuse >got 2>said
    same "$host: run" want got
    echo 'fn main():
    assert(1 == 2, "not equal")' >fails.fuse
    "$here" run fails.fuse >/dev/null 2>&1
    want=$?
    by "$host" "$tool" run fails.fuse >/dev/null 2>&1
    got=$?
    if [ $want != 0 ] && [ $want = $got ]; then ok; else bad "$host: exit code $got, not $want"; fi
    # a message is the same, and the path in it
    printf 'int f(void)\n{\n    return x;\n}\n' >bad.c
    "$here" cc -c bad.c -o bad.o 2>want
    by "$host" "$tool" cc -c --target linux-x64 bad.c -o bad.o 2>got
    same "$host: messages" want got
    by "$host" "$tool" cc -c --target linux-x64 none.c -o none.o 2>got
    "$here" cc -c none.c -o none.o 2>want
    same "$host: a missing file" want got
done

# what only Windows has: drives and backslashes
tool=$tmp/made/cross/windows-x64/fuse
mkdir -p sub && cp files.c sub
by windows-x64 "$tool" cc --libc=own -static -g -O2 -w --target linux-x64 'sub\..\files.c' -o 'sub\files' >said 2>&1 || bad "backslashes: $(cat said)"
[ -s sub/files ] && ok || bad 'backslashes: no output'
by windows-x64 "$tool" build --aot --release --target linux-x64 "Z:${PWD//\//\\}\\shapes.fuse" -o 'Z:'"$PWD/sub/shapes" >said 2>&1 || bad "a drive: $(cat said)"
same 'a drive' out/here/linux-x64/shapes sub/shapes
if by windows-x64 "$tool" run --backend vm shapes.fuse >said 2>&1; then bad 'vm is not refused'; elif grep -q D0041 said; then ok; else bad "vm: $(cat said)"; fi
echo "cross-tools: $passed passed, $failed failed"
[ "$failed" = 0 ]
