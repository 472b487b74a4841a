// cmd_ld.c - `fuse ld`: link objects and archives into a static executable
#include "driver/driver.h"

#include "link/link.h"

static const char usage[] =
    "usage: fuse ld -o OUT [options] FILE...\n"
    "  -e SYM            entry point (default _start)\n"
    "  -u SYM            ask for SYM\n"
    "  --gc-sections     drop what nothing needs\n"
    "  --no-merge        keep equal strings and constants apart\n"
    "  -s, -S            without symbols and debug information; without debug information\n"
    "  --build-id        add a note with a hash of the content\n"
    "  --map FILE        write what is where\n";

typedef struct LdArgs {
    LinkOpts opt;
    const char *out, *map;
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

static int link_files(Arena *a, LdArgs *x, Diags *d)
{
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
    int bad = link_run(l, &out) < 0;
    if (!bad) {
        bad = write_out(x->out, &out.image, 0755);
        if (!bad && x->map)
            bad = write_out(x->map, &out.map, 0644);
        buf_free(&out.image);
        buf_free(&out.map);
    }
    return bad;
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
    if (!bad && (!x.out || !x.file.n)) {
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
