Dependency cycles: the whole way is named, all of them, also through the package itself and as JSON.
-- app/fuse.toml --
[package]
entry = "main.fuse"

[dependencies]
A = "../a"
-- app/main.fuse --
app "app":
  print(1)
-- a/fuse.toml --
[dependencies]
B = { path = "../b" }
-- b/fuse.toml --
[dependencies]
AlsoA = "../b/../a"
C = "../c"
-- c/fuse.toml --
[dependencies]
App = "../app"
Self = "."
-- cmd --
fail 1 fuse check app
fail 1 fuse check app --diagnostics json
fail 1 cd app; fuse run
echo "no cycle: two ways to one package, a dependency without a manifest"
mkdir plain
printf '[dependencies]\nC = "../c"\n' >a/fuse.toml
printf '[dependencies]\nPlain = "../plain"\n' >c/fuse.toml
printf 'B = "../b"\nC = "../c"\n' >>app/fuse.toml
printf '[dependencies]\nC = "../c"\n' >b/fuse.toml
fuse check app
printf '[dependencies]\nPlain = "../gone"\n' >c/fuse.toml
fail 1 fuse check app
printf '[dependencies\n' >c/fuse.toml
fail 1 fuse check app
-- out --
error: [FUSE_DEP_CYCLE] circular package dependency: A → B → AlsoA
error: [FUSE_DEP_CYCLE] circular package dependency: A → B → C → Self
error: [FUSE_DEP_CYCLE] circular package dependency: A → B → C → App → A
{"kind":"cli_message","level":"error","code":"FUSE_DEP_CYCLE","message":"[FUSE_DEP_CYCLE] circular package dependency: A → B → AlsoA"}
{"kind":"cli_message","level":"error","code":"FUSE_DEP_CYCLE","message":"[FUSE_DEP_CYCLE] circular package dependency: A → B → C → Self"}
{"kind":"cli_message","level":"error","code":"FUSE_DEP_CYCLE","message":"[FUSE_DEP_CYCLE] circular package dependency: A → B → C → App → A"}
error: [FUSE_DEP_CYCLE] circular package dependency: A → B → AlsoA
error: [FUSE_DEP_CYCLE] circular package dependency: A → B → C → Self
error: [FUSE_DEP_CYCLE] circular package dependency: A → B → C → App → A
no cycle: two ways to one package, a dependency without a manifest
[check] start
[check] ok
error: [FUSE_DEP_PATH_NOT_FOUND] dependency Plain path does not exist: gone
error: invalid manifest: app/../c/fuse.toml:1: expected ]
