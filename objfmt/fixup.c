// fixup.c - the table of fixup kinds; writing a value with a range check, reading an addend
#include "objfmt/fixup.h"

const FixInfo fix_info[FIX_COUNT] = {
#define FIX(id, text, bytes, flags, patch, x64, a64, arm) \
    {text, bytes, flags, fix_##patch, fix_get_##patch, {x64, a64, arm}},
#include "objfmt/fixup.def"
#undef FIX
};

/* A field of n < 8 bytes. Unsigned 32-bit fields are zero-extended by the machine and take only
 * 0..2^32-1; narrower "unsigned" fields are plain bit fields and take either reading. */
static bool fits(int bytes, unsigned flags, i64 v)
{
    int bits = 8 * bytes;
    i64 hi = (i64)1 << (bits - 1), lo = -hi;
    if (flags & FF_UNSIGNED) {
        hi = (i64)1 << bits;
        if (bytes == 4)
            lo = 0;
    }
    return v >= lo && v < hi;
}

FixResult fix_patch(FixKind k, u8 *p, i64 value)
{
    return fix_info[k].patch(k, p, value);
}

FixResult fix_data(FixKind k, u8 *p, i64 value)
{
    const FixInfo *f = &fix_info[k];
    if (f->bytes == 8) {
        wr64(p, (u64)value);
        return FIX_OK;
    }
    if (f->bytes && !fits(f->bytes, f->flags, value))
        return FIX_RANGE;
    for (int i = 0; i < f->bytes; i++)
        p[i] = (u8)((u64)value >> (8 * i));
    return FIX_OK;
}

i64 fix_addend(FixKind k, const u8 *p) { return fix_info[k].get(k, p); }

i64 fix_get_data(FixKind k, const u8 *p)
{
    switch (fix_info[k].bytes) {
    case 1: return fix_info[k].flags & FF_UNSIGNED ? (i64)p[0] : (i64)(i8)p[0];
    case 2: return fix_info[k].flags & FF_UNSIGNED ? (i64)rd16(p) : (i64)(i16)rd16(p);
    case 4: return fix_info[k].flags & FF_UNSIGNED ? (i64)rd32(p) : (i64)(i32)rd32(p);
    case 8: return (i64)rd64(p);
    }
    return 0;
}
