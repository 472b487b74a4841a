// scanf.c - formatted input (C11 7.21.6.2)
//
// An item is at most one character of look-ahead away from where it ends, as C has it: "1e+x" for
// %f is an error and the characters read of it are gone. Refused: numbered arguments.
#include "runtime/libc/stdio_int.h"
#include "runtime/libc/wide_char.h"

#include <ctype.h>

typedef struct Scan {
    FILE *f;
    u64 n;                       // characters read
    char *text, few[128];        // of a number
    size_t len, cap;
    u8 failed;                   // no memory for it
    u8 wide;                     // counts characters, not bytes
} Scan;

typedef struct Item {
    u8 drop, size, grow;         // *; LEN_*; m
    i32 width;                   // 0: not given
    char conv;
    u32 set[8];                  // %[: one bit for each byte that belongs
    const char *from, *to;       // its text
} Item;
enum { LEN_NONE, LEN_HH, LEN_H, LEN_L, LEN_LL, LEN_LONG_DOUBLE };

static int next(Scan *s)
{
    int c = get_byte(s->f);
    s->n += c != EOF && !(s->wide && (c & 0xc0) == 0x80);
    return c;
}

static void back(Scan *s, int c)
{
    if (c == EOF)
        return;
    s->n -= !(s->wide && (c & 0xc0) == 0x80);
    if (s->f->at > s->f->buf - F_BACK && *--s->f->at != c)
        *s->f->at = (u8)c;       // of a character that the end of the buffer divides
}

static int skip_space(Scan *s)
{
    int c;
    while (isspace(c = next(s)))
        ;
    back(s, c);
    return c;
}

static void keep(Scan *s, int c)
{
    if (s->len + 1 >= s->cap) {
        char *more = malloc(s->cap * 2);
        if (!more) {
            s->failed = 1;
            return;
        }
        memcpy(more, s->text, s->len);
        if (s->text != s->few)
            free(s->text);
        s->text = more;
        s->cap *= 2;
    }
    s->text[s->len++] = (char)c;
    s->text[s->len] = 0;
}

/* ---- numbers: the longest text that could begin one ---- */

/* Reads the next character if it is in `set` and the width allows. */
static int take(Scan *s, i32 *left, const char *set)
{
    if (!*left)
        return 0;
    int c = next(s);
    if (c == EOF || !c || !strchr(set, c)) {
        back(s, c);
        return 0;
    }
    --*left;
    keep(s, c);
    return c;
}

static int integer(Scan *s, const Item *it, int *base)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    char set[24];
    i32 left = it->width ? it->width : INT_MAX;
    size_t n;
    (void)take(s, &left, "+-");
    *base = it->conv == 'i' ? 0 : it->conv == 'o' ? 8 : it->conv == 'x' ? 16 : 10;
    int zero = 0;
    if ((*base == 0 || *base == 16) && take(s, &left, "0")) {
        zero = 1;
        if (take(s, &left, "xX")) {
            *base = 16;
            zero = 0;
        } else if (!*base) {
            *base = 8;
        }
    }
    *base = *base ? *base : 10;
    n = *base == 16 ? 22 : (size_t)*base;
    memcpy(set, digits, n);
    set[n] = 0;
    while (take(s, &left, set))
        zero = 1;
    return zero;
}

static int word(Scan *s, i32 *left, const char *lower)   // its first letter is read
{
    for (lower++; *lower; lower++) {
        char both[3] = {*lower, (char)(*lower - 32), 0};
        if (!take(s, left, both))
            return 0;
    }
    return 1;
}

