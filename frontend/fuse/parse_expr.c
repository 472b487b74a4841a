// parse_expr.c - expressions: operators by precedence, postfix chains, literals, HTML blocks
#include "frontend/fuse/fuse_int.h"

static Ex *parse_unary(Parse *p);

static Ex *new_ex(Parse *p, ExKind kind, u32 lo)
{
    Ex *e = arena_new(p->mem, Ex);
    e->kind = (u8)kind;
    e->at = span_from(p, lo);
    return e;
}

// Children are in place: note the height and refuse a tree too tall for the later passes'
// recursion.
static void height(Parse *p, Ex *e, const Ex *child)
{
    if (child && child->depth + 1 > e->depth)
        e->depth = (u16)(child->depth + 1);
    if (e->depth > MAX_HEIGHT) {
        if (!p->stopped)
            diag(p->d, &fuse_diag[E_TOO_COMPLEX], e->at);
        p->stopped = p->panic = true;
        p->at = p->n - 1;
        e->depth = 0;
        e->kind = EX_ERROR;
        e->a = e->b = NULL;
        e->nlist = e->narg = 0;
    }
}

static Ex *new_op(Parse *p, ExKind kind, Ex *a, Ex *b)
{
    Ex *e = new_ex(p, kind, a->at.lo);
    e->a = a;
    e->b = b;
    height(p, e, a);
    if (b && e->kind != EX_ERROR)
        height(p, e, b);
    return e;
}

Ex *parse_literal(Parse *p)
{
    Tok *t = &p->t[p->at];
    u32 lo = t->lo;
    tok_next(p);
    Ex *e = new_ex(p, EX_NULL, lo);
    switch (t->kind) {
    case TK_INT:
        e->kind = EX_INT;
        e->u.i = t->v.i;
        break;
    case TK_FLOAT:
        e->kind = EX_FLOAT;
        e->u.f = t->v.f;
        break;
    case TK_STRING:
        e->kind = EX_STR;
        e->u.s = *t->v.s;
        break;
    case TK_TRUE:
    case TK_FALSE:
        e->kind = EX_BOOL;
        e->u.i = t->kind == TK_TRUE;
        break;
    default:
        break;
    }
    return e;
}

static bool all_blank(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
            return false;
    return true;
}

static Ex *parse_seg(Parse *p, const Seg *g)
{
    Span at = {p->file, g->at, g->at + (u32)g->text.n};
    Ex *bad = arena_new(p->mem, Ex);
    bad->kind = EX_ERROR;
    bad->at = at;
    if (all_blank(g->text)) {
        diag(p->d, &fuse_diag[E_INTERP_EMPTY], at);
        return bad;
    }
    Parse q = {.mem = p->mem, .names = p->names, .d = p->d, .file = p->file, .depth = p->depth,
               .component = p->component, .ncomponent = p->ncomponent};
    size_t skip = 0; // leading blanks are not indentation here
    while (g->text.p[skip] == ' ' || g->text.p[skip] == '\t' || g->text.p[skip] == '\n' ||
           g->text.p[skip] == '\r')
        skip++;
    q.t = fuse_lex(p->mem, p->names, p->d, p->file, (Str){g->text.p + skip, g->text.n - skip},
                   g->at + (u32)skip, &q.n);
    Ex *e = fuse_parse_expr(&q);
    while (tok_kind(&q) == TK_NEWLINE)
        tok_next(&q);
    if (tok_kind(&q) != TK_EOF && !q.panic)
        diag(p->d, &fuse_diag[E_INTERP_REST], at);
    p->stopped |= q.stopped;
    return q.panic ? bad : e;
}

