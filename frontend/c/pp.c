// pp.c - the preprocessor: directives, the stack of files, tokens for the parser
//
// pp_raw gives tokens with directives carried out; ppexpand.c expands macros in them; pp_next, at
// the end, makes them tokens of the language.
#include "frontend/c/pp_int.h"

/* ---- position ---- */

u32 pp_line_of(Pp *p, Span s)
{
    u32 line = 1, col;
    if (s.file)
        src_line_col(p->src, s.file, s.lo, &line, &col);
    for (Incl *i = p->top; i; i = i->up)
        if (i->file == s.file)
            return (u32)((i64)line + i->line_delta);
    return line;
}

void pp_special(Pp *p, const Tok *t)
{
    if (t->name == p->va_args)
        ppdiag(p, PPE_VA_ARGS, t->span, 0);
    if (t->name->poisoned)
        ppdiag(p, PPE_POISONED, t->span, tok_z(p, t));
}

/* ---- reading a directive's line ---- */

typedef struct Line {
    Tok *tok;
    u32 n;
} Line;

static Line read_line(Pp *p)
{
    VEC(Tok) v = {0};
    Tok t;
    for (lex_token(p, &p->top->lex, &t); t.kind != TK_NEWLINE && t.kind != TK_EOF;
         lex_token(p, &p->top->lex, &t)) {
        if (t.kind == TK_IDENT && t.name->poisoned)
            pp_special(p, &t);
        vec_push(p->mem, &v, t);
    }
    return (Line){v.v, v.n};
}

static void expect_end(Pp *p, const char *directive)
{
    Tok t;
    lex_token(p, &p->top->lex, &t);
    if (t.kind == TK_NEWLINE || t.kind == TK_EOF)
        return;
    ppdiag(p, PPE_EXTRA, t.span, directive);
    while (t.kind != TK_NEWLINE && t.kind != TK_EOF)
        lex_token(p, &p->top->lex, &t);
}

// The rest of the line as it is written, without the blanks around it.
static Str rest_of_line(Pp *p)
{
    Lexer *l = &p->top->lex;
    const char *from = l->at;
    lex_skip_line(l);
    const char *to = l->at;
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r'))
        to--;
    return (Str){from, (size_t)(to - from)};
}

/* ---- conditions ---- */

// The name after #ifdef, #undef and the like; false when there is none.
static bool macro_name(Pp *p, const char *directive, Tok *t)
{
    lex_token(p, &p->top->lex, t);
    if (t->kind == TK_IDENT) {
        if (t->name->special)
            pp_special(p, t);
        return true;
    }
    ppdiag(p, PPE_MACRO_NAME, t->span, directive);
    if (t->kind != TK_NEWLINE && t->kind != TK_EOF)
        read_line(p);
    return false;
}

// -1: there is no name
static int macro_line(Pp *p, const char *directive)
{
    Tok t;
    if (!macro_name(p, directive, &t))
        return -1;
    bool defined = name_defined(p, t.name);
    if (p->top->guard_state == 0 && !strcmp(directive, "ifndef") && p->top->cond.n == 0) {
        p->top->guard = t.name;
        p->top->guard_state = 1;
    }
    expect_end(p, directive);
    return defined;
}

static bool read_condition(Pp *p, Span at)
{
    Line l = read_line(p);
    return pp_condition(p, l.tok, l.n, at);
}

static bool else_condition(Pp *p, u8 d, Span at)
{
    bool yes = d == DIR_ELIF      ? read_condition(p, at)
               : d == DIR_ELIFDEF ? macro_line(p, "elifdef") == 1
                                  : macro_line(p, "elifndef") == 0;
    if (yes && d != DIR_ELIF && p->o->std != C_23)
        ppdiag(p, PPE_ELIFDEF, at, d == DIR_ELIFDEF ? "elifdef" : "elifndef");
    return yes;
}

static bool is_elif(u8 d)
{
    return d == DIR_ELIF || d == DIR_ELIFDEF || d == DIR_ELIFNDEF;
}

static void push_cond(Pp *p, bool taken, Span at)
{
    Cond c = {.taken = taken, .span = at};
    vec_push(p->mem, &p->top->cond, c);
}

static void do_endif(Pp *p, Span at)
{
    if (!p->top->cond.n) {
        ppdiag(p, PPE_ELSE, at, "endif");
        read_line(p);
        return;
    }
    p->top->cond.n--;
    expect_end(p, "endif");
    if (p->top->cond.n == 0 && p->top->guard_state == 1)
        p->top->guard_state = 2;
}

