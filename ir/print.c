// print.c - the text form of modules and functions (docs/ir.md has its grammar)
#include "ir/ir.h"

#include <math.h>

typedef struct Printer {
    const Mod *m;
    const Fn *f;
    Buf *out;
    u32 *num, *blk;
    Arena tmp;
} Printer;

u32 *ir_numbers(const Fn *f, Arena *a)
{
    u32 *num = arena_array(a, u32, f->ins.n + 1), n = 0;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        for (u32 k = 0; k < ir_blk(f, b)->param.n; k++)
            num[ir_blk(f, b)->param.v[k]] = ++n;
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            if (ir_type(f, r) != T_VOID && !(op_info[ir_ins(f, r)->op].flags & OF_TERM))
                num[r] = ++n;
    }
    return num;
}

u32 *ir_blk_numbers(const Fn *f, Arena *a)
{
    u32 *num = arena_array(a, u32, f->blk.n + 1), n = 0;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        num[b] = ++n;
    return num;
}

bool ir_op_typed(Op op)
{
    switch (op) {
    case OP_STORE: case OP_COPY: case OP_MOVE: case OP_SET: case OP_RESTSP: case OP_ASTORE:
    case OP_FENCE: case OP_VASTART: case OP_LADD: case OP_LSUB: case OP_LMUL: case OP_LDIV:
    case OP_LOFS: case OP_LOFF:
        return false;
    case OP_TAILCALL:
        return true;
    default:
        return !(op_info[op].flags & (OF_TERM | OF_CONST)) && op != OP_NONE && op != OP_PARAM;
    }
}

// Calls and edges always spell the type of a constant; elsewhere it follows from the instruction.
Type ir_opnd_type(const Fn *f, const Ins *i, u32 k)
{
    switch (i->op) {
    case OP_LOAD: case OP_ALOAD: case OP_VASTART: case OP_VAARG: case OP_RESTSP: case OP_IJMP:
        return T_PTR;
    case OP_LADD: case OP_LSUB: case OP_LMUL: case OP_LDIV: case OP_LTOS: case OP_LTOF:
    case OP_LEQ: case OP_LLT: case OP_LLE:
        return T_PTR;
    case OP_LOFS: case OP_LOFF:
        return k == 0 ? T_PTR : T_VOID;
    case OP_STORE:
        return k == 0 ? T_PTR : (Type)i->sig;
    case OP_ASTORE:
        return k == 0 ? T_PTR : T_VOID;
    case OP_COPY: case OP_MOVE:
        return k < 2 ? T_PTR : f->mod->dl.word;
    case OP_SET:
        return k == 0 ? T_PTR : k == 1 ? T_I8 : f->mod->dl.word;
    case OP_ALLOCA:
        return f->mod->dl.word;
    case OP_RET: {
        const Sig *s = &f->mod->sig.v[f->sig];
        return k < s->nret && !s->ret[0].agg ? (Type)s->ret[k].type : T_VOID;
    }
    case OP_SHL: case OP_SHR: case OP_SAR: case OP_ROTL: case OP_ROTR:
    case OP_ADD: case OP_SUB:
        if (k == 1 && i->type == T_PTR)
            return f->mod->dl.word;
        return (Type)i->type;
    case OP_SELECT:
        return k == 0 ? T_VOID : (Type)i->type;
    case OP_AXCHG: case OP_AADD: case OP_ASUB: case OP_AAND: case OP_AOR: case OP_AXOR:
    case OP_ACAS:
        return k == 0 ? T_PTR : (Type)i->type;
    default:
        break;
    }
    if (op_info[i->op].nargs == 2 && (op_info[i->op].flags & OF_PURE) &&
        !(op_info[i->op].flags & OF_CMP))
        return (Type)i->type;
    if (op_info[i->op].flags & OF_TRAP)
        return (Type)i->type;
    switch (i->op) {
    case OP_NEG: case OP_NOT: case OP_CLZ: case OP_CTZ: case OP_POPCNT: case OP_BSWAP:
    case OP_FNEG: case OP_FSQRT: case OP_FABS:
        return (Type)i->type;
    default:
        return T_VOID;
    }
}

