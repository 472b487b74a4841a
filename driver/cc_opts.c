// cc_opts.c - options of `fuse cc`, a table: names, how values are written, what they set
//
// Names and meanings are those of gcc ("Invoking GCC", sections 3.1 to 3.20), which makefiles and
// configure scripts expect. An option is one of three: it has its effect; it has none here that
// a program could see (cc_opts.def says so, and -v lists those that were given); or it is refused.
#include "driver/cc.h"

typedef enum {
    F_ALONE,    // -c
    F_JOINED,   // -std=c11: the value follows at once
    F_SEP,      // -Xlinker -z: the next argument
    F_EITHER,   // -Idir or -I dir
    F_ANY       // -Wanything: the rest, which may be empty
} Form;

typedef struct CcOpt CcOpt;
typedef void Action(Cc *c, const CcOpt *o, const char *v);
struct CcOpt {
    const char *name;
    Form form;
    Action *act;
    size_t at;          // offset in Cc of what it sets
    int val;            // ... and to what
    const char *why;    // why it is refused; what the linker is told
};

static void set_u8(Cc *c, const CcOpt *o, const char *v)
{
    (void)v;
    *(u8 *)((char *)c + o->at) = (u8)o->val;
}

static void set_bool(Cc *c, const CcOpt *o, const char *v)
{
    (void)v;
    *(bool *)((char *)c + o->at) = o->val;
}

static void set_int(Cc *c, const CcOpt *o, const char *v)
{
    (void)v;
    *(int *)((char *)c + o->at) = o->val;
}

static void set_text(Cc *c, const CcOpt *o, const char *v)
{
    *(const char **)((char *)c + o->at) = v;
}

static void add_text(Cc *c, const CcOpt *o, const char *v)
{
    Strs *list = (Strs *)((char *)c + o->at);
    vec_push(&c->s.mem, list, str_of(v));
}

// Of -E, -fsyntax-only, -S and -c the one that stops first counts, whatever their order.
static void set_mode(Cc *c, const CcOpt *o, const char *v)
{
    static const u8 stage[] = {[CC_PREPROCESS] = 1, [CC_CHECK] = 2, [CC_ASM] = 3, [CC_OBJECT] = 4,
                               [CC_INTERP] = 0};
    u8 now = c->mode <= CC_INTERP ? stage[c->mode] : 0, then = stage[o->val];
    (void)v;
    if (!now || !then || then < now)
        c->mode = (CcMode)o->val;
}

static void query(Cc *c, const CcOpt *o, const char *v)
{
    c->query = o->form == F_ALONE ? o->name : str_fmt(&c->s.mem, "%s%s", o->name, v).p;
}

static void skip(Cc *c, const CcOpt *o, const char *v)
{
    Str text = str_fmt(&c->s.mem, "%s%s", o->name, o->form == F_ALONE ? "" : v);
    vec_push(&c->s.mem, &c->skipped, text);
}

static void refuse(Cc *c, const CcOpt *o, const char *v)
{
    Str text = str_fmt(&c->s.mem, "%s%s", o->name, o->form == F_ALONE ? "" : v);
    ddiag(&c->s, D_REFUSED, text.p, o->why);
}

// Its effect would be one that whoever asks for it should know is missing: a guard at run time.
static void warn_missing(Cc *c, const CcOpt *o, const char *v)
{
    skip(c, o, v);
    ddiag(&c->s, D_NO_EFFECT, vec_last(&c->skipped).p, o->why);
}

static void define(Cc *c, const CcOpt *o, const char *v)
{
    const char *eq = o->val ? NULL : strchr(v, '=');
    CDefine d = {.undef = o->val, .body = STR("1")};
    d.name = eq ? (Str){v, (size_t)(eq - v)} : str_of(v);
    if (eq)
        d.body = str_of(eq + 1);
    vec_push(&c->s.mem, &c->define, d);
}

// OLD=NEW: the first '=' ends what is replaced.
static void map_path(Cc *c, const CcOpt *o, const char *v)
{
    const char *eq = strchr(v, '=');
    if (!eq) {
        ddiag(&c->s, D_BAD_VALUE, o->name, v);
        return;
    }
    PathMap m = {{v, (size_t)(eq - v)}, str_of(eq + 1), (u8)o->val};
    vec_push(&c->s.mem, &c->path_map, m);
}

