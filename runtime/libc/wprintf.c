// wprintf.c - formatted output of wide characters (C11 7.29.2)
//
// Numbers are formatted by printf, one conversion at a time; texts here, where width and precision
// count wide characters.
#include "runtime/libc/stdio_int.h"
#include "runtime/libc/wide_char.h"

typedef struct Out {
    wchar_t *at, *end;           // free place in memory
    FILE *file;                  // or the stream
    u64 total;
    int error;                   // an error number
} Out;

typedef struct Spec {
    char flags[8], length[3], conv;
    u8 left;
    i32 width, prec;             // prec -1: not given
} Spec;

typedef struct Args {
    va_list ap;
} Args;

static void put(Out *o, wchar_t c)
{
    o->total++;
    if (o->file && fputwc(c, o->file) == WEOF)
        o->error = EILSEQ;
    else if (!o->file && o->at < o->end)
        *o->at++ = c;
    else if (!o->file)
        o->error = EOVERFLOW;    // unlike snprintf
}

static void pad(Out *o, i64 n)
{
    for (; n > 0 && !o->error; n--)
        put(o, ' ');
}

static void put_wide(Out *o, const Spec *s, const wchar_t *p, size_t n)
{
    i64 room = s->width - (i64)n;
    if (!s->left)
        pad(o, room);
    for (size_t i = 0; i < n; i++)
        put(o, p[i]);
    if (s->left)
        pad(o, room);
}

/* Multibyte characters. */
static void put_bytes(Out *o, const Spec *s, const char *p)
{
    size_t n = 0, most = s->prec < 0 ? SIZE_MAX : (size_t)s->prec;
    wchar_t c;
    for (int pass = 0; pass < 2; pass++) {       // first only their number
        mbstate_t st = {0, 0};
        const char *q = p;
        size_t k = 0;
        if (pass && !s->left)
            pad(o, s->width - (i64)n);
        for (; k < most; k++) {
            size_t r = mbrtowc(&c, q, SIZE_MAX, &st);
            if (r == (size_t)-1)
                o->error = EILSEQ;
            if (r == (size_t)-1 || !c)
                break;
            if (pass)
                put(o, c);
            q += r;
        }
        if (pass && s->left)
            pad(o, s->width - (i64)n);
        n = k;
        if (o->error)
            return;
    }
}

static const wchar_t *number(const wchar_t *p, i32 *out)
{
    i64 x = 0;
    for (; *p >= '0' && *p <= '9'; p++)
        x = x > INT_MAX ? x : x * 10 + (*p - '0');
    *out = x > INT_MAX ? -2 : (i32)x;            // -2: too large
    return p;
}

static int among(const char *set, wchar_t c)
{
    return c > 0 && c < 128 && strchr(set, (char)c) != NULL;
}

static const wchar_t *parse(const wchar_t *p, Spec *s, Args *a)
{
    size_t n = 0, k = 0;
    *s = (Spec){.prec = -1};
    for (; among("-+ #0'", *p); p++) {
        s->left |= *p == '-';
        if (!strchr(s->flags, (char)*p) && n + 1 < sizeof s->flags)
            s->flags[n++] = (char)*p;
    }
    if (*p == '*') {
        s->width = va_arg(a->ap, int);
        if (s->width < 0) {
            s->left = 1;
            s->width = s->width == INT_MIN ? -2 : -s->width;
            if (!strchr(s->flags, '-'))
                s->flags[n] = '-';
        }
        p++;
    } else {
        p = number(p, &s->width);
    }
    if (*p == '.' && p[1] == '*') {
        s->prec = va_arg(a->ap, int);
        s->prec = s->prec < 0 ? -1 : s->prec;
        p += 2;
    } else if (*p == '.') {
        p = number(p + 1, &s->prec);
    }
    for (; among("hlqjztL", *p) && k < 2; p++)
        s->length[k++] = (char)*p;
    s->conv = among("diouxXcspn%eEfFgGaAm", *p) ? (char)*p : 0;
    return s->conv && s->width != -2 && s->prec != -2 ? p : NULL;
}

/* ---- numbers, by printf ---- */

typedef union Value {
    i64 i;
    double d;
    long double l;
    void *p;
} Value;

static int print_value(char *to, size_t n, const char *fmt, const Spec *s, char kind, Value v)
{
    switch (kind) {
    case 'i': return snprintf(to, n, fmt, s->width, s->prec, (long long)v.i);
    case 'd': return snprintf(to, n, fmt, s->width, s->prec, v.d);
    case 'l': return snprintf(to, n, fmt, s->width, s->prec, v.l);
    default: return snprintf(to, n, fmt, s->width, s->prec, v.p);
    }
}

static i64 take_integer(const Spec *s, Args *a, int is_signed)
{
    const char *l = s->length;
    if (!strcmp(l, "ll") || *l == 'q' || *l == 'j' || *l == 'L')
        return va_arg(a->ap, long long);
    if (*l == 'l')
        return is_signed ? va_arg(a->ap, long) : (i64)va_arg(a->ap, unsigned long);
    if (*l == 'z' || *l == 't')
        return is_signed ? (i64)va_arg(a->ap, ptrdiff_t) : (i64)va_arg(a->ap, size_t);
    int x = va_arg(a->ap, int);
    if (!strcmp(l, "hh"))
        return is_signed ? (signed char)x : (unsigned char)x;
    if (*l == 'h')
        return is_signed ? (short)x : (unsigned short)x;
    return is_signed ? x : (i64)(unsigned)x;
}

