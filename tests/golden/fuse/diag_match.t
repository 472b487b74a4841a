A match that forgets a variant is a warning; the program runs.
-- main.fuse --
enum Color:
  Red
  Green
  Blue

fn f(c: Color):
  match c:
    Red: print("red")
    Blue: print("blue")

fn g(o: Int?) -> Int:
  match o:
    Some(1) -> 1
    Some(n) -> n
    None -> 0

app "x":
  f(Color.Red)
  f(Color.Green)
  print(g(1) + g(null))
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
red
1
main.fuse:7:3: warning: match does not cover: Green [F0322]
    match c:
    ^^^^^
  help: a value that no pattern takes leaves the match without doing anything
