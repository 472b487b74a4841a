String literals, escapes, interpolation, concatenation with any value, equality.
-- main.fuse --
type P:
  name: String

app "strings":
  let who = "world"
  print("hello ${who}!")
  print("sum ${1 + 2}, nested ${"in ${who}"}, map ${{"a": 1}}")
  print("tab\tquote\" back\\ dollar \${who} unknown \q")
  print("""two
lines and "quotes" and ${who}""")
  print("a" + "b" + "c")
  print("n=" + 1 + " f=" + 2.5 + " b=" + true + " l=" + [1, 2] + " z=" + null)
  print(1 + "x")
  print("")
  print("é✓" == "é✓")
  print("a" == "b")
  print("a" != "b")
  let p = P(name="x")
  print("${p} ${[p]} ${p.name}")
  var s = ""
  for i in 1..5:
    s = s + i + ","
  print(s)
  let t = s
  s = s + "end"
  print(t)
  print(s)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
hello world!
sum 3, nested in world, map {a: 1}
tab	quote" back\ dollar ${who} unknown q
two
lines and "quotes" and world
abc
n=1 f=2.5 b=true l=[1, 2] z=null
1x

true
false
true
<P> [<P>] x
1,2,3,4,5,
1,2,3,4,5,
1,2,3,4,5,end
