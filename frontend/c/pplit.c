// pplit.c - numbers, character constants and strings (C11 6.4.4, 6.4.5)
#include "frontend/c/pp_int.h"

/* ---- integers ---- */

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 99;
}

// u, l, ll in any order and case; false when anything else is there.
static bool int_suffix(Str s, bool *un, u8 *rank)
{
    *un = false;
    *rank = 0;
    for (size_t k = 0; k < s.n; k++) {
        char c = s.p[k];
        if ((c == 'u' || c == 'U') && !*un) {
            *un = true;
        } else if ((c == 'l' || c == 'L') && !*rank) {
            *rank = 1;
            if (k + 1 < s.n && s.p[k + 1] == c) {
                *rank = 2;
                k++;
            }
        } else {
            return false;
        }
    }
    return true;
}

// Value and suffix; *over when it does not fit 64 bits.
static bool scan_int(Str s, u64 *value, bool *un, u8 *rank, bool *decimal, bool *over)
{
    size_t k = 0;
    u64 base = 10;
    if (s.n > 1 && s.p[0] == '0' && (s.p[1] == 'x' || s.p[1] == 'X'))
        base = 16, k = 2;
    else if (s.n > 1 && s.p[0] == '0' && (s.p[1] == 'b' || s.p[1] == 'B'))
        base = 2, k = 2;
    else if (s.n > 1 && s.p[0] == '0')
        base = 8, k = 1;
    size_t first = k;
    *value = 0;
    *over = false;
    for (; k < s.n && (u64)digit_of(s.p[k]) < base; k++) {
        u64 d = (u64)digit_of(s.p[k]);
        *over |= *value > (UINT64_MAX - d) / base;
        *value = *value * base + d;
    }
    *decimal = base == 10;
    if (k == first && base != 8)
        return false;
    return int_suffix((Str){s.p + k, s.n - k}, un, rank);
}

// Without the ' between digits.
static Str plain_number(Pp *p, Str s)
{
    if (!memchr(s.p, '\'', s.n))
        return s;
    char *to = arena_alloc(p->mem, s.n, 1);
    size_t n = 0;
    for (size_t k = 0; k < s.n; k++)
        if (s.p[k] != '\'')
            to[n++] = s.p[k];
    return (Str){to, n};
}

// For #if: every integer is intmax_t or uintmax_t.
bool lit_int(Pp *p, Str s, Tok *t)
{
    bool un, decimal, over;
    u8 rank;
    if (!scan_int(plain_number(p, s), &t->i.u, &un, &rank, &decimal, &over) || over)
        return false;
    t->i.is_unsigned = un || t->i.u > (u64)INT64_MAX;
    t->i.rank = 2;
    return true;
}

// The first type of the list in 6.4.4.1 that holds the value.
static void pick_type(Pp *p, Tok *t, bool un, u8 rank, bool decimal)
{
    u64 v = t->i.u;
    for (u8 r = rank; r < 3; r++) {
        int bits = r == 0 ? 32 : r == 1 ? 8 * p->o->dl->long_size : 64;
        u64 top = (u64)1 << (bits - 1);
        if (!un && v < top) {
            t->i.rank = r;
            t->i.is_unsigned = false;
            return;
        }
        if ((un || !decimal) && (bits == 64 || v < top << 1)) {
            t->i.rank = r;
            t->i.is_unsigned = true;
            return;
        }
    }
    t->i.rank = 2;
    t->i.is_unsigned = true;
    ppdiag(p, PPW_NUMBER_UNSIGNED, t->span, tok_z(p, t));
}

/* ---- floats ---- */

static bool is_float(Str s)
{
    bool hex = s.n > 1 && s.p[0] == '0' && (s.p[1] == 'x' || s.p[1] == 'X');
    for (size_t k = hex ? 2 : 0; k < s.n; k++) {
        char c = s.p[k];
        if (c == '.' || (!hex && (c == 'e' || c == 'E')) || (hex && (c == 'p' || c == 'P')))
            return true;
    }
    return false;
}

