// ppexpand.c - macro definitions and their expansion (C11 6.10.3)
//
// Tokens come from a stack of contexts on top of the file. Entering a macro pushes its replacement
// and marks it busy; names of busy macros are painted as they pass and never expand again.
// Arguments are expanded on their own first, in a context that stops at its end.
#include "frontend/c/pp_int.h"

enum { MAX_NEST = 200 };

/* ---- contexts ---- */

void ctx_push(Pp *p, Tok *tok, u32 n, Macro *m, bool stop)
{
    Ctx c = {.tok = tok, .n = n, .macro = m, .stop = stop};
    if (m)
        m->busy = m->used = true;
    vec_push(p->mem, &p->ctx, c);
}

void ctx_pop(Pp *p)
{
    Ctx *c = &vec_last(&p->ctx);
    if (c->macro)
        c->macro->busy = false;
    p->ctx.n--;
}

bool ctx_read(Pp *p, Tok *t)
{
    while (p->ctx.n) {
        Ctx *c = &vec_last(&p->ctx);
        if (c->at < c->n) {
            *t = c->tok[c->at++];
            return true;
        }
        if (c->stop) {
            *t = (Tok){.kind = TK_EOF, .text = {"", 0}};
            return true;
        }
        ctx_pop(p);
    }
    return false;
}

/* ---- #define ---- */

static int param_index(const Macro *m, const Tok *t)
{
    if (t->kind == TK_IDENT)
        for (int k = 0; k < m->nparam; k++)
            if (m->param[k] == t->name)
                return k;
    return -1;
}

static bool is_punct(const Tok *t, u32 id)
{
    return t->kind == TK_PUNCT && t->id == id;
}

// False: the list is wrong at number *at, or, if that is 0, reported.
static bool read_params(Pp *p, Macro *m, const Tok *v, u32 n, u32 *at)
{
    VEC(PpName *) names = {0};
    u32 k = *at;
    bool ok = true;
    if (k < n && is_punct(&v[k], ')')) {
        *at = k + 1;
        return true;
    }
    for (;;) {
        if (k < n && is_punct(&v[k], PU_ELLIPSIS)) {
            if (p->c90)
                ppdiag(p, PPE_VARIADIC, v[k].span, 0);
            m->variadic = true;
            vec_push(p->mem, &names, p->va_args);
            k++;
        } else if (k < n && v[k].kind == TK_IDENT && v[k].name != p->va_args) {
            for (u32 j = 0; j < names.n; j++)
                if (names.v[j] == v[k].name) {
                    ppdiag(p, PPE_PARAM_TWICE, v[k].span, tok_z(p, &v[k]));
                    ok = false;
                }
            vec_push(p->mem, &names, v[k].name);
            k++;
            if (k < n && is_punct(&v[k], PU_ELLIPSIS)) {
                ppdiag(p, PPE_VARIADIC_NAMED, v[k].span, 0);
                m->variadic = m->gnu_va = true;
                k++;
            }
        } else {
            *at = k;
            return false;
        }
        if (k < n && is_punct(&v[k], ',') && !m->variadic)
            k++;
        else
            break;
    }
    if (k >= n || !is_punct(&v[k], ')') || !ok) {
        *at = ok ? k : 0;
        return false;
    }
    m->param = names.v;
    m->nparam = (u16)names.n;
    *at = k + 1;
    return true;
}

// The parenthesis that closes the one at number k of the body; the body's length when none does.
static u32 closing(const Macro *m, u32 k)
{
    u32 depth = 0;
    for (; k < m->nbody; k++) {
        depth += is_punct(&m->body[k], '(');
        if (is_punct(&m->body[k], ')') && --depth == 0)
            return k;
    }
    return k;
}

static bool is_va_opt(const Pp *p, const Macro *m, u32 k)
{
    return m->variadic && k < m->nbody && m->body[k].kind == TK_IDENT &&
           m->body[k].name == p->va_opt;
}

