// image.c - the linked image as a PE32+ executable
//
// Layout of the file: DOS stub, headers, sections in address order, debug sections, symbols,
// strings. Sections of the image are made of output sections of one kind. Everything is a function
// of the input: the time stamp is 0 and the checksum is of the file.
// Source: Microsoft, "PE Format".
#include "link/pe/pe_int.h"

enum { DOS_SIZE = 128, PE_HEADERS = 4 + COFF_HEADER, OPTIONAL = 112 + 8 * PD_COUNT };
enum { RELOC_DIR64 = 10 };

typedef struct Class {           // sections of the image, in order
    const char *name;
    u32 flags;
    const char *only;            // the one output section that goes here; NULL: any that fits
    u32 need, never;             // SF_*
} Class;

static const Class classes[] = {
    {".text", CS_CODE | CS_EXEC | CS_READ, NULL, SF_EXEC, 0},
    {".rdata", CS_DATA | CS_READ, NULL, 0, SF_EXEC | SF_WRITE},
    {".data", CS_DATA | CS_READ | CS_WRITE, NULL, SF_WRITE, SF_EXEC | SF_ZERO},
    {".bss", CS_ZERO | CS_READ | CS_WRITE, NULL, SF_WRITE | SF_ZERO, SF_EXEC},
    {".pdata", CS_DATA | CS_READ, ".pdata", 0, 0},
    {".edata", CS_DATA | CS_READ, ".edata", 0, 0},
    {".idata", CS_DATA | CS_READ, ".idata", 0, 0},
    {".tls", CS_DATA | CS_READ | CS_WRITE, ".tls", 0, 0},
    {".rsrc", CS_DATA | CS_READ, ".rsrc", 0, 0},
    {".reloc", CS_DATA | CS_READ | CS_DISCARD, ".reloc", 0, 0},
};
enum { CLASS_INFO = COUNT(classes) };

static Str full_name(const Atom *a)
{
    return a->file->obj ? a->file->obj->sect.v[a->index].name : a->name;
}

typedef struct Renamed {
    const char *from, *to;       // NULL: the name stays, which has a number to sort by
    u32 add, drop;
} Renamed;

/* The names of every format's objects come down to those of this one. */
static const Renamed renamed[] = {
    {".text", ".text", 0, 0}, {".rodata", ".rdata", 0, 0}, {".rdata", ".rdata", 0, 0},
    {".data.rel.ro", ".rdata", 0, SF_WRITE}, {".got", ".rdata", 0, SF_WRITE},
    {".data", ".data", 0, 0}, {".bss", ".bss", 0, 0}, {".xdata", ".xdata", 0, 0},
    {".pdata", ".pdata", 0, SF_WRITE}, {".edata", ".edata", 0, SF_WRITE},
    {".idata", ".idata", 0, SF_WRITE},
    {".tdata", ".tls", SF_WRITE, SF_ZERO}, {".tbss", ".tls", SF_WRITE, SF_ZERO},
    {".tls", ".tls", SF_WRITE, SF_ZERO}, {".rsrc", ".rsrc", 0, SF_WRITE},
    {".CRT", ".CRT", 0, SF_WRITE}, {".init_array", NULL, 0, SF_WRITE},
    {".fini_array", NULL, 0, SF_WRITE},
};

static void rename_atom(Atom *a)
{
    if (!a->live || !(a->flags & SF_ALLOC))
        return;
    for (u32 k = 0; k < COUNT(renamed); k++) {
        size_t n = strlen(renamed[k].from);
        if (!str_starts(a->name, renamed[k].from) ||
            (a->name.n > n && a->name.p[n] != '.' && a->name.p[n] != '$'))
            continue;
        if (renamed[k].to)
            a->name = str_of(renamed[k].to);
        a->flags = (a->flags | renamed[k].add) & ~renamed[k].drop;
        return;
    }
    const char *dollar = memchr(a->name.p, '$', a->name.n);
    if (dollar && dollar > a->name.p)
        a->name.n = (size_t)(dollar - a->name.p);
}

void pe_synth(Link *l)
{
    bool imports = false;
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++) {
            Atom *a = &l->file.v[i]->atom[k];
            imports |= a->live && str_starts(a->name, ".idata$2");
        }
    l->pe->import_end->live = imports;
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++)
            rename_atom(&l->file.v[i]->atom[k]);
    for (u32 i = 0; i < l->own_atom.n; i++)
        rename_atom(l->own_atom.v[i]);
}

