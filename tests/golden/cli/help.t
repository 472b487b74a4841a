Help and version.
-- cmd --
fuse help
fail 1 fuse
fuse --version
fuse help check
fuse run --help
fuse test -h
fuse build --help
fuse cc --help
fuse ld --help
fuse opt --help
fuse objdump --help
fail 1 fuse help chek
-- out --
fuse 0.1.0: FUSE programs and C11 to native executables

usage: fuse COMMAND [options] [files]

  check      report errors in a FUSE package
  run        run a FUSE program (--backend native|vm)
  test       run the test blocks of a package (--filter TEXT)
  build      compile; --aot [--release] makes an executable
  deps       write fuse.lock, or --check it
  cc         compile and link C
  ld         link objects and archives
  opt        read IR text, run passes, print, interpret or compile it
  ar         make, change and list archives
  ranlib     make the index of an archive anew
  nm         list symbols of objects, archives and images
  objdump    show code, sections, symbols and relocations of objects, archives and images
  size       sizes of objects, archives and images
  strip      remove debug information and symbols from ELF files and archives
  targets    list what programs can be made for
  version    print the version
  help       print this

`fuse help COMMAND` lists the options of a command; docs/cli.md describes them.
fuse 0.1.0: FUSE programs and C11 to native executables

usage: fuse COMMAND [options] [files]

  check      report errors in a FUSE package
  run        run a FUSE program (--backend native|vm)
  test       run the test blocks of a package (--filter TEXT)
  build      compile; --aot [--release] makes an executable
  deps       write fuse.lock, or --check it
  cc         compile and link C
  ld         link objects and archives
  opt        read IR text, run passes, print, interpret or compile it
  ar         make, change and list archives
  ranlib     make the index of an archive anew
  nm         list symbols of objects, archives and images
  objdump    show code, sections, symbols and relocations of objects, archives and images
  size       sizes of objects, archives and images
  strip      remove debug information and symbols from ELF files and archives
  targets    list what programs can be made for
  version    print the version
  help       print this

`fuse help COMMAND` lists the options of a command; docs/cli.md describes them.
fuse 0.1.0
usage: fuse check [options] [file]
report errors in a FUSE package

  --manifest-path PATH      fuse.toml or its folder (default: the nearest one upwards)
  --file PATH               entry file instead of package.entry; also as a plain argument
  --app NAME                app to run instead of package.app
  --strict-architecture     also check the rules of layers
  --frozen                  fail when fuse.lock would change
  --diagnostics text|json   form of messages on standard error
  --color auto|always|never colours on standard error
  -jN                       threads (default: one a processor)
  --target NAME             what to compile for (`fuse targets`); run and test then use an
                            emulator
  --cpu NAME[+F][+noF]      processor; with or without its feature F
  --board NAME              firmware: memory, console and clock of a board
  --memory FILE             firmware: the same from a linker map file
usage: fuse run [options] [file] [-- program arguments]
run a FUSE program (--backend native|vm)

  --manifest-path PATH      fuse.toml or its folder (default: the nearest one upwards)
  --file PATH               entry file instead of package.entry; also as a plain argument
  --app NAME                app to run instead of package.app
  --strict-architecture     also check the rules of layers
  --frozen                  fail when fuse.lock would change
  --diagnostics text|json   form of messages on standard error
  --color auto|always|never colours on standard error
  -jN                       threads (default: one a processor)
  --target NAME             what to compile for (`fuse targets`); run and test then use an
                            emulator
  --cpu NAME[+F][+noF]      processor; with or without its feature F
  --board NAME              firmware: memory, console and clock of a board
  --memory FILE             firmware: the same from a linker map file
  --backend native|vm       compile in memory (default), or interpret; ast means vm
usage: fuse test [options] [file]
run the test blocks of a package (--filter TEXT)

  --manifest-path PATH      fuse.toml or its folder (default: the nearest one upwards)
  --file PATH               entry file instead of package.entry; also as a plain argument
  --app NAME                app to run instead of package.app
  --strict-architecture     also check the rules of layers
  --frozen                  fail when fuse.lock would change
  --diagnostics text|json   form of messages on standard error
  --color auto|always|never colours on standard error
  -jN                       threads (default: one a processor)
  --target NAME             what to compile for (`fuse targets`); run and test then use an
                            emulator
  --cpu NAME[+F][+noF]      processor; with or without its feature F
  --board NAME              firmware: memory, console and clock of a board
  --memory FILE             firmware: the same from a linker map file
  --backend native|vm       compile in memory (default), or interpret; ast means vm
  --filter TEXT             only tests whose names contain TEXT
