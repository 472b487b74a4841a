fuse run: backends, apps, program arguments, exit codes and step markers.
-- a.fuse --
fn main(name: String(1..10), times: Int = 1, loud: Bool = false):
  for i in 1..times:
    if loud:
      print("HI ${name}")
    else:
      print("hi ${name}")

app "first":
  print("first")

app "second":
  print("second")
-- fails.fuse --
type Small:
  n: Int(1..3)

app "fails":
  print("before")
  print(Small(n=4).n)
-- bounds.fuse --
app "bounds":
  let xs = [1]
  print(xs[7])
-- nomain.fuse --
app "x":
  print("x")
-- cmd --
fuse run a.fuse
fuse run --backend vm a.fuse
fuse run --backend=ast a.fuse
fuse run --backend native a.fuse
fuse run --app second a.fuse
fuse run --app=second --backend vm a.fuse
fail 1 fuse run --app third a.fuse
fuse run a.fuse --
fuse run a.fuse -- --name Ada --times=2 --loud
fuse run --backend vm a.fuse -- --name Ada --no-loud
fail 2 fuse run a.fuse -- --name=
fail 2 fuse run --backend vm a.fuse -- --name=
fail 2 fuse run --diagnostics json a.fuse -- --name=Ada --nme=x
fail 2 fuse run a.fuse -- Ada
fail 1 fuse run fails.fuse
fail 1 fuse run --backend vm fails.fuse
fail 1 fuse run --diagnostics json fails.fuse
fail 1 fuse run bounds.fuse
fail 1 fuse run --diagnostics json --backend vm bounds.fuse
fail 1 fuse run nomain.fuse -- --x=1
fuse run a.fuse 2>/dev/null
ls -A
-- out --
[run] start
first
[run] ok
[run] start
first
[run] ok
[run] start
first
[run] ok
[run] start
first
[run] ok
[run] start
second
[run] ok
[run] start
second
[run] ok
[run] start
a.fuse:1:1: error: app not found: third [F0903]
  fn main(name: String(1..10), times: Int = 1, loud: Bool = false):
  ^
[run] failed
[run] start
first
[run] ok
[run] start
HI Ada
HI Ada
[run] ok
[run] start
hi Ada
[run] ok
[run] start
{"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"length 0 out of range 1..10","path":"name"}],"message":"validation failed"}}
[run] validation failed
[run] start
{"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"length 0 out of range 1..10","path":"name"}],"message":"validation failed"}}
[run] validation failed
{"kind":"command_step","command":"run","message":"start"}
{"error":{"code":"validation_error","fields":[{"code":"unknown_flag","message":"unknown flag","path":"nme"}],"message":"validation failed"}}
{"kind":"command_step","command":"run","message":"validation failed"}
[run] start
{"error":{"code":"validation_error","fields":[{"code":"invalid_args","message":"unexpected argument: Ada","path":"$"}],"message":"validation failed"}}
[run] validation failed
[run] start
before
run error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"value 4 out of range 1..3","path":"Small.n"}],"message":"validation failed"}}
[run] failed
[run] start
before
run error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"value 4 out of range 1..3","path":"Small.n"}],"message":"validation failed"}}
[run] failed
{"kind":"command_step","command":"run","message":"start"}
before
{"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"value 4 out of range 1..3","path":"Small.n"}],"message":"validation failed"}}
{"kind":"command_step","command":"run","message":"failed"}
[run] start
run error: index out of bounds
[run] failed
{"kind":"command_step","command":"run","message":"start"}
{"error":{"code":"validation_error","fields":[{"code":"runtime_index_bounds","message":"index out of bounds","path":"$"}],"message":"validation failed"}}
{"kind":"command_step","command":"run","message":"failed"}
[run] start
run error: no root fn main found for CLI binding
[run] failed
first
a.fuse
bounds.fuse
fails.fuse
nomain.fuse