/* What follows the dollar orders the parts of a section; entries of one DLL's import library, whose
 * members are named in order, stay together. */
static Str order_key(const Atom *a)
{
    Str s = full_name(a);
    const char *dollar = memchr(s.p, '$', s.n);
    if (!dollar)
        return STR("");
    return (Str){dollar, s.n - (size_t)(dollar - s.p)};
}

static int by_order(const void *x, const void *y, void *ctx)
{
    const Atom *a = *(Atom *const *)x, *b = *(Atom *const *)y;
    const OutSect *o = ctx;
    int d = str_cmp(order_key(a), order_key(b));
    return d || !str_eqz(o->name, ".idata") ? d : str_cmp(a->file->name, b->file->name);
}

static void order_parts(OutSect *o)
{
    u64 at = 0;
    sort_stable(o->atom.v, o->atom.n, sizeof(Atom *), by_order, o);
    for (u32 k = 0; k < o->atom.n; k++) {
        Atom *a = o->atom.v[k];
        a->off = at = ALIGN_UP(at, (u64)a->align);
        at += a->size;
    }
    o->size = at;
}

static u32 class_of(const OutSect *o)
{
    if (!(o->flags & SF_ALLOC))
        return CLASS_INFO;
    for (u32 k = 0; k < COUNT(classes); k++)
        if (classes[k].only && str_eqz(o->name, classes[k].only) &&
            (o->rank == PE_RANK_RELOC || strcmp(classes[k].only, ".reloc")))
            return k;
    for (u32 k = 0; k < COUNT(classes); k++)
        if (!classes[k].only && (o->flags & classes[k].need) == classes[k].need &&
            !(o->flags & classes[k].never))
            return k;
    return 1;
}

static int by_class(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    u32 a = class_of(*(OutSect *const *)x), b = class_of(*(OutSect *const *)y);
    return a < b ? -1 : a > b;
}

static void new_sect(Link *l, u32 k)
{
    const OutSect *o = l->out.v[k];
    u32 c = class_of(o);
    PeSect s = {.first = k, .n = 1};
    s.flags = c == CLASS_INFO ? CS_DATA | CS_READ | CS_DISCARD : classes[c].flags;
    s.name = c == CLASS_INFO ? NULL : classes[c].name;
    vec_push(l->mem, &l->pe->sect, s);
}

static void group_sections(Link *l)
{
    sort_stable(l->out.v, l->out.n, sizeof(OutSect *), by_class, NULL);
    for (u32 k = 0; k < l->out.n; k++) {
        PeSect *last = l->pe->sect.n ? &l->pe->sect.v[l->pe->sect.n - 1] : NULL;
        u32 c = class_of(l->out.v[k]);
        if (last && c != CLASS_INFO && class_of(l->out.v[last->first]) == c)
            last->n++;
        else
            new_sect(l, k);
    }
}

static u64 headers_size(const Link *l)
{
    u64 n = DOS_SIZE + PE_HEADERS + OPTIONAL + (u64)COFF_SECTION * l->pe->sect.n;
    return ALIGN_UP(n, (u64)PE_FILE_ALIGN);
}

static u64 place_sect(Link *l, PeSect *s, u64 addr)
{
    s->addr = addr;
    for (u32 k = s->first; k < s->first + s->n; k++) {
        OutSect *o = l->out.v[k];
        addr = ALIGN_UP(addr, (u64)o->align);
        if (o->flags & SF_ALLOC)         // debug sections refer to each other by offsets
            o->addr = addr;
        addr += o->size;
    }
    s->size = addr - s->addr;
    return ALIGN_UP(addr, (u64)PE_SECTION_ALIGN);
}

static int by_addr(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    u64 a = *(const u64 *)x, b = *(const u64 *)y;
    return a < b ? -1 : a > b;
}

