Config values: environment over file over default; validation; hints for mistyped names.
-- a.fuse --
config App:
  port: Int(1..65535) = 3000
  dbUrl: String = "sqlite://app.db"
  tags: List<String> = ["x"]
  ratio: Float? = null

app "config":
  print(App.port)
  print(App.dbUrl)
  print(App.tags)
  print(App.ratio)
-- conf/config.toml --
# settings
[App]
port = 8080   # not 80
dbUrl = "file \"quoted\" # kept"
-- cmd --
fuse build --aot -o a.exe a.fuse >/dev/null 2>&1
./a.exe
FUSE_CONFIG=conf/config.toml APP_RATIO=0.5 APP_TAGS='["p","q"]' ./a.exe
APP_DBURL=x ./a.exe 2>&1 | head -1
APP_PORT=70000 ./a.exe 2>&1 | sed 's/pid=[0-9]*/pid=N/; s/mode=.*/INFO/'
APP_PORT=abc ./a.exe 2>&1 | sed 's/pid=[0-9]*/pid=N/; s/mode=.*/INFO/'
APP_TAGS='[1]' ./a.exe 2>&1 | sed 's/pid=[0-9]*/pid=N/; s/mode=.*/INFO/'
-- out --
3000
sqlite://app.db
[x]
null
8080
file "quoted" # kept
[p, q]
0.5
config hint: env var APP_DBURL is ignored; did you mean APP_DB_URL for App.dbUrl?
fatal: class=runtime_fatal pid=N message={"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"value 70000 out of range 1..65535","path":"App.port"}],"message":"validation failed"}} INFO
fatal: class=runtime_fatal pid=N message={"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"invalid Int: abc","path":"App.port"}],"message":"validation failed"}} INFO
fatal: class=runtime_fatal pid=N message={"error":{"code":"validation_error","fields":[{"code":"type_mismatch","message":"expected String","path":"App.tags[0]"}],"message":"validation failed"}} INFO
