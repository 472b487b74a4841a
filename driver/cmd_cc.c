// cmd_cc.c - `fuse cc`: C sources, objects and libraries to objects, listings or an executable
#include "driver/cc.h"

#include <errno.h>

// The target's layout but for what options change.
static DataLayout *own_layout(Cc *c)
{
    DataLayout *dl = arena_new(&c->s.mem, DataLayout);
    *dl = c->s.t->dl;
    if (c->char_sign)
        dl->char_signed = c->char_sign == 1;
    if (c->ms_bits == 1)
        dl->bits = BITS_MS;
    else if (c->ms_bits && dl->bits == BITS_MS)
        dl->bits = BITS_SYSV;
    return dl;
}

// What the options say to programs beside -D: __PIC__ and the like.
static void option_macros(Cc *c, COptions *o, bool assembly)
{
    static const char *const names[] = {"__PIC__", "__pic__", "__PIE__", "__pie__", "_REENTRANT",
                                        "__ASSEMBLER__"};
    const u8 value[] = {c->pic, c->pic, c->pie, c->pie, c->pthread, assembly};
    CDefine *def = arena_array(&c->s.mem, CDefine, c->define.n + COUNT(names));
    u32 n = 0;
    for (u32 k = 0; k < COUNT(names); k++)
        if (value[k])
            def[n++] = (CDefine){str_of(names[k]), value[k] == 1 ? STR("1") : STR("2"), false};
    for (u32 k = 0; k < c->define.n; k++)
        def[n++] = c->define.v[k];
    o->define = def;
    o->ndefine = n;
}

COptions cc_options(Cc *c, CDeps *deps, bool assembly)
{
    Session *s = &c->s;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    Strs after = cc_system_headers(c);
    COptions o = {
        .std = (CStd)c->std,
        .strict = c->strict,
        .gnu89_inline = c->inline_rule ? c->inline_rule == CC_INLINE_GNU : c->std == C_90,
        .amended = c->amended,
        .trigraphs = c->trigraphs,
        .undef = c->undef,
        .hosted_header = !c->freestanding && !c->nostdinc && cc_libc(c) != LIBC_NONE,
        .imacros = c->imacros.v,
        .nimacros = c->imacros.n,
        .include = c->include.v,
        .ninclude = c->include.n,
        .quote = c->quote.v,
        .nquote = c->quote.n,
        .inc = c->inc.v,
        .ninc = c->inc.n,
        .sysinc = c->sysinc.v,
        .nsysinc = c->sysinc.n,
        .after = after.v,
        .nafter = after.n,
        .builtin_header = c->nostdinc ? NULL : rt_header,
        .ctx = s,
        .hidden = c->hidden,
        .no_asm = c->no_asm,
        .unsigned_bits = c->unsigned_bits,
        .common = c->common,
        .freestanding = c->freestanding || cc_libc(c) == LIBC_NONE,
        .builtins = !c->freestanding && !c->no_builtin,
        .warn_all = c->wall,
        .warn_extra = c->wextra,
        .warn = c->warn.v,
        .nwarn = c->warn.n,
        .debug = s->debug,
        .opt = s->opt,
        .path_map = c->path_map.v,
        .npath_map = c->path_map.n,
        .line_markers = !c->no_markers,
        .only_macros = c->only_macros,
        .macros_too = c->macros_too,
        .names_too = c->names_too,
        .includes_too = c->includes_too,
        .assembly = assembly,
        .deps_mem = &s->mem,
        .deps = deps,
        .deps_missing = !c->deps.missing ? DEPS_FOUND : c->deps.user ? DEPS_QUOTED : DEPS_ANY,
        .source_date = epoch ? strtoll(epoch, NULL, 10) : -1,
    };
    option_macros(c, &o, assembly);
    session_c_target(s, &o);
    if (c->char_sign || c->ms_bits)
        o.dl = own_layout(c);
    return o;
}

// What debug information calls the source.
static Str unit_name(Cc *c, Str path)
{
    return path_mapped(&c->s.mem, c->path_map.v, c->path_map.n, PATH_DEBUG, path);
}

static bool wants_deps(const Cc *c) { return c->deps.only || c->deps.beside; }

