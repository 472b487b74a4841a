// io.c - whole files, folders and path text
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int close_keep(int fd, int result)
{
    int e = errno;
    close(fd);
    errno = e;
    return result;
}

int file_read(Arena *a, const char *path, Str *out)
{
    *out = (Str){"", 0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    struct stat st;
    if (fstat(fd, &st)) return close_keep(fd, -1);
    // the size is only a hint: pipes and /proc files have none
    size_t cap = st.st_size > 0 ? (size_t)st.st_size + 1 : 4096, n = 0;
    char *p = arena_take(a, cap, 1);
    for (;;) {
        if (n == cap) {
            char *q = arena_take(a, cap *= 2, 1);
            memcpy(q, p, n);
            p = q;
        }
        ssize_t k = read(fd, p + n, cap - n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return close_keep(fd, -1);
        if (k == 0) break;
        n += (size_t)k;
    }
    p[n] = 0;
    *out = (Str){p, n};
    return close_keep(fd, 0);
}

static int write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return -1;
        p += k, n -= (size_t)k;
    }
    return 0;
}

// A device, a pipe or a socket must be written to, not replaced by a file.
static int write_special(const char *path, const void *p, size_t n)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    if (write_all(fd, p, n)) return close_keep(fd, -1);
    return close(fd);
}

static int open_temp(Buf *name, const char *path, int mode)
{
    for (u32 i = 0;; i++) {
        name->n = 0;
        buf_fmt(name, "%s.tmp%ld.%u", path, (long)getpid(), i);
        buf_byte(name, 0);
        const char *z = (const char *)name->p;
        int fd = open(z, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
        if (fd >= 0 || errno != EEXIST || i > 1000) return fd;
    }
}

int file_write(const char *path, const void *p, size_t n, int mode)
{
    struct stat st;
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
        return write_special(path, p, n);
    Buf name = {0};
    int fd = open_temp(&name, path, mode);
    int rc = fd < 0 ? -1 : 0;
    if (fd >= 0) {
        const char *z = (const char *)name.p;
        rc = close_keep(fd, write_all(fd, p, n));
        if (rc == 0) rc = rename(z, path);
        if (rc) {
            int e = errno;
            unlink(z);
            errno = e;
        }
    }
    int e = errno;
    buf_free(&name);
    errno = e;
    return rc;
}

static bool is_slash(char c) { return c == '/' || (HOST_DRIVES && c == '\\'); }

int file_mkdirs(const char *path)
{
    size_t n = strlen(path);
    char *p = xmalloc(n + 1);
    memcpy(p, path, n + 1);
    int rc = 0;
    for (size_t i = 1; i <= n && rc == 0; i++) {
        if (p[i] != 0 && !is_slash(p[i])) continue;
        char c = p[i];
        p[i] = 0;
        if (mkdir(p, 0777) && errno != EEXIST && !file_is_dir(p)) rc = -1;
        p[i] = c;
    }
    int e = errno;
    free(p);
    errno = e;
    if (rc == 0 && n && !file_is_dir(path)) {
        errno = ENOTDIR;
        return -1;
    }
    return rc;
}

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool file_same(const char *a, const char *b)
{
    struct stat x, y;
    if (stat(a, &x) || stat(b, &y)) return false;
    return x.st_ino && x.st_ino == y.st_ino && x.st_dev == y.st_dev;
}

bool file_is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int by_name(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

int dir_list(Arena *a, const char *path, Str **names, u32 *n)
{
    *names = NULL;
    *n = 0;
    DIR *dir = opendir(path);
    if (!dir) return -1;
    VEC(Str) list = {0};
    for (;;) {
        errno = 0;
        struct dirent *e = readdir(dir);
        if (!e) break;
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
        vec_push(a, &list, str_dup(a, str_of(e->d_name)));
    }
    int err = errno;
    closedir(dir);
    errno = err;
    if (err) return -1;
    sort_stable(list.v, list.n, sizeof *list.v, by_name, NULL);
    *names = list.v;
    *n = list.n;
    return 0;
}

// Bytes that name the root: "/", or "C:/" where there are drives.
static size_t root_size(Str path)
{
    if (HOST_DRIVES && path.n > 2 && path.p[1] == ':' && is_slash(path.p[2]) &&
        (path.p[0] | 32) >= 'a' && (path.p[0] | 32) <= 'z')
        return 3;
    return path.n > 0 && is_slash(path.p[0]);
}

bool path_rooted(Str path) { return root_size(path) > 0; }

Str path_join(Arena *a, Str dir, Str name)
{
    if (dir.n == 0 || path_rooted(name)) return str_dup(a, name);
    const char *sep = is_slash(dir.p[dir.n - 1]) ? "" : "/";
    return str_fmt(a, "%.*s%s%.*s", STR_ARG(dir), sep, STR_ARG(name));
}

static size_t last_slash(Str path)  // index + 1; 0 when there is none
{
    size_t i = path.n;
    while (i > root_size(path) && !is_slash(path.p[i - 1])) i--;
    return i;
}

Str path_dir(Str path)
{
    size_t i = last_slash(path);
    if (i == 0) return STR(".");
    while (i > 1 && i > root_size(path) && is_slash(path.p[i - 1])) i--;
    return (Str){path.p, i};
}

Str path_base(Str path)
{
    size_t i = last_slash(path);
    return (Str){path.p + i, path.n - i};
}

Str path_mapped(Arena *a, const PathMap *map, u32 n, u8 use, Str path)
{
    for (u32 k = n; k-- > 0;) {
        const PathMap *m = &map[k];
        if ((m->uses & use) && path.n >= m->from.n && !memcmp(path.p, m->from.p, m->from.n))
            return str_fmt(a, "%.*s%.*s", STR_ARG(m->to), (int)(path.n - m->from.n),
                           path.p + m->from.n);
    }
    return path;
}

Str path_clean(Arena *a, Str path)
{
    size_t root = root_size(path);
    char *out = arena_alloc(a, path.n + 2, 1);
    size_t n = 0, keep = 0;  // out[0..keep) is the root or leading ".." parts, never removed
    for (; n < root; n++) out[n] = is_slash(path.p[n]) ? '/' : path.p[n];
    keep = n;
    for (size_t i = root; i < path.n;) {
        size_t j = i;
        while (j < path.n && !is_slash(path.p[j])) j++;
        Str part = {path.p + i, j - i};
        i = j + 1;
        if (part.n == 0 || str_eqz(part, ".")) continue;
        if (str_eqz(part, "..")) {
            if (n > keep) {
                while (n > keep && out[n - 1] != '/') n--;
                if (n > keep) n--;  // the separator
                continue;
            }
            if (root) continue;
        }
        if (n && out[n - 1] != '/') out[n++] = '/';
        memcpy(out + n, part.p, part.n);
        n += part.n;
        if (str_eqz(part, "..")) keep = n;
    }
    if (n == 0) out[n++] = '.';
    out[n] = 0;
    return (Str){out, n};
}
