// stmt.c - parse statements and function bodies
#include "frontend/c/tree_int.h"

static Stmt *stmt_new(Par *p, StmtKind k)
{
    Stmt *s = arena_new(p->mem, Stmt);
    s->kind = (u8)k;
    s->span = p->tok.span;
    return s;
}

static Stmt *parse_stmt(Par *p);

static Stmt *error_stmt(Par *p, Stmt *s)
{
    skip_to(p, true);
    s->kind = S_EMPTY;
    return s;
}

static void end_stmt(Par *p, u32 errors)
{
    want_end(p, "the statement", errors);
}

// truth: of if and loops, where = is likely to be meant as ==
static Node *condition(Par *p, bool truth)
{
    Span at = p->tok.span;
    bool open = want(p, '(');
    Node *e = parse_expr(p);
    if (!open)
        eat(p, ')');
    if (truth && warns(p, CW_ASSIGN_COND) && e->kind == N_ASSIGN && !(e->flags & NF_PAREN))
        say1(p, CW_ASSIGN_COND, e->span, e, 0);
    e = as_cond(p, e);
    if (open)
        want_close(p, at);
    return e;
}

// Does s end with an if that has an else, so that another else could be meant for it?
static bool ends_with_else(const Stmt *s)
{
    while (s) {
        const Stmt *last = s->s1;
        switch (s->kind) {
        case S_IF: return s->s2 != NULL;
        case S_WHILE: case S_FOR: case S_LABEL: case S_CASE: break;
        case S_BLOCK:
            if (!s->open)
                return false;
            while (last && last->next)
                last = last->next;
            break;
        default: return false;
        }
        s = last;
    }
    return false;
}

// A statement in its own scope, as the bodies of if and loops are, after `word` at `guard`.
static Stmt *body_stmt(Par *p, Span guard, const char *word)
{
    bool braces = at_id(p, '{');
    Span at = p->tok.span;
    Stmt ***sink = p->vla_sink;
    Stmt *b = stmt_new(p, S_BLOCK), **tail = &b->s1;
    scope_push(p);
    p->vla_sink = &tail;
    Stmt *s = parse_stmt(p);
    *tail = s;
    b->has_label = s->has_label;
    b->open = true;
    b->end = p->tok.span;
    scope_pop(p);
    p->vla_sink = sink;
    if (!braces && word && warns(p, CW_INDENT))
        check_indent(p, guard, at, word);
    return b;
}

// A chain of else if is read in a loop: it may be long.
static Stmt *parse_if(Par *p)
{
    Stmt *first = NULL, **at = &first;
    bool label = false;
    u32 depth = 0;
    for (;;) {
        Stmt *s = stmt_new(p, S_IF);
        *at = s;
        at = &s->s2;
        scope_push(p);
        depth++;
        next(p);
        s->e = condition(p, true);
        // with an else after it the empty body is on purpose
        if (at_id(p, ';') && !(peek(p)->kind == TK_KW && peek(p)->id == KW_else))
            check_empty_branch(p, "if");
        bool braces = at_id(p, '{');
        p->ifs += braces;
        s->s1 = body_stmt(p, s->span, "if");
        p->ifs -= braces;
        label |= s->s1->has_label;
        Span other = p->tok.span;
        if (!respell_else_if(p) && !eat(p, KW_else)) {
            if (ends_with_else(s->s1))
                say(p, CW_DANGLING_ELSE, s->span, 0);
            break;
        }
        if (!at_id(p, KW_if)) {
            check_empty_branch(p, "else");
            s->s2 = body_stmt(p, other, "else");
            label |= s->s2->has_label;
            break;
        }
    }
    for (Stmt *s = first; s && s->kind == S_IF; s = s->s2)
        s->has_label = label;
    while (depth--)
        scope_pop(p);
    return first;
}

static Stmt *loop_body(Par *p, Span guard, const char *word)
{
    Leave *brk = p->brk_leave, *cont = p->cont_leave;
    p->brk_leave = p->cont_leave = p->leave;
    p->loops++;
    p->breaks++;
    Stmt *b = body_stmt(p, guard, word);
    p->loops--;
    p->breaks--;
    p->brk_leave = brk;
    p->cont_leave = cont;
    return b;
}

static Stmt *parse_while(Par *p)
{
    Stmt *s = stmt_new(p, S_WHILE);
    scope_push(p);
    next(p);
    s->e = condition(p, true);
    check_empty_loop(p, s->span, "while");
    s->s1 = loop_body(p, s->span, "while");
    s->has_label = s->s1->has_label;
    scope_pop(p);
    return s;
}

