fuse build: stages, default path, native_bin, -o, --emit, --map, --clean; refusals write nothing.
-- fuse.toml --
[package]
entry = "main.fuse"
-- main.fuse --
fn half(n: Int) -> Int:
  return n / 2

app "x":
  print(half(84))
-- cmd --
fuse build
ls -A
fuse build --aot
.fuse/build/program.aot
fuse build --aot --release --diagnostics json
fuse build --clean
find . -type f | sort
fail 1 fuse build --release
fuse build --aot --release-with-symbols -o here 2>/dev/null
./here
fuse build --aot --map map -o here 2>/dev/null
grep -c . map | sed 's/[0-9]*/some lines/'
fuse build --emit ir 2>/dev/null | grep -c half | sed 's/[0-9]*/some lines/'
fuse build --emit asm -O2 2>/dev/null | grep -c half | sed 's/[0-9]*/some lines/'
fuse build --emit obj -o x.o 2>/dev/null
head -c 4 x.o | tail -c 3; echo
rm -r .fuse here map x.o
printf '\n[build]\nnative_bin = "out/x"\n' >>fuse.toml
fuse build --aot 2>/dev/null
out/x
find . -type f | sort
fuse build --aot --clean 2>/dev/null
find . -type f | sort
sed -i 's/half(84)/haf(84)/' main.fuse
rm -r out
fail 1 fuse build --aot
fail 1 fuse build --aot --diagnostics json
find . -type f | sort
-- out --
[build] start
[build] ok
fuse.toml
main.fuse
[build] start
[build] aot [1/6] check program
[build] aot [2/6] lower and optimise
[build] aot [3/6] generate code
[build] aot [4/6] unpack runtime
[build] aot [5/6] link
[build] aot [6/6] write executable
[build] ok
42
{"kind":"command_step","command":"build","message":"start"}
{"kind":"command_step","command":"build","message":"aot [1/6] check program"}
{"kind":"command_step","command":"build","message":"aot [2/6] lower and optimise"}
{"kind":"command_step","command":"build","message":"aot [3/6] generate code"}
{"kind":"command_step","command":"build","message":"aot [4/6] unpack runtime"}
{"kind":"command_step","command":"build","message":"aot [5/6] link"}
{"kind":"command_step","command":"build","message":"aot [6/6] write executable"}
{"kind":"command_step","command":"build","message":"ok"}
[build] start
[build] ok
./fuse.toml
./main.fuse
error: --release requires --aot
42
some lines
some lines
some lines
ELF
42
./fuse.toml
./main.fuse
./out/x
./fuse.toml
./main.fuse
./out/x
[build] start
[build] aot [1/6] check program
main.fuse:5:9: error: unknown identifier haf [F0401]
    print(haf(84))
          ^^^
[build] failed
{"kind":"command_step","command":"build","message":"start"}
{"kind":"command_step","command":"build","message":"aot [1/6] check program"}
{"kind":"diagnostic","level":"error","message":"unknown identifier haf","path":"main.fuse","line":5,"column":9,"span_start":57,"span_end":60,"code":"F0401"}
{"kind":"command_step","command":"build","message":"failed"}
./fuse.toml
./main.fuse
