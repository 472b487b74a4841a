// linkedit.c - the tables of __LINKEDIT that name things: exports, starts of functions, symbols
#include "link/macho/macho_int.h"
#include "objfmt/strtab.h"

static Str file_name(Link *l, Str name)
{
    Buf b = {0};
    macho_name_out(&b, name);
    return buf_take(&b, l->mem);
}

static const LSym *entry(const Link *l) { return map_getp(&l->global, l->opt.entry); }

/* Nothing looks for names in a program but the loader itself and tools: the header and the entry
 * are all that is exported. */
void macho_exports(Link *l, Buf *out)
{
    TrieSym sym[2] = {{STR("__mh_execute_header"), 0}};
    const LSym *e = entry(l);
    u32 n = 1;
    i64 add = 0;
    if (e && e->state == LS_DEF && !e->hidden)
        sym[n++] = (TrieSym){file_name(l, e->name), sym_addr(l, e, &add) - IMAGE_START};
    trie_put(l->mem, out, sym, n);
}

/* ---- starts of functions ---- */

typedef struct Starts {
    u64 *v;
    u32 n;
} Starts;

static void add_start(Link *l, Starts *s, const LSym *f)
{
    i64 add = 0;
    if (f->kind == SK_FUNC && sym_live(f) && f->atom->flags & SF_EXEC)
        s->v[s->n++] = sym_addr(l, f, &add);
}

static int by_value(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = *(const u64 *)a, y = *(const u64 *)b;
    return x < y ? -1 : x > y;
}

/* Distances from one to the next, ULEB128, the first from the start of the image; a 0 ends them. */
void macho_function_starts(Link *l, Buf *out)
{
    u32 n = l->global.n;
    for (u32 i = 0; i < l->file.n; i++)
        n += l->file.v[i]->obj->sym.n;
    Starts s = {arena_array(l->mem, u64, n + 1), 0};
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 1; k < l->file.v[i]->obj->sym.n; k++)
            if (l->file.v[i]->obj->sym.v[k].bind == SB_LOCAL)
                add_start(l, &s, l->file.v[i]->sym[k]);
    for (u32 i = 0; i < l->global.n; i++)
        add_start(l, &s, (const LSym *)(uintptr_t)l->global.ent[i].val);
    sort_stable(s.v, s.n, sizeof *s.v, by_value, NULL);
    u64 last = IMAGE_START;
    for (u32 i = 0; i < s.n; i++)
        if (s.v[i] != last) {
            buf_uleb(out, s.v[i] - last);
            last = s.v[i];
        }
    buf_byte(out, 0);
    buf_align(out, 8);
}

/* ---- symbols ---- */

typedef struct Row {
    Str name;
    u8 type, sect;
    u16 desc;
    u64 value;
    u32 id;
} Row;

typedef struct Table {
    Link *l;
    StrTab str;
    VEC(Row) row;
} Table;

static void add_row(Table *t, Row r)
{
    r.id = strtab_add(&t->str, r.name);
    vec_push(t->l->mem, &t->row, r);
}

bool macho_descriptor_at(const Link *l, const LSym *s, u64 *at)
{
    const Macho *m = l->macho;
    for (u32 i = 0; i < m->tlv.n; i++)
        if (m->tlv.v[i] == s) {
            *at = atom_addr(m->vars) + (u64)TLV_SIZE * i;
            return true;
        }
    return false;
}

static const OutSect *home(const LSym *s)
{
    if (!sym_live(s))
        return NULL;
    if (!s->atom->merge)
        return s->atom->out;
    return merge_addr(s->atom, s->value) ? s->atom->merge->atom->out : NULL;
}

static void add_defined(Table *t, const LSym *s, u32 type)
{
    Link *l = t->l;
    Macho *m = l->macho;
    Row r = {.name = file_name(l, s->name), .type = (u8)type};
    const OutSect *o = home(s);
    u64 at;
    if (s->kind == SK_TLS) {
        if (!macho_descriptor_at(l, s, &at))
            return;
        o = m->vars->out;
        r.value = at;
    } else if (o) {
        i64 add = 0;
        LSym self = *s;
        self.stub = 0;
        r.value = sym_addr(l, &self, &add);
    }
    u32 sect = o ? macho_sect_number(m, o) : 0;
    if (s->state == LS_ABS || s->state == LS_LINKER) {
        r.type |= N_ABS;
        r.value = s->value;
    } else if (!sect) {
        return;
    } else {
        r.type |= N_SECT;
        r.sect = (u8)sect;
    }
    if (s->bind == SB_WEAK && type & N_EXT)
        r.desc = N_WEAK_DEF;
    add_row(t, r);
}

