// cmd_objdump.c - `fuse objdump`: sections, symbols, relocations, code of objects and images
#include "codegen/codegen.h"
#include "codegen/target.h"
#include "driver/bintools.h"

typedef struct Dump {
    Session s;
    bool code, all_code, relocs, heads, symbols, plain;  // plain: without the bytes
} Dump;

static bool take(void *ctx, const char *a)
{
    Dump *d = ctx;
    const struct { const char *one, *name; bool *flag; } all[] = {
        {"-d", "--disassemble", &d->code}, {"-D", "--disassemble-all", &d->all_code},
        {"-r", "--reloc", &d->relocs}, {"-h", "--section-headers", &d->heads},
        {NULL, "--headers", &d->heads}, {NULL, "--sections", &d->heads},
        {"-t", "--syms", &d->symbols}, {NULL, "--no-show-raw-insn", &d->plain}};
    for (u32 k = 0; k < COUNT(all); k++)
        if ((all[k].one && !strcmp(a, all[k].one)) || (all[k].name && !strcmp(a, all[k].name))) {
            *all[k].flag = true;
            return true;
        }
    return false;
}

// Any target of the instruction set that the object is for: only its disassembler is asked.
static const Target *target_of(Arch arch)
{
    const Target *t = NULL;
    for (u32 i = 0; (t = target_at(i)) && t->isa->arch != arch; i++)
        ;
    return t;
}

// What listings of a format have: the number of the first section; sizes and visibility of symbols.
static const struct FormatStyle {
    u32 first;
    bool sizes;
} style[FMT_COUNT] = {[FMT_ELF] = {1, true}};

static int digits(const View *v) { return v->wide ? 16 : 8; }

/* ---- -h ---- */

static const char *kind_of(const ViewSect *x)
{
    return x->flags & VS_CODE    ? "TEXT"
           : x->flags & VS_ZERO  ? "BSS"
           : x->flags & VS_DEBUG ? "DEBUG"
           : x->flags & VS_DATA  ? "DATA"
                                 : "";
}

static void put_heads(const View *v)
{
    size_t wide = 13;
    for (u32 k = 1; k < v->sect.n; k++)
        wide = MAX(wide, v->sect.v[k].name.n);
    printf("\nSections:\nIdx %-*s Size     %-*s Type\n", (int)wide, "Name", digits(v), "VMA");
    for (u32 k = 1; k < v->sect.n; k++) {
        const ViewSect *x = &v->sect.v[k];
        printf("%3u %-*.*s %08llx %0*llx %s\n", k - 1 + style[v->fmt].first, (int)wide,
               STR_ARG(x->name), (unsigned long long)x->size, digits(v),
               (unsigned long long)x->addr, kind_of(x));
    }
}

/* ---- -t ---- */

static Str sect_name(Arena *a, const View *v, u32 sect)
{
    if (sect == VSECT_UNDEF)
        return STR("*UND*");
    if (sect == VSECT_ABS)
        return STR("*ABS*");
    if (sect == VSECT_COMMON)
        return STR("*COM*");
    if (sect >= v->sect.n)
        return STR("*?*");
    const ViewSect *x = &v->sect.v[sect];
    return x->seg.n ? str_fmt(a, "%.*s,%.*s", STR_ARG(x->seg), STR_ARG(x->name)) : x->name;
}

static char scope_letter(const ViewSym *y)
{
    if (y->local)
        return 'l';
    return y->unique ? 'u' : y->sect == VSECT_UNDEF || y->sect == VSECT_COMMON || y->weak ? ' '
                                                                                          : 'g';
}

