Calls of library functions are what they compute at -O1 and above, where the name means the library's; else they stay calls.
-- t.c --
#include <stddef.h>
void *memcpy(void *restrict, const void *restrict, size_t);
void *memset(void *, int, size_t);
size_t strlen(const char *);
double fabs(double);
int abs(int);
void copy(char *a, const char *b) { memcpy(a, b, 8); }
void clear(char *a) { memset(a, 0, 16); }
size_t length(void) { return strlen("four") + strlen("a\0b"); }
double size(double x) { return fabs(x); }
int size_i(int x) { return abs(x); }
-- kept.c --
#include <stddef.h>
static double fabs(double x) { return x + 1; }
long abs(long);
extern size_t strlen(const char *) __asm__("my_strlen");
double size(double x) { return fabs(x); }
long size_l(long x) { return abs(x); }
size_t length(void) { return strlen("four"); }
-- run.c --
int printf(const char *, ...);
int main(void)
{
    char *room = alloca(16), *p = room;
    strcpy(room, "hello");
    __builtin_prefetch(p++);
    printf("%s %s %zu %d\n", room, p, strlen(room), (int)__builtin_strchr(room, 'l')[1]);
    return abs(-3) - (int)sqrt(9.0);
}
-- has.c --
#if __has_builtin(__builtin_fopen)
#error "only its header knows the type of fopen"
#endif
#if !__has_builtin(__builtin_printf) || !__has_builtin(__builtin___memcpy_chk)
#error "these can be called"
#endif
-- cmd --
fuse cc -O1 -S -o - t.c | grep -E '^[a-z_]*:|call'
fuse cc -O0 -S -o - t.c | grep -E 'call'
fuse cc -O2 -fno-builtin -S -o - t.c | grep -E 'call'
fuse cc -O2 -ffreestanding -S -o - t.c | grep -c 'call'
fuse cc -O2 -w -S -o - kept.c | grep -E 'call|addsd'
-- out --
copy:
clear:
length:
size:
size_i:
    call memcpy
    call memset
    call strlen
    call strlen
    call fabs
    call abs
    call memcpy
    call memset
    call strlen
    call strlen
    call fabs
    call abs
6
    addsd xmm0, qword ptr [rip + .Lsect4]
    call abs
    call my_strlen
-- cmd --
fuse cc -O2 -o run run.c -lm && ./run
-- out --
run.c:4:18: warning: function alloca is not declared: that of the library is taken [C0335]
      char *room = alloca(16), *p = room;
                   ^^^^^^
  help: add #include <alloca.h>
run.c:5:5: warning: function strcpy is not declared: that of the library is taken [C0335]
      strcpy(room, "hello");
      ^^^^^^
  help: add #include <string.h>
run.c:7:39: warning: function strlen is not declared: that of the library is taken [C0335]
      printf("%s %s %zu %d\n", room, p, strlen(room), (int)__builtin_strchr(room, 'l')[1]);
                                        ^^^^^^
  help: add #include <string.h>
run.c:8:12: warning: function abs is not declared: that of the library is taken [C0335]
      return abs(-3) - (int)sqrt(9.0);
             ^^^
  help: add #include <stdlib.h>
run.c:8:27: warning: function sqrt is not declared: that of the library is taken [C0335]
      return abs(-3) - (int)sqrt(9.0);
                            ^^^^
  help: add #include <math.h>
hello ello 5 108
-- cmd --
fuse cc -fsyntax-only has.c
-- out --
