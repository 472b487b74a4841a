// getopt.c - options of command lines (POSIX; with long options, and permuted, as GNU's)
//
// Arguments that are no options move behind those that are, but for options that begin with '+' or
// POSIXLY_CORRECT in the environment (the first argument ends the options) or '-' (each is given as
// the argument of an option of number 1).
#include "runtime/libc/libc_int.h"

#include <getopt.h>
#include <stdio.h>

char *optarg;
int optind = 1, opterr = 1, optopt = '?';

static struct State {
    const char *next;            // in the middle of "-abc"; NULL or "" otherwise
    int first, last;             // arguments that were passed over and wait before the options
    char order;                  // '+', '-' or 0: permute
} now;

typedef struct Call {
    int argc;
    char **argv;
    const char *options;
    const struct option *longs;
    int *index, only, quiet;
} Call;

static void reverse(char **p, int n)
{
    for (int i = 0; i < n / 2; i++) {
        char *t = p[i];
        p[i] = p[n - 1 - i];
        p[n - 1 - i] = t;
    }
}

// What was passed over changes places with the options behind it.
static void exchange(Call *c)
{
    int n = now.last - now.first, m = optind - now.last;
    reverse(c->argv + now.first, n);
    reverse(c->argv + now.last, m);
    reverse(c->argv + now.first, n + m);
    now.first += m;
    now.last = optind;
}

static int is_option(const char *s)
{
    return s[0] == '-' && s[1];
}

static void start(const char *options)
{
    optind = optind ? optind : 1;
    now.first = now.last = optind;
    now.next = NULL;
    now.order = *options == '-' || *options == '+' ? *options : getenv("POSIXLY_CORRECT") ? '+' : 0;
}

/* ---- long options ---- */

static void say_candidates(const Call *c, const char *dash, const char *name, size_t n)
{
    fprintf(stderr, "%s: option '%s%s' is ambiguous; possibilities:", c->argv[0], dash, name);
    for (const struct option *o = c->longs; o->name; o++)
        if (!strncmp(o->name, name, n))
            fprintf(stderr, " '%s%s'", dash, o->name);
    fprintf(stderr, "\n");
}

/* The option that is named exactly or is the only one with this beginning. */
static const struct option *find_long(const Call *c, const char *name, size_t n, int *ambiguous)
{
    const struct option *found = NULL;
    *ambiguous = 0;
    for (const struct option *o = c->longs; o->name; o++) {
        if (strncmp(o->name, name, n))
            continue;
        if (strlen(o->name) == n) {
            *ambiguous = 0;
            return o;
        }
        if (!found)
            found = o;
        else if (c->only || found->has_arg != o->has_arg || found->flag != o->flag ||
                 found->val != o->val)
            *ambiguous = 1;
    }
    return found;
}

static int take_long(Call *c, const char *name, const char *dash)
{
    int ambiguous;
    size_t n = strcspn(name, "=");
    const struct option *o = find_long(c, name, n, &ambiguous);
    if (ambiguous || !o) {
        if (!ambiguous && c->only && (*dash && !dash[1]) && strchr(c->options, *name))
            return -1;                   // a short one after all
        if (!c->quiet && ambiguous)
            say_candidates(c, dash, name, n);
        else if (!c->quiet)
            fprintf(stderr, "%s: unrecognized option '%s%s'\n", c->argv[0], dash, name);
        now.next = NULL;
        optind++;
        optopt = 0;
        return '?';
    }
    optind++;
    now.next = NULL;
    if (name[n] && !o->has_arg) {
        if (!c->quiet)
            fprintf(stderr, "%s: option '%s%s' doesn't allow an argument\n", c->argv[0], dash,
                    o->name);
        optopt = o->val;
        return '?';
    }
    if (name[n]) {
        optarg = (char *)(uintptr_t)(name + n + 1);
    } else if (o->has_arg == required_argument) {
        if (optind >= c->argc) {
            if (!c->quiet)
                fprintf(stderr, "%s: option '%s%s' requires an argument\n", c->argv[0], dash,
                        o->name);
            optopt = o->val;
            return *c->options == ':' ? ':' : '?';
        }
        optarg = c->argv[optind++];
    }
    if (c->index)
        *c->index = (int)(o - c->longs);
    if (!o->flag)
        return o->val;
    *o->flag = o->val;
    return 0;
}

/* ---- short options ---- */

static int take_short(Call *c)
{
    char letter = *now.next++;
    const char *o = letter == ':' || letter == ';' ? NULL : strchr(c->options, letter);
    if (!*now.next)
        optind++;
    if (!o) {
        if (!c->quiet)
            fprintf(stderr, "%s: invalid option -- '%c'\n", c->argv[0], letter);
        optopt = letter;
        return '?';
    }
    if (o[1] != ':')
        return letter;
    if (*now.next) {
        optarg = (char *)(uintptr_t)now.next;
        optind++;
    } else if (o[2] == ':') {
        optarg = NULL;
    } else if (optind >= c->argc) {
        if (!c->quiet)
            fprintf(stderr, "%s: option requires an argument -- '%c'\n", c->argv[0], letter);
        optopt = letter;
        letter = *c->options == ':' ? ':' : '?';
    } else {
        optarg = c->argv[optind++];
    }
    now.next = NULL;
    return letter;
}

/* ---- the next argument: 0 when it is an option, or what getopt returns ---- */

static int advance(Call *c)
{
    now.last = now.last > optind ? optind : now.last;
    now.first = now.first > optind ? optind : now.first;
    if (!now.order) {
        if (now.first != now.last && now.last != optind)
            exchange(c);
        else if (now.last != optind)
            now.first = optind;
        while (optind < c->argc && !is_option(c->argv[optind]))
            optind++;
        now.last = optind;
    }
    if (optind < c->argc && !strcmp(c->argv[optind], "--")) {
        optind++;
        if (now.first != now.last && now.last != optind)
            exchange(c);
        else if (now.first == now.last)
            now.first = optind;
        now.last = c->argc;
        optind = c->argc;
    }
    if (optind >= c->argc) {
        if (now.first != now.last)
            optind = now.first;
        return -1;
    }
    if (is_option(c->argv[optind]))
        return 0;
    if (now.order == '+')
        return -1;
    optarg = c->argv[optind++];
    return 1;
}

static int next_option(Call *c)
{
    if (c->argc < 1)
        return -1;
    optarg = NULL;
    if (!optind || !now.first)
        start(c->options);
    if (*c->options == '-' || *c->options == '+')
        c->options++;
    c->quiet = !opterr || *c->options == ':';
    if (!now.next || !*now.next) {
        int r = advance(c);
        if (r)
            return r;
        const char *s = c->argv[optind];
        if (c->longs && s[1] == '-')
            return take_long(c, s + 2, "--");
        if (c->longs && c->only && (s[2] || !strchr(c->options, s[1]))) {
            r = take_long(c, s + 1, "-");
            if (r != -1)
                return r;
        }
        now.next = s + 1;
    }
    return take_short(c);
}

int getopt(int argc, char *const argv[], const char *options)
{
    Call c = {argc, (char **)(uintptr_t)argv, options, NULL, NULL, 0, 0};
    return next_option(&c);
}

int getopt_long(int argc, char *const argv[], const char *options, const struct option *longs,
                int *index)
{
    Call c = {argc, (char **)(uintptr_t)argv, options, longs, index, 0, 0};
    return next_option(&c);
}

int getopt_long_only(int argc, char *const argv[], const char *options,
                     const struct option *longs, int *index)
{
    Call c = {argc, (char **)(uintptr_t)argv, options, longs, index, 1, 0};
    return next_option(&c);
}
