// fuzz_ar.c - libFuzzer: any bytes as an archive or a file for nm, size, objdump and strip
//
// What is read must survive being written, in both forms; each member is looked at in every way in
// which the tools for files look at one.
#include "objfmt/strip.h"
#include "objfmt/view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A strict reader: of symbols and sections all that a listing prints.
static u64 look(Arena *a, const View *v)
{
    u64 sum = 0;
    for (u32 k = 0; k < v->sect.n; k++) {
        const ViewSect *s = &v->sect.v[k];
        for (u64 i = 0; i < s->size && s->data; i++)
            sum += s->data[i];
        for (u32 i = 0; i < s->rel.n; i++) {
            Str name = view_reloc_name(a, v, s->rel.v[i].type);
            u32 sym = s->rel.v[i].sym;           // 0: none
            sum += name.n + (sym ? v->sym.v[sym].name.n : 0);
        }
    }
    for (u32 k = 0; k < v->sym.n + v->dyn.n; k++) {
        const ViewSym *s = k < v->sym.n ? &v->sym.v[k] : &v->dyn.v[k - v->sym.n];
        for (size_t i = 0; i < s->name.n; i++)
            sum += (u8)s->name.p[i];
        if (s->sect < VSECT_OTHER && s->sect >= v->sect.n)
            abort();
    }
    return sum;
}

static void open_file(Arena *a, Str bytes)
{
    Str err = {0}, *names;
    u32 n;
    Buf out = {0};
    obj_scan_defs(a, bytes, &names, &n);
    if (!view_is(bytes))
        return;
    View *v = view_open(a, bytes, &err);
    if (!v == !err.n)
        abort();             // a view, or why not
    if (v)
        look(a, v);
    for (u32 level = STRIP_DEBUG; level <= STRIP_ALL; level++) {
        out.n = 0;
        err = (Str){0};
        if (!(view_is_elf(bytes)     ? elf_strip(a, bytes, (StripLevel)level, &out, &err)
              : view_is_macho(bytes) ? macho_strip(a, bytes, (StripLevel)level, &out, &err)
                                     : pe_strip(a, bytes, (StripLevel)level, &out, &err)))
            continue;
        if (v && !view_open(a, (Str){(const char *)out.p, out.n}, &err))
            abort();         // what is left must be as readable as it was
    }
    buf_free(&out);
}

static void same_members(Arena *a, const Buf *b, const ArMember *m, u32 n)
{
    Str err;
    ArMember *again;
    u32 k;
    if (ar_read(a, (Str){(const char *)b->p, b->n}, &again, &k, &err) || k != n)
        abort();
    for (k = 0; k < n; k++)
        if (!str_eq(again[k].bytes, m[k].bytes))
            abort();
}

static void archive(Arena *a, Str bytes)
{
    Str err = {0};
    ArMember *m;
    u32 n;
    Buf gnu = {0}, bsd = {0};
    if (ar_read(a, bytes, &m, &n, &err)) {
        if (!err.n)
            abort();         // a refusal says why
        return;
    }
    for (u32 k = 0; k < n; k++)
        open_file(a, m[k].bytes);
    ar_write(m, n, 0, &gnu);
    same_members(a, &gnu, m, n);
    ar_write_bsd(m, n, 0, &bsd);
    if (ar_read(a, (Str){(const char *)bsd.p, bsd.n}, &m, &n, &err))
        abort();
    buf_free(&gnu);
    buf_free(&bsd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    char *exact = xmalloc(size ? size : 1);      // a sanitizer sees any step over the end
    memcpy(exact, data, size);
    Str bytes = {exact, size};
    if (ar_is(bytes))
        archive(&a, bytes);
    else
        open_file(&a, bytes);
    free(exact);
    arena_free(&a);
    return 0;
}
