// wait.h - POSIX: the end of child processes; Linux's packing of a status on every system
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H
#include <bits/hosted.h>
#include <sys/types.h>
#define WNOHANG 1
#define WUNTRACED 2
#define WEXITSTATUS(s) ((s) >> 8 & 255)
#define WTERMSIG(s) ((s) & 127)
#define WIFEXITED(s) (((s) & 127) == 0)
#define WIFSIGNALED(s) (((s) & 127) != 0 && ((s) & 127) != 127)
#define WIFSTOPPED(s) (((s) & 255) == 127)
#define WSTOPSIG(s) ((s) >> 8 & 255)
pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);
#endif
