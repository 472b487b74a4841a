String literals: escapes, concatenation, embedded zeros, sizes, prefixes, character constants.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define U16(s, ...) same(s, sizeof s, (const unsigned short[]){__VA_ARGS__}, sizeof((unsigned short[]){__VA_ARGS__}))
#define U32(s, ...) same(s, sizeof s, (const unsigned[]){__VA_ARGS__}, sizeof((unsigned[]){__VA_ARGS__}))
#if __SIZEOF_WCHAR_T__ == 4
#define W(...) U32(__VA_ARGS__)
#else
#define W(...) U16(__VA_ARGS__)
#endif
static int same(const void *a, unsigned long n, const void *b, unsigned long m)
{
    const char *p = a, *q = b;
    if (n != m) return 0;
    for (; n; n--) if (*p++ != *q++) return 0;
    return 1;
}
static char nul[] = "a\0b\0", joined[] = "ab" "cd" "\x41" "B";
int main(void)
{
    CHECK(same("\a\b\f\n\r\t\v\\\'\"\?", 12, (char[]){7, 8, 12, 10, 13, 9, 11, 92, 39, 34, 63, 0}, 12));
    CHECK(same("\0\1\12\123\1234", 7, (char[]){0, 1, 10, 83, 83, 52, 0}, 7));
    CHECK(same("\x1\x7f\xff", 4, (char[]){1, 127, -1, 0}, 4));
    CHECK(sizeof nul == 5 && nul[2] == 'b' && same(joined, sizeof joined, "abcdAB", 7));
    CHECK(sizeof "" == 1 && sizeof "" "" == 1 && sizeof "a" "b" == 3);
    CHECK("hello"[1] == 'e' && 2["abc"] == 'c' && *"x" == 'x' && sizeof *"x" == 1);
    CHECK(same(u8"\u00e9\u20ac\U0001f600", 10, "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 10));
    CHECK(same("é€", 6, u8"\u00e9\u20ac", 6));
    CHECK(U16(u"a\u00e9€\U0001f600", 'a', 0xe9, 0x20ac, 0xd83d, 0xde00, 0));
    CHECK(U32(U"a\u00e9€\U0001f600", 'a', 0xe9, 0x20ac, 0x1f600, 0));
    CHECK(W(L"a€" "é", 'a', 0x20ac, 0xe9, 0));
    CHECK(U16("x" u"y", 'x', 'y', 0) && U32(U"x" "\xff", 'x', 0xff, 0) );
#if __SIZEOF_WCHAR_T__ == 4
    CHECK(U32(L"\xfedcba98", 0xfedcba98, 0));
#endif
    CHECK('a' == 97 && '\377' == (char)-1 && '\xff' == (char)-1 && '\0' == 0 && '"' == 34 && '\'' == 39);
    CHECK(L'é' == 0xe9 && u'\xffff' == 65535 && U'\U0010ffff' == 0x10ffff && sizeof(u' ') == 2 && sizeof(L'x') == __SIZEOF_WCHAR_T__);
    CHECK(_Generic("a", char *: 1, default: 0) && _Generic(u8"a", char *: 1, default: 0));
    CHECK(_Generic(u"a", unsigned short *: 1, default: 0) && _Generic(U"a", __CHAR32_TYPE__ *: 1, default: 0));
    CHECK(_Generic(L"a", __WCHAR_TYPE__ *: 1, default: 0) && _Generic(L'a', __WCHAR_TYPE__: 1, default: 0) && _Generic(U'a', __CHAR32_TYPE__: 1, default: 0));
    static const unsigned short w[] = u"wide", w2[2] = u"ab";
    static const __WCHAR_TYPE__ lw[10] = L"xyz";
    CHECK(sizeof w == 10 && w[3] == 'e' && w2[1] == 'b' && lw[2] == 'z' && lw[9] == 0);
    char local[] = "loc", fill[6] = {"ab"};
    local[0] = 'L';
    CHECK(local[0] == 'L' && sizeof local == 4 && fill[5] == 0 && fill[1] == 'b');
    CHECK(sizeof "long \
line" == 10);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
