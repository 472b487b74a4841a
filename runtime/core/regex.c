// regex.c - regular expressions in linear time, by simulating the automaton (Thompson 1968)
//
// Answers one question: does the pattern match somewhere in the text. So greediness does not matter
// and no group is recorded. Syntax: that of Rust's regex crate for
//   literals, . ^ $ | ( ) (?: ) (?P<n> ) (?<n> ) * + ? {n} {n,} {n,m} and their lazy forms
//   [abc] [^a-z] [[:alpha:]] (no set operations, no nested classes); \d \w \s \b and their
//   opposites (Unicode), \pL \p{Nd} \A \z \n \t \r \f \v \a \xHH \x{H} \uHHHH \u{H}, flags (?i)
//   (?s) (?m) (?x) (?U) also as (?i: )
// Letters fold ASCII case only under (?i). Anything else is refused when compiled.
#include "runtime/rt_int.h"

enum { N_EMPTY, N_CHAR, N_ANY, N_ANYNL, N_SET, N_CAT, N_ALT, N_REP, N_ASSERT };
enum { A_START, A_END, A_LINE_START, A_LINE_END, A_WORD, A_NOT_WORD };
enum { OP_CHAR, OP_ANY, OP_ANYNL, OP_SET, OP_SPLIT, OP_JMP, OP_ASSERT, OP_MATCH };
enum { F_ICASE = 1, F_DOTALL = 2, F_MULTI = 4, F_EXTENDED = 8 };
enum { C_WORD = 1, C_DIGIT, C_SPACE, C_LETTER };  // class items; odd bit 8: negated
enum { MAX_PROG = 20000, MAX_DEPTH = 200, MAX_REPEAT = 1000 };
#define NO_CHAR 0xffffffffu

typedef struct Node {
    u8 kind, flags;
    u32 a, b;       // children, character, set, assertion
    u32 min, max;   // repetition; max NO_CHAR: unbounded
} Node;

typedef struct Item {  // range lo..hi, or a class when hi is NO_CHAR
    u32 lo, hi;
} Item;

typedef struct Set {
    u32 first, n;   // items
    u8 negated, icase;
} Set;

typedef struct Inst {
    u8 op;
    u32 x, y;
} Inst;

typedef struct Vec {  // growing array of fixed-size records
    u8 *p;
    u32 n, cap, size;
} Vec;

struct RtRegex {
    Vec item, set, prog, node;
    u32 *dense[2], *sparse, *stack;  // two state sets and the closure's stack
};

typedef struct Parse {
    RtRegex *re;
    const char *p, *end;
    const char *why;
    u32 flags;
    int depth;
} Parse;

static void *vec_push(Vec *v, const void *x)
{
    if (v->n == v->cap) {
        u32 cap = v->cap ? v->cap * 2 : 16;
        u32 to = rt_class((u64)cap * v->size);
        v->p = v->p ? rt_mem_grow(v->p, rt_class((u64)v->cap * v->size), to, (u64)v->n * v->size)
                    : rt_mem_alloc(to);
        v->cap = cap;
    }
    u8 *at = v->p + (u64)v->n++ * v->size;
    memcpy(at, x, v->size);
    return at;
}

static void vec_free(Vec *v)
{
    if (v->p)
        rt_mem_free(v->p, rt_class((u64)v->cap * v->size));
    v->p = NULL;
}

static Node *node(RtRegex *re, u32 i)
{
    return (Node *)(void *)re->node.p + i;
}
static Inst *inst(RtRegex *re, u32 i)
{
    return (Inst *)(void *)re->prog.p + i;
}

static u32 add_node(Parse *s, u8 kind, u32 a, u32 b)
{
    Node n = {kind, (u8)s->flags, a, b, 0, 0};
    vec_push(&s->re->node, &n);
    return s->re->node.n - 1;
}

static u32 fail(Parse *s, const char *why)
{
    if (!s->why)
        s->why = why;
    s->p = s->end;
    return 0;
}

static i8 at_end(const Parse *s)
{
    return s->p >= s->end;
}

static u32 next_char(Parse *s)
{
    u32 c;
    s->p += rt_utf8_get(s->p, s->end, &c);
    return c;
}

