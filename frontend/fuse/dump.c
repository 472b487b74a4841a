// dump.c - the syntax tree as indented text, for tests
#include "frontend/fuse/fuse_int.h"

typedef struct Dump {
    const Names *names;
    Buf *out;
    int depth;
} Dump;

static void dump_ex(Dump *d, const Ex *e);
static void dump_block(Dump *d, const Block *b);

static void line(Dump *d, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void line(Dump *d, const char *fmt, ...)
{
    for (int i = 0; i < d->depth; i++)
        buf_str(d->out, "  ");
    va_list ap;
    va_start(ap, fmt);
    buf_vfmt(d->out, fmt, ap);
    va_end(ap);
    buf_byte(d->out, '\n');
}

#define NAME(d, x) STR_ARG(name_str((d)->names, (x)))

static void put_type(Dump *d, Buf *b, const TRef *t)
{
    if (!t)
        return;
    switch (t->kind) {
    case TR_OPT:
        put_type(d, b, t->arg[0]);
        buf_byte(b, '?');
        return;
    case TR_RESULT:
        put_type(d, b, t->arg[0]);
        buf_byte(b, '!');
        if (t->narg > 1)
            put_type(d, b, t->arg[1]);
        return;
    default:
        break;
    }
    buf_fmt(b, "%.*s", NAME(d, t->base.name));
    if (t->kind == TR_GENERIC) {
        buf_byte(b, '<');
        for (u32 i = 0; i < t->narg; i++) {
            buf_str(b, i ? ", " : "");
            put_type(d, b, t->arg[i]);
        }
        buf_byte(b, '>');
    } else if (t->kind == TR_REFINED) {
        buf_fmt(b, "(%u)", t->ncon);
    }
}

static const char *type_z(Dump *d, const TRef *t, Buf *tmp)
{
    tmp->n = 0;
    put_type(d, tmp, t);
    buf_byte(tmp, 0);
    return (const char *)tmp->p;
}

static void type_line(Dump *d, const char *what, Name name, const TRef *t)
{
    Buf tmp = {0};
    line(d, "%s %.*s: %s", what, NAME(d, name), type_z(d, t, &tmp));
    buf_free(&tmp);
}

static const char *const op_text[] = {"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=",
                                      "and", "or",
                                      "..", "-", "!"};

static void put_quoted(Dump *d, const char *what, Str s)
{
    Buf b = {0};
    json_quote(&b, s);
    buf_byte(&b, 0);
    line(d, "%s %s", what, (const char *)b.p);
    buf_free(&b);
}

static void dump_call(Dump *d, const Ex *e)
{
    Buf tmp = {0};
    if (e->kind == EX_STRUCT)
        line(d, "struct %.*s", NAME(d, e->name.name));
    else
        line(d, "call");
    d->depth++;
    if (e->kind == EX_CALL)
        dump_ex(d, e->a);
    for (u32 i = 0; i < e->ntarg; i++)
        line(d, "type %s", type_z(d, e->targ[i], &tmp));
    for (u32 i = 0; i < e->narg; i++) {
        if (e->arg[i].name.name)
            line(d, "%.*s =", NAME(d, e->arg[i].name.name));
        dump_ex(d, e->arg[i].e);
    }
    if (e->block)
        dump_block(d, e->block);
    d->depth--;
    buf_free(&tmp);
}

static void dump_kids(Dump *d, const Ex *e)
{
    d->depth++;
    if (e->a)
        dump_ex(d, e->a);
    if (e->b)
        dump_ex(d, e->b);
    for (u32 i = 0; i < e->nlist; i++)
        dump_ex(d, e->list[i]);
    if (e->block)
        dump_block(d, e->block);
    d->depth--;
}

static void dump_ex(Dump *d, const Ex *e)
{
    char num[32];
    switch ((ExKind)e->kind) {
    case EX_INT: line(d, "int %lld", (long long)e->u.i); break;
    case EX_FLOAT:
        num[flt_shortest(e->u.f, num)] = 0;
        line(d, "float %s", num);
        break;
    case EX_BOOL: line(d, "%s", e->u.i ? "true" : "false"); break;
    case EX_STR: put_quoted(d, "str", e->u.s); break;
    case EX_NULL: line(d, "null"); break;
    case EX_IDENT: line(d, "name %.*s", NAME(d, e->name.name)); break;
    case EX_INTERP: line(d, "interp"); break;
    case EX_UNARY: line(d, "unary %s", op_text[e->op]); break;
    case EX_BINARY: line(d, "binary %s", op_text[e->op]); break;
    case EX_CALL:
    case EX_STRUCT: dump_call(d, e); return;
    case EX_MEMBER: line(d, "member %.*s", NAME(d, e->name.name)); break;
    case EX_OPTMEMBER: line(d, "member? %.*s", NAME(d, e->name.name)); break;
    case EX_INDEX: line(d, "index"); break;
    case EX_OPTINDEX: line(d, "index?"); break;
    case EX_LIST: line(d, "list"); break;
    case EX_MAP: line(d, "map"); break;
    case EX_COALESCE: line(d, "coalesce"); break;
    case EX_BANG: line(d, "bang"); break;
    case EX_SPAWN: line(d, "spawn"); break;
    case EX_AWAIT: line(d, "await"); break;
    case EX_BOX: line(d, "box"); break;
    case EX_ERROR: line(d, "error"); break;
    }
    dump_kids(d, e);
}

static void dump_pat(Dump *d, const Pat *p)
{
    if (p->kind == PT_WILD)
        line(d, "pattern _");
    else if (p->kind == PT_LIT)
        line(d, "pattern literal");
    else
        line(d, "pattern %.*s%s", NAME(d, p->name.name), p->kind == PT_IDENT ? "" : "(...)");
    d->depth++;
    if (p->lit)
        dump_ex(d, p->lit);
    for (u32 i = 0; i < p->narg; i++) {
        if (p->field[i].name)
            line(d, "%.*s =", NAME(d, p->field[i].name));
        dump_pat(d, p->arg[i]);
    }
    d->depth--;
}

static const char *const st_text[] = {"let", "var", "assign", "return", "if", "match", "for",
                                      "while",
                                      "transaction", "break", "continue", "expr"};

static void dump_st(Dump *d, const St *s)
{
    if (s->kind == ST_LET || s->kind == ST_VAR)
        type_line(d, st_text[s->kind], s->name.name, s->ty);
    else
        line(d, "%s", st_text[s->kind]);
    d->depth++;
    if (s->pat)
        dump_pat(d, s->pat);
    if (s->e)
        dump_ex(d, s->e);
    if (s->e2)
        dump_ex(d, s->e2);
    for (u32 i = 0; i < s->narm; i++) {
        if (s->arm[i].pat)
            dump_pat(d, s->arm[i].pat);
        else
            line(d, s->arm[i].cond ? "when" : "else");
        if (s->arm[i].cond)
            dump_ex(d, s->arm[i].cond);
        dump_block(d, s->arm[i].body);
    }
    if (s->body)
        dump_block(d, s->body);
    d->depth--;
}

static void dump_block(Dump *d, const Block *b)
{
    line(d, "block");
    d->depth++;
    for (u32 i = 0; i < b->n; i++)
        dump_st(d, b->st[i]);
    d->depth--;
}

static void dump_fun(Dump *d, const Fun *f, const char *what)
{
    type_line(d, what, f->name.name, f->ret);
    d->depth++;
    for (u32 i = 0; i < f->ntparam; i++)
        line(d, "type parameter %.*s", NAME(d, f->tparam[i].name));
    for (u32 i = 0; i < f->nparam; i++) {
        type_line(d, "param", f->param[i].name.name, f->param[i].ty);
        if (f->param[i].def)
            dump_ex(d, f->param[i].def);
    }
    for (u32 i = 0; i < f->nwhere; i++)
        line(d, "where %.*s: %.*s", NAME(d, f->where[i].param.name),
             NAME(d, f->where[i].iface.name));
    if (f->body)
        dump_block(d, f->body);
    d->depth--;
}

static const char *const item_text[] = {"import", "type", "enum", "interface", "impl", "fn",
                                        "component",
                                        "service", "config", "app", "migration", "test"};

static void dump_item(Dump *d, const Item *it)
{
    if (it->kind == IT_FN || it->kind == IT_COMPONENT) {
        dump_fun(d, it->fun, item_text[it->kind]);
        return;
    }
    line(d, "%s %.*s", item_text[it->kind], NAME(d, it->name.name));
    d->depth++;
    if (it->doc.n)
        put_quoted(d, "doc", it->doc);
    if (it->base.name)
        line(d, "base %.*s", NAME(d, it->base.name));
    if (it->alias.name)
        line(d, "as %.*s", NAME(d, it->alias.name));
    for (u32 i = 0; i < it->nnames; i++)
        line(d, "item %.*s", NAME(d, it->names[i].name));
    if (it->path.n)
        put_quoted(d, it->kind == IT_IMPORT ? "from" : "at", it->path);
    for (u32 i = 0; i < it->nfield; i++) {
        type_line(d, "field", it->field[i].name.name, it->field[i].ty);
        if (it->field[i].def)
            dump_ex(d, it->field[i].def);
    }
    for (u32 i = 0; i < it->nvariant; i++)
        line(d, "variant %.*s/%u", NAME(d, it->variant[i].name.name), it->variant[i].narg);
    for (u32 i = 0; i < it->nfun; i++)
        dump_fun(d, &it->fun[i], "fn");
    for (u32 i = 0; i < it->nroute; i++) {
        put_quoted(d, tok_text[it->route[i].verb], it->route[i].path);
        dump_block(d, it->route[i].block);
    }
    if (it->body)
        dump_block(d, it->body);
    d->depth--;
}

static void ast_dump(Names *names, const Ast *ast, Buf *out)
{
    Dump d = {.names = names, .out = out};
    for (u32 i = 0; i < ast->nreq; i++)
        line(&d, "requires %u", ast->req[i].cap);
    for (u32 i = 0; i < ast->n; i++)
        dump_item(&d, ast->item[i]);
}

void fuse_dump(Arena *a, Sources *src, Diags *d, u32 file, Buf *out)
{
    Names names;
    fuse_names_init(&names, a);
    Ast ast;
    fuse_parse(a, &names, d, file, src->file.v[file].text, &ast);
    ast_dump(&names, &ast, out);
}
