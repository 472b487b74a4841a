// asmexpr.c - expressions in a file of assembly
//
// Operators bind as in GNU as: * / % << >> before | & ^ before + -. What is not a sum must be
// between numbers. Labels of one section have a known distance only once the file is laid out, so
// a difference stays one until then.
#include "codegen/asmfile.h"

static const struct Mark {
    const char *name;
    u16 fix;
} marks[] = {{"plt", 0}, {"gotpcrel", FIX_GOTPC32}, {"gottpoff", FIX_GOTTP32},
             {"tpoff", FIX_TPOFF32}, {"dtpoff", FIX_DTPOFF32}, {"tlsgd", FIX_TLSGD},
             {"tlsld", FIX_TLSLD}, {"tlsdesc", FIX_TLSDESC}, {"gotoff", FIX_GOTOFF64}};

// "@GOTPCREL" behind a name.
static bool mark(AsmFile *f, u16 *fix)
{
    AsmIn *a = &f->in;
    if (a->i >= a->s.n || a->s.p[a->i] != '@')
        return true;
    a->i++;
    Str w = asm_word(a, true);
    for (u32 k = 0; k < COUNT(marks); k++)
        if (str_eqz(w, marks[k].name)) {
            *fix = marks[k].fix;
            return true;
        }
    return false;
}

// 1b: the last label 1 before this statement; 1f: the next.
static SymId number_label(AsmFile *f, Str w)
{
    u32 n = 0;
    bool ahead = w.n > 1 && w.p[w.n - 1] == 'f';
    SymId best = 0;
    if (w.n < 2 || w.n > 8 || (!ahead && w.p[w.n - 1] != 'b'))
        return 0;
    for (size_t k = 0; k + 1 < w.n; k++) {
        if (w.p[k] < '0' || w.p[k] > '9')
            return 0;
        n = 10 * n + (u32)(w.p[k] - '0');
    }
    for (u32 k = 0; k < f->number.n; k++) {
        const AfNumber *x = &f->number.v[k];
        if (x->number != n || (x->line > f->line) != ahead)
            continue;
        best = x->sym;
        if (ahead)
            break;
    }
    return best;
}

SymId af_name(AsmFile *f, Str name)
{
    SymId id = mod_sym(f->mod, name);
    AfSym *y = af_sym(f, id);
    y->temporary |= str_starts(name, ".L");
    return id;
}

static SymId reference(AsmFile *f, Str w)
{
    SymId id = w.p[0] >= '0' && w.p[0] <= '9' ? number_label(f, w)
               : str_eqz(w, ".")              ? af_here(f)
                                              : af_name(f, str_dup(f->mem, w));
    if (id)
        af_sym(f, id)->used = true;
    return id;
}

bool af_operand(AsmFile *f, Str w, MOp *o)
{
    SymId id = reference(f, w);
    u16 fix = 0;
    if (!id || !mark(f, &fix))
        return false;
    const AfSym *y = af_sym(f, id);
    if (y->fixed) {
        o->imm += y->value;
        return true;
    }
    o->sym = id;
    o->fix = fix;
    o->got = fix == FIX_GOTPC32;
    bool near = y->sect == f->cur + 1 && (y->bind == SB_LOCAL || y->temporary) && !fix;
    if (near) {
        o->kind = MO_BLK;
        o->slot = y->blk;
    }
    return true;
}

bool asm_jump(AsmIn *a, MOp *o)
{
    AsmFile *f = a->file;
    const AfSym *y = f && o->sym ? af_sym(f, o->sym) : NULL;
    if (!y || o->fix || y->sect != f->cur + 1 || y->bind == SB_WEAK || !(y->hidden || y->protect))
        return false;
    o->kind = MO_BLK;
    o->slot = y->blk;
    return true;
}

bool af_has_here(const AsmIn *a)
{
    for (size_t k = a->i; k < a->s.n; k++) {
        bool before = k && (strchr("._$", a->s.p[k - 1]) || ((a->s.p[k - 1] | 32) >= 'a' &&
                                                             (a->s.p[k - 1] | 32) <= 'z') ||
                            (a->s.p[k - 1] >= '0' && a->s.p[k - 1] <= '9'));
        bool after = k + 1 < a->s.n && (strchr("._$", a->s.p[k + 1]) ||
                                        ((a->s.p[k + 1] | 32) >= 'a' &&
                                         (a->s.p[k + 1] | 32) <= 'z'));
        if (a->s.p[k] == '.' && !before && !after)
            return true;
    }
    return false;
}