static Stmt *parse_do(Par *p)
{
    Stmt *s = stmt_new(p, S_DO);
    next(p);
    s->s1 = loop_body(p, s->span, NULL);
    s->has_label = s->s1->has_label;
    if (!want(p, KW_while))
        return error_stmt(p, s);
    u32 errors = p->d->errors;
    scope_push(p);
    s->e = condition(p, true);
    scope_pop(p);
    end_stmt(p, errors);
    return s;
}

// Does a declaration begin with the token, whatever follows it?
static bool begins_decl(Par *p, const Tok *t)
{
    if (t->kind == TK_KW)
        switch (t->id) {
        case KW_typedef: case KW_extern: case KW_static: case KW_auto: case KW_register:
        case KW__Thread_local: case KW_inline: case KW__Noreturn: return true;
        default: break;
        }
    return starts_type(p, t);
}

static bool starts_decl(Par *p)
{
    if (p->tok.kind == TK_KW)
        return begins_decl(p, at_id(p, KW_extension) ? peek(p) : &p->tok);
    if (p->tok.kind != TK_IDENT)
        return false;
    if (starts_type(p, &p->tok)) {
        Tok *t = peek(p);
        return !(t->kind == TK_PUNCT && t->id == ':'); // a label
    }
    // "foo x": an unknown type name
    Tok *t = peek(p);
    return t->kind == TK_IDENT && !tok_ident(p, &p->tok)->decl;
}

static Stmt *parse_for(Par *p)
{
    Stmt *s = stmt_new(p, S_FOR);
    Stmt *outer = stmt_new(p, S_BLOCK), **tail = &outer->s1;
    Stmt ***sink = p->vla_sink;
    next(p);
    scope_push(p);
    p->vla_sink = &tail;
    outer->to = p->leave;
    Span open = p->tok.span;
    if (!want(p, '(')) {
        scope_pop(p);
        p->vla_sink = sink;
        return error_stmt(p, s);
    }
    u32 errors = p->d->errors;
    if (parse_static_assert(p)) {
        ;
    } else if (starts_decl(p)) {
        p->for_decl = true;
        parse_local_decl(p, &tail);
        p->for_decl = false;
    } else if (!eat(p, ';')) {
        Stmt *init = stmt_new(p, S_EXPR);
        init->e = decay(p, parse_expr(p));
        discard(p, init->e);
        *tail = init;
        tail = &init->next;
        end_for_part(p, errors);
    }
    bool cut = errors != p->d->errors && at_id(p, ')');
    errors = p->d->errors;
    if (!cut && !eat(p, ';')) {
        s->e = as_cond(p, parse_expr(p));
        if (warns(p, CW_ASSIGN_COND) && s->e->kind == N_ASSIGN && !(s->e->flags & NF_PAREN))
            say1(p, CW_ASSIGN_COND, s->e->span, s->e, 0);
        end_for_part(p, errors);
    }
    if (!at_id(p, ')')) {
        s->e2 = parse_expr(p);
        discard(p, s->e2);
    }
    want_close(p, open);
    check_empty_loop(p, s->span, "for");
    s->s1 = loop_body(p, s->span, "for");
    *tail = s;
    outer->has_label = s->has_label = s->s1->has_label;
    outer->open = true;
    outer->end = p->tok.span;
    outer->from = p->leave;
    p->leave = outer->to;
    scope_pop(p);
    p->vla_sink = sink;
    return outer;
}

static int case_cmp(const void *x, const void *y, void *ctx)
{
    Case *const *a = x, *const *b = y;
    bool u = *(bool *)ctx;
    if (u)
        return (u64)(*a)->lo < (u64)(*b)->lo ? -1 : (u64)(*a)->lo > (u64)(*b)->lo;
    return (*a)->lo < (*b)->lo ? -1 : (*a)->lo > (*b)->lo;
}

