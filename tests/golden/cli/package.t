A package from its folder, from below it, by path; --file inside it; the paths of messages; package.app and package.backend.
-- shop/fuse.toml --
# a manifest
[package]
name = "shop"
entry = "src/main.fuse"
app = "second"   # of two
backend = "vm"

[serve]
routes = ["a", # one
  [1, "]"]]
static_dir = "public"
-- shop/src/main.fuse --
import Lib from "./lib"
import Deep from "root:deep/one"

app "first":
  print("first")

app "second":
  print("second ${Lib.f()} ${Deep.g()}")
-- shop/src/lib.fuse --
fn f() -> Int:
  return 7
-- shop/deep/one.fuse --
fn g() -> Int:
  return 8
-- shop/src/bad.fuse --
app "bad":
  print(nowhere)
-- cmd --
cd shop && fuse run
cd shop/src && fuse run
cd shop/deep && fuse run --app first
fuse run shop
fuse run --manifest-path shop
fuse run --manifest-path shop/fuse.toml --backend native
cd shop && fuse run src/main.fuse
cd shop/src && fuse run --file main.fuse --app second
fuse run --manifest-path shop --file src/main.fuse
fail fuse check shop/src/bad.fuse
fail cd shop && fuse check src/bad.fuse
fail cd shop/src && fuse check bad.fuse
fail cd shop/src && fuse check bad.fuse --diagnostics json
fail cd shop/deep && fuse check --file ../src/bad.fuse
fail fuse check --manifest-path shop --file src/bad.fuse
fail fuse check --manifest-path $PWD/shop --file src/bad.fuse
printf '[package]\nentry = src/main.fuse"\n' >shop/fuse.toml
fail fuse run shop
printf '[package]\nentry = "a.fuse"\nentry = "b.fuse"\n' >shop/fuse.toml
fail fuse run shop --diagnostics json
printf '[package]\nname = "no entry"\n' >shop/fuse.toml
fail fuse run shop
printf '[package]\nentry = "src/main.fuse"\nbackend = "wasm"\n' >shop/fuse.toml
fail fuse run shop
-- out --
[run] start
second 7 8
[run] ok
[run] start
second 7 8
[run] ok
[run] start
first
[run] ok
[run] start
second 7 8
[run] ok
[run] start
second 7 8
[run] ok
[run] start
second 7 8
[run] ok
[run] start
first
[run] ok
[run] start
second 7 8
[run] ok
[run] start
first
[run] ok
[check] start
shop/src/bad.fuse:2:9: error: unknown identifier nowhere [F0401]
    print(nowhere)
          ^^^^^^^
[check] failed
[check] start
src/bad.fuse:2:9: error: unknown identifier nowhere [F0401]
    print(nowhere)
          ^^^^^^^
[check] failed
[check] start
../src/bad.fuse:2:9: error: unknown identifier nowhere [F0401]
    print(nowhere)
          ^^^^^^^
[check] failed
{"kind":"command_step","command":"check","message":"start"}
{"kind":"diagnostic","level":"error","message":"unknown identifier nowhere","path":"../src/bad.fuse","line":2,"column":9,"span_start":19,"span_end":26,"code":"F0401"}
{"kind":"command_step","command":"check","message":"failed"}
[check] start
../src/bad.fuse:2:9: error: unknown identifier nowhere [F0401]
    print(nowhere)
          ^^^^^^^
[check] failed
[check] start
shop/src/bad.fuse:2:9: error: unknown identifier nowhere [F0401]
    print(nowhere)
          ^^^^^^^
[check] failed
[check] start
$DIR/shop/src/bad.fuse:2:9: error: unknown identifier nowhere [F0401]
    print(nowhere)
          ^^^^^^^
[check] failed
error: invalid manifest: shop/fuse.toml:2: expected a value: text stands in quotes
{"kind":"cli_message","level":"error","code":"wrapper_manifest_invalid","message":"invalid manifest: shop/fuse.toml:3: key given twice"}
error: missing entry: pass a file path or set package.entry in fuse.toml
error: unknown backend: wasm
