// dir.c - reading folders on Windows
#include "runtime/os/hosted.h"
#include "runtime/os/windows/sys.h"

typedef struct Found {
    u32 attributes, times[6], size_hi, size_lo, reserved[2];
    Wide name[260], short_name[14];
} Found;
_Static_assert(sizeof(Found) == 592, "WIN32_FIND_DATAW");

Handle FindFirstFileW(const Wide *pattern, Found *found);
i32 FindNextFileW(Handle h, Found *found);
i32 FindClose(Handle h);

enum { PATTERN_UNITS = 1700 };
struct RtDir {
    Handle h;
    Found found;                         // the next entry, when there is one
    i8 more;
    Wide pattern[PATTERN_UNITS];
};
_Static_assert(sizeof(RtDir) <= RT_DIR_SIZE, "fits what callers give");

static i64 begin(RtDir *d)
{
    d->h = FindFirstFileW(d->pattern, &d->found);
    d->more = rt_word(d->h) != INVALID_HANDLE;
    if (d->more)
        return 0;
    d->h = NULL;
    u32 err = GetLastError();            // the root of a drive may be empty
    return err == ERROR_FILE_NOT_FOUND || err == ERROR_NO_MORE_FILES ? 0 : rt_failed();
}

i64 rt_os_dir_open(RtDir *d, const char *path)
{
    i64 err = RT_ENOENT;
    Wide *wide = *path ? rt_wide_path(path, &err) : NULL;
    if (!wide)
        return err;
    u64 n = rt_wide_len(wide);
    u32 attributes = GetFileAttributesW(wide);
    err = attributes == (u32)-1                ? rt_failed()
          : !(attributes & ATTRIBUTE_DIRECTORY) ? -20
          : n + 3 > PATTERN_UNITS               ? -36
                                                : 0;
    if (!err) {
        memcpy(d->pattern, wide, n * sizeof *wide);
        if (d->pattern[n - 1] != '/' && d->pattern[n - 1] != '\\')
            d->pattern[n++] = '\\';
        d->pattern[n++] = '*';
        d->pattern[n] = 0;
        err = begin(d);
    }
    rt_os_unmap(wide, 0);
    return err;
}

i64 rt_os_dir_next(RtDir *d, RtEntry *e)
{
    enum { KIND_FOLDER = 4, KIND_FILE = 8 };
    if (!d->more)
        return 0;
    u64 k = rt_utf8_of(d->found.name, rt_wide_len(d->found.name), e->name);
    e->name[k] = 0;
    e->type = d->found.attributes & ATTRIBUTE_DIRECTORY ? KIND_FOLDER : KIND_FILE;
    e->ino = 1;                          // not told here; 0 would mean that there is no file
    d->more = FindNextFileW(d->h, &d->found) != 0;
    return 1;
}

void rt_os_dir_close(RtDir *d)
{
    if (d->h)
        (void)FindClose(d->h);
}

i64 rt_os_dir_rewind(RtDir *d)
{
    rt_os_dir_close(d);
    return begin(d);
}
