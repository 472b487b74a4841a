dep: packages by path, dependencies of dependencies, the consumer's choice wins; what is refused.
-- app/fuse.toml --
[package]
entry = "main.fuse"

[dependencies]
Money = { path = "../money" }
Text = "../text"
-- app/main.fuse --
import Fmt from "dep:Money/src/fmt"
import { shout } from "dep:Text/lib"

app "app":
  print(shout(Fmt.show(1205)))
-- money/fuse.toml --
[package]
name = "money"

[dependencies.Pad]
path = "../pad"
-- money/src/fmt.fuse --
import Pad from "dep:Pad/pad"

fn show(n: Int) -> String:
  return "${n / 100}.${Pad.two(n % 100)}"
-- pad/pad.fuse --
fn two(n: Int) -> String:
  if n < 10:
    return "0${n}"
  return "${n}"
-- text/lib.fuse --
fn shout(s: String) -> String:
  return "${s}!"
-- cmd --
cd app && fuse run
fuse run --backend vm app
fuse build --aot --release -o a.exe app >/dev/null 2>&1
./a.exe
printf '\ntest "of the dependency":\n  assert(two(3) == "03")\n' >>pad/pad.fuse
fuse test app
sed -i 's/return s/return t/; s/return "${s}!"/return 1/' text/lib.fuse
fail fuse check app
printf '[package]\nentry = "main.fuse"\n[dependencies]\nMoney = "../mony"\nText = ""\n' >app/fuse.toml
fail fuse check app
fail fuse check app --diagnostics json
printf '[package]\nentry = "main.fuse"\n[dependencies]\nText = ""\n' >app/fuse.toml
fail fuse check app
printf '[package]\nentry = "main.fuse"\n[dependencies]\nText = { git = "https://example.com/t", tag = "v1" }\n' >app/fuse.toml
fail fuse check app
printf '[package]\nentry = "main.fuse"\n[dependencies]\nText = { version = "1" }\n' >app/fuse.toml
fail fuse check app
printf '[package]\nentry = "main.fuse"\n' >app/fuse.toml
fail fuse check app
-- out --
[run] start
12.05!
[run] ok
[run] start
12.05!
[run] ok
12.05!
[test] start
ok of the dependency
ok (1 tests)
[test] ok
[check] start
text/lib.fuse:2:3: error: type mismatch: expected String, found Int [F0302]
    return 1
    ^^^^^^^^
[check] failed
error: [FUSE_DEP_PATH_NOT_FOUND] dependency Money path does not exist: mony
{"kind":"cli_message","level":"error","code":"FUSE_DEP_PATH_NOT_FOUND","message":"[FUSE_DEP_PATH_NOT_FOUND] dependency Money path does not exist: mony"}
error: [FUSE_DEP_PATH_EMPTY] dependency Text path cannot be empty
error: dependency Text: git sources are not supported yet; give a path
error: [FUSE_DEP_SOURCE_REQUIRED] dependency Text must specify either path or git
[check] start
app/main.fuse:1:17: error: unknown dependency 'Money' - no dependencies declared in fuse.toml [FUSE_IMPORT_UNKNOWN_DEPENDENCY]
  import Fmt from "dep:Money/src/fmt"
                  ^^^^^^^^^^^^^^^^^^^
  help: declare it under [dependencies] in fuse.toml
app/main.fuse:2:23: error: unknown dependency 'Text' - no dependencies declared in fuse.toml [FUSE_IMPORT_UNKNOWN_DEPENDENCY]
  import { shout } from "dep:Text/lib"
                        ^^^^^^^^^^^^^^
  help: declare it under [dependencies] in fuse.toml
[check] failed
