// listing.c - an object as assembly text that GNU as turns back into the same bytes
//
// It is made from the finished object, not from machine instructions: what is printed is what is
// linked. Numbers that a fixup patches are printed as the symbol; branch targets inside a section
// become labels.
#include "codegen/target.h"

typedef struct Listing {
    const Target *t;
    const Obj *o;
    const ObjSect *sect;
    u32 index;               // of sect
    Bits label;              // offsets in sect that a branch goes to
    Buf *out;
} Listing;

static void print_symbol(const Obj *o, u32 sym, i64 add, Buf *out)
{
    const ObjSym *s = &o->sym.v[sym];
    if (s->name.n)
        buf_put(out, s->name.p, s->name.n);
    else if (s->sect < o->sect.n)
        buf_fmt(out, ".Lsect%u", s->sect);
    if (add)
        buf_fmt(out, " %c %lld", add < 0 ? '-' : '+', (long long)(add < 0 ? -add : add));
}

static const Fix *fix_at(const ObjSect *s, u64 off)
{
    u32 lo = 0, hi = s->fix.n;
    while (lo < hi) {
        u32 mid = (lo + hi) / 2;
        if (s->fix.v[mid].off < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < s->fix.n && s->fix.v[lo].off == off ? &s->fix.v[lo] : NULL;
}

// A pc-relative fixup counts from its own place; assembly counts from the end of the instruction.
static bool name_field(void *ctx, u64 at, u8 size, u64 end, Buf *out)
{
    Listing *l = ctx;
    const Fix *f = fix_at(l->sect, at);
    (void)size;
    if (!f)
        return false;
    bool pc = fix_info[f->kind].flags & FF_PC;
    if (f->kind == FIX_ABS32S || f->kind == FIX_ABS64 || f->kind == FIX_ABS32)
        buf_str(out, "offset ");
    print_symbol(l->o, f->sym, pc ? f->add + (i64)(end - at) : f->add, out);
    if (f->kind == FIX_TPOFF32)
        buf_str(out, "@tpoff");
    return true;
}

static bool mark_target(void *ctx, u64 to, Buf *out)
{
    Listing *l = ctx;
    (void)out;
    if (to < l->sect->size)
        bits_add(l->label, (u32)to);
    return false;
}

static bool name_target(void *ctx, u64 to, Buf *out)
{
    Listing *l = ctx;
    if (to >= l->sect->size)
        return false;
    buf_fmt(out, ".L%u_%llx", l->index, (unsigned long long)to);
    return true;
}

static void print_flags(const ObjSect *s, Buf *out)
{
    buf_fmt(out, "\n.section \"%.*s\", \"%s%s%s%s%s%s\", @%s", STR_ARG(s->name),
            s->flags & SF_ALLOC ? "a" : "", s->flags & SF_WRITE ? "w" : "",
            s->flags & SF_EXEC ? "x" : "", s->flags & SF_MERGE ? "M" : "",
            s->flags & SF_STRINGS ? "S" : "", s->flags & SF_TLS ? "T" : "",
            s->flags & SF_ZERO ? "nobits" : "progbits");
    if (s->flags & SF_MERGE)
        buf_fmt(out, ", %u", s->entsize);
    buf_fmt(out, "\n.balign %u\n", s->align ? s->align : 1);
}

static void symbols_at(const Listing *l, u64 off)
{
    for (u32 k = 1; k < l->o->sym.n; k++) {
        const ObjSym *s = &l->o->sym.v[k];
        if (s->sect != l->index || s->value != off || !s->name.n || s->kind == SK_SECTION)
            continue;
        if (s->bind != SB_LOCAL)
            buf_fmt(l->out, "%s %.*s\n", s->bind == SB_WEAK ? ".weak" : ".globl", STR_ARG(s->name));
        if (s->kind == SK_FUNC || s->kind == SK_DATA)
            buf_fmt(l->out, ".type %.*s, @%s\n", STR_ARG(s->name),
                    s->kind == SK_FUNC ? "function" : "object");
        buf_fmt(l->out, "%.*s:\n", STR_ARG(s->name));
    }
}

static void code(Listing *l)
{
    const ObjSect *s = l->sect;
    Arena mem = {0};
    l->label = bits_new(&mem, (u32)s->size + 1);
    DisNames marks = {l, NULL, mark_target}, names = {l, name_field, name_target};
    Buf text = {0};
    for (int pass = 0; pass < 2; pass++)
        for (u64 at = 0; at < s->size;) {
            text.n = 0;
            int n = cg_disasm(l->t, s->data + at, s->size - at, at, pass ? &names : &marks, &text);
            if (pass) {
                symbols_at(l, at);
                if (bits_has(l->label, (u32)at))
                    buf_fmt(l->out, ".L%u_%llx:\n", l->index, (unsigned long long)at);
                if (n)
                    buf_fmt(l->out, "    %.*s\n", (int)text.n, (char *)text.p);
                else
                    buf_fmt(l->out, "    .byte 0x%02x\n", s->data[at]);
            }
            at += n ? (u64)n : 1;
        }
    buf_free(&text);
    arena_free(&mem);
}

static void data(Listing *l)
{
    const ObjSect *s = l->sect;
    for (u64 at = 0; at < s->size;) {
        const Fix *f = fix_at(s, at);
        symbols_at(l, at);
        if (s->flags & SF_ZERO) {
            buf_fmt(l->out, "    .zero %llu\n", (unsigned long long)s->size);
            return;
        }
        if (f) {
            buf_fmt(l->out, "    %s ", fix_info[f->kind].bytes == 8 ? ".quad" : ".long");
            print_symbol(l->o, f->sym, f->add, l->out);
            buf_str(l->out, fix_info[f->kind].flags & FF_PC ? " - .\n" : "\n");
            at += fix_info[f->kind].bytes;
            continue;
        }
        buf_fmt(l->out, "    .byte 0x%02x\n", s->data[at++]);
    }
}

void cg_listing(const Target *t, const Obj *o, Buf *out)
{
    Listing l = {.t = t, .o = o, .out = out};
    buf_str(out, ".intel_syntax noprefix\n");
    for (u32 i = 0; i < o->sect.n; i++) {
        l.sect = &o->sect.v[i];
        l.index = i;
        if (l.sect->flags & (SF_DEBUG | SF_UNWIND) || !(l.sect->flags & SF_ALLOC))
            continue;
        print_flags(l.sect, out);
        if (o->sect.v[i].flags & SF_EXEC)
            code(&l);
        else
            data(&l);
        symbols_at(&l, l.sect->size);
    }
}
