// start.c - the loader enters here, for FUSE and C programs alike: UTF-16 command line and
// environment become UTF-8 arrays
//
// The command line is taken apart by the rules of Microsoft's C run time ("Parsing C command-line
// arguments"): the first word ends at its closing quote or at white space; elsewhere 2n backslashes
// before a quote are n and the quote is one of grouping, 2n+1 are n and the quote is text, and two
// quotes inside a group are one of text.
#include "runtime/os/windows/sys.h"

extern const RtProgram rt_program;

void rt_start(void);

/* One argument from *line, which is left behind it and the white space after it. */
static u64 argument(const Wide **line, Wide *out, i8 first)
{
    const Wide *p = *line;
    u64 k = 0;
    i8 group = 0;
    while (*p && (group || (*p != ' ' && *p != '\t'))) {
        u64 slashes = 0;
        while (!first && *p == '\\') {
            slashes++;
            p++;
        }
        for (u64 n = *p == '"' ? slashes / 2 : slashes; n; n--)
            out[k++] = '\\';
        if (*p == '"' && slashes % 2 == 0) {
            if (group && !first && p[1] == '"')
                out[k++] = *p++;
            else
                group = !group;
            p++;
        } else if (*p == '"' || !slashes) {
            out[k++] = *p++;
        }
    }
    while (*p == ' ' || *p == '\t')
        p++;
    *line = p;
    return k;
}

static void *must_map(u64 size)
{
    void *p = rt_os_map(size);
    if (!p)
        rt_os_exit(1);
    return p;
}

/* Ends with NULL; *argc is how many there are. */
static const char **arguments(i64 *argc)
{
    const Wide *line = GetCommandLineW();
    u64 n = rt_wide_len(line), cap = n / 2 + 2, k = 0;
    const char **argv = must_map((cap + 1) * sizeof(char *) + n * 2 + n * 3 + cap + 2);
    char *text = (char *)(argv + cap + 1);
    Wide *word = (Wide *)(void *)text;
    text += n * 2;
    do {
        u64 units = argument(&line, word, k == 0);
        argv[k++] = text;
        text += rt_utf8_of(word, units, text);
        *text++ = 0;
    } while (*line);
    *argc = (i64)k;
    return argv;
}

/* Without the hidden ones that start with '='. */
static const char **environment(void)
{
    const Wide *all = GetEnvironmentStringsW(), *end = all;
    u64 n = 0, k = 0;
    for (; *end; end += rt_wide_len(end) + 1)
        n++;
    const char **envp = must_map((n + 1) * sizeof(char *) + (u64)(end - all) * 3 + 1);
    char *text = (char *)(envp + n + 1);
    for (const Wide *p = all; *p; p += rt_wide_len(p) + 1) {
        if (*p == '=')
            continue;
        envp[k++] = text;
        text += rt_utf8_of(p, rt_wide_len(p), text);
        *text++ = 0;
    }
    return envp;
}

void rt_start(void)
{
    i64 argc;
    const char **argv = arguments(&argc);
    rt_os_exit(rt_program.start(&rt_program, argc, argv, environment()));
}

/* The loader gives every thread its own. */
void rt_os_tls_init(const char *const *envp)
{
    (void)envp;
}
