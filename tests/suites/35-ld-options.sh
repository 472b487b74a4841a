#!/usr/bin/env bash
# 35-ld-options.sh - options that makefiles pass to the linker: the same effect as with GNU ld, or refused in clear words
# packages: gcc binutils libc6-dev
. "$(dirname "$0")/common.sh"
needs gcc ar nm readelf
mkdir bin
printf '#!/bin/sh\nexec "%s" ld "$@"\n' "$FUSE" >bin/ld
chmod +x bin/ld
ours() { gcc -B "$tmp/bin" "$@"; }
cat >main.c <<'END'
int helper(int); long write(int, const void *, unsigned long);
int main(void) { return helper(2); }
void unused(void) { write(1, "x", 1); }
END
echo 'int helper(int x) { return x + 40; } int other = 3;' >help.c
echo 'int helper(int x) { return x + 90; }' >again.c
gcc -O1 -fPIC -ffunction-sections -c main.c && gcc -O1 -fPIC -c help.c && gcc -O1 -fPIC -c again.c && ar rcs libhelp.a help.o

# alike NAME FILTER OPTIONS - the filter says the same of what both linkers make; $prog runs, too
alike() {
    local name=$1 filter=$2 want got
    shift 2
    gcc "$@" -o gnu 2>said || { bad "$name: GNU ld: $(head -2 said)"; return; }
    ours "$@" -o image 2>said || { bad "$name: $(head -2 said)"; return; }
    want=$($filter gnu) got=$($filter image)
    [ -n "$want" ] || bad "$name: nothing to compare"
    same "$name" "$want" "$got"
}
offers() { nm -D "$1" | awk '$(NF - 1) ~ /[TDBRW]/ && $NF !~ /^_|^data_start|@/ { print $(NF - 1), $NF }' | sort; }
flags() { readelf -dW "$1" | grep -o 'Flags: .*' | tr ' ' '\n' | sort; }
stack() { readelf -lW "$1" | awk '$1 == "GNU_STACK" { print $6, $7 }'; }
id() { readelf -n "$1" | grep 'Build ID'; }
start() { readelf -lW "$1" | awk '$1 == "LOAD" { print $3; exit }'; }
runs() { "./$1"; echo $?; }
inits() { readelf -dW "$1" | grep -c '(INIT)\|(FINI)'; }
pages() { readelf -lW "$1" | awk '$1 == "LOAD" { print $NF }' | sort -u; }

alike 'what a library offers' offers -shared main.o libhelp.a
alike '--exclude-libs' offers -shared main.o libhelp.a -Wl,--exclude-libs,libhelp.a
alike '--exclude-libs=ALL' offers -shared main.o libhelp.a -Wl,--exclude-libs=ALL
alike '--exclude-libs of another' offers -shared main.o libhelp.a -Wl,--exclude-libs=libother.a
alike '--export-dynamic-symbol' offers main.o libhelp.a -Wl,--export-dynamic-symbol=helper
alike '--export-dynamic-symbol of a pattern' offers main.o libhelp.a '-Wl,--export-dynamic-symbol=*e*r'
for z in global nodelete initfirst nodlopen origin interpose nodefaultlib nodump now; do
    alike "-z $z" flags -shared main.o libhelp.a -Wl,-z,$z
done
alike '-z stack-size' stack main.o libhelp.a -Wl,-z,stack-size=0x100000
alike '-z max-page-size' pages main.o libhelp.a -Wl,-z,max-page-size=0x200000
same '... runs' 42 "$(runs image)"
alike '--build-id=0x' id main.o libhelp.a -Wl,--build-id=0xdeadbeef01234567
alike '--image-base' start -no-pie main.o libhelp.a -Wl,-Ttext-segment=0x20000000
same '... runs' 42 "$(runs image)"
alike '-init' inits -shared -nostartfiles main.o libhelp.a -Wl,-init=helper,-fini=helper
for o in -z,muldefs --allow-multiple-definition; do
    alike "$o" runs main.o help.o again.o -Wl,$o
