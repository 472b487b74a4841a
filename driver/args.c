// args.c - response files: @FILE on a command line stands for the words that the file holds
//
// Words as gcc and GNU ld read them ("Options Controlling the Kind of Output"): blanks separate,
// single and double quotes hold together, a backslash takes the next character as it is. What a
// file names with @ is read, too.
#include "driver/driver.h"

enum { MAX_DEPTH = 20 };

typedef VEC(char *) Words;

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// One word at *p, which is moved past it.
static char *word(Session *s, const char **p)
{
    Buf b = {0};
    char quote = 0;
    const char *q = *p;
    for (; *q && (quote || !blank(*q)); q++) {
        if (*q == '\\' && q[1])
            buf_byte(&b, (u8)*++q);
        else if (*q == quote)
            quote = 0;
        else if (!quote && (*q == '"' || *q == '\''))
            quote = *q;
        else
            buf_byte(&b, (u8)*q);
    }
    *p = q;
    return (char *)(uintptr_t)buf_take(&b, &s->mem).p;
}

static void add(Session *s, Words *out, char *a, int depth)
{
    Str text;
    if (a[0] != '@' || file_read(&s->mem, a + 1, &text)) {
        vec_push(&s->mem, out, a);   // no such file: the word itself, as gcc has it
        return;
    }
    if (depth == MAX_DEPTH) {
        ddiag(s, D_RESPONSE_DEEP, a);
        return;
    }
    for (const char *p = text.p;;) {
        while (blank(*p))
            p++;
        if (!*p)
            return;
        add(s, out, word(s, &p), depth + 1);
    }
}

void args_expand(Session *s, int *argc, char ***argv)
{
    Words out = {0};
    for (int i = 0; i < *argc; i++)
        add(s, &out, (*argv)[i], i ? 0 : MAX_DEPTH);
    vec_push(&s->mem, &out, NULL);
    *argc = (int)out.n - 1;
    *argv = out.v;
}
