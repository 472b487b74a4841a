// printf.c - formatted output (C11 7.21.6.1, with %m of glibc)
//
// Refused with EINVAL: numbered arguments (%1$d) and conversions that C11 does not have.
#include "runtime/libc/printf_int.h"

void __lc_put(Sink *s, const char *p, size_t n)
{
    size_t room = (size_t)(s->end - s->at);
    s->total += n;
    if (s->file) {
        (void)__lc_file_write(s->file, p, n);
        return;
    }
    n = n < room ? n : room;
    memcpy(s->at, p, n);
    s->at += n;
}

void __lc_pad(Sink *s, char c, i64 n)
{
    char block[32];
    if (n <= 0)
        return;
    memset(block, c, sizeof block);
    if (!s->file && n > s->end - s->at) {        // what does not fit is counted only
        i64 room = s->end - s->at;
        s->total += (u64)(n - room);
        n = room;
    }
    for (; n > 0; n -= (i64)sizeof block)
        __lc_put(s, block, n < (i64)sizeof block ? (size_t)n : sizeof block);
}

void __lc_field_open(Sink *s, const Spec *o, const char *prefix, i64 n)
{
    i64 np = (i64)strlen(prefix), pad = o->width - n - np;
    if (!o->left && !o->zero)
        __lc_pad(s, ' ', pad);
    __lc_put(s, prefix, (size_t)np);
    if (!o->left && o->zero)
        __lc_pad(s, '0', pad);
}

void __lc_field_close(Sink *s, const Spec *o, const char *prefix, i64 n)
{
    if (o->left)
        __lc_pad(s, ' ', o->width - n - (i64)strlen(prefix));
}

static void put_text(Sink *s, const Spec *o, const char *p, size_t n)
{
    Spec plain = *o;
    plain.zero = 0;
    __lc_field_open(s, &plain, "", (i64)n);
    __lc_put(s, p, n);
    __lc_field_close(s, &plain, "", (i64)n);
}

/* ---- integers ---- */

static void put_integer(Sink *s, Spec *o, u64 x, const char *sign)
{
    char text[24];
    int n = sizeof text, given = o->prec >= 0;
    const char *digit = o->conv == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    const char *prefix = sign;
    u64 v = x;
    switch (o->conv) {
    case 'o':
        for (; v; v >>= 3)
            text[--n] = digit[v & 7];
        if (o->alt && (x || given) && o->prec <= (i32)sizeof text - n)
            o->prec = (i32)sizeof text - n + 1;  // so that the first digit is 0
        break;
    case 'x':
    case 'X':
        for (; v; v >>= 4)
            text[--n] = digit[v & 15];
        if (o->alt && x)
            prefix = o->conv == 'X' ? "0X" : *sign == '+' ? "+0x" : *sign ? " 0x" : "0x";
        break;
    default:
        for (; v >> 32; v /= 10)
            text[--n] = (char)('0' + v % 10);
        for (u32 low = (u32)v; low; low /= 10)
            text[--n] = (char)('0' + low % 10);
    }
    i64 len = (i64)sizeof text - n;
    o->zero &= !given;
    i64 least = o->prec < 0 ? 1 : o->prec, all = len > least ? len : least;
    __lc_field_open(s, o, prefix, all);
    __lc_pad(s, '0', all - len);
    __lc_put(s, text + n, (size_t)len);
    __lc_field_close(s, o, prefix, all);
}

typedef struct Args {
    va_list ap;
} Args;

static i64 take_signed(Args *a, u8 size)
{
    switch (size) {
    case LEN_HH: return (signed char)va_arg(a->ap, int);
    case LEN_H: return (short)va_arg(a->ap, int);
    case LEN_L: return va_arg(a->ap, long);
    case LEN_LL: return va_arg(a->ap, long long);
    default: return va_arg(a->ap, int);
    }
}