/* Blocks of a page each: address, size, then 12 bits of offset and 4 of kind for each cell. */
static void build_relocs(Link *l)
{
    u64 *cell = arena_array(l->mem, u64, l->dyn.n + 1);
    Buf *b = &l->pe->reloc;
    for (u32 k = 0; k < l->dyn.n; k++)
        cell[k] = atom_addr(l->dyn.v[k].atom) + l->dyn.v[k].off - l->base;
    sort_stable(cell, l->dyn.n, sizeof *cell, by_addr, NULL);
    for (u32 k = 0, n; k < l->dyn.n; k += n) {
        u64 page = cell[k] & ~(u64)0xfff;
        for (n = 0; k + n < l->dyn.n && (cell[k + n] & ~(u64)0xfff) == page; n++)
            ;
        buf_u32(b, (u32)page);
        buf_u32(b, 8 + 2 * ALIGN_UP(n, 2u));
        for (u32 j = 0; j < n; j++)
            buf_u16(b, (u16)(RELOC_DIR64 << 12 | (cell[k + j] & 0xfff)));
        if (n & 1)
            buf_u16(b, 0);
    }
}

/* The size of .reloc is known once everything before it has its place, which it does not move. */
static void add_reloc_sect(Link *l)
{
    OutSect *o = arena_new(l->mem, OutSect);
    o->name = STR(".reloc");
    o->flags = SF_ALLOC;
    o->align = 4;
    o->rank = PE_RANK_RELOC;
    vec_push(l->mem, &l->out, o);
    l->pe->reloc_out = o;
}

static void tls_place(Link *l)
{
    for (u32 k = 0; k < l->out.n; k++)
        if (l->out.v[k]->flags & SF_TLS && l->out.v[k]->flags & SF_ALLOC) {
            l->has_tls = true;
            l->tls_addr = l->tp = l->out.v[k]->addr;  // offsets count from the block's start
            l->tls_size = l->out.v[k]->size;
        }
}

static bool place_all(Link *l)
{
    PeLink *p = l->pe;
    u64 addr = l->base + ALIGN_UP(headers_size(l), (u64)PE_SECTION_ALIGN), off = headers_size(l);
    for (u32 k = 0; k < p->sect.n; k++) {
        PeSect *s = &p->sect.v[k];
        if (l->out.v[s->first] == p->reloc_out) {
            build_relocs(l);
            p->reloc_out->size = p->reloc.n;
        }
        addr = place_sect(l, s, addr);
        if (addr - l->base > (u64)INT32_MAX) {
            link_say(l, L_BIG, "");
            return false;
        }
    }
    for (u32 k = 0; k < p->sect.n; k++) {
        PeSect *s = &p->sect.v[k];
        bool zero = s->flags & CS_ZERO;
        s->off = zero ? 0 : off;
        s->file_size = zero ? 0 : ALIGN_UP(s->size, (u64)PE_FILE_ALIGN);
        for (u32 j = s->first; j < s->first + s->n; j++)
            l->out.v[j]->off = s->off + (s->name ? l->out.v[j]->addr - s->addr : 0);
        off += s->file_size;
    }
    l->image_end = addr;
    return true;
}

bool pe_layout(Link *l)
{
    u32 n = 0;
    for (u32 k = 0; k < l->out.n; k++) {
        order_parts(l->out.v[k]);
        if (l->out.v[k]->flags & SF_TLS && l->out.v[k]->size > PE_MAX_TLS) {
            link_say(l, L_BIG, "");      // zeros of thread-local variables are in the file
            return false;
        }
    }
    if (l->dyn.n)
        add_reloc_sect(l);
    for (u32 k = 0; k < l->out.n; k++) {
        OutSect *o = l->out.v[k];
        if (o->flags & (SF_ALLOC | SF_DEBUG) && (o->size || o == l->pe->reloc_out))
            l->out.v[n++] = o;
        else
            o->addr = l->base;           // without contents: only symbols are there
    }
    l->out.n = n;
    group_sections(l);
    l->seg[0] = (Seg){.addr = l->base};
    l->nseg = 1;
    if (!place_all(l))
        return false;
    tls_place(l);
    return true;
}

/* directories */
static OutSect *out_named(const Link *l, const char *name)
{
    for (u32 k = 0; k < l->out.n; k++)
        if (str_eqz(l->out.v[k]->name, name))
            return l->out.v[k];
    return NULL;
}

static void set_dir(Link *l, u32 d, u64 addr, u64 size)
{
    l->pe->dir[d][0] = (u32)(addr - l->base);
    l->pe->dir[d][1] = (u32)size;
}

