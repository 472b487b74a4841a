// words.c - linker and version scripts as words: names, punctuation, text in quotes
#include "link/link_int.h"

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool starts(const Words *r, const char *s)
{
    size_t n = strlen(s);
    return (size_t)(r->end - r->p) >= n && !memcmp(r->p, s, n);
}

static void skip_blank(Words *r)
{
    while (r->p < r->end) {
        if (is_blank(*r->p)) {
            r->p++;
        } else if (starts(r, "/*")) {
            r->p += 2;
            while (r->p < r->end && !starts(r, "*/"))
                r->p++;
            r->p = r->p < r->end ? r->p + 2 : r->end;
        } else if (r->note && *r->p == r->note) {
            while (r->p < r->end && *r->p != '\n')
                r->p++;
        } else {
            return;
        }
    }
}

/* C++ names have pairs of colons. */
static bool is_alone(const Words *r)
{
    return strchr(r->alone, *r->p) && !starts(r, "::");
}

bool words_open(Words *r, Str text, const char *alone, char note)
{
    text = text.p ? text : STR("");
    *r = (Words){.text = text.p, .p = text.p, .end = text.p + text.n, .alone = alone, .note = note};
    const char *zero = memchr(text.p, 0, text.n);
    if (zero) {
        r->p = zero;
        r->word = STR("a zero byte");
        return false;
    }
    words_next(r);
    return true;
}

void words_next(Words *r)
{
    skip_blank(r);
    const char *at = r->p;
    r->quoted = at < r->end && *at == '"';
    if (r->quoted) {
        const char *close = memchr(at + 1, '"', (size_t)(r->end - at - 1));
        close = close ? close : r->end;
        r->word = (Str){at + 1, (size_t)(close - at - 1)};
        r->p = close < r->end ? close + 1 : close;
        return;
    }
    if (r->p < r->end && is_alone(r))
        r->p++;
    else
        while (r->p < r->end && !is_blank(*r->p) && *r->p != '"' && !is_alone(r))
            r->p += starts(r, "::") ? 2 : 1;
    r->word = (Str){at, (size_t)(r->p - at)};
}

bool words_end(const Words *r) { return !r->word.n && !r->quoted && r->p == r->end; }

bool words_eat(Words *r, const char *text)
{
    if (r->quoted || !str_eqz(r->word, text))
        return false;
    words_next(r);
    return true;
}

u32 words_line(const Words *r)
{
    u32 line = 1;
    for (const char *p = r->text; p < r->p; p++)
        line += *p == '\n';
    return line;
}
