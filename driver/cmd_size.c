// cmd_size.c - `fuse size`: how much memory objects, archives and images take, by kind or section
#include "driver/bintools.h"

typedef struct SizeCmd {
    Session s;
    bool sections, totals;
    u64 sum[4];              // by BinUse
} SizeCmd;

static bool take(void *ctx, const char *a)
{
    SizeCmd *c = ctx;
    if (!strcmp(a, "-A") || !strcmp(a, "--format=sysv"))
        c->sections = true;
    else if (!strcmp(a, "-B") || !strcmp(a, "--format=berkeley"))
        c->sections = false;
    else if (!strcmp(a, "-t") || !strcmp(a, "--totals"))
        c->totals = true;
    else
        return !strcmp(a, "-d");
    return true;
}

static void put_row(const u64 *use)
{
    u64 all = use[BIN_TEXT] + use[BIN_DATA] + use[BIN_BSS];
    printf("%7llu\t%7llu\t%7llu\t%7llu\t%7llx\t", (unsigned long long)use[BIN_TEXT],
           (unsigned long long)use[BIN_DATA], (unsigned long long)use[BIN_BSS],
           (unsigned long long)all, (unsigned long long)all);
}

static void kinds(SizeCmd *c, const BinFile *f)
{
    u64 use[4] = {0};
    for (u32 k = 1; k < f->v->sect.n; k++)
        use[bin_use(&f->v->sect.v[k])] += f->v->sect.v[k].size;
    for (u32 k = 0; k < 4; k++)
        c->sum[k] += use[k];
    put_row(use);
    if (f->member.n)
        printf("%.*s (ex %.*s)\n", STR_ARG(f->member), STR_ARG(f->path));
    else
        printf("%.*s\n", STR_ARG(f->path));
}

static int digits(u64 x, int least)
{
    char b[24];
    int n = snprintf(b, sizeof b, "%llu", (unsigned long long)x);
    return MAX(n, least);
}

// The tables that only readers of the file need are not sections to this tool.
static bool table(const ViewSect *x)
{
    return !(x->flags & (VS_ALLOC | VS_DEBUG)) &&
           (str_starts(x->name, ".symtab") || str_eqz(x->name, ".strtab") ||
            str_eqz(x->name, ".shstrtab") || str_starts(x->name, ".rela.") ||
            str_starts(x->name, ".rel."));
}

static void by_section(const BinFile *f)
{
    u64 total = 0, top = 0;
    size_t wide = strlen("section");
    for (u32 k = 1; k < f->v->sect.n; k++) {
        const ViewSect *x = &f->v->sect.v[k];
        if (table(x))
            continue;
        total += x->size;
        top = MAX(top, x->addr);
        wide = MAX(wide, x->name.n);
    }
    int n = (int)wide, w = digits(total, 4), a = digits(top, 4);
    if (f->member.n)
        printf("%.*s   (ex %.*s):\n", STR_ARG(f->member), STR_ARG(f->path));
    else
        printf("%.*s  :\n", STR_ARG(f->path));
    printf("%-*s   %*s   %*s\n", n, "section", w, "size", a, "addr");
    for (u32 k = 1; k < f->v->sect.n; k++) {
        const ViewSect *x = &f->v->sect.v[k];
        if (!table(x))
            printf("%-*.*s   %*llu   %*llu\n", n, STR_ARG(x->name), w, (unsigned long long)x->size,
                   a, (unsigned long long)x->addr);
    }
    printf("%-*s   %*llu\n\n\n", n, "Total", w, (unsigned long long)total);
}

static void one_file(void *ctx, const BinFile *f)
{
    SizeCmd *c = ctx;
    if (c->sections)
        by_section(f);
    else
        kinds(c, f);
}

int cmd_size(int argc, char **argv)
{
    SizeCmd c = {0};
    BinArgs files = {0};
    session_init(&c.s, "size");
    args_expand(&c.s, &argc, &argv);
    if (!bin_options(&c.s, argc, argv, take, &c, &files)) {
        if (!files.n)
            vec_push(&c.s.mem, &files, "a.out");
        if (!c.sections)
            printf("   text\t   data\t    bss\t    dec\t    hex\tfilename\n");
        for (u32 k = 0; k < files.n; k++)
            bin_visit(&c.s, files.v[k], &(BinVisit){one_file, NULL, &c});
        if (c.totals && !c.sections) {
            put_row(c.sum);
            printf("(TOTALS)\n");
        }
    }
    int code = session_end(&c.s);
    session_free(&c.s);
    return code;
}
