// stdio.h - input and output (C11 7.21, POSIX)
#ifndef _STDIO_H
#define _STDIO_H
#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>
typedef struct __lc_file FILE;
typedef struct {
    int64_t __at;
} fpos_t;
#define EOF (-1)
#if __SIZEOF_POINTER__ == 8
#define BUFSIZ 8192
#else
#define BUFSIZ 512
#endif
#define FILENAME_MAX 4096
#define FOPEN_MAX 1000
#define L_tmpnam 20
#define TMP_MAX 10000
#define P_tmpdir "/tmp"
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
extern FILE *const stdin, *const stdout, *const stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

#ifdef __fuse__
#define __LC_PRINTF(f, v) __attribute__((format(printf, f, v)))
#define __LC_SCANF(f, v) __attribute__((format(scanf, f, v)))
#else
#define __LC_PRINTF(f, v)
#define __LC_SCANF(f, v)
#endif

int fclose(FILE *f);
FILE *fdopen(int fd, const char *mode);
int fflush(FILE *f);
FILE *fopen(const char *restrict path, const char *restrict mode);
FILE *fmemopen(void *restrict p, size_t n, const char *restrict mode);
FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict f);
FILE *open_memstream(char **p, size_t *n);
FILE *tmpfile(void);
char *tmpnam(char *name);
int remove(const char *path);
int rename(const char *from, const char *to);
void setbuf(FILE *restrict f, char *restrict buf);
void setbuffer(FILE *f, char *buf, size_t n);
void setlinebuf(FILE *f);
int setvbuf(FILE *restrict f, char *restrict buf, int mode, size_t n);

void clearerr(FILE *f);
int feof(FILE *f);
int ferror(FILE *f);
int fileno(FILE *f);
int fgetpos(FILE *restrict f, fpos_t *restrict pos);
int fseek(FILE *f, long off, int whence);
int fseeko(FILE *f, off_t off, int whence);
int fsetpos(FILE *f, const fpos_t *pos);
long ftell(FILE *f);
off_t ftello(FILE *f);
void rewind(FILE *f);
void flockfile(FILE *f);
int ftrylockfile(FILE *f);
void funlockfile(FILE *f);

int fgetc(FILE *f);
char *fgets(char *restrict s, int n, FILE *restrict f);
size_t fread(void *restrict p, size_t size, size_t n, FILE *restrict f);
int getc(FILE *f);
int getc_unlocked(FILE *f);
int getchar(void);
int getchar_unlocked(void);
ssize_t getdelim(char **restrict p, size_t *restrict n, int end, FILE *restrict f);
ssize_t getline(char **restrict p, size_t *restrict n, FILE *restrict f);
int ungetc(int c, FILE *f);
int fputc(int c, FILE *f);
int fputs(const char *restrict s, FILE *restrict f);
size_t fwrite(const void *restrict p, size_t size, size_t n, FILE *restrict f);
int putc(int c, FILE *f);
int putc_unlocked(int c, FILE *f);
int putchar(int c);
int putchar_unlocked(int c);
int puts(const char *s);
void perror(const char *s);

__LC_PRINTF(2, 3) int asprintf(char **restrict out, const char *restrict fmt, ...);
__LC_PRINTF(2, 3) int dprintf(int fd, const char *restrict fmt, ...);
__LC_PRINTF(2, 3) int fprintf(FILE *restrict f, const char *restrict fmt, ...);
__LC_PRINTF(1, 2) int printf(const char *restrict fmt, ...);
__LC_PRINTF(3, 4) int snprintf(char *restrict s, size_t n, const char *restrict fmt, ...);
__LC_PRINTF(2, 3) int sprintf(char *restrict s, const char *restrict fmt, ...);
int vasprintf(char **restrict out, const char *restrict fmt, va_list ap);
int vdprintf(int fd, const char *restrict fmt, va_list ap);
int vfprintf(FILE *restrict f, const char *restrict fmt, va_list ap);
int vprintf(const char *restrict fmt, va_list ap);
int vsnprintf(char *restrict s, size_t n, const char *restrict fmt, va_list ap);
int vsprintf(char *restrict s, const char *restrict fmt, va_list ap);
__LC_SCANF(2, 3) int fscanf(FILE *restrict f, const char *restrict fmt, ...);
__LC_SCANF(1, 2) int scanf(const char *restrict fmt, ...);
__LC_SCANF(2, 3) int sscanf(const char *restrict s, const char *restrict fmt, ...);
int vfscanf(FILE *restrict f, const char *restrict fmt, va_list ap);
int vscanf(const char *restrict fmt, va_list ap);
int vsscanf(const char *restrict s, const char *restrict fmt, va_list ap);

int pclose(FILE *f);
FILE *popen(const char *command, const char *mode);
#endif