static void put_symbol(Dump *d, const View *v, const ViewSym *y)
{
    static const char kind[] = {[SK_NONE] = ' ', [SK_FUNC] = 'F', [SK_DATA] = 'O',
                                [SK_SECTION] = ' ', [SK_FILE] = 'f', [SK_TLS] = ' ',
                                [SK_IFUNC] = 'F'};
    Str sect = sect_name(&d->s.mem, v, y->sect);
    printf("%0*llx %c%c  %c%c%c %.*s", digits(v),
           (unsigned long long)(y->sect == VSECT_COMMON ? MAX(y->align, 1) : y->value),
           scope_letter(y), y->weak ? 'w' : ' ', y->kind == SK_IFUNC ? 'i' : ' ',
           y->stab ? 'd' : ' ', kind[y->kind], STR_ARG(sect));
    if (style[v->fmt].sizes)
        printf("\t%0*llx", digits(v),
               (unsigned long long)(y->sect == VSECT_COMMON ? y->value : y->size));
    printf("%s %.*s%.*s\n",
           !style[v->fmt].sizes || !(y->other & 3) ? ""
           : (y->other & 3) == 2                ? " .hidden"
           : (y->other & 3) == 1                ? " .internal"
                                                : " .protected",
           STR_ARG(y->name), STR_ARG(y->version));
}

static void put_symbols(Dump *d, const View *v)
{
    printf("\nSYMBOL TABLE:\n");
    for (u32 k = 1; k < v->sym.n; k++)
        put_symbol(d, v, &v->sym.v[k]);
}

/* ---- -r ---- */

static int by_offset(const void *pa, const void *pb, void *ctx)
{
    const ViewRel *a = pa, *b = pb;
    (void)ctx;
    return (a->off > b->off) - (a->off < b->off);
}

static ViewRel *sorted(Dump *d, const ViewSect *x)
{
    ViewRel *r = arena_dup(&d->s.mem, x->rel.v, x->rel.n * sizeof *r);
    sort_stable(r, x->rel.n, sizeof *r, by_offset, NULL);
    return r;
}

static Str value_of(Dump *d, const View *v, const ViewRel *r)
{
    Str name = r->sym    ? v->sym.v[r->sym].name
               : r->sect && r->sect < v->sect.n ? v->sect.v[r->sect].name
                         : STR("*ABS*");
    if (!r->addend || !r->add)
        return name;
    u64 n = r->add < 0 ? 0 - (u64)r->add : (u64)r->add;
    return str_fmt(&d->s.mem, "%.*s%c0x%llx", STR_ARG(name), r->add < 0 ? '-' : '+',
                   (unsigned long long)n);
}

static void put_relocs(Dump *d, const View *v)
{
    for (u32 k = 1; k < v->sect.n; k++) {
        const ViewSect *x = &v->sect.v[k];
        if (!x->rel.n)
            continue;
        ViewRel *r = sorted(d, x);
        printf("\nRELOCATION RECORDS FOR [%.*s]:\n%-*s %-24s VALUE\n", STR_ARG(x->name), digits(v),
               "OFFSET", "TYPE");
        for (u32 j = 0; j < x->rel.n; j++) {
            Str type = view_reloc_name(&d->s.mem, v, r[j].type), to = value_of(d, v, &r[j]);
            printf("%0*llx %-24.*s %.*s\n", digits(v), (unsigned long long)r[j].off, STR_ARG(type),
                   STR_ARG(to));
        }
    }
}

/* ---- -d ---- */

typedef struct Label {
    u64 at;
    const ViewSym *y;
} Label;

typedef struct Section { // a section being shown
    Dump *d;
    const View *v;
    const ViewSect *x;
    const Target *t;
    ViewRel *rel;        // in order of offset
    u32 nrel, next;
    VEC(Label) label;    // in order of address
    VEC(Label) mark;     // what kind of bytes begins
} Section;

static int by_address(const void *pa, const void *pb, void *ctx)
{
    const Label *a = pa, *b = pb;
    (void)ctx;
    return (a->at > b->at) - (a->at < b->at);
}

