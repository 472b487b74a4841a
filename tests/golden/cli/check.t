fuse check: errors and warnings as text and as JSON lines, in the order of the files; step markers; exit codes.
-- good.fuse --
fn f(x: Int) -> Int:
  return x + 1

app "x":
  print(f(2))
-- bad.fuse --
import Other from "./other"

fn f(x: Int) -> Int:
  return y + 1

app "x":
  print(f("é"), Other.g(1))
-- other.fuse --
fn g(a: Int) -> String:
  return a
-- syntax.fuse --
fn f(
  return 1

fn g() -> Int:
  let = 3
  return 1

app "x":
  print(nowhere)
-- cmd --
fuse check good.fuse
fuse check --file good.fuse
fuse check --diagnostics json good.fuse
fuse check --diagnostics text --strict-architecture --frozen -j1 good.fuse
fail 1 fuse check bad.fuse
fail 1 fuse check --diagnostics=json bad.fuse
fail 1 fuse check syntax.fuse
fuse check --diagnostics json good.fuse 2>/dev/null
-- out --
[check] start
[check] ok
[check] start
[check] ok
{"kind":"command_step","command":"check","message":"start"}
{"kind":"command_step","command":"check","message":"ok"}
[check] start
[check] ok
[check] start
bad.fuse:4:10: error: unknown identifier y [F0401]
    return y + 1
           ^
bad.fuse:7:11: error: type mismatch: expected Int, found String [F0302]
    print(f("é"), Other.g(1))
            ^^^
other.fuse:2:3: error: type mismatch: expected String, found Int [F0302]
    return a
    ^^^^^^^^
[check] failed
{"kind":"command_step","command":"check","message":"start"}
{"kind":"diagnostic","level":"error","message":"unknown identifier y","path":"bad.fuse","line":4,"column":10,"span_start":59,"span_end":60,"code":"F0401"}
{"kind":"diagnostic","level":"error","message":"type mismatch: expected Int, found String","path":"bad.fuse","line":7,"column":11,"span_start":85,"span_end":89,"code":"F0302"}
{"kind":"diagnostic","level":"error","message":"type mismatch: expected String, found Int","path":"other.fuse","line":2,"column":3,"span_start":26,"span_end":34,"code":"F0302"}
{"kind":"command_step","command":"check","message":"failed"}
[check] start
syntax.fuse:1:6: error: unclosed delimiter [F0009]
  fn f(
       ^
syntax.fuse:1:6: error: expected identifier, found end of line [F0101]
  fn f(
       ^
syntax.fuse:5:7: error: expected identifier, found = [F0101]
    let = 3
        ^
syntax.fuse:2:3: error: type mismatch: expected Unit, found Int [F0302]
    return 1
    ^^^^^^^^
syntax.fuse:9:9: error: unknown identifier nowhere [F0401]
    print(nowhere)
          ^^^^^^^
[check] failed
