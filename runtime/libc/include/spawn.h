// spawn.h - POSIX: starting a program; of the file actions only dup2 onto 0, 1 and 2
#ifndef _SPAWN_H
#define _SPAWN_H
#include <bits/hosted.h>
#include <sys/types.h>
typedef struct {
    int __fd[3];
} posix_spawn_file_actions_t;
typedef struct {
    int __none;
} posix_spawnattr_t;
int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attr, char *const argv[], char *const envp[]);
int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attr, char *const argv[], char *const envp[]);
int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *a, int fd, int to);
int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *a);
int posix_spawn_file_actions_init(posix_spawn_file_actions_t *a);
#endif
