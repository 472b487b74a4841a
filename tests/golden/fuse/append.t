x = x + [e]: appended in place when nobody shares the list, on every backend and level.

-- main.fuse --
fn half(n: Int) -> Int:
  return n / 2

fn grow(n: Int) -> List<Int>:
  var xs: List<Int> = []
  var i = 0
  while i < n:
    xs = xs + [i * i]
    i = i + 1
  return xs

fn fails(xs: List<Int>, i: Int) -> Int:
  return xs[i]

app "append":
  var xs = [1, 2]
  let before = xs
  xs = xs + [xs[0] + xs[1]]
  xs = xs + [half(xs[2])]
  print(xs)
  print(before)
  let kept = xs
  for i in 1..3:
    xs = xs + [i]
  print(kept)
  print(xs)
  var fs = [0.5]
  fs = fs + [fs[0] * 3.0]
  var bs: List<Bool> = []
  bs = bs + [1 < 2]
  bs = bs + [bs[0] == false]
  print(fs)
  print(bs)
  var names = ["a"]
  names = names + ["b"]
  names = names + [names[1] + "c"]
  print(names)
  var nested = [[1]]
  nested = nested + [xs]
  xs = xs + [9]
  print(nested)
  var many = xs + [10] + [11]
  many = many + [12] + [13]
  print(many)
  let big = grow(1000)
  print(big[999])
  var opts: List<Int?> = [null]
  opts = opts + [3]
  print(opts)
  xs = xs + [fails(xs, 99)]
  print("not reached")
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
[1, 2, 3, 1]
[1, 2]
[1, 2, 3, 1]
[1, 2, 3, 1, 1, 2, 3]
[0.5, 1.5]
[true, false]
[a, b, bc]
[[1], [1, 2, 3, 1, 1, 2, 3]]
[1, 2, 3, 1, 1, 2, 3, 9, 10, 11, 12, 13]
998001
[null, 3]
error: index out of bounds
exit 1
