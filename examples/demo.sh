#!/usr/bin/env bash
# demo.sh - what the tool does, in half a minute: check, run on two backends, test, build, run the result
#
# Called by `./build.sh demo` with FUSE set to the tool.
set -euo pipefail
cd "$(dirname "$0")/orders"
fuse=${FUSE:-../../build/release/fuse}

say() { printf '\n$ %s\n' "$*"; }
run() {
    say "${@/#"$fuse"/fuse}"
    "$@"
}

run "$fuse" check
run "$fuse" run --backend vm
run "$fuse" run --backend native
run "$fuse" test
run "$fuse" build --aot --release
run ls -l orders
run ./orders
say "ORDERS_FAIL=1 ./orders"
ORDERS_FAIL=1 ./orders || echo "(exit $?)"
say "FUSE_AOT_BUILD_INFO=1 ./orders"
FUSE_AOT_BUILD_INFO=1 ./orders
say "sha256sum orders    # the same on every machine"
sha256sum orders
