// parse.c - read the text form of a module
//
// Builds instructions without the builder's assertions, because the text may be wrong: what is only
// wrong in meaning (types, dominance) is left to ir_verify_mod.
#include "ir/ir.h"

static const DiagDef e_expected = {"I0001", SEV_ERROR, "expected %s, found '%.*s'", NULL};
static const DiagDef e_unknown = {"I0002", SEV_ERROR, "unknown %s '%.*s'", NULL};
static const DiagDef e_twice = {"I0003", SEV_ERROR, "%s '%.*s' is defined twice", NULL};
static const DiagDef e_undefined = {"I0004", SEV_ERROR, "%s '%.*s' is not defined", NULL};
static const DiagDef e_range = {"I0005", SEV_ERROR, "%s is out of range", NULL};
static const DiagDef e_entry = {"I0006", SEV_ERROR,
                                "the first block's parameters must be those of the signature",
                                NULL};
static const DiagDef e_operands = {"I0007", SEV_ERROR, "'%s' takes %d operands, found %u", NULL};

typedef enum { TK_END, TK_WORD, TK_NUM, TK_STR, TK_VAL, TK_SYM, TK_ANON, TK_SLOT, TK_LABEL, TK_LOC,
               TK_PUNCT } Tk;

typedef struct Tok {
    Tk k;
    Str s;          // without the sigil; strings still escaped
    u32 lo, hi;
    bool bol;       // first on its line
} Tok;

typedef struct Pending {    // a block address in data, resolved when all functions are read
    SymId data, fn;
    u32 index;              // in the symbol's reloc
    Str label, from;        // from: of a distance
    Span at;
} Pending;

typedef struct Parser {
    Str text;
    size_t at;
    Tok t;
    u32 file;
    Diags *d;
    Arena *mem, tmp;
    Mod *m;
    IMap anon;              // number in the text -> SymId
    VEC(Pending) pending;
    VEC(Map) labels;        // of each symbol's function, by SymId
    Fn *f;
    Map val, lab;           // names of the current function
    VEC(Span) val_at;       // by Ref: first mention
    VEC(Span) lab_at;       // by BlkId: first mention
    VEC(bool) lab_def;
    VEC(Ref) args;
} Parser;

