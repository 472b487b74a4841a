// asm.c - inline assembly: asm statements and their operands
//
// What the code generator gets is the text with operands numbered and one plain constraint for each
// (AsmText in ir/ir.h): of the alternatives that a constraint offers, one is chosen here.
#include "frontend/c/low_int.h"

enum { MAX_OPERANDS = 30 };      // as other compilers allow

typedef struct AsmOpnd {
    Str name, cons;
    Node *e;
    Span span;
    bool out, both;              // written; also read: "+"
    Str plain;                   // the constraint chosen
    u8 kind;                     // AsmKind
    u8 depth;                    // STACK: which register of it
    u8 tied;                     // STACK: 1 + the output that it lies in the place of
    LV place;                    // STACK: in memory
    Const value;                 // IMM
} AsmOpnd;

struct AsmStmt {
    AsmOpnd op[MAX_OPERANDS];
    u32 nop, nout;
    Label *label[MAX_OPERANDS];
    u32 nlabel;
    Buf clobber;                 // in the form of AsmText.cons
    u32 popped;                  // bits: registers of the stack that the text takes off
    bool stack;                  // some operand is in it
    const AsmOpnd *no_number;    // an operand that should be a constant and is none
    Str text, cons;
};

/* ---- parsing ---- */

static void operand(Par *p, AsmStmt *a, bool out)
{
    AsmOpnd o = {.span = p->tok.span, .out = out};
    if (eat(p, '[')) {
        o.name = p->tok.text;
        if (p->tok.kind != TK_IDENT && p->tok.kind != TK_KW)
            say(p, CE_EXPECTED, p->tok.span, "a name", zs(p, p->tok.text));
        next(p);
        want(p, ']');
    }
    o.cons = string_text(p);
    want(p, '(');
    o.e = parse_expr(p);
    want_close(p, (Span){0});
    if (a->nop == MAX_OPERANDS)
        say(p, CE_ASM_MANY, o.span, MAX_OPERANDS);
    else
        a->op[a->nop++] = o;
}

static void operands(Par *p, AsmStmt *a, bool out)
{
    while (p->tok.kind == TK_STR || at_id(p, '[')) {
        operand(p, a, out);
        if (!eat(p, ','))
            break;
    }
}

static void clobbers(Par *p, AsmStmt *a)
{
    const AsmRules *rules = p->o->asm_rules;
    while (p->tok.kind == TK_STR) {
        Span at = p->tok.span;
        Str s = string_text(p);
        if (s.n && s.p[0] == '%')
            s = (Str){s.p + 1, s.n - 1};
        if (rules && rules->reg(s))
            buf_fmt(&a->clobber, ",~{%.*s}", STR_ARG(s));
        else if (rules && rules->stack && rules->stack->depth(s))
            a->popped |= 1u << (rules->stack->depth(s) - 1);
        else if (!str_eqz(s, "memory") && !str_eqz(s, "cc") &&
                 !(rules && rules->unkept && rules->unkept(s)))
            say(p, CE_ASM_REG, at, zs(p, s));
        if (!eat(p, ','))
            break;
    }
}

static void labels(Par *p, AsmStmt *a)
{
    while (p->tok.kind == TK_IDENT) {
        Label *l = label_of(p, p->tok.text, p->tok.span);
        l->used = true;
        if (a->nlabel < MAX_OPERANDS)
            a->label[a->nlabel++] = l;
        next(p);
        if (!eat(p, ','))
            break;
    }
}

/* ---- which of the alternatives ---- */

static const AsmLetter *letter(const Par *p, char c)
{
    const AsmLetter *l = p->o->asm_rules->letter;
    while (l->kind != AK_END && l->c != c)
        l++;
    return l->kind == AK_END ? NULL : l;
}

static bool fits_register(Par *p, const CType *t, bool as_flt)
{
    return is_scalar(t) && ty_size(p, t) <= (as_flt ? 8u : p->dl->ptr_size);
}

static bool in_range(const AsmLetter *l, const Const *v)
{
    if (v->kind == CV_ADDR)
        return l->lo == INT64_MIN;       // any constant
    return v->kind == CV_INT && v->i >= l->lo && v->i <= l->hi;
}