/* The span of the parts of .idata whose names start so. */
static void idata_span(Link *l, u32 d, const char *from, const char *to)
{
    const OutSect *o = out_named(l, ".idata");
    u64 lo = ~(u64)0, hi = 0;
    for (u32 k = 0; o && k < o->atom.n; k++) {
        const Atom *a = o->atom.v[k];
        if (str_starts(full_name(a), from) || str_starts(full_name(a), to)) {
            lo = MIN(lo, atom_addr(a));
            hi = MAX(hi, atom_addr(a) + a->size);
        }
    }
    if (hi > lo)
        set_dir(l, d, lo, hi - lo);
}

static void directories(Link *l)
{
    static const struct { u32 dir; const char *sect; } whole[] = {
        {PD_RESOURCE, ".rsrc"}, {PD_EXCEPTION, ".pdata"}};
    for (u32 k = 0; k < COUNT(whole); k++) {
        const OutSect *o = out_named(l, whole[k].sect);
        if (o && o->size)
            set_dir(l, whole[k].dir, o->addr, o->size);
    }
    if (l->pe->edata)
        set_dir(l, PD_EXPORT, atom_addr(l->pe->edata), l->pe->edata->size);
    if (l->pe->reloc_out)
        set_dir(l, PD_RELOC, l->pe->reloc_out->addr, l->pe->reloc_out->size);
    idata_span(l, PD_IMPORT, ".idata$2", ".idata$3");
    idata_span(l, PD_IAT, ".idata$5", ".idata$5");
    const LSym *tls = map_getp(&l->global, STR("_tls_used"));
    i64 add = 0;
    if (tls && sym_live(tls))
        set_dir(l, PD_TLS, sym_addr(l, tls, &add), 40);
}

static int by_begin(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    u32 a = rd32(x), b = rd32(y);
    return a < b ? -1 : a > b;
}

static void finish_tables(Link *l)
{
    OutSect *o = out_named(l, ".pdata");
    if (o)
        sort_stable(o->mem, o->size / 12, 12, by_begin, NULL);
    if (l->pe->reloc_out)
        memcpy(l->pe->reloc_out->mem, l->pe->reloc.p, l->pe->reloc.n);
    buf_free(&l->pe->reloc);
    o = out_named(l, ".tls");
    const Atom *dir = l->pe->tls_dir;
    if (o && dir && dir->live)   // alignment of the block, as in section headers
        wr32(dir->out->mem + dir->off + 36, (u32)(ctz64(o->align) + 1) << CS_ALIGN_SHIFT);
}

/* symbols */
static const PeSect *sect_at(const Link *l, u64 addr, u32 *number)
{
    for (u32 k = 0; k < l->pe->sect.n; k++) {
        const PeSect *s = &l->pe->sect.v[k];
        if (s->name && addr >= s->addr && addr - s->addr < MAX(s->size, 1)) {
            *number = k + 1;
            return s;
        }
    }
    return NULL;
}

static u32 long_name(Buf *strings, Str name)
{
    u32 off = 4 + (u32)strings->n;
    buf_put(strings, name.p, name.n);
    buf_byte(strings, 0);
    return off;
}

static bool put_symbol(Link *l, Buf *b, Buf *strings, const LSym *s, Str name, bool local)
{
    u32 number;
    i64 add = 0;
    if (!sym_live(s) || (s->atom->merge && !merge_addr(s->atom, s->value)) ||
        !(s->atom->flags & SF_ALLOC) || !name.n)
        return false;
    u64 addr = sym_addr(l, s, &add);
    const PeSect *in = sect_at(l, addr, &number);
    if (!in)
        return false;
    if (name.n <= 8) {
        char text[8] = {0};
        memcpy(text, name.p, name.n);
        buf_put(b, text, 8);
    } else {
        buf_u32(b, 0);
        buf_u32(b, long_name(strings, name));
    }
    buf_u32(b, (u32)(addr - in->addr));
    buf_u16(b, (u16)number);
    buf_u16(b, s->kind == SK_FUNC ? COFF_FUNC_TYPE : 0);
    buf_byte(b, local ? CY_STATIC : CY_EXTERNAL);
    buf_byte(b, 0);
    return true;
}

