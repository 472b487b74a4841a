// cc_libc.c - C libraries: whose is meant, where the system's headers and libraries are
//
// Places are those of Debian's multiarch layout and of the File Hierarchy Standard; what is not
// there is left out.
#include "driver/cc.h"

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

// A program for this machine, which does not ask to be one for no system, is one for the C library
// that is here. Naming a target, even this one, keeps what is installed here out of the program.
static bool for_this_system(Cc *c)
{
    if (c->s.target_name || c->s.board_name || c->s.memory || c->freestanding ||
        c->mode == CC_INTERP || !target_is_host(c->s.t))
        return false;
    Strs libs = library_path(c), headers = {0};
    add_dirs(c, header_dirs, COUNT(header_dirs), &headers);
    return find_in(c, &libs, "crt1.o").n && find_in(c, &headers, "stdio.h").n;
}

CcLibc cc_libc(Cc *c)
{
    if (!c->libc)
        c->libc = for_this_system(c) ? LIBC_SYSTEM : LIBC_NONE;
    return (CcLibc)c->libc;
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

/* ---- what is linked ---- */

// The folder of gcc's own objects and libgcc, of the newest version that is installed; or empty.
static Str gcc_dir(Cc *c)
{
    const SystemLibc *y = system_of(c);
    if (!y)
        return (Str){0};
    const char *root = target_is_host(c->s.t) ? "/usr/lib/gcc" : "/usr/lib/gcc-cross";
    Str best = {0}, *name, dir = str_fmt(&c->s.mem, "%s/%s", root, y->triple);
    int version = 0;
    u32 n = 0;
    if (dir_list(&c->s.mem, dir.p, &name, &n))
        return (Str){0};
    for (u32 k = 0; k < n; k++) {
        Str path = path_join(&c->s.mem, dir, name[k]);
        int v = atoi(str_z(&c->s.mem, name[k]));
        if (v > version && file_exists(str_fmt(&c->s.mem, "%.*s/libgcc.a", STR_ARG(path)).p)) {
            version = v;
            best = path;
        }
    }
    return best;
}

static void add_path(Cc *c, Str path)
{
    vec_push(&c->s.mem, &c->ld.input, ((LdInput){LD_PATH, path, {0}, NULL}));
}

static void add_lib(Cc *c, const char *name, bool as_needed)
{
    LinkHow how = {.as_needed = as_needed, .only_static = c->is_static};
    vec_push(&c->s.mem, &c->ld.input, ((LdInput){LD_LIB, str_of(name), how, NULL}));
}

// One of the objects that surround a program; those of gcc may be missing.
static void add_crt(Cc *c, const Strs *dirs, const char *name)
{
    Str path = find_in(c, dirs, name);
    if (path.n)
        add_path(c, path);
    else if (strncmp(name, "crtbegin", 8) && strncmp(name, "crtend", 6))
        ddiag(&c->s, D_NO_FILE, name, "the system's C library for development is not installed");
}

/* What names an image to the C library when it ends (C++ ABI for Itanium, 3.3.6.3), where gcc's
 * crtbegin.o does not have it. */
static void add_handle(Cc *c)
{
    static const u8 zero[8];
    Obj *o = obj_new(&c->s.mem, STR("<start>"));
    o->arch = c->s.t->isa->arch;
    u32 x = obj_sect(o, STR(".data.rel.ro.__dso_handle"), SF_ALLOC | SF_WRITE, 8);
    o->sect.v[x].data = zero;
    o->sect.v[x].size = sizeof zero;
    u32 y = obj_sym(o, STR("__dso_handle"), SB_GLOBAL, SK_DATA, x, 0, 8);
    o->sym.v[y].hidden = true;
    vec_push(&c->s.mem, &c->ld.input, ((LdInput){LD_OBJ, o->name, {0}, o}));
}

typedef struct Crt {
    const char *first, *begin, *end;    // crt1.o, gcc's crtbegin.o and crtend.o in their variants
} Crt;

static Crt crt_of(const Cc *c)
{
    if (c->shared)
        return (Crt){NULL, "crtbeginS.o", "crtendS.o"};
    if (c->is_static && c->form == LINK_AS_PIE)
        return (Crt){"rcrt1.o", "crtbeginS.o", "crtendS.o"};
    if (c->is_static)
        return (Crt){"crt1.o", "crtbeginT.o", "crtend.o"};
    if (c->form == LINK_NO_PIE)
        return (Crt){"crt1.o", "crtbegin.o", "crtend.o"};
    return (Crt){"Scrt1.o", "crtbeginS.o", "crtendS.o"};
}

static Strs crt_dirs(Cc *c)
{
    Strs dirs = library_path(c);
    Str gcc = gcc_dir(c);
    if (gcc.n)
        vec_push(&c->s.mem, &dirs, gcc);
    return dirs;
}

void cc_libc_before(Cc *c)
{
    if (c->freestanding && cc_libc(c) == LIBC_NONE && gcc_dir(c).n)
        vec_push(&c->s.mem, &c->ld.dir, gcc_dir(c));     // -lgcc is no library of the system's
    if (cc_libc(c) != LIBC_SYSTEM)
        return;
    Strs dirs = crt_dirs(c);
    Crt crt = crt_of(c);
    c->ld.elf.no_interp = c->is_static && c->form == LINK_AS_PIE;
    for (u32 k = 0; k < dirs.n; k++)
        vec_push(&c->s.mem, &c->ld.dir, dirs.v[k]);
    if (c->nostartfiles)
        return;
    if (crt.first)
        add_crt(c, &dirs, crt.first);
    add_crt(c, &dirs, "crti.o");
    if (find_in(c, &dirs, crt.begin).n)
        add_crt(c, &dirs, crt.begin);
    else
        add_handle(c);
}

// What other systems keep in libraries of their own is in our one.
static void drop_own(LdOpts *ld)
{
    static const char *const names[] = {"c", "m", "pthread", "rt", "dl", "util"};
    u32 n = 0;
    for (u32 k = 0; k < ld->input.n; k++) {
        bool own = false;
        for (u32 j = 0; j < COUNT(names); j++)
            own |= ld->input.v[k].kind == LD_LIB && str_eqz(ld->input.v[k].name, names[j]);
        if (!own)
            ld->input.v[n++] = ld->input.v[k];
    }
    ld->input.n = n;
}

void cc_libc_after(Cc *c)
{
    if (cc_libc(c) == LIBC_OWN)
        drop_own(&c->ld);
    if (cc_libc(c) != LIBC_SYSTEM)
        return;
    Strs dirs = crt_dirs(c);
    if (!c->nodefaultlibs) {
        bool gcc = gcc_dir(c).n != 0;
        if (c->pthread)
            add_lib(c, "pthread", true);
        add_lib(c, "c", false);
        if (gcc)
            add_lib(c, "gcc", false);
        if (gcc && c->is_static)
            add_lib(c, "gcc_eh", false);
        else if (gcc)
            add_lib(c, "gcc_s", true);
    }
    if (!c->nostartfiles) {
        add_crt(c, &dirs, crt_of(c).end);
        add_crt(c, &dirs, "crtn.o");
    }
}

/* ---- answers ---- */

// In the words of a linker, which scripts look for libraries in.
void cc_describe_link(const Cc *c, const char *out)
{
    const LdOpts *ld = &c->ld;
    fprintf(stderr, " fuse ld%s%s -o %s", c->shared ? " -shared" : "",
            c->is_static ? " -static" : "", out);
    for (u32 k = 0; k < ld->dir.n; k++)
        fprintf(stderr, " -L%.*s", STR_ARG(ld->dir.v[k]));
    for (u32 k = 0; k < ld->input.n; k++) {
        const LdInput *in = &ld->input.v[k];
        bool maybe = in->kind == LD_LIB && in->how.as_needed;
        fprintf(stderr, "%s %s%.*s%s", maybe ? " --as-needed" : "", in->kind == LD_LIB ? "-l" : "",
                STR_ARG(in->name), maybe ? " --no-as-needed" : "");
    }
    fputc('\n', stderr);
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
    Strs dirs = crt_dirs(c);
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
    Strs dirs = crt_dirs(c);
    if (!strcmp(q, "-dumpmachine") || !strcmp(q, "-print-multiarch"))
        printf("%s\n", machine(c));
    else if (!strcmp(q, "-dumpversion") || !strcmp(q, "-dumpfullversion"))
        printf("4.2.1\n");      // as __GNUC__ and __GNUC_MINOR__ say: scripts take it for gcc's
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
