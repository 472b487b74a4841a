// cmd_opt.c - `fuse opt`: IR text in; passes; text, interpretation, listing or object out
//
// What the golden tests of ir/ and codegen/ are written with, and the way to bisect a pass.
#include "driver/driver.h"

#include <errno.h>

typedef enum { OUT_IR, OUT_ASM, OUT_OBJ, OUT_BIN, OUT_INTERP, OUT_JIT, OUT_NONE } OptOut;

typedef struct OptArgs {
    const char *in, *out;
    OptOut emit;
    const char *call;        // --call NAME: function for --interp and --jit
    u64 arg[8];
    u32 narg;
} OptArgs;

static bool set_out(OptArgs *a, const char *v)
{
    static const char *const names[] = {"ir", "asm", "obj", "bin"};
    for (int k = 0; k < 4; k++)
        if (!strcmp(v, names[k])) {
            a->emit = (OptOut)k;
            return true;
        }
    return false;
}

static void parse_args(Session *s, OptArgs *a, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *v;
        int used = session_option(s, argc, argv, i);
        if (used < 0)
            return;
        if (used)
            i += used - 1;
        else if (!strcmp(argv[i], "--interp"))
            a->emit = OUT_INTERP;
        else if (!strcmp(argv[i], "--jit"))
            a->emit = OUT_JIT;
        else if (!strcmp(argv[i], "-q"))
            a->emit = OUT_NONE;
        else if ((v = option_value(argc, argv, &i, "--call")))
            a->call = v;
        else if ((v = option_value(argc, argv, &i, "--arg")) && a->narg < COUNT(a->arg))
            a->arg[a->narg++] = (u64)strtoll(v, NULL, 0);
        else if ((v = option_value(argc, argv, &i, "-o")))
            a->out = v;
        else if ((v = option_value(argc, argv, &i, "--emit"))) {
            if (!set_out(a, v))
                ddiag(s, D_BAD_VALUE, "--emit", v);
        } else if (argv[i][0] == '-' && argv[i][1])
            ddiag(s, D_BAD_OPTION, argv[i]);
        else
            a->in = argv[i];
    }
}

static void report_lines(Session *s, const char *path, Str text)
{
    for (size_t at = 0; at < text.n;) {
        const char *nl = memchr(text.p + at, '\n', text.n - at);
        size_t n = nl ? (size_t)(nl - (text.p + at)) : text.n - at;
        ddiag(s, D_BAD_IR, path, str_z(&s->mem, (Str){text.p + at, n}));
        at += n + 1;
    }
}

static Mod *read_module(Session *s, const char *path)
{
    Str text, err = {0};
    if (file_read(&s->mem, path, &text)) {
        ddiag(s, D_NO_FILE, path, strerror(errno));
        return NULL;
    }
    if (text.n >= 6 && !memcmp(text.p, "FUSEIR", 6)) {
        Mod *m = ir_read(&s->mem, text, &err);
        if (!m)
            ddiag(s, D_BAD_IR, path, str_z(&s->mem, err));
        return m;
    }
    u32 file = sources_add(&s->src, str_of(path), text);
    Mod *m = ir_parse(&s->mem, &s->src, file, &s->t->dl, &s->diags);
    Buf why = {0};
    if (m && ir_verify_mod(m, &why)) {
        report_lines(s, path, (Str){(char *)why.p, why.n});
        m = NULL;
    }
    buf_free(&why);
    return m;
}

static void write_out(Session *s, const OptArgs *a, Buf *b)
{
    if (!a->out)
        fwrite(b->p, 1, b->n, stdout);
    else if (file_write(a->out, b->p, b->n, 0644))
        ddiag(s, D_NO_WRITE, a->out, strerror(errno));
    buf_free(b);
}

static void interpret(Session *s, const OptArgs *a, Mod *m)
{
    InterpOpts o = {0};
    u64 ret[4] = {0};
    Interp *in = interp_new(m, &o);
    SymId fn = mod_sym(m, str_of(a->call ? a->call : "main"));
    InterpEnd end = interp_call(in, fn, a->arg, a->narg, ret);
    if (end == IN_OK)
        printf("%lld\n", (long long)ret[0]);
    else
        printf("stopped: %.*s\n", STR_ARG(interp_error(in)));
    interp_free(in);
    (void)s;
}

static void emit(Session *s, const OptArgs *a, Mod *m)
{
    Buf b = {0};
    Obj *o = NULL;
    if (a->emit == OUT_ASM || a->emit == OUT_OBJ)
        o = pipe_codegen(s, m, m->name.n ? m->name : str_of(a->in), 0x1d);
    if (s->diags.errors)
        return;
    switch (a->emit) {
    case OUT_IR: ir_print_mod(m, &b); break;
    case OUT_BIN: ir_write(m, &b); break;
    case OUT_ASM: cg_listing(s->t, o, &b); break;
    case OUT_OBJ:
        if (pipe_object(s, o, &b))
            return;
        break;
    default: return;
    }
    write_out(s, a, &b);
}

int cmd_opt(int argc, char **argv)
{
    Session s;
    OptArgs a = {0};
    session_init(&s, "opt");
    s.pass.shuffle = 0;      // what is printed is the same in every build
    parse_args(&s, &a, argc, argv);
    session_target(&s);
    if (!a.in && !s.diags.errors)
        diag(&s.diags, &drv_diags[D_NO_INPUT], (Span){0, 0, 0});
    Mod *m = s.diags.errors ? NULL : read_module(&s, a.in);
    if (m) {
        pipe_optimise(&s, m);
        if (a.emit == OUT_INTERP)
            interpret(&s, &a, m);
        else if (a.emit == OUT_JIT)
            call_native(&s, m, a.call ? a.call : "main", a.arg, a.narg);
        else
            emit(&s, &a, m);
    }
    int code = session_end(&s);
    session_free(&s);
    return code;
}
