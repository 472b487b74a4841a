// glob.c - names of files by patterns (POSIX), a component of the path after the other
#include "runtime/libc/libc_int.h"

#include <dirent.h>
#include <fnmatch.h>
#include <glob.h>
#include <sys/stat.h>

typedef struct Glob {
    glob_t *g;
    int flags;
    int (*error)(const char *path, int number);
    size_t cap;
} Glob;

static int add(Glob *w, const char *path, int mark)
{
    glob_t *g = w->g;
    size_t at = g->gl_offs + g->gl_pathc, n = strlen(path);
    if (at + 2 > w->cap) {
        size_t cap = (at + 2) * 2;
        char **more = realloc(g->gl_pathv, cap * sizeof *more);
        if (!more)
            return GLOB_NOSPACE;
        g->gl_pathv = more;
        w->cap = cap;
    }
    char *copy = malloc(n + 2);
    if (!copy)
        return GLOB_NOSPACE;
    memcpy(copy, path, n + 1);
    if (mark && n && copy[n - 1] != '/')
        memcpy(copy + n, "/", 2);
    g->gl_pathv[at] = copy;
    g->gl_pathv[at + 1] = NULL;
    g->gl_pathc++;
    return 0;
}

static int magic(const char *p, const char *end, int flags)
{
    for (; p < end; p++)
        if (*p == '\\' && !(flags & GLOB_NOESCAPE) && p + 1 < end)
            p++;
        else if (*p == '*' || *p == '?' || (*p == '[' && memchr(p, ']', (size_t)(end - p))))
            return 1;
    return 0;
}

// The component without what escapes.
static void plain(char *to, const char *p, const char *end, int flags)
{
    for (; p < end; p++) {
        if (*p == '\\' && !(flags & GLOB_NOESCAPE) && p + 1 < end)
            p++;
        *to++ = *p;
    }
    *to = 0;
}

static int walk(Glob *w, const char *path, const char *p);

// `name` in the folder `path`, which ends with a slash or is empty; then the rest of the pattern.
static int enter(Glob *w, const char *path, const char *name, const char *rest)
{
    struct stat st;
    size_t a = strlen(path), b = strlen(name), slashes = strspn(rest, "/");
    char *full = malloc(a + b + slashes + 1);
    int r = 0;
    if (!full)
        return GLOB_NOSPACE;
    memcpy(full, path, a);
    memcpy(full + a, name, b + 1);
    if (*rest) {
        int folder = !stat(full, &st) && S_ISDIR(st.st_mode);
        memcpy(full + a + b, rest, slashes);
        full[a + b + slashes] = 0;
        if (folder)
            r = rest[slashes] ? walk(w, full, rest + slashes) : add(w, full, 0);
    } else if (!lstat(full, &st)) {
        r = add(w, full, w->flags & GLOB_MARK && !stat(full, &st) && S_ISDIR(st.st_mode));
    }
    free(full);
    return r;
}

static int search(Glob *w, const char *path, const char *part, const char *rest)
{
    int how = FNM_PERIOD | (w->flags & GLOB_NOESCAPE ? FNM_NOESCAPE : 0), r = 0;
    DIR *d = opendir(*path ? path : ".");
    if (!d) {
        int stop = w->error && w->error(*path ? path : ".", errno);
        return stop || w->flags & GLOB_ERR ? GLOB_ABORTED : 0;
    }
    if (w->flags & GLOB_PERIOD)
        how &= ~FNM_PERIOD;
    for (struct dirent *e; !r && (e = readdir(d));)
        if (!fnmatch(part, e->d_name, how))
            r = enter(w, path, e->d_name, rest);
    closedir(d);
    return r;
}

static int walk(Glob *w, const char *path, const char *p)
{
    const char *end = strchrnul(p, '/');
    size_t n = (size_t)(end - p);
    char *part = malloc(n + 1);
    int r;
    if (!part)
        return GLOB_NOSPACE;
    if (magic(p, end, w->flags)) {
        memcpy(part, p, n);
        part[n] = 0;
        r = search(w, path, part, end);
    } else {
        plain(part, p, end, w->flags);
        r = enter(w, path, part, end);
    }
    free(part);
    return r;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int glob(const char *restrict pattern, int flags, int (*error)(const char *path, int number),
         glob_t *restrict g)
{
    Glob w = {g, flags, error, 0};
    char *root;
    size_t slashes = strspn(pattern, "/");
    if (!(flags & GLOB_DOOFFS))
        g->gl_offs = 0;
    if (!(flags & GLOB_APPEND)) {
        g->gl_pathc = 0;
        g->gl_pathv = calloc(g->gl_offs + 1, sizeof *g->gl_pathv);
        w.cap = g->gl_offs + 1;
        if (!g->gl_pathv)
            return GLOB_NOSPACE;
    }
    size_t had = g->gl_pathc;
    if (!(root = strndup(pattern, slashes)))
        return GLOB_NOSPACE;
    int r = pattern[slashes] ? walk(&w, root, pattern + slashes) : *root ? add(&w, root, 0) : 0;
    free(root);
    if (r)
        return r;
    if (g->gl_pathc == had)
        return flags & GLOB_NOCHECK ? add(&w, pattern, 0) : GLOB_NOMATCH;
    if (!(flags & GLOB_NOSORT))
        qsort(g->gl_pathv + g->gl_offs + had, g->gl_pathc - had, sizeof *g->gl_pathv, by_name);
    return 0;
}

void globfree(glob_t *g)
{
    for (size_t i = 0; i < g->gl_pathc; i++)
        free(g->gl_pathv[g->gl_offs + i]);
    free(g->gl_pathv);
    g->gl_pathv = NULL;
    g->gl_pathc = 0;
}
