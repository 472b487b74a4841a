// mman.h - POSIX: mapping files and memory
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H
#include <bits/hosted.h>
#include <sys/types.h>

#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4
#define MAP_SHARED 1
#define MAP_PRIVATE 2
#define MAP_FIXED 0x10
#define MAP_ANON 0x20
#define MAP_ANONYMOUS 0x20
#define MAP_NORESERVE 0x4000
#define MAP_FAILED ((void *)-1)

void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t off);
int mprotect(void *p, size_t n, int prot);
int munmap(void *p, size_t n);
#endif