static i8 eat(Parse *s, char c)
{
    if (at_end(s) || *s->p != c)
        return 0;
    s->p++;
    return 1;
}

static void add_item(Parse *s, u32 lo, u32 hi)
{
    Item it = {lo, hi};
    vec_push(&s->re->item, &it);
}

static u32 add_set(Parse *s, u32 first, i8 negated)
{
    Set set = {first, s->re->item.n - first, (u8)negated, (s->flags & F_ICASE) != 0};
    vec_push(&s->re->set, &set);
    return s->re->set.n - 1;
}

/* ---- parsing ---- */

static u32 hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return (u32)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (u32)(c - 'a' + 10) : 16;
}

static u32 hex_escape(Parse *s, u32 digits)
{
    u32 x = 0, n = 0;
    i8 braces = eat(s, '{');
    while (!at_end(s) && hex_value(*s->p) < 16 && (braces ? n < 8 : n < digits)) {
        x = x * 16 + hex_value(*s->p++);
        n++;
    }
    if ((braces && (!n || !eat(s, '}'))) || (!braces && n != digits) || x > 0x10ffff ||
        (x >= 0xd800 && x < 0xe000))
        return fail(s, "invalid hexadecimal escape");
    return x;
}

/* \p{Name} or \pN: the class number, 0 when unknown */
static u32 property(Parse *s)
{
    static const struct {
        const char *name;
        u32 cls;
    } names[] = {{"L", C_LETTER},
                 {"Letter", C_LETTER},
                 {"Alphabetic", C_LETTER},
                 {"alpha", C_LETTER},
                 {"Nd", C_DIGIT},
                 {"N", C_DIGIT},
                 {"Decimal_Number", C_DIGIT},
                 {"White_Space", C_SPACE},
                 {"Word", C_WORD},
                 {"word", C_WORD}};
    const char *from = s->p;
    u64 n = at_end(s) ? 0 : 1;
    if (eat(s, '{')) {
        from = s->p;
        while (!at_end(s) && *s->p != '}')
            s->p++;
        n = (u64)(s->p - from);
        eat(s, '}');
    } else if (!at_end(s)) {
        s->p++;
    }
    for (u64 i = 0; i < RT_COUNT(names); i++)
        if (rt_bytes_eqz(from, n, names[i].name))
            return names[i].cls;
    return fail(s, "Unicode property not supported");
}

/* After a backslash. A class goes to *cls (with bit 8 when negated), a character is returned. */
static u32 escape(Parse *s, u32 *cls)
{
    *cls = 0;
    if (at_end(s))
        return fail(s, "incomplete escape sequence");
    u32 c = next_char(s);
    switch (c) {
    case 'd': *cls = C_DIGIT; return 0;
    case 'D': *cls = C_DIGIT | 8; return 0;
    case 'w': *cls = C_WORD; return 0;
    case 'W': *cls = C_WORD | 8; return 0;
    case 's': *cls = C_SPACE; return 0;
    case 'S': *cls = C_SPACE | 8; return 0;
    case 'p': *cls = property(s); return 0;
    case 'P': *cls = property(s) | 8; return 0;
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'f': return '\f';
    case 'v': return '\v';
    case 'a': return 7;
    case 'x': return hex_escape(s, 2);
    case 'u': return hex_escape(s, 4);
    case 'U': return hex_escape(s, 8);
    default:
        if (c < 0x80 && rt_is_word(c))
            return fail(s, "unrecognized escape sequence");
        return c;
    }
}

