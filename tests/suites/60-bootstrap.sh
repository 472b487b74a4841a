#!/usr/bin/env bash
# 60-bootstrap.sh - the tool built by itself: stage 2 = stage 3, the same stage 2 whoever made stage 1 and wherever,
# and stage 2 makes what the release build makes
# packages: gcc clang tcc binutils libc6-dev locales
#
# --all: stage 1 also by gcc and clang, and stage 2 passes all golden tests and suites (an hour).
set -u
all=${1:-}
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$root" || exit 1
passed=0 failed=0
export LC_ALL=C

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAIL %s\n' "$*"; }
check() { if "${@:2}"; then ok; else bad "$1"; fi; }

check 'stage 2 = stage 3' scripts/bootstrap.sh --stages --from "$FUSE" --out "$tmp" "-j${JOBS:-2}"
two=$tmp/stage2/fuse
if [ ! -x "$two" ]; then
    bad 'there is no stage 2'
    echo "bootstrap: $passed passed, $failed failed"
    exit 1
fi
# again NAME COMMAND - stage 2 once more, from a stage 1 by COMMAND: in another folder, time zone and locale, with -j1
again() {
    local there="$tmp/elsewhere-$1/sources"
    mkdir -p "$there/build" "$tmp/locale"
    cp -r base ir codegen objfmt link frontend driver runtime scripts "$there"
    cp -r build/deps "$there/build"
    [ -e "$tmp/locale/tr_TR.UTF-8" ] || localedef -i tr_TR -f UTF-8 "$tmp/locale/tr_TR.UTF-8"
    check "stage 1 by $1" env TZ=Asia/Kathmandu LOCPATH="$tmp/locale" LC_ALL=tr_TR.UTF-8 HOME=/nonexistent \
        "$there/scripts/bootstrap.sh" --cc "$2" --two -j1
    check "stage 2 from $1's stage 1" cmp "$there/build/stage2/fuse" "$two"
    rm -rf "$there"
}
again tcc tcc
if [ "$all" = --all ]; then
    again gcc gcc
    again clang "$(command -v clang-14 || echo clang)"
fi
# The runtime for every target, compiled and packed by the tool that the host's compiler made.
blob=$(dirname "$FUSE")/rt_blob.c
check 'the runtime is the same' cmp "$blob" "$tmp/stage2/rt_blob.c"
check 'stage 2 is static' bash -c "! readelf -l '$two' | grep -q INTERP"
check 'stage 2 names no folder of this machine' bash -c "! grep -qaF -e '$root' -e '$tmp' '$two'"

# Programs of the language for every system, and C, by both tools.
echo 'int main(void) { static double d[3] = {1.5}; return (int)(d[0] * 2) - 3; }' >"$tmp/main.c"
mkdir "$tmp/pkg"         # with all that a package may say of itself
printf '[package]\nname = "Prüfung"\nentry = "m.fuse"\nversion = "2.5.1-rc1"\ndescription = "%0300d"\ncompany = "Us & them"\ncopyright = "2026"\n[windows]\nmanifest = "app.xml"\nsubsystem = "gui"\n' 1 >"$tmp/pkg/fuse.toml"
echo '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"/>' >"$tmp/pkg/app.xml"
printf 'app "m":\n  print("x")\n' >"$tmp/pkg/m.fuse"
targets=$("$FUSE" targets --json | sed -nE 's/^\{"kind":"target","name":"([^"]*)".*"built":true.*/\1/p')
check 'there are targets' test "$(wc -w <<<"$targets")" -ge 10
for target in $targets; do
    for tool in "$FUSE" "$two"; do
        out=$tmp/made$([ "$tool" = "$two" ] && echo 2 || echo 1)
        jobs=$([ "$tool" = "$two" ] && echo -j2 || echo -j1)
        rm -rf "$out"
        mkdir "$out"
        for profile in --release --release-with-symbols; do
            "$tool" build --aot $profile $jobs --target "$target" examples/shapes.fuse -o "$out/a" >"$tmp/said" 2>&1 ||
                bad "build $target: $(tail -3 "$tmp/said")"
            mv "$out/a" "$out/program$profile"
        done
        "$tool" build --aot --release $jobs --target "$target" "$tmp/pkg" -o "$out/package" >"$tmp/said" 2>&1 ||
            bad "build of a package for $target: $(tail -3 "$tmp/said")"
        (cd "$tmp" && "$tool" cc -O2 -g --libc=own --target "$target" $jobs main.c -o "$out/c") >"$tmp/said" 2>&1 ||
            bad "cc $target: $(tail -3 "$tmp/said")"
    done
    check "$target: the same executables" diff -r "$tmp/made1" "$tmp/made2"
done
for opt in -O0 -O1 -O2 -Os; do
    for f in ir/opt/gvn.c frontend/c/eval.c runtime/core/dtoa.c; do
        for tool in "$FUSE" "$two"; do
            "$tool" cc $opt -g -w -D_DEFAULT_SOURCE -I. -c $f -o "$tmp/o.$([ "$tool" = "$two" ] && echo 2 || echo 1)" || bad "$f"
        done
        check "$opt $f: the same object" cmp "$tmp/o.1" "$tmp/o.2"
    done
done
# Golden tests with the tool of stage 2.
areas=(cli/ c/ fuse/ opt/)
[ "$all" != --all ] || areas=('')
for area in "${areas[@]}"; do
    env FUSE="$two" FUSE_BUILD="$(dirname "$FUSE")" tests/run "-j${JOBS:-2}" $area >"$tmp/said" 2>&1
    line=$(tail -1 "$tmp/said")
    if [[ $line =~ ^golden:\ ([1-9][0-9]*)\ passed,\ 0\ failed ]]; then passed=$((passed + BASH_REMATCH[1])); else bad "golden $area: $(head -40 "$tmp/said")"; fi
done
if [ "$all" = --all ]; then
    for suite in tests/suites/*.sh; do
        name=$(basename "$suite" .sh)
        [ "$name" != 60-bootstrap ] || continue
        env FUSE="$two" FUSE_BUILD="$(dirname "$FUSE")" timeout 3600 "$suite" >"$tmp/said" 2>&1
        line=$(tail -1 "$tmp/said")
        if [[ $line =~ :\ ([1-9][0-9]*)\ passed,\ 0\ failed$ ]]; then
            passed=$((passed + BASH_REMATCH[1]))
        else
            bad "suite $name: $(tail -40 "$tmp/said")"
        fi
    done
fi

echo "bootstrap: $passed passed, $failed failed"
[ "$failed" = 0 ]
