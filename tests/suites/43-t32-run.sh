#!/usr/bin/env bash
# 43-t32-run.sh - C programs for Cortex-M under qemu: our code prints and returns what arm-none-eabi-gcc's does
# packages: gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm csmith libcsmith-dev
#
# Golden programs of C at each level, then CSMITH_SEEDS (default 6) generated ones; both link with newlib and
# with runtime/arch/soft by our compiler. A golden program that checks for a 64-bit long fails at the same
# check under both. TARGETS names the processors, CSMITH_FIRST the first seed.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
seeds=${CSMITH_SEEDS:-6}
first=${CSMITH_FIRST:-1}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 2
passed=0 failed=0

# Not comparable: they do not compile with a long of 32 bits; they shift one by more than its width; they
# rely on signed char; gcc has no 64-bit atomics here; the rounding of our own complex division.
leave_out=" bitfield_basic bitfield_layout bitfield_packed switch_forms algo_sha256 strings atomic_ops complex_fold complex_int_divide "

soft() {     # the runtime's functions for target $1, once
    [ -d "soft-$1" ] && return
    mkdir "soft-$1"
    local f
    for f in f32 f64 widen int mulh; do
        "$FUSE" cc --target "$1" -O2 -I"$root" -c "$root/runtime/arch/soft/$f.c" -o "soft-$1/$f.o" || failed=$((failed + 1))
    done
}

# same NAME TARGET LEVELS FILE.c FLAGS... - compare every level with gcc
same() {
    local name=$1 target=$2 levels=$3 file=$4 level code
    shift 4
    . "$root/tests/tools/arm_flags.sh" "$target"
    # shellcheck disable=SC2086
    arm-none-eabi-gcc $arm_flags -w -O1 -fwrapv -fno-strict-aliasing -I"$root/tests/shim" "$@" -c "$file" -o want.o 2>/dev/null || return
    LIMIT=5 "$root/tests/tools/arm_run.sh" "$target" want.elf want.o >want
    code=$?
    [ $code -lt 99 ] || return    # does not link or end under gcc
    for level in $levels; do
        if "$FUSE" cc --target "$target" -O"$level" -I"$root/tests/shim" "$@" -c "$file" -o got.o >got 2>&1; then
            "$root/tests/tools/arm_run.sh" "$target" got.elf got.o "soft-$target"/*.o >got 2>&1
            echo "code $?" >>got
        fi
        if cmp -s <(cat want; echo "code $code") got; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL $name -O$level on $target: $(head -c 200 got); gcc: $(head -c 80 want) code $code"
        fi
    done
}

for target in ${TARGETS:-cortex-m3 cortex-m4 cortex-m7}; do
    soft "$target"
    levels="0 1 2 s"
    [ "$target" = cortex-m3 ] || levels="0 2"
    for t in "$root"/tests/golden/c/*.t; do
        name=$(basename "$t" .t)
        grep -q '^\(INTERP=no \)*\$ROOT/tests/tools/c_levels.sh t.c$' "$t" || continue
        case $leave_out in *" $name "*) continue ;; esac
        sed -n '/^-- t.c --$/,/^-- /p' "$t" | sed '1d;/^-- /d' >t.c
        same "$name" "$target" "$levels" t.c
    done
    for ((seed = first; seed < first + seeds; seed++)); do
        csmith --seed "$seed" >p.c
        same "csmith $seed" "$target" "$levels" p.c -isystem /usr/include/csmith
    done
done
[ $passed -gt 0 ] || failed=$((failed + 1))
echo "t32-run: $passed passed, $failed failed"
[ $failed = 0 ]
