// package.c - arguments, manifest, dependencies and the checked program of check, run, test and
// build
#include "driver/package.h"
#include "runtime/include/rt_abi.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONTRACT_VERSION "aot-v1"

typedef struct ValueArg {
    const char *name, *what;
    size_t at;               // offset of a const char * in Package
    u32 allow;               // commands that take it; 0 all
    const char *refusal;
} ValueArg;

static const ValueArg value_args[] = {
    {"--manifest-path", "a path", offsetof(Package, manifest_path), 0, NULL},
    {"--file", "a path", offsetof(Package, file), 0, NULL},
    {"--app", "a name", offsetof(Package, app), 0, NULL},
    {"--backend", "a name", offsetof(Package, backend_name), 0, NULL},
    {"--filter", "a pattern", offsetof(Package, filter), ARG_TEST,
     "--filter is only supported for fuse test"},
    {"-o", "a path", offsetof(Package, out), ARG_BUILD, "-o is only supported for fuse build"},
    {"--map", "a path", offsetof(Package, image.map), ARG_BUILD,
     "--map is only supported for fuse build"},
    {"--emit", "ir, asm or obj", offsetof(Package, emit), ARG_BUILD,
     "--emit is only supported for fuse build"},
    {"--format", "elf, bin, hex or uf2", offsetof(Package, image.format), ARG_BUILD,
     "--format is only supported for fuse build"},
    {"--report", "a path", offsetof(Package, image.report), ARG_BUILD,
     "--report is only supported for fuse build"},
};

typedef struct FlagArg {
    const char *name;
    size_t at;               // offset of a bool in Package
    u32 allow;
    const char *refusal;
} FlagArg;

static const FlagArg flag_args[] = {
    {"--strict-architecture", offsetof(Package, strict), 0, NULL},
    {"--frozen", offsetof(Package, frozen), 0, NULL},
    {"--check", offsetof(Package, check_lock), ARG_DEPS,
     "--check is only supported for fuse deps lock"},
    {"--size", offsetof(Package, image.size), ARG_BUILD, "--size is only supported for fuse build"},
    {"--clean", offsetof(Package, clean), ARG_BUILD, "--clean is only supported for fuse build"},
    {"--aot", offsetof(Package, aot), ARG_BUILD, "--aot is only supported for fuse build"},
    {"--release", offsetof(Package, release), ARG_BUILD,
     "--release is only supported for fuse build"},
    {"--release-with-symbols", offsetof(Package, symbols), ARG_BUILD,
     "--release-with-symbols is only supported for fuse build"},
};

static int refuse(Package *p, const char *fmt, const char *what, const char *more)
{
    cli_message(&p->s, "wrapper_option", fmt, what, more);
    return EXIT_FAIL;
}

static int flag_arg(Package *p, u32 allow, const char *a)
{
    for (u32 k = 0; k < COUNT(flag_args); k++) {
        const FlagArg *f = &flag_args[k];
        if (strcmp(a, f->name))
            continue;
        if (f->allow && !(f->allow & allow))
            return refuse(p, "%s%s", f->refusal, "");
        *(bool *)((char *)p + f->at) = true;
        return 0;
    }
    return -1;
}

static int value_arg(Package *p, u32 allow, int argc, char **argv, int *i)
{
    for (u32 k = 0; k < COUNT(value_args); k++) {
        const ValueArg *v = &value_args[k];
        size_t n = strlen(v->name);
        const char *a = argv[*i];
        if (strncmp(a, v->name, n) || (a[n] && a[n] != '='))
            continue;
        if (v->allow && !(v->allow & allow))
            return refuse(p, "%s%s", v->refusal, "");
        const char *x = option_value(argc, argv, i, v->name);
        if (!x)
            return refuse(p, "%s expects %s", v->name, v->what);
        *(const char **)((char *)p + v->at) = x;
        return 0;
    }
    return -1;
}

// What the options that every subcommand has would say of a missing value.
static const char *common_value(const char *a)
{
    static const char *const names[][2] = {
        {"--target", "a target"}, {"--cpu", "a processor"}, {"--board", "a board"},
        {"--memory", "a linker map file"}, {"--print-after", "a pass"}, {"--stop-after", "a pass"},
        {"--pass-limit", "a number"}};
    for (u32 k = 0; k < COUNT(names); k++)
        if (!strcmp(a, names[k][0]))
            return names[k][1];
    return NULL;
}

