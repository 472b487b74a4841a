#!/usr/bin/env bash
# 35-headers.sh - every header of glibc, of the kernel and of musl that stands alone with gcc: fuse cc
# reads it, too, and says nothing
# packages: gcc libc6-dev linux-libc-dev musl-dev
set -u
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export FUSE tmp
jobs=${JOBS:-2}
musl=/usr/include/x86_64-linux-musl
gcc_own=$(gcc -print-file-name=include)
export musl gcc_own

# one HEADER WAY STD - a line "ok", "skip" (gcc refuses it) or "FAIL header: first message"
one() {
    local d c
    d=$(mktemp -d "$tmp/XXXXXX")
    printf '#define _GNU_SOURCE 1\n#include <%s>\nint unit;\n' "$1" >"$d/t.c"
    if [ "$2" = musl ]; then
        c=(-nostdinc -isystem "$musl" -isystem "$gcc_own")
    else
        c=()
    fi
    if ! gcc "-std=$3" "${c[@]}" -w -fsyntax-only "$d/t.c" >"$d/gcc" 2>&1; then
        echo skip
    else
        c=(--libc=system)
        [ "$2" = musl ] && c=(-isystem "$musl")
        if timeout 30 "$FUSE" cc "-std=$3" "${c[@]}" -c "$d/t.c" -o "$d/t.o" >"$d/out" 2>&1 &&
            [ ! -s "$d/out" ]; then
            echo ok
        else
            echo "FAIL $1 ($2, $3): $(grep -m1 -E 'error|warning' "$d/out" || head -n 1 "$d/out")"
        fi
    fi
    rm -r "$d"
}
export -f one

headers_of() {
    dpkg -L "$1" | sed -n -e "s,^$2/\(.*\.h\)$,\1,p" | sort -u
}
{
    headers_of libc6-dev /usr/include/x86_64-linux-gnu | sed 's/$/ glibc gnu11/'
    headers_of libc6-dev /usr/include | grep -v '^x86_64-linux-gnu/' | sed 's/$/ glibc gnu11/'
    headers_of libc6-dev /usr/include | grep -v '^x86_64-linux-gnu/' | sed 's/$/ glibc c11/'
    headers_of linux-libc-dev /usr/include/x86_64-linux-gnu | sed 's/$/ linux gnu11/'
    headers_of linux-libc-dev /usr/include | grep -v '^x86_64-linux-gnu/' | sed 's/$/ linux gnu11/'
    headers_of musl-dev "$musl" | sed 's/$/ musl gnu11/'
} >"$tmp/list"
xargs -P "$jobs" -n 3 bash -c 'one "$@"' one <"$tmp/list" >"$tmp/result"
grep '^FAIL' "$tmp/result" | sort >"$tmp/failed"
# what another part of the compiler still lacks is named, not hidden: it counts as neither
lacks='__int128'
grep -v -E "$lacks" "$tmp/failed"
waiting=$(grep -c -E "$lacks" "$tmp/failed")
failed=$(grep -v -c -E "$lacks" "$tmp/failed")
passed=$(grep -c '^ok' "$tmp/result")
skipped=$(grep -c '^skip' "$tmp/result")
[ "$passed" -gt 1000 ] || { echo "only $passed headers were read"; failed=$((failed + 1)); }
[ "$waiting" = 0 ] || echo "$waiting headers need top-level assembly or __int128"
echo "$skipped do not stand alone with gcc"
echo "headers: $passed passed, $failed failed"
[ "$failed" = 0 ]
