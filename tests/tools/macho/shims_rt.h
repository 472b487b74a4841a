// shims_rt.h - libSystem for machorun: what our runtime imports, on the host's C library
//
// Included once by machorun.c, whose table has RT_SHIMS in it. Darwin's structs and numbers are
// those of runtime/os/macos/sys.h; a signal context is built with what crash handlers read of it.
#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static int shim_clock_gettime(unsigned clock, struct timespec *t)
{
    return R(clock_gettime(clock == 6 || clock == 4 || clock == 8 ? CLOCK_MONOTONIC
                                                                  : CLOCK_REALTIME, t));
}

static int shim_clock_getres(unsigned clock, struct timespec *t)
{
    (void)clock;
    *t = (struct timespec){0, 1000};
    return 0;
}

static int shim_nanosleep(const struct timespec *t, struct timespec *left)
{
    return R(nanosleep(t, left));
}

static int shim_getentropy(void *p, size_t n)
{
    if (n > 256) {
        derr = 5;
        return -1;
    }
    return R(getentropy(p, n));
}

static long shim_sysconf(int name)
{
    return name == 58 ? sysconf(_SC_NPROCESSORS_ONLN) : name == 29 ? 16384 : -1;
}

static int shim_pipe(int fd[2])
{
    return R(pipe(fd));
}

static int shim_fork(void)
{
    return R(fork());
}

static int host_signal(int sig);
static int darwin_signal(int sig);

/* ---- threads ---- */

typedef struct { long sig; uint64_t stack; } DarwinAttr;

static int shim_attr_init(DarwinAttr *a)
{
    *a = (DarwinAttr){0x54485241, 0};
    return 0;
}

static int shim_attr_setstacksize(DarwinAttr *a, size_t n)
{
    a->stack = n;
    return n & 0x3fff ? 22 : 0;
}

static int shim_attr_destroy(DarwinAttr *a)
{
    a->sig = 0;
    return 0;
}

static int shim_pthread_create(pthread_t *t, const DarwinAttr *d, void *(*f)(void *), void *arg)
{
    pthread_attr_t a;
    pthread_attr_init(&a);
    if (d && d->stack)
        pthread_attr_setstacksize(&a, d->stack);
    int e = te(pthread_create(t, &a, f, arg));
    pthread_attr_destroy(&a);
    return e;
}

static int shim_cond_timedwait(DM *c, DM *m, const struct timespec *left)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += left->tv_sec;
    t.tv_nsec += left->tv_nsec;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return te(pthread_cond_timedwait(impl(c, 1), impl(m, 0), &t));
}

/* ---- signals ---- */

typedef struct { void (*handler)(int, void *, void *); uint32_t mask; int flags; } DarwinAction;
typedef struct { void *sp; uint64_t size; int flags; } DarwinStack;
static DarwinAction darwin_action[32];

static void darwin_handler(int sig, siginfo_t *info, void *context)
{
    static uint64_t machine[64], uc[7], si[13];
    const ucontext_t *u = context;
    uint64_t *ss = machine + 2;  // after the exception state
    int number = darwin_signal(sig);
#ifdef __aarch64__
    for (int i = 0; i < 31; i++)
        ss[i] = u->uc_mcontext.regs[i];
    ss[31] = u->uc_mcontext.sp;
    ss[32] = u->uc_mcontext.pc;
    machine[0] = (uint64_t)info->si_addr;
#else
    static const int order[] = {REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RDI, REG_RSI, REG_RBP,
                                REG_RSP, REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13,
                                REG_R14, REG_R15, REG_RIP};
    for (int i = 0; i < 17; i++)
        ss[i] = (uint64_t)u->uc_mcontext.gregs[order[i]];
    machine[1] = (uint64_t)info->si_addr;
#endif
    uc[5] = sizeof machine;
    uc[6] = (uint64_t)machine;
    memcpy(si, &number, 4);
    if (info->si_code <= 0) {  // of a process: Darwin's code, its number
        int from[4] = {number, 0, 0x10001, info->si_pid};
        memcpy(si, from, sizeof from);
    }
    si[3] = (uint64_t)info->si_addr;
    darwin_action[number].handler(number, si, uc);
}

