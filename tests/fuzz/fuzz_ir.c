// fuzz_ir.c - libFuzzer target: the IR's text parser, verifier, printer, binary reader and
// interpreter
//
// A first byte 'B' means the binary form follows, anything else is text. What is accepted must
// print to text that parses back to itself, and survive being written, read and executed.
#include "tests/fuzz/irgen.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void check(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "fuzz_ir: %s\n", what);
    abort();
}

static Mod *parse(Arena *a, Sources *src, Str text)
{
    Diags d;
    DataLayout dl = irgen_layout();
    diags_init(&d, a, src);
    return ir_parse(a, src, sources_add(src, STR("fuzz.ir"), text), &dl, &d);
}

static void execute(Mod *m)
{
    static const u64 args[16] = {1, 2, (u64)-1, 40, 5, 6, 7, 8};
    u64 bytes = 0;
    for (SymId s = 1; s < m->sym.n; s++)
        bytes += m->sym.v[s].kind == SYM_DATA || m->sym.v[s].kind == SYM_COMMON
                     ? MIN(m->sym.v[s].size, (u64)1 << 40) + m->sym.v[s].align : 0;
    if (bytes > 1 << 20)
        return;
    InterpOpts o = {.max_steps = 2000, .stack_size = 1 << 16};
    Interp *in = interp_new(m, &o);
    for (SymId s = 1; s < m->sym.n; s++) {
        u64 ret[4];
        if (m->sym.v[s].kind == SYM_FN)
            interp_call(in, s, args, COUNT(args), ret);
    }
    interp_free(in);
}

static void examine(Arena *a, Sources *src, Mod *m)
{
    Buf text = {0}, again = {0}, bin = {0}, bin2 = {0};
    Str err = {0};
    ir_print_mod(m, &text);
    Mod *n = parse(a, src, (Str){(char *)text.p, text.n});
    check(n, "printed text does not parse");
    ir_print_mod(n, &again);
    check(text.n == again.n && (!text.n || !memcmp(text.p, again.p, text.n)),
          "text changed in a round trip");
    ir_write(m, &bin);
    Mod *r = ir_read(a, (Str){(char *)bin.p, bin.n}, &err);
    if (!r)
        fprintf(stderr, "%.*s\n", STR_ARG(err));
    check(r, "written module is refused");
    ir_write(r, &bin2);
    check(bin.n == bin2.n && !memcmp(bin.p, bin2.p, bin.n), "bytes changed in a round trip");
    execute(m);
    buf_free(&text);
    buf_free(&again);
    buf_free(&bin);
    buf_free(&bin2);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    Arena a = {0};
    Sources src;
    Buf why = {0};
    Str err = {0};
    sources_init(&src, &a);
    Mod *m = NULL;
    if (size && data[0] == 'B') {
        m = ir_read(&a, (Str){(const char *)data + 1, size - 1}, &err);
    } else {
        m = parse(&a, &src, str_dup(&a, (Str){(const char *)data, size}));
        if (m && ir_verify_mod(m, &why))
            m = NULL;
    }
    if (m)
        examine(&a, &src, m);
    buf_free(&why);
    arena_free(&a);
    return 0;
}
