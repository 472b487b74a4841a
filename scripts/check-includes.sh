#!/usr/bin/env bash
# check-includes.sh - hold every folder to the layers it may include (docs/map.md)
# usage: scripts/check-includes.sh [ROOT]; prints each violation, exits 1 when there is one
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"

# area  headers it may include, as extended regular expressions on the rooted path. A header ending in
# _int.h belongs to its own area whatever is said here.
rules='
base            base/
ir              base/ ir/
objfmt          base/ objfmt/
codegen         base/ ir/ objfmt/obj\.h objfmt/fixup\.(h|def) codegen/[a-z0-9_]+\.(h|def)
codegen/T       base/ ir/ objfmt/obj\.h objfmt/fixup\.(h|def) codegen/codegen\.h codegen/(target|conv|sel|asm|frame|row|vaarg)\.h
link            base/ objfmt/ link/
frontend/c      base/ ir/ frontend/c/
frontend/fuse   base/ ir/ frontend/fuse/ runtime/include/rt_abi\.h runtime/[a-z]+\.def
driver          base/ ir/ objfmt/ codegen/ link/ frontend/ driver/ runtime/include/rt_abi\.h runtime/[a-z]+\.def
driver/query    base/ driver/query/
runtime         runtime/ base/lf(loat|text)\.inc
tests           base/ ir/ objfmt/ codegen/ link/ frontend/ driver/ runtime/ tests/ unit_list\.def
'
# System headers: the standard ones are open to all; operating-system ones to base, driver and tests,
# and to the files named here.
standard='assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal'
standard+='|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|time|wchar'
exceptions='
ir/interp_sys.c sys/(mman|syscall).h
ir/interp_sys.c unistd.h
codegen/jit.c sys/mman.h
codegen/jit.c unistd.h
objfmt/.* zlib.h
runtime/libc/.* [a-z/_]+.h
'

find base ir objfmt codegen link frontend driver runtime tests -type f \
    \( -name '*.c' -o -name '*.h' -o -name '*.def' \) 2>/dev/null |
    grep -Ev '^tests/([^/]+/)' >/tmp/check-includes.$$ || true
find tests/unit -type f -name '*.[ch]' 2>/dev/null >>/tmp/check-includes.$$ || true
trap 'rm -f /tmp/check-includes.$$' EXIT

LC_ALL=C sort /tmp/check-includes.$$ | tr '\n' '\0' |
    xargs -0 -r grep -HnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' |
    awk -v rules="$rules" -v standard="^($standard)\\\\.h$" -v exceptions="$exceptions" '
    BEGIN {
        n = split(rules, row, "\n")
        for (i = 1; i <= n; i++) {
            k = split(row[i], w, " ")
            if (k < 2) continue
            sub(/^[^ ]+ +/, "", row[i])
            gsub(/ +/, "|", row[i])
            allow[w[1]] = "^(" row[i] ")"
        }
        nex = split(exceptions, ex, "\n")
    }
    function area_of(path,    p, k) {
        k = split(path, p, "/")
        if (p[1] == "frontend" && k > 2) return p[1] "/" p[2]
        if (p[1] == "codegen" && k > 2) return "codegen/T"
        if (p[1] == "driver" && p[2] == "query" && k > 2) return "driver/query"
        return p[1]
    }
    function folder_of(path) {
        sub(/\/[^\/]*$/, "", path)
        return path
    }
    function bad(text) {
        print where ": " text
        failed = 1
    }
    {
        split($0, part, ":")
        file = part[1]
        where = part[1] ":" part[2]
        area = area_of(file)
        match($0, /["<][^">]*[">]/)
        name = substr($0, RSTART + 1, RLENGTH - 2)
        quoted = substr($0, RSTART, 1) == "\""
        if (!quoted) {
            if (area == "base" || area == "driver" || area == "tests" || name ~ standard) next
            for (i = 1; i <= nex; i++) {
                split(ex[i], pair, " ")
                if (name ~ "^" pair[2] "$" && file ~ "^" pair[1] "$") next
            }
            bad("<" name "> is not for " area "/")
            next
        }
        if (!(area in allow)) bad("no rule for this folder")
        own = area == "codegen/T" ? folder_of(file) "/" : ""
        if (own != "" && index(name, own) == 1) next
        if (name !~ allow[area]) bad(area "/ may not include \"" name "\"")
        else if (name ~ /_int\.h$/ && area_of(name) != area && area != "tests")
            bad("\"" name "\" is private to " area_of(name) "/")
    }
    END { exit failed }'
