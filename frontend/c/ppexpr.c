// ppexpr.c - the controlling expression of #if (C11 6.10.1): intmax_t and uintmax_t arithmetic
#include "frontend/c/pp_int.h"

typedef struct Num {
    u64 v;
    bool is_unsigned;
} Num;

typedef struct Expr {
    Pp *p;
    const Tok *t;
    u32 n, at;
    Span where;
    bool bad;
    u32 depth;
    u32 dead;            // inside an operand that is not evaluated
} Expr;

static void fail(Expr *e, const char *why)
{
    if (!e->bad)
        ppdiag(e->p, PPE_IF, e->at < e->n ? e->t[e->at].span : e->where, why);
    e->bad = true;
}

static bool eat(Expr *e, u32 id)
{
    if (e->at < e->n && e->t[e->at].kind == TK_PUNCT && e->t[e->at].id == id) {
        e->at++;
        return true;
    }
    return false;
}

/* ---- __has_include and the like ---- */

static const char *const attributes[] = {
#define ATTR(name, flags) #name,
#include "frontend/c/attr.def"
#undef ATTR
};

static bool known_attribute(const Pp *p, Str s)
{
    if (s.n > 4 && str_starts(s, "__") && str_ends(s, "__"))
        s = (Str){s.p + 2, s.n - 4};
    for (u32 k = 0; k < COUNT(attributes); k++)
        if (str_eqz(s, attributes[k]))
            return true;
    return attr_natural(p->o, s);
}

bool pp_ask(Pp *p, const PpName *what, Tok *arg, u32 n, Span at)
{
    Str name;
    bool angled;
    if (what == p->has_attribute || what == p->has_builtin) {
        bool scoped = n == 4 && arg[1].text.p[0] == ':' && arg[3].kind == TK_IDENT;
        if ((n != 1 && !scoped) || arg[0].kind != TK_IDENT) {
            ppdiag(p, PPE_IF, n ? arg[0].span : at, "a name is expected in the parentheses");
            return false;
        }
        if (what == p->has_builtin)
            return builtin_known(p->o, arg[0].text);
        return known_attribute(p, arg[n - 1].text);
    }
    if (!include_name(p, arg, n, &name, &angled)) {
        ppdiag(p, PPE_IF, n ? arg[0].span : at, "the name of a header is expected");
        return false;
    }
    return include_exists(p, name, angled, what == p->has_include_next);
}

bool pp_is_question(const Pp *p, const Tok *t)
{
    return t->kind == TK_IDENT && (t->name == p->has_include || t->name == p->has_include_next ||
                                   t->name == p->has_attribute || t->name == p->has_builtin);
}

static Num ternary(Expr *e);
static Num comma(Expr *e);

// NAME ( argument ), where NAME asks something; a macro's body may hold it, so it can stand here.
static Num question(Expr *e, const PpName *what)
{
    u32 from = e->at, depth = 0;
    while (e->at < e->n && (depth || !(e->t[e->at].kind == TK_PUNCT && e->t[e->at].id == ')'))) {
        depth += e->t[e->at].kind == TK_PUNCT && e->t[e->at].id == '(';
        depth -= e->t[e->at].kind == TK_PUNCT && e->t[e->at].id == ')';
        e->at++;
    }
    bool yes = pp_ask(e->p, what, (Tok *)e->t + from, e->at - from, e->where);
    if (!eat(e, ')'))
        fail(e, "missing )");
    return (Num){yes, false};
}

// After a "defined" that came out of a macro.
static Num defined_operand(Expr *e)
{
    bool paren = eat(e, '(');
    ppdiag(e->p, PPE_DEFINED_MADE, e->where, 0);
    if (e->at >= e->n || e->t[e->at].kind != TK_IDENT) {
        fail(e, "defined needs a name");
        return (Num){0, false};
    }
    bool yes = name_defined(e->p, e->t[e->at++].name);
    if (paren && !eat(e, ')'))
        fail(e, "missing )");
    return (Num){yes, false};
}

