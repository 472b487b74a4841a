// fuzz_c.c - libFuzzer target: the C front end as a whole, and the optimiser on what it accepts
//
// Whatever the text is, the compiler must come back with messages or with a module that verifies,
// before and after the passes of -O2.
#include "frontend/c/c.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);
int __wrap_file_read(Arena *a, const char *path, Str *out);

static const DataLayout lp64 = {
    .ptr_size = 8, .long_size = 8, .wchar_size = 4, .fast = {1, 8, 8}, .wchar_signed = true,
    .char_signed = true, .i64_align = 8, .f64_align = 8, .max_align = 16, .valist_size = 24,
    .valist_align = 8, .valist_is_array = true, .word = T_I64,
};

// The files of the machine are not there.
int __wrap_file_read(Arena *a, const char *path, Str *out)
{
    (void)a;
    (void)path;
    *out = STR("");
    return -1;
}

static void must_verify(const Mod *m, const char *when)
{
    Buf why = {0};
    if (ir_verify_mod(m, &why)) {
        fprintf(stderr, "%s: %.*s\n", when, (int)why.n, (const char *)why.p);
        abort();
    }
    buf_free(&why);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    Arena a = {0};
    Sources src;
    Diags d;
    COptions o = {.dl = &lp64, .freestanding = true, .warn_all = true, .warn_extra = true};
    PassOpts po = {.level = 2, .limit = -1, .jobs = 1};
    sources_init(&src, &a);
    diags_init(&d, &a, &src);
    Str text = str_dup(&a, (Str){(const char *)data, size});
    Mod *m = c_compile(&a, &src, &d, sources_add(&src, STR("t.c"), text), &o);
    if (m) {
        must_verify(m, "front end");
        passes_run(m, &po);
        must_verify(m, "optimiser");
    }
    arena_free(&a);
    return 0;
}