// A register variable names the register of the operands that it is.
static Str own_register(const AsmOpnd *o)
{
    const Node *e = o->e;
    while (e->kind == N_CAST && (e->flags & NF_IMPLICIT))
        e = e->a;
    if (e->kind != N_VAR || e->u.d->global || e->u.d->storage != SC_REGISTER)
        return (Str){0};
    Str name = e->u.d->at.asm_name;  // marked where names of C have a prefix in files
    if (name.n && name.p[0] == 1)
        name = (Str){name.p + 1, name.n - 1};
    return name.n && name.p[0] == '%' ? (Str){name.p + 1, name.n - 1} : name;
}

static void take(Par *p, AsmOpnd *o, u8 kind, bool early, char c)
{
    Str own = kind == AK_REG || kind == AK_FLT ? own_register(o) : (Str){0};
    if (own.n && !p->o->asm_rules->reg(own))
        say(p, CE_ASM_REG, o->span, zs(p, own));
    const char *head = !o->out ? "" : early ? "=&" : "=";
    o->kind = kind;
    char bytes[3] = {':', (char)('0' + ty_size(p, o->e->ty)), 0};
    const char *size = o->out && kind != AK_MEM ? bytes : "";
    o->plain = own.n ? str_fmt(p->mem, "%s{%.*s}%s", head, STR_ARG(own), size)
                     : str_fmt(p->mem, "%s%c%s", head, c, size);
}

// The first alternative of "a,b", without the marks that are no constraints; braces name registers.
static Str alternative(Par *p, AsmOpnd *o, bool *early)
{
    char *s = arena_alloc(p->mem, o->cons.n + 8, 1);
    size_t n = 0;
    for (size_t k = 0; k < o->cons.n && o->cons.p[k] != ','; k++) {
        char c = o->cons.p[k];
        *early |= c == '&';
        o->both |= c == '+';
        if (c == 'g' || c == 'X') {
            memcpy(s + n, "rmi", 3);
            n += 3;
        } else if (!strchr("=+&%*!?# ", c)) {
            s[n++] = c;
        }
    }
    return (Str){s, n};
}

static bool matching(Par *p, AsmStmt *a, AsmOpnd *o, Str alt)
{
    u32 n = 0;
    size_t k = 0;
    for (; k < alt.n && alt.p[k] >= '0' && alt.p[k] <= '9' && n < 100; k++)
        n = 10 * n + (u32)(alt.p[k] - '0');
    if (!k)
        return false;
    if (n >= a->nout || a->op[n].kind == AK_MEM)
        say(p, CE_ASM_CONS, o->span, zs(p, o->cons));
    const AsmOpnd *to = &a->op[MIN(n, a->nout ? a->nout - 1 : 0)];
    o->kind = to->kind;
    o->plain = str_fmt(p->mem, "%u", n);
    if (o->kind == AK_STACK) {
        o->plain = STR("m");
        o->depth = to->depth;
        o->tied = (u8)(n + 1);
    }
    return true;
}

// In a register of the stack: what is not a float does not fit one.
static bool on_stack(AsmStmt *a, AsmOpnd *o, Node *value, const AsmLetter *l)
{
    if (!is_flt(value->ty))
        return false;
    o->e = value;
    o->kind = AK_STACK;
    o->depth = (u8)l->lo;
    o->plain = o->out ? STR("=m") : STR("m");
    a->stack = true;
    return true;
}

