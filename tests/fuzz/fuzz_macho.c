// fuzz_macho.c - libFuzzer: any bytes as a Mach-O object, read, written again, and linked
//
// The input is cut at the mark "\n--8<--\n" into several files: objects, archives, stub libraries.
#include "link/link.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_REWRITTEN = 200 };    // sections: a file of this format has room for 255

static void rewrite(Arena *a, Str bytes)
{
    Str err;
    Obj *o = macho_read_obj(a, STR("in.o"), bytes, &err);
    Buf b = {0};
    if (!o || o->sect.n > MAX_REWRITTEN)
        return;
    for (u32 i = 0; i < o->sect.n; i++)
        if (o->sect.v[i].align > 4096)
            return;              // files as large as an alignment only cost time
    macho_write_obj(o, &b);
    if (!macho_read_obj(a, STR("out.o"), (Str){(const char *)b.p, b.n}, &err))
        abort();                 // what we write must be readable
    buf_free(&b);
}

static void link_parts(Arena *a, const uint8_t *data, size_t size, const LinkOpts *opt)
{
    static const char mark[] = "\n--8<--\n";
    Sources src;
    Diags d;
    LinkOut out;
    sources_init(&src, a);
    diags_init(&d, a, &src);
    Link *l = link_new(a, opt, &d);
    for (size_t lo = 0, hi; lo < size; lo = hi + sizeof mark - 1) {
        for (hi = lo; hi < size; hi++)
            if (size - hi >= sizeof mark - 1 && !memcmp(data + hi, mark, sizeof mark - 1))
                break;
        link_add_file(l, STR("part"), (Str){(const char *)data + lo, hi - lo});
    }
    if (link_run(l, &out) == 0) {
        buf_free(&out.image);
        buf_free(&out.map);
        buf_free(&out.symbols);
    } else if (d.errors == 0) {
        abort();                 // a failure must be explained
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    rewrite(&a, (Str){(const char *)data, size});
    link_parts(&a, data, size, &(LinkOpts){.image = IMAGE_MACHO, .entry = STR("main"), .gc = true,
                                           .merge = true, .map = true, .symbols = true});
    link_parts(&a, data, size, &(LinkOpts){.image = IMAGE_MACHO, .entry = STR("main")});
    arena_free(&a);
    return 0;
}
