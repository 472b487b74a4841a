// cmd_check.c - `fuse check`: report errors in a package
#include "driver/package.h"

int cmd_check(int argc, char **argv)
{
    Package p;
    int code = package_open(&p, "check", 0, argc, argv);
    if (code)
        return code;
    step_mark(&p.s, "start");
    return package_close(&p, package_check(&p) ? EXIT_FAIL : EXIT_OK);
}
