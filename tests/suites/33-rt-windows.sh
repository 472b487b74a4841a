#!/usr/bin/env bash
# 33-rt-windows.sh - the runtime's Windows folder, compiled by GNU C, under Wine
# packages: gcc-mingw-w64-x86-64 wine wine64
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
unset DISPLAY
export LC_ALL=C.UTF-8 WINEDEBUG=-all WINEPREFIX=$tmp/prefix WINEDLLOVERRIDES='mscoree,mshtml=;winedbg.exe=d'
# GNU ld finds no weak definition in another COFF object, so they are ordinary ones here.
cc="x86_64-w64-mingw32-gcc -std=c11 -O2 -ffreestanding -fno-builtin -Dweak=used -I$root"

# want NAME EXPECTED COMMAND... - output of both streams, process numbers as N, and the exit code;
# addresses as ADDR
want() {
    local name=$1 expected=$2 got
    shift 2
    got=$("$@" 2>"$tmp/err"; echo "exit $?")
    got=$(printf '%s\n%s' "$(sed -E 's/pid=[0-9]+/pid=N/; s/0x[0-9a-f]+/ADDR/g' "$tmp/err" | grep -v '^wine:')" "$got" |
        tr -d '\r' | sed '/^$/d')
    if [ "$got" = "$expected" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n--- wanted\n%s\n--- got\n%s\n' "$name" "$expected" "$got"
    fi
}

for f in "$root"/runtime/core/*.c "$root"/runtime/json/*.c "$root"/runtime/os/windows/*.c; do
    name=$(basename "$f" .c)
    case $name in cstart | start) continue ;; esac
    if $cc -Wall -Wextra -Werror -c "$f" -o "$tmp/$name.o"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
x86_64-w64-mingw32-ar rcs "$tmp/rt.a" "$tmp"/*.o
if ! $cc -w -fno-optimize-sibling-calls -fno-inline -nostdlib -e rt_start "$root/tests/tools/win_rt.c" "$tmp/rt.a" -lkernel32 -lbcrypt \
    -lsynchronization -lgcc -o "$tmp/rt.exe"; then
    echo "33-rt-windows: $passed passed, $((failed + 1)) failed"
    exit 1
fi
cd "$tmp" || exit 1
timeout 120 wine wineboot -i >/dev/null 2>&1
run="timeout 60 wine ./rt.exe"

want args '[prog][a b c][d][e]
[prog][ab"c][\][d]
[prog][a\\\b][de fg][h]
[prog][a\"b][c][d]
[prog][a\\b c][d][e]
[prog][ab" c d]
[C:\a b\][x\][][é😀]
[prog]
exit 0' $run args
want 'arguments of a process' 'a b
é😀
"q"
exit 0' $run echo 'a b' 'é😀' '"q"'
want 'name of a variable in another case' 'grüße
exit 0' env RT_TEST=grüße $run env
want 'stack overflow' 'fatal: class=runtime_fatal pid=N message=stack overflow mode=aot target=windows-x64
  at ADDR deep+ADDR
  at ADDR deep+ADDR
  ...
exit 1' $run overflow
want 'memory fault' 'fatal: class=panic pid=N message=panic_kind=panic_string memory fault mode=aot target=windows-x64
  at ADDR fault+ADDR
  at ADDR choose+ADDR
  at ADDR run+ADDR
  at ADDR rt_start+ADDR
exit 101' $run fault
want tests 'in the test
ok fine
FAILED bad: it is wröng
FAILED fault: memory fault
FAILED (2 failed of 3 tests)
exit 1' $run tests
want 'unknown word' 'exit 3' $run
echo "33-rt-windows: $passed passed, $failed failed"
[ "$failed" = 0 ]