static int unknown_option(Package *p, u32 allow, const char *a)
{
    const char *name[COUNT(value_args) + COUNT(flag_args)];
    u32 n = 0;
    for (u32 k = 0; k < COUNT(value_args); k++)
        if (!value_args[k].allow || value_args[k].allow & allow)
            name[n++] = value_args[k].name;
    for (u32 k = 0; k < COUNT(flag_args); k++)
        if (!flag_args[k].allow || flag_args[k].allow & allow)
            name[n++] = flag_args[k].name;
    if (common_value(a))
        return refuse(p, "%s expects %s", a, common_value(a));
    return refuse(p, "unknown option: %s%s", a, suggestion(&p->s, a, name, n));
}

// One argument that is no option: the folder of a package, or the entry file.
static int plain_arg(Package *p, const char *a)
{
    if (p->file)
        return refuse(p, "unexpected argument: %s%s", a, " (program arguments go after --)");
    if (!p->manifest_path && file_is_dir(a))
        p->manifest_path = a;
    else
        p->file = a;
    return 0;
}

static int parse_args(Package *p, u32 allow, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--")) {
            if (!(allow & ARG_RUN))
                return refuse(p, "%s%s", "unexpected --", "");
            while (++i < argc)
                vec_push(&p->s.mem, &p->arg, argv[i]);
            break;
        }
        int used = session_option(&p->s, argc, argv, i);
        if (used < 0)
            return session_end(&p->s);
        if (used) {
            i += used - 1;
            continue;
        }
        int code = flag_arg(p, allow, argv[i]);
        if (code < 0)
            code = value_arg(p, allow, argc, argv, &i);
        if (code < 0)
            code = argv[i][0] == '-' ? unknown_option(p, allow, argv[i]) : plain_arg(p, argv[i]);
        if (code)
            return code;
    }
    return 0;
}

static int read_manifest(Package *p, const char *path, Map *out)
{
    Str text;
    u32 line;
    const char *why;
    if (file_read(&p->s.mem, path, &text)) {
        cli_message(&p->s, "wrapper_manifest_missing", "missing manifest: %s: %s", path,
                    strerror(errno));
        return EXIT_FAIL;
    }
    if (toml_parse(&p->s.mem, text, out, &line, &why)) {
        cli_message(&p->s, "wrapper_manifest_invalid", "invalid manifest: %s:%u: %s", path, line,
                    why);
        return EXIT_FAIL;
    }
    return 0;
}

// The nearest fuse.toml in the working directory or above it, as a relative path: "..", "../..".
// Returns how many folders above it is, or -1.
static int nearest_manifest(Package *p, Str *dir)
{
    Str d = STR(".");
    for (int up = 0; up < 64; up++) {
        if (file_exists(str_z(&p->s.mem, path_join(&p->s.mem, d, STR("fuse.toml"))))) {
            *dir = d;
            return up;
        }
        d = up ? str_fmt(&p->s.mem, "%.*s/..", STR_ARG(d)) : STR("..");
    }
    return -1;
}

// A file named in the working directory, as seen from the package's folder that is `up` above;
// empty when it lies outside.
static Str file_in_package(Package *p, int up)
{
    char cwd[4096];
    Str file = str_of(p->file);
    if (path_rooted(file) || !getcwd(cwd, sizeof cwd))
        return (Str){0};
    size_t at = strlen(cwd);
    for (; up > 0 && at > 0; up--)
        while (at > 0 && cwd[--at] != '/')
            ;
    Str below = cwd[at] == '/' ? str_dup(&p->s.mem, str_of(cwd + at + 1)) : STR(".");
    Str path = path_clean(&p->s.mem, path_join(&p->s.mem, below, file));
    return str_starts(path, "../") ? (Str){0} : path;
}

