// ldopts.c - options of linkers: of `fuse ld`, and of `fuse cc` behind -Wl,
//
// Spelled as those of GNU ld; a long name takes one dash or two, its value follows in the same word
// behind "=" or in the next. Where two options contradict each other the later one counts.
#include "driver/driver.h"

enum { SET, CLEAR, TEXT, IGNORE, IGNORE_VALUE };

typedef struct LdFlag {
    const char *name;       // without dashes
    u8 kind;
    size_t at;              // offset of a bool or of a const char * in LdOpts
} LdFlag;

#define AT(f) offsetof(LdOpts, f)
static const LdFlag ld_flags[] = {
    {"gc-sections", SET, AT(gc)},
    {"no-gc-sections", CLEAR, AT(gc)},
    {"no-merge", SET, AT(no_merge)},
    {"build-id", SET, AT(build_id)},
    {"s", SET, AT(strip)},
    {"strip-all", SET, AT(strip)},
    {"S", SET, AT(strip_debug)},
    {"strip-debug", SET, AT(strip_debug)},
    {"pie", SET, AT(pie)},
    {"pic-executable", SET, AT(pie)},
    {"no-pie", CLEAR, AT(pie)},
    {"shared", SET, AT(shared)},
    {"Bshareable", SET, AT(shared)},
    {"r", SET, AT(object)},
    {"i", SET, AT(object)},
    {"relocatable", SET, AT(object)},
    {"d", SET, AT(commons)},
    {"dc", SET, AT(commons)},
    {"dp", SET, AT(commons)},
    {"x", SET, AT(discard_locals)},
    {"discard-all", SET, AT(discard_locals)},
    {"X", SET, AT(discard_temps)},
    {"discard-locals", SET, AT(discard_temps)},
    {"static", SET, AT(how.only_static)},
    {"Bstatic", SET, AT(how.only_static)},
    {"dn", SET, AT(how.only_static)},
    {"non_shared", SET, AT(how.only_static)},
    {"Bdynamic", CLEAR, AT(how.only_static)},
    {"dy", CLEAR, AT(how.only_static)},
    {"call_shared", CLEAR, AT(how.only_static)},
    {"as-needed", SET, AT(how.as_needed)},
    {"no-as-needed", CLEAR, AT(how.as_needed)},
    {"whole-archive", SET, AT(how.whole_archive)},
    {"no-whole-archive", CLEAR, AT(how.whole_archive)},
    {"Bsymbolic", SET, AT(elf.symbolic)},
    {"Bsymbolic-functions", SET, AT(elf.symbolic_functions)},
    {"E", SET, AT(elf.export_all)},
    {"export-dynamic", SET, AT(elf.export_all)},
    {"no-export-dynamic", CLEAR, AT(elf.export_all)},
    {"no-undefined", SET, AT(elf.defs)},
    {"allow-shlib-undefined", SET, AT(elf.loose)},
    {"no-allow-shlib-undefined", CLEAR, AT(elf.loose)},
    {"no-dynamic-linker", SET, AT(elf.no_interp)},
    {"disable-new-dtags", SET, AT(elf.rpath)},
    {"enable-new-dtags", CLEAR, AT(elf.rpath)},
    {"o", TEXT, AT(out)},
    {"output", TEXT, AT(out)},
    {"map", TEXT, AT(map)},
    {"Map", TEXT, AT(map)},
    {"e", TEXT, AT(entry)},
    {"entry", TEXT, AT(entry)},
    {"h", TEXT, AT(soname)},
    {"soname", TEXT, AT(soname)},
    {"dynamic-linker", TEXT, AT(interp)},
    {"I", TEXT, AT(interp)},
    {"version-script", TEXT, AT(versions)},
    {"dynamic-list", TEXT, AT(dynamic_list)},
    // groups: archives are searched until nothing is missing, whatever their order
    {"start-group", IGNORE, 0},
    {"(", IGNORE, 0},
    {"end-group", IGNORE, 0},
    {")", IGNORE, 0},
    {"eh-frame-hdr", IGNORE, 0},
    {"O0", IGNORE, 0},
    {"O1", IGNORE, 0},
    {"O2", IGNORE, 0},
    {"no-warn-mismatch", IGNORE, 0},
    {"warn-common", IGNORE, 0},
    {"verbose", IGNORE, 0},
    {"no-warn-rwx-segments", IGNORE, 0},
    {"no-copy-dt-needed-entries", IGNORE, 0},
    {"no-add-needed", IGNORE, 0},
    {"fatal-warnings", IGNORE, 0},
    {"relax", IGNORE, 0},
    {"no-relax", IGNORE, 0},
    {"EL", IGNORE, 0},
    {"fix-cortex-a53-843419", IGNORE, 0},   // not done (docs/cli.md)
    {"fix-cortex-a53-835769", IGNORE, 0},
    {"sort-common", IGNORE, 0},
    // always so: Windows images may lie anywhere, and have no code in data
    {"dead_strip", SET, AT(gc)},
    {"nxcompat", IGNORE, 0},
    {"dynamicbase", IGNORE, 0},
    {"high-entropy-va", IGNORE, 0},
    {"tsaware", IGNORE, 0},
    {"large-address-aware", IGNORE, 0},
    {"no-seh", IGNORE, 0},
    {"m", IGNORE_VALUE, 0},
    {"plugin", IGNORE_VALUE, 0},
    {"plugin-opt", IGNORE_VALUE, 0},
    {"rpath-link", IGNORE_VALUE, 0},
    {"sysroot", IGNORE_VALUE, 0},
    {"fuse-ld", IGNORE_VALUE, 0},
};

