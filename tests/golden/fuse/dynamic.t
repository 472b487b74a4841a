What json.decode gives: operators, indexing, assignment, iteration, matching, conversion to types.
-- main.fuse --
type Item:
  id: Int
  tags: List<String> = ["none"]

app "dynamic":
  let d = json.decode("{\"n\":3,\"f\":1.5,\"s\":\"text\",\"l\":[1,[2,3],{\"k\":null}],\"t\":true,\"z\":null}")
  print(d)
  print(d["n"] + 1)
  print(d["f"] * 2)
  print(d["s"] + "!")
  print(d["l"][1][0])
  print(d["t"] and d["n"] > 2)
  print(d["n"] == 3)
  print(d["s"] == "text")
  print(d["z"] ?? "default")
  print(d["missing"] ?? "default")
  print(-d["n"])
  for x in d["l"]:
    print(x)
  for v in json.decode("{\"b\":2,\"a\":1}"):
    print(v)
  var e = d
  e["l"][1][0] = "changed"
  e["new"] = [1.5]
  print(json.encode(e))
  print(json.encode(d["l"]))
  let n: Int = d["n"]
  print(n * 2)
  let items: List<Item> = json.decode("[{\"id\":1},{\"id\":2,\"tags\":[]}]")
  for it in items:
    print("${it.id} ${it.tags}")
  let m: Map<String, Int> = json.decode("{\"q\":1}")
  print(m["q"] + 1)
  match d["n"]:
    3: print("three")
    _: print("other")
  match d["z"]:
    null: print("null")
    _: print("value")
  print(json.encode(json.decode("[9223372036854775807,-9223372036854775808,1e3,0.1]")))
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
{f: 1.5, l: [1, [2, 3], {k: null}], n: 3, s: text, t: true, z: null}
4
3
text!
2
true
true
true
default
default
-3
1
[2, 3]
{k: null}
1
2
{"f":1.5,"l":[1,["changed",3],{"k":null}],"n":3,"new":[1.5],"s":"text","t":true,"z":null}
[1,[2,3],{"k":null}]
6
1 [none]
2 []
2
three
null
[9223372036854775807,-9223372036854775808,1000,0.1]
