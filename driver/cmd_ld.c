// cmd_ld.c - `fuse ld`: link objects and archives into an executable
#include "driver/driver.h"

static const char usage[] =
    "usage: fuse ld [-o OUT] [options] FILE...\n"
    "  -e SYM            entry point (default _start)\n"
    "  -u SYM            ask for SYM\n"
    "  --gc-sections     drop what nothing needs\n"
    "  -r                an object of all FILEs, to be linked again (ELF)\n"
    "  -d                with -r: common symbols get space\n"
    "  --no-merge        keep equal strings and constants apart\n"
    "  -s, -S            without symbols and debug information; without debug information\n"
    "  -x, -X            without local symbols; without those that begin with .L\n"
    "  -pie              an image that may be loaded anywhere (macOS, Windows: always)\n"
    "  --build-id        add a note with a hash of the content\n"
    "  --map FILE        write what is where\n"
    "  --target NAME     what system the image is for (default: this one's)\n"
    "Linux (the other options of GNU ld are in docs/cli.md):\n"
    "  -lNAME, -L DIR    link libNAME.so or libNAME.a; where to look for them\n"
    "  -shared           a shared library; -soname NAME is what programs ask for\n"
    "  -static           archives only; --as-needed, --whole-archive, ... for what follows\n"
    "  -z now            look all functions up at start; -z defs: nothing may stay undefined\n"
    "  -rpath DIR        where the image's libraries are looked for\n"
    "  --version-script FILE   what a shared library shows, and with which versions\n"
    "  -E                a program, too, offers its symbols to the libraries that it loads\n"
    "Windows:\n"
    "  --subsystem S     console (default), gui or efi\n"
    "  --stack N, --heap N   bytes to reserve\n"
    "  --resource K=V    version, product, company, description, copyright or file: the version\n"
    "                    resource; manifest=PATH: the application manifest\n"
    "  -shared           a DLL; .def files say what it exports beside what the code declares\n"
    "  --out-implib FILE its import library\n"
    "firmware (OUT ending in .bin, .hex or .uf2 is made in that form):\n"
    "  --board NAME      memory map of a board we know\n"
    "  --memory FILE     memory map of a linker map file\n"
    "  --format FORM     elf, bin, hex or uf2, whatever OUT ends in\n"
    "  --report FILE     write what takes how much of which memory\n";

typedef struct LdArgs {
    Session s;
    ImageOpts image;
    LdOpts o;
} LdArgs;

/* Options that only we have. */
static bool own_option(LdArgs *x, int argc, char **argv, int *i)
{
    const char *v;
    if ((v = option_value(argc, argv, i, "--format")))
        x->image.format = v;
    else if ((v = option_value(argc, argv, i, "--report")))
        x->image.report = v;
    else
        return image_pe_option(&x->s, &x->image, argc, argv, i);
    return true;
}

static int say_unknown(const char *a)
{
    bool last = !strcmp(a, "-o") || !strcmp(a, "-e") || !strcmp(a, "-u") || !strcmp(a, "-L") ||
                !strcmp(a, "-l") || !strcmp(a, "-z") || !strcmp(a, "--map") ||
                !strcmp(a, "--format") || !strcmp(a, "--report") || !strcmp(a, "--subsystem") ||
                !strcmp(a, "--stack") || !strcmp(a, "--heap") || !strcmp(a, "--resource");
    if (last)
        fprintf(stderr, "fuse ld: %s needs a value\n", a);
    else
        fprintf(stderr, "fuse ld: unknown option %s\n%s", a, usage);
    return -1;
}

static int parse_args(LdArgs *x, int argc, char **argv)
{
    for (int i = 1, used; i < argc; i += used) {
        int at = i;
        used = session_option(&x->s, argc, argv, i);
        if (used < 0)
            return -1;
        if (!used && own_option(x, argc, argv, &at))
            used = at - i + 1;
        if (!used)
            used = ld_option(&x->s, &x->o, argc, argv, i);
        if (used <= 0)
            return say_unknown(argv[i]);
    }
    if (x->s.diags.errors)
        return -1;
    if (x->o.input.n)
        return 0;
    fputs(usage, stderr);
    return -1;
}

// A memory map alone says that it is firmware; for which processor, the objects say.
static void default_target(Session *s)
{
    const Target *t;
    for (u32 i = 0; s->memory && !s->target_name && !s->board_name && (t = target_at(i)); i++)
        if (platform_of(t)->mapped)
            s->target_name = t->name;
}

static void image_options(LdArgs *x)
{
    x->image.fixed = !x->o.pie;
    x->image.object = x->o.object;
    x->image.strip = x->o.strip;
    x->image.strip_debug = x->o.strip_debug;
    x->image.map = x->o.map ? x->o.map : x->o.print_map ? "-" : NULL;
    if (x->o.entry)
        x->image.entry = str_of(x->o.entry);
}

// a.out by tradition; where executables need an ending, a.exe, a.elf, a.hex.
static void default_name(LdArgs *x)
{
    const char *a = image_name(&x->s, &x->image, STR("a"));
    if (!x->o.out)
        x->o.out = strcmp(a, "a") && !x->o.object ? a : "a.out";
}

static int link_files(LdArgs *x)
{
    LinkOpts lo;
    Session *s = &x->s;
    default_target(s);
    image_options(x);
    if (session_target(s) || image_check_format(s, &x->image))
        return -1;
    default_name(x);
    if (image_link_opts(s, &x->image, x->o.out, &lo) || ld_setup(s, &x->o, &lo))
        return -1;
    Link *l = link_new(&s->mem, &lo, &s->diags);
    ld_add_inputs(s, &x->o, l);
    return image_link(s, l, &x->image, x->o.out);
}

int cmd_ld(int argc, char **argv)
{
    LdArgs x = {0};
    session_init(&x.s, "ld");
    args_expand(&x.s, &argc, &argv);
    bool version = argc == 2 && (!strcmp(argv[1], "-v") || !strcmp(argv[1], "-V") ||
                                 !strcmp(argv[1], "--version"));
    if (version)        // configure scripts look for the word
        printf("fuse ld %s (compatible with GNU linkers)\n", FUSE_VERSION);
    bool help = argc == 2 && !strcmp(argv[1], "--help");
    if (help)
        fputs(usage, stdout);
    int bad = version || help ? 0 : parse_args(&x, argc, argv) || link_files(&x);
    int code = session_end(&x.s);
    session_free(&x.s);
    return bad ? EXIT_FAIL : code;
}
