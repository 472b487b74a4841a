// proc.c - processes of C programs on Windows
//
// There is no copy of a process (fork), and exec is a process that this one waits for. A process
// that a signal ended has an exit code of our own with the signal's number in it.
#include "runtime/os/hosted.h"
#include "runtime/os/windows/proc.h"
#include "runtime/os/windows/sys.h"

typedef struct StartupInfo {
    u32 size;
    Wide *reserved, *desktop, *title;
    u32 x, y, width, height, columns, rows, fill, flags;
    u16 show, reserved2;
    u8 *reserved3;
    Handle std[3];
} StartupInfo;

typedef struct ProcessInfo {
    Handle process, thread;
    u32 process_id, thread_id;
} ProcessInfo;

i32 TerminateProcess(Handle h, u32 code);
Handle OpenProcess(u32 access, i32 inherit, u32 id);
u32 WaitForMultipleObjects(u32 n, const Handle *h, i32 all, u32 ms);
Handle GetCurrentProcess(void);
i32 DuplicateHandle(Handle from_process, Handle h, Handle to_process, Handle *copy, u32 access,
                    i32 inherit, u32 options);
u32 SearchPathW(const Wide *path, const Wide *file, const Wide *extension, u32 n, Wide *out,
                Wide **name);
i32 NtQueryInformationProcess(Handle h, i32 kind, void *info, u32 size, u32 *got);

enum { CHILDREN = 64, FREE = 0 };        // 64 is what one wait takes
static u32 child_id[CHILDREN];
static Handle child_handle[CHILDREN];
static u32 lock;                         // of the children, and of handles that are inherited

