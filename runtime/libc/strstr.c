// strstr.c - finding a string in another one, in linear time
//
// Two-Way string matching (Crochemore and Perrin 1991): the pattern is cut where its right part is
// maximal in one of the two orders; the right part is compared forwards, then the left one.
#include "runtime/libc/libc_int.h"

/* Where the maximal suffix starts, in the order of bytes or (flip) the opposite; *period is its
 * period. */
static size_t maximal(const u8 *x, size_t n, int flip, size_t *period)
{
    size_t at = 0, i = 1, k = 0, p = 1;  // at: start so far; i: start of the candidate
    while (i + k < n) {
        u8 a = x[i + k], b = x[at + k];
        if (a == b) {
            if (++k == p) {
                i += p;
                k = 0;
            }
        } else if (flip ? a > b : a < b) {
            i += k + 1;
            k = 0;
            p = i - at;
        } else {
            at = i++;
            k = 0;
            p = 1;
        }
    }
    *period = p;
    return at;
}

static const u8 *two_way(const u8 *s, size_t n, const u8 *x, size_t nx)
{
    size_t p, q, cut = maximal(x, nx, 0, &p), other = maximal(x, nx, 1, &q);
    if (other > cut) {
        cut = other;
        p = q;
    }
    size_t known = 0, keep = 0;  // bytes at the start that are known to match
    if (!memcmp(x, x + p, cut))
        keep = nx - p;
    else
        p = (cut > nx - cut ? cut : nx - cut) + 1;
    size_t at = 0;
    while (at + nx <= n) {
        size_t i = cut > known ? cut : known;
        while (i < nx && x[i] == s[at + i])
            i++;
        if (i < nx) {
            at += i - cut + 1;
            known = 0;
            continue;
        }
        for (i = cut; i > known && x[i - 1] == s[at + i - 1]; i--)
            ;
        if (i <= known)
            return s + at;
        at += p;
        known = keep;
    }
    return NULL;
}

void *memmem(const void *s, size_t n, const void *what, size_t nwhat)
{
    if (!nwhat)
        return (void *)(uintptr_t)s;
    const u8 *x = what, *p = n >= nwhat ? memchr(s, x[0], n - nwhat + 1) : NULL;
    if (!p || nwhat == 1)
        return (void *)(uintptr_t)p;
    return (void *)(uintptr_t)two_way(p, n - (size_t)(p - (const u8 *)s), x, nwhat);
}

char *strstr(const char *s, const char *what)
{
    if (!*what)
        return (char *)(uintptr_t)s;
    s = strchr(s, *what);
    return s ? memmem(s, strlen(s), what, strlen(what)) : NULL;
}
