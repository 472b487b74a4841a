fuse opt: levels, output forms, running a function, refusals.
-- a.c --
int square(int x) { int y = x; return y * y; }
-- cmd --
fuse cc -O0 --emit ir a.c >a.ir
fuse opt a.ir | diff - a.ir && echo 'the text reads back as itself'
fuse opt -O2 a.ir
fuse opt --emit bin a.ir -o a.bin && fuse opt a.bin | diff - a.ir && echo 'so does the binary form'
fuse opt --interp --call square --arg 12 a.ir
fuse opt --jit --call square --arg 12 -O2 a.ir
fuse opt -O1 --checks -q a.ir
fuse opt --emit obj a.ir -o a.o && head -c 4 a.o | tail -c 3; echo
fuse objdump a.o | head -2 | tail -1
fail 1 fuse opt
fail 1 fuse opt nofile.ir
fail 1 fuse opt --nope a.ir
fail 1 fuse opt --emit foo a.ir
fail 1 echo 'nonsense' >bad.ir; fuse opt bad.ir
fail 1 fuse objdump
fail 1 fuse objdump a.c
-- out --
the text reads back as itself
module "a.c"
file 1 "a.c"

fn global @square(i32) -> i32 !1:1 {
.1(%1: i32):
    %2 = mul i32 %1, %1 !1:1
    ret %2 !1:1
}
so does the binary form
144
144
ELF
a.o:	file format elf64-x86-64
error: no input files [D0003]
  help: name a source file, or see `fuse help`
error: cannot read nofile.ir: No such file or directory [D0001]
error: unknown option --nope [D0004]
  help: `fuse help` lists the options
error: option --emit does not take foo [D0009]
bad.ir:1:1: error: expected fn, data, common, extern, alias, asm, file, debug or module, found 'nonsense' [I0001]
  nonsense
  ^^^^^^^^
error: no input files [D0003]
  help: name a source file, or see `fuse help`
error: a.c: not an object file or an image [D0008]