static int find_manifest(Package *p)
{
    Str path;
    if (p->manifest_path && !file_is_dir(p->manifest_path)) {
        path = str_of(p->manifest_path);
        p->dir = path_dir(path);
    } else if (p->manifest_path) {
        p->dir = str_of(p->manifest_path);
        path = path_join(&p->s.mem, p->dir, STR("fuse.toml"));
    } else {
        int up = nearest_manifest(p, &p->dir);
        Str file = up >= 0 && p->file ? file_in_package(p, up) : (Str){0};
        if (up < 0 || (p->file && !file.n))
            return 0;        // a file outside of any package stands for itself
        if (p->file)
            p->file = str_z(&p->s.mem, file);
        path = path_join(&p->s.mem, p->dir, STR("fuse.toml"));
    }
    p->has_manifest = true;
    return read_manifest(p, str_z(&p->s.mem, path), &p->manifest);
}

static int check_dep(Package *p, const FuseDep *d, Str rel)
{
    const char *path = str_z(&p->s.mem,
                             path_clean(&p->s.mem, path_join(&p->s.mem, p->dir, d->root)));
    if (!rel.n)
        cli_message(&p->s, "FUSE_DEP_PATH_EMPTY",
                    "[FUSE_DEP_PATH_EMPTY] dependency %.*s path cannot be empty", STR_ARG(d->name));
    else if (!file_is_dir(path))
        cli_message(&p->s, "FUSE_DEP_PATH_NOT_FOUND",
                    "[FUSE_DEP_PATH_NOT_FOUND] dependency %.*s path does not exist: %s",
                    STR_ARG(d->name), path);
    else
        return 0;
    return EXIT_FAIL;
}

// A dependency must have a path: this version fetches nothing.
static int dep_without_path(Package *p, const Map *m, Str name)
{
    if (map_getp(m, str_fmt(&p->s.mem, "dependencies.%.*s.path", STR_ARG(name))))
        return 0;
    if (map_getp(m, str_fmt(&p->s.mem, "dependencies.%.*s.git", STR_ARG(name))))
        cli_message(&p->s, "wrapper_dependency_git",
                    "dependency %.*s: git sources are not supported yet; give a path",
                    STR_ARG(name));
    else
        cli_message(&p->s, "FUSE_DEP_SOURCE_REQUIRED",
                    "[FUSE_DEP_SOURCE_REQUIRED] dependency %.*s must specify either path or git",
                    STR_ARG(name));
    return EXIT_FAIL;
}

// Manifests that were written on Windows name folders its way.
static Str slashes(Package *p, Str path)
{
    char *q = arena_dup(&p->s.mem, path.p, path.n);
    for (size_t i = 0; i < path.n; i++)
        q[i] = q[i] == '\\' ? '/' : q[i];
    return (Str){q, path.n};
}

// NAME = "text": the text must look like a path, so that a version is not taken for a folder.
static bool not_a_path(Package *p, Str name, Str text)
{
    if (!text.n || text.p[0] == '.' || memchr(text.p, '/', text.n))
        return false;
    cli_message(&p->s, "FUSE_DEP_INVALID_SOURCE",
                "[FUSE_DEP_INVALID_SOURCE] dependency %.*s has invalid source \"%.*s\"; use a "
                "path: \"./%.*s\"", STR_ARG(name), STR_ARG(text), STR_ARG(text));
    return true;
}

// The dependencies on the way from the package to a manifest.
typedef struct DepChain {
    const struct DepChain *up;
    const FuseDep *dep;
} DepChain;

static bool same_folder(Package *p, Str a, Str b)
{
    struct stat x, y;
    return str_eq(a, b) || (!stat(str_z(&p->s.mem, path_join(&p->s.mem, p->dir, a)), &x) &&
                            !stat(str_z(&p->s.mem, path_join(&p->s.mem, p->dir, b)), &y) &&
                            x.st_dev == y.st_dev && x.st_ino == y.st_ino);
}

// A dependency that is in the chain to itself: the whole way is named.
static bool dep_cycle(Package *p, const DepChain *chain, const FuseDep *d)
{
    bool found = false;
    Str path = d->name;
    for (const DepChain *c = chain; c; c = c->up) {
        found |= same_folder(p, c->dep->root, d->root);
        path = str_fmt(&p->s.mem, "%.*s \xe2\x86\x92 %.*s", STR_ARG(c->dep->name), STR_ARG(path));
    }
    if (found)
        cli_message(&p->s, "FUSE_DEP_CYCLE",
                    "[FUSE_DEP_CYCLE] circular package dependency: %.*s", STR_ARG(path));
    return found;
}

