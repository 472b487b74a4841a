// fuzz_elf.c - libFuzzer: any bytes as objects, archives, shared libraries, linker scripts and
// version scripts: objects are read and written again, and all of it is linked
//
// The input is cut at the mark "\n--8<--\n" into several files.
#include "link/elf/elf.h"
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

/* Scripts name files: each name is the same small object. */
static int open_any(void *ctx, const char *path, Str *bytes)
{
    (void)path;
    *bytes = *(Str *)ctx;
    return bytes->n ? 0 : -1;
}

static void link_parts(Arena *a, const uint8_t *data, size_t size, const LinkOpts *opt)
{
    static const char mark[] = "\n--8<--\n";
    Sources src;
    Diags d;
    LinkOut out;
    sources_init(&src, a);
    diags_init(&d, a, &src);
    LinkOpts o = *opt;
    Str part = {(const char *)data, MIN(size, 4096)};
    o.open = open_any;
    o.open_ctx = &part;
    Link *l = link_new(a, &o, &d);
    link_search(l, STR("lib"));
    link_how(l, (LinkHow){.as_needed = size & 1, .whole_archive = size & 2});
    for (size_t lo = 0, hi; lo < size; lo = hi + sizeof mark - 1) {
        for (hi = lo; hi < size; hi++)
            if (size - hi >= sizeof mark - 1 && !memcmp(data + hi, mark, sizeof mark - 1))
                break;
        link_add_file(l, STR("part"), (Str){(const char *)data + lo, hi - lo});
    }
    if (link_run(l, &out) == 0) {
        Str err, image = {(const char *)out.image.p, out.image.n};
        if (o.kind == LINK_OBJECT && !elf_read_obj(a, STR("joined.o"), image, &err))
            abort();    // what we write must be readable
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
    ElfOpts shared = {.now = true, .hash_sysv = true, .versions = {(const char *)data, size},
                      .versions_name = STR("v")};
    link_parts(&a, data, size, &(LinkOpts){.kind = LINK_SHARED, .merge = true, .elf = &shared});
    link_parts(&a, data, size, &(LinkOpts){.kind = LINK_SHARED, .gc = true});
    link_parts(&a, data, size, &(LinkOpts){.kind = LINK_OBJECT, .map = true, .build_id = true});
    link_parts(&a, data, size, &(LinkOpts){.kind = LINK_OBJECT, .entry = STR("main"), .gc = true,
                                           .strip_debug = true, .discard = DISCARD_LOCALS,
                                           .commons = true});
    arena_free(&a);
    return 0;
}
