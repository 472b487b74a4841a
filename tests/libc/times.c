// times.c - the calendar and local time on random moments in several zones, for two C libraries to
// print the same
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state = 88172645463325252u;

static uint64_t chance(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x2545f4914f6cdd1du;
}

static void show(time_t t)
{
    char text[300];
    struct tm tm;
    if (!gmtime_r(&t, &tm)) {
        puts("none");
        return;
    }
    strftime(text, sizeof text, "%a %A %b %B %c %C %d %D %e %F %g %G %H %I %j %m %M %p %r %R %S %u "
             "%U %V %w %W %x %X %y %Y %%", &tm);
    puts(text);
    localtime_r(&t, &tm);
    strftime(text, sizeof text, "%F %T %z %Z", &tm);
    printf("%s %d", text, tm.tm_isdst);
    struct tm again = tm;
    printf(" %d", mktime(&again) == t);
    tm.tm_mon += (int)(chance() % 60) - 30;  // out of range: what month is that?
    tm.tm_mday += (int)(chance() % 2000) - 1000;
    tm.tm_hour += (int)(chance() % 2000) - 1000;
    tm.tm_sec += (int)(chance() % 200000) - 100000;
    tm.tm_isdst = 0;
    time_t g = timegm(&tm);
    printf(" %lld %d %d\n", (long long)g, tm.tm_yday, tm.tm_wday);
}

int main(int argc, char **argv)
{
    setenv("TZ", argc > 1 ? argv[1] : "UTC", 1);
    tzset();
    int64_t lowest = argc > 2 ? atoll(argv[2]) : 0;
    for (int i = 0; i < 3000; i++) {
        int64_t t = (int64_t)chance();
        switch (i % 4) {
        case 0: t >>= 33; break;         // 1902 to 2038
        case 1: t = (int64_t)((uint64_t)t % 4102444800u); break;
        case 2: t >>= 28; break;
        default: t = t / 86400 % 30000 * 86400 + 86399; break;
        }
        show(t < lowest ? -t : t);
    }
    return 0;
}
