// strptime.c - dates from text (POSIX), in the one locale there is
#include "runtime/libc/libc_int.h"
#include "runtime/libc/time_int.h"

#include <ctype.h>
#include <strings.h>

static const char *const days[] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};
static const char *const months[] = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
};

typedef struct Date {
    struct tm *t;
    int century, year_in, pm;            // -1: not given
    u8 has_month, has_day, has_yday, has_wday, dated;    // dated: a part of a date was read
} Date;

/* Up to `most` digits, as long as another could keep the value below high; NULL: none, or a value
 * that is not from low to high. */
static const char *number(const char *s, int most, int low, int high, int *out)
{
    int x = 0, n = 0;
    while (*s == ' ')
        s++;
    for (; n < most && (!n || x * 10 <= high) && isdigit((u8)*s); n++, s++)
        x = x * 10 + (*s - '0');
    *out = x;
    return n && x >= low && x <= high ? s : NULL;
}

static const char *name(const char *s, const char *const *table, int count, int *out)
{
    for (int i = 0; i < count; i++) {
        size_t n = strlen(table[i]);
        if (strncasecmp(s, table[i], n)) {
            n = 3;
            if (strncasecmp(s, table[i], n))
                continue;
        }
        *out = i;
        return s + n;
    }
    return NULL;
}

/* +hh, +hhmm, +hh:mm or Z */
static const char *offset(const char *s, long *out)
{
    int n = 0, x = 0, neg = *s == '-';
    *out = 0;
    while (*s == ' ')
        s++;
    neg = *s == '-';
    if (*s == 'Z')
        return s + 1;
    if (*s != '+' && *s != '-')
        return NULL;
    for (s++; n < 4 && isdigit((u8)*s); n++) {
        x = x * 10 + (*s++ - '0');
        if (n == 1 && *s == ':' && isdigit((u8)s[1]))
            s++;
    }
    if (n == 2)
        x *= 100;
    if ((n != 2 && n != 4) || x % 100 >= 60)
        return NULL;
    *out = (x / 100 * 60 + x % 100) * (neg ? -60L : 60L);
    return s;
}

static const char *parse(const char *s, const char *f, Date *d);

static const char *item(const char *s, char c, Date *d)
{
    struct tm *t = d->t;
    int x;
    switch (c) {
    case 'a': case 'A': d->has_wday = 1; return name(s, days, 7, &t->tm_wday);
    case 'b': case 'B': case 'h':
        d->has_month = d->dated = 1;
        return name(s, months, 12, &t->tm_mon);
    case 'c': return parse(s, "%a %b %e %H:%M:%S %Y", d);
    case 'C': d->dated = 1; return number(s, 2, 0, 99, &d->century);
    case 'd': case 'e': d->has_day = d->dated = 1; return number(s, 2, 1, 31, &t->tm_mday);
    case 'D': case 'x': return parse(s, "%m/%d/%y", d);
    case 'F': return parse(s, "%Y-%m-%d", d);
    case 'H': case 'k': d->pm = -1; return number(s, 2, 0, 23, &t->tm_hour);
    case 'I': case 'l':
        s = number(s, 2, 1, 12, &t->tm_hour);
        t->tm_hour %= 12;
        d->pm = d->pm < 0 ? 0 : d->pm;
        return s;
    case 'j':
        d->has_yday = 1;
        s = number(s, 3, 1, 366, &x);
        t->tm_yday = x - 1;
        return s;
    case 'm':
        d->has_month = d->dated = 1;
        s = number(s, 2, 1, 12, &x);
        t->tm_mon = x - 1;
        return s;
    case 'M': return number(s, 2, 0, 59, &t->tm_min);
    case 'n': case 't':
        while (isspace((u8)*s))
            s++;
        return s;
    case 'p':
        if (strncasecmp(s, "AM", 2) && strncasecmp(s, "PM", 2))
            return NULL;
        d->pm = (*s | 32) == 'p';
        return s + 2;
    case 'r': return parse(s, "%I:%M:%S %p", d);
    case 'R': return parse(s, "%H:%M", d);
    case 'S': return number(s, 2, 0, 61, &t->tm_sec);
    case 'T': case 'X': return parse(s, "%H:%M:%S", d);
    case 'u':
        d->has_wday = 1;
        s = number(s, 1, 1, 7, &x);
        t->tm_wday = x % 7;
        return s;
    case 'w': d->has_wday = 1; return number(s, 1, 0, 6, &t->tm_wday);
    case 'U': case 'W': return number(s, 2, 0, 53, &x);
    case 'y': d->dated = 1; return number(s, 2, 0, 99, &d->year_in);
    case 'Y':
        d->dated = 1;
        d->century = d->year_in = -1;
        s = number(s, 4, 0, 9999, &x);
        t->tm_year = x - 1900;
        return s;
    case 'z': return offset(s, &t->tm_gmtoff);
    case '%': return *s == '%' ? s + 1 : NULL;
    default: return NULL;
    }
}

static const char *parse(const char *s, const char *f, Date *d)
{
    for (; s && *f; f++) {
        if (isspace((u8)*f)) {
            while (isspace((u8)*s))
                s++;
        } else if (*f != '%') {
            s = *s == *f ? s + 1 : NULL;
        } else {
            f++;
            f += *f == 'E' || *f == 'O';
            s = *f ? item(s, *f, d) : NULL;
        }
    }
    return s;
}

/* Where a part of a date was given, what of the others was not follows from those that were, or are
 * in *t; glibc does so. */
static void complete(Date *d)
{
    struct tm *t = d->t;
    if (d->pm > 0)
        t->tm_hour += 12;
    if (d->century >= 0)
        t->tm_year = d->century * 100 - 1900 + (d->year_in >= 0 ? d->year_in : t->tm_year % 100);
    else if (d->year_in >= 0)
        t->tm_year = d->year_in < 69 ? d->year_in + 100 : d->year_in;
    i64 year = t->tm_year + (i64)1900, first = __lc_days(year, 0);
    if (d->dated && !d->has_wday) {
        if (!(d->has_month && d->has_day) && d->has_yday) {
            int month = 11;
            while (month && __lc_days(year, month) - first > t->tm_yday)
                month--;
            if (!d->has_month)
                t->tm_mon = month;
            if (!d->has_day)
                t->tm_mday = t->tm_yday - (int)(__lc_days(year, month) - first) + 1;
        }
        i64 day = __lc_days(year, t->tm_mon) + t->tm_mday - 1;
        t->tm_wday = (int)(((day + 4) % 7 + 7) % 7);
    }
    if (d->dated && !d->has_yday)
        t->tm_yday = (int)(__lc_days(year, t->tm_mon) - first) + t->tm_mday - 1;
}

char *strptime(const char *restrict s, const char *restrict format, struct tm *restrict t)
{
    Date d = {.t = t, .century = -1, .year_in = -1, .pm = -1};
    s = parse(s, format, &d);
    if (s)
        complete(&d);
    return (char *)(uintptr_t)s;
}