static i8 posix_class(Parse *s)
{
    static const struct {
        const char *name, *ranges;
    } names[] = {{"alpha", "AZaz"},
                 {"digit", "09"},
                 {"alnum", "09AZaz"},
                 {"upper", "AZ"},
                 {"lower", "az"},
                 {"space", "\t\r  "},
                 {"blank", "\t\t  "},
                 {"punct", "!/:@[`{~"},
                 {"xdigit", "09AFaf"},
                 {"word", "09AZ__az"},
                 {"cntrl", "\1\x1f\x7f\x7f"},
                 {"graph", "!~"},
                 {"print", " ~"},
                 {"ascii", "\1\x7f"}};
    if (s->end - s->p < 4 || s->p[0] != '[' || s->p[1] != ':')
        return 0;
    const char *from = s->p + 2, *to = from;
    i8 neg = *from == '^';
    from += neg;
    while (to < s->end && *to != ']')
        to++;
    if (to == s->end || to[-1] != ':')
        return 0;
    for (u64 i = 0; i < RT_COUNT(names); i++) {
        if (!rt_bytes_eqz(from, (u64)(to - 1 - from), names[i].name))
            continue;
        u32 last = 0;
        for (const char *r = names[i].ranges; *r; r += 2) {
            u32 lo = r[0] == 1 ? 0 : (u8)r[0], hi = (u8)r[1];
            if (neg && lo > last)
                add_item(s, last, lo - 1);
            else if (!neg)
                add_item(s, lo, hi);
            last = hi + 1;
        }
        if (neg)
            add_item(s, last, 0x10ffff);
        s->p = to + 1;
        return 1;
    }
    return 0;
}

static u32 class_char(Parse *s, u32 *cls)
{
    *cls = 0;
    if (eat(s, '\\')) {
        if (!at_end(s) && *s->p == 'b')
            return fail(s, "word boundary inside a class");
        return escape(s, cls);
    }
    return next_char(s);
}

static u32 bracket(Parse *s)
{
    u32 first = s->re->item.n, cls;
    i8 negated = eat(s, '^'), any = 0;
    for (;; any = 1) {
        if (at_end(s))
            return fail(s, "unclosed character class");
        if (*s->p == ']' && any) {
            s->p++;
            break;
        }
        if (posix_class(s))
            continue;
        if (*s->p == '[')
            return fail(s, "nested character class not supported");
        if (s->end - s->p > 1 &&
            ((s->p[0] == '&' && s->p[1] == '&') || (s->p[0] == '~' && s->p[1] == '~') ||
             (s->p[0] == '-' && s->p[1] == '-' && any)))
            return fail(s, "character class operation not supported");
        u32 lo = class_char(s, &cls), hi = lo;
        if (cls) {
            add_item(s, cls, NO_CHAR);
            continue;
        }
        if (s->end - s->p > 1 && s->p[0] == '-' && s->p[1] != ']') {
            s->p++;
            hi = class_char(s, &cls);
            if (cls || hi < lo)
                return fail(s, "invalid character class range");
        }
        add_item(s, lo, hi);
    }
    u32 set = add_set(s, first, negated);
    return add_node(s, N_SET, set, 0);
}

static u32 alternation(Parse *s);

static i8 set_flags(Parse *s)  // the letters after "(?", up to ':' or ')'
{
    i8 off = 0;
    u32 flags = s->flags;
    for (; !at_end(s) && *s->p != ')' && *s->p != ':'; s->p++) {
        u32 f = *s->p == 'i' ? F_ICASE : *s->p == 's' ? F_DOTALL : *s->p == 'm' ? F_MULTI
                : *s->p == 'x' ? F_EXTENDED : 0;
        if (*s->p == '-')
            off = 1;
        else if (!f && *s->p != 'U' && *s->p != 'u')
            return 0;
        flags = off ? flags & ~f : flags | f;
    }
    s->flags = flags;
    return !at_end(s);
}

static u32 group(Parse *s)
{
    u32 outer = s->flags, n;
    if (++s->depth > MAX_DEPTH)
        return fail(s, "nesting too deep");
    if (eat(s, '?')) {
        i8 named = s->end - s->p > 1 && (s->p[0] == '<' || (s->p[0] == 'P' && s->p[1] == '<'));
        if (named) {
            if (s->p[0] == '<' && (s->p[1] == '=' || s->p[1] == '!'))
                return fail(s, "look-around is not supported");
            while (!at_end(s) && *s->p != '>')
                s->p++;
            if (!eat(s, '>'))
                return fail(s, "invalid group name");
        } else {
            if (!at_end(s) && (*s->p == '=' || *s->p == '!'))
                return fail(s, "look-around is not supported");
            if (!set_flags(s))
                return fail(s, "unrecognized flag");
            if (eat(s, ')')) {  // (?i): for the rest of the enclosing group
                s->depth--;
                return add_node(s, N_EMPTY, 0, 0);
            }
            s->p++;
        }
    }
    n = alternation(s);
    if (!eat(s, ')'))
        return fail(s, "unclosed group");
    s->flags = outer;
    s->depth--;
    return n;
}

