// session.c - one run of the tool: common options, messages, step markers
#include "driver/driver.h"

#include <errno.h>

const DiagDef drv_diags[DRV_DIAG_COUNT] = {
#define DIAG(id, code, sev, text, help) [id] = {code, sev, text, help},
#include "driver/diag.def"
#undef DIAG
};

void session_init(Session *s, const char *command)
{
    memset(s, 0, sizeof *s);
    sources_init(&s->src, &s->mem);
    diags_init(&s->diags, &s->mem, &s->src);
    s->t = target_host();
    s->jobs = cpu_count();
    s->pass.limit = -1;
    s->pass.out = stdout;
    s->command = command;
#ifdef FUSE_CHECKS
    s->checks = true;
    s->pass.shuffle = 1;     // no pass may lean on the order of independent instructions
    passes_check();
#endif
}

void session_free(Session *s)
{
    arena_free(&s->mem);
}

int session_end(Session *s)
{
    diags_print(&s->diags, stderr, s->style);
    int code = s->diags.errors ? EXIT_FAIL : EXIT_OK;
    return code;
}

static int read_input(Arena *a, Str *out)
{
    Buf b = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, stdin)) > 0;)
        buf_put(&b, part, n);
    *out = buf_take(&b, a);
    return ferror(stdin) ? -1 : 0;
}

int session_read(Session *s, Str path, u32 *file)
{
    Str text;
    const char *z = str_z(&s->mem, path);
    bool in = str_eqz(path, "-");
    if (in)
        path = STR("<stdin>");
    if (in ? read_input(&s->mem, &text) : file_read(&s->mem, z, &text)) {
        ddiag(s, D_NO_FILE, z, strerror(errno));
        return -1;
    }
    *file = sources_add(&s->src, path, text);
    return 0;
}

// A later macro replaces an earlier one of the same name: the system's word is last.
static void add_macro(const char *name, const char *body, CDefine *out, u32 *n)
{
    Str whole = str_of(name);
    out[(*n)++] = (CDefine){{name, strcspn(name, "(")}, {0}, true};
    out[(*n)++] = (CDefine){whole, str_of(body), false};
}

void session_c_target(Session *s, COptions *o)
{
    const Target *t = s->t;
    CDefine *def = arena_array(&s->mem, CDefine, 256);
    u32 n = 0;
    for (const struct CDefinePair *p = t->isa->predef; p && p->name; p++)
        add_macro(p->name, p->body, def, &n);
    for (const struct CFeatMacro *p = t->isa->feat_macro; p && p->name; p++)
        if ((t->feat & p->with) == p->with && !(t->feat & p->without))
            add_macro(p->name, p->body, def, &n);
    for (const struct CDefinePair *p = t->predef; p && p->name; p++)
        add_macro(p->name, p->body, def, &n);
    if (s->size)
        add_macro("__OPTIMIZE_SIZE__", "1", def, &n);
    assert(n <= 256);
    o->dl = &t->dl;
    o->predef = def;
    o->npredef = n;
    o->asm_rules = t->isa->asm_rules;
    o->asm_lines = platform_of(t)->assembles;
    o->dllimport = t->dllimport;
    o->ifunc = t->ifunc;
    o->natural = t->attributes;
}

const char *option_value(int argc, char **argv, int *i, const char *name)
{
    size_t n = strlen(name);
    const char *a = argv[*i];
    if (strncmp(a, name, n))
        return NULL;
    if (a[n] == '=')
        return a + n + 1;
    if (a[n] || *i + 1 >= argc)
        return NULL;
    return argv[++*i];
}

static int set_color(Session *s, const char *v)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int k = 0; k < 3; k++)
        if (!strcmp(v, names[k])) {
            s->style.color = (Color)k;
            return 1;
        }
    ddiag(s, D_BAD_VALUE, "--color", v);
    return 0;
}

static void check_value(Session *s, bool ok, const char *option, const char *v)
{
    if (!ok)
        ddiag(s, D_BAD_VALUE, option, v);
}

static bool one_pass(const char *v)
{
    return *v && !strchr(v, ',') && passes_known(v);
}

// What else --print-after names: the steps of the code generator.
static bool code_step(const char *v)
{
    static const char *const names[] = {"all", "isel", "regalloc", "layout", "frame"};
    for (u32 k = 0; k < COUNT(names); k++)
        if (!strcmp(v, names[k]))
            return true;
    return false;
}

