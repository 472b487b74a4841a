// target.c - AArch64 as a row of data
#include "codegen/a64/sel.h"

static const struct CDefinePair predef[] = {
    {"__aarch64__", "1"}, {"__ARM_64BIT_STATE", "1"}, {"__ARM_ARCH", "8"},
    {"__ARM_ARCH_ISA_A64", "1"}, {"__ARM_ARCH_PROFILE", "'A'"}, {"__ARM_ARCH_8A", "1"},
    {"__ARM_PCS_AAPCS64", "1"},
    {"__ARM_FP", "0xE"}, {"__ARM_SIZEOF_WCHAR_T", "4"}, {"__ARM_SIZEOF_MINIMAL_ENUM", "4"},
    {"__ARM_FEATURE_CLZ", "1"}, {"__ARM_FEATURE_IDIV", "1"}, {"__ARM_FEATURE_UNALIGNED", "1"},
    {"__ARM_ALIGN_MAX_PWR", "28"}, {"__ARM_ALIGN_MAX_STACK_PWR", "16"},
    {"__AARCH64EL__", "1"}, {"__AARCH64_CMODEL_SMALL__", "1"},
    {NULL, NULL},
};

static const struct CFeatMacro feat_macro[] = {
    {"__ARM_FEATURE_ATOMICS", "1", A64_LSE, 0},
    {NULL, NULL, 0, 0},
};

static const CpuFeature features[] = {{"lse", A64_LSE, A64_LSE, false}, {NULL, 0, 0, false}};
// Arm's technical reference manuals of these processors.
static const Cpu cpus[] = {
    {"generic", 0}, {"cortex-a53", 0}, {"cortex-a57", 0}, {"cortex-a72", 0}, {"cortex-a73", 0},
    {"cortex-a55", A64_LSE}, {"cortex-a76", A64_LSE}, {"neoverse-n1", A64_LSE},
    {"apple-m1", A64_LSE}, {NULL, 0},
};

// Caller-saved first; of those the ones that carry arguments last.
static const u8 int_order[] = {
    X8, X0 + 9, X0 + 10, X0 + 11, X0 + 12, X0 + 13, X0 + 14, X0 + 15, X0, X0 + 1, X0 + 2, X0 + 3,
    X0 + 4, X0 + 5, X0 + 6, X0 + 7, X18, X19, X19 + 1, X19 + 2, X19 + 3, X19 + 4, X19 + 5, X19 + 6,
    X19 + 7, X19 + 8, X28, 0};
static const u8 flt_order[] = {
    V16, V16 + 1, V16 + 2, V16 + 3, V16 + 4, V16 + 5, V16 + 6, V16 + 7, V16 + 8, V16 + 9, V16 + 10,
    V16 + 11, V16 + 12, V16 + 13, V0, V0 + 1, V0 + 2, V0 + 3, V0 + 4, V0 + 5, V0 + 6, V0 + 7, V8,
    V8 + 1, V8 + 2, V8 + 3, V8 + 4, V8 + 5, V8 + 6, V8 + 7, 0};

static u8 dwarf_reg(u8 reg)
{
    return A64_IS_FPR(reg) ? (u8)(64 + reg - V0) : (u8)(reg - X0);
}

static const char *ins_text(u16 op)
{
    return op >= A_FIRST && op < A_COUNT ? a64_insn[op - A_FIRST].text : "?";
}

static const char *cc_text(const MIns *i)
{
    if (i->op == A_CBZ || i->op == A_TBZ)
        return i->cc & 1 ? "nz" : "z";
    return a64_insn[i->op - A_FIRST].flags & XF_CC ? a64_cc_name[i->cc & 15] : "";
}

// What the machine does itself. 64-bit division by a constant is left to legalize.c.
static bool takes(const Target *t, Op op, Type type)
{
    (void)t;
    (void)type;
    return op == OP_POPCNT || op == OP_UTOF || op == OP_FTOU || op == OP_AAND || op == OP_AOR ||
           op == OP_AXOR;
}

static const char *mark(FixKind k, bool after)
{
    if (after)
        return "";
    switch (k) {
    case FIX_A64_LO12: case FIX_A64_LD8_LO12: case FIX_A64_LD16_LO12: case FIX_A64_LD32_LO12:
    case FIX_A64_LD64_LO12: case FIX_A64_LD128_LO12:
        return ":lo12:";
    case FIX_A64_GOT_PAGE: return ":got:";
    case FIX_A64_GOT_LO12: return ":got_lo12:";
    case FIX_A64_GOTTP_PAGE: return ":gottprel:";
    case FIX_A64_GOTTP_LO12: return ":gottprel_lo12:";
    case FIX_A64_DESC_PAGE: return ":tlsdesc:";
    case FIX_A64_DESC_LD64: case FIX_A64_DESC_LO12: return ":tlsdesc_lo12:";
    case FIX_A64_TP_HI12: return ":tprel_hi12:";
    case FIX_A64_TP_LO12: return ":tprel_lo12_nc:";
    case FIX_A64_TLVP_PAGE: case FIX_A64_TLVP_LO12: return ":tlvp:";
    default: return "";
    }
}

