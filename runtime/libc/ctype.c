// ctype.c - classes of characters in the locale "C": ASCII
#include "runtime/libc/libc_int.h"

#include <ctype.h>

enum {
    UPPER = 1, LOWER = 2, DIGIT = 4, HEX = 8, SPACE = 16, PUNCT = 32, CONTROL = 64, BLANK = 128
};
#define U UPPER
#define L LOWER
#define X (UPPER | HEX)
#define Y (LOWER | HEX)
#define D (DIGIT | HEX)
#define P PUNCT
#define C CONTROL
#define S (CONTROL | SPACE)
static const u8 class_of[128] = {
    C, C, C, C, C, C, C, C, C, S | BLANK, S, S, S, S, C, C,
    C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C,
    SPACE | BLANK, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
    D, D, D, D, D, D, D, D, D, D, P, P, P, P, P, P,
    P, X, X, X, X, X, X, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, P, P, P, P, P,
    P, Y, Y, Y, Y, Y, Y, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, P, P, P, P, C,
};

static int is(int c, int classes)
{
    return (unsigned)c < 128 && class_of[c] & classes;
}

int isalnum(int c) { return is(c, UPPER | LOWER | DIGIT); }
int isalpha(int c) { return is(c, UPPER | LOWER); }
int isascii(int c) { return (unsigned)c < 128; }
int isblank(int c) { return is(c, BLANK); }
int iscntrl(int c) { return is(c, CONTROL); }
int isdigit(int c) { return is(c, DIGIT); }
int isgraph(int c) { return is(c, UPPER | LOWER | DIGIT | PUNCT); }
int islower(int c) { return is(c, LOWER); }
int isprint(int c) { return c == ' ' || is(c, UPPER | LOWER | DIGIT | PUNCT); }
int ispunct(int c) { return is(c, PUNCT); }
int isspace(int c) { return is(c, SPACE); }
int isupper(int c) { return is(c, UPPER); }
int isxdigit(int c) { return is(c, HEX); }
int toascii(int c) { return c & 127; }
int tolower(int c) { return is(c, UPPER) ? c + 32 : c; }
int toupper(int c) { return is(c, LOWER) ? c - 32 : c; }
