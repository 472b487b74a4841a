// str.c - strings with a length: comparing, copying, formatting, UTF-8, spelling distance
#include "base/base.h"

Str str_of(const char *z)
{
    return (Str){z, strlen(z)};
}

bool str_eq(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_cmp(Str a, Str b)
{
    size_t n = MIN(a.n, b.n);
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c) return c;
    return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(Str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

bool str_ends(Str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}

Str str_dup(Arena *a, Str s)
{
    char *p = arena_take(a, s.n + 1, 1);
    if (s.n) memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (Str){p, s.n};
}

const char *str_z(Arena *a, Str s)
{
    return str_dup(a, s).p;
}

Str str_join(Arena *a, Str x, Str y)
{
    char *p = arena_take(a, x.n + y.n + 1, 1);
    if (x.n) memcpy(p, x.p, x.n);
    if (y.n) memcpy(p + x.n, y.p, y.n);
    p[x.n + y.n] = 0;
    return (Str){p, x.n + y.n};
}

Str str_fmt(Arena *a, const char *fmt, ...)
{
    char most[256];  // nearly all fit
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(most, sizeof most, fmt, ap);
    va_end(ap);
    assert(n >= 0);
    if (n < 0) n = 0;
    if ((size_t)n < sizeof most) return str_dup(a, (Str){most, (size_t)n});
    char *p = arena_take(a, (size_t)n + 1, 1);
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return (Str){p, (size_t)n};
}

// FNV-1a (Fowler, Noll, Vo), then a final mix: the tables use the low bits.
u64 str_hash(Str s)
{
    u64 h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (u8)s.p[i]) * 0x100000001b3u;
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

// Optimal string alignment: insert, delete, replace, swap of neighbours cost 1 each. Three rows of
// the table are enough, as a swap looks two rows back.
int edit_distance(Str a, Str b, int limit)
{
    size_t gap = a.n > b.n ? a.n - b.n : b.n - a.n;
    if (limit < 0 || gap > (size_t)limit) return limit + 1;
    size_t w = b.n + 1;
    int *row = xmalloc(3 * w * sizeof *row);
    int *prev2 = row, *prev = row + w, *cur = row + 2 * w;
    for (size_t j = 0; j < w; j++) prev[j] = (int)j;
    for (size_t i = 1; i <= a.n; i++) {
        int best = cur[0] = (int)i;
        for (size_t j = 1; j < w; j++) {
            int c = prev[j - 1] + (a.p[i - 1] != b.p[j - 1]);
            c = MIN(c, prev[j] + 1);
            c = MIN(c, cur[j - 1] + 1);
            bool swap = i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1];
            if (swap) c = MIN(c, prev2[j - 2] + 1);
            cur[j] = c;
            best = MIN(best, c);
        }
        int *t = prev2;
        prev2 = prev, prev = cur, cur = t;
        if (best > limit + 1) break;  // no cell of a later row can come back under the limit
    }
    int d = prev[b.n];
    free(row);
    return d > limit ? limit + 1 : d;
}

Near near_new(Str name, int limit)
{
    return (Near){.name = name, .limit = limit, .dist = limit + 1};
}

bool near_try(Near *n, Str offered)
{
    int d = offered.n ? edit_distance(n->name, offered, n->dist - 1) : n->dist;
    if (d >= n->dist)
        return false;
    n->dist = d;
    n->best = offered;
    return true;
}

// Strict: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629).
int utf8_decode(const char *p, const char *end, u32 *cp)
{
    if (p >= end) return 0;
    const u8 *s = (const u8 *)p;
    size_t left = (size_t)(end - p);
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    int n = s[0] >= 0xf0 && s[0] < 0xf5 ? 4 : s[0] >= 0xe0 && s[0] < 0xf0 ? 3
            : s[0] >= 0xc2 && s[0] < 0xe0 ? 2 : 0;
    if (n == 0 || left < (size_t)n) return 0;
    u32 c = s[0] & (0x7fu >> n);
    for (int i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80) return 0;
        c = c << 6 | (s[i] & 0x3f);
    }
    if ((n == 3 && c < 0x800) || (n == 4 && c < 0x10000)) return 0;
    if ((c >= 0xd800 && c < 0xe000) || c > 0x10ffff) return 0;
    *cp = c;
    return n;
}

int utf8_encode(u32 cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xc0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3f));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xe0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
        out[2] = (char)(0x80 | (cp & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | (cp >> 18 & 7));
    out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
    out[3] = (char)(0x80 | (cp & 0x3f));
    return 4;
}