/* What is behind the dashes of an option; NULL: it is none. A lone "-" is not. */
static const char *bare(const char *a)
{
    if (a[0] != '-' || !a[1])
        return NULL;
    return a + 1 + (a[1] == '-' && a[2]);
}

/* The value of option `name` at argv[*i], which is advanced past it; NULL: another option. */
static const char *text_of(int argc, char **argv, int *i, const char *name)
{
    const char *a = bare(argv[*i]);
    size_t n = strlen(name);
    if (strncmp(a, name, n))
        return NULL;
    if (a[n] == '=' && n > 1)
        return a + n + 1;
    bool joined = n == 1 && a[n] && argv[*i][1] != '-';
    if (joined)             // "-oFILE", "-L/dir"
        return a + n;
    return !a[n] && *i + 1 < argc ? argv[++*i] : NULL;
}

static bool known_flag(LdOpts *o, int argc, char **argv, int *i)
{
    const char *a = bare(argv[*i]), *v;
    for (u32 k = 0; k < COUNT(ld_flags); k++) {
        const LdFlag *f = &ld_flags[k];
        char *at = (char *)o + f->at;
        if (f->kind == TEXT || f->kind == IGNORE_VALUE) {
            if (strlen(f->name) == 1 && a != argv[*i] + 1)
                continue;
            if (!(v = text_of(argc, argv, i, f->name)))
                continue;
            if (f->kind == TEXT)
                *(const char **)at = v;
            return true;
        }
        if (strcmp(a, f->name))
            continue;
        if (f->kind == SET || f->kind == CLEAR)
            *(bool *)at = f->kind == SET;
        return true;
    }
    return false;
}

static bool keyword(Session *s, LdOpts *o, const char *z)
{
    static const char *const ignored[] = {"noexecstack", "relro", "combreloc", "separate-code",
                                          "noseparate-code", "text", "origin", "undefs",
                                          "nocopyreloc", "nognustack", "global"};
    (void)s;
    if (!strcmp(z, "now"))
        o->elf.now = true;
    else if (!strcmp(z, "lazy"))
        o->elf.now = false;
    else if (!strcmp(z, "norelro"))
        o->elf.no_relro = true;
    else if (!strcmp(z, "defs"))
        o->elf.defs = true;
    else if (!strcmp(z, "nodelete"))
        o->elf.nodelete = true;
    else {
        for (u32 k = 0; k < COUNT(ignored); k++)
            if (!strcmp(z, ignored[k]))
                return true;
        return !strncmp(z, "max-page-size=", 14) || !strncmp(z, "common-page-size=", 17) ||
               !strncmp(z, "stack-size=", 11);
    }
    return true;
}

static void input(Session *s, LdOpts *o, LdInputKind k, const char *name)
{
    LdInput in = {k, str_of(name), o->how, NULL};
    vec_push(&s->mem, &o->input, in);
}