// Reads on to the #elif, #else or #endif that ends a skipped group, and carries it out. Text that
// is skipped must still lex, but nothing is reported.
static void skip_group(Pp *p)
{
    Incl *in = p->top;
    u32 depth = 0;
    in->lex.quiet = true;
    for (Tok t;;) {
        in->lex.in_directive = false;
        if (!lex_to_directive(p, &in->lex))
            break;
        lex_token(p, &in->lex, &t);  // '#'
        in->lex.in_directive = true;
        lex_token(p, &in->lex, &t);
        u8 d = t.kind == TK_IDENT ? t.name->directive : DIR_NONE;
        if (d == DIR_IF || d == DIR_IFDEF || d == DIR_IFNDEF)
            depth++;
        if (d == DIR_ENDIF && depth-- > 0)
            continue;
        if (depth != 0 && d != DIR_ENDIF)
            continue;
        if (d == DIR_ENDIF) {
            in->lex.quiet = false;
            do_endif(p, t.span);
            break;
        }
        Cond *c = &vec_last(&in->cond);
        if (d == DIR_ELSE || is_elif(d)) {
            in->lex.quiet = false;
            if (c->seen_else) {
                ppdiag(p, PPE_ELSE_AFTER, t.span, tok_z(p, &t));
                ppdiag(p, PPN_BEGAN, c->span, 0);
            }
            if (in->guard_state == 1 && in->cond.n == 1)
                in->guard_state = 3;  // an alternative: not a guard
            if (d == DIR_ELSE) {
                c->seen_else = true;
                expect_end(p, "else");
            }
            if (!c->taken && (d == DIR_ELSE || else_condition(p, d, t.span))) {
                vec_last(&in->cond).taken = true;
                break;
            }
            in->lex.quiet = true;
        }
    }
    in->lex.quiet = false;
    in->lex.in_directive = false;
}

static void begin_if(Pp *p, bool cond, Span at)
{
    push_cond(p, cond, at);
    if (!cond)
        skip_group(p);
}

static void do_else(Pp *p, u8 d, const char *name, Span at)
{
    if (!p->top->cond.n) {
        ppdiag(p, PPE_ELSE, at, name);
        read_line(p);
        return;
    }
    Cond *c = &vec_last(&p->top->cond);
    if (c->seen_else) {
        ppdiag(p, PPE_ELSE_AFTER, at, name);
        ppdiag(p, PPN_BEGAN, c->span, 0);
    }
    if (d != DIR_ELSE && d != DIR_ELIF && p->o->std != C_23)
        ppdiag(p, PPE_ELIFDEF, at, name);
    if (d == DIR_ELSE) {
        c->seen_else = true;
        expect_end(p, name);
    } else {
        read_line(p);       // the condition of a group that is not reached is not evaluated
    }
    if (p->top->guard_state == 1 && p->top->cond.n == 1)
        p->top->guard_state = 3;  // an alternative: not a guard
    skip_group(p);
}

/* ---- the other directives ---- */

static void do_undef(Pp *p)
{
    Tok t;
    if (!macro_name(p, "undef", &t))
        return;
    if (t.name == p->defined) {
        ppdiag(p, PPE_PREDEFINED, t.span, t.name->text.p);
    } else {
        if (t.name->macro && (t.name->macro->kind != MK_NORMAL || t.name == p->stdc))
            ppdiag(p, PPW_PREDEFINED, t.span, t.name->text.p, "undefined");
        macro_unused(p, t.name->macro, t.name);
        t.name->macro = NULL;
    }
    pp_told(p, t.name, t.span);
    expect_end(p, "undef");
}

// The line after the one at `at` is called `line`, and its file `name`, if it has one.
static void set_line(Pp *p, Span at, i64 line, Str name, bool system)
{
    u32 now, col;
    src_line_col(p->src, at.file, at.lo, &now, &col);
    p->top->line_delta = line - (i64)now - 1;
    if (name.n)
        p->top->line_name = name;
    SrcMark m = {at.lo, p->top->line_delta, p->top->line_name, system};
    src_mark(p->src, at.file, m);
}

