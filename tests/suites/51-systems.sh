#!/usr/bin/env bash
# 51-systems.sh - the same programs say the same on every system with files, arguments and an environment
# packages: gcc gcc-aarch64-linux-gnu qemu-user wine wine64
#
# What linux-x64 prints is what every other such target must print, but for process numbers, the
# target's name and where a crash happened.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d)
trap 'WINEPREFIX=$tmp/wine wineserver -k 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
unset DISPLAY
export LC_ALL=C.UTF-8 WINEDEBUG=-all MATRIX_WINEPREFIX=$tmp/wine MATRIX_MACHORUN=$tmp/machorun_a64
export MATRIX_MACHORUN_X64=$tmp/machorun_x64
machorun=$root/tests/tools/macho/machorun.c

sed -n '/^-- a.c --/,/^-- cmd --/p' "$root/tests/golden/rt/os.t" | sed '1d;$d' >"$tmp/os.c"
cat >"$tmp/args.fuse" <<'END'
fn main(name: String(1..10), excited: Bool = false, times: Int?, tags: List<String> = []):
  print("${name}!")
  print(excited)
  print(times)
  print(tags)

app "args":
  print("app")
END
cat >"$tmp/config.fuse" <<'END'
config App:
  port: Int(1..65535) = 3000
  dbUrl: String = "sqlite://app.db"
  tags: List<String> = ["x"]
  ratio: Float? = null

app "config":
  print(App.port)
  print(App.dbUrl)
  print(App.tags)
  print(App.ratio)
END
cat >"$tmp/talk.fuse" <<'END'
requires time

app "talk":
  let who = input("who? ")
  print("grüße, ${who} 😀")
  print(input(""))
  log("warn", "careful")
  log("nothing", {"a": [1, null]})
  print(env("RT_WORD"))
  print(env_int("RT_NUMBER"))
  time.sleep(2)
END
cat >"$tmp/fails.fuse" <<'END'
fn deep(n: Int) -> Int:
  return deep(n + 1) * 3 + 1

fn main(what: String):
  let xs = [1, 2]
  print("before")
  if what == "div":
    print(10 / (xs[0] - 1))
  if what == "index":
    print(xs[xs[1]])
  if what == "assert":
    assert(xs[0] == 2, "öne is not two")
  if what == "deep":
    print(deep(0))
  print("after")

app "fails":
  print("app")
END
cat >"$tmp/data.toml" <<'END'
# settings
[App]
port = 8080   # not 80
dbUrl = "file \"quoted\" # kept"
END
mkdir "$tmp/folder"
programs='args config talk fails'

# said COMMAND... - both streams and the exit code, without what differs by machine
said() {
    "$@" >"$tmp/said.out" 2>"$tmp/said.err"
    local code=$?
    cat "$tmp/said.out"
    sed -E -e '/^(it looks like|multiarch|execute|apt-get|wine:)/d' -e '/^[0-9a-f]{4}:(err|fixme):/d' \
        -e 's/pid=[0-9]+/pid=N/' -e '/^  (at 0x|\.\.\.)/d' "$tmp/said.err"
    echo "exit $code"
}

# all RUN... - every program with every input; what it says
all() {
    local e
    echo "-- os"
    said "$@" "$tmp/bin/os"
    echo "-- args"
    said "$@" "$tmp/bin/args"
    said "$@" "$tmp/bin/args" --name 'Ada é😀' --excited --times=2 '--tags=["p q","\"r\""]'
    for e in Ada '--name= --no-excited' '--name=a --zip=1 --times=x' '--name=a --name=b' --name; do
        # shellcheck disable=SC2086
        said "$@" "$tmp/bin/args" $e
    done
    echo "-- config"
    said "$@" "$tmp/bin/config"
    FUSE_CONFIG=data.toml APP_RATIO=0.5 APP_TAGS='["p","ö"]' said "$@" "$tmp/bin/config"
    FUSE_CONFIG=folder said "$@" "$tmp/bin/config"
    FUSE_CONFIG=none/data.toml said "$@" "$tmp/bin/config"
    APP_DBURL=x said "$@" "$tmp/bin/config"
    APP_PORT=70000 said "$@" "$tmp/bin/config"
    APP_TAGS='[1]' said "$@" "$tmp/bin/config"
    FUSE_AOT_BUILD_INFO=1 said "$@" "$tmp/bin/config"
    FUSE_AOT_STARTUP_TRACE=1 said "$@" "$tmp/bin/config"
    echo "-- talk"
    printf 'Zoë\r\nsecond' | RT_WORD='wörd' RT_NUMBER=' 42 ' said "$@" "$tmp/bin/talk"
    printf 'x\ny\n' | RT_NUMBER=4x FUSE_LOG=error said "$@" "$tmp/bin/talk"
    printf 'only\n' | said "$@" "$tmp/bin/talk"
    printf '\377\n' | said "$@" "$tmp/bin/talk"
    echo "-- fails"
    for e in div index assert deep none; do
        said "$@" "$tmp/bin/fails" "--what=$e"
    done
}

