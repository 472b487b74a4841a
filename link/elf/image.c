// image.c - the linked image as an ELF executable or shared library
//
// Layout of the file: ELF header, program headers, loaded sections in address order, unloaded
// sections, symbol table, string tables, section headers. The build id is the SHA-256 of all of it,
// cut to 20 bytes, taken while the place of the id holds zeros.
#include "link/elf/elf_int.h"


static const ElfArch *arch(const Link *l) { return elf_arch_of(l); }

/* A header over all sections with a flag; they are neighbours. */
static void put_span(Link *l, Buf *b, u32 type, u32 flags, u32 sf)
{
    const OutSect *first = NULL, *last_file = NULL, *last = NULL;
    u32 align = 1;
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        if (!o->size || !(o->flags & SF_ALLOC) || !(o->flags & sf))
            continue;
        first = first ? first : o;
        last = o;
        last_file = o->flags & SF_ZERO ? last_file : o;
        align = MAX(align, o->align);
    }
    if (!first)
        return;
    u64 filesz = last_file ? last_file->off + last_file->size - first->off : 0;
    elf_put_phdr(b, arch(l),
                 &(ElfPhdr){type, flags, first->off, first->addr, first->addr, filesz,
                            last->addr + last->size - first->addr, align});
}

/* Of an image that moves: how it does, and what is never written after that. */
static void put_moving(Link *l, Buf *b)
{
    const OutSect *o = l->dynamic->out;
    elf_put_phdr(b, arch(l), &(ElfPhdr){PT_DYNAMIC, PF_R | PF_W, o->off, o->addr, o->addr, o->size,
                                        o->size, o->align});
    const Seg *s = l->relro;
    if (s)
        elf_put_phdr(b, arch(l), &(ElfPhdr){PT_GNU_RELRO, PF_R, s->off, s->addr, s->addr, s->filesz,
                                        s->memsz, 1});
}

/* Who loads the image, and where it finds these headers. */
static void put_loader(Link *l, Buf *b)
{
    const OutSect *o = l->interp->out;
    u64 at = l->seg[0].addr + arch(l)->ehdr, size = (u64)arch(l)->phdr * link_phnum(l);
    elf_put_phdr(b, arch(l), &(ElfPhdr){PT_PHDR, PF_R, arch(l)->ehdr, at, at, size, size,
                                        arch(l)->word});
    elf_put_phdr(b, arch(l), &(ElfPhdr){PT_INTERP, PF_R, o->off, o->addr, o->addr, o->size,
                                        o->size, 1});
}

/* A note of another alignment than the rest, in a header of its own, under two names. */
static void put_property(Link *l, Buf *b)
{
    const OutSect *o = l->property->out;
    for (int k = 0; k < 2; k++)
        elf_put_phdr(b, arch(l), &(ElfPhdr){k ? PT_GNU_PROPERTY : PT_NOTE, PF_R, o->off, o->addr,
                                            o->addr, o->size, o->size, o->align});
}

static void put_phdrs(Link *l, Buf *b)
{
    if (l->interp)
        put_loader(l, b);
    if (l->property)
        put_property(l, b);
    for (u32 i = 0; i < l->nseg; i++)
        elf_put_phdr(b, arch(l),
                     &(ElfPhdr){PT_LOAD, l->seg[i].flags, l->seg[i].off, l->seg[i].addr,
                                l->seg[i].load, l->seg[i].filesz, l->seg[i].memsz,
                                l->seg[i].align});
    if (l->dynamic)
        put_moving(l, b);
    put_span(l, b, PT_NOTE, PF_R, SF_NOTE);
    put_span(l, b, PT_TLS, PF_R, SF_TLS);
    if (l->eh_hdr) {
        const OutSect *o = l->eh_hdr->out;
        elf_put_phdr(b, arch(l),
                     &(ElfPhdr){PT_GNU_EH_FRAME, PF_R, o->off, o->addr, o->addr, o->size,
                                o->size, 4});
    }
    elf_put_phdr(b, arch(l), &(ElfPhdr){.type = PT_GNU_STACK, .flags = PF_R | PF_W, .align = 16,
                                        .memsz = l->elf ? l->elf->opt.stack : 0});
}

typedef struct Symtab {
    StrTab str;
    VEC(u32) name;
    VEC(const LSym *) sym;
    VEC(Str) file;       // name of an STT_FILE entry; empty otherwise
    u32 nlocal;
    bool gnu;
} Symtab;

static void add_sym(Link *l, Symtab *t, const LSym *s, Str file)
{
    vec_push(l->mem, &t->name, strtab_add(&t->str, file.n ? file : s->name));
    vec_push(l->mem, &t->sym, s);
    vec_push(l->mem, &t->file, file);
}

