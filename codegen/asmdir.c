// asmdir.c - directives in a file of assembly
//
// Source: Using as, chapter 7 ("Assembler Directives"), and for the order of arguments of .section
// its part on ELF. Those that only steer listings, or repeat what is known, are read and forgotten.
#include "codegen/asmfile.h"

static bool said(AsmFile *f, const char *what)
{
    asm_fail(&f->in, "%s", what);
    return true;
}

static bool skip_rest(AsmFile *f)
{
    f->in.i = f->in.s.n;
    return true;
}

static bool name(AsmFile *f, Str *out)
{
    if (asm_peek(&f->in) == '"')
        return asm_quoted(&f->in, f->mem, out) && out->n;
    *out = str_dup(f->mem, asm_word(&f->in, false));
    return out->n != 0;
}

/* ---- sections ---- */

static const struct {
    const char *prefix;
    u32 flags;
} kinds[] = {
    {".text", SF_ALLOC | SF_EXEC}, {".init_array", SF_ALLOC | SF_WRITE | SF_INIT},
    {".preinit_array", SF_ALLOC | SF_WRITE | SF_INIT},
    {".fini_array", SF_ALLOC | SF_WRITE | SF_FINI}, {".init", SF_ALLOC | SF_EXEC},
    {".fini", SF_ALLOC | SF_EXEC}, {".data", SF_ALLOC | SF_WRITE},
    {".bss", SF_ALLOC | SF_WRITE | SF_ZERO}, {".tdata", SF_ALLOC | SF_WRITE | SF_TLS},
    {".tbss", SF_ALLOC | SF_WRITE | SF_TLS | SF_ZERO}, {".rodata", SF_ALLOC},
    {".eh_frame", SF_ALLOC | SF_UNWIND}, {".note", SF_NOTE}, {".debug_", SF_DEBUG}};

static u32 kind_of(Str s)
{
    for (u32 k = 0; k < COUNT(kinds); k++) {
        size_t n = strlen(kinds[k].prefix);
        bool part = kinds[k].prefix[n - 1] == '_';
        if (str_starts(s, kinds[k].prefix) && (part || s.n == n || s.p[n] == '.'))
            return kinds[k].flags;
    }
    return 0;
}

static u32 flag_letters(AsmFile *f, Str s)
{
    u32 flags = 0;
    for (size_t k = 0; k < s.n; k++)
        switch (s.p[k]) {
        case 'a': flags |= SF_ALLOC; break;
        case 'w': flags |= SF_WRITE; break;
        case 'x': flags |= SF_EXEC; break;
        case 'M': flags |= SF_MERGE; break;
        case 'S': flags |= SF_STRINGS; break;
        case 'T': flags |= SF_TLS; break;
        case 'R': flags |= SF_KEEP; break;
        case 'G': case '?': break;
        default: said(f, "unknown letter among the flags of a section");
        }
    return flags;
}

static u32 type_flags(AsmFile *f, Str type)
{
    static const struct { const char *name; u32 flags; } all[] = {
        {"progbits", 0}, {"nobits", SF_ZERO}, {"note", SF_NOTE}, {"init_array", SF_INIT},
        {"preinit_array", SF_INIT}, {"fini_array", SF_FINI}, {"unwind", SF_UNWIND}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(type, all[k].name))
            return all[k].flags;
    said(f, "unknown type of section");
    return 0;
}

// It may have any characters but those that end it.
static bool section_name(AsmFile *f, Str *out)
{
    AsmIn *a = &f->in;
    if (asm_peek(a) == '"')
        return asm_quoted(a, f->mem, out);
    size_t from = a->i;
    while (a->i < a->s.n && !strchr(", \t\r", a->s.p[a->i]))
        a->i++;
    *out = str_dup(f->mem, (Str){a->s.p + from, a->i - from});
    return out->n != 0;
}

