// disasm.c - the target-independent door to the disassemblers
#include "codegen/target.h"

int cg_disasm(const Target *t, const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out)
{
    return t->isa->disasm(p, n, addr, names, out);
}