// What stands in __VA_OPT__ is like a body of its own (C23 6.10.5.2).
static bool check_va_opt(Pp *p, const Macro *m, u32 at)
{
    const Tok *t = &m->body[at];
    u32 from = at + 2, to = at + 1 < m->nbody ? closing(m, at + 1) : m->nbody;
    const char *why = NULL;
    if (p->o->strict && p->o->std != C_23)
        ppdiag(p, PPE_VA_OPT_OLD, t->span, 0);
    if (at + 1 >= m->nbody || !is_punct(&m->body[at + 1], '('))
        why = "its parentheses are missing";
    else if (to == m->nbody)
        why = "its ) is missing";
    else if (from < to && (is_punct(&m->body[from], PU_PASTE) ||
                           is_punct(&m->body[to - 1], PU_PASTE)))
        why = "## cannot begin or end it";
    for (u32 k = from; !why && k < to; k++)
        if (is_va_opt(p, m, k))
            why = "it cannot hold another";
    if (why)
        ppdiag(p, PPE_VA_OPT, t->span, why);
    return !why;
}

static bool check_body(Pp *p, const Macro *m)
{
    bool named_va = m->func && m->variadic && !m->gnu_va;
    for (u32 k = 0; k < m->nbody; k++) {
        const Tok *t = &m->body[k];
        if (is_va_opt(p, m, k) && !check_va_opt(p, m, k))
            return false;
        if (t->kind == TK_IDENT && t->name == p->va_args && !named_va)
            ppdiag(p, PPE_VA_ARGS, t->span, 0);
        if (m->func && is_punct(t, '#') &&
            (k + 1 == m->nbody || param_index(m, &m->body[k + 1]) < 0) &&
            !is_va_opt(p, m, k + 1)) {
            ppdiag(p, PPE_HASH_PARAM, t->span, 0);
            return false;
        }
    }
    if (m->nbody &&
        (is_punct(&m->body[0], PU_PASTE) || is_punct(&m->body[m->nbody - 1], PU_PASTE))) {
        ppdiag(p, PPE_PASTE_END, m->body[0].span, 0);
        return false;
    }
    return true;
}

static bool same_macro(const Macro *a, const Macro *b)
{
    if (a->func != b->func || a->nparam != b->nparam || a->variadic != b->variadic ||
        a->nbody != b->nbody)
        return false;
    for (u32 k = 0; k < a->nparam; k++)
        if (a->param[k] != b->param[k])
            return false;
    for (u32 k = 0; k < a->nbody; k++)
        if (a->body[k].kind != b->body[k].kind || !str_eq(a->body[k].text, b->body[k].text) ||
            (k && a->body[k].space != b->body[k].space))
            return false;
    return true;
}

// As with gcc, only what the main file defines counts.
void macro_unused(Pp *p, const Macro *m, const PpName *n)
{
    if (m && !m->used && m->kind == MK_NORMAL && m->span.file == p->main_file)
        ppdiag(p, PPW_UNUSED_MACRO, m->span, n->text.p);
}

static int by_place(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u32 x = (*(PpName *const *)a)->macro->span.lo, y = (*(PpName *const *)b)->macro->span.lo;
    return x < y ? -1 : x > y;
}

void macros_unused(Pp *p)
{
    VEC(PpName *) list = {0};
    for (u32 k = 0; k < p->nbucket; k++)
        for (PpName *n = p->bucket[k]; n; n = n->next)
            if (n->macro && n->macro->span.file == p->main_file)
                vec_push(p->mem, &list, n);
    sort_stable(list.v, list.n, sizeof *list.v, by_place, NULL);
    for (u32 k = 0; k < list.n; k++)
        macro_unused(p, list.v[k]->macro, list.v[k]);
}

static void read_line_tokens(Pp *p, Lexer *l, Tok **v, u32 *n)
{
    VEC(Tok) list = {0};
    Tok t;
    for (lex_token(p, l, &t); t.kind != TK_NEWLINE && t.kind != TK_EOF; lex_token(p, l, &t)) {
        if (t.kind == TK_IDENT && t.name->poisoned)
            pp_special(p, &t);
        vec_push(p->mem, &list, t);
    }
    *v = list.v;
    *n = list.n;
}