static int real(Scan *s, const Item *it)
{
    i32 left = it->width ? it->width : INT_MAX;
    int any = 0, hex = 0;
    (void)take(s, &left, "+-");
    if (take(s, &left, "nN")) {
        if (!word(s, &left, "nan"))
            return 0;
        if (!take(s, &left, "("))
            return 1;
        while (take(s, &left, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"))
            ;
        return take(s, &left, ")") != 0;
    }
    if (take(s, &left, "iI")) {
        if (!word(s, &left, "inf"))
            return 0;
        return !take(s, &left, "iI") || word(s, &left, "inity");
    }
    if (take(s, &left, "0")) {
        any = 1;
        if (take(s, &left, "xX")) {
            hex = 1;
            any = 0;
        }
    }
    const char *set = hex ? "0123456789abcdefABCDEF" : "0123456789";
    while (take(s, &left, set))
        any = 1;
    if (take(s, &left, "."))
        while (take(s, &left, set))
            any = 1;
    if (!any)
        return 0;
    if (take(s, &left, hex ? "pP" : "eE")) {
        (void)take(s, &left, "+-");
        if (!take(s, &left, "0123456789"))
            return 0;
        while (take(s, &left, "0123456789"))
            ;
    }
    return 1;
}

static void store(void *p, u8 size, u64 x)
{
    switch (size) {
    case LEN_HH: *(signed char *)p = (signed char)x; break;
    case LEN_H: *(short *)p = (short)x; break;
    case LEN_L: *(long *)p = (long)x; break;
    case LEN_LL: *(long long *)p = (long long)x; break;
    default: *(int *)p = (int)x; break;
    }
}

static void store_integer(Scan *s, const Item *it, int base, void *p)
{
    int is_signed = it->conv == 'd' || it->conv == 'i';
    if (it->conv == 'p')
        *(void **)p = rt_ptr((i64)strtoull(s->text, NULL, 16));
    else if (it->size == LEN_LL || sizeof(long) < 8)
        store(p, it->size, is_signed ? (u64)strtoll(s->text, NULL, base)
                                     : strtoull(s->text, NULL, base));
    else
        store(p, it->size, is_signed ? (u64)strtol(s->text, NULL, base)
                                     : strtoul(s->text, NULL, base));
}

static void store_real(Scan *s, const Item *it, void *p)
{
    if (it->size == LEN_LONG_DOUBLE)
        *(long double *)p = strtold(s->text, NULL);
    else if (it->size == LEN_L)
        *(double *)p = strtod(s->text, NULL);
    else
        *(float *)p = strtof(s->text, NULL);
}

/* ---- characters, words and sets ---- */

static int in_bytes(const Item *it, int c)
{
    return it->set[c >> 5] >> (c & 31) & 1;
}

static u32 decode(const char **p)        // what is not UTF-8 is a character that none equals
{
    mbstate_t st = {0, 0};
    u32 c;
    size_t n = __lc_mbrtoc32(&c, *p, 4, &st);
    *p += n < (size_t)-2 && n ? n : 1;
    return n < (size_t)-2 ? c : ~(u32)0;
}

static int in_set(const Scan *s, const Item *it, u32 c, int byte)
{
    if (!s->wide || it->conv == 's')
        return in_bytes(it, byte);
    int not = *it->from == '^';
    for (const char *p = it->from + not; p < it->to;) {
        u32 low = decode(&p), high = low;
        if (*p == '-' && p + 1 < it->to) {
            p++;
            high = decode(&p);
        }
        if (c >= low && c <= high)
            return !not;
    }
    return not;
}

typedef struct Text {            // where characters go: given, or grown when the item says m
    char *p;
    size_t n, cap;
    char **grown;
} Text;

static int put_text(Text *t, const void *unit, size_t size)
{
    if (t->grown && t->n + size > t->cap) {
        char *more = realloc(t->p, t->cap = t->cap ? t->cap * 2 : 64);
        if (!more)
            return -1;
        t->p = more;
    }
    if (t->p)
        memcpy(t->p + t->n, unit, size);
    t->n += size;
    return 0;
}

typedef struct Char {
    u8 byte[4];
    u32 n, c;                    // n: 0 at the end of the input
} Char;

/* A byte, or all of a character where these count; -1: none (EILSEQ). */
static int read_char(Scan *s, int whole, Char *out)
{
    mbstate_t st = {0, 0};
    int c = next(s);
    *out = (Char){{(u8)c}, c != EOF, (u32)c};
    if (!whole || c < 0x80)
        return 0;
    for (;;) {
        size_t r = __lc_mbrtoc32(&out->c, (const char *)&out->byte[out->n - 1], 1, &st);
        if (r == (size_t)-1)
            return -1;
        if (r != (size_t)-2)
            return 0;
        if ((c = next(s)) == EOF) {
            errno = EILSEQ;
            return -1;
        }
        out->byte[out->n++] = (u8)c;
    }
}

static int put_char(Text *t, const Item *it, const Char *c)
{
    wchar_t w = (wchar_t)c->c;
    if (it->size != LEN_L)
        return put_text(t, c->byte, c->n);
    if (sizeof w == 2 && c->c >= 0x10000) {
        w = (wchar_t)(0xd800 + ((c->c - 0x10000) >> 10));
        if (put_text(t, &w, sizeof w))
            return -1;
        w = (wchar_t)(0xdc00 + (c->c & 0x3ff));
    }
    return put_text(t, &w, sizeof w);
}

/* 1 when it matched, 0 when not, -1 at the end of the input. */
static int characters(Scan *s, const Item *it, void *to)
{
    static const wchar_t end = 0;
    Text t = {it->grow ? NULL : to, 0, 0, it->grow ? to : NULL};
    i32 left = it->width ? it->width : it->conv == 'c' ? 1 : INT_MAX;
    int bad = 0;
    Char c = {{0}, 0, 0};
    for (; left && !bad; left--) {
        bad = read_char(s, s->wide || it->size == LEN_L, &c);
        if (bad || !c.n || (it->conv != 'c' && !in_set(s, it, c.c, c.byte[0])))
            break;
        bad = put_char(&t, it, &c);
    }
    int stopped = left && !bad;
    int at_end = stopped && !c.n;
    while (stopped && c.n)
        back(s, c.byte[--c.n]);
    int ok = it->conv == 'c' ? !stopped : t.n > 0;
    if (ok && it->conv != 'c' && (t.p || t.grown))
        bad |= put_text(&t, &end, it->size == LEN_L ? sizeof end : 1);
    if (t.grown && ok && !bad)
        *t.grown = t.p;
    else if (t.grown)
        free(t.p);
    if (bad)
        return -1;
    return ok ? 1 : at_end && !t.n ? -1 : 0;
}

static void all_but_space(Item *it)
{
    memset(it->set, 0xff, sizeof it->set);
    for (const char *p = " \t\n\v\f\r"; *p; p++)
        it->set[*p >> 5] &= ~((u32)1 << (*p & 31));
}

static const char *read_set(const char *p, Item *it)
{
    int not = *p == '^';
    memset(it->set, 0, sizeof it->set);
    it->from = p;
    p += not;
    for (const char *first = p; *p && (*p != ']' || p == first); p++) {
        u8 from = (u8)*p, to = from;
        if (p[1] == '-' && p[2] && p[2] != ']') {
            to = (u8)p[2];
            p += 2;
        }
        for (u32 c = from; c <= to; c++)
            it->set[c >> 5] |= (u32)1 << (c & 31);
    }
    for (int i = 0; not && i < 8; i++)
        it->set[i] = ~it->set[i];
    it->to = p;
    return *p ? p : NULL;
}

/* ---- formats ---- */

static const char *size(const char *p, Item *it)
{
    u8 word = sizeof(size_t) == sizeof(int) ? LEN_NONE : sizeof(long) == 8 ? LEN_L : LEN_LL;
    switch (*p) {
    case 'h': it->size = p[1] == 'h' ? LEN_HH : LEN_H; return p + 1 + (p[1] == 'h');
    case 'l': it->size = p[1] == 'l' ? LEN_LL : LEN_L; return p + 1 + (p[1] == 'l');
    case 'q':
    case 'j': it->size = LEN_LL; return p + 1;
    case 'z':
    case 't': it->size = word; return p + 1;
    case 'L': it->size = LEN_LONG_DOUBLE; return p + 1;
    default: return p;
    }
}

/* Behind the %; NULL: not a conversion. */
static const char *parse(const char *p, Item *it)
{
    *it = (Item){0};
    if (*p == '*') {
        it->drop = 1;
        p++;
    }
    for (; isdigit((u8)*p); p++)
        it->width = it->width > INT_MAX / 10 - 1 ? it->width : it->width * 10 + (*p - '0');
    if (*p == 'm') {
        it->grow = !it->drop;
        p++;
    }
    p = size(p, it);
    it->conv = *p;
    if (it->conv && strchr("CS", it->conv)) {    // of X/Open: %lc %ls
        it->conv |= 32;
        it->size = LEN_L;
    }
    if (it->conv && strchr("EFGAX", it->conv))
        it->conv |= 32;
    if (it->conv && strchr("fga", it->conv))
        it->conv = 'e';
    if (it->conv == 's')
        all_but_space(it);
    else if (it->conv == '[')
        p = read_set(p + 1, it);
    return p && *p && strchr("diouxpecs[n%", it->conv) ? p + 1 : NULL;
}

/* One conversion: 1 stored or dropped, 0 no match, -1 end of input. */
static int convert(Scan *s, const Item *it, void *to)
{
    int base = 10, ok;
    if (!strchr("c[n", it->conv) && skip_space(s) == EOF)
        return -1;
    switch (it->conv) {
    case 'n':
        if (to)
            store(to, it->size, s->n);
        return 1;
    case '%': {
        int c = next(s);
        if (c != '%')
            back(s, c);
        return c == '%' ? 1 : c == EOF ? -1 : 0;
    }
    case 'c': case 's': case '[': return characters(s, it, to);
    }
    s->len = 0;
    *s->text = 0;
    Item hex = *it;
    if (it->conv == 'p')
        hex.conv = 'x';
    ok = it->conv == 'e' ? real(s, it) : integer(s, &hex, &base);
    if (!ok || s->failed) {
        int c = s->len ? 0 : next(s);            // nothing read: was that the end?
        if (!s->len)
            back(s, c);
        return s->failed || c == EOF ? -1 : 0;
    }
    if (to && it->conv == 'e')
        store_real(s, it, to);
    else if (to)
        store_integer(s, it, base, to);
    return 1;
}

static int run(Scan *s, const char *fmt, va_list *ap)
{
    int done = 0;
    while (*fmt) {
        if (isspace((u8)*fmt)) {
            (void)skip_space(s);
            fmt++;
            continue;
        }
        if (*fmt != '%') {
            int c = next(s);
            if (c != (u8)*fmt) {
                back(s, c);
                return c == EOF && !done ? EOF : done;
            }
            fmt++;
            continue;
        }
        Item it;
        fmt = parse(fmt + 1, &it);
        if (!fmt) {
            errno = EINVAL;
            return done ? done : EOF;
        }
        void *to = it.drop || it.conv == '%' ? NULL : va_arg(*ap, void *);
        int r = convert(s, &it, to);
        if (r <= 0)
            return r < 0 && !done ? EOF : done;
        done += to && it.conv != 'n';
    }
    return done;
}

typedef struct Args {
    va_list ap;
} Args;

int __lc_scan(FILE *f, const char *fmt, va_list ap, int wide)
{
    Scan s = {.f = f, .wide = (u8)wide};
    Args a;
    s.text = s.few;
    s.cap = sizeof s.few;
    va_copy(a.ap, ap);
    int r = run(&s, fmt, &a.ap);
    va_end(a.ap);
    if (s.text != s.few)
        free(s.text);
    return r;
}

int vfscanf(FILE *restrict f, const char *restrict fmt, va_list ap)
{
    lock_file(f);
    int r = __lc_scan(f, fmt, ap, 0);
    unlock_file(f);
    return r;
}

int fscanf(FILE *restrict f, const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfscanf(f, fmt, ap);
    va_end(ap);
    return r;
}

int vscanf(const char *restrict fmt, va_list ap)
{
    return vfscanf(stdin, fmt, ap);
}

int scanf(const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfscanf(stdin, fmt, ap);
    va_end(ap);
    return r;
}

/* The string itself is the buffer of a stream that is at its end behind it. */
int vsscanf(const char *restrict s, const char *restrict fmt, va_list ap)
{
    FILE f = {.fd = -1, .flags = F_READ | F_EOF | F_STATIC | F_LISTED};
    f.buf = f.at = (u8 *)(uintptr_t)s;
    f.end = f.at + strlen(s);
    f.size = (size_t)(f.end - f.at);
    return __lc_scan(&f, fmt, ap, 0);
}

int sscanf(const char *restrict s, const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vsscanf(s, fmt, ap);
    va_end(ap);
    return r;
}
