#!/usr/bin/env bash
# 37-objdump.sh - objdump beside llvm-objdump on objects, images and archives of every format; strip of ELF files
# packages: gcc binutils elfutils gcc-aarch64-linux-gnu gcc-arm-none-eabi gcc-mingw-w64-x86-64 clang-19 llvm-19 qemu-user
. "$(dirname "$0")/common.sh"
needs gcc readelf eu-elflint aarch64-linux-gnu-gcc arm-none-eabi-gcc x86_64-w64-mingw32-gcc clang-19 llvm-objdump-19 qemu-aarch64

cat >a.c <<'END'
#ifdef HOSTED
#include <stdio.h>
#else
int printf(const char *, ...);
#endif
extern int other(int);
int common[10], data = 3;
static int table[5] = {1, 2, 3};
const int constant = 7;
__attribute__((weak)) int weak_one(void) { return 1; }
__attribute__((visibility("hidden"))) int hidden_one(int x) { return table[x & 3] + constant; }
int pick(int x)
{
    switch (x) {
    case 0: return 5;
    case 1: return 9;
    case 2: return 77;
    case 3: return 1;
    case 4: return 12;
    }
    return common[x & 7] * 123456789 + data;
}
static int twice(int x) { return other(x) * 2 + pick(x); }
int main(void)
{
    printf("%d\n", twice(3) + weak_one() + hidden_one(2));
    return 0;
}
END
echo 'int other(int x) { return x + 40; }' >b.c
mkdir o
build() {            # build NAME COMPILER...: two objects
    local n=$1
    shift
    "$@" -w -c a.c -o "o/$n-a.o" && "$@" -w -c b.c -o "o/$n-b.o" || bad "building for $n"
}
build gcc-x64 gcc -g -fcommon -O1
build gcc-a64 aarch64-linux-gnu-gcc -O2 -g
build gcc-arm arm-none-eabi-gcc -mthumb -mcpu=cortex-m4 -O2
build gcc-win x86_64-w64-mingw32-gcc -O1
build clang-mac-a64 clang-19 -target arm64-apple-macos11 -O1
build clang-mac-x64 clang-19 -target x86_64-apple-macos11 -O1
for t in linux-x64 linux-arm64 cortex-m4 windows-x64 macos-arm64 macos-x64; do build "our-$t" "$FUSE" cc --target $t -g -O1; done
gcc o/gcc-x64-a.o o/gcc-x64-b.o -o o/x64.exe
"$FUSE" cc o/our-linux-x64-a.o o/our-linux-x64-b.o -o o/our-x64.exe
"$FUSE" cc --target linux-arm64 -DHOSTED -g --libc=own a.c b.c -o o/our-a64.exe
"$FUSE" cc --target windows-x64 a.c b.c -o o/our-win.exe
"$FUSE" cc --target macos-arm64 a.c b.c -o o/our-mac-a64.exe
echo 'int other(int x); int main(void) { return other(2); }' >m.c
"$FUSE" cc --target cortex-m3 --board mps2-an385 -g m.c b.c -o o/our-m3.exe

lines() { sed -e 's/[[:space:]]\+/ /g; s/^ //; s/ $//'; }
for f in o/*; do
    case $f in *win.exe) ;; *) # llvm says 0 for zeros of a PE file
    # Sections: number, name, size, address. ELF's section 0 is left out.
    same "sections of $f" "$(llvm-objdump-19 -h "$f" | lines | awk '/^[0-9]+ / && NF >= 4 && $2 ~ /[^0-9a-f]/ { print $1, $2, $3, $4 }')" \
        "$("$FUSE" objdump -h "$f" | lines | awk '/^[0-9]+ / { print $1, $2, $3, $4 }')" ;;
    esac
    # Relocations: place, type, what for.
    case $f in
    *.exe|*our-macos-x64-a.o) ;;      # llvm joins the two of a difference
    *)  same "relocations of $f" "$(llvm-objdump-19 -r "$f" | grep -E '^[0-9a-f]{8,} ' | lines | sort)" \
            "$("$FUSE" objdump -r "$f" | grep -E '^[0-9a-f]{8,} ' | lines | grep -v 'RELOC_ADDEND' | sort)" ;;
    esac
    case $f in *clang-mac*|*.exe) continue;; esac      # what they share addresses with is shown once; other code
    # Code: where each instruction begins, in all that the other one shows as instructions.
    same "instructions of $f" '' "$(comm -23 \
        <("$FUSE" objdump -d --no-show-raw-insn "$f" | grep -E '^ +[0-9a-f]+:  ' | grep -vE '\.(word|byte)|add byte ptr \[rax\], al$' | sed 's/^ *//; s/:.*//' | sort -u) \
        <(llvm-objdump-19 -d --no-show-raw-insn "$f" | grep -E '^ *[0-9a-f]+:' | sed 's/^ *//; s/:.*//' | sort -u) | head -3)"
    same "functions of $f" "$(llvm-objdump-19 -d "$f" | grep -oE '^[0-9a-f]+ <(_?main|_?pick|_?hidden_one|_?other)>:' | sort)" \
        "$("$FUSE" objdump -d "$f" | grep -oE '^[0-9a-f]+ <(_?main|_?pick|_?hidden_one|_?other)>:' | sort)"
