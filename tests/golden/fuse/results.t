?! in all its forms, several error domains, errors that are enums, propagation.
-- main.fuse --
type Missing:
  key: String

enum Bad:
  Negative(Int)
  Zero

fn find(m: Map<String, Int>, k: String) -> Int!Missing:
  return m[k] ?! Missing(key=k)

fn positive(n: Int) -> Int!Bad:
  if n < 0:
    return null ?! Bad.Negative(n)
  if n == 0:
    return null ?! Bad.Zero
  return n

fn sum(m: Map<String, Int>) -> Int!Missing:
  let a = find(m, "a") ?!
  let b = find(m, "b") ?!
  return a + b

fn both(m: Map<String, Int>, k: String) -> Float!Missing!Bad:
  let v = find(m, k) ?!
  let p = positive(v) ?!
  return 1.0 / p

fn renamed(m: Map<String, Int>) -> String!Bad:
  let v = find(m, "q") ?! Bad.Zero
  return "v${v}"

fn check(n: Int) -> Unit!Bad:
  positive(n) ?!

fn show(r: Int!Missing):
  match r:
    Ok(v): print("ok ${v}")
    Err(e): print("missing ${e.key}")

app "results":
  let m = {"a": 1, "b": 2, "n": -4, "z": 0}
  show(find(m, "a"))
  show(find(m, "x"))
  show(sum(m))
  show(sum({"a": 1}))
  match positive(-2):
    Ok(v): print(v)
    Err(Negative(n)): print("negative ${n}")
    Err(Zero): print("zero")
  match renamed(m):
    Ok(v): print(v)
    Err(e): print(e)
  print(both(m, "b"))
  print(both(m, "n"))
  print(both(m, "z"))
  print(both(m, "nope"))
  print(check(1))
  print(check(0))
  print(find(m, "a"))
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
ok 1
missing x
ok 3
missing b
negative -2
Bad.Zero
Ok(0.5)
Err(Bad.Negative(-4))
Err(Bad.Zero)
Err(<Missing>)
Ok(())
Err(Bad.Zero)
Ok(1)
