A config field of type Bytes: base64 text as the default, in the file and in the environment.
-- main.fuse --
fn later() -> String:
  return "Zm9v"

config App:
  token: Bytes = "Zg=="
  other: Bytes = later()

app "demo":
  print(App.token)
  print(App.other)
-- bad.fuse --
config App:
  token: Bytes = "not_base64"

app "demo":
  print(App.token)
-- refused.fuse --
type T:
  token: Bytes = "Zg=="

app "demo":
  let b: Bytes = "Zg=="
  print(b)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
echo "env"
APP_TOKEN=Zm9vYg== $ROOT/tests/golden/bin/f3 main.fuse
APP_TOKEN=not_base64 $ROOT/tests/golden/bin/f3 main.fuse
printf '[App]\ntoken = "Zm9v"\n' >c.toml
FUSE_CONFIG=c.toml $ROOT/tests/golden/bin/f3 main.fuse
echo "bad default"
$ROOT/tests/golden/bin/f3 bad.fuse
fail fuse check refused.fuse
-- out --
Zg==
Zm9v
env
Zm9vYg==
Zm9v
error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"invalid Bytes (base64): invalid base64 length","path":"App.token"}],"message":"validation failed"}}
exit 1
Zm9v
Zm9v
bad default
error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"invalid Bytes (base64): invalid base64 length","path":"App.token"}],"message":"validation failed"}}
exit 1
[check] start
refused.fuse:2:18: error: type mismatch: expected Bytes, found String [F0302]
    token: Bytes = "Zg=="
                   ^^^^^^
refused.fuse:5:18: error: type mismatch: expected Bytes, found String [F0302]
    let b: Bytes = "Zg=="
                   ^^^^^^
[check] failed
