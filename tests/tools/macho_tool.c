// macho_tool.c - for the suites: Mach-O objects through our reader, writer and linker
//
//   macho_tool copy IN.o OUT.o       read and write
//   macho_tool list IN.o             sections, symbols and fixups as the object model has them
//   macho_tool link OUT FILE...      link objects, archives and stub libraries; the debug
//                                    information goes to OUT.dwarf, the map to OUT.map
#include "link/link.h"
#include "objfmt/macho.h"

static int fail(const char *what, Str why)
{
    fprintf(stderr, "%s: %.*s\n", what, STR_ARG(why));
    return 1;
}

static Obj *load(Arena *a, const char *path)
{
    Str s = {0}, err = {0};
    if (file_read(a, path, &s) < 0) {
        perror(path);
        return NULL;
    }
    Obj *o = obj_read(a, str_of(path), s, &err);
    if (!o)
        fail(path, err);
    return o;
}

static int copy(Arena *a, const char *in, const char *out)
{
    Obj *o = load(a, in);
    Buf b = {0};
    if (!o)
        return 1;
    obj_write(o, FMT_MACHO, &b);
    int bad = file_write(out, b.p, b.n, 0644);
    buf_free(&b);
    return bad ? 1 : 0;
}

static void list_section(const Obj *o, u32 i)
{
    const ObjSect *s = &o->sect.v[i];
    printf("section %u %.*s flags %x align %u size %llu link %u\n", i, STR_ARG(s->name), s->flags,
           s->align, (unsigned long long)s->size, s->link);
    for (u32 k = 0; k < s->fix.n; k++) {
        const Fix *f = &s->fix.v[k];
        printf("  +%llx %s symbol %u %+lld\n", (unsigned long long)f->off, fix_info[f->kind].text,
               f->sym, (long long)f->add);
    }
}

static int list(Arena *a, const char *in)
{
    const Obj *o = load(a, in);
    if (!o)
        return 1;
    for (u32 i = 0; i < o->sect.n; i++)
        list_section(o, i);
    for (u32 i = 1; i < o->sym.n; i++) {
        const ObjSym *s = &o->sym.v[i];
        printf("symbol %u %.*s section %d value %llu size %llu bind %u kind %u%s\n", i,
               STR_ARG(s->name), (int)s->sect, (unsigned long long)s->value,
               (unsigned long long)s->size, s->bind, s->kind, s->hidden ? " hidden" : "");
    }
    return 0;
}

static int save(Arena *a, const char *out, const char *more, Buf *b, int mode)
{
    int bad = b->n ? file_write(str_fmt(a, "%s%s", out, more).p, b->p, b->n, mode) : 0;
    buf_free(b);
    return bad;
}

static int link_files(Arena *a, const char *out, char **file, int n)
{
    Sources src;
    Diags d;
    LinkOut r;
    LinkOpts opt = {.kind = LINK_PIE, .image = IMAGE_MACHO, .entry = STR("main"), .gc = true,
                    .merge = true, .map = true, .symbols = true};
    opt.ident = path_base(str_of(out));
    sources_init(&src, a);
    diags_init(&d, a, &src);
    Link *l = link_new(a, &opt, &d);
    for (int i = 0; i < n; i++) {
        Str bytes;
        if (file_read(a, file[i], &bytes) < 0)
            return fail(file[i], STR("cannot be read"));
        link_add_file(l, str_of(file[i]), bytes);
    }
    int bad = link_run(l, &r);
    diags_print(&d, stderr, (DiagStyle){.color = COLOR_NEVER});
    if (bad)
        return 1;
    return save(a, out, "", &r.image, 0755) || save(a, out, ".map", &r.map, 0644) ||
           save(a, out, ".dwarf", &r.symbols, 0644);
}

int main(int argc, char **argv)
{
    Arena a = {0};
    int bad = 2;
    if (argc == 4 && !strcmp(argv[1], "copy"))
        bad = copy(&a, argv[2], argv[3]);
    else if (argc == 3 && !strcmp(argv[1], "list"))
        bad = list(&a, argv[2]);
    else if (argc > 3 && !strcmp(argv[1], "link"))
        bad = link_files(&a, argv[2], argv + 3, argc - 3);
    else
        fprintf(stderr, "usage: macho_tool copy|list|link FILES (see its source)\n");
    arena_free(&a);
    return bad;
}
