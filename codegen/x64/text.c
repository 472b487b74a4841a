// text.c - AMD64 machine instructions as assembly text
#include "codegen/x64/x64.h"

const char *const x64_cc[16] = {"o", "no", "b",  "ae", "e", "ne", "be", "a",
                                "s", "ns", "p",  "np", "l", "ge", "le", "g"};

static const char *size_name(u8 size)
{
    switch (size) {
    case 1: return "byte";
    case 2: return "word";
    case 4: return "dword";
    case 8: return "qword";
    default: return "xmmword";
    }
}

// Bytes that operand k really has: some instructions read less than they write.
u8 x64_operand_size(const MIns *i, int k)
{
    u16 fl = x64_insn[i->op - X_FIRST].flags;
    if (fl & XF_X87CW)
        return 2;
    if (k == 1 && fl & XF_LOAD1)
        return 1;
    if (k == 1 && fl & XF_LOAD2)
        return 2;
    if (k == 1 && fl & XF_LOAD4)
        return 4;
    switch (i->op) {
    case X_ROL: case X_ROR: case X_SHL: case X_SHR: case X_SAR: case X_RCL: case X_RCR:
        return k == 2 || (k == 1 && i->nop == 2) ? 1 : i->size;
    case X_SHLD: case X_SHRD: return k == i->nop - 1 ? 1 : i->size;
    case X_CVTTSS2SI: return k == 1 ? 4 : i->size;
    case X_CVTTSD2SI: return k == 1 ? 8 : i->size;
    case X_CVTSS2SD: return 4;
    case X_CVTSD2SS: return 8;
    case X_PINSRW: return i->op_[k].kind == MO_MEM ? 2 : i->size;
    case X_ANDPS: case X_ANDNPS: case X_ORPS: case X_XORPS: case X_UNPCKLPS: return 16;
    default: return i->size;
    }
}

static void print_reg(Reg r, u8 size, Buf *out)
{
    if (r >= REG_VIRT)
        buf_fmt(out, "v%u", r - REG_VIRT);
    else
        buf_str(out, x64_reg_name((u8)r, size));
}

static void print_disp(const MOp *m, const Str *text, bool first, Buf *out)
{
    if (text)
        buf_fmt(out, "%s%.*s", first ? "" : " + ", STR_ARG(*text));
    else if (m->sym)
        buf_fmt(out, "%ssym%u%+lld", first ? "" : " + ", m->sym, (long long)m->imm);
    else if (first)
        buf_fmt(out, "%lld", (long long)m->imm);
    else if (m->imm)
        buf_fmt(out, " %c %llu", m->imm < 0 ? '-' : '+',
                (unsigned long long)(m->imm < 0 ? -(u64)m->imm : (u64)m->imm));
}

static void print_mem(const MIns *i, const MOp *m, u8 size, const Str *text, Buf *out)
{
    if (i->op != X_LEA && !(x64_insn[i->op - X_FIRST].flags & XF_NAMED))
        buf_fmt(out, "%s ptr ", size == 16 && x64_insn[i->op - X_FIRST].flags & XF_X87
                                    ? "tbyte" : size_name(size));
    if (i->op == X_MOVFS)
        buf_str(out, "fs:");
    if (i->op == X_MOVGS)
        buf_str(out, "gs:");
    buf_byte(out, '[');
    bool first = true;
    if (m->flags & MOF_SLOT) {
        buf_fmt(out, "slot%u", m->slot);
        first = false;
    } else if (m->kind == MO_TABLE) {
        buf_str(out, "rip + table");
        first = false;
    } else if (!m->reg && !m->idx && (m->sym || text) && i->op != X_MOVFS &&
               i->op != X_MOVGS) {
        buf_str(out, "rip");
        first = false;
    }
    if (m->reg) {
        print_reg(m->reg, 8, out);
        first = false;
    }
    if (m->idx) {
        buf_fmt(out, "%s%u*", first ? "" : " + ", m->scale ? m->scale : 1);
        print_reg(m->idx, 8, out);
        first = false;
    }
    print_disp(m, text, first, out);
    buf_byte(out, ']');
}

static void print_operand(const MIns *i, int k, const X64Text *t, Buf *out)
{
    const MOp *o = &i->op_[k];
    u8 size = x64_operand_size(i, k);
    switch (o->kind) {
    case MO_REG:
        print_reg(o->reg, o->reg < REG_VIRT && X64_IS_XMM(o->reg) ? 16 : size, out);
        break;
    case MO_MEM:
    case MO_TABLE:
        print_mem(i, o, size, t ? t->disp : NULL, out);
        break;
    case MO_IMM:
        if (t && t->imm)
            buf_put(out, t->imm->p, t->imm->n);
        else if (o->sym)
            buf_fmt(out, "offset sym%u%+lld", o->sym, (long long)o->imm);
        else
            buf_fmt(out, "%lld", (long long)o->imm);
        break;
    case MO_SYM:
    case MO_BLK:
        if (t && t->imm)
            buf_put(out, t->imm->p, t->imm->n);
        else
            buf_fmt(out, o->kind == MO_BLK ? "L%u" : "sym%u", o->kind == MO_BLK ? o->slot : o->sym);
        break;
    default:
        buf_str(out, "?");
    }
}

