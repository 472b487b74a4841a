#!/usr/bin/env bash
# 39-driver.sh - options of `fuse cc` beside gcc's: the same exit codes, files, rules for make, libraries found
# packages: gcc libc6-dev binutils
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
export LC_ALL=C
unset CPATH C_INCLUDE_PATH LIBRARY_PATH DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES SOURCE_DATE_EPOCH

# make_tree FOLDER - the files that every command sees
make_tree() {
    mkdir -p "$1/sub" "$1/inc" "$1/l1" "$1/l2" "$1/with space"
    (
        cd "$1" || exit
        printf '#include "a.h"\n#include <stdio.h>\nint helper(void);\nint main(void) { return A - 1; }\n' >a.c
        printf '#include "inc/deep.h"\n#define A 1\n' >a.h
        echo '#define DEEP 1' >inc/deep.h
        echo 'int helper(void) { return 2; }' >b.c
        printf 'int helper(void);\nint main(void) { return helper() - 2; }\n' >m.c
        echo 'int in_sub(void) { return 3; }' >sub/c.c
        printf '#define V 7\n.text\n.globl seven\nseven: mov $V, %%eax\nret\n.section .note.GNU-stack,"",@progbits\n' >s.S
        printf '.text\n.globl eight\neight: mov $8, %%eax\nret\n.section .note.GNU-stack,"",@progbits\n' >t.s
        echo 'int broken(' >bad.c
        echo 'int unused(void) { int x; return 1 }' >bad2.c
        printf '#include "gone.h"\nint x;\n' >nohdr.c
        printf '#warning careful\nint main(void) { return 0; }\n' >warn.c
        printf 'int which(void);\nint main(void) { return which(); }\n' >w.c
        echo 'int spaced;' >'with space/x y.c'
        printf -- '-DFROM_FILE=1 -c "with space/x y.c" -o out.o\n' >words.rsp
        printf '#if !defined X || X != 3\n#error X\n#endif\nint x;\n' >defs.c
        printf '#include <sys.h>\nint y = SYS;\n' >sys.c
        printf '??=define S "a??!b??/\nc" ??( ??) ??x ???=\nS // what??/\nis this\n' >tri.c
        printf '??=define T "a??!b"\nT ??x\n' >notri.c
        printf '#ifdef __GNUC__\nno\n#endif\n__STDC__ __LINE__ linux\n' >undef.c
        mkdir -p i1 i2
        echo '#define SYS 1' >i1/sys.h
        echo '#define SYS 2' >i2/sys.h
        cp "$tmp"/lib1.a l1/libw.a
        cp "$tmp"/lib2.a l2/libw.a
    ) || exit
}
(
    cd "$tmp" || exit
    for k in 1 2; do echo "int which(void) { return 4$k; }" >w$k.c && gcc -c w$k.c -o w$k.o && ar crs lib$k.a w$k.o; done
) || exit