/* ---- tokens ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           c == '.' || c == '$';
}

static size_t scan_name(const Parser *p, size_t i)
{
    while (i < p->text.n && is_name(p->text.p[i]))
        i++;
    return i;
}

static size_t scan_number(const Parser *p, size_t i)
{
    const char *s = p->text.p;
    bool hex = i + 1 < p->text.n && s[i] == '0' && (s[i + 1] == 'x' || s[i + 1] == 'X');
    while (i < p->text.n) {
        char c = s[i];
        bool sign = (c == '+' || c == '-') && i && !hex && (s[i - 1] == 'e' || s[i - 1] == 'E');
        if (!(is_name(c) || sign))
            break;
        i++;
    }
    return i;
}

static size_t scan_string(const Parser *p, size_t i)
{
    while (i < p->text.n && p->text.p[i] != '"' && p->text.p[i] != '\n')
        i += p->text.p[i] == '\\' && i + 1 < p->text.n ? 2 : 1;
    return MIN(i, p->text.n);
}

static void set(Parser *p, Tk k, size_t from, size_t to, size_t end)
{
    p->t.k = k;
    p->t.s = (Str){p->text.p + from, to - from};
    p->t.hi = (u32)end;
    p->at = end;
}

static void next(Parser *p)
{
    const char *s = p->text.p;
    size_t n = p->text.n, i = p->at;
    p->t.bol = i == 0;
    while (i < n && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n' || s[i] == ';')) {
        if (s[i] == '\n')
            p->t.bol = true;
        if (s[i] == ';') // comment to the end of the line
            while (i + 1 < n && s[i + 1] != '\n')
                i++;
        i++;
    }
    p->t.lo = (u32)i;
    size_t e;
    char c = i < n ? s[i] : 0, c1 = i + 1 < n ? s[i + 1] : 0;
    if (i >= n) {
        set(p, TK_END, n, n, n);
    } else if (c == '%') {
        e = scan_name(p, i + 1);
        set(p, TK_VAL, i + 1, e, e);
    } else if (c == '@' && c1 == '"') {
        e = scan_string(p, i + 2);
        set(p, TK_SYM, i + 2, e, MIN(e + 1, n));
    } else if (c == '@' && c1 == '#') {
        e = scan_name(p, i + 2);
        set(p, TK_ANON, i + 2, e, e);
    } else if (c == '@') {
        e = scan_name(p, i + 1);
        set(p, TK_SYM, i + 1, e, e);
    } else if (c == '$') {
        e = scan_name(p, i + 1);
        set(p, TK_SLOT, i + 1, e, e);
    } else if (c == '.' && c1 != '.') {
        e = scan_name(p, i + 1);
        set(p, TK_LABEL, i + 1, e, e);
    } else if (c == '!') {
        e = scan_name(p, i + 1);
        set(p, TK_LOC, i + 1, e, e);
    } else if (c == '"') {
        e = scan_string(p, i + 1);
        set(p, TK_STR, i + 1, e, MIN(e + 1, n));
    } else if (is_digit(c) || ((c == '-' || c == '+') && is_digit(c1))) {
        e = scan_number(p, i + (is_digit(c) ? 0 : 1));
        set(p, TK_NUM, i, e, e);
    } else if (is_name(c) && c != '.') {
        e = scan_name(p, i);
        set(p, TK_WORD, i, e, e);
    } else {
        e = i + 1;
        if (n - i >= 3 && !memcmp(s + i, "...", 3))
            e = i + 3;
        else if (c == '-' && c1 == '>')
            e = i + 2;
        set(p, TK_PUNCT, i, e, e);
    }
}

static Span span(const Parser *p)
{
    return (Span){p->file, p->t.lo, MAX(p->t.hi, p->t.lo + 1)};
}

static bool expected(Parser *p, const char *what)
{
    Str s = p->t.k == TK_END ? STR("end of file") : (Str){p->text.p + p->t.lo, p->t.hi - p->t.lo};
    diag(p->d, &e_expected, span(p), what, (int)MIN(s.n, 60), s.p);
    return false;
}

static bool is(const Parser *p, const char *z)
{
    return (p->t.k == TK_PUNCT || p->t.k == TK_WORD) && str_eqz(p->t.s, z);
}

static bool accept(Parser *p, const char *z)
{
    if (!is(p, z))
        return false;
    next(p);
    return true;
}

static bool expect(Parser *p, const char *z)
{
    char what[32];
    if (accept(p, z))
        return true;
    snprintf(what, sizeof what, "'%s'", z);
    return expected(p, what);
}

static void skip_line(Parser *p)
{
    while (p->t.k != TK_END) {
        next(p);
        if (p->t.bol)
            break;
    }
}

/* ---- small pieces ---- */

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static Str unescape(Parser *p, Str s)
{
    char *out = arena_alloc(p->mem, s.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\' && i + 2 < s.n && hex_digit(s.p[i + 1]) >= 0 && hex_digit(s.p[i + 2]) >= 0) {
            c = (char)(hex_digit(s.p[i + 1]) << 4 | hex_digit(s.p[i + 2]));
            i += 2;
        } else if (c == '\\' && i + 1 < s.n) {
            c = s.p[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        out[n++] = c;
    }
    return (Str){out, n};
}

static bool string(Parser *p, Str *out)
{
    if (p->t.k != TK_STR)
        return expected(p, "a string");
    *out = unescape(p, p->t.s);
    next(p);
    return true;
}

// Decimal or 0x integer of up to 64 bits, with sign; the magnitude must fit in u64.
static bool to_int(Str s, i64 *out)
{
    size_t i = 0;
    bool neg = s.n && s.p[0] == '-';
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        i++;
    u64 x = 0;
    u32 base = 10;
    if (s.n > i + 2 && s.p[i] == '0' && (s.p[i + 1] == 'x' || s.p[i + 1] == 'X')) {
        base = 16;
        i += 2;
    }
    if (i >= s.n)
        return false;
    for (; i < s.n; i++) {
        int v = hex_digit(s.p[i]);
        if (v < 0 || (u32)v >= base || x > (UINT64_MAX - (u32)v) / base)
            return false;
        x = x * base + (u32)v;
    }
    if (neg && x > (u64)1 << 63)
        return false;
    *out = (i64)(neg ? 0 - x : x);
    return true;
}

static bool number(Parser *p, i64 lo, i64 hi, i64 *out, const char *what)
{
    i64 x;
    if (p->t.k != TK_NUM)
        return expected(p, what);
    if (!to_int(p->t.s, &x) || x < lo || x > hi) {
        diag(p->d, &e_range, span(p), what);
        return false;
    }
    next(p);
    *out = x;
    return true;
}

static bool number32(Parser *p, u32 *out, const char *what)
{
    i64 x = 0;
    if (!number(p, 0, UINT32_MAX, &x, what))
        return false;
    *out = (u32)x;
    return true;
}

static bool align(Parser *p, u32 *out)
{
    if (!number32(p, out, "an alignment"))
        return false;
    if (!*out || (*out & (*out - 1)) || *out > 1u << 30) {
        diag(p->d, &e_range, span(p), "an alignment");
        return false;
    }
    return true;
}

static bool is_type(const Parser *p, Type *t)
{
    if (p->t.k != TK_WORD)
        return false;
    for (int k = 0; k < T_COUNT; k++)
        if (str_eqz(p->t.s, type_name((Type)k))) {
            *t = (Type)k;
            return true;
        }
    return false;
}

static bool type(Parser *p, Type *t)
{
    if (!is_type(p, t))
        return expected(p, "a type");
    next(p);
    return true;
}

static bool location(Parser *p, u32 *loc)
{
    i64 file, line;
    *loc = 0;
    if (p->t.k != TK_LOC)
        return true;
    if (!to_int(p->t.s, &file) || file < 0 || file >= p->m->file.n) {
        diag(p->d, &e_unknown, span(p), "file number", STR_ARG(p->t.s));
        return false;
    }
    next(p);
    if (!expect(p, ":") || !number(p, 0, 0x3fffff, &line, "a line number"))
        return false;
    *loc = LOC(file, line);
    return true;
}

/* ---- signatures ---- */

static bool member_type(Parser *p, Type *t)
{
    for (Type w = T_COUNT; w < T_ALL; w++)
        if (is(p, type_name(w))) {
            *t = w;
            next(p);
            return true;
        }
    return type(p, t);
}

static bool aggregate(Parser *p, u32 *idx)
{
    Agg a = {0};
    VEC(AggField) field = {0};
    if (!expect(p, "{") || !number32(p, &a.size, "a size") || !align(p, &a.align))
        return false;
    while (!accept(p, "}")) {
        AggField g;
        Type t;
        if (!number32(p, &g.off, "an offset") || !expect(p, ":") || !member_type(p, &t))
            return false;
        g.type = (u8)t;
        if (t == T_VOID || g.off > a.size || mod_type_size(p->m, t) > a.size - g.off) {
            diag(p->d, &e_range, span(p), "a member");
            return false;
        }
        vec_push(&p->tmp, &field, g);
    }
    a.field = field.v;
    a.nfield = field.n;
    *idx = mod_agg(p->m, &a);
    return true;
}

static bool sig_param(Parser *p, Param *out)
{
    Type t;
    *out = (Param){0};
    if (is(p, "{")) {
        u32 idx;
        if (!aggregate(p, &idx))
            return false;
        out->type = T_PTR;
        out->agg = idx + 1;
    } else if (!type(p, &t)) {
        return false;
    } else if (t == T_VOID) {
        return expected(p, "a parameter's type");
    } else {
        out->type = (u8)t;
    }
    if (accept(p, "sext"))
        out->ext = EXT_SIGN;
    else if (accept(p, "zext"))
        out->ext = EXT_ZERO;
    return true;
}

static bool results(Parser *p, Sig *s)
{
    Type t;
    if (is_type(p, &t) && t == T_VOID) {
        next(p);
        return true;
    }
    do {
        if (s->nret == COUNT(s->ret)) {
            diag(p->d, &e_range, span(p), "the number of results");
            return false;
        }
        if (!sig_param(p, &s->ret[s->nret++]))
            return false;
    } while (accept(p, ","));
    for (u32 k = 0; k < s->nret && s->nret > 1; k++)
        if (s->ret[k].agg) {
            diag(p->d, &e_range, span(p), "the number of results with an aggregate");
            return false;
        }
    return true;
}

static bool signature(Parser *p, u32 *idx)
{
    Sig s = {0};
    VEC(Param) param = {0};
    if (!expect(p, "("))
        return false;
    while (!accept(p, ")")) {
        if ((param.n || s.variadic) && !expect(p, ","))
            return false;
        Param q;
        if (!s.variadic && accept(p, "...")) {
            s.variadic = true;
            s.nfixed = param.n;
            continue;
        }
        if (!sig_param(p, &q))
            return false;
        vec_push(&p->tmp, &param, q);
    }
    s.param = param.v;
    s.nparam = param.n;
    if (!s.variadic)
        s.nfixed = param.n;
    if (!expect(p, "->") || !results(p, &s))
        return false;
    if (accept(p, "internal"))
        s.cc = CC_INTERNAL;
    s.noreturn = accept(p, "noreturn");
    *idx = mod_sig(p->m, &s);
    return true;
}

/* ---- symbols ---- */

static bool symbol(Parser *p, SymId *out)
{
    if (p->t.k == TK_ANON) {
        i64 x = -1;
        u64 *have = to_int(p->t.s, &x) ? imap_get(&p->anon, (u64)x) : NULL;
        if (!have) {
            diag(p->d, &e_undefined, span(p), "symbol", STR_ARG(p->t.s));
            return false;
        }
        *out = (SymId)*have;
    } else if (p->t.k == TK_SYM && p->t.s.n) {
        *out = mod_sym(p->m, unescape(p, p->t.s));
    } else {
        return expected(p, "a symbol");
    }
    next(p);
    return true;
}

static bool is_decl(const Parser *p)
{
    return is(p, "fn") || is(p, "data") || is(p, "extern") || is(p, "common") ||
           is(p, "alias");
}

// Makes the declared symbols first, so that their order is that of the declarations.
static void declare(Parser *p)
{
    int depth = 0;
    bool want = false;
    for (next(p); p->t.k != TK_END; next(p)) {
        if (is(p, "{"))
            depth++;
        else if (is(p, "}"))
            depth -= depth > 0;
        else if (depth == 0 && p->t.bol && is_decl(p))
            want = true;
        else if (want && p->t.k == TK_SYM && p->t.s.n) {
            mod_sym(p->m, unescape(p, p->t.s));
            want = false;
        } else if (want && p->t.k == TK_ANON) {
            i64 x;
            bool is_new = false;
            if (to_int(p->t.s, &x)) {
                u64 *at = imap_put(&p->anon, (u64)x, &is_new);
                if (is_new)
                    *at = mod_sym(p->m, (Str){0});
            }
            want = false;
        }
    }
    p->at = 0;
    next(p);
}

static bool word_bit(Parser *p, const char *const *word, u32 n, u32 *bit)
{
    for (u32 k = 0; k < n; k++)
        if (accept(p, word[k])) {
            *bit = k;
            return true;
        }
    return false;
}

typedef struct Linkage {
    SymBind bind;
    u16 flags;
    u32 fn_flags;
    Str section;
    SymId sym;
} Linkage;

static bool linkage(Parser *p, Linkage *l)
{
    static const char *const flag[] = {"ro",     "tls",  "hidden", "merge",
                                       "string", "used", "rt",     "export",
                                       "tls_general", "tls_local", "tls_initial", "tls_exec",
                                       "ifunc"};
    static const char *const fn_flag[] = {"noinline", "inline", "always_inline", "noreturn",
                                          "realign",  "cold",   "frame",         "naked"};
    static const char *const bind[] = {"local", "global", "weak"};
    u32 k;
    l->bind = BIND_GLOBAL;
    for (;;) {
        if (word_bit(p, flag, COUNT(flag), &k))
            l->flags |= (u16)(1u << k);
        else if (word_bit(p, fn_flag, COUNT(fn_flag), &k))
            l->fn_flags |= 1u << k;
        else if (word_bit(p, bind, COUNT(bind), &k))
            l->bind = (SymBind)k;
        else if (accept(p, "section")) {
            if (!string(p, &l->section))
                return false;
        } else
            break;
    }
    Span at = span(p);
    Str name = p->t.s;
    if (!symbol(p, &l->sym))
        return false;
    Sym *s = &p->m->sym.v[l->sym];
    if (s->kind != SYM_UNDEF) {
        diag(p->d, &e_twice, at, "symbol", STR_ARG(name));
        return false;
    }
    s->bind = (u8)l->bind;
    s->flags = l->flags;
    s->section = l->section;
    return true;
}

/* ---- values and blocks of a function ---- */

static Ref value_name(Parser *p, Str name)
{
    bool is_new = false;
    u64 *at = map_put(&p->val, name, &is_new);
    if (is_new) {
        vec_push(p->mem, &p->f->ins, (Ins){0});
        *at = p->f->ins.n - 1;
        while (p->val_at.n < p->f->ins.n)
            vec_push(&p->tmp, &p->val_at, (Span){0});
        p->val_at.v[*at] = span(p);
    }
    return (Ref)*at;
}

static BlkId label_name(Parser *p, Str name)
{
    bool is_new = false;
    u64 *at = map_put(&p->lab, name, &is_new);
    if (is_new) {
        vec_push(p->mem, &p->f->blk, (Blk){0});
        *at = p->f->blk.n - 1;
        while (p->lab_at.n < p->f->blk.n) {
            vec_push(&p->tmp, &p->lab_at, (Span){0});
            vec_push(&p->tmp, &p->lab_def, false);
        }
        p->lab_at.v[*at] = span(p);
    }
    return (BlkId)*at;
}

static bool opt_offset(Parser *p, i32 *off)
{
    i64 x = 0;
    *off = 0;
    if (p->t.k != TK_NUM || !p->t.s.n || is_digit(p->t.s.p[0]))
        return true;
    if (!number(p, INT32_MIN, INT32_MAX, &x, "an offset"))
        return false;
    *off = (i32)x;
    return true;
}

static bool literal_flt(Parser *p, Type t, Ref *out)
{
    Str s = p->t.s;
    i64 bits;
    bool neg = s.n && s.p[0] == '-';
    if (neg || (s.n && s.p[0] == '+'))
        s = (Str){s.p + 1, s.n - 1};
    bool hex = s.n > 2 && s.p[0] == '0' && (s.p[1] == 'x' || s.p[1] == 'X') &&
               !memchr(s.p, 'p', s.n);
    double d = 0;
    float x = 0;
    if (hex) {
        if (!to_int(s, &bits) || (t == T_F32 && (u64)bits > UINT32_MAX)) {
            diag(p->d, &e_range, span(p), "a floating literal");
            return false;
        }
        *out = ir_fbits(p->f, t, (u64)bits);
    } else if (t == T_F32 ? flt_parse32(s, &x) < 0 : flt_parse(s, &d) < 0) {
        return expected(p, "a floating literal");
    } else {
        *out = t == T_F32 ? ir_f32(p->f, neg ? -x : x) : ir_f64(p->f, neg ? -d : d);
    }
    next(p);
    return true;
}

static bool literal(Parser *p, Type t, Ref *out)
{
    i64 x;
    if (accept(p, "undef")) {
        *out = ir_undef(p->f, t);
        return true;
    }
    if (p->t.k != TK_NUM)
        return expected(p, "an operand");
    if (type_is_flt(t))
        return literal_flt(p, t, out);
    u32 bits = 8 * mod_type_size(p->m, t);
    bool ok = to_int(p->t.s, &x);
    if (ok && bits < 64)
        ok = x >= -((i64)1 << (bits - 1)) && x < (i64)1 << bits;
    if (!ok) {
        diag(p->d, &e_range, span(p), "an integer literal");
        return false;
    }
    *out = ir_int(p->f, t, x);
    next(p);
    return true;
}

// `known` is the type of a literal that does not spell its own; T_VOID when it has to.
static bool operand(Parser *p, Type known, Ref *out)
{
    i32 off;
    u32 n;
    i64 x;
    SymId sym;
    Type t;
    switch (p->t.k) {
    case TK_VAL:
        *out = value_name(p, p->t.s);
        next(p);
        return true;
    case TK_SYM:
    case TK_ANON:
        if (!symbol(p, &sym) || !opt_offset(p, &off))
            return false;
        *out = ir_sym(p->f, sym, off);
        return true;
    case TK_SLOT:
        if (!to_int(p->t.s, &x) || x < 0 || x >= p->f->slot.n) {
            diag(p->d, &e_undefined, span(p), "slot", STR_ARG(p->t.s));
            return false;
        }
        n = (u32)x;
        next(p);
        if (!opt_offset(p, &off))
            return false;
        *out = ir_slot(p->f, n, off);
        return true;
    default:
        break;
    }
    if (accept(p, "&")) {
        if (p->t.k != TK_LABEL)
            return expected(p, "a label");
        *out = ir_blkaddr(p->f, label_name(p, p->t.s));
        next(p);
        return true;
    }
    if (is_type(p, &t)) {
        next(p);
        if (t == T_VOID)
            return expected(p, "a value's type");
        return literal(p, t, out);
    }
    if (known == T_VOID)
        return expected(p, "an operand with its type");
    return literal(p, known, out);
}

static bool edge(Parser *p, Edge *e)
{
    if (p->t.k != TK_LABEL)
        return expected(p, "a label");
    e->to = label_name(p, p->t.s);
    next(p);
    u32 at = p->args.n;
    if (accept(p, "(") && !accept(p, ")")) {
        do {
            Ref r;
            if (!operand(p, T_VOID, &r))
                return false;
            vec_push(&p->tmp, &p->args, r);
        } while (accept(p, ","));
        if (!expect(p, ")"))
            return false;
    }
    e->arg = p->f->pool.n;
    e->narg = p->args.n - at;
    for (u32 k = at; k < p->args.n; k++)
        vec_push(p->mem, &p->f->pool, p->args.v[k]);
    p->args.n = at;
    return true;
}

/* ---- instructions ---- */

static bool memory_aux(Parser *p, u32 *aux)
{
    static const char *const order[6] = {"relaxed", "consume", "acquire", "release", "acq_rel",
                                         "seq_cst"};
    u32 a, k;
    for (;;) {
        if (accept(p, "align")) {
            if (!align(p, &a))
                return false;
            *aux = (*aux & ~(u32)MEM_ALIGN) | (u32)ctz64(a);
        } else if (accept(p, "volatile"))
            *aux |= MEM_VOLATILE;
        else if (accept(p, "const"))
            *aux |= MEM_CONST;
        else if (word_bit(p, order, COUNT(order), &k))
            *aux = (*aux & ~(u32)MEM_ORDER) | k << 8;
        else
            return true;
    }
}

static bool suffix(Parser *p, Ins *i)
{
    u32 idx;
    switch (i->op) {
    case OP_LOAD: case OP_STORE: case OP_COPY: case OP_MOVE: case OP_SET:
    case OP_ALOAD: case OP_ASTORE: case OP_AXCHG: case OP_AADD: case OP_ASUB: case OP_AAND:
    case OP_AOR: case OP_AXOR: case OP_ACAS: case OP_FENCE:
        return memory_aux(p, &i->aux);
    case OP_ALLOCA:
        i->aux = 1;
        return !accept(p, "align") || align(p, &i->aux);
    case OP_RES:
        return expect(p, "#") && number32(p, &i->aux, "a result number");
    case OP_VAARG:
        if (!is(p, "{"))
            return true;
        if (!aggregate(p, &idx))
            return false;
        i->sig = idx + 1;
        return true;
    default:
        return true;
    }
}

static bool push_edge(Parser *p, Ins *i, i64 val)
{
    Edge e = {.val = val};
    if (!edge(p, &e))
        return false;
    if (!i->nedge)
        i->edge = p->f->edge.n;
    vec_push(p->mem, &p->f->edge, e);
    i->nedge++;
    return true;
}

static bool cases(Parser *p, Ins *i)
{
    if (!expect(p, "["))
        return false;
    while (!accept(p, "]")) {
        i64 val = 0;
        if (i->nedge > 1 && !expect(p, ","))
            return false;
        if (!number(p, INT64_MIN, INT64_MAX, &val, "a case value") || !expect(p, ":") ||
            !push_edge(p, i, val))
            return false;
    }
    return true;
}

static bool edges(Parser *p, Ins *i)
{
    switch (i->op) {
    case OP_JMP:
        return push_edge(p, i, 0);
    case OP_BR:
        if (!expect(p, ",") || !push_edge(p, i, 0) || !expect(p, ",") || !push_edge(p, i, 0))
            return false;
        i->aux = accept(p, "likely") ? BR_LIKELY : accept(p, "unlikely") ? BR_UNLIKELY : 0;
        return true;
    case OP_SWITCH:
        return expect(p, ",") && push_edge(p, i, 0) && cases(p, i);
    case OP_IJMP:
        if (!expect(p, "["))
            return false;
        while (!accept(p, "]"))
            if ((i->nedge && !expect(p, ",")) || !push_edge(p, i, 0))
                return false;
        return true;
    default:
        return true;
    }
}

static bool operands(Parser *p, Ins *i)
{
    int want = op_info[i->op].nargs;
    for (u32 k = 0; want < 0 || k < (u32)want; k++) {
        Ref r;
        if (want < 0 && k == 0 && (p->t.bol || p->t.k == TK_LOC || is(p, "}")))
            return true;
        if (want < 0 && k && !is(p, ","))
            return true;
        if (k && !expect(p, ","))
            return false;
        if (!operand(p, ir_opnd_type(p->f, i, k), &r))
            return false;
        vec_push(&p->tmp, &p->args, r);
    }
    return true;
}

static bool call(Parser *p, Ins *i)
{
    Ref r;
    if (!operand(p, T_VOID, &r) || !expect(p, "("))
        return false;
    vec_push(&p->tmp, &p->args, r);
    while (!accept(p, ")")) {
        if (p->args.n > 1 && !expect(p, ","))
            return false;
        if (!operand(p, T_VOID, &r))
            return false;
        vec_push(&p->tmp, &p->args, r);
    }
    return expect(p, ":") && signature(p, &i->sig);
}

static bool body(Parser *p, Ins *i)
{
    Type t = T_VOID;
    if ((ir_op_typed((Op)i->op) || i->op == OP_STORE) && !type(p, &t))
        return false;
    if (i->op == OP_STORE)
        i->sig = (u32)t;
    else
        i->type = (u8)t;
    bool is_call = i->op == OP_CALL || i->op == OP_TAILCALL;
    Str text, cons;
    if (i->op == OP_ASM) {
        if (!string(p, &text) || !string(p, &cons))
            return false;
        i->sig = mod_asm(p->m, text, cons);
    }
    return (is_call ? call(p, i) : operands(p, i)) && suffix(p, i) && edges(p, i);
}

static bool opcode(Parser *p, u16 *op)
{
    if (p->t.k != TK_WORD)
        return expected(p, "an operation");
    for (u16 k = 1; k < OP_COUNT; k++)
        if (str_eqz(p->t.s, op_info[k].text) && !(op_info[k].flags & OF_CONST) && k != OP_PARAM) {
            *op = k;
            next(p);
            return true;
        }
    diag(p->d, &e_unknown, span(p), "operation", STR_ARG(p->t.s));
    return false;
}

static void place(Parser *p, BlkId b, Ref r, const Ins *i)
{
    Fn *f = p->f;
    if (!r) {
        vec_push(p->mem, &f->ins, (Ins){0});
        r = f->ins.n - 1;
    }
    Ins n = *i;
    n.narg = (u16)p->args.n;
    if (n.narg <= 4) {
        for (u32 k = 0; k < n.narg; k++)
            n.u.a[k] = p->args.v[k];
    } else {
        n.u.ext = f->pool.n;
        for (u32 k = 0; k < n.narg; k++)
            vec_push(p->mem, &f->pool, p->args.v[k]);
    }
    f->ins.v[r] = n;
    ir_append(f, b, r);
}

static bool define(Parser *p, Str name, Span at, Ref *r)
{
    *r = value_name(p, name);
    if (p->f->ins.v[*r].op == OP_NONE)
        return true;
    diag(p->d, &e_twice, at, "value", STR_ARG(name));
    return false;
}

static bool instruction(Parser *p, BlkId b)
{
    Ins i = {0};
    Ref r = 0;
    p->args.n = 0;
    if (p->t.k == TK_VAL) {
        Str name = p->t.s;
        Span at = span(p);
        next(p);
        if (!expect(p, "=") || !define(p, name, at, &r))
            return false;
    }
    if (!opcode(p, &i.op) || !body(p, &i) || !location(p, &i.loc))
        return false;
    if (p->args.n > 0xffff) {
        diag(p->d, &e_operands, span(p), op_info[i.op].text, 0xffff, p->args.n);
        return false;
    }
    if (!p->t.bol && p->t.k != TK_END && !is(p, "}"))
        return expected(p, "the end of the line");
    place(p, b, r, &i);
    return true;
}

/* ---- functions ---- */

// Parameter names of the entry are given to the parameters that the signature made.
static bool block_params(Parser *p, BlkId b)
{
    Fn *f = p->f;
    u32 n = 0;
    bool is_entry = b == f->entry;
    Span at = span(p);
    if (accept(p, "(") && !accept(p, ")")) {
        do {
            Str name = p->t.s;
            Span here = span(p);
            Type t;
            if (p->t.k != TK_VAL)
                return expected(p, "a parameter");
            next(p);
            if (!expect(p, ":") || !type(p, &t))
                return false;
            if (is_entry && (n >= f->blk.v[b].param.n || ir_type(f, f->blk.v[b].param.v[n]) != t)) {
                diag(p->d, &e_entry, here);
                return false;
            }
            if (is_entry) {
                bool is_new = false;
                u64 *v = map_put(&p->val, name, &is_new);
                if (!is_new) {
                    diag(p->d, &e_twice, here, "value", STR_ARG(name));
                    return false;
                }
                *v = f->blk.v[b].param.v[n];
            } else {
                Ref r;
                if (!define(p, name, here, &r))
                    return false;
                f->ins.v[r] = (Ins){.op = OP_PARAM, .type = (u8)t, .blk = b};
                vec_push(p->mem, &f->blk.v[b].param, r);
            }
            n++;
        } while (accept(p, ","));
        if (!expect(p, ")"))
            return false;
    }
    if (is_entry && n != f->blk.v[b].param.n) {
        diag(p->d, &e_entry, at);
        return false;
    }
    return true;
}

static bool block_head(Parser *p, BlkId *out)
{
    Fn *f = p->f;
    Str name = p->t.s;
    Span at = span(p);
    bool is_first = p->lab.n == 0;
    BlkId b;
    if (is_first) { // the entry exists
        b = f->entry;
        *map_put(&p->lab, name, NULL) = b;
        while (p->lab_def.n <= b) {
            vec_push(&p->tmp, &p->lab_at, at);
            vec_push(&p->tmp, &p->lab_def, false);
        }
    } else {
        b = label_name(p, name);
    }
    *out = b;
    if (p->lab_def.v[b]) {
        diag(p->d, &e_twice, at, "block", STR_ARG(name));
        return false;
    }
    p->lab_def.v[b] = true;
    if (!is_first) {
        f->blk.v[b].prev = f->last;
        f->blk.v[f->last].next = b;
        f->last = b;
    }
    next(p);
    if (!block_params(p, b))
        return false;
    if (p->t.k == TK_STR && !string(p, &f->blk.v[b].name))
        return false;
    if (accept(p, "addrtaken"))
        f->blk.v[b].addr_taken = true;
    return expect(p, ":");
}

static bool slot(Parser *p)
{
    i64 x;
    Slot s = {.align = 1};
    if (p->t.k != TK_SLOT || !to_int(p->t.s, &x) || x != p->f->slot.n)
        return expected(p, "the next slot number");
    next(p);
    if (!expect(p, "size") || !number32(p, &s.size, "a size") || !expect(p, "align") ||
        !align(p, &s.align))
        return false;
    if (p->t.k == TK_STR && !string(p, &s.name))
        return false;
    vec_push(p->mem, &p->f->slot, s);
    return true;
}

static void check_defined(Parser *p)
{
    Fn *f = p->f;
    for (u32 k = 0; k < p->val.n; k++)
        if (f->ins.v[p->val.ent[k].val].op == OP_NONE)
            diag(p->d, &e_undefined, p->val_at.v[p->val.ent[k].val], "value",
                 STR_ARG(p->val.ent[k].key));
    for (u32 k = 0; k < p->lab.n; k++)
        if (!p->lab_def.v[p->lab.ent[k].val])
            diag(p->d, &e_undefined, p->lab_at.v[p->lab.ent[k].val], "block",
                 STR_ARG(p->lab.ent[k].key));
}

static bool function(Parser *p)
{
    Linkage l = {0};
    u32 sig, loc;
    Span at = span(p);
    if (!linkage(p, &l) || !signature(p, &sig) || !location(p, &loc) || !expect(p, "{"))
        return false;
    p->f = mod_fn(p->m, l.sym, sig, l.fn_flags);
    p->f->loc = loc;
    p->val = map_new(&p->tmp);
    p->lab = map_new(p->mem);
    p->val_at.n = p->lab_at.n = p->lab_def.n = 0;
    u32 errors = p->d->errors;
    BlkId b = 0;
    while (!is(p, "}") && p->t.k != TK_END) {
        bool ok;
        u32 start = p->t.lo;
        if (p->t.k == TK_LABEL)
            ok = block_head(p, &b);
        else if (!b && accept(p, "slot"))
            ok = slot(p);
        else if (b)
            ok = instruction(p, b);
        else
            ok = expected(p, "a block");
        if (!ok && (!p->t.bol || p->t.lo == start))
            skip_line(p);
    }
    if (!b && p->d->errors == errors) {
        diag(p->d, &e_expected, at, "a function with a block", 4, "none");
        return false;
    }
    while (p->labels.n <= l.sym)
        vec_push(&p->tmp, &p->labels, (Map){0});
    p->labels.v[l.sym] = p->lab;
    if (p->d->errors == errors)
        check_defined(p);
    return expect(p, "}");
}

/* ---- data ---- */

static bool block_word(Parser *p, Str *name)
{
    if (p->t.k != TK_LABEL)
        return expected(p, "a label");
    *name = p->t.s;
    next(p);
    return true;
}

// of a cell that holds how far one block is from another
static bool distance(Parser *p, Str *from, i64 *bytes)
{
    if (!accept(p, "from"))
        return true;
    return block_word(p, from) && expect(p, "size") && number(p, 4, 8, bytes, "4 or 8");
}

static bool relocation(Parser *p, SymId data)
{
    i64 off, add = 0;
    Span at = span(p);
    u64 size = p->m->sym.v[data].size;
    if (!number(p, 0, UINT32_MAX, &off, "an offset") || !expect(p, ":"))
        return false;
    SymId to;
    if (!symbol(p, &to))
        return false;
    Pending q = {.data = data, .fn = to, .at = span(p)};
    i64 bytes = 0;
    if (accept(p, "&") && (!block_word(p, &q.label) || !distance(p, &q.from, &bytes)))
        return false;
    if ((u64)off + (bytes ? (u64)bytes : p->m->dl.ptr_size) > size) {
        diag(p->d, &e_range, at, "a relocation's offset");
        return false;
    }
    if (p->t.k == TK_NUM && !p->t.bol && !number(p, INT64_MIN, INT64_MAX, &add, "an addend"))
        return false;
    Sym *s = &p->m->sym.v[data];
    if (s->reloc.n && vec_last(&s->reloc).off > off) {
        diag(p->d, &e_range, at, "a relocation's offset (they go up)");
        return false;
    }
    q.index = s->reloc.n;
    mod_reloc(p->m, data, (u32)off, to, add);
    vec_last(&s->reloc).size = (u8)bytes;
    if (q.label.n)
        vec_push(&p->tmp, &p->pending, q);
    return true;
}

static bool content(Parser *p, SymId sym)
{
    Sym *s = &p->m->sym.v[sym];
    Buf bytes = {0};
    bool ok = true;
    while (ok && !is(p, "}")) {
        if (p->t.k == TK_STR) {
            Str t;
            ok = string(p, &t);
            buf_put(&bytes, t.p, t.n);
        } else {
            ok = relocation(p, sym);
        }
        s = &p->m->sym.v[sym];
    }
    if (ok && bytes.n && (bytes.n > s->size || s->size > 1u << 30)) {
        diag(p->d, &e_range, span(p), "the data's size");
        ok = false;
    }
    if (ok && bytes.n) {
        u8 *d = arena_alloc(p->mem, s->size, 16);
        memcpy(d, bytes.p, bytes.n);
        s->data = d;
    }
    buf_free(&bytes);
    return ok && expect(p, "}");
}

static bool data(Parser *p, SymKind kind)
{
    Linkage l = {0};
    i64 size;
    u32 a;
    if (!linkage(p, &l))
        return false;
    Sym *s = &p->m->sym.v[l.sym];
    if (!expect(p, "size") || !number(p, 0, INT64_MAX, &size, "a size") || !expect(p, "align") ||
        !align(p, &a) || !location(p, &s->loc))
        return false;
    s->kind = (u8)kind;
    s->size = (u64)size;
    s->align = a;
    return kind == SYM_COMMON || !accept(p, "{") || content(p, l.sym);
}

static bool external(Parser *p, bool alias)
{
    Linkage l = {0};
    SymId to = 0;
    if (!linkage(p, &l))
        return false;
    if ((alias || l.flags & SYM_IFUNC) && (!expect(p, "=") || !symbol(p, &to)))
        return false;
    p->m->sym.v[l.sym].kind = alias ? SYM_ALIAS : SYM_UNDEF;
    p->m->sym.v[l.sym].alias = to;
    u32 sig = 0, loc = 0;
    if (is(p, "(") && !signature(p, &sig))
        return false;
    if (!location(p, &loc))
        return false;
    p->m->sym.v[l.sym].sig = sig;
    p->m->sym.v[l.sym].loc = loc;
    return true;
}

static bool file_row(Parser *p)
{
    i64 n;
    Str path;
    if (!number(p, p->m->file.n, p->m->file.n, &n, "the next file number") || !string(p, &path))
        return false;
    vec_push(p->mem, &p->m->file, path);
    return true;
}

static bool asm_line(Parser *p)
{
    Str text;
    u32 loc = 0;
    if (!string(p, &text) || !location(p, &loc))
        return false;
    mod_asm_line(p->m, text, loc);
    return true;
}

static bool item(Parser *p)
{
    if (accept(p, "module"))
        return string(p, &p->m->name);
    if (accept(p, "debug")) {
        p->m->debug = true;
        return true;
    }
    if (accept(p, "file"))
        return file_row(p);
    if (accept(p, "asm"))
        return asm_line(p);
    if (accept(p, "fn"))
        return function(p);
    if (accept(p, "data"))
        return data(p, SYM_DATA);
    if (accept(p, "common"))
        return data(p, SYM_COMMON);
    if (accept(p, "extern"))
        return external(p, false);
    if (accept(p, "alias"))
        return external(p, true);
    return expected(p, "fn, data, common, extern, alias, asm, file, debug or module");
}

static BlkId pending_block(Parser *p, const Pending *q, Str name)
{
    u64 *b = q->fn < p->labels.n && p->labels.v[q->fn].mem ? map_get(&p->labels.v[q->fn], name)
                                                           : NULL;
    if (!b) {
        diag(p->d, &e_undefined, q->at, "block", STR_ARG(name));
        return 0;
    }
    p->m->sym.v[q->fn].fn->blk.v[*b].addr_taken = true;
    return (BlkId)*b;
}

static void resolve_pending(Parser *p)
{
    for (u32 k = 0; k < p->pending.n; k++) {
        Pending *q = &p->pending.v[k];
        Reloc *r = &p->m->sym.v[q->data].reloc.v[q->index];
        r->blk = pending_block(p, q, q->label);
        if (q->from.n)
            r->from = pending_block(p, q, q->from);
    }
}

Mod *ir_parse(Arena *a, Sources *src, u32 file, const DataLayout *dl, Diags *d)
{
    Parser p = {.file = file, .d = d, .mem = a, .text = src->file.v[file].text};
    u32 errors = d->errors;
    if (!p.text.p)
        p.text = STR("");
    p.m = mod_new(a, dl, (Str){0});
    p.anon = imap_new(&p.tmp);
    declare(&p);
    while (p.t.k != TK_END) {
        if (item(&p)) {
            if (!p.t.bol && p.t.k != TK_END) {
                expected(&p, "the end of the line");
                skip_line(&p);
            }
            continue;
        }
        skip_line(&p);
        while (p.t.k != TK_END && !(p.t.bol && (is_decl(&p) || is(&p, "file"))))
            next(&p);
    }
    resolve_pending(&p);
    arena_free(&p.tmp);
    return d->errors == errors ? p.m : NULL;
}
