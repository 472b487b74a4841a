// lock.c - fuse.lock: what the dependencies of a package resolved to, and whether that has changed
//
// A TOML file: the version, and for each dependency, its own and theirs, in the order of their
// names, where it came from. Paths are relative to the package, so the file is the same wherever
// the package lies (docs/cli.md).
#include "driver/package.h"

#include <errno.h>

typedef struct Locked {
    Str name, source, path;
} Locked;
typedef VEC(Locked) Locks;

static int lock_error(Package *p, const char *code, const char *what, const char *about)
{
    cli_message(&p->s, code,
                "[%s] %s%s. Hint: delete fuse.lock and rerun 'fuse build' (or run 'fuse deps "
                "lock')", code, what, about);
    return EXIT_FAIL;
}

static const Locked *find(const Locks *v, Str name)
{
    for (u32 i = 0; i < v->n; i++)
        if (str_eq(v->v[i].name, name))
            return &v->v[i];
    return NULL;
}

static Str field(Package *p, const Map *m, Str name, const char *key)
{
    Str k = str_fmt(&p->s.mem, "dependencies.%.*s.%s", STR_ARG(name), key);
    return toml_get(m, str_z(&p->s.mem, k));
}

static int add_entry(Package *p, const Map *m, Str name, Locks *out)
{
    Locked e = {name, field(p, m, name, "source"), field(p, m, name, "path")};
    const char *z = str_z(&p->s.mem, name);
    if (!str_eqz(e.source, "path") && !str_eqz(e.source, "git"))
        return lock_error(p, "FUSE_LOCK_ENTRY_UNKNOWN_SOURCE",
                          str_z(&p->s.mem, str_fmt(&p->s.mem, "unknown lock source %.*s for ",
                                                   STR_ARG(e.source))), z);
    if (str_eqz(e.source, "path") && !e.path.n)
        return lock_error(p, "FUSE_LOCK_ENTRY_MISSING_PATH", "lock entry is missing its path: ",
                          z);
    vec_push(&p->s.mem, out, e);
    return 0;
}

// What the file says; *version is 0 where there is no file, or it says none.
static int read_lock(Package *p, const char *path, Locks *out, u32 *version)
{
    Str text;
    Map m;
    u32 line;
    const char *why;
    *version = 0;
    if (!file_exists(path))
        return 0;
    if (file_read(&p->s.mem, path, &text))
        return lock_error(p, "FUSE_LOCK_READ_FAILED", "failed to read ", path);
    if (toml_parse(&p->s.mem, text, &m, &line, &why)) {
        Str at = str_fmt(&p->s.mem, "%s:%u: %s", path, line, why);
        return lock_error(p, "FUSE_LOCK_PARSE_FAILED", "invalid lockfile ", str_z(&p->s.mem, at));
    }
    Str v = toml_get(&m, "version");
    *version = str_eqz(v, "1");
    if (v.n && !*version && !str_eqz(v, "0")) {
        Str what = str_fmt(&p->s.mem, "unsupported lockfile version %.*s (supported: 0, 1) in ",
                           STR_ARG(v));
        return lock_error(p, "FUSE_LOCK_UNSUPPORTED_VERSION", str_z(&p->s.mem, what), path);
    }
    for (u32 i = 0; i < m.n; i++) {
        Str key = m.ent[i].key;
        if (!str_starts(key, "dependencies."))
            continue;
        size_t end = key.n;
        while (end > 13 && key.p[end - 1] != '.')
            end--;
        Str name = {key.p + 13, end > 13 ? end - 14 : key.n - 13};
        if (!find(out, name) && add_entry(p, &m, name, out))
            return EXIT_FAIL;
    }
    return 0;
}

static int by_name(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    return str_cmp(((const Locked *)a)->name, ((const Locked *)b)->name);
}

static void resolved(Package *p, Locks *out)
{
    for (u32 i = 0; i < p->dep.n; i++)
        vec_push(&p->s.mem, out, ((Locked){p->dep.v[i].name, STR("path"), p->dep.v[i].root}));
    sort_stable(out->v, out->n, sizeof(Locked), by_name, NULL);
}