// What an SDK has of a framework is a description, NAME.framework/NAME.tbd.
static bool framework(Session *s, LdOpts *o, const char *name)
{
    for (u32 i = 0; i < o->frameworks.n; i++) {
        Str path = str_fmt(&s->mem, "%.*s/%s.framework/%s.tbd", STR_ARG(o->frameworks.v[i]), name,
                           name);
        if (!file_exists(str_z(&s->mem, path)))
            continue;
        input(s, o, LD_PATH, str_z(&s->mem, path));
        return true;
    }
    ddiag(s, D_NO_FRAMEWORK, name);
    return false;
}

static void add_runpath(Session *s, LdOpts *o, const char *v)
{
    Str have = o->elf.runpath;
    o->elf.runpath = have.n ? str_fmt(&s->mem, "%.*s:%s", STR_ARG(have), v) : str_of(v);
}

/* "name=symbol", "name=symbol+8", "name=0x100" */
static bool define_symbol(Session *s, LdOpts *o, const char *v)
{
    const char *eq = strchr(v, '=');
    LdDefine d = {.name = {v, eq ? (size_t)(eq - v) : 0}};
    if (!d.name.n || !eq[1])
        return false;
    const char *num = eq + 1;
    char *end = (char *)num;
    if (*num < '0' || *num > '9') {
        d.of = (Str){num, strcspn(num, "+-")};
        num += d.of.n;
        end = (char *)num;
    }
    if (*num)
        d.add = (i64)strtoll(num, &end, 0);
    vec_push(&s->mem, &o->define, d);
    return !*end && (!*num || end > num);
}

static bool hash_style(LdOpts *o, const char *v)
{
    o->elf.hash_sysv = strcmp(v, "gnu") != 0;
    o->elf.no_gnu_hash = !strcmp(v, "sysv");
    return !strcmp(v, "gnu") || !strcmp(v, "sysv") || !strcmp(v, "both");
}

/* Options whose value is more than one word of text. */
static bool valued(Session *s, LdOpts *o, int argc, char **argv, int *i, bool *bad)
{
    const char *v, *a = bare(argv[*i]);
    bool one_dash = a == argv[*i] + 1;
    if ((v = text_of(argc, argv, i, "library")) || (one_dash && (v = text_of(argc, argv, i, "l"))))
        input(s, o, LD_LIB, v);
    else if ((v = text_of(argc, argv, i, "library-path")) ||
             (one_dash && (v = text_of(argc, argv, i, "L"))))
        vec_push(&s->mem, &o->dir, str_of(v));
    else if ((v = text_of(argc, argv, i, "undefined")) ||
             (one_dash && (v = text_of(argc, argv, i, "u"))))
        vec_push(&s->mem, &o->root, str_of(v));
    else if ((v = text_of(argc, argv, i, "rpath")) ||
             (one_dash && (v = text_of(argc, argv, i, "R"))))
        add_runpath(s, o, v);
    else if ((v = text_of(argc, argv, i, "framework")))
        framework(s, o, v);
    else if (one_dash && (v = text_of(argc, argv, i, "F")))
        vec_push(&s->mem, &o->frameworks, str_of(v));
    else if ((v = text_of(argc, argv, i, "wrap")))
        vec_push(&s->mem, &o->wrap, str_of(v));
    else if ((v = text_of(argc, argv, i, "defsym")))
        *bad = !define_symbol(s, o, v);
    else if ((v = text_of(argc, argv, i, "hash-style")))
        *bad = !hash_style(o, v);
    else if ((v = text_of(argc, argv, i, "compress-debug-sections"))) {
        o->elf.compress = strcmp(v, "none") != 0;
        *bad = strcmp(v, "none") && strcmp(v, "zlib") && strcmp(v, "zlib-gabi");
    } else if ((v = text_of(argc, argv, i, "build-id")))
        o->build_id = strcmp(v, "none") != 0;
    else if (one_dash && (v = text_of(argc, argv, i, "z")))
        *bad = !keyword(s, o, v);
    else
        return false;
    return true;
}

