// dwarf.c - debug sections, line tables and unwind tables from neutral rows
//
// Source: DWARF 5 (sections named at each writer); LSB Core 5.0, 10.6 for .eh_frame. A unit holds
// its functions and their lines; every address is a fixup against a function's symbol, so functions
// may move or be dropped one by one.
#include "objfmt/dwarf_int.h"

enum { LINE_BASE = -5, LINE_RANGE = 14, OPCODE_BASE = 13 };

Ds dw_open(Obj *o, const char *name, u32 flags)
{
    Ds d = {.o = o};
    d.sect = obj_sect(o, str_of(name), SF_DEBUG | flags, 1);
    o->sect.v[d.sect].entsize = flags & SF_MERGE ? 1 : 0;
    d.sym = obj_sym(o, STR(""), SB_LOCAL, SK_SECTION, d.sect, 0, 0);
    return d;
}

void dw_close(Ds *d)
{
    ObjSect *s = &d->o->sect.v[d->sect];
    s->size = d->b.n;
    s->data = (const u8 *)buf_take(&d->b, d->o->mem).p;
}

void dw_word(Ds *d, u64 x)
{
    if (arch_ptr[d->o->arch] == 8)
        buf_u64(&d->b, x);
    else
        buf_u32(&d->b, (u32)x);
}

static void put_addr_size(Ds *d) { buf_byte(&d->b, arch_ptr[d->o->arch]); }

void dw_addr(Ds *d, u32 sym, i64 add)
{
    bool wide = arch_ptr[d->o->arch] == 8;
    obj_fix(d->o, d->sect, d->b.n, wide ? FIX_ABS64 : FIX_ABS32, sym, add);
    dw_word(d, 0);
}

void dw_offset(Ds *d, const Ds *to, u64 off)
{
    obj_fix(d->o, d->sect, d->b.n, FIX_ABS32, to->sym, (i64)off);
    buf_u32(&d->b, 0);
}

size_t dw_open_length(Ds *d)
{
    buf_u32(&d->b, 0);
    return d->b.n;
}

void dw_close_length(Ds *d, size_t at) { wr32(d->b.p + at - 4, (u32)(d->b.n - at)); }

static u64 string_at(Strs *s, Str text)
{
    bool is_new;
    u64 *slot = map_put(&s->at, text, &is_new);
    if (is_new) {
        *slot = s->d.b.n;
        buf_put(&s->d.b, text.p, text.n);
        buf_byte(&s->d.b, 0);
    }
    return *slot;
}

static void number_files(Dw *w)
{
    Map seen = map_new(w->o->mem);
    w->file = arena_array(w->o->mem, u32, w->u->nfile + 1);
    for (u32 i = 0; i < w->u->nfile; i++) {
        bool is_new;
        u64 *slot = map_put(&seen, w->u->file[i], &is_new);
        if (is_new) {
            *slot = w->name.n;
            vec_push(w->o->mem, &w->name, w->u->file[i]);
        }
        w->file[i] = (u32)*slot;
    }
}

void dw_string(Ds *d, Strs *s, Str text) { dw_offset(d, &s->d, string_at(s, text)); }

/* 6.2.4: the header of a line number program, version 5 */
static void line_header(Dw *w)
{
    static const u8 std_args[] = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};
    Ds *d = &w->line;
    buf_u16(&d->b, 5);
    put_addr_size(d);
    buf_byte(&d->b, 0);     // segment selector size
    size_t header = dw_open_length(d);
    buf_byte(&d->b, 1);     // smallest instruction
    buf_byte(&d->b, 1);     // operations per instruction
    buf_byte(&d->b, 1);     // rows are statements
    buf_byte(&d->b, (u8)LINE_BASE);
    buf_byte(&d->b, LINE_RANGE);
    buf_byte(&d->b, OPCODE_BASE);
    buf_put(&d->b, std_args, sizeof std_args);
    buf_byte(&d->b, 1);
    buf_uleb(&d->b, DW_LNCT_path);
    buf_uleb(&d->b, DW_FORM_line_strp);
    buf_uleb(&d->b, 1);
    dw_string(d, &w->line_str, w->u->dir);
    buf_byte(&d->b, 2);
    buf_uleb(&d->b, DW_LNCT_path);
    buf_uleb(&d->b, DW_FORM_line_strp);
    buf_uleb(&d->b, DW_LNCT_directory_index);
    buf_uleb(&d->b, DW_FORM_udata);
    buf_uleb(&d->b, w->name.n);
    for (u32 i = 0; i < w->name.n; i++) {
        dw_string(d, &w->line_str, w->name.v[i]);
        buf_uleb(&d->b, 0);
    }
    dw_close_length(d, header);
}

