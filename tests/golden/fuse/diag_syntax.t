Several syntax errors in one file; a broken declaration does not hide the others.
-- main.fuse --
fn a(x: Int -> Int:
  let y = = 3
  return z

type T
  a: Int

enum E:
  A(Int
  B

fn b():
  if x
    print(1)
  for in [1]:
    print(2)
  foo bar
  print("ok ${1 +} ${} ${a b}")

let oops = 3
requires foo

fn interface():
	print("tab")

app "x":
    return ((1)
-- cmd --
fail fuse check main.fuse
-- out --
[check] start
main.fuse:1:20: error: unclosed delimiter [F0009]
  fn a(x: Int -> Int:
                     ^
main.fuse:11:1: error: unclosed delimiter [F0009]
  
  ^
main.fuse:24:1: error: tabs are not allowed for indentation [F0006]
  	print("tab")
  ^
  help: indent with spaces
main.fuse:28:1: error: unclosed delimiter [F0009]
  
  ^
main.fuse:1:13: error: expected ), found -> [F0101]
  fn a(x: Int -> Int:
              ^^
main.fuse:2:11: error: expected expression, found = [F0103]
    let y = = 3
            ^
main.fuse:5:7: error: expected ':' or '=' after type name [F0108]
  type T
        ^
main.fuse:10:3: error: expected ), found identifier [F0101]
    B
    ^
main.fuse:13:7: error: expected :, found end of line [F0101]
    if x
        ^
main.fuse:15:7: error: expected pattern, found in [F0104]
    for in [1]:
        ^^
main.fuse:17:7: error: expected end of line, found identifier [F0101]
    foo bar
        ^^^
main.fuse:18:18: error: expected expression, found end of line [F0103]
    print("ok ${1 +} ${} ${a b}")
                   ^
main.fuse:18:22: error: empty interpolation expression [F0113]
    print("ok ${1 +} ${} ${a b}")
                       ^
main.fuse:18:26: error: unexpected tokens in interpolation [F0114]
    print("ok ${1 +} ${} ${a b}")
                           ^^^
main.fuse:20:1: error: expected a top-level declaration [F0102]
  let oops = 3
  ^^^
  help: declarations start with import, type, enum, interface, impl, fn, component, service, config, app, migration or test
main.fuse:21:1: error: requires declarations must appear before other top-level declarations [F0106]
  requires foo
  ^^^^^^^^
main.fuse:21:10: error: unknown capability foo; expected one of: db, crypto, network, time, device [F0105]
  requires foo
           ^^^
main.fuse:23:4: error: `interface` is reserved in v1.1; rename this identifier [FUSE_RESERVED_KEYWORD]
  fn interface():
     ^^^^^^^^^
main.fuse:28:1: error: expected ), found end of line [F0101]
  
  ^
main.fuse:3:10: error: unknown identifier z [F0401]
    return z
           ^
main.fuse:13:6: error: unknown identifier x [F0401]
    if x
       ^
main.fuse:17:3: error: unknown identifier foo [F0401]
    foo bar
    ^^^
[check] failed
