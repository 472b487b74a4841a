// target.c - AMD64 as a row of data
#include "codegen/x64/sel.h"

// Caller-saved first; of those the ones that carry arguments last.
static const u8 int_order[] = {RAX, RCX, RDX, RSI, RDI, R8, R9, R10, R11, RBX, RBP, R14, R15, R12,
                               R13, 0};
static const u8 flt_order[] = {XMM0, XMM1, XMM2,  XMM3,  XMM4,  XMM5,  XMM6,  XMM7,
                               XMM8, XMM9, XMM10, XMM11, XMM12, XMM13, XMM14, 0};

static u8 dwarf_reg(u8 reg)
{
    static const u8 number[X64_NREG] = {
#define REG(r, dw) [r] = dw,
#include "codegen/x64/regs.def"
#undef REG
    };
    return number[reg];
}

static const char *ins_text(u16 op)
{
    return op >= X_FIRST && op < X_COUNT ? x64_insn[op - X_FIRST].text : "?";
}

static const char *cc_text(const MIns *i)
{
    return x64_insn[i->op - X_FIRST].flags & XF_CC ? x64_cc[i->cc & 15] : "";
}

static const char *mark(FixKind k, bool after)
{
    u32 flags = fix_info[k].flags;
    if (k == FIX_TLVP32)
        return after ? "@tlvp" : "";
    if (k == FIX_GOTTP32 || k == FIX_TLSGD)
        return !after ? "" : k == FIX_TLSGD ? "@tlsgd" : "@gottpoff";
    return !after ? "" : flags & FF_GOT ? "@gotpcrel" : flags & FF_TLS ? "@tpoff" : "";
}

static const char *reloc_name(FixKind k)
{
    switch (k) {
    case FIX_ABS64: return "R_X86_64_64";
    case FIX_PC32: return "R_X86_64_PC32";
    case FIX_BR32: return "R_X86_64_PLT32";
    case FIX_GOTPC32: return "R_X86_64_GOTPCREL";
    case FIX_GOTPCX: return "R_X86_64_GOTPCRELX";
    case FIX_GOTPCRX: return "R_X86_64_REX_GOTPCRELX";
    case FIX_ABS32: return "R_X86_64_32";
    case FIX_ABS32S: return "R_X86_64_32S";
    case FIX_GOTTP32: return "R_X86_64_GOTTPOFF";
    case FIX_TLSGD: return "R_X86_64_TLSGD";
    case FIX_TPOFF32: return "R_X86_64_TPOFF32";
    default: return NULL;
    }
}

// Prefixes that only make an instruction longer, for who rewrites it.
static bool raw(FixKind k, const u8 *p)
{
    (void)k;
    return p[0] == 0x66 && (p[1] == 0x66 || (p[1] == 0x48 && p[2] == 0x8d));
}

// In AT&T syntax a name without % is always a symbol.
static const AsmSyntax syntax = {
    .head = ".intel_syntax noprefix\n", .type_mark = '@', .comment = "#",
    .reserved = x64_reserved, .mark = mark, .reloc = reloc_name, .raw = raw,
    .plain_on = "    .att_syntax prefix\n", .plain_off = "    .intel_syntax noprefix\n",
};

// __SSE2__ promises <emmintrin.h> and vector types as well, so it is not for us to define.
static const struct CDefinePair predef[] = {
    {"__x86_64__", "1"}, {"__x86_64", "1"}, {"__amd64__", "1"}, {"__amd64", "1"},
    {"__SSE_MATH__", "1"}, {"__SSE2_MATH__", "1"},
    {NULL, NULL},
};

static const Cpu cpus[] = {{"x86-64", 0}, {NULL, 0}};

const Isa x64_isa = {
    .name = "x64",
    .arch = ARCH_X64,
    .code_align = 16,
    .uw = {.ra_reg = 16, .cfa_reg = 7, .cfa_off = 8, .ra_off = -8, .data_align = -8,
           .code_align = 1},
    .alloc = {REG_RANGE(RAX, R15) & ~REG_BIT(RSP), REG_RANGE(XMM0, XMM14)},
    .order = {int_order, flt_order},
    .sp = RSP,
    .fp = RBP,
    .slot_align = 16,
    .realigns = true,
    .scratch_flt = XMM15,
    .op_jmp = X_JMP,
    .op_ijmp = X_JMP,
    .op_jcc = X_JCC,
    .op_jcc_last = X_JCC,
    .op_ret = X_RET,
    .reg_name = x64_reg_name,
    .dwarf_reg = dwarf_reg,
    .select = x64_select,
    .move = x64_move,
    .swap = x64_swap,
    .peep = x64_peep,
    .frame = x64_frame,
    .encode = x64_encode,
    .ins_text = ins_text,
    .cc_text = cc_text,
    .syntax = &syntax,
    .asm_rules = &x64_asm_rules,
    .asm_comment = "#",
    .asm_word = 2,
    .nops = x64_nops,
    .asm_operand = x64_asm_operand,
    .assemble = x64_assemble,
    .disasm = x64_disasm,
    .predef = predef,
    .cpu = cpus,
};