static void set_emit(Cc *c, const CcOpt *o, const char *v)
{
    static const struct { const char *name; CcMode mode; } kinds[] = {
        {"ir", CC_IR}, {"asm", CC_ASM}, {"obj", CC_OBJECT}};
    for (u32 k = 0; k < COUNT(kinds); k++)
        if (!strcmp(v, kinds[k].name)) {
            c->mode = kinds[k].mode;
            return;
        }
    ddiag(&c->s, D_BAD_VALUE, o->name, v);
}

static void set_tls_model(Cc *c, const CcOpt *o, const char *v)
{
    static const struct { const char *name; TlsAccess how; } models[] = {
        {"global-dynamic", TLS_GENERAL}, {"local-dynamic", TLS_LOCAL},
        {"initial-exec", TLS_INITIAL}, {"local-exec", TLS_EXEC}};
    for (u32 k = 0; k < COUNT(models); k++)
        if (!strcmp(v, models[k].name)) {
            c->tls_least = models[k].how;
            return;
        }
    ddiag(&c->s, D_BAD_VALUE, o->name, v);
}

static void set_std(Cc *c, const CcOpt *o, const char *v)
{
    static const struct { const char *name; CStd std; } stds[] = {
        {"90", C_90}, {"89", C_90}, {"iso9899:1990", C_90}, {"iso9899:199409", C_90},
        {"99", C_99}, {"9x", C_99},
        {"iso9899:1999", C_99}, {"11", C_11}, {"1x", C_11}, {"iso9899:2011", C_11}, {"17", C_17},
        {"18", C_17}, {"iso9899:2017", C_17}, {"iso9899:2018", C_17}, {"23", C_23}, {"2x", C_23},
        {"iso9899:2024", C_23}};
    bool gnu = !strncmp(v, "gnu", 3);
    const char *year = gnu ? v + 3 : v[0] == 'c' ? v + 1 : v;
    bool iso = !strncmp(year, "iso", 3);
    for (u32 k = 0; k < COUNT(stds); k++)
        if (!strcmp(year, stds[k].name) && iso == (year == v)) {
            c->std = (u8)stds[k].std;
            c->strict = !gnu;
            c->amended = !strcmp(v, "iso9899:199409");
            return;
        }
    ddiag(&c->s, D_BAD_VALUE, o->name, v);
}

static void set_ansi(Cc *c, const CcOpt *o, const char *v)
{
    (void)o, (void)v;
    c->std = C_90;
    c->strict = true;
}

static void set_libc(Cc *c, const CcOpt *o, const char *v)
{
    static const char *const names[] = {
        [LIBC_SYSTEM] = "system", [LIBC_OWN] = "own", [LIBC_NONE] = "none"};
    for (u8 k = LIBC_SYSTEM; k <= LIBC_NONE; k++)
        if (!strcmp(v, names[k])) {
            c->libc = k;
            c->s.libc = k == LIBC_OWN;
            return;
        }
    ddiag(&c->s, D_BAD_VALUE, o->name, v);
}

static void set_language(Cc *c, const CcOpt *o, const char *v)
{
    static const struct { const char *name; CcKind kind; } languages[] = {
        {"none", CC_IN_NONE}, {"c", CC_IN_C}, {"cpp-output", CC_IN_C}, {"c-header", CC_IN_C},
        {"assembler", CC_IN_ASM}, {"assembler-with-cpp", CC_IN_ASM_CPP}};
    for (u32 k = 0; k < COUNT(languages); k++)
        if (!strcmp(v, languages[k].name)) {
            c->language = (u8)languages[k].kind;
            c->output = !strcmp(v, "cpp-output");
            return;
        }
    ddiag(&c->s, D_BAD_VALUE, o->name, v);
}

static void set_level(Cc *c, const CcOpt *o, const char *v)
{
    static const char *const digits = "0123456789";
    (void)o;
    c->s.size = !strcmp(v, "s") || !strcmp(v, "z");
    if (c->s.size || !strcmp(v, "fast"))
        c->s.opt = 2;
    else if (!*v || !strcmp(v, "g"))
        c->s.opt = 1;
    else if (!v[strspn(v, digits)])
        c->s.opt = v[0] > '2' || v[1] ? 2 : v[0] - '0';
    else
        ddiag(&c->s, D_BAD_VALUE, "-O", v);
}

