// cmd_cc.c - `fuse cc`: C sources and objects to objects, listings or an executable
#include "driver/driver.h"

#include <errno.h>

typedef enum { CC_LINK, CC_OBJECT, CC_PREPROCESS, CC_ASM, CC_IR, CC_INTERP } CcMode;

typedef struct Cc {
    Session s;
    CcMode mode;
    const char *out;
    VEC(Str) input;
    VEC(CDefine) define;
    VEC(Str) inc, sysinc;
    VEC(Str) arg;           // after --: arguments of the program that --interp runs
    bool no_markers;        // -P
    bool nostdinc, nostdlib, freestanding;
    bool wall, wextra;
    ImageOpts image;
} Cc;

static void add_define(Cc *c, const char *v, bool undef)
{
    const char *eq = undef ? NULL : strchr(v, '=');
    CDefine d = {.undef = undef, .body = STR("1")};
    d.name = eq ? (Str){v, (size_t)(eq - v)} : str_of(v);
    if (eq)
        d.body = str_of(eq + 1);
    vec_push(&c->s.mem, &c->define, d);
}

// "-Xvalue" or "-X value"; NULL when argv[*i] is another option.
static const char *joined(int argc, char **argv, int *i, const char *name)
{
    size_t n = strlen(name);
    if (strncmp(argv[*i], name, n))
        return NULL;
    if (argv[*i][n])
        return argv[*i] + n;
    return *i + 1 < argc ? argv[++*i] : NULL;
}

typedef struct CcFlag {
    const char *name;
    int mode;               // CcMode to set, or -1
    size_t flag;            // offset of a bool in Cc to set, or 0
} CcFlag;

static const CcFlag cc_flags[] = {
    {"-c", CC_OBJECT, 0},
    {"-E", CC_PREPROCESS, 0},
    {"-S", CC_ASM, 0},
    {"--interp", CC_INTERP, 0},
    {"-P", -1, offsetof(Cc, no_markers)},
    {"--libc=own", -1, offsetof(Cc, s.libc)},
    {"-nostdinc", -1, offsetof(Cc, nostdinc)},
    {"-nostdlib", -1, offsetof(Cc, nostdlib)},
    {"-ffreestanding", -1, offsetof(Cc, freestanding)},
    {"-s", -1, offsetof(Cc, image.strip)},
    {"--size", -1, offsetof(Cc, image.size)},
    {"-Wall", -1, offsetof(Cc, wall)},
    {"-Wextra", -1, offsetof(Cc, wextra)},
    {"-Werror", -1, offsetof(Cc, s.diags.werror)},
    {"-std=c11", -1, 0},
    {"-std=gnu11", -1, 0},
    {"-static", -1, 0},
    {"-pie", -1, 0},
    {"-static-pie", -1, 0},
    {"-no-pie", -1, offsetof(Cc, image.fixed)},
};

static bool plain_flag(Cc *c, const char *a)
{
    for (u32 k = 0; k < COUNT(cc_flags); k++)
        if (!strcmp(a, cc_flags[k].name)) {
            if (cc_flags[k].mode >= 0)
                c->mode = (CcMode)cc_flags[k].mode;
            if (cc_flags[k].flag)
                *(bool *)((char *)c + cc_flags[k].flag) = true;
            return true;
        }
    return false;
}

static void set_emit(Cc *c, const char *v)
{
    if (!strcmp(v, "ir"))
        c->mode = CC_IR;
    else if (!strcmp(v, "asm"))
        c->mode = CC_ASM;
    else if (!strcmp(v, "obj"))
        c->mode = CC_OBJECT;
    else
        ddiag(&c->s, D_BAD_VALUE, "--emit", v);
}

