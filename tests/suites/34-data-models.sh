#!/usr/bin/env bash
# 34-data-models.sh - sizes, alignments, signs, types and predefined macros of each target beside its usual compiler
# packages: gcc-aarch64-linux-gnu gcc-arm-none-eabi gcc-mingw-w64-x86-64 clang binutils-aarch64-linux-gnu llvm
#
# Two checks for each target: a table of sizeof, _Alignof and signs that both compilers put into an
# object; and every predefined macro that both know, as a number or as a type; those of the
# integer types that <stdint.h> names must be there.
set -u
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $*"; }

cat >table.c <<'END'
typedef __WCHAR_TYPE__ wide;
struct c { char c; }; struct cs { char c; short s; }; struct ci { char c; int i; };
struct cl { char c; long l; }; struct cll { char c; long long l; }; struct cd { char c; double d; };
struct cp { char c; void *p; }; struct cf { char c; float f; }; struct cll2 { int i; struct cll c; };
struct bits { char c; int a : 5, b : 12; long long x : 40; }; struct bits2 { int a : 3; char c; };
struct zero { int a : 4; int : 0; int b : 4; }; union u { char c[9]; double d; };
struct anon { char a; int : 3; char b; }; struct anon0 { char a; int : 0; char b; };
struct mix { char a : 3; int b : 9; short c : 4; short d : 12; short e : 1; long long f : 33; char g; };
struct z1 { int a : 3; long long : 0; char c; }; union ub { int a : 3; long long b : 40; char c; };
struct pk { char a; int b : 7; int c : 30; } __attribute__((packed));
struct same { unsigned a : 20, b : 12, c : 1; unsigned char d : 3, e : 5, f : 1; };
#define BOTH(t) sizeof(t), _Alignof(t)
#define SIGN(t) ((t)-1 < 0)
const int table[] = {
    BOTH(char), BOTH(short), BOTH(int), BOTH(long), BOTH(long long), BOTH(float), BOTH(double), BOTH(void *),
    BOTH(wide), BOTH(_Bool), BOTH(struct c), BOTH(struct cs), BOTH(struct ci), BOTH(struct cl),
    BOTH(struct cll), BOTH(struct cd), BOTH(struct cp), BOTH(struct cf), BOTH(struct cll2),
    BOTH(struct bits), BOTH(struct bits2), BOTH(struct zero), BOTH(union u), BOTH(struct anon), BOTH(struct anon0), BOTH(struct mix),
    BOTH(struct z1), BOTH(union ub), BOTH(struct pk), BOTH(struct same),
    SIGN(char), SIGN(wide), sizeof(__builtin_va_list), sizeof L"ab", sizeof u"ab", sizeof U"ab",
    sizeof sizeof 1, sizeof((char *)0 - (char *)0),
};
END

# macros TARGET COMPILER... - a program that asserts that our macros mean what the other's do
macros() {
    local target=$1
    shift
    # What they do not share on purpose: the version claimed, long double (docs/decisions/0003), hosted, short enums and
    # int32_t as long of arm-none-eabi, and which of two equal types __CHAR32_TYPE__ is.
    "$@" -dM -E -x c /dev/null | sed -n 's/^#define \([A-Za-z_0-9]*\) \(.*\)$/\1 \2/p' |
        grep -vE '^(__GNUC(_MINOR|_PATCHLEVEL)?__|__LDBL_[A-Z0-9_]*|__DECIMAL_DIG__|__SIZEOF_LONG_DOUBLE__|__STDC_HOSTED__|__ARM_SIZEOF_MINIMAL_ENUM|__ARM_ALIGN_MAX_STACK_PWR|__STDC_VERSION__|__GXX_ABI_VERSION) ' |
        awk -v arm="${target#cortex}" -v target="$target" '
            arm != target && $1 ~ /^__U?INT(_LEAST)?32_TYPE__$|^__CHAR32_TYPE__$/ { next }
            { name = $1; body = $0; sub(/^[^ ]* /, "", body)
              must = name ~ /^__U?INT(_LEAST|_FAST|MAX|PTR)?[0-9]*_(TYPE|MAX)/ || name ~ /WINT/
              print must ? "#if 1" : "#ifdef " name
              if (name ~ /_TYPE__$/)
                  print "_Static_assert(_Generic((" name ")0, " body ": 1, default: 0), \"" name "\");"
              else if (body ~ /^[-(]*(0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*[-() 0-9]*$/)
                  print "_Static_assert((" name ") == (" body "), \"" name "\");"
              print "#endif" }' >macros.c
    [ "$(grep -c _Static_assert macros.c)" -gt 40 ] || { fail "$target: too few macros to compare"; return; }
    if "$FUSE" cc --target "$target" --emit ir macros.c -o /dev/null 2>err; then pass; else
        fail "$target: macros"
        grep error err | head -20
    fi
}

# model TARGET OBJCOPY COMPILER...
model() {
    local target=$1 objcopy=$2
    shift 2
    if ! "$@" -c table.c -o theirs.o || ! "$FUSE" cc --target "$target" --emit ir table.c -o ours.ir; then
        fail "$target: the table does not compile"
        return
    fi
    "$objcopy" -O binary -j .rodata -j .rdata -j .rodata.table -j __TEXT,__const theirs.o theirs.bin
    od -An -v -td4 -w4 theirs.bin | tr -d ' ' | head -n "$(values ours.ir | wc -l)" >theirs.txt
    values ours.ir >ours.txt
    if [ -s ours.txt ] && cmp -s ours.txt theirs.txt; then pass; else
        fail "$target: sizes and alignments"
        diff ours.txt theirs.txt | head
    fi
    macros "$target" "$@"
}

# values FILE - the words of @table in the text form of the IR
values() {
    python3 - "$1" <<'END'
import re, sys
text = open(sys.argv[1]).read()
body = text[text.index('@table'):]
body = body[body.index('{') + 1:body.index('\n}')]
data = b''
for part in re.findall(r'"((?:[^"\\]|\\.)*)"', body):
    data += re.sub(rb'\\([0-9a-f]{2})', lambda m: bytes([int(m.group(1), 16)]), part.encode())
for k in range(0, len(data), 4):
    print(int.from_bytes(data[k:k + 4], 'little'))
END
}

model linux-x64 objcopy gcc -std=gnu11 -mno-80387 -mlong-double-64
model linux-arm64 aarch64-linux-gnu-objcopy aarch64-linux-gnu-gcc -std=gnu11
model windows-x64 x86_64-w64-mingw32-objcopy x86_64-w64-mingw32-gcc -std=gnu11
for core in m3 m4 m7 m33; do
    fpu=-mfloat-abi=hard
    case $core in m3) fpu=-mfloat-abi=soft ;; m4) fpu+=" -mfpu=fpv4-sp-d16" ;; m7) fpu+=" -mfpu=fpv5-d16" ;; m33) fpu+=" -mfpu=fpv5-sp-d16" ;; esac
    # shellcheck disable=SC2086
    model cortex-$core arm-none-eabi-objcopy arm-none-eabi-gcc -std=gnu11 -mthumb -mcpu=cortex-$core $fpu -fno-short-enums
done
macros macos-arm64 clang --target=arm64-apple-macos11 -std=gnu11
macros macos-x64 clang --target=x86_64-apple-macos11 -std=gnu11
echo "data-models: $passed passed, $failed failed"
[ $failed = 0 ]