// Takes an i or j off the end.
static bool imaginary_suffix(Str *s)
{
    if (s->n < 2 || !strchr("iIjJ", s->p[s->n - 1]))
        return false;
    s->n--;
    return true;
}

// The same of an integer, where the letter may stand among the others of the suffix.
static bool drop_imaginary(Pp *p, Str *s)
{
    for (size_t k = s->n; k > 1 && strchr("uUlLiIjJ", s->p[k - 1]); k--) {
        if (!strchr("iIjJ", s->p[k - 1]))
            continue;
        char *to = arena_alloc(p->mem, s->n, 1);
        memcpy(to, s->p, k - 1);
        memcpy(to + k - 1, s->p + k, s->n - k);
        *s = (Str){to, s->n - 1};
        return true;
    }
    return false;
}

// Takes a suffix of TS 18661-3 off: the kind of the type that it names, or -1 when there is none.
static int float_n(Pp *p, Str *s, const Tok *t)
{
    static const struct {
        const char *text;
        u8 kind;
        bool quad;      // only where long double is binary128
    } row[] = {{"f32", 1, false}, {"f32x", 0, false}, {"f64", 0, false}, {"f64x", 2, false},
               {"f128", 2, true}};
    bool hex = s->n > 1 && (s->p[1] == 'x' || s->p[1] == 'X');
    size_t at = s->n;
    while (at && s->p[at - 1] != 'f' && s->p[at - 1] != 'F')
        at--;
    if (at < 2 || (hex && !memchr(s->p, 'p', at) && !memchr(s->p, 'P', at)))
        return -1;
    Str rest = {s->p + at, s->n - at};
    for (u32 k = 0; k < COUNT(row); k++) {
        if (!str_eqz(rest, row[k].text + 1))
            continue;
        Type ld = (Type)p->o->dl->ldouble;
        if (row[k].quad ? ld != T_F128 : row[k].kind == 2 && !type_is_wide(ld))
            ppdiag(p, PPE_FLOAT_N, t->span, tok_z(p, t));
        else
            ppdiag(p, PPX_FLOAT_N, t->span, tok_z(p, t));
        s->n = at - 1;
        return row[k].kind;
    }
    return -1;
}

static void lit_float(Pp *p, Tok *t)
{
    Str s = plain_number(p, t->text);
    u8 kind = 0;
    bool imaginary = imaginary_suffix(&s);
    char last = s.p[s.n - 1];
    int named = float_n(p, &s, t);
    if (named >= 0)
        kind = (u8)named;
    else if (last == 'f' || last == 'F')
        kind = 1;
    else if (last == 'l' || last == 'L')
        kind = 2;
    if (kind && named < 0)
        s.n--;
    imaginary |= (kind || named >= 0) && !imaginary && imaginary_suffix(&s);
    bool hex = s.n > 1 && (s.p[1] == 'x' || s.p[1] == 'X');
    if (hex && !memchr(s.p, 'p', s.n) && !memchr(s.p, 'P', s.n))
        ppdiag(p, PPE_HEX_FLOAT, t->span, tok_z(p, t));
    double d = 0;
    float f = 0;
    LFlt l;                              // the parser reads it again, from the text
    bool wide = kind == 2 && type_is_wide((Type)p->o->dl->ldouble);
    int r = kind == 1 ? flt_parse32(s, &f)
          : wide ? lflt_parse(p->o->dl->ldouble == T_F80 ? LF_X87 : LF_QUAD, s, &l)
                 : flt_parse(s, &d);
    if (r < 0) {
        ppdiag(p, PPE_NUMBER, t->span, tok_z(p, t));
        r = 0;
    }
    if (r > 0)
        ppdiag(p, PPW_FLOAT_RANGE, t->span, tok_z(p, t));
    t->kind = TK_FLOAT;
    t->text = named >= 0 ? s : t->text;
    t->f.d = kind == 1 ? f : d;
    t->f.kind = kind;
    t->f.imaginary = imaginary;
}