static bool is_shown(const ObjSym *o)
{
    return o->bind == SB_LOCAL && o->kind != SK_SECTION && o->kind != SK_FILE && o->name.n &&
           o->sect != SECT_UNDEF && !str_starts(o->name, ".L") && o->name.p[0] != '\1';
}

static void add_locals(Table *t)
{
    for (u32 i = 0; i < t->l->file.n; i++) {
        const LFile *f = t->l->file.v[i];
        for (u32 k = 1; k < f->obj->sym.n; k++)
            if (is_shown(&f->obj->sym.v[k]) && f->sym[k]->state == LS_DEF)
                add_defined(t, f->sym[k], 0);
    }
}

/* Hidden symbols are local to the image, but say that they were not to their file. */
static void add_globals(Table *t, bool hidden)
{
    for (u32 i = 0; i < t->l->global.n; i++) {
        const LSym *s = (const LSym *)(uintptr_t)t->l->global.ent[i].val;
        bool header = s->linker == LD_HEADER && s->state == LS_LINKER;
        if (s->state == LS_UNDEF || s->state == LS_IMPORT || s->hidden != hidden || header ||
            (s->linker == LD_GOT && !s->edge))
            continue;
        add_defined(t, s, hidden ? N_PEXT : N_EXT);
    }
}

static void add_undefined(Table *t, IMap *index)
{
    Macho *m = t->l->macho;
    for (u32 i = 0; i < m->import.n; i++) {
        const LSym *s = m->import.v[i].sym;
        bool is_new;
        u64 *slot = imap_put(index, (u64)(uintptr_t)s, &is_new);
        if (!is_new)
            continue;
        *slot = t->row.n;
        u32 desc = ((u32)s->value & 0xff) << 8 | (s->asked ? 0 : N_WEAK_REF);
        add_row(t, (Row){.name = file_name(t->l, s->name), .type = N_EXT | N_UNDF,
                         .desc = (u16)desc});
    }
}

static void put_indirect(const IMap *index, const LSym *s, Buf *out)
{
    u64 *i = s->state == LS_IMPORT ? imap_get(index, (u64)(uintptr_t)s) : NULL;
    buf_u32(out, i ? (u32)*i : INDIRECT_LOCAL);
}

/* Which symbol each stub and each slot stands for, section after section. */
static void put_indirects(Link *l, const IMap *index, Buf *out)
{
    Macho *m = l->macho;
    for (u32 i = 0; i < m->sect.n; i++) {
        MSect *s = &m->sect.v[i];
        u32 type = s->m.flags & S_TYPE;
        s->index = m->nindirect;
        if (type == S_STUBS) {
            s->stub = l->arch->stub_size;
            for (u32 k = 0; k < l->stub.n; k++)
                put_indirect(index, l->stub.v[k].sym, out);
        } else if (type == S_GOT) {
            for (u32 k = 0; k < l->slot.n; k++)
                put_indirect(index, l->slot.v[k].sym, out);
        } else {
            s->index = 0;
        }
        m->nindirect = (u32)(out->n / 4);
    }
}

void macho_symbols(Link *l, Buf *symtab, Buf *indirect, Buf *strs, bool image)
{
    Macho *m = l->macho;
    Table t = {.l = l};
    IMap index = imap_new(l->mem);
    strtab_init(&t.str, l->mem);
    if (!l->opt.strip) {
        add_locals(&t);
        add_globals(&t, true);
    }
    m->nlocal = t.row.n;
    add_row(&t, (Row){.name = STR("__mh_execute_header"), .type = N_EXT | N_SECT, .sect = 1,
                      .desc = N_REF_DYNAMICALLY, .value = IMAGE_START});
    if (!l->opt.strip)
        add_globals(&t, false);
    m->nglobal = t.row.n - m->nlocal;
    if (image)
        add_undefined(&t, &index);
    m->nsym = t.row.n;
    strtab_finish(&t.str, strs);
    buf_align(strs, 8);
    for (u32 i = 0; i < t.row.n; i++) {
        const Row *r = &t.row.v[i];
        macho_put_nlist(symtab, strtab_off(&t.str, r->id), r->type, r->sect, r->desc, r->value);
    }
    if (image)
        put_indirects(l, &index, indirect);
}
