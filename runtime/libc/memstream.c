// memstream.c - streams in memory: open_memstream, fmemopen
#include "runtime/libc/stdio_int.h"

typedef struct Mem {
    char *p;
    size_t at, n, cap;           // place; bytes that count; bytes there are
    char **out;                  // open_memstream: where to say what there is
    size_t *nout;
    u8 own, append;
} Mem;

static i64 mem_read(FILE *f, void *to, size_t n)
{
    Mem *m = f->state;
    size_t left = m->at < m->n ? m->n - m->at : 0;
    n = n < left ? n : left;
    memcpy(to, m->p + m->at, n);
    m->at += n;
    return (i64)n;
}

static int grow(Mem *m, size_t need)
{
    size_t cap = m->cap + m->cap / 2 > need ? m->cap + m->cap / 2 : need;
    char *p = realloc(m->p, cap);
    if (!p)
        return -1;
    m->p = p;
    m->cap = cap;
    return 0;
}

static i64 mem_write(FILE *f, const void *p, size_t n)
{
    Mem *m = f->state;
    if (m->append)
        m->at = m->n;
    if (m->out && m->at + n + 1 > m->cap && grow(m, m->at + n + 1))
        return -ENOMEM;
    size_t room = m->cap - m->at;
    if (n > room && !(n = room))
        return -ENOSPC;
    if (m->at > m->n)
        memset(m->p + m->n, 0, m->at - m->n);
    memcpy(m->p + m->at, p, n);
    m->at += n;
    if (m->at > m->n) {
        m->n = m->at;
        if (m->n < m->cap)
            m->p[m->n] = 0;
    }
    if (m->out) {
        *m->out = m->p;
        *m->nout = m->at;
    }
    return (i64)n;
}

static i64 mem_seek(FILE *f, i64 off, int whence)
{
    Mem *m = f->state;
    i64 from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (i64)m->at : (i64)m->n;
    i64 to = from + off;
    if (to < 0 || (!m->out && to > (i64)m->cap))
        return -EINVAL;
    m->at = (size_t)to;
    if (m->out)
        *m->nout = m->at < m->n ? m->at : m->n;
    return to;
}

static int mem_close(FILE *f)
{
    Mem *m = f->state;
    if (m->own)
        free(m->p);
    free(m);
    return 0;
}

static const FileOps mem_ops = {mem_read, mem_write, mem_seek, mem_close};

static FILE *new_stream(const Mem *like, u32 flags)
{
    Mem *m = malloc(sizeof *m);
    FILE *f = m ? __lc_file_new(&mem_ops, flags, -1) : NULL;
    if (!f) {
        free(m);
        return NULL;
    }
    *m = *like;
    f->state = m;
    return f;
}

FILE *open_memstream(char **p, size_t *n)
{
    Mem m = {.p = malloc(64), .cap = 64, .out = p, .nout = n};
    FILE *f = m.p ? new_stream(&m, F_WRITE) : NULL;
    if (!f) {
        free(m.p);
        return NULL;
    }
    *m.p = 0;
    *p = m.p;
    *n = 0;
    return f;
}

FILE *fmemopen(void *restrict p, size_t n, const char *restrict mode)
{
    u32 how, flags = __lc_file_mode(mode, &how);
    Mem m = {.p = p, .cap = n, .own = !p, .append = (flags & F_APPEND) != 0};
    if (!flags || (!p && !(flags & F_READ && flags & F_WRITE))) {
        errno = EINVAL;
        return NULL;
    }
    if (!p && !(m.p = calloc(1, n ? n : 1)))
        return NULL;
    if (how & RT_FILE_TRUNC && n)
        *m.p = 0;
    m.n = *mode == 'r' ? n : *mode == 'a' ? strnlen(m.p, n) : 0;
    m.at = *mode == 'a' ? m.n : 0;
    FILE *f = new_stream(&m, flags);
    if (!f && !p)
        free(m.p);
    return f;
}
