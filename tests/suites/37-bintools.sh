#!/usr/bin/env bash
# 37-bintools.sh - ar, ranlib, nm and size beside those of GNU and llvm, on files of every format
# packages: gcc binutils gcc-aarch64-linux-gnu gcc-arm-none-eabi gcc-mingw-w64-x86-64 clang-19 llvm-19 make
. "$(dirname "$0")/common.sh"
needs gcc nm ar aarch64-linux-gnu-gcc arm-none-eabi-gcc x86_64-w64-mingw32-gcc clang-19 llvm-ar-19

cat >a.c <<'END'
extern int ext; extern int weakly __attribute__((weak)); int puts(const char *);
int g = 3; static int s = 4; int common[10]; static int b[5]; const int ro = 7; static const int hidden_ro[3] = {1};
__attribute__((weak)) int wk(void) { return 1; } __attribute__((weak)) int wdata = 5;
static int st(void) { return s++ + b[g & 3]++ + hidden_ro[g & 1]; }
int main(void) { puts("x"); return ext + g + st() + wk() + ro + common[1] + wdata + (&weakly != 0); }
END
cat >another_long_file_name.c <<'END'
int ext = 5; _Thread_local int tl = 3;
#ifndef weakly
int weakly = 1;
#endif
int a_long_function_name_for_an_archive(void) { return tl; }
END
cat >ifunc.c <<'END'
static int one(void) { return 1; }
static void *pick(void) { return one; }
int chosen(void) __attribute__((ifunc("pick")));
__asm__(".globl absolute; absolute = 0x1234; .type only_one, %gnu_unique_object; .data; only_one: .long 1; .size only_one, 4");
END
long=another_long_file_name
build() {            # build PREFIX COMPILER...
    local o=$1
    shift
    "$@" -fcommon -w -c a.c -o "$o-a.o" && "$@" -w -c $long.c -o "$o-$long.o" || bad "building for $o"
}
build x64 gcc -g
build a64 aarch64-linux-gnu-gcc -O1
build arm arm-none-eabi-gcc -mthumb -mcpu=cortex-m4
build win x86_64-w64-mingw32-gcc -Dweakly=ext
for m in arm64 x86_64; do build mac-$m clang-19 -target $m-apple-macos11; done
gcc -w -c ifunc.c -o ifunc.o
gcc x64-a.o x64-$long.o ifunc.o -o x64
gcc -shared -fPIC -w $long.c -Wl,--version-script=<(echo 'V1 { global: ext; local: *; };') -o lib.so
aarch64-linux-gnu-gcc a64-a.o a64-$long.o -o a64
x86_64-w64-mingw32-gcc -w -Dweakly=ext a.c $long.c -o win.exe
"$FUSE" cc --target macos-arm64 a.c $long.c -Dweakly=ext -o mac 2>/dev/null || bad 'a program for macOS'
"$FUSE" cc --target windows-x64 a.c $long.c -Dweakly=ext -o our.exe 2>/dev/null || bad 'a program for Windows'
"$FUSE" cc --target cortex-m4 -c a.c -o ourarm.o

# Archives: the bytes of GNU ar, and for Mach-O of llvm-ar.
# (GNU's index leaves out weak definitions of COFF objects.)
for o in "x64-a.o x64-$long.o" "a64-a.o a64-$long.o" "arm-a.o arm-$long.o" "win-$long.o"; do
    rm -f gnu.a our.a
    # shellcheck disable=SC2086
    ar rcsD gnu.a $o
    # shellcheck disable=SC2086
    must "ar $o" "$FUSE" ar rcs our.a $o
    must "archive of $o" cmp gnu.a our.a
done
for m in arm64 x86_64; do
    rm -f llvm.a mac.a
    llvm-ar-19 --format=darwin rcsD llvm.a mac-$m-a.o mac-$m-$long.o
    must "ar mac-$m" "$FUSE" ar rcs mac.a mac-$m-a.o mac-$m-$long.o
    must "archive of mac-$m" cmp llvm.a mac.a
done
echo text >text; printf odd >odd
for files in '' 'text' 'odd text x64-a.o' 'x64-a.o x64-a.o'; do
    rm -f gnu.a our.a
    # shellcheck disable=SC2086
    ar qcD gnu.a $files
    # shellcheck disable=SC2086
    must "ar q $files" "$FUSE" ar qc our.a $files
    must "archive of $files" cmp gnu.a our.a
