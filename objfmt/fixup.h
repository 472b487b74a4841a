// fixup.h - neutral fixup kinds and their patch functions
#ifndef FIXUP_H
#define FIXUP_H

#include "base/base.h"

enum { FF_PC = 1, FF_BRANCH = 2, FF_GOT = 4, FF_TLS = 8, FF_UNSIGNED = 16, FF_SIZE = 32,
       FF_PAGE = 64 /* the difference of 4 KiB pages */,
       FF_LOW = 256 /* only bits within a page */,
       FF_SEQ = 1024 /* part of a sequence that is rewritten as a whole, or (FF_GOT) not at all */,
       FF_GOTREL = 128 /* counted from the start of the GOT, with FF_PAGE from its page */,
       FF_RVA = 512 /* counted from the start of the image */,
       FF_PAIR = 2048 /* (TLS) two GOT entries: module and offset of a variable */,
       FF_MODULE = 4096 /* (TLS) two GOT entries that stand for this image's block */,
       FF_DESC = 8192 /* (TLS) two GOT entries: a descriptor */,
       FF_TPREL = 16384 /* (TLS) counted from the thread pointer */ };
_Static_assert((FF_PC ^ FF_BRANCH ^ FF_GOT ^ FF_TLS ^ FF_UNSIGNED ^ FF_SIZE ^ FF_PAGE ^ FF_LOW ^
                FF_SEQ ^ FF_GOTREL ^ FF_RVA ^ FF_PAIR ^ FF_MODULE ^ FF_DESC ^ FF_TPREL) == 32767,
               "each flag has a bit of its own");
typedef enum {
#define FIX(id, text, bytes, flags, patch, x64, a64, arm) FIX_##id,
#include "objfmt/fixup.def"
#undef FIX
    FIX_COUNT
} FixKind;
typedef enum { FIX_OK, FIX_RANGE } FixResult;
typedef struct FixInfo {
    const char *text;
    u8 bytes;
    u16 flags;
    FixResult (*patch)(FixKind k, u8 *p, i64 value);
    i64 (*get)(FixKind k, const u8 *p);
    i16 elf[3];      // by Arch
} FixInfo;
extern const FixInfo fix_info[FIX_COUNT];

#define FIX(id, text, bytes, flags, patch, x64, a64, arm) \
    FixResult fix_##patch(FixKind k, u8 *p, i64 value);                 \
    i64 fix_get_##patch(FixKind k, const u8 *p);
#include "objfmt/fixup.def"
#undef FIX
/* Writes `value` (already S + A, or S + A - P when FF_PC) at p. FIX_RANGE: does not fit; p
 * unchanged. */
FixResult fix_patch(FixKind k, u8 *p, i64 value);
/* The addend stored in place, for formats that keep it there (REL): what fix_patch with that value
 * writes, sign-extended from the field. A pair of 16-bit halves holds the low half in both. */
i64 fix_addend(FixKind k, const u8 *p);

/* fix_x64.c - instructions that a linker may rewrite once it knows a symbol is in the same image.
 * Source: AMD64 psABI 1.0, "Optimize GOTPCRELX relocations" and the TLS chapter. `p` points at the
 * 4-byte field, `before` and `after` say how many bytes of the section lie before it and from it
 * on. A query with p alone changes nothing; all return false when the bytes are not the known
 * sequence. */
typedef enum {
    RX_NONE,
    RX_LEA,    // mov foo@GOT(%rip), reg -> lea foo(%rip), reg
    RX_CALL,   // call *foo@GOT(%rip)    -> addr32 call foo
    RX_JMP,    // jmp *foo@GOT(%rip)     -> jmp foo; nop   (the field moves one byte down)
    RX_TP_MOV, // mov foo@gottpoff(%rip), reg -> mov $tpoff, reg
    RX_TP_ADD, // add foo@gottpoff(%rip), reg -> add $tpoff, reg
    RX_TLSGD,  // lea foo@tlsgd(%rip), rdi; call __tls_get_addr -> mov %fs:0, rax; lea tpoff(rax),
               // rax
    RX_TLSLD,  // lea foo@tlsld(%rip), rdi; call __tls_get_addr -> mov %fs:0, rax
    RX_TLSDESC, // one instruction of a call through a descriptor: the offset as a constant
    RX_TLSGD_IE, // as RX_TLSGD, but with the offset in the GOT: add foo@gottpoff(%rip), %rax
    RX_TLSDESC_IE // as RX_TLSDESC, but with the offset loaded from the GOT
} FixRelax;
FixRelax fix_x64_relax(FixKind k, i64 add, const u8 *p, u64 before, u64 after);
/* Rewrites the bytes around p; *kind is that of the query, afterwards that of the value (FIX_NONE:
 * no value), and *field where it goes (relative to p, in bytes). *add is the addend to use. */
void fix_x64_rewrite(FixRelax r, u8 *p, int *field, FixKind *kind, i64 *add);
/* jmp *slot(%rip): FIX_X64_STUB bytes whose displacement (relative to the address of the stub) is
 * `disp`. */
enum { FIX_X64_STUB = 8 };
void fix_x64_stub(u8 *p, i64 slot_minus_stub);

/* relax_a64.c - the same for AArch64; `k` is the kind that the query was made with. */
u32 fix_a64_relax(FixKind k, i64 add, const u8 *p, u64 before, u64 after);
void fix_a64_rewrite(u32 r, u8 *p, FixKind k, int *field, FixKind *kind, i64 *add);

#endif
