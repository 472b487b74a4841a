// fuzz_coff.c - libFuzzer: bytes as COFF objects, import libraries, .def files: read, written
// again, linked to an image
//
// The input is cut at the mark "\n--8<--\n" into several files; one that begins with `;` is a
// module definition file.
#include "link/link.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A few bytes may describe a section of gigabytes, which is then all zeros.
static bool small(const Obj *o)
{
    u64 all = 0;
    for (u32 k = 0; k < o->sect.n; k++)
        all += MIN(o->sect.v[k].size, (u64)1 << 32);
    return all < 64 << 20;
}

// Writing asserts that a relocation exists in the format: what COFF objects hold, it does.
static void rewrite(Arena *a, Str bytes)
{
    Str err, *names;
    u32 n;
    Buf one = {0}, two = {0};
    Obj *o = obj_read(a, STR("in.o"), bytes, &err);
    obj_scan_defs(a, bytes, &names, &n);
    if (!o) {
        if (!err.n)
            abort();    // a refusal says why
        return;
    }
    if (!small(o))
        return;
    coff_write_obj(o, &one);
    Obj *again = coff_read_obj(a, STR("out.o"), (Str){(const char *)one.p, one.n}, &err);
    if (!again)
        abort();        // what we write must be readable
    coff_write_obj(again, &two);
    buf_free(&one);
    buf_free(&two);
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
        Str part = {(const char *)data + lo, hi - lo};
        link_add_file(l, part.n && part.p[0] == ';' ? STR("part.def") : STR("part"), part);
    }
    if (link_run(l, &out) == 0) {
        if (out.image.n < 512 || memcmp(out.image.p, "MZ", 2))
            abort();
        buf_free(&out.image);
        buf_free(&out.map);
    } else if (!d.errors) {
        abort();        // a failure says why
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Str bytes = {(const char *)data, size};
    if (coff_is_obj(bytes))
        rewrite(&a, bytes);
    LinkOpts opt = {.image = IMAGE_PE, .arch = ARCH_X64, .entry = STR("start"), .gc = size & 1,
                    .merge = true, .map = true};
    link_parts(&a, data, size, &opt);
    arena_free(&a);
    return 0;
}
