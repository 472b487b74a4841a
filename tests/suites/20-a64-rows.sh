#!/usr/bin/env bash
# 20-a64-rows.sh - every AArch64 instruction row, with random operands, against GNU as and llvm-mc
# packages: binutils-aarch64-linux-gnu llvm
set -u
tool=${A64_ROWS:-${FUSE_BUILD:-$(dirname "$FUSE")}/a64_rows}
[ -x "$tool" ] || { echo "FAIL $tool is not there"; echo "a64-rows: 0 passed, 1 failed"; exit 1; }
seed=${SEED:-1}
count=${COUNT:-12}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

"$tool" "$seed" "$count" >"$tmp/ours"
failed=$(grep -c '^bad' "$tmp/ours")
grep '^bad' "$tmp/ours" | head -20
grep -v '^bad' "$tmp/ours" >"$tmp/rows"
cut -f1 "$tmp/rows" >"$tmp/hex"
cut -f2 "$tmp/rows" >"$tmp/in.s"
total=$(wc -l <"$tmp/hex")

# as: the section is the instructions in order, four bytes each
aarch64-linux-gnu-as -march=armv8.1-a -o "$tmp/in.o" "$tmp/in.s" || failed=$((failed + 1))
aarch64-linux-gnu-objcopy -O binary -j .text "$tmp/in.o" "$tmp/in.bin"
od -An -v -tx1 -w4 "$tmp/in.bin" | tr -d ' ' >"$tmp/as"
# llvm-mc, the second opinion
mc=$(command -v llvm-mc || command -v llvm-mc-19 || command -v llvm-mc-14)
"$mc" -triple=aarch64 -mattr=+lse --show-encoding "$tmp/in.s" 2>"$tmp/mc.err" |
    sed -n 's/.*encoding: \[\(.*\)\].*/\1/p' | sed 's/0x//g; s/,//g' >"$tmp/mc"
[ -s "$tmp/mc.err" ] && head -8 "$tmp/mc.err" && failed=$((failed + 1))

[ "$(wc -l <"$tmp/as")" = "$total" ] && [ "$(wc -l <"$tmp/mc")" = "$total" ] || {
    echo "line counts differ: ours $total, as $(wc -l <"$tmp/as"), llvm-mc $(wc -l <"$tmp/mc")"
    failed=$((failed + 1))
}
paste "$tmp/hex" "$tmp/as" "$tmp/mc" "$tmp/in.s" |
    awk -F'\t' '$1 != $2 || $1 != $3 { print "ours " $1 ", as " $2 ", llvm-mc " $3 ": " $4 }' >"$tmp/diff"
head -20 "$tmp/diff"
failed=$((failed + $(wc -l <"$tmp/diff")))
echo "a64-rows: $((total - $(wc -l <"$tmp/diff"))) passed, $failed failed"
[ "$failed" = 0 ]