// -g, -g1, -ggdb3, -gdwarf-5, -gno-as-loc-support ...: only whether there is any.
static void set_debug(Cc *c, const CcOpt *o, const char *v)
{
    (void)o;
    c->s.debug = strcmp(v, "0") && strcmp(v, "gdb0");
}

static void warning(Cc *c, const CcOpt *o, const char *v)
{
    if (!*v || !strcmp(v, "extra"))
        c->wextra = true;
    else if (!strcmp(v, "all"))
        c->wall = true;
    else if (!strcmp(v, "error") || !strcmp(v, "no-error"))
        c->s.diags.werror = v[0] == 'e';
    else if (c_warning_known(str_of(v)))
        vec_push(&c->s.mem, &c->warn, str_of(v));
    else
        skip(c, o, v);
}

// How many errors are told; 0: all.
static void set_error_limit(Cc *c, const CcOpt *o, const char *v)
{
    size_t n = strspn(v, "0123456789");
    if (!n || n > 9 || v[n])
        ddiag(&c->s, D_BAD_VALUE, o->name, v);
    else
        c->s.diags.limit = strtoul(v, NULL, 10) ? (u32)strtoul(v, NULL, 10) : ~0u;
}

static void dep_kind(Cc *c, const CcOpt *o, const char *v)
{
    (void)v;
    c->deps.only |= o->val < 2;
    c->deps.beside |= o->val >= 2;
    c->deps.user |= o->val & 1;
}

static void dep_target(Cc *c, const CcOpt *o, const char *v)
{
    Str t = o->val ? cc_make_quoted(&c->s.mem, str_of(v)) : str_of(v);
    vec_push(&c->s.mem, &c->deps.target, t);
}

// -fPIC and -fPIE exclude each other: the last one counts.
static void set_pic(Cc *c, const CcOpt *o, const char *v)
{
    (void)v;
    bool pie = strchr(o->name, 'E') || strchr(o->name, 'e');
    c->pic = (u8)o->val;
    c->pic_said = true;
    c->pie = pie ? (u8)o->val : 0;
}

static void add_lib(Cc *c, const CcOpt *o, const char *v)
{
    (void)o;
    vec_push(&c->s.mem, &c->input, ((CcInput){str_of(v), CC_IN_LIB, false}));
}

static void add_word(Cc *c, Str w)
{
    vec_push(&c->s.mem, &c->input, ((CcInput){w, CC_IN_WORD, false}));
}

// -Wl,-soname,libx.so; -Xlinker WORD; and what is the linker's, but comes without either.
static void linker_words(Cc *c, const CcOpt *o, const char *v)
{
    (void)o;
    while (*v) {
        size_t n = strcspn(v, ",");
        add_word(c, (Str){v, n});
        v += n + (v[n] == ',');
    }
}

// -Wa,--noexecstack: what an assembler of its own would be told, where it is so anyway.
static void assembler_words(Cc *c, const CcOpt *o, const char *v)
{
    static const char *const same[] = {
        "--noexecstack", "--64", "--fatal-warnings", "--no-warn", "-W", "--warn", "-g",
        "--gstabs", "--gdwarf", "--gdwarf-", "-mrelax-relocations=",
        "-mbranches-within-32B-boundaries",
        "--strip-local-absolute", "--compress-debug-sections=none",
        "--nocompress-debug-sections"};
    while (*v) {
        size_t n = o->form == F_SEP ? strlen(v) : strcspn(v, ",");
        Str w = str_fmt(&c->s.mem, "-Wa,%.*s", (int)n, v);
        bool known = false;
        for (u32 k = 0; k < COUNT(same); k++) {
            size_t m = strlen(same[k]);
            bool open = same[k][m - 1] == '=' || same[k][m - 1] == '-';  // whatever is behind it
            known |= (open ? n >= m : n == m) && !memcmp(v, same[k], m);
        }
        if (known)
            vec_push(&c->s.mem, &c->skipped, w);
        else
            ddiag(&c->s, D_REFUSED, w.p, "the assembler has no such option");
        v += n + (v[n] == ',');
    }
}

static void linker_word(Cc *c, const CcOpt *o, const char *v)
{
    if (o->why)
        add_word(c, str_of(o->why));
    if (v)
        add_word(c, str_of(v));
}

// -Wp,-MD,file: options for the preprocessor, which is the same program here.
static void pass_on(Cc *c, const CcOpt *o, const char *v);