static void extended(Ds *d, u64 len, u8 op)
{
    buf_byte(&d->b, 0);
    buf_uleb(&d->b, len);
    buf_byte(&d->b, op);
}

/* 6.2.5.1: one byte for a small step of line and address, else what is needed of the long forms */
static void put_step(Ds *d, i64 dline, u64 daddr)
{
    if (dline < LINE_BASE || dline >= LINE_BASE + LINE_RANGE) {
        buf_byte(&d->b, DW_LNS_advance_line);
        buf_sleb(&d->b, dline);
        dline = 0;
    }
    u64 op = (u64)(dline - LINE_BASE) + OPCODE_BASE;
    if (daddr > (255 - op) / LINE_RANGE) {
        buf_byte(&d->b, DW_LNS_advance_pc);
        buf_uleb(&d->b, daddr);
        daddr = 0;
    }
    buf_byte(&d->b, (u8)(op + daddr * LINE_RANGE));
}

static void line_sequence(Dw *w, const DwFn *f)
{
    Ds *d = &w->line;
    if (!f->nrow)
        return;
    u64 base = w->o->sym.v[f->sym].value, at = f->row[0].off;
    u32 file = 1, line = 1;
    bool inside = false;
    extended(d, 1 + (u64)arch_ptr[w->o->arch], DW_LNE_set_address);
    dw_addr(d, f->sym, (i64)(at - base));
    for (u32 i = 0; i < f->nrow; i++) {
        const DwLine *r = &f->row[i];
        if (w->file[r->file] != file) {
            buf_byte(&d->b, DW_LNS_set_file);
            buf_uleb(&d->b, file = w->file[r->file]);
        }
        if (r->inside != inside)
            buf_byte(&d->b, DW_LNS_negate_stmt);
        inside = r->inside;
        put_step(d, (i64)r->line - line, r->off - at);
        at = r->off;
        line = r->line;
    }
    u64 end = base + f->size;
    if (end > at) {
        buf_byte(&d->b, DW_LNS_advance_pc);
        buf_uleb(&d->b, end - at);
    }
    extended(d, 1, DW_LNE_end_sequence);
}

/* 6.1.2: which unit an address belongs to; rows start at a multiple of their size */
static void aranges(Dw *w)
{
    Ds *d = &w->aranges;
    size_t unit = dw_open_length(d);
    buf_u16(&d->b, 2);
    dw_offset(d, &w->info, 0);
    put_addr_size(d);
    buf_byte(&d->b, 0);
    buf_align(&d->b, 2u * arch_ptr[w->o->arch]);
    for (u32 i = 0; i < w->u->nfn; i++) {
        if (!w->u->fn[i].size)
            continue;
        dw_addr(d, w->u->fn[i].sym, 0);
        dw_word(d, w->u->fn[i].size);
    }
    buf_zero(&d->b, 2u * arch_ptr[w->o->arch]);
    dw_close_length(d, unit);
}

