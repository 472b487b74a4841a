// cmd_ld.c - `fuse ld`: link objects and archives into a static executable
#include "driver/driver.h"

#include "link/firmware/firmware.h"
#include "link/link.h"

static const char usage[] =
    "usage: fuse ld -o OUT [options] FILE...\n"
    "  -e SYM            entry point (default _start)\n"
    "  -u SYM            ask for SYM\n"
    "  --gc-sections     drop what nothing needs\n"
    "  --no-merge        keep equal strings and constants apart\n"
    "  -s, -S            without symbols and debug information; without debug information\n"
    "  --build-id        add a note with a hash of the content\n"
    "  --map FILE        write what is where\n"
    "firmware (32-bit Arm; OUT ending in .bin, .hex or .uf2 is made in that form):\n"
    "  --board NAME      memory map of a board we know\n"
    "  --memory FILE     memory map of a linker map file\n"
    "  --report FILE     write what takes how much of which memory\n";

typedef struct LdArgs {
    LinkOpts opt;
    const char *out, *map, *board, *memory, *report;
    FwMap firmware;
    VEC(const char *) file, root;
} LdArgs;

/* The value of an option at argv[i], or NULL. */
static const char *value(int argc, char **argv, int *i)
{
    if (*i + 1 < argc)
        return argv[++*i];
    fprintf(stderr, "fuse ld: %s needs a value\n", argv[*i]);
    return NULL;
}

static bool one_arg(Arena *a, LdArgs *x, int argc, char **argv, int *i)
{
    const char *s = argv[*i], *v;
    if (!strcmp(s, "-o"))
        return (x->out = value(argc, argv, i)) != NULL;
    if (!strcmp(s, "--map"))
        return (x->map = value(argc, argv, i)) != NULL;
    if (!strcmp(s, "--board"))
        return (x->board = value(argc, argv, i)) != NULL;
    if (!strcmp(s, "--memory"))
        return (x->memory = value(argc, argv, i)) != NULL;
    if (!strcmp(s, "--report"))
        return (x->report = value(argc, argv, i)) != NULL;
    if (!strcmp(s, "-e")) {
        v = value(argc, argv, i);
        x->opt.entry = v ? str_of(v) : STR("");
        return v != NULL;
    }
    if (!strcmp(s, "-u")) {
        v = value(argc, argv, i);
        if (v)
            vec_push(a, &x->root, v);
        return v != NULL;
    }
    if (!strcmp(s, "--gc-sections"))
        x->opt.gc = true;
    else if (!strcmp(s, "--no-merge"))
        x->opt.merge = false;
    else if (!strcmp(s, "-s"))
        x->opt.strip = true;
    else if (!strcmp(s, "-S"))
        x->opt.strip_debug = true;
    else if (!strcmp(s, "--build-id"))
        x->opt.build_id = true;
    else if (s[0] == '-') {
        fprintf(stderr, "fuse ld: unknown option %s\n%s", s, usage);
        return false;
    } else
        vec_push(a, &x->file, s);
    return true;
}

static int write_out(const char *path, const Buf *b, int mode)
{
    if (file_write(path, b->p, b->n, mode) == 0)
        return 0;
    fprintf(stderr, "fuse ld: cannot write %s\n", path);
    return 1;
}

static int write_all(Arena *a, LdArgs *x, LinkOut *out)
{
    int bad = x->opt.firmware ? firmware_write(a, x->out, &out->image, x->opt.firmware)
                              : write_out(x->out, &out->image, 0755);
    if (!bad && x->map)
        bad = write_out(x->map, &out->map, 0644);
    if (!bad && x->report)
        bad = write_out(x->report, &out->report, 0644);
    buf_free(&out->image);
    buf_free(&out->map);
    buf_free(&out->report);
    return bad;
}

static int link_files(Arena *a, LdArgs *x, Diags *d)
{
    if (x->board || x->memory) {
        if (!firmware_map(a, d, x->board, x->memory, &x->firmware))
            return 1;
        x->opt.image = IMAGE_FIRMWARE;
        x->opt.firmware = &x->firmware;
        x->opt.report = x->report != NULL;
    }
    Link *l = link_new(a, &x->opt, d);
    for (u32 i = 0; i < x->root.n; i++)
        link_root(l, str_of(x->root.v[i]));
    for (u32 i = 0; i < x->file.n; i++) {
        Str bytes;
        if (file_read(a, x->file.v[i], &bytes) < 0) {
            fprintf(stderr, "fuse ld: cannot read %s\n", x->file.v[i]);
            return 1;
        }
        link_add_file(l, str_of(x->file.v[i]), bytes);
    }
    LinkOut out;
    return link_run(l, &out) < 0 ? 1 : write_all(a, x, &out);
}

int cmd_ld(int argc, char **argv)
{
    Arena a = {0};
    LdArgs x = {.opt = {.entry = STR("_start"), .merge = true}};
    Sources src;
    Diags d;
    sources_init(&src, &a);
    diags_init(&d, &a, &src);
    int bad = 0;
    for (int i = 1; i < argc && !bad; i++)
        bad = !one_arg(&a, &x, argc, argv, &i);
    bool no_map = !x.board && !x.memory;
    if (!bad && (!x.out || !x.file.n || (x.board && x.memory) || (x.report && no_map))) {
        fputs(usage, stderr);
        bad = 1;
    }
    if (!bad) {
        x.opt.map = x.map != NULL;
        bad = link_files(&a, &x, &d);
        diags_print(&d, stderr, (DiagStyle){0});
    }
    arena_free(&a);
    return bad ? 1 : 0;
}
