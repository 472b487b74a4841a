// dllstart.c - the loader calls this when it attaches a DLL that has no C runtime of its own, and
// when it lets go of it (Microsoft, "DllMain entry point")
#include "runtime/os/windows/sys.h"

i32 rt_dll_start(Handle image, u32 why, void *reserved);
i32 DllMain(Handle image, u32 why, void *reserved);

/* For a DLL that has none. */
__attribute__((weak)) i32 DllMain(Handle image, u32 why, void *reserved)
{
    (void)image;
    (void)why;
    (void)reserved;
    return 1;
}

i32 rt_dll_start(Handle image, u32 why, void *reserved)
{
    enum { DETACH = 0, ATTACH = 1 };
    if (why == ATTACH)
        rt_os_init_functions(0, NULL, NULL);
    i32 fine = DllMain(image, why, reserved);
    if (why == DETACH)
        rt_os_fini_functions();
    return fine;
}
