// json.c - is a text one JSON value? For assets, which are checked when they are loaded
#include "frontend/fuse/fuse_int.h"

typedef struct Js {
    const char *p, *end;
    const char *err;
    int depth;
} Js;

static bool value(Js *j);

static bool fail(Js *j, const char *why)
{
    if (!j->err)
        j->err = why;
    return false;
}

static void blanks(Js *j)
{
    while (j->p < j->end && (*j->p == ' ' || *j->p == '\t' || *j->p == '\n' || *j->p == '\r'))
        j->p++;
}

static bool word(Js *j, const char *w)
{
    size_t n = strlen(w);
    if ((size_t)(j->end - j->p) < n || memcmp(j->p, w, n) != 0)
        return fail(j, "unexpected character");
    j->p += n;
    return true;
}

static bool digits(Js *j)
{
    const char *from = j->p;
    while (j->p < j->end && *j->p >= '0' && *j->p <= '9')
        j->p++;
    return j->p > from || fail(j, "invalid number");
}

static bool number(Js *j)
{
    j->p += *j->p == '-';
    const char *from = j->p;
    if (!digits(j) || (*from == '0' && j->p - from > 1))
        return fail(j, "invalid number");
    if (j->p < j->end && *j->p == '.') {
        j->p++;
        if (!digits(j))
            return false;
    }
    if (j->p < j->end && (*j->p == 'e' || *j->p == 'E')) {
        j->p++;
        if (j->p < j->end && (*j->p == '+' || *j->p == '-'))
            j->p++;
        return digits(j);
    }
    return true;
}

static bool hex4(Js *j)
{
    for (int i = 0; i < 4; i++, j->p++)
        if (j->p >= j->end ||
            !((*j->p >= '0' && *j->p <= '9') || ((*j->p | 32) >= 'a' && (*j->p | 32) <= 'f')))
            return fail(j, "invalid unicode escape");
    return true;
}

static bool string(Js *j)
{
    for (j->p++; j->p < j->end; ) {
        char c = *j->p++;
        if (c == '"')
            return true;
        if ((u8)c < 0x20)
            return fail(j, "control character in string");
        if (c != '\\')
            continue;
        if (j->p >= j->end || !strchr("\"\\/bfnrtu", *j->p))
            return fail(j, "invalid escape");
        if (*j->p++ == 'u' && !hex4(j))
            return false;
    }
    return fail(j, "unterminated string");
}

static bool members(Js *j, char close)
{
    j->p++;
    blanks(j);
    if (j->p < j->end && *j->p == close) {
        j->p++;
        return true;
    }
    for (;;) {
        if (close == '}') {
            blanks(j);
            if (j->p >= j->end || *j->p != '"')
                return fail(j, "expected object key");
            if (!string(j))
                return false;
            blanks(j);
            if (j->p >= j->end || *j->p++ != ':')
                return fail(j, "expected ':'");
        }
        if (!value(j))
            return false;
        blanks(j);
        if (j->p >= j->end)
            return fail(j, "unexpected end of input");
        char c = *j->p++;
        if (c == close)
            return true;
        if (c != ',')
            return fail(j, "expected ',' or a closing bracket");
    }
}

static bool value(Js *j)
{
    blanks(j);
    if (j->p >= j->end)
        return fail(j, "unexpected end of input");
    if (++j->depth > 500)
        return fail(j, "nesting is too deep");
    bool ok;
    switch (*j->p) {
    case '{': ok = members(j, '}'); break;
    case '[': ok = members(j, ']'); break;
    case '"': ok = string(j); break;
    case 't': ok = word(j, "true"); break;
    case 'f': ok = word(j, "false"); break;
    case 'n': ok = word(j, "null"); break;
    default:
        ok = *j->p == '-' || (*j->p >= '0' && *j->p <= '9') ? number(j)
                                                            : fail(j, "unexpected character");
        break;
    }
    j->depth--;
    return ok;
}

Str json_error(Str text)
{
    Js j = {.p = text.p, .end = text.p + text.n};
    if (value(&j)) {
        blanks(&j);
        if (j.p != j.end)
            fail(&j, "trailing characters");
    }
    return j.err ? str_of(j.err) : (Str){0};
}
