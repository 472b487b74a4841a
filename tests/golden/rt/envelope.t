A compiled program that fails says so in one line, and with what it was built.
-- a.fuse --
fn pick(xs: List<Int>, i: Int) -> Int:
  return xs[i]

app "bounds":
  print("before")
  print(pick([1, 2, 3], 3))
-- b.fuse --
type User:
  name: String(1..80)

app "invalid":
  let u = User(name="")
  print(u.name)
-- c.fuse --
fn deep(n: Int) -> Int:
  return deep(n + 1) + 1

app "deep":
  print(deep(0))
-- d.fuse --
fn half(n: Int) -> Int:
  return 10 / n

app "division":
  print(half(0))
-- cmd --
for f in a b c d; do \
  fuse build --aot -o $f.exe $f.fuse >/dev/null 2>&1; \
  ./$f.exe 2>&1 | sed 's/pid=[0-9]*/pid=N/; s/mode=.*/INFO/; /^  at /d; /^  \.\.\./d'; \
  ./$f.exe >/dev/null 2>&1; echo "exit $?"; \
done
FUSE_AOT_BUILD_INFO=1 ./a.exe | sed 's/cli=[^ ]*/cli=V/; s/contract=[^ ]*/contract=C/'
FUSE_AOT_STARTUP_TRACE=1 ./d.exe 2>&1 | head -1 | sed 's/pid=[0-9]*/pid=N/; s/ mode=.*/ INFO/'
-- out --
before
fatal: class=runtime_fatal pid=N message=index out of bounds INFO
exit 1
fatal: class=runtime_fatal pid=N message={"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"length 0 out of range 1..80","path":"User.name"}],"message":"validation failed"}} INFO
exit 1
fatal: class=runtime_fatal pid=N message=stack overflow INFO
exit 1
fatal: class=runtime_fatal pid=N message=division by zero INFO
exit 1
mode=aot profile=debug target=linux-x64 rustc=none cli=V runtime_cache=1 contract=C
startup: pid=N INFO
