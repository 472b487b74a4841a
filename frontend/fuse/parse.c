// parse.c - tokens to the syntax tree: declarations, statements, patterns, types
//
// Recovery: the first error of a statement or declaration header is reported, then the parser skips
// to the end of the line; an indented block below it is still parsed when one is expected there.
#include "frontend/fuse/fuse_int.h"

static St *parse_stmt(Parse *p);

void parse_error(Parse *p, FuseDiag id, ...)
{
    if (p->panic || p->stopped)
        return;
    p->panic = true;
    const char *a = NULL, *b = NULL, *mark = strstr(fuse_diag[id].text, "%s"); // at most two names
    va_list ap;
    va_start(ap, id);
    if (mark)
        a = va_arg(ap, const char *);
    if (mark && strstr(mark + 2, "%s"))
        b = va_arg(ap, const char *);
    va_end(ap);
    diag(p->d, &fuse_diag[id], tok_span(p, p->at), a, b);
}

bool parse_enter(Parse *p)
{
    if (++p->depth <= MAX_NEST)
        return true;
    if (!p->stopped)
        diag(p->d, &fuse_diag[E_NESTING], tok_span(p, p->at));
    p->stopped = p->panic = true;
    p->at = p->n - 1; // give up on the file: everything now sees its end
    return false;
}

bool parse_expect(Parse *p, u16 kind)
{
    if (tok_eat(p, kind))
        return true;
    parse_error(p, E_EXPECTED, tok_text[kind], tok_text[tok_kind(p)]);
    return false;
}

static Ident ident_at(Parse *p, Name name)
{
    Ident id = {name, p->t[p->at].lo, p->t[p->at].hi};
    tok_next(p);
    return id;
}

static Ident no_ident(Parse *p)
{
    return (Ident){name_of(p->names, STR("_")), p->t[p->at].lo, p->t[p->at].lo};
}

static Ident parse_ident(Parse *p)
{
    u16 k = tok_kind(p);
    if (k == TK_IDENT)
        return ident_at(p, p->t[p->at].v.name);
    if (k == KW_interface || k == KW_impl) {
        if (!p->panic)
            diag(p->d, &fuse_diag[E_RESERVED], tok_span(p, p->at), tok_text[k]);
        return ident_at(p, p->t[p->at].v.name);
    }
    parse_error(p, E_EXPECTED, "identifier", tok_text[k]);
    u16 next = tok_kind_n(p, 1);
    if (k >= KW_FIRST && k <= KW_LAST &&
        (next == TK_COLON || next == TK_ASSIGN || next == TK_LPAREN || next == TK_COMMA ||
         next == TK_RPAREN)) {
        p->panic = p->stopped; // a keyword used as a name: go on with that name
        return ident_at(p, p->t[p->at].v.name);
    }
    return no_ident(p);
}

Ident parse_ident_or_soft(Parse *p)
{
    switch (tok_kind(p)) {
    case KW_body: case KW_get: case KW_post: case KW_put: case KW_patch: case KW_from:
    case KW_delete:
        return ident_at(p, p->t[p->at].v.name);
    default:
        return parse_ident(p);
    }
}

static Str parse_string(Parse *p, Span *at)
{
    *at = tok_span(p, p->at);
    if (tok_kind(p) == TK_STRING) {
        Str s = *p->t[p->at].v.s;
        tok_next(p);
        return s;
    }
    parse_error(p, E_EXPECTED, "string literal", tok_text[tok_kind(p)]);
    return STR("");
}

// Idents joined by dots become one name.
static Ident fuse_parse_type_name(Parse *p)
{
    Ident id = parse_ident(p);
    while (tok_kind(p) == TK_DOT) {
        tok_next(p);
        Ident part = parse_ident(p);
        Str a = name_str(p->names, id.name), b = name_str(p->names, part.name);
        id.name = name_of(p->names, str_fmt(p->mem, "%.*s.%.*s", STR_ARG(a), STR_ARG(b)));
        id.hi = part.hi;
    }
    return id;
}

static TRef *new_type(Parse *p, TRefKind kind, u32 lo)
{
    TRef *t = arena_new(p->mem, TRef);
    t->kind = (u8)kind;
    t->at = span_from(p, lo);
    return t;
}

