A C program on our own library: main gets arguments and the environment, exit runs the functions of atexit in reverse order, errno is the thread's, strings and classes of characters work.
-- a.c --
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int64_t rt_os_write(int32_t fd, const void *p, uint64_t n);

static void say(const char *s)
{
    rt_os_write(1, s, strlen(s));
}

static void last(void)
{
    say("last\n");
}

static void first(void)
{
    say("first\n");
    errno = ERANGE;
}

int main(int argc, char **argv, char **envp)
{
    char text[64], *state;
    int words = 0;
    if (__STDC_HOSTED__ != 1)
        say("not hosted\n");
    for (char **e = envp; *e; e++)
        if (!strncmp(*e, "LC_WORD=", 8))
            say(strcpy(text, *e));
    say("\n");
    for (int i = 1; i < argc; i++)
        say(strcat(strcpy(text, argv[i]), "\n"));
    strcpy(text, "  one,two ,  three");
    for (char *s = strtok_r(text, ", ", &state); s; s = strtok_r(NULL, ", ", &state))
        words += isalpha((unsigned char)*s) && strcasecmp(s, "THREE") ? 1 : 10;
    errno = words;
    for (int i = 0; i < 33; i++)
        atexit(i ? first : last);
    return errno != 12 || !strstr("aabaabaaab", "abaaab") || strstr("aabaabaaa", "abaaab");
}
-- cmd --
fuse cc --libc=own -static a.c -o a
LC_WORD=word ./a x yz | uniq -c
-- out --
      1 LC_WORD=word
      1 x
      1 yz
     32 first
      1 last
