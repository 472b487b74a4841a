fuse targets; names of targets, processors, boards and formats, and what is said of wrong ones.
-- a.c --
int main(void) { return 0; }
-- p.fuse --
app "p":
  print("x")
-- cmd --
fuse targets | grep -v 'not built' | cut -c -40
fuse targets --cpus
fuse targets --json | sed 's/"about":.*/.../' | tail -n 8
fail 1 fuse targets --jsn
fail 1 fuse cc -c --target linux-arm a.c
fail 1 fuse cc -c --target Linux-x64 a.c
fail 1 fuse cc -c --target cortexm3 a.c
fail 1 fuse cc -c --target arm64 a.c
fail 1 fuse cc -c --target windows a.c
fail 1 fuse cc -c --target aarch64-apple-darwn a.c
fail 1 fuse cc -c --target zzz a.c
fuse cc --emit ir --target thumbv7em-none-eabihf a.c | grep -c main
fail 1 fuse cc -c --target cortex-m4 --cpu cortex-m3 a.c
fail 1 fuse cc -c --target cortex-m3 --cpu cortex-m3+fp a.c
fail 1 fuse cc -c --target cortex-m4 --cpu cortex-m8 a.c
fail 1 fuse cc -c --target cortex-m4 --cpu cortex-m4+sse a.c
fail 1 fuse cc -c --target linux-x64 --cpu x86-64+avx a.c
fail 1 fuse cc -c --board mps2-an86 a.c
fail 1 fuse cc -c --board mps2-an385 --target cortex-m4 a.c
fail 1 fuse cc -c --memory map.txt a.c
fail 1 fuse cc --format hex a.c
fail 1 fuse cc --board mps2-an385 --format hexx a.c
fail 1 fuse build --aot --format bin p.fuse
fail 1 fuse run --format bin p.fuse
fail 1 fuse build --aot --target linux-arm p.fuse
fail 1 fuse run --backend vm --target linux-arm64 p.fuse
fail 1 fuse cc --interp --target linux-arm64 a.c
fail 1 env PATH=/nowhere "$(command -v fuse)" run --target macos-arm64 p.fuse
fail 1 fuse test --target macos-x64 p.fuse
ls
-- out --
linux-x64       Linux on 64-bit x86: sta
                also: x86_64-unknown-lin
