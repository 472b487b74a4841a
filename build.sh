#!/usr/bin/env bash
# build.sh - set up, build, demonstrate, test and measure fuse; `./build.sh help` lists the commands
set -euo pipefail
cd "$(dirname "$0")"

usage() {
    cat <<'END'
usage: ./build.sh COMMAND
  demo                          build the tool by itself (build/fuse, stage 2 of docs/bootstrap.md) and show what it does
  build [release|debug|asan]    build it: build/release/fuse (default), build/debug/fuse, build/asan/fuse
  test [--with FUSE]            build release, debug and asan, then run every check and test; --with: golden tests
                                and suites only, of that tool (build/stage2/fuse)
  bootstrap [--cc COMMAND]      fuse built by fuse: build/stage1/fuse to build/stage3/fuse
  check                         the rules of the source text: include layers, headers, line lengths, no test of the target
  bench                         compare with gcc and tcc
  clean                         remove build/
  help                          this text
What a command needs and the machine lacks is installed with apt-get, and named first.
END
}

# need COMMAND:PACKAGE... - install the packages whose command is missing
need() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair##*:}")
    done
    install_packages ${missing[@]+"${missing[@]}"}
}

# need_packages PACKAGE... - install the packages that are not installed
need_packages() {
    local p missing=()
    for p in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing+=("$p")
    done
    install_packages ${missing[@]+"${missing[@]}"}
}

install_packages() {
    [ $# -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "build.sh: please run:  sudo apt-get install --no-install-recommends $*" >&2
        exit 1
    fi
    echo "installing with apt-get: $*"
    local apt=(apt-get -qq -o DPkg::Lock::Timeout=900)
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" update
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null
}

set_up() {
    need gcc:gcc cmake:cmake ninja:ninja-build xz:xz-utils bzip2:bzip2 dpkg-source:dpkg-dev
    [ -e /usr/include/stdio.h ] || need_packages libc6-dev
}

# build KIND TARGET... - configure and build a kind of build
build() {
    local kind=$1 type
    shift
    case $kind in
        release) type=Release ;;
        debug) type=Debug ;;
        asan) type=Asan ;;
        *) usage >&2; exit 2 ;;
    esac
    set_up
    local log=build/$kind.log
    mkdir -p build
    if ! cmake -G Ninja -B "build/$kind" -S . -DCMAKE_BUILD_TYPE=$type >"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
    ninja -C "build/$kind" ${JOBS:+-j"$JOBS"} -k 0 --quiet "$@"
}

check() {
    local bad=0
    scripts/check-includes.sh || bad=1
    scripts/check-style.sh || bad=1
    scripts/check-targets.sh || bad=1
    return $bad
}

# Totals of `test`: add NAME PASSED FAILED
total_passed=0 total_failed=0 report=()
add() {
    total_passed=$((total_passed + $2))
    total_failed=$((total_failed + $3))
    report+=("$1: $2 passed, $3 failed")
}

