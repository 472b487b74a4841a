// scandir.c - a folder's entries at once (POSIX)
#include "runtime/libc/libc_int.h"

#include <dirent.h>

int alphasort(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

typedef int Compare(const void *a, const void *b);

int scandir(const char *path, struct dirent ***out, int (*wanted)(const struct dirent *e),
            int (*compare)(const struct dirent **a, const struct dirent **b))
{
    DIR *d = opendir(path);
    struct dirent **list = NULL, *e;
    int n = 0, cap = 0, bad = 0;
    if (!d)
        return -1;
    while (!bad && (e = readdir(d))) {
        if (wanted && !wanted(e))
            continue;
        if (n == cap) {
            struct dirent **more = realloc(list, (size_t)(cap = cap * 2 + 16) * sizeof *list);
            bad = !more;
            list = more ? more : list;
        }
        struct dirent *copy = bad ? NULL : malloc(sizeof *copy);
        bad = !copy;
        if (copy) {
            *copy = *e;
            list[n++] = copy;
        }
    }
    closedir(d);
    if (bad) {
        while (n)
            free(list[--n]);
        free(list);
        errno = ENOMEM;
        return -1;
    }
    if (compare)
        qsort(list, (size_t)n, sizeof *list, (Compare *)(void (*)(void))compare);
    *out = list;
    return n;
}