done
for f in o/*x64*.o o/*a64*.o o/*arm*.o o/our-cortex* o/*x64.exe; do
    case $f in *win*|*mac*) continue;; esac
    # Symbols, word by word as GNU has them.
    same "symbols of $f" "$(llvm-objdump-19 -t "$f" | grep -E '^[0-9a-f]{8}' | grep -v ' \$[adtx]\|\*COM\*' | lines | sort)" \
        "$("$FUSE" objdump -t "$f" | grep -E '^[0-9a-f]{8}' | grep -v ' \$[adtx]\|\*COM\*' | lines | sort)"
done
for f in o/*mac*.o o/*win*.o; do
    same "names in $f" "$(llvm-nm-19 -a "$f" 2>/dev/null | awk '{ print $NF }' | grep -E '^_?(main|pick|other|common|data|table|twice)$' | sort -u)" \
        "$("$FUSE" objdump -t "$f" | awk '{ print $NF }' | grep -E '^_?(main|pick|other|common|data|table|twice)$' | sort -u)"
done

# Symbols and relocations within the code, and members of archives.
"$FUSE" objdump -dr o/our-linux-x64-a.o >out
grep -qE 'call other' out && ok || bad 'a call shows its symbol'
grep -qE '^ +[0-9a-f]+:  R_X86_64_(PLT32|PC32)[[:space:]]+other-0x4$' <(tr '\t' ' ' <out) && ok || bad 'relocations between instructions'
"$FUSE" objdump -d o/our-x64.exe >out
grep -qE 'call 0x[0-9a-f]+ <pick>' out && ok || bad 'a call in an image shows its target'
"$FUSE" objdump -d o/our-cortex-m4-a.o >out
grep -qE '\.(word|byte) 0x' out && ok || bad 'constants between instructions are data'
"$FUSE" ar rcs lib.a o/our-linux-x64-a.o o/our-linux-x64-b.o
same 'members' 'lib.a(our-linux-x64-a.o) lib.a(our-linux-x64-b.o) ' "$("$FUSE" objdump -h lib.a | sed -n 's/:\tfile format.*//p' | tr '\n' ' ')"
echo text >text
"$FUSE" objdump -d text >out 2>&1
same 'a text file is refused' 1 $?
head -c 300 o/our-linux-x64-a.o >cut
"$FUSE" objdump -dht cut >out 2>&1
same 'a cut file is refused' 1 $?

# strip: what is left is sound, and runs and links as before.
sound() { same "eu-elflint $1" 'No errors' "$(eu-elflint --gnu-ld "$1" 2>&1 | head -2)"; same "readelf $1" '' "$(readelf -aW "$1" 2>&1 | grep -E '^readelf: ')"; }
count() { readelf -SW "$1" | grep -cE '\.debug_|\.symtab'; }
for f in gcc-x64 our-linux-x64; do
    for how in -g --strip-unneeded -s; do
        for k in a b; do
            must "strip $how $f" "$FUSE" strip $how o/$f-$k.o -o s-$k.o
            sound s-$k.o
        done
        [ $how = -s ] && continue
        gcc s-a.o s-b.o -o s-prog 2>/dev/null && same "$f $how links and runs" 98 "$(./s-prog)"
    done
done
gcc o/gcc-x64-a.o o/gcc-x64-b.o -static -o o/static.exe
for p in x64 our-x64 static; do
    wanted=$(o/$p.exe)
    for how in -g --strip-unneeded -s; do
        must "strip $how $p" "$FUSE" strip $how o/$p.exe -o s-prog
        same "$p $how runs" "$wanted" "$(./s-prog)"
        same "readelf $p $how" '' "$(readelf -aW s-prog 2>&1 | grep -E '^readelf: ')"
        same "$p $how: tables left" "$([ $how = -g ] && echo 1 || echo 0)" "$(count s-prog)"
    done
done
must 'strip arm64' "$FUSE" strip o/our-a64.exe -o s-a64
sound s-a64
same 'arm64 runs' "$(qemu-aarch64 o/our-a64.exe)" "$(qemu-aarch64 ./s-a64)"
must 'strip firmware' "$FUSE" strip -g o/our-m3.exe -o s-m3
same 'eu-elflint of firmware' "$(eu-elflint --gnu-ld o/our-m3.exe 2>&1)" "$(eu-elflint --gnu-ld s-m3 2>&1)"
must 'strip an archive' "$FUSE" strip -g lib.a -o s-lib.a
gcc -Wl,--whole-archive s-lib.a -Wl,--no-whole-archive -o s-prog && same 'the archive links' 98 "$(./s-prog)"
same 'no debug sections in it' 0 "$(readelf -SW s-lib.a | grep -c '\.debug_')"
cp o/our-x64.exe in-place && must 'in place' "$FUSE" strip in-place
[ -x in-place ] && same 'in place runs' 98 "$(./in-place)"
cp in-place again && "$FUSE" strip again && must 'twice is once' cmp in-place again
for f in o/clang-mac-a64-a.o text cut; do
    "$FUSE" strip "$f" -o nothing >out 2>&1
    same "strip $f is refused" 1 $?
    [ -e nothing ] && bad "strip $f left a file" || ok
done
finish objdump