static void choose(Par *p, AsmStmt *a, AsmOpnd *o)
{
    bool early = false, known = true, none = false, immediate = false;
    Node *value = o->out ? o->e : decay(p, o->e);
    Str alt = alternative(p, o, &early);
    const AsmLetter *reg = NULL, *flt = NULL, *mem = NULL, *stack = NULL;
    if (!o->out && matching(p, a, o, alt)) {
        o->e = value;
        return;
    }
    bool constant = !o->out && eval_const(p, value, &o->value) && o->value.kind != CV_FLT;
    for (size_t k = 0; k < alt.n; k++) {
        const AsmLetter *l = letter(p, alt.p[k]);
        known &= l != NULL;
        if (!l)
            continue;
        immediate |= l->kind == AK_IMM && !constant;
        if (l->kind == AK_IMM && constant && in_range(l, &o->value)) {
            take(p, o, AK_IMM, false, 'i');
            o->e = value;
            return;
        }
        if (l->kind == AK_REG && (!reg || (l->c == 'r' && reg->c != 'r')))
            reg = l;
        if (l->kind == AK_FLT && !flt)
            flt = l;
        if (l->kind == AK_MEM)
            mem = l;
        if (l->kind == AK_STACK)
            stack = l;
        none |= l->kind == AK_NONE;
    }
    if (stack && on_stack(a, o, value, stack))
        return;
    bool as_flt = flt && (is_flt(value->ty) || !reg);
    if ((reg || flt) && fits_register(p, value->ty, as_flt)) {
        o->e = value;
        take(p, o, as_flt ? AK_FLT : AK_REG, early, as_flt ? flt->c : reg->c);
    } else if (mem && is_lvalue(o->e)) {
        take(p, o, AK_MEM, false, 'm');
    } else if (none) {
        say(p, CE_ASM_NONE, o->span, zs(p, o->cons));
    } else if (known && (reg || flt || stack)) {
        say(p, CE_ASM_TYPE, o->span, ty_str(p, value->ty));
    } else if (immediate && !o->out && !is_err(value->ty)) {
        a->no_number = o;        // told where control gets there: __builtin_constant_p may know
        o->kind = AK_IMM;
    } else {
        say(p, CE_ASM_CONS, o->span, zs(p, o->cons));
    }
}

// Types and places of an operand, once it is known what it is.
static void settle(Par *p, AsmOpnd *o)
{
    if (o->out && !is_lvalue(o->e)) {
        say(p, CE_LVALUE, o->span, 0);
    } else if (o->kind == AK_MEM) {
        mark_used(o->e);
        o->e = mk_addr(p, o->e, o->span);
    } else if (o->out) {
        modifiable(p, o->e, o->span);
    }
}

/* ---- the text ---- */

// After the percent sign. A register of the stack has its name: memory is its operand in what
// stands around the text.
static void put_operand(const Par *p, const AsmStmt *a, u32 n, bool label, Buf *out)
{
    if (label || n >= a->nop || a->op[n].kind != AK_STACK)
        buf_fmt(out, "%u", n);
    else
        buf_str(out, p->o->asm_rules->stack->name[a->op[n].depth] + 1);
}

static void one_of(Par *p, AsmStmt *a, Str name, bool label, Span at, Buf *out)
{
    for (u32 k = 0; k < a->nop && !label; k++)
        if (str_eq(a->op[k].name, name)) {
            put_operand(p, a, k, false, out);
            return;
        }
    for (u32 k = 0; k < a->nlabel && label; k++)
        if (str_eq(a->label[k]->name, name)) {
            buf_fmt(out, "%u", k);
            return;
        }
    say(p, CE_ASM_NAME, at, zs(p, name));
}

// %N, %lN, %[name], %l[name], with a modifier before; `at` is after the percent sign.
static size_t escape(Par *p, AsmStmt *a, Str s, size_t at, u32 nboth, Span span, Buf *out)
{
    char mod = 0;
    u32 n = 0;
    buf_byte(out, '%');
    if (at < s.n && (s.p[at] == '%' || s.p[at] == '=')) {
        buf_byte(out, (u8)s.p[at]);
        return at + 1;
    }
    if (at < s.n && (s.p[at] == '{' || s.p[at] == '|' || s.p[at] == '}')) {
        out->p[out->n - 1] = (u8)s.p[at];
        return at + 1;
    }
    if (at + 1 < s.n && ((s.p[at] | 32) >= 'a' && (s.p[at] | 32) <= 'z'))
        buf_byte(out, (u8)(mod = s.p[at++]));
    if (at < s.n && s.p[at] == '[') {
        size_t end = at + 1;
        while (end < s.n && s.p[end] != ']')
            end++;
        one_of(p, a, (Str){s.p + at + 1, end - at - 1}, mod == 'l', span, out);
        return MIN(end + 1, s.n);
    }
    if (at >= s.n || s.p[at] < '0' || s.p[at] > '9') {
        say(p, CE_ASM_ESCAPE, span, 0);
        return s.n;
    }
    for (; at < s.n && s.p[at] >= '0' && s.p[at] <= '9' && n < 1000; at++)
        n = 10 * n + (u32)(s.p[at] - '0');
    bool label = mod == 'l';
    if (label && n >= a->nop + nboth)
        n -= a->nop + nboth;     // labels are counted after the operands
    if (n >= (label ? a->nlabel : a->nop))
        say(p, CE_ASM_ESCAPE, span, 0);
    put_operand(p, a, n, label, out);
    return at;
}

