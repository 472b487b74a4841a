// fs.c - files and folders of C programs on Windows
//
// What the system does not have: owners, execution as a right (every file has it), links that
// hold a name. A path in a result has slashes.
#include "runtime/os/hosted.h"
#include "runtime/os/windows/sys.h"

typedef struct FileTime { u32 lo, hi; } FileTime;  // 100 ns since 1601
typedef struct Info {
    u32 attributes;
    FileTime created, accessed, written;
    u32 volume, size_hi, size_lo, links, index_hi, index_lo;
} Info;
typedef struct Overlapped {
    u64 status, count;
    u32 lo, hi;
    Handle event;
} Overlapped;

i32 GetFileInformationByHandle(Handle h, Info *info);
i32 SetFileInformationByHandle(Handle h, i32 kind, const void *info, u32 size);
i32 SetFileTime(Handle h, const FileTime *created, const FileTime *accessed,
                const FileTime *written);
i32 SetFileAttributesW(const Wide *path, u32 attributes);
i32 FlushFileBuffers(Handle h);
i32 CreateDirectoryW(const Wide *path, void *security);
i32 CreateHardLinkW(const Wide *path, const Wide *existing, void *security);
i32 SetCurrentDirectoryW(const Wide *path);
u32 GetCurrentDirectoryW(u32 n, Wide *path);
u32 GetFullPathNameW(const Wide *path, u32 n, Wide *full, Wide **name);
i32 DuplicateHandle(Handle from_process, Handle h, Handle to_process, Handle *copy, u32 access,
                    i32 inherit, u32 options);
Handle GetCurrentProcess(void);
i32 LockFileEx(Handle h, u32 flags, u32 reserved, u32 lo, u32 hi, Overlapped *at);
i32 UnlockFileEx(Handle h, u32 reserved, u32 lo, u32 hi, Overlapped *at);

enum { TICK = 100, TICKS = 10000000 };
static const i64 from_1601 = 11644473600;

/* ---- by descriptor ---- */

i64 rt_os_close_fd(i32 fd)
{
    return rt_fd_close(fd);
}

/* At a place, and back to where the file was: the system moves it in both cases. */
typedef i32 Transfer(Handle h, void *p, u32 n, u32 *done, void *overlapped);

static i64 at_place(i32 fd, void *p, u64 n, i64 off, Transfer *f)
{
    Handle h = rt_handle(fd);
    Overlapped o = {0, 0, (u32)off, (u32)((u64)off >> 32), NULL};
    u32 done = 0;
    i64 was = rt_os_seek(fd, 0, 1);
    if (was < 0 || off < 0)
        return was < 0 ? was : -22;
    i32 ok = f(h, p, (u32)(n < 1u << 30 ? n : 1u << 30), &done, &o);
    i64 r = ok ? done : GetLastError() == ERROR_HANDLE_EOF ? 0 : rt_failed();
    (void)rt_os_seek(fd, was, 0);
    return r;
}

static i32 write_from(Handle h, void *p, u32 n, u32 *done, void *overlapped)
{
    return WriteFile(h, p, n, done, overlapped);
}

i64 rt_os_pread(i32 fd, void *p, u64 n, i64 off)
{
    return at_place(fd, p, n, off, ReadFile);
}

i64 rt_os_pwrite(i32 fd, const void *p, u64 n, i64 off)
{
    return at_place(fd, (void *)(uintptr_t)p, n, off, write_from);
}

i64 rt_os_truncate(i32 fd, i64 size)
{
    enum { END_OF_FILE_INFO = 6 };
    return SetFileInformationByHandle(rt_handle(fd), END_OF_FILE_INFO, &size, sizeof size)
               ? 0 : rt_failed();
}

i64 rt_os_sync(i32 fd)
{
    return FlushFileBuffers(rt_handle(fd)) ? 0 : rt_failed();
}

i64 rt_os_dup(i32 fd, i32 to, i8 cloexec)
{
    enum { SAME_ACCESS = 2 };
    Handle h = rt_handle(fd), self = GetCurrentProcess(), copy;
    if (!h)
        return -9;
    if (fd == to)
        return to;
    if (!DuplicateHandle(self, h, self, &copy, 0, 0, SAME_ACCESS))
        return rt_failed();
    u32 how = (*rt_fd_how(fd) & ~(u32)RT_FILE_CLOEXEC) | (cloexec ? RT_FILE_CLOEXEC : 0);
    return to < 0 ? rt_fd_new(copy, how, -1 - to) : rt_fd_put(to, copy, how);
}

