Run-time errors: the same message and exit code everywhere, whatever was being computed.
-- main.fuse --
type T:
  n: Int?
  list: List<Int>

fn dec(text: String) -> T:
  return json.decode(text)

fn run(kind: String):
  let xs = [1, 2, 3]
  let name = "temp ${kind}"
  match kind:
    "index": print(xs[3])
    "negative": print(xs[0 - 1])
    "store":
      xs[5] = 1
    "div": print(1 / (xs[0] - 1))
    "mod": print(1 % (xs[0] - 1))
    "min": print((0 - 9223372036854775807 - 1) / (xs[0] - 2))
    "null":
      let m = {"a": 1}
      print(m["b"] + 1)
    "assert": assert(xs[0] == 2)
    "message": assert(false, "because " + name)
    "range":
      for i in 3..1:
        print(i)
    "json": print(json.decode("{oops"))
    "optional":
      var t: T? = null
      t?.n = 1
      print(t)
    "missing":
      var mm = {"a": {"b": 1}}
      mm["zz"]["b"] = 2
    "compare": print(T(list=[]) == T(list=[]))
    "decode": print(dec("{\"list\":[1,\"x\"]}"))
    "convert":
      let n: Int = json.decode("\"text\"")
      print(n)
    "dynamic":
      let d = json.decode("{\"a\":1}")
      print(d["a"]["b"])
    "fmod": print(1.5 % 2.0)
    "keys": print({1: "a"})
    "value": print(novalue(0))
    _: print("ok " + name)

fn novalue(n: Int) -> Int:
  if n > 0:
    return n

app "fail":
  run(env("CASE") ?? "none")
  print("end")
-- cmd --
for case in none index negative store div mod min null assert message range json optional missing compare decode convert dynamic fmod keys value; do echo "$case:"; CASE=$case $ROOT/tests/golden/bin/f3 main.fuse 2>&1 | sed '/warning/,/help/d'; done
-- out --
none:
ok temp none
end
index:
error: index out of bounds
exit 1
negative:
error: index out of bounds
exit 1
store:
error: index out of bounds
exit 1
div:
error: division by zero
exit 1
mod:
error: division by zero
exit 1
min:
error: integer overflow
exit 1
null:
error: null access
exit 1
assert:
error: assert failed: assertion failed
exit 1
message:
error: assert failed: because temp message
exit 1
range:
error: range start must be <= end
exit 1
json:
error: invalid json: expected string
exit 1
optional:
error: cannot assign through optional access
exit 1
missing:
error: missing map entry
exit 1
compare:
error: unsupported comparison operands
exit 1
decode:
error: {"error":{"code":"validation_error","fields":[{"code":"type_mismatch","message":"expected Int","path":"$.list[1]"}],"message":"validation failed"}}
exit 1
convert:
error: {"error":{"code":"validation_error","fields":[{"code":"type_mismatch","message":"expected Int","path":"$"}],"message":"validation failed"}}
exit 1
dynamic:
error: index access not supported on this value
exit 1
fmod:
error: mod not supported for float
exit 1
keys:
error: map keys must be strings
exit 1
value:
error: function novalue ended without a value
exit 1
