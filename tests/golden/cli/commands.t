Unknown commands and options, wrong values, refusals: one line with a stable code, exit code 1, nothing written.
-- a.fuse --
app "a":
  print("a")
-- cmd --
fail 1 fuse chekc
fail 1 fuse rn --diagnostics json
fail 1 fuse frobnicate --diagnostics=json
fail 1 fuse frobnicate --color sometimes
fail 1 fuse check --nope a.fuse
fail 1 fuse build --relase a.fuse
fail 1 fuse run --backend jit a.fuse
fail 1 fuse run --backend natve a.fuse
fail 1 fuse run --backend natve a.fuse --diagnostics json
fail 1 fuse run a.fuse --backend
fail 1 fuse run a.fuse --diagnostics
fail 1 fuse run a.fuse --color
fail 1 fuse run a.fuse --file
fail 1 fuse run --file=a.fuse --app
fail 1 fuse test a.fuse --filter
fail 1 fuse check --diagnostics xml a.fuse
fail 1 fuse check --color sometimes a.fuse
fail 1 fuse check --color sometimes --diagnostics json a.fuse
fail 1 fuse check --target nonesuch a.fuse
fail 1 fuse check --target nonesuch --diagnostics json a.fuse
fail 1 fuse check --filter x a.fuse
fail 1 fuse run --aot a.fuse
fail 1 fuse test --release a.fuse
fail 1 fuse check --release-with-symbols a.fuse
fail 1 fuse run -o x a.fuse
fail 1 fuse run --emit ir a.fuse
fail 1 fuse check --clean a.fuse
fail 1 fuse check a.fuse -- --x
fail 1 fuse run a.fuse b.fuse
fail 1 fuse build --release a.fuse
fail 1 fuse build --release-with-symbols a.fuse --diagnostics json
fail 1 fuse build --emit foo a.fuse
fail 1 fuse build --emit foo --diagnostics json a.fuse
fail 1 fuse run
fail 1 fuse check --diagnostics json
fail 1 fuse check nofile.fuse
fail 1 fuse check nofile.fuse --diagnostics json
fail 1 fuse check --manifest-path nowhere
fail 1 fuse check --manifest-path nowhere/fuse.toml --diagnostics json
ls -A
-- out --
error: unknown command: chekc (did you mean `check`?)
{"kind":"cli_message","level":"error","code":"wrapper_unknown_command","message":"unknown command: rn (did you mean `run`?)"}
{"kind":"cli_message","level":"error","code":"wrapper_unknown_command","message":"unknown command: frobnicate"}
error: invalid --color value: sometimes (expected auto|always|never)
error: unknown option: --nope
error: unknown option: --relase (did you mean `--release`?)
error: unknown backend: jit
error: unknown backend: natve (did you mean `native`?)
{"kind":"cli_message","level":"error","code":"wrapper_unknown_backend","message":"unknown backend: natve (did you mean `native`?)"}
error: --backend expects a name
error: --diagnostics expects json|text
error: --color expects auto, always, or never
error: --file expects a path
error: --app expects a name
error: --filter expects a pattern
error: invalid --diagnostics value: xml (expected json|text)
error: invalid --color value: sometimes (expected auto|always|never)
{"kind":"cli_message","level":"error","code":"wrapper_option","message":"invalid --color value: sometimes (expected auto|always|never)"}
error: unknown target nonesuch [D0006]
  help: `fuse targets` lists them
{"kind":"cli_message","level":"error","code":"D0006","message":"unknown target nonesuch","help":"`fuse targets` lists them"}
error: --filter is only supported for fuse test
error: --aot is only supported for fuse build
error: --release is only supported for fuse build
error: --release-with-symbols is only supported for fuse build
error: -o is only supported for fuse build
error: --emit is only supported for fuse build
error: --clean is only supported for fuse build
error: unexpected --
error: unexpected argument: b.fuse (program arguments go after --)
error: --release requires --aot
{"kind":"cli_message","level":"error","code":"wrapper_release_requires_aot","message":"--release requires --aot"}
error: invalid --emit value: foo (expected ir|asm|obj)
{"kind":"cli_message","level":"error","code":"wrapper_option","message":"invalid --emit value: foo (expected ir|asm|obj)"}
error: missing entry: pass a file path or set package.entry in fuse.toml
{"kind":"cli_message","level":"error","code":"wrapper_manifest_required","message":"missing entry: pass a file path or set package.entry in fuse.toml"}
[check] start
error: failed to read nofile.fuse: No such file or directory
[check] failed
{"kind":"command_step","command":"check","message":"start"}
{"kind":"cli_message","level":"error","code":"wrapper_file_read","message":"failed to read nofile.fuse: No such file or directory"}
{"kind":"command_step","command":"check","message":"failed"}
error: missing manifest: nowhere: No such file or directory
{"kind":"cli_message","level":"error","code":"wrapper_manifest_missing","message":"missing manifest: nowhere/fuse.toml: No such file or directory"}
a.fuse
