#!/usr/bin/env bash
# 30-c-oracle.sh - the C golden programs are right: they return 0 when other compilers compile them, for every data
# model (LP64 with char of either sign, LLP64, ILP32)
# packages: gcc clang gcc-aarch64-linux-gnu gcc-mingw-w64-x86-64 gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-user wine wine64
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
export WINEPREFIX=$tmp/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=;winedbg.exe=d' LC_ALL=C.UTF-8
unset DISPLAY
trap 'wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
timeout 180 wine wineboot -i >/dev/null 2>&1
# A compiler and what runs its programs; then the cases that it cannot have, with a space on both sides.
compilers=(
    'gcc -O0||'
    'gcc -O2||'
    'clang-14 -O2|| asm_operands asm_align bitfield_pack bitfield_wide statement_scopes builtin_classify builtin_overflow headers_need func_name literal_align ' # no overflow_p; p2align 8,,0; decisions/0013; no ranges that compute; other fast types; __func__ is a literal; no _Alignas in literals
    'aarch64-linux-gnu-gcc -O1 -static|qemu-aarch64| asm_operands '
    'x86_64-w64-mingw32-gcc -O1|wine| attributes headers_need ' # weak symbols without a definition; other folders of headers
    'arm-none-eabi-gcc -O1 -mcpu=cortex-a9 -fno-short-enums --specs=rdimon.specs|qemu-arm| thread_local asm_operands '
)
passed=0 failed=0
for case in "$root"/tests/golden/c/*.t; do
    grep -q 'tools/c_levels.sh' "$case" || continue
    name=$(basename "$case" .t)
    case $name in
    attributes_run) continue ;;  # attributes of C23, which these refuse in C11
    atomic_wide|atomic_complex) continue ;;     # needs libatomic: 47-atomics.sh has it by gcc; clang has other atomic records
    c23|float_n) continue ;;     # words of C23 and _Float32 as a typedef name, which these compilers do not have
    complex_fold|complex_int_divide) continue ;;     # the rounding of our own division; gcc's is not the exact quotient
    object_size|frame_address) continue ;;  # what each compiler finds out, and where it places code
    builtin_rotate) continue ;;  # clang's builtins, by names that gcc does not have
    esac
    # the files of the program that returns 0: a case may have others, to be refused
    sources=$(sed -n 's|.*tools/c_levels.sh \([^|>;&]*\).*|\1|p' "$case" | head -n 1)
    dir=$tmp/$name
    mkdir "$dir"
    awk -v dir="$dir" '/^-- .* --$/ { file = $2 == "cmd" || $2 == "out" || $2 ~ "/" ? "" : dir "/" $2; next }
                       file { print > file }' "$case"
    for row in "${compilers[@]}"; do
        IFS='|' read -r cc run without <<<"$row"
        command -v "${cc%% *}" >/dev/null || continue
        [[ $without != *" $name "* ]] || continue
        # shellcheck disable=SC2086
        if (cd "$dir" && $cc -std=gnu11 -w -fno-strict-aliasing $sources -o x.exe 2>err && $run ./x.exe >>err 2>&1); then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL $name.t with $cc: exit code $?"
            head -n 5 "$dir/err"
        fi
    done
done
echo "c-oracle: $passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
