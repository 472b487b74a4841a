// asm.c - inline assembly: operands into the text, the text into machine instructions
//
// A statement ends with its line or a semicolon. Labels split the block they stand in; what an
// instruction is, the instruction set says (Isa.assemble), by the rows that selection uses too.
#include "codegen/asmfile.h"

#include <stdarg.h>

/* ---- reading ---- */

static bool word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '.' || c == '$';
}

char asm_peek(AsmIn *a)
{
    while (a->i < a->s.n && strchr(" \t\r", a->s.p[a->i]))
        a->i++;
    return a->i < a->s.n ? a->s.p[a->i] : 0;
}

bool asm_eat(AsmIn *a, char c)
{
    if (asm_peek(a) != c)
        return false;
    a->i++;
    return true;
}

bool asm_end(AsmIn *a)
{
    return !asm_peek(a);
}

Str asm_word(AsmIn *a, bool low)
{
    asm_peek(a);
    size_t from = a->i;
    while (a->i < a->s.n && word_char(a->s.p[a->i]))
        a->i++;
    Str s = {a->s.p + from, a->i - from};
    if (!low)
        return s;
    char *t = arena_alloc(a->m->mem, s.n + 1, 1);
    for (size_t k = 0; k < s.n; k++)
        t[k] = (char)(s.p[k] >= 'A' && s.p[k] <= 'Z' ? s.p[k] + 32 : s.p[k]);
    return (Str){t, s.n};
}

bool asm_ends(Str s, const char *tail, Str *rest)
{
    size_t n = strlen(tail);
    if (s.n <= n || memcmp(s.p + s.n - n, tail, n))
        return false;
    *rest = (Str){s.p, s.n - n};
    return true;
}

void asm_fail(AsmIn *a, const char *fmt, ...)
{
    char text[160];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (a->bad)
        return;
    a->bad = true;
    CodeErr e = {a->loc, a->file ? str_fmt(a->m->mem, "%s", text)
                                 : str_fmt(a->m->mem, "%s: %.*s", text, (int)MIN(a->s.n, 80u),
                                           a->s.p)};
    vec_push(a->m->mem, &a->m->err, e);
}

bool asm_number(Str w, i64 *x)
{
    u64 v = 0;
    u32 base = 10, k = 0;
    if (w.n > 2 && w.p[0] == '0' && (w.p[1] | 32) == 'x')
        base = 16, k = 2;
    else if (w.n > 2 && w.p[0] == '0' && (w.p[1] | 32) == 'b')
        base = 2, k = 2;
    else if (w.n > 1 && w.p[0] == '0')
        base = 8, k = 1;
    for (; k < w.n; k++) {
        u32 c = (u8)w.p[k], d = c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
        if (d >= base)
            return false;
        v = v * base + d;
    }
    *x = (i64)v;
    return true;
}

// 1f: the next label 1; 1b: the last one.
static bool numeric_label(AsmIn *a, Str w, MOp *o)
{
    if (w.n < 2 || (w.p[w.n - 1] != 'f' && w.p[w.n - 1] != 'b'))
        return false;
    bool ahead = w.p[w.n - 1] == 'f';
    Str name = {w.p, w.n - 1};
    i64 x;
    if (name.p[0] == '0' && name.n > 1)
        return false;
    if (!asm_number(name, &x))
        return false;
    const AsmLabel *best = NULL;
    for (u32 k = 0; k < a->label.n; k++) {
        const AsmLabel *l = &a->label.v[k];
        if (!str_eq(l->name, name) || (l->line > a->line) != ahead)
            continue;
        if (!best || !ahead)
            best = l;
    }
    if (!best)
        return false;
    *o = (MOp){.kind = MO_BLK, .slot = best->blk};
    return true;
}

static bool named(AsmIn *a, Str w, MOp *o)
{
    for (u32 k = 0; k < a->label.n; k++)
        if (str_eq(a->label.v[k].name, w)) {
            *o = (MOp){.kind = MO_BLK, .slot = a->label.v[k].blk};
            return true;
        }
    const Mod *m = a->m->f->mod;
    const u64 *id = map_get(&m->sym_by_name, mod_file_name(m, a->m->mem, w));
    if (!id)
        return false;
    o->sym = (u32)*id;
    return true;
}

