#!/usr/bin/env bash
# 51-determinism.sh - the image for each target has the same bytes from another folder, environment and thread count
set -u
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
cd "$tmp" || exit 1

same() {
    if [ -n "$2" ] && [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: $3, wanted $2"
    fi
}
# Every file below a folder, with its name: symbol files are part of what is made.
hash() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -d' ' -f1); }

mkdir -p pkg/src
printf '[package]\nname = "shop"\nentry = "src/main.fuse"\n' >pkg/fuse.toml
cat >pkg/src/main.fuse <<'END'
import Money from "./money"

enum Pay:
  Cash
  Card(String)

type Line:
  item: String(1..40)
  cents: Int(1..100000)

fn how(p: Pay) -> String:
  match p:
    Cash -> "cash"
    Card(d) -> "card ${d}"

fn main(name: String, times: Int = 1):
  print("${name} ${times}")

app "shop":
  for line in [Line(item="tea", cents=250), Line(item="piano", cents=90000)]:
    print("${line.item} ${Money.show(line.cents)} ${how(Pay.Card("42"))}", json.encode({"a": 1.5}))
END
printf 'fn show(n: Int) -> String:\n  return "${n / 100}.${n %% 100}"\n' >pkg/src/money.fuse
mkdir c
cat >c/main.c <<'END'
#include <stdint.h>
static const char *const name[] = {"alpha", "beta", "gamma"};
static _Alignas(16) uint64_t table[64] = {1, 2, 3};
static uint32_t zero[1000];
double scale(double x) { return x * 1.5 + (double)table[2]; }
int (*volatile hook)(int);
static int twice(int x) { return x * 2; }
int main(void)
{
    hook = twice;
    zero[5] = name[1][0];
    return hook(3) + (int)zero[5] - 'b' - 6 + (int)scale(0) - 3;
}
END

# build FOLDER OUT OPTION... - the package and the C program of a folder
build() {
    local from=$1 out=$2
    shift 2
    mkdir -p "$out"
    out=$(cd "$out" && pwd)
    (cd "$from" && "$FUSE" build --aot "$@" --manifest-path pkg -o "$out/shop" >"$tmp/said" 2>&1 &&
        cd c && "$FUSE" cc --libc=none -g -O2 "${@/#--release*/-O2}" main.c -o "$out/main" >>"$tmp/said" 2>&1) || head -5 "$tmp/said"
}

far="else where/deep/er"
mkdir -p "$far"
cp -r pkg c "$far"
targets=$("$FUSE" targets --json | sed -nE 's/^\{"kind":"target","name":"([^"]*)".*"built":true.*/\1/p')
for target in $targets; do
    for profile in '' --release --release-with-symbols; do
        name=$target$profile
        # shellcheck disable=SC2086
        {
            build . "out/$name" --target "$target" $profile -j1
            expected=$(hash "out/$name")
            build . "two/$name" --target "$target" $profile -j2
            (
                export HOME=/nowhere USER=somebody LOGNAME=somebody LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=Pacific/Auckland 2>/dev/null
                umask 077
                touch -d 1999-01-01 "$far"/pkg/src/* "$far"/c/*
                build "$far" "far/$name" --target "$target" $profile
            )
        }
        same "$name: files made" 2 "$(find "out/$name" -maxdepth 1 -type f | wc -l)"
        same "$name with -j2" "$expected" "$(hash "two/$name")"
        same "$name from another folder and environment" "$expected" "$(hash "far/$name")"
        if grep -rlaF "$tmp" "out/$name" >paths; then
            same "$name: files that hold a path of this machine" '' "$(cat paths)"
        fi
    done
done
[ "$passed" != 0 ] || failed=$((failed + 1))
echo "determinism: $passed passed, $failed failed"
[ "$failed" = 0 ]