done
# The same steps give the same archive and the same words (a table of contents has GNU's columns).
steps() {            # steps AR FLAG
    local ar=$1 d=$2
    rm -rf steps.a out && mkdir out
    $ar rc$d steps.a text odd x64-a.o x64-$long.o
    $ar rv$d steps.a odd
    $ar dv$d steps.a text nothing_of_that_name
    $ar qv$d steps.a text odd
    $ar t steps.a
    $ar t steps.a odd
    $ar p steps.a odd text
    $ar pv steps.a odd
    (cd out && $ar xv ../steps.a x64-$long.o text && cmp text ../text && cmp x64-$long.o ../x64-$long.o && ls)
    $ar dD$d steps.a x64-a.o 2>&1
    cksum <steps.a
}
steps ar D >want 2>&1
steps "$FUSE ar" '' >got 2>&1
same 'steps of ar' "$(cat want)" "$(cat got)"
# two files of one name, as ffmpeg's cpu.o and x86/cpu.o: twice, so that members are replaced, too
mkdir -p twin; cp x64-a.o same.o; echo other >twin/same.o
for tool in "ar D" "$FUSE ar"; do
    rm -f twins.a
    for n in 1 2; do ${tool% D} rcS${tool##*[!D]} twins.a same.o twin/same.o; done
    cp twins.a "twins-${#tool}.a"
done
cmp -s twins-4.a "twins-$((${#FUSE} + 3)).a" && ok || bad 'two members of one name'
ar rcS noindex.a x64-a.o && cp noindex.a our.a && ar rcsD gnu.a x64-a.o
must ranlib "$FUSE" ranlib our.a
ar rcDS plain.a x64-a.o && ranlib -D plain.a && must 'index made anew' cmp plain.a our.a
ar rcT thin.a x64-a.o x64-$long.o
same 'members of a thin archive' "$(ar t thin.a)" "$("$FUSE" ar t thin.a)"
"$FUSE" ar r thin.a text >said 2>&1 && bad 'a thin archive was written' || has thin 'are read, not written' said
same 'untouched' "$(ar t thin.a)" "$("$FUSE" ar t thin.a)"
for bad in 'z x.a' 'rx x.a' '' 'rT x.a text' 'r' 't nowhere.a' 'rc x.a nowhere'; do
    # shellcheck disable=SC2086
    "$FUSE" ar $bad >said 2>&1 && bad "ar $bad" || ok
    [ -s said ] && [ ! -e x.a ] && ok || bad "ar $bad: silent, or it left a file"
done
mkdir escape && (cd escape && printf '!<arch>\n%-16s%-12s%-6s%-6s%-8s%-10s`\nx\n' '../up/' 0 0 0 644 2 >evil.a && "$FUSE" ar x evil.a)
[ -e escape/up ] && [ ! -e up ] && ok || bad 'a member was extracted outside the folder'
# names that a header cannot carry, or not as they are
printf '!<arch>\n\0001/4%-12s%-12s%-6s%-6s%-8s%-10s`\nx\n' '' 0 0 0 644 2 >nul.a
"$FUSE" ar t nul.a >said 2>&1 && bad 'a name with a zero was read' || has nul 'has no name' said
printf '!<arch>\n//%-46s%-10s`\n#1/5/\n%-16s%-12s%-6s%-6s%-8s%-10s`\nhello\n\n' '' 6 /0 0 0 0 644 6 >sharp.a
same 'a name like a place of names' '#1/5' "$("$FUSE" ar t sharp.a)"
"$FUSE" ar q sharp.a odd && same 'the same, written' '#1/5 odd' "$("$FUSE" ar t sharp.a | paste -sd' ')"
# as AR= of a makefile
cat >Makefile <<END
AR = $FUSE ar
RANLIB = $FUSE ranlib
prog: libx.a(x64-a.o) libx.a(x64-$long.o)
	\$(RANLIB) libx.a && gcc -o prog libx.a
END
make -s prog >said 2>&1 && ok || bad "make: $(cat said)"

# nm and size: GNU's text, option by option
compare() {          # compare OTHER-TOOL OUR-COMMAND FILE... - with each set of options in $options
    local theirs=$1 ours=$2 o
    shift 2
    while read -r o; do
        # shellcheck disable=SC2086
        $theirs $o "$@" >want 2>/dev/null
        # shellcheck disable=SC2086
        "$FUSE" $ours $o "$@" >got 2>/dev/null
        if cmp -s want got; then ok; else bad "$ours $o $*: $(diff want got | head -6)"; fi
    done <<<"$options"
}
options=$(printf '%s\n' '' -g -u -n -p -P -r -S -A -a --defined-only -gP -gn -D -Dn -BgS -AP '-n -r')
for f in x64-a.o ifunc.o x64 lib.so gnu.a thin.a 'x64-a.o x64' 'x64-a.o gnu.a lib.so'; do
    # shellcheck disable=SC2086
    compare nm nm $f
done
compare aarch64-linux-gnu-nm nm a64-a.o a64
compare arm-none-eabi-nm nm arm-a.o ourarm.o
compare nm nm "$(gcc -print-file-name=libm.so.6)" "$(gcc -print-file-name=libc.so.6)"
compare nm nm "$(gcc -print-file-name=libm-2.36.a)" "$FUSE"
options=$(printf '%s\n' '' -g -u -n -p -P -r -S -A --defined-only)
compare x86_64-w64-mingw32-nm nm win-a.o win.exe our.exe
options=$(printf '%s\n' '' -g -n -p --defined-only)
compare llvm-nm-19 nm mac-arm64-a.o && compare llvm-nm-19 nm mac-x86_64-a.o && compare llvm-nm-19 nm mac.a && compare llvm-nm-19 nm mac
options=$(printf '%s\n' '' -A -B -t)
compare size size x64-a.o x64 lib.so gnu.a
compare aarch64-linux-gnu-size size a64 a64-a.o
compare arm-none-eabi-size size arm-a.o ourarm.o
options=''
compare x86_64-w64-mingw32-size size win.exe win-a.o our.exe
for t in nm size; do
    "$FUSE" $t text >said 2>&1 && bad "$t of a text" || has $t 'not an object file or an image' said
    "$FUSE" $t nowhere >said 2>&1 && bad "$t of nothing" || has $t 'cannot read nowhere' said
    "$FUSE" $t --bad x64 >said 2>&1 && bad "$t --bad" || has $t 'unknown option --bad' said
    # damage gives a message or a listing, never a crash
    for f in x64 mac win.exe mac.a a64-a.o; do
        for at in 4 16 20 32 60 64 140 300; do
            cp $f hurt && printf '\377\377\377\177' | dd of=hurt bs=1 seek=$at conv=notrunc 2>/dev/null
            "$FUSE" $t hurt >/dev/null 2>&1
            [ $? -le 1 ] || bad "$t of $f with a word at $at set: exit $?"
        done
        head -c 700 $f >hurt
        "$FUSE" $t hurt >/dev/null 2>&1
        [ $? -le 1 ] && ok || bad "$t of a cut $f"
    done
done
finish bintools
