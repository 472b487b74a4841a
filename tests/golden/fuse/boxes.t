box shares one cell between names; what is inside changes in place.
-- main.fuse --
app "boxes":
  let counter = box 0
  counter = counter + 1
  print(counter)
  var alias = counter
  alias = 10
  print(counter)
  let items = box {"k": [1, 2]}
  items["k"][0] = 5
  let same = items
  same["n"] = []
  print(items)
  for x in box [1, 2]:
    print(x)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
1
10
{k: [5, 2], n: []}
1
2