TRef *parse_type(Parse *p)
{
    u32 lo = p->t[p->at].lo;
    bool ok = parse_enter(p);
    Ident base = fuse_parse_type_name(p);
    TRef *t = new_type(p, TR_SIMPLE, lo);
    if (ok && tok_eat(p, TK_LT)) {
        VEC(TRef *) args = {0};
        t->kind = TR_GENERIC;
        while (tok_kind(p) != TK_GT && !p->panic) {
            vec_push(p->mem, &args, parse_type(p));
            if (!tok_eat(p, TK_COMMA))
                break;
        }
        parse_expect(p, TK_GT);
        t->arg = args.v;
        t->narg = args.n;
    } else if (ok && tok_eat(p, TK_LPAREN)) {
        VEC(Ex *) args = {0};
        t->kind = TR_REFINED;
        while (tok_kind(p) != TK_RPAREN && !p->panic) {
            vec_push(p->mem, &args, fuse_parse_expr(p));
            if (!tok_eat(p, TK_COMMA))
                break;
        }
        parse_expect(p, TK_RPAREN);
        t->con = args.v;
        t->ncon = args.n;
    }
    t->base = base;
    t->at = span_from(p, lo);
    for (int n = 0; ok; n++) {
        bool opt = tok_kind(p) == TK_QUEST;
        if (!opt && tok_kind(p) != TK_BANG)
            break;
        tok_next(p);
        if (n > MAX_NEST) {
            parse_error(p, E_NESTING);
            break;
        }
        TRef *in = t;
        t = new_type(p, opt ? TR_OPT : TR_RESULT, lo);
        t->arg = arena_array(p->mem, TRef *, 2);
        t->arg[0] = in;
        t->narg = 1;
        if (!opt && tok_kind(p) == TK_IDENT) {
            t->arg[1] = parse_type(p);
            t->narg = 2;
        }
        t->at = span_from(p, lo);
    }
    p->depth--;
    return t;
}

/* Lines and blocks */

// To the end of the line on which something went wrong.
static void skip_to_newline(Parse *p)
{
    int depth = 0;
    while (tok_kind(p) != TK_EOF) {
        u16 k = tok_kind(p);
        if (k == TK_NEWLINE && depth == 0)
            return;
        if (k == TK_DEDENT && depth-- == 0)
            return;
        depth += k == TK_INDENT;
        tok_next(p);
    }
}

static void skip_block(Parse *p) // at INDENT
{
    int depth = 0;
    do {
        depth += tok_kind(p) == TK_INDENT;
        depth -= tok_kind(p) == TK_DEDENT;
        tok_next(p);
    } while (depth > 0 && tok_kind(p) != TK_EOF);
}

static void skip_newlines(Parse *p)
{
    while (tok_kind(p) == TK_NEWLINE)
        tok_next(p);
}

// End of a statement or member line: its newline, and after an error everything that belongs to it.
static void end_line(Parse *p)
{
    if (!p->panic && tok_kind(p) != TK_NEWLINE && tok_kind(p) != TK_EOF)
        parse_error(p, E_EXPECTED, tok_text[TK_NEWLINE], tok_text[tok_kind(p)]);
    if (p->panic) {
        skip_to_newline(p);
        skip_newlines(p);
        if (tok_kind(p) == TK_INDENT)
            skip_block(p);
        p->panic = p->stopped;
        return;
    }
    tok_eat(p, TK_NEWLINE);
    if (tok_kind(p) == TK_INDENT) {
        parse_error(p, E_EXPECTED, "a statement at this indentation", "deeper indentation");
        skip_block(p);
        p->panic = p->stopped;
    }
}

// After a header: newline and INDENT. False when there is no block.
static bool open_block(Parse *p)
{
    if (tok_kind(p) != TK_NEWLINE)
        parse_error(p, E_EXPECTED, tok_text[TK_NEWLINE], tok_text[tok_kind(p)]);
    if (p->panic)
        skip_to_newline(p);
    while (tok_kind(p) == TK_NEWLINE || tok_kind(p) == TK_DOC) // a comment between header and block
        tok_next(p);
    if (tok_eat(p, TK_INDENT)) {
        p->panic = p->stopped;
        return true;
    }
    parse_error(p, E_EXPECTED, "an indented block", tok_text[tok_kind(p)]);
    p->panic = p->stopped;
    return false;
}

