// wscanf.c - formatted input of wide characters (C11 7.29.2): scanf, counting characters, of the
// format and, where the input is a string, of the input as UTF-8
#include "runtime/libc/stdio_int.h"
#include "runtime/libc/wide_char.h"

int vfwscanf(FILE *restrict f, const wchar_t *restrict fmt, va_list ap)
{
    char *text = __lc_narrow(fmt);
    if (!text)
        return EOF;
    lock_file(f);
    f->wide = 1;
    int r = __lc_scan(f, text, ap, 1);
    unlock_file(f);
    free(text);
    return r;
}

int vswscanf(const wchar_t *restrict s, const wchar_t *restrict fmt, va_list ap)
{
    char *in = __lc_narrow(s), *text = in ? __lc_narrow(fmt) : NULL;
    int r = EOF;
    if (text) {
        FILE f = {.fd = -1, .flags = F_READ | F_EOF | F_STATIC | F_LISTED};
        f.buf = f.at = (u8 *)in;
        f.end = f.at + strlen(in);
        f.size = (size_t)(f.end - f.at);
        r = __lc_scan(&f, text, ap, 1);
    }
    free(text);
    free(in);
    return r;
}

int vwscanf(const wchar_t *restrict fmt, va_list ap)
{
    return vfwscanf(stdin, fmt, ap);
}

int swscanf(const wchar_t *restrict s, const wchar_t *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vswscanf(s, fmt, ap);
    va_end(ap);
    return r;
}

int fwscanf(FILE *restrict f, const wchar_t *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfwscanf(f, fmt, ap);
    va_end(ap);
    return r;
}

int wscanf(const wchar_t *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfwscanf(stdin, fmt, ap);
    va_end(ap);
    return r;
}
