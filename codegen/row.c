// row.c - what tables of instruction forms share: search, fields of words, floats of eight bits
#include "codegen/row.h"

u32 row_search(const void *rows, u32 n, size_t size, u16 op)
{
    u32 lo = 0, hi = n;
    while (lo < hi) {
        u32 mid = (lo + hi) / 2;
        if (*(const u16 *)((const char *)rows + mid * size) < op)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static u32 ones(u32 n)
{
    return n >= 32 ? ~0u : (1u << n) - 1;
}

u32 row_scatter(const RowPart *part, u32 n, u32 x)
{
    u32 w = 0;
    for (u32 k = 0; k < n && part[k].bits; k++)
        w |= (x >> part[k].from & ones(part[k].bits)) << part[k].at;
    return w;
}

u32 row_gather(const RowPart *part, u32 n, u32 w)
{
    u32 x = 0;
    for (u32 k = 0; k < n && part[k].bits; k++)
        x |= (w >> part[k].at & ones(part[k].bits)) << part[k].from;
    return x;
}

u64 row_float8_value(u32 i, u32 size)
{
    u32 expo = size == 8 ? 11 : 8, frac = size == 8 ? 52 : 23;
    u64 sign = i >> 7, b6 = i >> 6 & 1;
    u64 e = (b6 ^ 1) << (expo - 1) | (b6 ? ones(expo - 3) << 2 : 0) | (i >> 4 & 3);
    return sign << (expo + frac) | e << frac | (u64)(i & 15) << (frac - 4);
}

bool row_float8(u64 bits, u32 size, u32 *imm8)
{
    u32 frac = size == 8 ? 52 : 23, expo = size == 8 ? 11 : 8;
    u32 i = (u32)(bits >> (expo + frac) & 1) << 7 | (u32)(bits >> (frac - 4) & 0x3f);
    // bit 6 of the exponent's three: the inverse of its highest
    i |= (u32)(~bits >> (expo + frac - 1) & 1) << 6;
    *imm8 = i;
    return row_float8_value(i, size) == (size == 8 ? bits : (u32)bits);
}

void row_float8_print(u64 bits, u32 size, Buf *out)
{
    double d;
    float f;
    u32 half = (u32)bits;
    memcpy(&f, &half, 4);
    memcpy(&d, &bits, 8);
    d = size == 4 ? f : d;
    buf_fmt(out, "#%.10g%s", d, d == (double)(i64)d ? ".0" : "");
}