static u32 class_node(Parse *s, u32 cls)
{
    u32 first = s->re->item.n;
    add_item(s, cls, NO_CHAR);
    u32 set = add_set(s, first, 0);
    return add_node(s, N_SET, set, 0);
}

static u32 char_node(Parse *s, u32 c)
{
    if (s->flags & F_ICASE && c < 0x80 && rt_is_letter(c)) {
        u32 first = s->re->item.n;
        add_item(s, c, c);
        u32 set = add_set(s, first, 0);
        return add_node(s, N_SET, set, 0);
    }
    return add_node(s, N_CHAR, c, 0);
}

static u32 atom(Parse *s)
{
    u32 cls, c = next_char(s);
    switch (c) {
    case '(':
        return group(s);
    case '[':
        return bracket(s);
    case '.':
        return add_node(s, s->flags & F_DOTALL ? N_ANYNL : N_ANY, 0, 0);
    case '^':
        return add_node(s, N_ASSERT, s->flags & F_MULTI ? A_LINE_START : A_START, 0);
    case '$':
        return add_node(s, N_ASSERT, s->flags & F_MULTI ? A_LINE_END : A_END, 0);
    case '*':
    case '+':
    case '?':
    case '{':
        return fail(s, "repetition operator missing expression");
    case '\\':
        if (eat(s, 'b'))
            return add_node(s, N_ASSERT, A_WORD, 0);
        if (eat(s, 'B'))
            return add_node(s, N_ASSERT, A_NOT_WORD, 0);
        if (eat(s, 'A'))
            return add_node(s, N_ASSERT, A_START, 0);
        if (eat(s, 'z'))
            return add_node(s, N_ASSERT, A_END, 0);
        c = escape(s, &cls);
        return cls ? class_node(s, cls) : char_node(s, c);
    default:
        return char_node(s, c);
    }
}

static u32 count(Parse *s)
{
    u32 x = NO_CHAR;
    while (!at_end(s) && *s->p >= '0' && *s->p <= '9') {
        x = (x == NO_CHAR ? 0 : x) * 10 + (u32)(*s->p++ - '0');
        if (x > MAX_REPEAT)
            return fail(s, "repetition count too large");
    }
    return x;
}

static u32 repeat(Parse *s)
{
    u32 n = atom(s);
    while (!at_end(s)) {
        u32 min, max;
        if (eat(s, '*')) {
            min = 0, max = NO_CHAR;
        } else if (eat(s, '+')) {
            min = 1, max = NO_CHAR;
        } else if (eat(s, '?')) {
            min = 0, max = 1;
        } else if (eat(s, '{')) {
            min = max = count(s);
            if (eat(s, ','))
                max = count(s);
            if (min == NO_CHAR || !eat(s, '}') || max < min)
                return fail(s, "invalid repetition count");
        } else {
            break;
        }
        eat(s, '?');
        n = add_node(s, N_REP, n, 0);
        node(s->re, n)->min = min;
        node(s->re, n)->max = max;
    }
    return n;
}

static i8 skip_extended(Parse *s)
{
    const char *from = s->p;
    while (!at_end(s) && (*s->p == ' ' || (*s->p >= '\t' && *s->p <= '\r') || *s->p == '#')) {
        if (*s->p == '#')
            while (!at_end(s) && *s->p != '\n')
                s->p++;
        else
            s->p++;
    }
    return s->p != from;
}

static u32 concat(Parse *s)
{
    u32 n = add_node(s, N_EMPTY, 0, 0);
    while (!at_end(s) && *s->p != '|' && *s->p != ')') {
        if (s->flags & F_EXTENDED && skip_extended(s))
            continue;
        u32 m = repeat(s);
        n = add_node(s, N_CAT, n, m);
    }
    return n;
}