static void print_name(const MIns *i, Buf *out)
{
    const InsnInfo *n = &x64_insn[i->op - X_FIRST];
    if (i->op == X_CWD)
        buf_str(out, i->size == 2 ? "cwd" : i->size == 4 ? "cdq" : "cqo");
    else if (i->op == X_CBW)
        buf_str(out, i->size == 2 ? "cbw" : i->size == 4 ? "cwde" : "cdqe");
    else if (i->op == X_MOVD && i->size == 8)
        buf_str(out, "movq");
    else if (i->op == X_MOV && i->size == 8 && i->op_[1].kind == MO_IMM &&
             !x64_operand_fits(&i->op_[1], C_I32, 8))
        buf_str(out, "movabs");
    else
        buf_str(out, n->text);
    if (n->flags & XF_CC)
        buf_str(out, x64_cc[i->cc]);
    if (n->flags & XF_FLT)
        buf_byte(out, i->size == 4 ? 's' : 'd');
    if (i->op == X_REPMOVS || i->op == X_REPSTOS)
        buf_byte(out, i->size == 1 ? 'b' : 'q');
}

// An operand tied to operand 0 is not written in two-address syntax.
static bool is_tied(const MIns *i, int k)
{
    if (k != 1 || i->op_[1].kind != MO_REG)
        return false;
    const Row *r = x64_row(i);
    if (r)
        return r->cls[1] == C_T;
    return i->op_[1].flags & MOF_TIE;
}

void x64_print_with(const MIns *i, const X64Text *text, Buf *out)
{
    print_name(i, out);
    const char *sep = " ";
    if (i->op == X_XADD || i->op == X_XADDN) {       // memory is the first operand of its syntax
        buf_byte(out, ' ');
        print_operand(i, 2, text, out);
        buf_str(out, ", ");
        print_operand(i, 0, text, out);
        return;
    }
    for (int k = 0; k < i->nop; k++) {
        if (is_tied(i, k))
            continue;
        buf_str(out, sep);
        print_operand(i, k, text, out);
        sep = ", ";
    }
    if (i->op == X_ZERO || i->op == X_FZERO) {
        buf_str(out, ", ");
        print_operand(i, 0, text, out);
    }
}

void x64_print(const MIns *i, Buf *out)
{
    x64_print_with(i, NULL, out);
}

// A register of a numbered family: "xmm31", "cr8", "r10d".
static bool numbered(const char *name, size_t n)
{
    static const char *const family[] = {"r", "st", "mm", "xmm", "ymm", "zmm", "tmm", "k", "cr",
                                         "dr", "db", "tr", "bnd"};
    for (u32 k = 0; k < COUNT(family); k++) {
        size_t m = strlen(family[k]);
        if (n <= m || n > m + 3 || memcmp(name, family[k], m))
            continue;
        size_t at = m;
        while (at < n && name[at] >= '0' && name[at] <= '9')
            at++;
        if (at > m && (at == n || (!k && at + 1 == n && strchr("bwdl", name[at]))))
            return true;
    }
    return false;
}

bool x64_reserved(Str name)
{
    static const char *const words[] = {
        "ax", "cx", "dx", "bx", "sp", "bp", "si", "di", "al", "cl", "dl", "bl", "ah", "ch", "dh",
        "bh", "spl", "bpl", "sil", "dil", "eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi",
        "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "ip", "eip", "rip", "eiz", "riz",
        "es", "cs", "ss", "ds", "fs", "gs", "flat", "st", "and", "or", "xor", "not", "mod", "shl",
        "shr", "eq", "ne", "lt", "le", "gt", "ge", "offset", "ptr", "short", "near", "far", "byte",
        "word", "dword", "fword", "qword", "mmword", "tbyte", "oword", "xmmword", "ymmword",
        "zmmword", "bcst"};
    char low[8];
    if (!name.n || name.n > sizeof low)
        return false;
    for (size_t k = 0; k < name.n; k++)
        low[k] = (char)(name.p[k] >= 'A' && name.p[k] <= 'Z' ? name.p[k] + 32 : name.p[k]);
    for (u32 k = 0; k < COUNT(words); k++)
        if (str_eqz((Str){low, name.n}, words[k]))
            return true;
    return numbered(low, name.n);
}
