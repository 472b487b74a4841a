// row.h - what tables of instruction forms share
#ifndef ROW_H
#define ROW_H

#include "base/base.h"

/* The first of the rows of an opcode. Rows begin with their opcode, a u16, and are sorted by it. */
#define row_first(rows, n, op) ((rows) + row_search((rows), (n), sizeof *(rows), (op)))
u32 row_search(const void *rows, u32 n, size_t size, u16 op);

/* Where a number stands in an instruction word: `bits` bits of it, from bit `from` on, at bit
 * `at`. A field is a few such parts, those without bits last. */
typedef struct RowPart {
    u8 from, bits, at;
} RowPart;
u32 row_scatter(const RowPart *part, u32 n, u32 x);
u32 row_gather(const RowPart *part, u32 n, u32 w);

/* Floats of 8 bits in Arm's instruction sets: sign, 3 bits of exponent, 4 of fraction, for numbers
 * of 4 or 8 bytes (DDI 0487 and DDI 0403, VFPExpandImm). False: bits is none. */
bool row_float8(u64 bits, u32 size, u32 *imm8);
u64 row_float8_value(u32 imm8, u32 size);
void row_float8_print(u64 bits, u32 size, Buf *out);

#endif