void dwarf_add(Obj *o, const DwUnit *u)
{
    Dw w = {.o = o, .u = u};
    w.info = dw_open(o, ".debug_info", 0);
    w.abbrev = dw_open(o, ".debug_abbrev", 0);
    w.aranges = dw_open(o, ".debug_aranges", 0);
    w.rnglists = dw_open(o, ".debug_rnglists", 0);
    w.line = dw_open(o, ".debug_line", 0);
    w.str.d = dw_open(o, ".debug_str", SF_MERGE | SF_STRINGS);
    w.line_str.d = dw_open(o, ".debug_line_str", SF_MERGE | SF_STRINGS);
    w.str.at = map_new(o->mem);
    w.line_str.at = map_new(o->mem);
    number_files(&w);
    dw_info(&w);
    aranges(&w);
    size_t unit = dw_open_length(&w.line);
    line_header(&w);
    for (u32 i = 0; i < u->nfn; i++)
        line_sequence(&w, &u->fn[i]);
    dw_close_length(&w.line, unit);
    dw_close(&w.info);
    dw_close(&w.abbrev);
    dw_close(&w.aranges);
    dw_close(&w.rnglists);
    dw_close(&w.line);
    dw_close(&w.str.d);
    dw_close(&w.line_str.d);
}

enum {
    DW_CFA_nop = 0, DW_CFA_advance_loc1 = 2, DW_CFA_advance_loc2 = 3, DW_CFA_advance_loc4 = 4,
    DW_CFA_offset_extended = 5, DW_CFA_restore_extended = 6, DW_CFA_undefined = 7,
    DW_CFA_same_value = 8, DW_CFA_register = 9, DW_CFA_remember_state = 0x0a,
    DW_CFA_restore_state = 0x0b, DW_CFA_def_cfa = 0x0c, DW_CFA_def_cfa_register = 0x0d,
    DW_CFA_def_cfa_offset = 0x0e, DW_CFA_offset_extended_sf = 0x11, DW_CFA_advance_loc = 0x40,
    DW_CFA_offset = 0x80, DW_CFA_restore = 0xc0, DW_EH_PE_pcrel_sdata4 = 0x1b
};

static void cfi_advance(Buf *b, u32 d)
{
    if (d == 0)
        return;
    if (d < 64) {
        buf_byte(b, (u8)(DW_CFA_advance_loc | d));
    } else if (d < 256) {
        buf_byte(b, DW_CFA_advance_loc1);
        buf_byte(b, (u8)d);
    } else if (d < 65536) {
        buf_byte(b, DW_CFA_advance_loc2);
        buf_u16(b, (u16)d);
    } else {
        buf_byte(b, DW_CFA_advance_loc4);
        buf_u32(b, d);
    }
}

static void cfi_saved(Buf *b, u8 reg, i64 factored)
{
    if (factored < 0) {
        buf_byte(b, DW_CFA_offset_extended_sf);
        buf_uleb(b, reg);
        buf_sleb(b, factored);
        return;
    }
    if (reg < 64) {
        buf_byte(b, (u8)(DW_CFA_offset | reg));
    } else {
        buf_byte(b, DW_CFA_offset_extended);
        buf_uleb(b, reg);
    }
    buf_uleb(b, (u64)factored);
}

/* 6.4.2: one row as an instruction */
static void cfi_row(Buf *b, const UwInit *init, const CfiRow *r)
{
    switch (r->op) {
    case CFI_DEF_CFA:
        buf_byte(b, DW_CFA_def_cfa);
        buf_uleb(b, r->reg);
        buf_uleb(b, (u64)r->val);
        break;
    case CFI_DEF_CFA_OFFSET:
        buf_byte(b, DW_CFA_def_cfa_offset);
        buf_uleb(b, (u64)r->val);
        break;
    case CFI_DEF_CFA_REG:
        buf_byte(b, DW_CFA_def_cfa_register);
        buf_uleb(b, r->reg);
        break;
    case CFI_OFFSET:
        cfi_saved(b, r->reg, r->val / init->data_align);
        break;
    case CFI_RESTORE:
        if (r->reg < 64) {
            buf_byte(b, (u8)(DW_CFA_restore | r->reg));
        } else {
            buf_byte(b, DW_CFA_restore_extended);
            buf_uleb(b, r->reg);
        }
        break;
    case CFI_REMEMBER:
        buf_byte(b, DW_CFA_remember_state);
        break;
    case CFI_RESTORE_STATE:
        buf_byte(b, DW_CFA_restore_state);
        break;
    case CFI_REGISTER:
        buf_byte(b, DW_CFA_register);
        buf_uleb(b, r->reg);
        buf_uleb(b, (u64)r->val);
        break;
    case CFI_UNDEFINED: case CFI_SAME:
        buf_byte(b, r->op == CFI_SAME ? DW_CFA_same_value : DW_CFA_undefined);
        buf_uleb(b, r->reg);
        break;
    case CFI_ESCAPE:
        buf_byte(b, (u8)r->val);
        break;
    }
}