static Ex *parse_interp(Parse *p)
{
    Tok *t = &p->t[p->at];
    tok_next(p);
    Ex *e = new_ex(p, EX_INTERP, t->lo);
    e->list = arena_array(p->mem, Ex *, t->nseg + 1u);
    bool ok = parse_enter(p);
    for (u32 i = 0; ok && i < t->nseg; i++) {
        const Seg *g = &t->v.seg[i];
        Ex *part;
        if (g->expr) {
            part = parse_seg(p, g);
        } else {
            part = new_ex(p, EX_STR, t->lo);
            part->u.s = g->text;
        }
        e->list[e->nlist++] = part;
        height(p, e, part);
        if (e->kind == EX_ERROR)
            break;
    }
    p->depth--;
    return e;
}

static Ex *parse_list(Parse *p)
{
    u32 lo = p->t[p->at].lo;
    tok_next(p);
    VEC(Ex *) items = {0};
    while (tok_kind(p) != TK_RBRACK && !p->panic) {
        vec_push(p->mem, &items, fuse_parse_expr(p));
        if (!tok_eat(p, TK_COMMA))
            break;
    }
    parse_expect(p, TK_RBRACK);
    Ex *e = new_ex(p, EX_LIST, lo);
    e->list = items.v;
    e->nlist = items.n;
    for (u32 i = 0; i < e->nlist; i++)
        height(p, e, e->list[i]);
    return e;
}

static Ex *parse_map(Parse *p)
{
    u32 lo = p->t[p->at].lo;
    tok_next(p);
    VEC(Ex *) items = {0};
    while (tok_kind(p) != TK_RBRACE && !p->panic) {
        vec_push(p->mem, &items, fuse_parse_expr(p));
        parse_expect(p, TK_COLON);
        if (p->panic) {
            items.n--;
            break;
        }
        vec_push(p->mem, &items, fuse_parse_expr(p));
        if (!tok_eat(p, TK_COMMA))
            break;
    }
    parse_expect(p, TK_RBRACE);
    Ex *e = new_ex(p, EX_MAP, lo);
    e->list = items.v;
    e->nlist = items.n;
    for (u32 i = 0; i < e->nlist; i++)
        height(p, e, e->list[i]);
    return e;
}

static Ex *parse_primary(Parse *p)
{
    u32 lo = p->t[p->at].lo;
    Ex *e;
    switch (tok_kind(p)) {
    case TK_INT: case TK_FLOAT: case TK_STRING: case TK_TRUE: case TK_FALSE: case TK_NULL:
        return parse_literal(p);
    case TK_INTERP:
        return parse_interp(p);
    case TK_IDENT:
    case KW_body: {
        Ident id = parse_ident_or_soft(p);
        e = new_ex(p, EX_IDENT, lo);
        e->name = id;
        return e;
    }
    case KW_spawn: {
        tok_next(p);
        parse_expect(p, TK_COLON);
        Block *b = fuse_parse_block(p);
        e = new_ex(p, EX_SPAWN, lo);
        e->block = b;
        return e;
    }
    case TK_LPAREN:
        tok_next(p);
        e = fuse_parse_expr(p);
        parse_expect(p, TK_RPAREN);
        e->at = span_from(p, lo);
        return e;
    case TK_LBRACK:
        return parse_list(p);
    case TK_LBRACE:
        return parse_map(p);
    default:
        parse_error(p, E_EXPR, tok_text[tok_kind(p)]);
        return new_ex(p, EX_ERROR, lo);
    }
}

static bool named_next(const Parse *p)
{
    u16 k = tok_kind(p);
    return (k == TK_IDENT || (k >= KW_FIRST && k <= KW_LAST)) && tok_kind_n(p, 1) == TK_ASSIGN;
}

static Ident arg_name(Parse *p)
{
    u16 k = tok_kind(p);
    if (k == KW_interface || k == KW_impl)
        diag(p->d, &fuse_diag[E_RESERVED], tok_span(p, p->at), tok_text[k]);
    Ident id = {p->t[p->at].v.name, p->t[p->at].lo, p->t[p->at].hi};
    tok_next(p);
    return id;
}