// Dependencies of one manifest; a name that is known already keeps its meaning (the consumer's
// wins). Every cycle is reported.
static int add_deps(Package *p, const Map *m, Str base, const DepChain *chain)
{
    u32 from = p->dep.n;
    int bad = 0;
    for (u32 i = 0; i < m->n; i++) {
        Str key = m->ent[i].key;
        if (!str_starts(key, "dependencies."))
            continue;
        Str name = {key.p + 13, key.n - 13};
        const char *dot = memchr(name.p, '.', name.n);
        bool other = dot && !str_eqz((Str){dot + 1, (size_t)(name.p + name.n - dot - 1)}, "path");
        if (other && dep_without_path(p, m, (Str){name.p, (size_t)(dot - name.p)}))
            return EXIT_FAIL;
        if (other)
            continue;
        name.n = dot ? (size_t)(dot - name.p) : name.n;
        bool known = false;
        for (u32 k = 0; k < p->dep.n; k++)
            known |= str_eq(p->dep.v[k].name, name);
        Str rel = slashes(p, *(Str *)(uintptr_t)m->ent[i].val);
        FuseDep d = {name, path_clean(&p->s.mem, path_join(&p->s.mem, base, rel))};
        if (!dot && not_a_path(p, name, rel))
            return EXIT_FAIL;
        if (!known && check_dep(p, &d, rel))
            return EXIT_FAIL;
        if (dep_cycle(p, chain, &d))
            bad = EXIT_FAIL;
        else if (!known)
            vec_push(&p->s.mem, &p->dep, d);
    }
    u32 to = p->dep.n;
    for (u32 k = from; k < to; k++) {
        Map sub;
        FuseDep dep = p->dep.v[k];
        DepChain next = {chain, &dep};
        Str at = path_join(&p->s.mem, path_join(&p->s.mem, p->dir, dep.root), STR("fuse.toml"));
        const char *z = str_z(&p->s.mem, at);
        if (!file_exists(z))
            continue;
        int code = read_manifest(p, z, &sub);
        if (!code)
            code = add_deps(p, &sub, dep.root, &next);
        bad = code ? code : bad;
    }
    return bad;
}

static int find_entry(Package *p)
{
    if (p->file) {
        Str file = str_of(p->file);
        if (!p->has_manifest || path_rooted(file)) {
            p->dir = p->has_manifest ? p->dir : path_dir(file);
            p->entry = p->has_manifest ? file : path_base(file);
        } else {
            p->entry = file;
        }
        return 0;
    }
    if (p->has_manifest) {
        p->entry = toml_get(&p->manifest, "package.entry");
        if (!p->entry.n)
            p->entry = toml_get(&p->manifest, "package.main");
        if (!p->app && toml_get(&p->manifest, "package.app").n)
            p->app = str_z(&p->s.mem, toml_get(&p->manifest, "package.app"));
    }
    if (p->entry.n)
        return 0;
    cli_message(&p->s, "wrapper_manifest_required",
                "missing entry: pass a file path or set package.entry in fuse.toml");
    return EXIT_FAIL;
}

static int find_backend(Package *p)
{
    Str name = p->backend_name ? str_of(p->backend_name)
               : p->has_manifest ? toml_get(&p->manifest, "package.backend") : (Str){0};
    if (!name.n || str_eqz(name, "native"))
        p->backend = BACKEND_NATIVE;
    else if (str_eqz(name, "vm") || str_eqz(name, "ast")) // the reference calls its interpreter ast
        p->backend = BACKEND_VM;
    else {
        static const char *const names[] = {"native", "vm", "ast"};
        const char *z = str_z(&p->s.mem, name);
        cli_message(&p->s, "wrapper_unknown_backend", "unknown backend: %s%s", z,
                    suggestion(&p->s, z, names, 3));
        return EXIT_FAIL;
    }
    return 0;
}

int package_open(Package *p, const char *command, u32 allow, int argc, char **argv)
{
    memset(p, 0, sizeof *p);
    session_init(&p->s, command);
    p->s.opt = 1;
    p->dir = STR(".");
    int code = session_style(&p->s, argc, argv);
    if (!code)
        code = parse_args(p, allow, argc, argv);
    if (!code && (session_target(&p->s) || image_check_format(&p->s, &p->image)))
        code = session_end(&p->s);
    if (!code)
        code = find_manifest(p);
    if (!code && !(allow & ARG_DEPS))
        code = find_entry(p);
    if (!code && p->has_manifest)
        code = add_deps(p, &p->manifest, STR("."), NULL);
    if (!code && p->has_manifest)
        code = lock_settle(p, p->check_lock ? LOCK_CHECK : p->frozen ? LOCK_FROZEN : LOCK_UPDATE);
    if (!code)
        code = find_backend(p);
    if (code)
        session_free(&p->s);
    return code;
}

