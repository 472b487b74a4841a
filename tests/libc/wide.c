// wide.c - functions of wchar.h and uchar.h on random characters: strings, numbers, formats, streams
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <wchar.h>
#include <wctype.h>

#include "random.h"

static int sign(int x) { return (x > 0) - (x < 0); }
static long at(const wchar_t *p, const wchar_t *base) { return p ? (long)(p - base) : -1; }

static wchar_t any(void)
{
    static const wchar_t some[] = {'a', 'b', 'c', ' ', ',', '1', '-', 0xe9, 0x20ac, 0x3b1, 0x1f600, 0x7f, 0x80, 0x7ff, 0x800,
        0xffff, 0x10000, 0x10ffff};
    return some[below(sizeof some / sizeof *some)];
}

static void make(wchar_t *s, unsigned most)
{
    unsigned n = below(most);
    for (unsigned i = 0; i < n; i++)
        s[i] = any();
    s[n] = 0;
}

static void show(const wchar_t *s)
{
    printf(" ");
    for (; *s; s++)
        printf("%lx.", (unsigned long)*s);
}

static void strings(void)
{
    wchar_t a[40], b[8], c[90], *state;
    make(a, 30);
    make(b, 5);
    unsigned n = below(12);
    printf("%zu %zu %zu %ld %ld %ld %ld", wcslen(a), wcsspn(a, b), wcscspn(a, b), at(wcspbrk(a, b), a), at(wcsstr(a, b), a),
           at(wcschr(a, *b), a), at(wcsrchr(a, *b), a));
    printf(" %d %d %d", sign(wcscmp(a, b)), sign(wcsncmp(a, b, n)), sign(wcscoll(a, b)));
    wcscpy(c, a);
    wcscat(c, b);
    wcsncat(c, a, n);
    show(c);
    wmemset(c, 'x', 40);
    wcsncpy(c, a, n);
    c[40] = 0;
    show(c);
    printf(" %zu", wcsxfrm(c, a, 40));
    show(c);
    for (wchar_t *t = wcstok(a, b, &state); t; t = wcstok(NULL, b, &state))
        show(t);
    printf("\n");
}

static void numbers(void)
{
    static const wchar_t *const part[] = {L"1", L"23", L"-", L"+", L"0x", L".", L"e5", L"E-300", L"99999999999999999999", L" ", L"\t",
        L"inf", L"nan", L"z", L"\u00e9", L"7fffffff", L"p3", L"\u20ac"};
    wchar_t s[200] = L"", *end;
    for (unsigned n = 1 + below(5); n; n--)
        wcscat(s, part[below(sizeof part / sizeof *part)]);
    int base = (int)below(37);
    base = base == 1 ? 0 : base;
    show(s);
    errno = 0;
    double d = wcstod(s, &end);
    if (d == d)                          // a NaN has no sign
        printf(" %a", d);
    printf(" %ld %d", at(end, s), errno);
    errno = 0;
    printf(" %ld", wcstol(s, &end, base));
    printf(" %ld %d", at(end, s), errno);
    errno = 0;
    printf(" %llu", wcstoull(s, &end, base));
    printf(" %ld %d\n", at(end, s), errno);
}

