Files, folders, locks, processes, signals, jumps, threads and local time on our own C library.
-- a.c --
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static jmp_buf env;
static volatile int hits;

static void on(int sig) { hits += sig; }

static void *worker(void *lock)
{
    errno = 5;
    for (int i = 0; i < 1000; i++) {
        pthread_mutex_lock(lock);
        hits++;
        pthread_mutex_unlock(lock);
    }
    return (void *)(size_t)errno;
}

static void jump(int n)
{
    if (!n)
        longjmp(env, 7);
    jump(n - 1);
}

static void files(void)
{
    struct stat s;
    char text[64];
    int fd = open("a", O_RDWR | O_CREAT | O_TRUNC, 0644);
    printf("%zd", write(fd, "hello world", 11));
    printf(" %zd", pwrite(fd, "J", 1, 0));
    printf(" %zd %.5s", pread(fd, text, 5, 0), text);
    printf(" %ld\n", (long)lseek(fd, 0, SEEK_END));
    ftruncate(fd, 8);
    fstat(fd, &s);
    printf("%ld %d\n", (long)s.st_size, S_ISREG(s.st_mode));
    char *m = mmap(0, 8, PROT_READ, MAP_SHARED, fd, 0);
    printf("%.8s\n", m);
    munmap(m, 8);
    struct flock l = {.l_type = F_WRLCK, .l_len = 1};
    int r = fcntl(fd, F_SETLK, &l), status;
    if (!fork()) {
        r = fcntl(fd, F_SETLK, &l);
        _exit(r == -1 && errno == EAGAIN ? 3 : 4);
    }
    wait(&status);
    printf("lock %d, the child's %d\n", r, WEXITSTATUS(status));
    close(fd);
}

static void names(void)
{
    struct stat s;
    char text[64], *path;
    int n = 0;
    symlink("a", "l");
    printf("%zd", readlink("l", text, sizeof text));
    lstat("l", &s);
    path = realpath("d/../l", NULL);
    printf(" %d %d", S_ISLNK(s.st_mode), path == NULL);
    mkdir("d", 0755);
    path = realpath("d/../l", NULL);
    printf(" %s\n", path ? strrchr(path, '/') : "?");
    free(path);
    DIR *d = opendir(".");
    for (struct dirent *e; (e = readdir(d));)
        n += e->d_name[0] != '.' && !strchr(e->d_name, '.');
    closedir(d);
    rename("a", "d/b");
    stat("d/b", &s);
    printf("%d entries, %ld bytes\n", n, (long)s.st_size);
    int fd = open("l", O_RDONLY);
    printf("%d %d", fd, errno == ENOENT);
    fd = rmdir("d");
    printf(" %d %d\n", fd, errno == ENOTEMPTY);
}

static void show(const char *zone, time_t t)
{
    char text[64];
    setenv("TZ", zone, 1);
    struct tm *tm = localtime(&t);
    strftime(text, sizeof text, "%F %T %z %Z", tm);
    printf("%s %d\n", text, mktime(tm) == t);
}

int main(void)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_t t[4];
    void *r;
    files();
    names();
    if (!setjmp(env))
        jump(5);
    else
        puts("jumped");
    signal(SIGUSR1, on);
    raise(SIGUSR1);
    kill(getpid(), SIGUSR1);
    printf("hits %d\n", hits);
    hits = 0;
    errno = 1;
    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, worker, &lock);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], &r);
    printf("hits %d errno %d, a thread's %d\n", hits, errno, (int)(size_t)r);
    show("CET-1CEST,M3.5.0,M10.5.0/3", 1720000000);
    show("CET-1CEST,M3.5.0,M10.5.0/3", 1234567890);
    show("<-03>3", -1);
    show("UTC", 4102444800);
    return 0;
}
-- cmd --
fuse cc --libc=own -static a.c -o run && ./run
-- out --
11 1 5 Jello 11
8 1
Jello wo
lock 0, the child's 3
1 1 1 /a
4 entries, 8 bytes
-1 1 -1 1
jumped
hits 20
hits 4000 errno 1, a thread's 5
2024-07-03 11:46:40 +0200 CEST 1
2009-02-14 00:31:30 +0100 CET 1
1969-12-31 20:59:59 -0300 -03 1
2100-01-01 00:00:00 +0000 UTC 1
