// target.c - Thumb-2 as a row of data
#include "codegen/t32/sel.h"

// Caller-saved first, of those the ones that carry arguments last; then low ones, which have short
// forms.
static const u8 int_order[] = {R3, R2, R1, R0, R4, R5, R6, R7, R8, R9, R10, R11, 0};
static const u8 flt_order[] = {D0, D0 + 1, D0 + 2, D0 + 3, D0 + 4, D0 + 5, D0 + 6, D0 + 7,
                               D8, D8 + 1, D8 + 2, D8 + 3, D8 + 4, D8 + 5, D8 + 6, 0};

static u8 dwarf_reg(u8 reg)
{
    return (u8)(T32_IS_CORE(reg) ? T32_HW(reg) : 0);
}

static const char *ins_text(u16 op)
{
    return op >= T_FIRST && op < T_COUNT_ ? t32_insn[op - T_FIRST].text : "?";
}

static const char *cc_text(const MIns *i)
{
    return i->flags & MIF_COND || i->op == T_BCC || i->op == T_CSEL || i->op == T_CSET
           ? t32_cc[i->cc & 15] : "";
}

// There is no thread pointer and bare metal has no threads: such variables are common ones.
static void declare(Mod *m)
{
    pairs_declare(m);
    for (SymId k = 1; k < m->sym.n; k++)
        m->sym.v[k].flags &= (u16)~SYM_TLS;
}

// What there is an instruction, or a sequence of isel.c, for; pairs.c has dealt with the rest.
static bool takes(const struct Target *t, Op op, Type type)
{
    switch (op) {
    case OP_FADD: return t->feat & (type == T_F64 ? T32_FP64 : T32_FP32);
    case OP_UTOF: case OP_FTOU: return true;
    case OP_AAND: case OP_AOR: case OP_AXOR: return true;
    default: return false;
    }
}

static const char *mark(FixKind k, bool after)
{
    if (after)
        return "";
    return k == FIX_T32_MOVW ? "#:lower16:" : k == FIX_T32_MOVT ? "#:upper16:" : "";
}

static const char *reloc_name(FixKind k)
{
    switch (k) {
    case FIX_ABS32: return "R_ARM_ABS32";
    case FIX_T32_CALL: return "R_ARM_THM_CALL";
    case FIX_T32_JUMP24: return "R_ARM_THM_JUMP24";
    case FIX_T32_MOVW: return "R_ARM_THM_MOVW_ABS_NC";
    case FIX_T32_MOVT: return "R_ARM_THM_MOVT_ABS";
    default: return NULL;
    }
}

static const AsmSyntax syntax = {
    .head = ".syntax unified\n.thumb\n", .type_mark = '%', .comment = "@",
    .reserved = t32_reserved, .mark = mark, .reloc = reloc_name, .plain_on = "", .plain_off = "",
};

static const struct CDefinePair predef[] = {
    {"__arm__", "1"}, {"__arm", "1"}, {"__thumb__", "1"}, {"__thumb2__", "1"}, {"__THUMBEL__", "1"},
    {"__APCS_32__", "1"}, {"__ARM_32BIT_STATE", "1"}, {"__ARM_ARCH_EXT_IDIV__", "1"},
    {"__ARM_EABI__", "1"}, {"__ARM_ARCH_PROFILE", "77"}, {"__ARM_ARCH_ISA_THUMB", "2"},
    {"__ARM_PCS", "1"}, {"__ARMEL__", "1"}, {"__ARM_SIZEOF_WCHAR_T", "4"},
    {"__ARM_SIZEOF_MINIMAL_ENUM", "4"}, {"__ARM_FEATURE_CLZ", "1"}, {"__ARM_FEATURE_IDIV", "1"},
    {"__ARM_FEATURE_LDREX", "7"}, {"__ARM_FEATURE_UNALIGNED", "1"}, {"__ARM_FEATURE_QBIT", "1"},
    {"__ARM_FEATURE_SAT", "1"},
    {"__VFP_FP__", "1"},
    {NULL, NULL},
};

static const struct CFeatMacro feat_macro[] = {
    {"__ARM_ARCH", "7", 0, T32_V8M},
    {"__ARM_ARCH", "8", T32_V8M, 0},
    {"__ARM_ARCH_7M__", "1", 0, T32_V8M | T32_DSP},
    {"__ARM_ARCH_7EM__", "1", T32_DSP, T32_V8M},
    {"__ARM_ARCH_8M_MAIN__", "1", T32_V8M, 0},
    {"__ARM_FEATURE_DSP", "1", T32_DSP, 0},
    {"__ARM_FEATURE_SIMD32", "1", T32_DSP, 0},
    {"__SOFTFP__", "1", 0, T32_FP32},
    {"__ARM_FP", "4", T32_FP32, T32_FP64},
    {"__ARM_FP", "14", T32_FP64, 0},
    {"__ARM_FEATURE_FMA", "1", T32_FP32, 0},
    {"__ARM_PCS_VFP", "1", T32_FP32, 0},
    {NULL, NULL, 0, 0},
};

static const CpuFeature features[] = {
    {"dsp", T32_DSP, T32_DSP, false},
    {"fp", T32_FP32, T32_FP32 | T32_FP64, true},
    {"fp.dp", T32_FP32 | T32_FP64, T32_FP64, false},
    {NULL, 0, 0, false},
};
static const Cpu cpus[] = {
    {"cortex-m3", 0}, {"cortex-m4", T32_DSP | T32_FP32},
    {"cortex-m7", T32_DSP | T32_FP32 | T32_FP64}, {"cortex-m33", T32_DSP | T32_FP32 | T32_V8M},
    {NULL, 0},
};

const Isa t32_isa = {
    .name = "t32",
    .arch = ARCH_T32,
    .code_align = 4,
    .uw = {.ra_reg = 14, .cfa_reg = 13, .cfa_off = 0, .ra_off = 0, .data_align = -4,
           .code_align = 2},
    .sp = SP,
    .fp = R7,
    .alloc = {REG_RANGE(R0, R11), REG_RANGE(D0, D15 - 1)},
    .order = {int_order, flt_order},
    .scratch_int = LR,
    .cycle_int = R12,
    .slot_align = 8,
    .scratch_flt = D15,
    .short_div = true,
    .wide_only = true,
    .op_jmp = T_B,
    .op_jcc = T_BCC,
    .op_jcc_last = T_BCC,
    .op_ret = T_RET,
    .op_pool = T_POOL,
    .reg_name = t32_reg_name,
    .dwarf_reg = dwarf_reg,
    .takes = takes,
    .declare = declare,
    .prepare = pairs_lower,
    .select = t32_select,
    .move = t32_move,
    .peep = t32_peep,
    .wback = &t32_wback,
    .frame = t32_frame,
    .begin_emit = t32_begin_emit,
    .put = t32_put,
    .ins_text = ins_text,
    .cc_text = cc_text,
    .syntax = &syntax,
    .asm_rules = &t32_asm_rules,
    .asm_comment = "@",
    .asm_word = 4,
    .asm_power = true,
    .nops = t32_nops,
    .asm_operand = t32_asm_operand,
    .assemble = t32_assemble,
    .disasm = t32_disasm,
    .predef = predef,
    .feat_macro = feat_macro,
    .cpu = cpus,
    .feature = features,
};
