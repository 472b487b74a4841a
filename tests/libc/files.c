// files.c - files by name and by descriptor, folders, processes, signals: the same on every system
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

extern char **environ;
static char text[200];
static int hits;

static const char *why(int r) { return r < 0 ? strerror(errno) : "done"; }

static void descriptors(void)
{
    struct stat s;
    int fd = open("d/f", O_RDWR | O_CREAT | O_EXCL, 0666);
    printf("write %zd, ", write(fd, "hello world", 11));
    printf("again: %s\n", why(open("d/f", O_RDWR | O_CREAT | O_EXCL, 0666)));
    printf("pread %zd ", pread(fd, text, 5, 6));
    printf("%.5s, at %ld\n", text, (long)lseek(fd, 0, SEEK_CUR));
    printf("pwrite %zd, ", pwrite(fd, "J", 1, 0));
    printf("at %ld\n", (long)lseek(fd, 0, SEEK_CUR));
    fstat(fd, &s);
    printf("%ld bytes, regular %d\n", (long)s.st_size, S_ISREG(s.st_mode));
    printf("shorter: %s", why(ftruncate(fd, 5)));
    stat("d/f", &s);
    printf(" %ld\n", (long)s.st_size);
    char *m = mmap(NULL, 5, PROT_READ, MAP_PRIVATE, fd, 0);
    printf("mapped %.5s, ", m);
    printf("%d\n", munmap(m, 5));
    printf("dup2 %d ", dup2(fd, 9));
    printf("at %ld", (long)lseek(9, 0, SEEK_END));
    close(9);
    printf(", then %s\n", why((int)lseek(9, 0, SEEK_END)));
    int low = dup(fd);
    printf("dup is the next %d\n", low == fd + 1);
    close(fd);
    close(low);
    fd = open("d/f", O_WRONLY | O_APPEND);
    write(fd, "!", 1);
    lseek(fd, 0, SEEK_SET);
    write(fd, "?", 1);
    printf("appends %ld\n", (long)lseek(fd, 0, SEEK_END));
    close(fd);
    printf("closed: %s\n", why(close(fd)));
}

static void names(void)
{
    struct stat s;
    int n = 0;
    struct utimbuf times = {1000000000, 1234567890};
    printf("utime %s", why(utime("d/f", &times)));
    stat("d/f", &s);
    printf(" %lld\n", (long long)s.st_mtime);
    printf("unlink a folder: %s\n", unlink("d") < 0 ? "refused" : "done");
    printf("write a folder: %s\n", why(open("d", O_WRONLY)));
    printf("rmdir: %s\n", why(rmdir("d")));
    printf("missing: %s\n", why(open("d/no", O_RDONLY)));
    printf("link: %s", why(link("d/f", "d/g")));
    stat("d/g", &s);
    printf(" %d\n", (int)s.st_nlink);
    close(creat("d/h", 0666));
    printf("rename over: %s\n", why(rename("d/g", "d/h")));
    DIR *d = opendir("d");
    for (int round = 0; round < 2; round++, rewinddir(d))
        for (struct dirent *e; (e = readdir(d));)
            n += e->d_name[0] == '.' ? 1 : 100;
    closedir(d);
    printf("entries %d, of a file: %d\n", n, opendir("d/f") == NULL);
    chmod("d/h", 0444);
    stat("d/h", &s);
    printf("access %s, writable %d\n", why(access("d/h", R_OK)), (s.st_mode & 0200) != 0);
    char *full = realpath("d/../d/./h", NULL);
    printf("realpath %d\n", full && strlen(full) > 6 && !strcmp(full + strlen(full) - 4, "/d/h"));
    free(full);
    printf("realpath of nothing: %s\n", realpath("d/x/y", NULL) ? "done" : strerror(errno));
    chdir("d");
    getcwd(text, sizeof text);
    printf("folder %s, %s\n", strrchr(text, '/'), why(access("h", F_OK)));
    chdir("..");
    printf("unlink %s\n", why(unlink("d/f")));
    printf("unlink read-only %s\n", why(unlink("d/h")));
    printf("rmdir %s\n", why(rmdir("d")));
}

static void on_signal(int sig) { hits += sig; }

static void child(const char *self, const char *a, const char *b)
{
    char *argv[] = {(char *)self, "child", (char *)a, (char *)b, NULL};
    pid_t pid;
    int status = 0;
    fflush(stdout);
    int r = posix_spawn(&pid, self, NULL, NULL, argv, environ);
    printf("spawn %d, ", r);
    printf("wait %d", r == 0 && waitpid(pid, &status, 0) == pid);
    if (WIFEXITED(status))
        printf(", exit %d\n", WEXITSTATUS(status));
    else
        printf(", signal %d\n", WTERMSIG(status));
}

static void processes(const char *self)
{
    int p[2], status;
    pipe(p);
    write(p[1], "xyz", 3);
    close(p[1]);
    printf("pipe %zd", read(p[0], text, sizeof text));
    printf(" %zd\n", read(p[0], text, sizeof text));
    close(p[0]);
    setenv("FILES_VALUE", "gr\xc3\xbc\xc3\x9f", 1);
    if (self) {
        child(self, "two words", "q\"uo\\\"te\\");
        child(self, "", "tail\\\\");
        child(self, "abort", "");
    }
    char *none[] = {"none", NULL};
    printf("no program: %s\n", strerror(posix_spawn(NULL, "d/none", NULL, NULL, none, environ)));
    printf("nobody to wait for: %s\n", why(waitpid(-1, &status, 0)));
    signal(SIGUSR1, on_signal);
    raise(SIGUSR1);
    kill(getpid(), SIGUSR1);
    printf("signals %d\n", hits);
}

static void shell(void)
{
    printf("a shell %d\n", system(NULL) != 0);
    fflush(stdout);
    int status = system("exit 7");
    printf("system %d\n", WEXITSTATUS(status));
    FILE *f = popen("echo in shell", "r");
    if (f && fgets(text, sizeof text, f))
        text[strcspn(text, "\r\n")] = 0;
    printf("popen %s", text);
    printf(", pclose %d\n", f ? pclose(f) : -1);
}

static void bye(void)
{
    puts("bye");
}

int main(int argc, char **argv)
{
    if (argc == 4 && !strcmp(argv[2], "abort"))
        abort();
    if (argc == 4) {
        printf("child [%s] [%s] [%s]\n", argv[2], argv[3], getenv("FILES_VALUE"));
        return 3;
    }
    atexit(bye);
    printf("mkdir %s, ", why(mkdir("d", 0777)));
    printf("%s\n", why(mkdir("d", 0777)));
    descriptors();
    names();
    processes(argc < 2 ? argv[0] : NULL);    // an argument: this machine cannot start the program
    shell();
    return 5;
}
