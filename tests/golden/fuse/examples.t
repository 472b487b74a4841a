The programs in examples/ on every backend.
-- cmd --
cp $ROOT/examples/*.fuse .
$ROOT/tests/golden/bin/f3 hello.fuse
GREETING=Hi $ROOT/tests/golden/bin/f3 hello.fuse --name=Ada --times 2
$ROOT/tests/golden/bin/f3 shapes.fuse
$ROOT/tests/golden/bin/f3 signup.fuse
-- out --
Hello, world!
Hi, Ada!
Hi, Ada!
10.141592653589793
{"type":"Group","data":[{"type":"Circle","data":1},{"type":"Rect","data":[2,3.5]}]}
{"age":36,"mail":"ada@example.com","tags":["new"],"user":"ada_l"}
$.user: length 1 out of range 3..20
$.mail: invalid email address