// All types of #if are as wide as intmax_t: only the suffix, or a value too large, makes it
// unsigned.
static bool has_unsigned_suffix(Str s)
{
    for (size_t k = s.n; k && k + 3 >= s.n; k--)
        if (s.p[k - 1] == 'u' || s.p[k - 1] == 'U')
            return true;
    return false;
}

static Num primary(Expr *e)
{
    if (e->at >= e->n) {
        fail(e, "an operand is missing at its end");
        return (Num){0, false};
    }
    if (eat(e, '(')) {
        Num x = comma(e);
        if (!eat(e, ')'))
            fail(e, "missing )");
        return x;
    }
    Tok t = e->t[e->at++];
    if (t.kind == TK_IDENT && pp_is_question(e->p, &t) && eat(e, '('))
        return question(e, t.name);
    if (t.kind == TK_IDENT && t.name == e->p->defined)
        return defined_operand(e);
    if (t.kind == TK_IDENT) {              // what is left after expansion counts as 0
        if (!e->dead && t.name->kw != KW_true_ && t.name->kw != KW_false_)
            ppdiag(e->p, PPW_UNDEF, t.span, t.name->text.p);
        return (Num){t.name->kw == KW_true_, false};
    }
    if (t.kind == TK_CHAR && !(t.flags & TF_BROKEN)) {
        lit_char(e->p, &t);
        return (Num){t.i.u, t.i.is_unsigned};
    }
    Tok num = t;
    bool binary = t.text.n > 1 && (t.text.p[1] == 'b' || t.text.p[1] == 'B');
    if (t.kind == TK_PPNUM && binary && e->p->o->std < C_23)
        ppdiag(e->p, PPX_BINARY, t.span, tok_z(e->p, &t));
    if (t.kind == TK_PPNUM && lit_int(e->p, t.text, &num))
        return (Num){num.i.u, num.i.u >> 63 || has_unsigned_suffix(t.text)};
    e->at--;
    fail(e, t.kind == TK_PPNUM ? "only integers may stand here" : "an operand is expected here");
    e->at++;
    return (Num){0, false};
}

static const u64 TOP = (u64)1 << 63;

static void overflow(Expr *e, bool over)
{
    if (over && !e->dead && !e->bad)
        ppdiag(e->p, PPE_IF_OVERFLOW, e->where, 0);
}

static Num unary(Expr *e)
{
    if (e->depth++ > 200) {
        fail(e, "nested too deeply");
        e->at = e->n;
    }
    Num x;
    if (eat(e, '-')) {
        x = unary(e);
        overflow(e, !x.is_unsigned && x.v == TOP);
        x.v = 0 - x.v;
    } else if (eat(e, '+')) {
        x = unary(e);
    } else if (eat(e, '~')) {
        x = unary(e);
        x.v = ~x.v;
    } else if (eat(e, '!')) {
        x = unary(e);
        x = (Num){!x.v, false};
    } else {
        x = primary(e);
    }
    e->depth--;
    return x;
}

typedef struct BinOpRow {
    u16 id;
    u8 level;
} BinOpRow;
static const BinOpRow binary_ops[] = {
    {'*', 10},   {'/', 10}, {'%', 10}, {'+', 9},   {'-', 9},    {PU_SHL, 8},
    {PU_SHR, 8}, {'<', 7},  {'>', 7},  {PU_LE, 7}, {PU_GE, 7},  {PU_EQ, 6},
    {PU_NE, 6},  {'&', 5},  {'^', 4},  {'|', 3},   {PU_AND, 2}, {PU_OR, 1},
};

static u8 level_of(const Expr *e)
{
    if (e->at < e->n && e->t[e->at].kind == TK_PUNCT)
        for (u32 k = 0; k < COUNT(binary_ops); k++)
            if (binary_ops[k].id == e->t[e->at].id)
                return binary_ops[k].level;
    return 0;
}