static bool valued_flag(Cc *c, int argc, char **argv, int *i)
{
    const char *v;
    if ((v = joined(argc, argv, i, "-o")))
        c->out = v;
    else if ((v = joined(argc, argv, i, "-D")))
        add_define(c, v, false);
    else if ((v = joined(argc, argv, i, "-U")))
        add_define(c, v, true);
    else if ((v = joined(argc, argv, i, "-isystem")))
        vec_push(&c->s.mem, &c->sysinc, str_of(v));
    else if ((v = joined(argc, argv, i, "-I")))
        vec_push(&c->s.mem, &c->inc, str_of(v));
    else if ((v = option_value(argc, argv, i, "--map")))
        c->image.map = v;
    else if ((v = option_value(argc, argv, i, "--format")))
        c->image.format = v;
    else if ((v = option_value(argc, argv, i, "--report")))
        c->image.report = v;
    else if ((v = option_value(argc, argv, i, "--emit")))
        set_emit(c, v);
    else if ((v = option_value(argc, argv, i, "--entry")))
        c->image.entry = str_of(v);
    else
        return image_pe_option(&c->s, &c->image, argc, argv, i);
    return true;
}

static void parse_args(Cc *c, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        int used = session_option(&c->s, argc, argv, i);
        if (used < 0)
            return;
        if (used) {
            i += used - 1;
        } else if (!strcmp(argv[i], "--")) {
            while (++i < argc)
                vec_push(&c->s.mem, &c->arg, str_of(argv[i]));
        } else if (argv[i][0] != '-') {
            vec_push(&c->s.mem, &c->input, str_of(argv[i]));
        } else if (!plain_flag(c, argv[i]) && !valued_flag(c, argc, argv, &i)) {
            ddiag(&c->s, D_BAD_OPTION, argv[i]);
            return;
        }
    }
}

static bool is_c(Str path)
{
    return str_ends(path, ".c") || str_ends(path, ".i") || str_ends(path, ".h");
}

static COptions c_options(Cc *c)
{
    Session *s = &c->s;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    COptions o = {
        .define = c->define.v,
        .ndefine = c->define.n,
        .inc = c->inc.v,
        .ninc = c->inc.n,
        .sysinc = c->sysinc.v,
        .nsysinc = c->sysinc.n,
        .builtin_header = c->nostdinc ? NULL : rt_header,
        .ctx = s,
        .freestanding = !s->libc || c->freestanding,  // no libc of the host is offered yet
        .warn_all = c->wall,
        .warn_extra = c->wextra,
        .debug = s->debug,
        .opt = s->opt,
        .line_markers = !c->no_markers,
        .source_date = epoch ? strtoll(epoch, NULL, 10) : 0,
    };
    session_c_target(s, &o);
    return o;
}

static Mod *compile(Cc *c, Str path)
{
    u32 file;
    COptions o = c_options(c);
    if (session_read(&c->s, path, &file))
        return NULL;
    Mod *m = c_compile(&c->s.mem, &c->s.src, &c->s.diags, file, &o);
    if (m)
        pipe_optimise(&c->s, m);
    return m;
}

// The output path of one source: -o, or the source's base name with another ending.
static const char *output_path(Cc *c, Str in, const char *ending)
{
    if (c->out)
        return c->out;
    Str base = path_base(in);
    size_t n = base.n;
    while (n && base.p[n - 1] != '.')
        n--;
    Str out = str_fmt(&c->s.mem, "%.*s.%s", (int)(n ? n - 1 : base.n), base.p, ending);
    return out.p;
}

static void write_out(Cc *c, const char *path, Buf *b)
{
    if (!path || !strcmp(path, "-"))
        fwrite(b->p, 1, b->n, stdout);
    else if (file_write(path, b->p, b->n, 0644))
        ddiag(&c->s, D_NO_WRITE, path, strerror(errno));
    buf_free(b);
}

static void preprocess(Cc *c, Str path)
{
    u32 file;
    Buf b = {0};
    COptions o = c_options(c);
    if (!session_read(&c->s, path, &file) && !c_preprocess(&c->s.mem, &c->s.src, &c->s.diags, file,
                                                          &o, &b))
        write_out(c, c->out, &b);
    buf_free(&b);
}