usage: fuse build [options] [file]
compile; --aot [--release] makes an executable

  --manifest-path PATH      fuse.toml or its folder (default: the nearest one upwards)
  --file PATH               entry file instead of package.entry; also as a plain argument
  --app NAME                app to run instead of package.app
  --strict-architecture     also check the rules of layers
  --frozen                  fail when fuse.lock would change
  --diagnostics text|json   form of messages on standard error
  --color auto|always|never colours on standard error
  -jN                       threads (default: one a processor)
  --target NAME             what to compile for (`fuse targets`); run and test then use an
                            emulator
  --cpu NAME[+F][+noF]      processor; with or without its feature F
  --board NAME              firmware: memory, console and clock of a board
  --memory FILE             firmware: the same from a linker map file
  --aot                     write an executable (default .fuse/build/program.aot)
  --release                 with --aot: optimised, without symbols
  --release-with-symbols    with --aot: optimised, with symbols and lines
  -o PATH                   output instead of build.native_bin or the default
  --emit ir|asm|obj         print a step of the way instead of linking
  --format elf|bin|hex|uf2  firmware: form of the image (default: as the name's ending)
  --size, --report PATH     firmware: print, write what takes how much of which memory
  --map PATH                write what the linker put where
  --clean                   remove earlier output first
  -O0|-O1|-O2               level of a build that is not a release (default -O1)
usage: fuse cc [options] FILE...
compile and link C

  -o PATH                   output (default a.out, or FILE.o with -c, FILE.s with -S)
  -c, -S, -E                stop after the object, the listing, the preprocessor
  --emit ir|asm|obj         the IR, the listing, the object
  --interp [-- arguments]   run the program in the IR interpreter
  -O0|-O1|-O2, -g           optimisation; line table
  -D NAME[=VALUE], -U NAME  macros
  -I, -iquote, -isystem, -idirafter DIR   where headers are
  -include, -imacros FILE   read first; of the latter, macros only
  -M, -MM, -MD, -MMD, -MF FILE, -MP, -MG, -MT NAME, -MQ NAME   rules for make
  -P, -dM, -dD              -E without line markers; the macros instead, or too
  -x c|assembler|none       what the inputs that follow are; `-` is standard input
  -std=c90..c23|gnu90..gnu23, -ansi
  -W, -Wall, -Wextra, -Werror, -w   more warnings; warnings are errors; none
  -fPIC, -fPIE, -fsigned-char, -funsigned-char, -ffreestanding, -pthread
  -fvisibility=default|hidden   of what no attribute says otherwise
  -l NAME, -L DIR           libraries
  --libc=system|own|none    whose C library
  -nostdinc, -nostdlib      without the headers, without the objects of the runtime
  -static, -pie, -static-pie, -no-pie   form of the image
  -v, -###                  say what is done; only say it
  -dumpmachine, -dumpversion, -print-search-dirs, -print-file-name=NAME
  @FILE                     options from a file
  -s, --map PATH, --entry SYMBOL      for the linker
  --target NAME, --cpu NAME[+F][+noF] what to compile for (`fuse targets`)
  --board NAME, --memory FILE, --format elf|bin|hex|uf2, --size, --report PATH
                            for firmware
  --subsystem console|gui|efi, --stack N, --heap N, --resource KEY=VALUE   for Windows
usage: fuse ld -o OUT [options] FILE...
link objects and archives

  -e SYMBOL                 entry point (default _start)
  -u SYMBOL                 ask for SYMBOL
  --gc-sections             drop what nothing needs
  --no-merge                keep equal strings and constants apart
  -s, -S                    without symbols and debug information; without debug information
  --build-id                add a note with a hash of the content
  --map PATH                write what is where
  --target NAME             the system the image is for (default: this one)
  --board NAME, --memory FILE, --format elf|bin|hex|uf2, --report PATH
                            for firmware
  --subsystem console|gui|efi, --stack N, --heap N, --resource KEY=VALUE   for Windows
usage: fuse opt [options] FILE
read IR text, run passes, print, interpret or compile it

  -O0|-O1|-O2               the passes of a level (default -O0)
  --emit ir|asm|obj|bin     form of the result (default ir)
  --interp, --jit           run a function instead: interpreted, compiled
  --call NAME, --arg N      which function (default main), its arguments
  --print-after PASS        print functions after a pass (or `all`)
  --stop-after PASS         leave out what comes after a pass
  --passes A,B,...          run these passes instead of the level's
  --pass-limit N            run only the first N passes over functions
  --shuffle SEED            reorder independent instructions between passes
  --checks, --time-passes   verify after every pass; times of passes
  -q, -o PATH               no output; output to a file
usage: fuse objdump [-d|-D] [-r] [-h] [-t] FILE...
show code, sections, symbols and relocations of objects, archives and images

  -d, -D            disassemble code (what happens without an option); all sections
  -r                relocations; with -d, between the instructions
  -h, -t            section headers; symbols
  --no-show-raw-insn
                    without the bytes of instructions
error: unknown command: chek (did you mean `check`?)
