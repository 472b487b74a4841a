// cmd_ld.c - `fuse ld`: link objects and archives into an executable
#include "driver/driver.h"

static const char usage[] =
    "usage: fuse ld -o OUT [options] FILE...\n"
    "  -e SYM            entry point (default _start)\n"
    "  -u SYM            ask for SYM\n"
    "  --gc-sections     drop what nothing needs\n"
    "  --no-merge        keep equal strings and constants apart\n"
    "  -s, -S            without symbols and debug information; without debug information\n"
    "  -pie              an image that may be loaded anywhere (macOS, Windows: always)\n"
    "  --build-id        add a note with a hash of the content\n"
    "  --map FILE        write what is where\n"
    "  --target NAME     what system the image is for (default: this one's)\n"
    "Windows:\n"
    "  --subsystem S     console (default), gui or efi\n"
    "  --stack N, --heap N   bytes to reserve\n"
    "  --resource K=V    version, product, company, description, copyright or file: the version\n"
    "                    resource; manifest=PATH: the application manifest\n"
    "firmware (OUT ending in .bin, .hex or .uf2 is made in that form):\n"
    "  --board NAME      memory map of a board we know\n"
    "  --memory FILE     memory map of a linker map file\n"
    "  --format FORM     elf, bin, hex or uf2, whatever OUT ends in\n"
    "  --report FILE     write what takes how much of which memory\n";

typedef struct LdArgs {
    Session s;
    ImageOpts image;
    bool gc, no_merge, build_id, pie;
    const char *out;
    VEC(const char *) file, root;
} LdArgs;

typedef struct LdFlag {
    const char *name;
    size_t at;          // offset of a bool in LdArgs
} LdFlag;

static const LdFlag ld_flags[] = {
    {"--gc-sections", offsetof(LdArgs, gc)},
    {"--no-merge", offsetof(LdArgs, no_merge)},
    {"-s", offsetof(LdArgs, image.strip)},
    {"-S", offsetof(LdArgs, image.strip_debug)},
    {"--build-id", offsetof(LdArgs, build_id)},
    {"-pie", offsetof(LdArgs, pie)},
    {"-no-pie", offsetof(LdArgs, image.fixed)},
};

static bool plain_flag(LdArgs *x, const char *a)
{
    for (u32 k = 0; k < COUNT(ld_flags); k++)
        if (!strcmp(a, ld_flags[k].name))
            return *(bool *)((char *)x + ld_flags[k].at) = true;
    return false;
}

/* The value of the option at argv[*i], "-e main" or "--map=m"; false: it is another option, or has
 * none. */
static bool value(int argc, char **argv, int *i, const char *name, const char **v)
{
    *v = option_value(argc, argv, i, name);
    return *v != NULL;
}

static bool one_arg(LdArgs *x, int argc, char **argv, int *i)
{
    const char *s = argv[*i], *v;
    if (value(argc, argv, i, "-o", &v))
        x->out = v;
    else if (value(argc, argv, i, "--map", &v))
        x->image.map = v;
    else if (value(argc, argv, i, "--format", &v))
        x->image.format = v;
    else if (value(argc, argv, i, "--report", &v))
        x->image.report = v;
    else if (value(argc, argv, i, "-e", &v))
        x->image.entry = str_of(v);
    else if (value(argc, argv, i, "-u", &v))
        vec_push(&x->s.mem, &x->root, v);
    else if (s[0] != '-')
        vec_push(&x->s.mem, &x->file, s);
    else if (!image_pe_option(&x->s, &x->image, argc, argv, i))
        return plain_flag(x, s);
    return true;
}

static bool takes_value(const char *s)
{
    static const char *const names[] = {"-o", "-e", "-u", "--map", "--format", "--report",
                                        "--subsystem", "--stack", "--heap", "--resource"};
    for (u32 k = 0; k < COUNT(names); k++)
        if (!strcmp(s, names[k]))
            return true;
    return false;
}

static int parse_args(LdArgs *x, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        int used = session_option(&x->s, argc, argv, i);
        if (used < 0)
            return -1;
        if (used) {
            i += used - 1;
        } else if (!one_arg(x, argc, argv, &i)) {
            if (takes_value(argv[i]))
                fprintf(stderr, "fuse ld: %s needs a value\n", argv[i]);
            else
                fprintf(stderr, "fuse ld: unknown option %s\n%s", argv[i], usage);
            return -1;
        }
    }
    if (x->out && x->file.n)
        return 0;
    fputs(usage, stderr);
    return -1;
}

// A memory map alone says that it is firmware; for which processor, the objects say.
static void default_target(Session *s)
{
    const Target *t;
    for (u32 i = 0; s->memory && !s->target_name && !s->board_name && (t = target_at(i)); i++)
        if (t->os == OS_NONE)
            s->target_name = t->name;
}

static int link_files(LdArgs *x)
{
    LinkOpts lo;
    Session *s = &x->s;
    default_target(s);
    x->image.fixed = !x->pie;
    if (session_target(s) || image_check_format(s, &x->image) ||
        image_link_opts(s, &x->image, x->out, &lo))
        return -1;
    lo.gc = x->gc;
    lo.merge = !x->no_merge;
    lo.build_id = x->build_id;
    Link *l = link_new(&s->mem, &lo, &s->diags);
    for (u32 i = 0; i < x->root.n; i++)
        link_root(l, str_of(x->root.v[i]));
    for (u32 i = 0; i < x->file.n; i++) {
        Str bytes;
        if (file_read(&s->mem, x->file.v[i], &bytes) < 0) {
            fprintf(stderr, "fuse ld: cannot read %s\n", x->file.v[i]);
            return -1;
        }
        link_add_file(l, str_of(x->file.v[i]), bytes);
    }
    return image_link(s, l, &x->image, x->out);
}

int cmd_ld(int argc, char **argv)
{
    LdArgs x = {0};
    session_init(&x.s, "ld");
    int bad = parse_args(&x, argc, argv) || link_files(&x);
    int code = session_end(&x.s);
    session_free(&x.s);
    return bad ? EXIT_FAIL : code;
}
