// posix.c - getopt_long, fnmatch, glob, scandir, strptime and nl_langinfo on random arguments
#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <getopt.h>
#include <glob.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "random.h"

static void words(char *to, const char *const *part, unsigned n, unsigned most)
{
    *to = 0;
    for (unsigned k = 1 + below(most); k; k--)
        strcat(to, part[below(n)]);
}
#define WORDS(to, part, most) words(to, part, sizeof part / sizeof *part, most)

static void options(void)
{
    static const char *const arg[] = {"-a", "-b", "-bc", "-abx", "-c", "-cval", "-d", "-dval", "file", "-", "--", "--alpha", "--al",
        "--beta=3", "--beta", "--be", "--gamma", "--gamma=x", "--alpha=no", "--nothing", "-z", "x=y", "-alpha", "--flag"};
    static const char *const opts[] = {"abc:d::", "+abc:d::", "-abc:d::", ":abc:d::", "a", "+:bc:"};
    int flag = 0, index = -1, r, argc = 1 + (int)below(8), kind = (int)below(3);
    const struct option longs[] = {{"alpha", 0, 0, 'A'}, {"beta", 1, 0, 'B'}, {"gamma", 2, 0, 'G'}, {"bell", 0, 0, 'L'},
        {"flag", 0, &flag, 7}, {0, 0, 0, 0}};
    char *argv[10] = {"prog"};
    const char *o = opts[below(6)];
    for (int i = 1; i < argc; i++)
        argv[i] = (char *)arg[below(sizeof arg / sizeof *arg)];
    optind = 0;
    printf("%s %d:", o, kind);
    for (int i = 1; i < argc; i++)
        printf(" %s", argv[i]);
    printf(" =>");
    do {
        optarg = NULL;
        r = kind == 0 ? getopt(argc, argv, o) : kind == 1 ? getopt_long(argc, argv, o, longs, &index)
                                                           : getopt_long_only(argc, argv, o, longs, &index);
        printf(" %d,%d,%s,%d,%d", r, optind, optarg ? optarg : "-", index, flag);
        if (r == '?' || r == ':')
            printf(",%d", optopt);
    } while (r != -1);
    for (int i = 1; i < argc; i++)
        printf(" %s", argv[i]);
    printf("\n");
}

static void patterns(void)
{
    static const char *const part[] = {"a", "b", "c", "*", "?", "[ab]", "[!a]", "[^b-c]", "[a-c]", "\\*", "\\a", ".", "/", "[[:alpha:]]",
        "[]a]", "x", "A", "[[:digit:]x]", "*.c"};
    static const char *const text[] = {"a", "b", "c", "*", "?", ".", "/", "x", "A", "B", "]", "1", ".c", "ab", "-"};
    char p[100], s[60];
    int flags = (int)below(32);
    WORDS(p, part, 5);
    WORDS(s, text, 6);
    printf("%s %s %d: %d\n", p, s, flags, fnmatch(p, s, flags));
}

static void dates(void)
{
    static const char *const format[] = {"%Y-%m-%d %H:%M:%S", "%d %b %Y", "%A, %B %e", "%I:%M %p", "%D", "%y", "%j %Y", "%T", "%F",
        "%a %R", "%m%%%d", "%C%y", "%H %n%M", "%c", "%u", "%z"};
    char text[100], *end;
    time_t at = (time_t)below(0xffffffff);
    struct tm t = *gmtime(&at), r;
    unsigned k = below(16);
    memset(&r, 0, sizeof r);
    r.tm_mday = 1;
    strftime(text, sizeof text, format[k], &t);
    if (below(4) == 0 && k != 6 && k != 11) {     // glibc has day 366 in every year, and no year 0
        char *p = text + below((unsigned)strlen(text));
        *p = "x 9-+"[below(5)];
    }
    end = strptime(text, format[k], &r);
    printf("%s %s %ld", format[k], text, end ? (long)(end - text) : -1);
    if (end)
        printf(" %d-%d-%d %d:%d:%d %d %d", r.tm_year, r.tm_mon, r.tm_mday, r.tm_hour, r.tm_min, r.tm_sec, r.tm_wday, r.tm_yday);
    printf("\n");
}

static int no_dots(const struct dirent *e) { return *e->d_name != '.'; }

static void folders(void)
{
    static const char *const name[] = {"a", "b.c", "ab.c", ".hid", "x1", "x2", "d1/a", "d1/b.c", "d2/a", "d2/.q", "z*"};
    static const char *const pattern[] = {"*", "*.c", "?", "d*/*", "d1/*.c", "*/", ".*d", "x[12]", "none*", "d?", "z\\*", "d*/a", "./*",
        "[ad]*", "d1"};
    mkdir("d1", 0755);
    mkdir("d2", 0755);
    for (int i = 0; i < 11; i++)
        close(open(name[i], O_CREAT | O_WRONLY, 0644));
    for (int i = 0; i < 15; i++)
        for (int flags = 0; flags < 32; flags += 2) {
            glob_t g;
            // glibc marks "d1/" once more
            int how = flags & ~(GLOB_DOOFFS | GLOB_NOSORT | (i == 5 ? GLOB_MARK : 0)), r = glob(pattern[i], how, NULL, &g);
            printf("%s %d %d:", pattern[i], how, r);
            if (!r) {
                r = glob("b*", how | GLOB_APPEND, NULL, &g);
                printf(" %d %zu", r, g.gl_pathc);
                for (char **p = g.gl_pathv; *p; p++)
                    printf(" %s", *p);
                globfree(&g);
            }
            printf("\n");
        }
    struct dirent **list;
    int n = scandir(".", &list, no_dots, alphasort);
    for (int i = 0; i < n; i++) {
        printf("%s ", list[i]->d_name);
        free(list[i]);
    }
    free(list);
    printf("%d\n%s %s %s %s\n", n, nl_langinfo(RADIXCHAR), nl_langinfo(DAY_3), nl_langinfo(ABMON_12), nl_langinfo(D_T_FMT));
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1000;
    state += argc > 2 ? strtoull(argv[2], NULL, 0) * 7919 : 0;
    freopen("/dev/null", "w", stderr);
    for (int i = 0; i < count; i++) {
        options();
        patterns();
        patterns();
        dates();
    }
    folders();
    return 0;
}