static void find_labels(Section *c, u32 sect)
{
    Arena *mem = &c->d->s.mem;
    for (u32 k = 1; k < c->v->sym.n; k++) {
        const ViewSym *y = &c->v->sym.v[k];
        if (y->sect != sect || y->stab || !y->name.n)
            continue;
        if (y->mapping)
            vec_push(mem, &c->mark, ((Label){y->value, y}));
        else if (y->kind != SK_SECTION && y->kind != SK_FILE)
            vec_push(mem, &c->label, ((Label){y->value, y}));
    }
    sort_stable(c->label.v, c->label.n, sizeof *c->label.v, by_address, NULL);
    sort_stable(c->mark.v, c->mark.n, sizeof *c->mark.v, by_address, NULL);
}

// The last label at or before an address; NULL: there is none.
static const Label *label_before(const Section *c, u64 at)
{
    u32 lo = 0, hi = c->label.n;
    while (lo < hi) {
        u32 mid = (lo + hi) / 2;
        if (c->label.v[mid].at <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? &c->label.v[lo - 1] : NULL;
}

static bool target_text(void *ctx, u64 to, Buf *out)
{
    const Section *c = ctx;
    const Label *l = label_before(c, to);
    bool inside = to >= c->x->addr && to - c->x->addr < c->x->size;
    buf_fmt(out, "0x%llx", (unsigned long long)to);
    if (l && inside && to == l->at)
        buf_fmt(out, " <%.*s>", STR_ARG(l->y->name));
    else if (l && inside)
        buf_fmt(out, " <%.*s+0x%llx>", STR_ARG(l->y->name), (unsigned long long)(to - l->at));
    return true;
}

static bool field_text(void *ctx, u64 at, u8 size, u64 end, Buf *out)
{
    const Section *c = ctx;
    (void)end;
    for (u32 k = c->next; k < c->nrel && c->rel[k].off < at - c->x->addr + size; k++)
        if (c->rel[k].off >= at - c->x->addr && (c->rel[k].sym || c->rel[k].sect)) {
            const ViewRel *r = &c->rel[k];
            Str name = r->sym ? c->v->sym.v[r->sym].name
                              : sect_name(&c->d->s.mem, c->v, r->sect);
            buf_put(out, name.p, name.n);
            return true;
        }
    return false;
}

// Bytes in the groups that the instruction set is written in, lowest address last within one.
static void put_bytes(const Section *c, const u8 *p, u64 n, u64 group)
{
    char text[64];
    size_t at = 0;
    for (u64 k = 0; k < n && at + 12 < sizeof text; k += group) {
        u64 m = MIN(group, n - k);
        for (u64 j = m; j-- > 0;)
            at += (size_t)snprintf(text + at, sizeof text - at, "%02x", p[k + j]);
        text[at++] = ' ';
    }
    text[at] = 0;
    if (!c->d->plain)
        printf("%-*s", c->t->isa->uw.code_align == 1 ? 30 : 10, text);
}

static void put_relocs_at(Section *c, u64 end)
{
    for (; c->next < c->nrel && c->rel[c->next].off < end; c->next++) {
        const ViewRel *r = &c->rel[c->next];
        if (!c->d->relocs)
            continue;
        Str type = view_reloc_name(&c->d->s.mem, c->v, r->type), to = value_of(c->d, c->v, r);
        printf("\t\t%0*llx:  %.*s\t%.*s\n", digits(c->v),
               (unsigned long long)(c->x->addr + r->off), STR_ARG(type), STR_ARG(to));
    }
}

static void put_line(Section *c, u64 at, u64 n, u64 group, const Buf *text)
{
    printf("%8llx:  ", (unsigned long long)(c->x->addr + at));
    put_bytes(c, c->x->data + at, n, group);
    printf("%.*s\n", (int)text->n, (const char *)text->p);
    put_relocs_at(c, at + n);
}

// A word of constants between instructions, or what is left of one.
static u64 put_data(Section *c, u64 at, u64 end)
{
    Buf b = {0};
    u64 n = at % 4 || end - at < 4 ? 1 : 4;
    if (n == 4)
        buf_fmt(&b, ".word 0x%08x", rd32(c->x->data + at));
    else
        buf_fmt(&b, ".byte 0x%02x", c->x->data[at]);
    put_line(c, at, n, n, &b);
    buf_free(&b);
    return n;
}

static u64 put_code(Section *c, u64 at, u64 end)
{
    DisNames names = {c, field_text, target_text};
    u64 group = c->t->isa->uw.code_align;
    Buf b = {0};
    int got = cg_disasm(c->t, c->x->data + at, end - at, c->x->addr + at, &names, &b);
    u64 n = got > 0 ? (u64)got : 0;
    if (!n) {
        n = MIN(group, end - at);
        b.n = 0;
        for (u64 j = 0; j < n; j++)
            buf_fmt(&b, "%s0x%02x", j ? ", " : ".byte ", c->x->data[at + j]);
    }
    put_line(c, at, n, group, &b);
    buf_free(&b);
    return n;
}

static void put_section(Section *c)
{
    u32 label = 0, mark = 0;
    bool data = false;
    for (u64 at = 0; at < c->x->size;) {
        u64 addr = c->x->addr + at, end = c->x->size;
        for (; label < c->label.n && c->label.v[label].at <= addr; label++)
            printf("\n%0*llx <%.*s>:\n", digits(c->v), (unsigned long long)addr,
                   STR_ARG(c->label.v[label].y->name));
        for (; mark < c->mark.n && c->mark.v[mark].at <= addr; mark++)
            data = c->mark.v[mark].y->name.p[1] == 'd';
        if (label < c->label.n)
            end = MIN(end, c->label.v[label].at - c->x->addr);
        if (mark < c->mark.n)
            end = MIN(end, c->mark.v[mark].at - c->x->addr);
        at += data ? put_data(c, at, end) : put_code(c, at, end);
    }
}

static void disassemble(Dump *d, const View *v)
{
    const Target *t = target_of(v->arch);
    if (!t || !t->isa->disasm) {
        ddiag(&d->s, D_NO_CODEGEN, t ? t->name : "?");
        return;
    }
    for (u32 k = 1; k < v->sect.n; k++) {
        Section c = {.d = d, .v = v, .x = &v->sect.v[k], .t = t};
        bool wanted = c.x->flags & VS_CODE || (d->all_code && c.x->flags & VS_ALLOC);
        if (!wanted || !c.x->data || !c.x->size)
            continue;
        c.rel = sorted(d, c.x);
        c.nrel = c.x->rel.n;
        find_labels(&c, k);
        Str name = sect_name(&d->s.mem, v, k);
        printf("\nDisassembly of section %.*s:\n", STR_ARG(name));
        put_section(&c);
    }
}

static void one_file(void *ctx, const BinFile *f)
{
    Dump *d = ctx;
    if (f->member.n)
        printf("\n%.*s(%.*s):\tfile format %s\n", STR_ARG(f->path), STR_ARG(f->member),
               f->v->format);
    else
        printf("\n%.*s:\tfile format %s\n", STR_ARG(f->path), f->v->format);
    if (d->heads)
        put_heads(f->v);
    if (d->symbols)
        put_symbols(d, f->v);
    if (d->relocs && !d->code && !d->all_code)
        put_relocs(d, f->v);
    if (d->code || d->all_code)
        disassemble(d, f->v);
}

int cmd_objdump(int argc, char **argv)
{
    Dump d = {0};
    BinArgs files = {0};
    session_init(&d.s, "objdump");
    args_expand(&d.s, &argc, &argv);
    if (!bin_options(&d.s, argc, argv, take, &d, &files)) {
        if (!files.n)
            diag(&d.s.diags, &drv_diags[D_NO_INPUT], (Span){0, 0, 0});
        d.code |= !d.all_code && !d.relocs && !d.heads && !d.symbols;
        for (u32 k = 0; k < files.n; k++)
            bin_visit(&d.s, files.v[k], &(BinVisit){one_file, NULL, &d});
    }
    int code = session_end(&d.s);
    session_free(&d.s);
    return code;
}