static void check_cases(Par *p, Stmt *s)
{
    VEC(Case *) v = {0};
    Case *dflt = NULL;
    for (Case *c = s->cases; c; c = c->next) {
        if (!c->is_default) {
            vec_push(p->mem, &v, c);
        } else if (dflt) {
            say(p, CE_TWO_DEFAULTS, c->span, 0);
            say(p, CN_PREVIOUS, dflt->span, 0);
        } else {
            dflt = c;
        }
    }
    bool u = ty_unsigned(p, s->e->ty);
    if (v.n)
        sort_stable(v.v, v.n, sizeof *v.v, case_cmp, &u);
    for (u32 i = 1; i < v.n; i++) {
        Case *a = v.v[i - 1], *b = v.v[i];
        if (u ? (u64)b->lo <= (u64)a->hi : b->lo <= a->hi) {
            say(p, CE_DUP_CASE, b->span, (long long)b->lo);
            say(p, CN_PREVIOUS, a->span, 0);
        }
    }
}

// Constants of an enum that no case is for, where there is no default (-Wswitch).
static void check_enum_cases(Par *p, const Stmt *s, const CType *t)
{
    Buf names = {0};
    u32 n = 0;
    for (Case *c = s->cases; c; c = c->next)
        if (c->is_default)
            return;
    for (u32 k = 0; k < t->rec->nenum; k++) {
        const Decl *d = t->rec->enumc[k];
        bool has = (d->at.flags & AT_DEPRECATED) != 0;
        for (Case *c = s->cases; c && !has; c = c->next)
            has = c->lo <= d->val && d->val <= c->hi;
        if (!has && ++n <= 3)
            buf_fmt(&names, "%s%.*s", n > 1 ? ", " : "", STR_ARG(d->name));
    }
    if (n > 3)
        buf_fmt(&names, " and %u more", n - 3);
    if (n)
        say(p, CW_SWITCH, s->span, zs(p, buf_take(&names, p->mem)));
    buf_free(&names);
}

static Stmt *parse_switch(Par *p)
{
    Stmt *s = stmt_new(p, S_SWITCH);
    next(p);
    scope_push(p);
    Node *e = condition(p, false);
    if (!is_err(e->ty) && (!is_int(e->ty) || is_wide(e->ty))) {
        say(p, CE_SWITCH_INT, e->span, ty_str(p, e->ty));
        e = mk_error(p, e->span);
    }
    const CType *listed = e->ty->kind == TY_ENUM ? e->ty : NULL;
    s->e = is_err(e->ty) ? e : promote(p, e);
    Stmt *sw = p->sw;
    Case *last = p->sw_last;
    Leave *brk = p->brk_leave;
    p->sw = s;
    p->sw_last = NULL;
    p->breaks++;
    s->to = p->brk_leave = p->leave;
    s->s1 = body_stmt(p, s->span, NULL);
    p->brk_leave = brk;
    p->breaks--;
    p->sw = sw;
    p->sw_last = last;
    if (!is_err(s->e->ty))
        check_cases(p, s);
    if (warns(p, CW_FALLS))
        check_falls_through(p, s);
    if (listed && warns(p, CW_SWITCH))
        check_enum_cases(p, s, listed);
    // labels inside count for the outside only when they are named: cases belong to this switch
    s->has_label = s->s1->has_label;
    scope_pop(p);
    return s;
}

// A jump may not enter the scope of a variable-length array (6.8.6.1p1).
static void check_enters(Par *p, const Leave *from, const Leave *to, Span at)
{
    for (; to; to = to->up) {
        const Leave *k = from;
        while (k && k != to)
            k = k->up;
        if (k)
            return;
        if (!to->d && !to->call) {
            say(p, CE_JUMP_STMTEXPR, at, 0);
            return;
        }
        if (!to->call) {
            say(p, CE_JUMP_VLA, at, zs(p, to->d->name));
            say(p, CN_DECLARED, to->d->span, zs(p, to->d->name));
            return;
        }
    }
}

static Stmt *parse_case(Par *p)
{
    Stmt *s = stmt_new(p, S_CASE);
    Case *c = arena_new(p->mem, Case);
    c->span = p->tok.span;
    c->is_default = at_id(p, KW_default);
    s->falls = warns(p, CW_FALLS) && says_falls(p);
    next(p);
    if (!p->sw)
        say(p, CE_CASE_OUTSIDE, s->span, c->is_default ? "default" : "case");
    else
        check_enters(p, p->sw->to, p->leave, s->span);
    if (!c->is_default) {
        CType *t = p->sw && !is_err(p->sw->e->ty) ? p->sw->e->ty : &p->basic[TY_LLONG];
        parse_const_int(p, &c->lo, NULL);
        c->lo = c->hi = int_wrap(p, t, c->lo);
        if (at_id(p, PU_ELLIPSIS)) {
            say_ext(p, CX_CASE_RANGE, p->tok.span, 0);
            next(p);
            parse_const_int(p, &c->hi, NULL);
            c->hi = int_wrap(p, t, c->hi);
            if (ty_unsigned(p, t) ? (u64)c->hi < (u64)c->lo : c->hi < c->lo) {
                say(p, CW_EMPTY_RANGE, c->span, 0);
                c->hi = c->lo;
            }
        }
    }
    if (p->sw) {
        if (p->sw_last)
            p->sw_last->next = c;
        else
            p->sw->cases = c;
        p->sw_last = c;
        p->sw->ncase++;
    }
    s->cases = c;
    s->has_label = true;
    if (!eat(p, ':') && !p->broken) {
        Span here = {p->last.file, p->last.hi, p->last.hi};
        say(p, CE_EXPECTED, here, ": after the label",
            p->tok.kind == TK_EOF ? "the end of the file" : zs(p, p->tok.text));
        fix_after(p, STR(":"));
    }
    return s;
}

