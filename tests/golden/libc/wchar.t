Wide characters: UTF-8 there and back, in pieces, malformed, in formats; wide strings.
-- a.c --
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

static void decode(const char *s, size_t n)
{
    mbstate_t st;
    wchar_t c = 0;
    memset(&st, 0, sizeof st);
    for (size_t i = 0; i < n; i++) {
        size_t r = mbrtowc(&c, s + i, 1, &st);
        printf(" %d:%lx", (int)r, r == 1 ? (unsigned long)c : 0);
        if (r == (size_t)-1)
            memset(&st, 0, sizeof st);
    }
    printf(" %d\n", mbsinit(&st));
}

int main(void)
{
    static const char *const bad[] = {"\xc0\x80", "\xe0\x9f\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5", "a\x80", "\xc3("};
    wchar_t w[20];
    char s[40];
    decode("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z", 11);
    for (int i = 0; i < 7; i++)
        decode(bad[i], strlen(bad[i]));
    size_t n = mbstowcs(w, "gr\xc3\xbc\xc3\x9f\x65 \xe2\x82\xac", 20);
    printf("%d %d %lx\n", (int)n, (int)wcslen(w), (unsigned long)w[6]);
    printf("%d %s\n", (int)wcstombs(s, w, sizeof s), s);
    printf("%d\n", (int)mbstowcs(w, "\xff", 20));
    printf("%d\n", mbtowc(w, "\xe2\x82\xac", 3));
    printf("%d\n", mbtowc(w, "\xe2\x82\xac", 2));
    printf("[%ls] [%.4ls] [%8lc]\n", L"gr\u00fc\u00dfe", L"gr\u00fc\u00dfe", (wint_t)L'\u20ac');
    wcscpy(w, L"wide");
    wcscat(w, L" open");
    printf("%d %d %d\n", wcscmp(w, L"wide open"), (int)(wcsstr(w, L"op") - w), (int)(wcsrchr(w, L'e') - w));
    printf("%d %d %d %lx\n", !!iswalpha(0xe9), !!iswspace(0x2003), !!iswupper(0x416), (unsigned long)towlower(0x416));
    return 0;
}
-- cmd --
fuse cc --libc=own -static -O1 a.c -o a
./a
-- out --
 1:61 -2:0 1:e9 -2:0 -2:0 1:20ac -2:0 -2:0 -2:0 1:1f600 1:7a 1
 -1:0 -1:0 1
 -2:0 -1:0 -1:0 1
 -2:0 -1:0 -1:0 1
 -2:0 -1:0 -1:0 -1:0 1
 -1:0 1
 1:61 -1:0 1
 -2:0 -1:0 1
7 7 20ac
11 grüße €
-1
3
-1
[grüße] [grü] [     €]
0 5 7
1 1 1 436
