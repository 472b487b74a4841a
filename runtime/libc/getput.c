// getput.c - the functions of stdio.h that move characters, lines and blocks, and positions
#include "runtime/libc/stdio_int.h"

int fgetc(FILE *f)
{
    lock_file(f);
    int c = get_byte(f);
    unlock_file(f);
    return c;
}

int getc(FILE *f)
{
    return fgetc(f);
}

int getchar(void)
{
    return fgetc(stdin);
}

int getc_unlocked(FILE *f)
{
    return get_byte(f);
}

int getchar_unlocked(void)
{
    return get_byte(stdin);
}

int fputc(int c, FILE *f)
{
    lock_file(f);
    c = put_byte(f, (u8)c);
    unlock_file(f);
    return c;
}

int putc(int c, FILE *f)
{
    return fputc(c, f);
}

int putchar(int c)
{
    return fputc(c, stdout);
}

int putc_unlocked(int c, FILE *f)
{
    return put_byte(f, (u8)c);
}

int putchar_unlocked(int c)
{
    return put_byte(stdout, (u8)c);
}

/* Before the unread bytes of the buffer there is always room for F_BACK. */
int ungetc(int c, FILE *f)
{
    if (c == EOF)
        return EOF;
    lock_file(f);
    if (f->put)
        (void)__lc_file_flush(f);
    if (f->at == f->end && f->buf)
        f->at = f->end = f->buf;
    if (!(f->flags & F_READ) || !f->buf || f->at <= f->buf - F_BACK) {
        c = EOF;
    } else {
        f->put = f->room = NULL;
        *--f->at = (u8)c;
        f->flags &= ~(u32)F_EOF;
        c = (u8)c;
    }
    unlock_file(f);
    return c;
}

size_t fread(void *restrict p, size_t size, size_t n, FILE *restrict f)
{
    size_t all = size * n;
    if (!all)
        return 0;
    lock_file(f);
    size_t got = __lc_file_read(f, p, all);
    unlock_file(f);
    return got == all ? n : got / size;
}

size_t fwrite(const void *restrict p, size_t size, size_t n, FILE *restrict f)
{
    size_t all = size * n;
    if (!all)
        return 0;
    lock_file(f);
    size_t put = __lc_file_write(f, p, all);
    unlock_file(f);
    return put == all ? n : put / size;
}

int fputs(const char *restrict s, FILE *restrict f)
{
    size_t n = strlen(s);
    return fwrite(s, 1, n, f) == n ? 0 : EOF;
}

int puts(const char *s)
{
    FILE *f = stdout;
    size_t n = strlen(s);
    lock_file(f);
    int bad = __lc_file_write(f, s, n) < n || put_byte(f, '\n') == EOF;
    unlock_file(f);
    return bad ? EOF : 0;
}

char *fgets(char *restrict s, int n, FILE *restrict f)
{
    char *to = s;
    if (n < 1)
        return NULL;
    if (n == 1) {
        *s = 0;
        return s;
    }
    lock_file(f);
    for (n--; n;) {
        size_t have = (size_t)(f->end - f->at);
        if (!have) {
            int c = __lc_file_get(f);
            if (c == EOF)
                break;
            f->at--;
            continue;
        }
        have = have < (size_t)n ? have : (size_t)n;
        u8 *nl = memchr(f->at, '\n', have);
        if (nl)
            have = (size_t)(nl - f->at) + 1;
        memcpy(to, f->at, have);
        to += have;
        n -= (int)have;
        f->at += have;
        if (nl)
            break;
    }
    int bad = to == s || f->flags & F_ERR;
    unlock_file(f);
    *to = 0;
    return bad && to == s ? NULL : s;
}

ssize_t getdelim(char **restrict p, size_t *restrict n, int end, FILE *restrict f)
{
    size_t len = 0;
    int c;
    if (!p || !n) {
        errno = EINVAL;
        return -1;
    }
    lock_file(f);
    while ((c = get_byte(f)) != EOF) {
        if (!*p || len + 2 > *n) {
            size_t want = len + 2 < 60 ? 120 : (len + 2) * 2;
            char *more = realloc(*p, want);
            if (!more) {
                unlock_file(f);
                return -1;
            }
            *p = more;
            *n = want;
        }
        (*p)[len++] = (char)c;
        if (c == end)
            break;
    }
    unlock_file(f);
    if (!len)
        return -1;
    (*p)[len] = 0;
    return (ssize_t)len;
}

ssize_t getline(char **restrict p, size_t *restrict n, FILE *restrict f)
{
    return getdelim(p, n, '\n', f);
}

/* ---- positions and states ---- */

int fseeko(FILE *f, off_t off, int whence)
{
    lock_file(f);
    i64 r = __lc_result(__lc_file_seek(f, off, whence));
    unlock_file(f);
    return (int)r;
}

off_t ftello(FILE *f)
{
    lock_file(f);
    i64 r = __lc_result(__lc_file_tell(f));
    unlock_file(f);
    return r;
}

int fseek(FILE *f, long off, int whence)
{
    return fseeko(f, off, whence);
}

long ftell(FILE *f)
{
    i64 r = ftello(f);
    if (r > LONG_MAX) {
        errno = EOVERFLOW;
        return -1;
    }
    return (long)r;
}

void rewind(FILE *f)
{
    lock_file(f);
    (void)__lc_file_seek(f, 0, SEEK_SET);
    f->flags &= ~(u32)F_ERR;
    unlock_file(f);
}

int fgetpos(FILE *restrict f, fpos_t *restrict pos)
{
    pos->__at = ftello(f);
    return pos->__at < 0 ? -1 : 0;
}

int fsetpos(FILE *f, const fpos_t *pos)
{
    return fseeko(f, pos->__at, SEEK_SET);
}

void clearerr(FILE *f)
{
    f->flags &= ~(u32)(F_EOF | F_ERR);
}

int feof(FILE *f)
{
    return (f->flags & F_EOF) != 0;
}

int ferror(FILE *f)
{
    return (f->flags & F_ERR) != 0;
}

int fileno(FILE *f)
{
    if (f->fd < 0)
        errno = EBADF;
    return f->fd;
}

void perror(const char *s)
{
    const char *text = strerror(errno);
    FILE *f = stderr;
    lock_file(f);
    if (s && *s) {
        (void)__lc_file_write(f, s, strlen(s));
        (void)__lc_file_write(f, ": ", 2);
    }
    (void)__lc_file_write(f, text, strlen(text));
    (void)__lc_file_write(f, "\n", 1);
    unlock_file(f);
}
