// cli.c - program arguments become the parameters of main: --name value, --name=value, --flag,
// --no-flag
#include "runtime/rt_int.h"

enum { VALUE, SWITCH_ON, SWITCH_OFF };
typedef struct Arg {  // in order of the command line
    const char *name, *value;
    u64 n;
    i32 kind;
} Arg;

typedef struct Errors {
    RtBuf json;  // the fields so far, comma separated
} Errors;

static void add_error(Errors *e, const char *path, u64 n, const char *code, const char *msg,
                      u64 nmsg)
{
    if (e->json.len)
        rt_buf_ch(&e->json, ',');
    rt_json_field(&e->json, path, n, code, strlen(code), msg, nmsg);
}

static void add_errorz(Errors *e, const char *path, u64 n, const char *code, const char *msg)
{
    add_error(e, path, n, code, msg, strlen(msg));
}

static i32 print_errors(Errors *e)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, "{\"error\":{\"code\":\"validation_error\",\"fields\":[");
    rt_buf_bytes(&b, rt_buf_chars(&e->json), e->json.len);
    rt_buf_z(&b, "],\"message\":\"validation failed\"}}");
    rt_err_buf(&b);
    return 2;
}

static i8 dashes(const char *s)
{
    return s[0] == '-' && s[1] == '-';
}

/* Returns the number of arguments, or -1 after an error. */
static i64 split(const char *const *argv, i64 argc, Arg *out, Errors *e)
{
    i64 n = 0;
    for (i64 i = 0; i < argc; i++) {
        const char *s = argv[i];
        if (!dashes(s)) {
            RtBuf b;
            rt_buf_init(&b);
            rt_buf_z(&b, "unexpected argument: ");
            rt_buf_z(&b, s);
            add_error(e, "$", 1, "invalid_args", rt_buf_chars(&b), (u64)b.len);
            return -1;
        }
        Arg *a = &out[n++];
        a->name = s + 2;
        a->n = 0;
        while (a->name[a->n] && a->name[a->n] != '=')
            a->n++;
        a->value = NULL;
        a->kind = VALUE;
        if (a->name[a->n] == '=') {
            a->value = a->name + a->n + 1;
        } else if (s[2] == 'n' && s[3] == 'o' && s[4] == '-') {
            a->name += 3;
            a->n -= 3;
            a->kind = SWITCH_OFF;
        } else {
            while (a->n >= 2 && dashes(a->name))
                a->name += 2, a->n -= 2;
            if (i + 1 < argc && !dashes(argv[i + 1]))
                a->value = argv[++i];
            else
                a->kind = SWITCH_ON;
        }
    }
    return n;
}

static i8 names(const Arg *a, const RtStr *s)
{
    return (u64)s->len == a->n && memcmp(rt_chars(s), a->name, a->n) == 0;
}

static void unknown(const RtCli *cli, const Arg *arg, i64 n, i8 switches, Errors *e)
{
    for (i64 i = 0; i < n; i++) {
        i8 known = 0, seen = 0;
        if ((arg[i].kind != VALUE) != switches)
            continue;
        for (u32 k = 0; k < cli->nparam; k++)
            known |= names(&arg[i], cli->param[k].name);
        for (i64 k = 0; k < i; k++)
            seen |= (arg[k].kind != VALUE) == switches && arg[k].n == arg[i].n &&
                    memcmp(arg[k].name, arg[i].name, arg[i].n) == 0;
        if (!known && !seen)
            add_errorz(e, arg[i].name, arg[i].n, "unknown_flag", "unknown flag");
    }
}

static i8 is_bool(const RtType *t)
{
    return t->kind == RT_BOOL || (t->kind == RT_OPTION && is_bool(t->elem));
}

