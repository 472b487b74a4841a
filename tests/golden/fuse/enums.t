Variants with and without payload, nested patterns, printing, JSON both ways.
-- main.fuse --
enum Dir:
  North
  South

enum Shape:
  Circle(Float)
  Rect(Float, Float)
  Named(String, List<Int>)
  Nested(Shape, Dir)
  Flag(Bool)
  Empty

fn name(d: Dir) -> String:
  match d:
    North -> "north"
    South -> "south"

fn describe(s: Shape) -> String:
  match s:
    Circle(r) -> "circle ${r}"
    Rect(2.0, h) -> "two by ${h}"
    Rect(w, h) -> "rect ${w * h}"
    Named("unit", _) -> "the unit"
    Named(n, xs) -> "${n} of ${xs}"
    Nested(Nested(_, _), _) -> "deep"
    Nested(inner, South) -> "southern " + describe(inner)
    Nested(inner, d) -> name(d) + "ern " + describe(inner)
    Flag(true) -> "yes"
    Flag(_) -> "no"
    Empty -> "empty"

app "enums":
  print(Dir.North)
  print(name(Dir.South))
  let shapes = [Shape.Circle(1.5), Shape.Rect(2.0, 3.0), Shape.Rect(4.0, 5.0), Shape.Named("unit", []), Shape.Named("list", [1, 2]), Shape.Nested(Shape.Empty, Dir.South), Shape.Nested(Shape.Flag(true), Dir.North), Shape.Nested(Shape.Nested(Shape.Empty, Dir.North), Dir.North), Shape.Flag(false), Shape.Empty]
  for s in shapes:
    print(describe(s))
  print(shapes)
  print(json.encode(shapes[5]))
  print(json.encode(Dir.North))
  let back: List<Shape> = json.decode("[{\"type\":\"Rect\",\"data\":[1.0,2.5]},{\"type\":\"Empty\"},{\"type\":\"Named\",\"data\":[\"q\",[7]]}]")
  for s in back:
    print(describe(s))
  let d: Dir = json.decode("{\"type\":\"South\"}")
  print(d)
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
Dir.North
south
circle 1.5
two by 3
rect 20
the unit
list of [1, 2]
southern empty
northern yes
deep
no
empty
[Shape.Circle(1.5), Shape.Rect(2, 3), Shape.Rect(4, 5), Shape.Named(unit, []), Shape.Named(list, [1, 2]), Shape.Nested(Shape.Empty, Dir.South), Shape.Nested(Shape.Flag(true), Dir.North), Shape.Nested(Shape.Nested(Shape.Empty, Dir.North), Dir.North), Shape.Flag(false), Shape.Empty]
{"type":"Nested","data":[{"type":"Empty"},{"type":"South"}]}
{"type":"North"}
rect 2.5
empty
q of [7]
Dir.South
