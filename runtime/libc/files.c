// files.c - files by name: remove, rename, temporary ones
#include "runtime/libc/stdio_int.h"

int remove(const char *path)
{
    return (int)__lc_result(rt_os_remove(path));
}

int rename(const char *from, const char *to)
{
    return (int)__lc_result(rt_os_rename(from, to));
}

/* Puts random letters in the place of the last six X; false when they are not there. */
int __lc_random_name(char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789_-";
    size_t n = strlen(name);
    u8 chance[6];
    if (n < 6 || strspn(name + n - 6, "X") != 6)
        return 0;
    if (rt_os_random(chance, sizeof chance) < 0) {
        u64 t = (u64)rt_os_mono_ns();
        memcpy(chance, &t, sizeof chance);
    }
    for (int i = 0; i < 6; i++)
        name[n - 6 + (size_t)i] = letters[chance[i] & 63];
    return 1;
}

i64 __lc_temporary(char *name, u32 how)
{
    size_t n = strlen(name);
    i64 fd = -EEXIST;
    for (int tries = 0; tries < 100 && fd == -EEXIST; tries++) {
        if (!__lc_random_name(name))
            return -EINVAL;
        fd = rt_os_file(name, RT_FILE_BOTH | RT_FILE_CREATE | RT_FILE_EXCL | how, 0600);
        if (fd < 0)
            memset(name + n - 6, 'X', 6);
    }
    return fd;
}

int mkstemp(char *name)
{
    return (int)__lc_result(__lc_temporary(name, 0));
}

static const char *temporary_folder(void)
{
    if (!RT_ENV_FOLD)
        return P_tmpdir;
    const char *dir = getenv("TEMP");
    return dir && strlen(dir) < 200 ? dir : ".";
}

FILE *tmpfile(void)
{
    char name[240];
    stpcpy(stpcpy(name, temporary_folder()), "/tmpXXXXXX");
    i64 fd = __lc_result(__lc_temporary(name, RT_FILE_CLOEXEC));
    if (fd < 0)
        return NULL;
    (void)rt_os_remove(name);    // it goes when the last descriptor is closed
    FILE *f = __lc_file_new(&__lc_fd_ops, F_READ | F_WRITE, (int)fd);
    if (!f)
        rt_os_close((i32)fd);
    return f;
}

char *tmpnam(char *name)
{
    static char own[L_tmpnam];
    char *to = name ? name : own;
    for (int tries = 0; tries < 100; tries++) {
        stpcpy(to, P_tmpdir "/tmpXXXXXX");
        (void)__lc_random_name(to);
        i64 fd = rt_os_file(to, RT_FILE_READ, 0);
        if (fd == -ENOENT)
            return to;
        if (fd >= 0)
            rt_os_close((i32)fd);
    }
    return NULL;
}