// #alloc, #write: flags as Solaris's assembler has them, also where # begins a comment.
static bool flag_words(AsmFile *f, u32 *flags)
{
    static const struct { const char *name; u32 flag; } all[] = {
        {"alloc", SF_ALLOC}, {"write", SF_WRITE}, {"execinstr", SF_EXEC}, {"tls", SF_TLS}};
    AsmIn *a = &f->in;
    const char *end = f->text.p + f->text.n;
    while (a->s.p + a->s.n < end && a->s.p[a->s.n] != '\n')
        a->s.n++;
    do {
        u32 k = 0;
        Str w = asm_eat(a, '#') ? asm_word(a, true) : (Str){0};
        while (k < COUNT(all) && !str_eqz(w, all[k].name))
            k++;
        if (k == COUNT(all))
            return said(f, "flags between quotes are expected");
        *flags |= all[k].flag;
    } while (asm_eat(a, ','));
    return true;
}

// The number of a part, if there is one; what has no contents has no parts.
static bool part(AsmFile *f)
{
    i64 n = 0;
    if (asm_end(&f->in))
        return true;
    if (!af_number(f, &n) || n < 0 || n > 8192)
        return said(f, "the number of a subsection is expected, up to 8192");
    if (n && f->sect.v[f->cur].flags & SF_ZERO)
        return said(f, "a section without contents has no subsections");
    if (f->sect.v[f->cur].sub.v[f->sub].number != n) {
        AfPlace before = f->last;
        af_part(f, (u32)n);
        f->last = before;
    }
    return true;
}

// NAME[, "FLAGS"[, @TYPE[, ENTRY SIZE][, GROUP, comdat]]], or NAME, NUMBER OF A PART
static bool section(AsmFile *f)
{
    AsmIn *a = &f->in;
    Str s, letters = {0}, group = {0}, type;
    i64 entry = 0;
    u32 flags;
    if (!section_name(f, &s))
        return said(f, "the name of a section is expected");
    flags = kind_of(s);
    bool letters_next = asm_eat(a, ',');
    if (letters_next && strchr("0123456789", asm_peek(a)) && asm_peek(a)) {
        af_section(f, s, flags, 0, (Str){0});
        return part(f);
    }
    if (letters_next && (asm_end(a) || asm_peek(a) == '#')) {
        flag_words(f, &flags);
    } else if (letters_next) {
        if (!asm_quoted(a, f->mem, &letters))
            return said(f, "flags between quotes are expected");
        flags = flag_letters(f, letters) |
                (flags & (SF_UNWIND | SF_INIT | SF_FINI | SF_DEBUG | SF_NOTE));
        if (asm_eat(a, ',')) {
            if (asm_peek(a) != '@' && asm_peek(a) != '%')
                return said(f, "the type of a section is expected");
            a->i++;
            type = asm_word(a, true);
            flags |= type_flags(f, type);
        }
    }
    if (flags & SF_MERGE && (!asm_eat(a, ',') || !af_number(f, &entry)))
        return said(f, "the size of an entry is expected");
    if (letters.n && memchr(letters.p, 'G', letters.n)) {
        if (!asm_eat(a, ',') || !name(f, &group))
            return said(f, "the name of a group is expected");
        if (asm_eat(a, ','))
            asm_word(a, true);
    }
    // not to be one with another of this name
    Str unique;
    i64 number;
    if (asm_eat(a, ',')) {
        if (!name(f, &unique) || !str_eqz(unique, "unique") || !asm_eat(a, ',') ||
            !af_number(f, &number))
            return said(f, "`unique` and a number are expected");
        af_section_unique(f, s, flags, (u32)entry, group, (u32)number + 1);
        return true;
    }
    af_section(f, s, flags, (u32)entry, group);
    return true;
}

static bool to_section(AsmFile *f, const char *s)
{
    af_section(f, str_of(s), kind_of(str_of(s)), 0, (Str){0});
    return part(f);
}

static bool sections(AsmFile *f, Str w)
{
    if (str_eqz(w, ".text") || str_eqz(w, ".data") || str_eqz(w, ".bss"))
        return to_section(f, str_z(f->mem, w));
    if (str_eqz(w, ".section") || str_eqz(w, ".pushsection")) {
        if (w.p[1] == 'p')
            vec_push(&f->tmp, &f->stack, ((AfPlace){f->cur, f->sub}));
        return section(f);
    }
    if (str_eqz(w, ".subsection")) {
        AfPlace here = {f->cur, f->sub};
        bool good = part(f);
        f->last = here;
        return good;
    }
    bool pop = str_eqz(w, ".popsection");
    if (!pop && !str_eqz(w, ".previous"))
        return false;
    if (pop && !f->stack.n)
        return said(f, ".popsection without .pushsection");
    af_enter(f, pop ? f->stack.v[--f->stack.n] : f->last);
    return true;
}