static void do_line(Pp *p, Span at)
{
    Line l = read_line(p);
    u32 n;
    Tok *t = expand_list(p, l.tok, l.n, &n), num;
    Str name = {0};
    bool ok = n >= 1 && t[0].kind == TK_PPNUM && n <= 2;
    for (size_t k = 0; ok && k < t[0].text.n; k++)
        ok = t[0].text.p[k] >= '0' && t[0].text.p[k] <= '9';
    if (ok && n == 2) {
        ok = t[1].kind == TK_STR && t[1].enc == ENC_NONE;
        if (ok) {
            lit_string(p, &t[1], 1, &num);
            name = num.s;
        }
    }
    if (!ok) {
        ppdiag(p, PPE_LINE, at, 0);
        return;
    }
    i64 line = strtoll(tok_z(p, &t[0]), NULL, 10);
    if (line == 0 || line > (p->c90 ? 32767 : 2147483647))
        ppdiag(p, PPE_LINE_RANGE, at, 0);
    set_line(p, at, line, name, p->src->file.v[p->top->file].system);
}

// # 12 "file" 3: of a preprocessed text; 3 says that it came out of a system header.
static void line_marker(Pp *p, const Tok *number)
{
    Line l = read_line(p);
    Tok name = {.kind = TK_EOF};
    bool system = false;
    if (l.n && l.tok[0].kind == TK_STR && !(l.tok[0].flags & TF_BROKEN))
        lit_string(p, &l.tok[0], 1, &name);
    for (u32 k = 1; k < l.n; k++)
        system |= str_eqz(l.tok[k].text, "3");
    if (name.kind != TK_STR || number->text.n > 9)
        return;
    set_line(p, number->span, strtoll(tok_z(p, number), NULL, 10), name.s, system);
}

static void do_error(Pp *p, u8 d, Span at)
{
    Str text = rest_of_line(p);
    ppdiag(p, d == DIR_ERROR ? PPE_ERROR : PPW_WARNING, at, str_z(p->mem, text));
}

static bool do_pragma(Pp *p, Tok *out, Span at)
{
    *out = (Tok){.kind = TK_PRAGMA, .bol = 1, .span = at, .text = rest_of_line(p)};
    return !pp_pragma(p, out->text, at);
}

// #warning, #import and the like are not ISO C.
static void extension(Pp *p, u8 d, const Tok *t)
{
    if (d == DIR_IMPORT)
        ppdiag(p, PPW_DEPRECATED, t->span, tok_z(p, t));
    else if (d != DIR_WARNING || p->o->std != C_23)
        ppdiag(p, PPE_EXTENSION, t->span, tok_z(p, t));
}

// The directive that an unknown one is meant to be, which then is carried out: messages about what
// depends on it would mislead. In assembly it may be a comment.
static u8 respelt(Pp *p, const Tok *t)
{
    static const char *const name[] = {
        "define", "elif", "else", "endif", "error", "if", "ifdef", "ifndef", "include", "line",
        "pragma", "undef"};
    Near n = near_new(t->text, t->text.n < 3 ? 0 : t->text.n < 7 ? 1 : 2);
    if (t->kind != TK_IDENT || t->name->directive || p->o->assembly)
        return DIR_NONE;
    for (u32 k = 0; k < COUNT(name); k++)
        near_try(&n, str_of(name[k]));
    if (!n.best.n)
        return DIR_NONE;
    ppdiag(p, PPE_DIRECTIVE, t->span, tok_z(p, t));
    diag_help(p->d, "did you mean #%.*s?", STR_ARG(n.best));
    diag_fix(p->d, t->span, n.best);
    return pp_name(p, n.best.p, n.best.n)->directive;
}

