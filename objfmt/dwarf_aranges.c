// dwarf_aranges.c - a table of which unit describes which addresses, for an object without one
//
// Debuggers of Apple's line do not look into a symbol file that has none. The addresses are those
// of the sequences of a unit's lines: each begins with a field that has a fixup.
// Source: DWARF 5, 6.1.2 and 6.2.5.
#include "objfmt/dwarf_read.h"

typedef struct Lines {
    u8 min, base, range;         // bytes of an instruction; opcodes without operands; lines of one
    u8 operands[256];
    u64 pc;
    const Fix *start;            // of the sequence; NULL: it has no address yet
} Lines;

static bool header(Dr *r, Lines *x)
{
    u64 version = dr_get(r, 2);
    dr_skip(r, version > 4 ? 2 : 0);
    u64 len = dr_get(r, 4), program = r->i + len;
    x->min = (u8)dr_get(r, 1);
    dr_skip(r, version > 3 ? 3 : 2);
    x->range = (u8)dr_get(r, 1);
    x->base = (u8)dr_get(r, 1);
    for (u32 k = 1; k < x->base; k++)
        x->operands[k] = (u8)dr_get(r, 1);
    if (r->bad || !x->range || !x->base || len > r->end || program > r->end || program < r->i)
        return false;
    r->i = program;
    return true;
}

static const Fix *fix_at(const ObjSect *s, u64 off)
{
    for (u32 lo = 0, hi = s->fix.n; lo < hi;) {
        u32 mid = (lo + hi) / 2;
        if (s->fix.v[mid].off == off)
            return &s->fix.v[mid];
        if (s->fix.v[mid].off < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

typedef struct Set {             // what one unit covers
    Buf b;
    VEC(Fix) fix;
} Set;

static void sequence(Dr *r, const Lines *x, Set *s)
{
    if (!x->start || x->start->kind != FIX_ABS64 || !x->pc)
        return;
    vec_push(r->o->mem, &s->fix, ((Fix){s->b.n, x->start->sym, FIX_ABS64, x->start->add}));
    buf_u64(&s->b, 0);
    buf_u64(&s->b, x->pc);
}

static void extended(Dr *r, Lines *x, Set *s)
{
    enum { END_SEQUENCE = 1, SET_ADDRESS = 2 };
    u64 len = dr_uleb(r), from = r->i, op = len ? dr_get(r, 1) : 0;
    if (op == END_SEQUENCE) {
        sequence(r, x, s);
        x->start = NULL;
        x->pc = 0;
    } else if (op == SET_ADDRESS) {
        sequence(r, x, s);       // in one sequence: as if it were two
        x->start = fix_at(&r->o->sect.v[r->at], r->i);
        x->pc = 0;
    }
    if (len)
        dr_skip(r, len - (r->i - from));
}

static void program(Dr *r, Lines *x, Set *s)
{
    enum { ADVANCE_PC = 2, CONST_ADD_PC = 8, FIXED_ADVANCE_PC = 9 };
    while (r->i < r->end && !r->bad) {
        u32 op = (u32)dr_get(r, 1);
        if (op >= x->base) {
            x->pc += (u64)x->min * ((op - x->base) / x->range);
        } else if (!op) {
            extended(r, x, s);
        } else if (op == CONST_ADD_PC) {
            x->pc += (u64)x->min * ((255u - x->base) / x->range);
        } else if (op == FIXED_ADVANCE_PC) {
            x->pc += dr_get(r, 2);
        } else {
            for (u32 k = 0; k < x->operands[op] && !r->bad; k++) {
                u64 n = dr_uleb(r);
                x->pc += op == ADVANCE_PC ? x->min * n : 0;
            }
        }
    }
}

static void unit(Dr *r, const DrRow *u, Buf *all, u32 sect, u32 info)
{
    Lines x = {0};
    Set s = {0};
    dr_enter(r, ".debug_line");
    r->i = u->lines;
    if (dr_unit(r) && header(r, &x))
        program(r, &x, &s);
    if (s.fix.n && !r->bad) {
        enum { HEAD = 16 };
        ObjSect *to = &r->o->sect.v[sect];
        vec_push(r->o->mem, &to->fix,
                 ((Fix){all->n + 6, dr_symbol(r, info), FIX_ABS32, (i64)u->off}));
        for (u32 k = 0; k < s.fix.n; k++) {
            s.fix.v[k].off += all->n + HEAD;
            vec_push(r->o->mem, &to->fix, s.fix.v[k]);
        }
        buf_u32(all, (u32)(HEAD - 4 + s.b.n + 16));
        buf_u16(all, 2);
        buf_u32(all, 0);
        buf_u16(all, 8);         // bytes of an address; no segments
        buf_zero(all, 4);
        buf_put(all, s.b.p, s.b.n);
        buf_zero(all, 16);
    }
    r->bad = false;
    buf_free(&s.b);
}

void dr_aranges(Dr *r)
{
    u32 info = dr_find(r, ".debug_info"), lines = dr_find(r, ".debug_line");
    if (info == SECT_UNDEF || lines == SECT_UNDEF ||
        dr_find(r, ".debug_aranges") != SECT_UNDEF)
        return;
    Buf all = {0};
    u32 sect = obj_sect(r->o, STR(".debug_aranges"), SF_DEBUG, 1);
    for (u32 k = 0; k < r->unit.n; k++)
        if (r->unit.v[k].has_lines)
            unit(r, &r->unit.v[k], &all, sect, info);
    r->o->sect.v[sect].size = all.n;
    Str bytes = buf_take(&all, r->o->mem);
    r->o->sect.v[sect].data = (const u8 *)bytes.p;
}