static void emit_one(Cc *c, Str path)
{
    if (c->mode == CC_IR)
        c->s.pass.shuffle = 0;  // what is printed is the same in every build
    Mod *m = compile(c, path);
    Buf b = {0};
    if (!m)
        return;
    if (c->mode == CC_IR) {
        ir_print_mod(m, &b);
        write_out(c, c->out, &b);
        return;
    }
    Obj *o = pipe_codegen(&c->s, m, path, 0x1d);
    if (c->s.diags.errors)
        return;
    if (c->mode == CC_ASM)
        cg_listing(c->s.t, o, &b);
    else
        obj_write(o, c->s.t->fmt, &b);
    if (c->s.diags.errors)
        buf_free(&b);
    else
        write_out(c, output_path(c, path, c->mode == CC_ASM ? "s" : "o"), &b);
}

// a.out by tradition; where executables need an ending, a.exe, a.elf, a.hex.
static const char *out_name(Cc *c)
{
    const char *a = image_name(&c->s, &c->image, STR("a"));
    return c->out ? c->out : !strcmp(a, "a") ? "a.out" : a;
}

static void link_all(Cc *c)
{
    c->image.fixed |= c->nostdlib;   // it is the runtime's start that relocates an image
    LinkOpts lo;
    if (image_link_opts(&c->s, &c->image, out_name(c), &lo))
        return;
    Link *l = link_new(&c->s.mem, &lo, &c->s.diags);
    for (u32 i = 0; i < c->input.n; i++) {
        Str path = c->input.v[i], bytes;
        if (is_c(path)) {
            Mod *m = compile(c, path);
            if (m)
                link_add_obj(l, pipe_codegen(&c->s, m, path, 0x1d));
        } else if (file_read(&c->s.mem, str_z(&c->s.mem, path), &bytes)) {
            ddiag(&c->s, D_NO_FILE, str_z(&c->s.mem, path), strerror(errno));
        } else {
            link_add_file(l, path, bytes);
        }
    }
    if (!c->nostdlib && !c->s.diags.errors)
        rt_link_archive(&c->s, l);
    if (!c->s.diags.errors)
        image_link(&c->s, l, &c->image, out_name(c));
}

// Interpret the program: all sources joined, then main(argc, argv).
static int interpret(Cc *c)
{
    Mod *all = NULL;
    Str err;
    for (u32 i = 0; i < c->input.n; i++) {
        Mod *m = compile(c, c->input.v[i]);
        if (!m)
            return EXIT_FAIL;
        if (!all)
            all = m;
        else if (mod_link(all, m, &err)) {
            ddiag(&c->s, D_BAD_IR, str_z(&c->s.mem, c->input.v[i]), str_z(&c->s.mem, err));
            return EXIT_FAIL;
        }
    }
    char **argv = arena_array(&c->s.mem, char *, c->arg.n + 2);
    argv[0] = (char *)str_z(&c->s.mem, c->input.v[0]);
    for (u32 i = 0; i < c->arg.n; i++)
        argv[i + 1] = (char *)str_z(&c->s.mem, c->arg.v[i]);
    diags_print(&c->s.diags, stderr, c->s.style);
    return run_vm(&c->s, all, (int)c->arg.n + 1, argv);
}

static void check_outputs(Cc *c)
{
    if (!c->input.n && !c->s.diags.errors)
        diag(&c->s.diags, &drv_diags[D_NO_INPUT], (Span){0, 0, 0});
    bool one = c->mode != CC_LINK && c->mode != CC_INTERP;
    if (one && c->out && c->input.n > 1)
        diag(&c->s.diags, &drv_diags[D_MANY_OUTPUTS], (Span){0, 0, 0});
}

int cmd_cc(int argc, char **argv)
{
    Cc c = {0};
    session_init(&c.s, "cc");
    parse_args(&c, argc, argv);
    if (!session_target(&c.s))
        image_check_format(&c.s, &c.image);
    check_outputs(&c);
    int code = -1;
    if (c.s.diags.errors)
        ;
    else if (c.mode == CC_LINK)
        link_all(&c);
    else if (c.mode == CC_INTERP)
        code = interpret(&c);
    else
        for (u32 i = 0; i < c.input.n; i++)
            c.mode == CC_PREPROCESS ? preprocess(&c, c.input.v[i]) : emit_one(&c, c.input.v[i]);
    if (code < 0 || c.s.diags.errors)
        code = session_end(&c.s);
    session_free(&c.s);
    return code;
}
