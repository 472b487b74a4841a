#!/usr/bin/env bash
# check-style.sh - line 1 says a file's job; no tabs, trailing blanks or lines over 100 bytes; each
# code of a diag.def stands for one message (a note may have the code of what it belongs to), and each
# message is given somewhere; no file beside the few that belong at the top
# usage: scripts/check-style.sh [ROOT]; prints each violation, exits 1 when there is one
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"

# what an experiment left behind is easily added with the rest of a commit
top=$(find . -maxdepth 1 -type f -printf '%P\n' |
    grep -vxE '\.git|\.gitignore|CMakeLists\.txt|LICENSE|README\.md|build\.sh' | sort || true)
[ -z "$top" ] || { sed 's/$/: a file that does not belong at the top of the tree/' <<<"$top"; exit 1; }

{
    find base ir objfmt codegen link frontend driver runtime -type f \
        \( -name '*.[ch]' -o -name '*.def' \) 2>/dev/null || true
    find tests -maxdepth 1 -type f -name '*.[ch]' 2>/dev/null || true
    find tests/unit tests/tools tests/fuzz tests/shim bench/c -type f -name '*.[ch]' \
        -not -path '*/pp_seed/*' 2>/dev/null || true
} | LC_ALL=C sort | tr '\n' '\0' | LC_ALL=C xargs -0 -r awk '
    function bad(text) {
        print FILENAME ":" FNR ": " text
        failed = 1
    }
    FNR == 1 {
        name = FILENAME
        sub(/.*\//, "", name)
        start = "// " name " - "
        if (index($0, start) != 1 || length($0) < length(start) + 8)
            bad("line 1 must say the job of the file: " start "...")
    }
    /\t/ { bad("tab") }
    /[ \t\r]$/ { bad("blanks at the end of the line") }
    FILENAME ~ /diag(_[a-z]+)?\.def$/ && !/SEV_NOTE/ && match($0, /"[A-Z][0-9][0-9][0-9][0-9]", SEV_/) {
        code = substr($0, RSTART + 1, 5)
        if (code in at)
            bad(code " is the code of another message: " at[code])
        at[code] = FILENAME ":" FNR
    }
    length($0) > 100 { bad(length($0) " columns, at most 100") }
    END { exit failed }'

# names in a diag.def that no code mentions; those of FUSE get E_ before them where they are used
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
{ find frontend link driver -name '*.[ch]' -exec grep -hoE '\b[A-Z][A-Za-z0-9_]+\b' {} + 2>/dev/null || true; } |
    sed 's/^E_//' | LC_ALL=C sort -u >"$tmp/words"
unused=$(
    { find frontend link driver -name 'diag*.def' 2>/dev/null || true; } | LC_ALL=C sort | while read -r def; do
        sed -n 's/^DIAG(\([A-Za-z0-9_]*\),.*/\1/p' "$def" | LC_ALL=C sort -u >"$tmp/names"
        LC_ALL=C comm -23 "$tmp/names" "$tmp/words" | sed "s|^|$def: no code gives the message |"
    done
)
[ -z "$unused" ] || { echo "$unused"; exit 1; }