static bool more(Parse *p) // another member of the block?
{
    while (tok_kind(p) == TK_NEWLINE)
        tok_next(p);
    return tok_kind(p) != TK_DEDENT && tok_kind(p) != TK_EOF;
}

Block *fuse_parse_block(Parse *p)
{
    Block *b = arena_new(p->mem, Block);
    u32 lo = p->t[p->at].lo;
    if (!parse_enter(p)) {
        p->depth--;
        return b;
    }
    VEC(St *) st = {0};
    if (open_block(p)) {
        lo = p->t[p->at].lo;
        while (more(p)) {
            if (tok_eat(p, TK_DOC))
                continue;
            vec_push(p->mem, &st, parse_stmt(p));
        }
        tok_eat(p, TK_DEDENT);
    }
    b->st = st.v;
    b->n = st.n;
    b->at = st.n ? span_join(st.v[0]->at, st.v[st.n - 1]->at) : span_from(p, lo);
    p->depth--;
    return b;
}

static Block *control_block(Parse *p) // a block, or one statement on the same line
{
    if (tok_kind(p) == TK_NEWLINE || p->panic)
        return fuse_parse_block(p);
    Block *b = arena_new(p->mem, Block);
    b->st = arena_array(p->mem, St *, 1);
    bool ok = parse_enter(p);
    if (ok) {
        b->st[b->n++] = parse_stmt(p);
        b->at = b->st[0]->at;
    }
    p->depth--;
    return b;
}

/* Patterns */

static bool named_next(const Parse *p)
{
    u16 k = tok_kind(p);
    return (k == TK_IDENT || (k >= KW_FIRST && k <= KW_LAST)) && tok_kind_n(p, 1) == TK_ASSIGN;
}

static Pat *parse_pattern(Parse *p);

static void pattern_args(Parse *p, Pat *pat, u32 lo)
{
    VEC(Pat *) arg = {0};
    VEC(Ident) field = {0};
    while (tok_kind(p) != TK_RPAREN && !p->panic) {
        Ident f = {0};
        if (named_next(p)) {
            f = tok_kind(p) == TK_IDENT ? parse_ident(p) : ident_at(p, p->t[p->at].v.name);
            tok_next(p);
        }
        vec_push(p->mem, &field, f);
        vec_push(p->mem, &arg, parse_pattern(p));
        if (!tok_eat(p, TK_COMMA))
            break;
    }
    parse_expect(p, TK_RPAREN);
    u32 named = 0;
    for (u32 i = 0; i < field.n; i++)
        named += field.v[i].name != 0;
    if (named && named != field.n)
        diag(p->d, &fuse_diag[E_MIXED_PATTERN], span_from(p, lo));
    pat->kind = named ? PT_STRUCT : PT_VARIANT;
    pat->arg = arg.v;
    pat->field = field.v;
    pat->narg = arg.n;
}

static Pat *parse_pattern(Parse *p)
{
    Pat *pat = arena_new(p->mem, Pat);
    u32 lo = p->t[p->at].lo;
    if (!parse_enter(p)) {
        p->depth--;
        return pat;
    }
    switch (tok_kind(p)) {
    case TK_IDENT:
    case KW_body:
        if (str_eqz(name_str(p->names, p->t[p->at].v.name), "_")) {
            tok_next(p);
            pat->kind = PT_WILD;
            break;
        }
        pat->name = tok_kind(p) == KW_body ? parse_ident_or_soft(p) : fuse_parse_type_name(p);
        pat->kind = PT_IDENT;
        if (tok_eat(p, TK_LPAREN))
            pattern_args(p, pat, lo);
        break;
    case TK_MINUS:
    case TK_INT: case TK_FLOAT: case TK_STRING: case TK_TRUE: case TK_FALSE: case TK_NULL: {
        bool neg = tok_kind(p) == TK_MINUS &&
                   (tok_kind_n(p, 1) == TK_INT || tok_kind_n(p, 1) == TK_FLOAT);
        if (tok_kind(p) == TK_MINUS && !neg) {
            parse_error(p, E_PATTERN, tok_text[tok_kind(p)]);
            break;
        }
        if (neg)
            tok_next(p);
        pat->kind = PT_LIT;
        pat->lit = parse_literal(p);
        if (neg && pat->lit->kind == EX_INT)
            pat->lit->u.i = -pat->lit->u.i;
        else if (neg)
            pat->lit->u.f = -pat->lit->u.f;
        break;
    }
    default:
        parse_error(p, E_PATTERN, tok_text[tok_kind(p)]);
        break;
    }
    pat->at = span_from(p, lo);
    p->depth--;
    return pat;
}

