// shell.c - commands for the system's shell: system, popen
#include "runtime/libc/stdio_int.h"
#include "runtime/os/hosted.h"

static const char *const *environment(void)
{
    return (const char *const *)(uintptr_t)environ;
}

static i64 wait_for(i64 pid, i32 *status)
{
    i64 r;
    do
        r = rt_os_waitpid(pid, status, 0);
    while (r == -EINTR);
    return r;
}

int system(const char *command)
{
    enum { INTERRUPT = 2, QUIT = 3, CHILD = 17, BLOCK = 0, SET = 2 };
    static const i32 none[3] = {-1, -1, -1};
    RtSignal ignore = {(void (*)(int, void *, void *))(uintptr_t)RT_SIG_IGNORE, 0, 0};
    RtSignal was_interrupt, was_quit;
    u64 child = (u64)1 << (CHILD - 1), was;
    i32 status = 0;
    if (!command)
        return rt_os_shell(NULL, environment(), none) > 0;
    i64 pid = rt_os_shell(command, environment(), none);
    if (pid < 0)
        return (int)__lc_result(pid);
    /* What the terminal sends is for the command; a handler must not take its end. */
    (void)rt_os_sigmask(BLOCK, &child, &was);
    (void)rt_os_signal(INTERRUPT, &ignore, &was_interrupt);
    (void)rt_os_signal(QUIT, &ignore, &was_quit);
    i64 r = wait_for(pid, &status);
    (void)rt_os_signal(INTERRUPT, &was_interrupt, NULL);
    (void)rt_os_signal(QUIT, &was_quit, NULL);
    (void)rt_os_sigmask(SET, &was, NULL);
    return r < 0 ? (int)__lc_result(r) : status;
}

/* ---- popen ---- */

typedef struct Pipe {
    struct Pipe *next;
    FILE *f;
    i64 pid;
} Pipe;
static Pipe *pipes;
static u32 lock;

static void keep(Pipe *p, FILE *f, i64 pid)
{
    p->f = f;
    p->pid = pid;
    __lc_lock(&lock);
    p->next = pipes;
    pipes = p;
    __lc_unlock(&lock);
}

/* The process at the other end; -1 when there is none. */
static i64 forget(FILE *f)
{
    i64 pid = -1;
    __lc_lock(&lock);
    for (Pipe **p = &pipes; *p; p = &(*p)->next)
        if ((*p)->f == f) {
            Pipe *gone = *p;
            pid = gone->pid;
            *p = gone->next;
            free(gone);
            break;
        }
    __lc_unlock(&lock);
    return pid;
}

FILE *popen(const char *command, const char *mode)
{
    i8 reads = mode[0] == 'r';
    i32 fd[2], std[3] = {-1, -1, -1};
    if ((!reads && mode[0] != 'w') || (mode[1] && strcmp(mode + 1, "e"))) {
        errno = EINVAL;
        return NULL;
    }
    Pipe *p = malloc(sizeof *p);
    if (!p || __lc_result(rt_os_pipe(fd, 1)) < 0) {
        free(p);
        return NULL;
    }
    std[reads] = fd[reads];
    i32 own = fd[!reads];
    i64 pid = rt_os_shell(command, environment(), std);
    (void)rt_os_close_fd(fd[reads]);
    FILE *f = pid < 0 ? NULL : __lc_file_new(&__lc_fd_ops, reads ? F_READ : F_WRITE, own);
    if (f) {
        keep(p, f, pid);
        return f;
    }
    (void)rt_os_close_fd(own);
    free(p);
    if (pid < 0)
        (void)__lc_result(pid);
    else
        (void)wait_for(pid, NULL);
    return NULL;
}

int pclose(FILE *f)
{
    i32 status = 0;
    i64 pid = forget(f);
    if (pid < 0) {
        errno = ECHILD;          // no stream comes from popen
        return -1;
    }
    (void)fclose(f);
    i64 r = wait_for(pid, &status);
    return r < 0 ? (int)__lc_result(r) : status;
}