static void no_runtime(Cc *c, const CcOpt *o, const char *v)
{
    (void)o, (void)v;
    c->nostartfiles = c->nodefaultlibs = true;
}

static void set_static(Cc *c, const CcOpt *o, const char *v)
{
    (void)v;
    c->is_static = true;
    if (o->val)
        c->form = (u8)o->val;
}

#define ALONE(name, action, member, value) {name, F_ALONE, action, offsetof(Cc, member), value, 0}
#define BOOL(name, member) ALONE(name, set_bool, member, 1)
#define VALUE(name, form, action, member) {name, form, action, offsetof(Cc, member), 0, 0}
#define CALL(name, form, action, value) {name, form, action, 0, value, 0}
#define SKIP(name) {name, F_ALONE, skip, 0, 0, 0},
#define SKIP_ANY(name) {name, F_ANY, skip, 0, 0, 0},
#define SKIP_SEP(name) {name, F_SEP, skip, 0, 0, 0},
#define REFUSE(name, form, why) {name, form, refuse, 0, 0, why},
#define TOLD(name, why) {name, F_ALONE, warn_missing, 0, 0, why},
#define MISSING(name) TOLD(name, "that guard is not made")

static const CcOpt opts[] = {
    CALL("-c", F_ALONE, set_mode, CC_OBJECT),
    CALL("-E", F_ALONE, set_mode, CC_PREPROCESS),
    CALL("-S", F_ALONE, set_mode, CC_ASM),
    CALL("-fsyntax-only", F_ALONE, set_mode, CC_CHECK),
    CALL("--interp", F_ALONE, set_mode, CC_INTERP),
    CALL("--emit", F_SEP, set_emit, 0),
    CALL("--emit=", F_JOINED, set_emit, 0),
    VALUE("-o", F_EITHER, set_text, out),
    CALL("-x", F_EITHER, set_language, 0),
    BOOL("-v", verbose),
    BOOL("-###", dry),
    BOOL("-w", nowarn),
    BOOL("-pedantic", s.diags.pedantic),
    BOOL("--pedantic", s.diags.pedantic),
    BOOL("-Wpedantic", s.diags.pedantic),
    BOOL("-pedantic-errors", s.diags.pedantic_errors),
    CALL("-fmax-errors=", F_JOINED, set_error_limit, 0),
    CALL("-ferror-limit=", F_JOINED, set_error_limit, 0),
    BOOL("-P", no_markers),
    BOOL("-dM", only_macros),
    BOOL("-dD", macros_too),
    BOOL("-dN", names_too),
    BOOL("-dI", includes_too),

    CALL("-fmacro-prefix-map=", F_JOINED, map_path, PATH_MACRO),
    CALL("-fdebug-prefix-map=", F_JOINED, map_path, PATH_DEBUG),
    CALL("-ffile-prefix-map=", F_JOINED, map_path, PATH_MACRO | PATH_DEBUG),
    CALL("-D", F_EITHER, define, 0),
    CALL("-U", F_EITHER, define, 1),
    VALUE("-I", F_EITHER, add_text, inc),
    VALUE("-iquote", F_EITHER, add_text, quote),
    VALUE("-isystem", F_EITHER, add_text, sysinc),
    VALUE("-idirafter", F_EITHER, add_text, after),
    VALUE("-include", F_EITHER, add_text, include),
    VALUE("-imacros", F_EITHER, add_text, imacros),
    BOOL("-nostdinc", nostdinc),
    BOOL("-undef", undef),
    BOOL("-trigraphs", trigraphs),
    BOOL("-fpreprocessed", preprocessed),
    ALONE("-fno-preprocessed", set_bool, preprocessed, 0),
    CALL("-M", F_ALONE, dep_kind, 0),
    CALL("-MM", F_ALONE, dep_kind, 1),
    CALL("-MD", F_ALONE, dep_kind, 2),
    CALL("-MMD", F_ALONE, dep_kind, 3),
    VALUE("-MF", F_EITHER, set_text, deps.file),
    BOOL("-MP", deps.phony),
    BOOL("-MG", deps.missing),
    CALL("-MT", F_EITHER, dep_target, 0),
    CALL("-MQ", F_EITHER, dep_target, 1),
    CALL("-Wp,", F_JOINED, pass_on, 0),
    CALL("-Xpreprocessor", F_SEP, pass_on, 0),

    CALL("-O", F_ANY, set_level, 0),
    CALL("-g", F_ANY, set_debug, 0),
    CALL("-std=", F_JOINED, set_std, 0),
    CALL("-ansi", F_ALONE, set_ansi, 0),
    CALL("-W", F_ANY, warning, 0),
    ALONE("-fgnu89-inline", set_u8, inline_rule, CC_INLINE_GNU),
    ALONE("-fno-gnu89-inline", set_u8, inline_rule, CC_INLINE_C99),
    BOOL("-ffreestanding", freestanding),
    ALONE("-fhosted", set_bool, freestanding, 0),
    {"-fno-builtin", F_ANY, set_bool, offsetof(Cc, no_builtin), 1, 0},  // of one name: of all
    ALONE("-fbuiltin", set_bool, no_builtin, 0),
    ALONE("-fsigned-char", set_u8, char_sign, 1),
    ALONE("-fno-unsigned-char", set_u8, char_sign, 1),
    ALONE("-funsigned-char", set_u8, char_sign, 2),
    ALONE("-fno-signed-char", set_u8, char_sign, 2),
    BOOL("-fno-asm", no_asm),
    ALONE("-fasm", set_bool, no_asm, 0),
    ALONE("-funsigned-bitfields", set_bool, unsigned_bits, 1),
    ALONE("-fno-signed-bitfields", set_bool, unsigned_bits, 1),
    ALONE("-fsigned-bitfields", set_bool, unsigned_bits, 0),
    ALONE("-fno-unsigned-bitfields", set_bool, unsigned_bits, 0),
    ALONE("-mms-bitfields", set_u8, ms_bits, 1),
    ALONE("-mno-ms-bitfields", set_u8, ms_bits, 2),
    CALL("-fpic", F_ALONE, set_pic, 1),
    CALL("-fPIC", F_ALONE, set_pic, 2),
    CALL("-fpie", F_ALONE, set_pic, 1),
    CALL("-fPIE", F_ALONE, set_pic, 2),
    CALL("-fno-pic", F_ALONE, set_pic, 0),
    CALL("-fno-PIC", F_ALONE, set_pic, 0),
    CALL("-fno-pie", F_ALONE, set_pic, 0),
    CALL("-fno-PIE", F_ALONE, set_pic, 0),

    CALL("-ftls-model=", F_JOINED, set_tls_model, 0),
    ALONE("-fcommon", set_bool, common, 1),
    ALONE("-fno-common", set_bool, common, 0),
    ALONE("-fvisibility=hidden", set_bool, hidden, 1),
    ALONE("-fvisibility=internal", set_bool, hidden, 1),
    ALONE("-fvisibility=default", set_bool, hidden, 0),
    CALL("--libc", F_SEP, set_libc, 0),
    CALL("--libc=", F_JOINED, set_libc, 0),
    CALL("-l", F_EITHER, add_lib, 0),
    VALUE("-L", F_EITHER, add_text, libdir),
    CALL("-nostdlib", F_ALONE, no_runtime, 0),
    BOOL("-nostartfiles", nostartfiles),
    BOOL("-nodefaultlibs", nodefaultlibs),
    CALL("-static", F_ALONE, set_static, 0),
    CALL("-static-pie", F_ALONE, set_static, LINK_AS_PIE),
    ALONE("-pie", set_u8, form, LINK_AS_PIE),
    ALONE("-no-pie", set_u8, form, LINK_NO_PIE),
    ALONE("-nopie", set_u8, form, LINK_NO_PIE),
    BOOL("-shared", shared),
    BOOL("-r", ld.object),
    CALL("-Wl,", F_JOINED, linker_words, 0),
    CALL("-Xlinker", F_SEP, linker_word, 0),
    CALL("-Wa,", F_JOINED, assembler_words, 0),
    CALL("-Xassembler", F_SEP, assembler_words, 0),
    {"-z", F_EITHER, linker_word, 0, 0, "-z"},
    {"-u", F_EITHER, linker_word, 0, 0, "-u"},
    {"-rdynamic", F_ALONE, linker_word, 0, 0, "-E"},
    {"-symbolic", F_ALONE, linker_word, 0, 0, "-Bsymbolic"},
    BOOL("-pthread", pthread),
    BOOL("-pthreads", pthread),
    ALONE("-mwindows", set_int, image.pe.subsystem, PE_GUI),
    ALONE("-mconsole", set_int, image.pe.subsystem, PE_CONSOLE),
    BOOL("-mdll", shared),
    {"-framework", F_SEP, linker_word, 0, 0, "-framework"},
    {"-F", F_EITHER, linker_word, 0, 0, "-F"},
    BOOL("-s", image.strip),
    BOOL("--size", image.size),
    VALUE("--map", F_SEP, set_text, image.map),
    VALUE("--map=", F_JOINED, set_text, image.map),
    VALUE("--format", F_SEP, set_text, image.format),
    VALUE("--format=", F_JOINED, set_text, image.format),
    VALUE("--report", F_SEP, set_text, image.report),
    VALUE("--report=", F_JOINED, set_text, image.report),
    VALUE("--entry", F_SEP, set_text, entry),
    VALUE("--entry=", F_JOINED, set_text, entry),
    VALUE("-e", F_EITHER, set_text, entry),

    CALL("-dumpmachine", F_ALONE, query, 0),
    CALL("-dumpversion", F_ALONE, query, 0),
    CALL("-dumpfullversion", F_ALONE, query, 0),
    CALL("--version", F_ALONE, query, 0),
    CALL("-print-search-dirs", F_ALONE, query, 0),
    CALL("--print-search-dirs", F_ALONE, query, 0),
    CALL("-print-multiarch", F_ALONE, query, 0),
    CALL("--print-multiarch", F_ALONE, query, 0),
    CALL("-print-multi-os-directory", F_ALONE, query, 0),
    CALL("--print-multi-os-directory", F_ALONE, query, 0),
    CALL("-print-libgcc-file-name", F_ALONE, query, 0),
    CALL("--print-libgcc-file-name", F_ALONE, query, 0),
    CALL("-print-file-name=", F_JOINED, query, 0),
    CALL("-print-prog-name=", F_JOINED, query, 0),
    CALL("--print-file-name=", F_JOINED, query, 0),
    CALL("--print-prog-name=", F_JOINED, query, 0),

#include "driver/cc_opts.def"
};

