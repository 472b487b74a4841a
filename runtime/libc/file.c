// file.c - streams: buffers, reading, writing, seeking, and the three that are open at start
#include "runtime/libc/stdio_int.h"

static u8 in_buf[F_BACK + BUFSIZ], out_buf[F_BACK + BUFSIZ];
static FILE in_file = {
    .op = &__lc_fd_ops, .fd = 0, .flags = F_READ | F_ASK | F_STATIC,
    .buf = in_buf + F_BACK, .size = BUFSIZ, .at = in_buf + F_BACK, .end = in_buf + F_BACK,
};
static FILE out_file = {
    .op = &__lc_fd_ops, .fd = 1, .flags = F_WRITE | F_ASK | F_STATIC,
    .buf = out_buf + F_BACK, .size = BUFSIZ, .at = out_buf + F_BACK, .end = out_buf + F_BACK,
};
static FILE err_file = {.op = &__lc_fd_ops, .fd = 2, .flags = F_WRITE | F_NONE | F_STATIC};
#undef stdin
#undef stdout
#undef stderr
FILE *const stdin = &in_file, *const stdout = &out_file, *const stderr = &err_file;

static FILE *list;               // streams that were used
static u32 list_lock;

/* ---- locks: recursive ---- */

void __lc_file_lock(FILE *f)
{
    u64 self = __lc_self();
    if (__atomic_load_n(&f->owner, __ATOMIC_RELAXED) != self) {
        __lc_lock_slow(&f->lock);
        __atomic_store_n(&f->owner, self, __ATOMIC_RELAXED);
    }
    f->depth++;
}

void __lc_file_unlock(FILE *f)
{
    if (!f->depth || --f->depth)
        return;
    __atomic_store_n(&f->owner, 0, __ATOMIC_RELAXED);
    __lc_unlock_slow(&f->lock);
}

void flockfile(FILE *f)
{
    __lc_file_lock(f);
}

void funlockfile(FILE *f)
{
    __lc_file_unlock(f);
}

