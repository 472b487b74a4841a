Program arguments are bound to the parameters of main; mistakes are validation JSON and exit code 2.
-- a.fuse --
fn main(name: String(1..10), excited: Bool = false, times: Int?, tags: List<String> = []):
  print(name)
  print(excited)
  print(times)
  print(tags)

app "args":
  print("app")
-- cmd --
fuse build --aot -o a.exe a.fuse >/dev/null 2>&1
./a.exe
./a.exe --name Ada --excited --times=2 '--tags=["p"]'
for args in "Ada" "--name= --no-excited" "--name=a --zip=1 --times=x" "--name=a --name=b" "--name"; do \
  ./a.exe $args 2>&1; \
  ./a.exe $args >/dev/null 2>&1; echo "exit $?"; \
done
-- out --
app
Ada
true
2
[p]
{"error":{"code":"validation_error","fields":[{"code":"invalid_args","message":"unexpected argument: Ada","path":"$"}],"message":"validation failed"}}
exit 2
{"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"length 0 out of range 1..10","path":"name"}],"message":"validation failed"}}
exit 2
{"error":{"code":"validation_error","fields":[{"code":"unknown_flag","message":"unknown flag","path":"zip"},{"code":"invalid_value","message":"invalid Int: x","path":"times"}],"message":"validation failed"}}
exit 2
{"error":{"code":"validation_error","fields":[{"code":"invalid_type","message":"multiple values not supported","path":"name"}],"message":"validation failed"}}
exit 2
{"error":{"code":"validation_error","fields":[{"code":"invalid_type","message":"expected Bool flag","path":"name"}],"message":"validation failed"}}
exit 2