/* ---- symbols ---- */

static void bind(AsmFile *f, AfSym *y, Str w)
{
    (void)f;
    if (str_eqz(w, ".hidden") || str_eqz(w, ".internal")) {
        y->hidden = true;
    } else if (str_eqz(w, ".protected")) {
        y->protect = true;
    } else {
        bool weak = str_eqz(w, ".weak") || y->bind == SB_WEAK;
        y->bind = (u8)(str_eqz(w, ".local") ? SB_LOCAL : weak ? SB_WEAK : SB_GLOBAL);
        y->bound = true;
    }
}

static bool bindings(AsmFile *f, Str w)
{
    static const char *const all[] = {".globl", ".global", ".weak", ".local", ".hidden",
                                      ".internal", ".protected"};
    Str s;
    u32 k = 0;
    while (k < COUNT(all) && !str_eqz(w, all[k]))
        k++;
    if (k == COUNT(all))
        return false;
    do {
        if (!name(f, &s))
            return said(f, "the name of a symbol is expected");
        bind(f, af_sym(f, af_name(f, s)), w);
    } while (asm_eat(&f->in, ','));
    return true;
}

static bool type(AsmFile *f)
{
    static const struct { const char *name; u8 kind; } all[] = {
        {"function", SK_FUNC}, {"stt_func", SK_FUNC}, {"object", SK_DATA}, {"stt_object", SK_DATA},
        {"tls_object", SK_TLS}, {"notype", SK_NONE}, {"gnu_indirect_function", SK_IFUNC},
        {"common", SK_DATA}, {"gnu_unique_object", SK_DATA}};
    AsmIn *a = &f->in;
    Str s, kind;
    if (!name(f, &s))
        return said(f, "the name of a symbol is expected");
    asm_eat(a, ',');
    if (asm_peek(a) == '"') {
        if (!asm_quoted(a, f->mem, &kind))
            return said(f, "a type is expected");
    } else {
        if (strchr("@%#", asm_peek(a)) && asm_peek(a))
            a->i++;
        kind = asm_word(a, true);
    }
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(kind, all[k].name)) {
            af_sym(f, af_name(f, s))->kind = all[k].kind;
            return true;
        }
    return said(f, "unknown type of symbol");
}

static bool size(AsmFile *f)
{
    Str s;
    AfVal v;
    if (f->collecting)
        return skip_rest(f);
    if (!name(f, &s) || !asm_eat(&f->in, ',') || !af_expr(f, &v))
        return said(f, "a symbol and its size are expected");
    AfVal *keep = arena_new(&f->tmp, AfVal);
    *keep = v;
    af_sym(f, af_name(f, s))->size = keep;
    return true;
}

// .org PLACE[, BYTE]: a number of bytes from the start, or from a label of this section before it.
static bool org(AsmFile *f)
{
    AfVal v;
    i64 fill = 0;
    AfSect *s = &f->sect.v[f->cur];
    if (!af_expr(f, &v) || (asm_eat(&f->in, ',') && !af_number(f, &fill)))
        return said(f, "a place is expected");
    const AfSym *y = v.plus ? af_sym(f, v.plus) : NULL;
    if (v.minus || v.fix || (y && y->sect != f->cur + 1))
        return said(f, "a place in this section is expected");
    if (s->flags & SF_ZERO) {
        u64 to = (u64)(v.add + (y ? y->value : 0));
        if (to < s->zero || fill)
            return said(f, "this section has no contents");
        s->zero = to;
        return true;
    }
    MOp o[2] = {{.kind = MO_IMM, .imm = v.add}, {.kind = MO_IMM, .imm = fill}};
    if (y) {
        o[0].kind = MO_BLK;
        o[0].slot = y->blk;
    }
    asm_put(&f->in, M_ORG, 0, 0, o, 2);
    return true;
}

