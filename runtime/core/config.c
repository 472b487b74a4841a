// config.c - config blocks at start: environment over file over default, with a hint for mistyped
// names
#include "runtime/rt_int.h"

static void key_put(RtBuf *b, const RtStr *name)
{
    const char *p = rt_chars(name);
    i8 lower = 0;
    i64 start = b->len;
    for (i64 i = 0; i < name->len; i++) {
        char c = p[i];
        if (c == '_' || c == '-') {
            if (b->len == start || rt_buf_chars(b)[b->len - 1] != '_')
                rt_buf_ch(b, '_');
            lower = 0;
            continue;
        }
        if (c >= 'A' && c <= 'Z' && lower)
            rt_buf_ch(b, '_');
        rt_buf_ch(b, c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
        lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}

static RtStr *env_key(const RtConfig *c, const RtStr *field)
{
    RtBuf b;
    rt_buf_init(&b);
    key_put(&b, c->name);
    rt_buf_ch(&b, '_');
    if (field)
        key_put(&b, field);
    return rt_buf_done(&b);
}

/* ---- the file: [section] and key = value lines, # comments ---- */

typedef struct File {
    const char *p;
    u64 n;
} File;

static RtRec *read_file(File *f)
{
    const char *path = rt_getenv("FUSE_CONFIG", 11);
    i64 fd = rt_os_open(path ? path : "config.toml", RT_OPEN_READ);
    RtBuf b;
    rt_buf_init(&b);
    i64 n = fd;
    char block[1024];
    f->p = NULL;
    f->n = 0;
    if (fd == RT_ENOENT)
        return NULL;
    if (fd >= 0) {
        while ((n = rt_os_read((i32)fd, block, sizeof block)) > 0)
            rt_buf_bytes(&b, block, n);
        rt_os_close((i32)fd);
    }
    if (n < 0) {
        rt_buf_free(&b);
        rt_buf_z(&b, "failed to read config file: ");
        rt_buf_z(&b, rt_os_error(n));
        rt_fail_buf(&b);
    }
    RtStr *s = rt_buf_done(&b);
    if (rt_utf8_valid(rt_chars(s), (u64)s->len) != (u64)s->len)
        rt_failz("failed to read config file: stream did not contain valid UTF-8");
    f->p = rt_chars(s);
    f->n = (u64)s->len;
    return NULL;
}

/* The line without its comment, trimmed. */
static u64 clean(const char **p, u64 n)
{
    i8 in_string = 0;
    for (u64 i = 0; i < n; i++) {
        char c = (*p)[i];
        if (c == '\\' && in_string)
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (c == '#' && !in_string)
            n = i;
    }
    return rt_trim(p, n);
}

static RtStr *unquote(const char *p, u64 n)
{
    RtBuf b;
    n = rt_trim(&p, n);
    if (n < 2 || p[0] != '"' || p[n - 1] != '"')
        return rt_str_new(p, (i64)n);
    rt_buf_init(&b);
    for (u64 i = 1; i < n - 1; i++) {
        char c = p[i];
        if (c == '\\') {
            if (++i == n - 1)
                break;
            c = p[i] == 'n' ? '\n' : p[i] == 'r' ? '\r' : p[i] == 't' ? '\t' : p[i];
        }
        rt_buf_ch(&b, c);
    }
    return rt_buf_done(&b);
}

static i8 same(const char *p, u64 n, const RtStr *s)
{
    return (u64)s->len == n && memcmp(rt_chars(s), p, n) == 0;
}

/* The value of key in section, as text; the last one when it is given twice; NULL when absent. */
static RtStr *file_value(const File *f, const RtStr *section, const RtStr *key)
{
    RtStr *found = NULL;
    i8 here = 0;
    for (u64 at = 0; at < f->n;) {
        u64 end = at;
        while (end < f->n && f->p[end] != '\n')
            end++;
        const char *p = f->p + at;
        u64 n = clean(&p, end - at);
        at = end + 1;
        if (n >= 2 && p[0] == '[' && p[n - 1] == ']') {
            while (n && p[0] == '[')
                p++, n--;
            while (n && p[n - 1] == ']')
                n--;
            n = rt_trim(&p, n);
            if (n)
                here = same(p, n, section);
            continue;
        }
        u64 eq = 0;
        while (eq < n && p[eq] != '=')
            eq++;
        if (!here || eq == n)
            continue;
        const char *k = p;
        u64 nk = rt_trim(&k, eq);
        if (nk && same(k, nk, key)) {
            if (found)
                rt_release(found);
            found = unquote(p + eq + 1, n - eq - 1);
        }
    }
    return found;
}

/* ---- hints ---- */

static i8 similar(const char *p, u64 n, const RtStr *key)
{
    u64 i = 0;
    i64 j = 0;
    for (;;) {
        while (i < n && p[i] == '_')
            i++;
        while (j < key->len && rt_chars(key)[j] == '_')
            j++;
        if (i == n || j == key->len)
            return i == n && j == key->len;
        char c = p[i] >= 'a' && p[i] <= 'z' ? (char)(p[i] - 32) : p[i];
        if (c != rt_chars(key)[j])
            return 0;
        i++;
        j++;
    }
}

static void hint(const RtConfig *c, const char *name, u64 n)
{
    RtBuf b;
    i64 hit = -1;
    for (i64 i = 0; i < c->nfield; i++) {
        RtStr *key = env_key(c, c->field[i].name);
        i8 exact = same(name, n, key);
        if (hit < 0 && similar(name, n, key))
            hit = i;
        rt_release(key);
        if (exact)
            return;
    }
    if (hit < 0)
        return;
    RtStr *key = env_key(c, c->field[hit].name);
    rt_buf_init(&b);
    rt_buf_z(&b, "config hint: env var ");
    rt_buf_bytes(&b, name, (i64)n);
    rt_buf_z(&b, " is ignored; did you mean ");
    rt_buf_str(&b, key);
    rt_buf_z(&b, " for ");
    rt_buf_str(&b, c->name);
    rt_buf_ch(&b, '.');
    rt_buf_str(&b, c->field[hit].name);
    rt_buf_ch(&b, '?');
    rt_err_buf(&b);
    rt_release(key);
}

static u64 name_len(const char *e)
{
    u64 n = 0;
    while (e[n] && e[n] != '=')
        n++;
    return n;
}

static int name_cmp(const char *a, const char *b)
{
    u64 n = name_len(a), m = name_len(b);
    int c = memcmp(a, b, n < m ? n : m);
    return c ? c : n < m ? -1 : n > m;
}

/* Variables with the config's prefix, in order of their names. */
static void hints(const RtConfig *c)
{
    RtStr *prefix = env_key(c, NULL);
    const char *last = NULL;
    for (;;) {
        const char *next = NULL;
        for (const char *const *e = rt.envp; e && *e; e++) {
            u64 n = name_len(*e);
            if (n < (u64)prefix->len || memcmp(*e, rt_chars(prefix), (u64)prefix->len))
                continue;
            if ((!last || name_cmp(*e, last) > 0) && (!next || name_cmp(*e, next) < 0))
                next = *e;
        }
        if (!next)
            break;
        hint(c, next, name_len(next));
        last = next;
    }
    rt_release(prefix);
}

/* ---- loading ---- */

static RtRec *load_text(const RtField *f, void *out, const char *p, u64 n, const RtPath *path)
{
    RtBuf why;
    rt_buf_init(&why);
    RtRec *err = rt_parse_text(f->type, out, p, n, path, &why);
    if (!err && why.len)
        return rt_verror(path, "invalid_value", &why);
    rt_buf_free(&why);
    return err;
}

static RtRec *load_field(const RtConfig *c, const RtField *f, const File *file)
{
    RtPath root = {NULL, rt_chars(c->name), c->name->len};
    RtPath path = {&root, rt_chars(f->name), f->name->len};
    void *out = c->data + f->off;
    RtStr *key = env_key(c, f->name), *text = NULL;
    const char *v = rt_getenv(rt_chars(key), (u64)key->len);
    RtRec *err = NULL;
    if (v && rt_utf8_valid(v, strlen(v)) == strlen(v))
        err = load_text(f, out, v, strlen(v), &path);
    else if ((text = file_value(file, c->name, f->name)) != NULL)
        err = load_text(f, out, rt_chars(text), (u64)text->len, &path);
    else if (f->flags & RT_FF_DEFAULT)
        err = f->init(out, c->data);
    else if (f->type->kind != RT_OPTION && f->type->kind != RT_DYN)
        err = rt_verrorz(&path, "missing_field", "missing field");
    rt_release(key);
    if (text)
        rt_release(text);
    return err ? err : rt_check_at(f->type, out, &path);
}

RtRec *rt_config_load(const RtProgram *prog)
{
    File file;
    RtRec *err = read_file(&file);
    for (u32 i = 0; i < prog->nconfig && !err; i++) {
        const RtConfig *c = &prog->config[i];
        hints(c);
        for (i64 k = 0; k < c->nfield && !err; k++)
            err = load_field(c, &c->field[k], &file);
    }
    return err;
}