static int load_file(void *ctx, Str path, Str *text)
{
    Package *p = ctx;
    const char *z = str_z(&p->s.mem,
                          path_rooted(path) ? path : path_join(&p->s.mem, p->dir, path));
    if (!file_read(&p->s.mem, z, text))
        return FUSE_LOAD_OK;
    return errno == ENOENT || errno == ENOTDIR ? FUSE_LOAD_MISSING : FUSE_LOAD_UNREADABLE;
}

// Inside the compiler a file is named relative to the package root, so that no path of this machine
// can reach the output; the user sees the path that he can open from where he stands.
static void show_paths(Package *p)
{
    for (u32 i = 1; i < p->s.src.file.n; i++) {
        Str *path = &p->s.src.file.v[i].path;
        if (path->n && !path_rooted(*path) && !str_eqz(p->dir, "."))
            *path = path_clean(&p->s.mem, path_join(&p->s.mem, p->dir, *path));
    }
}

int package_check(Package *p)
{
    FuseOpts o = {
        .load = load_file,
        .ctx = p,
        .root = STR("."),
        .dep = p->dep.v,
        .ndep = p->dep.n,
        .strict = p->strict,
    };
    const char *entry = path_rooted(p->entry)
                            ? str_z(&p->s.mem, p->entry)
                            : str_z(&p->s.mem, path_join(&p->s.mem, p->dir, p->entry));
    if (!file_exists(entry)) {
        cli_message(&p->s, "wrapper_file_read", "failed to read %s: %s",
                    str_z(&p->s.mem, path_clean(&p->s.mem, str_of(entry))), strerror(ENOENT));
        return -1;
    }
    p->prog = fuse_load(&p->s.mem, &p->s.src, &p->s.diags, &o, path_clean(&p->s.mem, p->entry));
    return p->s.diags.errors ? -1 : 0;
}

Str package_info(Package *p, const char *mode, const char *profile)
{
    return str_fmt(
        &p->s.mem,
        "mode=%s profile=%s target=%s rustc=none cli=%s runtime_cache=1 contract=" CONTRACT_VERSION,
        mode, profile, p->s.t->name, FUSE_VERSION);
}

Mod *package_lower(Package *p, u8 mode, Str info)
{
    FuseLowerOpts o = {
        .dl = &p->s.t->dl,
        .pkg = path_base(p->entry),
        .app = p->app ? str_of(p->app) : (Str){0},
        .tests = mode == RT_MODE_TEST,
        .debug = true,
        .build_info = info,
        .mode = mode,
        .json = p->s.style.json,
        .lacks = platform_of(p->s.t)->lacks,
        .target = p->s.t->name,
        .filter = p->filter ? str_of(p->filter) : (Str){0},
    };
    Mod *m = fuse_lower(&p->s.mem, p->prog, &p->s.diags, &o);
    if (m) {
        if (p->s.opt >= 2)
            pipe_join_runtime(&p->s, m);
        pipe_optimise(&p->s, m);
        pipe_leave_runtime(m);
    }
    return p->s.diags.errors ? NULL : m;
}

void package_stage(const Package *p, int n, const char *what)
{
    char text[80];
    if (!p->aot)
        return;
    snprintf(text, sizeof text, "aot [%d/6] %s", n, what);
    step_mark(&p->s, text);
}