/* A symbol of a merged section stays with its entry. */
static bool is_here(const LSym *s)
{
    return sym_live(s) && (!s->atom->merge || merge_addr(s->atom, s->value));
}

static bool is_shown(const Link *l, const ObjSym *o, const LSym *s)
{
    if (elf_is_mapping(o->name) && o->kind == SK_NONE)
        return false;   // mark_code makes them anew
    if (l->opt.discard == DISCARD_LOCALS)
        return false;
    return o->bind == SB_LOCAL && o->kind != SK_SECTION && o->kind != SK_FILE && o->name.n &&
           !str_starts(o->name, ".L") && is_here(s) && s->atom->flags & SF_ALLOC &&
           !(s->atom->flags & SF_UNWIND);
}

typedef struct Marks {
    Link *l;
    Symtab *t;
    Atom *atom;
} Marks;

static void add_mark(void *ctx, u64 off, bool data)
{
    Marks *m = ctx;
    LSym *s = arena_new(m->l->mem, LSym);
    *s = (LSym){.name = str_fmt(m->l->mem, "$%c", data ? 'd' : arch(m->l)->mapping),
                .atom = m->atom, .value = off, .state = LS_DEF, .bind = SB_LOCAL};
    add_sym(m->l, m->t, s, STR(""));
}

/* Where code begins, and data in it: anew for the image, since its neighbours are others now. */
static void mark_code(Link *l, Symtab *t)
{
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        int state = arch(l)->mapped ? -1 : 0;
        for (u32 k = 0; k < o->atom.n && o->flags & SF_EXEC; k++) {
            Marks m = {l, t, o->atom.v[k]};
            const ObjSect none = {0};
            bool own = m.atom->file == &l->own;
            const ObjSect *s = own ? &none : &m.atom->file->obj->sect.v[m.atom->index];
            elf_marks(s->inlaid.v, s->inlaid.n, m.atom->size, &state, add_mark, &m);
        }
    }
}

static void collect_locals(Link *l, Symtab *t)
{
    for (u32 i = 0; i < l->file.n; i++) {
        const LFile *f = l->file.v[i];
        Str file = {0};
        bool named = false;
        for (u32 k = 1; k < f->obj->sym.n; k++) {
            const ObjSym *o = &f->obj->sym.v[k];
            if (o->kind == SK_FILE) {
                file = o->name;
                named = false;
            }
            if (!is_shown(l, o, f->sym[k]))
                continue;
            if (file.n && !named)
                add_sym(l, t, NULL, file);
            named = true;
            add_sym(l, t, f->sym[k], STR(""));
        }
    }
    if (arch(l)->mapping)
        mark_code(l, t);
    t->nlocal = t->sym.n;
}

static void collect_globals(Link *l, Symtab *t)
{
    for (u32 i = 0; i < l->global.n; i++) {
        const LSym *s = (const LSym *)(uintptr_t)l->global.ent[i].val;
        bool used = s->state == LS_IMPORT && s->dynsym;
        if (s->state == LS_UNDEF || (s->state == LS_IMPORT && !used) ||
            (s->state == LS_DEF && !is_here(s)) ||
            (s->linker == LD_GOT && !s->edge))
            continue;
        add_sym(l, t, s, STR(""));
        t->gnu |= s->kind == SK_IFUNC || s->unique;
    }
}

static void put_symbol(Link *l, Buf *b, const Symtab *t, u32 i)
{
    u32 name = strtab_off(&t->str, t->name.v[i]);
    const LSym *s = t->sym.v[i];
    if (!s) {
        elf_put_sym(b, arch(l), &(ElfSym){.name = name, .info = STB_LOCAL << 4 | STT_FILE,
                                          .shndx = SHN_ABS});
        return;
    }
    bool import = s->state == LS_IMPORT;
    bool weak = import ? !s->asked : s->bind == SB_WEAK;
    u32 bind = i < t->nlocal ? STB_LOCAL : weak ? STB_WEAK
               : s->unique && !import ? STB_GNU_UNIQUE : STB_GLOBAL;
    const OutSect *o = s->state == LS_LINKER ? s->edge : s->state != LS_DEF ? NULL
                       : s->atom->merge ? s->atom->merge->atom->out
                       : s->atom->out;
    i64 add = 0;
    LSym at = *s;
    at.stub = 0;
    at.jump = s->direct ? s->jump : 0;
    u64 v = sym_addr(l, &at, &add) | code_bit(l, s);
    if (s->kind == SK_TLS && o && o->flags & SF_TLS)
        v -= l->tls_addr;
    u32 type = elf_stt(s->kind);
    elf_put_sym(b, arch(l), &(ElfSym){name, (u8)(bind << 4 | type),
                                      elf_visibility(s->hidden, s->protect),
                                      o ? (u16)o->shndx : import ? SHN_UNDEF : SHN_ABS, v,
                                      import ? 0 : s->size});
}