static void put_number(Out *o, const Spec *s, Args *a)
{
    char fmt[24], few[128], *text = few;
    Value v;
    char kind = among("diouxX", s->conv) ? 'i' : s->conv == 'p' ? 'p'
              : *s->length == 'L' ? 'l' : 'd';
    if (kind == 'i')
        v.i = take_integer(s, a, s->conv == 'd' || s->conv == 'i');
    else if (kind == 'p')
        v.p = va_arg(a->ap, void *);
    else if (kind == 'l')
        v.l = va_arg(a->ap, long double);
    else
        v.d = va_arg(a->ap, double);
    (void)snprintf(fmt, sizeof fmt, "%%%s*.*%s%c", s->flags,
                   kind == 'i' ? "ll" : kind == 'l' ? "L" : "", s->conv);
    int n = print_value(few, sizeof few, fmt, s, kind, v);
    if (n >= (int)sizeof few) {
        text = malloc((size_t)n + 1);
        if (text)
            (void)print_value(text, (size_t)n + 1, fmt, s, kind, v);
    }
    if (n < 0 || !text) {
        o->error = n < 0 ? EOVERFLOW : ENOMEM;
        return;
    }
    for (int i = 0; i < n; i++)
        put(o, (wchar_t)(u8)text[i]);
    if (text != few)
        free(text);
}

/* ---- a conversion ---- */

static void put_char(Out *o, const Spec *s, Args *a)
{
    wchar_t c = *s->length == 'l' ? (wchar_t)va_arg(a->ap, wint_t)
                                  : (wchar_t)btowc((unsigned char)va_arg(a->ap, int));
    if (*s->length != 'l' && c == (wchar_t)WEOF)
        o->error = EILSEQ;
    else
        put_wide(o, s, &c, 1);
}

static void put_string(Out *o, const Spec *s, Args *a)
{
    if (*s->length != 'l') {
        const char *p = va_arg(a->ap, const char *);
        put_bytes(o, s, p ? p : s->prec >= 0 && s->prec < 6 ? "" : "(null)");
        return;
    }
    const wchar_t *p = va_arg(a->ap, const wchar_t *);
    p = p ? p : s->prec >= 0 && s->prec < 6 ? L"" : L"(null)";
    put_wide(o, s, p, s->prec < 0 ? wcslen(p) : wcsnlen(p, (size_t)s->prec));
}

static void store_count(const Spec *s, Args *a, u64 n)
{
    const char *l = s->length;
    if (!strcmp(l, "hh"))
        *va_arg(a->ap, signed char *) = (signed char)n;
    else if (*l == 'h')
        *va_arg(a->ap, short *) = (short)n;
    else if (!strcmp(l, "ll") || *l == 'j' || *l == 'q')
        *va_arg(a->ap, long long *) = (long long)n;
    else if (*l == 'l')
        *va_arg(a->ap, long *) = (long)n;
    else if (*l == 'z' || *l == 't')
        *va_arg(a->ap, ptrdiff_t *) = (ptrdiff_t)n;
    else
        *va_arg(a->ap, int *) = (int)n;
}

static void convert(Out *o, const Spec *s, Args *a, int was)
{
    switch (s->conv) {
    case 'c': put_char(o, s, a); break;
    case 's': put_string(o, s, a); break;
    case 'm': put_bytes(o, s, strerror(was)); break;
    case 'n': store_count(s, a, o->total); break;
    case '%': put(o, '%'); break;
    default: put_number(o, s, a);
    }
}

static int format(Out *o, const wchar_t *fmt, va_list ap)
{
    Args a;
    int was = errno;
    va_copy(a.ap, ap);
    for (; *fmt && !o->error; fmt++) {
        Spec s;
        if (*fmt != '%') {
            put(o, *fmt);
            continue;
        }
        fmt = parse(fmt + 1, &s, &a);
        if (!fmt) {
            o->error = EINVAL;
            break;
        }
        convert(o, &s, &a, was);
    }
    va_end(a.ap);
    if (!o->error && o->total > INT_MAX)
        o->error = EOVERFLOW;
    if (!o->error)
        return (int)o->total;
    errno = o->error;
    return -1;
}

int vfwprintf(FILE *restrict f, const wchar_t *restrict fmt, va_list ap)
{
    Out o = {NULL, NULL, f, 0, 0};
    lock_file(f);
    u32 was = f->flags & F_ERR;
    f->flags &= ~(u32)F_ERR;
    int r = format(&o, fmt, ap);
    if (f->flags & F_ERR)
        r = -1;
    f->flags |= was;
    unlock_file(f);
    return r;
}

/* What does not fit is an error. */
int vswprintf(wchar_t *restrict to, size_t n, const wchar_t *restrict fmt, va_list ap)
{
    if (!n)
        return -1;
    Out o = {to, to + (n - 1), NULL, 0, 0};
    int r = format(&o, fmt, ap);
    *o.at = 0;
    return r;
}

int swprintf(wchar_t *restrict to, size_t n, const wchar_t *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vswprintf(to, n, fmt, ap);
    va_end(ap);
    return r;
}

int fwprintf(FILE *restrict f, const wchar_t *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfwprintf(f, fmt, ap);
    va_end(ap);
    return r;
}

int vwprintf(const wchar_t *restrict fmt, va_list ap)
{
    return vfwprintf(stdout, fmt, ap);
}

int wprintf(const wchar_t *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfwprintf(stdout, fmt, ap);
    va_end(ap);
    return r;
}