/* Statements */

static void parse_if(Parse *p, St *s)
{
    VEC(Arm) arms = {0};
    tok_next(p);
    Arm a = {.cond = fuse_parse_expr(p)};
    parse_expect(p, TK_COLON);
    a.body = control_block(p);
    vec_push(p->mem, &arms, a);
    for (;;) {
        u32 save = p->at;
        skip_newlines(p);
        if (!tok_eat(p, KW_else)) {
            p->at = save;
            break;
        }
        Arm e = {0};
        if (tok_eat(p, KW_if))
            e.cond = fuse_parse_expr(p);
        parse_expect(p, TK_COLON);
        e.body = control_block(p);
        vec_push(p->mem, &arms, e);
        if (!e.cond)
            break;
    }
    s->arm = arms.v;
    s->narm = arms.n;
}

static void parse_match(Parse *p, St *s)
{
    tok_next(p);
    s->e = fuse_parse_expr(p);
    parse_expect(p, TK_COLON);
    VEC(Arm) arms = {0};
    if (open_block(p)) {
        while (more(p)) {
            if (tok_eat(p, TK_DOC))
                continue;
            Arm a = {.pat = parse_pattern(p)};
            if (!p->panic && tok_eat(p, TK_ARROW)) {
                St *r = arena_new(p->mem, St);
                r->kind = ST_RETURN;
                r->e = fuse_parse_expr(p);
                r->at = r->e->at;
                end_line(p);
                a.body = arena_new(p->mem, Block);
                a.body->st = arena_array(p->mem, St *, 1);
                a.body->st[a.body->n++] = r;
                a.body->at = r->at;
            } else {
                parse_expect(p, TK_COLON);
                a.body = control_block(p);
            }
            vec_push(p->mem, &arms, a);
        }
        tok_eat(p, TK_DEDENT);
    }
    s->arm = arms.v;
    s->narm = arms.n;
}

static Ex *value_expr(Parse *p) { return parse_html_suffix(p, fuse_parse_expr(p)); }

static bool ends_in_block(const Ex *e)
{
    return e && (e->kind == EX_SPAWN || (e->kind == EX_CALL && e->block));
}

static void parse_let(Parse *p, St *s)
{
    s->kind = tok_kind(p) == KW_let ? ST_LET : ST_VAR;
    tok_next(p);
    s->name = parse_ident(p);
    if (tok_eat(p, TK_COLON))
        s->ty = parse_type(p);
    parse_expect(p, TK_ASSIGN);
    if (!p->panic)
        s->e = value_expr(p);
}

static void parse_loop(Parse *p, St *s)
{
    bool is_for = tok_kind(p) == KW_for;
    s->kind = is_for ? ST_FOR : ST_WHILE;
    tok_next(p);
    if (is_for) {
        s->pat = parse_pattern(p);
        parse_expect(p, KW_in);
    }
    s->e = fuse_parse_expr(p);
    parse_expect(p, TK_COLON);
    s->body = fuse_parse_block(p);
}

