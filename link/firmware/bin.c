// bin.c - a raw binary: the bytes as they lie in flash, from the lowest address on
#include "link/firmware/firmware.h"

enum { ERASED = 0xff, MAX_BIN = 256 << 20 };

const char *fw_write_bin(const FwLoad *l, Buf *out)
{
    if (!l->piece.n)
        return "the program has no bytes to load";
    const FwPiece *last = &l->piece.v[l->piece.n - 1];
    u32 base = l->piece.v[0].addr;
    if ((u64)last->addr + last->bytes.n - base > MAX_BIN)
        return "its regions lie too far apart for a raw binary (more than 256 MiB); use hex or uf2";
    for (u32 i = 0; i < l->piece.n; i++) {
        const FwPiece *p = &l->piece.v[i];
        while (out->n < p->addr - base)
            buf_byte(out, ERASED);
        buf_put(out, p->bytes.p, p->bytes.n);
    }
    return NULL;
}

static const char *const names[FW_FORM_COUNT] = {"bin", "hex", "uf2"};

const char *fw_form_name(FwForm f) { return names[f]; }

const char *fw_write(FwForm f, const FwLoad *l, u32 family, Buf *out)
{
    switch (f) {
    case FW_BIN: return fw_write_bin(l, out);
    case FW_HEX: fw_write_hex(l, out); return NULL;
    case FW_UF2: return fw_write_uf2(l, family, out);
    case FW_FORM_COUNT: break;
    }
    return "no such form";
}
