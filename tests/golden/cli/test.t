fuse test: order by name, --filter, tests of imported modules, report and exit code on both backends.
-- fuse.toml --
[package]
entry = "src/main.fuse"
-- src/main.fuse --
import Lib from "./lib"

test "zeta smoke":
  assert(Lib.twice(2) == 4)

test "alpha":
  assert(true)

app "x":
  print("the app does not run")
-- src/lib.fuse --
fn twice(n: Int) -> Int:
  return n * 2

test "beta smoke":
  assert(twice(1) == 2, "twice")
-- cmd --
fuse test
fuse test --backend vm
fuse test --filter smoke
fuse test --filter=SMOKE
fuse test --filter beta --backend vm --diagnostics json
printf '\ntest "gamma":\n  assert(1 == 2, "no")\n' >>src/lib.fuse
fail 1 fuse test
fail 1 fuse test --backend vm --filter gamma
fuse test --filter smoke --diagnostics json
-- out --
[test] start
ok alpha
ok beta smoke
ok zeta smoke
ok (3 tests)
[test] ok
[test] start
ok alpha
ok beta smoke
ok zeta smoke
ok (3 tests)
[test] ok
[test] start
ok beta smoke
ok zeta smoke
ok (2 tests)
[test] ok
[test] start
0 tests
[test] ok
{"kind":"command_step","command":"test","message":"start"}
ok beta smoke
ok (1 tests)
{"kind":"command_step","command":"test","message":"ok"}
[test] start
ok alpha
ok beta smoke
FAILED gamma: assert failed: no
ok zeta smoke
FAILED (1 failed of 4 tests)
[test] failed
[test] start
FAILED gamma: assert failed: no
FAILED (1 failed of 1 tests)
[test] failed
{"kind":"command_step","command":"test","message":"start"}
ok beta smoke
ok zeta smoke
ok (2 tests)
{"kind":"command_step","command":"test","message":"ok"}