static St *parse_stmt(Parse *p)
{
    St *s = arena_new(p->mem, St);
    u32 lo = p->t[p->at].lo;
    bool line = true; // ends with its line
    switch (tok_kind(p)) {
    case KW_let:
    case KW_var:
        parse_let(p, s);
        line = !ends_in_block(s->e);
        break;
    case KW_return:
        s->kind = ST_RETURN;
        tok_next(p);
        if (tok_kind(p) != TK_NEWLINE && tok_kind(p) != TK_EOF) {
            s->e = value_expr(p);
            line = !ends_in_block(s->e);
        }
        break;
    case KW_if:
        s->kind = ST_IF;
        parse_if(p, s);
        line = false;
        break;
    case KW_match:
        s->kind = ST_MATCH;
        parse_match(p, s);
        line = false;
        break;
    case KW_for:
    case KW_while:
        parse_loop(p, s);
        line = false;
        break;
    case KW_transaction:
        s->kind = ST_TRANSACTION;
        tok_next(p);
        parse_expect(p, TK_COLON);
        s->body = fuse_parse_block(p);
        line = false;
        break;
    case KW_break:
    case KW_continue:
        s->kind = tok_kind(p) == KW_break ? ST_BREAK : ST_CONTINUE;
        tok_next(p);
        break;
    default:
        s->kind = ST_EXPR;
        s->e = fuse_parse_expr(p);
        if (!p->panic && tok_eat(p, TK_ASSIGN)) {
            s->kind = ST_ASSIGN;
            s->e2 = value_expr(p);
            line = !ends_in_block(s->e2);
        } else {
            s->e = parse_html_suffix(p, s->e);
            line = !ends_in_block(s->e);
        }
        break;
    }
    s->at = span_from(p, lo);
    if (line)
        end_line(p);
    else
        p->panic = p->stopped;
    return s;
}

/* Declarations */

static void parse_fields(Parse *p, Item *it, bool config)
{
    VEC(Field) fields = {0};
    if (open_block(p)) {
        while (more(p)) {
            if (tok_eat(p, TK_DOC))
                continue;
            u32 lo = p->t[p->at].lo;
            Field f = {.name = parse_ident(p)};
            parse_expect(p, TK_COLON);
            if (!p->panic)
                f.ty = parse_type(p);
            if (config)
                parse_expect(p, TK_ASSIGN);
            if (!p->panic && (config || tok_eat(p, TK_ASSIGN)))
                f.def = fuse_parse_expr(p);
            f.at = span_from(p, lo);
            bool bad = p->panic;
            end_line(p);
            if (!bad)
                vec_push(p->mem, &fields, f);
        }
        tok_eat(p, TK_DEDENT);
    }
    it->field = fields.v;
    it->nfield = fields.n;
}

static void parse_name_list(Parse *p, Item *it)
{
    VEC(Ident) names = {0};
    do
        vec_push(p->mem, &names, parse_ident(p));
    while (!p->panic && tok_eat(p, TK_COMMA));
    it->names = names.v;
    it->nnames = names.n;
}

static void parse_import(Parse *p, Item *it)
{
    it->kind = IT_IMPORT;
    if (tok_eat(p, TK_LBRACE)) {
        it->import = IM_NAMED;
        if (tok_kind(p) != TK_RBRACE)
            parse_name_list(p, it);
        parse_expect(p, TK_RBRACE);
        parse_expect(p, KW_from);
    } else {
        it->name = parse_ident(p);
        it->import = IM_MODULE;
        if (tok_eat(p, KW_as)) {
            it->import = IM_AS;
            it->alias = parse_ident(p);
            parse_expect(p, KW_from);
        } else if (tok_eat(p, KW_from)) {
            it->import = IM_FROM;
        }
    }
    if (it->import != IM_MODULE && !p->panic) {
        if (tok_kind(p) == TK_STRING) {
            it->path = parse_string(p, &it->path_at);
        } else {
            Ident id = fuse_parse_type_name(p);
            it->path = name_str(p->names, id.name);
            it->path_at = (Span){p->file, id.lo, id.hi};
        }
    }
}

static void parse_type_decl(Parse *p, Item *it)
{
    it->kind = IT_TYPE;
    it->name = fuse_parse_type_name(p);
    if (p->panic)
        return;
    if (tok_eat(p, TK_COLON)) {
        parse_fields(p, it, false);
    } else if (tok_eat(p, TK_ASSIGN)) {
        it->base = fuse_parse_type_name(p);
        parse_expect(p, KW_without);
        if (!p->panic)
            parse_name_list(p, it);
        end_line(p);
    } else {
        parse_error(p, E_TYPE_HEAD);
    }
}

