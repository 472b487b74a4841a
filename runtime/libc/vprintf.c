// vprintf.c - the functions of stdio.h that format, into memory and to streams
#include "runtime/libc/stdio_int.h"

int vsnprintf(char *restrict to, size_t n, const char *restrict fmt, va_list ap)
{
    size_t room = n ? n - 1 : 0;
    char none;
    if (room > (size_t)PTRDIFF_MAX)
        room = PTRDIFF_MAX;
    char *p = n ? to : &none;
    if (room > ~(uintptr_t)0 - (uintptr_t)p)     // vsprintf: as far as memory goes
        room = ~(uintptr_t)0 - (uintptr_t)p;
    Sink s = {p, p + room, NULL, 0};
    int r = __lc_format(&s, fmt, ap);
    if (n)
        *s.at = 0;
    return r;
}

int vsprintf(char *restrict to, const char *restrict fmt, va_list ap)
{
    return vsnprintf(to, SIZE_MAX, fmt, ap);
}

int snprintf(char *restrict to, size_t n, const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vsnprintf(to, n, fmt, ap);
    va_end(ap);
    return r;
}

int sprintf(char *restrict to, const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vsnprintf(to, SIZE_MAX, fmt, ap);
    va_end(ap);
    return r;
}

int vasprintf(char **restrict out, const char *restrict fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    char *p = n < 0 ? NULL : malloc((size_t)n + 1);
    *out = p;
    return p ? vsnprintf(p, (size_t)n + 1, fmt, ap) : -1;
}

int asprintf(char **restrict out, const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vasprintf(out, fmt, ap);
    va_end(ap);
    return r;
}

/* A stream without a buffer gets one for the time of the call: one line, one write. */
int vfprintf(FILE *restrict f, const char *restrict fmt, va_list ap)
{
    enum { LINE = sizeof(void *) == 8 ? 512 : 80 };
    u8 text[F_BACK + LINE];
    lock_file(f);
    int none = f->flags & F_NONE && f->flags & F_WRITE, was = f->flags & F_ERR;
    if (none) {
        (void)__lc_file_flush(f);
        f->flags &= ~(u32)F_NONE;
        f->put = f->room = NULL;
        f->buf = f->at = f->end = text + F_BACK;
        f->size = LINE;
    }
    f->flags &= ~(u32)F_ERR;
    Sink s = {NULL, NULL, f, 0};
    int r = f->flags & F_WRITE ? __lc_format(&s, fmt, ap) : -1;
    if (!(f->flags & F_WRITE)) {
        errno = EBADF;
        f->flags |= F_ERR;
    }
    if (none) {
        (void)__lc_file_flush(f);
        f->flags |= F_NONE;
        f->put = f->room = NULL;
        f->buf = f->at = f->end = f->one + F_BACK;
        f->size = 1;
    }
    if (f->flags & F_ERR)
        r = -1;
    f->flags |= (u32)was;
    unlock_file(f);
    return r;
}

int fprintf(FILE *restrict f, const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfprintf(f, fmt, ap);
    va_end(ap);
    return r;
}

int vprintf(const char *restrict fmt, va_list ap)
{
    return vfprintf(stdout, fmt, ap);
}

int printf(const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vfprintf(stdout, fmt, ap);
    va_end(ap);
    return r;
}

int vdprintf(int fd, const char *restrict fmt, va_list ap)
{
    FILE f = {.op = &__lc_fd_ops, .fd = fd, .flags = F_WRITE | F_NONE | F_STATIC | F_LISTED};
    return vfprintf(&f, fmt, ap);
}

int dprintf(int fd, const char *restrict fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int r = vdprintf(fd, fmt, ap);
    va_end(ap);
    return r;
}
