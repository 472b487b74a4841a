A crash of a built program tells which functions were active; without symbols it gives addresses alone.
-- r.fuse --
fn odd(n: Int, xs: List<Int>) -> Int:
  return even(n + 1, xs) * 3 + xs[0]

fn even(n: Int, xs: List<Int>) -> Int:
  return odd(n + 1, xs) + 1

app "x":
  print(odd(0, [1]))
-- cmd --
fuse build --aot -O0 -o r r.fuse 2>build.log
./r 2>&1 | sed -E 's/pid=[0-9]*.*/pid=N/; s/0x[0-9a-f]+/ADDR/g' | uniq -c | head -4 | sed 's/^ *//' | sort -u
fuse build --aot --release -o r r.fuse 2>build.log
./r 2>&1 | sed -E 's/pid=[0-9]*.*/pid=N/; s/0x[0-9a-f]+/ADDR/g' | head -2
-- out --
1   at ADDR r.even+ADDR
1   at ADDR r.odd+ADDR
1 fatal: class=runtime_fatal pid=N
fatal: class=runtime_fatal pid=N
  at ADDR