// .set NAME, VALUE and NAME = VALUE
static bool set(AsmFile *f)
{
    Str s;
    AfVal v;
    if (!name(f, &s) || !(asm_eat(&f->in, ',') || asm_eat(&f->in, '=')))
        return said(f, "a symbol and its value are expected");
    if (str_eqz(s, "."))
        return f->collecting ? skip_rest(f) : org(f);
    SymId id = af_name(f, s);
    size_t from = f->in.i;
    bool here = asm_eat(&f->in, '.') && asm_end(&f->in);
    f->in.i = from;
    if (f->collecting && here) {
        AfSym *y = af_sym(f, id);
        y->sect = f->cur + 1;
        y->blk = af_block(f)->id;
        return skip_rest(f);
    }
    if (here) {
        af_label(f, id);
        return skip_rest(f);
    }
    if (f->collecting && af_has_here(&f->in))
        return skip_rest(f);
    if (!af_expr(f, &v))
        return said(f, "a value is expected");
    AfSym *y = af_sym(f, id);
    y->diff = NULL;
    if (v.minus || v.fix) {
        if (f->collecting)
            return true;
        if (v.fix || !y->temporary)
            return said(f, "a difference of labels can only be the value of a local symbol (.L)");
        y->diff = arena_new(&f->tmp, AfVal);
        *y->diff = v;
        return true;
    }
    y->value = v.add;
    y->fixed = !v.plus;
    y->same = v.plus == id ? 0 : v.plus;
    return true;
}

// .comm NAME, SIZE[, ALIGNMENT]; .lcomm in .bss
static bool common(AsmFile *f, bool local)
{
    Str s;
    i64 n, align = 1;
    if (!name(f, &s) || !asm_eat(&f->in, ',') || !af_number(f, &n) ||
        (asm_eat(&f->in, ',') && !af_number(f, &align)) || n < 0 || align < 1 ||
        align & (align - 1))
        return said(f, "a symbol, its size and alignment are expected");
    SymId id = af_name(f, s);
    AfSym *y = af_sym(f, id);
    if (local || (y->bound && y->bind == SB_LOCAL)) {
        AfPlace cur = {f->cur, f->sub}, last = f->last;
        af_section(f, STR(".bss"), kind_of(STR(".bss")), 0, (Str){0});
        AfSect *b = &f->sect.v[f->cur];
        b->align = MAX(b->align, (u32)align);
        if (f->collecting) {
            y->sect = f->cur + 1;
            y->blk = af_block(f)->id;
        } else {
            vec_push(&f->tmp, &f->local, ((AfLocal){id, (u64)n, (u32)align}));
        }
        y = af_sym(f, id);
        y->kind = SK_DATA;
        AfVal *z = arena_new(&f->tmp, AfVal);
        z->add = n;
        y->size = z;
        af_enter(f, cur);
        f->last = last;
        return true;
    }
    y->common = true;
    y->value = n;
    y->align = (u32)align;
    y->kind = y->kind == SK_TLS ? SK_TLS : SK_DATA;
    if (!y->bound)
        bind(f, y, STR(".globl"));
    return true;
}

// .symver NAME, BASE@VERSION[, VISIBILITY]
static bool symver(AsmFile *f)
{
    AsmIn *a = &f->in;
    AfVersion v = {0};
    Str of;
    if (!name(f, &of) || !asm_eat(a, ',') || !name(f, &v.base))
        return said(f, "a symbol and its name with a version are expected");
    for (; a->i < a->s.n && a->s.p[a->i] == '@'; v.at++)
        a->i++;
    if (!v.at || v.at > 3 || !name(f, &v.version))
        return said(f, "a symbol and its name with a version are expected");
    if (asm_eat(a, ','))
        return said(f, "a visibility behind the version is not supported");
    v.of = af_name(f, of);
    if (!f->collecting)
        vec_push(&f->tmp, &f->version, v);
    return true;
}

static bool symbols(AsmFile *f, Str w)
{
    if (str_eqz(w, ".symver"))
        return symver(f);
    if (str_eqz(w, ".type"))
        return type(f);
    if (str_eqz(w, ".size"))
        return size(f);
    if (str_eqz(w, ".set") || str_eqz(w, ".equ") || str_eqz(w, ".thumb_set"))
        return set(f);
    if (str_eqz(w, ".comm") || str_eqz(w, ".common"))
        return common(f, false);
    if (str_eqz(w, ".lcomm"))
        return common(f, true);
    return bindings(f, w);
}

