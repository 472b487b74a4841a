// report.c - how much of each memory a program takes: by region, section, module and function
//
// Flash counts what is stored there: code, constants, the first contents of variables. RAM counts
// what programs write: variables, stack, heap. Largest first; names decide between equals.
#include "link/firmware/fw_int.h"

typedef struct Row {
    Str name, module;
    u64 flash, ram;
    u64 addr;
} Row;
typedef struct Rows {
    Row *v;
    u32 n, cap;
} Rows;

static int by_size(const void *a, const void *b, void *ctx)
{
    const Row *x = a, *y = b;
    u64 p = x->flash + x->ram, q = y->flash + y->ram;
    (void)ctx;
    if (p != q)
        return p > q ? -1 : 1;
    int c = str_cmp(x->name, y->name);
    return c ? c : str_cmp(x->module, y->module);
}

static bool in_ram(const Link *l, const OutSect *o)
{
    u32 load;
    return l->fw->map->region.v[fw_home(l->fw->map, o, &load)].access & FW_WRITE;
}

/* A share of an output section: in flash when bytes are stored, in RAM when it runs there. */
static void add(const Link *l, Row *r, const OutSect *o, u64 size)
{
    bool ram = in_ram(l, o), stored = !(o->flags & SF_ZERO);
    r->flash += stored && (!ram || o->load != o->addr) ? size : 0;
    r->ram += ram ? size : 0;
}

static void put_rows(Rows *rows, Buf *b, const char *title)
{
    sort_stable(rows->v, rows->n, sizeof(Row), by_size, NULL);
    buf_fmt(b, "\n%9s %9s  %s\n", "flash", "RAM", title);
    for (u32 i = 0; i < rows->n; i++) {
        const Row *r = &rows->v[i];
        buf_fmt(b, "%9llu %9llu  %.*s", (unsigned long long)r->flash, (unsigned long long)r->ram,
                STR_ARG(r->name));
        if (r->module.n)
            buf_fmt(b, "  (%.*s)", STR_ARG(r->module));
        buf_str(b, "\n");
    }
}

static void put_regions(const Link *l, Buf *b)
{
    const FwLink *w = l->fw;
    buf_fmt(b, "%-10s %10s %9s %9s %9s %6s\n", "region", "origin", "size", "used", "free", "used");
    for (u32 i = 0; i < w->map->region.n; i++) {
        const FwRegion *r = &w->map->region.v[i];
        u64 used = w->use[i].at - r->origin + w->use[i].fixed;
        u64 permille = (used * 1000 + r->length / 2) / r->length;
        buf_fmt(b, "%-10.*s 0x%08x %9llu %9llu %9llu %3llu.%llu%%\n", STR_ARG(r->name), r->origin,
                (unsigned long long)r->length, (unsigned long long)used,
                (unsigned long long)(r->length - used), (unsigned long long)permille / 10,
                (unsigned long long)permille % 10);
    }
    buf_fmt(b, "stack %llu, guard %llu, heap %llu%s\n",
            (unsigned long long)(w->stack_top - w->stack_limit),
            (unsigned long long)w->map->guard, (unsigned long long)(w->heap_end - w->heap),
            w->map->heap_rest ? " (what is free)" : "");
}

static void put_sections(Link *l, Buf *b)
{
    Rows rows = {0};
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        if (!(o->flags & SF_ALLOC) || !o->size)
            continue;
        Row r = {.name = o->name};
        add(l, &r, o, o->size);
        vec_push(l->mem, &rows, r);
    }
    put_rows(&rows, b, "section");
}

/* What the linker made (tables, merged constants) counts as its own module. */
static void put_modules(Link *l, Buf *b)
{
    Rows rows = {0};
    for (u32 i = 0; i <= l->file.n; i++) {
        const LFile *f = i < l->file.n ? l->file.v[i] : &l->own;
        vec_push(l->mem, &rows, ((Row){.name = f->name}));
    }
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        for (u32 k = 0; o->flags & SF_ALLOC && k < o->atom.n; k++) {
            const LFile *f = o->atom.v[k]->file;
            add(l, &rows.v[f == &l->own ? l->file.n : f->index], o, o->atom.v[k]->size);
        }
    }
    u32 n = 0;
    for (u32 i = 0; i < rows.n; i++)
        if (rows.v[i].flash + rows.v[i].ram)
            rows.v[n++] = rows.v[i];
    rows.n = n;
    put_rows(&rows, b, "module");
}

static void add_symbols(Link *l, Rows *rows, const LFile *f)
{
    for (u32 i = 1; i < f->obj->sym.n; i++) {
        const ObjSym *o = &f->obj->sym.v[i];
        const LSym *s = f->sym[i];
        if (!o->size || !o->name.n || !sym_live(s) || s->file != f || s->atom->merge ||
            !(s->atom->flags & SF_ALLOC) || (o->kind != SK_FUNC && o->kind != SK_DATA))
            continue;
        Row r = {.name = sym_shown(o->name), .module = f->name};
        add(l, &r, s->atom->out, o->size);
        vec_push(l->mem, rows, r);
    }
}

static void put_symbols(Link *l, Buf *b)
{
    Rows rows = {0};
    for (u32 i = 0; i < l->file.n; i++)
        add_symbols(l, &rows, l->file.v[i]);
    put_rows(&rows, b, "function or variable");
}

void fw_report(Link *l, Buf *out)
{
    put_regions(l, out);
    put_sections(l, out);
    put_modules(l, out);
    put_symbols(l, out);
}
