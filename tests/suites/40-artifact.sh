#!/usr/bin/env bash
# 40-artifact.sh - what `fuse build --aot` leaves behind: one static file of ours, the same every time
# packages: strace binutils elfutils llvm
set -u
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
passed=0 failed=0
export LC_ALL=C ASAN_OPTIONS=detect_leaks=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); printf 'FAIL %s\n' "$*"; }
same() { if [ "$2" = "$3" ]; then ok; else bad "$1: got '$3', wanted '$2'"; fi; }
has() { if grep -qF -- "$2" "$3"; then ok; else bad "$1: no '$2' in:"; head -20 "$3"; fi; }
absent() { if [ -e "$2" ]; then bad "$1: $2 is there"; else ok; fi; }
present() { if [ -e "$2" ]; then ok; else bad "$1: no $2"; fi; }
# must NAME COMMAND... - the command succeeds and says nothing on standard output
must() {
    local name=$1 out
    shift
    if out=$("$@" 2>"$tmp/err") && [ -z "$out" ]; then ok; else bad "$name: $* said: $out $(head -c 600 "$tmp/err")"; fi
}
first() { local c; for c; do command -v "$c" && return; done; echo "$1"; }
readobj=$(first llvm-readobj llvm-readobj-19 llvm-readobj-14)
dwarfdump=$(first llvm-dwarfdump-19 llvm-dwarfdump llvm-dwarfdump-14)

# A package with two modules, a config, refined types, enums and results: what most programs reach.
mkdir -p pkg/src
cat >pkg/fuse.toml <<'END'
[package]
name = "shop"
entry = "src/main.fuse"
app = "shop"
END
cat >pkg/src/main.fuse <<'END'
import Money from "./money"

config Shop:
  name: String = "Corner"
  discount: Int = 10

enum Pay:
  Cash
  Card(String)

type Line:
  item: String(1..40)
  cents: Int(1..100000)

type Refused:
  reason: String

fn how(p: Pay) -> String:
  match p:
    Cash -> "cash"
    Card(d) -> "card ${d}"

fn charge(line: Line, p: Pay) -> Int!Refused:
  if line.cents > 5000:
    return null ?! Refused(reason="too much")
  return line.cents - Money.percent(line.cents, Shop.discount)

fn tell(r: Int!Refused, p: Pay) -> String:
  match r:
    Ok(n) -> "${Shop.name}: ${Money.show(n)} by ${how(p)}"
    Err(e) -> "refused: ${e.reason}"

test "percent":
  assert(Money.percent(200, 10) == 20)

app "shop":
  let p = Pay.Card("42")
  for line in [Line(item="tea", cents=250), Line(item="piano", cents=90000)]:
    print(tell(charge(line, p), p))
  let stop = env("STOP") ?? ""
  if stop == "bounds":
    let xs = [1, 2]
    print(xs[Money.percent(500, 1)])
  if stop == "refine":
    print(Line(item="", cents=0).item)
  print("done")
END
cat >pkg/src/money.fuse <<'END'
fn percent(amount: Int, rate: Int) -> Int:
  return amount * rate / 100

fn show(amount: Int) -> String:
  return "${amount / 100}.${amount % 100}"
END
want=$'Corner: 2.25 by card 42\nrefused: too much\ndone'
aot=pkg/.fuse/build/program.aot

# No program but the tool itself is executed, and the result needs nothing.
for profile in '' --release --release-with-symbols; do
    rm -rf pkg/.fuse
    # shellcheck disable=SC2086
    strace -f -qq -e trace=execve,execveat -o calls "$FUSE" build --aot $profile --manifest-path pkg >said 2>&1
    same "build --aot $profile" 0 $?
    same "programs executed by build $profile" 1 "$(grep -c 'exec' calls)"
    present "default path $profile" $aot
    same "mode of the file $profile" 755 "$(stat -c %a $aot)"
    same "output of $profile" "$want" "$($aot 2>&1)"
    readelf -lW $aot | grep -q INTERP && bad "$profile has an interpreter" || ok
    readelf -dW $aot 2>&1 | grep -q NEEDED && bad "$profile needs a library" || ok
    same "readelf $profile" '' "$(readelf -aW $aot 2>&1 >/dev/null)"
    out=$(eu-elflint --gnu-ld $aot 2>&1 | grep -v 'is writable but contains no writable sections')
    same "eu-elflint $profile" 'No errors' "${out:-No errors}"
    same "llvm-readobj $profile" '' "$("$readobj" --all $aot 2>&1 >/dev/null)"
    same "llvm-dwarfdump $profile" 'No errors.' "$(timeout 60 "$dwarfdump" --verify $aot 2>&1 | tail -1)"
    readelf -lW $aot | grep -q ' RWE ' && bad "$profile: a segment is writable and executable" || ok
    cp $aot "kept$profile"
