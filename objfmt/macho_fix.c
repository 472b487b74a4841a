// macho_fix.c - relocations of a Mach-O object become fixups
//
// A relocation names a symbol, or the section in which the address that stands in the field lies. A
// pair SUBTRACTOR, UNSIGNED stores the distance of two places; here that is a pc-relative fixup, so
// the place that is subtracted must be in the section of the field.
#include "objfmt/macho_int.h"

bool mr_find_reloc(Mr *r, MrSect *s, u64 off, MachoReloc *out)
{
    const u8 *p = (const u8 *)r->in.bytes.p + s->reloff;
    if (!s->rel.mem) {
        s->rel = imap_new(r->in.a);
        for (u32 i = 0; i < s->nreloc; i++) {
            bool is_new;
            u64 *slot = imap_put(&s->rel, rd32(p + (size_t)i * RELOC_SIZE), &is_new);
            *slot = is_new ? i : *slot;
        }
    }
    u64 *i = imap_get(&s->rel, off);
    if (i)
        *out = macho_get_reloc(p + (size_t)*i * RELOC_SIZE);
    return i != NULL;
}

u32 mr_symbol_at(Mr *r, MrPlace p)
{
    bool is_new;
    u64 *slot = imap_put(&r->at, (u64)p.sect << 40 | p.off, &is_new);
    if (is_new)
        *slot = obj_sym(r->o, STR(""), SB_LOCAL, SK_NONE, p.sect, p.off, 0);
    return (u32)*slot;
}

bool mr_target(Mr *r, u32 sect, u64 at, u32 *sym, i64 *add)
{
    if (sect == 0 || sect > r->nsect)
        return in_fail(&r->in, "a relocation names section %llu, which does not exist", sect);
    const MrSect *s = &r->sect[sect - 1];
    if (!s->npiece)
        return in_fail(&r->in, "a relocation needs section %llu, which is not loaded", sect);
    if (at < s->addr || at - s->addr > s->size)
        return in_fail(&r->in, "a relocation points outside section %llu", sect);
    MrPlace p = mr_locate(s, at - s->addr);
    *add = 0;
    if (s->role != MR_MERGE) {   // one symbol a section is enough; entries need one each
        *add = (i64)p.off;
        p.off = 0;
    }
    *sym = mr_symbol_at(r, p);
    return true;
}

static bool symbol_of(Mr *r, const MachoReloc *x, u32 *sym)
{
    if (x->sym >= r->nsym || !r->sym[x->sym].obj)
        return in_fail(&r->in, "a relocation names symbol %llu, which does not exist", x->sym);
    *sym = r->sym[x->sym].obj;
    return true;
}

/* ---- thread-local variables ---- */

static bool initial_value(Mr *r, MrSect *s, u64 off, MrPlace *at)
{
    MachoReloc x;
    if (!mr_find_reloc(r, s, off + 16, &x) || x.len != 3 || x.pc)
        return in_fail(&r->in, "the descriptor at %llu of a thread-local variable is broken", off);
    const u8 *p = (const u8 *)r->in.bytes.p + s->off + off + 16;
    if (!x.ext) {
        u64 to = rd64(p);
        const MrSect *t = x.sym && x.sym <= r->nsect ? &r->sect[x.sym - 1] : NULL;
        if (!t || !t->npiece || to < t->addr || to - t->addr > t->size)
            return in_fail(&r->in, "the descriptor at %llu of a thread-local variable is broken",
                           off);
        *at = mr_locate(t, to - t->addr);
        return true;
    }
    u32 sym = 0;
    if (!symbol_of(r, &x, &sym))
        return false;
    const ObjSym *m = &r->o->sym.v[sym];
    if (m->sect >= r->o->sect.n || rd64(p))
        return in_fail(&r->in, "the descriptor at %llu of a thread-local variable is broken", off);
    *at = (MrPlace){m->sect, m->value};
    return true;
}

static bool descriptors_of(Mr *r, u32 i)
{
    MrSect *s = &r->sect[i];
    if (s->size % TLV_SIZE)
        return in_fail(&r->in, "thread-local descriptors of section %llu have a broken size",
                       i + 1);
    for (u32 k = r->by_sect[i]; k < r->by_sect[i + 1]; k++) {
        const MrSym *m = &r->sym[r->sorted[k]];
        u64 off = m->value - s->addr;
        if (off >= s->size)
            continue;
        if (off % TLV_SIZE)
            return in_fail(&r->in, "symbol %llu is inside a thread-local descriptor", r->sorted[k]);
        MrPlace at = {0};
        if (!initial_value(r, s, off, &at))
            return false;
        const ObjSect *t = &r->o->sect.v[at.sect];
        if (!(t->flags & SF_TLS))
            return in_fail(&r->in, "the descriptor at %llu points at data of no thread", off);
        ObjSym *o = &r->o->sym.v[m->obj];
        o->sect = at.sect;
        o->value = at.off;
        o->size = t->size - at.off;
        o->kind = SK_TLS;
        if (m->desc & N_WEAK_DEF && o->bind != SB_LOCAL)
            o->bind = SB_WEAK;
    }
    return true;
}

