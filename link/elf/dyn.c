// dyn.c - ELF images that may be loaded anywhere: the table of relative relocations, .dynamic
//
// A static-PIE (ET_DYN without an interpreter) is linked at address 0. Its start-up code adds the
// distance to every cell of the table, then makes what nobody writes afterwards read-only
// (PT_GNU_RELRO). Sources: System V gABI, chapter 5, "Dynamic Section"; the GNU extensions of
// binutils (DT_RELACOUNT, DT_FLAGS_1).
#include "link/elf/elf_int.h"

enum {
    DT_NULL = 0, DT_HASH = 4, DT_STRTAB = 5, DT_SYMTAB = 6, DT_RELA = 7, DT_RELASZ = 8,
    DT_RELAENT = 9, DT_STRSZ = 10, DT_SYMENT = 11, DT_REL = 17, DT_RELSZ = 18, DT_RELENT = 19
};
enum { DT_RELACOUNT = 0x6ffffff9, DT_RELCOUNT = 0x6ffffffa, DT_FLAGS_1 = 0x6ffffffb };
enum { DF_1_PIE = 0x08000000, DYN_ROWS = 11 };

/* A table of the one symbol that every table begins with: readers of .dynamic, libc's start-up code
 * among them, take these three for granted. */
static void empty_tables(Link *l)
{
    static const u8 one_bucket[16] = {1, 0, 0, 0, 1};   // and one chain, of symbol 0
    const ElfArch *e = elf_arch_of(l);
    l->dynsym = link_own_atom(l, STR(".dynsym"), SF_ALLOC, e->word, e->sym);
    l->hash = link_own_atom(l, STR(".hash"), SF_ALLOC, 4, sizeof one_bucket);
    l->hash->data = one_bucket;
    l->dynstr = link_own_atom(l, STR(".dynstr"), SF_ALLOC, 1, 1);
}

/* Constants that hold addresses are written once, at start: they move to where that is allowed. */
void elf_synth(Link *l)
{
    if (l->opt.kind != LINK_PIE)
        return;
    const ElfArch *e = elf_arch_of(l);
    for (u32 i = 0; i < l->dyn.n; i++) {
        Atom *a = l->dyn.v[i].atom;
        if (!(a->flags & SF_WRITE)) {
            a->flags |= SF_WRITE;
            a->relro = true;
        }
    }
    l->dynamic = link_own_atom(l, STR(".dynamic"), SF_ALLOC | SF_WRITE, e->word,
                               (u64)DYN_ROWS * 2 * e->word);
    empty_tables(l);
    u64 n = (u64)l->dyn.n + l->nirel;
    if (n)
        l->rela_dyn = link_own_atom(l, e->rela ? STR(".rela.dyn") : STR(".rel.dyn"), SF_ALLOC,
                                    e->word, n * e->rel);
}

static void write_rows(Link *l)
{
    const ElfArch *e = elf_arch_of(l);
    bool rela = e->rela;
    u64 at = l->rela_dyn ? atom_addr(l->rela_dyn) : 0, size = l->rela_dyn ? l->rela_dyn->size : 0;
    const u64 row[DYN_ROWS][2] = {
        {DT_HASH, atom_addr(l->hash)},
        {DT_STRTAB, atom_addr(l->dynstr)},
        {DT_SYMTAB, atom_addr(l->dynsym)},
        {DT_STRSZ, 1},
        {DT_SYMENT, e->sym},
        {rela ? DT_RELA : DT_REL, at},
        {rela ? DT_RELASZ : DT_RELSZ, size},
        {rela ? DT_RELAENT : DT_RELENT, e->rel},
        {rela ? DT_RELACOUNT : DT_RELCOUNT, l->dyn.n},
        {DT_FLAGS_1, DF_1_PIE},
        {DT_NULL, 0},
    };
    Buf b = {0};
    for (u32 i = 0; i < DYN_ROWS; i++) {
        elf_put_word(&b, e, row[i][0]);
        elf_put_word(&b, e, row[i][1]);
    }
    memcpy(l->dynamic->out->mem + l->dynamic->off, b.p, b.n);
    buf_free(&b);
}

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const ElfRel *)a)->off, y = ((const ElfRel *)b)->off;
    return x < y ? -1 : x > y;
}

/* The cells in order of address, so that memory is touched once, then functions chosen at start. */
static void write_table(Link *l)
{
    const ElfArch *e = elf_arch_of(l);
    ElfRel *r = arena_array(l->mem, ElfRel, l->dyn.n + l->nirel);
    u32 n = 0;
    for (; n < l->dyn.n; n++) {
        const DynCell *c = &l->dyn.v[n];
        i64 add = c->add;
        u64 to = (sym_addr(l, c->sym, &add) | code_bit(l, c->sym)) + (u64)add;
        r[n] = (ElfRel){atom_addr(c->atom) + c->off, 0, e->r_relative, (i64)to};
    }
    sort_stable(r, n, sizeof *r, by_off, NULL);
    for (u32 i = 0; i < l->slot.n; i++)
        if (l->slot.v[i].kind == SLOT_IREL)
            r[n++] = (ElfRel){slot_addr(l, i + 1), 0, e->r_irelative,
                              (i64)resolver_addr(l, l->slot.v[i].sym)};
    u8 *p = l->rela_dyn->out->mem + l->rela_dyn->off;
    for (u32 i = 0; i < n; i++)
        elf_set_rel(p + (size_t)i * e->rel, e, &r[i]);
}

void elf_write_dyn(Link *l)
{
    if (!l->dynamic)
        return;
    write_rows(l);
    if (l->rela_dyn)
        write_table(l);
}
