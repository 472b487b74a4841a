What print shows for every kind of value.
-- a.fuse --
enum Color:
  Red
  Rgb(Int, Int, Int)

enum Dir:
  North
  South

type User:
  name: String
  age: Int = 3

type Problem:
  message: String

fn maybe(n: Int) -> Int?:
  if n > 0:
    return n
  return null

app "print":
  print(1)
  print(0 - 5)
  print(0.1 + 0.2)
  print(1.0)
  print(100000000000000000000.0 * 10.0)
  print(1.0 / 3.0)
  print(0.0000001)
  print(true)
  print("text é")
  print([1, 2, 3])
  print(["a", "b"])
  print({"b": 2, "a": 1})
  print([[1], [2, 3]])
  print(Color.Red)
  print(Color.Rgb(1, 2, 3))
  print(Dir.South)
  print(User(name="Ada"))
  print(Problem(message="boom"))
  print(maybe(1))
  print(maybe(0))
  print(1..4)
  print(1.5..3.5)
  print("${1 + 1} and ${[true]}")
-- cmd --
fuse run --backend vm a.fuse >vm.txt 2>/dev/null
fuse run --backend native a.fuse >native.txt 2>/dev/null
fuse build --aot -o a.exe a.fuse >/dev/null 2>&1
./a.exe >aot.txt
cmp vm.txt native.txt
cmp vm.txt aot.txt
cat aot.txt
-- out --
1
-5
0.30000000000000004
1
1000000000000000000000
0.3333333333333333
0.0000001
true
text é
[1, 2, 3]
[a, b]
{a: 1, b: 2}
[[1], [2, 3]]
Color.Red
Color.Rgb(1, 2, 3)
Dir.South
<User>
Problem(boom)
1
null
[1, 2, 3, 4]
[1.5, 2.5, 3.5]
2 and [true]
