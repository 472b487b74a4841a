if, match and loops as statements and as the value of a function; break and continue release what they leave.
-- main.fuse --
fn sign(n: Int) -> String:
  if n < 0: return "neg"
  else if n == 0: return "zero"
  else: return "pos"

fn grade(n: Int) -> String:
  if n > 90:
    "A"
  else if n > 80:
    "B"
  else:
    match n:
      0 -> "zero"
      _: "C"

fn first_even(xs: List<Int>) -> Int?:
  for x in xs:
    let label = "n${x}"
    if x % 2 == 0:
      print("found " + label)
      return x
  return null

app "control":
  print(sign(-5) + sign(0) + sign(3))
  print(grade(95) + grade(85) + grade(0) + grade(7))
  print(first_even([1, 3, 4, 6]))
  print(first_even([1]))
  var n = 0
  while n < 10:
    n = n + 1
    let s = "v${n}"
    if n == 3:
      continue
    if n == 6:
      break
    print(s)
  for a in [1, 2, 3]:
    for b in [10, 20]:
      let text = "${a}*${b}"
      if a == 2:
        break
      if b == 20 and a == 3:
        continue
      print(text)
  for v in {"b": 2, "a": 1, "c": 3}:
    print(v)
  for i in 3..3:
    print(i)
  for _ in 1..2:
    print("tick")
  var xs = [1, 2]
  for x in xs:
    xs[0] = 99
    print(x)
  print(xs)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
negzeropos
ABzeroC
found n4
4
null
v1
v2
v4
v5
1*10
1*20
3*10
1
2
3
3
tick
tick
1
2
[99, 2]