static void step_time(const char *step, double seconds)
{
    fprintf(stderr, "%8.3f ms  %s\n", seconds * 1e3, step);
}

// The module of one source, with its dependency file; NULL with messages.
static Mod *compile(Cc *c, const CcInput *in)
{
    Str path = in->name;
    u32 file;
    CDeps deps = {0};
    COptions o = cc_options(c, wants_deps(c) ? &deps : NULL, false);
    o.preprocessed = in->preprocessed || c->preprocessed;
    if (session_read(&c->s, path, &file))
        return NULL;
    double lowering = 0, since = c->s.pass.time ? clock_now() : 0;
    if (c->s.pass.time)
        o.lowering = &lowering;
    Mod *m = c_compile(&c->s.mem, &c->s.src, &c->s.diags, file, &o);
    if (c->s.pass.time) {
        step_time("front: parse", clock_now() - since - lowering);
        step_time("front: lower", lowering);
    }
    if (m && wants_deps(c))
        cc_write_deps(c, &deps, path);
    if (m && c->mode != CC_CHECK)
        pipe_optimise(&c->s, m);
    return m;
}

const char *cc_output_path(Cc *c, Str in, const char *ending)
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
    bool printed = !path || !strcmp(path, "-");
    if (printed && b->n)
        fwrite(b->p, 1, b->n, stdout);
    else if (!printed && file_write(path, b->p, b->n, 0644))
        ddiag(&c->s, D_NO_WRITE, path, strerror(errno));
    buf_free(b);
}

static void preprocess(Cc *c, const CcInput *in)
{
    Str path = in->name;
    u32 file;
    Buf b = {0};
    CDeps deps = {0};
    COptions o = cc_options(c, wants_deps(c) ? &deps : NULL, in->kind == CC_IN_ASM_CPP);
    o.preprocessed = in->preprocessed || c->preprocessed;
    if (session_read(&c->s, path, &file) ||
        c_preprocess(&c->s.mem, &c->s.src, &c->s.diags, file, &o, &b)) {
        buf_free(&b);
        return;
    }
    if (wants_deps(c))
        cc_write_deps(c, &deps, path);
    if (c->deps.only)
        buf_free(&b);
    else
        write_out(c, c->out, &b);
}

// Assembly to an object; without -c, -S says nothing to a file that is assembly already.
static void assemble(Cc *c, const CcInput *in)
{
    Buf b = {0};
    if (c->mode != CC_CHECK && c->mode != CC_OBJECT)
        return;
    Obj *o = cc_assemble(c, in);
    if (c->s.diags.errors || c->mode == CC_CHECK)
        return;
    if (!pipe_object(&c->s, o, &b))
        write_out(c, cc_output_path(c, in->name, "o"), &b);
}

static void emit_one(Cc *c, const CcInput *in)
{
    Str path = in->name;
    if (c->mode == CC_IR)
        c->s.pass.shuffle = 0;  // what is printed is the same in every build
    Mod *m = compile(c, in);
    Buf b = {0};
    if (!m || c->mode == CC_CHECK)
        return;
    if (c->mode == CC_IR) {
        ir_print_mod(m, &b);
        write_out(c, c->out, &b);
        return;
    }
    Obj *o = pipe_codegen(&c->s, m, unit_name(c, path), 0x1d);
    if (c->s.diags.errors)
        return;
    double since = c->s.pass.time ? clock_now() : 0;
    if (c->mode == CC_ASM)
        cg_listing(c->s.t, o, &b);
    else
        pipe_object(&c->s, o, &b);
    if (c->s.pass.time)
        step_time("write", clock_now() - since);
    if (c->s.diags.errors)
        buf_free(&b);
    else
        write_out(c, cc_output_path(c, path, c->mode == CC_ASM ? "s" : "o"), &b);
}

// a.out by tradition; where executables need an ending, a.exe, a.elf, a.hex.
static const char *out_name(Cc *c)
{
    const char *a = image_name(&c->s, &c->image, STR("a"));
    return c->out ? c->out : !strcmp(a, "a") || c->ld.object ? "a.out" : a;
}

