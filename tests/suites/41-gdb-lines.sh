#!/usr/bin/env bash
# 41-gdb-lines.sh - at every statement optimised programs reach, gdb shows of a variable its value at -O0, or nothing
# packages: gdb python3 gdb-multiarch qemu-user
. "$(dirname "$0")/common.sh"
needs gdb gdb-multiarch qemu-aarch64
trap 'jobs -p | xargs -r kill 2>/dev/null; rm -rf "$tmp"' EXIT
tools=$root/tests/tools
port=$((21000 + $$ % 20000))

# source_of NAME - the program of a golden test, as NAME.c
source_of() {
    awk -v out="$1.c" '/^-- .*\.c --$/ { on = !done; done = 1; next } /^-- / { on = 0 } on { print > out }' \
        "$root/tests/golden/c/$1.t"
}

# lines NAME LEVEL MOST - its stops, as NAME.LEVEL.l; on an emulator where `target` says so
lines() {
    local gdb=gdb remote=
    "$FUSE" cc ${target:+--target $target --libc=own} -w -g "-$2" "$1.c" -o "$1.$2" || { bad "cc -$2 $1"; return; }
    if [ "${target:-}" ]; then
        port=$((port + 1)) gdb=gdb-multiarch remote=localhost:$port
        timeout 100 qemu-aarch64 -g $port "./$1.$2" >qemu.out 2>&1 & sleep 0.5
    fi
    GDB_LINES_REMOTE=$remote GDB_LINES_MOST=$3 GDB_LINES_FILE=$1.c timeout 100 $gdb -nx -batch -x "$tools/gdb_lines.py" \
        "./$1.$2" >"$1.$2.l" 2>&1 </dev/null
}

# agree NAME MOST LEVEL... - no level shows what is not so; sums up what they show
agree() {
    local name=$1 most=$2 n of o
    shift 2
    source_of "$name"
    lines "$name" O0 $((10 * most))
    for o; do
        lines "$name" "$o" "$most"
        python3 "$tools/gdb_lines_same.py" "$name.O0.l" "$name.$o.l" "$name.c" $((10 * most)) >same
        read -r _ stops _ wrong _ n _ of < <(tail -1 same)
        if [ "${stops:-0}" -gt 0 ] && [ "$wrong" = 0 ]; then ok; else bad "$target $name -$o: $(head -4 same)"; fi
        shown=$((shown + ${n:-0})) all=$((all + ${of:-0}))
    done
}

target='' shown=0 all=0
for name in loop_opts recursion effects_kept goto_labels int_divide select_min struct_copies struct_nested switch_forms \
    duff vla bitfield_basic function_pointers; do
    agree $name 300 O1 O2 Os
done
if [ $all -gt 3000 ] && [ $((100 * shown)) -ge $((75 * all)) ]; then ok; else bad "shown only $shown of $all"; fi
echo "x64: shown $shown of $all"

target=linux-arm64 shown=0 all=0
for name in loop_opts recursion; do
    agree $name 150 O2
done
if [ $all -gt 150 ] && [ $((100 * shown)) -ge $((55 * all)) ]; then ok; else bad "shown only $shown of $all on arm64"; fi
finish gdb-lines
