#!/usr/bin/env bash
# 21-listing.sh - the assembly text of `fuse cc -S`, put through GNU as, is the object of `fuse cc -c`
# packages: binutils binutils-aarch64-linux-gnu python3
#
# Compared: every loaded section but unwind tables (type, flags, alignment, bytes, relocations by symbol
# and addend) and every named symbol. One difference is allowed: as fills in a branch to a local symbol of
# the same section and calls other branches to local symbols PC32 where we say PLT32; both mean the same
# number. Jumps have the same sizes.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0
export LC_ALL=C ASAN_OPTIONS=detect_leaks=0

# Symbols named as registers and operators, common, weak, hidden and thread-local ones, own sections.
cat >odd.c <<'END'
typedef unsigned long u64;
extern int rax(int), offset(int), xmm3, dword[4], r10d; extern int weakly(void) __attribute__((weak));
extern _Thread_local int outside; _Thread_local int tls_zero[5], tls_one = 4; static _Thread_local int fs = 3;
int and = 7, st[3], plain_common; static int byte; int *ptr = &dword[2]; int (*near_)(int) = offset;
int quoted(int) __asm__("a b$c"); int dollar __asm__("$x") = 5;
int rcx(int x) { return x + byte++; }
static __attribute__((noinline)) int local(int x) { return x * 3 + fs; }
__attribute__((visibility("hidden"))) int hid(int x) { return local(x) + dollar; }
__attribute__((weak)) int feeble(int x) { return x; }
__attribute__((section("mine"))) int one(int x) { return x + 1; }
__attribute__((section("mine"))) int two(int x) { return one(x) * 2; }
__attribute__((section("dmine"))) int d1 = 3; __attribute__((section("dmine"))) int d2[2] = {1, 2};
double half(double x, int k) { static const double t[] = {0.5, 0.25, 1e9}; return x * t[k & 1] + 3.75; }
const char *text(int k) { switch (k) { case 0: return "zero"; case 1: return "one"; case 2: return "two"; case 3: return "three"; case 4: return "zero"; case 5: return "five"; default: return "many"; } }
int far(int k) { static void *to[] = {&&a, &&b, &&c}; goto *to[k % 3]; a: return 1; b: return rcx(k); c: return 3; }
int sw(int k) { switch (k) { case 0: return rax(1); case 1: return 7; case 2: return offset(9); case 3: return far(k); case 4: return 90; case 5: return -3; case 6: return 55; } return 0; }
int main(int argc, char **argv)
{
    int s = rax(argc) + offset(and) + xmm3 + dword[argc] + st[1] + byte + r10d + outside + tls_one + tls_zero[argc];
    if (weakly) s += weakly();
    for (int i = 0; i < argc; i++) {
        s += quoted(s) + hid(s) + feeble(i) + two(s) + d1 + d2[i & 1] + (int)half(s, i) + text(i)[0] + sw(i) + plain_common;
        s ^= (int)(u64)argv[i] * 0x12345 + (s >> 3); s = s < 0 ? -s : s; s += *ptr + near_(s); dword[i] = 5; xmm3++; st[i] += s;
        if (s > 1000) { s -= rcx(s) * 3; } else { s += rax(s) / (i + 1) + (unsigned)s % 7u; }
    }
    u64 big = 0x123456789abcdefULL * (u64)s; __builtin_memset(st, s, sizeof st);
    return (int)(big >> 40) + __atomic_fetch_add(&and, 1, 5);
}
END

[ $# -gt 0 ] || set -- odd.c "$root"/bench/c/*.c "$root"/runtime/core/*.c
for way in "linux-x64 as" "linux-arm64 aarch64-linux-gnu-as"; do
    read -r target as <<<"$way"
    for opt in -O0 -O2; do
        for f; do
            if "$FUSE" cc --target "$target" "$opt" -I"$root" -c "$f" -o one.o &&
                "$FUSE" cc --target "$target" "$opt" -I"$root" -S "$f" -o one.s &&
                "$as" one.s -o two.o && python3 "$root/tests/tools/same_obj.py" one.o two.o >said; then
                passed=$((passed + 1))
            else
                failed=$((failed + 1))
                echo "FAIL $f $target $opt"
                head -5 said
            fi
            : >said
        done
    done
done
# our own assembler makes the same of it, where it reads the syntax that listings have; names with
# characters that need quotes it does not take as operands
for opt in -O0 -O2; do
    for f; do
        [ "$f" != odd.c ] || continue
        if "$FUSE" cc --target linux-arm64 "$opt" -I"$root" -c "$f" -o one.o &&
            "$FUSE" cc --target linux-arm64 "$opt" -I"$root" -S "$f" -o one.s &&
            "$FUSE" cc --target linux-arm64 -c one.s -o two.o >said 2>&1 &&
            python3 "$root/tests/tools/same_obj.py" one.o two.o >said; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL by us $f $opt"
            head -5 said
        fi
    done
done
echo "listing: $passed passed, $failed failed"
[ "$failed" = 0 ]