void lit_number(Pp *p, Tok *t)
{
    bool un, decimal, over;
    u8 rank;
    if (is_float(t->text)) {
        lit_float(p, t);
        return;
    }
    Str s = plain_number(p, t->text);
    if (s.n > 1 && (s.p[1] == 'b' || s.p[1] == 'B') && p->o->std < C_23)
        ppdiag(p, PPX_BINARY, t->span, tok_z(p, t));
    t->kind = TK_INT;
    u64 v = 0;
    t->i.imaginary = drop_imaginary(p, &s);
    bool ok = scan_int(s, &v, &un, &rank, &decimal, &over);
    t->i.u = v;
    t->i.rank = 0;
    t->i.is_unsigned = false;
    if (!ok)
        ppdiag(p, PPE_NUMBER, t->span, tok_z(p, t));
    else if (over)
        ppdiag(p, PPE_NUMBER_BIG, t->span, tok_z(p, t));
    else
        pick_type(p, t, un, rank, decimal);
}

/* ---- characters ---- */

static u32 unit_size(const Pp *p, u8 enc)
{
    return enc == ENC_L ? p->o->dl->wchar_size : enc == ENC_U16 ? 2 : enc == ENC_U32 ? 4 : 1;
}

typedef struct Chars {
    Pp *p;
    const char *at, *end;
    Span span;
    u32 size;            // bytes of an element
} Chars;

static void put_unit(Buf *b, u32 size, u32 x)
{
    for (u32 k = 0; k < size; k++)
        buf_byte(b, (u8)(x >> 8 * k));
}

static void put_code(Buf *b, u32 size, u32 cp)
{
    char u[4];
    if (size == 1)
        buf_put(b, u, (size_t)utf8_encode(cp, u));
    else if (size == 2 && cp > 0xffff) {
        put_unit(b, 2, 0xd800 + ((cp - 0x10000) >> 10));
        put_unit(b, 2, 0xdc00 + ((cp - 0x10000) & 0x3ff));
    } else
        put_unit(b, size, cp);
}

static void hex_escape(Chars *c, Buf *b)
{
    u64 x = 0;
    bool any = false, over = false;
    for (; c->at < c->end && digit_of(*c->at) < 16; c->at++, any = true) {
        over |= x >> (8 * c->size - 4) != 0;
        x = x * 16 + (u64)digit_of(*c->at);
    }
    if (!any || over)
        ppdiag(c->p, PPE_ESCAPE_RANGE, c->span, 0);
    put_unit(b, c->size, (u32)x);
}

static void universal(Chars *c, Buf *b, int digits)
{
    u32 cp = 0;
    int k = 0;
    for (; k < digits && c->at < c->end && digit_of(*c->at) < 16; k++)
        cp = cp * 16 + (u32)digit_of(*c->at++);
    bool low = cp < 0xa0 && cp != '$' && cp != '@' && cp != '`';
    if (k < digits || low || (cp >= 0xd800 && cp < 0xe000) || cp > 0x10ffff) {
        ppdiag(c->p, PPE_UCN, c->span, 0);
        cp = '?';
    }
    put_code(b, c->size, cp);
}

static void escape(Chars *c, Buf *b)
{
    static const char from[] = "abfnrtve\\'\"?", to[] = "\a\b\f\n\r\t\v\033\\'\"?";
    char x = *c->at++;
    const char *known = x ? strchr(from, x) : NULL;
    if (known) {
        put_unit(b, c->size, (u8)to[known - from]);
    } else if (x >= '0' && x <= '7') {
        u32 v = (u32)(x - '0');
        for (int k = 1; k < 3 && c->at < c->end && *c->at >= '0' && *c->at <= '7'; k++)
            v = v * 8 + (u32)(*c->at++ - '0');
        if (c->size == 1 && v > 255)
            ppdiag(c->p, PPE_ESCAPE_RANGE, c->span, 0);
        put_unit(b, c->size, v);
    } else if (x == 'x') {
        hex_escape(c, b);
    } else if (x == 'u' || x == 'U') {
        universal(c, b, x == 'u' ? 4 : 8);
    } else {
        char text[2] = {x, 0};
        ppdiag(c->p, PPW_ESCAPE, c->span, text);
        put_unit(b, c->size, (u8)x);
    }
}

