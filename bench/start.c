// start.c - how long programs take from being started to their end: they take turns, the medians are printed
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: start ROUNDS PROGRAM...\n");
        return 2;
    }
    int rounds = atoi(argv[1]), programs = argc - 2;
    double *time = malloc(sizeof *time * (size_t)rounds * (size_t)programs);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    for (int i = 0; i < rounds; i++)
        for (int p = 0; p < programs; p++) {
            char *args[] = {argv[p + 2], NULL};
            pid_t pid;
            int status;
            double from = now();
            if (posix_spawn(&pid, argv[p + 2], &quiet, NULL, args, environ) || waitpid(pid, &status, 0) < 0) {
                perror(argv[p + 2]);
                return 1;
            }
            time[p * rounds + i] = now() - from;
        }
    for (int p = 0; p < programs; p++) {
        qsort(time + p * rounds, (size_t)rounds, sizeof *time, ascending);
        printf("%.1f %s\n", time[p * rounds + rounds / 2], argv[p + 2]);
    }
    free(time);
    return 0;
}