// What follows a label. C23 allows a declaration or the end of the block: a null statement.
static Stmt *labelled(Par *p, Span label)
{
    if (!at_id(p, '}') && !starts_decl(p))
        return parse_stmt(p);
    say_before_c23(p, CX_LABEL_END, label, 0);
    return stmt_new(p, S_EMPTY);
}

// Labels in a row are read in a loop: there may be many.
static Stmt *parse_cases(Par *p)
{
    Stmt *first = parse_case(p), *last = first;
    while (at_id(p, KW_case) || at_id(p, KW_default)) {
        last->s1 = parse_case(p);
        last = last->s1;
    }
    last->s1 = labelled(p, last->span);
    return first;
}

static Stmt *parse_label(Par *p)
{
    Stmt *s = stmt_new(p, S_LABEL);
    Label *l = label_of(p, p->tok.text, p->tok.span);
    if (l->defined) {
        say(p, CE_DUP_LABEL, p->tok.span, zs(p, p->tok.text));
        say(p, CN_PREVIOUS, l->span, 0);
    }
    l->defined = true;
    l->span = p->tok.span;
    l->leave = p->leave;
    next(p);
    next(p);
    Attr at = {0};
    parse_attributes(p, &at);
    s->lab = l;
    s->has_label = true;
    s->s1 = labelled(p, s->span);
    return s;
}

static Stmt *parse_goto(Par *p)
{
    Stmt *s = stmt_new(p, S_GOTO);
    u32 errors = p->d->errors;
    next(p);
    if (eat(p, '*')) {
        s->kind = S_IGOTO;
        s->e = convert(p, parse_expr(p), ty_ptr(p, ty_qual(p, &p->basic[TY_VOID], Q_CONST)), "goto",
                       s->span);
    } else if (p->tok.kind == TK_IDENT) {
        s->lab = label_of(p, p->tok.text, p->tok.span);
        s->lab->used = true;
        s->from = p->leave;
        vec_push(p->mem, &p->body->gotos, s);
        next(p);
    } else {
        say(p, CE_EXPECTED, p->tok.span, "a label", zs(p, p->tok.text));
    }
    end_stmt(p, errors);
    return s;
}

static Stmt *parse_return(Par *p)
{
    Stmt *s = stmt_new(p, S_RETURN);
    CType *ret = p->body->fty->base;
    u32 errors = p->d->errors;
    s->from = p->leave;
    next(p);
    if (!at_id(p, ';')) {
        Node *e = parse_expr(p);
        if (is_void(ret)) {
            e = decay(p, e);
            if (!is_void(e->ty) && !is_err(e->ty))
                say(p, CW_RETURN_VALUE, s->span, zs(p, p->body->fn->name));
            else
                say_ext(p, CX_VOID_RETURN, s->span, zs(p, p->body->fn->name));
            s->e = e;
        } else {
            s->e = convert(p, e, ret, "return", s->span);
            Node *k = s->e;
            while (k->kind == N_CAST)
                k = k->a;
            if (warns(p, CW_RETURN_LOCAL) && is_ptr(ret) &&
                (k->kind == N_DECAY || k->kind == N_ADDR)) {
                Node *v = k->a;
                while (v->kind == N_MEMBER)
                    v = v->a;
                if (v->kind == N_VAR && !v->u.d->global && v->u.d->kind == D_VAR)
                    say(p, CW_RETURN_LOCAL, s->span, zs(p, v->u.d->name));
            }
        }
    } else if (!is_void(ret) && !is_err(ret)) {
        say(p, CW_RETURN_NONE, s->span, zs(p, p->body->fn->name));
    }
    end_stmt(p, errors);
    return s;
}

