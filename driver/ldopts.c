// ldopts.c - options of linkers: of `fuse ld`, and of `fuse cc` behind -Wl,
//
// Spelled as those of GNU ld; a long name takes one dash or two, its value follows in the same word
// behind "=" or in the next. Where two options contradict each other the later one counts.
#include "driver/driver.h"

enum { SET, CLEAR, TEXT, IGNORE, IGNORE_VALUE, REFUSE, REFUSE_VALUE };

typedef struct LdFlag {
    const char *name;       // without dashes
    u8 kind;
    size_t at;              // offset of a bool or of a const char * in LdOpts
    const char *why;        // REFUSE
} LdFlag;

static const char no_layouts[] = "layouts by linker scripts are not read; for firmware, --memory "
                                 "names a memory map";
#define AT(f) offsetof(LdOpts, f)
static const LdFlag ld_flags[] = {
    {"gc-sections", SET, AT(gc), NULL},
    {"no-gc-sections", CLEAR, AT(gc), NULL},
    {"no-merge", SET, AT(no_merge), NULL},
    {"build-id", SET, AT(build_id), NULL},
    {"s", SET, AT(strip), NULL},
    {"strip-all", SET, AT(strip), NULL},
    {"S", SET, AT(strip_debug), NULL},
    {"strip-debug", SET, AT(strip_debug), NULL},
    {"pie", SET, AT(pie), NULL},
    {"pic-executable", SET, AT(pie), NULL},
    {"no-pie", CLEAR, AT(pie), NULL},
    {"shared", SET, AT(shared), NULL},
    {"Bshareable", SET, AT(shared), NULL},
    {"r", SET, AT(object), NULL},
    {"i", SET, AT(object), NULL},
    {"relocatable", SET, AT(object), NULL},
    {"d", SET, AT(commons), NULL},
    {"dc", SET, AT(commons), NULL},
    {"dp", SET, AT(commons), NULL},
    {"x", SET, AT(discard_locals), NULL},
    {"discard-all", SET, AT(discard_locals), NULL},
    {"X", SET, AT(discard_temps), NULL},
    {"discard-locals", SET, AT(discard_temps), NULL},
    {"static", SET, AT(how.only_static), NULL},
    {"Bstatic", SET, AT(how.only_static), NULL},
    {"dn", SET, AT(how.only_static), NULL},
    {"non_shared", SET, AT(how.only_static), NULL},
    {"Bdynamic", CLEAR, AT(how.only_static), NULL},
    {"dy", CLEAR, AT(how.only_static), NULL},
    {"call_shared", CLEAR, AT(how.only_static), NULL},
    {"as-needed", SET, AT(how.as_needed), NULL},
    {"no-as-needed", CLEAR, AT(how.as_needed), NULL},
    {"whole-archive", SET, AT(how.whole_archive), NULL},
    {"no-whole-archive", CLEAR, AT(how.whole_archive), NULL},
    {"Bsymbolic", SET, AT(elf.symbolic), NULL},
    {"Bsymbolic-functions", SET, AT(elf.symbolic_functions), NULL},
    {"E", SET, AT(elf.export_all), NULL},
    {"export-dynamic", SET, AT(elf.export_all), NULL},
    {"no-export-dynamic", CLEAR, AT(elf.export_all), NULL},
    {"no-undefined", SET, AT(elf.defs), NULL},
    {"allow-shlib-undefined", SET, AT(elf.loose), NULL},
    {"no-allow-shlib-undefined", CLEAR, AT(elf.loose), NULL},
    {"no-dynamic-linker", SET, AT(elf.no_interp), NULL},
    {"disable-new-dtags", SET, AT(elf.rpath), NULL},
    {"enable-new-dtags", CLEAR, AT(elf.rpath), NULL},
    {"o", TEXT, AT(out), NULL},
    {"output", TEXT, AT(out), NULL},
    {"map", TEXT, AT(map), NULL},
    {"Map", TEXT, AT(map), NULL},
    {"e", TEXT, AT(entry), NULL},
    {"entry", TEXT, AT(entry), NULL},
    {"h", TEXT, AT(soname), NULL},
    {"soname", TEXT, AT(soname), NULL},
    {"dynamic-linker", TEXT, AT(interp), NULL},
    {"I", TEXT, AT(interp), NULL},
    {"version-script", TEXT, AT(versions), NULL},
    {"dynamic-list", TEXT, AT(dynamic_list), NULL},
    // groups: archives are searched until nothing is missing, whatever their order
    {"start-group", IGNORE, 0, NULL},
    {"(", IGNORE, 0, NULL},
    {"end-group", IGNORE, 0, NULL},
    {")", IGNORE, 0, NULL},
    {"eh-frame-hdr", IGNORE, 0, NULL},
    {"O0", IGNORE, 0, NULL},
    {"O1", IGNORE, 0, NULL},
    {"O2", IGNORE, 0, NULL},
    {"no-warn-mismatch", IGNORE, 0, NULL},
    {"warn-common", IGNORE, 0, NULL},
    {"verbose", IGNORE, 0, NULL},
    {"no-warn-rwx-segments", IGNORE, 0, NULL},
    {"no-copy-dt-needed-entries", IGNORE, 0, NULL},
    {"no-add-needed", IGNORE, 0, NULL},
    {"fatal-warnings", IGNORE, 0, NULL},
    {"relax", IGNORE, 0, NULL},
    {"no-relax", IGNORE, 0, NULL},
    {"EL", IGNORE, 0, NULL},
    {"fix-cortex-a53-843419", IGNORE, 0, NULL},   // not done (docs/cli.md)
    {"fix-cortex-a53-835769", IGNORE, 0, NULL},
    {"sort-common", IGNORE, 0, NULL},
    // always so: Windows images may lie anywhere, and have no code in data
    {"dead_strip", SET, AT(gc), NULL},
    {"nxcompat", IGNORE, 0, NULL},
    {"dynamicbase", IGNORE, 0, NULL},
    {"high-entropy-va", IGNORE, 0, NULL},
    {"tsaware", IGNORE, 0, NULL},
    {"large-address-aware", IGNORE, 0, NULL},
    {"no-seh", IGNORE, 0, NULL},
    {"print-gc-sections", SET, AT(say_dropped), NULL},
    {"no-print-gc-sections", CLEAR, AT(say_dropped), NULL},
    {"allow-multiple-definition", SET, AT(first_wins), NULL},
    {"t", SET, AT(trace), NULL},
    {"trace", SET, AT(trace), NULL},
    {"M", SET, AT(print_map), NULL},
    {"print-map", SET, AT(print_map), NULL},
    {"init", TEXT, AT(init), NULL},
    {"fini", TEXT, AT(fini), NULL},
    {"sysroot", TEXT, AT(sysroot), NULL},
    // what says how to work, or asks for what is always or never so
    {"icf=none", IGNORE, 0, NULL},
    {"icf=safe", IGNORE, 0, NULL},      // an optimisation
    {"icf=all", IGNORE, 0, NULL},
    {"no-icf", IGNORE, 0, NULL},
    {"O3", IGNORE, 0, NULL},
    {"w", IGNORE, 0, NULL},
    {"no-warnings", IGNORE, 0, NULL},
    {"no-fatal-warnings", IGNORE, 0, NULL},
    {"warn-once", IGNORE, 0, NULL},
    {"warn-section-align", IGNORE, 0, NULL},
    {"warn-textrel", IGNORE, 0, NULL},
    {"no-warn-search-mismatch", IGNORE, 0, NULL},
    {"no-warn-execstack", IGNORE, 0, NULL},
    {"warn-backrefs", IGNORE, 0, NULL},
    {"no-check-sections", IGNORE, 0, NULL},
    {"color-diagnostics", IGNORE, 0, NULL},
    {"threads", IGNORE, 0, NULL},
    {"no-threads", IGNORE, 0, NULL},
    {"demangle", IGNORE, 0, NULL},
    {"no-demangle", IGNORE, 0, NULL},
    {"no-eh-frame-hdr", IGNORE, 0, NULL},
    {"no-ld-generated-unwind-info", IGNORE, 0, NULL},
    {"no-keep-memory", IGNORE, 0, NULL},
    {"reduce-memory-overheads", IGNORE, 0, NULL},
    {"no-omagic", IGNORE, 0, NULL},
    {"no-ctf-variables", IGNORE, 0, NULL},
    {"traditional-format", IGNORE, 0, NULL},
    {"nostdlib", IGNORE, 0, NULL},      // no folder is looked through unless named
    {"undefined-version", IGNORE, 0, NULL},
    {"pack-dyn-relocs=none", IGNORE, 0, NULL},
    {"oformat=elf64-x86-64", IGNORE, 0, NULL},
    {"oformat=elf64-littleaarch64", IGNORE, 0, NULL},
    {"threads", IGNORE_VALUE, 0, NULL},
    {"error-limit", IGNORE_VALUE, 0, NULL},
    {"sort-section", IGNORE_VALUE, 0, NULL},
    {"hash-size", IGNORE_VALUE, 0, NULL},
    {"orphan-handling", IGNORE_VALUE, 0, NULL},
    {"G", IGNORE_VALUE, 0, NULL},
    {"script", REFUSE_VALUE, 0, no_layouts},
    {"Ttext", REFUSE_VALUE, 0,
     "sections have no addresses of their own; --image-base moves the image"},
    {"Tdata", REFUSE_VALUE, 0,
     "sections have no addresses of their own; --image-base moves the image"},
    {"Tbss", REFUSE_VALUE, 0,
     "sections have no addresses of their own; --image-base moves the image"},
    {"section-start", REFUSE_VALUE, 0,
     "sections have no addresses of their own; for firmware, --memory names a memory map"},
    {"emit-relocs", REFUSE, 0,
     "images have no relocations of their sections; -r makes an object that has"},
    {"q", REFUSE, 0, "images have no relocations of their sections; -r makes an object that has"},
    {"N", REFUSE, 0, "segments keep their pages apart"},
    {"omagic", REFUSE, 0, "segments keep their pages apart"},
    {"n", REFUSE, 0, "segments keep their pages apart"},
    {"nmagic", REFUSE, 0, "segments keep their pages apart"},
    {"EB", REFUSE, 0, "every target is little-endian"},
    {"oformat", REFUSE_VALUE, 0, "--format says the form of firmware"},
    {"cref", REFUSE, 0, "-y NAME says who has and who asks for it"},
    {"noinhibit-exec", REFUSE, 0, "after an error there is no output"},
    {"warn-unresolved-symbols", REFUSE, 0, "use --unresolved-symbols=ignore-all"},
    {"no-undefined-version", REFUSE, 0, "version scripts may name what is not there"},
    {"just-symbols", REFUSE_VALUE, 0, "use --defsym"},
    {"retain-symbols-file", REFUSE_VALUE, 0, "fuse strip takes symbols out"},
    {"filter", REFUSE_VALUE, 0, "libraries stand for nothing but themselves"},
    {"auxiliary", REFUSE_VALUE, 0, "libraries stand for nothing but themselves"},
    {"audit", REFUSE_VALUE, 0, "images name no auditors"},
    {"depaudit", REFUSE_VALUE, 0, "images name no auditors"},
    {"m", IGNORE_VALUE, 0, NULL},
    {"plugin", IGNORE_VALUE, 0, NULL},
    {"plugin-opt", IGNORE_VALUE, 0, NULL},
    {"rpath-link", IGNORE_VALUE, 0, NULL},
    {"fuse-ld", IGNORE_VALUE, 0, NULL},
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

static bool known_flag(Session *s, LdOpts *o, int argc, char **argv, int *i)
{
    const char *a = bare(argv[*i]), *v;
    for (u32 k = 0; k < COUNT(ld_flags); k++) {
        const LdFlag *f = &ld_flags[k];
        char *at = (char *)o + f->at;
        const char *word = argv[*i];
        if (f->kind == TEXT || f->kind == IGNORE_VALUE || f->kind == REFUSE_VALUE) {
            if (strlen(f->name) == 1 && a != argv[*i] + 1)
                continue;
            if (!(v = text_of(argc, argv, i, f->name)))
                continue;
            if (f->kind == TEXT)
                *(const char **)at = v;
            if (f->kind == REFUSE_VALUE)
                ddiag(s, D_REFUSED, word, f->why);
            return true;
        }
        if (strcmp(a, f->name))
            continue;
        if (f->kind == REFUSE)
            ddiag(s, D_REFUSED, word, f->why);
        if (f->kind == SET || f->kind == CLEAR)
            *(bool *)at = f->kind == SET;
        return true;
    }
    return false;
}

/* A size behind "NAME=": C's notation. */
static bool sized(const char *z, const char *name, u64 *n)
{
    size_t len = strlen(name);
    char *end;
    if (strncmp(z, name, len) || z[len] != '=' || z[len + 1] < '0' || z[len + 1] > '9')
        return false;
    *n = strtoull(z + len + 1, &end, 0);
    return !*end;
}

/* What the loader is asked for (gABI, DT_FLAGS_1 of Solaris and glibc). */
static u32 loader_flag(const char *z)
{
    static const struct { const char *name; u32 bit; } all[] = {
        {"global", 2}, {"nodelete", 8}, {"initfirst", 0x20}, {"nodlopen", 0x40},
        {"origin", 0x80}, {"interpose", 0x400}, {"nodefaultlib", 0x800}, {"nodump", 0x1000}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (!strcmp(z, all[k].name))
            return all[k].bit;
    return 0;
}

static const char *refused_keyword(const char *z)
{
    static const struct { const char *name, *why; } all[] = {
        {"execstack", "stacks are not executable"},
        {"notext", "code is not written to at start: compile it with -fPIC"},
        {"pack-relative-relocs", "relocations have the form that every loader reads"},
        {"ibt", "the objects say whether targets of jumps are marked"},
        {"shstk", "the objects say whether they take a shadow stack"},
        {"unique-symbol", "local symbols keep their names"},
        {"start-stop-gc", "__start_ and __stop_ keep their sections"},
        {"rodynamic", "the loader writes to .dynamic"}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (!strcmp(z, all[k].name))
            return all[k].why;
    return "it is not known";
}

static void keyword(Session *s, LdOpts *o, const char *z)
{
    static const char *const ignored[] = {
        "noexecstack", "relro", "combreloc", "nocombreloc", "separate-code", "noseparate-code",
        "text", "undefs", "nocopyreloc", "nognustack", "nopack-relative-relocs",
        "nostart-stop-gc", "keep-text-section-prefix", "nokeep-text-section-prefix"};
    u64 n;
    u32 bit = loader_flag(z);
    o->elf.flags1 |= bit;
    if (bit)
        return;
    for (u32 k = 0; k < COUNT(ignored); k++)
        if (!strcmp(z, ignored[k]))
            return;
    if (!strcmp(z, "now"))
        o->elf.now = true;
    else if (!strcmp(z, "lazy"))
        o->elf.now = false;
    else if (!strcmp(z, "norelro"))
        o->elf.no_relro = true;
    else if (!strcmp(z, "defs"))
        o->elf.defs = true;
    else if (!strcmp(z, "muldefs"))
        o->first_wins = true;
    else if (sized(z, "stack-size", &n))
        o->elf.stack = n;
    else if (sized(z, "max-page-size", &n) && n >= 4096 && n <= 1 << 24 && !(n & (n - 1)))
        o->elf.page = (u32)n;
    else if (!sized(z, "common-page-size", &n))
        ddiag(s, D_REFUSED, str_z(&s->mem, str_fmt(&s->mem, "-z %s", z)), refused_keyword(z));
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

/* Kinds of hashes differ in nothing that counts; "0x..." is the id itself. A random one would make
 * another image each time. */
static bool build_id(Session *s, LdOpts *o, const char *v)
{
    static const char *const hashes[] = {"none", "sha1", "md5", "fast", "tree"};
    Buf b = {0};
    u32 k = 0;
    for (o->build_id = strcmp(v, "none") != 0; k < COUNT(hashes); k++)
        if (!strcmp(v, hashes[k]))
            return true;
    size_t n = strlen(v);
    if (n < 4 || n % 2 || n > 2 + 2 * BUILD_ID_MOST || v[0] != '0' || (v[1] | 32) != 'x' ||
        strspn(v + 2, "0123456789abcdefABCDEF") != n - 2)
        return false;
    for (size_t i = 2; i < n; i += 2) {
        char two[3] = {v[i], v[i + 1], 0};
        buf_byte(&b, (u8)strtoul(two, NULL, 16));
    }
    o->id = buf_take(&b, &s->mem);
    return true;
}

// "a.a,b.a:c.a"
static void exclude(Session *s, LdOpts *o, const char *v)
{
    for (size_t n; *v; v += n + (v[n] != 0)) {
        n = strcspn(v, ",:");
        if (n)
            vec_push(&s->mem, &o->excluded, ((Str){v, n}));
    }
}

// Hexadecimal without 0x, too; at a page.
static bool image_base(LdOpts *o, const char *v)
{
    char *end;
    o->elf.base = strtoull(v, &end, 16);
    return *v && !*end && o->elf.base && !(o->elf.base % 65536) && o->elf.base < (u64)1 << 47;
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
        *bad = !build_id(s, o, v);
    else if ((v = text_of(argc, argv, i, "exclude-libs")))
        exclude(s, o, v);
    else if ((v = text_of(argc, argv, i, "export-dynamic-symbol")))
        vec_push(&s->mem, &o->exports, str_of(v));
    else if ((v = text_of(argc, argv, i, "require-defined")))
        vec_push(&s->mem, &o->root, str_of(v));
    else if ((v = text_of(argc, argv, i, "trace-symbol")) ||
             (one_dash && (v = text_of(argc, argv, i, "y"))))
        vec_push(&s->mem, &o->watch, str_of(v));
    else if ((v = text_of(argc, argv, i, "image-base")) ||
             (v = text_of(argc, argv, i, "Ttext-segment")))
        *bad = !image_base(o, v);
    else if (one_dash && (v = text_of(argc, argv, i, "T")))
        ddiag(s, D_REFUSED, "-T", no_layouts);
    else if ((v = text_of(argc, argv, i, "unresolved-symbols"))) {
        o->ignore_undef = strcmp(v, "report-all") != 0;
        *bad = o->ignore_undef && strcmp(v, "ignore-all");
    }
    else if (one_dash && (v = text_of(argc, argv, i, "z")))
        keyword(s, o, v);
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
    if (!known_flag(s, o, argc, argv, &at) && !valued(s, o, argc, argv, &at, &bad))
        return 0;
    if (bad)
        ddiag(s, D_REFUSED, argv[i], "this value is none that it takes");
    return at - i + 1;
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
    lo->id = o->id;
    lo->first_wins = o->first_wins;
    lo->ignore_undef = o->ignore_undef;
    lo->say_dropped = o->say_dropped;
    lo->trace = o->trace || o->watch.n;
    lo->watch = o->watch.v;
    lo->nwatch = o->watch.n;
    lo->sysroot = o->sysroot ? str_of(o->sysroot) : (Str){0};
    o->elf.init = o->init ? str_of(o->init) : (Str){0};
    o->elf.fini = o->fini ? str_of(o->fini) : (Str){0};
    o->elf.exports = o->exports.v;
    o->elf.nexport = o->exports.n;
    o->elf.excluded = o->excluded.v;
    o->elf.nexcluded = o->excluded.n;
    lo->elf = &o->elf;
    lo->open = read_input;
    lo->open_ctx = s;
    return 0;
}

// "=DIR" and "$SYSROOT/DIR" are in the folder that --sysroot names.
static Str in_sysroot(Session *s, const LdOpts *o, Str dir)
{
    size_t n = str_starts(dir, "$SYSROOT") ? 8 : str_starts(dir, "=");
    if (!n)
        return dir;
    return str_fmt(&s->mem, "%s%.*s", o->sysroot ? o->sysroot : "", (int)(dir.n - n), dir.p + n);
}

void ld_add_inputs(Session *s, LdOpts *o, Link *l)
{
    for (u32 i = 0; i < o->dir.n; i++)
        link_search(l, in_sysroot(s, o, o->dir.v[i]));
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
