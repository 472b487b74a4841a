// scan.c - sscanf with random formats on random text
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static char text[300], fmt[100];

/* Where glibc 2.36 does not do what C says it is not asked: "0x" and "1e" without digits behind them,
 * nan(...), %2c with one character left. */
static void make(void)
{
    static const char *const part[] = {"12", "-7", "+0", "0x1f", "077", "09", " ", "  \n", "\t", ".", "5", "1e5",
        "inf", "nan", "infinit", "NAN", "abc", "b", "c-d", ",", "%", "99999999999999999999", "-", "+",
        "3.25", ".5e-2", "0x1p-3", "]", "a]b", "yz", "2147483648", "-9223372036854775809"};
    static const char *const item[] = {"%d", "%i", "%u", "%x", "%o", "%f", "%g", "%s", "%c", "%[a-z]", "%[^ ,]", "%n",
        " ", ",", "%%", "%3d", "%2d", "%4o", "%90f", "%3s", "%1c", "%4[0-9a-f]", "%*d", "%*s", "%*f", "%hhd", "%hu",
        "%p", "%[]a-c]", "%[^]]", "abc", "%*c", "%1u", "%E", "%*3[a-z0-9]", "%X"};
    *text = *fmt = 0;
    for (int n = 1 + (int)below(6); n; n--)
        strcat(text, part[below(sizeof part / sizeof *part)]);
    for (int n = 1 + (int)below(4); n; n--)
        strcat(fmt, item[below(sizeof item / sizeof *item)]);
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1000;
    state += argc > 2 ? strtoull(argv[2], NULL, 0) * 7919 : 0;
    for (int i = 0; i < count; i++) {
        unsigned char v[4][64];
        make();
        memset(v, 0xa5, sizeof v);
        int r = sscanf(text, fmt, v[0], v[1], v[2], v[3]);
        printf("%s | %s = %d:", text, fmt, r);
        for (int k = 0; k < 4; k++) {
            int n = 64;
            while (n && v[k][n - 1] == 0xa5)
                n--;
            for (int j = 0; j < n; j++)
                printf("%02x", v[k][j]);
            printf(" ");
        }
        printf("\n");
    }
    return 0;
}
