Defaults that use earlier parameters, recursion, values that parameters share but callers do not see changed.
-- main.fuse --
fn greet(name: String, greeting: String = "Hello", mark: String = greeting + "!") -> String:
  return "${greeting} ${name} ${mark}"

fn fib(n: Int) -> Int:
  if n < 2:
    return n
  return fib(n - 1) + fib(n - 2)

fn even(n: Int) -> Bool:
  if n == 0:
    return true
  return odd(n - 1)

fn odd(n: Int) -> Bool:
  if n == 0:
    return false
  return even(n - 1)

fn swap(a: List<Int>, i: Int, j: Int) -> List<Int>:
  let t = a[i]
  a[i] = a[j]
  a[j] = t
  return a

fn nothing(x: Int):
  if x > 0:
    return
  print("not positive")

fn many(a: Int, b: Float, c: String, d: Bool, e: Int?, f: List<Int>, g: Float, h: Int) -> String:
  "${a} ${b} ${c} ${d} ${e} ${f} ${g} ${h}"

fn id(s: String) -> String:
  s

app "functions":
  print(greet("Ada"))
  print(greet("Bob", "Hi"))
  print(greet("Cy", "Yo", "?"))
  print(fib(20))
  print(even(10))
  print(odd(7))
  let l = [1, 2, 3]
  print(swap(l, 0, 2))
  print(l)
  nothing(1)
  nothing(0)
  print(many(1, 2.5, "x", true, null, [1], 3.0, 9))
  print(many(1, 2.5, "x", false, 4, [], 3.0, -9))
  print(id(id("same")))
-- cmd --
$ROOT/tests/golden/bin/f3 main.fuse
-- out --
Hello Ada Hello!
Hi Bob Hi!
Yo Cy ?
6765
true
true
[3, 2, 1]
[1, 2, 3]
not positive
1 2.5 x true null [1] 3 9
1 2.5 x false 4 [] 3 -9
same
