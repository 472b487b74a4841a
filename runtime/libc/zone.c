// zone.c - local time: the zone that TZ or /etc/localtime names, from its file (TZif, RFC 8536)
//
// TZ empty, "UTC" or "UTC0": no zone. TZ a POSIX text such as "CET-1CEST,M3.5.0,M10.5.0/3": that
// rule. Else a file below /usr/share/zoneinfo, whose last line is such a text for times after those
// it lists.
#include "runtime/libc/libc_int.h"
#include "runtime/libc/time_int.h"
#include "runtime/os/hosted.h"

enum { MOST = 64 << 10, NAME = 16 };

typedef struct Kind {                    // a local time type
    i32 offset;                          // seconds east of Greenwich
    int dst;
    char name[NAME];
} Kind;

typedef struct Rule {                    // when one of the two kinds of a POSIX text begins
    char form;                           // 'M' month.week.day, 'J' day 1..365, 'D' day 0..365
    int month, week, day;
    i32 time;                            // seconds after midnight
} Rule;

typedef struct Zone {
    Kind kind[256];
    u32 nkind, ntime;
    const u8 *times, *types;             // big-endian seconds; kind from then on
    Kind std, dst;                       // of the POSIX text
    Rule from, to;
    int has_rule, has_dst;
    char tz[256];                        // what TZ was
    int known;
} Zone;
static Zone zone;
static u8 data[MOST];
static u32 lock;

static char std_name[NAME] = "UTC", dst_name[NAME] = "UTC";
char *tzname[2] = {std_name, dst_name};
long timezone;
int daylight;

/* ---- POSIX text (XBD 8.3) ---- */

static const char *number(const char *p, int *n)
{
    *n = 0;
    if (*p < '0' || *p > '9')
        return NULL;
    while (*p >= '0' && *p <= '9' && *n < 100000)
        *n = *n * 10 + (*p++ - '0');
    return p;
}

/* [+-]hh[:mm[:ss]] */
static const char *clock_text(const char *p, i32 *s)
{
    int sign = *p == '-' ? -1 : 1, n, unit = 3600;
    *s = 0;
    if (*p == '-' || *p == '+')
        p++;
    for (; unit; unit /= 60) {
        p = number(p, &n);
        if (!p)
            return NULL;
        *s += n * unit;
        if (*p != ':' || unit == 1)
            break;
        p++;
    }
    *s *= sign;
    return p;
}

static const char *name_text(const char *p, char *name)
{
    int quoted = *p == '<', n = 0;
    p += quoted;
    while (*p && n < NAME - 1) {
        char c = *p;
        int letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        int more = (c >= '0' && c <= '9') || c == '+' || c == '-';
        if (!letter && !(quoted && more))
            break;
        name[n++] = c;
        p++;
    }
    name[n] = 0;
    if (n < 3 || (quoted && *p++ != '>'))
        return NULL;
    return p;
}

static const char *rule_text(const char *p, Rule *r)
{
    *r = (Rule){.form = 'D', .time = 7200};
    if (*p++ != ',')
        return NULL;
    if (*p == 'M') {
        r->form = 'M';
        p = number(p + 1, &r->month);
        p = p && *p == '.' ? number(p + 1, &r->week) : NULL;
        p = p && *p == '.' ? number(p + 1, &r->day) : NULL;
        if (!p || r->month < 1 || r->month > 12 || r->week < 1 || r->week > 5 || r->day > 6)
            return NULL;
    } else {
        if (*p == 'J')
            r->form = *p++;
        p = number(p, &r->day);
        if (!p || r->day > 365)
            return NULL;
    }
    return *p == '/' ? clock_text(p + 1, &r->time) : p;
}

static int posix_text(const char *p)
{
    zone.has_dst = 0;
    p = name_text(p, zone.std.name);
    p = p ? clock_text(p, &zone.std.offset) : NULL;
    if (!p)
        return 0;
    zone.std.offset = -zone.std.offset;
    zone.std.dst = 0;
    if (!*p)
        return 1;
    p = name_text(p, zone.dst.name);
    if (!p)
        return 0;
    zone.dst.dst = 1;
    zone.dst.offset = zone.std.offset + 3600;
    if (*p && *p != ',') {
        p = clock_text(p, &zone.dst.offset);
        zone.dst.offset = -zone.dst.offset;
    }
    if (p && !*p)
        p = ",M3.2.0,M11.1.0";           // as others do: the rule of the USA
    p = p ? rule_text(p, &zone.from) : NULL;
    p = p ? rule_text(p, &zone.to) : NULL;
    zone.has_dst = p && !*p;
    return zone.has_dst;
}