bool mr_descriptors(Mr *r)
{
    for (u32 i = 0; i < r->nsect; i++)
        if (r->sect[i].role == MR_TLV && !descriptors_of(r, i))
            return false;
    return true;
}

/* ---- relocations ---- */

typedef struct Reading {
    Mr *r;
    MrSect *s;
    bool has_minus, has_add;
    MrPlace minus;
    MachoReloc minus_rel;
    i64 add;             // of an ADDEND relocation
} Reading;

/* Sums of what a damaged file says may wrap around. */
static i64 plus(i64 a, u64 b) { return (i64)((u64)a + b); }

static bool is_subtractor(const Mr *r, const MachoReloc *x)
{
    return x->type == macho_arch[r->arch].subtractor;
}

static bool take_minus(Reading *q, const MachoReloc *x)
{
    u32 sym = 0;
    if (!x->ext || !symbol_of(q->r, x, &sym))
        return in_fail(&q->r->in, "a relocation at %llu subtracts no symbol", x->addr);
    const ObjSym *m = &q->r->o->sym.v[sym];
    if (m->sect >= q->r->o->sect.n)
        return in_fail(&q->r->in, "a relocation at %llu subtracts a symbol of another file",
                       x->addr);
    q->minus = (MrPlace){m->sect, m->value};
    q->minus_rel = *x;
    q->has_minus = true;
    return true;
}

/* A distance inside one section is known now. */
static void store_constant(Mr *r, MrPlace at, u32 bytes, i64 v)
{
    ObjSect *o = &r->o->sect.v[at.sect];
    if (!r->copy[at.sect])
        o->data = r->copy[at.sect] = arena_dup(r->in.a, o->data, o->size);
    for (u32 i = 0; i < bytes && at.off + i < o->size; i++)
        r->copy[at.sect][at.off + i] = (u8)((u64)v >> 8 * i);
}

static bool add_difference(Reading *q, const MachoReloc *x, MrPlace at, Fix *f)
{
    Mr *r = q->r;
    const ObjSym *m = &r->o->sym.v[f->sym];
    q->has_minus = false;
    if (q->minus_rel.addr != x->addr || q->minus_rel.len != x->len)
        return in_fail(&r->in, "a pair of relocations at %llu does not match", x->addr);
    if (m->sect == q->minus.sect) {
        store_constant(r, at, 1u << x->len, plus(f->add, m->value - q->minus.off));
        f->kind = FIX_NONE;
        return true;
    }
    if (q->minus.sect != at.sect)
        return in_fail(&r->in, "the distance at %llu is not from a place in its own section",
                       x->addr);
    f->kind = x->len == 3 ? FIX_PC64 : FIX_PC32;
    f->add = plus(f->add, at.off - q->minus.off);
    return true;
}

static i64 stored_addend(const Mr *r, FixKind k, const u8 *p)
{
    if (macho_arch[r->arch].addend && k > FIX_NONE && fix_info[k].bytes == 4 && k != FIX_ABS32 &&
        k != FIX_GOTPC32)
        return 0;        // an instruction
    return fix_info[k].bytes == 8 ? (i64)rd64(p) : (i64)(i32)rd32(p);
}

// Debug information means a thread-local variable by the address of its descriptor.
static bool described(Mr *r, const MachoReloc *x, u64 at, Fix *f)
{
    for (u32 k = r->by_sect[x->sym - 1]; k < r->by_sect[x->sym]; k++)
        if (r->sym[r->sorted[k]].value == at) {
            f->sym = r->sym[r->sorted[k]].obj;
            f->add = 0;
            return true;
        }
    return in_fail(&r->in, "the relocation at %llu points into a thread-local descriptor", x->addr);
}

