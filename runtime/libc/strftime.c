// strftime.c - dates as text (C11 7.27.3) in the one locale there is
#include "runtime/libc/libc_int.h"
#include "runtime/libc/time_int.h"

static const char days[7][10] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};
static const char months[12][10] = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
};

typedef struct Out {
    char *p;
    size_t n, cap;                       // n counts on when the room is full
} Out;

static void put(Out *o, char c)
{
    if (o->n < o->cap)
        o->p[o->n] = c;
    o->n++;
}

static void text(Out *o, const char *s, int most)
{
    for (int i = 0; s[i] && i < most; i++)
        put(o, s[i]);
}

static void number(Out *o, i64 v, int width, char pad)
{
    char digit[24];
    int n = 0;
    u64 u = v < 0 ? -(u64)v : (u64)v;
    do
        digit[n++] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0) {
        put(o, '-');
        width--;
    }
    for (; width > n; width--)
        put(o, pad);
    while (n)
        put(o, digit[--n]);
}

static const char *name_of(const char (*table)[10], int i, int count)
{
    return i >= 0 && i < count ? table[i] : "?";
}

/* ISO 8601 week and the year it belongs to. */
static int iso_week(const struct tm *t, i64 *year)
{
    int monday = (t->tm_wday + 6) % 7, week = (t->tm_yday - monday + 10) / 7;
    i64 y = t->tm_year + (i64)1900;
    if (week < 1) {
        y--;
        i64 length = __lc_days(y + 1, 0) - __lc_days(y, 0);
        week = (int)((t->tm_yday + length - monday + 10) / 7);
    } else if (week == 53) {
        i64 length = __lc_days(y + 1, 0) - __lc_days(y, 0);
        if (t->tm_yday - monday + 3 >= length) {  // this week's Thursday is next year's
            week = 1;
            y++;
        }
    }
    *year = y;
    return week;
}

static void format_all(Out *o, const char *f, const struct tm *t);

static void zone_offset(Out *o, long seconds)
{
    long a = seconds < 0 ? -seconds : seconds;
    put(o, seconds < 0 ? '-' : '+');
    number(o, a / 3600 * 100 + a / 60 % 60, 4, '0');
}

static void one(Out *o, char c, const struct tm *t)
{
    i64 year = t->tm_year + (i64)1900, iso;
    int week;
    switch (c) {
    case 'a': text(o, name_of(days, t->tm_wday, 7), 3); break;
    case 'A': text(o, name_of(days, t->tm_wday, 7), 10); break;
    case 'b':
    case 'h': text(o, name_of(months, t->tm_mon, 12), 3); break;
    case 'B': text(o, name_of(months, t->tm_mon, 12), 10); break;
    case 'c': format_all(o, "%a %b %e %H:%M:%S %Y", t); break;
    case 'C': number(o, year / 100 - (year % 100 < 0), 2, '0'); break;
    case 'd': number(o, t->tm_mday, 2, '0'); break;
    case 'D':
    case 'x': format_all(o, "%m/%d/%y", t); break;
    case 'e': number(o, t->tm_mday, 2, ' '); break;
    case 'F': format_all(o, "%Y-%m-%d", t); break;
    case 'g':
        (void)iso_week(t, &iso);
        number(o, (iso % 100 + 100) % 100, 2, '0');
        break;
    case 'G':
        (void)iso_week(t, &iso);
        number(o, iso, 1, '0');
        break;
    case 'H': number(o, t->tm_hour, 2, '0'); break;
    case 'I': number(o, (t->tm_hour + 11) % 12 + 1, 2, '0'); break;
    case 'j': number(o, t->tm_yday + 1, 3, '0'); break;
    case 'k': number(o, t->tm_hour, 2, ' '); break;
    case 'l': number(o, (t->tm_hour + 11) % 12 + 1, 2, ' '); break;
    case 'm': number(o, t->tm_mon + 1, 2, '0'); break;
    case 'M': number(o, t->tm_min, 2, '0'); break;
    case 'n': put(o, '\n'); break;
    case 'p': text(o, t->tm_hour >= 12 ? "PM" : "AM", 2); break;
    case 'P': text(o, t->tm_hour >= 12 ? "pm" : "am", 2); break;
    case 'r': format_all(o, "%I:%M:%S %p", t); break;
    case 'R': format_all(o, "%H:%M", t); break;
    case 's': {
        struct tm copy = *t;
        number(o, mktime(&copy), 1, '0');
        break;
    }
    case 'S': number(o, t->tm_sec, 2, '0'); break;
    case 't': put(o, '\t'); break;
    case 'T':
    case 'X': format_all(o, "%H:%M:%S", t); break;
    case 'u': number(o, (t->tm_wday + 6) % 7 + 1, 1, '0'); break;
    case 'U': number(o, (t->tm_yday + 7 - t->tm_wday) / 7, 2, '0'); break;
    case 'V':
        week = iso_week(t, &iso);
        number(o, week, 2, '0');
        break;
    case 'w': number(o, t->tm_wday, 1, '0'); break;
    case 'W': number(o, (t->tm_yday + 7 - (t->tm_wday + 6) % 7) / 7, 2, '0'); break;
    case 'y': number(o, (year % 100 + 100) % 100, 2, '0'); break;
    case 'Y': number(o, year, 1, '0'); break;
    case 'z':
        if (t->tm_isdst >= 0)
            zone_offset(o, t->tm_gmtoff);
        break;
    case 'Z':
        if (t->tm_zone)
            text(o, t->tm_zone, 64);
        break;
    case '%': put(o, '%'); break;
    default:                             // as it stands there
        put(o, '%');
        if (c)
            put(o, c);
    }
}

static void format_all(Out *o, const char *f, const struct tm *t)
{
    for (; *f; f++) {
        if (*f != '%') {
            put(o, *f);
            continue;
        }
        f++;
        if ((*f == 'E' || *f == 'O') && f[1])  // other forms of other locales
            f++;
        one(o, *f, t);
        if (!*f)
            return;
    }
}

size_t strftime(char *restrict out, size_t n, const char *restrict format,
                const struct tm *restrict t)
{
    Out o = {out, 0, n};
    format_all(&o, format, t);
    if (o.n >= n)
        return 0;
    out[o.n] = 0;
    return o.n;
}

char *asctime_r(const struct tm *restrict t, char *restrict out)
{
    Out o = {out, 0, 25};
    format_all(&o, "%a %b", t);
    number(&o, t->tm_mday, 3, ' ');
    format_all(&o, " %H:%M:%S ", t);
    number(&o, t->tm_year + (i64)1900, 1, '0');
    put(&o, '\n');
    if (o.n > 25) {                      // a year of more than four digits
        errno = EOVERFLOW;
        return NULL;
    }
    out[o.n] = 0;
    return out;
}

char *asctime(const struct tm *t)
{
    static char one[26];
    return asctime_r(t, one);
}

char *ctime_r(const time_t *t, char *out)
{
    struct tm tm;
    return localtime_r(t, &tm) ? asctime_r(&tm, out) : NULL;
}

char *ctime(const time_t *t)
{
    struct tm *tm = localtime(t);
    return tm ? asctime(tm) : NULL;
}
