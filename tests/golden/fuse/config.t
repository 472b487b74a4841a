Config values: environment over file over default; fields that use earlier ones and functions.
-- main.fuse --
fn base() -> String:
  return "base"

config App:
  name: String = env("NAME") ?? base()
  full: String = App.name + "/" + Other.tag
  port: Int(1..9999) = 80
  ratio: Float = 0.5
  on: Bool = false
  list: List<Int> = [1, 2]
  maybe: Int? = null

config Other:
  tag: String = "t"

app "config":
  print(App.name)
  print(App.port + 1)
  print(App.ratio * 2)
  print(App.on)
  print(App.list)
  print(App.maybe ?? -1)
  print(Other.tag)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
echo "env"
NAME=n APP_PORT=8080 APP_ON=true APP_LIST='[7]' APP_MAYBE=3 OTHER_TAG=q $ROOT/tests/golden/bin/f3 main.fuse
echo "bad"
APP_PORT=70000 $ROOT/tests/golden/bin/f3 main.fuse
-- out --
base
81
1
false
[1, 2]
-1
t
env
n
8081
1
true
[7]
3
q
bad
error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"value 70000 out of range 1..9999","path":"App.port"}],"message":"validation failed"}}
exit 1
