fuse test runs test blocks by name; a failing one says why.
-- main.fuse --
import lib

fn add(a: Int, b: Int) -> Int:
  return a + b

test "zeta":
  assert(add(1, 2) == 3)

test "alpha":
  let xs = [1]
  assert(xs[0] == 1, "first")

test "broken":
  assert(add(1, 1) == 3, "sum is wrong")
-- lib.fuse --
test "library":
  assert(true)
-- cmd --
fuse test main.fuse 2>/dev/null; echo "exit $?"
fuse test --backend vm main.fuse 2>/dev/null; echo "exit $?"
fuse test --filter a main.fuse 2>/dev/null; echo "exit $?"
-- out --
ok alpha
FAILED broken: assert failed: sum is wrong
ok library
ok zeta
FAILED (1 failed of 4 tests)
exit 1
ok alpha
FAILED broken: assert failed: sum is wrong
ok library
ok zeta
FAILED (1 failed of 4 tests)
exit 1
ok alpha
ok library
ok zeta
ok (3 tests)
exit 0