i64 rt_os_pipe(i32 fd[2], i8 cloexec)
{
    Handle in, out;
    u32 how = cloexec ? RT_FILE_CLOEXEC : 0;
    if (!CreatePipe(&in, &out, NULL, 1 << 16))
        return rt_failed();
    i64 a = rt_fd_new(in, how | RT_FILE_READ, 0), b = rt_fd_new(out, how | RT_FILE_WRITE, 0);
    fd[0] = (i32)a;
    fd[1] = (i32)b;
    if (a >= 0 && b >= 0)
        return 0;
    (void)rt_fd_close(a < 0 ? fd[1] : fd[0]);
    return a < 0 ? a : b;
}

i64 rt_os_fd_flags(i32 fd, i32 what, i32 value)
{
    enum { KEPT = RT_FILE_BOTH | RT_FILE_WRITE | RT_FILE_APPEND };
    if (!rt_handle(fd))
        return -9;
    u32 *how = rt_fd_how(fd);
    switch (what) {
    case RT_FD_GETFD: return *how & RT_FILE_CLOEXEC ? 1 : 0;
    case RT_FD_SETFD:
        *how = (*how & ~(u32)RT_FILE_CLOEXEC) | (value & 1 ? RT_FILE_CLOEXEC : 0);
        return 0;
    case RT_FD_GETFL: return *how & KEPT;
    default: return ((u32)value ^ *how) & RT_FILE_APPEND ? RT_ENOTSUP : 0;
    }
}

/* ---- locks: the system's are those of a handle, and cannot change their kind ---- */

static i64 start_of(i32 fd, const RtLock *l)
{
    i64 here = l->whence == 1 ? rt_os_seek(fd, 0, 1) : 0;
    RtStat s;
    if (l->whence == 2)
        here = rt_os_fstat(fd, &s) < 0 ? -9 : s.size;
    return here < 0 ? here : here + l->start;
}

static i32 lock(i32 fd, i32 kind, u32 flags, i64 start, i64 len)
{
    enum { EXCLUSIVE = 2 };
    u64 n = len ? (u64)len : ~(u64)0 >> 1;
    Overlapped o = {0, 0, (u32)start, (u32)((u64)start >> 32), NULL};
    if (kind == RT_LOCK_NONE)
        return UnlockFileEx(rt_handle(fd), 0, (u32)n, (u32)(n >> 32), &o);
    return LockFileEx(rt_handle(fd), flags | (kind == RT_LOCK_WRITE ? EXCLUSIVE : 0), 0, (u32)n,
                      (u32)(n >> 32), &o);
}

i64 rt_os_lock(i32 fd, i32 what, RtLock *l)
{
    enum { NO_WAIT = 1 };
    i64 start = start_of(fd, l), err;
    if (start < 0)
        return start;
    if (what == RT_LOCK_GET) {
        if (lock(fd, l->kind, NO_WAIT, start, l->len)) {
            (void)lock(fd, RT_LOCK_NONE, 0, start, l->len);
            l->kind = RT_LOCK_NONE;
        }
        return 0;
    }
    i8 held = lock(fd, RT_LOCK_NONE, 0, start, l->len) != 0;
    if (l->kind == RT_LOCK_NONE || lock(fd, l->kind, what == RT_LOCK_SET, start, l->len))
        return 0;
    err = rt_failed();
    if (held)                            // to write it did not do: back to what there was
        (void)lock(fd, RT_LOCK_READ, NO_WAIT, start, l->len);
    return err;
}

/* ---- what a file is ---- */

static void moment(FileTime t, i64 out[2])
{
    u64 ticks = (u64)t.hi << 32 | t.lo;
    out[0] = (i64)(ticks / TICKS) - from_1601;
    out[1] = (i64)(ticks % TICKS * TICK);
}

static i64 stat_handle(Handle h, RtStat *s)
{
    enum { REGULAR = 0100777, FOLDER = 0040777, CHARACTER = 0020666, PIPE = 0010666, WRITE = 0222 };
    Info f;
    memset(s, 0, sizeof *s);
    s->nlink = 1;
    s->blksize = 4096;
    switch (GetFileType(h)) {
    case FILE_TYPE_CHAR: s->mode = CHARACTER; return 0;
    case FILE_TYPE_PIPE: s->mode = PIPE; return 0;
    default: break;
    }
    if (!GetFileInformationByHandle(h, &f))
        return rt_failed();
    s->mode = f.attributes & ATTRIBUTE_DIRECTORY ? FOLDER : REGULAR;
    if (s->mode == REGULAR && f.attributes & ATTRIBUTE_READONLY)
        s->mode &= ~(u32)WRITE;
    s->dev = f.volume;
    s->ino = (u64)f.index_hi << 32 | f.index_lo;
    s->nlink = f.links;
    s->size = (i64)((u64)f.size_hi << 32 | f.size_lo);
    s->blocks = (s->size + 511) / 512;
    moment(f.accessed, s->atime);
    moment(f.written, s->mtime);
    moment(f.written, s->ctime);
    return 0;
}