// The row that says most about the argument: the whole word, or the longest beginning.
static const CcOpt *find(const char *a)
{
    const CcOpt *best = NULL;
    size_t length = 0;
    for (u32 k = 0; k < COUNT(opts); k++) {
        const CcOpt *o = &opts[k];
        size_t n = strlen(o->name);
        if (strncmp(a, o->name, n) || (n <= length && best))
            continue;
        if (!a[n] && o->form != F_JOINED)
            return o;
        if (o->form == F_JOINED || o->form == F_EITHER || o->form == F_ANY) {
            best = o;
            length = n;
        }
    }
    return best && (a[length] || best->form == F_ANY) ? best : NULL;
}

static void parse_words(Cc *c, int argc, char **argv, int i);

static void pass_on(Cc *c, const CcOpt *o, const char *v)
{
    while (*v) {
        size_t n = o->form == F_SEP ? strlen(v) : strcspn(v, ",");
        vec_push(&c->s.mem, &c->preproc, str_dup(&c->s.mem, (Str){v, n}));
        v += n + (v[n] == ',');
    }
}

static void add_file(Cc *c, const char *a)
{
    static const struct { const char *ending; CcKind kind; } endings[] = {
        {".c", CC_IN_C}, {".i", CC_IN_C}, {".h", CC_IN_C}, {".s", CC_IN_ASM}, {".S", CC_IN_ASM_CPP},
        {".sx", CC_IN_ASM_CPP}};
    CcInput in = {str_of(a), (CcKind)c->language, c->output};
    in.preprocessed |= !in.kind && str_ends(in.name, ".i");
    for (u32 k = 0; k < COUNT(endings) && !in.kind; k++)
        if (str_ends(in.name, endings[k].ending))
            in.kind = endings[k].kind;
    if (!in.kind)
        in.kind = CC_IN_FILE;
    vec_push(&c->s.mem, &c->input, in);
}