static int leap(i64 y)
{
    return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

/* Seconds since 1970 of local time at which a rule holds in a year. */
static i64 moment(const Rule *r, i64 year)
{
    i64 day;
    if (r->form == 'M') {
        i64 first = __lc_days(year, r->month - 1);
        i64 next = r->month == 12 ? __lc_days(year + 1, 0) : __lc_days(year, r->month);
        int weekday = (int)((first % 7 + 11) % 7);
        day = first + (r->day - weekday + 7) % 7 + 7 * (r->week - 1);
        while (day >= next)
            day -= 7;
    } else {
        day = __lc_days(year, 0) + r->day;
        if (r->form == 'J')
            day -= !(leap(year) && r->day >= 60);
    }
    return day * 86400 + r->time;
}

static const Kind *by_rule(i64 t)
{
    struct tm local;
    if (!zone.has_dst || !__lc_gmtime(t + zone.std.offset, &local))
        return &zone.std;
    i64 year = local.tm_year + (i64)1900;
    i64 from = moment(&zone.from, year) - zone.std.offset;
    i64 to = moment(&zone.to, year) - zone.dst.offset;
    int summer = from < to ? t >= from && t < to : t >= from || t < to;
    return summer ? &zone.dst : &zone.std;
}

/* ---- files ---- */

static i64 big(const u8 *p, int n)
{
    u64 v = n == 4 && p[0] & 0x80 ? ~(u64)0 : 0;
    for (int i = 0; i < n; i++)
        v = v << 8 | p[i];
    return (i64)v;
}

/* One block: header of 44 bytes, times of `word` bytes, types, kinds, names, leaps, marks. */
static const u8 *block(const u8 *p, const u8 *end, int word, int keep)
{
    if (end - p < 44 || memcmp(p, "TZif", 4))
        return NULL;
    u64 isut = (u64)big(p + 20, 4), isstd = (u64)big(p + 24, 4), leaps = (u64)big(p + 28, 4);
    u64 ntime = (u64)big(p + 32, 4), nkind = (u64)big(p + 36, 4), chars = (u64)big(p + 40, 4);
    const u8 *at = p + 44;
    if (isut > MOST || isstd > MOST || leaps > MOST || ntime > MOST || chars > MOST ||
        nkind > 256)
        return NULL;
    u64 size = ntime * ((u64)word + 1) + nkind * 6 + chars + leaps * ((u64)word + 4) + isut +
               isstd;
    if (size > (u64)(end - at) || !nkind)
        return NULL;
    if (keep) {
        const u8 *kinds = at + ntime * ((u64)word + 1), *names = kinds + nkind * 6;
        zone.times = at;
        zone.types = at + ntime * (u64)word;
        zone.ntime = (u32)ntime;
        zone.nkind = (u32)nkind;
        for (u32 i = 0; i < nkind; i++) {
            Kind *k = &zone.kind[i];
            u32 n = 0;
            k->offset = (i32)big(kinds + i * 6, 4);
            k->dst = kinds[i * 6 + 4];
            for (u64 c = kinds[i * 6 + 5]; c < chars && names[c] && n < NAME - 1; c++)
                k->name[n++] = (char)names[c];
            k->name[n] = 0;
        }
        for (u32 i = 0; i < ntime; i++)
            if (zone.types[i] >= nkind)
                return NULL;
    }
    return at + size;
}

static int zone_file(const char *path)
{
    i64 fd = rt_os_file(path, RT_FILE_READ | RT_FILE_CLOEXEC, 0), n = 0, k;
    if (fd < 0)
        return 0;
    while (n < MOST - 1 && (k = rt_os_read((i32)fd, data + n, (u64)(MOST - 1 - n))) > 0)
        n += k;
    rt_os_close((i32)fd);
    data[n] = 0;
    const u8 *end = data + n, *second = block(data, end, 4, 0);
    if (!second || data[4] < '2')        // version 1 has no times after 2037: not used any more
        return 0;
    const u8 *foot = block(second, end, 8, 1);
    if (!foot)
        return 0;
    zone.has_rule = 0;
    if (*foot == '\n') {
        char *nl = strchr((char *)(uintptr_t)foot + 1, '\n');
        if (nl && nl > (const char *)foot + 1) {
            *nl = 0;
            zone.has_rule = posix_text((const char *)foot + 1);
        }
    }
    return 1;
}

static int named_file(const char *name)
{
    char path[400];
    static const char folder[] = "/usr/share/zoneinfo/";
    size_t n = strlen(name);
    if (*name == '/')
        return zone_file(name);
    if (n + sizeof folder > sizeof path || strstr(name, ".."))
        return 0;
    memcpy(path, folder, sizeof folder - 1);
    memcpy(path + sizeof folder - 1, name, n + 1);
    return zone_file(path);
}

/* ---- which zone ---- */

static void no_zone(void)
{
    zone.ntime = zone.nkind = 0;
    zone.has_rule = 1;
    zone.has_dst = 0;
    zone.std = (Kind){0, 0, "UTC"};
}

static void publish(void)
{
    const Kind *std = zone.has_rule ? &zone.std : NULL, *dst = zone.has_dst ? &zone.dst : NULL;
    for (u32 i = 0; i < zone.ntime; i++) {
        const Kind *k = &zone.kind[zone.types[i]];
        if (!zone.has_rule && !k->dst)
            std = k;
        if (!zone.has_dst && k->dst)
            dst = k;
    }
    if (!std)
        std = zone.nkind ? &zone.kind[0] : &zone.std;
    strcpy(std_name, std->name);
    strcpy(dst_name, dst ? dst->name : std->name);
    timezone = -(long)std->offset;
    daylight = dst != NULL;
}

static void choose(void)
{
    const char *tz = NULL;
    for (char **e = environ; e && *e; e++)
        if (!strncmp(*e, "TZ=", 3))
            tz = *e + 3;
    const char *text = tz ? tz : "/etc/localtime";
    if (zone.known && !strcmp(text, zone.tz))
        return;
    zone.ntime = zone.nkind = 0;
    zone.has_rule = zone.has_dst = 0;
    int ok = strlen(text) < sizeof zone.tz;
    if (*text == ':')
        ok = ok && named_file(text + 1);
    else
        ok = ok && *text && (named_file(text) || (zone.has_rule = posix_text(text)) != 0);
    if (!ok)
        no_zone();
    zone.known = strlen(text) < sizeof zone.tz;
    if (zone.known)
        strcpy(zone.tz, text);
    publish();
}

/* The kind of time at t, UTC. */
static const Kind *kind_at(i64 t)
{
    u32 lo = 0, hi = zone.ntime;         // times[lo - 1] <= t < times[hi]
    while (lo < hi) {
        u32 mid = (lo + hi) / 2;
        if (big(zone.times + 8 * mid, 8) <= t)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (zone.has_rule && lo == zone.ntime)
        return by_rule(t);
    return &zone.kind[lo ? zone.types[lo - 1] : 0];
}

void tzset(void)
{
    __lc_lock(&lock);
    choose();
    __lc_unlock(&lock);
}

static int local(i64 t, struct tm *out)
{
    const Kind *k = kind_at(t);
    if (!__lc_gmtime(t + k->offset, out))
        return 0;
    out->tm_isdst = k->dst;
    out->tm_gmtoff = k->offset;
    out->tm_zone = k->name;
    return 1;
}

struct tm *localtime_r(const time_t *restrict t, struct tm *restrict out)
{
    __lc_lock(&lock);
    choose();
    int ok = local(*t, out);
    __lc_unlock(&lock);
    if (!ok)
        errno = EOVERFLOW;
    return ok ? out : NULL;
}

struct tm *localtime(const time_t *t)
{
    static struct tm one;
    return localtime_r(t, &one);
}

/* The time whose local form has these fields. tm_isdst says which of two it is; where there is
 * none, the offset before the gap counts, as the fields would go on. */
static i64 find(const struct tm *t)
{
    i64 want = __lc_seconds(t), before = kind_at(want - 86400)->offset, best = want - before;
    i64 after = kind_at(want + 86400)->offset;
    for (int i = 0; i < 2; i++) {
        i64 s = want - (i ? after : before);
        const Kind *k = kind_at(s);
        if (s + k->offset == want && (t->tm_isdst < 0 || !t->tm_isdst == !k->dst))
            return s;
    }
    const Kind *k = kind_at(best);
    if (t->tm_isdst >= 0 && !t->tm_isdst != !k->dst)  // as if the other kind held
        for (u32 i = 0; i < 400; i++)
            for (int side = -1; side <= 1; side += 2) {
                const Kind *o = kind_at(best + side * (i64)i * 86400);
                if (!o->dst == !t->tm_isdst)
                    return want - o->offset;
            }
    return best;
}

time_t mktime(struct tm *t)
{
    __lc_lock(&lock);
    choose();
    i64 s = find(t);
    int ok = local(s, t);
    __lc_unlock(&lock);
    if (!ok)
        errno = EOVERFLOW;
    return ok ? s : -1;
}