// What an image says of itself, where its system asks: version and names from [package], the
// manifest and the subsystem from [windows].
static int resources(Package *p, const char *path)
{
    PeOpts *o = &p->image.pe;
    const struct { const char *key; Str *to; } text[] = {
        {"package.version", &o->version}, {"package.name", &o->product},
        {"package.description", &o->description}, {"package.company", &o->company},
        {"package.copyright", &o->copyright}};
    if (!p->has_manifest || !platform_of(p->s.t)->resources)
        return 0;
    for (u32 k = 0; k < COUNT(text); k++) {
        *text[k].to = toml_get(&p->manifest, text[k].key);
        if (text[k].to->n > RESOURCE_TEXT)
            ddiag(&p->s, D_LONG_TEXT, text[k].key, RESOURCE_TEXT);
    }
    o->file_name = path_base(str_of(path));
    Str file = toml_get(&p->manifest, "windows.manifest");
    Str subsystem = toml_get(&p->manifest, "windows.subsystem");
    const char *at = str_z(&p->s.mem, path_join(&p->s.mem, p->dir, file));
    if (file.n && file_read(&p->s.mem, at, &o->manifest))
        ddiag(&p->s, D_NO_FILE, at, strerror(errno));
    if (str_eqz(subsystem, "gui"))
        o->subsystem = PE_GUI;
    else if (subsystem.n && !str_eqz(subsystem, "console"))
        ddiag(&p->s, D_BAD_VALUE, "windows.subsystem", str_z(&p->s.mem, subsystem));
    return p->s.diags.errors ? -1 : 0;
}

int package_image(Package *p, Mod *m, const char *path)
{
    Session *s = &p->s;
    LinkOpts lo;
    if (resources(p, path))
        return EXIT_FAIL;
    package_stage(p, 3, "generate code");
    Obj *o = pipe_codegen(s, m, p->entry, DW_LANG_FUSE);
    if (s->diags.errors)
        return EXIT_FAIL;
    package_stage(p, 4, "unpack runtime");
    if (image_link_opts(s, &p->image, path, &lo))
        return EXIT_FAIL;
    Link *l = link_new(&s->mem, &lo, &s->diags);
    link_add_obj(l, o);
    if (rt_link_archive(s, l))
        return EXIT_FAIL;
    package_stage(p, 5, "link");
    if (file_mkdirs(str_z(&s->mem, path_dir(str_of(path))))) {
        ddiag(s, D_NO_WRITE, path, strerror(errno));
        return EXIT_FAIL;
    }
    package_stage(p, 6, "write executable");
    return image_link(s, l, &p->image, path) ? EXIT_FAIL : EXIT_OK;
}

void package_messages(Package *p)
{
    if (!p->shown)
        show_paths(p);
    p->shown = true;
    diags_print(&p->s.diags, stderr, p->s.style);
    p->s.diags.list.n = 0;
}

int package_close(Package *p, int code)
{
    package_messages(p);
    if (p->s.diags.errors)
        code = EXIT_FAIL;
    step_mark(&p->s, code == 0 ? "ok" : code == 2 ? "validation failed" : "failed");
    session_free(&p->s);
    return code;
}

// KEY=VALUE lines; a variable that is set already stays.
static void load_dotenv(Package *p)
{
    Str text;
    if (file_read(&p->s.mem, str_z(&p->s.mem, path_join(&p->s.mem, p->dir, STR(".env"))), &text))
        return;
    for (size_t at = 0; at < text.n;) {
        const char *nl = memchr(text.p + at, '\n', text.n - at);
        size_t end = nl ? (size_t)(nl - text.p) : text.n;
        const char *from = text.p + at, *to = text.p + end;
        at = end + 1;
        while (to > from && (to[-1] == '\r' || to[-1] == ' '))
            to--;
        while (from < to && *from == ' ')
            from++;
        if (to - from > 7 && !memcmp(from, "export ", 7))
            from += 7;
        const char *eq = memchr(from, '=', (size_t)(to - from));
        if (!eq || *from == '#')
            continue;
        const char *v = eq + 1;
        if (to - v >= 2 && (*v == '"' || *v == '\'') && to[-1] == *v)
            v++, to--;
        setenv(str_z(&p->s.mem, (Str){from, (size_t)(eq - from)}),
               str_z(&p->s.mem, (Str){v, (size_t)(to - v)}), 0);
    }
}

void package_environment(Package *p)
{
    load_dotenv(p);
    const char *config = str_z(&p->s.mem, path_join(&p->s.mem, p->dir, STR("config.toml")));
    if (p->has_manifest && file_exists(config))
        setenv("FUSE_CONFIG", config, 0);
    static const char *const names[] = {"auto", "always", "never"};
    setenv("FUSE_COLOR", names[p->s.style.color], 0);
}