typedef struct Headers {
    Arena *mem;
    StrTab str;
    VEC(ElfShdr) sh;
} Headers;

static u32 add_header(Headers *h, Str name, ElfShdr s)
{
    s.name = strtab_add(&h->str, name);
    vec_push(h->mem, &h->sh, s);
    return h->sh.n - 1;
}

typedef struct Table {
    const Atom *atom;
    u32 type, entsize, info;
    const Atom *link;    // section whose number goes to sh_link
    const Atom *about;   // ... and to sh_info, with SHF_INFO_LINK
} Table;

/* Tables that only an image has. */
static u32 image_tables(const Link *l, Table *t)
{
    const ElfArch *e = arch(l);
    static const ElfLink none = {0};        // firmware: ELF without a loader
    const ElfLink *x = l->elf ? l->elf : &none;
    u32 rel = e->rela ? SHT_RELA : SHT_REL;
    const Table all[] = {
        {l->rela, rel, e->rel, 0, NULL, l->got},    // its link is .symtab
        {l->rela_dyn, rel, e->rel, 0, l->dynsym, NULL},
        {x->rela_plt, rel, e->rel, 0, l->dynsym, l->gotplt},
        {l->property, SHT_NOTE, 0, 0, NULL, NULL},
        {l->dynamic, SHT_DYNAMIC, 2u * e->word, 0, l->dynstr, NULL},
        {l->dynsym, SHT_DYNSYM, e->sym, 1, l->dynstr, NULL},
        {l->dynstr, SHT_STRTAB, 0, 0, NULL, NULL},
        {l->hash, SHT_HASH, 4, 0, l->dynsym, NULL},
        {x->gnu_hash, SHT_GNU_HASH, 0, 0, l->dynsym, NULL},
        {x->versym, SHT_GNU_VERSYM, 2, 0, l->dynsym, NULL},
        {x->verdef, SHT_GNU_VERDEF, 0, x->nverdef, l->dynstr, NULL},
        {x->verneed, SHT_GNU_VERNEED, 0, x->nverneed, l->dynstr, NULL},
    };
    u32 n = 0;
    for (u32 i = 0; i < COUNT(all); i++)
        if (all[i].atom)
            t[n++] = all[i];
    return n;
}

/* Once every section has its number. */
static void set_tables(const Link *l, Headers *h)
{
    Table t[16];
    u32 n = image_tables(l, t);
    for (u32 i = 0; i < n; i++) {
        ElfShdr *s = &h->sh.v[t[i].atom->out->shndx];
        s->type = t[i].type;
        s->entsize = t[i].entsize;
        s->info = t[i].about ? t[i].about->out->shndx : t[i].info;
        s->flags |= t[i].about ? SHF_INFO_LINK : 0;
        s->link = t[i].link ? t[i].link->out->shndx : 0;
    }
}

static void out_headers(Link *l, Headers *h)
{
    add_header(h, STR(""), (ElfShdr){0});
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        o->shndx = SHN_ABS;
        if (!o->size)
            continue;
        ElfShdr s = {.type = elf_sh_type(o->flags, o->name), .flags = elf_sh_flags(o->flags),
                     .addr = o->flags & SF_ALLOC ? o->addr : 0, .off = o->off, .size = o->size,
                     .align = o->align, .entsize = o->entsize};
        if (o->flags & (SF_INIT | SF_FINI))
            s.entsize = l->arch->ptr;
        if (elf_is_attr(arch(l), o->flags, o->name))
            s.type = SHT_ARM_ATTRIBUTES;
        o->shndx = add_header(h, o->name, s);
    }
    set_tables(l, h);
}

/* Debug sections in their compressed form, and what follows them moved up. From here on the memory
 * of sections that are not loaded is gone. */
static void pack_debug(Link *l, Headers *h, Buf *out)
{
    size_t start = out->n;
    Buf tail = {0};
    for (u32 i = 0; i < l->out.n; i++)
        if (!(l->out.v[i]->flags & SF_ALLOC) && l->out.v[i]->size)
            start = MIN(start, l->out.v[i]->off);
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (o->flags & SF_ALLOC || !o->size || o->flags & SF_ZERO)
            continue;
        ElfShdr *s = &h->sh.v[o->shndx];
        u64 align = o->flags & SF_DEBUG ? MAX(o->align, l->arch->ptr) : o->align;
        buf_zero(&tail, ALIGN_UP(start + tail.n, align) - (start + tail.n));
        s->off = start + tail.n;
        if (o->flags & SF_DEBUG && elf_pack(arch(l), o->mem, o->size, o->align, &tail)) {
            s->size = start + tail.n - s->off;
            s->align = l->arch->ptr;
            s->flags |= SHF_COMPRESSED;
        } else {
            buf_put(&tail, o->mem, o->size);
        }
    }
    out->n = start;
    buf_put(out, tail.p, tail.n);
    buf_free(&tail);
}