// A number alone: not a sum, but in brackets.
static bool factor(AsmIn *a, i64 *x)
{
    MOp v = {0};
    char c = asm_peek(a);
    if (c == '-' || c == '~') {
        a->i++;
        if (!factor(a, x))
            return false;
        *x = c == '-' ? (i64)(0 - (u64)*x) : ~*x;
        return true;
    }
    if (c == '(') {
        a->i++;
        if (!asm_value(a, &v) || !asm_eat(a, ')'))
            return false;
    } else {
        Str w = asm_word(a, false);
        bool digits = w.n && w.p[0] >= '0' && w.p[0] <= '9';
        if (digits && asm_number(w, x))
            return true;
        if (!w.n || digits || !a->file || !af_operand(a->file, w, &v))
            return false;
    }
    *x = v.imm;
    return !v.sym && v.kind != MO_BLK;
}

// What binds closer than + and -, and follows a number: * / << >>.
static bool factors(AsmIn *a, i64 *x)
{
    for (;;) {
        char c = asm_peek(a);
        bool shift = (c == '<' || c == '>') && a->i + 1 < a->s.n && a->s.p[a->i + 1] == c;
        i64 f;
        if (c != '*' && c != '/' && !shift)
            return true;
        a->i += shift ? 2 : 1;
        if (!factor(a, &f) || (c == '/' && !f))
            return false;
        u64 n = (u64)f & 63;
        *x = c == '*'   ? (i64)((u64)*x * (u64)f)
             : c == '<' ? (i64)((u64)*x << n)
             : c == '>' ? (i64)((u64)*x >> n)
             : f == -1  ? (i64)(0 - (u64)*x)
                        : *x / f;
    }
}

// `sign` times the number and what multiplies it.
static bool product(AsmIn *a, MOp *o, i64 x, i64 sign)
{
    if (!factors(a, &x))
        return false;
    o->imm = (i64)((u64)o->imm + (u64)(sign * x));
    return true;
}

static bool name_in_file(AsmIn *a, Str w, MOp *o, i64 sign)
{
    MOp v = *o;
    v.imm = 0;
    if (!af_operand(a->file, w, &v))
        return false;
    if (v.kind == o->kind && v.sym == o->sym)        // a number
        return product(a, o, v.imm, sign);
    if (sign < 0 || o->sym)
        return false;
    v.imm += o->imm;
    *o = v;
    return true;
}

// A symbol that is an operand has its number between \1 and \2: it may have no name.
static bool term(AsmIn *a, MOp *o, i64 sign)
{
    i64 x = 0;
    char c = asm_peek(a);
    if (c == 1) {
        size_t end = ++a->i;
        while (end < a->s.n && a->s.p[end] != 2)
            end++;
        asm_number((Str){a->s.p + a->i, end - a->i}, &x);
        a->i = end + 1;
        o->sym = (u32)x;
        return sign > 0;
    }
    if (c == '(') {
        MOp in = {0};
        a->i++;
        if (!asm_value(a, &in) || !asm_eat(a, ')') || in.kind == MO_BLK || in.sym)
            return false;
        return product(a, o, in.imm, sign);
    }
    if (c == '-' || c == '~') {
        return factor(a, &x) && product(a, o, x, sign);
    }
    Str w = asm_word(a, false);
    if (!w.n)
        return false;
    bool digits = w.p[0] >= '0' && w.p[0] <= '9';
    if (a->file && !(digits && asm_number(w, &x)))
        return name_in_file(a, w, o, sign);
    if (!digits)
        return sign > 0 && !o->sym && named(a, w, o);
    if (!a->file && numeric_label(a, w, o))
        return sign > 0;
    if (!asm_number(w, &x))
        return false;
    return product(a, o, x, sign);
}

bool asm_value(AsmIn *a, MOp *o)
{
    i64 sign = 1;
    *o = (MOp){.kind = MO_IMM};
    for (bool first = true;; first = false) {
        char c = asm_peek(a);
        if (!first && c != '+' && c != '-')
            return true;
        sign = c == '-' ? -1 : 1;
        if (c == '+' || c == '-')
            a->i++;
        if (!term(a, o, sign))
            return false;
    }
}

bool asm_const(AsmIn *a, i64 *x)
{
    MOp v;
    asm_eat(a, '#');
    if (!asm_value(a, &v) || v.kind != MO_IMM || v.sym)
        return false;
    *x = v.imm;
    return true;
}

