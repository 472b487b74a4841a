// number.c - numbers from text: strtod and strtof near the middle of two numbers, strtol at its ends
#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static char text[3000];

static void show(const char *what)
{
    char *end, *fend, *lend;
    double d, l;
    float f;
    uint64_t bits, lbits;
    uint32_t fbits;
    errno = 0;
    d = strtod(text, &end);
    int de = errno;
    errno = 0;
    f = strtof(text, &fend);
    int fe = errno;
    errno = 0;
    l = (double)strtold(text, &lend);
    memcpy(&bits, &d, 8);
    memcpy(&lbits, &l, 8);
    memcpy(&fbits, &f, 4);
    printf("%s %.200s: %016" PRIx64 " %d %d  %08" PRIx32 " %d %d  %d\n", what, text, bits, (int)(end - text), de,
           fbits, (int)(fend - text), fe, (int)(lend - text));
}

static double any_double(void)
{
    uint64_t bits = any64() >> 1;
    double x;
    switch (below(5)) {
    case 0: bits = bits >> 11 & ~(uint64_t)0 >> (12 + below(40)); break;          // subnormal
    case 1: bits = (bits >> 12) | (uint64_t)(1023 - 150 + below(280)) << 52; break;  // a float's range
    case 2: bits = below(3), bits |= (uint64_t)(1 + below(2)) << 52; break;
    case 3: bits = ((uint64_t)(1023 + below(60)) << 52) | bits >> 12; break;
    }
    memcpy(&x, &bits, 8);
    return x - x == 0 ? x : 3.0;
}

static void near_doubles(void)
{
    static const char *const form[] = {"%.17g", "%.16g", "%.15g", "%.800f", "%.0f", "%.1100f", "%.766e", "%.20e", "%a"};
    double x = any_double();
    sprintf(text, form[below(9)], x);
    show("near");
}

/* Half way between two doubles or two floats, and a little beside it. */
static void middle(void)
{
    uint64_t m = any64() >> 11 | (uint64_t)1 << 52;
    int e = (int)below(1900) - 1000, single = (int)below(2);
    double x = (double)m, scale = 1;
    if (single) {
        m = any64() >> 40 | 1 << 23;
        e = (int)below(220) - 120;   // below, glibc 2.36 rounds some of them wrong
        x = (double)(m * 2 + 1) / 2;
    }
    for (int i = 0; i < (e < 0 ? -e : e); i++)
        scale *= 2;
    x = e < 0 ? x / scale : x * scale;
    if (single) {
        sprintf(text, "%.400f", x);
        size_t n = strlen(text);
        if (below(3) == 0)
            strcpy(text + n, "00000000000000000000000000000000000000000000000000001");
        else if (below(2))
            text[n - 1 - below(3)] ^= 1;
    } else {
        sprintf(text, "%.770e", x);
        char *p = strchr(text, 'e');
        char exp[20];
        strcpy(exp, p);
        for (int i = 0; i < 3; i++) {
            char *at = p - 1 - below(760);
            *at = (char)('0' + (int)below(10));
        }
        strcpy(p, exp);
    }
    show("mid");
}

static void pieces(void)
{
    static const char *const piece[] = {"0", "1", "9", ".", "e", "E", "+", "-", "inf", "nan", "INFINITY", "nan(12_x)", "0x", "p",
        "a", "F", " ", "\t", "123456789", "000000000000", "e-320", "e300", "e+30", "e-45", "p-1070", "p130", "p-148",
        "inity", "nan(", "i", "17976931348623157", "fffffffffffff", "8", "5"};
    *text = 0;
    for (int n = 1 + (int)below(7); n; n--)
        strcat(text, piece[below(sizeof piece / sizeof *piece)]);
    show("any");
}

static void edges(void)
{
    static const char *const edge[] = {"2.2250738585072014e-308", "2.2250738585072011e-308", "2.2250738585072012e-308",
        "2.22507385850720125e-308", "2.225073858507201383e-308", "2.2250738585072013e-308",
        "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-400", "1e400",
        "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "3.4028235e38", "3.4028236e38",
        "3.40282356779733661637539395458142568447e38", "3.40282356779733661637539395458142568448e38",
        "1.17549435e-38", "1.1754943e-38", "1.40129846e-45", "7.0064923216240853e-46", "7.0064923216240854e-46",
        "1.175494280757364291e-38", "1.1754942807573642e-38", "1.1754942807573643e-38", "0x1p-1074", "0x0.8p-1074",
        "0x0.800001p-1074", "0x1.8p-1074", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x1.ffffffp127",
        "0x1.fffffep127", "0x1.fffffefp127", "0x1p-149", "0x0.8p-149", "0x0.81p-149", "0x0.fffffffffffff8p-1022",
        "0x0.fffffffffffffcp-1022", "0x0.ffffffp-126", "0x0.fffffffp-126", "0x1.00000000000008p0", "0x1.000000000000081p0",
        "0x123456789abcdef0123456789p-30", "0e999999999999", "0.0e-99999999999", "1e99999999999", "1e-99999999999"};
    for (size_t i = 0; i < sizeof edge / sizeof *edge; i++) {
        strcpy(text, edge[i]);
        show("edge");
    }
}

static void integers(void)
{
    static const char *const lead[] = {"", " ", "\n\t ", "-", "+", "--", "0x", "0X", "-0x", "0", "+0", "0b", "- "};
    static const char *const last[] = {"9223372036854775807", "9223372036854775808", "9223372036854775809",
        "18446744073709551615", "18446744073709551616", "zz", "7fffffffffffffff", "8000000000000000", "",
        "ffffffffffffffff", "10000000000000000", "777777777777777777777", "1777777777777777777777", "89", "g"};
    char *end;
    int base = (int)below(40) - 1;
    if (below(2))
        base = below(2) ? 0 : below(2) ? 10 : 16;
    strcpy(text, lead[below(13)]);
    if (below(2))
        strcat(text, last[below(15)]);
    else
        for (int n = (int)below(25); n; n--)
            strncat(text, &"0123456789abcdefghijkABCXYZxyz."[below(31)], 1);
    end = text;                  // with a base that is none glibc leaves it
    errno = 0;
    long long a = strtoll(text, &end, base);
    printf("%s base %d: %lld %d %d", text, base, a, (int)(end - text), errno);
    errno = 0;
    unsigned long long b = strtoull(text, &end, base);
    printf(" %llu %d %d", b, (int)(end - text), errno);
    errno = 0;
    long c = strtol(text, &end, base);
    printf(" %ld %d", c, errno);
    printf(" %lu %d %ld\n", strtoul(text, NULL, base), atoi("  -12x"), atol(text));
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1000;
    state += argc > 2 ? strtoull(argv[2], NULL, 0) * 7919 : 0;
    edges();
    for (int i = 0; i < count; i++)
        switch (below(8)) {
        case 0: case 1: middle(); break;
        case 2: case 3: near_doubles(); break;
        case 4: case 5: pieces(); break;
        default: integers();
        }
    return 0;
}
