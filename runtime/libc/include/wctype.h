// wctype.h - classes of wide characters (C11 7.30): letters, digits and spaces as Unicode has them
#ifndef _WCTYPE_H
#define _WCTYPE_H
#include <wchar.h>
typedef const char *wctype_t;
typedef const char *wctrans_t;
int iswctype(wint_t c, wctype_t type);
wint_t towctrans(wint_t c, wctrans_t trans);
wctrans_t wctrans(const char *name);
wctype_t wctype(const char *name);
int iswalnum(wint_t c);
int iswalpha(wint_t c);
int iswblank(wint_t c);
int iswcntrl(wint_t c);
int iswdigit(wint_t c);
int iswgraph(wint_t c);
int iswlower(wint_t c);
int iswprint(wint_t c);
int iswpunct(wint_t c);
int iswspace(wint_t c);
int iswupper(wint_t c);
int iswxdigit(wint_t c);
wint_t towlower(wint_t c);
wint_t towupper(wint_t c);
#endif