static void parse_args(Parse *p, Ex *call)
{
    VEC(Arg) args = {0};
    u32 comma = ~0u;
    while (tok_kind(p) != TK_RPAREN && !p->panic) {
        u32 lo = p->t[p->at].lo;
        Arg a = {.comma = comma};
        if (named_next(p)) {
            a.name = arg_name(p);
            tok_next(p);
        }
        a.e = fuse_parse_expr(p);
        a.at = span_from(p, lo);
        vec_push(p->mem, &args, a);
        comma = p->t[p->at].lo;
        if (tok_eat(p, TK_COMMA))
            continue;
        comma = ~0u;
        if (!a.name.name || !named_next(p)) // named arguments may be separated by layout alone
            break;
    }
    parse_expect(p, TK_RPAREN);
    call->arg = args.v;
    call->narg = args.n;
    for (u32 i = 0; i < call->narg; i++)
        height(p, call, call->arg[i].e);
}

static bool is_component(const Parse *p, Name x)
{
    for (u32 i = 0; i < p->ncomponent; i++)
        if (p->component[i] == x)
            return true;
    return false;
}

static bool html_callee(const Parse *p, const Ex *e)
{
    return e->kind == EX_IDENT &&
           (html_is_tag(name_str(p->names, e->name.name)) || is_component(p, e->name.name));
}

static void check_attrs(Parse *p, const Ex *call)
{
    if (call->narg && !call->arg[0].name.name && call->arg[0].e->kind == EX_MAP)
        diag(p->d, &fuse_diag[E_HTML_MAP], call->arg[0].at);
    for (u32 i = 0; i < call->narg; i++)
        if (call->arg[i].name.name && call->arg[i].comma != ~0u)
            diag(p->d, &fuse_diag[E_HTML_COMMA],
                 (Span){p->file, call->arg[i].comma, call->arg[i].comma + 1});
}

// a.b.c as one dotted name; 0 when e is something else.
static Name dotted(Parse *p, const Ex *e)
{
    if (e->kind == EX_IDENT)
        return e->name.name;
    if (e->kind != EX_MEMBER)
        return 0;
    Name base = dotted(p, e->a);
    if (!base)
        return 0;
    Str a = name_str(p->names, base), b = name_str(p->names, e->name.name);
    return name_of(p->names, str_fmt(p->mem, "%.*s.%.*s", STR_ARG(a), STR_ARG(b)));
}

static Ex *parse_call(Parse *p, Ex *callee, TRef **targ, u32 ntarg)
{
    Ex *e = new_op(p, EX_CALL, callee, NULL);
    parse_expect(p, TK_LPAREN);
    if (!p->panic)
        parse_args(p, e);
    if (e->kind == EX_ERROR)
        return e;
    e->at = span_from(p, callee->at.lo);
    e->targ = targ;
    e->ntarg = ntarg;
    bool html = html_callee(p, callee);
    if (html) {
        check_attrs(p, e);
        return e;
    }
    bool named = false;
    for (u32 i = 0; i < e->narg; i++)
        named |= e->arg[i].name.name != 0;
    Name full = named && !ntarg ? dotted(p, callee) : 0;
    if (full) {
        e->kind = EX_STRUCT;
        e->name = (Ident){full, callee->at.lo, callee->at.hi};
    }
    return e;
}

// Is the '<' here the start of type arguments of a call, `<...>(`?
static bool type_args_next(const Parse *p)
{
    if (tok_kind(p) != TK_LT)
        return false;
    u32 i = 0, depth = 0;
    for (;; i++) {
        switch (tok_kind_n(p, i)) {
        case TK_LT:
            depth++;
            break;
        case TK_GT:
            if (--depth == 0)
                return tok_kind_n(p, i + 1) == TK_LPAREN;
            break;
        case TK_IDENT: case TK_DOT: case TK_COMMA: case TK_QUEST: case TK_BANG:
            break;
        default:
            return false;
        }
        if (i > 200)
            return false;
    }
}