done
sections() { readelf -SW "$1" | grep -oE '\.(symtab|debug_line|debug_info) ' | tr -d ' ' | sort | tr '\n' ' '; }
same 'sections of debug' '.debug_info .debug_line .symtab ' "$(sections kept)"
same 'sections of release-with-symbols' '.debug_info .debug_line .symtab ' "$(sections kept--release-with-symbols)"
same 'sections of release' '' "$(sections kept--release)"
cmp -s kept kept--release && bad 'debug and release are the same file' || ok

# It runs with nothing around it: no environment, an empty root, no way to open a library.
mkdir root && cp kept--release root/program
same 'empty environment' "$want" "$(env -i ./root/program)"
if [ "$(id -u)" = 0 ]; then
    same 'empty root' "$want" "$(env -i "$(command -v chroot)" root /program 2>&1)"
    same 'names in the empty root afterwards' program "$(ls -A root)"
fi
strace -f -qq -o calls ./kept--release >/dev/null
grep -E 'openat?\(' calls | grep -v 'config.toml' >opened
same 'files opened by the program' '' "$(cat opened)"

# hello is small.
cat >hello.fuse <<'END'
app "hello":
  print("hello, world")
END
must 'hello' "$FUSE" build --aot --release -o hello hello.fuse
same 'hello runs' 'hello, world' "$(./hello)"
size=$(stat -c %s hello)
if [ "$size" -lt 40960 ]; then ok; else bad "hello has $size bytes"; fi
echo "hello: $size bytes"

