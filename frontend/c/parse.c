// parse.c - the parser's tokens and recovery, and the translation unit as a whole
#include "frontend/c/tree_int.h"

enum { MAX_DEPTH = 600 };

static void pragma_pack(Par *p, Str t)
{
    const char *s = t.p, *e = t.p + t.n;
    while (s < e && *s != '(')
        s++;
    u32 n = 0;
    bool push = false, pop = false, number = false;
    for (; s < e && *s != ')'; s++) {
        if (*s >= '0' && *s <= '9') {
            n = n * 10 + (u32)(*s - '0');
            number = true;
        }
        if (e - s >= 4 && !memcmp(s, "push", 4))
            push = true;
        if (e - s >= 3 && !memcmp(s, "pop", 3))
            pop = true;
        if (n > 1024)
            n = 0;
    }
    if (push && p->npack < COUNT(p->pack_stack))
        p->pack_stack[p->npack++] = p->pack;
    if (pop && p->npack)
        p->pack = p->pack_stack[--p->npack];
    if (number || (!push && !pop))
        p->pack = n && !(n & (n - 1)) && n <= 16 ? n : 0;
}

static Str pragma_word(const char **s, const char *e)
{
    while (*s < e && (**s == ' ' || **s == '\t'))
        ++*s;
    const char *from = *s;
    while (*s < e && **s != ' ' && **s != '\t' && **s != '=')
        ++*s;
    return (Str){from, (size_t)(*s - from)};
}

// "weak NAME" and "weak NAME = OTHER", before or after the declarations of the names.
static void pragma_weak(Par *p, Str t)
{
    const char *s = t.p + 4, *e = t.p + t.n;
    PragmaWeak w = {.name = pragma_word(&s, e)};
    while (s < e && (*s == ' ' || *s == '\t'))
        s++;
    if (s < e && *s == '=') {
        s++;
        w.of = pragma_word(&s, e);
    }
    if (w.name.n)
        vec_push(&p->sess, &p->weak, w);
}

static void pragma(Par *p, const Tok *t)
{
    Str s = t->text;
    while (s.n && (*s.p == '#' || *s.p == ' ' || *s.p == '\t')) {
        s.p++;
        s.n--;
    }
    if (str_starts(s, "pragma")) {
        s.p += 6;
        s.n -= 6;
    }
    while (s.n && (*s.p == ' ' || *s.p == '\t')) {
        s.p++;
        s.n--;
    }
    if (str_starts(s, "pack"))
        pragma_pack(p, s);
    else if (str_starts(s, "weak") && s.n > 4 && (s.p[4] == ' ' || s.p[4] == '\t'))
        pragma_weak(p, s);
    else
        warn_pragma(p->warn, s, t->span, p->nread + (t != &p->tok));
}

static NOINLINE void skip_pragmas(Par *p, Tok *t)
{
    do {
        pragma(p, t);
        pp_next(p->pp, t);
    } while (t->kind == TK_PRAGMA);
}

static void fetch_one(Par *p, Tok *t)
{
    if (p->has_held) {
        *t = p->held;
        p->has_held = false;
        return;
    }
    pp_next(p->pp, t);
    if (t->kind == TK_PRAGMA)
        skip_pragmas(p, t);
}

static bool is_punct(const Tok *t, u32 id)
{
    return t->kind == TK_PUNCT && t->id == id;
}

// At a '['. Attributes of C23 are passed over wherever they stand: "[[" begins nothing else.
static NOINLINE void skip_attributes(Par *p, Tok *t)
{
    for (; is_punct(t, '['); fetch_one(p, t)) {
        fetch_one(p, &p->held);
        if (!is_punct(&p->held, '[')) {
            p->has_held = true;
            return;
        }
        say_before_c23(p, CX_BRACKETS, t->span, 0);
        fetch_one(p, t);
        if (t->kind != TK_IDENT && t->kind != TK_KW && !is_punct(t, ']') && !is_punct(t, ','))
            say(p, CE_EXPECTED, t->span, "an attribute name after [[", zs(p, t->text));
        bool falls = str_eqz(t->text, "fallthrough");
        u32 depth = 2u - is_punct(t, ']') + (is_punct(t, '[') || is_punct(t, '('));
        while (depth && t->kind != TK_EOF) {
            fetch_one(p, t);
            falls |= str_eqz(t->text, "fallthrough");
            depth += is_punct(t, '[') || is_punct(t, '(');
            depth -= is_punct(t, ']') || is_punct(t, ')');
        }
        if (t->kind == TK_EOF)
            return;
        if (falls) {
            fetch_one(p, t);
            t->flags |= TF_FALLS;
            return;
        }
    }
}

