Range, regex, predicate, Id and Email are checked where a struct is made; std.Error.Validation carries the field.
-- main.fuse --
fn is_even(n: Int) -> Bool:
  return n % 2 == 0

fn short(s: String) -> Bool:
  return s != "forbidden"

type Err:
  message: String

type std.Error.Validation:
  message: String
  fields: List<std.Error.Field>

type std.Error.Field:
  path: String
  code: String
  message: String

type Rec:
  slug: String(3..8, regex("^[a-z]+$"), predicate(short))
  age: Int(0..130) = 1
  even: Int(predicate(is_even)) = 2
  ratio: Float(0.0..1.0) = 0.5
  id: Id = "i"
  mail: Email = "a@b.c"
  maybe: Int(1..5)?
  list: List<Int(0..9)> = []

fn make(slug: String, age: Int, even: Int, ratio: Float, id: String, mail: String, maybe: Int?, list: List<Int>) -> Rec!std.Error.Validation:
  return Rec(slug=slug, age=age, even=even, ratio=ratio, id=id, mail=mail, maybe=maybe, list=list)

fn show(r: Rec!std.Error.Validation):
  match r:
    Ok(v): print("ok " + json.encode(v))
    Err(e):
      for f in e.fields:
        print("${f.path} ${f.code}: ${f.message}")

app "refine":
  show(make("abc", 1, 2, 0.5, "x", "a@b.c", null, [1]))
  show(make("ab", 1, 2, 0.5, "x", "a@b.c", null, []))
  show(make("ABC", 1, 2, 0.5, "x", "a@b.c", null, []))
  show(make("abc", 131, 2, 0.5, "x", "a@b.c", null, []))
  show(make("abc", 1, 3, 0.5, "x", "a@b.c", null, []))
  show(make("abc", 1, 2, 1.5, "x", "a@b.c", null, []))
  show(make("abc", 1, 2, 0.5, "", "a@b.c", null, []))
  show(make("abc", 1, 2, 0.5, "x", "nobody", null, []))
  show(make("abc", 1, 2, 0.5, "x", "a@b.c", 6, []))
  show(make("abc", 1, 2, 0.5, "x", "a@b.c", 5, [1, 10]))
  let r = Rec(slug="abc", maybe=null)
  print(json.encode(r))
  let bad = Rec(slug="toolongslug")
  print("not reached")
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
ok {"age":1,"even":2,"id":"x","list":[1],"mail":"a@b.c","maybe":null,"ratio":0.5,"slug":"abc"}
Rec.slug invalid_value: length 2 out of range 3..8
Rec.slug invalid_value: value does not match regex ^[a-z]+$
Rec.age invalid_value: value 131 out of range 0..130
Rec.even invalid_value: predicate is_even rejected value
Rec.ratio invalid_value: value 1.5 out of range 0..1
Rec.id invalid_value: expected non-empty Id
Rec.mail invalid_value: invalid email address
Rec.maybe invalid_value: value 6 out of range 1..5
Rec.list[1] invalid_value: value 10 out of range 0..9
{"age":1,"even":2,"id":"i","list":[],"mail":"a@b.c","maybe":null,"ratio":0.5,"slug":"abc"}
error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"length 11 out of range 3..8","path":"Rec.slug"}],"message":"validation failed"}}
exit 1
