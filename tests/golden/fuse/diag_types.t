Names and types: one message per mistake, all of them.
-- main.fuse --
import {Missing} from "./lib"
import Nope from "./nope"
import Thing from "./thing.txt"

type User:
  name: String
  age: Int

type Err:
  message: String

enum Color:
  Red
  Rgb(Int)

fn f(u: User) -> Int!Err:
  let a: Int = "x"
  u.zip = 1
  let b = u.zap
  a = 2
  print(unknown)
  match u:
    User(nme=n): print(n)
  let c = Color.Blue
  let d = User(name="a")
  let e = User(name="a", age=1, age=2, size=3)
  let g = [1, "a"]
  if 1:
    print(1)
  for x in 5:
    print(x)
  let h = f(u, 2)
  let i = null ?! "text"
  let j = 1 < "a"
  let k = -"a"
  break
  return "s"

fn plain() -> Int:
  return f(User(name="", age=1)) ?!

fn color(c: Color):
  match c:
    Red: print("red")
    Rgb(a, b): print(a)
    Green: print("?")

fn bad() -> Int!:
  return 1

fn text() -> Int!String:
  return 1

fn dup(a: Int):
  let x = 1
  let x = 2

fn dup(b: Int):
  print(b)

app "x":
  time.now()
  let r: String(1..2, regex(3), predicate(nothing)) = "q"
-- lib.fuse --
fn present():
  print(1)
-- cmd --
fail fuse check main.fuse
-- out --
[check] start
main.fuse:2:18: error: failed to read module nope.fuse: no such file [FUSE_IMPORT_MODULE_READ]
  import Nope from "./nope"
                   ^^^^^^^^
main.fuse:3:19: error: unsupported import extension .txt; only .fuse, .md, and .json are supported [FUSE_IMPORT_UNSUPPORTED_EXTENSION]
  import Thing from "./thing.txt"
                    ^^^^^^^^^^^^^
main.fuse:1:9: error: unknown import Missing in ./lib [FUSE_IMPORT_UNKNOWN]
  import {Missing} from "./lib"
          ^^^^^^^
main.fuse:58:4: error: duplicate symbol: dup [F0201]
  fn dup(b: Int):
     ^^^
main.fuse:54:4: note: previous definition of dup here [F0201]
  fn dup(a: Int):
     ^^^
main.fuse:17:16: error: type mismatch: expected Int, found String [F0302]
    let a: Int = "x"
                 ^^^
main.fuse:18:5: error: unknown field zip on User [F0407]
    u.zip = 1
      ^^^
main.fuse:19:13: error: unknown field zap on User [F0407]
    let b = u.zap
              ^^^
main.fuse:20:3: error: cannot assign to immutable a [F0306]
    a = 2
    ^
  help: declare it with var
main.fuse:21:9: error: unknown identifier unknown [F0401]
    print(unknown)
          ^^^^^^^
main.fuse:23:14: error: unknown field nme on User [F0407]
      User(nme=n): print(n)
               ^
main.fuse:24:17: error: unknown variant Blue for Color [F0312]
    let c = Color.Blue
                  ^^^^
main.fuse:25:11: error: missing field age for User [F0431]
    let d = User(name="a")
            ^^^^^^^^^^^^^^
main.fuse:26:33: error: duplicate field in struct literal [F0430]
    let e = User(name="a", age=1, age=2, size=3)
                                  ^^^^^
main.fuse:26:40: error: unknown field size on User [F0407]
    let e = User(name="a", age=1, age=2, size=3)
                                         ^^^^^^
main.fuse:27:15: error: incompatible types [F0414]
    let g = [1, "a"]
                ^^^
main.fuse:28:6: error: expected Bool condition [F0303]
    if 1:
       ^
main.fuse:30:12: error: cannot iterate over type Int [F0304]
    for x in 5:
             ^
main.fuse:32:11: error: expected 1 arguments, got 2 [FUSE_WRONG_ARITY]
    let h = f(u, 2)
            ^^^^^^^
main.fuse:33:11: error: ?! error value must be a declared error domain type or enum, found String [F0425]
    let i = null ?! "text"
            ^^^^^^^^^^^^^^
main.fuse:34:11: error: comparison requires numeric types [F0420]
    let j = 1 < "a"
            ^^^^^^^
main.fuse:35:11: error: unary '-' requires numeric type [F0415]
    let k = -"a"
            ^^^^
main.fuse:36:3: error: break outside of loop [F0305]
    break
    ^^^^^
main.fuse:37:3: error: type mismatch: expected Int!Err, found String [F0302]
    return "s"
    ^^^^^^^^^^
main.fuse:40:10: error: ?! used in non-fallible function returning Int [F0424]
    return f(User(name="", age=1)) ?!
           ^^^^^^^^^^^^^^^^^^^^^^^^^^
main.fuse:45:5: error: expected 1 pattern args for Rgb, got 2 [F0316]
      Rgb(a, b): print(a)
      ^^^^^^^^^
main.fuse:48:13: error: result type requires an explicit error domain; use `T!MyError` [F0215]
  fn bad() -> Int!:
              ^^^^
main.fuse:51:14: error: function return type error domains must be declared type/enum names, found String [F0217]
  fn text() -> Int!String:
               ^^^^^^^^^^
main.fuse:56:7: error: duplicate binding: x [F0301]
    let x = 2
        ^
main.fuse:62:3: error: time call requires capability time; add `requires time` at module top-level [F0336]
    time.now()
    ^^^^^^^^^^
main.fuse:63:29: error: regex() expects a string literal pattern [F0230]
    let r: String(1..2, regex(3), predicate(nothing)) = "q"
                              ^
main.fuse:63:43: error: unknown predicate function nothing in current module/import scope [F0233]
    let r: String(1..2, regex(3), predicate(nothing)) = "q"
                                            ^^^^^^^
main.fuse:63:55: error: type mismatch: expected String(...), found String [F0302]
    let r: String(1..2, regex(3), predicate(nothing)) = "q"
                                                        ^^^
[check] failed
