// uchar.h - UTF-16 and UTF-32 characters (C11 7.28)
#ifndef _UCHAR_H
#define _UCHAR_H
#include <bits/mbstate.h>
#include <stddef.h>
#include <stdint.h>
typedef uint_least16_t char16_t;
typedef uint_least32_t char32_t;
size_t c16rtomb(char *restrict to, char16_t c, mbstate_t *restrict st);
size_t c32rtomb(char *restrict to, char32_t c, mbstate_t *restrict st);
size_t mbrtoc16(char16_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st);
size_t mbrtoc32(char32_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st);
#endif