static void parse_enum(Parse *p, Item *it)
{
    it->kind = IT_ENUM;
    it->name = fuse_parse_type_name(p);
    parse_expect(p, TK_COLON);
    VEC(Variant) vars = {0};
    if (open_block(p)) {
        while (more(p)) {
            if (tok_eat(p, TK_DOC))
                continue;
            u32 lo = p->t[p->at].lo;
            Variant v = {.name = parse_ident(p)};
            if (!p->panic && tok_eat(p, TK_LPAREN)) {
                VEC(TRef *) args = {0};
                while (tok_kind(p) != TK_RPAREN && !p->panic) {
                    vec_push(p->mem, &args, parse_type(p));
                    if (!tok_eat(p, TK_COMMA))
                        break;
                }
                parse_expect(p, TK_RPAREN);
                v.arg = args.v;
                v.narg = args.n;
            }
            v.at = span_from(p, lo);
            bool bad = p->panic;
            end_line(p);
            if (!bad)
                vec_push(p->mem, &vars, v);
        }
        tok_eat(p, TK_DEDENT);
    }
    it->variant = vars.v;
    it->nvariant = vars.n;
}

static void parse_params(Parse *p, Fun *f)
{
    VEC(FParam) ps = {0};
    while (tok_kind(p) != TK_RPAREN && !p->panic) {
        u32 lo = p->t[p->at].lo;
        FParam a = {.name = parse_ident(p)};
        parse_expect(p, TK_COLON);
        if (!p->panic)
            a.ty = parse_type(p);
        if (!p->panic && tok_eat(p, TK_ASSIGN))
            a.def = fuse_parse_expr(p);
        a.at = span_from(p, lo);
        if (!p->panic)
            vec_push(p->mem, &ps, a);
        if (!tok_eat(p, TK_COMMA))
            break;
    }
    parse_expect(p, TK_RPAREN);
    f->param = ps.v;
    f->nparam = ps.n;
}

static void parse_tparams(Parse *p, Fun *f)
{
    if (!tok_eat(p, TK_LT))
        return;
    VEC(Ident) ids = {0};
    while (tok_kind(p) != TK_GT && !p->panic) {
        vec_push(p->mem, &ids, parse_ident(p));
        if (!tok_eat(p, TK_COMMA))
            break;
    }
    parse_expect(p, TK_GT);
    f->tparam = ids.v;
    f->ntparam = ids.n;
}

static void parse_where(Parse *p, Fun *f)
{
    if (tok_kind(p) != TK_IDENT || !str_eqz(name_str(p->names, p->t[p->at].v.name), "where"))
        return;
    VEC(Where) ws = {0};
    tok_next(p);
    do {
        u32 lo = p->t[p->at].lo;
        Where w = {.param = parse_ident(p)};
        parse_expect(p, TK_COLON);
        if (!p->panic)
            w.iface = fuse_parse_type_name(p);
        w.at = span_from(p, lo);
        vec_push(p->mem, &ws, w);
    } while (!p->panic && tok_eat(p, TK_COMMA));
    f->where = ws.v;
    f->nwhere = ws.n;
}

static Fun parse_fun(Parse *p, bool component, bool body)
{
    u32 lo = p->t[p->at].lo;
    Fun f = {.name = parse_ident(p)};
    if (!p->panic)
        parse_tparams(p, &f);
    if (!p->panic && (!component || tok_kind(p) == TK_LPAREN)) {
        parse_expect(p, TK_LPAREN);
        if (!p->panic)
            parse_params(p, &f);
    }
    if (!p->panic && !component && tok_eat(p, TK_ARROW))
        f.ret = parse_type(p);
    if (!p->panic)
        parse_where(p, &f);
    f.at = span_from(p, lo);
    if (body) {
        parse_expect(p, TK_COLON);
        f.body = fuse_parse_block(p);
        f.at = span_from(p, lo);
    } else {
        end_line(p);
    }
    return f;
}

static void parse_funs(Parse *p, Item *it, bool body)
{
    VEC(Fun) fs = {0};
    if (open_block(p)) {
        while (more(p)) {
            if (tok_eat(p, TK_DOC))
                continue;
            if (!parse_expect(p, KW_fn)) {
                end_line(p);
                continue;
            }
            Fun f = parse_fun(p, false, body);
            vec_push(p->mem, &fs, f);
        }
        tok_eat(p, TK_DEDENT);
    }
    it->fun = fs.v;
    it->nfun = fs.n;
}

