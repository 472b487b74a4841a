// asmmacro.c - macros, repetitions, conditions and further files in assembly: text to text
//
// Done before anything else reads the file, and only when it has one of these directives. What
// comes out are plain statements, each with the place in the file that it comes from. A condition
// is a number here: symbols in it are those that .set, .equ and = made numbers before.
// Source: Using as, 7 (".macro", ".rept", ".irp", ".if" and their like) and 6.2 (operators).
#include "codegen/asmfile.h"

enum { MOST_DEPTH = 64, MOST_TEXT = 64 << 20, MOST_RUNS = 1000000 };

typedef struct MxParam {
    Str name, value;         // value: the default
    bool req, rest;          // must be given; takes all that is left
} MxParam;
typedef VEC(MxParam) MxParams;

typedef struct MxMacro {
    Str body;
    MxParams param;
    bool gone;               // .purgem
} MxMacro;

typedef struct MxCond {
    bool active, taken, outer, has_else;     // outer: what is around it is read
} MxCond;

typedef struct Mx {
    AsmFile *f;
    AsmFileError *err;
    u32 most;
    Arena mem;
    Buf out;
    Map macro, value;        // name -> MxMacro; name -> i64, or NULL when it is no number
    VEC(MxCond) cond;
    size_t origin;           // in the file: what is read now came from there
    u32 depth, runs;
    bool bad, leave;         // leave: .exitm
} Mx;

static void run(Mx *m, Str text);

static bool refuse(Mx *m, const char *what)
{
    AsmFile *f = m->f;
    if (!m->bad && f->nerr < m->most)
        m->err[f->nerr++] = (AsmFileError){MIN(m->origin, f->text.n ? f->text.n - 1 : 0),
                                           str_fmt(f->mem, "%s", what)};
    m->bad = true;
    return true;
}

/* ---- reading a statement ---- */

typedef struct Cur {
    Str s;
    size_t i;
} Cur;

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
static bool part_of_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '.' || c == '$';
}

static char peek(Cur *c)
{
    while (c->i < c->s.n && blank(c->s.p[c->i]))
        c->i++;
    return c->i < c->s.n ? c->s.p[c->i] : 0;
}

static bool eat(Cur *c, const char *text)
{
    size_t n = strlen(text);
    peek(c);
    if (c->s.n - c->i < n || memcmp(c->s.p + c->i, text, n))
        return false;
    c->i += n;
    return true;
}

static Str word(Cur *c)
{
    peek(c);
    size_t from = c->i;
    while (c->i < c->s.n && part_of_name(c->s.p[c->i]))
        c->i++;
    return (Str){c->s.p + from, c->i - from};
}