// Carries out the directive after a '#' that begins a line. True when it gives a token (#pragma).
static bool directive(Pp *p, Tok *out)
{
    Lexer *l = &p->top->lex;
    Tok t;
    l->in_directive = true;
    lex_token(p, l, &t);
    bool gives = false;
    u8 d = t.kind == TK_IDENT && t.name->directive ? t.name->directive : respelt(p, &t);
    if (p->top->guard_state == 0 && d != DIR_IFNDEF && t.kind != TK_NEWLINE)
        p->top->guard_state = 3;
    if (p->top->guard_state == 2 && t.kind != TK_NEWLINE)
        p->top->guard_state = 3;
    if (d >= DIR_EXTENSIONS)
        extension(p, d, &t);
    switch (d) {
    case DIR_IF: begin_if(p, read_condition(p, t.span), t.span); break;
    case DIR_IFDEF: begin_if(p, macro_line(p, "ifdef") == 1, t.span); break;
    case DIR_IFNDEF: begin_if(p, macro_line(p, "ifndef") == 0, t.span); break;
    case DIR_ELIF: case DIR_ELIFDEF: case DIR_ELIFNDEF: case DIR_ELSE:
        do_else(p, d, tok_z(p, &t), t.span);
        break;
    case DIR_ENDIF: do_endif(p, t.span); break;
    case DIR_DEFINE: macro_define(p, l); break;
    case DIR_UNDEF: do_undef(p); break;
    case DIR_INCLUDE: case DIR_INCLUDE_NEXT: case DIR_IMPORT: {
        l->in_directive = true;
        Line line = read_line(p);
        l->in_directive = false;
        pp_told_include(p, &t, line.tok, line.n);
        pp_include(p, line.tok, line.n, t.span, d);
        break;
    }
    case DIR_LINE: do_line(p, t.span); break;
    case DIR_ERROR: case DIR_WARNING: do_error(p, d, t.span); break;
    case DIR_PRAGMA: gives = do_pragma(p, out, t.span); break;
    case DIR_IDENT: case DIR_SCCS: rest_of_line(p); break;
    default:
        if (t.kind != TK_NEWLINE && t.kind != TK_EOF) {
            // in assembly it may be a comment
            if (t.kind != TK_PPNUM && !p->o->assembly)
                ppdiag(p, PPE_DIRECTIVE, t.span, tok_z(p, &t));
            if (t.kind == TK_PPNUM && !p->o->assembly)
                line_marker(p, &t);
            else
                read_line(p);
        }
    }
    l->in_directive = false;
    return gives;
}

/* ---- files ---- */

static void leave_file(Pp *p)
{
    Incl *in = p->top;
    for (u32 k = 0; k < in->cond.n; k++)
        ppdiag(p, PPE_ENDIF, in->cond.v[k].span, "if");
    FileInfo *f = in->file ? map_getp(&p->file, p->src->file.v[in->file].path) : NULL;
    if (f && in->guard_state == 2)
        f->guard = in->guard;
    if (in->file == p->main_file && p->warn && warn_given(p->warn, PPW_UNUSED_MACRO))
        macros_unused(p);
    p->top = in->up;
    p->depth--;
}

// An identifier whose macro is busy is never expanded again, wherever it goes.
static void paint(Tok *t)
{
    if (t->kind == TK_IDENT && t->name->macro && t->name->macro->busy)
        t->flags |= TF_NOEXPAND;
}

// t is the first token of a line, or the end of a file. Carries out directives and goes back to the
// files that included; true when t then is the end of all, or what a directive gave.
static NOINLINE bool line_start(Pp *p, Tok *t)
{
    for (;; lex_token(p, &p->top->lex, t)) {
        if (t->kind == TK_EOF) {
            Span at = t->span;
            leave_file(p);
            if (!p->top) {
                t->span = at;
                return true;
            }
        } else if (t->bol && t->kind == TK_PUNCT && t->id == '#') {
            if (directive(p, t))
                return true;
        } else {
            return false;
        }
    }
}

// While tokens come from a file, no macro is busy.
void pp_raw(Pp *p, Tok *t)
{
    if (p->ctx.n && ctx_read(p, t)) {
        paint(t);
        return;
    }
    if (!p->top) {
        *t = (Tok){.kind = TK_EOF, .bol = 1, .text = {"", 0}};
        return;
    }
    lex_token(p, &p->top->lex, t);
    if ((t->bol || t->kind == TK_EOF) && line_start(p, t))
        return;
    if (p->top->guard_state != 1)
        p->top->guard_state = 3;
    if (t->kind == TK_IDENT && t->name->special)
        pp_special(p, t);
}

/* ---- start ---- */

// What the standard itself defines, which stays with -undef.
static void predefine_standard(const Pp *p, Buf *b)
{
    static const char *const version[] = {
        [C_90] = "199409L", [C_99] = "199901L", [C_11] = "201112L",
        [C_17] = "201710L", [C_23] = "202311L"};
    buf_str(b, "#define __STDC__ 1\n#define __STDC_UTF_16__ 1\n#define __STDC_UTF_32__ 1\n"
               "#define __STDC_NO_THREADS__ 1\n");
    if (p->o->std != C_90 || p->o->amended)
        buf_fmt(b, "#define __STDC_VERSION__ %s\n", version[p->o->std]);
    if (p->o->strict)
        buf_str(b, "#define __STRICT_ANSI__ 1\n");
    buf_fmt(b, "#define __STDC_HOSTED__ %d\n", !p->o->freestanding);
}