// An option with a value: sets it and tells how many arguments it took.
static int valued_option(Session *s, int argc, char **argv, int i)
{
    int at = i;
    const char *v;
    bool ok = true;
    if ((v = option_value(argc, argv, &at, "--color")))
        ok = set_color(s, v);
    else if ((v = option_value(argc, argv, &at, "--diagnostics"))) {
        s->style.json = !strcmp(v, "json");
        if (!s->style.json && strcmp(v, "text")) {
            ddiag(s, D_BAD_VALUE, "--diagnostics", v);
            ok = false;
        }
    } else if ((v = option_value(argc, argv, &at, "--target")))
        s->target_name = v;
    else if ((v = option_value(argc, argv, &at, "--cpu")))
        s->cpu = v;
    else if ((v = option_value(argc, argv, &at, "--board")))
        s->board_name = v;
    else if ((v = option_value(argc, argv, &at, "--memory")))
        s->memory = v;
    else if ((v = option_value(argc, argv, &at, "--print-after"))) {
        s->pass.print_after = s->print_after = v;
        check_value(s, one_pass(v) || code_step(v), "--print-after", v);
    } else if ((v = option_value(argc, argv, &at, "--stop-after"))) {
        s->pass.stop_after = v;
        check_value(s, one_pass(v), "--stop-after", v);
    } else if ((v = option_value(argc, argv, &at, "--passes"))) {
        s->pass.passes = v;
        check_value(s, passes_known(v), "--passes", v);
    } else if ((v = option_value(argc, argv, &at, "--pass-limit"))) {
        s->pass.limit = strtoll(v, NULL, 10);
        check_value(s, *v && !v[strspn(v, "0123456789")], "--pass-limit", v);
    } else if ((v = option_value(argc, argv, &at, "--shuffle")))
        s->pass.shuffle = (u32)strtoul(v, NULL, 10);
    else
        return 0;
    return ok ? at - i + 1 : -1;
}

int session_option(Session *s, int argc, char **argv, int i)
{
    const char *a = argv[i];
    if (a[0] != '-')
        return 0;
    if (a[1] == 'O' && (!a[2] || (a[2] >= '0' && a[2] <= '3' && !a[3]) || !strcmp(a + 2, "s"))) {
        s->size = a[2] == 's';
        s->opt = !a[2] ? 1 : s->size ? 2 : MIN(a[2] - '0', 2);
        return 1;
    }
    if (!strcmp(a, "-g")) {
        s->debug = true;
        return 1;
    }
    if (!strncmp(a, "-j", 2) && a[2] >= '0' && a[2] <= '9') {
        s->jobs = MAX(1, atoi(a + 2));
        return 1;
    }
    if (!strcmp(a, "--checks")) {
        s->checks = true;
        return 1;
    }
    if (!strcmp(a, "--time-passes")) {
        s->pass.time = true;
        return 1;
    }
    return valued_option(s, argc, argv, i);
}

// The value of an option that may stand anywhere before "--"; NULL when it is not there.
static const char *early_value(int argc, char **argv, const char *name)
{
    size_t n = strlen(name);
    for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
        if (!strncmp(argv[i], name, n)) {
            if (argv[i][n] == '=')
                return argv[i] + n + 1;
            if (!argv[i][n])
                return i + 1 < argc ? argv[i + 1] : "";
        }
    return NULL;
}

int session_style(Session *s, int argc, char **argv)
{
    static const char *const colors[] = {"auto", "always", "never"};
    const char *format = early_value(argc, argv, "--diagnostics");
    const char *color = early_value(argc, argv, "--color");
    bool known = !color;
    s->style.json = format && !strcmp(format, "json");
    for (int k = 0; color && k < 3; k++)
        if (!strcmp(color, colors[k])) {
            s->style.color = (Color)k;
            known = true;
        }
    if (format && !format[0])
        cli_message(s, "wrapper_option", "--diagnostics expects json|text");
    else if (color && !color[0])
        cli_message(s, "wrapper_option", "--color expects auto, always, or never");
    else if (format && !s->style.json && strcmp(format, "text"))
        cli_message(s, "wrapper_option", "invalid --diagnostics value: %s (expected json|text)",
                    format);
    else if (!known)
        cli_message(s, "wrapper_option", "invalid --color value: %s (expected auto|always|never)",
                    color);
    else
        return 0;
    return EXIT_FAIL;
}

const char *near_text(Session *s, Str best)
{
    return !best.n ? ""
           : str_z(&s->mem, str_fmt(&s->mem, " (did you mean `%.*s`?)", STR_ARG(best)));
}

const char *suggestion(Session *s, const char *given, const char *const *name, u32 n)
{
    Near k = near_new(str_of(given), strlen(given) < 6 ? 1 : 2);
    for (u32 i = 0; i < n; i++)
        near_try(&k, str_of(name[i]));
    return near_text(s, k.best);
}

void step_mark(const Session *s, const char *what)
{
    if (!s->style.json && color_wanted(s->style.color, stderr))
        fprintf(stderr, "\033[1;36m[%s]\033[0m %s\n", s->command, what);
    else if (s->style.json)
        fprintf(stderr, "{\"kind\":\"command_step\",\"command\":\"%s\",\"message\":\"%s\"}\n",
                s->command, what);
    else
        fprintf(stderr, "[%s] %s\n", s->command, what);
}

void cli_message(const Session *s, const char *code, const char *fmt, ...)
{
    Buf b = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vfmt(&b, fmt, ap);
    va_end(ap);
    if (s->style.json) {
        Buf q = {0};
        json_quote(&q, (Str){(char *)b.p, b.n});
        fprintf(stderr,
                "{\"kind\":\"cli_message\",\"level\":\"error\",\"code\":\"%s\",\"message\":%.*s}\n",
                code, (int)q.n, (char *)q.p);
        buf_free(&q);
    } else {
        bool color = color_wanted(s->style.color, stderr);
        fprintf(stderr, "%serror:%s %.*s\n", color ? "\033[1;31m" : "", color ? "\033[0m" : "",
                (int)b.n, (char *)b.p);
    }
    buf_free(&b);
}