static void fetch(Par *p, Tok *t)
{
    fetch_one(p, t);
    if (is_punct(t, '['))
        skip_attributes(p, t);
}

void next(Par *p)
{
    p->nread++;
    p->last = p->tok.span;
    p->last_text = p->tok.text;
    p->broken |= (p->tok.flags & TF_BROKEN) != 0;
    p->body_broken |= p->broken;
    if (p->has_ahead) {
        p->tok = p->ahead;
        p->has_ahead = false;
        return;
    }
    fetch(p, &p->tok);
}

Tok *peek(Par *p)
{
    if (!p->has_ahead) {
        fetch(p, &p->ahead);
        p->has_ahead = true;
    }
    return &p->ahead;
}

static const char *found(Par *p)
{
    return p->tok.kind == TK_EOF ? "the end of the file" : zs(p, p->tok.text);
}

// Where something is missing: at the next token, or behind the last one of the file.
static Span missing_at(Par *p)
{
    bool end = p->tok.kind == TK_EOF && p->last.file;
    return end ? (Span){p->last.file, p->last.hi, p->last.hi} : p->tok.span;
}

bool told_here(Par *p)
{
    bool told = p->told_at == p->nread;
    p->told_at = p->nread;
    return told;
}

bool want(Par *p, u32 id)
{
    if (eat(p, id))
        return true;
    char name[2] = {(char)id, 0};
    if (!p->broken && !told_here(p))
        say(p, CE_EXPECTED, missing_at(p), id < 256 ? name : "another token", found(p));
    return false;
}

bool want_match(Par *p, u32 id, Span open)
{
    if (eat(p, id))
        return true;
    char name[2] = {(char)id, 0}, first[2] = {id == ')' ? '(' : id == ']' ? '[' : '{', 0};
    // an open quote may have swallowed it
    if (p->broken || (p->body_broken && p->tok.kind == TK_EOF) || told_here(p))
        return false;
    say(p, CE_EXPECTED, missing_at(p), name, found(p));
    if (open.file)
        say(p, CN_MATCH, open, first);
    return false;
}

static bool same_line(Par *p, Span a, Span b)
{
    u32 x, y, col;
    if (a.file != b.file)
        return false;
    src_line_col(p->src, a.file, a.lo, &x, &col);
    src_line_col(p->src, b.file, b.lo, &y, &col);
    return x == y;
}

void fix_after(Par *p, Str text)
{
    Str all = p->src->file.v[p->last.file].text, t = p->last_text;
    Span at = {p->last.file, p->last.hi, p->last.hi};
    if (t.n && p->last.lo + t.n <= all.n && !memcmp(all.p + p->last.lo, t.p, t.n))
        diag_fix(p->d, at, text);
}

void want_end(Par *p, const char *what, u32 errors)
{
    if (eat(p, ';'))
        return;
    bool line = p->last.file && p->last.file == p->tok.span.file &&
                !same_line(p, p->last, p->tok.span);
    bool quiet = errors != p->d->errors || p->broken;
    p->broken = false;
    if (!quiet) {
        Span at = {p->last.file, p->last.hi, p->last.hi};
        char text[60];
        snprintf(text, sizeof text, "; after %s", what);
        say(p, CE_EXPECTED, line ? at : p->tok.span, text, found(p));
        if (line)
            fix_after(p, STR(";"));
    }
    if (quiet || !line)
        skip_to(p, p->body != NULL);
}

void want_close(Par *p, Span open)
{
    if (want_match(p, ')', open))
        return;
    while (!at_id(p, ')') && !at_id(p, ';') && !at_id(p, '{') && !at_id(p, '}') &&
           p->tok.kind != TK_EOF)
        next(p);
    eat(p, ')');
}

