// wtime.c - dates as wide text (C11 7.29.5.1)
#include "runtime/libc/wide_char.h"

#include <time.h>

size_t wcsftime(wchar_t *restrict out, size_t n, const wchar_t *restrict format,
                const struct tm *restrict t)
{
    size_t room = n < SIZE_MAX / 4 ? 4 * n : SIZE_MAX, got = 0;
    char *f = __lc_narrow(format), *text = f ? malloc(room ? room : 1) : NULL;
    if (text && strftime(text, room, f, t)) {
        got = mbstowcs(out, text, n);
        got = got < n ? got : 0;         // (size_t)-1, too: a name of a zone that is no text
    }
    free(text);
    free(f);
    return got;
}