void macro_define(Pp *p, Lexer *l)
{
    Tok *v;
    u32 n, at = 1;
    read_line_tokens(p, l, &v, &n);
    if (!n || v[0].kind != TK_IDENT) {
        ppdiag(p, PPE_MACRO_NAME,
               n ? v[0].span : (Span){l->file, (u32)(l->at - l->start), (u32)(l->at - l->start)},
               "define");
        return;
    }
    PpName *name = v[0].name;
    if (name == p->defined || name == p->va_args || name->poisoned) {
        if (!name->poisoned)
            ppdiag(p, PPE_PREDEFINED, v[0].span, name->text.p);
        return;
    }
    Macro *m = arena_new(p->mem, Macro);
    m->span = v[0].span;
    if (at < n && is_punct(&v[1], '(') && !v[1].space) {
        m->func = true;
        at = 2;
        if (!read_params(p, m, v, n, &at)) {
            u32 end = v[n - 1].span.hi;
            if (at)
                ppdiag(p, PPE_PARAM, at < n ? v[at].span : (Span){v[0].span.file, end, end}, 0);
            return;
        }
    }
    if (!m->func && at < n && !v[1].space && !p->c90)
        ppdiag(p, PPE_MACRO_SPACE, v[1].span, name->text.p);
    m->body = v + at;
    m->nbody = n - at;
    if (m->nbody)
        m->body[0].space = 0;
    if (!check_body(p, m))
        return;
    if (name->macro && name->macro->kind != MK_NORMAL) {
        ppdiag(p, PPW_PREDEFINED, m->span, name->text.p, "redefined");
    } else if (name->macro && !same_macro(name->macro, m)) {
        macro_unused(p, name->macro, name);
        ppdiag(p, PPE_REDEFINED, m->span, name->text.p);
        ppdiag(p, PPN_PREVIOUS, name->macro->span, name->text.p);
    }
    name->macro = m;
    pp_told(p, name, m->span);
}

/* ---- # and ## ---- */

// Spelling with one blank where there was white space; quotes and backslashes of literals escaped.
Str stringize(Pp *p, const Tok *tok, u32 n)
{
    Buf b = {0};
    buf_byte(&b, '"');
    for (u32 k = 0; k < n; k++) {
        const Tok *t = &tok[k];
        if (k && (t->space || t->bol))
            buf_byte(&b, ' ');
        bool literal = t->kind == TK_STR || t->kind == TK_CHAR;
        for (size_t i = 0; i < t->text.n; i++) {
            char c = t->text.p[i];
            if (literal && (c == '"' || c == '\\'))
                buf_byte(&b, '\\');
            buf_byte(&b, (u8)c);
        }
    }
    size_t slashes = 0;
    while (b.p[b.n - 1 - slashes] == '\\')
        slashes++;
    if (slashes % 2)
        b.n--;           // a lone backslash at the end would escape the quote
    buf_byte(&b, '"');
    return buf_take(&b, p->mem);
}

// Replaces *a by the token that *a and b spell together.
static void paste(Pp *p, Tok *a, const Tok *b)
{
    Tok t;
    Str text = str_join(p->mem, a->text, b->text);
    if (!lex_one(p, text, &t)) {
        ppdiag(p, PPE_PASTE, a->span, tok_z(p, a), tok_z(p, b));
        return;
    }
    t.space = a->space;
    t.bol = a->bol;
    t.span = a->span;
    t.flags = 0;
    *a = t;
}

/* ---- arguments ---- */

typedef struct Arg {
    Tok *tok;            // as written
    u32 n;
    Tok *full;           // expanded, once asked for
    u32 nfull;
    bool is_full;
    bool missing;        // no argument at all for the "..."
} Arg;

typedef VEC(Tok) TokVec;