static u32 put_symbols(Link *l, Buf *b, Buf *strings)
{
    u32 n = 0;
    for (u32 i = 0; i < l->file.n; i++) {
        const LFile *f = l->file.v[i];
        for (u32 k = 1; k < f->obj->sym.n; k++) {
            const ObjSym *o = &f->obj->sym.v[k];
            if (o->bind == SB_LOCAL && o->kind != SK_SECTION && o->kind != SK_FILE &&
                !str_starts(o->name, ".L"))
                n += put_symbol(l, b, strings, f->sym[k], o->name, true);
        }
    }
    for (u32 i = 0; i < l->global.n; i++) {
        const LSym *s = (const LSym *)(uintptr_t)l->global.ent[i].val;
        if (str_eq(l->global.ent[i].key, s->name))
            n += put_symbol(l, b, strings, s, s->name, false);
    }
    return n;
}

/* headers */
static void put_dos(Buf *b)
{
    // mov ah, 9; mov dx, text; push cs; pop ds; int 21h; mov ax, 4c01h; int 21h
    static const u8 program[] = {0xb4, 0x09, 0xba, 0x10, 0x00, 0x0e, 0x1f, 0xcd, 0x21, 0xb8, 0x01,
                                 0x4c, 0xcd, 0x21, 0x90, 0x90};
    static const char text[] = "This program needs 64-bit Windows.\r\n$";
    static const u16 head[] = {0x5a4d, DOS_SIZE, 1, 0, 4, 0, 0xffff, 0, 0xb8, 0, 0, 0, 0x40};
    size_t start = b->n;
    for (u32 k = 0; k < COUNT(head); k++)
        buf_u16(b, head[k]);
    buf_zero(b, 0x3c - 2 * COUNT(head));
    buf_u32(b, DOS_SIZE);
    buf_put(b, program, sizeof program);
    buf_str(b, text);
    buf_zero(b, DOS_SIZE - (b->n - start));
}

static u64 total(const Link *l, u32 flag)
{
    u64 n = 0;
    for (u32 k = 0; k < l->pe->sect.n; k++)
        if (l->pe->sect.v[k].flags & flag)
            n += flag == CS_ZERO ? ALIGN_UP(l->pe->sect.v[k].size, (u64)PE_FILE_ALIGN)
                                 : l->pe->sect.v[k].file_size;
    return n;
}

static void put_optional(Link *l, Buf *b, u32 entry)
{
    static const PeOpts none = {0};
    static const u16 subsystem[] = {[PE_CONSOLE] = 3, [PE_GUI] = 2, [PE_EFI] = 10};
    const PeOpts *o = l->opt.pe ? l->opt.pe : &none;
    bool efi = o->subsystem == PE_EFI;
    u16 version = efi ? 1 : 6;
    buf_u16(b, 0x20b);
    buf_byte(b, 1);
    buf_byte(b, 0);
    buf_u32(b, (u32)total(l, CS_CODE));
    buf_u32(b, (u32)total(l, CS_DATA));
    buf_u32(b, (u32)total(l, CS_ZERO));
    buf_u32(b, entry);
    buf_u32(b, l->pe->sect.n ? (u32)(l->pe->sect.v[0].addr - l->base) : 0);
    buf_u64(b, l->base);
    buf_u32(b, PE_SECTION_ALIGN);
    buf_u32(b, PE_FILE_ALIGN);
    buf_u16(b, version);         // of the system
    buf_u16(b, 0);
    buf_u32(b, 0);               // of the image
    buf_u16(b, version);         // of the subsystem
    buf_u16(b, 0);
    buf_u32(b, 0);
    buf_u32(b, (u32)(l->image_end - l->base));
    buf_u32(b, (u32)headers_size(l));
    buf_u32(b, 0);               // checksum, at the end
    buf_u16(b, subsystem[o->subsystem]);
    buf_u16(b, efi ? 0x140 : 0x8160);    // high-entropy addresses, dynamic base, no-execute; aware
                                         // of terminal servers
    buf_u64(b, o->stack ? o->stack : (u64)8 << 20);
    buf_u64(b, PE_SECTION_ALIGN);
    buf_u64(b, o->heap ? o->heap : (u64)1 << 20);
    buf_u64(b, PE_SECTION_ALIGN);
    buf_u32(b, 0);
    buf_u32(b, PD_COUNT);
    for (u32 k = 0; k < PD_COUNT; k++) {
        buf_u32(b, l->pe->dir[k][0]);
        buf_u32(b, l->pe->dir[k][1]);
    }
}