static void predefine(Pp *p, Buf *b)
{
    const DataLayout *dl = p->o->dl;
    bool lp64 = dl->long_size == 8;
    static const char *const fixed =
        "#define __fuse__ 1\n#define __CHAR_BIT__ 8\n#define __ORDER_LITTLE_ENDIAN__ 1234\n"
        "#define __ORDER_BIG_ENDIAN__ 4321\n#define __BYTE_ORDER__ 1234\n#define "
        "__FLOAT_WORD_ORDER__ 1234\n"
        "#define __SCHAR_MAX__ 127\n#define __SHRT_MAX__ 32767\n#define __INT_MAX__ 2147483647\n"
        "#define __LONG_LONG_MAX__ 9223372036854775807LL\n#define __SIZEOF_SHORT__ 2\n#define "
        "__SIZEOF_INT__ 4\n"
        "#define __SIZEOF_LONG_LONG__ 8\n#define __SIZEOF_FLOAT__ 4\n#define __SIZEOF_DOUBLE__ 8\n"
        "#define __FLT_MANT_DIG__ 24\n"
        "#define __INT8_TYPE__ signed char\n#define __INT16_TYPE__ short\n#define __INT32_TYPE__ "
        "int\n"
        "#define __UINT8_TYPE__ unsigned char\n#define __UINT16_TYPE__ unsigned short\n"
        "#define __UINT32_TYPE__ unsigned int\n#define __CHAR16_TYPE__ unsigned short\n"
        "#define __CHAR32_TYPE__ unsigned int\n#define __ATOMIC_RELAXED 0\n#define "
        "__ATOMIC_CONSUME 1\n"
        "#define __ATOMIC_ACQUIRE 2\n#define __ATOMIC_RELEASE 3\n#define __ATOMIC_ACQ_REL 4\n"
        "#define __ATOMIC_SEQ_CST 5\n";
    buf_str(b, fixed);
    const char *l = lp64 ? "long" : "long long", *w = dl->ptr_size == 8 ? l : "int";
    buf_fmt(b, "#define __INT64_TYPE__ %s int\n#define __UINT64_TYPE__ %s unsigned int\n", l, l);
    buf_fmt(b, "#define __INTMAX_TYPE__ %s int\n#define __UINTMAX_TYPE__ %s unsigned int\n", l, l);
    buf_fmt(b, "#define __SIZE_TYPE__ %s unsigned\n#define __PTRDIFF_TYPE__ %s\n", w, w);
    buf_fmt(b, "#define __INTPTR_TYPE__ %s\n#define __UINTPTR_TYPE__ %s unsigned\n", w, w);
    const char *wc = dl->wchar_size == 4 ? "int" : "short";
    buf_fmt(b, "#define __WCHAR_TYPE__ %s%s\n",
            dl->wchar_signed ? "" : "unsigned ", wc);
    buf_fmt(b, "#define __WCHAR_MAX__ %s\n#define __WCHAR_MIN__ %s\n",
            dl->wchar_size == 4 ? dl->wchar_signed ? "2147483647" : "4294967295U" : "65535",
            dl->wchar_signed ? "(-2147483647 - 1)" : "0");
    buf_fmt(b, "#define __LONG_MAX__ %s\n", lp64 ? "9223372036854775807L" : "2147483647L");
    buf_fmt(
        b,
        "#define __SIZEOF_LONG__ %d\n#define __SIZEOF_POINTER__ %d\n#define __SIZEOF_SIZE_T__ %d\n"
        "#define __SIZEOF_PTRDIFF_T__ %d\n#define __SIZEOF_WCHAR_T__ %d\n#define "
        "__BIGGEST_ALIGNMENT__ %d\n#define __SIZEOF_LONG_DOUBLE__ %d\n",
        dl->long_size, dl->ptr_size, dl->ptr_size, dl->ptr_size, dl->wchar_size, dl->max_align,
        type_is_wide((Type)dl->ldouble) ? 16 : 8);
    if (!dl->char_signed)
        buf_str(b, "#define __CHAR_UNSIGNED__ 1\n");
    if (dl->ptr_size == 8)
        buf_str(b, "#define __SIZEOF_INT128__ 16\n");
    if (lp64 && dl->ptr_size == 8)
        buf_str(b, "#define __LP64__ 1\n#define _LP64 1\n");
    if (p->o->opt)
        buf_str(b, "#define __OPTIMIZE__ 1\n");
    predefine_gnu(p, b);
}

