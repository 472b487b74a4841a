// cc_libc.c - C libraries: whose is meant, where the system's headers and libraries are
//
// Places are those of Debian's multiarch layout and of the File Hierarchy Standard; what is not
// there is left out.
#include "driver/cc.h"

#include <errno.h>
#include <stdlib.h>

typedef struct SystemLibc {
    const char *target;     // name of a target of ours
    const char *triple;     // as the folders are called
} SystemLibc;

static const SystemLibc systems[] = {
    {"linux-x64", "x86_64-linux-gnu"},
    {"linux-arm64", "aarch64-linux-gnu"},
};

static const SystemLibc *system_of(const Cc *c)
{
    for (u32 k = 0; k < COUNT(systems); k++)
        if (!strcmp(systems[k].target, c->s.t->name))
            return &systems[k];
    return NULL;
}

// %s is the triple. Of a system that is not this one only what cross compilers install.
static const char *const header_dirs[] = {"/usr/local/include", "/usr/include/%s", "/usr/include"};
static const char *const cross_headers[] = {"/usr/%s/include"};
static const char *const library_dirs[] = {"/usr/local/lib/%s", "/usr/local/lib", "/lib/%s",
                                           "/usr/lib/%s", "/lib64", "/usr/lib64", "/lib",
                                           "/usr/lib"};
static const char *const cross_libraries[] = {"/usr/%s/lib"};

static void add_dirs(Cc *c, const char *const *form, u32 n, Strs *out)
{
    const SystemLibc *y = system_of(c);
    for (u32 k = 0; y && k < n; k++) {
        const char *mark = strstr(form[k], "%s");
        int before = (int)(mark ? (size_t)(mark - form[k]) : strlen(form[k]));
        Str dir = str_fmt(&c->s.mem, "%.*s%s%s", before, form[k], mark ? y->triple : "",
                          mark ? mark + 2 : "");
        if (file_is_dir(dir.p))
            vec_push(&c->s.mem, out, dir);
    }
}

static Strs library_path(Cc *c)
{
    Strs v = {0};
    if (target_is_host(c->s.t))
        add_dirs(c, library_dirs, COUNT(library_dirs), &v);
    else
        add_dirs(c, cross_libraries, COUNT(cross_libraries), &v);
    return v;
}

static Str find_in(Cc *c, const Strs *dirs, const char *name)
{
    for (u32 k = 0; k < dirs->n; k++) {
        Str path = path_join(&c->s.mem, dirs->v[k], str_of(name));
        if (file_exists(str_z(&c->s.mem, path)))
            return path;
    }
    return (Str){0};
}

CcLibc cc_libc(Cc *c)
{
    return c->libc ? (CcLibc)c->libc : LIBC_NONE;
}

static bool same_dir(Str a, Str b)
{
    while (a.n > 1 && a.p[a.n - 1] == '/')
        a.n--;
    return str_eq(a, b);
}

// A folder of the system that is named with -I stays where it is, among the system's: moved to the
// front it would hide the headers of the tool and break #include_next.
static void drop_system(Strs *v, const Strs *system)
{
    u32 n = 0;
    for (u32 k = 0; k < v->n; k++) {
        bool same = false;
        for (u32 j = 0; j < system->n; j++)
            same |= same_dir(v->v[k], system->v[j]);
        if (!same)
            v->v[n++] = v->v[k];
    }
    v->n = n;
}

Strs cc_system_headers(Cc *c)
{
    Strs v = {0};
    if (cc_libc(c) == LIBC_SYSTEM && !c->nostdinc) {
        if (target_is_host(c->s.t))
            add_dirs(c, header_dirs, COUNT(header_dirs), &v);
        else
            add_dirs(c, cross_headers, COUNT(cross_headers), &v);
        drop_system(&c->inc, &v);
        drop_system(&c->sysinc, &v);
    }
    for (u32 k = 0; k < c->after.n; k++)
        vec_push(&c->s.mem, &v, c->after.v[k]);
    return v;
}

static void no_library(Cc *c, const Strs *dirs, Str name)
{
    Buf b = {0};
    for (u32 k = 0; k < dirs->n; k++)
        buf_fmt(&b, "%s%.*s", k ? ", " : "", STR_ARG(dirs->v[k]));
    if (!b.n)
        buf_str(&b, "no folder");
    ddiag(&c->s, D_NO_LIBRARY, str_z(&c->s.mem, name), (int)b.n, (const char *)b.p);
    buf_free(&b);
}