static void put_symtab(Link *l, Headers *h, Buf *b, bool *gnu)
{
    Symtab t = {0};
    strtab_init(&t.str, l->mem);
    collect_locals(l, &t);
    collect_globals(l, &t);
    Buf strs = {0};
    strtab_finish(&t.str, &strs);
    buf_align(b, l->arch->ptr);
    ElfShdr s = {.type = SHT_SYMTAB,
                 .off = b->n,
                 .align = l->arch->ptr,
                 .entsize = arch(l)->sym,
                 .info = t.nlocal + 1,
                 .size = (u64)arch(l)->sym * (t.sym.n + 1),
                 .link = h->sh.n + 1};
    buf_zero(b, arch(l)->sym);
    for (u32 i = 0; i < t.sym.n; i++)
        put_symbol(l, b, &t, i);
    u32 symtab = add_header(h, STR(".symtab"), s);
    add_header(h, STR(".strtab"),
               (ElfShdr){.type = SHT_STRTAB, .off = b->n, .size = strs.n, .align = 1});
    if (l->rela)
        h->sh.v[l->rela->out->shndx].link = symtab;
    buf_put(b, strs.p, strs.n);
    buf_free(&strs);
    *gnu = t.gnu;
}

static u64 put_headers(const ElfArch *e, Headers *h, Buf *b)
{
    u32 last =
        add_header(h, STR(".shstrtab"), (ElfShdr){.type = SHT_STRTAB, .off = b->n, .align = 1});
    strtab_finish(&h->str, b);
    h->sh.v[last].size = b->n - h->sh.v[last].off;
    buf_align(b, e->word);
    u64 shoff = b->n;
    for (u32 i = 0; i < h->sh.n; i++) {
        h->sh.v[i].name = strtab_off(&h->str, h->sh.v[i].name);
        elf_put_shdr(b, e, &h->sh.v[i]);
    }
    return shoff;
}

static u64 contents_end(const Link *l)
{
    u64 n = arch(l)->ehdr + (u64)arch(l)->phdr * link_phnum(l);
    for (u32 i = 0; i < l->out.n; i++)
        if (!(l->out.v[i]->flags & SF_ZERO))
            n = MAX(n, l->out.v[i]->off + l->out.v[i]->size);
    return n;
}

static u32 image_flags(const Link *l)
{
    return arch(l)->image_flags && l->cpu.arch ? arch(l)->image_flags(&l->cpu) : 0;
}

static void write_image(Link *l, Buf *out)
{
    Headers h = {.mem = l->mem};
    bool gnu = l->rela != NULL;
    buf_zero(out, contents_end(l));
    for (u32 i = 0; i < l->out.n; i++)
        if (!(l->out.v[i]->flags & SF_ZERO))
            l->out.v[i]->mem = out->p + l->out.v[i]->off;
    strtab_init(&h.str, l->mem);
    out_headers(l, &h);     // from here on sections have their numbers
    link_apply(l);
    elf_write_dyn(l);
    if (l->elf && l->elf->opt.compress)
        pack_debug(l, &h, out);
    if (!l->opt.strip) {
        bool sym_gnu;
        put_symtab(l, &h, out, &sym_gnu);
        gnu |= sym_gnu;
    }
    u64 shoff = put_headers(arch(l), &h, out), entry = 0;
    const LSym *s = map_getp(&l->global, l->opt.entry);
    if (s) {
        i64 add = 0;
        entry = sym_addr(l, s, &add) | code_bit(l, s);
    }
    Buf head = {0};
    elf_put_ehdr(&head, arch(l), &(ElfEhdr){.osabi = gnu ? OSABI_GNU : OSABI_NONE,
                                            .type = link_moves(l) ? ET_DYN : ET_EXEC,
                                            .flags = image_flags(l),
                                            .entry = entry,
                                            .phoff = arch(l)->ehdr,
                                            .shoff = shoff,
                                            .phnum = link_phnum(l),
                                            .shnum = h.sh.n,
                                            .shstrndx = h.sh.n - 1});
    put_phdrs(l, &head);
    memcpy(out->p, head.p, head.n);
    buf_free(&head);
    if (l->note)
        elf_put_build_id(l, out->p + l->note->out->off + l->note->off, out->p, out->n);
}

static const LibForm lib_form[] = {{"lib", ".so", true}, {"lib", ".a", false}, {0}};

const ImageFormat link_elf_image = {
    .lib_form = lib_form, .begin = elf_begin, .join = elf_make_property, .imports = elf_imports,
    .dso = true,
    .adopt = elf_adopt, .jump_slots = true, .synth = elf_synth, .layout = link_layout_image,
    .write = write_image,
};
