// dirent.h - POSIX: reading folders
#ifndef _DIRENT_H
#define _DIRENT_H
#include <bits/hosted.h>
#include <sys/types.h>

#define DT_UNKNOWN 0
#define DT_FIFO 1
#define DT_CHR 2
#define DT_DIR 4
#define DT_BLK 6
#define DT_REG 8
#define DT_LNK 10
#define DT_SOCK 12

struct dirent {
    ino_t d_ino;
    unsigned char d_type;
    char d_name[1024];
};
typedef struct __lc_dir DIR;

int closedir(DIR *d);
DIR *opendir(const char *path);
struct dirent *readdir(DIR *d);
void rewinddir(DIR *d);
int alphasort(const struct dirent **a, const struct dirent **b);
int scandir(const char *path, struct dirent ***out, int (*wanted)(const struct dirent *e),
            int (*compare)(const struct dirent **a, const struct dirent **b));
#endif
