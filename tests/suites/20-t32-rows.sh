#!/usr/bin/env bash
# 20-t32-rows.sh - every Thumb-2 instruction row, with random operands, against GNU as and llvm-mc
# packages: binutils-arm-none-eabi llvm
set -u
tool=${T32_ROWS:-${FUSE_BUILD:-$(dirname "$FUSE")}/t32_rows}
[ -x "$tool" ] || { echo "FAIL $tool is not there"; echo "t32-rows: 0 passed, 1 failed"; exit 1; }
seed=${SEED:-1}
count=${COUNT:-12}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

"$tool" "$seed" "$count" >"$tmp/ours"
failed=$(grep -c '^bad' "$tmp/ours")
grep '^bad' "$tmp/ours" | head -20
grep -v '^bad' "$tmp/ours" >"$tmp/rows"
cut -f1 "$tmp/rows" >"$tmp/hex"
total=$(wc -l <"$tmp/hex")

# One line of listing per instruction; 32-bit ones are printed as two halfwords in order of memory.
{ printf '.syntax unified\n.thumb\n'; cut -f2 "$tmp/rows"; } >"$tmp/in.s"
arm-none-eabi-as -mcpu=cortex-m7 -mfpu=fpv5-d16 -aln="$tmp/listing" -o /dev/null "$tmp/in.s" || failed=$((failed + 1))
awk 'NF >= 3 && $1 ~ /^[0-9]+$/ && $2 ~ /^[0-9a-f]+$/ {
        n = $1
        hex = $3
        if ($4 ~ /^[0-9A-F][0-9A-F][0-9A-F][0-9A-F]$/) hex = hex $4
        print tolower(hex)
     }' "$tmp/listing" >"$tmp/as"
# llvm-mc, the second opinion
mc=$(command -v llvm-mc || command -v llvm-mc-19)
"$mc" -triple=thumbv7em -mcpu=cortex-m7 --show-encoding "$tmp/in.s" 2>"$tmp/mc.err" |
    sed -n 's/.*encoding: \[\(.*\)\].*/\1/p' | sed 's/0x//g; s/,//g' >"$tmp/mc"
[ -s "$tmp/mc.err" ] && grep -A1 'error' "$tmp/mc.err" | head -20 && failed=$((failed + 1))

[ "$(wc -l <"$tmp/as")" = "$total" ] && [ "$(wc -l <"$tmp/mc")" = "$total" ] || {
    echo "line counts differ: ours $total, as $(wc -l <"$tmp/as"), llvm-mc $(wc -l <"$tmp/mc")"
    failed=$((failed + 1))
}
paste "$tmp/hex" "$tmp/as" "$tmp/mc" <(cut -f2 "$tmp/rows") |
    awk -F'\t' '$1 != $2 && $1 != $3 { print "ours " $1 ", as " $2 ", llvm-mc " $3 ": " $4 }' >"$tmp/diff"
head -20 "$tmp/diff"
failed=$((failed + $(wc -l <"$tmp/diff")))
echo "t32-rows: $((total - $(wc -l <"$tmp/diff"))) passed, $failed failed"
[ "$failed" = 0 ]