static Stmt *parse_jump(Par *p, StmtKind k)
{
    Stmt *s = stmt_new(p, k);
    u32 errors = p->d->errors;
    if (k == S_BREAK ? !p->breaks : !p->loops)
        say(p, CE_JUMP_OUTSIDE, p->tok.span, zs(p, p->tok.text));
    s->from = p->leave;
    s->to = k == S_BREAK ? p->brk_leave : p->cont_leave;
    next(p);
    end_stmt(p, errors);
    return s;
}

static Stmt *parse_expr_stmt(Par *p)
{
    Stmt *s = stmt_new(p, S_EXPR);
    u32 errors = p->d->errors;
    s->e = parse_expr(p);
    if (is_rec(s->e->ty))
        s->e = decay(p, s->e); // an incomplete one is no statement
    // the last one of a statement expression is its value: the next token tells
    if (at_id(p, ';') && !p->broken &&
        !(peek(p)->kind == TK_PUNCT && peek(p)->id == '}' && p->in_stmtexpr))
        discard(p, s->e);
    end_stmt(p, errors);
    return s;
}

static Stmt *asm_stmt(Par *p)
{
    Stmt *s = stmt_new(p, S_ASM);
    u32 errors = p->d->errors;
    s->assembly = parse_asm(p);
    if (!s->assembly)
        return error_stmt(p, s);
    end_stmt(p, errors);
    return s;
}

static Stmt *parse_stmt(Par *p)
{
    if (!deeper(p))
        return stmt_new(p, S_EMPTY);
    Stmt *s;
    respell(p, true);
    switch (p->tok.kind == TK_KW || p->tok.kind == TK_PUNCT ? p->tok.id : 0) {
    case '{': s = parse_block(p, true); break;
    case ';':
        s = stmt_new(p, S_EMPTY);
        s->falls = p->tok.flags & TF_FALLS || (warns(p, CW_FALLS) && says_falls(p));
        next(p);
        break;
    case KW_if: s = parse_if(p); break;
    case KW_while: s = parse_while(p); break;
    case KW_do: s = parse_do(p); break;
    case KW_for: s = parse_for(p); break;
    case KW_switch: s = parse_switch(p); break;
    case KW_case:
    case KW_default: s = parse_cases(p); break;
    case KW_goto: s = parse_goto(p); break;
    case KW_return: s = parse_return(p); break;
    case KW_break: s = parse_jump(p, S_BREAK); break;
    case KW_continue: s = parse_jump(p, S_CONTINUE); break;
    case KW_asm:
        s = asm_stmt(p);
        break;
    case KW_else:
        say(p, CE_ELSE, p->tok.span, 0);
        next(p);
        s = parse_stmt(p);
        break;
    case KW_attribute: { // [[fallthrough]] and the like
        Attr at = {0};
        parse_attributes(p, &at);
        s = parse_stmt(p);
        s->falls |= s->kind == S_EMPTY && at.flags & AT_FALLS;
        break;
    }
    default:
        if (p->tok.kind == TK_IDENT && peek(p)->kind == TK_PUNCT && peek(p)->id == ':')
            s = parse_label(p);
        else
            s = parse_expr_stmt(p);
        break;
    }
    p->depth--;
    return s;
}

// An attribute of a null statement; those of a declaration wait in p->lead.
static bool attribute_statement(Par *p, Stmt ***tail)
{
    if (!at_id(p, KW_attribute))
        return false;
    Attr at = {0};
    parse_attributes(p, &at);
    if (at_id(p, ';')) {
        Stmt *s = stmt_new(p, S_EMPTY);
        s->falls = (at.flags & AT_FALLS) != 0;
        **tail = s;
        *tail = &s->next;
        next(p);
        return true;
    }
    if (starts_decl(p)) {
        p->lead = arena_new(p->mem, Attr);
        *p->lead = at;
    }
    return false;
}

static void label_decl(Par *p)
{
    next(p); // __label__ a, b;
    while (p->tok.kind == TK_IDENT) {
        label_bind(p, p->tok.text, p->tok.span);
        next(p);
        if (!eat(p, ','))
            break;
    }
    want(p, ';');
}

