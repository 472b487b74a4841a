#!/usr/bin/env bash
# 11-check.sh - the source checks find planted violations and let good text pass
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

# plant FILE TEXT - a tree with one file, its first line as the style wants it
plant() {
    rm -rf "$tmp/tree"
    mkdir -p "$tmp/tree/$(dirname "$1")"
    printf '// %s - planted for a test of the checks\n%b' "$(basename "$1")" "$2" >"$tmp/tree/$1"
}

# refuses|accepts SCRIPT FILE TEXT
refuses() {
    plant "$2" "$3"
    if out=$("$root/scripts/$1" "$tmp/tree" 2>&1) || [[ $out != *"$2:"* ]]; then
        echo "FAIL $1 must refuse $2: $3"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
}
accepts() {
    plant "$2" "$3"
    if out=$("$root/scripts/$1" "$tmp/tree" 2>&1); then
        passed=$((passed + 1))
    else
        echo "FAIL $1 must accept $2: $3: $out"
        failed=$((failed + 1))
    fi
}
inc=check-includes.sh
refuses $inc base/x.c '#include "ir/ir.h"\n'
refuses $inc ir/x.c '#include "codegen/codegen.h"\n'
refuses $inc ir/x.c '#include "objfmt/obj.h"\n'
refuses $inc ir/opt/x.c '  #  include "frontend/c/c.h"\n'
refuses $inc objfmt/x.c '#include "ir/ir.h"\n'
refuses $inc codegen/x.c '#include "link/link.h"\n'
refuses $inc codegen/x.c '#include "objfmt/elf.h"\n'
refuses $inc codegen/x64/x.c '#include "codegen/a64/a64.h"\n'
refuses $inc codegen/x64/x.c '#include "codegen/codegen_int.h"\n'
refuses $inc link/x.c '#include "ir/ir.h"\n'
refuses $inc frontend/c/x.c '#include "frontend/fuse/fuse.h"\n'
refuses $inc frontend/fuse/x.c '#include "codegen/codegen.h"\n'
refuses $inc frontend/fuse/x.c '#include "runtime/rt_int.h"\n'
refuses $inc driver/x.c '#include "frontend/c/c_int.h"\n'
refuses $inc driver/query/x.c '#include "ir/ir.h"\n'
refuses $inc runtime/core/x.c '#include "base/base.h"\n'
refuses $inc ir/x.c '#include "ir.h"\n'
refuses $inc objfmt/x.c '#include <fcntl.h>\n'
accepts $inc base/x.c '#include "base/base.h"\n#include <unistd.h>\n'
accepts $inc ir/opt/x.c '#include "ir/opt/opt_int.h"\n#include <math.h>\n'
accepts $inc codegen/x64/x.c '#include "codegen/target.h"\n#include "codegen/x64/x64_int.h"\n'
accepts $inc codegen/jit.c '#include <sys/mman.h>\n'
accepts $inc driver/x.c '#include "link/link.h"\n#include <unistd.h>\n'
accepts $inc runtime/core/x.c '#include "runtime/include/rt_abi.h"\n'
target=check-targets.sh
refuses $target driver/x.c 'if (s->t->os == OS_NONE)\n'
refuses $target link/macho/x.c 'bool arm = l->arch == &link_arch[ARCH_A64];\n'
refuses $target objfmt/x.h 'return ARCH_A64 != a;\n'
refuses $target codegen/x.c 'switch (t->fmt) {\n'
refuses $target codegen/x.c 'case OS_WINDOWS: return 1;\n'
refuses $target codegen/x.c 'if (t->isa == &t32_isa)\n'
refuses $target driver/x.c 'return !strcmp(t->name, "linux-x64");\n'
accepts $target codegen/x64/x.c 'if (t->os == OS_WINDOWS)\n'
accepts $target driver/x.c 'x[OS_NONE] = 1; y = (Row){.os = OS_LINUX}; return e->os == t->os;\n'
accepts $target driver/x.c 'return target_find("linux-x64");\n'
style=check-style.sh
refuses $style vars-O0 ''
accepts $style README.md ''
refuses $style base/x.c '\tint x;\n'
refuses $style base/x.h 'int x; \n'
refuses $style base/x.c "// $(printf 'x%.0s' {1..98})\n"
accepts $style base/x.c "// $(printf 'x%.0s' {1..97})\n"
refuses $style link/diag.def 'D(A, "L0001", SEV_ERROR, "a")\nD(B, "L0001", SEV_WARN, "b")\n'
accepts $style link/diag.def 'D(A, "L0001", SEV_ERROR, "a")\nD(B, "L0001", SEV_NOTE, "b")\n'
refuses $style frontend/c/diag_pp.def 'D(A, "C0001", SEV_ERROR, "a")\nD(B, "C0001", SEV_WARN, "b")\n'
refuses $style link/diag.def 'DIAG(L_NEVER, "L0001", SEV_ERROR, "a")\n'
plant link/diag.def 'DIAG(L_GIVEN, "L0001", SEV_ERROR, "a")\n'
echo '// x.c - gives the message, which L_GIVEN names' >"$tmp/tree/link/x.c"
if "$root/scripts/$style" "$tmp/tree" >/dev/null; then
    passed=$((passed + 1))
else
    echo 'FAIL a message that code gives is used'
    failed=$((failed + 1))
fi
plant base/x.c ''
rm "$tmp/tree/base/x.c" && echo '// y.c - another name' >"$tmp/tree/base/x.c"
if "$root/scripts/$style" "$tmp/tree" >/dev/null; then
    echo 'FAIL line 1 must name its own file'
    failed=$((failed + 1))
else
    passed=$((passed + 1))
fi

echo "checks: $passed passed, $failed failed"
[ $failed = 0 ]
