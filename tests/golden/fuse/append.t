x = x + y extends x in place when nobody shares it, and never what somebody shares.
-- main.fuse --
fn pair(n: Int) -> List<String>:
  return ["p${n}", "q"]

app "append":
  var s = "a"
  let keep = s
  s = s + "b" + 1 + s
  print(s)
  print(keep)
  var t = s
  t = t + t + t
  print(t)
  print(s)
  var xs = [1]
  let ys = xs
  xs = xs + [2] + xs
  print(xs)
  print(ys)
  xs = xs + xs
  print(xs)
  var names: List<String> = []
  for i in 1..3:
    names = names + pair(i)
  print(names)
  var n = 0
  var big: List<Int> = []
  var text = ""
  while n < 20000:
    big = big + [n]
    text = text + "x"
    n = n + 1
  print(big[19999])
  print(text == "")
  var u = "u" + n
  u = u + u + "-" + u
  print(u)
  u = u + u
  print(u)
  var zs = [[1]]
  zs = zs + zs + [zs[0]]
  zs[0][0] = 9
  print(zs)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
ab1a
a
ab1aab1aab1a
ab1a
[1, 2, 1]
[1]
[1, 2, 1, 1, 2, 1]
[p1, q, p2, q, p3, q]
19999
false
u20000u20000-u20000
u20000u20000-u20000u20000u20000-u20000
[[9], [1], [1]]
