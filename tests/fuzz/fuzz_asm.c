// fuzz_asm.c - libFuzzer: any text as a file of assembly, for the instruction set that its first
// byte names
//
// It becomes an object that can be written and read again, or there are errors inside the text.
#include "codegen/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 8 };

// The file itself is the one that it may include.
static int load(void *ctx, Str name, Str *bytes)
{
    *bytes = *(Str *)ctx;
    return str_eqz(name, "t.s") ? 0 : -1;
}

static void check_object(Arena *a, const Target *t, const Obj *o)
{
    Str err = {0};
    Buf b = {0};
    Str why = obj_write(o, t->fmt, &b);
    if (!why.n && !obj_read(a, STR("again.o"), (Str){(const char *)b.p, b.n}, &err)) {
        fprintf(stderr, "fuzz_asm: %.*s\n", STR_ARG(err));
        abort();
    }
    buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"linux-x64", "linux-arm64", "cortex-m4"};
    Arena a = {0};
    AsmFileError err[MOST];
    u32 n = 0;
    if (!size)
        return 0;
    const Target *t = target_find(names[data[0] % COUNT(names)]);
    char *exact = xmalloc(size);                 // a sanitizer sees any step over the end
    memcpy(exact, data + 1, size - 1);
    AsmFiles files = {load, &(Str){exact, size - 1}};
    Obj *o = asm_file(t, &a, (Str){exact, size - 1}, STR("t.s"), &files, err, MOST, &n);
    if (!o != (n != 0))
        abort();             // an object, or why not
    for (u32 k = 0; k < n; k++)
        if (err[k].off > size - 1 || !err[k].text.n)
            abort();
    if (o)
        check_object(&a, t, o);
    free(exact);
    arena_free(&a);
    return 0;
}
