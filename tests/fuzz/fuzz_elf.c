// fuzz_elf.c - libFuzzer: any bytes as an object or archive, read, written again, and linked
//
// The input is cut at the mark "\n--8<--\n" into several files. See tests/fuzz/README for the
// command.
#include "link/link.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void rewrite(Arena *a, Str bytes)
{
    Str err;
    Obj *o = elf_read_obj(a, STR("in.o"), bytes, &err);
    Buf b = {0};
    if (!o)
        return;
    elf_write_obj(o, &b);
    Obj *again = elf_read_obj(a, STR("out.o"), (Str){(const char *)b.p, b.n}, &err);
    if (!again || again->sect.n != o->sect.n)
        abort();    // what we write must be readable
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
    } else if (d.errors == 0) {
        abort();    // a failure must be explained
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    rewrite(&a, (Str){(const char *)data, size});
    link_parts(&a, data, size,
               &(LinkOpts){.entry = STR("_start"), .gc = true, .merge = true, .map = true});
    link_parts(&a, data, size, &(LinkOpts){.entry = STR("main"), .merge = true, .build_id = true});
    link_parts(&a, data, size,
               &(LinkOpts){.kind = LINK_PIE, .entry = STR("_start"), .gc = true, .merge = true});
    arena_free(&a);
    return 0;
}
