// sys.h - what we use of Windows: functions of kernel32, bcrypt and the wait-on-address set
//
// Facts from the Windows API reference (learn.microsoft.com).
#ifndef RT_WINDOWS_SYS_H
#define RT_WINDOWS_SYS_H

#include "runtime/rt_int.h"

typedef void *Handle;
typedef u16 Wide;                        // UTF-16 code unit

Handle GetStdHandle(u32 which);
i32 ReadFile(Handle h, void *p, u32 n, u32 *done, void *overlapped);
i32 WriteFile(Handle h, const void *p, u32 n, u32 *done, void *overlapped);
i32 GetConsoleMode(Handle h, u32 *mode);
i32 ReadConsoleW(Handle h, Wide *p, u32 n, u32 *done, void *control);
i32 WriteConsoleW(Handle h, const Wide *p, u32 n, u32 *done, void *reserved);
Handle CreateFileW(const Wide *path, u32 access, u32 share, void *security, u32 disposition,
                   u32 flags, Handle model);
u32 GetFileAttributesW(const Wide *path);
i32 DeleteFileW(const Wide *path);
i32 RemoveDirectoryW(const Wide *path);
i32 MoveFileExW(const Wide *from, const Wide *to, u32 flags);
i32 SetFilePointerEx(Handle h, i64 off, i64 *place, u32 whence);
u32 GetFileType(Handle h);
i32 CloseHandle(Handle h);
u32 GetLastError(void);
void *VirtualAlloc(void *at, size_t n, u32 type, u32 protect);
i32 VirtualFree(void *p, size_t n, u32 type);
RT_NORETURN void ExitProcess(u32 code);
u32 GetCurrentProcessId(void);
void GetSystemTimePreciseAsFileTime(u64 *time);
i32 QueryPerformanceCounter(i64 *n);
i32 QueryPerformanceFrequency(i64 *n);
void Sleep(u32 ms);
i32 BCryptGenRandom(void *algorithm, void *p, u32 n, u32 flags);
const Wide *GetCommandLineW(void);
const Wide *GetEnvironmentStringsW(void);
i32 SetEnvironmentVariableW(const Wide *name, const Wide *value);
u32 GetModuleFileNameW(Handle module, Wide *path, u32 n);
i32 CreatePipe(Handle *read, Handle *write, void *security, u32 size);
i32 SetHandleInformation(Handle h, u32 mask, u32 flags);
i32 CreateProcessW(const Wide *image, Wide *line, void *process_security, void *thread_security,
                   i32 inherit, u32 flags, void *env, const Wide *dir, void *startup, void *info);
i32 GetExitCodeProcess(Handle process, u32 *code);
u32 WaitForSingleObject(Handle h, u32 ms);
Handle CreateThread(void *security, size_t stack, u32 (*f)(void *arg), void *arg, u32 flags,
                    u32 *id);
void GetSystemInfo(void *info);
i32 WaitOnAddress(const volatile void *at, const void *compare, size_t size, u32 ms);
void WakeByAddressSingle(void *at);
void WakeByAddressAll(void *at);
void *AddVectoredExceptionHandler(u32 first, i32 (*f)(void *pointers));
i32 SetThreadStackGuarantee(u32 *size);
const void *RtlLookupFunctionEntry(u64 pc, u64 *base, void *history);
void *RtlVirtualUnwind(u32 kind, u64 base, u64 pc, const void *entry, void *context, void **data,
                       u64 *frame, void *pointers);
Handle GetModuleHandleW(const Wide *name);

enum { INFINITE = -1, INVALID_HANDLE = -1 };
enum {
    ERROR_FILE_NOT_FOUND = 2, ERROR_PATH_NOT_FOUND = 3, ERROR_TOO_MANY_OPEN_FILES = 4,
    ERROR_ACCESS_DENIED = 5, ERROR_INVALID_HANDLE = 6, ERROR_HANDLE_EOF = 38,
    ERROR_BROKEN_PIPE = 109, ERROR_INVALID_NAME = 123, ERROR_NO_DATA = 232, ERROR_DIRECTORY = 267,
    ERROR_NOT_SAME_DEVICE = 17, ERROR_SHARING_VIOLATION = 32, ERROR_FILE_EXISTS = 80,
    ERROR_INVALID_PARAMETER = 87, ERROR_DISK_FULL = 112, ERROR_NEGATIVE_SEEK = 131,
    ERROR_DIR_NOT_EMPTY = 145, ERROR_ALREADY_EXISTS = 183, ERROR_NO_MORE_FILES = 18
};
enum { ATTRIBUTE_READONLY = 1, ATTRIBUTE_DIRECTORY = 0x10, ATTRIBUTE_NORMAL = 0x80 };
enum { FILE_TYPE_DISK = 1, FILE_TYPE_CHAR = 2, FILE_TYPE_PIPE = 3, SHARE_ALL = 7 };

/* utf.c - both ways; what is not valid becomes U+FFFD. `end` of the source, room for the result. */
u64 rt_utf16_of(const char *p, u64 n, Wide *out);     // at most n units; how many were written
u64 rt_utf8_of(const Wide *p, u64 n, char *out);      // at most 3 * n bytes
u64 rt_wide_len(const Wide *p);

/* symbol.c */
void rt_frame_of(RtFrame *f, const u8 *context);      // registers of a CONTEXT

/* fd.c */
Handle rt_handle(i32 fd);        // NULL when nothing is open there
i64 rt_fd_new(Handle h, u32 how, i32 from);        // the lowest free number from `from` on
i64 rt_fd_put(i32 fd, Handle h, u32 how);          // in the place of what was open there
i64 rt_fd_close(i32 fd);
u32 *rt_fd_how(i32 fd);          // of an open one: RT_FILE_* it was opened with

/* lasterr.c */
i64 rt_failed(void);             // the last error as the number that means the same on Linux

/* os.c */
Wide *rt_wide_path(const char *path, i64 *err);    // NULL and *err; to free by rt_os_unmap(p, 0)
i64 rt_open_result(Handle h, const Wide *path, u32 how);  // a descriptor or an error

#endif