# The same bytes: from another directory, as somebody else, with another locale, time zone, umask, thread count.
hash() { sha256sum "$1" | cut -d' ' -f1; }
for profile in '' --release --release-with-symbols; do
    expected=$(hash "kept$profile")
    mkdir -p "else where/deep$profile"
    cp -r pkg/src pkg/fuse.toml "else where/deep$profile"
    # shellcheck disable=SC2086
    (cd "else where/deep$profile" && HOME=/nowhere USER=somebody LOGNAME=somebody LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 \
        TZ=Pacific/Auckland TMPDIR=/nowhere "$FUSE" build --aot $profile >/dev/null 2>&1)
    same "another directory and environment $profile" "$expected" "$(hash "else where/deep$profile/.fuse/build/program.aot")"
    for variation in -j1 -j2 -j7; do
        # shellcheck disable=SC2086
        must "build $variation $profile" "$FUSE" build --aot $profile $variation --manifest-path pkg -o again
        same "bytes with $variation $profile" "$expected" "$(hash again)"
    done
    # shellcheck disable=SC2086
    (umask 077 && "$FUSE" build --aot $profile --manifest-path pkg -o umasked >/dev/null 2>&1)
    same "bytes with umask 077 $profile" "$expected" "$(hash umasked)"
    same "mode with umask 077 $profile" 700 "$(stat -c %a umasked)"
    rm umasked
    touch -d 1999-01-01 pkg/src/*.fuse
    # shellcheck disable=SC2086
    must "build of old files $profile" "$FUSE" build --aot $profile --manifest-path "$PWD/pkg/fuse.toml" -o again
    same "bytes from old files and an absolute path $profile" "$expected" "$(hash again)"
done
for f in kept kept--release kept--release-with-symbols; do
    strings -n 4 $f | grep -v '^/proc/self/exe$' | grep -E "$tmp|/runtime/|^/[a-z]+/" && bad "$f holds a path of this machine" || ok
done

# --release without --aot is refused, with one fixed message, and nothing is written.
rm -rf pkg/.fuse
for flag in --release --release-with-symbols; do
    "$FUSE" build $flag --manifest-path pkg >said 2>&1
    same "exit code of build $flag" 1 $?
    same "message of build $flag" 'error: --release requires --aot' "$(cat said)"
    same "json message of build $flag" \
        '{"kind":"cli_message","level":"error","code":"wrapper_release_requires_aot","message":"--release requires --aot"}' \
        "$("$FUSE" build $flag --diagnostics json --manifest-path pkg 2>&1)"
    absent "build $flag" pkg/.fuse
done

# native_bin names the file; the default path is then not used.
cp pkg/fuse.toml toml
printf '\n[build]\nnative_bin = "bin/shop"\n' >>pkg/fuse.toml
must 'build with native_bin' "$FUSE" build --aot --release --manifest-path pkg
present native_bin pkg/bin/shop
absent native_bin $aot
same 'bytes at native_bin' "$(hash kept--release)" "$(hash pkg/bin/shop)"
must 'build with -o' "$FUSE" build --aot --release --manifest-path pkg -o elsewhere
same 'bytes at -o' "$(hash kept--release)" "$(hash elsewhere)"
must 'clean' "$FUSE" build --clean --manifest-path pkg
absent 'native_bin after --clean' pkg/bin/shop
cp toml pkg/fuse.toml
rm -rf pkg/.fuse

# check, run, test and build without --aot make no executable, and what is there is left alone.
for command in check run test build; do
    "$FUSE" $command --manifest-path pkg >said 2>&1
    same "exit code of $command" 0 $?
    absent "$command" $aot
done
"$FUSE" run --backend vm --manifest-path pkg >/dev/null 2>&1
absent 'run --backend vm' $aot
must 'build' "$FUSE" build --aot --manifest-path pkg
before=$(hash $aot)
"$FUSE" run --manifest-path pkg >/dev/null 2>&1
same 'run leaves the executable alone' "$before" "$(hash $aot)"

# The executable stands for itself: without sources, manifest and .fuse it does the same, and the build again, too.
cp $aot alone
mv pkg away
same 'without sources' "$want" "$(./alone 2>&1)"
mv away pkg
rm -rf pkg/.fuse
must 'build after deleting .fuse' "$FUSE" build --aot --manifest-path pkg
same 'bytes after deleting .fuse' "$before" "$(hash $aot)"
same 'run after deleting .fuse' "$want" "$(rm -rf pkg/.fuse; "$FUSE" run --manifest-path pkg 2>/dev/null)"

# A failing build: no file, an old one gone or whole, and the same words twice.
cp -r pkg broken
sed -i 's/Money.show(n)/Money.shew(n)/; s/how(p)}"/how(q)}"/' broken/src/main.fuse
for flags in '' '--diagnostics json'; do
    # shellcheck disable=SC2086
    for i in 1 2; do
        "$FUSE" build --aot --release $flags --manifest-path broken >"said$i" 2>&1
        same "exit code of a broken build ($flags)" 1 $?
    done
    same "words of a broken build ($flags)" "$(hash said1)" "$(hash said2)"
    absent "a broken build ($flags)" broken/.fuse/build/program.aot
done
"$FUSE" build --aot --manifest-path broken >said 2>&1
has 'broken build' 'aot [1/6]' said
has 'broken build' '[build] failed' said
has 'broken build' shew said
"$FUSE" build --aot --manifest-path pkg -o /dev/null/nowhere >said1 2>&1
same 'exit code when the output cannot be written' 1 $?
has 'no output' '/dev/null/nowhere' said1
mkdir -p taken/program
"$FUSE" build --aot --manifest-path pkg -o taken/program >said2 2>&1
same 'exit code when a folder is in the way' 1 $?
same 'nothing left behind' program "$(ls -A taken)"
cp -r pkg older
"$FUSE" build --aot --manifest-path older >/dev/null 2>&1
old=$(hash older/.fuse/build/program.aot)
sed -i 's/Money.show/Money.shew/' older/src/main.fuse
"$FUSE" build --aot --manifest-path older >/dev/null 2>&1
same 'a failed build keeps no other file than the whole old one' "$old" "$(hash older/.fuse/build/program.aot)"
same 'files in the build folder' program.aot "$(ls -A older/.fuse/build)"

# Build information, startup trace, envelopes.
line() { printf 'mode=aot profile=%s target=linux-x64 rustc=none cli=%s runtime_cache=1 contract=aot-v1' "$1" "$("$FUSE" version | cut -d' ' -f2)"; }
same 'build info of debug' "$(line debug)" "$(FUSE_AOT_BUILD_INFO=1 ./kept 2>&1)"
same 'build info of release' "$(line release)" "$(FUSE_AOT_BUILD_INFO=1 FUSE_AOT_STARTUP_TRACE=1 ./kept--release 2>&1)"
same 'build info of release-with-symbols' "$(line release-with-symbols)" "$(FUSE_AOT_BUILD_INFO=1 ./kept--release-with-symbols 2>&1)"
FUSE_AOT_STARTUP_TRACE=1 ./kept--release 2>said >/dev/null
same 'startup trace' "startup: pid=N $(line release)" "$(sed 's/pid=[0-9]*/pid=N/' said)"
STOP=bounds ./kept--release >out 2>said
same 'exit code of runtime_fatal' 1 $?
same 'envelope of runtime_fatal' "fatal: class=runtime_fatal pid=N message=index out of bounds $(line release)" \
    "$(sed 's/pid=[0-9]*/pid=N/' said)"
