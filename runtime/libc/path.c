// path.c - names of files: temporary folders, the name without links
#include "runtime/libc/libc_int.h"
#include "runtime/os/hosted.h"

char *mkdtemp(char *name)
{
    size_t n = strlen(name);
    i64 r = -EEXIST;
    for (int tries = 0; tries < 100 && r == -EEXIST; tries++) {
        r = __lc_random_name(name) ? rt_os_mkdir(name, 0700) : -EINVAL;
        if (r == -EEXIST)
            memset(name + n - 6, 'X', 6);
    }
    return __lc_result(r) < 0 ? NULL : name;
}

enum { ROOM = 4096, LINKS = 40, LINK_MODE = 0120000, KIND = 0170000 };

typedef struct Walk {
    char out[ROOM];                      // without links so far
    char rest[ROOM];                     // what is still to be walked
    size_t n, root;                      // root: size of a drive's name
    int links;
} Walk;

/* Puts the target of the link `out` in front of the rest; the last part goes. */
static i64 follow(Walk *w, size_t parent)
{
    char target[ROOM];
    i64 k = rt_os_readlink(w->out, target, ROOM - 1);
    if (k < 0)
        return k;
    size_t len = strlen(w->rest);
    if (++w->links > LINKS)
        return -ELOOP;
    if ((size_t)k + len >= ROOM)
        return -ENAMETOOLONG;
    memmove(w->rest + k, w->rest, len + 1);
    memcpy(w->rest, target, (size_t)k);
    w->n = target[0] == '/' ? w->root : parent;
    w->out[w->n] = 0;
    return 0;
}

/* The first part of the rest goes to the end of the result. */
static i64 step(Walk *w)
{
    size_t from = 0, len, parent = w->n;
    RtStat s;
    while (w->rest[from] == '/')
        from++;
    for (len = 0; w->rest[from + len] && w->rest[from + len] != '/'; len++)
        ;
    const char *part = w->rest + from;
    int up = len == 2 && part[0] == '.' && part[1] == '.', here = len == 1 && part[0] == '.';
    if (!up && !here && len) {
        if (w->n + 1 + len >= ROOM)
            return -ENAMETOOLONG;
        w->out[w->n++] = '/';
        memcpy(w->out + w->n, part, len);
        w->n += len;
    }
    while (up && w->n > w->root && w->out[--w->n] != '/')
        ;
    w->out[w->n] = 0;
    memmove(w->rest, w->rest + from + len, strlen(w->rest + from + len) + 1);
    i64 r = w->n > parent ? rt_os_stat(w->out, 0, &s) : 0;
    if (r < 0 || w->n <= parent)
        return r;
    if ((s.mode & KIND) == LINK_MODE)
        return follow(w, parent);
    return w->rest[0] && (s.mode & KIND) != 0040000 ? -ENOTDIR : 0;
}

char *realpath(const char *restrict path, char *restrict out)
{
    Walk w = {.n = 0};
    i64 r = !path ? -EINVAL : !*path ? -ENOENT : strlen(path) >= ROOM ? -ENAMETOOLONG : 0;
    if (r == 0)
        r = rt_os_absolute(path, w.rest, ROOM);
    if (r > 0) {
        w.n = w.root = (size_t)r;
        memcpy(w.out, w.rest, w.n);
        memmove(w.rest, w.rest + w.n, strlen(w.rest + w.n) + 1);
    }
    while (r >= 0 && w.rest[0])
        r = step(&w);
    if (r >= 0 && w.n == w.root)
        strcpy(w.out + w.n, "/");
    if (r >= 0 && !out && !(out = malloc(strlen(w.out) + 1)))
        r = -ENOMEM;
    return __lc_result(r) < 0 ? NULL : strcpy(out, w.out);
}
