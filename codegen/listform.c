// listform.c - assembly text for the formats of objects: sections, symbols, operators on names
//
// ELF's is read by GNU as, that of Mach-O and COFF by LLVM's assembler. A section of Mach-O is told
// by its two names, that of COFF by a name whose part behind the dollar orders it. What the files
// have and an Obj has not (descriptors of thread-local variables, cells with addresses) is written
// out at the end.
// Source: Using as (chapter 7); LLVM, "Extensions"; OS X Assembler Reference.
#include "codegen/listing.h"

static void say(Listing *l, const char *directive, const ObjSym *s)
{
    buf_str(l->out, directive);
    l->form->name(s->name, l->out);
    buf_byte(l->out, '\n');
}

static void label(Listing *l, const ObjSym *s)
{
    l->form->name(s->name, l->out);
    buf_str(l->out, ":\n");
}

// Where alignments of common data are powers of two.
static void common(Listing *l, const ObjSym *s)
{
    buf_str(l->out, ".comm ");
    l->form->name(s->name, l->out);
    buf_fmt(l->out, ", %llu, %d\n", (unsigned long long)s->size, s->value ? ctz64(s->value) : 0);
}

/* ---- ELF ---- */

static void elf_name(Str name, Buf *out)
{
    name.n = list_plain_part(name);
    list_word(name, out);
}

static const char *elf_mark(const AsmSyntax *x, FixKind k, bool after) { return x->mark(k, after); }

static const char *elf_type(const ObjSect *s)
{
    return s->flags & SF_ZERO   ? "nobits"
           : s->flags & SF_NOTE ? "note"
           : s->flags & SF_INIT ? "init_array"
           : s->flags & SF_FINI ? "fini_array"
                                : "progbits";
}

static void elf_section(const Listing *l)
{
    const ObjSect *s = l->sect;
    Buf *out = l->out;
    buf_str(out, "\n.section ");
    list_word(s->name, out);
    buf_fmt(out, ", \"%s%s%s%s%s%s%s\", %c%s", s->flags & SF_ALLOC ? "a" : "",
            s->flags & SF_WRITE ? "w" : "", s->flags & SF_EXEC ? "x" : "",
            s->flags & SF_MERGE ? "M" : "", s->flags & SF_STRINGS ? "S" : "",
            s->flags & SF_TLS ? "T" : "", s->flags & SF_KEEP ? "R" : "",
            l->t->isa->syntax->type_mark, elf_type(s));
    if (s->flags & SF_MERGE)
        buf_fmt(out, ", %u", s->entsize);
    for (u32 i = 0; i < l->index; i++)
        if (str_eq(l->o->sect.v[i].name, s->name)) {  // not to be one section with that
            buf_fmt(out, ", unique, %u", l->index);
            break;
        }
    buf_fmt(out, "\n.balign %u\n", s->align ? s->align : 1);
}

static void elf_bind(Listing *l, const ObjSym *s)
{
    Buf *out = l->out;
    if (s->bind != SB_LOCAL || s->sect == SECT_COMMON)
        say(l, s->bind == SB_WEAK ? ".weak " : s->bind == SB_LOCAL ? ".local " : ".globl ", s);
    if (s->hidden)
        say(l, ".hidden ", s);
    if (s->kind == SK_FUNC || s->kind == SK_DATA || s->kind == SK_TLS || s->kind == SK_IFUNC) {
        buf_str(out, ".type ");
        elf_name(s->name, out);
        buf_fmt(out, ", %c%s\n", l->t->isa->syntax->type_mark,
                s->kind == SK_FUNC   ? "function"
                : s->kind == SK_DATA ? "object"
                : s->kind == SK_TLS  ? "tls_object"
                                     : "gnu_indirect_function");
    }
    if (s->size && s->sect != SECT_COMMON) {
        buf_str(out, ".size ");
        elf_name(s->name, out);
        buf_fmt(out, ", %llu\n", (unsigned long long)s->size);
    }
}

static void symver(Str of, Str name, const char *more, Buf *out)
{
    size_t n = list_plain_part(name);
    buf_str(out, ".symver ");
    elf_name(of, out);
    buf_fmt(out, ", %.*s%s%.*s\n", (int)n, name.p, more, (int)(name.n - n), name.p + n);
}

// A name with a version, of what has one without too; or else its only one.
static bool versioned(const Listing *l, const ObjSym *s)
{
    if (list_plain_part(s->name) == s->name.n)
        return false;
    for (u32 k = 1; k < l->o->sym.n; k++) {
        const ObjSym *x = &l->o->sym.v[k];
        if (x->sect == s->sect && x->value == s->value && x->bind == s->bind && x->name.n &&
            x->kind == s->kind && list_plain_part(x->name) == x->name.n) {
            symver(x->name, s->name, "", l->out);
            return true;
        }
    }
    symver(s->name, s->name, s->name.p[list_plain_part(s->name) + 1] == '@' ? "@" : "", l->out);
    return false;
}

