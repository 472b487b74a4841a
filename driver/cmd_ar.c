// cmd_ar.c - `fuse ar` and `fuse ranlib`: archives, the same bytes for the same members
//
// An archive with Mach-O objects gets the form that Apple's tools read, any other that of GNU.
// Dates, owners and modes are not kept.
#include "driver/driver.h"

#include <errno.h>

typedef struct ArCmd {
    Session s;
    char op;                 // d p q r s t x
    bool create, verbose, no_index, index;
    const char *path;
    bool exists;
    VEC(ArMember) m;
    char **arg;              // names of members or files
    u32 narg;
} ArCmd;

static const char usage[] =
    "usage: fuse ar [-]OPERATION[modifiers] ARCHIVE [FILE...]\n"
    "  r  put files in, in place of members of the same names     q  put files in at the end\n"
    "  t  list members    p  print members    x  extract members  d  delete members\n"
    "  s  (alone, as fuse ranlib) make the index of symbols anew\n"
    "  c  say nothing when the archive is new    v  say what is done    S  no index of symbols\n"
    "  D U u o P  accepted: dates, owners and modes are never kept, names are those of files\n";

static bool bad_use(const char *what)
{
    fprintf(stderr, "fuse ar: %s\n%s", what, usage);
    return false;
}

static bool letters(ArCmd *a, const char *p)
{
    for (p += *p == '-'; *p; p++)
        switch (*p) {
        case 'd': case 'p': case 'q': case 'r': case 't': case 'x':
            if (a->op)
                return bad_use("two operations");
            a->op = *p;
            break;
        case 's': a->index = true; break;
        case 'c': a->create = true; break;
        case 'v': a->verbose = true; break;
        case 'S': a->no_index = true; break;
        case 'D': case 'U': case 'u': case 'o': case 'P': case 'l': case 'f': break;
        case 'T': return bad_use("thin archives are read, not written");
        case 'a': case 'b': case 'i': case 'm':
            return bad_use("members are kept in their order; a, b, i and m are not there");
        default: return bad_use("unknown letter");
        }
    if (!a->op && a->index)
        a->op = 's';
    return a->op || bad_use("no operation");
}

static void say(const ArCmd *a, char what, Str name)
{
    if (a->verbose)
        printf("%c - %.*s\n", what, STR_ARG(name));
}

static bool writes(const ArCmd *a) { return strchr("dqrs", a->op); }

static bool read_archive(ArCmd *a)
{
    Str bytes, err = {0};
    ArMember *m;
    u32 n;
    if (file_read(&a->s.mem, a->path, &bytes)) {
        bool makes = errno == ENOENT && (a->op == 'r' || a->op == 'q');
        if (!makes)
            ddiag(&a->s, D_NO_FILE, a->path, strerror(errno));
        else if (!a->create)
            fprintf(stderr, "fuse ar: creating %s\n", a->path);
        return makes;
    }
    a->exists = true;
    if (ar_is_thin(bytes) && writes(a)) {
        ddiag(&a->s, D_BAD_IR, a->path, "a thin archive; these are read, not written");
        return false;
    }
    if (ar_load(&a->s.mem, str_of(a->path), bytes, &m, &n, &err)) {
        ddiag(&a->s, D_BAD_IR, a->path, str_z(&a->s.mem, err));
        return false;
    }
    for (u32 i = 0; i < n; i++)
        vec_push(&a->s.mem, &a->m, m[i]);
    return true;
}

static bool write_archive(ArCmd *a)
{
    Buf out = {0};
    bool macho = false;
    for (u32 i = 0; i < a->m.n; i++)
        macho |= macho_is_obj(a->m.v[i].bytes);
    (macho ? ar_write_bsd : ar_write)(a->m.v, a->m.n, a->no_index ? AR_NO_INDEX : 0, &out);
    bool bad = file_write(a->path, out.p, out.n, 0644);
    if (bad)
        ddiag(&a->s, D_NO_WRITE, a->path, strerror(errno));
    buf_free(&out);
    return !bad;
}

// Of the first n members the first called like the file, but for those that are taken; ~0: none.
static u32 find(const ArCmd *a, const char *file, u32 n, const bool *taken)
{
    Str name = path_base(str_of(file));
    for (u32 i = 0; i < n; i++)
        if (!(taken && taken[i]) && str_eq(a->m.v[i].name, name))
            return i;
    return ~0u;
}