/* A file or folder, opened for its attributes. */
static Handle open_name(const char *path, u32 access, i64 *err)
{
    enum { OPEN_EXISTING = 3, BACKUP_SEMANTICS = 0x02000000 };
    Wide *wide = rt_wide_path(path, err);
    if (!wide)
        return NULL;
    Handle h = CreateFileW(wide, access, SHARE_ALL, NULL, OPEN_EXISTING, BACKUP_SEMANTICS, NULL);
    *err = rt_word(h) == INVALID_HANDLE ? rt_failed() : 0;
    rt_os_unmap(wide, 0);
    return *err ? NULL : h;
}

enum { READ_ATTRIBUTES = 0x80, WRITE_ATTRIBUTES = 0x100 };

i64 rt_os_stat(const char *path, i8 follow, RtStat *s)
{
    i64 err = RT_ENOENT;
    (void)follow;
    Handle h = *path ? open_name(path, READ_ATTRIBUTES, &err) : NULL;
    if (!h)
        return err;
    err = stat_handle(h, s);
    (void)CloseHandle(h);
    return err;
}

i64 rt_os_fstat(i32 fd, RtStat *s)
{
    Handle h = rt_handle(fd);
    return h ? stat_handle(h, s) : -9;
}

/* ---- by name ---- */

typedef i32 ByName(const Wide *path);

static i64 by_name(const char *path, ByName *f)
{
    i64 err;
    Wide *wide = rt_wide_path(path, &err);
    if (!wide)
        return err;
    err = f(wide) ? 0 : rt_failed();
    rt_os_unmap(wide, 0);
    return err;
}

/* Elsewhere the folder decides whether a file may go, not the file. */
static i32 delete_file(const Wide *path)
{
    if (DeleteFileW(path))
        return 1;
    if (GetLastError() != ERROR_ACCESS_DENIED)
        return 0;
    u32 attributes = GetFileAttributesW(path);
    if (attributes == (u32)-1 || !(attributes & ATTRIBUTE_READONLY) ||
        !SetFileAttributesW(path, attributes & ~(u32)ATTRIBUTE_READONLY))
        return 0;
    if (DeleteFileW(path))
        return 1;
    (void)SetFileAttributesW(path, attributes);
    return 0;
}

i64 rt_os_unlink(const char *path)
{
    RtStat s;
    i64 r = by_name(path, delete_file);
    return r == -13 && rt_os_stat(path, 0, &s) == 0 && s.mode >> 12 == 4 ? -21 : r;  // a folder
}

static i32 create_directory(const Wide *path)
{
    return CreateDirectoryW(path, NULL);
}

i64 rt_os_mkdir(const char *path, u32 mode)
{
    (void)mode;
    return by_name(path, create_directory);
}

i64 rt_os_rmdir(const char *path)
{
    return by_name(path, RemoveDirectoryW);
}

i64 rt_os_link(const char *from, const char *to)
{
    i64 err;
    Wide *a = rt_wide_path(from, &err), *b = rt_wide_path(to, &err);
    if (a && b)
        err = CreateHardLinkW(b, a, NULL) ? 0 : rt_failed();
    if (a)
        rt_os_unmap(a, 0);
    if (b)
        rt_os_unmap(b, 0);
    return err;
}

i64 rt_os_symlink(const char *target, const char *path)
{
    (void)target;
    (void)path;
    return RT_ENOTSUP;
}

i64 rt_os_readlink(const char *path, char *p, u64 n)
{
    RtStat s;
    i64 r = rt_os_stat(path, 0, &s);
    (void)p;
    (void)n;
    return r < 0 ? r : -22;              // it is no link
}

typedef struct Basic {
    i64 created, accessed, written, changed;  // 0: stays
    u32 attributes, padding;
} Basic;

