// fuzz_fuse.c - libFuzzer target: any bytes as a FUSE file are read, parsed, checked and lowered
// without a crash
#include "frontend/fuse/fuse.h"

static int load(void *ctx, Str path, Str *text)
{
    Str *all = ctx;
    if (str_eqz(path, "main.fuse") || str_eqz(path, "a.json") || str_eqz(path, "a.md")) {
        *text = *all;
        return FUSE_LOAD_OK;
    }
    return FUSE_LOAD_MISSING;
}

static void lower(Arena *a, FuseProg *p, Diags *d)
{
    const DataLayout dl = {.ptr_size = 8, .long_size = 8, .wchar_size = 4, .i64_align = 8,
                           .f64_align = 8, .max_align = 16, .word = T_I64};
    FuseLowerOpts o = {.dl = &dl, .pkg = STR("fuzz"), .debug = true, .build_info = STR("info")};
    Mod *m = fuse_lower(a, p, d, &o);
    Buf err = {0};
    if (m && ir_verify_mod(m, &err)) {
        fwrite(err.p, 1, err.n, stderr);
        abort();
    }
    buf_free(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Sources src;
    Diags d;
    sources_init(&src, &a);
    diags_init(&d, &a, &src);
    Str text = {arena_dup(&a, data, size + 0), size};
    FuseOpts o = {.load = load, .ctx = &text, .strict = size % 2};
    FuseProg *p = fuse_load(&a, &src, &d, &o, STR("main.fuse"));
    if (!d.errors)
        lower(&a, p, &d);
    Buf out = {0};
    u32 file = sources_add(&src, STR("dump.fuse"), text);
    fuse_dump(&a, &src, &d, file, &out);
    buf_free(&out);
    arena_free(&a);
    return 0;
}
