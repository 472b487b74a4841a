// macho_unwind.c - compact unwind entries and .eh_frame records of a Mach-O object
//
// A function has a compact entry, or an FDE where no compact encoding describes its frame. x86-64
// objects carry both for every function, and their .eh_frame has no relocations: its pointers are
// distances that hold in the object.
// Source: <mach-o/compact_unwind_encoding.h>; LSB Core 5.0, 10.6.1.
#include "objfmt/macho_int.h"

typedef struct Compact {
    MrSect *s;
    u64 off;             // of the entry in its section
    const u8 *p;
} Compact;

/* The pointer at an offset of the entry, if it has one. */
static bool entry_pointer(Mr *r, const Compact *c, u32 at, u32 *sym, i64 *add)
{
    MachoReloc x;
    *sym = 0;
    if (!mr_find_reloc(r, c->s, c->off + at, &x))
        return true;
    if (x.len != 3 || x.pc || x.type != 0)
        return in_fail(&r->in, "compact unwind entry at %llu: not a pointer", c->off);
    if (!x.ext)
        return mr_target(r, x.sym, rd64(c->p + at), sym, add);
    if (x.sym >= r->nsym || !r->sym[x.sym].obj)
        return in_fail(&r->in, "compact unwind entry at %llu: no such symbol", c->off);
    *sym = r->sym[x.sym].obj;
    *add = (i64)rd64(c->p + at);
    return true;
}

/* The function's section needs what its entry names: a fixup that patches nothing says so. */
static void needs(Mr *r, u32 fn_sect, u32 sym)
{
    ObjSect *o = &r->o->sect.v[fn_sect];
    Fix f = {.off = o->fix.n ? vec_last(&o->fix).off : 0, .sym = sym, .kind = FIX_NONE};
    vec_push(r->in.a, &o->fix, f);
}

static bool take_entry(Mr *r, const Compact *c, bool *dwarf)
{
    static const u8 at[] = {0, 16, 24};
    u32 sym[3];
    i64 add[3];
    for (int i = 0; i < 3; i++)
        if (!entry_pointer(r, c, at[i], &sym[i], &add[i]))
            return false;
    if ((rd32(c->p + 12) & CU_MODE) == macho_arch[r->arch].cu_dwarf) {
        *dwarf = true;
        return true;
    }
    u32 fn = sym[0] ? r->o->sym.v[sym[0]].sect : (u32)SECT_UNDEF;
    if (fn >= r->o->sect.n)
        return in_fail(&r->in, "compact unwind entry at %llu is for no function", c->off);
    u32 t = obj_sect(r->o, STR(CU_SECTION), 0, 8);
    ObjSect *o = &r->o->sect.v[t];
    o->size = CU_SIZE;
    o->data = c->p;
    o->link = fn + 1;
    for (int i = 0; i < 3; i++)
        if (sym[i]) {
            obj_fix(r->o, t, at[i], FIX_ABS64, sym[i], add[i]);
            if (i)
                needs(r, fn, sym[i]);
        }
    return true;
}

static bool compact_section(Mr *r, MrSect *s, bool *dwarf)
{
    if (s->size % CU_SIZE)
        return in_fail(&r->in, "compact unwind entries have a broken size (%llu)", s->size);
    for (u64 off = 0; off < s->size; off += CU_SIZE) {
        Compact c = {s, off, (const u8 *)r->in.bytes.p + s->off + off};
        if (!take_entry(r, &c, dwarf))
            return false;
    }
    return true;
}

/* ---- .eh_frame ---- */

typedef struct Cie {
    u64 off;
    u8 fde_enc, lsda_enc;
    bool lsda;
} Cie;

typedef struct Eh {
    Mr *r;
    MrSect *s;
    u32 sect;            // of the object
    const u8 *p;
    Bits fixed;          // offsets that have a relocation
    VEC(Fix) fix;
    VEC(Cie) cie;
} Eh;

static u32 pointer_size(u8 enc)
{
    switch (enc & 15) {
    case 0: case 4: case 12: return 8;
    case 3: case 11: return 4;
    }
    return 0;
}

static bool bad(Eh *e, u64 off)
{
    return in_fail(&e->r->in, "broken unwind record at offset %llu", off);
}

static bool read_cie(Eh *e, u64 off, u64 size)
{
    Rdr d = {.p = e->p + off, .n = size, .at = 8};
    Cie c = {.off = off};
    u8 version = rdr_u8(&d);
    const char *aug = (const char *)d.p + d.at;
    while (rdr_u8(&d))
        ;
    rdr_uleb(&d);
    rdr_sleb(&d);
    if (version == 1)
        rdr_u8(&d);
    else
        rdr_uleb(&d);
    if (d.bad)
        return bad(e, off);
    if (*aug == 'z')
        rdr_uleb(&d);
    else if (*aug)
        return bad(e, off);
    for (const char *a = *aug ? aug + 1 : aug; *a && !d.bad; a++)
        switch (*a) {
        case 'R': c.fde_enc = rdr_u8(&d); break;
        case 'L':
            c.lsda_enc = rdr_u8(&d);
            c.lsda = c.lsda_enc != 0xff;
            break;
        case 'P': rdr_bytes(&d, pointer_size(rdr_u8(&d))); break;
        case 'S': case 'B': break;
        default: return bad(e, off);
        }
    vec_push(e->r->in.a, &e->cie, c);
    return !d.bad || bad(e, off);
}

