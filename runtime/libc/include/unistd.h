// unistd.h - POSIX: descriptors, files, processes
#ifndef _UNISTD_H
#define _UNISTD_H
#include <bits/hosted.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define _POSIX_VERSION 200809L
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#define _SC_CLK_TCK 2
#define _SC_OPEN_MAX 4
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE 30
#define _SC_NPROCESSORS_CONF 83
#define _SC_NPROCESSORS_ONLN 84

extern char **environ;

int access(const char *path, int mode);
int chdir(const char *path);
int close(int fd);
int dup(int fd);
int dup2(int fd, int to);
int execl(const char *path, const char *arg, ...);
int execlp(const char *file, const char *arg, ...);
int execv(const char *path, char *const argv[]);
int execve(const char *path, char *const argv[], char *const envp[]);
int execvp(const char *file, char *const argv[]);
_Noreturn void _exit(int code);
int fchown(int fd, uid_t uid, gid_t gid);
int fdatasync(int fd);
pid_t fork(void);
int fsync(int fd);
int ftruncate(int fd, off_t size);
char *getcwd(char *buf, size_t size);
int getdtablesize(void);
gid_t getegid(void);
int getentropy(void *p, size_t n);
uid_t geteuid(void);
gid_t getgid(void);
int getpagesize(void);
pid_t getpid(void);
pid_t getppid(void);
uid_t getuid(void);
int isatty(int fd);
int link(const char *from, const char *to);
off_t lseek(int fd, off_t off, int whence);
int pipe(int fd[2]);
int pipe2(int fd[2], int flags);
ssize_t pread(int fd, void *p, size_t n, off_t off);
ssize_t pwrite(int fd, const void *p, size_t n, off_t off);
ssize_t read(int fd, void *p, size_t n);
ssize_t readlink(const char *restrict path, char *restrict p, size_t n);
int rmdir(const char *path);
unsigned sleep(unsigned seconds);
int symlink(const char *target, const char *path);
long sysconf(int name);
#if defined(__linux__)
long syscall(long number, ...);
#endif
int truncate(const char *path, off_t size);
int unlink(const char *path);
int usleep(useconds_t us);
pid_t vfork(void);
ssize_t write(int fd, const void *p, size_t n);

extern char *optarg;
extern int optind, opterr, optopt;
int getopt(int argc, char *const argv[], const char *options);
#endif