// Reads arguments up to the closing parenthesis (the opening one has been read). False at the end
// of input. `at`: where one is too many, or where the list ends.
static bool read_args(Pp *p, const Macro *m, Arg *arg, u32 *narg, Span *at)
{
    TokVec v = {0};
    u32 depth = 0, n = 0, start = 0;
    for (;;) {
        Tok t;
        pp_raw(p, &t);
        if (t.kind == TK_EOF)
            return false;
        if (n < m->nparam || (n == m->nparam && v.n == start))
            *at = t.span;
        if (is_punct(&t, ')') && depth == 0)
            break;
        bool last_is_va = m->variadic && n + 1 >= m->nparam;
        if (is_punct(&t, ',') && depth == 0 && !last_is_va) {
            if (n < m->nparam)
                arg[n] = (Arg){.n = v.n - start};
            n++;
            start = v.n;
            continue;
        }
        if (is_punct(&t, '('))
            depth++;
        if (is_punct(&t, ')'))
            depth--;
        t.space |= t.bol;
        t.bol = 0;
        vec_push(&p->toks, &v, t);
    }
    if (n < m->nparam)
        arg[n] = (Arg){.n = v.n - start};
    n++;
    for (u32 k = 0, at = 0; k < n && k < m->nparam; at += arg[k++].n)
        arg[k].tok = v.n ? v.v + at : NULL;
    *narg = n == 1 && v.n == 0 && m->nparam == 0 ? 0 : n;
    return true;
}

Tok *expand_list(Pp *p, Tok *tok, u32 n, u32 *out_n)
{
    TokVec v = {0};
    Tok t;
    if (p->nest++ > MAX_NEST) {
        ppdiag(p, PPE_DEEP, n ? tok[0].span : (Span){0, 0, 0}, 0);
        p->nest--;
        *out_n = n;
        return tok;
    }
    ctx_push(p, tok, n, NULL, true);
    for (pp_expanded(p, &t); t.kind != TK_EOF; pp_expanded(p, &t))
        vec_push(&p->toks, &v, t);
    while (!vec_last(&p->ctx).stop)
        ctx_pop(p);
    ctx_pop(p);
    p->nest--;
    *out_n = v.n;
    return v.v;
}

static void full_arg(Pp *p, Arg *a)
{
    if (a->is_full)
        return;
    a->is_full = true;
    a->full = a->n ? expand_list(p, a->tok, a->n, &a->nfull) : NULL;
}

/* ---- substitution ---- */

typedef struct Subst {
    const Macro *m;
    Arg *arg;
    TokVec out;
    Span at;
    bool glue;           // the next thing is pasted to the last token of out
    bool placemark;      // the operand before ## was empty
} Subst;

static void put(Pp *p, Subst *s, Tok t)
{
    if (s->glue && !s->placemark && s->out.n)
        paste(p, &vec_last(&s->out), &t);
    else
        vec_push(&p->toks, &s->out, t);
    s->glue = s->placemark = false;
}

static void put_list(Pp *p, Subst *s, const Tok *v, u32 n, const Tok *like)
{
    if (!n) {                // a placemarker: what follows ## or stands before it is taken alone
        s->placemark = !s->glue || s->placemark || !s->out.n;
        if (s->glue && !s->placemark)
            s->glue = false; // x ## nothing is x; a further ## pastes to x
        return;
    }
    for (u32 k = 0; k < n; k++) {
        Tok t = v[k];
        if (k == 0) {
            t.space = like->space;
            t.bol = 0;
        }
        put(p, s, t);
    }
}

static Tok body_token(const Subst *s, u32 k)
{
    Tok t = s->m->body[k];
    t.span = s->at;
    return t;
}

// ", ## __VA_ARGS__": with no variadic argument the comma goes; otherwise nothing is pasted. An
// argument that is there but empty keeps the comma, unless it is the only one (as in GCC).
static bool gnu_comma(const Subst *s, u32 k)
{
    const Macro *m = s->m;
    return m->variadic && k + 2 < m->nbody && is_punct(&m->body[k], ',') &&
           is_punct(&m->body[k + 1], PU_PASTE) &&
           param_index(m, &m->body[k + 2]) == m->nparam - 1;
}

static void substitute(Pp *p, Subst *s, u32 from, u32 to);

