// exit.c - the end of a program: functions of atexit in reverse order, streams, the system
#include "runtime/libc/libc_int.h"

void (*__lc_flush_all)(void);
char **environ;

enum { BLOCK = 32 };
typedef struct Block {           // the newest block first; C11 asks for 32 functions at least
    struct Block *next;
    u32 n;
    void (*f[BLOCK])(void);
} Block;
typedef struct List {
    Block first, *top;
} List;
static List at_exit, at_quick;
static u32 lock;

static int add(List *l, void (*f)(void))
{
    int bad = 0;
    __lc_lock(&lock);
    if (!l->top)
        l->top = &l->first;
    if (l->top->n == BLOCK) {
        Block *b = rt_os_map(4096);
        bad = !b ? -1 : 0;
        if (b) {
            b->next = l->top;
            l->top = b;
        }
    }
    if (!bad)
        l->top->f[l->top->n++] = f;
    __lc_unlock(&lock);
    return bad;
}

int atexit(void (*f)(void))
{
    return add(&at_exit, f);
}

int at_quick_exit(void (*f)(void))
{
    return add(&at_quick, f);
}

/* A function may register others, which then come next. */
static void (*take(List *l))(void)
{
    void (*f)(void) = NULL;
    __lc_lock(&lock);
    while (l->top && !l->top->n && l->top->next)
        l->top = l->top->next;
    if (l->top && l->top->n)
        f = l->top->f[--l->top->n];
    __lc_unlock(&lock);
    return f;
}

static void run(List *l)
{
    for (void (*f)(void); (f = take(l));)
        f();
}

void exit(int code)
{
    run(&at_exit);
    rt_os_fini_functions();
    if (__lc_flush_all)
        __lc_flush_all();
    rt_os_exit(code);
}

void quick_exit(int code)
{
    run(&at_quick);
    rt_os_exit(code);
}

void _Exit(int code)
{
    rt_os_exit(code);
}
