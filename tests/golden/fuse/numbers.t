Integer and float arithmetic, comparison, printing.
-- main.fuse --
app "numbers":
  print(10 / 4 * 4)
  print(0.1 + 0.2)
  print(100000000000000000000.0)
  print(2.0)
  print(-0.0)
  print(1.0 / 0.0)
  print(3 > 2 and 2 >= 2 and 1 < 2 and 1 <= 1)
  print(1 < 1.5)
  print(!(1 == 2) or false)
  print(1 != 2)
  let n = 9223372036854775807
  print(n + 1)
  print(-n - 2)
  print(7 / 2 * 2 + 7 % 2)
  var f = 0.0
  for x in 0.5..3:
    f = f + x
  print(f)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
8
0.30000000000000004
100000000000000000000
2
-0
inf
true
true
true
true
-9223372036854775808
9223372036854775807
7
4.5