// To the next ';' (taken) or a brace at the same level; at file level, past a whole body.
void skip_to(Par *p, bool stmt)
{
    u32 depth = 0;
    while (p->tok.kind != TK_EOF) {
        if (at_id(p, '{')) {
            depth++;
        } else if (at_id(p, '}')) {
            if (depth == 0) {
                if (!stmt)
                    next(p);
                return;
            }
            if (--depth == 0) {
                next(p);
                eat(p, ';');
                return;
            }
        } else if (at_id(p, ';') && depth == 0) {
            next(p);
            return;
        }
        next(p);
    }
}

bool deeper(Par *p)
{
    if (++p->depth <= MAX_DEPTH)
        return true;
    if (p->depth == MAX_DEPTH + 1)
        say(p, CE_TOO_DEEP, p->tok.span, 0);
    while (p->tok.kind != TK_EOF) // nothing after this can be understood
        next(p);
    return false;
}

bool starts_type(Par *p, const Tok *t)
{
    if (t->kind == TK_IDENT) {
        Decl *d = tok_ident(p, t)->decl;
        return d && d->kind == D_TYPEDEF;
    }
    if (t->kind != TK_KW)
        return false;
    switch (t->id) {
    case KW_void: case KW__Bool: case KW_char: case KW_short: case KW_int: case KW_int128:
    case KW_long: case KW_float:
    case KW_double: case KW_signed: case KW_unsigned: case KW_const: case KW_volatile:
    case KW_restrict:
    case KW_struct: case KW_union: case KW_enum: case KW_typeof:
    case KW_typeof_unqual: case KW__Atomic: case KW__Complex:
    case KW_attribute: case KW_auto_type: case KW__Alignas: return true;
    default: return false;
    }
}

static void free_body(Body *b)
{
    Arena mem = b->mem;      // the body lies in it
    arena_free(&mem);
}

static void drain(Par *p)
{
    while (p->work) {
        Body *b = p->work;
        p->work = b->next;
        if (!p->work)
            p->work_last = NULL;
        double since = p->o->lowering ? clock_now() : 0;
        lower_body(p, b);
        if (p->o->lowering)
            *p->o->lowering += clock_now() - since;
        free_body(b);
    }
}

// Functions that nothing asked for, and after errors those that wait, still have their trees.
static void drop_bodies(Par *p)
{
    for (Body *b = p->work, *next; b; b = next) {
        next = b->next;
        free_body(b);
    }
    for (u32 k = 0; k < p->globals.n; k++)
        if (p->globals.v[k]->body) {
            free_body(p->globals.v[k]->body);
            p->globals.v[k]->body = NULL;
        }
}

static Par *par_new(Arena *a, Sources *src, Diags *d, const COptions *o)
{
    Par *p = arena_new(a, Par);
    p->out = a;
    p->src = src;
    p->d = d;
    p->o = o;
    p->dl = o->dl;
    p->mem = &p->fnmem;
    p->idents = imap_new(&p->sess);
    p->strings = map_new(&p->sess);
    p->scope = &p->file_scope;
    types_init(p);
    return p;
}

Mod *c_compile(Arena *a, Sources *src, Diags *d, u32 file, const COptions *o)
{
    Par *p = par_new(a, src, d, o);
    p->m = mod_new(a, o->dl, src->file.v[file].path);
    p->m->debug = o->debug;
    debug_open(p);
    p->warn = warns_new(a, d, o, &p->nread);
    p->pp = pp_new(src->mem, src, d, o);
    pp_file(p->pp, file);
    u32 first = d->list.n;
    bool stopped = d->stopped;  // another file has its own mistakes
    d->foreign = pp_foreign;
    d->foreign_ctx = p->pp;
    next(p);
    if (p->tok.kind == TK_EOF)
        say(p, CX_EMPTY_UNIT, p->tok.span, 0);
    while (parse_external(p)) {
        if (!d->errors)
            drain(p);
        arena_reset(&p->fnmem, (ArenaMark){0});
        p->mem = &p->fnmem;
        p->depth = 0;
    }
    finish_unit(p);
    if (!d->errors)
        drain(p);
    if (!d->errors)
        debug_unit_close(p);
    d->foreign = NULL;
    warns_done(p->warn);
    d->stopped = stopped;
    pp_notes(p->pp, first);
    pp_deps(p->pp);
    Mod *m = d->errors ? NULL : p->m;
    drop_bodies(p);
    pp_done(p->pp);
    arena_free(&p->fnmem);
    arena_free(&p->sess);
    return m;
}