// What other systems keep in libraries of their own is in our one.
static bool in_own_libc(Str name)
{
    static const char *const names[] = {"c", "m", "pthread", "rt", "dl", "util"};
    for (u32 k = 0; k < COUNT(names); k++)
        if (str_eqz(name, names[k]))
            return true;
    return false;
}

void cc_add_library(Cc *c, Link *l, Str name)
{
    Str bytes;
    if (cc_libc(c) == LIBC_OWN && in_own_libc(name))
        return;
    const char *file = str_fmt(&c->s.mem, name.p[0] == ':' ? "%.*s" : "lib%.*s.a",
                               (int)(name.n - (name.p[0] == ':')), name.p + (name.p[0] == ':')).p;
    Str path = find_in(c, &c->libdir, file);
    if (!path.n)
        no_library(c, &c->libdir, name);
    else if (file_read(&c->s.mem, str_z(&c->s.mem, path), &bytes))
        ddiag(&c->s, D_NO_FILE, str_z(&c->s.mem, path), strerror(errno));
    else
        link_add_file(l, path, bytes);
}

static void put_list(FILE *out, const char *title, const Strs *v)
{
    fputs(title, out);
    for (u32 k = 0; k < v->n; k++)
        fprintf(out, "%s%.*s", k ? ":" : "", STR_ARG(v->v[k]));
    fputc('\n', out);
}

static void print_file(Cc *c, const char *name)
{
    Strs dirs = library_path(c);
    Str path = find_in(c, &dirs, name);
    printf("%s\n", path.n ? str_z(&c->s.mem, path) : name);
}

static const char *machine(const Cc *c)
{
    const SystemLibc *y = system_of(c);
    return y ? y->triple : c->s.t->triple;
}

int cc_answer(Cc *c)
{
    const char *q = c->query;
    q += q[0] == '-' && q[1] == '-' && q[2] == 'p';    // --print is -print
    Strs dirs = library_path(c);
    if (!strcmp(q, "-dumpmachine") || !strcmp(q, "-print-multiarch"))
        printf("%s\n", machine(c));
    else if (!strcmp(q, "-dumpversion") || !strcmp(q, "-dumpfullversion"))
        printf("%s\n", FUSE_VERSION);
    else if (!strcmp(q, "--version"))
        printf("fuse cc %s\nTarget: %s\n", FUSE_VERSION, c->s.t->name);
    else if (!strcmp(q, "-print-multi-os-directory"))
        printf(".\n");
    else if (!strcmp(q, "-print-libgcc-file-name"))
        print_file(c, "libgcc.a");
    else if (!strncmp(q, "-print-file-name=", 17))
        print_file(c, q + 17);
    else if (!strncmp(q, "-print-prog-name=", 17))
        printf("%s\n", q + 17);
    else {
        printf("install: \nprograms: =\n");
        put_list(stdout, "libraries: =", &dirs);
    }
    return EXIT_OK;
}

static void put_dirs(const Strs *v)
{
    for (u32 k = 0; k < v->n; k++)
        fprintf(stderr, " %.*s\n", STR_ARG(v->v[k]));
}

void cc_describe(Cc *c)
{
    Strs after = cc_system_headers(c), dirs = library_path(c);
    fprintf(stderr, "fuse cc version %s\nTarget: %s\nThread model: posix\n", FUSE_VERSION,
            machine(c));
    fprintf(stderr, "#include \"...\" search starts here:\n");
    put_dirs(&c->quote);
    fprintf(stderr, "#include <...> search starts here:\n");
    put_dirs(&c->inc);
    put_dirs(&c->sysinc);
    if (!c->nostdinc)
        fprintf(stderr, " the headers of fuse\n");
    put_dirs(&after);
    fprintf(stderr, "End of search list.\n");
    put_list(stderr, "LIBRARY_PATH=", &dirs);
    for (u32 k = 0; k < c->skipped.n; k++)
        fprintf(stderr, "fuse cc: %.*s has no effect\n", STR_ARG(c->skipped.v[k]));
}