static Num divide(Expr *e, u16 op, Num a, Num b, bool un)
{
    if (!b.v) {
        if (!e->dead && !e->bad) {
            ppdiag(e->p, PPE_IF_DIV, e->where, 0);
            e->bad = true;
        }
        return (Num){0, un};
    }
    if (un)
        return (Num){op == '/' ? a.v / b.v : a.v % b.v, true};
    if (b.v == (u64)-1) {
        overflow(e, op == '/' && a.v == TOP);
        return (Num){op == '/' ? 0 - a.v : 0, false};
    }
    i64 x = (i64)a.v, y = (i64)b.v;
    return (Num){(u64)(op == '/' ? x / y : x % y), false};
}

static u64 shift_right(Num a, u64 n)
{
    if (n > 63)
        return a.is_unsigned || !(a.v >> 63) ? 0 : ~(u64)0;
    u64 fill = !a.is_unsigned && a.v >> 63 && n ? ~(~(u64)0 >> n) : 0;
    return a.v >> n | fill;
}

// A negative count shifts the other way.
static Num shift(Expr *e, bool left, Num a, Num b)
{
    u64 n = b.v;
    if (!b.is_unsigned && b.v >> 63) {
        left = !left;
        n = 0 - n;
    }
    if (!left)
        return (Num){shift_right(a, n), a.is_unsigned};
    Num r = {n > 63 ? 0 : a.v << n, a.is_unsigned};
    overflow(e, !a.is_unsigned && a.v && (n > 63 || shift_right(r, n) != a.v));
    return r;
}

static Num multiply(Expr *e, Num a, Num b, bool un)
{
    u64 r = a.v * b.v;
    if (!un && a.v && b.v) {
        bool minus = (a.v ^ b.v) >> 63;
        u64 x = a.v >> 63 ? 0 - a.v : a.v, y = b.v >> 63 ? 0 - b.v : b.v;
        overflow(e, x > (minus ? TOP : TOP - 1) / y);
    }
    return (Num){r, un};
}

// The sign of a sum differs from those of both operands only when it is too large.
static Num add(Expr *e, Num a, Num b, bool un)
{
    u64 r = a.v + b.v;
    overflow(e, !un && ((a.v ^ r) & (b.v ^ r)) >> 63);
    return (Num){r, un};
}

static Num subtract(Expr *e, Num a, Num b, bool un)
{
    u64 r = a.v - b.v;
    overflow(e, !un && ((a.v ^ b.v) & (a.v ^ r)) >> 63);
    return (Num){r, un};
}

static Num apply(Expr *e, u16 op, Num a, Num b)
{
    bool un = a.is_unsigned || b.is_unsigned;
    i64 x = (i64)a.v, y = (i64)b.v;
    switch (op) {
    case '*': return multiply(e, a, b, un);
    case '+': return add(e, a, b, un);
    case '-': return subtract(e, a, b, un);
    case '/': case '%': return divide(e, op, a, b, un);
    case PU_SHL: case PU_SHR: return shift(e, op == PU_SHL, a, b);
    case '<': return (Num){un ? a.v < b.v : x < y, false};
    case '>': return (Num){un ? a.v > b.v : x > y, false};
    case PU_LE: return (Num){un ? a.v <= b.v : x <= y, false};
    case PU_GE: return (Num){un ? a.v >= b.v : x >= y, false};
    case PU_EQ: return (Num){a.v == b.v, false};
    case PU_NE: return (Num){a.v != b.v, false};
    case '&': return (Num){a.v & b.v, un};
    case '^': return (Num){a.v ^ b.v, un};
    case '|': return (Num){a.v | b.v, un};
    case PU_AND: return (Num){a.v && b.v, false};
    default: return (Num){a.v || b.v, false};
    }
}

