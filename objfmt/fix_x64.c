// fix_x64.c - x86-64 instruction sequences that the linker rewrites, and its jump stubs
#include "objfmt/fixup.h"

/* mov and add with a rip-relative memory operand: opcode, then ModRM with mod 00, rm 101 */
static bool rip_operand(const u8 *p) { return (p[-1] & 0xc7) == 0x05; }

static FixRelax relax_tls_call(FixKind k, const u8 *p, u64 before, u64 after)
{
    if (k == FIX_TLSGD) {
        static const u8 head[] = {0x66, 0x48, 0x8d, 0x3d};
        bool plt = after >= 12 && p[4] == 0x66 && p[5] == 0x66 && p[6] == 0x48 && p[7] == 0xe8;
        bool got = after >= 12 && p[4] == 0x66 && p[5] == 0x48 && p[6] == 0xff && p[7] == 0x15;
        return before >= 4 && !memcmp(p - 4, head, 4) && (plt || got) ? RX_TLSGD : RX_NONE;
    }
    static const u8 head[] = {0x48, 0x8d, 0x3d};
    if (before < 3 || after < 9 || memcmp(p - 3, head, 3))
        return RX_NONE;
    bool plt = p[4] == 0xe8, got = after >= 10 && p[4] == 0xff && p[5] == 0x15;
    return plt || got ? RX_TLSLD : RX_NONE;
}

FixRelax fix_x64_relax(FixKind k, i64 add, const u8 *p, u64 before, u64 after)
{
    if (k == FIX_TLSGD || k == FIX_TLSLD)
        return add == -4 ? relax_tls_call(k, p, before, after) : RX_NONE;
    if (k == FIX_TLSDESC_CALL)      // call *(%rax)
        return after >= 2 && p[0] == 0xff && p[1] == 0x10 ? RX_TLSDESC : RX_NONE;
    if (k == FIX_TLSDESC)           // lea foo@tlsdesc(%rip), reg
        return add == -4 && before >= 3 && after >= 4 && (p[-3] & 0xfb) == 0x48 && p[-2] == 0x8d &&
               rip_operand(p) ? RX_TLSDESC : RX_NONE;
    if (add != -4 || before < 2 || after < 4)
        return RX_NONE;
    if (k == FIX_GOTPCX || k == FIX_GOTPCRX) {
        if (p[-2] == 0x8b && rip_operand(p))
            return RX_LEA;
        if (k == FIX_GOTPCX && p[-2] == 0xff && p[-1] == 0x15)
            return RX_CALL;
        if (k == FIX_GOTPCX && p[-2] == 0xff && p[-1] == 0x25)
            return RX_JMP;
    }
    if (k == FIX_GOTTP32 && before >= 3 && (p[-3] & 0xfb) == 0x48 && rip_operand(p))
        return p[-2] == 0x8b ? RX_TP_MOV : p[-2] == 0x03 ? RX_TP_ADD : RX_NONE;
    return RX_NONE;
}

/* op reg, [rip+x] becomes op /ext imm32 with the register in the rm field */
static void to_imm(u8 *p, u8 opcode)
{
    u8 reg = p[-1] >> 3 & 7;
    p[-3] = p[-3] & 4 ? 0x49 : 0x48;    // REX.R moves to REX.B
    p[-2] = opcode;
    p[-1] = 0xc0 | reg;
}

/* The call through the descriptor leaves the offset in rax: it becomes two bytes of nothing, and
 * the address of the descriptor the offset itself. */
static void rewrite_desc(FixRelax r, u8 *p, FixKind *kind, i64 *add)
{
    bool ie = r == RX_TLSDESC_IE;
    if (p[0] == 0xff && p[1] == 0x10 && *kind == FIX_TLSDESC_CALL) {
        p[0] = 0x66;
        p[1] = 0x90;
        *kind = FIX_NONE;
    } else if (ie) {
        p[-2] = 0x8b;
        *kind = FIX_GOTTP32;
        *add = -4;
    } else {
        to_imm(p, 0xc7);
        *kind = FIX_TPOFF32;
        *add = 0;
    }
}

void fix_x64_rewrite(FixRelax r, u8 *p, int *field, FixKind *kind, i64 *add)
{
    static const u8 gd[] = {0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0, 0x48, 0x8d, 0x80, 0, 0, 0, 0};
    static const u8 gd_ie[] = {0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0,
                               0x48, 0x03, 0x05, 0, 0, 0, 0};
    static const u8 ld[] = {0x66, 0x66, 0x66, 0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0};
    static const u8 ld_got[] = {0x66, 0x66, 0x66, 0x66, 0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0};
    FixKind was = *kind;
    *field = 0;
    *kind = FIX_PC32;
    *add = -4;
    switch (r) {
    case RX_NONE:
        break;
    case RX_TLSDESC: case RX_TLSDESC_IE:
        *kind = was;
        rewrite_desc(r, p, kind, add);
        break;
    case RX_TLSGD_IE:
        memcpy(p - 4, gd_ie, sizeof gd_ie);
        *field = 8;
        *kind = FIX_GOTTP32;
        break;
    case RX_LEA:
        p[-2] = 0x8d;
        break;
    case RX_CALL:
        p[-2] = 0x67;
        p[-1] = 0xe8;
        break;
    case RX_JMP:
        p[-2] = 0xe9;
        p[3] = 0x90;
        *field = -1;
        break;
    case RX_TP_MOV:
        to_imm(p, 0xc7);
        *kind = FIX_TPOFF32;
        *add = 0;
        break;
    case RX_TP_ADD:
        to_imm(p, 0x81);
        *kind = FIX_TPOFF32;
        *add = 0;
        break;
    case RX_TLSGD:
        memcpy(p - 4, gd, sizeof gd);
        *field = 8;
        *kind = FIX_TPOFF32;
        *add = 0;
        break;
    case RX_TLSLD:
        if (p[4] == 0xe8)
            memcpy(p - 3, ld, sizeof ld);
        else
            memcpy(p - 3, ld_got, sizeof ld_got);
        *kind = FIX_NONE;
        break;
    }
}

void fix_x64_stub(u8 *p, i64 slot_minus_stub)
{
    p[0] = 0xff;
    p[1] = 0x25;
    wr32(p + 2, (u32)(slot_minus_stub - 6));
    p[6] = 0x66;
    p[7] = 0x90;
}