static int shim_sigaction(int sig, const DarwinAction *act, DarwinAction *old)
{
    struct sigaction a = {0};
    if (sig < 1 || sig > 31) {
        derr = 22;
        return -1;
    }
    if (old)
        *old = darwin_action[sig];
    if (!act)
        return 0;
    darwin_action[sig] = *act;
    a.sa_flags = SA_SIGINFO | (act->flags & 1 ? SA_ONSTACK : 0) |
                 (act->flags & 2 ? SA_RESTART : 0) | (act->flags & 0x10 ? SA_NODEFER : 0);
    a.sa_sigaction = darwin_handler;
    if ((uintptr_t)act->handler <= 1) {
        a.sa_flags &= ~SA_SIGINFO;
        a.sa_handler = act->handler ? SIG_IGN : SIG_DFL;
    }
    return R(sigaction(host_signal(sig), &a, NULL));
}

static int shim_sigaltstack(const DarwinStack *d, DarwinStack *old)
{
    stack_t s = {.ss_sp = d->sp, .ss_size = d->size};
    (void)old;
    if (d->size < 32768) {  // MINSIGSTKSZ
        derr = 12;
        return -1;
    }
    return R(sigaltstack(&s, NULL));
}

static int64_t shim_lseek(int fd, int64_t off, int whence)
{
    return R(lseek(fd, off, whence));
}

static int shim_rename(const char *from, const char *to)
{
    return R(rename(from, to));
}

static int shim_unlink(const char *path)
{
    return R(unlink(path));
}

static int shim_rmdir(const char *path)
{
    return R(rmdir(path));
}

/* ---- files: Darwin's layouts with 64-bit file numbers ---- */

typedef struct {
    int32_t dev;
    uint16_t mode, nlink;
    uint64_t ino;
    uint32_t uid, gid;
    int32_t rdev;
    struct timespec atime, mtime, ctime, birth;
    int64_t size, blocks;
    int32_t blksize;
    uint32_t flags, gen, spare;
    int64_t more[2];
} DarwinStat;

static int darwin_stat(int r, const struct stat *s, DarwinStat *d)
{
    if (r == 0)
        *d = (DarwinStat){
            .dev = (int32_t)s->st_dev, .mode = (uint16_t)s->st_mode, .nlink = (uint16_t)s->st_nlink,
            .ino = s->st_ino, .uid = s->st_uid, .gid = s->st_gid, .rdev = (int32_t)s->st_rdev,
            .atime = s->st_atim, .mtime = s->st_mtim, .ctime = s->st_ctim, .size = s->st_size,
            .blocks = s->st_blocks, .blksize = (int32_t)s->st_blksize,
        };
    return R(r);
}

static int shim_stat(const char *path, DarwinStat *d)
{
    struct stat s;
    return darwin_stat(stat(path, &s), &s, d);
}

static int shim_lstat(const char *path, DarwinStat *d)
{
    struct stat s;
    return darwin_stat(lstat(path, &s), &s, d);
}

static int shim_fstat(int fd, DarwinStat *d)
{
    struct stat s;
    return darwin_stat(fstat(fd, &s), &s, d);
}

typedef struct {
    uint64_t ino, seekoff;
    uint16_t reclen, namlen;
    uint8_t type;
    char name[1024];
} DarwinEntry;

static DIR *shim_opendir(const char *path)
{
    DIR *d = opendir(path);
    if (!d)
        derr = te(errno);
    return d;
}

static DarwinEntry *shim_readdir(DIR *d)
{
    static __thread DarwinEntry to;
    errno = 0;
    struct dirent *e = readdir(d);
    if (!e) {
        if (errno)
            derr = te(errno);
        return NULL;
    }
    to = (DarwinEntry){.ino = e->d_ino, .type = e->d_type, .reclen = sizeof to,
                       .namlen = (uint16_t)strlen(e->d_name)};
    memcpy(to.name, e->d_name, to.namlen + 1u);
    return &to;
}