static void elf_define(Listing *l, const ObjSym *s)
{
    if (versioned(l, s))
        return;
    elf_bind(l, s);
    label(l, s);
}

static void elf_other(Listing *l, const ObjSym *s)
{
    if (s->sect == SECT_COMMON) {
        elf_bind(l, s);
        buf_str(l->out, ".comm ");
        elf_name(s->name, l->out);
        buf_fmt(l->out, ", %llu, %llu\n", (unsigned long long)s->size,
                (unsigned long long)s->value);
    } else if (s->sect == SECT_UNDEF && s->name.n && (s->bind == SB_WEAK || s->hidden)) {
        elf_bind(l, s);
    }
    if (s->sect == SECT_UNDEF && list_plain_part(s->name) != s->name.n)
        symver(s->name, s->name, "", l->out);
}

static void no_end(Listing *l) { (void)l; }

/* ---- Mach-O ---- */

static void macho_name(Str name, Buf *out)
{
    Buf b = {0};
    macho_name_out(&b, name);
    list_word((Str){(const char *)b.p, b.n}, out);
    buf_free(&b);
}

static const char *macho_mark(const AsmSyntax *x, FixKind k, bool after)
{
    (void)x;
    if (!after)
        return "";
    switch (k) {
    case FIX_GOTPC32: case FIX_GOTPCX: case FIX_GOTPCRX: return "@GOTPCREL";
    case FIX_TLVP32: return "@TLVP";
    case FIX_A64_ADRP: return "@PAGE";
    case FIX_A64_LO12: case FIX_A64_LD8_LO12: case FIX_A64_LD16_LO12: case FIX_A64_LD32_LO12:
    case FIX_A64_LD64_LO12: case FIX_A64_LD128_LO12: return "@PAGEOFF";
    case FIX_A64_GOT_PAGE: return "@GOTPAGE";
    case FIX_A64_GOT_LO12: return "@GOTPAGEOFF";
    case FIX_A64_TLVP_PAGE: return "@TLVPPAGE";
    case FIX_A64_TLVP_LO12: return "@TLVPPAGEOFF";
    default: return "";
    }
}

static void macho_section(const Listing *l)
{
    Arena tmp = {0};
    Str words = macho_sect_text(&tmp, l->sect);
    buf_fmt(l->out, "\n.section %.*s\n.p2align %d\n", STR_ARG(words),
            l->sect->align ? ctz64(l->sect->align) : 0);
    arena_free(&tmp);
}

static void macho_bind(Listing *l, const ObjSym *s)
{
    bool here = s->sect < l->o->sect.n, own = s->bind == SB_LOCAL;
    if (!own)
        say(l, ".globl ", s);
    if (s->hidden && !own)
        say(l, ".private_extern ", s);
    if (!here)
        return;
    if (s->bind == SB_WEAK || (l->o->sect.v[s->sect].group && !own))
        say(l, ".weak_definition ", s);
    if (l->o->sect.v[s->sect].flags & SF_KEEP)
        say(l, ".no_dead_strip ", s);
}

static bool is_variable(const Listing *l, const ObjSym *s)
{
    return s->kind == SK_TLS && s->sect < l->o->sect.n && s->name.n;
}

// Of a thread-local variable only the initial value is here; the name is that of the descriptor.
static void macho_define(Listing *l, const ObjSym *s)
{
    if (!is_variable(l, s)) {
        macho_bind(l, s);
        label(l, s);
        return;
    }
    Str init = str_fmt(&l->mem, "%.*s$tlv$init", STR_ARG(s->name));
    macho_name(init, l->out);
    buf_str(l->out, ":\n");
}

static void macho_other(Listing *l, const ObjSym *s)
{
    if (s->sect == SECT_COMMON) {
        macho_bind(l, s);
        common(l, s);
    } else if (s->sect == SECT_UNDEF && s->name.n && s->bind == SB_WEAK) {
        say(l, ".weak_reference ", s);
    }
}

static void macho_end(Listing *l)
{
    bool any = false;
    for (u32 k = 1; k < l->o->sym.n; k++) {
        const ObjSym *s = &l->o->sym.v[k];
        if (!is_variable(l, s))
            continue;
        if (!any)
            buf_str(l->out, "\n.section __DATA,__thread_vars,thread_local_variables\n");
        any = true;
        macho_bind(l, s);
        label(l, s);
        buf_str(l->out, "    .quad __tlv_bootstrap\n    .quad 0\n    .quad ");
        macho_name(str_fmt(&l->mem, "%.*s$tlv$init", STR_ARG(s->name)), l->out);
        buf_byte(l->out, '\n');
    }
}

/* ---- COFF ---- */