static void put_defines(Buf *b, const CDefine *d, u32 n)
{
    for (u32 k = 0; k < n; k++)
        if (d[k].undef)
            buf_fmt(b, "#undef %.*s\n", STR_ARG(d[k].name));
        else
            buf_fmt(b, "#define %.*s %.*s\n", STR_ARG(d[k].name), STR_ARG(d[k].body));
}

static void computed_macro(Pp *p, const char *name, MacroKind kind)
{
    Macro *m = arena_new(p->mem, Macro);
    m->kind = (u8)kind;
    pp_name(p, name, strlen(name))->macro = m;
}

static void computed_macros(Pp *p)
{
    computed_macro(p, "__FILE__", MK_FILE);
    computed_macro(p, "__LINE__", MK_LINE);
    computed_macro(p, "__COUNTER__", MK_COUNTER);
    computed_macro(p, "__DATE__", MK_DATE);
    computed_macro(p, "__TIME__", MK_TIME);
    computed_macro(p, "__TIMESTAMP__", MK_TIMESTAMP);
    computed_macro(p, "__INCLUDE_LEVEL__", MK_LEVEL);
    computed_macro(p, "__BASE_FILE__", MK_BASE_FILE);
}

Pp *pp_new(Arena *a, Sources *src, Diags *d, const COptions *o)
{
    Pp *p = arena_new(a, Pp);
    p->mem = a;
    p->src = src;
    p->d = d;
    p->o = o;
    p->warn = warns_of(d);
    p->c90 = o->std == C_90;
    p->trigraphs = o->trigraphs || (o->strict && o->std != C_23);
    p->file = map_new(a);
    arena_room(&p->toks, 64 << 10);
    p->toks_none = arena_mark(&p->toks);
    names_init(p);
    if (!o->preprocessed)
        computed_macros(p);
    return p;
}

void pp_done(Pp *p)
{
    arena_free(&p->toks);
}

// -include and -imacros search as if the main file's first line asked, but in the working folder.
static void put_includes(Buf *b, const Str *path, u32 n)
{
    for (u32 k = 0; k < n; k++)
        buf_fmt(b, "#include \"%.*s\"\n", STR_ARG(path[k]));
}

static void enter_text(Pp *p, Str name, Buf *b)
{
    Str text = buf_take(b, p->mem);
    incl_enter(p, file_info(p, name, text, sources_add(p->src, name, text)), -1);
}

// A header of the system's C library says what of the standard it adds (__STDC_ISO_10646__): as
// gcc does, it is read first by programs that run on such a system, where there is one.
static void put_system_predefs(Pp *p, Buf *b)
{
    if (p->o->hosted_header && include_exists(p, STR("stdc-predef.h"), true, false))
        buf_str(b, "#include <stdc-predef.h>\n");
}

static void put_all_macros(Pp *p, Buf *b)
{
    predefine_standard(p, b);
    if (!p->o->undef)
        predefine(p, b);
    if (!p->o->undef)
        put_defines(b, p->o->predef, p->o->npredef);
    put_defines(b, p->o->define, p->o->ndefine);
    put_system_predefs(p, b);
    put_includes(b, p->o->imacros, p->o->nimacros);
}

void pp_file(Pp *p, u32 file)
{
    Str path = p->src->file.v[file].path;
    Buf b = {0};
    p->main_path = path;
    p->main_file = file;
    vec_push(p->mem, &p->dep, ((CDep){path, false}));
    if (!p->o->preprocessed)
        put_all_macros(p, &b);
    if (p->o->nimacros && !p->o->preprocessed) {
        Tok t;
        enter_text(p, STR("<command line>"), &b);
        do
            pp_raw(p, &t);
        while (t.kind != TK_EOF);
    }
    incl_enter(p, file_info(p, path, p->src->file.v[file].text, file), -1);
    if (p->o->preprocessed)
        return;
    put_includes(&b, p->o->include, p->o->ninclude);
    enter_text(p, p->o->nimacros ? STR("<includes>") : STR("<command line>"), &b);
}

void pp_deps(const Pp *p)
{
    for (u32 k = 0; p->o->deps && k < p->dep.n; k++)
        vec_push(p->o->deps_mem, &p->o->deps->list, p->dep.v[k]);
}

