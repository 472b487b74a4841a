// atexit.c - atexit and exit for programs that use the system's C library: its DLL does not export
// the first, and knows nothing of the functions that run after main
//
// The list is the DLL's own; what runs after main is the first in it and so the last to run.
#include "runtime/os/windows/sys.h"

typedef int OnExit(void);
OnExit *_onexit(OnExit *f);
void _cexit(void);                       // runs the list, flushes streams, and returns
int atexit(void (*f)(void));
RT_NORETURN void exit(int code);

static int after_main(void)
{
    rt_os_fini_functions();
    return 0;
}

void exit(int code)
{
    if (!rt_os_leave)
        (void)_onexit(after_main);
    rt_os_leave = exit;
    _cexit();
    ExitProcess((u32)code);
}

int atexit(void (*f)(void))
{
    if (!rt_os_leave && !_onexit(after_main))
        return -1;
    rt_os_leave = exit;
    return _onexit((OnExit *)(void *)(uintptr_t)f) ? 0 : -1;
}