# add_last_line NAME FILE STATUS - take over the counts of a log's last line "x: N passed, M failed"
add_last_line() {
    local line
    line=$(tail -n 1 "$2")
    if [[ $line =~ ^.*:\ ([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        local passed=${BASH_REMATCH[1]} failed=${BASH_REMATCH[2]}
        # A bad end with nothing counted as failed, or nothing run at all, is a failure.
        if [ "$failed" = 0 ] && { [ "$3" != 0 ] || [ "$passed" = 0 ]; }; then failed=1; fi
        add "$1" "$passed" "$failed"
    else
        add "$1" 0 1
    fi
}

# run_logged NAME COMMAND... - run it, show and keep its output, count its last line
run_logged() {
    local name=$1 status=0 log
    shift
    log=build/test/$name.log
    echo "== $name"
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [ $status = 0 ]; then tail -n 1 "$log"; else tail -n 400 "$log"; fi
    add_last_line "$name" "$log" $status
}

# Unit tests speak TAP; a program that dies early counts as one more failure.
run_units() {
    local kind=$1 exe name out passed=0 failed=0 status
    echo "== unit tests ($kind)"
    for exe in build/"$kind"/unit_*; do
        [ -f "$exe" ] && [ -x "$exe" ] || continue
        name=$(basename "$exe")
        out=build/test/$kind-$name.log
        status=0
        CMOCKA_MESSAGE_OUTPUT=TAP ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 \
            timeout 900 "$exe" >"$out" 2>&1 </dev/null || status=$?
        local p f
        p=$(grep -c '^ok ' "$out" || true)
        f=$(grep -c '^not ok ' "$out" || true)
        if [ $status != 0 ] && [ "$f" = 0 ]; then f=1; fi
        if [ "$f" != 0 ]; then
            echo "FAIL $exe (exit $status)"
            grep -v '^ok ' "$out" | head -n 60
        fi
        passed=$((passed + p)) failed=$((failed + f))
    done
    [ "$passed" != 0 ] || failed=$((failed + 1))
    echo "units: $passed passed, $failed failed"
    add "units-$kind" "$passed" "$failed"
}

run_tests() {
    rm -rf build/test
    mkdir -p build/test
    # shellcheck disable=SC2046
    need_packages $(sed -n 's/^# packages://p' tests/suites/*.sh 2>/dev/null | tr ' ' '\n' | sort -u)
    need python3:python3 timeout:coreutils
    local here=$PWD
    export FUSE_BUILD=$here/build/release FUSE_DEBUG=$here/build/debug/fuse JOBS=${JOBS:-2}
    if [ $# -gt 0 ]; then
        test_tool "$@"
        return
    fi
    local kind
    for kind in release debug asan; do
        echo "== build $kind"
        if (build $kind all units); then add "build-$kind" 1 0; else add "build-$kind" 0 1; fi
    done
    run_logged check bash -c './build.sh check && echo "check: 1 passed, 0 failed"'
    run_units debug
    run_units asan
    export FUSE=$here/build/release/fuse FUSE_ASAN=$here/build/asan/fuse
    local golden=(tests/run "-j$JOBS")
    run_logged golden-release "${golden[@]}"
    run_logged golden-debug env FUSE="$FUSE_DEBUG" "${golden[@]}"
    run_logged golden-asan env ASAN_OPTIONS=detect_leaks=0:exitcode=139 FUSE="$FUSE_ASAN" \
        "${golden[@]}"  # 139: a report of a sanitizer must not pass where `fail` is wanted
    run_suites
}

# run_suites - every suite with $FUSE, then the totals
run_suites() {
    local s
    for s in tests/suites/*.sh; do
        [ -x "$s" ] && run_logged "$(basename "$s" .sh)" timeout "${SUITE_SECONDS:-1800}" "$s"
    done
    echo "== totals"
    printf '%s\n' "${report[@]}"
    echo "$total_passed passed, $total_failed failed"
    [ "$total_failed" = 0 ] && [ "$total_passed" != 0 ]
}

# test_tool --with FUSE - golden tests and suites of a tool that is there; what the build makes for tests is the release's
test_tool() {
    if [ "$1" != --with ] || [ ! -x "${2:-}" ]; then
        usage >&2
        exit 2
    fi
    FUSE=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
    export FUSE
    build release all
    run_logged golden tests/run "-j$JOBS"
    run_suites
}

demo() {
    build release fuse
    echo "built build/release/fuse with the C compiler of this machine in $SECONDS s; now the tool builds itself"
    scripts/bootstrap.sh --two --from build/release/fuse
    cp build/stage2/fuse build/fuse
    FUSE=$PWD/build/fuse examples/demo.sh
    echo "build/fuse is the tool as it built itself: static, $SECONDS s in all"
}

bench() {
    if [ ! -x scripts/bench.sh ]; then
        echo "build.sh: there is no scripts/bench.sh yet" >&2
        exit 1
    fi
    # shellcheck disable=SC2046
    need_packages $(sed -n 's/^# packages://p' scripts/bench.sh)
    build release fuse
    FUSE=$PWD/build/release/fuse scripts/bench.sh "$@"
}

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
    demo) demo ;;
    build) build "${1:-release}" all && echo "built build/${1:-release}/fuse" ;;
    test) run_tests "$@" ;;
    bootstrap) set_up && scripts/bootstrap.sh "$@" ;;
    check) check ;;
    bench) bench "$@" ;;
    clean) rm -rf build ;;
    help | --help | -h) usage ;;
    *) usage >&2; exit 2 ;;
esac