/* ---- contents ---- */

static bool values(AsmFile *f, u8 n)
{
    do {
        AfVal v;
        if (!af_expr(f, &v))
            return said(f, "a value is expected");
        af_value(f, v, n);
    } while (asm_eat(&f->in, ','));
    return true;
}

static bool strings(AsmFile *f, bool zero)
{
    do {
        Str s;
        if (!asm_quoted(&f->in, &f->tmp, &s))
            return said(f, "text between quotes is expected");
        af_bytes(f, s.p, s.n + zero);    // a NUL stands behind it
    } while (asm_eat(&f->in, ','));
    return true;
}

static bool space(AsmFile *f)
{
    i64 n, fill = 0;
    AfSect *s = &f->sect.v[f->cur];
    if (!af_number(f, &n) || (asm_eat(&f->in, ',') && !af_number(f, &fill)))
        return said(f, "a number of bytes is expected");
    if (n < 0 || n > (i64)1 << 31)
        return said(f, "a number of bytes out of range");
    if (s->flags & SF_ZERO && !fill) {
        s->zero += (u64)n;
        return true;
    }
    u8 *p = arena_alloc(&f->tmp, (size_t)n + 1, 1);
    memset(p, (int)fill, (size_t)n);
    af_bytes(f, p, (size_t)n);
    return true;
}

static bool align(AsmFile *f, bool power)
{
    i64 n = 0, fill = 0, most = 0;
    AsmIn *a = &f->in;
    AfSect *s = &f->sect.v[f->cur];
    if (!asm_end(a) && asm_peek(a) != ',' && !af_number(f, &n))
        return said(f, "an alignment is expected");
    bool given = asm_eat(a, ',') && !asm_end(a) && asm_peek(a) != ',';
    if (given && !af_number(f, &fill))
        return said(f, "a number is expected");
    if (asm_eat(a, ',') && !af_number(f, &most))
        return said(f, "a number is expected");
    if (power && (n < 0 || n > 20))
        return said(f, "an alignment out of range");
    u64 to = power ? (u64)1 << n : (u64)(n ? n : 1);
    if (to & (to - 1) || to > 1 << 20)
        return said(f, "an alignment is a power of two up to 1 MiB");
    // in code 0x90, as compilers write it for x86, asks for instructions that do nothing, too
    bool bytes = !(s->flags & SF_EXEC) || (given && fill != 0x90);
    s->align = MAX(s->align, (u32)to);
    if (s->flags & SF_ZERO) {
        if (fill)
            return said(f, "this section has no contents");
        s->zero = ALIGN_UP(s->zero, to);
        return true;
    }
    MIns *i = m_ins(a->m, M_ALIGN, 0, 3, 0);
    i->op_[0].imm = (i64)to;
    i->op_[1].imm = most;
    i->op_[2].imm = fill;
    i->cc = bytes;
    m_before(a->b, NULL, i);
    return true;
}

static bool leb(AsmFile *f, bool sign)
{
    do {
        i64 x;
        Buf b = {0};
        if (!af_number(f, &x))
            return said(f, "a number is expected");
        if (sign)
            buf_sleb(&b, x);
        else
            buf_uleb(&b, (u64)x);
        af_bytes(f, b.p, b.n);
        buf_free(&b);
    } while (asm_eat(&f->in, ','));
    return true;
}

static bool floats(AsmFile *f, bool wide)
{
    AsmIn *a = &f->in;
    do {
        size_t from;
        asm_peek(a);
        for (from = a->i; a->i < a->s.n && a->s.p[a->i] != ',' && a->s.p[a->i] != ' '; a->i++)
            ;
        Str s = {a->s.p + from, a->i - from};
        double d;
        float x;
        if ((wide ? flt_parse(s, &d) : flt_parse32(s, &x)) < 0)
            return said(f, "a floating-point number is expected");
        af_bytes(f, wide ? (void *)&d : (void *)&x, wide ? 8 : 4);
    } while (asm_eat(a, ','));
    return true;
}