static bool combine(char op, AfVal *x, const AfVal *y)
{
    u64 a = (u64)x->add, b = (u64)y->add;
    if (op == '/' && x->plus && x->minus && !x->div && !y->plus && !y->minus && y->add > 0) {
        x->div = y->add;
        return true;
    }
    if (x->div || y->div)
        return false;
    if (op == '+' || op == '-') {
        SymId plus = op == '+' ? y->plus : y->minus, minus = op == '+' ? y->minus : y->plus;
        if ((plus && x->plus) || (minus && x->minus) || (op == '-' && y->fix))
            return false;
        x->plus = plus ? plus : x->plus;
        x->minus = minus ? minus : x->minus;
        x->fix = x->fix ? x->fix : y->fix;
        x->add = (i64)(op == '+' ? a + b : a - b);
        return true;
    }
    if (x->plus || x->minus || y->plus || y->minus)
        return false;
    switch (op) {
    case '*': a *= b; break;
    case '/': case '%':
        if (!b || (x->add == INT64_MIN && y->add == -1))
            return false;
        a = (u64)(op == '/' ? x->add / y->add : x->add % y->add);
        break;
    case '<': a = b < 64 ? a << b : 0; break;
    case '>': a = b < 64 ? a >> b : 0; break;
    case '&': a &= b; break;
    case '|': a |= b; break;
    default: a ^= b;
    }
    x->add = (i64)a;
    return true;
}

static bool sum(AsmFile *f, AfVal *v, int level);

static bool character(AsmIn *a, i64 *x)
{
    if (a->i + 1 >= a->s.n)
        return false;
    char c = a->s.p[++a->i];
    if (c == '\\' && a->i + 1 < a->s.n) {
        c = a->s.p[++a->i];
        c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == '0' ? 0 : c;
    }
    a->i++;
    if (a->i < a->s.n && a->s.p[a->i] == '\'')
        a->i++;
    *x = (u8)c;
    return true;
}

static bool quoted_name(AsmFile *f, SymId *id)
{
    AsmIn *a = &f->in;
    Str s;
    if (!asm_quoted(a, f->mem, &s))
        return false;
    *id = af_name(f, s);
    af_sym(f, *id)->used = true;
    return true;
}

static bool primary(AsmFile *f, AfVal *v)
{
    AsmIn *a = &f->in;
    char c = asm_peek(a);
    *v = (AfVal){0};
    if (c == '(')
        return asm_eat(a, '(') && sum(f, v, 0) && asm_eat(a, ')');
    if (c == '-' || c == '~' || c == '+') {
        AfVal x, zero = {0};
        a->i++;
        if (!primary(f, &x) || (c == '~' && (x.plus || x.minus)))
            return false;
        *v = c == '+' ? x : zero;
        v->add = c == '~' ? ~x.add : v->add;
        return c != '-' || combine('-', v, &x);
    }
    if (c == '\'')
        return character(a, &v->add);
    if (c == '"')
        return quoted_name(f, &v->plus) && mark(f, &v->fix);
    Str w = asm_word(a, false);
    if (!w.n)
        return false;
    if (w.p[0] >= '0' && w.p[0] <= '9' && asm_number(w, &v->add))
        return true;
    v->plus = reference(f, w);
    if (!v->plus || !mark(f, &v->fix))
        return false;
    const AfSym *y = af_sym(f, v->plus);
    if (y->diff && !v->fix) {
        *v = *y->diff;
    } else if (y->fixed) {
        v->add = y->value;
        v->plus = 0;
    }
    return true;
}

static char operator(AsmIn *a, int level)
{
    static const char *const ops[] = {"+-", "|&^", "*/%<>"};
    char c = asm_peek(a);
    if (!c || !strchr(ops[level], c))
        return 0;
    if (c == '<' || c == '>') {
        if (a->i + 1 >= a->s.n || a->s.p[a->i + 1] != c)
            return 0;
        a->i++;
    }
    a->i++;
    return c;
}

static bool sum(AsmFile *f, AfVal *v, int level)
{
    AfVal y;
    char op;
    if (!(level < 2 ? sum(f, v, level + 1) : primary(f, v)))
        return false;
    while ((op = operator(&f->in, level)))
        if (!(level < 2 ? sum(f, &y, level + 1) : primary(f, &y)) || !combine(op, v, &y))
            return false;
    return true;
}

bool af_expr(AsmFile *f, AfVal *v)
{
    return sum(f, v, 0);
}

bool af_number(AsmFile *f, i64 *x)
{
    AfVal v;
    if (!af_expr(f, &v) || v.plus || v.minus)
        return false;
    *x = v.add;
    return true;
}
