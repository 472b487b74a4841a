// elf_write.c - an object as a relocatable ELF file
//
// Layout: header, group sections, section contents, relocations, symbol table, string tables,
// section headers. Everything is in the object's own order, so equal objects give equal bytes.
#include "objfmt/elf.h"
#include "objfmt/obj.h"
#include "objfmt/strtab.h"

typedef struct Ew {      // state of one writing
    const Obj *o;
    const ElfArch *e;
    Arena tmp;
    Buf *out;
    size_t base;         // offset of the file in out
    StrTab str, shstr;
    VEC(ElfShdr) sh;
    VEC(u32) sh_name;    // id in shstr, parallel to sh
    u32 *sect_sh;        // header of each section
    u32 *sym_out;        // index in the symbol table of each symbol
    u32 *order;          // symbols as they are written
    u32 nlocal;          // of them local, symbol 0 not counted
    bool gnu;            // uses an extension that ELFOSABI_GNU announces
} Ew;

static u32 add_shdr(Ew *w, Str name, ElfShdr s)
{
    vec_push(&w->tmp, &w->sh_name, strtab_add(&w->shstr, name));
    vec_push(&w->tmp, &w->sh, s);
    return w->sh.n - 1;
}

static void order_symbols(Ew *w)
{
    const Obj *o = w->o;
    w->sym_out = arena_array(&w->tmp, u32, o->sym.n + 1);
    w->order = arena_array(&w->tmp, u32, o->sym.n + 1);
    u32 n = 0;
    for (int global = 0; global < 2; global++)
        for (u32 i = 1; i < o->sym.n; i++)
            if ((o->sym.v[i].bind != SB_LOCAL) == global) {
                w->order[n++] = i;
                w->sym_out[i] = n;
                w->nlocal += !global;
            }
}

/* Headers come in the order: groups, sections (each followed by its relocations), tables. */
static void number_sections(Ew *w)
{
    const Obj *o = w->o;
    add_shdr(w, STR(""), (ElfShdr){0});
    for (u32 g = 0; g < o->group.n; g++)
        add_shdr(w, STR(".group"), (ElfShdr){.type = SHT_GROUP, .align = 4, .entsize = 4});
    w->sect_sh = arena_array(&w->tmp, u32, o->sect.n + 1);
    for (u32 i = 0; i < o->sect.n; i++) {
        const ObjSect *s = &o->sect.v[i];
        ElfShdr h = {.type = elf_sh_type(s->flags, s->name), .flags = elf_sh_flags(s->flags),
                     .align = s->align, .entsize = s->entsize, .size = s->size};
        if (s->flags & (SF_INIT | SF_FINI))
            h.entsize = w->e->word;
        if (elf_is_attr(w->e, s->flags, s->name))
            h.type = SHT_ARM_ATTRIBUTES;
        if (s->group)
            h.flags |= SHF_GROUP;
        if (s->link)
            h.flags |= SHF_LINK_ORDER;
        if (s->flags & SF_KEEP)
            w->gnu = true;
        w->sect_sh[i] = add_shdr(w, s->name, h);
        if (s->fix.n) {
            Str rn = str_join(&w->tmp, w->e->rela ? STR(".rela") : STR(".rel"), s->name);
            add_shdr(w, rn, (ElfShdr){.type = w->e->rela ? SHT_RELA : SHT_REL,
                                      .align = w->e->word, .entsize = w->e->rel,
                                      .flags = SHF_INFO_LINK | (s->group ? SHF_GROUP : 0),
                                      .info = w->sect_sh[i]});
        }
    }
    for (u32 i = 0; i < o->sect.n; i++)
        if (o->sect.v[i].link)
            w->sh.v[w->sect_sh[i]].link = w->sect_sh[o->sect.v[i].link - 1];
}

static void start(Ew *w, ElfShdr *h)
{
    size_t pad = ALIGN_UP(w->out->n - w->base, h->align ? h->align : 1) - (w->out->n - w->base);
    buf_zero(w->out, pad);
    h->off = w->out->n - w->base;
}