// Instructions as numbers; what Thumb has in two halves has the first one in the upper bits.
static bool instructions(AsmFile *f, Str w)
{
    u8 n = str_eqz(w, ".inst.n") ? 2 : 4;
    do {
        i64 x;
        if (!af_number(f, &x))
            return said(f, "a number is expected");
        if (str_eqz(w, ".inst.w"))
            x = (i64)(((u64)x >> 16 & 0xffff) | ((u64)x & 0xffff) << 16);
        asm_put_data(&f->in, (u64)x, n);
    } while (asm_eat(&f->in, ','));
    return true;
}

static bool contents(AsmFile *f, Str w)
{
    static const struct { const char *name; u8 size; } data[] = {
        {".byte", 1}, {".2byte", 2}, {".short", 2}, {".hword", 2}, {".value", 2}, {".4byte", 4},
        {".long", 4}, {".int", 4}, {".8byte", 8}, {".quad", 8}, {".xword", 8}, {".dword", 8}};
    u8 n = str_eqz(w, ".word") ? f->t->isa->asm_word : 0;
    for (u32 k = 0; k < COUNT(data); k++)
        n = str_eqz(w, data[k].name) ? data[k].size : n;
    if (n)
        return values(f, n);
    if (str_eqz(w, ".inst") || str_eqz(w, ".inst.n") || str_eqz(w, ".inst.w"))
        return instructions(f, w);
    if (str_eqz(w, ".ascii") || str_eqz(w, ".asciz") || str_eqz(w, ".string"))
        return strings(f, w.p[w.n - 1] != 'i');
    if (str_eqz(w, ".zero") || str_eqz(w, ".skip") || str_eqz(w, ".space"))
        return space(f);
    if (str_eqz(w, ".balign") || str_eqz(w, ".align") || str_eqz(w, ".p2align"))
        return align(f, w.p[1] == 'p' || (w.p[1] == 'a' && f->t->isa->asm_power));
    if (str_eqz(w, ".org"))
        return org(f);
    if (str_eqz(w, ".uleb128") || str_eqz(w, ".sleb128"))
        return leb(f, w.p[1] == 's');
    if (str_eqz(w, ".float") || str_eqz(w, ".single") || str_eqz(w, ".double"))
        return floats(f, w.p[1] == 'd');
    return false;
}

/* ---- unwind information ---- */

static void row(AsmFile *f, u8 op, u32 reg, i64 val)
{
    AfProc *p = &vec_last(&f->proc);
    AfRow r = {af_here(f), {.op = op, .reg = (u8)reg, .val = (i32)val}};
    vec_push(&f->tmp, &p->row, r);
}

static bool dwarf_register(AsmFile *f, u32 *reg)
{
    AsmIn *a = &f->in;
    asm_eat(a, '%');
    size_t from = a->i;
    Str w = asm_word(a, true);
    u32 r = w.n ? f->t->isa->asm_rules->reg(w) : 0;
    i64 n;
    *reg = f->t->isa->uw.ra_reg;
    if (str_eqz(w, "rip"))
        return true;
    if (r) {
        *reg = f->t->isa->dwarf_reg((u8)r);
        return true;
    }
    a->i = from;
    if (!af_number(f, &n) || n < 0 || n > 255)
        return false;
    *reg = (u32)n;
    return true;
}

static bool cfi_offsets(AsmFile *f, Str w)
{
    AsmIn *a = &f->in;
    u32 r = 0;
    i64 n = 0;
    bool reg = !str_eqz(w, ".cfi_def_cfa_offset") && !str_eqz(w, ".cfi_adjust_cfa_offset");
    bool num = !str_eqz(w, ".cfi_def_cfa_register") && !str_eqz(w, ".cfi_restore") &&
               !str_eqz(w, ".cfi_undefined") && !str_eqz(w, ".cfi_same_value");
    if ((reg && !dwarf_register(f, &r)) || (reg && num && !asm_eat(a, ',')) ||
        (num && !af_number(f, &n)))
        return said(f, "a register or an offset is expected");
    if (str_eqz(w, ".cfi_def_cfa"))
        row(f, CFI_DEF_CFA, r, f->cfa = n);
    else if (str_eqz(w, ".cfi_def_cfa_offset"))
        row(f, CFI_DEF_CFA_OFFSET, 0, f->cfa = n);
    else if (str_eqz(w, ".cfi_adjust_cfa_offset"))
        row(f, CFI_DEF_CFA_OFFSET, 0, f->cfa += n);
    else if (str_eqz(w, ".cfi_def_cfa_register"))
        row(f, CFI_DEF_CFA_REG, r, 0);
    else if (str_eqz(w, ".cfi_offset"))
        row(f, CFI_OFFSET, r, n);
    else if (str_eqz(w, ".cfi_rel_offset"))
        row(f, CFI_OFFSET, r, n - f->cfa);
    else if (str_eqz(w, ".cfi_restore"))
        row(f, CFI_RESTORE, r, 0);
    else if (str_eqz(w, ".cfi_undefined"))
        row(f, CFI_UNDEFINED, r, 0);
    else if (str_eqz(w, ".cfi_same_value"))
        row(f, CFI_SAME, r, 0);
    else
        return false;
    return true;
}

