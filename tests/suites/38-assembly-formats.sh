#!/usr/bin/env bash
# 38-assembly-formats.sh - fuse cc -S for Mach-O and COFF: LLVM's assembler makes objects of it that link and run the same
# packages: gcc gcc-aarch64-linux-gnu qemu-user clang-19 llvm-19 wine64 wine
#
# With arguments: those kernels of bench/c; else a few.
. "$(dirname "$0")/common.sh"
needs clang-19 llvm-readobj-19 wine aarch64-linux-gnu-gcc
export WINEPREFIX=$tmp/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=;winedbg.exe=d'
unset DISPLAY
trap 'wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
timeout 120 wine wineboot -i >/dev/null 2>&1
src=$root/tests/tools/macho/machorun.c
aarch64-linux-gnu-gcc -w -O2 -static -pthread -ffixed-x18 "$src" -o run-arm64 && gcc -w -O2 -static -pthread "$src" -o run-x64 || exit 1
run() {              # run TARGET FILE
    case $1 in
        macos-arm64) timeout 60 qemu-aarch64 ./run-arm64 "./$2" ;;
        macos-x64) timeout 60 ./run-x64 "./$2" ;;
        *) timeout 60 wine "./$2" | tr -d '\r' ;;
    esac
    echo "rc ${PIPESTATUS[0]}"
}

# What each format writes in a way of its own.
cat >sample.c <<'END'
int printf(const char *, ...);
_Thread_local int t1 = 3; static _Thread_local long long t2; _Thread_local char t3 = 'x';
int common[4]; static int zero[3]; int data = 5; static int own = 6; const int ro = 7; int *ptr = &common[2];
static const char *const names[] = {"a", "bb", "quote \" and \\ and \n"};
__attribute__((weak)) int weak_here(void) { return 1; }
__attribute__((weak)) int weak_away(void); extern int weak_data __attribute__((weak));
__attribute__((visibility("hidden"))) int hid(int x) { return x * 3; }
__attribute__((constructor)) static void ctor(void) { zero[1] = 9; }
static long long wide __attribute__((aligned(64))) = 1;
static int calls(int (*f)(int), int x) { return f(x) + own; }
int rax(int x) { return x + 2; }
double scale(double x, float f) { return x * 2.5 + f; }
int sw(int x)
{
    switch (x) { case 0: return 4; case 1: return hid(3); case 2: return weak_here(); case 3: return 77; case 4: return zero[1];
    case 5: return names[2][0]; case 6: return data; case 7: return x * own; default: return -1; }
}
int main(int c, char **v)
{
    volatile char big[9000]; struct { int a[40]; } copy = {{c}}, other = copy;
    big[8999] = (char)c; t1 += c; t2 += 2; t3++; *ptr = 8; common[1] = other.a[0];
    if (weak_away) weak_away();
    for (int i = -1; i < 9; i++) printf("%d ", sw(i));
    printf("%s %s|%d %d %c|%d %d %d|%d %g\n", names[c], names[2], t1, (int)t2, t3, common[2] + common[1], ro, rax(1),
           calls(hid, 2), scale(1.5, 0.25f));
    printf("%d %d %d %d\n", &weak_data != 0, (int)((unsigned long long)&wide % 64), big[8999], v[c] == 0);
    return data;
}
END
echo 'int printf(const char *, ...); unsigned long long kernel(unsigned); int main(void) { printf("%llx\n", kernel(1)); return 0; }' >main.c
[ $# -gt 0 ] || set -- "$root"/bench/c/{hasht,interp,nbody,sha256}.c
for t in macos-arm64:arm64-apple-macos11 macos-x64:x86_64-apple-macos11 windows-x64:x86_64-w64-mingw32; do
    target=${t%:*} triple=${t#*:}
    for f in sample.c "$@"; do
        for o in -O0 -O2; do
            name=$(basename "$f" .c)$o-$target.exe
            must "listing of $name" "$FUSE" cc --target "$target" $o -S "$f" -o l.s || continue
            must "assembly of $name" clang-19 --target="$triple" -c l.s -o l.o || continue
            same "readobj $name" '' "$(llvm-readobj-19 --all l.o 2>&1 >/dev/null)"
            main=main.c
            [ "$f" != sample.c ] || main=
            # shellcheck disable=SC2086
            must "link of $name" "$FUSE" cc --target "$target" $main l.o -o "$name"
            # shellcheck disable=SC2086
            must "the same at once $name" "$FUSE" cc --target "$target" $o $main "$f" -o "one$name"
            want=$(run "$target" "one$name" 2>&1)
            same "$name" "$want" "$(run "$target" "$name" 2>&1)"
            case $f in sample.c) has "output of $name" '-1 4 9 1 77 9 113 5 42 -1 bb quote " and \ and ' <(echo "$want") ;; esac
        done
    done
done
# What another image or object gives and takes: imports, exports, a name in a cell.
echo '__declspec(dllexport) int offered(int x) { return x + 1; } extern int weak __attribute__((weak)); int *p(void) { return &weak; }' >dll.c
must 'listing of exports' "$FUSE" cc --target windows-x64 -O1 -S dll.c -o dll.s
must 'assembly of exports' clang-19 --target=x86_64-w64-mingw32 -c dll.s -o dll.o
has 'exports' '-export:"offered"' <(llvm-readobj-19 --coff-directives dll.o)
has 'a cell' '.refptr.weak' <(llvm-nm-19 dll.o)
finish assembly-formats