static void parse_service(Parse *p, Item *it)
{
    it->kind = IT_SERVICE;
    it->name = parse_ident(p);
    parse_expect(p, KW_at);
    if (!p->panic)
        it->path = parse_string(p, &it->path_at);
    parse_expect(p, TK_COLON);
    VEC(Route) rs = {0};
    if (open_block(p)) {
        while (more(p)) {
            if (tok_eat(p, TK_DOC))
                continue;
            u32 lo = p->t[p->at].lo;
            Route r = {0};
            u16 k = tok_kind(p);
            if (k >= KW_get && k <= KW_delete) {
                r.verb = (u8)k;
                tok_next(p);
                r.path = parse_string(p, &r.path_at);
                if (!p->panic && tok_eat(p, KW_body))
                    r.body = parse_type(p);
                parse_expect(p, TK_ARROW);
                if (!p->panic)
                    r.ret = parse_type(p);
                parse_expect(p, TK_COLON);
            } else {
                parse_error(p, E_VERB);
            }
            bool bad = p->panic;
            if (bad && !(k >= KW_get && k <= KW_delete)) {
                end_line(p);
                continue;
            }
            r.block = fuse_parse_block(p);
            r.at = span_from(p, lo);
            if (!bad)
                vec_push(p->mem, &rs, r);
        }
        tok_eat(p, TK_DEDENT);
    }
    it->route = rs.v;
    it->nroute = rs.n;
}

static void parse_body(Parse *p, Item *it, ItemKind kind)
{
    it->kind = (u8)kind;
    Span at = tok_span(p, p->at);
    if (kind == IT_MIGRATION && tok_kind(p) == TK_IDENT) {
        it->name = parse_ident(p);
    } else if (kind == IT_MIGRATION && tok_kind(p) == TK_INT) {
        it->name = ident_at(p,
                            name_of(p->names, str_fmt(p->mem, "%lld", (long long)p->t[p->at].v.i)));
    } else if (kind == IT_MIGRATION && tok_kind(p) != TK_STRING) {
        parse_error(p, E_MIGRATION_NAME);
    } else {
        Str s = parse_string(p, &at);
        it->name = (Ident){name_of(p->names, s), at.lo, at.hi};
    }
    parse_expect(p, TK_COLON);
    it->body = fuse_parse_block(p);
}

static void parse_fn_item(Parse *p, Item *it, ItemKind kind)
{
    it->kind = (u8)kind;
    it->fun = arena_new(p->mem, Fun);
    it->nfun = 1;
    *it->fun = parse_fun(p, kind == IT_COMPONENT, true);
    it->name = it->fun->name;
}

static bool item_start(u16 k)
{
    return k == KW_import || k == KW_type || k == KW_enum || k == KW_interface || k == KW_impl ||
           k == KW_fn || k == KW_service || k == KW_config || k == KW_app || k == KW_migration ||
           k == KW_test || k == KW_component;
}

static void parse_item(Parse *p, Item *it)
{
    u16 k = tok_kind(p);
    tok_next(p);
    switch (k) {
    case KW_import:
        parse_import(p, it);
        end_line(p);
        break;
    case KW_type:
        parse_type_decl(p, it);
        break;
    case KW_enum:
        parse_enum(p, it);
        break;
    case KW_interface:
        it->kind = IT_IFACE;
        it->name = parse_ident(p);
        parse_expect(p, TK_COLON);
        parse_funs(p, it, false);
        break;
    case KW_impl:
        it->kind = IT_IMPL;
        it->name = fuse_parse_type_name(p);
        parse_expect(p, KW_for);
        if (!p->panic)
            it->base = fuse_parse_type_name(p);
        parse_expect(p, TK_COLON);
        parse_funs(p, it, true);
        break;
    case KW_fn:
        parse_fn_item(p, it, IT_FN);
        break;
    case KW_component:
        parse_fn_item(p, it, IT_COMPONENT);
        break;
    case KW_service:
        parse_service(p, it);
        break;
    case KW_config:
        it->kind = IT_CONFIG;
        it->name = parse_ident(p);
        parse_expect(p, TK_COLON);
        parse_fields(p, it, true);
        break;
    case KW_app:
        parse_body(p, it, IT_APP);
        break;
    case KW_migration:
        parse_body(p, it, IT_MIGRATION);
        break;
    default:
        parse_body(p, it, IT_TEST);
        break;
    }
}