static void bind_text(const RtField *f, void *out, const char *text, Errors *e)
{
    static const RtPath root = {NULL, "$", 1};
    RtBuf why;
    rt_buf_init(&why);
    RtRec *err = rt_parse_text(f->type, out, text, strlen(text), &root, &why);
    if (err) {
        RtStr *s = rt_error_text(err);
        add_error(e, rt_chars(f->name), (u64)f->name->len, "invalid_value", rt_chars(s),
                  (u64)s->len);
        rt_release(s);
        rt_release(err);
    } else if (why.len) {
        add_error(e, rt_chars(f->name), (u64)f->name->len, "invalid_value", rt_buf_chars(&why),
                  (u64)why.len);
    }
    rt_buf_free(&why);
}

/* Returns 1 when the parameter got a value from the command line (or an error was noted). */
static i8 bind(const RtField *f, u8 *args, const Arg *arg, i64 n, Errors *e)
{
    const Arg *value = NULL, *flag = NULL;
    i64 values = 0;
    const char *name = rt_chars(f->name);
    u64 len = (u64)f->name->len;
    for (i64 i = 0; i < n; i++) {
        if (!names(&arg[i], f->name))
            continue;
        if (arg[i].kind == VALUE) {
            value = &arg[i];
            values++;
        } else {
            flag = &arg[i];
        }
    }
    if (flag) {
        if (is_bool(f->type))
            bind_text(f, args + f->off, flag->kind == SWITCH_ON ? "true" : "false", e);
        else
            add_errorz(e, name, len, "invalid_type", "expected Bool flag");
        return 1;
    }
    if (values > 1)
        add_errorz(e, name, len, "invalid_type", "multiple values not supported");
    else if (value)
        bind_text(f, args + f->off, value->value, e);
    else if (!(f->flags & RT_FF_DEFAULT) && f->type->kind != RT_OPTION)
        add_errorz(e, name, len, "missing_field", "missing flag");
    return values != 0;
}

i32 rt_cli_bind(const RtProgram *prog, i64 argc, const char *const *argv)
{
    const RtCli *cli = prog->cli;
    Errors e;
    rt_buf_init(&e.json);
    Arg *arg = rt_mem_alloc(rt_class((u64)(argc + 1) * sizeof *arg));
    i64 n = split(argv, argc, arg, &e);
    if (n < 0)
        return print_errors(&e);
    unknown(cli, arg, n, 0, &e);
    unknown(cli, arg, n, 1, &e);
    u8 *args = rt_mem_alloc(rt_class(cli->size + 16)),
       *bound = rt_mem_alloc(rt_class(cli->nparam + 1));
    memset(args, 0, cli->size);
    for (u32 i = 0; i < cli->nparam; i++)
        bound[i] = (u8)bind(&cli->param[i], args, arg, n, &e);
    if (e.json.len)
        return print_errors(&e);
    rt.cli_bound = 1;
    for (u32 i = 0; i < cli->nparam; i++) {
        const RtField *f = &cli->param[i];
        RtPath path = {NULL, rt_chars(f->name), f->name->len};
        RtRec *err = NULL;
        if (!bound[i] && f->flags & RT_FF_DEFAULT)
            err = f->init(args + f->off, args);
        if (!err)
            err = rt_check_at(f->type, args + f->off, &path);
        if (err) {  // bad input is not a crash: no envelope
            RtStr *s = rt_error_text(err);
            rt_err_line(rt_chars(s), (u64)s->len);
            return 2;
        }
    }
    RtRec *err = cli->call(args);
    if (err)
        rt_fail_error(err);
    return 0;
}

/* A main without parameters: whatever is on the command line is wrong. */
i32 rt_cli_plain(const RtProgram *prog, i64 argc, const char *const *argv)
{
    Errors e;
    rt_buf_init(&e.json);
    Arg *arg = rt_mem_alloc(rt_class((u64)(argc + 1) * sizeof *arg));
    i64 n = split(argv, argc, arg, &e);
    if (n >= 0) {
        unknown(prog->cli, arg, n, 0, &e);
        unknown(prog->cli, arg, n, 1, &e);
    }
    return print_errors(&e);
}