static int shim_closedir(DIR *d) { return R(closedir(d)); }
static int shim_ftruncate(int fd, int64_t size) { return R(ftruncate(fd, size)); }
static int shim_fsync(int fd) { return R(fsync(fd)); }
static int shim_dup2(int fd, int to) { return R(dup2(fd, to)); }
static int shim_mkdir(const char *path, int mode) { return R(mkdir(path, (mode_t)mode)); }
static int shim_link(const char *from, const char *to) { return R(link(from, to)); }
static int shim_symlink(const char *to, const char *path) { return R(symlink(to, path)); }
static int shim_chmod(const char *path, int mode) { return R(chmod(path, (mode_t)mode)); }
static int shim_fchmod(int fd, int mode) { return R(fchmod(fd, (mode_t)mode)); }
static int shim_access(const char *path, int mode) { return R(access(path, mode)); }
static int shim_chdir(const char *path) { return R(chdir(path)); }
static int shim_umask(int mask) { return (int)umask((mode_t)mask); }

static ssize_t shim_pread(int fd, void *p, size_t n, int64_t off)
{
    return R(pread(fd, p, n, off));
}

static ssize_t shim_pwrite(int fd, const void *p, size_t n, int64_t off)
{
    return R(pwrite(fd, p, n, off));
}

static ssize_t shim_readlink(const char *path, char *p, size_t n)
{
    return R(readlink(path, p, n));
}

static char *shim_getcwd(char *p, size_t n)
{
    char *r = getcwd(p, n);
    if (!r)
        derr = te(errno);
    return r;
}

/* Darwin's "now" and "leave" are -1 and -2. */
static const struct timespec *host_times(const struct timespec *t, struct timespec to[2])
{
    for (int i = 0; t && i < 2; i++) {
        to[i] = t[i];
        if (t[i].tv_nsec == -1)
            to[i].tv_nsec = UTIME_NOW;
        if (t[i].tv_nsec == -2)
            to[i].tv_nsec = UTIME_OMIT;
    }
    return t ? to : NULL;
}

static int shim_futimens(int fd, const struct timespec *t)
{
    struct timespec to[2];
    return R(futimens(fd, host_times(t, to)));
}

static int shim_utimensat(int at, const char *path, const struct timespec *t, int flags)
{
    struct timespec to[2];
    if (at != -2 || flags) {  // AT_FDCWD there
        derr = 22;
        return -1;
    }
    return R(utimensat(AT_FDCWD, path, host_times(t, to), 0));
}

/* ---- processes: a Mach-O is started by another machorun, which MACHORUN_COMMAND starts ---- */

static int is_macho(const char *path)
{
    uint32_t magic = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int is = fd >= 0 && read(fd, &magic, 4) == 4 && magic == 0xfeedfacf;
    if (fd >= 0)
        close(fd);
    return is;
}

static int shim_execve(const char *path, char *const *argv, char *const *envp)
{
    static char *full[1024];
    const char *command = getenv("MACHORUN_COMMAND");
    int n = 0;
    if (!command || access(path, X_OK) || !is_macho(path))
        return R(execve(path, argv, envp));
    char *words = strdup(command);
    for (char *w = strtok(words, " "); w && n < 8; w = strtok(NULL, " "))
        full[n++] = w;
    full[n++] = (char *)(uintptr_t)path;
    for (int i = 1; argv[0] && argv[i] && n < 1023; i++)
        full[n++] = argv[i];
    full[n] = NULL;
    return R(execvpe(full[0], full, envp));
}

static int host_signal(int sig)
{
    static const unsigned char host[32] = {
        0, 1, 2, 3, 4, 5, 6, 0, 8, 9, SIGBUS, 11, SIGSYS, 13, 14, 15,
        SIGURG, SIGSTOP, SIGTSTP, SIGCONT, SIGCHLD, 21, 22, SIGIO, 24, 25, 26, 27, 28, 0, SIGUSR1,
        SIGUSR2,
    };
    return sig > 0 && sig < 32 ? host[sig] : 0;
}

