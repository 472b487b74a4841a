#!/usr/bin/env bash
# 35-dynamic.sh - dynamic programs and shared libraries: gcc and clang drive our linker, ld.so runs the result
# packages: gcc g++ clang binutils elfutils llvm
set -u
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0
export LC_ALL=C

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAIL %s\n' "$*"; }
same() { if [ "$2" = "$3" ]; then ok; else bad "$1: got '$3', wanted '$2'"; fi; }
has() { if grep -qF -- "$2" "$3"; then ok; else bad "$1: no '$2' in:"; head -20 "$3"; fi; }
# must NAME COMMAND... - the command succeeds and says nothing
must() {
    local name=$1 out
    shift
    if out=$("$@" 2>&1) && [ -z "$out" ]; then ok; else bad "$name: $* said: ${out:0:600}"; fi
}
first() { local c; for c; do command -v "$c" && return; done; echo "$1"; }
readobj=$(first llvm-readobj-19 llvm-readobj llvm-readobj-14)
clang=$(first clang clang-19 clang-14)
ld() { "$FUSE" ld "$@"; }

# A compiler driver that is told to look here for its linker finds ours.
mkdir bin
printf '#!/bin/sh\nexec "%s" ld "$@"\n' "$FUSE" >bin/ld
chmod +x bin/ld
gccl() { gcc -B "$tmp/bin" "$@"; }
gxxl() { g++ -B "$tmp/bin" "$@"; }

# lint FILE - every reader accepts the file
lint() {
    local out
    # eu-elflint does not count .bss as writable: it says so of GNU ld's files without .data, too.
    out=$(eu-elflint --gnu-ld "$1" 2>&1 | grep -v 'is writable but contains no writable sections')
    same "eu-elflint $1 ($2)" 'No errors' "${out:-No errors}"
    out=$(readelf -aW "$1" 2>&1 >/dev/null)
    same "readelf $1 ($2)" '' "$out"
    out=$("$readobj" --all "$1" 2>&1 >/dev/null)
    same "llvm-readobj $1 ($2)" '' "$out"
}

# The libc's own linker script, calls, a variable that is copied (without -fPIC) or not, functions
# looked up when first called or at start.
cat >hello.c <<'END'
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
extern char **environ;
static int cmp(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
int (*const table[])(const char *, const char *) = {strcmp, strcasecmp};
int (*same)(const char *) = puts;
int main(int argc, char **argv)
{
    const char *w[] = {"b", "c", "a"};
    qsort(w, 3, sizeof *w, cmp);
    fprintf(stdout, "hello %s%s%s %d\n", w[0], w[1], w[2], argc);
    errno = 0;
    printf("%d %d %d %d\n", table[0]("x", "X") != 0, table[1]("x", "X"), same == puts, environ != 0 && argv[argc] == 0);
    return 3;
}
END
for cc in gcc "$clang"; do
    for pic in '-fno-pie -no-pie' '-fPIE -pie' '-fPIC -pie' '-fno-pie -no-pie -fno-plt' '-fPIE -pie -fno-plt'; do
        for opt in -O0 '-O2 -g -ffunction-sections'; do
            for how in '' -Wl,-z,now '-Wl,--gc-sections,-s'; do
                # shellcheck disable=SC2086
                must "hello ($cc $pic $opt $how)" "$cc" -w -D_GNU_SOURCE -B "$tmp/bin" $pic $opt $how hello.c -o hello
                same "hello ($cc $pic $opt $how) runs" $'hello abc 1\n1 0 1 1\n3' "$(./hello; echo $?)"
            done
        done
        lint hello "$cc $pic"
        readelf -dW hello >dyn
        has needed 'Shared library: [libc.so.6]' dyn
    done
done

echo "dynamic: $passed passed, $failed failed"
[ "$failed" = 0 ]
