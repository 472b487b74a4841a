#!/usr/bin/env bash
# writing-a-c-compiler.sh - the tests of the book "Writing a C Compiler", from a folder that is given
#
# usage: FUSE=build/release/fuse tests/conformance/writing-a-c-compiler.sh FOLDER
# The folder is a copy of the repository nlsandler/writing-a-c-compiler-tests. Valid programs are
# compiled at -O0, -O1 and -O2, linked by gcc with what test_properties.json names, and must give the
# result of expected_results.json; programs in two files also with one of them compiled by gcc. Files
# of assembly are assembled by us and by gcc; the book's wrapper calls what has no main. Invalid
# programs must be refused with -std=c11 -pedantic-errors. JOBS: how many at once.
# packages: gcc libc6-dev python3
set -u
dir=${1:-}
if [ ! -f "$dir/expected_results.json" ]; then
    echo "usage: FUSE=build/release/fuse $0 FOLDER-OF-WRITING-A-C-COMPILER-TESTS" >&2
    exit 2
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export FUSE tmp tests=$dir/tests

# A line "program<TAB>exit code<TAB>file with the output<TAB>other sources" for every valid program.
python3 - "$dir" "$tmp" >"$tmp/valid" <<'END'
import json, os, sys
top, tmp = sys.argv[1:]
want = json.load(open(top + "/expected_results.json"))
more = json.load(open(top + "/test_properties.json"))
for k, (name, r) in enumerate(sorted(want.items())):
    text = f"{tmp}/want{k}"
    with open(text, "w") as f:
        f.write(r.get("stdout", ""))
    files = list(more["libs"].get(name, []))
    files += [f + "_linux.s" for f in more["assembly_libs"].get(name, [])]
    client = name[:-2] + "_client.c"
    has_main = "int main(" in open(top + "/tests/" + name).read() or "wrapper" in str(files)
    if name.startswith("chapter_20/") and not has_main:
        files.append("chapter_20/helper_libs/wrapper_linux.s")
    if "/libraries/" in name and os.path.exists(f"{top}/tests/{client}"):
        files.append(client)
    print(name, r["return_code"], text, *files, sep="\t")
END

# object COMPILER SOURCE OUTPUT - COMPILER is "gcc" or a level of ours
object() {
    if [ "$1" = gcc ]; then
        gcc -w -c "$tests/$2" -o "$3"
    else
        "$FUSE" cc --libc=system -std=c11 "$1" -c "$tests/$2" -o "$3" 2>&1
    fi
}
# program WAY-OF-FIRST WAY-OF-OTHERS NAME CODE OUTPUT OTHERS... - says what is wrong
program() {
    local a=$1 b=$2 name=$3 code=$4 want=$5 d k=0 got f
    shift 5
    d=$(mktemp -d "$tmp/XXXXXX")
    object "$a" "$name" "$d/0.o" >"$d/log" || { echo "$name $a: $(head -n 1 "$d/log")"; return; }
    for f in "$@"; do
        k=$((k + 1))
        object "$b" "$f" "$d/$k.o" >"$d/log" || { echo "$f $b: $(head -n 1 "$d/log")"; return; }
    done
    gcc "$d"/*.o -lm -o "$d/a" 2>"$d/log" || { echo "$name $a $b: $(head -n 1 "$d/log")"; return; }
    timeout 20 "$d/a" >"$d/out" 2>"$d/log"
    got=$?
    [ $got = "$code" ] || echo "$name $a $b: exit code $got, not $code"
    cmp -s "$d/out" "$want" || echo "$name $a $b: other output"
    rm -r "$d"
}
valid() {
    local line level say=$tmp/say.$$
    IFS=$'\t' read -ra line <<<"$1"
    for level in -O0 -O1 -O2; do
        program $level $level "${line[@]}"
        if [ ${#line[@]} -gt 3 ]; then
            program $level gcc "${line[@]}"
            program gcc $level "${line[@]}"
        fi
    done >"$say"
    if [ -s "$say" ]; then
        sed 's/^/FAIL /' "$say" | head -n 1
    else
        echo ok
    fi
}
invalid() {
    local code
    timeout 20 "$FUSE" cc -std=c11 -pedantic-errors -c "$1" -o "$tmp/no.$$" >/dev/null 2>&1
    code=$?
    if [ $code = 0 ]; then
        echo "FAIL ${1#"$tests"/}: compiles, but is invalid"
    elif [ $code != 1 ]; then
        echo "FAIL ${1#"$tests"/}: exit code $code"
    else
        echo ok
    fi
}
export -f object program valid invalid
{
    xargs -d '\n' -P "${JOBS:-2}" -n 1 bash -c 'valid "$1"' valid <"$tmp/valid"
    find "$tests" -path '*invalid*' -name '*.c' | sort |
        xargs -d '\n' -P "${JOBS:-2}" -n 1 bash -c 'invalid "$1"' invalid
} >"$tmp/result"
grep '^FAIL' "$tmp/result" | sort
passed=$(grep -c '^ok$' "$tmp/result")
failed=$(grep -c '^FAIL' "$tmp/result")
[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo "writing-a-c-compiler: $passed passed, $failed failed"
[ "$failed" = 0 ]