build() {
    local p level
    mkdir -p "$tmp/bin"
    "$FUSE" cc --target "$1" -O2 "$tmp/os.c" -o "$tmp/bin/os" || return
    for p in $programs; do
        "$FUSE" build --aot ${2:+"$2"} --target "$1" -o "$tmp/bin/$p" "$tmp/$p.fuse" >"$tmp/log" 2>&1 ||
            { cat "$tmp/log"; return 1; }
    done
}

# traced PROFILE RUN... - a crash names the functions that were active; without symbols it has addresses alone
traced() {
    local profile=$1
    shift
    "$@" "$tmp/bin/fails" --what=deep 2>&1 >/dev/null | sed -nE '/^  at 0x[0-9a-f]+/p' >"$tmp/trace"
    if [ -z "$profile" ]; then
        grep -qE '^  at 0x[0-9a-f]+ fails\.deep\+0x[0-9a-f]+$' "$tmp/trace"
    else
        [ -s "$tmp/trace" ] && ! grep -qE '^  at 0x[0-9a-f]+ ' "$tmp/trace"
    fi
}

prepare() {
    case $1 in
    macos-arm64) aarch64-linux-gnu-gcc -O2 -w -static -pthread -ffixed-x18 "$machorun" -o "$MATRIX_MACHORUN" ;;
    macos-x64) gcc -O2 -w -pthread "$machorun" -o "$MATRIX_MACHORUN_X64" ;;
    windows-x64) WINEPREFIX=$tmp/wine WINEDLLOVERRIDES='mscoree,mshtml=' timeout 120 wine wineboot -i >/dev/null 2>&1 ;;
    esac
}

cd "$tmp" || exit 1
for target in linux-x64 linux-arm64 macos-arm64 macos-x64 windows-x64; do
    "$FUSE" targets --json | grep -q "\"name\":\"$target\".*\"built\":true" || { echo "$target: not built"; continue; }
    prepare "$target"
    for profile in '' --release; do
        rm -rf "$tmp/bin"
        if ! build "$target" $profile; then
            failed=$((failed + 1))
            continue
        fi
        all "$root/tests/tools/target_run" "$target" >"$tmp/got"
        if traced "$profile" "$root/tests/tools/target_run" "$target"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL $target $profile: the functions that were active:"
            cat "$tmp/trace"
        fi
        sed -i 's/profile=[a-z]*/profile=P/; s/target=[^ ]*/target=T/' "$tmp/got"
        if [ "$target$profile" = linux-x64 ]; then
            cp "$tmp/got" "$tmp/want"
            if ! grep -q 'exit 2' "$tmp/want" || [ "$(grep -c 'fatal: ' "$tmp/want")" -lt 8 ]; then
                failed=$((failed + 1))
                echo "FAIL the programs do not say what they should:"
                cat "$tmp/want"
            fi
        fi
        if diff "$tmp/want" "$tmp/got" >"$tmp/diff"; then
            passed=$((passed + $(grep -c '^exit ' "$tmp/got")))
        else
            failed=$((failed + 1))
            echo "FAIL $target $profile (< linux-x64)"
            head -40 "$tmp/diff"
        fi
    done
done
echo "51-systems: $passed passed, $failed failed"
[ "$failed" = 0 ]
