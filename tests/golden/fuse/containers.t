Lists and maps: nested assignment copies on write, printing in key order, concatenation.
-- main.fuse --
app "containers":
  var grid = [[1, 2], [3, 4]]
  let old = grid
  grid[1][0] = 30
  print(grid)
  print(old)
  var m = {"b": [1], "a": [2]}
  let before = m
  m["a"][0] = 20
  m["c"] = []
  m["b"] = [7, 8]
  print(m)
  print(before)
  print([1, 2] + [3])
  let flags = [true, false, true]
  flags[1] = true
  print(flags)
  let fs = [1.5, 2.5]
  fs[0] = fs[1] * 2
  print(fs)
  let deep = {"x": {"y": {"z": 1}}}
  deep["x"]["y"]["z"] = 2
  print(deep["x"]["y"]["z"])
  let e: List<Int> = []
  print(e)
  let em: Map<String, Int> = {}
  print(em)
  var acc: List<String> = []
  for i in 1..3:
    acc = acc + ["item ${i}"]
  print(acc)
  print(1..4)
  print({"one": 1, "one": 2})
  let opts: Map<String, Int?> = {"a": null}
  opts["b"] = 4
  print(opts)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
[[1, 2], [30, 4]]
[[1, 2], [3, 4]]
{a: [20], b: [7, 8], c: []}
{a: [2], b: [1]}
[1, 2, 3]
[true, true, true]
[5, 2.5]
2
[]
{}
[item 1, item 2, item 3]
[1, 2, 3, 4]
{one: 2}
{a: null, b: 4}