bool asm_quoted(AsmIn *a, Arena *mem, Str *out)
{
    static const char from[] = "ntrbf", to[] = "\n\t\r\b\f";
    Buf b = {0};
    if (!asm_eat(a, '"'))
        return false;
    while (a->i < a->s.n && a->s.p[a->i] != '"') {
        char c = a->s.p[a->i++];
        if (c == '\\' && a->i < a->s.n) {
            c = a->s.p[a->i++];
            const char *e = strchr(from, c);
            u32 x = 0, n = 0;
            for (; c >= '0' && c <= '7' && n < 3; n++) {
                x = 8 * x + (u32)(c - '0');
                c = a->i < a->s.n ? a->s.p[a->i] : 0;
                a->i++;
            }
            a->i -= n > 0;
            c = n ? (char)x : e && c ? to[e - from] : c;
        }
        buf_byte(&b, (u8)c);
    }
    *out = buf_take(&b, mem);
    return asm_eat(a, '"');
}

bool asm_reg_number(Str w, const char *letters, u32 *n)
{
    if (w.n < 2 || w.n > 3 || !strchr(letters, w.p[0]))
        return false;
    *n = 0;
    for (size_t k = 1; k < w.n; k++) {
        if (w.p[k] < '0' || w.p[k] > '9')
            return false;
        *n = 10 * *n + (u32)(w.p[k] - '0');
    }
    return true;
}

/* ---- instructions ---- */

MIns *asm_put(AsmIn *a, u16 op, u8 size, u8 cc, const MOp *o, u32 n)
{
    MIns *i = m_ins(a->m, op, size, n, 0);
    if (n)
        memcpy(i->op_, o, n * sizeof *o);
    i->cc = cc;
    i->loc = a->loc;
    i->stmt = a->stmt;
    i->vars = a->vars;
    a->stmt = a->vars = 0;
    i->flags = MIF_ASM;
    m_before(a->b, a->at, i);
    return i;
}

void asm_put_data(AsmIn *a, u64 x, u8 size)
{
    MOp o = {.kind = MO_IMM, .size = size, .imm = (i64)x};
    asm_put(a, M_DATA, size, 0, &o, 1);
}

/* ---- directives ---- */

static void values(AsmIn *a, u8 size, bool code)
{
    do {
        MOp o;
        if (!asm_value(a, &o) || o.kind != MO_IMM || (o.sym && size < 4)) {
            asm_fail(a, "a number or a symbol is expected");
            return;
        }
        o.size = size;
        asm_put(a, M_DATA, size, code ? 0 : 1, &o, 1);
    } while (asm_eat(a, ','));
}

static bool number(AsmIn *a, i64 *x)
{
    MOp o;
    if (asm_end(a) || asm_peek(a) == ',')
        return true;
    if (!asm_value(a, &o) || o.kind != MO_IMM || o.sym)
        return false;
    *x = o.imm;
    return true;
}

// .p2align 4, , 10: instructions that do nothing, unless it takes more bytes than the last number.
static void align(AsmIn *a, bool power)
{
    i64 n = 0, fill = 0, most = 0;
    if (!number(a, &n) || (asm_eat(a, ',') && !number(a, &fill)) ||
        (asm_eat(a, ',') && !number(a, &most)) || n < 0 || most < 0 || n > (power ? 12 : 4096)) {
        asm_fail(a, "an alignment up to 4096 is expected");
        return;
    }
    if (fill)
        asm_fail(a, "inside a function only instructions that do nothing fill up to an alignment");
    u32 to = power ? (u32)1 << n : (u32)(n ? n : 1);
    if (to & (to - 1)) {
        asm_fail(a, "an alignment is a power of two");
        return;
    }
    MOp o[2] = {{.kind = MO_IMM, .imm = to}, {.kind = MO_IMM, .imm = most}};
    asm_put(a, M_ALIGN, 0, 0, o, 2);
    a->m->align = MAX(a->m->align, to);
}