static bool find_symbol(Reading *q, const MachoReloc *x, Fix *f)
{
    Mr *r = q->r;
    if (x->ext)
        return symbol_of(r, x, &f->sym);
    if (macho_arch[r->arch].addend && f->kind != FIX_ABS64 && f->kind != FIX_ABS32)
        return in_fail(&r->in, "the relocation of an instruction at %llu names no symbol", x->addr);
    i64 add;
    u64 to = (u64)f->add;
    f->add = 0;
    if (x->pc) {         // the field counts from the end of the instruction
        u32 n = 4 + macho_arch[r->arch].trailing[x->type];
        to += q->s->addr + x->addr + n + 4;
        f->add = -(i64)n;
    }
    if (q->s->role == MR_DEBUG && x->sym && x->sym <= r->nsect &&
        r->sect[x->sym - 1].role == MR_TLV)
        return described(r, x, to, f);
    if (!mr_target(r, x->sym, to, &f->sym, &add))
        return false;
    f->add = plus(f->add, (u64)add);
    return true;
}

static void mark_thread_local(Mr *r, const Fix *f)
{
    ObjSym *m = &r->o->sym.v[f->sym];
    if (fix_info[f->kind].flags & FF_TLS && m->sect == SECT_UNDEF)
        m->kind = SK_TLS;
}

static bool take_reloc(Reading *q, const MachoReloc *x)
{
    Mr *r = q->r;
    FixKind k;
    i64 add;
    if (x->addr & 0x80000000u)
        return in_fail(&r->in, "scattered relocation at %llu", x->addr & 0xffffff);
    if (macho_arch[r->arch].addend && x->type == ARM64_ADDEND) {
        q->add = (i64)((u64)x->sym << 40) >> 40;
        q->has_add = true;
        return true;
    }
    if (x->addr > q->s->size || (1ull << x->len) > q->s->size - x->addr)
        return in_fail(&r->in, "the relocation at %llu is outside its section", x->addr);
    const u8 *p = (const u8 *)r->in.bytes.p + q->s->off + x->addr;
    if (is_subtractor(r, x))
        return take_minus(q, x);
    if (!macho_reloc_kind(r->arch, x, p, &k, &add))
        return in_fail(&r->in, "relocation type %llu is not supported", x->type);
    if ((k == FIX_GOTPCRX || k == FIX_GOTPCX) && x->addr < 2)   // the linker reads the opcode
        return in_fail(&r->in, "relocation type %llu is not supported", x->type);
    MrPlace at = mr_locate(q->s, x->addr);
    Fix f = {.off = at.off, .kind = (u16)k, .add = plus(add, (u64)stored_addend(r, k, p))};
    if (q->has_add)
        f.add = plus(f.add, (u64)q->add);
    q->has_add = false;
    if (!find_symbol(q, x, &f))
        return false;
    if (q->has_minus && !add_difference(q, x, at, &f))
        return false;
    ObjSect *o = &r->o->sect.v[at.sect];
    if (f.off > o->size || fix_info[f.kind].bytes > o->size - f.off)
        return in_fail(&r->in, "the relocation at %llu crosses a symbol", x->addr);
    mark_thread_local(r, &f);
    if (f.kind != FIX_NONE)
        vec_push(r->in.a, &o->fix, f);
    return true;
}

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const Fix *)a)->off, y = ((const Fix *)b)->off;
    return x < y ? -1 : x > y;
}

static bool relocs_of(Mr *r, MrSect *s)
{
    Reading q = {.r = r, .s = s};
    for (u32 i = 0; i < s->nreloc; i++) {
        MachoReloc x =
            macho_get_reloc((const u8 *)r->in.bytes.p + s->reloff + (size_t)i * RELOC_SIZE);
        if (q.has_minus &&
            x.addr != q.minus_rel.addr)
            return in_fail(&r->in, "a pair of relocations at %llu does not match",
                           q.minus_rel.addr);
        if (!take_reloc(&q, &x))
            return false;
    }
    if (q.has_minus || q.has_add)
        return in_fail(&r->in, "the last relocation of a section lacks its other half", 0);
    for (u32 i = 0; i < s->npiece; i++) {
        ObjSect *o = &r->o->sect.v[s->piece[i].sect];
        sort_stable(o->fix.v, o->fix.n, sizeof(Fix), by_off, NULL);
        if (o->fix.n && o->flags & SF_MERGE)
            o->flags &= ~(u32)(SF_MERGE | SF_STRINGS);
    }
    return true;
}

bool mr_relocs(Mr *r)
{
    r->copy = arena_array(r->in.a, u8 *, r->o->sect.n + 1);
    for (u32 i = 0; i < r->nsect; i++) {
        if (!r->sect[i].npiece || relocs_of(r, &r->sect[i]))
            continue;
        if (r->sect[i].role != MR_DEBUG)
            return false;
        r->no_debug = true;      // a program links all the same
        *r->in.err = (Str){0};
    }
    return true;
}