// "/OPT:REF", "/DEBUG": no file begins so, but for one in the root.
static bool is_of_link_exe(const char *a)
{
    size_t n = strcspn(a + 1, ":");
    return a[0] == '/' && n && strspn(a + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
           == n && !file_exists(a);
}

int ld_option(Session *s, LdOpts *o, int argc, char **argv, int i)
{
    int at = i;
    bool bad = false;
    if (!bare(argv[i])) {
        if (is_of_link_exe(argv[i]))
            ddiag(s, D_REFUSED, argv[i], "options have the names of GNU ld, not of link.exe");
        else
            input(s, o, LD_PATH, argv[i]);
        return 1;
    }
    const char *a = bare(argv[i]);
    if (!strcmp(a, "push-state")) {
        vec_push(&s->mem, &o->saved, o->how);
        return 1;
    }
    if (!strcmp(a, "pop-state")) {
        if (o->saved.n)
            o->how = o->saved.v[--o->saved.n];
        return 1;
    }
    if (known_flag(o, argc, argv, &at) || valued(s, o, argc, argv, &at, &bad))
        return bad ? -1 : at - i + 1;
    return 0;
}

/* Reads a file that is named by another or by an option; the text lives as long as the session. */
static int read_input(void *ctx, const char *path, Str *bytes)
{
    Session *s = ctx;
    return file_is_dir(path) ? -1 : file_read(&s->mem, path, bytes);
}

static int read_text(Session *s, const char *path, Str *text, Str *name)
{
    if (!path)
        return 0;
    *name = str_of(path);
    if (!read_input(s, path, text))
        return 0;
    ddiag(s, D_NO_FILE, path, "it cannot be read");
    return -1;
}

/* An object has nothing of what these say of an image. */
static int check_object(Session *s, const LdOpts *o)
{
    const char *other = o->shared ? "-shared" : o->pie ? "-pie" : o->versions ? "--version-script"
                        : o->dynamic_list ? "--dynamic-list" : o->soname ? "-soname"
                        : o->interp ? "-dynamic-linker" : o->elf.compress
                        ? "--compress-debug-sections" : NULL;
    if (!o->object || !other)
        return 0;
    ddiag(s, D_REFUSED, other, "with -r the output is an object");
    return -1;
}

int ld_setup(Session *s, LdOpts *o, LinkOpts *lo)
{
    if (check_object(s, o))
        return -1;
    if (read_text(s, o->versions, &o->elf.versions, &o->elf.versions_name) ||
        read_text(s, o->dynamic_list, &o->elf.dynamic_list, &o->elf.dynamic_list_name))
        return -1;
    o->elf.interp = o->interp ? str_of(o->interp) : (Str){0};
    o->elf.soname = o->soname ? str_of(o->soname) : (Str){0};
    if (o->shared)
        lo->kind = LINK_SHARED;
    if (o->object)
        lo->kind = LINK_OBJECT;
    if ((o->shared || o->object) && !o->entry)
        lo->entry = (Str){0};
    lo->commons = o->commons;
    lo->discard = o->discard_locals ? DISCARD_LOCALS : o->discard_temps ? DISCARD_TEMPS
                                                                       : DISCARD_NONE;
    lo->gc = o->gc;
    lo->merge = !o->no_merge;
    lo->build_id = o->build_id;
    lo->elf = &o->elf;
    lo->open = read_input;
    lo->open_ctx = s;
    return 0;
}

void ld_add_inputs(Session *s, LdOpts *o, Link *l)
{
    (void)s;
    for (u32 i = 0; i < o->dir.n; i++)
        link_search(l, o->dir.v[i]);
    for (u32 i = 0; i < o->wrap.n; i++)
        link_wrap(l, o->wrap.v[i]);
    for (u32 i = 0; i < o->define.n; i++)
        link_define(l, o->define.v[i].name, o->define.v[i].of, o->define.v[i].add);
    for (u32 i = 0; i < o->root.n; i++)
        link_root(l, o->root.v[i]);
    for (u32 i = 0; i < o->input.n; i++) {
        const LdInput *in = &o->input.v[i];
        LinkHow how = in->how;
        how.only_static |= o->object;
        link_how(l, how);
        if (in->kind == LD_OBJ)
            link_add_obj(l, in->obj);
        else if (in->kind == LD_LIB)
            link_add_lib(l, in->name);
        else
            link_add_path(l, in->name);
    }
}