static void end(Ew *w, ElfShdr *h) { h->size = w->out->n - w->base - h->off; }

static u32 group_symbol(Ew *w, u32 g)
{
    const Obj *o = w->o;
    for (u32 i = 1; i < o->sym.n; i++)
        if (str_eq(o->sym.v[i].name, o->group.v[g].name) && o->sym.v[i].kind != SK_FILE)
            return w->sym_out[i];
    return 0;
}

static void write_groups(Ew *w, u32 symtab)
{
    const Obj *o = w->o;
    for (u32 g = 0; g < o->group.n; g++) {
        ElfShdr *h = &w->sh.v[1 + g];
        start(w, h);
        buf_u32(w->out, GRP_COMDAT);
        for (u32 i = 0; i < o->sect.n; i++)
            if (o->sect.v[i].group == g + 1) {
                buf_u32(w->out, w->sect_sh[i]);
                if (o->sect.v[i].fix.n)
                    buf_u32(w->out, w->sect_sh[i] + 1);
            }
        end(w, h);
        h->link = symtab;
        h->info = group_symbol(w, g);
    }
}

static void write_contents(Ew *w)
{
    const Obj *o = w->o;
    for (u32 i = 0; i < o->sect.n; i++) {
        const ObjSect *s = &o->sect.v[i];
        ElfShdr *h = &w->sh.v[w->sect_sh[i]];
        start(w, h);
        if (!(s->flags & SF_ZERO) && s->size)
            buf_put(w->out, s->data, s->size);
    }
}

static void write_relocs(Ew *w, u32 symtab)
{
    const Obj *o = w->o;
    for (u32 i = 0; i < o->sect.n; i++) {
        const ObjSect *s = &o->sect.v[i];
        if (!s->fix.n)
            continue;
        ElfShdr *h = &w->sh.v[w->sect_sh[i] + 1];
        start(w, h);
        h->link = symtab;
        for (u32 j = 0; j < s->fix.n; j++) {
            const Fix *f = &s->fix.v[j];
            elf_put_rel(w->out, w->e,
                        &(ElfRel){f->off, w->sym_out[f->sym],
                                  (u32)fix_info[f->kind].elf[o->arch], f->add});
        }
        end(w, h);
    }
}

static u32 sym_shndx(Ew *w, const ObjSym *s)
{
    switch (s->sect) {
    case SECT_UNDEF: return SHN_UNDEF;
    case SECT_ABS: return SHN_ABS;
    case SECT_COMMON: return SHN_COMMON;
    }
    return w->sect_sh[s->sect];
}

/* The table, and beside it the section numbers that do not fit 16 bits. */
static void write_symbols(Ew *w, u32 symtab, u32 shndx)
{
    const Obj *o = w->o;
    u32 n = o->sym.n - 1;
    u32 *name = arena_array(&w->tmp, u32, n + 1);
    for (u32 i = 0; i < n; i++)
        name[i] = strtab_add(&w->str, o->sym.v[w->order[i]].name);
    Buf strs = {0};
    strtab_finish(&w->str, &strs);
    ElfShdr *h = &w->sh.v[symtab];
    start(w, h);
    buf_zero(w->out, w->e->sym);
    for (u32 i = 0; i < n; i++) {
        const ObjSym *s = &o->sym.v[w->order[i]];
        u32 sh = sym_shndx(w, s);
        if (s->sect < o->sect.n && sh >= SHN_LORESERVE)
            sh = SHN_XINDEX;
        u32 bind = s->unique ? STB_GNU_UNIQUE : s->bind == SB_WEAK ? STB_WEAK
                   : s->bind == SB_GLOBAL ? STB_GLOBAL : STB_LOCAL;
        u32 type = s->sect == SECT_COMMON && s->kind != SK_TLS ? STT_OBJECT : elf_stt(s->kind);
        if (s->kind == SK_IFUNC || s->unique)
            w->gnu = true;
        elf_put_sym(w->out, w->e,
                    &(ElfSym){strtab_off(&w->str, name[i]), (u8)(bind << 4 | type),
                              elf_visibility(s->hidden, s->protect), (u16)sh, s->value, s->size});
    }
    end(w, h);
    h->info = w->nlocal + 1;
    if (shndx) {
        h = &w->sh.v[shndx];
        start(w, h);
        buf_u32(w->out, 0);
        for (u32 i = 0; i < n; i++) {
            const ObjSym *s = &o->sym.v[w->order[i]];
            u32 sh = s->sect < o->sect.n ? w->sect_sh[s->sect] : 0;
            buf_u32(w->out, sh >= SHN_LORESERVE ? sh : 0);
        }
        end(w, h);
        h->link = symtab;
    }
    h = &w->sh.v[w->sh.v[symtab].link];
    start(w, h);
    buf_put(w->out, strs.p, strs.n);
    end(w, h);
    buf_free(&strs);
}