static Num binary(Expr *e, u8 min)
{
    Num a = unary(e);
    for (u8 level; (level = level_of(e)) >= min && level && !e->bad;) {
        u16 op = e->t[e->at++].id;
        bool skip = (op == PU_AND && !a.v) || (op == PU_OR && a.v);
        e->dead += skip;
        Num b = binary(e, level + 1);
        e->dead -= skip;
        a = apply(e, op, a, b);
    }
    return a;
}

static Num ternary(Expr *e)
{
    if (e->depth++ > 200) {
        fail(e, "nested too deeply");
        e->at = e->n;
    }
    Num c = binary(e, 1);
    if (eat(e, '?')) {
        e->dead += !c.v;
        Num a = comma(e);
        e->dead -= !c.v;
        if (!eat(e, ':'))
            fail(e, "missing : of ?");
        e->dead += !!c.v;
        Num b = ternary(e);
        e->dead -= !!c.v;
        c = (Num){c.v ? a.v : b.v, a.is_unsigned || b.is_unsigned};
    }
    e->depth--;
    return c;
}

// C99 and later allow commas in what is not evaluated.
static Num comma(Expr *e)
{
    Num x = ternary(e);
    while (!e->bad && eat(e, ',')) {
        if (!e->dead || e->p->c90)
            ppdiag(e->p, PPE_IF_COMMA, e->where, 0);
        x = ternary(e);
    }
    return x;
}

/* ---- defined and the like, before expansion ---- */

static bool at_punct(const Tok *v, u32 n, u32 k, u32 id)
{
    return k < n && v[k].kind == TK_PUNCT && v[k].id == id;
}

static Tok number(Pp *p, const Tok *like, bool value)
{
    (void)p;
    return (Tok){.kind = TK_PPNUM, .span = like->span, .text = value ? STR("1") : STR("0")};
}

// Answers what must be asked before macros are expanded; returns the new length, 0 on error.
static u32 answer(Pp *p, Tok *v, u32 n, Span at)
{
    u32 out = 0;
    for (u32 k = 0; k < n; k++) {
        if (v[k].kind == TK_IDENT && v[k].name == p->defined) {
            bool paren = at_punct(v, n, k + 1, '(');
            u32 id = k + 1 + paren;
            if (id >= n || v[id].kind != TK_IDENT || (paren && !at_punct(v, n, id + 1, ')'))) {
                ppdiag(p, PPE_IF, k < n ? v[k].span : at, "defined needs a name");
                return 0;
            }
            v[out++] = number(p, &v[k], name_defined(p, v[id].name));
            k = id + paren;
        } else if (pp_is_question(p, &v[k]) && at_punct(v, n, k + 1, '(')) {
            u32 from = k + 2, to = from, depth = 0;
            while (to < n && (depth || !at_punct(v, n, to, ')'))) {
                depth += at_punct(v, n, to, '(');
                depth -= at_punct(v, n, to, ')');
                to++;
            }
            if (!at_punct(v, n, to, ')')) {
                ppdiag(p, PPE_IF, v[k].span, "missing )");
                return 0;
            }
            v[out++] = number(p, &v[k], pp_ask(p, v[k].name, v + from, to - from, v[k].span));
            k = to;
        } else {
            v[out++] = v[k];
        }
    }
    return out;
}

bool pp_condition(Pp *p, Tok *line, u32 n, Span at)
{
    if (!n) {
        ppdiag(p, PPE_IF, at, "there is none");
        return false;
    }
    n = answer(p, line, n, at);
    if (!n)
        return false;
    u32 full;
    p->in_condition = true;
    Tok *v = expand_list(p, line, n, &full);
    p->in_condition = p->after_defined = false;
    Expr e = {.p = p, .t = v, .n = full, .where = at};
    Num x = comma(&e);
    if (!e.bad && e.at < e.n)
        fail(&e, "an operator is expected here");
    return !e.bad && x.v;
}
