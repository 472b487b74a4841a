// initfini.c - functions before and after main, where no loader runs them: the linker's arrays
#include "runtime/rt_int.h"

typedef void InitFn(int argc, const char *const *argv, const char *const *envp);
typedef void FiniFn(void);

// The linker puts them at the ends of .init_array and .fini_array, sorted by priority.
extern InitFn *const __init_array_start[], *const __init_array_end[];
extern FiniFn *const __fini_array_start[], *const __fini_array_end[];

void rt_os_init_functions(i64 argc, const char *const *argv, const char *const *envp)
{
    for (InitFn *const *f = __init_array_start; f != __init_array_end; f++)
        (*f)((int)argc, argv, envp);
}

void rt_os_fini_functions(void)
{
    static u8 done;
    FiniFn *const *f = done ? __fini_array_start : __fini_array_end;
    done = 1;
    while (f != __fini_array_start)
        (*--f)();
}

void (*rt_os_leave)(i32 code);