static MrSect *section_of(Mr *r, u64 at, u32 *number)
{
    for (u32 i = 0; i < r->nsect; i++)
        if (r->sect[i].npiece && at >= r->sect[i].addr &&
            at - r->sect[i].addr < r->sect[i].size) {
            *number = i + 1;
            return &r->sect[i];
        }
    return NULL;
}

/* A pointer of a record that the assembler filled in becomes a fixup. */
static bool pointer_at(Eh *e, u64 off, u8 enc)
{
    Mr *r = e->r;
    u32 n = pointer_size(enc), sect, sym;
    i64 add;
    if (bits_has(e->fixed, (u32)off))
        return true;
    if ((enc & 0x70) != 0x10 || !n)
        return bad(e, off);
    u64 at = e->s->addr + off + (n == 8 ? rd64(e->p + off) : (u64)(i64)(i32)rd32(e->p + off));
    if (!section_of(r, at, &sect) || !mr_target(r, sect, at, &sym, &add))
        return bad(e, off);
    Fix f = {.off = off, .sym = sym, .add = add, .kind = n == 8 ? FIX_PC64 : FIX_PC32};
    vec_push(r->in.a, &e->fix, f);
    return true;
}

static const Cie *cie_at(const Eh *e, u64 off)
{
    for (u32 i = e->cie.n; i-- > 0;)
        if (e->cie.v[i].off == off)
            return &e->cie.v[i];
    return NULL;
}

static bool read_fde(Eh *e, u64 off, u64 size)
{
    u64 id = rd32(e->p + off + 4);
    const Cie *c = id <= off + 4 ? cie_at(e, off + 4 - id) : NULL;
    u32 n = c ? pointer_size(c->fde_enc) : 0;
    if (!n || size < 8 + 2 * (u64)n || !pointer_at(e, off + 8, c->fde_enc))
        return bad(e, off);
    if (!c->lsda)
        return true;
    Rdr d = {.p = e->p + off, .n = size, .at = 8 + 2 * n};
    u64 len = rdr_uleb(&d);
    n = pointer_size(c->lsda_enc);
    if (d.bad || len < n || len > size - d.at)
        return bad(e, off);
    return pointer_at(e, off + d.at, c->lsda_enc);
}

static bool read_records(Eh *e)
{
    u64 end = e->s->size;
    for (u64 off = 0; off + 4 <= end;) {
        u64 len = rd32(e->p + off);
        if (len == 0)
            break;
        if (len < 8 || len > end - off - 4)
            return bad(e, off);
        bool is_cie = rd32(e->p + off + 4) == 0;
        if (!(is_cie ? read_cie(e, off, len + 4) : read_fde(e, off, len + 4)))
            return false;
        off += len + 4;
    }
    return true;
}

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const Fix *)a)->off, y = ((const Fix *)b)->off;
    return x < y ? -1 : x > y;
}

static bool frame_section(Mr *r, MrSect *s)
{
    Eh e = {.r = r, .s = s, .sect = s->piece[0].sect};
    ObjSect *o = &r->o->sect.v[e.sect];
    e.p = o->data;
    if (s->size > 1u << 30)
        return bad(&e, 0);
    e.fixed = bits_new(r->in.a, (u32)s->size + 1);
    for (u32 i = 0; i < o->fix.n; i++)
        bits_add(e.fixed, (u32)o->fix.v[i].off);
    if (!read_records(&e))
        return false;
    o = &r->o->sect.v[e.sect];
    for (u32 i = 0; i < e.fix.n; i++)
        vec_push(r->in.a, &o->fix, e.fix.v[i]);
    sort_stable(o->fix.v, o->fix.n, sizeof(Fix), by_off, NULL);
    return true;
}

/* With a compact entry for every function the frames say nothing more. */
static void drop_frames(Mr *r, const MrSect *s)
{
    ObjSect *o = &r->o->sect.v[s->piece[0].sect];
    o->size = 0;
    o->fix.n = 0;
}

bool mr_unwind(Mr *r)
{
    bool compact = false, dwarf = false;
    for (u32 i = 0; i < r->nsect; i++)
        if (r->sect[i].role == MR_COMPACT) {
            compact = true;
            if (!compact_section(r, &r->sect[i], &dwarf))
                return false;
        }
    for (u32 i = 0; i < r->nsect; i++) {
        MrSect *s = &r->sect[i];
        if (s->role != MR_EH)
            continue;
        if (compact && !dwarf)
            drop_frames(r, s);
        else if (!frame_section(r, s))
            return false;
    }
    return true;
}
