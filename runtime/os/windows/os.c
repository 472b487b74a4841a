// os.c - memory, files, console, clock, random bytes on Windows
//
// A console takes and gives UTF-16, everything else bytes as they are: newlines stay \n.
#include "runtime/os/windows/sys.h"

enum { MEM_COMMIT = 0x1000, MEM_RESERVE = 0x2000, MEM_RELEASE = 0x8000, PAGE_READWRITE = 4 };
enum { GENERIC_READ = (i32)0x80000000, GENERIC_WRITE = 0x40000000, FILE_APPEND_DATA = 4 };
enum { CREATE_ALWAYS = 2, OPEN_EXISTING = 3, OPEN_ALWAYS = 4, PATH_MAX = 32768 };
enum { SYSTEM_PREFERRED_RNG = 2 };

void *rt_os_map(u64 size)
{
    return VirtualAlloc(NULL, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
}

void rt_os_unmap(void *p, u64 size)
{
    (void)size;
    (void)VirtualFree(p, 0, MEM_RELEASE);
}

void *rt_os_remap(void *p, u64 from, u64 to)
{
    void *q = rt_os_map(to);
    if (q) {
        memcpy(q, p, from < to ? from : to);
        rt_os_unmap(p, from);
    }
    return q;
}

/* ---- console ---- */

static i8 is_console(Handle h)
{
    u32 mode;
    return GetConsoleMode(h, &mode) != 0;
}

/* How much of the text ends with a whole character. */
static u64 whole(const char *p, u64 n)
{
    u64 k = n;
    while (k && n - k < 3 && ((u8)p[k - 1] & 0xc0) == 0x80)
        k--;
    u8 lead = k ? (u8)p[k - 1] : 0;
    u64 need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return k > 1 && n - k + 1 < need ? k - 1 : n;
}

static i64 console_write(Handle h, const char *p, u64 n)
{
    enum { PIECE = 1024 };
    Wide text[PIECE];
    u32 done;
    u64 k = whole(p, n < PIECE ? n : PIECE);
    u64 units = rt_utf16_of(p, k, text);
    for (u64 at = 0; at < units; at += done)
        if (!WriteConsoleW(h, text + at, (u32)(units - at), &done, NULL) || !done)
            return rt_failed();
    return (i64)k;
}

static i64 console_read(Handle h, char *p, u64 n)
{
    enum { PIECE = 512 };
    static Wide held;            // the first half of a pair whose second is still to come
    Wide text[PIECE];
    u32 had = 0, done;
    u64 room = n / 3;
    if (held)
        text[had++] = held;
    held = 0;
    if (!ReadConsoleW(h, text + had, (u32)(room < PIECE ? room : PIECE) - had, &done, NULL))
        return rt_failed();
    done += had;
    if (done > 1 && (text[done - 1] & 0xfc00) == 0xd800)
        held = text[--done];
    if (done && text[0] == 26)  // Ctrl+Z is how one ends the input there
        return 0;
    return (i64)rt_utf8_of(text, done, p);
}

/* ---- files ---- */

i64 rt_os_write(i32 fd, const void *p, u64 n)
{
    Handle h = rt_handle(fd);
    u32 done;
    if (fd < 3 && n && is_console(h))
        return console_write(h, p, n);
    if (!WriteFile(h, p, (u32)(n < 1u << 30 ? n : 1u << 30), &done, NULL))
        return rt_failed();
    return done;
}

i64 rt_os_read(i32 fd, void *p, u64 n)
{
    Handle h = rt_handle(fd);
    u32 done;
    if (fd < 3 && n >= 6 && is_console(h))
        return console_read(h, p, n);
    if (ReadFile(h, p, (u32)(n < 1u << 30 ? n : 1u << 30), &done, NULL))
        return done;
    u32 err = GetLastError();
    return err == ERROR_BROKEN_PIPE || err == ERROR_HANDLE_EOF ? 0 : rt_failed();
}

/* The system takes slashes for backslashes by itself. */
Wide *rt_wide_path(const char *path, i64 *err)
{
    static const char null_device[] = "/dev/null";
    u64 n = strlen(path);
    if (n + 1 == sizeof null_device && !memcmp(path, null_device, n)) {
        path = "NUL";
        n = 3;
    }
    Wide *wide = n < PATH_MAX ? rt_os_map((n + 1) * sizeof(Wide)) : NULL;
    *err = n < PATH_MAX ? -12 : -36;
    if (wide)
        wide[rt_utf16_of(path, n, wide)] = 0;
    return wide;
}

i64 rt_open_result(Handle h, const Wide *path, u32 how)
{
    i64 r = rt_word(h) == INVALID_HANDLE ? rt_failed() : rt_fd_new(h, how, 0);
    u32 attributes = r == -13 ? GetFileAttributesW(path) : 0;  // what denies access is a folder?
    return attributes != (u32)-1 && attributes & ATTRIBUTE_DIRECTORY ? -21 : r;
}

i64 rt_os_open(const char *path, u32 how)
{
    static const u32 access[] = {(u32)GENERIC_READ, GENERIC_WRITE, FILE_APPEND_DATA};
    static const u32 disposition[] = {OPEN_EXISTING, CREATE_ALWAYS, OPEN_ALWAYS};
    i64 err;
    Wide *wide = rt_wide_path(path, &err);
    if (!wide)
        return err;
    Handle h = CreateFileW(wide, access[how], SHARE_ALL, NULL, disposition[how], ATTRIBUTE_NORMAL,
                           NULL);
    i64 r = rt_open_result(h, wide, how == RT_OPEN_READ ? RT_FILE_READ : RT_FILE_WRITE);
    rt_os_unmap(wide, 0);
    return r;
}

void rt_os_close(i32 fd)
{
    (void)rt_fd_close(fd);
}

i8 rt_os_isatty(i32 fd)
{
    return is_console(rt_handle(fd));
}

/* ---- the process, time, chance ---- */

void rt_os_exit(i32 code)
{
    ExitProcess((u32)code);
}

i64 rt_os_pid(void)
{
    return GetCurrentProcessId();
}

i64 rt_os_now_ms(void)
{
    u64 t;  // 100 ns since 1601
    GetSystemTimePreciseAsFileTime(&t);
    return (i64)(t / 10000) - 11644473600000;
}

i64 rt_os_mono_ns(void)
{
    i64 n = 0, per_second = 1;
    (void)QueryPerformanceCounter(&n);
    (void)QueryPerformanceFrequency(&per_second);
    return n / per_second * 1000000000 + n % per_second * 1000000000 / per_second;
}

void rt_os_sleep_ms(i64 ms)
{
    i64 most = (i64)1 << 43;  // 278 years; nanoseconds fit
    ms = ms < most ? ms : most;
    for (i64 end = rt_os_mono_ns() + ms * 1000000, left; (left = end - rt_os_mono_ns()) > 0;)
        Sleep((u32)(left < (i64)1000000000 * 1000000 ? (left + 999999) / 1000000 : 1000000000));
}

i64 rt_os_random(void *p, u64 n)
{
    for (u8 *to = p; n;) {
        u32 k = n < 1u << 30 ? (u32)n : 1u << 30;
        if (BCryptGenRandom(NULL, to, k, SYSTEM_PREFERRED_RNG) < 0)
            return -5;
        to += k;
        n -= k;
    }
    return 0;
}