/* ---- tokens for the parser ---- */

// Of a text without its closing quote, which came out of a macro.
static NOINLINE void tell_untold(Pp *p, const Tok *t)
{
    ppdiag(p, PPE_QUOTE, t->span, t->kind == TK_STR ? "\"" : "'");
}

static void next_expanded(Pp *p, Tok *t)
{
    if (p->has_pending) {
        *t = p->pending;
        p->has_pending = false;
        return;
    }
    pp_expanded(p, t);
}

static void join_strings(Pp *p, Tok *t)
{
    Tok parts[16];
    VEC(Tok) more = {0};
    u32 n = 0;
    parts[n++] = *t;
    Tok x;
    for (pp_expanded(p, &x); x.kind == TK_STR; pp_expanded(p, &x)) {
        if (x.flags & TF_UNTOLD)
            tell_untold(p, &x);
        if (n < COUNT(parts)) {
            parts[n++] = x;
            continue;
        }
        if (!more.n)
            for (u32 k = 0; k < n; k++)
                vec_push(p->mem, &more, parts[k]);
        vec_push(p->mem, &more, x);
    }
    p->pending = x;
    p->has_pending = true;
    lit_string(p, more.n ? more.v : parts, more.n ? more.n : n, t);
}

// A quote of a word processor, which has been reported.
static bool opens_text(const Tok *t)
{
    return str_eqz(t->text, "\xe2\x80\x9c") || str_eqz(t->text, "\xe2\x80\x9d") ||
           str_eqz(t->text, "\xe2\x80\x98") || str_eqz(t->text, "\xe2\x80\x99");
}

// Text up to the next such quote of the line is taken for a string, or a character.
static void quoted_text(Pp *p, Tok *t)
{
    Tok x;
    bool text = (u8)t->text.p[2] >= 0x9c;
    diag_help(p->d, "write %s", text ? "\"" : "'");
    diag_fix(p->d, t->span, text ? STR("\"") : STR("'"));
    do
        next_expanded(p, &x);
    while (!x.bol && x.kind != TK_EOF && !opens_text(&x));
    if (x.bol || x.kind == TK_EOF) {
        p->pending = x;
        p->has_pending = true;
    }
    *t = (Tok){.kind = text ? TK_STR : TK_INT, .flags = TF_BROKEN, .span = t->span,
               .text = STR("\"\"")};
}

void pp_next(Pp *p, Tok *t)
{
    for (;;) {
        next_expanded(p, t);
        switch (t->kind) {
        case TK_IDENT:
            if (t->name->kw) {
                t->kind = TK_KW;
                t->id = t->name->kw;
            }
            return;
        case TK_PPNUM: lit_number(p, t); return;
        case TK_CHAR: case TK_STR:
            if (t->flags & TF_UNTOLD)
                tell_untold(p, t);
            if (t->kind == TK_STR) {
                join_strings(p, t);
            } else if (t->flags & TF_BROKEN) {  // nothing more is said of it
                t->kind = TK_INT;
                memset(&t->i, 0, sizeof t->i);
            } else {
                lit_char(p, t);
            }
            return;
        case TK_OTHER:
            if (t->text.n == 1) {  // an unclosed quote has been reported
                char text[8];
                u8 c = (u8)t->text.p[0];
                snprintf(text, sizeof text, c >= 0x20 && c < 0x7f ? "%c" : "\\x%02x", c);
                ppdiag(p, PPE_CHAR, t->span, text);
            } else if ((u8)t->text.p[0] >= 0x80) {
                ppdiag(p, PPE_CHAR, t->span, tok_z(p, t));
            }
            if (opens_text(t)) {
                quoted_text(p, t);
                return;
            }
            continue;
        default: return;
        }
    }
}

int c_preprocess(Arena *a, Sources *src, Diags *d, u32 file, const COptions *o, Buf *out)
{
    Warns *warn = warns_new(a, d, o, NULL);
    Pp *p = pp_new(a, src, d, o);
    bool stopped = d->stopped;
    p->printing = true;
    pp_file(p, file);
    if (o->only_macros)
        pp_macros(p, out);
    else
        pp_print(p, out, o->line_markers);
    pp_deps(p);
    pp_done(p);
    warns_done(warn);
    d->stopped = stopped;
    return d->errors ? -1 : 0;
}
