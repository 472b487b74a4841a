// lexname.c - identifiers with characters beyond ASCII: UTF-8 and universal character names
#include "frontend/c/pp_int.h"

typedef struct Range {
    u32 lo, hi;
} Range;

// C11 annex D.1: what may stand in an identifier. The planes above the first are a rule.
static const Range allowed[] = {
    {0xa8, 0xa8},     {0xaa, 0xaa},     {0xad, 0xad},     {0xaf, 0xaf},     {0xb2, 0xb5},
    {0xb7, 0xba},     {0xbc, 0xbe},     {0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0xff},
    {0x100, 0x167f},  {0x1681, 0x180d}, {0x180f, 0x1fff}, {0x200b, 0x200d}, {0x202a, 0x202e},
    {0x203f, 0x2040}, {0x2054, 0x2054}, {0x2060, 0x218f}, {0x2460, 0x24ff}, {0x2776, 0x2793},
    {0x2c00, 0x2dff}, {0x2e80, 0x2fff}, {0x3004, 0x3007}, {0x3021, 0x302f}, {0x3031, 0xd7ff},
    {0xf900, 0xfd3d}, {0xfd40, 0xfdcf}, {0xfdf0, 0xfe44}, {0xfe47, 0xfffd},
};
// D.2: not at its beginning.
static const Range not_first[] = {
    {0x300, 0x36f}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe20, 0xfe2f}};

static bool within(const Range *r, u32 n, u32 c)
{
    for (u32 k = 0; k < n; k++)
        if (c >= r[k].lo && c <= r[k].hi)
            return true;
    return false;
}

static bool name_code(u32 c, bool first)
{
    bool ok = c < 0x10000 ? within(allowed, COUNT(allowed), c)
                          : c < 0xf0000 && (c & 0xffff) <= 0xfffd;
    return ok && !(first && within(not_first, COUNT(not_first), c));
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int lex_universal(const char *q, const char *end, u32 *code)
{
    if (end - q < 6 || q[0] != '\\' || (q[1] != 'u' && q[1] != 'U'))
        return 0;
    int n = q[1] == 'u' ? 6 : 10;
    if (end - q < n)
        return 0;
    *code = 0;
    for (int k = 2; k < n; k++) {
        if (hex(q[k]) < 0)
            return 0;
        *code = *code << 4 | (u32)hex(q[k]);
    }
    return n;
}

const char *lex_wide_name(const char *from, const char *end, Buf *name)
{
    const char *q = from;
    while (q < end) {
        u32 c = 0;
        char out[4];
        int n = (u8)*q < 0x80 ? lex_universal(q, end, &c) : utf8_decode(q, end, &c);
        if (n) {
            if (!name_code(c, q == from))
                break;
            buf_put(name, out, (size_t)utf8_encode(c, out));
        } else {
            bool digit = *q >= '0' && *q <= '9';
            if (!((*q >= 'a' && *q <= 'z') || (*q >= 'A' && *q <= 'Z') || *q == '_' || *q == '$' ||
                  digit))
                break;
            buf_byte(name, (u8)*q);
            n = 1;
        }
        q += n;
    }
    return q;
}
