// cmd_nm.c - `fuse nm`: the symbols of objects, archives and images, as GNU nm prints them
#include "driver/bintools.h"

typedef struct Nm {
    Session s;
    bool all, dynamic, external, undefined, defined, by_value, unsorted, reverse, posix, sizes;
    bool path_each;          // -A: the file before every symbol
    u32 nfile;
} Nm;

static bool take(void *ctx, const char *a)
{
    Nm *n = ctx;
    const struct { const char *one, *name; bool *flag; } all[] = {
        {"-a", "--debug-syms", &n->all}, {"-D", "--dynamic", &n->dynamic},
        {"-g", "--extern-only", &n->external}, {"-u", "--undefined-only", &n->undefined},
        {"-U", "--defined-only", &n->defined}, {"-n", "--numeric-sort", &n->by_value},
        {"-v", NULL, &n->by_value}, {"-p", "--no-sort", &n->unsorted},
        {"-r", "--reverse-sort", &n->reverse}, {"-P", "--portability", &n->posix},
        {NULL, "--format=posix", &n->posix}, {"-S", "--print-size", &n->sizes},
        {"-A", "--print-file-name", &n->path_each}, {"-o", NULL, &n->path_each}};
    for (u32 k = 0; k < COUNT(all); k++)
        if ((all[k].one && !strcmp(a, all[k].one)) || (all[k].name && !strcmp(a, all[k].name))) {
            *all[k].flag = true;
            return true;
        }
    return !strcmp(a, "-B") || !strcmp(a, "--format=bsd");
}

static bool wanted(const Nm *n, const ViewSym *y)
{
    bool undef = y->sect == VSECT_UNDEF;
    if ((y->stab && !n->all) || y->mapping)
        return false;
    if (n->external && y->local && y->sect != VSECT_COMMON)
        return false;
    return (!n->undefined || undef) && (!n->defined || !undef);
}

typedef struct Row {
    const ViewSym *y;
    char letter;
} Row;

static int compare(const void *pa, const void *pb, void *ctx)
{
    const Nm *n = ctx;
    const ViewSym *a = ((const Row *)pa)->y, *b = ((const Row *)pb)->y;
    int sign = n->reverse ? -1 : 1;
    bool ua = a->sect == VSECT_UNDEF, ub = b->sect == VSECT_UNDEF;
    if (n->by_value && ua != ub)
        return ua ? -sign : sign;
    if (n->by_value && !ua && a->value != b->value)
        return a->value < b->value ? -sign : sign;
    return sign * str_cmp(a->name, b->name);
}

static void put_posix(const Row *r)
{
    printf("%.*s%.*s %c ", STR_ARG(r->y->name), STR_ARG(r->y->version), r->letter);
    if (strchr("Uwv", r->letter)) {
        printf("        \n");
        return;
    }
    printf("%llx ", (unsigned long long)r->y->value);
    if (r->y->size)
        printf("%llx", (unsigned long long)r->y->size);
    putchar('\n');
}

static void put_bsd(const Nm *n, const Row *r, int width)
{
    if (strchr("Uwv", r->letter))
        printf("%*s", width, "");
    else
        printf("%0*llx", width, (unsigned long long)r->y->value);
    if (n->sizes && r->y->size && !strchr("Uwv", r->letter))
        printf(" %0*llx", width, (unsigned long long)r->y->size);
    printf(" %c %.*s%.*s\n", r->letter, STR_ARG(r->y->name), STR_ARG(r->y->version));
}

static void put_head(const Nm *n, const BinFile *f)
{
    if (n->path_each)
        return;
    if (n->posix && f->member.n)
        printf("%.*s[%.*s]:\n", STR_ARG(f->path), STR_ARG(f->member));
    else if (n->posix && n->nfile > 1)
        printf("%.*s:\n", STR_ARG(f->path));
    else if (!n->posix && f->member.n)
        printf("\n%.*s:\n", STR_ARG(f->member));
    else if (!n->posix && n->nfile > 1)
        printf("\n%.*s:\n", STR_ARG(f->path));
}

static void put_place(const Nm *n, const BinFile *f)
{
    if (n->posix && f->member.n)
        printf("%.*s[%.*s]: ", STR_ARG(f->path), STR_ARG(f->member));
    else if (f->member.n)
        printf("%.*s:%.*s:", STR_ARG(f->path), STR_ARG(f->member));
    else
        printf(n->posix ? "%.*s: " : "%.*s:", STR_ARG(f->path));
}

static void one_file(void *ctx, const BinFile *f)
{
    Nm *n = ctx;
    const View *v = f->v;
    const ViewSym *list = n->dynamic ? v->dyn.v : v->sym.v;
    u32 total = n->dynamic ? v->dyn.n : v->sym.n;
    VEC(Row) row = {0};
    put_head(n, f);
    if (total < 2) {
        fflush(stdout);
        Str name = f->member.n ? f->member : f->path;
        fprintf(stderr, "fuse nm: %.*s: no symbols\n", STR_ARG(name));
        return;
    }
    for (u32 k = 1; k < total; k++)
        if (wanted(n, &list[k]))
            vec_push(&n->s.mem, &row, ((Row){&list[k], bin_letter(v, &list[k])}));
    if (!n->unsorted)
        sort_stable(row.v, row.n, sizeof *row.v, compare, n);
    for (u32 k = 0; k < row.n; k++) {
        if (n->path_each)
            put_place(n, f);
        if (n->posix)
            put_posix(&row.v[k]);
        else
            put_bsd(n, &row.v[k], v->wide ? 16 : 8);
    }
}

static void one_archive(void *ctx, Str path)
{
    const Nm *n = ctx;
    if (n->nfile > 1 && !n->posix)
        printf("\n%.*s:\n", STR_ARG(path));
}

int cmd_nm(int argc, char **argv)
{
    Nm n = {0};
    BinArgs files = {0};
    session_init(&n.s, "nm");
    args_expand(&n.s, &argc, &argv);
    if (!bin_options(&n.s, argc, argv, take, &n, &files)) {
        if (!files.n)
            vec_push(&n.s.mem, &files, "a.out");
        n.nfile = files.n;
        for (u32 k = 0; k < files.n; k++)
            bin_visit(&n.s, files.v[k], &(BinVisit){one_file, one_archive, &n});
    }
    int code = session_end(&n.s);
    session_free(&n.s);
    return code;
}
