#!/usr/bin/env bash
# 20-x64-rows.sh - every AMD64 instruction row, with random operands, against GNU as and llvm-mc
set -u
tool=${X64_ROWS:-${FUSE_BUILD:-$(dirname "$FUSE")}/x64_rows}
[ -x "$tool" ] || { echo "FAIL $tool is not there"; echo "x64-rows: 0 passed, 1 failed"; exit 1; }
seed=${SEED:-1}
count=${COUNT:-12}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

"$tool" "$seed" "$count" >"$tmp/ours"
failed=$(grep -c '^bad' "$tmp/ours")
grep '^bad' "$tmp/ours"
grep -v '^bad' "$tmp/ours" >"$tmp/rows"

# as: one line of listing per instruction; long ones continue on lines with the same number.
{ echo '.intel_syntax noprefix'; cut -f2 "$tmp/rows"; } >"$tmp/in.s"
as --64 -O0 -aln="$tmp/listing" -o /dev/null "$tmp/in.s" || failed=$((failed + 1))
awk 'NF >= 2 && $1 ~ /^[0-9]+$/ {
        n = $1
        if (NF > 2 && $3 ~ /^[0-9A-F]+$/) hex[n] = hex[n] $3
        else if (NF == 2 && $2 ~ /^[0-9A-F]+$/) hex[n] = hex[n] $2
        if (n > last) last = n
     }
     END { for (k = 2; k <= last; k++) print tolower(hex[k]) }' "$tmp/listing" >"$tmp/as"
# llvm-mc, the second opinion
mc=$(command -v llvm-mc || command -v llvm-mc-14)
"$mc" -triple=x86_64 -x86-asm-syntax=intel --show-encoding "$tmp/in.s" 2>"$tmp/mc.err" |
    sed -n 's/.*encoding: \[\(.*\)\].*/\1/p' | sed 's/0x//g; s/,//g' >"$tmp/mc"
[ -s "$tmp/mc.err" ] && head -5 "$tmp/mc.err" && failed=$((failed + 1))

cut -f1 "$tmp/rows" >"$tmp/hex"
total=$(wc -l <"$tmp/hex")
[ "$(wc -l <"$tmp/as")" = "$total" ] && [ "$(wc -l <"$tmp/mc")" = "$total" ] || {
    echo "line counts differ: ours $total, as $(wc -l <"$tmp/as"), llvm-mc $(wc -l <"$tmp/mc")"
    failed=$((failed + 1))
}
paste "$tmp/hex" "$tmp/as" "$tmp/mc" <(cut -f2 "$tmp/rows") |
    awk -F'\t' '$1 != $2 && $1 != $3 { print "ours " $1 ", as " $2 ", llvm-mc " $3 ": " $4 }' >"$tmp/diff"
head -20 "$tmp/diff"
failed=$((failed + $(wc -l <"$tmp/diff")))
echo "x64-rows: $((total - $(wc -l <"$tmp/diff"))) passed, $failed failed"
[ "$failed" = 0 ]
