// stdlib.h - general utilities (C11 7.22, POSIX)
#ifndef _STDLIB_H
#define _STDLIB_H
#include <stddef.h>
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7fffffff
#define MB_CUR_MAX ((size_t)4)
typedef struct {
    int quot, rem;
} div_t;
typedef struct {
    long quot, rem;
} ldiv_t;
typedef struct {
    long long quot, rem;
} lldiv_t;

_Noreturn void _Exit(int code);
_Noreturn void abort(void);
_Noreturn void exit(int code);
_Noreturn void quick_exit(int code);
int at_quick_exit(void (*f)(void));
int atexit(void (*f)(void));

void *aligned_alloc(size_t align, size_t size);
void *calloc(size_t n, size_t size);
void free(void *p);
void *malloc(size_t size);
size_t malloc_usable_size(void *p);
int posix_memalign(void **p, size_t align, size_t size);
void *realloc(void *p, size_t size);
void *reallocarray(void *p, size_t n, size_t size);

int abs(int x);
long labs(long x);
long long llabs(long long x);
div_t div(int a, int b);
ldiv_t ldiv(long a, long b);
lldiv_t lldiv(long long a, long long b);
double atof(const char *s);
int atoi(const char *s);
long atol(const char *s);
long long atoll(const char *s);
double strtod(const char *restrict s, char **restrict end);
float strtof(const char *restrict s, char **restrict end);
long double strtold(const char *restrict s, char **restrict end);
long strtol(const char *restrict s, char **restrict end, int base);
long long strtoll(const char *restrict s, char **restrict end, int base);
unsigned long strtoul(const char *restrict s, char **restrict end, int base);
unsigned long long strtoull(const char *restrict s, char **restrict end, int base);

void *bsearch(const void *key, const void *base, size_t n, size_t size,
              int (*cmp)(const void *, const void *));
void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
int rand(void);
int rand_r(unsigned *seed);
long random(void);
void srand(unsigned seed);
void srandom(unsigned seed);

char *getenv(const char *name);
const char *getprogname(void);
int putenv(char *text);
int setenv(const char *name, const char *value, int overwrite);
int unsetenv(const char *name);
int mkstemp(char *name);
char *mkdtemp(char *name);
char *realpath(const char *restrict path, char *restrict out);
int system(const char *command);

int mblen(const char *s, size_t n);
size_t mbstowcs(wchar_t *restrict to, const char *restrict from, size_t n);
int mbtowc(wchar_t *restrict to, const char *restrict from, size_t n);
size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t n);
int wctomb(char *to, wchar_t c);
#endif