static bool same(const Locked *a, const Locked *b)
{
    return str_eq(a->source, b->source) && str_eq(a->path, b->path);
}

typedef enum { ADD, REMOVE, UPDATE } Drift;

static bool drifts(Drift d, const Locked *e, const Locked *other)
{
    return d == UPDATE ? other && !same(e, other) : !other;
}

// "add A, B; remove C; update D", or empty: names of `from` that are not as in `to`.
static void describe(Buf *b, Drift d, const Locks *from, const Locks *to)
{
    static const char *const verb[] = {"add", "remove", "update"};
    bool any = false;
    for (u32 i = 0; i < from->n; i++) {
        const Locked *e = &from->v[i];
        if (!drifts(d, e, find(to, e->name)))
            continue;
        if (!any)
            buf_fmt(b, "%s%s ", b->n ? "; " : "", verb[d]);
        buf_fmt(b, "%s%.*s", any ? ", " : "", STR_ARG(e->name));
        any = true;
    }
}

static void put_text(Buf *b, Str s)
{
    buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            buf_byte(b, '\\');
        buf_byte(b, (u8)s.p[i]);
    }
    buf_byte(b, '"');
}

static bool is_bare(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!memchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", s.p[i], 64))
            return false;
    return s.n > 0;
}

static int write_lock(Package *p, const char *path, const Locks *v)
{
    Buf b = {0};
    buf_fmt(&b, "version = 1\n");
    for (u32 i = 0; i < v->n; i++) {
        buf_fmt(&b, "\n[dependencies.");
        if (is_bare(v->v[i].name))
            buf_put(&b, v->v[i].name.p, v->v[i].name.n);
        else
            put_text(&b, v->v[i].name);
        buf_fmt(&b, "]\nsource = \"path\"\npath = ");
        put_text(&b, v->v[i].path);
        buf_byte(&b, '\n');
    }
    int bad = file_write(path, b.p, b.n, 0644);
    if (bad)
        cli_message(&p->s, "FUSE_LOCK_WRITE_FAILED", "[FUSE_LOCK_WRITE_FAILED] failed to write "
                    "%s: %s", path, strerror(errno));
    buf_free(&b);
    return bad ? EXIT_FAIL : 0;
}

int lock_settle(Package *p, LockMode mode)
{
    static const struct { const char *code, *hint; } drift[] = {
        [LOCK_CHECK] = {"FUSE_LOCK_OUT_OF_DATE", "run 'fuse deps lock' to refresh fuse.lock"},
        [LOCK_FROZEN] = {"FUSE_LOCK_FROZEN",
                         "run 'fuse deps lock' before retrying with --frozen"}};
    Str file = path_clean(&p->s.mem, path_join(&p->s.mem, p->dir, STR("fuse.lock")));
    const char *path = str_z(&p->s.mem, file);
    Locks old = {0}, now = {0};
    u32 version;
    if (!p->dep.n && !file_exists(path))
        return 0;
    if (read_lock(p, path, &old, &version))
        return EXIT_FAIL;
    resolved(p, &now);
    Buf b = {0};
    if (version != 1)
        buf_fmt(&b, "lockfile version %u -> 1", version);
    describe(&b, ADD, &now, &old);
    describe(&b, REMOVE, &old, &now);
    describe(&b, UPDATE, &now, &old);
    int code = 0;
    if (b.n && mode == LOCK_UPDATE)
        code = write_lock(p, path, &now);
    else if (b.n)
        cli_message(&p->s, drift[mode].code, "[%s] lockfile drift detected in %s: %.*s. Hint: %s",
                    drift[mode].code, path, (int)b.n, (const char *)b.p, drift[mode].hint);
    if (b.n && mode != LOCK_UPDATE)
        code = EXIT_FAIL;
    buf_free(&b);
    return code;
}