// The words for the linker from input i on; returns the number of the last one.
static u32 linker_options(Cc *c, u32 i)
{
    VEC(char *) word = {0};
    for (; i < c->input.n && c->input.v[i].kind == CC_IN_WORD; i++)
        vec_push(&c->s.mem, &word, (char *)(uintptr_t)str_z(&c->s.mem, c->input.v[i].name));
    for (int at = 0, used; at < (int)word.n; at += used) {
        int last = at;
        used = ld_option(&c->s, &c->ld, (int)word.n, word.v, at);
        if (!used && image_pe_option(&c->s, &c->image, (int)word.n, word.v, &last))
            used = last - at + 1;
        if (used <= 0) {
            ddiag(&c->s, D_BAD_OPTION, word.v[at]);
            break;
        }
    }
    return i - 1;
}

static void add_input(Cc *c, LdInputKind kind, Str name, const Obj *obj)
{
    vec_push(&c->s.mem, &c->ld.input, ((LdInput){kind, name, c->ld.how, obj}));
}

static void user_inputs(Cc *c)
{
    for (u32 i = 0; i < c->input.n; i++) {
        const CcInput *in = &c->input.v[i];
        if (in->kind == CC_IN_WORD)
            i = linker_options(c, i);
        else if (in->kind == CC_IN_LIB)
            add_input(c, LD_LIB, in->name, NULL);
        else if (in->kind == CC_IN_FILE)
            add_input(c, LD_PATH, in->name, NULL);
        else if (in->kind == CC_IN_ASM || in->kind == CC_IN_ASM_CPP)
            add_input(c, LD_OBJ, in->name, cc_assemble(c, in));
        else {
            Mod *m = compile(c, in);
            if (m)
                add_input(c, LD_OBJ, in->name,
                          pipe_codegen(&c->s, m, unit_name(c, in->name), 0x1d));
        }
    }
}

// Without the code that relocates an image at start, it is one at fixed addresses.
static bool relocates(const Cc *c)
{
    return c->form == LINK_AS_PIE || !(c->nostartfiles && c->nodefaultlibs);
}

static void link_all(Cc *c)
{
    LinkOpts lo;
    bool system = cc_libc(c) == LIBC_SYSTEM;
    if (c->ld.object)
        c->nostartfiles = c->nodefaultlibs = true;
    // what foreign objects keep alive by names of sections only, they mark
    c->ld.gc = !system && !c->ld.object;
    c->ld.shared = c->shared;
    c->ld.how.only_static = c->is_static;
    c->ld.dir.v = c->libdir.v;
    c->ld.dir.n = c->ld.dir.cap = c->libdir.n;
    c->image.fixed = c->form == LINK_NO_PIE || !relocates(c) ||
                     (system && c->is_static && c->form != LINK_AS_PIE);
    c->image.object = c->ld.object;
    cc_libc_before(c);
    user_inputs(c);
    cc_libc_after(c);
    if (c->verbose)
        cc_describe_link(c, out_name(c));
    c->image.strip |= c->ld.strip;
    c->image.strip_debug |= c->ld.strip_debug;
    if (c->ld.map)
        c->image.map = c->ld.map;
    if (c->ld.entry)
        c->image.entry = str_of(c->ld.entry);
    if (c->s.diags.errors || image_link_opts(&c->s, &c->image, out_name(c), &lo) ||
        ld_setup(&c->s, &c->ld, &lo))
        return;
    Link *l = link_new(&c->s.mem, &lo, &c->s.diags);
    ld_add_inputs(&c->s, &c->ld, l);
    if (!system && !(c->nostartfiles && c->nodefaultlibs))
        rt_link_archive(&c->s, l);
    if (c->shared && !c->nostartfiles && !lo.entry.n && platform_of(c->s.t)->attach)
        link_root(l, str_of(platform_of(c->s.t)->attach));
    if (!c->s.diags.errors)
        image_link(&c->s, l, &c->image, out_name(c));
}

