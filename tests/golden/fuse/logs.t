log levels and data, env builtins, input.
-- main.fuse --
enum Kind:
  A
  B(Int)

type T:
  n: Int

app "logs":
  log("plain")
  log("warn", "careful")
  log("nolevel", "joined")
  log("error", "with data", 7)
  log("info", "many", 1, "two", [3], {"k": null}, T(n=1), Kind.A, Kind.B(2))
  log("debug", "hidden")
  let level = "warn"
  log(level, "dynamic level")
  log(env("LV") ?? "none", "from env", true)
  log(5)
  print(env_int("NUM") ?? 0)
  print(env_float("NUM") ?? 0.0)
  print(env_bool("FLAG") ?? false)
  print(env("MISSING"))
  let name = input("name? ")
  print("hi " + name)
-- cmd --
echo Ada >in
F3_STDIN=in NUM=42 FLAG=true FUSE_COLOR=never $ROOT/tests/golden/bin/f3 main.fuse
F3_STDIN=in LV=error $ROOT/tests/golden/bin/f3 main.fuse
FUSE_LOG=error F3_STDIN=in $ROOT/tests/golden/bin/f3 main.fuse
-- out --
42
42
true
null
name? hi Ada
[INFO] plain
[WARN] careful
{"level":"info","message":"nolevel","data":"joined"}
{"level":"error","message":"with data","data":7}
{"level":"info","message":"many","data":[1,"two",[3],{"k":null},{"n":1},{"type":"A"},{"type":"B","data":2}]}
[WARN] dynamic level
{"level":"info","message":"none","data":["from env",true]}
[INFO] 5
0
0
false
null
name? hi Ada
[INFO] plain
[WARN] careful
{"level":"info","message":"nolevel","data":"joined"}
{"level":"error","message":"with data","data":7}
{"level":"info","message":"many","data":[1,"two",[3],{"k":null},{"n":1},{"type":"A"},{"type":"B","data":2}]}
[WARN] dynamic level
{"level":"error","message":"from env","data":true}
[INFO] 5
0
0
false
null
name? hi Ada
{"level":"error","message":"with data","data":7}
