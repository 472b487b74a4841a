// hex.c - Intel HEX: text records of 16 bytes, each with its own checksum
//
// Source: Intel "Hexadecimal Object File Format Specification", revision A, 1988. A data record
// holds 16 bits of address; a record of type 4 gives the upper 16 when they change.
#include "link/firmware/firmware.h"

enum { DATA = 0, END = 1, UPPER = 4, START = 5, LINE = 16 };

static void put_record(Buf *b, u32 type, u32 addr, const u8 *p, u32 n)
{
    u32 sum = n + (addr >> 8 & 0xff) + (addr & 0xff) + type;
    buf_fmt(b, ":%02X%04X%02X", n, addr & 0xffff, type);
    for (u32 i = 0; i < n; i++) {
        buf_fmt(b, "%02X", p[i]);
        sum += p[i];
    }
    buf_fmt(b, "%02X\n", -sum & 0xff);
}

void fw_write_hex(const FwLoad *l, Buf *out)
{
    u32 upper = 0;
    for (u32 i = 0; i < l->piece.n; i++) {
        const FwPiece *p = &l->piece.v[i];
        for (u32 at = 0; at < p->bytes.n;) {
            u32 addr = p->addr + at;
            if (addr >> 16 != upper) {
                upper = addr >> 16;
                put_record(out, UPPER, 0, (u8[]){(u8)(upper >> 8), (u8)upper}, 2);
            }
            u32 n = MIN(LINE - addr % LINE, (u32)p->bytes.n - at);   // never past 64 KiB
            put_record(out, DATA, addr, (const u8 *)p->bytes.p + at, n);
            at += n;
        }
    }
    u32 e = l->entry;
    put_record(out, START, 0, (u8[]){(u8)(e >> 24), (u8)(e >> 16), (u8)(e >> 8), (u8)e}, 4);
    put_record(out, END, 0, NULL, 0);
}