static Str trimmed(Str s)
{
    while (s.n && blank(s.p[0]))
        s.p++, s.n--;
    while (s.n && blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

static Str rest(const Cur *c) { return trimmed((Str){c->s.p + c->i, c->s.n - c->i}); }

static Str lower(Arena *a, Str s)
{
    char *p = arena_dup(a, s.n ? s.p : "", s.n + 1);
    for (size_t k = 0; k < s.n; k++)
        p[k] = (char)(p[k] >= 'A' && p[k] <= 'Z' ? p[k] + 32 : p[k]);
    p[s.n] = 0;
    return (Str){p, s.n};
}

static bool is_operator(char c) { return c && strchr("+*/|&^<>=", c); }

/* One argument: to a comma outside of brackets and quotes, or to a blank that no operator is next
 * to. Quotes around all of it are taken off. */
static Str argument(Mx *m, Cur *c)
{
    u32 deep = 0;
    bool quote = false, blanks = true;
    peek(c);
    size_t from = c->i;
    for (; c->i < c->s.n; c->i++) {
        char x = c->s.p[c->i];
        if (quote && x == '\\' && c->i + 1 < c->s.n) {
            c->i++;
            continue;
        }
        quote ^= x == '"';
        if (quote || x == '"')
            continue;
        deep += x == '(' || x == '[' || x == '{';
        deep -= deep && (x == ')' || x == ']' || x == '}');
        if (deep)
            continue;
        if (x == ',')
            break;
        if (blank(x) && blanks) {
            Cur ahead = *c;
            char before = c->i > from ? c->s.p[c->i - 1] : 0, after = peek(&ahead);
            if (!is_operator(before) && !is_operator(after) && after != ',' && after)
                break;
            c->i = ahead.i - 1;
        }
    }
    Str s = trimmed((Str){c->s.p + from, c->i - from});
    if (s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"' &&
        !memchr(s.p + 1, '"', s.n - 2))
        s = (Str){s.p + 1, s.n - 2};
    return str_dup(&m->mem, s);
}

/* ---- numbers ---- */

static i64 sum(Mx *m, Cur *c, int level);

static i64 known(Mx *m, Str w)
{
    i64 x = 0;
    if (w.p[0] >= '0' && w.p[0] <= '9' && asm_number(w, &x))
        return x;
    const i64 *v = map_getp(&m->value, w);
    if (!v)
        refuse(m, "a number, or a symbol that is one, is expected");
    return v ? *v : 0;
}

static i64 primary(Mx *m, Cur *c)
{
    char x = peek(c);
    if (m->bad || m->depth > MOST_DEPTH)
        return 0;
    if (x == '(' || x == '-' || x == '~' || x == '!' || x == '+') {
        c->i++;
        m->depth++;
        i64 v = x == '(' ? sum(m, c, 0) : primary(m, c);
        m->depth--;
        if (x == '(' && !eat(c, ")"))
            refuse(m, "a closing bracket is missing");
        return x == '-' ? (i64)(0 - (u64)v) : x == '~' ? ~v : x == '!' ? !v : v;
    }
    if (x == '\'' && c->i + 1 < c->s.n) {
        c->i += 2;
        i64 v = (u8)c->s.p[c->i - 1];
        eat(c, "'");
        return v;
    }
    Str w = word(c);
    if (!w.n)
        refuse(m, "a number is expected");
    return w.n ? known(m, w) : 0;
}

// What is true is -1.
static i64 apply(Mx *m, const char *op, i64 x, i64 y)
{
    switch (op[0]) {
    case '+': return (i64)((u64)x + (u64)y);
    case '-': return (i64)((u64)x - (u64)y);
    case '*': return (i64)((u64)x * (u64)y);
    case '/': case '%':
        if (!y || (x == INT64_MIN && y == -1)) {
            refuse(m, "division by zero");
            return 0;
        }
        return op[0] == '/' ? x / y : x % y;
    case '|': return op[1] ? (x || y) : x | y;
    case '&': return op[1] ? (x && y) : x & y;
    case '^': return x ^ y;
    case '=': return -(i64)(x == y);
    case '!': return -(i64)(x != y);
    case '<':
        return op[1] == '<'   ? (u64)y < 64 ? (i64)((u64)x << y) : 0
               : op[1] == '=' ? -(i64)(x <= y)
               : op[1] == '>' ? -(i64)(x != y)
                              : -(i64)(x < y);
    default:
        return op[1] == '>'   ? (u64)y < 64 ? (i64)((u64)x >> y) : 0
               : op[1] == '=' ? -(i64)(x >= y)
                              : -(i64)(x > y);
    }
}

static const char *operator(Cur *c, int level)
{
    // longer ones first: each is taken where it fits
    static const struct { const char *text; int level; } all[] = {
        {"||", 0}, {"&&", 1}, {"<<", 4}, {">>", 4}, {"==", 2}, {"!=", 2}, {"<>", 2}, {"<=", 2},
        {">=", 2}, {"<", 2}, {">", 2}, {"+", 2}, {"-", 2}, {"|", 3}, {"&", 3}, {"^", 3},
        {"*", 4}, {"/", 4}, {"%", 4}};
    peek(c);
    for (u32 k = 0; k < COUNT(all); k++) {
        Cur was = *c;
        if (!eat(c, all[k].text))
            continue;
        if (all[k].level == level)
            return all[k].text;
        *c = was;
        return NULL;
    }
    return NULL;
}

static i64 sum(Mx *m, Cur *c, int level)
{
    i64 x = level < 4 ? sum(m, c, level + 1) : primary(m, c);
    const char *op;
    while (!m->bad && (op = operator(c, level))) {
        i64 y = level < 4 ? sum(m, c, level + 1) : primary(m, c);
        x = apply(m, op, x, y);
    }
    return x;
}

static i64 number(Mx *m, Cur *c)
{
    i64 x = sum(m, c, 0);
    if (peek(c))
        refuse(m, "something follows the number");
    return x;
}

// Is it made of what is known? Then it can be a condition later.
static bool all_known(const Mx *m, Str s)
{
    Cur c = {s, 0};
    while (c.i < s.n) {
        Str w = word(&c);
        if (w.n && (w.p[0] < '0' || w.p[0] > '9') && !map_getp(&m->value, w))
            return false;
        if (w.n && w.p[0] >= '0' && w.p[0] <= '9' && strchr("bf", w.p[w.n - 1]) &&
            !(w.n > 1 && (w.p[1] | 32) == 'x'))
            return false;
        if (!w.n && peek(&c) && strchr("\"@:#%$\\", peek(&c)))
            return false;
        c.i += !w.n;
    }
    return trimmed(s).n != 0;
}

static void define(Mx *m, Str name, Str value)
{
    i64 *v = NULL;
    Cur c = {value, 0};
    if (all_known(m, value)) {
        v = arena_new(&m->mem, i64);
        *v = number(m, &c);
    }
    map_setp(&m->value, str_dup(&m->mem, name), v);
}

/* ---- bodies ---- */

static bool is_one(Str w, const char *const *names)
{
    for (; *names; names++)
        if (str_eqz(w, *names))
            return true;
    return false;
}
static const char *const begins_macro[] = {".macro", NULL};
static const char *const ends_macro[] = {".endm", ".endmacro", NULL};
static const char *const begins_loop[] = {".rept", ".rep", ".irp", ".irpc", NULL};
static const char *const ends_loop[] = {".endr", NULL};

static void emit(Mx *m, Str s)
{
    if (m->out.n > MOST_TEXT) {
        refuse(m, "macros make too much text of this");
        return;
    }
    vec_push(&m->f->tmp, &m->f->from, ((AfFrom){m->out.n, m->origin}));
    buf_put(&m->out, s.p, s.n);
    buf_byte(&m->out, '\n');
}

// The first word that is no label.
static Str directive(Mx *m, Cur *c)
{
    for (;;) {
        Cur was = *c;
        Str w = word(c);
        if (!w.n || peek(c) != ':' || (c->i + 1 < c->s.n && c->s.p[c->i + 1] == ':')) {
            *c = was;
            return lower(&m->mem, word(c));
        }
        c->i++;
    }
}

// The statements up to the one that ends what has begun.
static Str body(Mx *m, Str text, size_t *at, const char *const *begin, const char *const *end)
{
    size_t from = *at;
    u32 deep = 1;
    Str s;
    for (size_t start; start = *at, asm_statement(m->f->t->isa, text, at, &s);) {
        Cur c = {s, 0};
        Str w = directive(m, &c);
        deep += is_one(w, begin);
        deep -= is_one(w, end);
        if (!deep)
            return (Str){text.p + from, start - from};
    }
    refuse(m, "this has no end");
    return (Str){0};
}

static const MxParam *parameter(const MxParams *p, Str name)
{
    for (u32 k = 0; k < p->n; k++)
        if (str_eq(p->v[k].name, name))
            return &p->v[k];
    return NULL;
}

// "\name" becomes its value, "\()" nothing, "\@" the number of macros so far.
static void substitute(Mx *m, Str text, const MxParams *p, u32 count, Buf *out)
{
    for (size_t i = 0; i < text.n;) {
        if (text.p[i] != '\\' || i + 1 >= text.n) {
            buf_byte(out, (u8)text.p[i++]);
            continue;
        }
        if (text.p[i + 1] == '@') {
            buf_fmt(out, "%u", count);
            i += 2;
            continue;
        }
        if (text.p[i + 1] == '(' && i + 2 < text.n && text.p[i + 2] == ')') {
            i += 3;
            continue;
        }
        Cur c = {text, i + 1};
        Str w = part_of_name(text.p[i + 1]) ? word(&c) : (Str){0};
        const MxParam *x = w.n ? parameter(p, w) : NULL;
        if (!x) {
            buf_byte(out, '\\');
            i++;
            continue;
        }
        buf_put(out, x->value.p, x->value.n);
        i = c.i;
    }
    if (out->n > MOST_TEXT)
        refuse(m, "macros make too much text of this");
}

static void run_with(Mx *m, Str text, const MxParams *p, u32 count)
{
    Buf b = {0};
    if (m->depth >= MOST_DEPTH || ++m->runs > MOST_RUNS) {
        refuse(m, "macros are nested too deeply, or repeat too often");
        return;
    }
    substitute(m, text, p, count, &b);
    m->depth++;
    if (!m->bad)
        run(m, (Str){(const char *)b.p, b.n});
    m->depth--;
    buf_free(&b);
}

// NAME [PARAMETER[:req|:vararg][=DEFAULT]]...
static void macro(Mx *m, Cur *c, Str text, size_t *at)
{
    MxMacro *x = arena_new(&m->mem, MxMacro);
    Str name = lower(&m->mem, word(c));
    eat(c, ",");
    while (peek(c) && !m->bad) {
        MxParam p = {.name = str_dup(&m->mem, word(c))};
        if (!p.name.n) {
            refuse(m, "the name of a parameter is expected");
            return;
        }
        if (eat(c, ":")) {
            Str kind = word(c);
            p.req = str_eqz(kind, "req");
            p.rest = str_eqz(kind, "vararg");
        }
        if (eat(c, "="))
            p.value = argument(m, c);
        eat(c, ",");
        vec_push(&m->mem, &x->param, p);
    }
    if (!name.n)
        refuse(m, "the name of a macro is expected");
    x->body = str_dup(&m->mem, body(m, text, at, begins_macro, ends_macro));
    map_setp(&m->macro, name, x);
}

// Arguments in order, or NAME=VALUE.
static void arguments(Mx *m, Cur *c, MxParams *p)
{
    u32 next = 0;
    bool *given = arena_array(&m->mem, bool, p->n + 1);
    while (peek(c) && !m->bad) {
        Cur was = *c;
        Str w = word(c);
        u32 k = p->n;
        if (w.n && peek(c) == '=' && (c->i + 1 >= c->s.n || c->s.p[c->i + 1] != '='))
            for (k = 0; k < p->n && !str_eq(p->v[k].name, w); k++)
                ;
        if (k == p->n) {
            *c = was;
            k = next++;
        } else {
            eat(c, "=");
        }
        if (k >= p->n) {
            refuse(m, "more arguments than the macro has parameters");
            return;
        }
        bool all = p->v[k].rest;
        Str v = all ? str_dup(&m->mem, rest(c)) : argument(m, c);
        c->i = all ? c->s.n : c->i;
        if (v.n || all)
            p->v[k].value = v;
        given[k] |= v.n > 0;
        eat(c, ",");
    }
    for (u32 k = 0; k < p->n; k++)
        if (p->v[k].req && !given[k])
            refuse(m, "a parameter that the macro needs has no value");
}

static void call(Mx *m, const MxMacro *x, Cur *c)
{
    MxParams p = {0};
    u32 conds = m->cond.n, count = m->runs;
    for (u32 k = 0; k < x->param.n; k++)
        vec_push(&m->mem, &p, x->param.v[k]);
    arguments(m, c, &p);
    if (!m->bad)
        run_with(m, x->body, &p, count);
    m->cond.n = m->leave ? conds : m->cond.n;
    m->leave = false;
}

static void repeat(Mx *m, Cur *c, Str w, Str text, size_t *at)
{
    MxParams p = {0};
    if (str_starts(w, ".rep")) {
        i64 n = number(m, c);
        Str b = body(m, text, at, begins_loop, ends_loop);
        for (i64 k = 0; k < n && !m->bad && !m->leave; k++)
            run_with(m, b, &p, m->runs);
        return;
    }
    Str name = str_dup(&m->mem, word(c));
    eat(c, ",");
    Str b = body(m, text, at, begins_loop, ends_loop);
    vec_push(&m->mem, &p, ((MxParam){.name = name}));
    bool letters = str_eqz(w, ".irpc");
    Str all = rest(c);
    if (!name.n)
        refuse(m, "the name of a parameter is expected");
    if (letters) {
        for (size_t k = 0; k < all.n && !m->bad && !m->leave; k++) {
            p.v[0].value = (Str){all.p + k, 1};
            run_with(m, b, &p, m->runs);
        }
        return;
    }
    do {
        p.v[0].value = argument(m, c);
        run_with(m, b, &p, m->runs);
        eat(c, ",");
    } while (peek(c) && !m->bad && !m->leave);
}

/* ---- conditions ---- */

static bool active(const Mx *m) { return !m->cond.n || vec_last(&m->cond).active; }

static bool equal_texts(Mx *m, Cur *c, bool quoted)
{
    const char *comma = quoted ? NULL : memchr(c->s.p + c->i, ',', c->s.n - c->i);
    if (quoted) {
        Str x = argument(m, c);
        eat(c, ",");
        return str_eq(x, argument(m, c));
    }
    if (!comma) {
        refuse(m, "two texts and a comma between them are expected");
        return false;
    }
    Str x = {c->s.p + c->i, (size_t)(comma - c->s.p) - c->i};
    Str y = {comma + 1, (size_t)(c->s.p + c->s.n - comma) - 1};
    return str_eq(trimmed(x), trimmed(y));
}

static bool holds(Mx *m, Str w, Cur *c)
{
    static const char *const compare[] = {".ifeq", "==", ".ifne", "!=", ".ifgt", ">", ".ifge",
                                          ">=", ".iflt", "<", ".ifle", "<=", ".if", "!=",
                                          ".elseif", "!="};
    for (u32 k = 0; k < COUNT(compare); k += 2)
        if (str_eqz(w, compare[k]))
            return apply(m, compare[k + 1], number(m, c), 0) != 0;
    if (str_eqz(w, ".ifb") || str_eqz(w, ".ifnb"))
        return !rest(c).n == str_eqz(w, ".ifb");
    if (str_eqz(w, ".ifc") || str_eqz(w, ".ifnc"))
        return equal_texts(m, c, false) == str_eqz(w, ".ifc");
    if (str_eqz(w, ".ifeqs") || str_eqz(w, ".ifnes"))
        return equal_texts(m, c, true) == str_eqz(w, ".ifeqs");
    bool is = map_get(&m->value, word(c)) != NULL;
    return is == str_eqz(w, ".ifdef");
}

static bool condition(Mx *m, Str w, Cur *c)
{
    static const char *const ifs[] = {".if", ".ifeq", ".ifne", ".ifgt", ".ifge", ".iflt", ".ifle",
                                      ".ifb", ".ifnb", ".ifc", ".ifnc", ".ifeqs", ".ifnes",
                                      ".ifdef", ".ifndef", ".ifnotdef", NULL};
    if (is_one(w, ifs)) {
        MxCond x = {.outer = active(m)};
        x.active = x.taken = x.outer && holds(m, w, c);
        vec_push(&m->mem, &m->cond, x);
        return true;
    }
    bool otherwise = str_eqz(w, ".else"), another = str_eqz(w, ".elseif");
    if (!otherwise && !another && !str_eqz(w, ".endif"))
        return false;
    if (!m->cond.n)
        return refuse(m, "no .if is open here");
    MxCond *x = &vec_last(&m->cond);
    if (!otherwise && !another) {
        m->cond.n--;
        return true;
    }
    if (x->has_else)
        return refuse(m, "this .if has had its .else");
    x->has_else = otherwise;
    x->active = x->outer && !x->taken && (otherwise || holds(m, w, c));
    x->taken |= x->active;
    return true;
}

/* ---- files ---- */

static bool load(Mx *m, Cur *c, Str *bytes)
{
    const AsmFiles *a = m->f->files;
    if (peek(c) != '"')
        return !refuse(m, "the name of a file between quotes is expected");
    size_t from = ++c->i;
    while (c->i < c->s.n && c->s.p[c->i] != '"')
        c->i++;
    Str name = str_dup(&m->mem, (Str){c->s.p + from, c->i - from});
    eat(c, "\"");
    if (!a || !a->load || a->load(a->ctx, name, bytes))
        return !refuse(m, str_fmt(&m->mem, "cannot read %.*s", STR_ARG(name)).p);
    return true;
}

static void include(Mx *m, Cur *c)
{
    Str text;
    if (!load(m, c, &text))
        return;
    if (m->depth >= MOST_DEPTH) {
        refuse(m, "files are included too deeply");
        return;
    }
    m->depth++;
    run(m, (Str){af_without_comments(&m->mem, text), text.n});
    m->depth--;
}

// "FILE"[, SKIP[, COUNT]]
static void bytes(Mx *m, Cur *c)
{
    enum { ROW = 64 };
    Str all;
    if (!load(m, c, &all))
        return;
    u64 skip = 0, count = all.n;
    if (eat(c, ",")) {
        skip = peek(c) == ',' ? 0 : (u64)sum(m, c, 0);
        count = eat(c, ",") ? (u64)sum(m, c, 0) : count;
    }
    skip = MIN(skip, (u64)all.n);
    count = MIN(count, all.n - skip);
    for (u64 k = 0; k < count && !m->bad; k += ROW) {
        Buf b = {0};
        for (u64 j = k; j < MIN(k + ROW, count); j++)
            buf_fmt(&b, "%s%u", j > k ? "," : " .byte ", (u8)all.p[skip + j]);
        emit(m, (Str){(const char *)b.p, b.n});
        buf_free(&b);
    }
}

/* ---- one statement after another ---- */

// NAME = VALUE, or a label: what conditions ask for later.
static void remember(Mx *m, Str s)
{
    Cur c = {s, 0};
    Str w = word(&c);
    static const char *const sets[] = {".set", ".equ", ".equiv", NULL};
    if (is_one(lower(&m->mem, w), sets)) {
        Str name = word(&c);
        if (eat(&c, ","))
            define(m, name, rest(&c));
        return;
    }
    for (; w.n && peek(&c) == ':'; w = word(&c)) {
        map_setp(&m->value, str_dup(&m->mem, w), NULL);
        c.i++;
    }
    if (w.n && peek(&c) == '=' && (c.i + 1 >= s.n || s.p[c.i + 1] != '=')) {
        c.i++;
        define(m, w, rest(&c));
    }
}

static void plain(Mx *m, Str s, Str w, Cur *c)
{
    const MxMacro *x = w.n ? map_getp(&m->macro, w) : NULL;
    if (!x || x->gone) {
        remember(m, s);
        emit(m, s);
        return;
    }
    size_t labels = (size_t)(c->i - w.n);
    if (trimmed((Str){s.p, labels}).n) {
        remember(m, (Str){s.p, labels});
        emit(m, (Str){s.p, labels});
    }
    call(m, x, c);
}

static void purge(Mx *m, Cur *c)
{
    MxMacro *x = map_getp(&m->macro, lower(&m->mem, word(c)));
    if (x)
        x->gone = true;
    else
        refuse(m, "there is no such macro");
}

static void statement(Mx *m, Str s, Str text, size_t *at)
{
    Cur c = {s, 0};
    Str w = directive(m, &c);
    bool dot = w.n && w.p[0] == '.';
    if (dot && condition(m, w, &c))
        return;
    if (!active(m))
        return;
    bool loop = dot && is_one(w, begins_loop), named = dot && is_one(w, begins_macro);
    if (loop || str_eqz(w, ".include") || str_eqz(w, ".incbin")) {
        Str before = {s.p, c.i - w.n};
        if (trimmed(before).n)
            emit(m, before);         // labels
    }
    if (named)
        macro(m, &c, text, at);
    else if (loop)
        repeat(m, &c, w, text, at);
    else if (str_eqz(w, ".include"))
        include(m, &c);
    else if (str_eqz(w, ".incbin"))
        bytes(m, &c);
    else if (str_eqz(w, ".exitm"))
        m->leave = true;
    else if (str_eqz(w, ".purgem"))
        purge(m, &c);
    else if (dot && (is_one(w, ends_macro) || is_one(w, ends_loop)))
        refuse(m, "nothing that this ends has begun");
    else
        plain(m, s, w, &c);
}

static void run(Mx *m, Str text)
{
    u32 conds = m->cond.n;
    size_t at = 0;
    Str s;
    for (size_t start; start = at, asm_statement(m->f->t->isa, text, &at, &s);) {
        m->origin = m->depth ? m->origin : start;
        statement(m, s, text, &at);
        if (m->bad || m->leave)
            return;
    }
    if (m->cond.n != conds)
        refuse(m, "an .if has no .endif here, or the other way round");
}

static bool has_any(Str text)
{
    static const char *const names[] = {".macro", ".rep", ".irp", ".if", ".inc", ".MACRO", ".IF"};
    for (size_t i = 0; i < text.n; i++)
        for (u32 k = 0; text.p[i] == '.' && k < COUNT(names); k++)
            if (str_starts((Str){text.p + i, text.n - i}, names[k]))
                return true;
    return false;
}

bool af_expand(AsmFile *f, AsmFileError *err, u32 most)
{
    if (!has_any(f->text))
        return true;
    Mx m = {.f = f, .err = err, .most = most};
    m.macro = map_new(&m.mem);
    m.value = map_new(&m.mem);
    run(&m, f->text);
    f->text = buf_take(&m.out, &f->tmp);
    arena_free(&m.mem);
    return !m.bad;
}
