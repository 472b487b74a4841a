// assert.c - the end of a program whose assertion does not hold
#include "runtime/libc/stdio_int.h"

_Noreturn void __assert_fail(const char *expr, const char *file, unsigned line, const char *func)
{
    fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line, func, expr);
    abort();
}