static bool plain_name(Str s)
{
    if (!s.n || (s.p[0] >= '0' && s.p[0] <= '9'))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_' || c == '.' || c == '$'))
            return false;
    }
    return true;
}

static void quoted(Buf *o, Str s)
{
    buf_byte(o, '"');
    for (size_t i = 0; i < s.n; i++) {
        u8 c = (u8)s.p[i];
        if (c >= ' ' && c < 0x7f && c != '"' && c != '\\')
            buf_byte(o, c);
        else
            buf_fmt(o, "\\%02x", c);
    }
    buf_byte(o, '"');
}

static void sym_name(Buf *o, const Mod *m, SymId s)
{
    Str n = m->sym.v[s].name;
    buf_byte(o, '@');
    if (!n.n)
        buf_fmt(o, "#%u", s);
    else if (plain_name(n))
        buf_put(o, n.p, n.n);
    else
        quoted(o, n);
}

static void loc(Buf *o, u32 l)
{
    if (l)
        buf_fmt(o, " !%u:%u", LOC_FILE(l), LOC_LINE(l));
}

static void agg(Buf *o, const Mod *m, u32 idx)
{
    const Agg *a = &m->agg.v[idx];
    buf_fmt(o, "{%u %u", a->size, a->align);
    for (u32 i = 0; i < a->nfield; i++)
        buf_fmt(o, " %u:%s", a->field[i].off, type_name((Type)a->field[i].type));
    buf_byte(o, '}');
}

static void param(Buf *o, const Mod *m, Param p)
{
    if (p.agg)
        agg(o, m, p.agg - 1);
    else
        buf_str(o, type_name((Type)p.type));
    if (p.ext)
        buf_str(o, p.ext == EXT_SIGN ? " sext" : " zext");
}

static void sig(Buf *o, const Mod *m, u32 idx)
{
    const Sig *s = &m->sig.v[idx];
    buf_byte(o, '(');
    for (u32 i = 0; i <= s->nparam; i++) {
        if (s->variadic && i == s->nfixed)
            buf_str(o, i ? ", ..." : "...");
        if (i == s->nparam)
            break;
        if (i || (s->variadic && s->nfixed == 0))
            buf_str(o, ", ");
        param(o, m, s->param[i]);
    }
    buf_str(o, ") -> ");
    if (!s->nret)
        buf_str(o, "void");
    for (u32 i = 0; i < s->nret; i++) {
        if (i)
            buf_str(o, ", ");
        param(o, m, s->ret[i]);
    }
    if (s->cc == CC_INTERNAL)
        buf_str(o, " internal");
    if (s->noreturn)
        buf_str(o, " noreturn");
}

static void offset(Buf *o, i32 off)
{
    if (off)
        buf_fmt(o, "%+d", off);
}

static void flt_const(Buf *o, Type t, i64 bits)
{
    char text[40];
    double d;
    if (t == T_F32) {
        float x;
        u32 b = (u32)bits;
        memcpy(&x, &b, 4);
        d = x;
    } else {
        memcpy(&d, &bits, 8);
    }
    if (isfinite(d) && (d != 0 || !signbit(d))) {
        flt_shortest(d, text);
        buf_str(o, text);
        if (!strpbrk(text, ".e"))
            buf_str(o, ".0");
    } else {
        buf_fmt(o, t == T_F32 ? "0x%08llx" : "0x%016llx", (unsigned long long)bits);
    }
}

