Option values, ?? and ?. and ?[], map look-ups that may find nothing, comparison with null.
-- main.fuse --
type User:
  name: String
  age: Int?
  friend: User?

fn pick(n: Int) -> User?:
  if n > 0:
    return User(name="u${n}", age=n, friend=null)
  return null

fn half(n: Int) -> Int?:
  if n % 2 == 0:
    return n / 2
  return null

fn ratio(n: Int) -> Float?:
  if n > 0:
    return 1.0 / n
  return null

app "options":
  print(pick(1)?.name)
  print(pick(0)?.name)
  print(pick(3)?.age ?? -1)
  print(pick(0)?.age ?? -1)
  print(half(8) ?? 0)
  print(half(7) ?? 0)
  print(half(7))
  print(ratio(4) ?? 9.5)
  print(ratio(0) ?? 9.5)
  print(half(7) == null)
  print(half(8) != null)
  print(half(8) == 4)
  print(half(7) == 4)
  let u = User(name="a", age=null, friend=User(name="b", age=5, friend=null))
  print(u.friend?.name ?? "-")
  print(u.friend?.friend?.name ?? "-")
  print(u.age ?? u.friend?.age ?? 0)
  match u.age:
    Some(a): print("age ${a}")
    None: print("no age")
  match half(10):
    Some(5): print("five")
    Some(n): print("some ${n}")
    None: print("none")
  let m = {"x": 10}
  print(m["x"] + 1)
  print(m["y"])
  print(m["y"] ?? 3)
  let v = m["y"]
  print(v)
  print(m["x"] == 10)
  let names: Map<String, String?> = {"a": "A", "b": null}
  print(names["a"] ?? "none")
  print(names["b"] ?? "none")
  print(names["c"] ?? "none")
  let maybe: List<Int>? = [4, 5]
  print(maybe?[1] ?? 0)
  let none: List<Int>? = null
  print(none?[1] ?? 0)
  var o: Int? = null
  o = 3
  print(o)
  o = null
  print(o)
  let ls: List<Int?> = [1, null, 3]
  print(ls)
  var uu = u
  uu.friend?.age = 50
  print(uu.friend?.age ?? 0)
  print(u.friend?.age ?? 0)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
u1
null
3
-1
4
0
null
0.25
9.5
true
true
true
false
b
-
5
no age
five
11
null
3
null
true
A
none
none
5
0
3
null
[1, null, 3]
50
5