done
echo 'int nothere(void); int main(int c, char **v) { return c > 1 ? nothere() : 5; }' >undef.c
gcc -c undef.c
alike '--unresolved-symbols=ignore-all' runs -no-pie undef.o -Wl,--unresolved-symbols=ignore-all
alike '... static' runs -static undef.o -Wl,--unresolved-symbols=ignore-all
for o in --icf=none --icf=all --threads=4 --no-warnings --color-diagnostics --sort-section=alignment -O3 --no-keep-memory; do
    case $o in --icf* | --threads* | --color*) ours main.o libhelp.a -Wl,$o -o image && same "$o" 42 "$(runs image)" ;;
    *) alike "$o" runs main.o libhelp.a -Wl,$o ;; esac
done

# what they say
dropped() { sed -n "s/.*removing unused section '\([^']*\)' in file 'main.o'.*/\1/p; s/.*unused section .\(.*\). of .main.o. is dropped.*/\1/p" | grep -v 'rodata\|^\.text$\|^\.data$\|^\.bss$\|GNU-stack\|property' | sort; }
same '--print-gc-sections' "$(gcc main.o libhelp.a -Wl,--gc-sections,--print-gc-sections -o gnu 2>&1 | dropped)" \
    "$(ours main.o libhelp.a -Wl,--gc-sections,--print-gc-sections -o image 2>&1 | dropped)"
same '-y' "$(gcc main.o libhelp.a -Wl,-y,helper -o gnu 2>&1 | grep -o 'main.o: reference to helper\|(help.o): definition of helper')" \
    "$(ours main.o libhelp.a -Wl,-y,helper -o image | grep -o 'main.o: reference to helper\|(help.o): definition of helper')"
same '-t' "$(printf 'main.o\nlibhelp.a(help.o)')" "$(ours main.o libhelp.a -Wl,-t -o image | grep 'main.o\|help')"
ours main.o libhelp.a -Wl,-M -o image | grep -qF 'main.o:(.text.main)' && ok || bad 'map on standard output'
"$FUSE" ld -v | grep -q 'GNU' && ok || bad 'configure scripts look for GNU'

# response files, a folder instead of the root
printf -- '-o\nimage -e main "main.o"\n--unresolved-symbols=ignore-all help.o' >words
must 'response file' "$FUSE" ld @words
mkdir -p sys/lib
cp libhelp.a sys/lib
echo 'INPUT(/lib/libhelp.a)' >sys/lib/libscript.so
for l in help script; do
    must "--sysroot, -l$l" "$FUSE" ld -o image -e main main.o --sysroot="$tmp/sys" -L=/lib -l$l --unresolved-symbols=ignore-all
    same "... has it" 1 "$(nm image | grep -c ' T helper')"
done

# what is not done is not passed over
refused() {
    local text=$1
    shift
    rm -f image
    same "refused: $*" "1 $text" "$("$FUSE" ld -o image -e main main.o help.o "$@" >out 2>&1; echo "$? $(grep -oF -- "$text" out | head -1)")"
    [ ! -e image ] && ok || bad "output with $*"
}
refused 'layouts by linker scripts' -T script.ld
refused 'layouts by linker scripts' --script=script.ld
refused '--image-base moves the image' -Ttext=0x1000
refused 'for firmware, --memory' --section-start=.foo=0x1000
refused '-r makes an object' --emit-relocs
refused '-r makes an object' -q
refused 'segments keep their pages apart' -N
refused 'segments keep their pages apart' --nmagic
refused 'option -z execstack is refused' -z execstack
refused 'compile it with -fPIC' -z notext
refused 'option -z whatever is refused: it is not known' -z whatever
refused 'option -z max-page-size=1000 is refused' -z max-page-size=1000
refused 'this value is none that it takes' --build-id=uuid
refused 'this value is none that it takes' --image-base=12345
refused 'this value is none that it takes' --unresolved-symbols=some
refused 'every target is little-endian' -EB
refused 'unknown option --no-such-thing' --no-such-thing
finish ld-options