static void value(Printer *p, Ref r, Type known)
{
    Buf *o = p->out;
    if (!r || r >= p->f->ins.n) {
        buf_fmt(o, "%%bad%u", r);
        return;
    }
    const Ins *i = ir_ins(p->f, r);
    if (op_info[i->op].flags & OF_CONST) {
        bool addr = i->op == OP_SYM || i->op == OP_SLOT || i->op == OP_BLKADDR;
        if (!addr && (i->type != known || known == T_VOID))
            buf_fmt(o, "%s ", type_name((Type)i->type));
    }
    switch (i->op) {
    case OP_INT:
        buf_fmt(o, "%lld", (long long)i->u.i);
        break;
    case OP_FLT:
        flt_const(o, (Type)i->type, i->u.i);
        break;
    case OP_SYM:
        if (i->u.s.sym < p->m->sym.n)
            sym_name(o, p->m, i->u.s.sym);
        offset(o, i->u.s.off);
        break;
    case OP_SLOT:
        buf_fmt(o, "$%u", i->u.s.sym);
        offset(o, i->u.s.off);
        break;
    case OP_BLKADDR:
        buf_fmt(o, "&.%u", i->u.s.sym < p->f->blk.n ? p->blk[i->u.s.sym] : 0);
        break;
    case OP_UNDEF:
        buf_str(o, "undef");
        break;
    default:
        if (p->num[r])
            buf_fmt(o, "%%%u", p->num[r]);
        else
            buf_fmt(o, "%%removed%u", r);
    }
}

static void edge(Printer *p, const Edge *e)
{
    buf_fmt(p->out, ".%u", e->to < p->f->blk.n ? p->blk[e->to] : 0);
    if (!e->narg)
        return;
    buf_byte(p->out, '(');
    for (u32 k = 0; k < e->narg; k++) {
        if (k)
            buf_str(p->out, ", ");
        value(p, edge_args(p->f, e)[k], T_VOID);
    }
    buf_byte(p->out, ')');
}

static void memory_aux(Buf *o, u32 aux, bool atomic)
{
    static const char *const order[8] = {"relaxed", "consume", "acquire", "release",
                                         "acq_rel", "seq_cst", "order6",  "order7"};
    if (aux & MEM_ALIGN)
        buf_fmt(o, " align %u", 1u << (aux & MEM_ALIGN));
    if (aux & MEM_VOLATILE)
        buf_str(o, " volatile");
    if (aux & MEM_CONST)
        buf_str(o, " const");
    if (atomic)
        buf_fmt(o, " %s", order[(aux & MEM_ORDER) >> 8]);
}

static void suffix(Printer *p, const Ins *i)
{
    Buf *o = p->out;
    switch (i->op) {
    case OP_LOAD: case OP_STORE: case OP_COPY: case OP_MOVE: case OP_SET:
        memory_aux(o, i->aux, false);
        break;
    case OP_ALOAD: case OP_ASTORE: case OP_AXCHG: case OP_AADD: case OP_ASUB: case OP_AAND:
    case OP_AOR: case OP_AXOR: case OP_ACAS: case OP_FENCE:
        memory_aux(o, i->aux, true);
        break;
    case OP_ALLOCA:
        buf_fmt(o, " align %u", i->aux);
        break;
    case OP_RES:
        buf_fmt(o, " #%u", i->aux);
        break;
    case OP_VAARG:
        if (i->sig && i->sig - 1 < p->m->agg.n) {
            buf_byte(o, ' ');
            agg(o, p->m, i->sig - 1);
        }
        break;
    default:
        break;
    }
}

static void terminator_edges(Printer *p, const Ins *i)
{
    Buf *o = p->out;
    const Edge *e = ir_edges(p->f, i);
    switch (i->op) {
    case OP_JMP:
        buf_byte(o, ' ');
        edge(p, e);
        break;
    case OP_BR:
        for (u32 k = 0; k < i->nedge; k++) {
            buf_str(o, ", ");
            edge(p, &e[k]);
        }
        if (i->aux)
            buf_str(o, i->aux == BR_LIKELY ? " likely" : " unlikely");
        break;
    case OP_SWITCH:
        buf_str(o, ", ");
        edge(p, e);
        buf_str(o, " [");
        for (u32 k = 1; k < i->nedge; k++) {
            buf_fmt(o, k > 1 ? ", %lld: " : "%lld: ", (long long)e[k].val);
            edge(p, &e[k]);
        }
        buf_byte(o, ']');
        break;
    case OP_IJMP:
        buf_str(o, " [");
        for (u32 k = 0; k < i->nedge; k++) {
            if (k)
                buf_str(o, ", ");
            edge(p, &e[k]);
        }
        buf_byte(o, ']');
        break;
    default:
        break;
    }
}