/* Records are a multiple of 8 bytes with their length field. */
static void close_record(Buf *b, size_t start)
{
    while ((b->n - start) % 8)
        buf_byte(b, DW_CFA_nop);
    wr32(b->p + start, (u32)(b->n - start - 4));
}

/* The rest of the CIE, which begins the section: from the alignment factors on. `aug`: the encoding
 * of addresses, which only .eh_frame states. */
static void put_cie(Buf *b, const UwInit *init, bool aug)
{
    buf_uleb(b, init->code_align);
    buf_sleb(b, init->data_align);
    buf_uleb(b, init->ra_reg);
    if (aug) {
        buf_uleb(b, 1);
        buf_byte(b, DW_EH_PE_pcrel_sdata4);
    }
    cfi_row(b, init, &(CfiRow){.op = CFI_DEF_CFA, .reg = init->cfa_reg, .val = init->cfa_off});
    if (init->ra_off)   // otherwise it is still in its register
        cfi_row(b, init, &(CfiRow){.op = CFI_OFFSET, .reg = init->ra_reg, .val = init->ra_off});
    close_record(b, 0);
}

static void put_rows(Buf *b, const UwInit *init, const UwFn *fn)
{
    u32 at = 0;
    for (u32 k = 0; k < fn->nrow; k++) {
        cfi_advance(b, (fn->row[k].off - at) / init->code_align);
        at = fn->row[k].off;
        cfi_row(b, init, &fn->row[k]);
    }
}

void eh_frame_add(Obj *o, const UwInit *init, const UwFn *fn, u32 n)
{
    if (!n)
        return;
    Buf b = {0};
    u32 sect = obj_sect(o, STR(".eh_frame"), SF_ALLOC | SF_UNWIND, 8);
    buf_u32(&b, 0);
    buf_u32(&b, 0);      // this is a CIE
    buf_byte(&b, 1);     // version
    buf_put(&b, "zR", 3);
    put_cie(&b, init, true);
    for (u32 i = 0; i < n; i++) {
        size_t start = b.n;
        buf_u32(&b, 0);
        buf_u32(&b, (u32)b.n);      // distance back to the CIE at 0
        obj_fix(o, sect, b.n, FIX_PC32, fn[i].sym, 0);
        buf_u32(&b, 0);
        buf_u32(&b, (u32)fn[i].size);
        buf_uleb(&b, 0);
        put_rows(&b, init, &fn[i]);
        close_record(&b, start);
    }
    o->sect.v[sect].size = b.n;
    o->sect.v[sect].data = (const u8 *)buf_take(&b, o->mem).p;
}

/* 6.4.1 */
void debug_frame_add(Obj *o, const UwInit *init, const UwFn *fn, u32 n)
{
    if (!n)
        return;
    Ds d = dw_open(o, ".debug_frame", 0);
    buf_u32(&d.b, 0);
    buf_u32(&d.b, ~0u);      // this is a CIE
    buf_byte(&d.b, 4);       // version
    buf_byte(&d.b, 0);       // no augmentation
    put_addr_size(&d);
    buf_byte(&d.b, 0);       // no segments
    put_cie(&d.b, init, false);
    for (u32 i = 0; i < n; i++) {
        size_t start = d.b.n;
        buf_u32(&d.b, 0);
        dw_offset(&d, &d, 0);
        dw_addr(&d, fn[i].sym, 0);
        dw_word(&d, fn[i].size);
        put_rows(&d.b, init, &fn[i]);
        close_record(&d.b, start);
    }
    dw_close(&d);
}