# run WHO COMMAND - in a fresh tree: status, what is there afterwards, what it printed
run() {
    local dir=$tmp/$1
    rm -rf "$dir"
    make_tree "$dir"
    (
        cd "$dir" || exit
        find . -type f | sort >"$tmp/before"
        cc() { if [ "$who" = gcc ]; then command gcc "$@"; else "$FUSE" cc "$@"; fi; }
        who=$1
        eval "$2" >"$tmp/$1.out" 2>"$tmp/$1.err" </dev/null
        echo $? >"$tmp/$1.status"
        find . -type f | sort | comm -13 "$tmp/before" - >"$tmp/$1.files"
    )
}
fail() { failed=$((failed + 1)); printf 'FAIL %s\n' "$1"; }
# like COMMAND [KEEP] - both end alike and leave the same files; KEEP: their standard outputs are equal, too
like() {
    run gcc "$1"
    run fuse "$1"
    local g f
    g=$(cat "$tmp/gcc.status") f=$(cat "$tmp/fuse.status")
    [ "$g" = 0 ] || g=1
    [ "$f" = 0 ] || f=1
    if [ $g != $f ]; then
        fail "$1: gcc ends with $g, we with $f: $(head -3 "$tmp/fuse.err")$(head -3 "$tmp/gcc.err")"
    elif ! cmp -s "$tmp/gcc.files" "$tmp/fuse.files"; then
        fail "$1: gcc leaves $(tr '\n' ' ' <"$tmp/gcc.files")and we $(tr '\n' ' ' <"$tmp/fuse.files")"
    elif [ $# = 2 ] && ! cmp -s "$tmp/gcc.out" "$tmp/fuse.out"; then
        fail "$1: output differs: $(diff "$tmp/gcc.out" "$tmp/fuse.out" | head -10)"
    else
        passed=$((passed + 1))
    fi
}

## what is made, and what it is called
like 'cc a.c b.c'
like 'cc a.c b.c -o prog'
like 'cc a.c b.c -oprog'
like 'cc -c a.c'
like 'cc -c a.c b.c sub/c.c'
like 'cc -c a.c b.c -o x.o'
like 'cc -S a.c b.c -o x.s'
like 'cc -E a.c b.c -o x.i'
like 'cc -c sub/c.c'
like 'cc -c sub/c.c -o sub/c.o'
like 'cc -c a.c -o gone/a.o'
like 'cc -S sub/c.c'
like 'cc -S a.c -o -'
like 'cc -E a.c'
like 'cc -E a.c -o a.i && cc -c a.i'
like 'cc -fsyntax-only a.c'
like 'cc -fsyntax-only bad.c'
like 'cc -c bad.c'
like 'cc bad.c b.c -o prog'
like 'cc a.c -o prog'
like 'cc m.c -o prog'
like 'cc m.c b.c -o prog && ./prog'
like 'cc gone.c'
like 'cc'
like 'cc -c'
like 'cc -o'
like 'cc -c a.c -o'
like 'cc a.c b.c -o a.c'
like 'cc -c nohdr.c'
like 'cc -c warn.c'
like 'cc -c -Werror warn.c'
like 'cc -c -w warn.c'
like 'cc -c -c a.c'
like 'cc -E -c a.c -o x'
like 'cc -S -c a.c'
like 'cc -pipe -c a.c'
like 'cc -no-such-option -c a.c'
like 'cc -fno-such-option -c a.c'
like 'cc -mno-such-option -c a.c'
like 'cc -Wno-such-warning -c a.c'
like 'cc --no-such-option -c a.c'
like 'cc -std=c12 -c a.c'
like 'cc -O9 -c a.c'
like 'cc -Ofast -c a.c'
like 'cc -Oq -c a.c'

## languages
like 'printf "int x;" | cc -x c -c - -o x.o'
like 'printf "int x;" | cc -c -x c -'
like 'printf "int x;" | cc -c -'
like 'printf "int x;" | cc -E -'
like 'printf "int x;" | cc -E -P -x c -' keep
like 'cc -c s.S'
like 'cc -c t.s'
like 'cc -S s.S'
like 'cc -E -P t.s'
like 'cc -x assembler-with-cpp -c t.s -o t.o'
like 'cp t.s u; cc -x assembler -c u -o u.o'
like 'cp a.c u; cc -x c u -x none b.c -o prog'
like 'cc -x nolang a.c'
like 'cc -xc a.c b.c -o prog'
like 'cc -c b.c -o b.o && cc m.c b.o -o prog && ./prog'

## macros and headers
like 'cc -c defs.c'
like 'cc -DX=3 -c defs.c'
like 'cc -D X=3 -c defs.c'
like 'cc -DX=2 -UX -DX=3 -c defs.c'
like 'cc -DX=3 -UX -c defs.c'
like 'cc -D"X=1 + 2" -c defs.c'
like 'cc -D -c defs.c'
like 'cc -D3=4 -c defs.c'
like 'cc -c sys.c'
like 'cc -Ii1 -Ii2 -E -P sys.c' keep
like 'cc -Ii2 -Ii1 -E -P sys.c' keep
like 'cc -isystem i1 -Ii2 -E -P sys.c' keep
like 'cc -idirafter i1 -isystem i2 -E -P sys.c' keep
like 'cc -iquote i1 -E -P sys.c'
like 'cc -Ii1 -I- -E -P sys.c'
like 'cc -I gone -Ii1 -E -P sys.c' keep
like 'cc -include i2/sys.h -Ii1 -E -P sys.c' keep
like 'cc -imacros i1/sys.h -E -P -x c a.h' keep
like 'cc -include gone.h -c b.c'
like 'CPATH=i2 cc -E -P sys.c' keep
like 'C_INCLUDE_PATH=i1 cc -E -P sys.c' keep
like 'cc -nostdinc -c a.c'
like 'cc -E -dM -x c /dev/null | grep -c "define __STDC__ 1"' keep
like 'cc -dM -E a.c | grep -w A' keep
like 'cc -E -P a.h' keep

## rules for make
like 'cc -M a.c | tr -d "\\\\" | tr " " "\n" | grep "^[a-z]\|/stdio.h"' keep
like 'cc -MM a.c' keep
like 'cc -MM a.c b.c sub/c.c' keep
like 'cc -MM -MT target a.c' keep
like 'cc -MM -MT "a b" -MT c a.c' keep
like 'cc -MM -MQ "\$(x) y" a.c' keep
like 'cc -MM -MP a.c' keep
like 'cc -MM -MF deps.mk a.c; cat deps.mk' keep
like 'cc -MM -o x.o a.c; ls; cat x.o' keep
like 'cc -MMD -c a.c; cat a.d' keep
like 'cc -MMD -MP -c a.c; cat a.d' keep
like 'cc -MMD -c a.c -o sub/q.o; cat sub/q.d' keep
like 'cc -MMD -MF sub/z.dep -c a.c -o sub/q.o; cat sub/z.dep' keep
like 'cc -MMD -MF - -c a.c' keep
like 'cc -MMD -MT "x.o y.d" -c a.c; cat a.d' keep
like 'cc -MMD -c a.c b.c; cat a.d b.d' keep
like 'cc -MMD -c "with space/x y.c"; cat *.d' keep
like 'cc -MD -c a.c; grep -o "inc/deep.h\|/usr/include/stdio.h" a.d' keep
like 'cc -Wp,-MD,dep.d -c a.c; grep -o "inc/deep.h\|/usr/include/stdio.h" dep.d' keep
like 'cc -Wp,-MMD,dep.d -c a.c; cat dep.d' keep
like 'cc -MM nohdr.c'
like 'cc -MMD -c nohdr.c; ls *.d'
like 'cc -MMD -E a.c -o x.i; cat x.d' keep
like 'cc -MMD -fsyntax-only a.c; cat a.d' keep
like 'cc -MF d.mk -c a.c'
like 'cc -MP -c a.c'
like 'cc -MT x -c a.c'
like 'cc -MM -I inc -include inc/deep.h b.c' keep
like 'cc -MM -isystem i1 sys.c' keep
like 'cc -M -isystem i1 sys.c | grep -o i1/sys.h' keep
like 'cc -MMD -MF gone/d -c a.c'

## response files
like 'cc @words.rsp'
like 'echo "-c a.c" >r; cc @r -o q.o'
like 'printf -- "-c\na.c\n-DX=\\"quoted\\"\n" >r; cc @r'
like 'echo "@r2" >r; echo "-c b.c" >r2; cc @r'
like 'cc -c @gone'
like 'echo "-c '"'"'with space/x y.c'"'"'" >r; cc @r'
like ': >r; cc -c a.c @r'

## libraries
like 'cc w.c -Ll1 -Ll2 -lw; ./a.out; echo $?' keep
like 'cc w.c -Ll2 -Ll1 -lw; ./a.out; echo $?' keep
like 'cc w.c -L l2 -l w; ./a.out; echo $?' keep
like 'cc w.c -Ll1 -l:libw.a; ./a.out; echo $?' keep
like 'cc w.c l2/libw.a l1/libw.a; ./a.out; echo $?' keep
like 'LIBRARY_PATH=l2 cc w.c -lw; ./a.out; echo $?' keep
like 'cc w.c -lw'
like 'cc w.c -Ll1 -Wl,-lw; ./a.out; echo $?' keep
like 'cc w.c -Wl,-L,l2,-lw; ./a.out; echo $?' keep
like 'cc w.c -Xlinker -Ll2 -Xlinker -lw; ./a.out; echo $?' keep
like 'cc w.c -Wl,--start-group l1/libw.a -Wl,--end-group; ./a.out; echo $?' keep
like 'cc m.c b.c -Wl,-Map=map.txt'
like 'cc m.c b.c -Wl,--no-such-option'
like 'cc m.c b.c -static && ./a.out'
like 'cc m.c b.c -static-pie && ./a.out'
like 'cc m.c b.c -no-pie && ./a.out; readelf -h a.out | grep -o "EXEC\|DYN"' keep
like 'cc m.c b.c -pie && ./a.out; readelf -h a.out | grep -o "EXEC\|DYN"' keep
like 'cc m.c b.c -s && ./a.out; nm a.out 2>&1 | grep -c main'
like 'cc -shared -fPIC b.c -o libb.so && cc m.c -L. -lb -Wl,-rpath,. && ./a.out'
like 'cc -shared -fPIC -Wl,-soname,libs.so.1 b.c -o libs.so && readelf -d libs.so | grep -o "\[libs.so.1\]"' keep
like 'cc -shared b.c m.c -fPIC -Wl,-z,defs -o x.so'
like 'cc -nostdlib b.c -shared -fPIC -o x.so'
like 'cc m.c b.c -e main -nostartfiles -o x'
like 'cc m.c b.c -pthread -lm -ldl -lrt && ./a.out'
like 'cc -rdynamic m.c b.c; readelf --dyn-syms a.out | grep -c " helper"' keep
like 'cc m.c b.c -Wl,--defsym=zed=5'
like 'cc b.c -Wl,-u,main'

## code generation that can be seen
like 'cc -ffunction-sections -c b.c; readelf -SW b.o | grep -o "\.text.helper"' keep
like 'echo "int v; int w(void){return v;}" >v.c; cc -fvisibility=hidden -c v.c; readelf -sW v.o | grep -c HIDDEN' keep
like 'echo "int v;" >v.c; cc -fno-common -c v.c; cp v.o x.o; cc v.o x.o m.c b.c'
like 'cc -fcommon -c b.c'
like 'cc -fPIC -shared b.c -o b.so; readelf -d b.so | grep -c TEXTREL' keep
like 'cc -march=native -c b.c'
like 'cc -march=x86-64 -mtune=generic -c b.c'
like 'cc -m64 -c b.c'
like 'cc -g -c b.c; readelf -SW b.o | grep -c "\.debug_info "' keep
like 'cc -g0 -c b.c; readelf -SW b.o | grep -c "\.debug_info "' keep
like 'cc -funsigned-char -dM -E b.c | grep CHAR_UNSIGNED' keep
like 'cc -O2 -dM -E b.c | grep -w __OPTIMIZE__' keep
like 'cc -Os -dM -E b.c | grep -w __OPTIMIZE_SIZE__' keep
like 'cc -ffreestanding -dM -E b.c | grep -w __STDC_HOSTED__' keep
like 'cc -std=c99 -dM -E b.c | grep -w "__STDC_VERSION__\|__STRICT_ANSI__" | sort' keep
like 'cc -ansi -dM -E b.c | grep -w "__STDC_VERSION__\|__STRICT_ANSI__" | sort' keep
like 'cc -fPIC -dM -E b.c | grep -wi "__pi[ce]__" | sort' keep
like 'cc -fpie -dM -E b.c | grep -wi "__pi[ce]__" | sort' keep
like 'cc -pthread -dM -E b.c | grep -w _REENTRANT' keep

## questions
for q in -dumpmachine -print-file-name=gone.a -print-prog-name=gone -print-multiarch --print-multiarch; do like "cc $q" keep; done
for q in -dumpversion --version -v -print-search-dirs -print-file-name=libc.a -print-file-name=include -print-libgcc-file-name \
    -print-prog-name=ld --help '-v --version' '-### -c a.c' '-### a.c b.c' '-v -c a.c' '-E -v b.c'; do
    like "cc $q"
done
like 'cc -print-file-name=libc.a | grep -c /libc.a' keep
like 'test -e "$(cc -print-file-name=crt1.o)"'
like 'test -e "$(cc -print-file-name=libm.so)"'
like 'cc -print-search-dirs | grep -c "^install: \|^programs: =\|^libraries: ="' keep
like 'cc -v 2>&1 | grep -c "^Target: x86_64-linux-gnu"'
like 'cc -E -v b.c 2>&1 >/dev/null | grep -c "search starts here\|^End of search list"' keep

## where we differ on purpose
# ours COMMAND STATUS TEXT - ends so, and its messages have the text
ours() {
    run fuse "$1"
    if [ "$(cat "$tmp/fuse.status")" != "$2" ] || ! [[ $(cat "$tmp/fuse.err") == *"$3"* ]]; then
        fail "$1: $(cat "$tmp/fuse.status") $(head -3 "$tmp/fuse.err"), wanted $2 $3"
    else
        passed=$((passed + 1))
    fi
}
ours 'cc -save-temps -c a.c' 0 'note: -save-temps has no effect'
ours 'cc -E -C a.c' 0 'note: -C has no effect'
ours 'cc -fstack-protector-strong -c a.c' 0 'note: -fstack-protector-strong has no effect'
like 'cc -MM -MG nohdr.c' keep
like 'cc -trigraphs -E -P tri.c' keep
like 'cc -std=c11 -E -P tri.c' keep
like 'cc -E -P notri.c' keep
like 'cc -undef -E -P undef.c' keep
ours 'cc m.c b.c -u gone_symbol' 1 'no definition of `gone_symbol`'
ours 'cc -c bad2.c b.c; test ! -e b.o' 0 'bad2.c:1:'                     # nothing is made after an error
ours 'cc -lw -Ll1 w.c && ./a.out' 41 ''                                   # archives in any order
ours 'cc -MMD a.c b.c -o prog; test -e prog-a.d -a -e prog-b.d' 0 ''      # one rule for each source, not the last one's
ours 'cc b.c m.c -o b.c' 1 'b.c would be input and output'

echo "driver: $passed passed, $failed failed"
[ $failed = 0 ]