static int darwin_signal(int sig)
{
    for (int i = 1; i < 32; i++)
        if (host_signal(i) == sig)
            return i;
    return sig;
}

static int shim_kill(int pid, int sig)
{
    return R(kill(pid, host_signal(sig)));
}

static int shim_raise(int sig)
{
    return R(raise(host_signal(sig)));
}

static int shim_sigmask(int how, const uint32_t *set, uint32_t *old)
{
    sigset_t s, was;
    sigemptyset(&s);
    for (int i = 1; i < 32; i++)
        if (set && *set >> (i - 1) & 1 && host_signal(i))
            sigaddset(&s, host_signal(i));
    int e = pthread_sigmask(how - 1, set ? &s : NULL, &was);
    for (int i = 1; old && i < 32; i++)
        *old = (i == 1 ? 0 : *old) |
               (host_signal(i) && sigismember(&was, host_signal(i)) == 1 ? 1u << (i - 1) : 0);
    return te(e);
}

static int shim_waitpid(int pid, int *status, int options)
{
    int s = 0, r = waitpid(pid, &s, options);
    if (r > 0 && WIFSIGNALED(s))
        s = darwin_signal(WTERMSIG(s)) | (s & 0x80);
    if (status)
        *status = s;
    return R(r);
}

#define RT_SHIMS                                                                                   \
    S("clock_gettime", shim_clock_gettime), S("nanosleep", shim_nanosleep),                        \
        S("getentropy", shim_getentropy), S("sysconf", shim_sysconf), S("pipe", shim_pipe),        \
        S("fork", shim_fork), S("waitpid", shim_waitpid), S("isatty", isatty),                     \
        S("pthread_attr_init", shim_attr_init),                                                    \
        S("pthread_attr_setstacksize", shim_attr_setstacksize),                                    \
        S("pthread_attr_destroy", shim_attr_destroy), S("sigaction", shim_sigaction),              \
        S("sigaltstack", shim_sigaltstack),                                                        \
        S("pthread_cond_timedwait_relative_np", shim_cond_timedwait), S("lseek", shim_lseek),      \
        S("rename", shim_rename), S("unlink", shim_unlink), S("rmdir", shim_rmdir),                \
        S("stat", shim_stat), S("lstat", shim_lstat), S("fstat", shim_fstat),                      \
        S("stat$INODE64", shim_stat), S("lstat$INODE64", shim_lstat),                              \
        S("fstat$INODE64", shim_fstat), S("opendir", shim_opendir), S("readdir", shim_readdir),    \
        S("rewinddir", rewinddir), S("opendir$INODE64", shim_opendir),                             \
        S("readdir$INODE64", shim_readdir), S("rewinddir$INODE64", rewinddir),                     \
        S("closedir", shim_closedir), S("ftruncate", shim_ftruncate), S("fsync", shim_fsync),      \
        S("dup2", shim_dup2), S("mkdir", shim_mkdir), S("link", shim_link),                        \
        S("symlink", shim_symlink), S("chmod", shim_chmod), S("fchmod", shim_fchmod),              \
        S("access", shim_access), S("chdir", shim_chdir), S("umask", shim_umask),                  \
        S("pread", shim_pread), S("pwrite", shim_pwrite), S("readlink", shim_readlink),            \
        S("getcwd", shim_getcwd), S("futimens", shim_futimens), S("utimensat", shim_utimensat),    \
        S("execve", shim_execve), S("kill", shim_kill), S("raise", shim_raise),                    \
        S("pthread_sigmask", shim_sigmask), S("getppid", getppid), S("getuid", getuid),            \
        S("geteuid", geteuid), S("getgid", getgid), S("getegid", getegid),                         \
        S("clock_getres", shim_clock_getres), S("sched_yield", sched_yield)
