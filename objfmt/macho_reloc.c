// macho_reloc.c - Mach-O relocation types and fixup kinds, both ways
//
// Where the addend is: in the field for x86-64 and for plain data, in an ADDEND relocation before
// it for AArch64 instructions. The value of a pc-relative x86-64 field counts from the end of the
// field.
#include "objfmt/macho.h"

MachoReloc macho_get_reloc(const u8 *p)
{
    u32 w = rd32(p + 4);
    return (MachoReloc){.addr = rd32(p), .sym = w & 0xffffff, .pc = w >> 24 & 1,
                        .len = w >> 25 & 3, .ext = w >> 27 & 1, .type = (u8)(w >> 28)};
}

void macho_put_reloc(Buf *b, MachoReloc r)
{
    buf_u32(b, r.addr);
    buf_u32(b, (r.sym & 0xffffff) | (u32)r.pc << 24 | (u32)r.len << 25 | (u32)r.ext << 27 |
               (u32)r.type << 28);
}

static bool data_kind(const MachoReloc *r, FixKind *k)
{
    *k = r->len == 3 ? FIX_ABS64 : FIX_ABS32;
    return !r->pc && r->len >= 2;
}

static bool x64_kind(const MachoReloc *r, const u8 *p, FixKind *k, i64 *add)
{
    (void)p;
    *add = 0;
    if (r->type == X64_UNSIGNED || r->type == X64_SUBTRACTOR)
        return data_kind(r, k);
    *add = -4;
    switch (r->type) {
    case X64_SIGNED: case X64_SIGNED_1: case X64_SIGNED_2: case X64_SIGNED_4: *k = FIX_PC32; break;
    case X64_BRANCH: *k = FIX_BR32; break;
    case X64_GOT_LOAD: *k = FIX_GOTPCRX; break;
    case X64_GOT: *k = FIX_GOTPCX; break;
    case X64_TLV: *k = FIX_TLVP32; break;
    default: return false;
    }
    return r->pc && r->len == 2;
}

/* Loads and stores with an unsigned scaled offset (DDI 0487, C4.1.66): size in bits 30-31, and with
 * opc bit 23 of a vector register of size 0 it is 16 bytes. */
static FixKind lo12_kind(u32 insn)
{
    static const FixKind by_size[] = {FIX_A64_LD8_LO12, FIX_A64_LD16_LO12, FIX_A64_LD32_LO12,
                                      FIX_A64_LD64_LO12};
    if ((insn & 0x3b000000) != 0x39000000)
        return FIX_A64_LO12;
    u32 size = insn >> 30;
    bool wide = insn >> 26 & 1 && insn >> 23 & 1 && size == 0;
    return wide ? FIX_A64_LD128_LO12 : by_size[size];
}

static bool a64_kind(const MachoReloc *r, const u8 *p, FixKind *k, i64 *add)
{
    *add = 0;
    switch (r->type) {
    case ARM64_UNSIGNED: case ARM64_SUBTRACTOR: return data_kind(r, k);
    case ARM64_BRANCH26: *k = rd32(p) >> 31 ? FIX_A64_CALL26 : FIX_A64_JUMP26; break;
    case ARM64_PAGE21: *k = FIX_A64_ADRP; break;
    case ARM64_PAGEOFF12: *k = lo12_kind(rd32(p)); return !r->pc && r->len == 2;
    case ARM64_GOT_PAGE21: *k = FIX_A64_GOT_PAGE; break;
    case ARM64_GOT_PAGEOFF12: *k = FIX_A64_GOT_LO12; return !r->pc && r->len == 2;
    case ARM64_POINTER_TO_GOT: *k = FIX_GOTPC32; break;
    case ARM64_TLV_PAGE21: *k = FIX_A64_TLVP_PAGE; break;
    case ARM64_TLV_PAGEOFF12: *k = FIX_A64_TLVP_LO12; return !r->pc && r->len == 2;
    default: return false;
    }
    return r->pc && r->len == 2;
}

static int x64_type(FixKind k, i64 add, const u8 *p, i64 *stored)
{
    *stored = add;
    if (k == FIX_ABS64 || k == FIX_ABS32 || k == FIX_ABS32S)
        return X64_UNSIGNED;
    *stored = (i64)((u64)add + 4);
    switch (k) {
    case FIX_PC32:       // the types say how many bytes of the instruction follow the field
        return add == -5 ? X64_SIGNED_1 : add == -6 ? X64_SIGNED_2 : add == -8 ? X64_SIGNED_4
                                                                              : X64_SIGNED;
    case FIX_BR32: return X64_BRANCH;
    case FIX_GOTPC32: return X64_GOT;
    case FIX_GOTPCX: case FIX_GOTPCRX: return p[-2] == 0x8b ? X64_GOT_LOAD : X64_GOT;
    case FIX_TLVP32: return X64_TLV;
    default: return -1;
    }
}

static int a64_type(FixKind k, i64 add, const u8 *p, i64 *stored)
{
    (void)p;
    *stored = add;
    switch (k) {
    case FIX_ABS64: case FIX_ABS32: return ARM64_UNSIGNED;
    case FIX_A64_CALL26: case FIX_A64_JUMP26: return ARM64_BRANCH26;
    case FIX_A64_ADRP: return ARM64_PAGE21;
    case FIX_A64_LO12: case FIX_A64_LD8_LO12: case FIX_A64_LD16_LO12: case FIX_A64_LD32_LO12:
    case FIX_A64_LD64_LO12: case FIX_A64_LD128_LO12: return ARM64_PAGEOFF12;
    case FIX_A64_GOT_PAGE: return ARM64_GOT_PAGE21;
    case FIX_A64_GOT_LO12: return ARM64_GOT_PAGEOFF12;
    case FIX_GOTPC32: return ARM64_POINTER_TO_GOT;
    case FIX_A64_TLVP_PAGE: return ARM64_TLV_PAGE21;
    case FIX_A64_TLVP_LO12: return ARM64_TLV_PAGEOFF12;
    default: return -1;
    }
}

const MachoArch macho_arch[ARCH_COUNT] = {
    [ARCH_X64] = {.cpu = CPU_X86_64, .subtype = 3, .exe_subtype = 0x80000003u, .page = 4096,
                  .cu_dwarf = CU_X64_DWARF, .subtractor = X64_SUBTRACTOR, .plain_frames = true,
                  .inode64 = true, .name = "mach-o 64-bit x86-64", .target = "x86_64-macos",
                  .trailing = {[X64_SIGNED_1] = 1, [X64_SIGNED_2] = 2, [X64_SIGNED_4] = 4},
                  .kind = x64_kind, .type = x64_type},
    [ARCH_A64] = {.cpu = CPU_ARM64, .page = 16384, .cu_dwarf = CU_ARM64_DWARF,
                  .subtractor = ARM64_SUBTRACTOR, .addend = true, .name = "mach-o arm64",
                  .target = "arm64-macos", .kind = a64_kind, .type = a64_type},
};

bool macho_arch_of(u32 cpu, Arch *a)
{
    for (u32 k = 0; k < ARCH_COUNT; k++)
        if (macho_arch[k].cpu && macho_arch[k].cpu == cpu) {
            *a = (Arch)k;
            return true;
        }
    return false;
}

bool macho_reloc_kind(Arch a, const MachoReloc *r, const u8 *p, FixKind *k, i64 *add)
{
    return macho_arch[a].kind(r, p, k, add);
}

int macho_reloc_type(Arch a, FixKind k, i64 add, const u8 *p, i64 *stored)
{
    return macho_arch[a].type(k, add, p, stored);
}
