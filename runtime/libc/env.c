// env.c - environment variables
//
// The strings that setenv makes are not freed when they are replaced: somebody may hold one.
#include "runtime/libc/libc_int.h"

#include <strings.h>

static char **own;               // the array that setenv made, with room for `cap` pointers
static size_t cap;
static u32 lock;

/* The place of NAME=... in environ, or of the NULL at its end. */
static char **find(const char *name, size_t n)
{
    char **e = environ;
    static char *none;
    if (!e)
        return &none;
    for (; *e; e++)
        if ((*e)[n] == '=' && !(RT_ENV_FOLD ? strncasecmp(*e, name, n) : strncmp(*e, name, n)))
            return e;
    return e;
}

static int is_name(const char *name)
{
    if (name && *name && !strchr(name, '='))
        return 1;
    errno = EINVAL;
    return 0;
}

char *getenv(const char *name)
{
    size_t n = strlen(name);
    if (!n || strchr(name, '='))
        return NULL;
    __lc_lock(&lock);
    char *e = *find(name, n);
    __lc_unlock(&lock);
    return e ? e + n + 1 : NULL;
}

/* Puts "NAME=value" into the environment. */
static int put(char *text, size_t n)
{
    char **e = find(text, n);
    if (*e) {
        *e = text;
        return 0;
    }
    size_t have = environ ? (size_t)(e - environ) : 0;
    if (!own || environ != own || have + 2 > cap) {
        size_t want = (have + 2) * 2;
        char **more = malloc(want * sizeof *more);
        if (!more)
            return -1;
        if (have)
            memcpy(more, environ, have * sizeof *more);
        if (environ == own)
            free(own);
        own = environ = more;
        cap = want;
    }
    environ[have] = text;
    environ[have + 1] = NULL;
    return 0;
}

int setenv(const char *name, const char *value, int overwrite)
{
    if (!is_name(name))
        return -1;
    size_t n = strlen(name);
    int bad = 0;
    __lc_lock(&lock);
    if (overwrite || !*find(name, n)) {
        char *text = malloc(n + strlen(value) + 2);
        bad = !text;
        if (text) {
            memcpy(text, name, n);
            text[n] = '=';
            strcpy(text + n + 1, value);
            bad = put(text, n);
        }
    }
    __lc_unlock(&lock);
    return bad ? -1 : 0;
}

int unsetenv(const char *name)
{
    if (!is_name(name))
        return -1;
    size_t n = strlen(name);
    __lc_lock(&lock);
    for (char **e; *(e = find(name, n));)
        for (; *e; e++)
            *e = e[1];
    __lc_unlock(&lock);
    return 0;
}

int putenv(char *text)
{
    char *eq = strchr(text, '=');
    if (!eq)
        return unsetenv(text);
    __lc_lock(&lock);
    int bad = put(text, (size_t)(eq - text));
    __lc_unlock(&lock);
    return bad;
}