static u32 alternation(Parse *s)
{
    u32 n = concat(s);
    while (eat(s, '|')) {
        u32 m = concat(s);
        n = add_node(s, N_ALT, n, m);
    }
    return n;
}

/* ---- code ---- */

static u32 emit(Parse *s, u8 op, u32 x, u32 y)
{
    Inst in = {op, x, y};
    if (s->re->prog.n >= MAX_PROG)
        return fail(s, "compiled regex too large");
    vec_push(&s->re->prog, &in);
    return s->re->prog.n - 1;
}

static void gen(Parse *s, u32 i);

static void gen_repeat(Parse *s, const Node *n)
{
    RtRegex *re = s->re;
    for (u32 k = 0; k < n->min && !s->why; k++)
        gen(s, n->a);
    if (n->max == NO_CHAR) {
        u32 split = emit(s, OP_SPLIT, re->prog.n + 1, 0);
        gen(s, n->a);
        emit(s, OP_JMP, split, 0);
        inst(re, split)->y = re->prog.n;
        return;
    }
    u32 first = re->prog.n;  // (x(x(x)?)?)?: every split leaves to the same end
    for (u32 k = n->min; k < n->max && !s->why; k++) {
        emit(s, OP_SPLIT, re->prog.n + 1, NO_CHAR);
        gen(s, n->a);
    }
    for (u32 k = first; k < re->prog.n; k++)
        if (inst(re, k)->op == OP_SPLIT && inst(re, k)->y == NO_CHAR)
            inst(re, k)->y = re->prog.n;
}

static void gen(Parse *s, u32 i)
{
    RtRegex *re = s->re;
    Node n = *node(re, i);
    u32 split, jump;
    if (s->why)
        return;
    switch (n.kind) {
    case N_CHAR:
        emit(s, OP_CHAR, n.a, 0);
        break;
    case N_ANY:
        emit(s, OP_ANY, 0, 0);
        break;
    case N_ANYNL:
        emit(s, OP_ANYNL, 0, 0);
        break;
    case N_SET:
        emit(s, OP_SET, n.a, 0);
        break;
    case N_ASSERT:
        emit(s, OP_ASSERT, n.a, 0);
        break;
    case N_CAT:
        gen(s, n.a);
        gen(s, n.b);
        break;
    case N_ALT:
        split = emit(s, OP_SPLIT, re->prog.n + 1, 0);
        gen(s, n.a);
        jump = emit(s, OP_JMP, 0, 0);
        inst(re, split)->y = re->prog.n;
        gen(s, n.b);
        inst(re, jump)->x = re->prog.n;
        break;
    case N_REP:
        gen_repeat(s, &n);
        break;
    default:
        break;
    }
}

void rt_regex_free(RtRegex *re)
{
    u32 n = re->prog.n;
    vec_free(&re->node);
    vec_free(&re->item);
    vec_free(&re->set);
    if (re->stack) {
        rt_mem_free(re->dense[0], rt_class((u64)n * 4));
        rt_mem_free(re->dense[1], rt_class((u64)n * 4));
        rt_mem_free(re->sparse, rt_class((u64)n * 4));
        rt_mem_free(re->stack, rt_class((u64)n * 8));
    }
    vec_free(&re->prog);
    rt_mem_free(re, rt_class(sizeof *re));
}

RtRegex *rt_regex_compile(const char *p, u64 n, const char **why)
{
    RtRegex *re = rt_mem_alloc(rt_class(sizeof *re));
    memset(re, 0, sizeof *re);
    re->item.size = sizeof(Item);
    re->set.size = sizeof(Set);
    re->prog.size = sizeof(Inst);
    re->node.size = sizeof(Node);
    Parse s = {re, p, p + n, NULL, 0, 0};
    u32 root = alternation(&s);
    if (!at_end(&s))
        fail(&s, "unopened group");
    if (!s.why)
        gen(&s, root);
    if (!s.why)
        emit(&s, OP_MATCH, 0, 0);
    *why = s.why;
    if (s.why) {
        rt_regex_free(re);
        return NULL;
    }
    u64 states = re->prog.n;
    re->dense[0] = rt_mem_alloc(rt_class(states * 4));
    re->dense[1] = rt_mem_alloc(rt_class(states * 4));
    re->sparse = rt_mem_alloc(rt_class(states * 4));
    re->stack = rt_mem_alloc(rt_class(states * 8));
    memset(re->sparse, 0, states * 4);
    return re;
}