static const char *coff_mark(const AsmSyntax *x, FixKind k, bool after)
{
    (void)x;
    if (fix_info[k].flags & FF_GOT)
        return after ? "" : ".refptr.";
    return !after ? "" : k == FIX_TPOFF32 || k == FIX_DTPOFF32 ? "@SECREL32"
           : k == FIX_RVA32                                   ? "@IMGREL"
                                                              : "";
}

static const char *comdat_rule(const ObjGroup *g)
{
    return g->largest ? "largest" : g->same_size ? "same_size" : "discard";
}

static bool relro(const ObjSect *s)
{
    return str_starts(s->name, ".data.rel.ro") || s->flags & (SF_INIT | SF_FINI);
}

static void coff_section(const Listing *l)
{
    const ObjSect *s = l->sect;
    bool zero = s->flags & SF_ZERO && !(s->flags & SF_TLS);
    Arena tmp = {0};
    buf_str(l->out, "\n.section ");
    list_word(coff_sect_name(&tmp, s), l->out);
    buf_fmt(l->out, ",\"%s\"", s->flags & SF_EXEC                  ? "xr"
                               : zero                              ? "bw"
                               : s->flags & SF_WRITE && !relro(s) ? "dw"
                                                                   : "dr");
    if (s->group) {
        const ObjGroup *g = &l->o->group.v[s->group - 1];
        buf_fmt(l->out, ",%s,", s->link ? "associative" : comdat_rule(g));
        list_word(g->name, l->out);
    }
    buf_fmt(l->out, "\n.p2align %d\n", s->align ? ctz64(s->align) : 0);
    arena_free(&tmp);
}

static void coff_bind(Listing *l, const ObjSym *s)
{
    if (s->kind == SK_FUNC) {
        buf_str(l->out, ".def ");
        list_word(s->name, l->out);
        buf_fmt(l->out, "; .scl %d; .type 32; .endef\n", s->bind == SB_LOCAL ? 3 : 2);
    }
    if (s->bind != SB_LOCAL)
        say(l, s->bind == SB_WEAK ? ".weak " : ".globl ", s);
}

static void coff_define(Listing *l, const ObjSym *s)
{
    coff_bind(l, s);
    label(l, s);
}

static void coff_other(Listing *l, const ObjSym *s)
{
    if (s->sect == SECT_COMMON) {
        common(l, s);
    } else if (s->sect == SECT_UNDEF && s->name.n && s->bind == SB_WEAK) {
        say(l, ".weak ", s);
    }
}

static void cells(Listing *l)
{
    for (u32 k = 0; k < l->o->sect.n; k++)
        for (u32 i = 0; i < l->o->sect.v[k].fix.n; i++) {
            const Fix *f = &l->o->sect.v[k].fix.v[i];
            Str name = l->o->sym.v[f->sym].name;
            bool is_new = false;
            if (fix_info[f->kind].flags & FF_GOT)
                map_put(&l->cells, name, &is_new);
            if (!is_new)
                continue;
            Str cell = str_fmt(&l->mem, ".refptr.%.*s", STR_ARG(name));
            Str sect = str_fmt(&l->mem, ".rdata$%.*s", STR_ARG(cell));
            buf_str(l->out, "\n.section ");
            list_word(sect, l->out);
            buf_str(l->out, ",\"dr\",discard,");
            list_word(cell, l->out);
            buf_str(l->out, "\n.p2align 3\n.globl ");
            list_word(cell, l->out);
            buf_byte(l->out, '\n');
            list_word(cell, l->out);
            buf_str(l->out, ":\n    .quad ");
            list_word(name, l->out);
            buf_byte(l->out, '\n');
        }
}

static void coff_end(Listing *l)
{
    cells(l);
    Buf b = {0};
    coff_put_exports(l->o, &b);
    if (b.n) {
        buf_str(l->out, "\n.section .drectve,\"yn\"\n    .ascii \"");
        for (size_t k = 0; k < b.n; k++)
            buf_fmt(l->out, b.p[k] == '"' || b.p[k] == '\\' ? "\\%c" : "%c", b.p[k]);
        buf_str(l->out, "\"\n");
    }
    buf_free(&b);
}

const ListForm list_form[FMT_COUNT] = {
    [FMT_ELF] = {.label = ".L", .start = ".Lsect", .rva = "", .reloc = true, .bare = true,
                 .name = elf_name, .mark = elf_mark, .section = elf_section,
                 .define = elf_define, .other = elf_other, .end = no_end},
    // relocations of AArch64 code name symbols: the start of a section is one, if only for linkers
    [FMT_MACHO] = {.label = "L", .start = "lsect", .rva = "", .name = macho_name,
                   .mark = macho_mark, .section = macho_section, .define = macho_define,
                   .other = macho_other, .end = macho_end},
    [FMT_COFF] = {.label = ".L", .start = ".Lsect", .rva = "@IMGREL", .bare = true,
                  .name = list_word, .mark = coff_mark, .section = coff_section,
                  .define = coff_define, .other = coff_other, .end = coff_end},
};