static void take(void)
{
    u32 was = 0;
    while (!__atomic_compare_exchange_n(&lock, &was, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
        rt_os_wait(&lock, 1, -1);
        was = 0;
    }
}

static void give(void)
{
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    rt_os_wake(&lock, 1);
}

/* ---- the command line: the opposite of what start.c does ---- */

static u64 quoted(const char *a, char *out)
{
    u64 k = 0, slashes = 0;
    i8 quote = !*a;
    for (const char *p = a; *p; p++)
        quote |= *p == ' ' || *p == '\t' || *p == '"' || *p == '\n' || *p == '\v';
    if (quote)
        out[k++] = '"';
    for (; *a; a++) {
        if (*a == '"')
            for (slashes++; slashes; slashes--)
                out[k++] = '\\';
        slashes = *a == '\\' ? slashes + 1 : 0;
        out[k++] = *a;
    }
    for (; quote && slashes; slashes--)
        out[k++] = '\\';
    if (quote)
        out[k++] = '"';
    return k;
}

/* The texts one after the other: quoted and with blanks between them, or each with its NUL. */
static Wide *joined(const char *const *v, i8 line)
{
    u64 n = 2, k = 0;
    for (const char *const *p = v; *p; p++)
        n += strlen(*p) * 2 + 3;
    char *text = rt_os_map(n * 3);
    if (!text)
        return NULL;
    for (const char *const *p = v; *p; p++) {
        if (line) {
            k += quoted(*p, text + k);
            text[k++] = ' ';
        } else {
            u64 len = strlen(*p) + 1;
            memcpy(text + k, *p, len);
            k += len;
        }
    }
    k -= line && k;
    text[k++] = 0;
    text[k++] = 0;
    Wide *wide = rt_os_map(k * sizeof(Wide));
    if (wide)
        (void)rt_utf16_of(text, k, wide);
    rt_os_unmap(text, 0);
    return wide;
}

/* ---- start ---- */

/* Copies that the new process gets; what is not open it does not get. */
static void open_copies(const i32 fd[3], Handle out[3])
{
    enum { SAME_ACCESS = 2 };
    Handle self = GetCurrentProcess();
    for (i32 i = 0; i < 3; i++) {
        Handle h = rt_handle(fd[i] < 0 ? i : fd[i]);
        out[i] = NULL;
        if (h && !DuplicateHandle(self, h, self, &out[i], 0, 1, SAME_ACCESS))
            out[i] = NULL;
    }
}

static i64 start(const Wide *image, Wide *line, Wide *env, const i32 fd[3])
{
    enum { USE_STD_HANDLES = 0x100, UNICODE_ENVIRONMENT = 0x400 };
    StartupInfo s = {.size = sizeof s, .flags = USE_STD_HANDLES};
    ProcessInfo p = {NULL, NULL, 0, 0};
    u32 slot = 0;
    take();
    while (slot < CHILDREN && child_id[slot] != FREE)
        slot++;
    i64 r = -11;                         // EAGAIN
    if (slot < CHILDREN) {
        open_copies(fd, s.std);
        i32 ok = CreateProcessW(image, line, NULL, NULL, 1, UNICODE_ENVIRONMENT, env, NULL, &s, &p);
        r = ok ? p.process_id : rt_failed();
        for (i32 i = 0; i < 3; i++)
            if (s.std[i])
                (void)CloseHandle(s.std[i]);
    }
    if (r > 0) {
        (void)CloseHandle(p.thread);
        child_id[slot] = p.process_id;
        child_handle[slot] = p.process;
    }
    give();
    return r;
}

/* Programs are asked for without the ending that they have here. */
static Wide *image_path(const char *path, i64 *err)
{
    static const Wide ending[] = {'.', 'e', 'x', 'e', 0};
    u64 n = strlen(path);
    Wide *wide = rt_wide_path(path, err);
    if (!wide)
        return NULL;
    u32 attributes = GetFileAttributesW(wide);
    if (attributes != (u32)-1 && !(attributes & ATTRIBUTE_DIRECTORY))
        return wide;
    Wide *with = rt_os_map((n + 5) * sizeof(Wide));
    if (with) {
        u64 k = rt_wide_len(wide);
        memcpy(with, wide, k * sizeof(Wide));
        memcpy(with + k, ending, sizeof ending);
    }
    rt_os_unmap(wide, 0);
    return with;
}

i64 rt_os_spawn(const char *path, const char *const *argv, const char *const *envp,
                const i32 fd[3])
{
    i64 r = -12;
    Wide *image = image_path(path, &r), *line = joined(argv, 1), *env = joined(envp, 0);
    if (image && line && env)
        r = start(image, line, env, fd);
    if (image)
        rt_os_unmap(image, 0);
    if (line)
        rt_os_unmap(line, 0);
    if (env)
        rt_os_unmap(env, 0);
    return r;
}

i64 rt_os_shell(const char *command, const char *const *envp, const i32 fd[3])
{
    static const Wide shell[] = {'c', 'm', 'd', '.', 'e', 'x', 'e', 0};
    static const char prefix[] = "cmd.exe /s /c \"";
    static const i32 none[3] = {-1, -1, -1};
    Wide image[512];
    if (!SearchPathW(NULL, shell, NULL, RT_COUNT(image), image, NULL))
        return rt_failed();
    if (!command)
        return 1;
    u64 n = strlen(command), k = sizeof prefix - 1;
    char *text = rt_os_map(n + sizeof prefix + 1);
    Wide *line = text ? rt_os_map((n + sizeof prefix + 1) * sizeof(Wide)) : NULL;
    Wide *env = line ? joined(envp, 0) : NULL;
    i64 r = -12;
    if (env) {
        memcpy(text, prefix, k);
        memcpy(text + k, command, n);
        text[k + n] = '"';
        line[rt_utf16_of(text, k + n + 1, line)] = 0;
        r = start(image, line, env, fd ? fd : none);
        rt_os_unmap(env, 0);
    }
    if (line)
        rt_os_unmap(line, 0);
    if (text)
        rt_os_unmap(text, 0);
    return r;
}

i64 rt_os_fork(void)
{
    return -38;                          // ENOSYS
}

i64 rt_os_execve(const char *path, const char *const *argv, const char *const *envp)
{
    static const i32 none[3] = {-1, -1, -1};
    i32 status = 0;
    i64 pid = rt_os_spawn(path, argv, envp, none);
    if (pid < 0)
        return pid;
    (void)rt_os_waitpid(pid, &status, 0);
    rt_os_exit(status & 127 ? 128 + (status & 127) : status >> 8 & 255);
}

/* ---- the end ---- */

/* As Linux packs it. Exceptions that nobody took have the numbers of NTSTATUS. */
static i32 packed(u32 code)
{
    static const struct {
        u32 code;
        i32 signal;
    } faults[] = {
        {0xc0000005, 11}, {0xc00000fd, 11}, {0xc0000006, 7}, {0x80000002, 7},  // memory
        {0xc000001d, 4}, {0xc0000096, 4}, {0x80000003, 5}, {0xc000013a, 2},    // ... , Control-C
        {0xc0000094, 8}, {0xc0000095, 8}, {0xc000008e, 8}, {0xc0000090, 8},    // arithmetic
    };
    if ((code & ~(u32)0x7f) == (u32)SIGNALLED)
        return (i32)(code & 0x7f);
    for (u32 i = 0; i < RT_COUNT(faults); i++)
        if (faults[i].code == code)
            return faults[i].signal;
    return (i32)(code & 255) << 8;
}

/* The children that may be meant; how many. Under the lock. */
static u32 meant(i64 pid, Handle *h, u32 *slot)
{
    u32 n = 0;
    for (u32 i = 0; i < CHILDREN; i++)
        if (child_id[i] != FREE && (pid <= 0 || child_id[i] == (u64)pid)) {
            h[n] = child_handle[i];
            slot[n++] = i;
        }
    return n;
}

i64 rt_os_waitpid(i64 pid, i32 *status, i32 options)
{
    enum { NO_HANG = 1, TIMEOUT = 258, SLICE = 100 };
    Handle h[CHILDREN];
    u32 slot[CHILDREN], code = 0, k = TIMEOUT, n;
    for (;;) {                           // in slices: a child may be started or taken meanwhile
        take();
        n = meant(pid, h, slot);
        if (n)
            k = WaitForMultipleObjects(n, h, 0, 0);
        if (k < n)
            break;
        give();
        if (!n)
            return -10;                  // ECHILD
        if (options & NO_HANG)
            return 0;
        (void)WaitForMultipleObjects(n, h, 0, SLICE);
    }
    u32 id = child_id[slot[k]];
    (void)GetExitCodeProcess(h[k], &code);
    (void)CloseHandle(h[k]);
    child_id[slot[k]] = FREE;
    give();
    if (status)
        *status = packed(code);
    return id;
}

i64 rt_os_getppid(void)
{
    u64 info[6] = {0};                   // PROCESS_BASIC_INFORMATION; the last word is the parent
    return NtQueryInformationProcess(GetCurrentProcess(), 0, info, sizeof info, NULL) < 0
               ? 0 : (i64)info[5];
}

u32 rt_os_getuid(i32 which)
{
    (void)which;
    return 1000;                         // there are no such numbers; this one is nobody special
}

i64 rt_os_kill(i64 pid, i32 sig)
{
    enum { TERMINATE = 1 };
    if (sig < 0 || sig > 64)
        return -22;
    if (pid == rt_os_pid())
        return sig ? rt_os_raise(sig) : 0;
    Handle h = pid > 0 ? OpenProcess(TERMINATE, 0, (u32)pid) : NULL;
    if (!h)
        return GetLastError() == ERROR_ACCESS_DENIED ? -1 : -3;  // EPERM, ESRCH
    i64 r = !sig || TerminateProcess(h, (u32)SIGNALLED | (u32)sig) ? 0 : rt_failed();
    (void)CloseHandle(h);
    return r;
}