static void write_headers(Ew *w, u32 shstrtab)
{
    Buf strs = {0};
    strtab_finish(&w->shstr, &strs);
    ElfShdr *h = &w->sh.v[shstrtab];
    start(w, h);
    buf_put(w->out, strs.p, strs.n);
    end(w, h);
    buf_free(&strs);
    ElfShdr align = {.align = w->e->word};
    start(w, &align);
    if (w->sh.n >= SHN_LORESERVE) {
        w->sh.v[0].size = w->sh.n;
        w->sh.v[0].link = shstrtab;
    }
    for (u32 i = 0; i < w->sh.n; i++) {
        w->sh.v[i].name = strtab_off(&w->shstr, w->sh_name.v[i]);
        elf_put_shdr(w->out, w->e, &w->sh.v[i]);
    }
    Buf eh = {0};
    elf_put_ehdr(&eh, w->e, &(ElfEhdr){.osabi = w->gnu ? OSABI_GNU : OSABI_NONE, .type = ET_REL,
                                       .shoff = align.off, .shnum = w->sh.n,
                                       .shstrndx = shstrtab});
    memcpy(w->out->p + w->base, eh.p, w->e->ehdr);
    buf_free(&eh);
}

Str elf_write_obj(const Obj *o, Buf *out)
{
    Ew w = {.e = &elf_arch[o->arch], .out = out, .base = out->n};
    w.o = w.e->view ? w.e->view(&w.tmp, o) : o;
    strtab_init(&w.str, &w.tmp);
    strtab_init(&w.shstr, &w.tmp);
    buf_zero(out, w.e->ehdr);
    order_symbols(&w);
    number_sections(&w);
    add_shdr(&w, STR(".note.GNU-stack"),
             (ElfShdr){.type = SHT_PROGBITS, .align = 1, .off = w.e->ehdr});
    u32 symtab = add_shdr(&w, STR(".symtab"),
                          (ElfShdr){.type = SHT_SYMTAB, .align = w.e->word, .entsize = w.e->sym});
    u32 shndx = w.sh.n + 2 >= SHN_LORESERVE
                    ? add_shdr(&w, STR(".symtab_shndx"),
                               (ElfShdr){.type = SHT_SYMTAB_SHNDX, .align = 4, .entsize = 4})
                    : 0;
    u32 strtab = add_shdr(&w, STR(".strtab"), (ElfShdr){.type = SHT_STRTAB, .align = 1});
    w.sh.v[symtab].link = strtab;
    u32 shstrtab = add_shdr(&w, STR(".shstrtab"), (ElfShdr){.type = SHT_STRTAB, .align = 1});
    write_groups(&w, symtab);
    write_contents(&w);
    write_relocs(&w, symtab);
    write_symbols(&w, symtab, shndx);
    write_headers(&w, shstrtab);
    arena_free(&w.tmp);
    return (Str){0};
}