static i64 set_mode(Handle h, u32 mode)
{
    enum { BASIC_INFO = 0, OWNER_WRITES = 0200 };
    Info f;
    if (!GetFileInformationByHandle(h, &f))
        return rt_failed();
    if (f.attributes & ATTRIBUTE_DIRECTORY)
        return 0;
    u32 a = (f.attributes & ~(u32)(ATTRIBUTE_READONLY | ATTRIBUTE_NORMAL)) |
            (mode & OWNER_WRITES ? 0 : ATTRIBUTE_READONLY);
    Basic b = {0, 0, 0, 0, a ? a : ATTRIBUTE_NORMAL, 0};
    return SetFileInformationByHandle(h, BASIC_INFO, &b, sizeof b) ? 0 : rt_failed();
}

i64 rt_os_chmod(const char *path, u32 mode)
{
    i64 err;
    Handle h = open_name(path, READ_ATTRIBUTES | WRITE_ATTRIBUTES, &err);
    if (!h)
        return err;
    err = set_mode(h, mode);
    (void)CloseHandle(h);
    return err;
}

i64 rt_os_fchmod(i32 fd, u32 mode)
{
    return set_mode(rt_handle(fd), mode);
}

static FileTime file_time(i64 sec, i64 nsec, u64 now)
{
    enum { UTIME_NOW = 0x3fffffff };
    u64 t = nsec == UTIME_NOW ? now : (u64)(sec + from_1601) * TICKS + (u64)nsec / TICK;
    return (FileTime){(u32)t, (u32)(t >> 32)};
}

i64 rt_os_utimes(i32 fd, const char *path, const i64 t[4])
{
    enum { UTIME_OMIT = 0x3ffffffe };
    i64 err = 0;
    u64 now;
    GetSystemTimePreciseAsFileTime(&now);
    Handle h = fd < 0 ? open_name(path, WRITE_ATTRIBUTES, &err) : rt_handle(fd);
    if (!h)
        return err ? err : -9;
    FileTime a = {(u32)now, (u32)(now >> 32)}, w = a;
    if (t) {
        a = file_time(t[0], t[1], now);
        w = file_time(t[2], t[3], now);
    }
    i32 ok = SetFileTime(h, NULL, t && t[1] == UTIME_OMIT ? NULL : &a,
                         t && t[3] == UTIME_OMIT ? NULL : &w);
    err = ok ? 0 : rt_failed();
    if (fd < 0)
        (void)CloseHandle(h);
    return err;
}

i64 rt_os_access(const char *path, i32 mode)
{
    enum { TO_WRITE = 2 };
    RtStat s;
    i64 r = rt_os_stat(path, 1, &s);
    if (r < 0)
        return r;
    return mode & TO_WRITE && !(s.mode & 0200) ? -13 : 0;
}

i64 rt_os_chdir(const char *path)
{
    return by_name(path, SetCurrentDirectoryW);
}

/* Text with slashes and a NUL at the end; its size with that. */
static i64 path_text(const Wide *wide, u64 n, char *p, u64 room)
{
    char *text = rt_os_map(n * 3 + 1);
    if (!text)
        return -12;
    u64 k = rt_utf8_of(wide, n, text);
    for (u64 i = 0; i < k; i++)
        if (text[i] == '\\')
            text[i] = '/';
    text[k++] = 0;
    if (k <= room)
        memcpy(p, text, k);
    rt_os_unmap(text, 0);
    return k <= room ? (i64)k : -34;     // ERANGE
}

enum { PATH_UNITS = 32768 };

i64 rt_os_getcwd(char *p, u64 n)
{
    Wide *wide = rt_os_map(PATH_UNITS * sizeof(Wide));
    if (!wide)
        return -12;
    u32 k = GetCurrentDirectoryW(PATH_UNITS, wide);
    i64 r = k ? path_text(wide, k, p, n) : rt_failed();
    rt_os_unmap(wide, 0);
    return r;
}

i64 rt_os_absolute(const char *path, char *p, u64 n)
{
    i64 r;
    Wide *wide = rt_wide_path(path, &r);
    Wide *full = wide ? rt_os_map(PATH_UNITS * sizeof(Wide)) : NULL;
    if (full) {
        u32 k = GetFullPathNameW(wide, PATH_UNITS, full, NULL);
        r = k ? path_text(full, k, p, n) : rt_failed();
        rt_os_unmap(full, 0);
    }
    if (wide)
        rt_os_unmap(wide, 0);
    return r < 0 ? r : p[0] && p[1] == ':' ? 2 : 0;
}

u32 rt_os_umask(u32 mask)
{
    static u32 now = 022;                // for who asks; new files have no modes to take it from
    u32 was = now;
    now = mask & 0777;
    return was;
}
