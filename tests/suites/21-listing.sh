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

cat >same.py <<'END'
import struct, sys

def load(path):
    b = open(path, 'rb').read()
    shoff, = struct.unpack_from('<Q', b, 40)
    size, n, strndx = struct.unpack_from('<HHH', b, 58)
    sh = [struct.unpack_from('<IIQQQQIIQQ', b, shoff + i * size) for i in range(n)]
    text = lambda tab, at: b[sh[tab][4] + at:b.index(b'\0', sh[tab][4] + at)].decode()
    name = [text(strndx, s[0]) for s in sh]
    body = lambda s: b[s[4]:s[4] + s[5]]
    # Sections of one name are told apart by their order.
    key = [(nm, name[:i].count(nm)) for i, nm in enumerate(name)]
    symtab = next(i for i, s in enumerate(sh) if s[1] == 2)
    syms = [(text(sh[symtab][6], x[0]), *x[1:]) for x in struct.iter_unpack('<IBBHQQ', body(sh[symtab]))]

    def place(i):
        nm, info, other, shndx, value, _ = syms[i]
        if info >> 4 == 0 and 0 < shndx < 0xff00:
            return key[shndx], value
        return nm, 0

    out, symbols = {}, {}
    for i, s in enumerate(sh):
        if s[2] & 2 and name[i] != '.eh_frame' and s[5]:
            out[key[i]] = [s[1], s[2] & ~0x200, s[8], s[9], s[5], bytearray(b'' if s[1] == 8 else body(s)), []]
    for s in sh:
        if s[1] == 4 and key[s[7]] in out:
            data = out[key[s[7]]]
            for off, info, add in struct.iter_unpack('<QQq', body(s)):
                where, value = place(info >> 32)
                kind = info & 0xffffffff
                if kind == 4 and where in key:
                    kind = 2  # PLT32 to what is local: as says PC32
                if kind == 2 and where == key[s[7]]:  # as fills such a field in
                    data[5][off:off + 4] = struct.pack('<i', value + add - off)
                    continue
                if kind in (282, 283) and where == key[s[7]]:  # and in bl and b of arm64
                    word, = struct.unpack_from('<I', data[5], off)
                    word = word & 0xfc000000 | (value + add - off >> 2) & 0x3ffffff
                    data[5][off:off + 4] = struct.pack('<I', word)
                    continue
                data[6].append((off, kind, where, value + add))
            data[6].sort()
    for nm, info, other, shndx, value, size in syms:
        if nm in ('$x', '$d') and not info >> 4:  # arm64: where code and data begin
            continue
        if nm and nm != '_GLOBAL_OFFSET_TABLE_' and info & 15 not in (3, 4) and (info >> 4 or not nm.startswith('.L')):
            at = key[shndx] if shndx < 0xff00 else shndx
            if info >> 4 or shndx:
                symbols.setdefault(nm, []).append((info, other, at, value, size))
    return out, {k: sorted(v, key=str) for k, v in symbols.items()}

a, b = load(sys.argv[1]), load(sys.argv[2])
fields = 'type', 'flags', 'alignment', 'entry size', 'size', 'bytes', 'relocations'
bad = 0
for k in sorted(set(a[0]) | set(b[0])):
    x, y = a[0].get(k), b[0].get(k)
    if not x or not y:
        print(f'section {k}: only in', 'the first' if x else 'the second')
        bad = 1
        continue
    for f, p, q in zip(fields, x, y):
        if p != q:
            bad = 1
            if f == 'relocations':
                p, q = [r for r in p if r not in q][:3], [r for r in q if r not in p][:3]
            elif f == 'bytes':
                at = next((i for i in range(min(len(p), len(q))) if p[i] != q[i]), min(len(p), len(q)))
                p, q = f'at {at:#x}: ' + p[at:at + 12].hex(), q[at:at + 12].hex()
            print(f'section {k[0]}: {f}: {p}, then {q}')
for k in sorted(set(a[1]) | set(b[1])):
    if a[1].get(k) != b[1].get(k):
        print(f'symbol {k}: {a[1].get(k)}, then {b[1].get(k)}')
        bad = 1
sys.exit(bad)
END

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
                "$as" one.s -o two.o && python3 same.py one.o two.o >said; then
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
echo "listing: $passed passed, $failed failed"
[ "$failed" = 0 ]
