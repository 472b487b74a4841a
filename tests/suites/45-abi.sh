#!/usr/bin/env bash
# 45-abi.sh - random signatures: our callers with other compilers' callees, and the other way round
# packages: gcc clang python3 gcc-mingw-w64-x86-64 wine64 wine gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm qemu-user gcc-aarch64-linux-gnu clang-19
#
# COUNT=1000 tests/suites/45-abi.sh is the full run.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
count=${COUNT:-150} seed=${SEED:-1}
passed=0 failed=0

# both NAME TARGET LEVEL RUN CC... - one convention at one level, in both directions
both() {
    local name=$1 target=$2 level=$3 run=$4 dir=$tmp/$1$3 way
    shift 4
    mkdir -p "$dir"
    python3 "$here/../tools/abi_gen.py" --seed "$seed" --count "$count" ${ALIGN16:+--align16} ${INT128:+--int128} ${LDOUBLE:+--ldouble} ${APPLE:+--apple} --complex-int "$dir"
    (cd "$dir" && "$@" -w -O1 -c caller.c -o caller.theirs.o && "$@" -w -O1 -c callee.c -o callee.theirs.o &&
        "$@" -c main.c -o main.o &&
        "$FUSE" cc --target "$target" -O"$level" -c caller.c -o caller.ours.o &&
        "$FUSE" cc --target "$target" -O"$level" -c callee.c -o callee.ours.o) >"$dir/log" 2>&1 || {
        failed=$((failed + 2))
        echo "FAIL $name -O$level: does not compile"
        head -5 "$dir/log"
        return
    }
    for way in "ours theirs" "theirs ours"; do
        # shellcheck disable=SC2086
        set -- "$@"
        local a=${way% *} b=${way#* }
        if "$@" ${STATIC--static} ${LDFLAGS-} "$dir/main.o" "$dir/caller.$a.o" "$dir/callee.$b.o" -o "$dir/x.exe" >"$dir/log" 2>&1 &&
            $run "$dir/x.exe" >"$dir/log" 2>&1; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL $name -O$level: caller $a, callee $b"
            head -8 "$dir/log"
        fi
    done
}

for level in 0 2; do
    # clang to 19 puts what follows an __int128 in memory elsewhere than the convention and gcc
    ALIGN16=1 INT128=1 LDOUBLE=1 both sysv-gcc linux-x64 $level "" gcc
    ALIGN16=1 LDOUBLE=1 both sysv-clang linux-x64 $level "" clang
done
# Base and hard-float AAPCS32, with newlib on a board that qemu knows.
arm() {
    local arm_flags arm_board
    . "$here/../tools/arm_flags.sh" "$1"
    # shellcheck disable=SC2086
    ALIGN16=1 STATIC='' LDFLAGS="--specs=rdimon.specs -Wl,-Tdata=0x20000000 -Wl,--section-start=.vec=0 $here/../tools/mps2_start.S" \
        both "$1-gcc" "$1" "$2" "timeout 20 qemu-system-arm -M $arm_board -display none -monitor none -serial none \
        -semihosting-config enable=on,target=native -kernel" arm-none-eabi-gcc $arm_flags
}
for level in 0 2; do
    for cpu in cortex-m3 cortex-m4 cortex-m7; do
        arm $cpu $level
    done
done
a64_clang() {        # compiles with clang, links with gcc
    case " $* " in
    *" -c "*) "${CLANG:-clang-19}" --target=aarch64-linux-gnu "$@" ;;
    *) aarch64-linux-gnu-gcc "$@" ;;
    esac
}
for level in 0 2; do
    ALIGN16=1 INT128=1 LDOUBLE=1 both arm64-gcc linux-arm64 $level qemu-aarch64 aarch64-linux-gnu-gcc
    ALIGN16=1 INT128=1 LDOUBLE=1 both arm64-clang linux-arm64 $level qemu-aarch64 a64_clang
done
# Apple's variants: clang compiles, our linker links, a loader of ours runs.
macho=$here/../tools/macho/machorun.c
aarch64-linux-gnu-gcc -w -O2 -static -pthread -ffixed-x18 "$macho" -o "$tmp/run-arm64" || exit 1
gcc -w -O2 -static -pthread "$macho" -o "$tmp/run-x64" || exit 1
apple_clang() {
    local target=$1 arch=$2
    shift 2
    case " $* " in
    *" -c "*) "${CLANG:-clang-19}" --target="$arch-apple-macos11" "$@" ;;
    *) "$FUSE" cc --target "$target" "$@" ;;
    esac
}
for level in 0 2; do
    ALIGN16=1 INT128=1 APPLE=1 both apple-arm64 macos-arm64 $level "qemu-aarch64 $tmp/run-arm64" apple_clang macos-arm64 arm64
    ALIGN16=1 LDOUBLE=1 APPLE=1 both apple-x64 macos-x64 $level "$tmp/run-x64" apple_clang macos-x64 x86_64
done
# The system's runtime is not in the way: wine keeps a folder of its own, no display, no messages.
export WINEPREFIX=$tmp/wine WINEDEBUG=-all
export WINEDLLOVERRIDES="mscoree,mshtml=;winedbg.exe=d"
unset DISPLAY
mingw=x86_64-w64-mingw32-gcc
mingw_clang() {      # compiles with clang, links with mingw's gcc
    case " $* " in
    *" -c "*) "${CLANG:-clang-19}" --target=x86_64-w64-mingw32 "$@" ;;
    *) "$mingw" "$@" ;;
    esac
}
for level in 0 2; do
    both windows-gcc windows-x64 $level wine $mingw
    both windows-clang windows-x64 $level wine mingw_clang
done
wineserver -k 2>/dev/null
echo "abi: $passed passed, $failed failed"
[ $failed = 0 ]