static void call_operands(Printer *p, const Ins *i)
{
    const Ref *a = ir_args(p->f, i);
    buf_byte(p->out, ' ');
    value(p, a[0], T_VOID);
    buf_byte(p->out, '(');
    for (u32 k = 1; k < i->narg; k++) {
        if (k > 1)
            buf_str(p->out, ", ");
        value(p, a[k], T_VOID);
    }
    buf_str(p->out, ") : ");
    sig(p->out, p->m, i->sig);
}

static void instruction(Printer *p, Ref r)
{
    Buf *o = p->out;
    const Ins *i = ir_ins(p->f, r);
    const Ref *a = ir_args(p->f, i);
    buf_str(o, "    ");
    if (p->num[r])
        buf_fmt(o, "%%%u = ", p->num[r]);
    buf_str(o, op_info[i->op].text);
    if (i->op == OP_STORE)
        buf_fmt(o, " %s", type_name((Type)i->sig));
    else if (ir_op_typed((Op)i->op))
        buf_fmt(o, " %s", type_name((Type)i->type));
    if (i->op == OP_ASM && i->sig < p->m->asm_.n) {
        buf_byte(o, ' ');
        quoted(o, p->m->asm_.v[i->sig].text);
        buf_byte(o, ' ');
        quoted(o, p->m->asm_.v[i->sig].cons);
    }
    if ((i->op == OP_CALL || i->op == OP_TAILCALL) && i->narg) {
        call_operands(p, i);
    } else {
        for (u32 k = 0; k < i->narg; k++) {
            buf_str(o, k ? ", " : " ");
            value(p, a[k], ir_opnd_type(p->f, i, k));
        }
        suffix(p, i);
        terminator_edges(p, i);
    }
    loc(o, ir_loc(p->f, i->loc));
    buf_byte(o, '\n');
}

static void block(Printer *p, BlkId b)
{
    Buf *o = p->out;
    const Blk *k = ir_blk(p->f, b);
    buf_fmt(o, ".%u", p->blk[b]);
    if (k->param.n) {
        buf_byte(o, '(');
        for (u32 i = 0; i < k->param.n; i++) {
            Ref r = k->param.v[i];
            buf_fmt(o, "%s%%%u: %s", i ? ", " : "", p->num[r], type_name(ir_type(p->f, r)));
        }
        buf_byte(o, ')');
    }
    if (k->name.n) {
        buf_byte(o, ' ');
        quoted(o, k->name);
    }
    if (k->addr_taken)
        buf_str(o, " addrtaken");
    buf_str(o, ":\n");
    for (Ref r = k->first; r; r = ir_ins(p->f, r)->next)
        instruction(p, r);
}

static void linkage(Buf *o, const Sym *s)
{
    static const char *const flag[] = {"ro",     "tls",  "hidden", "merge",
                                       "string", "used", "rt",     "export",
                                       "tls_general", "tls_local", "tls_initial", "tls_exec",
                                       "ifunc"};
    static const char *const bind[] = {"local", "global", "weak"};
    buf_str(o, bind[s->bind]);
    for (u32 i = 0; i < COUNT(flag); i++)
        if (s->flags >> i & 1)
            buf_fmt(o, " %s", flag[i]);
    if (s->section.n) {
        buf_str(o, " section ");
        quoted(o, s->section);
    }
}

void ir_print_fn(const Fn *f, Buf *out)
{
    static const char *const flag[] = {"noinline", "inline", "always_inline", "noreturn",
                                       "realign",  "cold",   "frame",         "naked"};
    Printer p = {.m = f->mod, .f = f, .out = out};
    p.num = ir_numbers(f, &p.tmp);
    p.blk = ir_blk_numbers(f, &p.tmp);
    buf_str(out, "fn ");
    linkage(out, &f->mod->sym.v[f->sym]);
    for (u32 i = 0; i < COUNT(flag); i++)
        if (f->flags >> i & 1)
            buf_fmt(out, " %s", flag[i]);
    buf_byte(out, ' ');
    sym_name(out, f->mod, f->sym);
    sig(out, f->mod, f->sig);
    loc(out, f->loc);
    buf_str(out, " {\n");
    for (u32 i = 0; i < f->slot.n; i++) {
        buf_fmt(out, "    slot $%u size %u align %u", i, f->slot.v[i].size, f->slot.v[i].align);
        if (f->slot.v[i].name.n) {
            buf_byte(out, ' ');
            quoted(out, f->slot.v[i].name);
        }
        buf_byte(out, '\n');
    }
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        block(&p, b);
    buf_str(out, "}\n");
    arena_free(&p.tmp);
}

