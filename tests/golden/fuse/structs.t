Fields, defaults, derivation, value semantics through nested assignment, recursive types, struct patterns.
-- main.fuse --
fn fresh() -> List<String>:
  return ["d"]

type Point:
  x: Int
  y: Int = 7

type Line:
  start: Point
  end: Point = Point(x=9)
  label: String?
  tags: List<String> = fresh()
  on: Bool = true
  weight: Float = 0.5

type Node:
  value: Int
  next: Node?

type Small = Line without tags, end

fn move(l: Line) -> Line:
  l.start.x = l.start.x + 100
  l.tags[0] = "moved"
  return l

fn total(n: Node?) -> Int:
  match n:
    Some(node): return node.value + total(node.next)
    None: return 0

app "structs":
  let a = Line(start=Point(x=1, y=2))
  print(a.start.x + a.end.x)
  print(a.label)
  print(a.tags)
  let b = move(a)
  print(a.start.x)
  print(b.start.x)
  print(a.tags)
  print(b.tags)
  var c = b
  c.start.y = -1
  c.label = "c"
  c.on = false
  c.weight = 2.0
  print(b.start.y)
  print(c.start.y)
  print(c.label ?? "none")
  print(b.label ?? "none")
  print(json.encode(c))
  let s = Small(start=Point(x=5), label="s")
  print(json.encode(s))
  print(a)
  print([a.start, b.start])
  var list = Node(value=1, next=Node(value=2, next=Node(value=3, next=null)))
  print(total(list))
  list.next = null
  print(total(list))
  match c:
    Line(start=Point(x=px), label=Some(t)): print("line ${px} ${t}")
    _: print("other")
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
10
null
[d]
1
101
[d]
[moved]
2
-1
c
none
{"end":{"x":9,"y":7},"label":"c","on":false,"start":{"x":101,"y":-1},"tags":["moved"],"weight":2}
{"label":"s","on":true,"start":{"x":5,"y":7},"weight":0.5}
<Line>
[<Point>, <Point>]
6
1
line 101 c