// The tokens of the __VA_OPT__ at number `at`: none where there are no variadic arguments. Gives
// the number of its last token.
static u32 va_opt(Pp *p, const Subst *s, u32 at, Subst *inner)
{
    const Macro *m = s->m;
    Arg *a = &s->arg[m->nparam - 1];
    u32 end = closing(m, at + 1);
    *inner = (Subst){.m = m, .arg = s->arg, .at = s->at};
    full_arg(p, a);
    if (a->nfull)
        substitute(p, inner, at + 2, end);
    return end;
}

static void put_text(Pp *p, Subst *s, u32 k, const Tok *v, u32 n)
{
    Tok str = body_token(s, k);
    str.kind = TK_STR;
    str.id = 0;
    str.text = stringize(p, v, n);
    put(p, s, str);
}

// From the # at number k on; gives the number of the last token of its operand.
static u32 hash(Pp *p, Subst *s, u32 k)
{
    if (is_va_opt(p, s->m, k + 1)) {
        Subst v;
        u32 end = va_opt(p, s, k + 1, &v);
        put_text(p, s, k, v.out.v, v.out.n);
        return end;
    }
    const Arg *a = &s->arg[param_index(s->m, &s->m->body[k + 1])];
    put_text(p, s, k, a->tok, a->n);
    return k + 1;
}

static bool paste_after(const Macro *m, u32 k)
{
    return k + 1 < m->nbody && is_punct(&m->body[k + 1], PU_PASTE);
}

static void substitute(Pp *p, Subst *s, u32 from, u32 to)
{
    const Macro *m = s->m;
    for (u32 k = from; k < to; k++) {
        const Tok *t = &m->body[k];
        if (is_punct(t, PU_PASTE) && k) {
            s->glue = true;
            continue;
        }
        if (m->func && is_punct(t, '#')) {
            k = hash(p, s, k);
            continue;
        }
        if (is_va_opt(p, m, k)) {
            Subst v;
            bool glue = s->glue;
            k = va_opt(p, s, k, &v);
            put_list(p, s, v.out.v, v.out.n, t);
            s->placemark |= v.placemark;    // its end was nothing, to which nothing is pasted
            s->placemark &= glue || paste_after(m, k);
            continue;
        }
        if (gnu_comma(s, k)) {
            Arg *a = &s->arg[m->nparam - 1];
            if (a->n || (!a->missing && m->nparam > 1) || (m->nparam == 1 && p->o->strict)) {
                put(p, s, body_token(s, k));
                full_arg(p, a);
                put_list(p, s, a->full, a->nfull, &m->body[k + 2]);
                s->placemark = false;
            }
            k += 2;
            continue;
        }
        int i = m->func ? param_index(m, t) : -1;
        if (i < 0) {
            put(p, s, body_token(s, k));
        } else if (s->glue || paste_after(m, k)) {
            put_list(p, s, s->arg[i].tok, s->arg[i].n, t);
        } else {
            full_arg(p, &s->arg[i]);
            put_list(p, s, s->arg[i].full, s->arg[i].nfull, t);
            s->placemark = false;
        }
    }
}

/* ---- expansion ---- */

static bool has_date(const Pp *p)
{
    return p->o->source_date >= 0 && p->o->source_date < 253402300800; // 10000-01-01
}

// The date of SOURCE_DATE_EPOCH, in UTC; without one the first of 1970: the clock is never asked,
// and programs that read the text want a valid date, as 6.10.8.1 does.
// From days to a date by the eras of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
static Str date_text(Pp *p, MacroKind kind)
{
    static const char month[] = "MarAprMayJunJulAugSepOctNovDecJanFeb";
    static const char weekday[] = "ThuFriSatSunMonTueWed";
    i64 at = has_date(p) ? p->o->source_date : 0;
    int sec = (int)(at % 86400);
    Str time = str_fmt(p->mem, "%02d:%02d:%02d", sec / 3600, sec / 60 % 60, sec % 60);
    int days = (int)(at / 86400) + 719468, era = days / 146097, day = days % 146097;
    int year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int of_year = day - (365 * year + year / 4 - year / 100), m = (5 * of_year + 2) / 153;
    Str date = str_fmt(p->mem, "%.3s %2d", month + m * 3, of_year - (153 * m + 2) / 5 + 1);
    year += era * 400 + (m >= 10);
    if (kind == MK_TIME)
        return time;
    if (kind == MK_DATE)
        return str_fmt(p->mem, "%.*s %04d", STR_ARG(date), year);
    return str_fmt(p->mem, "%.3s %.*s %.*s %04d", weekday + at / 86400 % 7 * 3, STR_ARG(date),
                   STR_ARG(time), year);
}