static u32 width(Par *p, const AsmOpnd *o)
{
    u64 n = ty_size(p, o->e->ty);
    return n == 4 ? 0 : n == 8 ? 1 : 2;
}

// Instructions that put operands on the stack, the lower one first.
static void fill_stack(Par *p, const AsmStmt *a, Buf *out)
{
    for (int depth = 1; depth >= 0; depth--)
        for (u32 k = 0; k < a->nop; k++) {
            const AsmOpnd *o = &a->op[k];
            if (o->kind == AK_STACK && o->depth == depth && (!o->out || o->both))
                buf_fmt(out, p->o->asm_rules->stack->push[width(p, o)], k);
        }
}

// ... that take results from it, and operands that the text left there.
static void empty_stack(Par *p, const AsmStmt *a, Buf *out)
{
    const AsmStack *s = p->o->asm_rules->stack;
    for (u32 depth = 0; depth < 2; depth++)
        for (u32 k = 0; k < a->nout; k++)
            if (a->op[k].kind == AK_STACK && a->op[k].depth == depth)
                buf_fmt(out, s->pop[width(p, &a->op[k])], k);
    for (u32 k = a->nout; k < a->nop; k++) {
        const AsmOpnd *o = &a->op[k];
        if (o->kind == AK_STACK && !o->tied && !(a->popped >> o->depth & 1))
            buf_str(out, s->drop);
    }
}

static Str number(Par *p, AsmStmt *a, Str s, Span span)
{
    Buf out = {0};
    if (a->stack)
        fill_stack(p, a, &out);
    bool dialects = p->o->asm_rules->dialects;
    u32 nboth = 0;
    for (u32 k = 0; k < a->nout; k++)
        nboth += a->op[k].both;
    for (size_t k = 0; k < s.n;) {
        char c = s.p[k++];
        if (c == '%') {
            k = escape(p, a, s, k, nboth, span, &out);
        } else if (dialects && c == '|') {       // another dialect, up to the brace
            while (k < s.n && s.p[k] != '}')
                k++;
            k += k < s.n;
        } else if (!dialects || (c != '{' && c != '}')) {
            buf_byte(&out, (u8)c);
        }
    }
    if (a->stack) {
        buf_byte(&out, '\n');
        empty_stack(p, a, &out);
    }
    return buf_take(&out, p->mem);
}

// Without operands a percent sign is one.
static Str plain_text(Par *p, Str s)
{
    Buf out = {0};
    for (size_t k = 0; k < s.n; k++) {
        buf_byte(&out, (u8)s.p[k]);
        if (s.p[k] == '%')
            buf_byte(&out, '%');
    }
    return buf_take(&out, p->mem);
}

static bool in_register(const AsmOpnd *o)
{
    return o->kind != AK_MEM && o->kind != AK_STACK;
}

static Str constraints(Par *p, AsmStmt *a)
{
    Buf out = {0};
    for (u32 k = 0; k < a->nop; k++)
        buf_fmt(&out, "%s%.*s", out.n ? "," : "", STR_ARG(a->op[k].plain));
    for (u32 k = 0; k < a->nout; k++)
        if (a->op[k].both && in_register(&a->op[k]))
            buf_fmt(&out, ",%u", k);
    for (u32 k = 0; k < a->nlabel; k++)
        buf_str(&out, out.n ? ",l" : "l");
    buf_put(&out, a->clobber.p, a->clobber.n);
    buf_free(&a->clobber);
    Str s = buf_take(&out, p->mem);
    return s.n && s.p[0] == ',' ? (Str){s.p + 1, s.n - 1} : s;
}

static void qualifiers(Par *p)
{
    while (at_id(p, KW_volatile) || at_id(p, KW_inline) || at_id(p, KW_goto))
        next(p);
}

