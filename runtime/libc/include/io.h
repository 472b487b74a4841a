// io.h - Windows: descriptors by Microsoft's names; what POSIX has is in unistd.h and fcntl.h
#ifndef _IO_H
#define _IO_H
#if !defined(_WIN32)
#error "io.h: a header of Windows"
#endif
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define _O_RDONLY O_RDONLY
#define _O_WRONLY O_WRONLY
#define _O_RDWR O_RDWR
#define _O_APPEND O_APPEND
#define _O_CREAT O_CREAT
#define _O_EXCL O_EXCL
#define _O_TRUNC O_TRUNC
#define _O_BINARY 0
#define _S_IREAD 0400
#define _S_IWRITE 0200
#define _access access
#define _chmod chmod
#define _close close
#define _dup dup
#define _dup2 dup2
#define _fileno fileno
#define _isatty isatty
#define _lseek lseek
#define _lseeki64 lseek
#define _open open
#define _read read
#define _unlink unlink
#define _write write
#define setmode _setmode

int _setmode(int fd, int mode);          // text is as it is; the mode before, O_BINARY
int _wopen(const wchar_t *path, int flags, ...);
#endif
