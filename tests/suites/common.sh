# common.sh - what suites share: sourced at their start, it makes a folder of their own and goes there
#
# Afterwards: $root is the project, $tmp the folder (removed at the end), and `finish NAME` ends a suite.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
: "${FUSE:?names the tool to be tested}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0
export LC_ALL=C ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAIL %s\n' "$*"; }
# same NAME WANTED GOT
same() { if [ "$2" = "$3" ]; then ok; else bad "$1: got '$3', wanted '$2'"; fi; }
# has NAME TEXT FILE
has() { if grep -qF -- "$2" "$3"; then ok; else bad "$1: no '$2' in:"; head -20 "$3"; fi; }
# must NAME COMMAND... - the command succeeds and says nothing
must() {
    local name=$1 out
    shift
    if out=$("$@" 2>&1) && [ -z "$out" ]; then ok; else bad "$name: $* said: ${out:0:600}"; fi
}
# needs TOOL... - without one of them nothing is tested, which is a failure
needs() {
    local t
    for t; do
        command -v "$t" >/dev/null && continue
        echo "FAIL $t is not there"
        echo "${0##*/}: 0 passed, 1 failed"
        exit 1
    done
}
finish() {
    echo "$1: $passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" != 0 ]
}
