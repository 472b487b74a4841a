What is not compiled yet is parsed, checked and refused by name; fuse check accepts it.
-- main.fuse --
requires network

component Card:
  return div(class="card"): "hello"

fn id<T>(x: T) -> T:
  return x

service Api at "/":
  get "/{n: Int}" -> String:
    return "n ${n}"

app "x":
  let t = spawn:
    1
  print(await t)
  serve(3000)
-- cmd --
fuse check main.fuse 2>/dev/null; echo "exit $?"
fuse run main.fuse 2>&1 | grep error; echo "exit ${PIPESTATUS[0]}"
-- out --
exit 0
main.fuse:3:11: error: the component `Card` is not supported yet [F0901]
main.fuse:4:10: error: the HTML tag `div` is not supported yet [F0901]
main.fuse:6:4: error: the generic function `id` is not supported yet [F0901]
main.fuse:9:9: error: the service `Api` is not supported yet [F0901]
main.fuse:14:11: error: spawn is not supported yet [F0901]
main.fuse:16:9: error: await is not supported yet [F0901]
main.fuse:17:3: error: the builtin `serve` is not supported yet [F0901]
exit 1