// One option of the table; false when it is none.
static bool table_option(Cc *c, int argc, char **argv, int *i)
{
    const char *a = argv[*i], *v = NULL;
    const CcOpt *o = find(a);
    if (!o)
        return false;
    size_t n = strlen(o->name);
    if (o->form != F_ALONE)
        v = a + n;
    if (o->form == F_SEP || (o->form == F_EITHER && !a[n]))
        v = *i + 1 < argc ? argv[++*i] : NULL;
    if (!v && o->form != F_ALONE)
        ddiag(&c->s, D_NEEDS_VALUE, o->name);
    else
        o->act(c, o, v);
    return true;
}

// Names that end in '=' are compared with as much of what was given.
static void unknown_option(Cc *c, const char *given)
{
    size_t n = strlen(given), eq = strcspn(given, "=");
    Near near = near_new(str_of(given), n < 8 ? 1 : 2);
    ddiag(&c->s, D_BAD_OPTION, given);
    for (u32 k = 0; k < COUNT(opts) && n > 3; k++) {
        const CcOpt *o = &opts[k];
        bool joined = o->name[strlen(o->name) - 1] == '=';
        near.name.n = joined && given[eq] ? eq + 1 : n;
        if (o->act != refuse)
            near_try(&near, str_of(o->name));
    }
    if (near.best.n)
        diag_help(&c->s.diags, "did you mean %.*s?", STR_ARG(near.best));
}