static bool directive(AsmIn *a, Str w)
{
    static const struct { const char *name; u8 size; } data[] = {
        {".byte", 1}, {".2byte", 2}, {".short", 2}, {".hword", 2}, {".4byte", 4}, {".long", 4},
        {".int", 4}, {".8byte", 8}, {".quad", 8}, {".xword", 8}, {".inst", 4}, {".inst.n", 2}};
    if (str_eqz(w, ".word")) {
        values(a, a->m->t->isa->asm_word, false);
        return true;
    }
    for (u32 k = 0; k < COUNT(data); k++)
        if (str_eqz(w, data[k].name)) {
            values(a, data[k].size, str_starts(w, ".inst"));
            return true;
        }
    if (str_eqz(w, ".p2align") || str_eqz(w, ".balign") || str_eqz(w, ".align")) {
        align(a, w.p[1] == 'p' || (w.p[1] == 'a' && a->m->t->isa->asm_power));
        return true;
    }
    // what says nothing about the bytes of a function's code
    static const char *const none[] = {".syntax", ".thumb", ".arch", ".cpu", ".fpu",
                                       ".arch_extension", ".ltorg", ".pool", ".cfi_remember_state",
                                       ".cfi_restore_state",
                                       // of symbols: asm_declare
                                       ".hidden", ".weak", ".globl", ".global"};
    for (u32 k = 0; k < COUNT(none); k++)
        if (str_eqz(w, none[k])) {
            a->i = a->s.n;
            return true;
        }
    asm_fail(a, "this directive is not supported inside a function");
    return true;
}

/* ---- one statement after another ---- */

static void substitute(AsmIn *a, const AsmUse *u, u32 unique, Buf *out)
{
    const Isa *isa = a->m->t->isa;
    for (size_t k = 0; k < u->text.n;) {
        char c = u->text.p[k++], mod = 0;
        if (c != '%' || k >= u->text.n) {
            buf_byte(out, (u8)c);
            continue;
        }
        c = u->text.p[k];
        if (c == '%' || c == '=') {
            k++;
            if (c == '%')
                buf_byte(out, '%');
            else
                buf_fmt(out, "%u", unique);
            continue;
        }
        if (c < '0' || c > '9') {
            mod = c;
            k++;
        }
        u32 n = 0;
        while (k < u->text.n && u->text.p[k] >= '0' && u->text.p[k] <= '9' && n < 1000)
            n = 10 * n + (u32)(u->text.p[k++] - '0');
        if (mod == 'l')
            buf_fmt(out, ".Lasm_label%u", n);
        else if (n >= u->narg || !isa->asm_operand(&u->arg[n], mod, out))
            asm_fail(a, "%%%c%u is no operand", mod ? mod : ' ', n);
    }
}

bool asm_statement(const Isa *isa, Str text, size_t *at, Str *out)
{
    size_t n = strlen(isa->asm_comment), k = *at;
    if (k >= text.n)
        return false;
    bool quote = false;
    size_t end = 0;
    for (; k < text.n && text.p[k] != '\n' && (quote || text.p[k] != ';'); k++) {
        if (quote && text.p[k] == '\\' && k + 1 < text.n) {
            k++;
            continue;
        }
        quote ^= text.p[k] == '"';
        if (!quote && !end && k + n <= text.n && !memcmp(text.p + k, isa->asm_comment, n))
            end = k + 1;
        if (end && text.p[k] == ';')
            continue;
    }
    if (end)                     // to the end of the line
        while (k < text.n && text.p[k] != '\n')
            k++;
    *out = (Str){text.p + *at, (end ? end - 1 : k) - *at};
    *at = k + 1;
    return true;
}

static bool label_here(AsmIn *a, Str *name)
{
    size_t from = a->i;
    *name = asm_word(a, false);
    if (name->n && asm_eat(a, ':'))
        return true;
    a->i = from;
    return false;
}

static void find_labels(AsmIn *a, Str text)
{
    size_t at = 0;
    u32 line = 0;
    Str name;
    for (; asm_statement(a->m->t->isa, text, &at, &a->s); line++)
        for (a->i = 0; label_here(a, &name);) {
            AsmLabel l = {name, line, m_blk(a->m)->id};
            vec_push(a->m->mem, &a->label, l);
        }
}

// The rest of the block becomes the label's.
static void split(AsmIn *a, u32 blk)
{
    MBlk *n = a->m->blk.v[blk];
    n->depth = a->b->depth;
    n->loop = a->b->loop;
    n->cold = a->b->cold;
    n->placed = true;
    n->first = a->at;
    n->last = a->b->last;
    a->b->last = a->at->prev;
    if (a->b->last)
        a->b->last->next = NULL;
    else
        a->b->first = NULL;
    a->at->prev = NULL;
    u32 k = 0;
    vec_push(a->m->mem, &a->m->order, 0);
    for (k = a->m->order.n - 1; a->m->order.v[k - 1] != a->b->id; k--)
        a->m->order.v[k] = a->m->order.v[k - 1];
    a->m->order.v[k] = blk;
    a->b = n;
}