linux-arm64     Linux on 64-bit ARM (ARM
                also: aarch64-unknown-li
macos-arm64     macOS 11 or later on App
                also: arm64-apple-macos1
macos-x64       macOS 11 or later on 64-
                also: x86_64-apple-macos
windows-x64     Windows 10 or later on 6
                also: x86_64-pc-windows-
cortex-m3       bare metal, Cortex-M3 (A
                also: thumbv7m-none-eabi
cortex-m4       bare metal, Cortex-M4 (A
                also: thumbv7em-none-eab
cortex-m4-nofp  bare metal, Cortex-M4 wi
                also: thumbv7em-none-eab
cortex-m7       bare metal, Cortex-M7 (A
                also: thumbv7em-none-eab
cortex-m33      bare metal, Cortex-M33 (
                also: thumbv8m.main-none

boards:
mps2-an385      Arm MPS2 with Cortex-M3 
mps2-an386      Arm MPS2 with Cortex-M4 
mps2-an500      Arm MPS2 with Cortex-M7 
mps2-an505      Arm MPS2+ with Cortex-M3
lm3s6965evb     Stellaris LM3S6965 evalu
netduinoplus2   Netduino Plus 2 (STM32F4
linux-x64: x86-64
linux-arm64: generic cortex-a53 cortex-a57 cortex-a72 cortex-a73 cortex-a55 cortex-a76 neoverse-n1 apple-m1 +lse
macos-arm64: generic cortex-a53 cortex-a57 cortex-a72 cortex-a73 cortex-a55 cortex-a76 neoverse-n1 apple-m1 +lse
macos-x64: x86-64
windows-x64: x86-64
cortex-m3: cortex-m3 cortex-m4 cortex-m7 cortex-m33 +dsp +fp +fp.dp
cortex-m4: cortex-m3 cortex-m4 cortex-m7 cortex-m33 =dsp =fp +fp.dp
cortex-m4-nofp: cortex-m3 cortex-m4 cortex-m7 cortex-m33 =dsp +fp +fp.dp
cortex-m7: cortex-m3 cortex-m4 cortex-m7 cortex-m33 =dsp =fp =fp.dp
cortex-m33: cortex-m3 cortex-m4 cortex-m7 cortex-m33 =dsp =fp +fp.dp
{"kind":"target","name":"cortex-m7","triple":"thumbv7em-none-eabihf-m7","aliases":["cortex-m7d"],...
{"kind":"target","name":"cortex-m33","triple":"thumbv8m.main-none-eabihf","aliases":["armv8m.main-none-eabihf"],...
{"kind":"board","name":"mps2-an385","target":"cortex-m3",...
{"kind":"board","name":"mps2-an386","target":"cortex-m4",...
{"kind":"board","name":"mps2-an500","target":"cortex-m7",...
{"kind":"board","name":"mps2-an505","target":"cortex-m33",...
{"kind":"board","name":"lm3s6965evb","target":"cortex-m3",...
{"kind":"board","name":"netduinoplus2","target":"cortex-m4",...
error: unknown option --jsn [D0004]
  help: `fuse help` lists the options
error: unknown target linux-arm (did you mean `linux-arm64`?) [D0006]
  help: `fuse targets` lists them
error: unknown target Linux-x64 (did you mean `linux-x64`?) [D0006]
  help: `fuse targets` lists them
error: unknown target cortexm3 (did you mean `cortex-m3`?) [D0006]
  help: `fuse targets` lists them
error: unknown target arm64 (did you mean `linux-arm64`?) [D0006]
  help: `fuse targets` lists them
error: unknown target windows (did you mean `windows-x64`?) [D0006]
  help: `fuse targets` lists them
error: unknown target aarch64-apple-darwn (did you mean `aarch64-apple-darwin`?) [D0006]
  help: `fuse targets` lists them
error: unknown target zzz [D0006]
  help: `fuse targets` lists them
1
error: cortex-m3 is without dsp, which the target cortex-m4 needs [D0014]
  help: choose a target that does without it
error: fp changes how arguments travel; cortex-m3 cannot have it [D0015]
  help: choose a target that has it
error: cortex-m4 knows no processor cortex-m8 (did you mean `cortex-m3`?) [D0012]
  help: `fuse targets --cpus` lists processors and features
error: cortex-m4 knows no feature sse (features: dsp, fp, fp.dp) [D0013]
  help: --cpu takes NAME, NAME+feature and NAME+nofeature
error: linux-x64 knows no feature avx (features: none) [D0013]
  help: --cpu takes NAME, NAME+feature and NAME+nofeature
error: unknown board mps2-an86 (did you mean `mps2-an386`?) [D0016]
  help: `fuse targets` lists them
error: board mps2-an385 runs cortex-m3, not cortex-m4 [D0017]
error: --memory is for firmware; linux-x64 has an operating system [D0020]
error: --format is for firmware; linux-x64 has an operating system [D0020]
error: unknown format hexx [D0019]
  help: formats: elf, bin, hex, uf2
error: --format is for firmware; linux-x64 has an operating system [D0020]
error: --format is only supported for fuse build
error: unknown target linux-arm (did you mean `linux-arm64`?) [D0006]
  help: `fuse targets` lists them
[run] start
error: code for linux-arm64 cannot run inside this tool, which is for linux-x64 [D0022]
  help: `fuse build --aot` makes an executable; `fuse run --target` uses an emulator
[run] failed
error: code for linux-arm64 cannot run inside this tool, which is for linux-x64 [D0022]
  help: `fuse build --aot` makes an executable; `fuse run --target` uses an emulator
[run] start
error: no emulator for macos-arm64 is installed: it takes machorun in PATH [D0023]
  help: `fuse build --aot --target` makes an executable without running it
[run] failed
[test] start
error: no emulator for macos-x64 is installed: it takes machorun in PATH [D0023]
  help: `fuse build --aot --target` makes an executable without running it
[test] failed
a.c
p.fuse
