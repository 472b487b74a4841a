What bare metal cannot have is refused when compiling, naming the target and what it lacks; other targets take it.
-- main.fuse --
requires network

config Shop:
  name: String = "x"

service Api at "/":
  get "/{n: Int}" -> String:
    return "n ${n}"

fn main(name: String):
  print(name)

app "x":
  print(env("HOME") ?? "", env_int("N") ?? 0)
  print(Shop.name, input("> "))
  serve(3000)
  let t = spawn:
    1
  print(await t)
-- cli.fuse --
fn main(name: String):
  print(name)
-- ok.fuse --
fn main(name: String):
  print(name)

app "x":
  print(input("> "))
-- device.fuse --
requires device

app "x":
  device.write32(1073905664, 1)
  print(device.read8(1073905664), device.wait())
-- leak.fuse --
app "x":
  device.timer(5)
-- cmd --
fuse build --emit ir --target cortex-m3 main.fuse 2>&1 | grep error; echo "exit ${PIPESTATUS[0]}"
fuse build --emit ir --target windows-x64 main.fuse 2>&1 | grep error
fail 1 fuse test --target cortex-m3 ok.fuse
fail 1 fuse build --emit ir --board mps2-an386 --diagnostics json cli.fuse
fail 1 fuse run device.fuse
fail 1 fuse build --emit ir --target macos-arm64 device.fuse
fuse build --emit ir --target cortex-m7 device.fuse 2>/dev/null | grep -o 'call.*device_write.*)'
fail 1 fuse check leak.fuse
fuse build --emit ir --target linux-arm64 cli.fuse 2>/dev/null | grep -c main.call
fuse build --emit ir --target cortex-m3 ok.fuse 2>/dev/null | grep -c '@.cli'; true
-- out --
main.fuse:3:8: error: the config `Shop` needs an environment or files, which the target cortex-m3 does not have [F0904]
main.fuse:6:9: error: the service `Api` needs a network, which the target cortex-m3 does not have [F0904]
main.fuse:14:9: error: the builtin `env` needs an environment, which the target cortex-m3 does not have [F0904]
main.fuse:14:28: error: the builtin `env_int` needs an environment, which the target cortex-m3 does not have [F0904]
main.fuse:16:3: error: the builtin `serve` needs a network, which the target cortex-m3 does not have [F0904]
main.fuse:17:11: error: spawn needs threads, which the target cortex-m3 does not have [F0904]
main.fuse:19:9: error: await is not supported yet [F0901]
exit 1
main.fuse:6:9: error: the service `Api` is not supported yet [F0901]
main.fuse:16:3: error: the builtin `serve` is not supported yet [F0901]
main.fuse:17:11: error: spawn is not supported yet [F0901]
main.fuse:19:9: error: await is not supported yet [F0901]
[test] start
error: tests run in processes of their own; cortex-m3 has none [D0027]
  help: run them on a target with an operating system
[test] failed
{"kind":"command_step","command":"build","message":"start"}
{"kind":"diagnostic","level":"error","message":"a program of fn main alone needs command-line arguments, which the target cortex-m4 does not have","path":"cli.fuse","line":1,"column":4,"span_start":3,"span_end":7,"code":"F0904"}
{"kind":"command_step","command":"build","message":"failed"}
[run] start
device.fuse:4:3: error: the builtin `device.write32` needs the capability device, which the target linux-x64 does not have [F0904]
    device.write32(1073905664, 1)
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
device.fuse:5:9: error: the builtin `device.read8` needs the capability device, which the target linux-x64 does not have [F0904]
    print(device.read8(1073905664), device.wait())
          ^^^^^^^^^^^^^^^^^^^^^^^^
device.fuse:5:35: error: the builtin `device.wait` needs the capability device, which the target linux-x64 does not have [F0904]
    print(device.read8(1073905664), device.wait())
                                    ^^^^^^^^^^^^^
[run] failed
[build] start
device.fuse:4:3: error: the builtin `device.write32` needs the capability device, which the target macos-arm64 does not have [F0904]
    device.write32(1073905664, 1)
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
device.fuse:5:9: error: the builtin `device.read8` needs the capability device, which the target macos-arm64 does not have [F0904]
    print(device.read8(1073905664), device.wait())
          ^^^^^^^^^^^^^^^^^^^^^^^^
device.fuse:5:35: error: the builtin `device.wait` needs the capability device, which the target macos-arm64 does not have [F0904]
    print(device.read8(1073905664), device.wait())
                                    ^^^^^^^^^^^^^
[build] failed
call void @rt_device_write32(i64 1073905664, i64 1) : (i64, i64)
[check] start
leak.fuse:2:3: error: device call requires capability device; add `requires device` at module top-level [F0336]
    device.timer(5)
    ^^^^^^^^^^^^^^^
[check] failed
2
0
