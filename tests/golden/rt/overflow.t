Endless recursion is a run-time error, told in the same words by every backend.

-- r.fuse --
fn f(n: Int) -> Int:
  return f(n + 1) + 1

app "x":
  print(f(0))
-- cmd --
fail 1 fuse run --backend vm r.fuse
fail 1 fuse run --backend native r.fuse
fuse build --aot -o r r.fuse 2>build.log
fail 1 ./r 2>&1 | sed 's/pid=[0-9]*/pid=N/; /^  at /d; /^  \.\.\./d'; exit ${PIPESTATUS[0]}
-- out --
[run] start
run error: stack overflow
[run] failed
[run] start
run error: stack overflow
[run] failed
fatal: class=runtime_fatal pid=N message=stack overflow mode=aot profile=debug target=linux-x64 rustc=none cli=0.1.0 runtime_cache=1 contract=aot-v1
