.env and config.toml of the package serve run and test, not the executable; the environment is stronger than both.
-- fuse.toml --
[package]
entry = "main.fuse"
-- main.fuse --
config App:
  name: String = "default"
  port: Int = 1
  dbUrl: String = "none"

app "x":
  print("${App.name} ${App.port} ${App.dbUrl} ${env("EXTRA") ?? "no extra"}")

test "x":
  print("${App.name} ${App.port} ${App.dbUrl} ${env("EXTRA") ?? "no extra"}")
-- config.toml --
[App]
name = "file"
port = 2
-- .env --
# comment
APP_PORT=3
export EXTRA="from dot env"
APP_DB_URL='sqlite://x'
-- sub/x --
-- other.toml --
[App]
name = "other"
-- cmd --
fuse run
cd sub && fuse run
fuse run --backend vm
fuse test
APP_PORT=4 EXTRA=real fuse run
APP_NAME=env fuse run
FUSE_CONFIG=other.toml fuse run
fuse build --aot 2>/dev/null
.fuse/build/program.aot
cd sub && ../.fuse/build/program.aot
APP_PORT=4 EXTRA=real .fuse/build/program.aot
FUSE_CONFIG=other.toml .fuse/build/program.aot
fail 1 env APP_PORT=four fuse run
env APP_PORT=four .fuse/build/program.aot 2>&1 | sed 's/pid=[0-9]*/pid=N/'
-- out --
[run] start
file 3 sqlite://x from dot env
[run] ok
[run] start
file 3 sqlite://x from dot env
[run] ok
[run] start
file 3 sqlite://x from dot env
[run] ok
[test] start
file 3 sqlite://x from dot env
ok x
ok (1 tests)
[test] ok
[run] start
file 4 sqlite://x real
[run] ok
[run] start
env 3 sqlite://x from dot env
[run] ok
[run] start
other 3 sqlite://x from dot env
[run] ok
file 2 none no extra
default 1 none no extra
file 4 none real
other 1 none no extra
[run] start
run error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"invalid Int: four","path":"App.port"}],"message":"validation failed"}}
[run] failed
fatal: class=runtime_fatal pid=N message={"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"invalid Int: four","path":"App.port"}],"message":"validation failed"}} mode=aot profile=debug target=linux-x64 rustc=none cli=0.1.0 runtime_cache=1 contract=aot-v1
