// hosted.h - what C programs ask of a system besides os.h: files, folders, processes, signals
//
// Linux, macOS and Windows provide it; bare metal has none of it, and a program that needs it does
// not link there. Results < 0 are negative error numbers of Linux. Numbers of flags, signals and
// kinds of files are Linux's too and translated where a system has others.
#ifndef RT_HOSTED_H
#define RT_HOSTED_H

#include "runtime/os/os.h"

/* ---- files by descriptor ---- */
int64_t rt_os_pread(int32_t fd, void *p, uint64_t n, int64_t off);
int64_t rt_os_pwrite(int32_t fd, const void *p, uint64_t n, int64_t off);
int64_t rt_os_truncate(int32_t fd, int64_t size);
int64_t rt_os_sync(int32_t fd);
int64_t rt_os_dup(int32_t fd, int32_t to, int8_t cloexec);  // to < 0: the lowest free from -1 - to
int64_t rt_os_pipe(int32_t fd[2], int8_t cloexec);
int64_t rt_os_close_fd(int32_t fd);      // as rt_os_close, with the error
enum { RT_FD_GETFD = 1, RT_FD_SETFD = 2, RT_FD_GETFL = 3, RT_FD_SETFL = 4 };
int64_t rt_os_fd_flags(int32_t fd, int32_t what, int32_t value);

enum { RT_LOCK_READ = 0, RT_LOCK_WRITE = 1, RT_LOCK_NONE = 2 };
typedef struct RtLock {
    int32_t kind, whence;
    int64_t start, len;                  // len 0: to the end, wherever that is
    int32_t pid;                         // of who holds it, when asked
} RtLock;
enum { RT_LOCK_GET = 5, RT_LOCK_SET = 6, RT_LOCK_WAIT = 7 };
int64_t rt_os_lock(int32_t fd, int32_t what, RtLock *l);

/* ---- files by name ---- */
typedef struct RtStat {
    uint64_t dev, ino, nlink, rdev;
    uint32_t mode, uid, gid, blksize;    // mode: Linux's
    int64_t size, blocks;
    int64_t atime[2], mtime[2], ctime[2];  // seconds, nanoseconds
} RtStat;
int64_t rt_os_stat(const char *path, int8_t follow, RtStat *s);
int64_t rt_os_fstat(int32_t fd, RtStat *s);
int64_t rt_os_unlink(const char *path);
int64_t rt_os_mkdir(const char *path, uint32_t mode);
int64_t rt_os_rmdir(const char *path);
int64_t rt_os_link(const char *from, const char *to);
int64_t rt_os_symlink(const char *target, const char *path);
int64_t rt_os_readlink(const char *path, char *p, uint64_t n);
int64_t rt_os_chmod(const char *path, uint32_t mode);
int64_t rt_os_fchmod(int32_t fd, uint32_t mode);
/* Times as seconds and nanoseconds: last access, last change; NULL: now. fd < 0: by name. */
int64_t rt_os_utimes(int32_t fd, const char *path, const int64_t t[4]);
int64_t rt_os_access(const char *path, int32_t mode);
int64_t rt_os_chdir(const char *path);
int64_t rt_os_getcwd(char *p, uint64_t n);  // bytes with the NUL
/* From the root, with slashes; the result is the size of a drive's name in front of the root. */
int64_t rt_os_absolute(const char *path, char *p, uint64_t n);
uint32_t rt_os_umask(uint32_t mask);

/* ---- folders ---- */
typedef struct RtDir RtDir;              // storage the caller gives, of RT_DIR_SIZE bytes
enum { RT_DIR_SIZE = 4096 + 64, RT_NAME_MAX = 1024 };
typedef struct RtEntry {
    uint64_t ino;
    uint32_t type;                       // DT_* of dirent.h
    char name[RT_NAME_MAX];
} RtEntry;
int64_t rt_os_dir_open(RtDir *d, const char *path);
int64_t rt_os_dir_next(RtDir *d, RtEntry *e);  // 1; 0 at the end
void rt_os_dir_close(RtDir *d);
int64_t rt_os_dir_rewind(RtDir *d);

/* ---- memory ---- */
enum { RT_MAP_SHARED = 1, RT_MAP_PRIVATE = 2, RT_MAP_FIXED = 0x10, RT_MAP_ANON = 0x20 };
int64_t rt_os_mmap(void *at, uint64_t n, int32_t prot, int32_t flags, int32_t fd, int64_t off);
int64_t rt_os_munmap(void *p, uint64_t n);
int64_t rt_os_mprotect(void *p, uint64_t n, int32_t prot);
uint64_t rt_os_page(void);

/* ---- time ---- */
enum { RT_CLOCK_REAL = 0, RT_CLOCK_MONO = 1, RT_CLOCK_PROCESS = 2, RT_CLOCK_THREAD = 3 };
int64_t rt_os_clock(int32_t which, int64_t t[2]);     // seconds, nanoseconds
int64_t rt_os_clock_step(int32_t which, int64_t t[2]);
int64_t rt_os_nanosleep(const int64_t t[2], int64_t left[2]);

/* ---- processes ---- */
int64_t rt_os_fork(void);
int64_t rt_os_execve(const char *path, const char *const *argv, const char *const *envp);
/* A process with these descriptors as its 0, 1, 2 (-1: this process's); its number. */
int64_t rt_os_spawn(const char *path, const char *const *argv, const char *const *envp,
                    const int32_t fd[3]);
/* The same with a command for the system's shell; NULL: is there one? */
int64_t rt_os_shell(const char *command, const char *const *envp, const int32_t fd[3]);
int64_t rt_os_waitpid(int64_t pid, int32_t *status, int32_t options);  // status as Linux packs it
int64_t rt_os_getppid(void);
uint32_t rt_os_getuid(int32_t which);    // 0 uid, 1 effective uid, 2 gid, 3 effective gid
int64_t rt_os_kill(int64_t pid, int32_t sig);

/* ---- signals ---- */
enum { RT_SIG_DEFAULT = 0, RT_SIG_IGNORE = 1 };
typedef struct RtSignal {
    void (*f)(int sig, void *info, void *context);  // or RT_SIG_*
    uint64_t mask;                       // bit n - 1: signal n
    uint32_t flags;                      // SA_* of signal.h
} RtSignal;
int64_t rt_os_signal(int32_t sig, const RtSignal *act, RtSignal *old);
int64_t rt_os_sigmask(int32_t how, const uint64_t *set, uint64_t *old);
int64_t rt_os_raise(int32_t sig);        // to this thread

void rt_os_yield(void);                  // lets other threads run

#endif
