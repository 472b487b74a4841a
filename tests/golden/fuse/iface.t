Methods and associated functions of impl blocks, Self, defaults.
-- main.fuse --
interface Codec:
  fn encode() -> String
  fn from_text(text: String) -> Self
  fn plus(other: Self, times: Int = 1) -> Self

type Note:
  text: String

enum Mood:
  Good
  Bad(String)

impl Codec for Note:
  fn encode() -> String:
    return "note:" + self.text

  fn from_text(text: String) -> Self:
    return Note(text=text)

  fn plus(other: Self, times: Int = 1) -> Self:
    var t = self.text
    for i in 1..times:
      t = t + other.text
    return Self.from_text(t)

impl Codec for Mood:
  fn encode() -> String:
    match self:
      Good -> "good"
      Bad(why) -> "bad because " + why

  fn from_text(text: String) -> Self:
    if text == "good":
      return Mood.Good
    return Mood.Bad(text)

  fn plus(other: Self, times: Int = 1) -> Self:
    match other:
      Bad(w) -> Mood.Bad(w + self.encode())
      _ -> self

app "iface":
  let a = Note.from_text("a")
  let b = Note(text="b")
  print(a.plus(b).encode())
  print(a.plus(b, 3).encode())
  print(Mood.from_text("rain").encode())
  print(Mood.Good.plus(Mood.Bad("x")).encode())
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
note:ab
note:abbb
bad because rain
bad because xgood