static void one_statement(AsmIn *a)
{
    Str name;
    for (a->i = 0; label_here(a, &name);)
        for (u32 k = 0; k < a->label.n; k++)
            if (a->label.v[k].line == a->line && str_eq(a->label.v[k].name, name))
                split(a, a->label.v[k].blk);
    Str w = asm_word(a, true);
    if (!w.n && asm_end(a))
        return;
    if (w.n && w.p[0] == '.' && directive(a, w))
        ;
    else if (!w.n || !a->m->t->isa->assemble(a, w))
        asm_fail(a, "unknown instruction, or it does not take these operands");
    if (!a->bad && !asm_end(a))
        asm_fail(a, "something follows the instruction");
}

static void put_which(AsmIn *a, const AsmUse *u, u32 k, u32 end)
{
    const Isa *isa = a->m->t->isa;
    MOp d = {.kind = MO_REG, .size = 4, .flags = MOF_DEF, .reg = u->which};
    MOp x = {.kind = MO_IMM, .size = 4, .imm = k}, to = {.kind = MO_BLK, .slot = end};
    isa->move(a->m, a->b, a->at, d, x);
    if (k < u->nlabel)
        asm_put(a, isa->op_jmp, a->m->f->mod->dl.ptr_size, 0, &to, 1);
}

static void expand(MFn *m, MBlk *b, MIns *i)
{
    const AsmUse *u = &m->asm_.v[i->op_[0].imm];
    AsmIn a = {.m = m, .b = b, .at = i, .loc = u->loc, .stmt = i->stmt, .vars = i->vars};
    Buf text = {0};
    size_t at = 0;
    a.s = u->text;
    substitute(&a, u, (u32)i->op_[0].imm + 1000 * m->f->sym, &text);
    Str t = {(const char *)text.p, text.n};
    find_labels(&a, t);
    u32 first = m->blk.n;
    for (u32 k = 0; k < u->nlabel + (u->nlabel > 0); k++) {
        AsmLabel l = {str_fmt(m->mem, ".Lasm_label%u", k), ~0u, m_blk(m)->id};
        vec_push(m->mem, &a.label, l);
    }
    for (; asm_statement(m->t->isa, t, &at, &a.s); a.line++)     // one mistake is told, and all
        one_statement(&a);                                       // labels have their places
    for (u32 k = 0; k <= u->nlabel && u->nlabel; k++) {
        put_which(&a, u, k, first + u->nlabel);
        split(&a, first + k);
    }
    i->stmt = a.stmt;
    m_drop(a.b, i);
    buf_free(&text);
}

void asm_expand(MFn *m)
{
    if (!m->asm_.n)
        return;
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (MIns *i = b->first, *next; i; i = next) {
            next = i->next;
            if (i->op == M_ASM) {
                expand(m, b, i);
                break;           // what follows may be in another block now, later in the order
            }
        }
        for (MIns *i = b->first; i; i = i->next)
            if (i->op == M_ASM) {
                k--;
                break;
            }
    }
}

// What a directive in the statement that begins at `at` says of its symbols.
static void bind_symbol(Sym *y, Str s, size_t at)
{
    while (at < s.n && strchr(" \t", s.p[at]))
        at++;
    Str rest = {s.p + at, s.n - at};
    if (str_starts(rest, ".hidden "))
        y->flags |= SYM_HIDDEN;
    if (str_starts(rest, ".weak ") && y->kind == SYM_UNDEF)
        y->bind = BIND_WEAK;
}

void asm_declare(Mod *m)
{
    for (u32 k = 0; k < m->asm_.n; k++) {
        Str s = m->asm_.v[k].text;
        size_t start = 0;        // of the statement
        for (size_t i = 0; i < s.n;) {
            size_t from = i;
            while (i < s.n && word_char(s.p[i]))
                i++;
            from += i > from && s.p[from] == '$';
            bool word = i > from && (s.p[from] < '0' || s.p[from] > '9') && s.p[from] != '.' &&
                        (!from || s.p[from - 1] != '%');
            bool first = true;   // in its statement: an instruction
            for (size_t j = from; word && j > 0 && first && !strchr("\n;:", s.p[j - 1]); j--)
                first = strchr(" \t", s.p[j - 1]) != NULL;
            if (word && !first) {
                SymId y = mod_sym(m, mod_file_name(m, m->mem, (Str){s.p + from, i - from}));
                bind_symbol(&m->sym.v[y], s, start);
            }
            start = i < s.n && strchr("\n;", s.p[i]) ? i + 1 : start;
            i += i == from;
        }
    }
}
