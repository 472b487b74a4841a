// listing.c - an object as assembly text that GNU as turns back into the same bytes
//
// It is made from the finished object, not from machine instructions: what is printed is what is
// linked. Numbers that a fixup patches are printed as the symbol; branch targets inside a section
// become labels. A line that assembly has no words for (a symbol with the name of a register, say)
// is its bytes and relocation. Debug information and unwind tables are left out.
#include "codegen/asm.h"

typedef struct Listing {
    const Target *t;
    const Obj *o;
    const ObjSect *sect;
    u32 index;               // of sect
    Bits label;              // offsets in sect that a branch goes to
    Buf *out;
} Listing;

// "f@V" is a name that .symver gives.
static size_t plain_part(Str name)
{
    const char *at = name.n ? memchr(name.p, '@', name.n) : NULL;
    return at && at > name.p ? (size_t)(at - name.p) : name.n;
}

static void print_name(Str name, Buf *out)
{
    name.n = plain_part(name);
    bool plain = name.n && (name.p[0] < '0' || name.p[0] > '9');
    for (size_t k = 0; k < name.n; k++) {
        char c = name.p[k];
        plain &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '_' || c == '.';
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
static void print_symbol(const Obj *o, u32 sym, const char *after, i64 add, Buf *out)
{
    const ObjSym *s = &o->sym.v[sym];
    if (s->name.n && s->kind != SK_SECTION)
        print_name(s->name, out);
    else if (s->sect < o->sect.n) {
        buf_fmt(out, ".Lsect%u", s->sect);
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
    buf_str(out, x->mark((FixKind)f->kind, false));
    print_symbol(l->o, f->sym, x->mark((FixKind)f->kind, true),
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
    buf_fmt(out, ".L%u_%llx", l->index, (unsigned long long)to);
    return true;
}

static const char *section_type(const ObjSect *s)
{
    return s->flags & SF_ZERO   ? "nobits"
           : s->flags & SF_NOTE ? "note"
           : s->flags & SF_INIT ? "init_array"
           : s->flags & SF_FINI ? "fini_array"
                                : "progbits";
}

static void print_section(const Listing *l)
{
    const ObjSect *s = l->sect;
    Buf *out = l->out;
    buf_str(out, "\n.section ");
    print_name(s->name, out);
    buf_fmt(out, ", \"%s%s%s%s%s%s%s\", %c%s", s->flags & SF_ALLOC ? "a" : "",
            s->flags & SF_WRITE ? "w" : "", s->flags & SF_EXEC ? "x" : "",
            s->flags & SF_MERGE ? "M" : "", s->flags & SF_STRINGS ? "S" : "",
            s->flags & SF_TLS ? "T" : "", s->flags & SF_KEEP ? "R" : "",
            l->t->isa->syntax->type_mark, section_type(s));
    if (s->flags & SF_MERGE)
        buf_fmt(out, ", %u", s->entsize);
    for (u32 i = 0; i < l->index; i++)
        if (str_eq(l->o->sect.v[i].name, s->name)) {  // not to be one section with that
            buf_fmt(out, ", unique, %u", l->index);
            break;
        }
    buf_fmt(out, "\n.balign %u\n.Lsect%u:\n", s->align ? s->align : 1, l->index);
}

static void print_bind(const AsmSyntax *x, const ObjSym *s, Buf *out)
{
    if (s->bind != SB_LOCAL || s->sect == SECT_COMMON) {
        buf_str(out, s->bind == SB_WEAK ? ".weak " : s->bind == SB_LOCAL ? ".local " : ".globl ");
        print_name(s->name, out);
        buf_byte(out, '\n');
    }
    if (s->hidden) {
        buf_str(out, ".hidden ");
        print_name(s->name, out);
        buf_byte(out, '\n');
    }
    if (s->kind == SK_FUNC || s->kind == SK_DATA || s->kind == SK_TLS || s->kind == SK_IFUNC) {
        buf_str(out, ".type ");
        print_name(s->name, out);
        buf_fmt(out, ", %c%s\n", x->type_mark, s->kind == SK_FUNC   ? "function"
                                : s->kind == SK_DATA ? "object"
                                : s->kind == SK_TLS  ? "tls_object"
                                                     : "gnu_indirect_function");
    }
    if (s->size && s->sect != SECT_COMMON) {
        buf_str(out, ".size ");
        print_name(s->name, out);
        buf_fmt(out, ", %llu\n", (unsigned long long)s->size);
    }
}

static void symver(Str of, Str name, const char *more, Buf *out)
{
    size_t n = plain_part(name);
    buf_str(out, ".symver ");
    print_name(of, out);
    buf_fmt(out, ", %.*s%s%.*s\n", (int)n, name.p, more, (int)(name.n - n), name.p + n);
}

// A name with a version, of what has one without too; or else its only one.
static bool versioned(const Listing *l, const ObjSym *s)
{
    if (plain_part(s->name) == s->name.n)
        return false;
    for (u32 k = 1; k < l->o->sym.n; k++) {
        const ObjSym *x = &l->o->sym.v[k];
        if (x->sect == s->sect && x->value == s->value && x->bind == s->bind && x->name.n &&
            x->kind == s->kind && plain_part(x->name) == x->name.n) {
            symver(x->name, s->name, "", l->out);
            return true;
        }
    }
    symver(s->name, s->name, s->name.p[plain_part(s->name) + 1] == '@' ? "@" : "", l->out);
    return false;
}

static void symbols_at(const Listing *l, u64 off)
{
    for (u32 k = 1; k < l->o->sym.n; k++) {
        const ObjSym *s = &l->o->sym.v[k];
        if (s->sect != l->index || s->value != off || !s->name.n || s->kind == SK_SECTION ||
            versioned(l, s))
            continue;
        print_bind(l->t->isa->syntax, s, l->out);
        print_name(s->name, l->out);
        buf_str(l->out, ":\n");
    }
}

// Symbols that are in no section but must be told of.
static void other_symbols(const AsmSyntax *x, const Obj *o, Buf *out)
{
    for (u32 k = 1; k < o->sym.n; k++) {
        const ObjSym *s = &o->sym.v[k];
        if (s->sect == SECT_COMMON) {
            print_bind(x, s, out);
            buf_str(out, ".comm ");
            print_name(s->name, out);
            buf_fmt(out, ", %llu, %llu\n", (unsigned long long)s->size,
                    (unsigned long long)s->value);
        } else if (s->sect == SECT_UNDEF && s->name.n && (s->bind == SB_WEAK || s->hidden)) {
            print_bind(x, s, out);
        }
        if (s->sect == SECT_UNDEF && plain_part(s->name) != s->name.n)
            symver(s->name, s->name, "", out);
    }
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
        if (f && x->reloc(k) && (x->reserved(l->o->sym.v[f->sym].name) ||
                                 (x->raw && x->raw(k, l->sect->data + from))))
            return f;
    }
    return NULL;
}

static void raw_instruction(Listing *l, u64 at, u64 n, const Fix *f, const Buf *text)
{
    const AsmSyntax *x = l->t->isa->syntax;
    buf_str(l->out, x->plain_on);
    buf_fmt(l->out, "    .reloc . + %llu, %s, ", (unsigned long long)(f->off - at),
            x->reloc((FixKind)f->kind));
    print_symbol(l->o, f->sym, "", f->add, l->out);
    buf_str(l->out, "\n    .byte ");
    for (u64 k = 0; k < n; k++)
        buf_fmt(l->out, "%s0x%02x", k ? ", " : "", l->sect->data[at + k]);
    buf_fmt(l->out, "  %s %.*s\n%s", x->comment, (int)text->n, (char *)text->p, x->plain_off);
}

static void address(Listing *l, const Fix *f);
static void plain_bytes(Listing *l, u64 at, u64 end);

// Constants between the instructions, up to the next symbol, fixup or end of their range.
static u64 inlaid(Listing *l, u64 at, u64 end)
{
    const Fix *f = fix_at(l->sect, at);
    symbols_at(l, at);
    if (bits_has(l->label, (u32)at))
        buf_fmt(l->out, ".L%u_%llx:\n", l->index, (unsigned long long)at);
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
                if (bits_has(l->label, (u32)at))
                    buf_fmt(l->out, ".L%u_%llx:\n", l->index, (unsigned long long)at);
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
    bool reserved = l->t->isa->syntax->reserved(l->o->sym.v[f->sym].name);
    if (reserved)
        buf_str(l->out, l->t->isa->syntax->plain_on);
    buf_fmt(l->out, "    %s ", fix_info[f->kind].bytes == 8 ? ".quad" : ".long");
    print_symbol(l->o, f->sym, "", f->add, l->out);
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
    Listing l = {.t = t, .o = o, .out = out};
    buf_str(out, t->isa->syntax->head);
    for (u32 i = 0; i < o->sect.n; i++) {
        l.sect = &o->sect.v[i];
        l.index = i;
        if (l.sect->flags & (SF_DEBUG | SF_UNWIND) || !(l.sect->flags & SF_ALLOC))
            continue;
        print_section(&l);
        if (o->sect.v[i].flags & SF_EXEC)
            code(&l);
        else
            data(&l);
        symbols_at(&l, l.sect->size);
    }
    other_symbols(t->isa->syntax, o, out);
}