AsmStmt *parse_asm(Par *p)
{
    AsmStmt *a = arena_new(p->mem, AsmStmt);
    Span at = p->tok.span;
    u32 errors = p->d->errors;
    next(p);
    qualifiers(p);
    want(p, '(');
    Str text = string_text(p);
    bool extended = at_id(p, ':');
    if (!p->o->asm_rules) {
        say(p, CE_NO_ASM, at, 0);
        return NULL;
    }
    if (eat(p, ':'))
        operands(p, a, true);
    a->nout = a->nop;
    if (eat(p, ':'))
        operands(p, a, false);
    if (eat(p, ':'))
        clobbers(p, a);
    if (eat(p, ':'))
        labels(p, a);
    want_close(p, (Span){0});
    for (u32 k = 0; k < a->nop; k++) {
        AsmOpnd *o = &a->op[k];
        if (is_err(o->e->ty))
            continue;
        choose(p, a, o);
        settle(p, o);
    }
    // behind the text the places of results on the stack are still to be addressed
    for (u32 k = 0; k < a->nout && a->stack; k++)
        if (in_register(&a->op[k]) && a->op[k].plain.n > 1 && a->op[k].plain.p[1] != '&')
            a->op[k].plain = str_fmt(p->mem, "=&%.*s", (int)a->op[k].plain.n - 1,
                                     a->op[k].plain.p + 1);
    a->text = extended ? number(p, a, text, at) : plain_text(p, text);
    a->cons = constraints(p, a);
    return errors == p->d->errors ? a : NULL;
}

bool asm_only_text(const AsmStmt *a)
{
    for (u32 k = 0; k < a->nop; k++)
        if (a->op[k].kind != AK_IMM)
            return false;
    return true;
}

/* ---- between declarations ---- */

/* In the sources, between `at` and `end`, stands the text in one or more literals. */
typedef struct Literals {
    Str src;
    u32 at, end;
    bool inside;
} Literals;

static void into_literal(Literals *l)
{
    for (; l->at < l->end && (!l->inside || l->src.p[l->at] == '"'); l->at++)
        l->inside ^= l->src.p[l->at] == '"';
}

static void past_newline(Literals *l)
{
    for (into_literal(l); l->at < l->end; into_literal(l))
        if (l->src.p[l->at++] == '\\' && l->at < l->end && l->src.p[l->at++] == 'n')
            return;
}

// A line of the text is where it stands in the sources, if it does: a macro may have made it.
static void add_lines(Par *p, Str text, Span at)
{
    Str src = p->src->file.v[at.file].text;
    Literals l = {src, at.lo, MIN(at.hi, (u32)src.n), false};
    for (size_t from = 0, k = 0; k < text.n; from = k) {
        while (k < text.n && text.p[k++] != '\n')
            ;
        Str line = {text.p + from, k - from};
        if (k == text.n && text.p[k - 1] != '\n')
            line = str_fmt(p->out, "%.*s\n", STR_ARG(line));
        into_literal(&l);
        Span here = {at.file, l.at < l.end ? l.at : at.lo, at.hi};
        mod_asm_line(p->m, line, loc_of(p, here));
        past_newline(&l);
    }
}

void parse_asm_lines(Par *p)
{
    Span at = p->tok.span;
    next(p);
    qualifiers(p);
    want(p, '(');
    Span lines = p->tok.span;
    Str text = string_text(p);
    if (!want(p, ')') || !want(p, ';'))
        skip_to(p, false);
    else if (!p->o->asm_lines)
        say(p, CE_NO_ASM, at, 0);
    else
        add_lines(p, text, lines);
}

/* ---- lowering ---- */

static Type register_type(Low *l, const AsmOpnd *o)
{
    Type t = ty_ir(l->p, o->e->ty);
    if (o->kind == AK_REG && type_is_flt(t))
        return t == T_F32 ? T_I32 : T_I64;
    if (o->kind == AK_FLT && !type_is_flt(t))
        return type_size(t) == 8 || (t == T_PTR && l->p->dl->ptr_size == 8) ? T_F64 : T_F32;
    return t;
}

static Ref as_type(Low *l, Type t, Ref v)
{
    Type from = ir_type(l->f, v);
    if (t == T_F32 && type_is_int(from) && mod_type_size(l->m, from) < 4)
        v = ir_new(&l->b, OP_ZEXT, T_I32, v, 0, 0);
    if (from == T_F32 && type_is_int(t) && mod_type_size(l->m, t) < 4)
        return ir_new(&l->b, OP_TRUNC, t, ir_new(&l->b, OP_BITCAST, T_I32, v, 0, 0), 0, 0);
    return ir_type(l->f, v) == t ? v : ir_new(&l->b, OP_BITCAST, t, v, 0, 0);
}

