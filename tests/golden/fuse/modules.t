Modules: alias, named and root: imports, functions of the same name, assets as values.
-- fuse.toml --
[package]
name = "modules"
entry = "src/main.fuse"
-- src/main.fuse --
import util from "./lib/util"
import {Color, describe, shared} from "./lib/color"
import Base as B from "root:src/base"
import Notes from "root:notes.md"
import Data from "./data.json"

fn name() -> String:
  return "main"

app "modules":
  print(name())
  print(util.name())
  print(util.wrap("x"))
  print(util.wrap("x", "(", ")"))
  print(describe(Color.Rgb(1, 2)))
  print(B.Kind.One)
  let p: B.Point = B.make(4)
  print(p.x)
  print(B.Limits.top)
  print(shared(B.make(1)))
  print(Notes)
  print(Data["list"][1])
  print(json.encode(Data))
-- src/lib/util.fuse --
import {decorate} from "root:src/base"

fn name() -> String:
  return "util"

fn wrap(s: String, open: String = left(), close: String = "]") -> String:
  return open + decorate(s) + close

fn left() -> String:
  return "["
-- src/lib/color.fuse --
import B from "../base"

enum Color:
  Red
  Rgb(Int, Int)

fn describe(c: Color) -> String:
  match c:
    Red -> "red"
    Rgb(a, b) -> "rgb ${a} ${b}"

fn shared(p: B.Point) -> Int:
  return p.x + B.Limits.top
-- src/base.fuse --
config Limits:
  top: Int = 10

enum Kind:
  One
  Two

type Point:
  x: Int

fn make(n: Int) -> Point:
  return Point(x=n)

fn decorate(s: String) -> String:
  return "<" + s + ">"
-- src/data.json --
{"list": [1, 2.5], "big": 9223372036854775807}
-- notes.md --
# Notes
Text.
-- cmd --
fuse run --backend vm 2>/dev/null >vm.out; echo $?
fuse run 2>/dev/null >native.out; echo $?
fuse build --aot -O2 -o a.exe >/dev/null 2>&1; ./a.exe >aot.out; echo $?
cmp vm.out native.out && cmp vm.out aot.out && cat vm.out
-- out --
0
0
0
main
util
[<x>]
(<x>)
rgb 1 2
Kind.One
4
10
11
# Notes
Text.

2.5
{"big":9223372036854775807,"list":[1,2.5]}