STOP=refine ./kept >out 2>said
same 'exit code of a refused value' 1 $?
has 'envelope of a refused value' 'fatal: class=runtime_fatal' said
cat >deep.fuse <<'END'
fn deep(n: Int) -> Int:
  return deep(n + 1) + 1

app "deep":
  if (env("WAIT") ?? "") == "":
    print(deep(0))
  print(input("> "))
END
must 'deep' "$FUSE" build --aot --release -o deep deep.fuse
(ulimit -c 0; ./deep) >out 2>said
same 'exit code of a stack overflow' 1 $?
has 'envelope of a stack overflow' 'fatal: class=runtime_fatal' said
has 'envelope of a stack overflow' 'message=stack overflow' said
# A fault that is nobody's recursion is a panic; here it comes from outside.
mkfifo pipe
(ulimit -c 0; WAIT=1 exec ./deep) <pipe >out 2>said &
victim=$!
exec 9>pipe
for _ in $(seq 100); do
    [ "$(cat out)" = '> ' ] && break
    sleep 0.05
done
kill -SEGV $victim
wait $victim
same 'exit code of a panic' 101 $?
exec 9>&-
same 'envelope of a panic' "fatal: class=panic pid=N message=panic_kind=panic_string memory fault $(line release)" \
    "$(sed 's/pid=[0-9]*/pid=N/;1q' said)"
same 'what follows the envelope of a stripped program: addresses in the file' '' \
    "$(sed 1d said | grep -vE '^  at 0x[0-9a-f]{1,6}$')"
[ "$(wc -l <said)" -gt 2 ] && ok || bad 'no functions after the envelope'

# Config: environment over file over default; no .env is read.
mkdir conf && cp kept--release conf/shop
printf '[Shop]\nname = "File"\n' >conf/config.toml
printf 'SHOP_NAME=DotEnv\n' >conf/.env
same 'config file' 'File: 2.25 by card 42' "$(cd conf && ./shop | head -1)"
same 'environment' 'Env: 2.25 by card 42' "$(cd conf && SHOP_NAME=Env ./shop | head -1)"
mv conf/config.toml conf/other.toml
same 'FUSE_CONFIG' 'File: 2.25 by card 42' "$(cd conf && FUSE_CONFIG=other.toml ./shop | head -1)"
same 'default' 'Corner: 2.25 by card 42' "$(cd conf && ./shop | head -1)"

echo "artifact: $passed passed, $failed failed"
[ "$failed" = 0 ]
