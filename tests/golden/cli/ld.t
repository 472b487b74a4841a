fuse ld: options and refusals (what linking means is tested in link/).
-- a.c --
int helper(void);
void _start(void) { __builtin_syscall(231, helper()); }
int unused(void) { return 4; }
-- b.c --
int helper(void) { return 7; }
int main2(void) { return 4; }
-- cmd --
fuse cc -c a.c; fuse cc -c b.c
fuse ld -o prog a.o b.o
fail 7 ./prog
fuse ld -o prog --gc-sections --no-merge -s --build-id --map map a.o b.o
fail 7 ./prog
fuse ld -o prog -S -u unused a.o b.o
fail 7 ./prog
rm prog
fail 1 fuse ld
fail 1 fuse ld -o prog
fail 1 fuse ld -o
fail 1 fuse ld --nope
fail 1 fuse ld -o prog nofile.o
fail 1 fuse ld -o prog a.o
fail 1 fuse ld -o prog -e nowhere a.o b.o
fail 1 fuse ld -o /dev/null/prog a.o b.o
ls
-- out --
usage: fuse ld [-o OUT] [options] FILE...
  -e SYM            entry point (default _start)
  -u SYM            ask for SYM
  --gc-sections     drop what nothing needs
  -r                an object of all FILEs, to be linked again (ELF)
  -d                with -r: common symbols get space
  --no-merge        keep equal strings and constants apart
  -s, -S            without symbols and debug information; without debug information
  -x, -X            without local symbols; without those that begin with .L
  -pie              an image that may be loaded anywhere (macOS, Windows: always)
  --build-id        add a note with a hash of the content
  --map FILE        write what is where
  --target NAME     what system the image is for (default: this one's)
Linux (the other options of GNU ld are in docs/cli.md):
  -lNAME, -L DIR    link libNAME.so or libNAME.a; where to look for them
  -shared           a shared library; -soname NAME is what programs ask for
  -static           archives only; --as-needed, --whole-archive, ... for what follows
  -z now            look all functions up at start; -z defs: nothing may stay undefined
  -rpath DIR        where the image's libraries are looked for
  --version-script FILE   what a shared library shows, and with which versions
  -E                a program, too, offers its symbols to the libraries that it loads
Windows:
  --subsystem S     console (default), gui or efi
  --stack N, --heap N   bytes to reserve
  --resource K=V    version, product, company, description, copyright or file: the version
                    resource; manifest=PATH: the application manifest
  -shared           a DLL; .def files say what it exports beside what the code declares
  --out-implib FILE its import library
firmware (OUT ending in .bin, .hex or .uf2 is made in that form):
  --board NAME      memory map of a board we know
  --memory FILE     memory map of a linker map file
  --format FORM     elf, bin, hex or uf2, whatever OUT ends in
  --report FILE     write what takes how much of which memory
usage: fuse ld [-o OUT] [options] FILE...
  -e SYM            entry point (default _start)
  -u SYM            ask for SYM
  --gc-sections     drop what nothing needs
  -r                an object of all FILEs, to be linked again (ELF)
  -d                with -r: common symbols get space
  --no-merge        keep equal strings and constants apart
  -s, -S            without symbols and debug information; without debug information
  -x, -X            without local symbols; without those that begin with .L
  -pie              an image that may be loaded anywhere (macOS, Windows: always)
  --build-id        add a note with a hash of the content
  --map FILE        write what is where
  --target NAME     what system the image is for (default: this one's)
Linux (the other options of GNU ld are in docs/cli.md):
  -lNAME, -L DIR    link libNAME.so or libNAME.a; where to look for them
  -shared           a shared library; -soname NAME is what programs ask for
  -static           archives only; --as-needed, --whole-archive, ... for what follows
  -z now            look all functions up at start; -z defs: nothing may stay undefined
  -rpath DIR        where the image's libraries are looked for
  --version-script FILE   what a shared library shows, and with which versions
  -E                a program, too, offers its symbols to the libraries that it loads
Windows:
  --subsystem S     console (default), gui or efi
  --stack N, --heap N   bytes to reserve
  --resource K=V    version, product, company, description, copyright or file: the version
                    resource; manifest=PATH: the application manifest
  -shared           a DLL; .def files say what it exports beside what the code declares
  --out-implib FILE its import library
firmware (OUT ending in .bin, .hex or .uf2 is made in that form):
  --board NAME      memory map of a board we know
  --memory FILE     memory map of a linker map file
  --format FORM     elf, bin, hex or uf2, whatever OUT ends in
  --report FILE     write what takes how much of which memory
fuse ld: -o needs a value
fuse ld: unknown option --nope
usage: fuse ld [-o OUT] [options] FILE...
  -e SYM            entry point (default _start)
  -u SYM            ask for SYM
  --gc-sections     drop what nothing needs
  -r                an object of all FILEs, to be linked again (ELF)
  -d                with -r: common symbols get space
  --no-merge        keep equal strings and constants apart
  -s, -S            without symbols and debug information; without debug information
  -x, -X            without local symbols; without those that begin with .L
  -pie              an image that may be loaded anywhere (macOS, Windows: always)
  --build-id        add a note with a hash of the content
  --map FILE        write what is where
  --target NAME     what system the image is for (default: this one's)
Linux (the other options of GNU ld are in docs/cli.md):
  -lNAME, -L DIR    link libNAME.so or libNAME.a; where to look for them
  -shared           a shared library; -soname NAME is what programs ask for
  -static           archives only; --as-needed, --whole-archive, ... for what follows
  -z now            look all functions up at start; -z defs: nothing may stay undefined
  -rpath DIR        where the image's libraries are looked for
  --version-script FILE   what a shared library shows, and with which versions
  -E                a program, too, offers its symbols to the libraries that it loads
Windows:
  --subsystem S     console (default), gui or efi
  --stack N, --heap N   bytes to reserve
  --resource K=V    version, product, company, description, copyright or file: the version
                    resource; manifest=PATH: the application manifest
  -shared           a DLL; .def files say what it exports beside what the code declares
  --out-implib FILE its import library
firmware (OUT ending in .bin, .hex or .uf2 is made in that form):
  --board NAME      memory map of a board we know
  --memory FILE     memory map of a linker map file
  --format FORM     elf, bin, hex or uf2, whatever OUT ends in
  --report FILE     write what takes how much of which memory
error: `nofile.o` cannot be opened [L0005]
error: undefined symbol `helper` [L0101]
note: asked for by a.o: function `_start` (.text._start+0x5) [L0102]
error: no definition of the entry point `nowhere` [L0106]
error: cannot write /dev/null/prog: Not a directory [D0002]
a.c
a.o
b.c
b.o
map