static void formats(void)
{
    static const wchar_t *const item[] = {L"%d", L"%5d|", L"%-7x", L"%#o", L"%lld", L"%hhd", L"%c", L"%lc", L"%5lc", L"%s", L"%8s",
        L"%-8s|", L"%.2s", L"%ls", L"%7.3ls", L"%-6.1ls|", L"%g", L"%.20f", L"%Lg", L"%010.3e", L"\u20ac", L"%%", L"%+5i", L"%*d",
        L"%.*s"};
    wchar_t text[20], out[400], two[3] = {L'\u00e9', L'x', 0};
    make(text, 8);
    unsigned k = below(25);
    int r, room = below(3) ? 400 : (int)below(12);
    wmemset(out, '#', 400);
    const wchar_t *f = item[k];
    double d = (double)(int64_t)any64();
    d /= 1 + (double)below(100000);
    errno = 0;
    switch (k) {
    case 0: case 1: case 2: case 3: case 22: r = swprintf(out, room, f, (int)any64()); break;
    case 4: r = swprintf(out, room, f, (long long)any64()); break;
    case 5: r = swprintf(out, room, f, (int)any64()); break;
    case 6: r = swprintf(out, room, f, (int)('a' + below(20))); break;
    case 7: case 8: r = swprintf(out, room, f, (wint_t)any()); break;
    case 9: case 10: case 11: case 12: r = swprintf(out, room, f, below(2) ? "h\xc3\xa9 \xe2\x82\xac" : "plain"); break;
    case 13: case 14: case 15: r = swprintf(out, room, f, text); break;
    case 16: case 17: case 19: r = swprintf(out, room, f, d); break;
    case 18: r = swprintf(out, room, f, (long double)d); break;
    case 23: r = swprintf(out, room, f, (int)below(20) - 10, 42); break;
    case 24: r = swprintf(out, room, f, 3, "h\xc3\xa9 \xe2\x82\xac"); break;
    default: r = swprintf(out, room, f); break;
    }
    printf("%u %d %d", k, room, r);
    if (r >= 0)
        show(out);
    int count = -1, x = -1;
    wchar_t w[60] = L"?", set[60] = L"?";
    char s[60] = "?";
    make(text, 10);
    swprintf(out, 400, L"%ls %d %ls", text, (int)below(1000), two);
    const wchar_t *in = below(2) ? L"%3ls%n%d %l[\u00e9x]" : L"%2s%n %d%l[^a]";
    r = swscanf(out, in, (void *)w, &count, &x, set);
    show(out);
    printf(" %d %d %d", r, count, x);
    if (r >= 3)
        show(set);
    r = sscanf("gr\xc3\xbc\xc3\x9f""e 12", "%3ls%n", w, &count);
    printf(" %d %d", r, count);
    show(w);
    r = swscanf(L"a\u20acb c", L"%2c%s", s, s + 30);
    s[4] = 0;
    printf(" %d %s %s\n", r, s, s + 30);
}

static void characters(void)
{
    char bytes[40];
    wchar_t text[12];
    mbstate_t st, back;
    memset(&st, 0, sizeof st);
    memset(&back, 0, sizeof back);
    make(text, 10);
    wcstombs(bytes, text, sizeof bytes);
    size_t n = strlen(bytes) + 1, i = 0;
    int wrong = below(4) == 0;           // glibc sees later in pieces what cannot become right
    if (wrong) {
        size_t k = below((uint32_t)n);
        bytes[k] = (char)0xff;
    }
    while (i < n) {
        char16_t c;
        char out[8];
        size_t r = mbrtoc16(&c, bytes + i, wrong || below(3) ? n - i : 1, &st);
        printf(" %d", (int)r);
        if (r == (size_t)-1)
            break;
        if (r == (size_t)-2) {
            i++;
            continue;
        }
        size_t k = c16rtomb(out, c, &back);
        printf(":%x:%d", c, (int)k);
        i += r == (size_t)-3 ? 0 : r ? r : 1;
    }
    printf("\n");
}

static void streams(void)
{
    wchar_t text[60], line[20];
    FILE *f = tmpfile();
    make(text, 50);
    printf("%d", sign(fwide(f, 0)));
    printf(" %d", fputws(text, f) < 0);
    printf(" %d", sign(fwide(f, -1)));
    fputwc('\n', f);
    fwprintf(f, L"%ls %5d", L"\u20ac", 7);
    rewind(f);
    unsigned back = below(40);
    for (unsigned i = 0;; i++) {
        wint_t c = fgetwc(f);
        if (c == WEOF)
            break;
        printf(" %lx", (unsigned long)c);
        if (i == back)
            printf(" back %lx", (unsigned long)ungetwc(c, f));
    }
    printf(" %d %d", !!feof(f), ferror(f));
    rewind(f);
    while (fgetws(line, 2 + (int)below(18), f))
        show(line);
    fclose(f);
    printf("\n");
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1000;
    state += argc > 2 ? strtoull(argv[2], NULL, 0) * 7919 : 0;
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 2;
    for (int i = 0; i < count; i++) {
        strings();
        numbers();
        formats();
        characters();
        if (i % 50 == 0)
            streams();
    }
    return 0;
}