// Interpret the program: all sources joined, then main(argc, argv).
static int interpret(Cc *c)
{
    Mod *all = NULL;
    Str err;
    for (u32 i = 0; i < c->input.n; i++) {
        Mod *m = compile(c, &c->input.v[i]);
        if (!m)
            return EXIT_FAIL;
        if (!all)
            all = m;
        else if (mod_link(all, m, &err)) {
            ddiag(&c->s, D_BAD_IR, str_z(&c->s.mem, c->input.v[i].name), str_z(&c->s.mem, err));
            return EXIT_FAIL;
        }
    }
    char **argv = arena_array(&c->s.mem, char *, c->arg.n + 2);
    argv[0] = (char *)str_z(&c->s.mem, c->input.v[0].name);
    for (u32 i = 0; i < c->arg.n; i++)
        argv[i + 1] = (char *)str_z(&c->s.mem, c->arg.v[i]);
    diags_print(&c->s.diags, stderr, c->s.style);
    return run_vm(&c->s, all, (int)c->arg.n + 1, argv);
}

// Inputs that are there only for the linker say nothing to a mode that does not link.
static void check_inputs(Cc *c)
{
    u32 sources = 0;
    for (u32 i = 0; i < c->input.n; i++) {
        const CcInput *in = &c->input.v[i];
        bool assembly = in->kind == CC_IN_ASM || in->kind == CC_IN_ASM_CPP;
        if (assembly && (c->mode == CC_IR || c->mode == CC_INTERP))
            ddiag(&c->s, D_NOT_SOURCE, str_z(&c->s.mem, in->name));
        else if (in->kind == CC_IN_C || assembly)
            sources++;
        else if (c->mode == CC_INTERP && in->kind != CC_IN_WORD)
            ddiag(&c->s, D_NOT_SOURCE, str_z(&c->s.mem, in->name));
    }
    bool one = c->mode != CC_LINK && c->mode != CC_INTERP;
    if (!c->s.diags.errors && (c->mode == CC_LINK ? !c->input.n : !sources))
        diag(&c->s.diags, &drv_diags[D_NO_INPUT], (Span){0, 0, 0});
    if (one && c->out && sources > 1)
        diag(&c->s.diags, &drv_diags[D_MANY_OUTPUTS], (Span){0, 0, 0});
    for (u32 i = 0; c->out && i < c->input.n; i++)
        if (c->input.v[i].kind != CC_IN_LIB && c->input.v[i].kind != CC_IN_WORD &&
            strcmp(c->out, "-") && str_eqz(c->input.v[i].name, c->out))
            ddiag(&c->s, D_SAME_FILE, c->out);
    if (one && c->deps.beside && c->deps.file && sources > 1)
        diag(&c->s.diags, &drv_diags[D_MANY_OUTPUTS], (Span){0, 0, 0});
}

static void translate(Cc *c)
{
    for (u32 i = 0; i < c->input.n; i++) {
        const CcInput *in = &c->input.v[i];
        bool assembly = in->kind == CC_IN_ASM || in->kind == CC_IN_ASM_CPP;
        if (in->kind != CC_IN_C && !assembly)
            continue;
        if (c->mode == CC_PREPROCESS)
            preprocess(c, in);
        else if (assembly)
            assemble(c, in);
        else
            emit_one(c, in);
    }
}

static int run(Cc *c)
{
    check_inputs(c);
    if (c->s.diags.errors || c->dry)
        return -1;
    if (c->mode == CC_INTERP)
        return interpret(c);
    if (c->mode == CC_LINK)
        link_all(c);
    else
        translate(c);
    return -1;
}

// -fPIC, not -fPIE: code of a shared library, where programs come first with their definitions.
static void apply_pic(Cc *c)
{
    bool shared = c->pic && !c->pie && platform_of(c->s.t)->shared;
    if (!shared && !c->tls_least)
        return;
    Target *t = arena_new(&c->s.mem, Target);
    *t = *c->s.t;
    if (shared)
        t->got_undef = t->replaced = true;
    t->tls_least = c->tls_least;
    c->s.t = t;
}

int cmd_cc(int argc, char **argv)
{
    Cc c = {0};
    session_init(&c.s, "cc");
    cc_parse(&c, argc, argv);
    if (!session_target(&c.s))
        image_check_format(&c.s, &c.image);
    apply_pic(&c);
    int code = -1;
    if (c.verbose || c.dry)
        cc_describe(&c);
    if (c.s.diags.errors)
        ;
    else if (c.query)
        code = cc_answer(&c);
    else if (c.input.n || !c.verbose)
        code = run(&c);
    if (code < 0 || c.s.diags.errors)
        code = session_end(&c.s);
    session_free(&c.s);
    return code;
}