static const char *reloc_name(FixKind k)
{
    switch (k) {
    case FIX_ABS64: return "R_AARCH64_ABS64";
    case FIX_ABS32: return "R_AARCH64_ABS32";
    case FIX_PC32: return "R_AARCH64_PREL32";
    case FIX_A64_ADRP: return "R_AARCH64_ADR_PREL_PG_HI21";
    case FIX_A64_LO12: return "R_AARCH64_ADD_ABS_LO12_NC";
    case FIX_A64_LD8_LO12: return "R_AARCH64_LDST8_ABS_LO12_NC";
    case FIX_A64_LD16_LO12: return "R_AARCH64_LDST16_ABS_LO12_NC";
    case FIX_A64_LD32_LO12: return "R_AARCH64_LDST32_ABS_LO12_NC";
    case FIX_A64_LD64_LO12: return "R_AARCH64_LDST64_ABS_LO12_NC";
    case FIX_A64_LD128_LO12: return "R_AARCH64_LDST128_ABS_LO12_NC";
    case FIX_A64_CALL26: return "R_AARCH64_CALL26";
    case FIX_A64_JUMP26: return "R_AARCH64_JUMP26";
    case FIX_A64_GOT_PAGE: return "R_AARCH64_ADR_GOT_PAGE";
    case FIX_A64_GOT_LO12: return "R_AARCH64_LD64_GOT_LO12_NC";
    case FIX_A64_GOTTP_PAGE: return "R_AARCH64_TLSIE_ADR_GOTTPREL_PAGE21";
    case FIX_A64_GOTTP_LO12: return "R_AARCH64_TLSIE_LD64_GOTTPREL_LO12_NC";
    case FIX_A64_DESC_PAGE: return "R_AARCH64_TLSDESC_ADR_PAGE21";
    case FIX_A64_DESC_LD64: return "R_AARCH64_TLSDESC_LD64_LO12";
    case FIX_A64_DESC_LO12: return "R_AARCH64_TLSDESC_ADD_LO12";
    case FIX_A64_DESC_CALL: return "R_AARCH64_TLSDESC_CALL";
    case FIX_A64_TP_HI12: return "R_AARCH64_TLSLE_ADD_TPREL_HI12";
    case FIX_A64_TP_LO12: return "R_AARCH64_TLSLE_ADD_TPREL_LO12_NC";
    default: return NULL;
    }
}

static bool raw(FixKind k, const u8 *p)
{
    (void)p;
    return k == FIX_A64_DESC_CALL;   // a mark
}

static const AsmSyntax syntax = {
    .head = ".arch armv8.1-a\n", .type_mark = '@', .comment = "//", .reserved = a64_reserved,
    .mark = mark, .reloc = reloc_name, .raw = raw, .plain_on = "", .plain_off = "",
};

const Isa a64_isa = {
    .name = "a64",
    .arch = ARCH_A64,
    .code_align = 16,
    .uw = {.ra_reg = 30, .cfa_reg = 31, .cfa_off = 0, .ra_off = 0, .data_align = -8,
           .code_align = 4},
    .alloc = {REG_RANGE(X0, X0 + 15) | REG_RANGE(X18, X28), REG_RANGE(V0, V30 - 1)},
    .order = {int_order, flt_order},
    .sp = SP,
    .fp = X29,
    .slot_align = 16,
    .wide_only = true,
    .realigns = true,
    .scratch_flt = V30,
    .cycle_int = X16,
    .op_jmp = A_B,
    .op_ijmp = A_BR,
    .op_jcc = A_BCC,
    .op_jcc_last = A_TBZ,
    .op_ret = A_RET,
    .reg_name = a64_reg_name,
    .dwarf_reg = dwarf_reg,
    .takes = takes, .declare = quad_declare, .prepare = quad_lower,
    .select = a64_select,
    .move = a64_move,
    .peep = a64_peep,
    .wback = &a64_wback,
    .frame = a64_frame,
    .encode = a64_encode,
    .ins_text = ins_text,
    .cc_text = cc_text,
    .syntax = &syntax,
    .asm_rules = &a64_asm_rules,
    .asm_comment = "//",
    .asm_word = 4,
    .asm_power = true,
    .nops = a64_nops,
    .asm_operand = a64_asm_operand,
    .assemble = a64_assemble,
    .disasm = a64_disasm,
    .predef = predef,
    .feat_macro = feat_macro,
    .cpu = cpus,
    .feature = features,
};