static void computed(Pp *p, Macro *m, Tok *t)
{
    Incl *file = p->top;
    Str text;
    u8 kind = TK_PPNUM;
    switch (m->kind) {
    case MK_LINE: text = str_fmt(p->mem, "%u", pp_line_of(p, t->span)); break;
    case MK_COUNTER: text = str_fmt(p->mem, "%llu", (unsigned long long)p->counter++); break;
    case MK_LEVEL: text = str_fmt(p->mem, "%u", p->depth - 1); break;
    default: {
        bool date = m->kind == MK_DATE || m->kind == MK_TIME || m->kind == MK_TIMESTAMP;
        Str s = date ? date_text(p, (MacroKind)m->kind) : p->main_path;
        if (m->kind == MK_FILE && file)
            s = file->line_name.n ? file->line_name : p->src->file.v[file->file].path;
        if (!date)
            s = path_mapped(p->mem, p->o->path_map, p->o->npath_map, PATH_MACRO, s);
        if (date && !has_date(p))
            ppdiag(p, PPW_DATE, t->span, tok_z(p, t));
        Tok lit = {.kind = TK_STR, .text = s};
        text = stringize(p, &lit, 1);
        kind = TK_STR;
    }
    }
    t->kind = kind;
    t->enc = ENC_NONE;
    t->text = text;
}

// The next token is an opening parenthesis: then it is taken.
static bool takes_paren(Pp *p)
{
    Tok t;
    pp_raw(p, &t);
    if (is_punct(&t, '('))
        return true;
    if (t.kind == TK_EOF)
        return false;
    Tok *keep = arena_new(&p->toks, Tok);
    *keep = t;
    ctx_push(p, keep, 1, NULL, false);
    return false;
}

static bool count_args(Pp *p, const Macro *m, const Tok *name, Arg *arg, u32 n, Span at)
{
    if (m->variadic && n + 1 == m->nparam) {
        arg[n] = (Arg){.missing = true};
        return true;
    }
    if (n == m->nparam || (m->variadic && n >= m->nparam))
        return true;
    ppdiag(p, PPE_ARGS, at, tok_z(p, name), (int)m->nparam, m->nparam == 1 ? "" : "s", (int)n);
    diag_range(p->d, name->span);
    ppdiag(p, PPN_PREVIOUS, m->span, tok_z(p, name));
    return false;
}

// True when t named a macro that was entered: its replacement is what comes next.
static bool enter(Pp *p, Tok *t)
{
    if (!p->ctx.n)           // nothing is left of earlier expansions
        arena_reset(&p->toks, p->toks_none);
    Macro *m = t->name->macro;
    Subst s = {.m = m, .at = t->span};
    Span at = t->span;
    if (m->func) {
        if (!takes_paren(p))
            return false;
        u32 n = 0;
        s.arg = arena_array(&p->toks, Arg, m->nparam + 1);
        if (!read_args(p, m, s.arg, &n, &at)) {
            ppdiag(p, PPE_ARGS_END, t->span, tok_z(p, t));
            p->d->stopped |= !p->top; // the whole file went into it
            return false;
        }
        if (!count_args(p, m, t, s.arg, n, at)) {
            *t = (Tok){.kind = TK_PPNUM, .bol = t->bol, .space = t->space, .flags = TF_BROKEN,
                       .span = t->span, .text = STR("0")};
            return false;
        }
    }
    substitute(p, &s, 0, m->nbody);
    if (s.out.n) {
        s.out.v[0].space = t->space;
        s.out.v[0].bol = t->bol;
        s.out.v[0].flags |= TF_HEAD;
    } else {
        p->lost_space |= t->space;
        p->lost_bol |= t->bol;
    }
    ctx_push(p, s.out.v, s.out.n, m, false);
    return true;
}

