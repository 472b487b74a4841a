// elf.c - the records of ELF files in both classes, and what differs by architecture
#include "objfmt/elf.h"

#define WIDE .wide = true, .ehdr = 64, .shdr = 64, .phdr = 56, .sym = 24, .word = 8
#define NARROW .wide = false, .ehdr = EHDR32, .shdr = 40, .phdr = 32, .sym = 16, .word = 4

const ElfArch elf_arch[ARCH_COUNT] = {
    [ARCH_X64] = {.machine = EM_X86_64, WIDE, .rela = true, .rel = 24, .r_relative = 8,
                  .r_irelative = 37, .r_glob_dat = 6, .r_jump_slot = 7, .r_copy = 5,
                  .r_dtpmod = 16, .r_dtpoff = 17, .r_tpoff = 18, .r_tlsdesc = 36,
                  .interp = "/lib64/ld-linux-x86-64.so.2", .unwind_type = SHT_X86_64_UNWIND},
    [ARCH_A64] = {.machine = EM_AARCH64, WIDE, .rela = true, .rel = 24, .r_relative = 1027,
                  .r_irelative = 1032, .r_glob_dat = 1025, .r_jump_slot = 1026, .r_copy = 1024,
                  .r_dtpmod = 1028, .r_dtpoff = 1029, .r_tpoff = 1030, .r_tlsdesc = 1031,
                  .interp = "/lib/ld-linux-aarch64.so.1", .r_none = 256, .mapping = 'x'},
    [ARCH_T32] = {.machine = EM_ARM, NARROW, .rel = 8, .r_relative = 23, .r_irelative = 160,
                  .r_none = 40 /* V4BX */,
                  .left_out = ".ARM.ex" /* exidx, extab: another form of unwind tables */,
                  .flags = EF_ARM_EABI5, .code_bit = 1 /* Thumb */, .mapping = 't', .mapped = true,
                  .attr_name = ".ARM.attributes",
                  .put_attr = elf_arm_put_attr, .get_attr = elf_arm_get_attr,
                  .image_flags = elf_arm_flags,
                  .view = elf_arm_write, .normalise = elf_arm_read},
};

void elf_put_word(Buf *out, const ElfArch *e, u64 v)
{
    if (e->wide)
        buf_u64(out, v);
    else
        buf_u32(out, (u32)v);
}

static u64 get_word(const ElfArch *e, const u8 *p) { return e->wide ? rd64(p) : rd32(p); }

void elf_put_shdr(Buf *out, const ElfArch *e, const ElfShdr *s)
{
    buf_u32(out, s->name);
    buf_u32(out, s->type);
    elf_put_word(out, e, s->flags);
    elf_put_word(out, e, s->addr);
    elf_put_word(out, e, s->off);
    elf_put_word(out, e, s->size);
    buf_u32(out, s->link);
    buf_u32(out, s->info);
    elf_put_word(out, e, s->align);
    elf_put_word(out, e, s->entsize);
}

ElfShdr elf_get_shdr(const ElfArch *e, const u8 *p)
{
    u32 w = e->word;
    const u8 *q = p + 8 + 4 * (size_t)w;
    return (ElfShdr){.name = rd32(p), .type = rd32(p + 4), .flags = get_word(e, p + 8),
                     .addr = get_word(e, p + 8 + w), .off = get_word(e, p + 8 + 2 * w),
                     .size = get_word(e, p + 8 + 3 * w), .link = rd32(q), .info = rd32(q + 4),
                     .align = get_word(e, q + 8), .entsize = get_word(e, q + 8 + w)};
}

/* The 32-bit record has the same fields in another order. */
void elf_put_sym(Buf *out, const ElfArch *e, const ElfSym *s)
{
    buf_u32(out, s->name);
    if (!e->wide) {
        buf_u32(out, (u32)s->value);
        buf_u32(out, (u32)s->size);
    }
    buf_byte(out, s->info);
    buf_byte(out, s->other);
    buf_u16(out, s->shndx);
    if (e->wide) {
        buf_u64(out, s->value);
        buf_u64(out, s->size);
    }
}

ElfSym elf_get_sym(const ElfArch *e, const u8 *p)
{
    if (e->wide)
        return (ElfSym){.name = rd32(p), .info = p[4], .other = p[5], .shndx = rd16(p + 6),
                        .value = rd64(p + 8), .size = rd64(p + 16)};
    return (ElfSym){.name = rd32(p), .value = rd32(p + 4), .size = rd32(p + 8), .info = p[12],
                    .other = p[13], .shndx = rd16(p + 14)};
}

void elf_set_rel(u8 *p, const ElfArch *e, const ElfRel *r)
{
    if (e->wide) {
        wr64(p, r->off);
        wr64(p + 8, (u64)r->sym << 32 | r->type);
        if (e->rela)
            wr64(p + 16, (u64)r->add);
    } else {
        wr32(p, (u32)r->off);
        wr32(p + 4, r->sym << 8 | r->type);
        if (e->rela)
            wr32(p + 8, (u32)r->add);
    }
}

