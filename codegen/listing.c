// listing.c - an object as assembly text that an assembler turns back into the same bytes
//
// It is made from the finished object, not from machine instructions: what is printed is what is
// linked. Numbers that a fixup patches are printed as the symbol; branch targets inside a section
// become labels. A line that assembly has no words for (a symbol with the name of a register, say)
// is its bytes and relocation. Debug information and unwind tables are left out.
#include "codegen/listing.h"

#include "codegen/asm.h"

size_t list_plain_part(Str name)
{
    const char *at = name.n ? memchr(name.p, '@', name.n) : NULL;
    return at && at > name.p ? (size_t)(at - name.p) : name.n;
}

void list_word(Str name, Buf *out)
{
    bool plain = name.n && (name.p[0] < '0' || name.p[0] > '9');
    for (size_t k = 0; k < name.n; k++) {
        char c = name.p[k];
        plain &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '_' || c == '.' || (c == '$' && k);
    }
    if (plain) {
        buf_put(out, name.p, name.n);
        return;
    }
    buf_byte(out, '"');
    for (size_t k = 0; k < name.n; k++) {
        if (name.p[k] == '"' || name.p[k] == '\\')
            buf_byte(out, '\\');
        buf_byte(out, (u8)name.p[k]);
    }
    buf_byte(out, '"');
}

// `after` stands between the name and the addend: "@tpoff".
static void print_symbol(const Listing *l, u32 sym, const char *after, i64 add, Buf *out)
{
    const ObjSym *s = &l->o->sym.v[sym];
    if (s->name.n && s->kind != SK_SECTION)
        l->form->name(s->name, out);
    else if (s->sect < l->o->sect.n) {
        buf_fmt(out, "%s%u", l->form->start, s->sect);
        add += (i64)s->value;
    }
    buf_str(out, after);
    if (add)
        buf_fmt(out, " %c %llu", add < 0 ? '-' : '+',
                (unsigned long long)(add < 0 ? -(u64)add : (u64)add));
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
    const AsmSyntax *x = l->t->isa->syntax;
    buf_str(out, l->form->mark(x, (FixKind)f->kind, false));
    print_symbol(l, f->sym, l->form->mark(x, (FixKind)f->kind, true),
                 fix_info[f->kind].flags & FF_PC ? f->add + (i64)(end - at) : f->add, out);
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
    buf_fmt(out, "%s%u_%llx", l->form->label, l->index, (unsigned long long)to);
    return true;
}

static void symbols_at(Listing *l, u64 off)
{
    for (u32 k = 1; k < l->o->sym.n; k++) {
        const ObjSym *s = &l->o->sym.v[k];
        if (s->sect == l->index && s->value == off && s->name.n && s->kind != SK_SECTION)
            l->form->define(l, s);
    }
}

static void branch_label(Listing *l, u64 at)
{
    if (bits_has(l->label, (u32)at))
        buf_fmt(l->out, "%s%u_%llx:\n", l->form->label, l->index, (unsigned long long)at);
}

bool asm_reserved(Str name, const char *const *words, const char *numbered)
{
    char low[8];
    Str s = {low, name.n};
    u32 n;
    if (!name.n || name.n > sizeof low)
        return false;
    for (size_t k = 0; k < name.n; k++)
        low[k] = (char)(name.p[k] >= 'A' && name.p[k] <= 'Z' ? name.p[k] + 32 : name.p[k]);
    for (; *words; words++)
        if (str_eqz(s, *words))
            return true;
    return asm_reg_number(s, numbered, &n) && n < 32;
}

// Does an instruction name a symbol that this syntax reads as something else, or say too little?
static const Fix *unsaid_fix(const Listing *l, u64 from, u64 end)
{
    const AsmSyntax *x = l->t->isa->syntax;
    for (u64 at = from; at < end; at++) {
        const Fix *f = fix_at(l->sect, at);
        FixKind k = f ? (FixKind)f->kind : FIX_NONE;
        if (!f || (l->form->reloc && !x->reloc(k)))
            continue;
        if ((l->form->bare && x->reserved(l->o->sym.v[f->sym].name)) ||
            (l->form->reloc && x->raw && x->raw(k, l->sect->data + from)))
            return f;
    }
    return NULL;
}

static void bytes(Listing *l, u64 at, u64 end)
{
    for (u64 k = at; k < end; k++)
        buf_fmt(l->out, "%s0x%02x", k > at ? ", " : "    .byte ", l->sect->data[k]);
    if (end > at)
        buf_byte(l->out, '\n');
}

// Without .reloc the field is data between the other bytes.
static void raw_field(Listing *l, u64 at, u64 end, const Fix *f)
{
    const AsmSyntax *x = l->t->isa->syntax;
    bytes(l, at, f->off);
    buf_fmt(l->out, "    .long %s", l->form->mark(x, (FixKind)f->kind, false));
    print_symbol(l, f->sym, l->form->mark(x, (FixKind)f->kind, true), f->add, l->out);
    buf_str(l->out, fix_info[f->kind].flags & FF_PC ? " - .\n" : "\n");
    bytes(l, f->off + fix_info[f->kind].bytes, end);
}