static void destringize(Pp *p, Tok *t)
{
    Buf b = {0};
    Str s = t->text;
    size_t k = 0;
    while (k < s.n && s.p[k] != '"')
        k++;
    for (k++; k + 1 < s.n; k++) {
        if (s.p[k] == '\\' && (s.p[k + 1] == '"' || s.p[k + 1] == '\\'))
            k++;
        buf_byte(&b, (u8)s.p[k]);
    }
    t->text = buf_take(&b, p->mem);
}

// _Pragma ( "text" )
static bool pragma_operator(Pp *p, Tok *t)
{
    Tok a, b, c;
    Span at = t->span;
    pp_expanded(p, &a);
    if (!is_punct(&a, '(')) {
        ppdiag(p, PPE_PRAGMA, at, 0);
        return false;
    }
    pp_expanded(p, &b);
    pp_expanded(p, &c);
    if (b.kind != TK_STR || !is_punct(&c, ')')) {
        ppdiag(p, PPE_PRAGMA, at, 0);
        return false;
    }
    destringize(p, &b);
    if (pp_pragma(p, b.text, at))
        return false;
    *t = (Tok){.kind = TK_PRAGMA, .bol = 1, .span = at, .text = b.text};
    return true;
}

// __has_attribute(name) and __has_builtin(name) are numbers wherever they stand, as in gcc.
static void answer(Pp *p, Tok *t)
{
    VEC(Tok) arg = {0};
    Tok x;
    u32 depth = 0;
    bool yes = false, include = t->name == p->has_include || t->name == p->has_include_next;
    if (include)
        ppdiag(p, PPE_HAS_INCLUDE, t->span, tok_z(p, t));
    if (!takes_paren(p)) {
        if (!include)
            ppdiag(p, PPE_IF, t->span, "missing (");
    } else {
        for (pp_raw(p, &x); x.kind != TK_EOF && (depth || !is_punct(&x, ')')); pp_raw(p, &x)) {
            depth += is_punct(&x, '(');
            depth -= is_punct(&x, ')');
            vec_push(p->mem, &arg, x);
        }
        yes = !include && pp_ask(p, t->name, arg.v, arg.n, t->span);
    }
    *t = (Tok){.kind = TK_PPNUM, .bol = t->bol, .space = t->space, .span = t->span,
               .flags = include ? TF_BROKEN : 0, .text = yes ? STR("1") : STR("0")};
}

// Nothing of what follows concerns the token: so it is with most.
static bool plain(const Pp *p, const Tok *t)
{
    if (p->lost_space | p->lost_bol | p->after_defined | p->in_condition)
        return false;
    return t->kind != TK_IDENT || (!t->name->macro && !t->name->special);
}

static NOINLINE void expand(Pp *p, Tok *t)
{
    for (;; pp_raw(p, t)) {
        t->space |= p->lost_space;
        t->bol |= p->lost_bol;
        p->lost_space = p->lost_bol = false;
        if (t->kind != TK_IDENT) {
            p->after_defined &= is_punct(t, '(');
            return;
        }
        if (p->after_defined || (t->name == p->defined && p->in_condition)) {
            p->after_defined = !p->after_defined;
            return;
        }
        if (t->name == p->pragma && !p->in_condition) {
            if (pragma_operator(p, t))
                return;
            continue;
        }
        Macro *m = t->name->macro;
        if (t->name->special && !m && !p->in_condition && pp_is_question(p, t)) {
            answer(p, t);
            return;
        }
        if (!m || t->flags & TF_NOEXPAND)
            return;
        if (m->kind != MK_NORMAL) {
            computed(p, m, t);
            return;
        }
        if (!enter(p, t))
            return;
    }
}

void pp_expanded(Pp *p, Tok *t)
{
    pp_raw(p, t);
    if (!plain(p, t))
        expand(p, t);
}