static u64 take_unsigned(Args *a, u8 size)
{
    switch (size) {
    case LEN_HH: return (unsigned char)va_arg(a->ap, int);
    case LEN_H: return (unsigned short)va_arg(a->ap, int);
    case LEN_L: return va_arg(a->ap, unsigned long);
    case LEN_LL: return va_arg(a->ap, unsigned long long);
    default: return va_arg(a->ap, unsigned);
    }
}

static void store_count(Args *a, u8 size, u64 n)
{
    switch (size) {
    case LEN_HH: *va_arg(a->ap, signed char *) = (signed char)n; break;
    case LEN_H: *va_arg(a->ap, short *) = (short)n; break;
    case LEN_L: *va_arg(a->ap, long *) = (long)n; break;
    case LEN_LL: *va_arg(a->ap, long long *) = (long long)n; break;
    default: *va_arg(a->ap, int *) = (int)n; break;
    }
}

/* ---- wide characters, as UTF-8 ---- */

static int put_wide(Sink *s, const Spec *o, const wchar_t *w)
{
    size_t n = 0;
    char c[4];
    for (int pass = 0; pass < 2; pass++) {       // first only their number
        size_t done = 0;
        Spec plain = *o;
        plain.zero = 0;
        if (pass)
            __lc_field_open(s, &plain, "", (i64)n);
        for (const wchar_t *p = w; *p && (pass == 0 || done < n); p++) {
            u32 cp = (u32)*p;
            if (sizeof(wchar_t) == 2 && (cp & 0xfc00) == 0xd800 && ((u32)p[1] & 0xfc00) == 0xdc00)
                cp = 0x10000 + ((cp & 0x3ff) << 10) + ((u32)*++p & 0x3ff);
            if (cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
                return -EILSEQ;
            size_t k = (size_t)rt_utf8_put(cp, c);
            if (o->prec >= 0 && done + k > (size_t)o->prec)
                break;
            done += k;
            if (pass)
                __lc_put(s, c, k);
        }
        if (pass)
            __lc_field_close(s, &plain, "", (i64)n);
        n = done;
    }
    return 0;
}

static int put_char(Sink *s, const Spec *o, Args *a)
{
    if (o->size == LEN_L) {
        wchar_t w[2] = {(wchar_t)va_arg(a->ap, unsigned), 0};
        Spec all = *o;
        all.prec = -1;
        if (w[0])
            return put_wide(s, &all, w);
        put_text(s, o, "", 1);
        return 0;
    }
    char c = (char)va_arg(a->ap, int);
    put_text(s, o, &c, 1);
    return 0;
}

static int put_string(Sink *s, const Spec *o, Args *a)
{
    const char *p = va_arg(a->ap, const char *);
    if (p && o->size == LEN_L)
        return put_wide(s, o, (const wchar_t *)(const void *)p);
    if (!p)
        p = o->prec >= 0 && o->prec < 6 ? "" : "(null)";
    put_text(s, o, p, o->prec < 0 ? strlen(p) : strnlen(p, (size_t)o->prec));
    return 0;
}

/* ---- a conversion ---- */

static const char *number(const char *p, i32 *out)
{
    i64 x = 0;
    for (; (u8)(*p - '0') < 10; p++)
        x = x > INT_MAX ? x : x * 10 + (*p - '0');
    *out = x > INT_MAX ? -2 : (i32)x;            // -2: too large
    return p;
}

static const char *flags(const char *p, Spec *o)
{
    for (;; p++)
        switch (*p) {
        case '-': o->left = 1; break;
        case '+': o->plus = 1; break;
        case ' ': o->space = 1; break;
        case '#': o->alt = 1; break;
        case '0': o->zero = 1; break;
        case '\'': break;                        // thousands: there are none in the locale "C"
        default: return p;
        }
}

static u8 word_size(size_t n)
{
    return n == sizeof(int) ? LEN_NONE : n == sizeof(long) ? LEN_L : LEN_LL;
}

static const char *size(const char *p, Spec *o)
{
    switch (*p) {
    case 'h': o->size = p[1] == 'h' ? LEN_HH : LEN_H; return p + 1 + (p[1] == 'h');
    case 'l': o->size = p[1] == 'l' ? LEN_LL : LEN_L; return p + 1 + (p[1] == 'l');
    case 'q':
    case 'j': o->size = LEN_LL; return p + 1;
    case 'z': o->size = word_size(sizeof(size_t)); return p + 1;
    case 't': o->size = word_size(sizeof(ptrdiff_t)); return p + 1;
    case 'L': o->size = LEN_LONG_DOUBLE; return p + 1;
    default: return p;
    }
}

/* Reads what stands behind the %; NULL: a width or precision that is too large. */
static const char *parse(const char *p, Spec *o, Args *a)
{
    *o = (Spec){.prec = -1};
    p = flags(p, o);
    if (*p == '*') {
        i32 w = va_arg(a->ap, int);
        o->left |= w < 0;
        o->width = w == INT_MIN ? -2 : w < 0 ? -w : w;
        p++;
    } else {
        p = number(p, &o->width);
    }
    if (*p == '.' && p[1] == '*') {
        o->prec = va_arg(a->ap, int);
        o->prec = o->prec < 0 ? -1 : o->prec;
        p += 2;
    } else if (*p == '.') {
        p = number(p + 1, &o->prec);
    }
    p = size(p, o);
    o->conv = *p;
    if (o->left)
        o->zero = 0;
    return o->width == -2 || o->prec == -2 ? NULL : p;
}

static void put_signed(Sink *s, Spec *o, i64 x)
{
    u64 u = x < 0 ? 0 - (u64)x : (u64)x;
    put_integer(s, o, u, x < 0 ? "-" : o->plus ? "+" : o->space ? " " : "");
}

static void put_pointer(Sink *s, Spec *o, const void *p)
{
    if (!p) {
        put_text(s, o, "(nil)", 5);
        return;
    }
    o->conv = 'x';
    o->alt = 1;
    put_integer(s, o, (u64)(uintptr_t)p, o->plus ? "+" : o->space ? " " : "");  // as glibc does
}

/* 0, or a negative error number. */
static int convert(Sink *s, Spec *o, Args *a, int was)
{
    switch (o->conv) {
    case 'd':
    case 'i': put_signed(s, o, take_signed(a, o->size)); return 0;
    case 'o':
    case 'u':
    case 'x':
    case 'X': put_integer(s, o, take_unsigned(a, o->size), ""); return 0;
    case 'c': return put_char(s, o, a);
    case 's': return put_string(s, o, a);
    case 'p': put_pointer(s, o, va_arg(a->ap, void *)); return 0;
    case 'n': store_count(a, o->size, s->total); return 0;
    case 'm': {
        const char *text = strerror(was);
        put_text(s, o, text, o->prec < 0 ? strlen(text) : strnlen(text, (size_t)o->prec));
        return 0;
    }
    case '%': __lc_put(s, "%", 1); return 0;
    case 'e': case 'f': case 'g': case 'a': case 'E': case 'F': case 'G': case 'A': {
        Binary b = o->size == LEN_LONG_DOUBLE ? __lc_binaryl(va_arg(a->ap, long double))
                                              : __lc_binary(va_arg(a->ap, double));
        __lc_put_float(s, o, &b);
        return 0;
    }
    default: return -EINVAL;
    }
}

int __lc_format(Sink *s, const char *fmt, va_list ap)
{
    Args a;
    int was = errno, bad = 0;
    va_copy(a.ap, ap);
    while (*fmt && !bad) {
        const char *next = strchrnul(fmt, '%');
        __lc_put(s, fmt, (size_t)(next - fmt));
        fmt = next;
        if (!*fmt)
            break;
        Spec o;
        fmt = parse(fmt + 1, &o, &a);
        if (!fmt)
            bad = -EOVERFLOW;
        else if (!(bad = convert(s, &o, &a, was)))
            fmt++;
    }
    va_end(a.ap);
    if (!bad && s->total > INT_MAX)
        bad = -EOVERFLOW;
    if (bad) {
        errno = -bad;
        return -1;
    }
    return (int)s->total;
}
