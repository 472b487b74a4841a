__builtin_setjmp and __builtin_longjmp: five words of buffer, again and again, out of deep frames, one inside the other; whoever calls setjmp keeps its own frame.
-- t.c --
#include <setjmp.h>
static void *buf[5], *inner[5];
static int depth;
__attribute__((noinline)) static void again(void) { __builtin_longjmp(buf, 1); }
__attribute__((noinline)) static void leave(void) { __builtin_longjmp(inner, 1); }
static void down(int n)
{
    volatile char pad[100];
    pad[n] = 1;
    if (n == 0)
        again();
    down(n - 1);
    pad[n]++;
}
static int nested(void)
{
    volatile int k = 0;
    if (__builtin_setjmp(inner) == 0) {
        k = 5;
        leave();
    }
    return k;
}
static int unmarked(int x)
{
    int a = 0;
    if (__builtin_setjmp(inner))
        return a == 5 ? x : 0;
    for (;;) {
        a++;
        if (a == 5)
            leave();
    }
}
static jmp_buf std;
static void throw(void) { longjmp(std, 1); }
static void may_throw(int *p)
{
    if (setjmp(std))
        return;
    *p = 10;
    throw();
}
int main(void)
{
    int ours = 1;
    may_throw(&ours);
    if (ours != 10 || unmarked(3) != 3)
        return __LINE__;
    int before = 7;
    volatile int n = 0;
    if (__builtin_setjmp(buf)) {
        if (before != 7 || n != 3 || nested() != 5)
            return __LINE__;
        if (depth++ < 3)
            again();
        return 0;
    }
    n = 3;
    down(20);
    return __LINE__;
}
-- bad.c --
void *b[5];
int x = __builtin_setjmp(b);
int f(void) { return __builtin_setjmp(1.5) + __builtin_setjmp(b, 1); }
-- cmd --
for o in 0 1 2; do fuse cc -Wall -O$o --libc=own -static t.c -o t && ./t || echo "-O$o: $?"; done
fail fuse cc -c bad.c
-- out --
bad.c:2:9: error: builtin __builtin_setjmp outside a function is not supported [C0333]
  int x = __builtin_setjmp(b);
          ^^^^^^^^^^^^^^^^
bad.c:3:22: error: argument 1: cannot convert double to void * [C0303]
  int f(void) { return __builtin_setjmp(1.5) + __builtin_setjmp(b, 1); }
                       ^^^^^^^^^^^^^^^^ ~~~
bad.c:3:46: error: __builtin_setjmp takes 1 arguments, 2 given [C0331]
  int f(void) { return __builtin_setjmp(1.5) + __builtin_setjmp(b, 1); }
                                               ^^^^^^^^^^^^^^^^