// Bytes of rows, as they are.
static bool cfi_escape(AsmFile *f)
{
    i64 x;
    do {
        if (!af_number(f, &x))
            return said(f, "a number is expected");
        row(f, CFI_ESCAPE, 0, x & 255);
    } while (asm_eat(&f->in, ','));
    return true;
}

static bool cfi_register(AsmFile *f)
{
    u32 of, in;
    if (!dwarf_register(f, &of) || !asm_eat(&f->in, ',') || !dwarf_register(f, &in))
        return said(f, "two registers are expected");
    row(f, CFI_REGISTER, of, in);
    return true;
}

static bool cfi(AsmFile *f, Str w)
{
    if (!str_starts(w, ".cfi_"))
        return false;
    if (str_eqz(w, ".cfi_sections") || str_eqz(w, ".cfi_signal_frame"))
        return skip_rest(f);
    if (str_eqz(w, ".cfi_startproc")) {
        if (f->open)
            return said(f, ".cfi_startproc inside another");
        AfProc p = {.sect = f->cur, .from = af_here(f)};
        vec_push(&f->tmp, &f->proc, p);
        f->open = true;
        f->cfa = f->t->isa->uw.cfa_off;
        return skip_rest(f);
    }
    if (!f->open)
        return said(f, "no .cfi_startproc before this");
    if (str_eqz(w, ".cfi_endproc")) {
        vec_last(&f->proc).to = af_here(f);
        f->open = false;
        return true;
    }
    if (str_eqz(w, ".cfi_remember_state") || str_eqz(w, ".cfi_restore_state")) {
        row(f, w.p[7] == 'm' ? CFI_REMEMBER : CFI_RESTORE_STATE, 0, 0);
        return true;
    }
    if (str_eqz(w, ".cfi_escape"))
        return cfi_escape(f);
    return str_eqz(w, ".cfi_register") ? cfi_register(f) : cfi_offsets(f, w);
}

/* ---- all ---- */

// The next label is a function; constants so far go here.
static bool of_arm(AsmFile *f, Str w)
{
    u16 pool = f->t->isa->op_pool;
    if (str_eqz(w, ".thumb_func")) {
        f->function = true;
        return true;
    }
    if (!pool || (!str_eqz(w, ".ltorg") && !str_eqz(w, ".pool")))
        return false;
    if (!f->collecting)
        asm_put(&f->in, pool, 4, 0, NULL, 0);
    return true;
}

static bool ignored(AsmFile *f, Str w)
{
    static const char *const all[] = {
        ".file", ".loc", ".ident", ".arch", ".cpu", ".fpu", ".arch_extension", ".syntax", ".thumb",
        ".code", ".eabi_attribute", ".att_syntax", ".fnstart", ".fnend",
        ".cantunwind", ".save", ".setfp", ".pad", ".title", ".list", ".nolist", ".version",
        ".addrsig", ".addrsig_sym"};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(w, all[k]))
            return skip_rest(f);
    return false;
}

// Operands stand in another order there, so nothing behind it would be understood.
static bool syntax(AsmFile *f, Str w)
{
    if (!str_eqz(w, ".intel_syntax"))
        return false;
    return said(f, "Intel syntax is not read: write AT&T syntax (compilers: -masm=att)");
}

bool af_directive(AsmFile *f, Str w)
{
    if (sections(f, w) || symbols(f, w) || of_arm(f, w) || ignored(f, w) ||
        syntax(f, w))
        return true;
    if (f->collecting)
        return false;
    return cfi(f, w) || contents(f, w);
}