// A member of the archive as it was gets one new content: files of one name in several folders are
// members of their own.
static bool put(ArCmd *a)
{
    u32 old = a->m.n;
    bool *replaced = arena_array(&a->s.mem, bool, old + 1);
    for (u32 k = 0; k < a->narg; k++) {
        u32 i = a->op == 'q' ? ~0u : find(a, a->arg[k], old, replaced);
        ArMember x = {.name = path_base(str_of(a->arg[k]))};
        if (file_read(&a->s.mem, a->arg[k], &x.bytes)) {
            ddiag(&a->s, D_NO_FILE, a->arg[k], strerror(errno));
            return false;
        }
        say(a, i == ~0u ? 'a' : 'r', str_of(a->arg[k]));
        if (i == ~0u) {
            vec_push(&a->s.mem, &a->m, x);
        } else {
            a->m.v[i] = x;
            replaced[i] = true;
        }
    }
    return write_archive(a);
}

static bool drop(ArCmd *a)
{
    for (u32 k = 0; k < a->narg; k++) {
        u32 i = find(a, a->arg[k], a->m.n, NULL);
        if (i == ~0u && a->verbose)
            printf("No member named `%s'\n", a->arg[k]);
        if (i == ~0u)
            continue;
        say(a, 'd', a->m.v[i].name);
        memmove(&a->m.v[i], &a->m.v[i + 1], (--a->m.n - i) * sizeof a->m.v[0]);
    }
    return write_archive(a);
}

static void show(ArCmd *a, const ArMember *m)
{
    if (a->op == 't' && a->verbose)
        printf("rw-r--r-- 0/0 %6zu Jan  1 00:00 1970 %.*s\n", m->bytes.n, STR_ARG(m->name));
    else if (a->op == 't')
        printf("%.*s\n", STR_ARG(m->name));
    if (a->op == 'p') {
        if (a->verbose)
            printf("\n<%.*s>\n\n", STR_ARG(m->name));
        fwrite(m->bytes.p, 1, m->bytes.n, stdout);
    }
    if (a->op == 'x') {
        // never outside the working directory, whatever the archive says
        const char *to = str_z(&a->s.mem, path_base(m->name));
        say(a, 'x', m->name);
        if (file_write(to, m->bytes.p, m->bytes.n, 0644))
            ddiag(&a->s, D_NO_WRITE, to, strerror(errno));
    }
}

// t, p and x: all members, or those that were named.
static bool list(ArCmd *a)
{
    bool *seen = arena_array(&a->s.mem, bool, a->narg + 1);
    for (u32 i = 0; i < a->m.n; i++) {
        u32 k = 0;
        while (k < a->narg && (seen[k] || !str_eq(a->m.v[i].name, path_base(str_of(a->arg[k])))))
            k++;
        if (k == a->narg && a->narg)
            continue;
        seen[k] = true;
        show(a, &a->m.v[i]);
    }
    for (u32 k = 0; k < a->narg; k++)
        if (!seen[k])
            ddiag(&a->s, D_NO_MEMBER, a->path, a->arg[k]);
    return true;
}

static void run(ArCmd *a)
{
    if (!read_archive(a))
        return;
    switch (a->op) {
    case 'r': case 'q': put(a); break;
    case 'd': drop(a); break;
    case 's': write_archive(a); break;
    default: list(a);
    }
}

int cmd_ar(int argc, char **argv)
{
    ArCmd a = {0};
    session_init(&a.s, "ar");
    args_expand(&a.s, &argc, &argv);
    bool ok = argc >= 2 ? letters(&a, argv[1]) : bad_use("nothing to do");
    if (ok && argc < 3)
        ok = bad_use("no archive is named");
    if (ok) {
        a.path = argv[2];
        a.arg = argv + 3;
        a.narg = (u32)argc - 3;
        run(&a);
    }
    int code = session_end(&a.s);
    session_free(&a.s);
    return ok ? code : EXIT_FAIL;
}

int cmd_ranlib(int argc, char **argv)
{
    int code = argc > 1 ? EXIT_OK : EXIT_FAIL;
    for (int i = 1; i < argc; i++) {
        ArCmd a = {.op = 's', .path = argv[i]};
        if (!strcmp(argv[i], "-D") || !strcmp(argv[i], "-U"))
            continue;
        session_init(&a.s, "ranlib");
        if (argv[i][0] == '-')
            ddiag(&a.s, D_BAD_OPTION, argv[i]);
        else
            run(&a);
        if (session_end(&a.s))
            code = EXIT_FAIL;
        session_free(&a.s);
    }
    if (argc < 2)
        fprintf(stderr, "usage: fuse ranlib ARCHIVE...\n");
    return code;
}