static void type_args(Parse *p, TRef ***out, u32 *n)
{
    VEC(TRef *) args = {0};
    tok_next(p);
    while (tok_kind(p) != TK_GT && !p->panic) {
        vec_push(p->mem, &args, parse_type(p));
        if (!tok_eat(p, TK_COMMA))
            break;
    }
    parse_expect(p, TK_GT);
    *out = args.v;
    *n = args.n;
}

static bool starts_expr(u16 k)
{
    switch (k) {
    case TK_IDENT: case TK_INT: case TK_FLOAT: case TK_STRING: case TK_INTERP: case TK_TRUE:
    case TK_FALSE:
    case TK_NULL: case KW_spawn: case KW_await: case KW_box: case TK_LPAREN: case TK_LBRACK:
    case TK_LBRACE:
        return true;
    default:
        return false;
    }
}

// A chain may go on in the next line when that begins with a postfix operator.
static bool chain_next_line(const Parse *p)
{
    u32 n = 0;
    while (tok_kind_n(p, n) == TK_NEWLINE)
        n++;
    u16 k = tok_kind_n(p, n);
    return n > 0 && (k == TK_LPAREN || k == TK_DOT || k == TK_LBRACK || k == TK_QUEST ||
                     k == TK_QBANG);
}

static Ex *parse_member(Parse *p, Ex *base, ExKind kind)
{
    Ident id = parse_ident_or_soft(p);
    Ex *e = new_op(p, kind, base, NULL);
    e->name = id;
    return e;
}

static Ex *parse_index(Parse *p, Ex *base, ExKind kind)
{
    Ex *ix = fuse_parse_expr(p);
    parse_expect(p, TK_RBRACK);
    return new_op(p, kind, base, ix);
}

static Ex *parse_postfix(Parse *p)
{
    Ex *e = parse_primary(p);
    while (!p->panic) {
        if (tok_kind(p) == TK_NEWLINE) {
            if (!chain_next_line(p))
                break;
            while (tok_kind(p) == TK_NEWLINE)
                tok_next(p);
        }
        if (type_args_next(p)) {
            TRef **targ;
            u32 n;
            type_args(p, &targ, &n);
            e = parse_call(p, e, targ, n);
        } else if (tok_kind(p) == TK_LPAREN) {
            e = parse_call(p, e, NULL, 0);
        } else if (tok_eat(p, TK_DOT)) {
            e = parse_member(p, e, EX_MEMBER);
        } else if (tok_eat(p, TK_QUEST)) {
            if (tok_eat(p, TK_DOT))
                e = parse_member(p, e, EX_OPTMEMBER);
            else if (tok_eat(p, TK_LBRACK))
                e = parse_index(p, e, EX_OPTINDEX);
            else
                parse_error(p, E_AFTER_QUEST);
        } else if (tok_eat(p, TK_LBRACK)) {
            e = parse_index(p, e, EX_INDEX);
        } else if (tok_eat(p, TK_QBANG)) {
            Ex *err = starts_expr(tok_kind(p)) ? fuse_parse_expr(p) : NULL;
            e = new_op(p, EX_BANG, e, err);
        } else {
            break;
        }
    }
    return e;
}

static Ex *parse_unary(Parse *p)
{
    u32 lo = p->t[p->at].lo;
    u16 k = tok_kind(p);
    if (k != TK_MINUS && k != TK_BANG && k != KW_await && k != KW_box)
        return parse_postfix(p);
    tok_next(p);
    Ex *in = NULL;
    if (parse_enter(p))
        in = parse_unary(p);
    p->depth--;
    if (!in)
        return new_ex(p, EX_ERROR, lo);
    Ex *e = new_op(p, k == KW_await ? EX_AWAIT : k == KW_box ? EX_BOX : EX_UNARY, in, NULL);
    e->at = span_from(p, lo);
    e->op = k == TK_MINUS ? UO_NEG : UO_NOT;
    return e;
}