static void parse_requires(Parse *p, Ast *out, bool late, bool doc)
{
    if (late)
        diag(p->d, &fuse_diag[E_REQUIRES_LATE], tok_span(p, p->at));
    if (doc)
        diag(p->d, &fuse_diag[E_REQUIRES_DOC], tok_span(p, p->at));
    tok_next(p);
    VEC(Req) reqs = {out->req, out->nreq, out->nreq};
    do {
        Span at = tok_span(p, p->at);
        Ident id = parse_ident(p);
        if (p->panic)
            break;
        Str s = name_str(p->names, id.name);
        u8 cap = 0;
        for (u32 i = 0; i < CAP_COUNT; i++)
            if (str_eqz(s, cap_name(1u << i)))
                cap = (u8)(1u << i);
        Req r = {cap, at};
        if (cap)
            vec_push(p->mem, &reqs, r);
        else
            diag(p->d, &fuse_diag[E_CAPABILITY], at, str_z(p->mem, s));
    } while (tok_eat(p, TK_COMMA));
    end_line(p);
    out->req = reqs.v;
    out->nreq = reqs.n;
}

static Str take_docs(Parse *p)
{
    Buf b = {0};
    bool any = false;
    for (;;) {
        skip_newlines(p);
        if (tok_kind(p) != TK_DOC)
            break;
        if (any)
            buf_byte(&b, '\n');
        any = true;
        buf_put(&b, p->t[p->at].v.s->p, p->t[p->at].v.s->n);
        tok_next(p);
    }
    return any ? buf_take(&b, p->mem) : (Str){0};
}

static void find_components(Parse *p)
{
    VEC(Name) names = {0};
    int depth = 0;
    for (u32 i = 0; i + 1 < p->n; i++) {
        depth += p->t[i].kind == TK_INDENT;
        depth -= p->t[i].kind == TK_DEDENT;
        if (depth == 0 && p->t[i].kind == KW_component && p->t[i + 1].kind == TK_IDENT)
            vec_push(p->mem, &names, p->t[i + 1].v.name);
    }
    p->component = names.v;
    p->ncomponent = names.n;
}

// After a broken header: the next line at column 0 that can start a declaration.
static void sync_item(Parse *p)
{
    int depth = 0;
    while (tok_kind(p) != TK_EOF) {
        u16 k = tok_kind(p);
        depth += k == TK_INDENT;
        depth -= k == TK_DEDENT;
        bool line = depth <= 0 && (k == TK_NEWLINE || k == TK_DEDENT);
        tok_next(p);
        if (line && (item_start(tok_kind(p)) || tok_kind(p) == KW_requires ||
                     tok_kind(p) == TK_DOC))
            break;
    }
    p->panic = p->stopped;
}

void fuse_parse(Arena *a, Names *names, Diags *d, u32 file, Str text, Ast *out)
{
    Parse ps = {.mem = a, .names = names, .d = d, .file = file}, *p = &ps;
    p->t = fuse_lex(a, names, d, file, text, 0, &p->n);
    find_components(p);
    VEC(Item *) items = {0};
    *out = (Ast){0};
    bool late = false;
    for (;;) {
        Str doc = take_docs(p);
        if (tok_kind(p) == TK_EOF)
            break;
        if (tok_kind(p) == KW_requires) {
            parse_requires(p, out, late, doc.n > 0);
            continue;
        }
        late = true;
        if (!item_start(tok_kind(p))) {
            parse_error(p, E_TOP_LEVEL);
            sync_item(p);
            continue;
        }
        u32 lo = p->t[p->at].lo;
        Item *it = arena_new(a, Item);
        it->doc = doc;
        parse_item(p, it);
        it->at = span_from(p, lo);
        vec_push(a, &items, it);
        if (p->panic)
            sync_item(p);
        p->depth = 0;
    }
    out->item = items.v;
    out->n = items.n;
}