int ftrylockfile(FILE *f)
{
    u32 was = 0;
    if (__atomic_load_n(&f->owner, __ATOMIC_RELAXED) != __lc_self()) {
        if (!__atomic_compare_exchange_n(&f->lock, &was, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
            return -1;
        __atomic_store_n(&f->owner, __lc_self(), __ATOMIC_RELAXED);
    }
    f->depth++;
    return 0;
}

/* ---- the list of streams, for the end of the program ---- */

static void flush_all(void)
{
    __lc_lock(&list_lock);
    for (FILE *f = list; f; f = f->next)
        (void)__lc_file_flush(f);
    __lc_unlock(&list_lock);
}

static void enlist(FILE *f)
{
    __lc_lock(&list_lock);
    if (!(f->flags & F_LISTED)) {
        f->flags |= F_LISTED;
        f->prev = NULL;
        f->next = list;
        if (list)
            list->prev = f;
        list = f;
        __lc_flush_all = flush_all;
    }
    __lc_unlock(&list_lock);
}

static void delist(FILE *f)
{
    __lc_lock(&list_lock);
    if (f->flags & F_LISTED) {
        *(f->prev ? &f->prev->next : &list) = f->next;
        if (f->next)
            f->next->prev = f->prev;
        f->flags &= ~(u32)F_LISTED;
    }
    __lc_unlock(&list_lock);
}

/* ---- descriptors ---- */

static i64 fd_read(FILE *f, void *p, size_t n)
{
    return rt_os_read(f->fd, p, n);
}

static i64 fd_write(FILE *f, const void *p, size_t n)
{
    return rt_os_write(f->fd, p, n);
}

static i64 fd_seek(FILE *f, i64 off, int whence)
{
    return rt_os_seek(f->fd, off, whence);
}

static int fd_close(FILE *f)
{
    rt_os_close(f->fd);
    return 0;
}

const FileOps __lc_fd_ops = {fd_read, fd_write, fd_seek, fd_close};

/* ---- from one state to another ---- */

/* Before the first byte: the list, whether it is a terminal, a buffer when it has none. */
static void prepare(FILE *f)
{
    if (!(f->flags & F_LISTED))
        enlist(f);
    if (f->flags & F_ASK) {
        f->flags &= ~(u32)F_ASK;
        if (rt_os_isatty(f->fd))
            f->flags |= F_LINE;
    }
    if (!f->buf) {
        f->buf = f->one + F_BACK;
        f->size = 1;
    }
}

static int fail(FILE *f, i64 r)
{
    f->flags |= F_ERR;
    if (r < 0)
        errno = (int)-r;
    return EOF;
}

/* Writes all of it; on an error the stream is marked. Returns what was written. */
static size_t write_out(FILE *f, const u8 *p, size_t n)
{
    size_t done = 0;
    while (done < n) {
        i64 r = f->op->write(f, p + done, n - done);
        if (r <= 0) {
            fail(f, r);
            break;
        }
        done += (size_t)r;
    }
    return done;
}

int __lc_file_flush(FILE *f)
{
    int bad = 0;
    if (f->put) {
        size_t n = (size_t)(f->put - f->buf);
        f->put = f->buf;
        if (n && write_out(f, f->buf, n) < n)
            bad = EOF;
    } else if (f->at < f->end) {
        if (f->op->seek(f, f->at - f->end, SEEK_CUR) >= 0)
            f->at = f->end = f->buf;
    }
    return bad;
}

static int to_write(FILE *f)
{
    if (f->put)
        return 0;
    if (!(f->flags & F_WRITE))
        return fail(f, -EBADF);
    prepare(f);
    (void)__lc_file_flush(f);
    f->at = f->end = f->put = f->buf;
    f->room = f->flags & (F_LINE | F_NONE) ? f->buf : f->buf + f->size;
    return 0;
}

static int to_read(FILE *f)
{
    if (f->at < f->end)
        return 0;
    if (!(f->flags & F_READ))
        return fail(f, -EBADF);
    prepare(f);
    if (f->put && __lc_file_flush(f))
        return EOF;
    f->put = f->room = NULL;
    f->at = f->end = f->buf;
    return 0;
}

/* ---- bytes ---- */

size_t __lc_file_write(FILE *f, const void *p, size_t n)
{
    const u8 *from = p;
    if (!n || to_write(f))
        return 0;
    if (f->flags & F_NONE)
        return write_out(f, from, n);
    size_t keep = n, left;       // what need not go out now
    if (f->flags & F_LINE) {
        const u8 *nl = memrchr(p, '\n', n);
        keep = nl ? (size_t)(from + n - nl) - 1 : n;
    }
    left = (size_t)(f->buf + f->size - f->put);
    if (n > left || keep < n) {
        size_t now = keep < n ? n - keep : 0;
        if (now && now <= left) {            // the line joins what waits
            memcpy(f->put, from, now);
            f->put += now;
            if (__lc_file_flush(f))
                return 0;
        } else {
            if (__lc_file_flush(f))
                return 0;
            if (n - now >= f->size)
                now = n;
            size_t done = write_out(f, from, now);
            if (done < now)
                return done;
        }
        from += now;
        keep = n - now;
    }
    memcpy(f->put, from, keep);
    f->put += keep;
    return n;
}

int __lc_file_put(FILE *f, u8 c)
{
    if (!f->put && !to_write(f) && f->put < f->room)
        return *f->put++ = c;
    return __lc_file_write(f, &c, 1) == 1 ? c : EOF;
}

static void flush_terminal(FILE *f)  // a question must be seen before its answer is awaited
{
    if (f->flags & (F_LINE | F_NONE) && out_file.flags & F_LINE && out_file.put)
        (void)__lc_file_flush(&out_file);
}

int __lc_file_get(FILE *f)
{
    if (to_read(f) || f->flags & F_EOF)
        return EOF;
    flush_terminal(f);
    i64 r = f->op->read(f, f->buf, f->size);
    if (r <= 0) {
        if (r < 0)
            return fail(f, r);
        f->flags |= F_EOF;
        return EOF;
    }
    f->at = f->buf;
    f->end = f->buf + r;
    return *f->at++;
}

size_t __lc_file_read(FILE *f, void *p, size_t n)
{
    u8 *to = p;
    size_t done = 0;
    while (done < n) {
        size_t have = (size_t)(f->end - f->at);
        if (have) {
            have = have < n - done ? have : n - done;
            memcpy(to + done, f->at, have);
            f->at += have;
            done += have;
        } else if (n - done >= f->size && !(f->flags & (F_EOF | F_LINE)) && !to_read(f)) {
            flush_terminal(f);
            i64 r = f->op->read(f, to + done, n - done);
            if (r < 0)
                fail(f, r);
            if (r == 0)
                f->flags |= F_EOF;
            if (r <= 0)
                break;
            done += (size_t)r;
        } else {
            int c = __lc_file_get(f);
            if (c == EOF)
                break;
            to[done++] = (u8)c;
        }
    }
    return done;
}

i64 __lc_file_tell(FILE *f)
{
    int end = f->flags & F_APPEND && f->put > f->buf;
    i64 r = f->op->seek(f, 0, end ? SEEK_END : SEEK_CUR);
    if (r < 0)
        return r;
    return r - (f->end - f->at) + (f->put ? f->put - f->buf : 0);
}

i64 __lc_file_seek(FILE *f, i64 off, int whence)
{
    if (whence != SEEK_SET && whence != SEEK_CUR && whence != SEEK_END)
        return -EINVAL;
    if (f->put && __lc_file_flush(f))
        return -errno;
    if (whence == SEEK_CUR)
        off -= f->end - f->at;
    i64 r = f->op->seek(f, off, whence);
    if (r < 0)
        return r;
    f->put = f->room = NULL;
    f->at = f->end = f->buf;
    f->flags &= ~(u32)F_EOF;
    return 0;
}

/* ---- opening and closing ---- */

u32 __lc_file_mode(const char *mode, u32 *how)
{
    static const u32 start[3] = {0, RT_FILE_CREATE | RT_FILE_TRUNC,
                                 RT_FILE_CREATE | RT_FILE_APPEND};
    const char *which = *mode ? strchr("rwa", *mode) : NULL;
    if (!which)
        return 0;
    int k = *mode == 'r' ? 0 : *mode == 'w' ? 1 : 2;
    u32 flags = k == 0 ? F_READ : k == 1 ? F_WRITE : F_WRITE | F_APPEND;
    *how = start[k];
    for (mode++; *mode && *mode != ','; mode++) {
        if (*mode == '+')
            flags |= F_READ | F_WRITE;
        if (*mode == 'x')
            *how |= RT_FILE_EXCL;
        if (*mode == 'e')
            *how |= RT_FILE_CLOEXEC;
    }
    *how |= !(flags & F_WRITE) ? RT_FILE_READ : flags & F_READ ? RT_FILE_BOTH : RT_FILE_WRITE;
    return flags;
}

FILE *__lc_file_new(const FileOps *op, u32 flags, int fd)
{
    FILE *f = malloc(sizeof *f + F_BACK + BUFSIZ);
    if (!f)
        return NULL;
    memset(f, 0, sizeof *f);
    f->op = op;
    f->flags = flags;
    f->fd = fd;
    f->buf = f->at = f->end = (u8 *)(f + 1) + F_BACK;
    f->size = BUFSIZ;
    enlist(f);
    return f;
}

FILE *fdopen(int fd, const char *mode)
{
    u32 how, flags = __lc_file_mode(mode, &how);
    if (!flags) {
        errno = EINVAL;
        return NULL;
    }
    FILE *f = __lc_file_new(&__lc_fd_ops, flags, fd);
    if (f && rt_os_isatty(fd))
        f->flags |= F_LINE;
    return f;
}

static i64 open_path(const char *path, const char *mode, u32 *flags)
{
    u32 how;
    *flags = __lc_file_mode(mode, &how);
    return *flags ? rt_os_file(path, how, 0666) : -EINVAL;
}

FILE *fopen(const char *restrict path, const char *restrict mode)
{
    u32 flags;
    i64 fd = __lc_result(open_path(path, mode, &flags));
    if (fd < 0)
        return NULL;
    FILE *f = __lc_file_new(&__lc_fd_ops, flags, (int)fd);
    if (!f)
        rt_os_close((i32)fd);
    else if (rt_os_isatty((i32)fd))
        f->flags |= F_LINE;
    return f;
}

int fclose(FILE *f)
{
    lock_file(f);
    int bad = __lc_file_flush(f);
    if (f->op->close(f))
        bad = EOF;
    delist(f);
    if (f->flags & F_STATIC) {
        f->flags = F_STATIC | F_EOF;
        f->put = f->room = NULL;
        f->at = f->end = f->buf;
        unlock_file(f);
    } else {
        free(f);
    }
    return bad;
}

FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict f)
{
    u32 flags;
    lock_file(f);
    (void)__lc_file_flush(f);
    if (!path) {                 // another mode for the same file: only the system could
        unlock_file(f);
        errno = EBADF;
        return NULL;
    }
    (void)f->op->close(f);       // first, so that the new one gets the same number
    i64 fd = __lc_result(open_path(path, mode, &flags));
    if (fd < 0) {
        delist(f);
        f->flags = F_STATIC | F_EOF;
        unlock_file(f);
        return NULL;
    }
    f->op = &__lc_fd_ops;
    f->fd = (int)fd;
    f->flags = (f->flags & (F_STATIC | F_LISTED | F_NONE)) | flags;
    f->put = f->room = NULL;
    f->at = f->end = f->buf;
    unlock_file(f);
    return f;
}

int setvbuf(FILE *restrict f, char *restrict buf, int mode, size_t n)
{
    int bad = 0;
    lock_file(f);
    (void)__lc_file_flush(f);
    f->flags &= ~(u32)(F_LINE | F_NONE | F_ASK);
    if (mode == _IONBF) {
        f->flags |= F_NONE;
        f->buf = f->one + F_BACK;
        f->size = 1;
    } else if (mode == _IOFBF || mode == _IOLBF) {
        f->flags |= mode == _IOLBF ? F_LINE : 0;
        if (buf && n > F_BACK) {
            f->buf = (u8 *)buf + F_BACK;
            f->size = n - F_BACK;
        }
    } else {
        bad = -1;
    }
    f->put = f->room = NULL;
    f->at = f->end = f->buf;
    unlock_file(f);
    return bad;
}

void setbuffer(FILE *f, char *buf, size_t n)
{
    (void)setvbuf(f, buf, buf ? _IOFBF : _IONBF, n);
}

void setbuf(FILE *restrict f, char *restrict buf)
{
    setbuffer(f, buf, BUFSIZ);
}

void setlinebuf(FILE *f)
{
    (void)setvbuf(f, NULL, _IOLBF, 0);
}

int fflush(FILE *f)
{
    if (!f) {
        int bad = 0;
        __lc_lock(&list_lock);
        for (f = list; f; f = f->next) {
            lock_file(f);
            if (f->put)
                bad |= __lc_file_flush(f);
            unlock_file(f);
        }
        __lc_unlock(&list_lock);
        return bad;
    }
    lock_file(f);
    int bad = __lc_file_flush(f);
    unlock_file(f);
    return bad;
}
