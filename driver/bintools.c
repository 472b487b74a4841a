// bintools.c - what ar, nm, size, objdump and strip share: files and archive members in turn
#include "driver/bintools.h"

#include <errno.h>

static void visit_bytes(Session *s, Str path, Str member, Str bytes, const BinVisit *v)
{
    Str err = {0};
    BinFile f = {path, member, view_open(&s->mem, bytes, &err)};
    if (f.v)
        v->file(v->ctx, &f);
    else if (member.n)
        ddiag(s, D_BAD_IR, str_fmt(&s->mem, "%.*s(%.*s)", STR_ARG(path), STR_ARG(member)).p,
              str_z(&s->mem, err));
    else
        ddiag(s, D_BAD_IR, str_z(&s->mem, path), str_z(&s->mem, err));
}

void bin_visit(Session *s, const char *path, const BinVisit *v)
{
    Str bytes, err = {0};
    ArMember *m;
    u32 n;
    if (file_read(&s->mem, path, &bytes)) {
        ddiag(s, D_NO_FILE, path, strerror(errno));
        return;
    }
    if (!ar_is(bytes)) {
        visit_bytes(s, str_of(path), (Str){0}, bytes, v);
        return;
    }
    if (ar_load(&s->mem, str_of(path), bytes, &m, &n, &err)) {
        ddiag(s, D_BAD_IR, path, str_z(&s->mem, err));
        return;
    }
    if (v->archive)
        v->archive(v->ctx, str_of(path));
    for (u32 i = 0; i < n; i++)
        visit_bytes(s, str_of(path), m[i].name, m[i].bytes, v);
}

int bin_options(Session *s, int argc, char **argv, bool (*take)(void *ctx, const char *opt),
                void *ctx, BinArgs *rest)
{
    bool words = true;
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i];
        bool ok = true;
        if (!words || a[0] != '-' || !a[1])
            vec_push(&s->mem, rest, a);
        else if (!strcmp(a, "--"))
            words = false;
        else if (a[1] == '-')
            ok = take(ctx, a);
        for (size_t k = 1; words && a[0] == '-' && a[1] != '-' && a[k] && ok; k++) {
            char one[3] = {'-', a[k], 0};
            ok = take(ctx, one);
        }
        if (!ok) {
            ddiag(s, D_BAD_OPTION, a);
            return -1;
        }
    }
    return 0;
}

BinUse bin_use(const ViewSect *s)
{
    if (!(s->flags & VS_ALLOC))
        return BIN_NONE;
    if (s->flags & VS_CODE || !(s->flags & VS_WRITE))
        return BIN_TEXT;
    return s->flags & VS_ZERO ? BIN_BSS : BIN_DATA;
}

// By what the section is for, where its name alone says so (GNU nm).
static char special_section(Str name)
{
    static const struct { const char *name; char letter; } all[] = {
        {".drectve", 'i'}, {".edata", 'e'}, {".idata", 'i'}, {".pdata", 'p'}};
    for (u32 k = 0; k < COUNT(all); k++) {
        size_t n = strlen(all[k].name);
        if (str_starts(name, all[k].name) && (name.n == n || strchr(".$0123456789", name.p[n])))
            return all[k].letter;
    }
    return 0;
}

static char section_letter(const ViewSect *s)
{
    char c = special_section(s->name);
    if (c)
        return c;
    if (s->flags & VS_CODE)
        return 't';
    if (s->flags & VS_ZERO)
        return 'b';
    if (s->flags & VS_ALLOC)
        return s->flags & VS_WRITE ? 'd' : 'r';
    return s->flags & VS_DEBUG ? 'N' : s->flags & VS_WRITE ? '?' : 'n';
}

// llvm-nm's letters: only three sections have one of their own.
static char macho_letter(const ViewSect *s)
{
    if (str_eqz(s->seg, "__TEXT") && str_eqz(s->name, "__text"))
        return 't';
    if (!str_eqz(s->seg, "__DATA"))
        return 's';
    return str_eqz(s->name, "__data") ? 'd' : str_eqz(s->name, "__bss") ? 'b' : 's';
}

// What the usual nm of a format does: shows stabs; the letters of weak symbols ("" none), first of
// functions, then of data.
static const struct Letters {
    bool stabs;
    const char *weak_undef, *weak_def;
    char (*section)(const ViewSect *s);
} letters[FMT_COUNT] = {
    [FMT_ELF] = {.weak_undef = "wv", .weak_def = "WV", .section = section_letter},
    [FMT_MACHO] = {.stabs = true, .weak_undef = "", .weak_def = "", .section = macho_letter},
    [FMT_COFF] = {.weak_undef = "wv", .weak_def = "wv", .section = section_letter},
};

char bin_letter(const View *v, const ViewSym *y)
{
    char c = '?';
    const struct Letters *l = &letters[v->fmt];
    const char *weak = y->sect == VSECT_UNDEF ? l->weak_undef : l->weak_def;
    if (y->stab && l->stabs)
        return '-';
    if (y->sect == VSECT_COMMON)
        return 'C';
    if (y->sect != VSECT_UNDEF && y->kind == SK_IFUNC)
        return 'i';
    if (y->weak && *weak)
        return weak[y->kind == SK_DATA];
    if (y->sect == VSECT_UNDEF)
        return 'U';
    if (y->unique)
        return 'u';
    if (y->sect == VSECT_ABS)
        c = 'a';
    else if (y->sect < v->sect.n)
        c = l->section(&v->sect.v[y->sect]);
    return !y->local && c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}