static Ref constant(Low *l, AsmOpnd *o)
{
    if (o->value.kind == CV_INT)
        return ir_int(l->f, l->p->dl->word, o->value.i);
    if (o->value.str)
        return ir_sym(l->f, string_sym(l->p, o->value.str), (i32)o->value.i);
    if (o->value.d)
        return ir_sym(l->f, decl_sym(l->p, o->value.d), (i32)o->value.i);
    return lower_expr(l, o->e);
}

// A place of its own for each label: its block is where the statement's dispatch goes.
static void jumps(Low *l, AsmStmt *a, Ref which)
{
    BlkId next = blk_new(l);
    Ref sw = ir_switch(&l->b, which, next);
    ssa_edge(l->ssa, l->b.blk, next);
    for (u32 k = 0; k < a->nlabel; k++) {
        BlkId to = label_blk(l, a->label[k]);
        ir_case(&l->b, sw, (i64)k + 1, to);
        ssa_edge(l->ssa, l->b.blk, to);
    }
    ssa_seal(l->ssa, next);
    place(l, next);
}

// A place in memory for an operand on the stack, with its value if it has one before the text.
static Ref stack_place(Low *l, AsmOpnd *o, LV *lv)
{
    CType *t = o->e->ty->unqual;
    u32 slot = fn_slot(l->f, (u32)ty_size(l->p, t), ty_align(l->p, t), (Str){0});
    o->place = (LV){.p = ir_slot(l->f, slot, 0), .ty = t, .align = ty_align(l->p, t)};
    if (o->out)
        *lv = lower_lv(l, o->e);
    if (!o->out || o->both) {
        Ref v = o->out ? load_lv(l, lv) : lower_expr(l, o->e);
        store_lv(l, &o->place, v);
    }
    return o->place.p;
}

void asm_check(Low *l)
{
    bool *in = l->no_number.n ? low_reached(l) : NULL;
    for (u32 k = 0; k < l->no_number.n; k++)
        if (in[l->no_number.v[k].blk])
            say(l->p, CE_ASM_CONS, l->no_number.v[k].at, zs(l->p, l->no_number.v[k].cons));
}

void lower_asm(Low *l, AsmStmt *a)
{
    if (a->no_number) {
        const AsmOpnd *o = a->no_number;
        vec_push(l->p->mem, &l->no_number, ((NoNumber){l->b.blk, o->span, o->cons}));
        return;
    }
    Ref in[2 * MAX_OPERANDS];
    LV lv[MAX_OPERANDS];
    u32 n = 0, nres = 0;
    Type first = T_VOID;
    for (u32 k = 0; k < a->nop; k++) {
        AsmOpnd *o = &a->op[k];
        if (o->kind == AK_MEM) {
            in[n++] = lower_expr(l, o->e);
        } else if (o->kind == AK_STACK) {
            in[n++] = stack_place(l, o, &lv[k]);
        } else if (o->out) {
            lv[k] = lower_lv(l, o->e);
            first = nres++ ? first : register_type(l, o);
        } else {
            in[n++] = o->kind == AK_IMM ? constant(l, o)
                                        : as_type(l, register_type(l, o), lower_expr(l, o->e));
        }
    }
    for (u32 k = 0; k < a->nout; k++)
        if (a->op[k].both && in_register(&a->op[k]))
            in[n++] = as_type(l, register_type(l, &a->op[k]), load_lv(l, &lv[k]));
    if (!nres && a->nlabel)
        first = T_I32;
    Ref r = ir_asm(&l->b, first, mod_asm(l->m, a->text, a->cons), in, n), v[MAX_OPERANDS + 1];
    v[0] = r;
    for (u32 k = 0, q = 0; k < a->nout; k++)
        if (in_register(&a->op[k])) {
            if (q)
                v[q] = ir_res(&l->b, register_type(l, &a->op[k]), r, q);
            q++;
        }
    Ref which = !a->nlabel ? 0 : nres ? ir_res(&l->b, T_I32, r, nres) : r;
    for (u32 k = 0, q = 0; k < a->nout; k++)
        if (in_register(&a->op[k]))
            store_lv(l, &lv[k], as_type(l, ty_ir(l->p, a->op[k].e->ty), v[q++]));
        else if (a->op[k].kind == AK_STACK)
            store_lv(l, &lv[k], load_lv(l, &a->op[k].place));
    if (which)
        jumps(l, a, which);
}
