#!/usr/bin/env bash
# 52-run-target.sh - `fuse run` and `fuse test` for other targets: output, exit code, which emulator, nothing left behind
# packages: gcc gcc-aarch64-linux-gnu qemu-user qemu-system-arm wine wine64
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
export WINEPREFIX=$tmp/wine TMPDIR=$tmp/temp LC_ALL=C.UTF-8
unset DISPLAY
trap 'wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
mkdir "$tmp/bin" "$TMPDIR"
cd "$tmp" || exit 1
passed=0 failed=0
same() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n--- wanted\n%s\n--- got\n%s\n' "$1" "$2" "$3"
    fi
}
cat >p.fuse <<'END'
fn add(a: Int, b: Int) -> Int:
  return a + b

test "adds":
  assert(add(1, 2) == 3)

test "fails":
  assert(add(1, 2) == 4)

fn main(name: String = "x"):
  print("hello ${name}")

app "p":
  print("n ${add(2, 3)}")
  let xs = [1, 2]
  print(xs[add(3, 3)])
END
machorun() {
    case $1 in
    macos-arm64)
        aarch64-linux-gnu-gcc -O2 -w -static -pthread -ffixed-x18 "$root/tests/tools/macho/machorun.c" -o loader
        printf '#!/bin/sh\nexec qemu-aarch64 %s "$@"\n' "$tmp/loader" >bin/machorun
        ;;
    macos-x64)
        gcc -O2 -w -static -pthread "$root/tests/tools/macho/machorun.c" -o loader
        printf '#!/bin/sh\nexec %s "$@"\n' "$tmp/loader" >bin/machorun
        ;;
    windows-x64) WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' timeout 180 wine wineboot -i >/dev/null 2>&1 ;;
    esac
    [ ! -e bin/machorun ] || chmod +x bin/machorun
}
# run COMMAND... - both streams without the step markers, in a fixed order, then the exit code
run() {
    timeout 120 env PATH="$tmp/bin:$PATH" "$FUSE" "$@" >out 2>err </dev/null
    local code=$?
    cat out
    grep -vE '^\[(run|test)\] (start|ok|failed|emulator)' err
    echo "exit $code"
}
targets=$("$FUSE" targets --json | sed -nE 's/^\{"kind":"target","name":"([^"]*)".*"host":false,"built":true.*/\1/p')
for target in $targets; do
    machorun "$target"
    same "$target: run" $'n 5\nrun error: index out of bounds\nexit 1' "$(run run --target "$target" p.fuse)"
    same "$target: says which emulator" 1 "$(grep -c '^\[run\] emulator [a-z]' err)"
    case $target in
    cortex-*)
        same "$target: arguments" "error: a program for $target has no arguments [D0025]
exit 1" "$(run run --target "$target" p.fuse -- --name a)"
        ;;
    *)
        same "$target: arguments" $'hello Ada\nexit 0' "$(run run --target "$target" p.fuse -- --name Ada)"
        same "$target: test" $'ok adds\nFAILED fails: assert failed: assertion failed\nFAILED (1 failed of 2 tests)\nexit 1' \
            "$(run test --target "$target" p.fuse)"
        ;;
    esac
    same "$target: left behind" '' "$(ls -A "$TMPDIR" | grep fuse-run)"
done
for board in netduinoplus2 lm3s6965evb; do
    same "board $board" $'n 5\nrun error: index out of bounds\nexit 1' "$(run run --board $board p.fuse | grep -v '^Timer with')"
    same "board $board: said" "[run] emulator qemu-system-arm, board $board" "$(grep '^\[run\] emulator' err)"
done
[ "$passed" != 0 ] || failed=$((failed + 1))
echo "run-target: $passed passed, $failed failed"
[ "$failed" = 0 ]