static void raw_instruction(Listing *l, u64 at, u64 n, const Fix *f, const Buf *text)
{
    const AsmSyntax *x = l->t->isa->syntax;
    buf_fmt(l->out, "%s    %s %.*s\n", x->plain_on, x->comment, (int)text->n, (char *)text->p);
    if (!l->form->reloc) {
        raw_field(l, at, at + n, f);
    } else {
        buf_fmt(l->out, "    .reloc . + %llu, %s, ", (unsigned long long)(f->off - at),
                x->reloc((FixKind)f->kind));
        print_symbol(l, f->sym, "", f->add, l->out);
        buf_byte(l->out, '\n');
        bytes(l, at, at + n);
    }
    buf_str(l->out, x->plain_off);
}

static void address(Listing *l, const Fix *f);
static void plain_bytes(Listing *l, u64 at, u64 end);

// Constants between the instructions, up to the next symbol, fixup or end of their range.
static u64 inlaid(Listing *l, u64 at, u64 end)
{
    const Fix *f = fix_at(l->sect, at);
    symbols_at(l, at);
    branch_label(l, at);
    if (f) {
        address(l, f);
        return at + fix_info[f->kind].bytes;
    }
    u64 to = at + 1;
    while (to < end && !fix_at(l->sect, to) && !bits_has(l->label, (u32)to))
        to++;
    plain_bytes(l, at, to);
    return to;
}

// The range of constants that `at` is in; NULL: an instruction is there.
static const ObjRange *range_at(const ObjSect *s, u64 at)
{
    for (u32 k = 0; k < s->inlaid.n && s->inlaid.v[k].off <= at; k++)
        if (at - s->inlaid.v[k].off < s->inlaid.v[k].size)
            return &s->inlaid.v[k];
    return NULL;
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
            const ObjRange *r = range_at(s, at);
            if (r) {
                at = pass ? inlaid(l, at, r->off + r->size) : r->off + r->size;
                continue;
            }
            text.n = 0;
            int n = cg_disasm(l->t, s->data + at, s->size - at, at, pass ? &names : &marks, &text);
            if (pass) {
                symbols_at(l, at);
                branch_label(l, at);
                const Fix *f = n ? unsaid_fix(l, at, at + (u64)n) : NULL;
                if (f)
                    raw_instruction(l, at, (u64)n, f, &text);
                else if (n)
                    buf_fmt(l->out, "    %.*s\n", (int)text.n, (char *)text.p);
                else
                    buf_fmt(l->out, "    .byte 0x%02x\n", s->data[at]);
            }
            at += n ? (u64)n : 1;
        }
    buf_free(&text);
    arena_free(&mem);
}

static void address(Listing *l, const Fix *f)
{
    bool reserved = l->form->bare && l->t->isa->syntax->reserved(l->o->sym.v[f->sym].name);
    if (reserved)
        buf_str(l->out, l->t->isa->syntax->plain_on);
    buf_fmt(l->out, "    %s ", fix_info[f->kind].bytes == 8 ? ".quad" : ".long");
    print_symbol(l, f->sym, f->kind == FIX_RVA32 ? l->form->rva : "", f->add, l->out);
    buf_str(l->out, fix_info[f->kind].flags & FF_PC ? " - .\n" : "\n");
    if (reserved)
        buf_str(l->out, l->t->isa->syntax->plain_off);
}

// Bytes up to the next symbol or fixup.
static void plain_bytes(Listing *l, u64 at, u64 end)
{
    const ObjSect *s = l->sect;
    if (s->flags & SF_ZERO) {
        buf_fmt(l->out, "    .zero %llu\n", (unsigned long long)(end - at));
        return;
    }
    for (u32 k = 0; at < end; at++, k++)
        buf_fmt(l->out, "%s0x%02x", k % 16 ? ", " : k ? "\n    .byte " : "    .byte ", s->data[at]);
    buf_byte(l->out, '\n');
}

static void data(Listing *l)
{
    const ObjSect *s = l->sect;
    Arena mem = {0};
    Bits stop = bits_new(&mem, (u32)s->size + 1);
    for (u32 k = 0; k < s->fix.n; k++)
        bits_add(stop, (u32)s->fix.v[k].off);
    for (u32 k = 1; k < l->o->sym.n; k++)
        if (l->o->sym.v[k].sect == l->index && l->o->sym.v[k].value < s->size)
            bits_add(stop, (u32)l->o->sym.v[k].value);
    for (u64 at = 0, end; at < s->size; at = end) {
        const Fix *f = fix_at(s, at);
        symbols_at(l, at);
        end = at + (f ? fix_info[f->kind].bytes : 1);
        if (f) {
            address(l, f);
            continue;
        }
        while (end < s->size && !bits_has(stop, (u32)end))
            end++;
        plain_bytes(l, at, end);
    }
    arena_free(&mem);
}

void cg_listing(const Target *t, const Obj *o, Buf *out)
{
    Listing l = {.t = t, .o = o, .out = out, .form = &list_form[t->fmt]};
    l.cells = map_new(&l.mem);
    buf_str(out, t->isa->syntax->head);
    for (u32 i = 0; i < o->sect.n; i++) {
        l.sect = &o->sect.v[i];
        l.index = i;
        if (l.sect->flags & (SF_DEBUG | SF_UNWIND) || !(l.sect->flags & SF_ALLOC))
            continue;
        l.form->section(&l);
        buf_fmt(out, "%s%u:\n", l.form->start, i);
        if (o->sect.v[i].flags & SF_EXEC)
            code(&l);
        else
            data(&l);
        symbols_at(&l, l.sect->size);
    }
    for (u32 k = 1; k < o->sym.n; k++)
        l.form->other(&l, &o->sym.v[k]);
    l.form->end(&l);
    arena_free(&l.mem);
}
