fuse.lock: written by every command, sorted, the same when nothing changed; --frozen and deps lock --check refuse what would change it.
-- app/fuse.toml --
[package]
entry = "main.fuse"

[dependencies]
Zed = "./lib/zed"
Money = { path = "..\\money" }
-- app/main.fuse --
import Fmt from "dep:Money/fmt"
app "app":
  print(Fmt.show(7))
-- app/lib/zed/fuse.toml --
-- money/fuse.toml --
[dependencies.Pad]
path = "../pad"
-- money/fmt.fuse --
fn show(n: Int) -> String:
  return "${n}"
-- pad/pad.fuse --
-- cmd --
fail 1 fuse run --frozen app
test ! -e app/fuse.lock
fail 1 fuse deps lock --check --manifest-path app
fuse check app
cat app/fuse.lock
cp app/fuse.lock first
(cd app && fuse run --frozen && fuse deps lock --check && fuse deps lock)
cmp first app/fuse.lock
fuse build --frozen --aot --release -o a.exe app 2>/dev/null && ./a.exe
echo "a dependency more, one less, one elsewhere"
printf '[package]\nentry = "main.fuse"\n[dependencies]\nMoney = "../money"\nNew = "./lib"\nPad = "./lib/zed"\n' >app/fuse.toml
fail 1 fuse check --frozen app
fail 1 fuse check --frozen --diagnostics json app
fail 1 fuse deps lock --check --manifest-path app
cmp first app/fuse.lock
fuse deps lock --manifest-path app/fuse.toml
cat app/fuse.lock
echo "none at all"
printf '[package]\nentry = "main.fuse"\n' >app/fuse.toml
fail 1 fuse deps lock --check --manifest-path app
fuse deps lock --manifest-path app
cat app/fuse.lock
rm app/fuse.lock
fuse deps lock --manifest-path app
test ! -e app/fuse.lock
echo "lock files of others, and damaged ones"
printf '[package]\nentry = "main.fuse"\n[dependencies]\nPad = "./lib/zed"\n' >app/fuse.toml
printf 'version = 1\n\n[dependencies.Pad]\nsource = "path"\npath = "lib/zed"\nrequested = "path:/somewhere/lib/zed"\n' >app/fuse.lock
fuse deps lock --check --manifest-path app
printf '[dependencies.Pad]\nsource = "git"\ngit = "https://example.com/p"\nrev = "1"\n' >app/fuse.lock
fail 1 fuse deps lock --check --manifest-path app
printf 'version = 2\n' >app/fuse.lock
fail 1 fuse deps lock --manifest-path app
printf 'version = 1\n[dependencies.Pad\n' >app/fuse.lock
fail 1 fuse deps lock --manifest-path app
printf 'version = 1\n[dependencies.Pad]\nsource = "path"\n' >app/fuse.lock
fail 1 fuse deps lock --manifest-path app
printf 'version = 1\n[dependencies.Pad]\npath = "lib/zed"\n' >app/fuse.lock
fail 1 fuse deps lock --manifest-path app
rm app/fuse.lock; mkdir app/fuse.lock
fail 1 fuse deps lock --manifest-path app
printf '[package]\nentry = "main.fuse"\n[dependencies]\nPad = "1.2.3"\n' >app/fuse.toml
fail 1 fuse deps lock --manifest-path app
fail 1 fuse deps
fail 1 fuse deps lok
fail 1 fuse check --check app
-- out --
error: [FUSE_LOCK_FROZEN] lockfile drift detected in app/fuse.lock: lockfile version 0 -> 1; add Money, Pad, Zed. Hint: run 'fuse deps lock' before retrying with --frozen
error: [FUSE_LOCK_OUT_OF_DATE] lockfile drift detected in app/fuse.lock: lockfile version 0 -> 1; add Money, Pad, Zed. Hint: run 'fuse deps lock' to refresh fuse.lock
[check] start
[check] ok
version = 1

[dependencies.Money]
source = "path"
path = "../money"

[dependencies.Pad]
source = "path"
path = "../pad"

[dependencies.Zed]
source = "path"
path = "lib/zed"
[run] start
7
[run] ok
7
a dependency more, one less, one elsewhere
error: [FUSE_LOCK_FROZEN] lockfile drift detected in app/fuse.lock: add New; remove Zed; update Pad. Hint: run 'fuse deps lock' before retrying with --frozen
{"kind":"cli_message","level":"error","code":"FUSE_LOCK_FROZEN","message":"[FUSE_LOCK_FROZEN] lockfile drift detected in app/fuse.lock: add New; remove Zed; update Pad. Hint: run 'fuse deps lock' before retrying with --frozen"}
error: [FUSE_LOCK_OUT_OF_DATE] lockfile drift detected in app/fuse.lock: add New; remove Zed; update Pad. Hint: run 'fuse deps lock' to refresh fuse.lock
version = 1

[dependencies.Money]
source = "path"
path = "../money"

[dependencies.New]
source = "path"
path = "lib"

[dependencies.Pad]
source = "path"
path = "lib/zed"
none at all
error: [FUSE_LOCK_OUT_OF_DATE] lockfile drift detected in app/fuse.lock: remove Money, New, Pad. Hint: run 'fuse deps lock' to refresh fuse.lock
version = 1
lock files of others, and damaged ones
error: [FUSE_LOCK_OUT_OF_DATE] lockfile drift detected in app/fuse.lock: lockfile version 0 -> 1; update Pad. Hint: run 'fuse deps lock' to refresh fuse.lock
error: [FUSE_LOCK_UNSUPPORTED_VERSION] unsupported lockfile version 2 (supported: 0, 1) in app/fuse.lock. Hint: delete fuse.lock and rerun 'fuse build' (or run 'fuse deps lock')
error: [FUSE_LOCK_PARSE_FAILED] invalid lockfile app/fuse.lock:2: expected ]. Hint: delete fuse.lock and rerun 'fuse build' (or run 'fuse deps lock')
error: [FUSE_LOCK_ENTRY_MISSING_PATH] lock entry is missing its path: Pad. Hint: delete fuse.lock and rerun 'fuse build' (or run 'fuse deps lock')
error: [FUSE_LOCK_ENTRY_UNKNOWN_SOURCE] unknown lock source  for Pad. Hint: delete fuse.lock and rerun 'fuse build' (or run 'fuse deps lock')
error: [FUSE_LOCK_READ_FAILED] failed to read app/fuse.lock. Hint: delete fuse.lock and rerun 'fuse build' (or run 'fuse deps lock')
error: [FUSE_DEP_INVALID_SOURCE] dependency Pad has invalid source "1.2.3"; use a path: "./1.2.3"
error: unknown command: deps (expected: deps lock)
error: unknown command: deps lok (did you mean `lock`?)
error: --check is only supported for fuse deps lock