// Encodes the text between the quotes.
static void encode(Chars *c, Buf *b)
{
    while (c->at < c->end) {
        if (*c->at == '\\' && c->at + 1 < c->end) {
            c->at++;
            escape(c, b);
            continue;
        }
        if (c->size == 1) {      // bytes as they are: source and execution character set are UTF-8
            buf_byte(b, (u8)*c->at++);
            continue;
        }
        u32 cp;
        int n = utf8_decode(c->at, c->end, &cp);
        if (!n) {
            ppdiag(c->p, PPE_UTF8, c->span, 0);
            cp = (u8)*c->at;
            n = 1;
        }
        put_code(b, c->size, cp);
        c->at += n;
    }
}

static Chars open_literal(Pp *p, const Tok *t, u32 size, char quote)
{
    const char *from = memchr(t->text.p, quote, t->text.n), *end = t->text.p + t->text.n - 1;
    return (Chars){p, from + 1, end, t->span, size};
}

void lit_char(Pp *p, Tok *t)
{
    Buf b = {0};
    u32 size = unit_size(p, t->enc);
    Chars c = open_literal(p, t, size, '\'');
    encode(&c, &b);
    size_t n = b.n / size;
    u64 v = 0;
    if (!n)
        ppdiag(p, PPE_CHAR_EMPTY, t->span, 0);
    else if (size > 1 && n > 1 && t->enc != ENC_L)
        ppdiag(p, PPE_CHAR_LONG, t->span, 0);
    else if (n > 4 || (size > 1 && n > 1))   // its value is the implementation's (6.4.4.4p10, 11)
        ppdiag(p, PPW_CHAR_CUT, t->span, 0);
    else if (n > 1)
        ppdiag(p, PPW_CHAR_MANY, t->span, 0);
    if (size == 1)
        for (size_t k = 0; k < n; k++)   // as gcc: 'ab' is 'a' * 256 + 'b'
            v = v << 8 | b.p[k];
    else
        for (u32 k = 0; n && k < size; k++)
            v |= (u64)b.p[b.n - size + k] << 8 * k;
    bool wide_signed = t->enc == ENC_L && p->o->dl->wchar_signed;
    if (t->enc == ENC_NONE)
        v = n == 1 && p->o->dl->char_signed ? (u64)(i64)(i8)v : (u64)(i64)(i32)v;
    else if (wide_signed)
        v = (u64)(i64)(i32)v;
    t->kind = TK_CHAR;
    t->i.u = v;
    t->i.rank = 0;
    t->i.is_unsigned = t->enc != ENC_NONE && !wide_signed;
    buf_free(&b);
}

void lit_string(Pp *p, const Tok *part, u32 n, Tok *out)
{
    u8 enc = ENC_NONE;
    for (u32 k = 0; k < n; k++) {
        if (part[k].enc == ENC_NONE || part[k].enc == enc)
            continue;
        if (enc != ENC_NONE)
            ppdiag(p, PPE_STR_MIX, part[k].span, 0);
        enc = part[k].enc;
    }
    Buf b = {0};
    u32 size = unit_size(p, enc);
    for (u32 k = 0; k < n; k++) {
        Chars c = open_literal(p, &part[k], size, '"');
        encode(&c, &b);
    }
    Span span = part[0].span;
    if (part[n - 1].span.file == span.file && part[n - 1].span.hi > span.hi)
        span.hi = part[n - 1].span.hi;
    Tok first = part[0];
    *out = first;
    out->kind = TK_STR;
    out->enc = enc;
    out->span = span;
    out->s = buf_take(&b, p->mem);
}