static void put_section_headers(Link *l, Buf *b)
{
    for (u32 k = 0; k < l->pe->sect.n; k++) {
        const PeSect *s = &l->pe->sect.v[k];
        char text[16] = {0};
        Str name = s->name ? str_of(s->name) : l->out.v[s->first]->name;
        if (s->name_off)
            snprintf(text, sizeof text, "/%u", s->name_off);
        else
            memcpy(text, name.p, MIN(name.n, 8));
        buf_put(b, text, 8);
        buf_u32(b, (u32)s->size);
        buf_u32(b, (u32)(s->addr - l->base));
        buf_u32(b, (u32)s->file_size);
        buf_u32(b, (u32)s->off);
        buf_zero(b, 12);
        buf_u32(b, s->flags);
    }
}

static void put_headers(Link *l, Buf *b, u32 entry, u64 symbols, u32 nsym)
{
    put_dos(b);
    buf_str(b, "PE");
    buf_u16(b, 0);
    buf_u16(b, COFF_AMD64);
    buf_u16(b, (u16)l->pe->sect.n);
    buf_u32(b, 0);
    buf_u32(b, (u32)symbols);
    buf_u32(b, nsym);
    buf_u16(b, OPTIONAL);
    // executable, addresses above 2 GiB are fine; without debug information
    buf_u16(b, 0x0022 | (l->pe->is_dll ? 0x2000 : 0) |
                   (l->opt.strip || l->opt.strip_debug ? 0x0200 : 0));
    put_optional(l, b, entry);
    put_section_headers(l, b);
}

static u64 contents_end(const Link *l)
{
    u64 n = headers_size(l);
    for (u32 k = 0; k < l->pe->sect.n; k++)
        n = MAX(n, l->pe->sect.v[k].off + l->pe->sect.v[k].file_size);
    return n;
}

static u32 entry_rva(Link *l)
{
    const LSym *s = map_getp(&l->global, l->opt.entry);
    i64 add = 0;
    return s && sym_live(s) ? (u32)(sym_addr(l, s, &add) - l->base) : 0;
}

void pe_write(Link *l, Buf *out)
{
    buf_zero(out, contents_end(l));
    for (u32 k = 0; k < l->out.n; k++)
        if (!(l->out.v[k]->flags & SF_ZERO))
            l->out.v[k]->mem = out->p + l->out.v[k]->off;
    link_apply(l);
    finish_tables(l);
    directories(l);
    Buf strings = {0}, symbols = {0}, head = {0};
    for (u32 k = 0; k < l->pe->sect.n; k++) {
        PeSect *s = &l->pe->sect.v[k];
        if (!s->name && l->out.v[s->first]->name.n > 8)
            s->name_off = long_name(&strings, l->out.v[s->first]->name);
    }
    u32 nsym = l->opt.strip ? 0 : put_symbols(l, &symbols, &strings);
    u64 at = nsym || strings.n ? out->n : 0;
    put_headers(l, &head, entry_rva(l), at, nsym);
    memcpy(out->p, head.p, head.n);
    if (at) {
        buf_put(out, symbols.p, symbols.n);
        buf_u32(out, (u32)strings.n + 4);
        buf_put(out, strings.p, strings.n);
    }
    buf_free(&head);
    buf_free(&symbols);
    buf_free(&strings);
    wr32(out->p + DOS_SIZE + PE_HEADERS + 64, pe_checksum(out->p, out->n));
    if (l->pe->is_dll && l->opt.pe && l->opt.pe->implib)
        pe_import_library(l, &l->implib);
}

static const LibForm lib_form[] = {
    {"lib", ".dll.a", true}, {"lib", ".a", false}, {"", ".lib", false}, {0}};

const ImageFormat link_pe_image = {
    .lib_form = lib_form, .has_lib = pe_has_lib, .begin = pe_begin, .imports = pe_imports,
    .synth = pe_synth, .layout = pe_layout, .write = pe_write,
};
