// progname.c - the name by which the program was called (glibc, BSD)
#include "runtime/libc/libc_int.h"

static char none[] = "";
char *program_invocation_name = none, *program_invocation_short_name = none;

__attribute__((constructor)) static void remember(int argc, char **argv)
{
    if (argc < 1)
        return;
    char *slash = strrchr(argv[0], '/');
    program_invocation_name = argv[0];
    program_invocation_short_name = slash ? slash + 1 : argv[0];
}

const char *getprogname(void)
{
    return program_invocation_short_name;
}