static void parse_words(Cc *c, int argc, char **argv, int i)
{
    for (; i < argc; i++) {
        int used;
        if (!strcmp(argv[i], "--")) {
            while (++i < argc)
                vec_push(&c->s.mem, &c->arg, str_of(argv[i]));
        } else if (argv[i][0] != '-' || !argv[i][1]) {
            add_file(c, argv[i]);
        } else if (table_option(c, argc, argv, &i)) {
            continue;
        } else if ((used = session_option(&c->s, argc, argv, i)) != 0) {
            if (used < 0)
                return;
            i += used - 1;
        } else if (!image_pe_option(&c->s, &c->image, argc, argv, &i)) {
            unknown_option(c, argv[i]);
        }
    }
}

// As options of the preprocessor alone, -MD and -MMD take the name of their file.
static void parse_preproc(Cc *c)
{
    VEC(char *) word = {0};
    for (u32 k = 0; k < c->preproc.n; k++) {
        const char *w = c->preproc.v[k].p;
        vec_push(&c->s.mem, &word, (char *)(uintptr_t)w);
        if (k + 1 < c->preproc.n && (!strcmp(w, "-MD") || !strcmp(w, "-MMD")))
            vec_push(&c->s.mem, &word, (char *)(uintptr_t)"-MF");
    }
    parse_words(c, (int)word.n, word.v, 0);
}

// Folders of a variable of the environment; an empty one is the working directory.
static void environment_dirs(Cc *c, const char *variable, Strs *out)
{
    const char *p = getenv(variable);
    while (p && *p) {
        const char *end = strchr(p, HOST_PATH_LIST);
        size_t n = end ? (size_t)(end - p) : strlen(p);
        vec_push(&c->s.mem, out, n ? str_dup(&c->s.mem, (Str){p, n}) : STR("."));
        p += n + (end != NULL);
    }
}

// What only makes sense beside one of -M, -MM, -MD, -MMD would be lost without.
static void check_deps(Cc *c)
{
    const CcDeps *d = &c->deps;
    const char *lone = d->file ? "-MF" : d->phony ? "-MP" : d->target.n ? "-MT" : NULL;
    if (d->missing && !d->only)
        ddiag(&c->s, D_DEPS_MISSING, 0);
    if (lone && !d->only && !d->beside)
        ddiag(&c->s, D_DEPS_ALONE, lone);
}

void cc_parse(Cc *c, int argc, char **argv)
{
    args_expand(&c->s, &argc, &argv);
    parse_words(c, argc, argv, 1);
    parse_preproc(c);
    check_deps(c);
    environment_dirs(c, "CPATH", &c->inc);
    environment_dirs(c, "C_INCLUDE_PATH", &c->sysinc);
    if (!c->s.target_name && !c->s.board_name)
        environment_dirs(c, "LIBRARY_PATH", &c->libdir);
    c->s.diags.nowarn = c->nowarn;
    if (c->entry)
        c->image.entry = str_of(c->entry);
    if (c->deps.only)
        c->mode = CC_PREPROCESS;
    if (c->shared && c->mode == CC_LINK && !c->pic_said)
        c->pic = 2;     // what is compiled on the way to a shared library is code of one
    // standard input has no ending that tells its language
    for (u32 k = 0; k < c->input.n && c->mode == CC_PREPROCESS; k++)
        if (c->input.v[k].kind == CC_IN_FILE && str_eqz(c->input.v[k].name, "-"))
            c->input.v[k].kind = CC_IN_C;
}