void elf_put_rel(Buf *out, const ElfArch *e, const ElfRel *r)
{
    u8 b[24];
    elf_set_rel(b, e, r);
    buf_put(out, b, e->rel);
}

ElfRel elf_get_rel(const ElfArch *e, const u8 *p, bool rela)
{
    if (e->wide)
        return (ElfRel){.off = rd64(p), .sym = rd32(p + 12), .type = rd32(p + 8),
                        .add = rela ? (i64)rd64(p + 16) : 0};
    u32 info = rd32(p + 4);
    return (ElfRel){.off = rd32(p), .sym = info >> 8, .type = info & 255,
                    .add = rela ? (i64)(i32)rd32(p + 8) : 0};
}

void elf_put_phdr(Buf *out, const ElfArch *e, const ElfPhdr *h)
{
    buf_u32(out, h->type);
    if (e->wide)
        buf_u32(out, h->flags);
    elf_put_word(out, e, h->off);
    elf_put_word(out, e, h->addr);
    elf_put_word(out, e, h->load);
    elf_put_word(out, e, h->filesz);
    elf_put_word(out, e, h->memsz);
    if (!e->wide)
        buf_u32(out, h->flags);
    elf_put_word(out, e, h->align);
}

void elf_put_ehdr(Buf *out, const ElfArch *e, const ElfEhdr *h)
{
    static const u8 magic[] = {0x7f, 'E', 'L', 'F'};
    buf_put(out, magic, sizeof magic);
    buf_byte(out, e->wide ? 2 : 1);
    buf_byte(out, 1);    // little-endian
    buf_byte(out, EV_CURRENT);
    buf_byte(out, h->osabi);
    buf_zero(out, 8);
    buf_u16(out, h->type);
    buf_u16(out, e->machine);
    buf_u32(out, EV_CURRENT);
    elf_put_word(out, e, h->entry);
    elf_put_word(out, e, h->phoff);
    elf_put_word(out, e, h->shoff);
    buf_u32(out, e->flags | h->flags);
    buf_u16(out, e->ehdr);
    buf_u16(out, h->phnum ? e->phdr : 0);
    buf_u16(out, (u16)h->phnum);
    buf_u16(out, e->shdr);
    buf_u16(out, (u16)(h->shnum < SHN_LORESERVE ? h->shnum : 0));
    buf_u16(out, (u16)(h->shstrndx < SHN_LORESERVE ? h->shstrndx : SHN_XINDEX));
}

u32 elf_stt(u8 kind)
{
    static const u8 stt[] = {[SK_NONE] = STT_NOTYPE, [SK_FUNC] = STT_FUNC, [SK_DATA] = STT_OBJECT,
                             [SK_SECTION] = STT_SECTION, [SK_FILE] = STT_FILE, [SK_TLS] = STT_TLS,
                             [SK_IFUNC] = STT_GNU_IFUNC};
    return stt[kind];
}

u32 elf_sh_type(u32 sf, Str name)
{
    if (sf & SF_ZERO)
        return SHT_NOBITS;
    if (sf & SF_NOTE)
        return SHT_NOTE;
    if (sf & SF_INIT)
        return str_starts(name, ".preinit_array") ? SHT_PREINIT_ARRAY : SHT_INIT_ARRAY;
    return sf & SF_FINI ? SHT_FINI_ARRAY : SHT_PROGBITS;
}

u64 elf_sh_flags(u32 sf)
{
    u64 f = 0;
    f |= sf & SF_ALLOC ? SHF_ALLOC : 0;
    f |= sf & SF_WRITE ? SHF_WRITE : 0;
    f |= sf & SF_EXEC ? SHF_EXECINSTR : 0;
    f |= sf & SF_TLS ? SHF_TLS : 0;
    f |= sf & SF_MERGE ? SHF_MERGE : 0;
    f |= sf & SF_STRINGS ? SHF_STRINGS : 0;
    f |= sf & SF_KEEP ? SHF_GNU_RETAIN : 0;
    return f;
}

bool elf_is_mapping(Str name)
{
    return name.n >= 2 && name.p[0] == '$' && strchr("atdx", name.p[1]) &&
           (name.n == 2 || name.p[2] == '.');
}

bool elf_is_attr(const ElfArch *e, u32 sf, Str name)
{
    return e->attr_name && !(sf & (SF_ALLOC | SF_ZERO)) && str_eqz(name, e->attr_name);
}

void elf_marks(const ObjRange *r, u32 n, u64 size, int *state,
               void (*mark)(void *ctx, u64 off, bool data), void *ctx)
{
    u64 at = 0;
    for (u32 i = 0; i <= n; i++) {
        u64 to = i < n ? r[i].off : size;
        if (to > at && *state != 0)
            mark(ctx, at, false);
        if (to > at)
            *state = 0;
        if (i == n)
            break;
        if (r[i].size && *state != 1)
            mark(ctx, to, true);
        if (r[i].size)
            *state = 1;
        at = to + r[i].size;
    }
}
