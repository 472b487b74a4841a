#!/usr/bin/env bash
# check-targets.sh - no test of a system, an architecture, a format or a target outside an instruction set's folder
# usage: scripts/check-targets.sh [ROOT]; prints each violation, exits 1 when there is one
#
# What differs between targets is a field of Target, Platform, Isa, LinkArch, ElfArch, MachoArch or ImageFormat. A row
# that is looked up by comparing two values (emulators, aliases of relocations) is a table, too: only constants are refused.
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"

constant='(OS_(NONE|LINUX|MACOS|WINDOWS)|ARCH_(X64|A64|T32)|FMT_(ELF|MACHO|COFF)|IMAGE_(ELF|MACHO|PE|FIRMWARE))'
name='"(linux|macos|windows|cortex)-[a-z0-9-]*"'
pattern="[=!]= *$constant|$constant *[=!]=|case +$constant|(link|elf|macho)_arch\[ARCH_(X64|A64|T32)\]|[=!]= *&?(x64|a64|t32)_isa"
pattern+="|switch *\([^)]*(os|arch|fmt|image)\)|str(n?cmp|_eqz?|_starts|_ends)\([^;]*$name"

{
    find base ir objfmt codegen link frontend driver -type f \( -name '*.c' -o -name '*.h' -o -name '*.def' \) \
        -not -path 'codegen/*/*' 2>/dev/null || true
} | LC_ALL=C sort | tr '\n' '\0' |
    { LC_ALL=C xargs -0 -r grep -HnE "$pattern" || true; } |
    awk '{ print; failed = 1 } END { exit failed }'
