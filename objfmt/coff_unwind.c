// coff_unwind.c - unwind rows as the tables of 64-bit Windows: .pdata finds .xdata, which undoes a
// frame
//
// The rows of a function's entry code become unwind codes: a push is a step of 8 bytes together
// with a place for a register, any other step is an allocation, a new base register is the frame
// pointer, and further places are saved vector registers. Rows of epilogues say nothing here: the
// system recognises epilogues by their instructions.
// Source: Microsoft, "x64 exception handling", "struct UNWIND_INFO".
#include "objfmt/obj.h"

enum { UW_PUSH = 0, UW_ALLOC_LARGE = 1, UW_ALLOC_SMALL = 2, UW_SET_FP = 3, UW_SAVE_XMM = 8,
       UW_SAVE_XMM_FAR = 9 };
enum { MAX_CODES = 255, DWARF_XMM0 = 17, DWARF_RSP = 7 };

typedef struct Codes {
    u16 v[MAX_CODES + 4];    // in the order of the entry code, each with its further slots after it
    u8 slots[MAX_CODES];     // of each code
    u32 n, ncode;
    u8 prolog, fp_reg, fp_off;
    i64 cfa;                 // CFA - rsp
    i64 base;                // CFA - what offsets of saved registers count from
} Codes;

// The number of an integer register in instructions, which is also that of unwind codes.
static u8 hw_reg(u8 dwarf)
{
    static const u8 number[8] = {0, 2, 1, 3, 6, 7, 5, 4};   // rax rdx rcx rbx rsi rdi rbp rsp
    return dwarf < 8 ? number[dwarf] : dwarf;
}

static void code(Codes *c, u32 off, u8 op, u8 info, const u16 *more, u8 nmore)
{
    assert(off < 256 && c->n + 1u + nmore <= MAX_CODES);
    c->v[c->n++] = (u16)(off | (u32)(op | info << 4) << 8);
    for (u8 k = 0; k < nmore; k++)
        c->v[c->n++] = more[k];
    c->slots[c->ncode++] = (u8)(nmore + 1);
    c->prolog = (u8)off;
}

static void alloc(Codes *c, u32 off, u64 size)
{
    u16 more[2] = {(u16)(size / 8), 0};
    assert(size % 8 == 0 && size);
    if (size <= 128) {
        code(c, off, UW_ALLOC_SMALL, (u8)(size / 8 - 1), NULL, 0);
    } else if (size / 8 <= 0xffff) {
        code(c, off, UW_ALLOC_LARGE, 0, more, 1);
    } else {
        more[0] = (u16)size;
        more[1] = (u16)(size >> 16);
        code(c, off, UW_ALLOC_LARGE, 1, more, 2);
    }
}

static void save_xmm(Codes *c, const CfiRow *r)
{
    u64 at = (u64)(c->base + r->val);
    u16 more[2] = {(u16)(at / 16), 0};
    u8 reg = (u8)(r->reg - DWARF_XMM0);
    assert(r->reg >= DWARF_XMM0 && at % 16 == 0);
    if (at / 16 <= 0xffff) {
        code(c, r->off, UW_SAVE_XMM, reg, more, 1);
        return;
    }
    more[0] = (u16)at;
    more[1] = (u16)(at >> 16);
    code(c, r->off, UW_SAVE_XMM_FAR, reg, more, 2);
}

static void entry_codes(const UwFn *f, Codes *c)
{
    c->cfa = 8;
    for (u32 k = 0; k < f->nrow; k++) {
        const CfiRow *r = &f->row[k];
        const CfiRow *next = k + 1 < f->nrow ? r + 1 : NULL;
        if (r->op == CFI_REMEMBER || r->op == CFI_RESTORE)
            return;
        if (r->op == CFI_DEF_CFA_OFFSET) {
            if (r->val < c->cfa)
                return;          // the epilogue of a function without saved registers
            bool push = r->val == c->cfa + 8 && next && next->op == CFI_OFFSET &&
                        next->off == r->off && next->val == -r->val && next->reg < 16;
            if (push)
                code(c, r->off, UW_PUSH, hw_reg(next->reg), NULL, 0);
            else
                alloc(c, r->off, (u64)(r->val - c->cfa));
            c->base = c->cfa = r->val;
            k += push;
        } else if (r->op == CFI_DEF_CFA && r->reg != DWARF_RSP) {
            c->fp_reg = hw_reg(r->reg);
            c->fp_off = (u8)((c->cfa - r->val) / 16);
            assert(c->cfa - r->val <= 240 && (c->cfa - r->val) % 16 == 0);
            code(c, r->off, UW_SET_FP, 0, NULL, 0);
        } else if (r->op == CFI_OFFSET) {
            save_xmm(c, r);
        } else {
            return;
        }
    }
}

// Latest first, as an unwinder undoes them.
static Str unwind_info(Arena *a, const Codes *c)
{
    Buf b = {0};
    buf_byte(&b, 1);             // version, no flags
    buf_byte(&b, c->prolog);
    buf_byte(&b, (u8)c->n);
    buf_byte(&b, (u8)(c->fp_reg | c->fp_off << 4));
    u32 end = c->n;
    for (u32 k = c->ncode; k-- > 0;) {
        end -= c->slots[k];
        for (u32 j = 0; j < c->slots[k]; j++)
            buf_u16(&b, c->v[end + j]);
    }
    if (c->n & 1)
        buf_u16(&b, 0);
    return buf_take(&b, a);
}

static u32 table(Obj *o, const char *kind, Str fn, Str bytes)
{
    Str tail = str_starts(fn, ".text") ? (Str){fn.p + 5, fn.n - 5} : STR("");
    u32 s = obj_sect(o, str_fmt(o->mem, "%s%.*s", kind, STR_ARG(tail)), SF_ALLOC, 4);
    o->sect.v[s].data = (const u8 *)bytes.p;
    o->sect.v[s].size = bytes.n;
    return s;
}

void pdata_add(Obj *o, const UwInit *init, const UwFn *fn, u32 n)
{
    (void)init;
    static const u8 zero[12];
    for (u32 k = 0; k < n; k++) {
        Codes c = {0};
        u32 text = o->sym.v[fn[k].sym].sect;
        entry_codes(&fn[k], &c);
        if (!c.n)
            continue;            // a leaf: the return address is at rsp
        Str name = o->sect.v[text].name;
        u32 x = table(o, ".xdata", name, unwind_info(o->mem, &c));
        u32 xsym = obj_sym(o, (Str){0}, SB_LOCAL, SK_SECTION, x, 0, 0);
        u32 p = table(o, ".pdata", name, (Str){(const char *)zero, sizeof zero});
        o->sect.v[p].link = text + 1;
        obj_fix(o, p, 0, FIX_RVA32, fn[k].sym, 0);
        obj_fix(o, p, 4, FIX_RVA32, fn[k].sym, (i64)fn[k].size);
        obj_fix(o, p, 8, FIX_RVA32, xsym, 0);
    }
}
