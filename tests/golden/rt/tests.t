fuse test: each test on its own, the report after them, a failure in one leaves the others alone.
-- a.fuse --
fn double(n: Int) -> Int:
  return n * 2

test "b adds":
  assert(double(2) == 4)

test "a fails":
  print("side effect")
  assert(double(2) == 5, "four is not five")

test "c bounds":
  let xs = [1]
  print(xs[double(3)])
-- cmd --
fail fuse test a.fuse 2>/dev/null
fuse test --filter adds a.fuse 2>/dev/null
fuse test --filter nothing a.fuse 2>/dev/null
-- out --
side effect
FAILED a fails: assert failed: four is not five
ok b adds
FAILED c bounds: index out of bounds
FAILED (2 failed of 3 tests)
ok b adds
ok (1 tests)
0 tests
