// child.c - each test in a process of its own: the program is started again and told the number
//
// There is no copy of a process, so the number and the pipe for the failure's text travel in a
// variable of the environment, FUSE_RT_CHILD=number:handle.
#include "runtime/os/windows/sys.h"

enum { HANDLE_FLAG_INHERIT = 1, STARTF_USESTDHANDLES = 0x100, PATH_UNITS = 32768 };

typedef struct StartupInfo {
    u32 size;
    Wide *reserved, *desktop, *title;
    u32 x, y, width, height, columns, rows, fill, flags;
    u16 show, reserved2;
    u8 *reserved3;
    Handle in, out, err;
} StartupInfo;

typedef struct ProcessInfo {
    Handle process, thread;
    u32 process_id, thread_id;
} ProcessInfo;

static const Wide variable[] = {'F', 'U', 'S', 'E', '_', 'R', 'T', '_',
                                'C', 'H', 'I', 'L', 'D', 0};

i64 rt_os_child_number(void)
{
    const char *v = rt_getenv("FUSE_RT_CHILD", 13);
    i64 n = 0, pipe = 0;
    if (!v)
        return -1;
    for (; *v >= '0' && *v <= '9'; v++)
        n = n * 10 + (*v - '0');
    for (v += *v == ':'; *v >= '0' && *v <= '9'; v++)
        pipe = pipe * 10 + (*v - '0');
    rt.fail_fd = (i32)rt_fd_new(rt_ptr(pipe), RT_FILE_WRITE, 3);
    return n;
}

static void tell(i64 number, Handle pipe)
{
    char text[2 * RT_INT_MAX + 1];
    Wide wide[2 * RT_INT_MAX + 2];
    int n = rt_fmt_int(text, number);
    text[n++] = ':';
    n += rt_fmt_int(text + n, rt_word(pipe));
    wide[rt_utf16_of(text, (u64)n, wide)] = 0;
    (void)SetEnvironmentVariableW(variable, wide);
}

static Handle start_again(void)
{
    StartupInfo s = {.size = sizeof s, .flags = STARTF_USESTDHANDLES};
    ProcessInfo p = {NULL, NULL, 0, 0};
    const Wide *line = GetCommandLineW();
    u64 n = rt_wide_len(line) + 1;
    Wide *copy = rt_os_map((PATH_UNITS + n) * sizeof(Wide)), *path = copy + n;
    if (!copy)
        return NULL;
    memcpy(copy, line, n * sizeof(Wide));
    (void)GetModuleFileNameW(NULL, path, PATH_UNITS);
    s.in = GetStdHandle((u32)-10);
    s.out = GetStdHandle((u32)-11);
    s.err = GetStdHandle((u32)-12);
    i32 ok = CreateProcessW(path, copy, NULL, NULL, 1, 0, NULL, NULL, &s, &p);
    rt_os_unmap(copy, 0);
    if (!ok)
        return NULL;
    (void)CloseHandle(p.thread);
    return p.process;
}

i32 rt_os_child(void (*f)(i64 n), i64 number, RtBuf *message)
{
    Handle in, out;
    u32 code = 1;
    char block[512];
    i64 n, fd;
    (void)f;
    if (!CreatePipe(&in, &out, NULL, 0) || !SetHandleInformation(out, HANDLE_FLAG_INHERIT, 1))
        rt_failz("cannot make a pipe for a test");
    tell(number, out);
    Handle process = start_again();
    (void)SetEnvironmentVariableW(variable, NULL);
    if (!process)
        rt_failz("cannot start a process for a test");
    (void)CloseHandle(out);
    fd = rt_fd_new(in, RT_FILE_READ, 3);
    while ((n = rt_os_read((i32)fd, block, sizeof block)) > 0)
        rt_buf_bytes(message, block, n);
    rt_os_close((i32)fd);
    (void)WaitForSingleObject(process, (u32)INFINITE);
    (void)GetExitCodeProcess(process, &code);
    (void)CloseHandle(process);
    if (code > 255 && !message->len)
        rt_buf_z(message, "ended by an exception");
    return code != 0;
}