// Binding strength of a binary operator, 0 when it is none; higher binds tighter.
static int strength(u16 k, u8 *op)
{
    switch (k) {
    case KW_or: *op = BO_OR; return 1;
    case KW_and: *op = BO_AND; return 2;
    case TK_EQ: *op = BO_EQ; return 3;
    case TK_NE: *op = BO_NE; return 3;
    case TK_LT: *op = BO_LT; return 4;
    case TK_LE: *op = BO_LE; return 4;
    case TK_GT: *op = BO_GT; return 4;
    case TK_GE: *op = BO_GE; return 4;
    case TK_DOTDOT: *op = BO_RANGE; return 5;
    case TK_PLUS: *op = BO_ADD; return 6;
    case TK_MINUS: *op = BO_SUB; return 6;
    case TK_STAR: *op = BO_MUL; return 7;
    case TK_SLASH: *op = BO_DIV; return 7;
    case TK_PERCENT: *op = BO_MOD; return 7;
    default: return 0;
    }
}

static Ex *parse_binary(Parse *p, int min)
{
    Ex *e = parse_unary(p);
    u8 op = 0;
    int s;
    while (!p->panic && (s = strength(tok_kind(p), &op)) >= min) {
        tok_next(p);
        u8 this_op = op;
        Ex *r = parse_binary(p, s + 1);
        e = new_op(p, EX_BINARY, e, r);
        e->op = this_op;
    }
    return e;
}

Ex *fuse_parse_expr(Parse *p)
{
    u32 lo = p->t[p->at].lo;
    if (!parse_enter(p)) {
        p->depth--;
        return new_ex(p, EX_ERROR, lo);
    }
    Ex *e = parse_binary(p, 1);
    while (!p->panic && tok_eat(p, TK_COALESCE)) {
        Ex *r = parse_binary(p, 1);
        e = new_op(p, EX_COALESCE, e, r);
    }
    p->depth--;
    return e;
}

static void check_children(Parse *p, const Block *b)
{
    for (u32 i = 0; i < b->n; i++) {
        const St *s = b->st[i];
        if (s->kind == ST_IF)
            for (u32 k = 0; k < s->narm; k++)
                check_children(p, s->arm[k].body);
        else if (s->kind == ST_FOR)
            check_children(p, s->body);
        else if (s->kind != ST_EXPR)
            diag(p->d, &fuse_diag[E_HTML_CHILD], s->at);
    }
}

// `call: child` or `call:` NEWLINE block of children, where a statement's value stands.
Ex *parse_html_suffix(Parse *p, Ex *e)
{
    if (p->panic || tok_kind(p) != TK_COLON)
        return e;
    Span at = span_join(e->at, tok_span(p, p->at));
    tok_next(p);
    Block *b;
    if (tok_kind(p) == TK_NEWLINE) {
        b = fuse_parse_block(p);
    } else {
        bool ok = parse_enter(p);
        b = arena_new(p->mem, Block);
        if (ok) {
            St *s = arena_new(p->mem, St);
            s->kind = ST_EXPR;
            s->e = parse_html_suffix(p, fuse_parse_expr(p));
            s->at = s->e->at;
            b->st = arena_array(p->mem, St *, 1);
            b->st[b->n++] = s;
            b->at = s->at;
        }
        p->depth--;
    }
    check_children(p, b);
    // a component call with attributes, read as a struct literal
    if (e->kind == EX_STRUCT && e->a) {
        e->kind = EX_CALL;
        check_attrs(p, e);
    }
    if (e->kind != EX_CALL) {
        diag(p->d, &fuse_diag[E_HTML_BLOCK_CALL], at);
        return e;
    }
    bool named = e->narg > 0;
    for (u32 i = 0; i < e->narg; i++)
        named &= e->arg[i].name.name != 0;
    if (e->narg > 1 && !named)
        diag(p->d, &fuse_diag[E_HTML_BLOCK_ARGS], at);
    e->block = b;
    e->at = span_from(p, e->at.lo);
    return e;
}