Stmt *parse_block(Par *p, bool own_scope)
{
    Stmt *b = stmt_new(p, S_BLOCK), **tail = &b->s1;
    Stmt ***sink = p->vla_sink;
    bool in_expr = p->in_stmtexpr;
    b->to = p->leave;
    Span open = at_id(p, '{') ? p->tok.span : (Span){0};
    next(p);
    if (own_scope)
        scope_push(p);
    while (!at_id(p, '}') && p->tok.kind != TK_EOF && !(p->ifs && at_id(p, KW_else))) {
        p->vla_sink = &tail;
        u64 before = p->nread;
        respell(p, true);
        if (at_id(p, KW_label)) {
            label_decl(p);
        } else if (attribute_statement(p, &tail) || parse_static_assert(p)) {
            continue;
        } else if (starts_decl(p)) {
            parse_local_decl(p, &tail);
        } else {
            Stmt *s = parse_stmt(p);
            *tail = s;
            tail = &s->next;
            b->has_label |= s->has_label;
        }
        // after an error always move on
        if (p->d->errors && p->nread == before && !at_id(p, '}'))
            next(p);
    }
    b->from = p->leave;
    p->leave = b->to;
    b->end = p->tok.span;
    b->falls = warns(p, CW_FALLS) && at_id(p, '}') && says_falls(p);
    if (own_scope)
        scope_pop(p);
    p->in_stmtexpr = in_expr;
    if (!at_id(p, KW_else) || p->else_told != p->nread)
        want_match(p, '}', open);
    p->else_told = p->nread;
    p->vla_sink = sink;
    return b;
}

static void no_label(Par *p, const Label *l)
{
    say(p, CE_NO_LABEL, l->span, zs(p, l->name));
    suggest_label(p, l->name, l->span);
}

static void check_labels(Par *p, Body *b)
{
    for (Label *l = b->labels; l; l = l->next) {
        if (!l->defined)
            no_label(p, l);
        else if (!l->used && warns(p, CW_UNUSED_LABEL))
            say(p, CW_UNUSED_LABEL, l->span, zs(p, l->name));
        if (l->addr_taken)
            vec_push(p->mem, &b->taken, l);
        l->id->label = NULL;
    }
    for (u32 i = 0; i < b->gotos.n; i++)
        check_enters(p, b->gotos.v[i]->from, b->gotos.v[i]->lab->leave, b->gotos.v[i]->span);
}

static void queue_body(Par *p, Body *b)
{
    if (p->work_last)
        p->work_last->next = b;
    else
        p->work = b;
    p->work_last = b;
    b->fn->body = NULL;
}

// Static and inline functions wait until something refers to them.
static bool wanted_now(Par *p, const Decl *fn)
{
    (void)p;
    if ((fn->at.flags & AT_USED) || fn->sym)
        return true;
    if (fn->storage == SC_STATIC)
        return false;
    return !fn->is_inline || (fn->ext_inline && !fn->inline_only);
}

// A naked function has no frame: whatever the compiler would add could need one.
static void check_naked(Par *p, const Body *b)
{
    if (!(b->fn->at.flags & AT_NAKED))
        return;
    for (const Stmt *s = b->block->s1; s; s = s->next)
        if (s->kind != S_EMPTY && !(s->kind == S_ASM && s->assembly && asm_only_text(s->assembly)))
            say(p, CE_NAKED, s->span, zs(p, b->fn->name));
}

void parse_body(Par *p, Decl *fn, CType *fty)
{
    Body *b = arena_new(p->mem, Body);
    b->fn = fn;
    b->fty = fty;
    b->proto = p->proto;
    p->body = b;
    p->sw = NULL;
    p->loops = p->breaks = 0;
    p->body_broken = false;
    p->in_stmtexpr = false;
    p->leave = p->brk_leave = p->cont_leave = NULL;
    scope_push(p);
    for (u32 i = 0; i < fty->nparam; i++)
        if (fty->param[i].decl) {
            fty->param[i].decl->ty = fty->param[i].ty;
            fty->param[i].decl->set = true;
            check_shadow(p, fty->param[i].decl);
            decl_bind(p, fty->param[i].decl);
        }
    b->block = parse_block(p, false);
    scope_pop(p);
    check_labels(p, b);
    check_naked(p, b);
    check_falls_off(p, b);
    p->body = NULL;
    p->vla_sink = NULL;
    if (p->d->errors)
        return;
    b->mem = p->fnmem;
    p->fnmem = (Arena){0};
    fn->body = b;
    if (wanted_now(p, fn))
        queue_body(p, b);
    else
        p->mem = &p->fnmem;
}