/* ---- matching ---- */

static i8 in_class(u32 cls, u32 c)
{
    i8 r = (cls & 7) == C_WORD ? rt_is_word(c) : (cls & 7) == C_DIGIT ? rt_is_digit(c)
           : (cls & 7) == C_SPACE ? rt_is_space(c) : rt_is_letter(c);
    return cls & 8 ? !r : r;
}

static i8 in_items(const Item *it, u32 n, u32 c)
{
    for (u32 i = 0; i < n; i++)
        if (it[i].hi == NO_CHAR ? in_class(it[i].lo, c) : c >= it[i].lo && c <= it[i].hi)
            return 1;
    return 0;
}

static i8 in_set(const RtRegex *re, u32 i, u32 c)
{
    const Set *s = (const Set *)(const void *)re->set.p + i;
    const Item *it = (const Item *)(const void *)re->item.p + s->first;
    i8 r = in_items(it, s->n, c);
    if (!r && s->icase && c < 0x80 && rt_is_letter(c))
        r = in_items(it, s->n, c ^ 0x20);
    return s->negated ? !r : r;
}

static i8 holds(u32 what, u32 before, u32 after)
{
    i8 b = before != NO_CHAR && rt_is_word(before), a = after != NO_CHAR && rt_is_word(after);
    switch (what) {
    case A_START: return before == NO_CHAR;
    case A_END: return after == NO_CHAR;
    case A_LINE_START: return before == NO_CHAR || before == '\n';
    case A_LINE_END: return after == NO_CHAR || after == '\n';
    case A_WORD: return a != b;
    default: return a == b;
    }
}

/* Adds state i and what is reachable without a character; 1 when that includes the match. */
static i8 add_state(RtRegex *re, u32 *dense, u32 *n, u32 i, u32 before, u32 after)
{
    u32 top = 0;
    re->stack[top++] = i;
    while (top) {
        i = re->stack[--top];
        if (re->sparse[i] < *n && dense[re->sparse[i]] == i)
            continue;
        re->sparse[i] = *n;
        dense[(*n)++] = i;
        const Inst *in = inst(re, i);
        if (in->op == OP_MATCH)
            return 1;
        if (in->op == OP_JMP || in->op == OP_SPLIT)
            re->stack[top++] = in->x;
        if (in->op == OP_SPLIT)
            re->stack[top++] = in->y;
        if (in->op == OP_ASSERT && holds(in->x, before, after))
            re->stack[top++] = i + 1;
    }
    return 0;
}

static i8 accepts(const RtRegex *re, const Inst *in, u32 c)
{
    switch (in->op) {
    case OP_CHAR: return c == in->x;
    case OP_ANY: return c != '\n';
    case OP_ANYNL: return 1;
    case OP_SET: return in_set(re, in->x, c);
    default: return 0;
    }
}

i8 rt_regex_match(RtRegex *re, const char *p, u64 len)
{
    const char *end = p + len;
    u32 n = 0, before = NO_CHAR, now = 0;
    u32 *cur = re->dense[0], *next = re->dense[1];
    for (;;) {
        u32 c = NO_CHAR, after = NO_CHAR, m = 0;
        int used = 0;
        if (p < end)
            used = rt_utf8_get(p, end, &c);
        if (add_state(re, cur, &n, 0, before, c))  // a match may start here
            return 1;
        if (p == end)
            return 0;
        p += used;
        if (p < end)
            rt_utf8_get(p, end, &after);
        for (now = 0; now < n; now++) {
            const Inst *in = inst(re, cur[now]);
            if (accepts(re, in, c) && add_state(re, next, &m, cur[now] + 1, c, after))
                return 1;
        }
        u32 *swap = cur;
        cur = next;
        next = swap;
        n = m;
        before = c;
    }
}
