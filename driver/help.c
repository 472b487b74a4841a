// help.c - what `fuse help`, `fuse help COMMAND` and `fuse COMMAND --help` print
#include "driver/driver.h"

typedef struct Help {
    const char *name, *line, *usage, *options;
} Help;

#define PACKAGE_OPTIONS \
    "  --manifest-path PATH      fuse.toml or its folder (default: the nearest one upwards)\n" \
    "  --file PATH               entry file instead of package.entry; also as a plain argument\n" \
    "  --app NAME                app to run instead of package.app\n" \
    "  --strict-architecture     also check the rules of layers\n" \
    "  --frozen                  fail when fuse.lock would change\n" \
    "  --diagnostics text|json   form of messages on standard error\n" \
    "  --color auto|always|never colours on standard error\n" \
    "  -jN                       threads (default: one a processor)\n" \
    "  --target NAME             what to compile for (`fuse targets`); run and test then use an\n" \
    "                            emulator\n" \
    "  --cpu NAME[+F][+noF]      processor; with or without its feature F\n" \
    "  --board NAME              firmware: memory, console and clock of a board\n" \
    "  --memory FILE             firmware: the same from a linker map file\n"

static const Help helps[] = {
    {"check", "report errors in a FUSE package", "fuse check [options] [file]", PACKAGE_OPTIONS},
    {"run", "run a FUSE program (--backend native|vm)",
     "fuse run [options] [file] [-- program arguments]", PACKAGE_OPTIONS
     "  --backend native|vm       compile in memory (default), or interpret; ast means vm\n"},
    {"test", "run the test blocks of a package (--filter TEXT)", "fuse test [options] [file]",
     PACKAGE_OPTIONS
     "  --backend native|vm       compile in memory (default), or interpret; ast means vm\n"
     "  --filter TEXT             only tests whose names contain TEXT\n"},
    {"build", "compile; --aot [--release] makes an executable", "fuse build [options] [file]",
     PACKAGE_OPTIONS
     "  --aot                     write an executable (default .fuse/build/program.aot)\n"
     "  --release                 with --aot: optimised, without symbols\n"
     "  --release-with-symbols    with --aot: optimised, with symbols and lines\n"
     "  -o PATH                   output instead of build.native_bin or the default\n"
     "  --emit ir|asm|obj         print a step of the way instead of linking\n"
     "  --format elf|bin|hex|uf2  firmware: form of the image (default: as the name's ending)\n"
     "  --size, --report PATH     firmware: print, write what takes how much of which memory\n"
     "  --map PATH                write what the linker put where\n"
     "  --clean                   remove earlier output first\n"
     "  -O0|-O1|-O2               level of a build that is not a release (default -O1)\n"},
    {"deps", "write fuse.lock, or --check it", "fuse deps lock [--check] [--manifest-path PATH]",
     "  --check                   say what has changed instead of writing it\n"
     "  --manifest-path PATH      fuse.toml or its folder (default: the nearest one upwards)\n"},
    {"cc", "compile and link C", "fuse cc [options] FILE...",
     "  -o PATH                   output (default a.out, or FILE.o with -c, FILE.s with -S)\n"
     "  -c, -S, -E                stop after the object, the listing, the preprocessor\n"
     "  --emit ir|asm|obj         the IR, the listing, the object\n"
     "  --interp [-- arguments]   run the program in the IR interpreter\n"
     "  -O0|-O1|-O2, -g           optimisation; line table\n"
     "  -D NAME[=VALUE], -U NAME  macros\n"
     "  -I, -iquote, -isystem, -idirafter DIR   where headers are\n"
     "  -include, -imacros FILE   read first; of the latter, macros only\n"
     "  -M, -MM, -MD, -MMD, -MF FILE, -MP, -MG, -MT NAME, -MQ NAME   rules for make\n"
     "  -P, -dM, -dD              -E without line markers; the macros instead, or too\n"
     "  -x c|assembler|none       what the inputs that follow are; `-` is standard input\n"
     "  -std=c90..c23|gnu90..gnu23, -ansi\n"
     "  -W, -Wall, -Wextra, -Werror, -w   more warnings; warnings are errors; none\n"
     "  -fPIC, -fPIE, -fsigned-char, -funsigned-char, -ffreestanding, -pthread\n"
     "  -fvisibility=default|hidden   of what no attribute says otherwise\n"
     "  -l NAME, -L DIR           libraries\n"
     "  --libc=system|own|none    whose C library\n"
     "  -nostdinc, -nostdlib      without the headers, without the objects of the runtime\n"
     "  -static, -pie, -static-pie, -no-pie   form of the image\n"
     "  -v, -###                  say what is done; only say it\n"
     "  -dumpmachine, -dumpversion, -print-search-dirs, -print-file-name=NAME\n"
     "  @FILE                     options from a file\n"
     "  -s, --map PATH, --entry SYMBOL      for the linker\n"
     "  --target NAME, --cpu NAME[+F][+noF] what to compile for (`fuse targets`)\n"
     "  --board NAME, --memory FILE, --format elf|bin|hex|uf2, --size, --report PATH\n"
     "                            for firmware\n"
     "  --subsystem console|gui|efi, --stack N, --heap N, --resource KEY=VALUE   for Windows\n"},
    {"ld", "link objects and archives", "fuse ld -o OUT [options] FILE...",
     "  -e SYMBOL                 entry point (default _start)\n"
     "  -u SYMBOL                 ask for SYMBOL\n"
     "  --gc-sections             drop what nothing needs\n"
     "  --no-merge                keep equal strings and constants apart\n"
     "  -s, -S                    without symbols and debug information; without debug "
     "information\n"
     "  --build-id                add a note with a hash of the content\n"
     "  --map PATH                write what is where\n"
     "  --target NAME             the system the image is for (default: this one)\n"
     "  --board NAME, --memory FILE, --format elf|bin|hex|uf2, --report PATH\n"
     "                            for firmware\n"
     "  --subsystem console|gui|efi, --stack N, --heap N, --resource KEY=VALUE   for Windows\n"},
    {"opt", "read IR text, run passes, print, interpret or compile it", "fuse opt [options] FILE",
     "  -O0|-O1|-O2               the passes of a level (default -O0)\n"
     "  --emit ir|asm|obj|bin     form of the result (default ir)\n"
     "  --interp, --jit           run a function instead: interpreted, compiled\n"
     "  --call NAME, --arg N      which function (default main), its arguments\n"
     "  --print-after PASS        print functions after a pass (or `all`)\n"
     "  --stop-after PASS         leave out what comes after a pass\n"
     "  --passes A,B,...          run these passes instead of the level's\n"
     "  --pass-limit N            run only the first N passes over functions\n"
     "  --shuffle SEED            reorder independent instructions between passes\n"
     "  --checks, --time-passes   verify after every pass; times of passes\n"
     "  -q, -o PATH               no output; output to a file\n"},
    {"ar", "make, change and list archives", "fuse ar [-]OPERATION[modifiers] ARCHIVE [FILE...]",
     "  r, q                      put files in: in place of equal names, at the end\n"
     "  t, p, x, d                list, print, extract, delete members\n"
     "  s                         alone: make the index of symbols anew\n"
     "  c, v, S                   a new archive is no news; say what is done; no index\n"},
    {"ranlib", "make the index of an archive anew", "fuse ranlib ARCHIVE...", ""},
    {"nm", "list symbols of objects, archives and images", "fuse nm [options] [FILE...]",
     "  -g, -u, -U                only global, undefined, defined ones\n"
     "  -D                        dynamic symbols\n"
     "  -n, -p, -r                order: by value, as in the file, backwards\n"
     "  -P, -S, -A, -a            POSIX form; sizes; the file on each line; all symbols\n"},
    {"objdump", "show code, sections, symbols and relocations of objects, archives and images",
     "fuse objdump [-d|-D] [-r] [-h] [-t] FILE...",
     "  -d, -D            disassemble code (what happens without an option); all sections\n"
     "  -r                relocations; with -d, between the instructions\n"
     "  -h, -t            section headers; symbols\n"
     "  --no-show-raw-insn\n"
     "                    without the bytes of instructions\n"},
    {"size", "sizes of objects, archives and images", "fuse size [-A|-B] [-t] [FILE...]",
     "  -A, -B, -t                by section; by kind (default); with the sum of all files\n"},
    {"strip", "remove debug information and symbols from ELF files and archives",
     "fuse strip [-g|--strip-unneeded|-s] [-o FILE] FILE...",
     "  -g, -s            debug information only; all that running or linking does not need\n"
     "  --strip-unneeded  of objects, keep global symbols\n"
     "  -o FILE           write there, not over the input\n"},
    {"targets", "list what programs can be made for", "fuse targets [--json|--cpus]",
     "  --json                    one object a line for each target and board\n"
     "  --cpus                    processors and features of each target, for --cpu\n"},
    {"version", "print the version", "fuse version", ""},
    {"help", "print this", "fuse help [COMMAND]", ""},
};

void help_commands(FILE *out)
{
    fprintf(out, "fuse %s: FUSE programs and C11 to native executables\n\n"
                 "usage: fuse COMMAND [options] [files]\n\n",
            FUSE_VERSION);
    for (u32 i = 0; i < COUNT(helps); i++)
        fprintf(out, "  %-10s %s\n", helps[i].name, helps[i].line);
    fprintf(out, "\n`fuse help COMMAND` lists the options of a command; docs/cli.md describes "
                 "them.\n");
}

bool help_command(const char *name, FILE *out)
{
    for (u32 i = 0; i < COUNT(helps); i++)
        if (!strcmp(name, helps[i].name)) {
            fprintf(out, "usage: %s\n%s\n%s", helps[i].usage, helps[i].line,
                    helps[i].options[0] ? "\n" : "");
            fputs(helps[i].options, out);
            return true;
        }
    return false;
}