// Text of a data symbol's bytes in lines of at most 64 bytes; trailing zeros are left to the size.
static void data_bytes(Buf *out, const Sym *s)
{
    u64 n = s->data ? s->size : 0;
    while (n && !s->data[n - 1])
        n--;
    for (u64 at = 0; at < n; at += 64) {
        buf_str(out, "    ");
        quoted(out, (Str){(const char *)s->data + at, (size_t)MIN(n - at, 64)});
        buf_byte(out, '\n');
    }
}

static void relocations(Buf *out, const Mod *m, const Sym *s)
{
    for (u32 i = 0; i < s->reloc.n; i++) {
        const Reloc *r = &s->reloc.v[i];
        buf_fmt(out, "    %u: ", r->off);
        sym_name(out, m, r->sym);
        if (r->blk && m->sym.v[r->sym].fn) {
            Arena tmp = {0};
            const u32 *num = ir_blk_numbers(m->sym.v[r->sym].fn, &tmp);
            buf_fmt(out, " &.%u", num[r->blk]);
            if (r->from)
                buf_fmt(out, " from .%u size %u", num[r->from], r->size);
            arena_free(&tmp);
        }
        if (r->add)
            buf_fmt(out, "%+lld", (long long)r->add);
        buf_byte(out, '\n');
    }
}

static void symbol(const Mod *m, SymId id, Buf *out)
{
    const Sym *s = &m->sym.v[id];
    if (s->kind == SYM_FN) {
        buf_byte(out, '\n');
        ir_print_fn(s->fn, out);
        return;
    }
    static const char *const kind[] = {[SYM_UNDEF] = "extern", [SYM_DATA] = "data",
                                       [SYM_COMMON] = "common", [SYM_ALIAS] = "alias"};
    buf_fmt(out, "%s ", kind[s->kind]);
    linkage(out, s);
    buf_byte(out, ' ');
    sym_name(out, m, id);
    if (s->kind == SYM_ALIAS || s->flags & SYM_IFUNC) {
        buf_str(out, " = ");
        sym_name(out, m, s->alias);
    }
    if (s->kind == SYM_UNDEF || s->kind == SYM_ALIAS) {
        if (s->sig) {
            buf_byte(out, ' ');
            sig(out, m, s->sig);
        }
    } else {
        buf_fmt(out, " size %llu align %u", (unsigned long long)s->size, s->align);
    }
    loc(out, s->loc);
    if (s->kind == SYM_DATA && (s->data || s->reloc.n)) {
        buf_str(out, " {\n");
        data_bytes(out, s);
        relocations(out, m, s);
        buf_byte(out, '}');
    }
    buf_byte(out, '\n');
}

void ir_print_mod(const Mod *m, Buf *out)
{
    if (m->name.n) {
        buf_str(out, "module ");
        quoted(out, m->name);
        buf_byte(out, '\n');
    }
    if (m->debug)
        buf_str(out, "debug\n");
    for (u32 i = 1; i < m->file.n; i++) {
        buf_fmt(out, "file %u ", i);
        quoted(out, m->file.v[i]);
        buf_byte(out, '\n');
    }
    for (u32 i = 0; i < m->top.n; i++) {
        buf_str(out, "asm ");
        quoted(out, m->top.v[i].text);
        loc(out, m->top.v[i].loc);
        buf_byte(out, '\n');
    }
    for (SymId s = 1; s < m->sym.n; s++)
        symbol(m, s, out);
}
